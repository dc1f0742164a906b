//! The trait that all others rest on: who asks, and what a refusal looks like.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diag::Report;
use crate::ir::{Api, Place, Requirement, Scheme, SchemeKind};
use crate::words::{self, Name};

use super::docs::docs;
use super::operation::Served;
use super::plan::ident;
use super::rules;
use super::writer::Page;

/// What is known of security before anything is written.
pub(super) struct Security<'a> {
    pub schemes: Vec<Asked<'a>>,
    /// Whether two schemes are ever asked for at once.
    pub both: bool,
    /// The doors that there are.
    doors: BTreeSet<Door>,
}

/// By which door requests for an operation come in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Door {
    /// Whoever it is.
    Anyone,
    /// Whoever shows who they are, and others.
    Perhaps,
    /// Whoever shows who they are.
    Known,
    /// What is asked for is declared nowhere: it fails closed.
    Nobody,
}

/// A scheme with its names.
pub(super) struct Asked<'a> {
    pub scheme: &'a Scheme,
    pub method: String,
    pub variant: String,
}

/// What an operation asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// Nothing.
    Nothing,
    /// Something, but without it will do.
    Maybe,
    /// One of its alternatives.
    Something,
}

impl<'a> Security<'a> {
    pub(super) fn new(api: &'a Api, served: &[Served<'_>], found: &mut Report) -> Self {
        let requirements = || served.iter().flat_map(|it| api.security_of(it.operation));
        let used = |scheme: &Scheme| {
            requirements().flat_map(|it| &it.schemes).any(|it| it.scheme == scheme.name)
        };
        let used: Vec<&Scheme> = api.components.security.iter().filter(|it| used(it)).collect();
        let names: Vec<Name<'_>> =
            used.iter().map(|it| Name { name: &it.name, from: "scheme" }).collect();
        let taken = ["refuse", "both"];
        let methods = words::unique(&names, &taken, words::rust_field);
        let variants = words::unique(&names, &[], words::rust_variant);
        let schemes: Vec<Asked<'_>> = used
            .into_iter()
            .zip(methods.into_iter().zip(variants))
            .map(|(scheme, (method, variant))| Asked { scheme, method, variant })
            .collect();
        for it in &schemes {
            if matches!(it.scheme.kind, SchemeKind::Unknown) {
                let name = &*it.scheme.name;
                found.add(
                    &rules::UNSUPPORTED_SECURITY,
                    it.scheme.at,
                    format!("the security scheme `{name}` does not say how credentials are shown, so the implementation has to find them"),
                );
            }
        }
        let both = requirements().any(|it| it.schemes.len() > 1);
        let mut security = Self { schemes, both, doors: BTreeSet::new() };
        security.doors = served.iter().map(|it| security.door(api, it)).collect();
        security
    }

    /// By which door requests for an operation come in.
    pub(super) fn door(&self, api: &Api, served: &Served<'_>) -> Door {
        match Self::asks(api, served) {
            Asks::Nothing => Door::Anyone,
            _ if self.schemes.is_empty() => Door::Nobody,
            Asks::Maybe => Door::Perhaps,
            Asks::Something => Door::Known,
        }
    }

    pub(super) fn asks(api: &Api, served: &Served<'_>) -> Asks {
        let all = api.security_of(served.operation);
        if all.iter().all(|it| it.schemes.is_empty()) {
            Asks::Nothing
        } else if all.iter().any(|it| it.schemes.is_empty()) {
            Asks::Maybe
        } else {
            Asks::Something
        }
    }

    /// The alternatives of an operation, as a table. A scheme that is not
    /// declared can never be shown, so its alternative is left out: it fails.
    pub(super) fn alternatives(&self, all: &[Requirement], found: &mut Report) -> String {
        let mut rows: Vec<String> = Vec::new();
        for requirement in all.iter().filter(|it| !it.schemes.is_empty()) {
            let mut cells: Vec<String> = Vec::new();
            for needed in &requirement.schemes {
                let declared = self.schemes.iter().find(|it| it.scheme.name == needed.scheme);
                let Some(asked) = declared else {
                    let name = super::writer::one_line(&needed.scheme);
                    found.add(
                        &rules::UNSUPPORTED_SECURITY,
                        needed.scheme.at.or(requirement.at),
                        format!("there is no security scheme `{name}`, so nobody can show it"),
                    );
                    continue;
                };
                let scopes: Vec<String> =
                    needed.scopes.iter().map(|it| super::writer::literal(it)).collect();
                cells.push(format!("(Scheme::{}, &[{}])", asked.variant, scopes.join(", ")));
            }
            if cells.len() == requirement.schemes.len() {
                rows.push(format!("&[{}]", cells.join(", ")));
            }
        }
        format!("&[{}]", rows.join(", "))
    }

    /// The items of the module.
    pub(super) fn items(&self, page: &mut Page) {
        let asks = !self.schemes.is_empty();
        let methods = self.schemes.iter().map(method);
        let principal = asks.then(|| {
            quote! {
                /// Who asks, as the implementation knows them.
                type Principal: Send;
            }
        });
        let both = (asks && self.both).then(|| {
            quote! {
                /// Whoever has shown two credentials that are asked for together.
                /// Fails where they are not the same.
                fn both(
                    &self,
                    one: Self::Principal,
                    other: Self::Principal,
                ) -> Result<Self::Principal, Self::Error>;
            }
        });
        let head = asks.then(|| {
            quote!(
                use axum::http::request::Parts;
            )
        });
        let needed = asks.then(|| {
            quote! {
                /// What has to be shown: one of the alternatives.
                const NEEDED: &'static [&'static [Needed]] = &[];
            }
        });
        let key = |it: &Asked<'_>| matches!(it.scheme.kind, SchemeKind::ApiKey { .. });
        let place = self.schemes.iter().any(key).then(|| quote!(Place,));
        let head_of = asks.then(|| quote!(Head,));
        let reason = asks.then(|| quote!(Reason,));
        let basic = self.schemes.iter().any(|it| is_http(it.scheme, "basic"));
        let basic = basic.then(|| quote!(Basic,));
        let authorize = asks.then(|| self.authorize());
        let doors = self.doors.iter().map(|it| it.function());
        page.items(&quote! {
            use std::sync::Arc;
        });
        page.items(&quote! {
            use axum::extract::Request;
            #head
            use axum::response::{IntoResponse, Response};
        });
        page.items(&quote! {
            use super::support::{
                Answer, Asked, #basic Call, Context, Failure, #head_of Operation, #place #reason
                Refusal, answered,
            };
        });
        page.items(&quote! {
            /// What every part of the implementation has in common: how it
            /// fails, how it refuses, and who it knows.
            pub trait Service: Send + Sync + 'static {
                /// What an operation fails with where none of its responses says it.
                type Error: IntoResponse + Send;
                #principal

                /// The largest body that is read into memory, in bytes.
                const BODY_LIMIT: usize = 2 * 1024 * 1024;

                #(#methods)*
                #both

                /// The answer to a request that breaks the contract: problem
                /// details (RFC 9457), unless the implementation knows better.
                fn refuse(&self, refusal: Refusal) -> Response {
                    refusal.into_response()
                }
            }

            /// A request that an implementation serves.
            pub(crate) trait Served<A: Service>: Asked {
                /// The operation that it is for.
                const OPERATION: &'static Operation;
                #needed
                /// Who asks, as far as the operation wants to know.
                type Asker: Send;
                /// What it answers.
                type Answer: IntoResponse + Send;

                /// Has it served.
                fn serve(
                    self,
                    api: &A,
                    context: Context<Self::Asker>,
                ) -> impl Future<Output = Result<Self::Answer, A::Error>> + Send;
            }

            /// The answer to a request that never came to the implementation.
            fn failed<S: Service>(
                service: &S,
                operation: &Operation,
                failure: Failure,
            ) -> Response {
                match failure {
                    Failure::Failed(response) => response,
                    Failure::Refused(refusal) => service.refuse(operation.refused(refusal)),
                }
            }

            #(#doors)*

            #authorize
        });
    }

    fn authorize(&self) -> TokenStream {
        let variants = self.schemes.iter().map(|it| {
            let docs = docs(&format!("`{}`", super::writer::one_line(&it.scheme.name)));
            let variant = ident(&it.variant);
            quote!(#docs #variant,)
        });
        let arms = self.schemes.iter().map(|it| {
            let variant = ident(&it.variant);
            let method = ident(&it.method);
            let take = credential(it.scheme);
            match take {
                Some(take) => quote! {
                    Scheme::#variant => {
                        let Some(shown) = #take else { return Ok(None) };
                        service.#method(shown, scopes, &head.parts).await
                    }
                },
                None => quote! {
                    Scheme::#variant => service.#method(scopes, &head.parts).await,
                },
            }
        });
        let join = if self.both {
            quote! {
                principal = Some(match principal {
                    None => shown,
                    Some(other) => service.both(other, shown).map_err(Failure::failed)?,
                });
            }
        } else {
            quote!(principal = Some(shown);)
        };
        let challenge = self.challenge();
        quote! {
            /// The ways to show who one is.
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub(crate) enum Scheme { #(#variants)* }

            /// A scheme with the scopes that are asked for.
            pub(crate) type Needed = (Scheme, &'static [&'static str]);

            /// Finds out who asks. One of the alternatives has to be shown, and
            /// all of its schemes; what is not shown, or not accepted, fails.
            async fn authorize<S: Service>(
                service: &S,
                head: &Head,
                alternatives: &[&[Needed]],
            ) -> Result<S::Principal, Failure> {
                authorize_if_shown(service, head, alternatives).await?.ok_or_else(|| {
                    let mut refusal =
                        Refusal::new(Reason::Credentials, "credentials are missing");
                    refusal.challenge = #challenge;
                    refusal.into()
                })
            }

            /// Finds out who asks, if they show anything.
            async fn authorize_if_shown<S: Service>(
                service: &S,
                head: &Head,
                alternatives: &[&[Needed]],
            ) -> Result<Option<S::Principal>, Failure> {
                let mut failure = None;
                for alternative in alternatives {
                    match attempt(service, head, alternative).await {
                        Ok(None) => {}
                        Ok(Some(principal)) => return Ok(Some(principal)),
                        Err(why) => failure = failure.or(Some(why)),
                    }
                }
                failure.map_or(Ok(None), Err)
            }

            async fn attempt<S: Service>(
                service: &S,
                head: &Head,
                alternative: &[Needed],
            ) -> Result<Option<S::Principal>, Failure> {
                let mut principal = None;
                for &(scheme, scopes) in alternative {
                    let shown = match scheme { #(#arms)* };
                    let shown = shown.map_err(Failure::failed)?;
                    #join
                }
                Ok(principal)
            }
        }
    }

    fn challenge(&self) -> TokenStream {
        let bearer = self.schemes.iter().any(|it| {
            is_http(it.scheme, "bearer")
                || matches!(
                    it.scheme.kind,
                    SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. }
                )
        });
        let basic = self.schemes.iter().any(|it| is_http(it.scheme, "basic"));
        match (bearer, basic) {
            (true, true) => quote!(Some("Bearer, Basic realm=\"API\"")),
            (true, false) => quote!(Some("Bearer")),
            (false, true) => quote!(Some("Basic realm=\"API\"")),
            (false, false) => quote!(Some("ApiKey")),
        }
    }
}

fn is_http(scheme: &Scheme, name: &str) -> bool {
    matches!(&scheme.kind, SchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case(name))
}

fn method(asked: &Asked<'_>) -> TokenStream {
    let scheme = asked.scheme;
    let name = ident(&asked.method);
    let prose = scheme.description.as_ref().map(|it| docs(it));
    let (what, argument) = match &scheme.kind {
        SchemeKind::ApiKey { name, place } => (
            format!("Accepts the key in the {} `{}`", place.name(), super::writer::one_line(name)),
            Some(quote!(key: String)),
        ),
        SchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            ("Accepts a name and a password".to_owned(), Some(quote!(basic: Basic)))
        }
        SchemeKind::MutualTls => ("Accepts the certificate of the connection".to_owned(), None),
        SchemeKind::Unknown => ("Accepts whatever the request shows".to_owned(), None),
        _ => ("Accepts a token".to_owned(), Some(quote!(token: String))),
    };
    let what = docs(&format!("{what}, if it is good for all of the scopes."));
    let gap = prose.as_ref().map(|_| quote!(#[doc = ""]));
    let argument = argument.map(|it| quote!(#it,));
    quote! {
        #what
        #gap
        #prose
        fn #name(
            &self,
            #argument
            scopes: &[&str],
            parts: &Parts,
        ) -> impl Future<Output = Result<Self::Principal, Self::Error>> + Send;
    }
}

impl Door {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Perhaps => "perhaps",
            Self::Known => "known",
            Self::Nobody => "nobody",
        }
    }

    /// The function that receives requests by this door.
    fn function(self) -> TokenStream {
        let name = ident(self.name());
        let docs = docs(match self {
            Self::Anyone => "Receives a request from anyone.",
            Self::Perhaps => "Receives a request, and finds out who asks if they show it.",
            Self::Known => "Receives a request, and finds out who asks.",
            Self::Nobody => "Receives no request: what it asks for is declared nowhere.",
        });
        let kind = match self {
            Self::Perhaps => quote!(Option<A::Principal>),
            Self::Known => quote!(A::Principal),
            Self::Anyone | Self::Nobody => quote!(()),
        };
        let find = match self {
            Self::Anyone => quote!(),
            Self::Nobody => quote!(let asker = super::support::nobody()?;),
            Self::Perhaps => {
                quote!(let asker = authorize_if_shown(&*api, &call, T::NEEDED).await?;)
            }
            Self::Known => quote!(let asker = authorize(&*api, &call, T::NEEDED).await?;),
        };
        let asker = if self == Self::Anyone { quote!(()) } else { quote!(asker) };
        quote! {
            #docs
            pub(crate) fn #name<A: Service, T: Served<A, Asker = #kind>>(
                api: Arc<A>,
                request: Request,
            ) -> Answer {
                let call = Call::new(request, T::OPERATION, A::BODY_LIMIT);
                Box::pin(async move {
                    // What only reading needs is gone when the request is served.
                    let asked = async {
                        let mut call = call?;
                        #find
                        let request: T = call.receive().await?;
                        Ok((request, call.context(#asker)))
                    };
                    match asked.await {
                        Ok((request, context)) => answered(request.serve(&api, context).await),
                        Err(why) => failed(&*api, T::OPERATION, why),
                    }
                })
            }
        }
    }
}

/// How credentials are found; `None` where there are none to hand over.
fn credential(scheme: &Scheme) -> Option<TokenStream> {
    Some(match &scheme.kind {
        SchemeKind::ApiKey { name, place } => {
            let name = &**name;
            let place = match place {
                Place::Header => quote!(Header),
                Place::Cookie => quote!(Cookie),
                _ => quote!(Query),
            };
            quote!(head.key(Place::#place, #name))
        }
        SchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
            quote!(head.basic())
        }
        SchemeKind::Http { scheme, .. } => {
            let scheme = &**scheme;
            quote!(head.authorization(#scheme))
        }
        SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
            quote!(head.authorization("bearer"))
        }
        SchemeKind::MutualTls | SchemeKind::Unknown => return None,
    })
}
