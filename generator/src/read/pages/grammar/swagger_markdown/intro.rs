//! What the page says of the API as a whole, before the first operation.

use super::{Grammar, Heading, heading, joined};
use crate::ir::{Contact, ExternalDocs, Flow, FlowKind, License, Place, Said, Scheme, SchemeKind};
use crate::read::pages::sheet::{Piece, PieceKind};
use crate::read::pages::shown::{Shown, ShownServer};
use crate::read::pages::table::Table;
use crate::read::pages::types::link;
use crate::text::Span;

/// What the last heading before the operations opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Description,
    Version,
    Terms,
    Servers,
    Schemes,
}

impl Grammar<'_> {
    /// The title, the description up to the version, and what stands below it.
    pub(super) fn intro(&mut self) {
        let has_version = self.sheet.pieces.iter().any(|it| match it.kind {
            PieceKind::Heading { text, .. } => self.sheet.slice(text).starts_with("Version:"),
            _ => false,
        });
        let mut part = Part::Description;
        let mut described: Option<Span> = None;
        while let Some(piece) = self.peek() {
            match piece.kind {
                PieceKind::Heading { level: 1, text, .. } if self.shown.title.is_none() => {
                    self.shown.title = Some(self.sheet.said(text));
                }
                PieceKind::Heading { text, .. } => {
                    match self.opens_part(text, part, has_version) {
                        Some(opened) => part = opened,
                        None => break,
                    }
                    if part == Part::Description {
                        described = Some(described.map_or(piece.at, |it| it.to(piece.at)));
                    }
                }
                PieceKind::Line if part != Part::Description => break,
                PieceKind::Comment | PieceKind::FrontMatter => {}
                _ if part == Part::Description => {
                    described = Some(described.map_or(piece.at, |it| it.to(piece.at)));
                }
                _ => self.in_part(part, piece),
            }
            self.at += 1;
        }
        if let Some(at) = described {
            self.shown.description = Some(self.sheet.said(at));
        }
    }

    /// The part that a heading opens; `None` where operations begin.
    fn opens_part(&mut self, text: Span, part: Part, has_version: bool) -> Option<Part> {
        let slice = self.sheet.slice(text);
        let is_route = !matches!(heading(slice), Heading::Other(_));
        if part == Part::Description {
            if let Some(version) = slice.strip_prefix("Version:") {
                let at = self.sheet.part(text, slice.len() - version.len(), slice.len());
                self.shown.version = Some(self.sheet.said(at));
                return Some(Part::Version);
            }
            return (has_version || !is_route).then_some(Part::Description);
        }
        match slice.trim_end_matches(':') {
            "Terms of service" => Some(Part::Terms),
            "Servers" => Some(Part::Servers),
            "Available authorizations" | "Security" => Some(Part::Schemes),
            _ if part == Part::Schemes => {
                let declared = declare(slice, &self.sheet.said(text), self.shown);
                declared.then_some(Part::Schemes)
            }
            _ => None,
        }
    }

    fn in_part(&mut self, part: Part, piece: Piece) {
        let text = self.sheet.slice(piece.at);
        // Bold labels may follow any part.
        if piece.kind == PieceKind::Paragraph && self.labelled(piece.at) {
            return;
        }
        match (part, piece.kind) {
            (Part::Terms, PieceKind::Paragraph) => {
                self.shown.terms = Some(self.sheet.said(piece.at));
            }
            (Part::Servers, PieceKind::Table) => self.servers(piece.at),
            (Part::Schemes, PieceKind::Table) => self.scheme_table(piece.at),
            (Part::Servers, PieceKind::Paragraph) if link(text).is_some() => {
                self.elsewhere(piece.at);
            }
            (Part::Schemes, PieceKind::Paragraph | PieceKind::List) => self.scheme_lines(piece.at),
            (_, PieceKind::Paragraph) if link(text).is_some() => self.elsewhere(piece.at),
            _ => self.lost(piece.at),
        }
    }

    /// `**Contact information:**`, `**License:**`, `**Schemes:**`
    fn labelled(&mut self, at: Span) -> bool {
        let text = self.sheet.slice(at);
        let Some((label, said)) = text.strip_prefix("**").and_then(|it| it.split_once("**")) else {
            return false;
        };
        match label.trim_end_matches(':') {
            "Contact information" => {
                let mut contact = Contact { at: Some(self.sheet.at(at)), ..Contact::default() };
                for line in said.lines().map(str::trim).filter(|it| !it.is_empty()) {
                    let said = self.within(at, line);
                    if line.contains('@') && !line.contains("://") {
                        contact.email = Some(said);
                    } else if line.contains("://") {
                        contact.url = Some(said);
                    } else {
                        contact.name = Some(said);
                    }
                }
                self.shown.contact = Some(contact);
            }
            "License" => {
                let said = said.trim();
                let (name, url) = match link(said) {
                    Some((name, url)) => (self.within(at, name), Some(self.within(at, url))),
                    None => (self.within(at, said), None),
                };
                let at = Some(self.sheet.at(at));
                self.shown.license =
                    Some(License { at, name: Some(name), url, ..License::default() });
            }
            // Protocols alone are no address.
            "Schemes" => {}
            _ if self.shown.schemes.is_empty() && !said.trim().is_empty() => return false,
            // Older pages name a scheme in bold above its table.
            _ if said.trim().is_empty() => {
                let name = self.within(at, label);
                push(self.shown, name, SchemeKind::Unknown);
            }
            _ => return false,
        }
        true
    }

    fn servers(&mut self, at: Span) {
        let table = Table::told(self.sheet, at, self.found);
        for row in &table.rows {
            let Some(&url) = row.cells.first() else { continue };
            let said = self.sheet.said(url);
            let bare = link(&said).map(|(_, target)| target.to_owned());
            let url = bare.map_or(said, |it| self.sheet.told(it, url));
            self.shown.servers.push(ShownServer { url, variables: Vec::new() });
        }
    }

    fn elsewhere(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        let Some((name, url)) = link(text) else { return };
        self.shown.external_docs = Some(ExternalDocs {
            at: Some(self.sheet.at(at)),
            url: Some(self.within(at, url)),
            description: Some(self.within(at, name)),
            extensions: Vec::new(),
        });
    }

    /// The last scheme as a table: `| apiKey | *API Key* |`, and its fields.
    fn scheme_table(&mut self, at: Span) {
        let Some(last) = self.shown.schemes.last() else { return self.lost(at) };
        let name = last.name.clone();
        let page = &self.sheet.page;
        let lines = self.sheet.slice(at).lines().map(|line| {
            let from = line.as_ptr() as usize - page.text.as_ptr() as usize;
            Span::new(at.file, from, from + line.len())
        });
        let rows: Vec<(Said, Said)> = lines
            .map(|it| page.row(it, crate::source::Cells::Quoted))
            .filter(|it| it.cells.len() >= 2)
            .map(|it| (self.sheet.said(it.cells[0]), self.sheet.said(it.cells[1])))
            .collect();
        let field = |key: &str| {
            let named = rows.iter().find(|(name, _)| name.eq_ignore_ascii_case(key));
            named.map(|(_, said)| said.clone())
        };
        let kind = match rows.first().map(|it| &*it.0.text) {
            Some("apiKey") => SchemeKind::ApiKey {
                name: field("Name").unwrap_or_default(),
                place: field("In").and_then(|it| Place::from_name(&it)).unwrap_or(Place::Header),
            },
            Some("basic") => SchemeKind::Http { scheme: "basic".into(), bearer_format: None },
            Some("oauth2") => {
                let scopes = rows.iter().skip_while(|it| *it.0.text != *"**Scopes**").skip(1);
                let flow = Flow {
                    authorization_url: field("Authorization URL"),
                    token_url: field("Token URL"),
                    scopes: scopes.cloned().collect(),
                    ..flow(field("Flow").as_deref().unwrap_or_default(), self.sheet.at(at))
                };
                SchemeKind::OAuth2 { flows: vec![flow], metadata_url: None }
            }
            _ => return self.lost(at),
        };
        if let Some(last) = self.shown.schemes.iter_mut().find(|it| it.name == name) {
            last.kind = kind;
        }
    }

    /// Lines below the heading of a scheme.
    fn scheme_lines(&mut self, at: Span) {
        let sheet = self.sheet;
        let text = sheet.slice(at);
        for line in text.lines() {
            let bare = line.trim().trim_start_matches(['*', '-', ' ']).trim_end_matches('*');
            if bare.is_empty() {
                continue;
            }
            let from = bare.as_ptr() as usize - text.as_ptr() as usize;
            let place = sheet.part(at, from, from + bare.len());
            let Some(last) = self.shown.schemes.last_mut() else { return self.lost(at) };
            if !scheme_line(&mut last.kind, bare, &|said| sheet.told(said, place), sheet.at(place))
            {
                let said = sheet.said(place);
                last.description = Some(match last.description.take() {
                    Some(before) => Said::new(format!("{before}\n{said}"), before.at),
                    None => joined(None, said),
                });
            }
        }
    }
}

/// One line of a scheme: whether it was one in a fixed form.
fn scheme_line(kind: &mut SchemeKind, line: &str, told: &dyn Fn(&str) -> Said, at: Span) -> bool {
    let (label, said) = match line.split_once(':') {
        Some((label, said)) => (label.trim_matches(['*', ' ']), said.trim_matches(['*', ' '])),
        None => return false,
    };
    match (kind, label) {
        (SchemeKind::Http { bearer_format, .. }, "Bearer format") => {
            *bearer_format = Some(told(said));
        }
        (SchemeKind::ApiKey { name, .. }, "Name") => *name = told(said),
        (SchemeKind::ApiKey { place, .. }, "In") => {
            *place = Place::from_name(said).unwrap_or(*place);
        }
        (SchemeKind::OpenIdConnect { url }, "OpenID Connect URL") => *url = Some(told(said)),
        (SchemeKind::OAuth2 { flows, .. }, _) => match label {
            "Flow" => flows.push(flow(said, at)),
            "Scopes" => {}
            _ => {
                let Some(last) = flows.last_mut() else { return false };
                match label {
                    "Authorization URL" => last.authorization_url = Some(told(said)),
                    "Token URL" => last.token_url = Some(told(said)),
                    "Refresh URL" => last.refresh_url = Some(told(said)),
                    _ => {
                        // `read:pets: read your pets`: the name may hold colons.
                        let (name, prose) = line.split_once(": ").unwrap_or((line, ""));
                        last.scopes.push((told(name.trim()), told(prose.trim())));
                    }
                }
            }
        },
        _ => return false,
    }
    true
}

fn flow(name: &str, at: Span) -> Flow {
    let kind = match name {
        "password" => FlowKind::Password,
        "clientCredentials" | "application" => FlowKind::ClientCredentials,
        "authorizationCode" | "accessCode" => FlowKind::AuthorizationCode,
        _ => FlowKind::Implicit,
    };
    Flow {
        at: Some(at),
        kind,
        authorization_url: None,
        token_url: None,
        refresh_url: None,
        device_authorization_url: None,
        scopes: Vec::new(),
        extensions: Vec::new(),
    }
}

/// `petstore_auth (OAuth2, implicit)`: whether a heading declares a scheme.
fn declare(heading: &str, said: &Said, shown: &mut Shown) -> bool {
    let Some((name, kind)) = heading.rsplit_once(" (") else { return false };
    let kind = kind.trim_end_matches(')');
    let (word, rest) = kind.split_once(',').unwrap_or((kind, ""));
    let kind = match word.trim() {
        "HTTP" => SchemeKind::Http { scheme: rest.trim().into(), bearer_format: None },
        "API Key Authentication" | "API Key" | "apiKey" => {
            SchemeKind::ApiKey { name: Said::default(), place: Place::Header }
        }
        "OAuth2" | "OAuth 2.0" => SchemeKind::OAuth2 { flows: Vec::new(), metadata_url: None },
        "OpenID Connect" => SchemeKind::OpenIdConnect { url: None },
        "Mutual TLS" | "mutualTLS" => SchemeKind::MutualTls,
        _ => return false,
    };
    push(shown, Said::new(name, said.at), kind);
    true
}

fn push(shown: &mut Shown, name: Said, kind: SchemeKind) {
    shown.schemes.push(Scheme {
        at: name.at,
        name,
        via: None,
        description: None,
        kind,
        deprecated: None,
        extensions: Vec::new(),
    });
}
