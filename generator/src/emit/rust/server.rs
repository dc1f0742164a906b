//! A module for each tag: its trait, a request and a response for each
//! operation, and the router.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::diag::Report;
use crate::ir::{Api, Status};
use crate::words::{self, Name};

use super::docs::docs;
use super::operation::{Module, Served, Survey};
use super::plan::{Plan, ident};
use super::route::Routes;
use super::service::{Asks, Door, Security};
use super::writer::{Page, literal, one_line};

mod body;
mod request;
mod response;
mod router;

pub(super) use body::variant_names;
pub(super) use response::header_names;

/// Everything that a module is written from.
pub(super) struct Writer<'a> {
    pub plan: &'a Plan<'a>,
    pub survey: &'a Survey<'a>,
    pub security: &'a Security<'a>,
    pub routes: &'a Routes,
}

/// What modules import, or their macros name.
const IMPORTED: &[&str] = &[
    "Arc",
    "Asked",
    "Body",
    "Call",
    "Context",
    "Failure",
    "Future",
    "IntoResponse",
    "Refusal",
    "Request",
    "Response",
    "Router",
    "Scheme",
    "Service",
    "State",
    "StatusCode",
    "Style",
];

/// What is spelt in a module: its trait, and for each operation its types.
pub(super) struct Names {
    pub tr: String,
    pub requests: Vec<String>,
    pub responses: Vec<String>,
}

impl<'a> Writer<'a> {
    fn api(&self) -> &'a Api {
        self.plan.api
    }

    /// The operations of a module, by index.
    pub(super) fn of(&self, module: usize) -> Vec<usize> {
        (0..self.survey.served.len())
            .filter(|it| self.survey.served[*it].module == module)
            .collect()
    }

    pub(super) fn names(&self, module: usize) -> Names {
        let it = &self.survey.modules[module];
        let tag = match it.tag {
            Some(tag) => tag.to_string(),
            None if it.webhooks => "webhooks".into(),
            None => "api".into(),
        };
        let mut wanted = vec![tag];
        let all = self.of(module);
        for &index in &all {
            let name = &self.survey.served[index].name;
            wanted.push(format!("{name}Request"));
            wanted.push(format!("{name}Response"));
        }
        let names: Vec<Name<'_>> =
            wanted.iter().map(|it| Name { name: it, from: "operations" }).collect();
        let taken: Vec<&str> = words::RUST_PRELUDE.iter().chain(IMPORTED).copied().collect();
        // Types are spelt already; only the trait may still have to give way.
        let types = wanted[1..].to_vec();
        let spelt = words::unique(&names, &taken, |it| {
            if types.iter().any(|spelt| spelt == it) { it.to_owned() } else { words::rust_type(it) }
        });
        let mut spelt = spelt.into_iter();
        let tr = spelt.next().unwrap_or_default();
        let (mut requests, mut responses) = (Vec::new(), Vec::new());
        while let (Some(request), Some(response)) = (spelt.next(), spelt.next()) {
            requests.push(request);
            responses.push(response);
        }
        Names { tr, requests, responses }
    }

    pub(super) fn module_docs(&self, module: &Module<'_>) -> Vec<String> {
        let declared =
            module.tag.and_then(|tag| self.api().tags.iter().find(|it| it.name == **tag));
        let prose = declared.and_then(|it| it.description.as_deref()).unwrap_or_default();
        let mut lines = super::docs::lines(prose);
        if lines.is_empty() {
            let what = match module.tag {
                Some(tag) => format!("The operations under `{}`.", one_line(tag)),
                None if module.webhooks => "What is received from webhooks.".to_owned(),
                None => "The operations without a tag.".to_owned(),
            };
            lines = super::docs::lines(&what);
        }
        lines
    }

    pub(super) fn module(&self, index: usize, page: &mut Page, found: &mut Report) {
        let names = self.names(index);
        let all = self.of(index);
        let mut body = Page::bare();
        body.items(&self.tr(&names, &all));
        body.own(&self.router(index, &names));
        for (at, &operation) in all.iter().enumerate() {
            let served = &self.survey.served[operation];
            self.handler(served, &names, at, &mut body, found);
            body.items(&self.request(served, &names.requests[at]));
            self.response(served, &names.responses[at], &mut body);
        }
        page.broken.append(&mut body.broken);
        page.tables.append(&mut body.tables);
        let body = body.finish();
        let names = names_in(&body);
        let used = |name: &str, tokens: TokenStream| names.contains(name).then_some(tokens);
        let scheme = used("Scheme", quote!(Scheme,));
        let types = used(
            "types",
            quote!(
                use super::types;
            ),
        );
        let answers = all.iter().flat_map(|&it| &self.survey.served[it].answers);
        let shared = answers.into_iter().any(|it| it.shared.is_some()).then(|| {
            quote!(
                use super::shared;
            )
        });
        let style = used("Style", quote!(, Style));
        let status = used(
            "StatusCode",
            quote!(
                use axum::http::StatusCode;
            ),
        );
        let stream = used(
            "Body",
            quote!(
                use axum::body::Body;
            ),
        );
        page.items(&quote! {
            use std::sync::Arc;
        });
        page.items(&quote! {
            use axum::Router;
            #stream
            #status
        });
        page.items(&quote! {
            use super::service::{#scheme Service};
            #shared
            use super::support::{self, Asked, Call, Context, Refusal #style};
            #types
        });
        page.own(body.trim_start_matches('\n'));
    }

    /// The trait.
    fn tr(&self, names: &Names, all: &[usize]) -> TokenStream {
        let name = ident(&names.tr);
        let methods = all.iter().enumerate().map(|(at, &index)| {
            let served = &self.survey.served[index];
            let docs = operation_docs(served);
            let method = ident(&served.method);
            let request = ident(&names.requests[at]);
            let response = ident(&names.responses[at]);
            let principal = self.principal(served);
            quote! {
                #docs
                fn #method(
                    &self,
                    request: #request,
                    context: Context<#principal>,
                ) -> impl Future<Output = Result<#response, Self::Error>> + Send;
            }
        });
        quote! {
            /// What there is to implement.
            pub trait #name: Service { #(#methods)* }
        }
    }

    fn principal(&self, served: &Served<'_>) -> TokenStream {
        if self.security.schemes.is_empty() {
            return quote!(());
        }
        match Security::asks(self.api(), served) {
            Asks::Nothing => quote!(()),
            Asks::Maybe => quote!(Option<Self::Principal>),
            Asks::Something => quote!(Self::Principal),
        }
    }

    /// The function that serves an operation, as a call of a macro.
    fn handler(
        &self,
        served: &Served<'_>,
        names: &Names,
        at: usize,
        page: &mut Page,
        found: &mut Report,
    ) {
        let requirements = self.api().security_of(served.operation);
        let door = self.security.door(self.api(), served);
        let needed = (door != Door::Anyone)
            .then(|| self.security.alternatives(requirements, found))
            .filter(|_| door != Door::Nobody);
        let from = match needed {
            Some(needed) => format!("from {} {needed}", door.name()),
            None => format!("from {}", door.name()),
        };
        let takes = served.body.as_ref().map(|it| format!("takes {}", request::takes(it)));
        let invalid = refusals(served).map(|it| format!("refuses {it:?}"));
        let rest: Vec<String> =
            [literal(served.template), from].into_iter().chain(takes).chain(invalid).collect();
        let docs = format!("`{} {}`", served.operation.method, one_line(served.template));
        let (request, response) = (&names.requests[at], &names.responses[at]);
        let head = format!("{}::{}({request}) -> {response}", names.tr, served.method);
        page.call(&docs, "operation", &head, &rest);
    }
}

/// The names that a piece of code looks up where it stands: no part of a path
/// behind the first, no field or method, and not what literals and comments say.
pub(super) fn names_in(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<TokenStream> = code.parse().into_iter().collect();
    while let Some(tokens) = open.pop() {
        // Whether the last token was a dot or the second colon of a path.
        let (mut behind, mut joint) = (false, false);
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            // The name of a field, before its value or type.
            let field = matches!(tokens.peek(), Some(TokenTree::Punct(it))
                if it.as_char() == ':' && it.spacing() == Spacing::Alone);
            let sign = match &token {
                TokenTree::Punct(it) => it.as_char(),
                _ => ' ',
            };
            match &token {
                TokenTree::Ident(it) if !behind && !field => {
                    found.insert(it.to_string());
                }
                TokenTree::Group(it) => open.push(it.stream()),
                _ => {}
            }
            behind = sign == '.' || sign == ':' && joint;
            joint = sign == ':'
                && matches!(&token, TokenTree::Punct(it) if it.spacing() == Spacing::Joint);
        }
    }
    found
}

/// The statuses that answer a request which cannot be read, whose body is not
/// what it must be, of another media type, too large: those that the document
/// states, as far as it states any. `None` where they are the usual ones.
fn refusals(served: &Served<'_>) -> Option<[u16; 4]> {
    const USUAL: [u16; 4] = [400, 400, 415, 413];
    let has = |code: u16| served.answers.iter().any(|it| *it.status == Status::Code(code));
    let any =
        served.answers.iter().any(|it| matches!(it.status, Status::Range(4) | Status::Default));
    let stated = |codes: &[u16]| codes.iter().copied().find(|it| has(*it));
    let unread = stated(&[400, 422]).filter(|it| *it == 400 || !any).unwrap_or(400);
    let broken = if has(400) { 400 } else { stated(&[422]).unwrap_or(400) };
    let else_unread = |code: u16| if any || has(code) || !has(unread) { code } else { unread };
    let all = [unread, broken, else_unread(415), else_unread(413)];
    let all = if served.body.is_some() { all } else { [unread, 400, 415, 413] };
    (all != USUAL).then_some(all)
}

fn operation_docs(served: &Served<'_>) -> TokenStream {
    let operation = served.operation;
    let mut text = String::new();
    if let Some(summary) = operation.summary.as_deref().filter(|it| !it.trim().is_empty()) {
        text.push_str(summary.trim());
        text.push_str("\n\n");
    }
    let route = format!("`{} {}`", operation.method, one_line(served.template));
    text.push_str(&route);
    if operation.deprecated == Some(true) {
        text.push_str(" (deprecated)");
    }
    if let Some(prose) = operation.description.as_deref()
        && operation.summary.as_deref().is_none_or(|it| it.trim() != prose.trim())
    {
        text.push_str("\n\n");
        text.push_str(prose);
    }
    docs(&text)
}
