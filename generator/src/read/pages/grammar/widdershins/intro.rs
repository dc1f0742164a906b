//! What stock pages say of the API as a whole.

use std::borrow::Cow;

use super::{Family, Grammar};
use crate::ir::{
    Contact, ExternalDocs, Flow, FlowKind, License, Place, Said, Scheme, SchemeKind, Variable,
};
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::shown::ShownServer;
use crate::read::pages::types::link;
use crate::text::Span;

impl Grammar<'_> {
    /// The title with the version behind it: `Pets v1.0.0`. The identifier is
    /// made of the title alone, so it tells where that ends.
    pub(super) fn title(&mut self, said: &Said, id: Option<Span>) {
        let id = id.map(|it| unescaped(self.sheet.slice(it)));
        let is_id = |title: &str| id.as_deref() == Some(&*title.to_lowercase().replace(' ', "-"));
        let mut versions = said.match_indices(" v").chain(said.match_indices(" V"));
        let told = versions.find(|(at, _)| is_id(&said[..*at])).map(|it| it.0);
        let guessed = || {
            let digits = |at: &usize| said[at + 2..].starts_with(|it: char| it.is_ascii_digit());
            said.rfind(" v").filter(digits)
        };
        let is_untitled = id.as_deref() == Some("");
        let (title, version) = match told.or_else(guessed) {
            _ if is_untitled => ("", Some(&said[..])),
            Some(at) => (&said[..at], Some(&said[at + 1..])),
            None => (&said[..], None),
        };
        // A version that has a mark of its own gets no other.
        let version = version.map(|it| match it.strip_prefix('v') {
            Some(bare) if !bare.starts_with(['v', 'V']) => bare,
            _ => it,
        });
        let version = version.filter(|it| !it.is_empty());
        self.shown.title = Some(Said::new(title, said.at)).filter(|it| !it.is_empty());
        self.shown.version = version.map(|it| Said::new(it, said.at));
    }

    /// Settings of the site: the link at the foot of its list is the API's.
    pub(super) fn front_matter(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        let Some(rest) = text.split_once("toc_footers:").map(|it| it.1) else { return };
        let line = rest.trim_start().lines().next().unwrap_or_default();
        let Some((url, name)) = linked(line.trim_start_matches(['-', ' ', '\'', '"'])) else {
            return;
        };
        if self.family == Family::Stock {
            let description = (name != "External Docs").then(|| self.within(at, name));
            let url = Some(self.within(at, url));
            let at = Some(self.sheet.at(at));
            let docs = ExternalDocs { at, url, description, extensions: Vec::new() };
            self.shown.external_docs = Some(docs);
        }
    }

    /// The link to documentation elsewhere with which prose ends.
    pub(super) fn docs_at_end(&self, at: Span) -> Option<ExternalDocs> {
        let last = self.sheet.pieces[self.at].at;
        let text = self.sheet.slice(last);
        let (url, name) = linked(text).filter(|it| !it.1.contains('\n'))?;
        let is_all = text.ends_with("</a>") && text.matches("</a>").count() == 1;
        if self.family != Family::Stock || !is_all || last.end != at.end {
            return None;
        }
        let description = (name != "External Docs").then(|| self.within(last, name));
        let url = Some(self.sheet.told(unescaped(url), last));
        let at = Some(self.sheet.at(last));
        Some(ExternalDocs { at, url, description, extensions: Vec::new() })
    }

    fn within(&self, at: Span, part: &str) -> Said {
        let text = self.sheet.slice(at);
        let from = text.find(part).unwrap_or_default();
        self.sheet.told(part, self.sheet.part(at, from, from + part.len()))
    }

    /// Prose, addresses, contact, licence.
    pub(super) fn intro(&mut self, piece: Piece) {
        let text = self.sheet.slice(piece.at);
        match piece.kind {
            PieceKind::Quote { .. } if text.starts_with("> Scroll down for") => {}
            PieceKind::Paragraph if text == "Base URLs:" => {}
            PieceKind::List if text.contains("<a href=\"") && self.lists_servers(text) => {
                self.servers(piece.at);
            }
            PieceKind::Html | PieceKind::Paragraph if is_people(text) => self.people(piece.at),
            _ => {
                let at = self.sheet.with_blanks(piece.at);
                let whole = self.described.map_or(at, |it| it.to(at));
                self.described = Some(whole);
                self.shown.description = Some(self.sheet.said(whole));
            }
        }
    }

    /// Whether a list is that of the addresses, and none within prose.
    fn lists_servers(&self, text: &str) -> bool {
        let before = self.at.checked_sub(1).and_then(|it| self.sheet.pieces.get(it));
        text.starts_with("* <a href=\"")
            && before.is_some_and(|it| self.sheet.slice(it.at) == "Base URLs:")
    }

    /// Addresses, each with its variables below.
    fn servers(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        for line in text.lines() {
            if let Some((_, rest)) = line.split_once("<a href=\"") {
                let Some((url, _)) = rest.split_once('"') else { continue };
                let from = url.as_ptr() as usize - text.as_ptr() as usize;
                let at = self.sheet.part(at, from, from + url.len());
                let url = self.sheet.said(at);
                self.shown.servers.push(ShownServer { url, variables: Vec::new() });
                continue;
            }
            let Some(server) = self.shown.servers.last_mut() else { continue };
            let bare = line.trim_start().trim_start_matches("* ");
            if let Some((name, rest)) =
                bare.strip_prefix("**").and_then(|it| it.split_once("** - "))
            {
                let (prose, default) = rest.split_at(rest.rfind("Default: ").unwrap_or(rest.len()));
                let default = default.strip_prefix("Default: ").unwrap_or_default();
                let told = |it: &str| self.sheet.told(it, at);
                let prose = prose.strip_suffix(' ').unwrap_or(prose);
                server.variables.push(Variable {
                    name: told(name),
                    default: Some(told(default)),
                    choices: None,
                    description: (!prose.is_empty()).then(|| told(prose)),
                    extensions: Vec::new(),
                });
            } else if let Some(variable) = server.variables.last_mut().filter(|_| !bare.is_empty())
            {
                let choice = self.sheet.told(bare.trim_end(), at);
                variable.choices.get_or_insert_default().push(choice);
            }
        }
    }

    /// Terms of service, whom to ask, and the licence: a line each.
    fn people(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        let place = Some(self.sheet.at(at));
        for line in text.lines().map(str::trim) {
            if let Some((url, _)) = linked(line).filter(|it| it.1 == "Terms of service") {
                self.shown.terms = Some(self.within(at, url));
                continue;
            }
            if let Some(rest) = line.strip_prefix("License:").map(str::trim_start) {
                // A line of its own is there for a contact, though it is empty.
                let is_apart = text.starts_with("License: ") && self.shown.terms.is_some();
                if is_apart && self.shown.contact.is_none() {
                    self.shown.contact = Some(Contact::default());
                }
                let (name, url) = match linked(rest) {
                    Some((url, name)) => (name, Some(self.within(at, url))),
                    None => (rest, None),
                };
                let name = Some(self.within(at, name)).filter(|it| !it.is_empty());
                self.shown.license = Some(License { at: place, name, url, ..License::default() });
                continue;
            }
            let mut contact = Contact { at: place, ..Contact::default() };
            let mut rest = line;
            for (label, is_email) in [("Email: ", true), ("Web: ", false)] {
                let Some(after) = rest.strip_prefix(label) else { continue };
                let Some((url, name)) = linked(after) else { continue };
                contact.name = Some(self.within(at, name));
                if is_email {
                    let email = url.strip_prefix("mailto:").unwrap_or(url);
                    contact.email = Some(self.within(at, email));
                } else {
                    contact.url = Some(self.within(at, url));
                }
                rest = after.split_once("</a>").map_or("", |it| it.1).trim_start();
            }
            if contact.email.is_some() || contact.url.is_some() {
                self.shown.contact = Some(contact);
            }
        }
    }

    /// How callers show who they are: a list of schemes, and tables of scopes.
    /// What no line of a fixed form claims is prose on the last scheme.
    pub(super) fn authentication(&mut self, at: Span, kind: PieceKind) {
        if kind == PieceKind::Table && self.scopes(at) {
            return;
        }
        let at = if kind == PieceKind::Code { self.sheet.with_blanks(at) } else { at };
        let text = self.sheet.slice(at);
        // A blank line above belongs to the prose that goes on.
        let mut is_first = true;
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let start = from;
            from += line.len();
            let place = self.sheet.part(at, start, from);
            let said = line.trim().trim_start_matches(['*', '-', ' ']);
            if !self.scheme_line(said, place) {
                self.more(line.trim_end_matches('\n'), is_first);
            }
            is_first = false;
        }
    }

    /// Prose on the last scheme goes on.
    fn more(&mut self, line: &str, is_first: bool) {
        let Some(last) = self.shown.schemes.last_mut() else { return };
        let between = if is_first { "\n\n" } else { "\n" };
        let before = last.description.take().unwrap_or_default();
        last.description = Some(Said::new(format!("{before}{between}{line}"), before.at));
    }

    /// What stands behind the kind of the last scheme.
    fn told_of_last(&mut self, said: &str, at: Span) {
        let text = self.sheet.slice(self.sheet.with_blanks(at));
        // The blanks at the end of the line are a part of the prose.
        let said = text.rfind(said).map_or(said, |it| &text[it..]);
        if said.trim().is_empty() {
            return;
        }
        let told = self.sheet.told(said, at);
        if let Some(last) = self.shown.schemes.last_mut() {
            last.description = Some(told);
        }
    }

    /// Reads a line in a fixed form; says whether it was one.
    fn scheme_line(&mut self, said: &str, at: Span) -> bool {
        if let Some(rest) = said.strip_prefix("API Key (") {
            let name = rest.rsplit_once(')').map_or(rest, |it| it.0);
            self.declare(name, SchemeKind::Unknown, at);
        } else if let Some(rest) = said.strip_prefix("Parameter Name: **") {
            let Some((name, rest)) = rest.split_once("**, in: ") else { return false };
            let (place, prose) = rest.split_once('.').unwrap_or((rest, ""));
            let kind = SchemeKind::ApiKey {
                name: self.sheet.told(name, at),
                place: Place::from_name(place).unwrap_or(Place::Header),
            };
            if let Some(last) = self.shown.schemes.last_mut() {
                last.kind = kind;
            }
            self.told_of_last(prose.trim_start(), at);
        } else if let Some(rest) = said.strip_prefix("HTTP Authentication, scheme: ") {
            let (scheme, prose) = rest.split_once([' ', '.']).unwrap_or((rest, ""));
            let kind =
                SchemeKind::Http { scheme: self.sheet.told(scheme, at), bearer_format: None };
            // The page names the kind of scheme, and only operations its name.
            self.declare_nameless(&format!("{}Auth", scheme.to_ascii_lowercase()), kind, at);
            self.told_of_last(prose.trim_start(), at);
        } else if let Some(prose) = said.strip_prefix("oAuth2 authentication.") {
            let kind = SchemeKind::OAuth2 { flows: Vec::new(), metadata_url: None };
            self.declare_nameless("oAuth2", kind, at);
            self.told_of_last(prose.trim_start(), at);
        } else if let Some(rest) = said.strip_prefix("OpenID Connect: ") {
            let url = link(rest).map(|(url, _)| self.sheet.told(url, at));
            let prose = rest.split_once(')').map_or("", |it| it.1);
            self.declare_nameless("openIdAuth", SchemeKind::OpenIdConnect { url }, at);
            self.told_of_last(prose.trim_start(), at);
        } else if let Some(rest) = said.strip_prefix("Mutual TLS (") {
            let (name, prose) = rest.split_once(')').unwrap_or((rest, ""));
            self.declare(name, SchemeKind::MutualTls, at);
            self.told_of_last(prose.trim_start(), at);
        } else if let Some(SchemeKind::OAuth2 { flows, .. }) =
            self.shown.schemes.last_mut().map(|it| &mut it.kind)
        {
            return oauth_line(flows, said, self.sheet, at);
        } else {
            return false;
        }
        true
    }

    /// The scopes of the last flow.
    fn scopes(&mut self, at: Span) -> bool {
        let table = crate::read::pages::table::Table::read(self.sheet, at);
        let last = self.shown.schemes.last_mut().map(|it| &mut it.kind);
        let Some(SchemeKind::OAuth2 { flows, .. }) = last else { return false };
        let Some(flow) = flows.last_mut() else { return false };
        for row in &table.rows {
            if let [name, prose, ..] = row.cells[..] {
                let prose = if table.tight { self.sheet.up_to_bar(prose) } else { prose };
                flow.scopes.push((self.sheet.said(name), self.sheet.said(prose)));
            }
        }
        true
    }

    fn declare_nameless(&mut self, name: &str, kind: SchemeKind, at: Span) {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut all = std::iter::once(name.to_owned()).chain(numbered);
        let is_free = |name: &String| self.shown.schemes.iter().all(|it| *it.name != **name);
        let name = all.find(is_free).unwrap_or_default();
        self.shown.nameless.push(self.sheet.told(&*name, at));
        self.declare(&name, kind, at);
    }

    fn declare(&mut self, name: &str, kind: SchemeKind, at: Span) {
        let name = self.sheet.told(name, at);
        self.shown.schemes.push(Scheme {
            at: name.at,
            name,
            via: None,
            description: None,
            kind,
            deprecated: None,
            extensions: Vec::new(),
        });
    }
}

/// A line below a scheme of OAuth 2: its flow, or an address.
fn oauth_line(flows: &mut Vec<Flow>, said: &str, sheet: &Sheet, at: Span) -> bool {
    if let Some(kind) = said.strip_prefix("Flow: ") {
        let kind = match kind.trim() {
            "password" => FlowKind::Password,
            "clientCredentials" => FlowKind::ClientCredentials,
            "authorizationCode" => FlowKind::AuthorizationCode,
            "deviceAuthorization" => FlowKind::DeviceAuthorization,
            _ => FlowKind::Implicit,
        };
        flows.push(Flow {
            at: Some(sheet.at(at)),
            kind,
            authorization_url: None,
            token_url: None,
            refresh_url: None,
            device_authorization_url: None,
            scopes: Vec::new(),
            extensions: Vec::new(),
        });
        return true;
    }
    let Some(flow) = flows.last_mut() else { return false };
    let address = |it: &str| {
        let url = link(it).map_or(it, |(name, _)| name);
        Some(sheet.told(url, at))
    };
    if let Some(url) = said.strip_prefix("Authorization URL = ") {
        flow.authorization_url = address(url);
    } else if let Some(url) = said.strip_prefix("Token URL = ") {
        flow.token_url = address(url);
    } else {
        return false;
    }
    true
}

/// Whether a text begins with the kind of a scheme.
pub(super) fn is_scheme(text: &str) -> bool {
    ["* API Key (", "- HTTP Authentication", "- oAuth2 auth", "- OpenID Connect", "- Mutual TLS"]
        .iter()
        .any(|it| text.starts_with(it))
}

/// Whether a text says whom to ask, and what the API may be used for.
fn is_people(text: &str) -> bool {
    let link = text.starts_with("<a href=\"") && text.contains(">Terms of service</a>");
    link || text.trim_end() == "License:"
        || ["Email: <a href=\"mailto:", "Web: <a href=\"", "License: "]
            .iter()
            .any(|it| text.starts_with(it))
}

/// The value of an attribute, in which quotes are escaped.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains("&quot;") { Cow::Owned(text.replace("&quot;", "\"")) } else { text.into() }
}

/// `<a href="…">…</a>`: the address, and what is said.
fn linked(text: &str) -> Option<(&str, &str)> {
    let (url, rest) = text.strip_prefix("<a href=\"")?.split_once('"')?;
    let said = rest.strip_prefix('>')?.split_once("</a>")?.0;
    Some((url, said))
}
