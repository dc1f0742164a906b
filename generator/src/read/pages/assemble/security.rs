//! How callers show who they are: from the headers of the command line.

use crate::ir::{Place, Requirement, Said, Scheme, SchemeKind, Scopes};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::rules;
use crate::read::pages::shown::ShownOperation;

/// By what a scheme without a name is known.
#[derive(Clone, Copy)]
enum Certainty {
    Scopes,
    Token,
    Order,
}

/// Whether the command line sends a token.
fn sends_a_token(shown: &ShownOperation) -> bool {
    let headers = shown.curl.iter().flat_map(|it| &it.headers);
    headers.into_iter().any(|it| *it.1 == *"Bearer {access-token}")
}

impl Assembly<'_> {
    /// What an operation asks for; `None` where the page does not say.
    pub(super) fn requirement(&mut self, shown: &ShownOperation) -> Option<Vec<Requirement>> {
        if shown.open {
            return Some(Vec::new());
        }
        let secured = shown.secured.as_ref()?;
        if !shown.schemes.is_empty() {
            let scopes = |(name, scopes): &(Said, Vec<Said>)| Scopes {
                scheme: name.clone(),
                scopes: scopes.clone(),
            };
            let one = |all: &Vec<(Said, Vec<Said>)>| Requirement {
                at: all.first().and_then(|it| it.0.at).or(secured.at),
                schemes: all.iter().map(scopes).collect(),
            };
            return Some(shown.schemes.iter().map(one).collect());
        }
        let headers = shown.curl.as_ref().map(|it| &it.headers[..]).unwrap_or_default();
        let mut schemes = Vec::new();
        for (name, value) in headers {
            let scheme = match &*value.text {
                "API_KEY" => self
                    .scheme(name, SchemeKind::ApiKey { name: name.clone(), place: Place::Header }),
                "Bearer {access-token}" => {
                    let kind = SchemeKind::Http { scheme: "bearer".into(), bearer_format: None };
                    self.scheme(name, kind)
                }
                _ => continue,
            };
            schemes.push(Scopes { scheme, scopes: Vec::new() });
        }
        if schemes.is_empty() {
            let scheme = Said::new("Unknown", secured.at);
            self.found.add(
                &rules::UNKNOWN_SECURITY,
                secured.at,
                "a caller must be authenticated here, but no example shows by which means",
            );
            let name = self.scheme(&scheme, SchemeKind::Unknown);
            schemes.push(Scopes { scheme: name, scopes: Vec::new() });
        }
        Some(vec![Requirement { at: secured.at, schemes }])
    }

    /// Gives schemes that their page describes without a name the names that
    /// operations use: first where scopes tell which is meant, then where the
    /// command line does, then as they come.
    pub(super) fn call_schemes(&mut self, all: &[ShownOperation]) {
        for certainty in [Certainty::Scopes, Certainty::Token, Certainty::Order] {
            for shown in all {
                for (at, way) in shown.schemes.iter().enumerate() {
                    let token = (at == 0 && way.len() == 1).then(|| sends_a_token(shown));
                    for (name, scopes) in way {
                        self.call(name, scopes, token, certainty);
                    }
                }
            }
        }
    }

    fn call(&mut self, name: &Said, scopes: &[Said], token: Option<bool>, by: Certainty) {
        let schemes = &mut self.api.components.security;
        if schemes.iter().any(|it| it.name == *name) {
            return;
        }
        let fits = |kind: &SchemeKind| match (by, kind) {
            (Certainty::Scopes, SchemeKind::OAuth2 { flows, .. }) => {
                let has =
                    |it: &Said| flows.iter().any(|flow| flow.scopes.iter().any(|s| s.0 == *it));
                !scopes.is_empty() && scopes.iter().all(has)
            }
            (Certainty::Scopes, _) => false,
            (Certainty::Token, kind) => token == Some(kind.takes_a_token()),
            (Certainty::Order, _) => true,
        };
        let nameless = self
            .nameless
            .iter()
            .position(|nameless| schemes.iter().any(|it| it.name == *nameless && fits(&it.kind)));
        let Some(called) = nameless.map(|at| self.nameless.remove(at)) else { return };
        if let Some(scheme) = schemes.iter_mut().find(|it| it.name == called) {
            scheme.name = name.clone();
        }
    }

    /// Declares what operations ask for and no page describes.
    pub(super) fn declare_schemes(&mut self) {
        let mut asked: Vec<Said> = Vec::new();
        for (_, operation) in self.api.operations() {
            let all = operation.security.iter().flatten().flat_map(|it| &it.schemes);
            asked.extend(all.map(|it| it.scheme.clone()));
        }
        for name in asked {
            let known = &mut self.api.components.security;
            if known.iter().any(|it| it.name == name) {
                continue;
            }
            known.push(Scheme {
                at: name.at,
                name: name.clone(),
                via: None,
                description: None,
                kind: SchemeKind::Unknown,
                deprecated: None,
                extensions: Vec::new(),
            });
            let fact = format!("the security scheme `{name}`");
            self.inferred(name.at, fact, "an operation asks for it, and no page describes it");
        }
    }

    /// The scheme of this header, declared where it is not yet.
    fn scheme(&mut self, header: &Said, kind: SchemeKind) -> Said {
        let name: String = header.chars().filter(|it| it.is_alphanumeric()).collect();
        let name = Said::new(name, header.at);
        let known = &mut self.api.components.security;
        if !known.iter().any(|it| it.name == name) {
            known.push(Scheme {
                at: header.at,
                name: name.clone(),
                via: None,
                description: None,
                kind,
                deprecated: None,
                extensions: Vec::new(),
            });
            self.inferred(
                header.at,
                format!("the security scheme `{name}`"),
                "from a header of the command line",
            );
        }
        name
    }
}
