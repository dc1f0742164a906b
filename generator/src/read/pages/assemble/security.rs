//! How callers show who they are: from the headers of the command line.

use crate::ir::{Place, Requirement, Said, Scheme, SchemeKind, Scopes};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::rules;
use crate::read::pages::shown::ShownOperation;

impl Assembly<'_> {
    /// What an operation asks for; `None` where the page does not say.
    pub(super) fn requirement(&mut self, shown: &ShownOperation) -> Option<Vec<Requirement>> {
        if shown.open {
            return Some(Vec::new());
        }
        let secured = shown.secured.as_ref()?;
        if !shown.schemes.is_empty() {
            for (name, _) in shown.schemes.iter().flatten() {
                self.call(name);
            }
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

    /// Gives a scheme that its page describes without a name the name that an
    /// operation uses.
    fn call(&mut self, name: &Said) {
        let schemes = &mut self.api.components.security;
        if schemes.iter().any(|it| it.name == *name) {
            return;
        }
        let nameless = |it: &&mut Scheme| {
            let told = matches!(it.kind, SchemeKind::OAuth2 { .. } | SchemeKind::Http { .. });
            told && (*it.name == *"oAuth2" || it.name.ends_with("Auth"))
        };
        if let Some(scheme) = schemes.iter_mut().find(nameless) {
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
