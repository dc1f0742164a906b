//! Security schemes, and what operations ask of them.

use super::text::{Md, Target};
use super::{Writer, heading_of_name, link_or_code, prose, seen_of_name};
use crate::ir::{Flow, FlowKind, Place, Requirement, Scheme, SchemeKind};
use crate::manner::github::{code, line, name};

impl Writer<'_> {
    /// Alternatives of what a caller must show.
    pub(super) fn requirements(&self, all: &[Requirement]) -> Md {
        let mut out = Md::default();
        if all.is_empty() {
            out.push("none");
        }
        for (at, it) in all.iter().enumerate() {
            out.push(if at > 0 { " or " } else { "" });
            if it.schemes.is_empty() {
                out.push("none");
            }
            for (at, it) in it.schemes.iter().enumerate() {
                out.push(if at > 0 { " and " } else { "" });
                match self.api.components.security.iter().position(|one| one.name == it.scheme) {
                    Some(to) => out.link(&heading_of_name(&it.scheme), Target::Scheme(to)),
                    None => out.push(&code(&name(&it.scheme))),
                };
                if !it.scopes.is_empty() {
                    let scopes: Vec<_> = it.scopes.iter().map(|it| code(&name(it))).collect();
                    out.push(&format!(" ({})", scopes.join(", ")));
                }
            }
        }
        out
    }

    /// The section of a scheme on the front page.
    pub(super) fn scheme(&self, at: usize, it: &Scheme, md: &mut Md) {
        let seen = seen_of_name(&it.name);
        md.heading(3, &heading_of_name(&it.name), &seen, Some(Target::Scheme(at)));
        md.prose(prose(it.description.as_ref()), 3);
        let mut facts = vec![Md::from(format!("**Type:** {}", kind(&it.kind)))];
        if it.deprecated == Some(true) {
            facts.push(Md::from("Deprecated"));
        }
        self.extension_facts(&it.extensions, &mut facts);
        md.facts(&facts);
        if let SchemeKind::OAuth2 { flows, .. } = &it.kind {
            for flow in flows {
                self.flow(flow, md);
            }
        }
    }

    fn flow(&self, it: &Flow, md: &mut Md) {
        let mut facts = vec![Md::from(format!("**Flow:** {}", flow_name(it.kind)))];
        let urls = [
            ("Authorization URL", &it.authorization_url),
            ("Device authorization URL", &it.device_authorization_url),
            ("Token URL", &it.token_url),
            ("Refresh URL", &it.refresh_url),
        ];
        for (label, url) in urls {
            if let Some(url) = url {
                facts.push(Md::from(format!("{label}: {}", link_or_code(None, url))));
            }
        }
        self.extension_facts(&it.extensions, &mut facts);
        md.facts(&facts);
        let rows: Vec<_> = it
            .scopes
            .iter()
            .map(|(said, about)| vec![Md::from(code(&name(said))), Md::from(line(about))])
            .collect();
        md.table(&["Scope", "Description"], 1, &rows);
    }
}

/// The words for the kind of a scheme.
fn kind(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { name: said, place } => {
            format!("API key in {} {}", place_name(*place), code(&name(said)))
        }
        SchemeKind::Http { scheme, bearer_format } => {
            let format = bearer_format.as_ref().map(|it| format!(", format {}", code(&name(it))));
            format!("HTTP {}{}", code(&name(scheme)), format.unwrap_or_default())
        }
        SchemeKind::OAuth2 { metadata_url, .. } => {
            let url =
                metadata_url.as_ref().map(|it| format!(", metadata at {}", link_or_code(None, it)));
            format!("OAuth 2{}", url.unwrap_or_default())
        }
        SchemeKind::OpenIdConnect { url } => {
            let url = url.as_ref().map(|it| format!(", discovery at {}", link_or_code(None, it)));
            format!("OpenID Connect{}", url.unwrap_or_default())
        }
        SchemeKind::MutualTls => "mutual TLS".to_owned(),
        SchemeKind::Unknown => "unknown".to_owned(),
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Query => "query parameter",
        other => other.name(),
    }
}

fn flow_name(kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
        FlowKind::ClientCredentials => "client credentials",
        FlowKind::AuthorizationCode => "authorization code",
        FlowKind::DeviceAuthorization => "device authorization",
    }
}
