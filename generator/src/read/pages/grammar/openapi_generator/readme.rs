//! The README: the title, all routes, and how callers show who they are. What
//! it says about installing and calling the client is no reference.

use super::Grammar;
use crate::ir::{Flow, FlowKind, Place, Said, Scheme, SchemeKind};
use crate::read::pages::sheet::PieceKind;
use crate::read::pages::table::{Role, Table};
use crate::text::Span;

impl Grammar<'_> {
    pub(super) fn readme(&mut self) {
        let mut in_authorization = false;
        let mut routes = Vec::new();
        while let Some(piece) = self.peek() {
            let slice = self.sheet.slice(piece.at);
            match piece.kind {
                PieceKind::Heading { text, level, .. } => {
                    let name = self.sheet.slice(text);
                    if level == 1 && self.shown.title.is_none() {
                        let title = name.strip_prefix("Documentation for ").unwrap_or(name);
                        self.shown.title = Some(self.within(text, title));
                    }
                    let lower = name.to_ascii_lowercase();
                    if lower.starts_with("documentation for authorization") {
                        in_authorization = true;
                    } else if in_authorization && level >= 3 {
                        let name = self.name(text);
                        self.declare(name);
                    } else {
                        in_authorization = false;
                    }
                }
                PieceKind::Table => {
                    let roles = Table::read(self.sheet, piece.at).roles;
                    if roles.contains(&Role::Route) {
                        routes.extend(self.routes(piece.at));
                    }
                }
                PieceKind::List if in_authorization => self.scheme(piece.at),
                PieceKind::List | PieceKind::Paragraph => {
                    self.relative_to(piece.at);
                    self.version(piece.at, slice);
                }
                _ => {}
            }
            self.at += 1;
        }
        self.shown.routes.extend(routes);
    }

    /// `- API version: 1.0.0`
    fn version(&mut self, at: Span, text: &str) {
        for line in text.lines() {
            let bare = line.trim().trim_start_matches(['-', '*', ' ']);
            if let Some(version) = bare.strip_prefix("API version:") {
                self.shown.version = Some(self.within(at, version.trim()));
            }
        }
    }

    fn declare(&mut self, name: Said) {
        self.shown.schemes.push(Scheme {
            at: name.at,
            name,
            via: None,
            description: None,
            kind: SchemeKind::Unknown,
            deprecated: None,
            extensions: Vec::new(),
        });
    }

    /// `- **Type**: API key` and what follows it.
    fn scheme(&mut self, at: Span) {
        let text = self.sheet.slice(at);
        let field = |key: &str| {
            text.lines().find_map(|line| {
                let bare = line.trim().trim_start_matches(['-', '*', ' ']);
                let said = bare.strip_prefix(key)?.trim_start_matches(['*', ':', ' ']).trim();
                Some(said).filter(|it| !it.is_empty())
            })
        };
        let told = |it: &str| self.within(at, it);
        let Some(kind) = field("Type") else { return };
        let lower = kind.to_ascii_lowercase();
        let kind = if lower.starts_with("api key") {
            let place = match field("Location") {
                Some(it) if it.contains("query") => Place::Query,
                Some(it) if it.contains("cookie") => Place::Cookie,
                _ => Place::Header,
            };
            let name = field("API key parameter name").map(told).unwrap_or_default();
            SchemeKind::ApiKey { name, place }
        } else if lower.starts_with("oauth") {
            let kind = match field("Flow").unwrap_or_default() {
                "password" => FlowKind::Password,
                "application" | "clientCredentials" => FlowKind::ClientCredentials,
                "accessCode" | "authorizationCode" => FlowKind::AuthorizationCode,
                _ => FlowKind::Implicit,
            };
            let mut flow = Flow {
                at: Some(self.sheet.at(at)),
                kind,
                authorization_url: field("Authorization URL").map(told),
                token_url: field("Token URL").map(told),
                refresh_url: None,
                device_authorization_url: None,
                scopes: Vec::new(),
                extensions: Vec::new(),
            };
            let lines = text.lines().skip_while(|it| !it.contains("**Scopes**")).skip(1);
            for line in lines {
                let bare = line.trim().trim_start_matches(['-', '*', ' ']).replace("**", "");
                let Some((name, prose)) = bare.split_once(": ") else { continue };
                flow.scopes.push((self.sheet.told(name, at), self.sheet.told(prose, at)));
            }
            SchemeKind::OAuth2 { flows: vec![flow], metadata_url: None }
        } else if lower.contains("bearer") {
            SchemeKind::Http { scheme: "bearer".into(), bearer_format: None }
        } else if lower.contains("basic") {
            SchemeKind::Http { scheme: "basic".into(), bearer_format: None }
        } else {
            return;
        };
        if let Some(last) = self.shown.schemes.last_mut() {
            last.kind = kind;
        }
    }
}
