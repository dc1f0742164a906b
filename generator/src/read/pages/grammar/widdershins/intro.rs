//! What stock pages say of the API as a whole.

use super::Grammar;
use crate::ir::{Flow, FlowKind, Place, Said, Scheme, SchemeKind};
use crate::read::pages::sheet::{Piece, PieceKind, Sheet};
use crate::read::pages::types::link;
use crate::text::Span;

impl Grammar<'_> {
    /// The title with the version behind it: `Pets v1.0.0`.
    pub(super) fn title(&mut self, said: &Said) {
        let version = said
            .rfind(" v")
            .filter(|at| said[at + 2..].starts_with(|it: char| it.is_ascii_digit()));
        let (title, version) = match version {
            Some(at) => (&said[..at], Some(&said[at + 2..])),
            None => (&said[..], None),
        };
        self.shown.title = Some(Said::new(title, said.at));
        self.shown.version = version.map(|it| Said::new(it, said.at));
    }

    /// Prose, addresses, contact, licence.
    pub(super) fn intro(&mut self, piece: Piece) {
        let text = self.sheet.slice(piece.at);
        match piece.kind {
            PieceKind::Quote { .. } if text.starts_with("> Scroll down for") => {}
            PieceKind::Paragraph if text.starts_with("Base URLs:") => {}
            PieceKind::List if text.contains("<a href=\"") => {
                for line in text.lines() {
                    let Some((_, rest)) = line.split_once("<a href=\"") else { continue };
                    let Some((url, _)) = rest.split_once('"') else { continue };
                    let from = url.as_ptr() as usize - text.as_ptr() as usize;
                    let at = self.sheet.part(piece.at, from, from + url.len());
                    self.shown.servers.push(self.sheet.said(at));
                }
            }
            PieceKind::Paragraph if text.starts_with("<a href=") || text.starts_with("Email:") => {}
            PieceKind::Paragraph if text.starts_with("License:") || text.starts_with("Web:") => {}
            _ => {
                let said = self.sheet.said(piece.at);
                let so_far = self.shown.description.take();
                self.shown.description = Some(match so_far {
                    Some(before) => Said::new(format!("{before}\n\n{said}"), before.at),
                    None => said,
                });
            }
        }
    }

    /// How callers show who they are: a list of schemes, and tables of scopes.
    pub(super) fn authentication(&mut self, at: Span, kind: PieceKind) {
        if kind == PieceKind::Table {
            self.scopes(at);
            return;
        }
        let text = self.sheet.slice(at);
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let start = from;
            from += line.len();
            let place = self.sheet.part(at, start, from);
            let said = line.trim().trim_start_matches(['*', '-', ' ']);
            self.scheme_line(said, place);
        }
    }

    fn scheme_line(&mut self, said: &str, at: Span) {
        if let Some(rest) = said.strip_prefix("API Key (") {
            let name = rest.split(')').next().unwrap_or_default();
            self.declare(name, SchemeKind::Unknown, at);
        } else if let Some(rest) = said.strip_prefix("Parameter Name: **") {
            let Some((name, rest)) = rest.split_once("**, in: ") else { return };
            let place = rest.split('.').next().unwrap_or_default();
            let kind = SchemeKind::ApiKey {
                name: self.sheet.told(name, at),
                place: Place::from_name(place).unwrap_or(Place::Header),
            };
            if let Some(last) = self.shown.schemes.last_mut() {
                last.kind = kind;
            }
        } else if let Some(rest) = said.strip_prefix("HTTP Authentication, scheme: ") {
            let scheme = rest.split([' ', '.']).next().unwrap_or_default();
            let kind = SchemeKind::Http {
                scheme: self.sheet.told(scheme.to_ascii_lowercase(), at),
                bearer_format: None,
            };
            // The page names the kind of scheme, and only operations its name.
            self.declare(&format!("{scheme}Auth"), kind, at);
        } else if said.starts_with("oAuth2 authentication") {
            let kind = SchemeKind::OAuth2 { flows: Vec::new(), metadata_url: None };
            self.declare("oAuth2", kind, at);
        } else if let Some(SchemeKind::OAuth2 { flows, .. }) =
            self.shown.schemes.last_mut().map(|it| &mut it.kind)
        {
            oauth_line(flows, said, self.sheet, at);
        }
    }

    /// The scopes of the last flow.
    fn scopes(&mut self, at: Span) {
        let table = crate::read::pages::table::Table::read(self.sheet, at);
        let last = self.shown.schemes.last_mut().map(|it| &mut it.kind);
        let Some(SchemeKind::OAuth2 { flows, .. }) = last else { return };
        let Some(flow) = flows.last_mut() else { return };
        for row in &table.rows {
            if let [name, prose, ..] = row.cells[..] {
                flow.scopes.push((self.sheet.said(name), self.sheet.said(prose)));
            }
        }
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
fn oauth_line(flows: &mut Vec<Flow>, said: &str, sheet: &Sheet, at: Span) {
    if let Some(kind) = said.strip_prefix("Flow: ") {
        let kind = match kind.trim() {
            "password" => FlowKind::Password,
            "clientCredentials" => FlowKind::ClientCredentials,
            "authorizationCode" => FlowKind::AuthorizationCode,
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
    }
    let Some(flow) = flows.last_mut() else { return };
    let address = |it: &str| {
        let url = link(it).map_or(it, |(name, _)| name);
        Some(sheet.told(url, at))
    };
    if let Some(url) = said.strip_prefix("Authorization URL = ") {
        flow.authorization_url = address(url);
    } else if let Some(url) = said.strip_prefix("Token URL = ") {
        flow.token_url = address(url);
    }
}
