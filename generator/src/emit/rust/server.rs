//! A module for each tag: its trait, a request and a response for each
//! operation, and the router.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::diag::Report;
use crate::ir::{Api, Method, Place, Status, Style};
use crate::words::{self, Name};

use super::docs::docs;
use super::operation::{Answered, Content, Given, Module, Served, Spelling, Survey, Taken, What};
use super::plan::{From, Plan, ident};
use super::route::Routes;
use super::service::{Asks, Security};
use super::writer::{Page, literal, one_line};

/// Everything that a module is written from.
pub(super) struct Writer<'a> {
    pub plan: &'a Plan<'a>,
    pub survey: &'a Survey<'a>,
    pub security: &'a Security<'a>,
    pub routes: &'a Routes,
}

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
        let taken = [
            "Arc",
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
        // Types are spelt already; only the trait may still have to give way.
        let spelt = words::unique(&names, &taken, |it| {
            if all.iter().any(|at| it.starts_with(self.survey.served[*at].name.as_str()))
                && !it.contains(' ')
            {
                it.to_owned()
            } else {
                words::rust_type(it)
            }
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
        body.items(&self.router(index, &names));
        for (at, &operation) in all.iter().enumerate() {
            let served = &self.survey.served[operation];
            self.handler(served, &names, at, &mut body, found);
            body.items(&self.request(served, &names.requests[at]));
            self.response(served, &names.responses[at], &mut body);
        }
        page.broken.append(&mut body.broken);
        page.tables.append(&mut body.tables);
        let body = body.finish();
        let text = code_of(&body);
        let used = |word: &str, tokens: TokenStream| has_word(&text, word).then_some(tokens);
        let scheme = used("Scheme", quote!(Scheme,));
        let types = used(
            "types",
            quote!(
                use super::types;
            ),
        );
        let style = used("Style", quote!(, Style));
        let status = used(
            "StatusCode",
            quote!(
                use axum::http::StatusCode;
            ),
        );
        let extract = used(
            "State",
            quote!(
                use axum::extract::{Request, State};
            ),
        );
        let routing = match used("routing", quote!()) {
            Some(_) => quote!(
                use axum::{Router, routing};
            ),
            None => quote!(
                use axum::Router;
            ),
        };
        let stream = used(
            "Body",
            quote!(
                use axum::body::Body;
            ),
        );
        page.items(&quote! {
            use std::future::Future;
            use std::sync::Arc;
        });
        page.items(&quote! {
            #stream
            #extract
            #status
            #routing
        });
        page.items(&quote! {
            use super::service::{#scheme Service};
            use super::support::{self, Call, Context, Refusal #style};
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

    fn router(&self, module: usize, names: &Names) -> TokenStream {
        let tr = ident(&names.tr);
        let routes = self.routes.modules[module].iter().map(|(path, operations)| {
            let methods = self.methods(operations);
            quote!(.route(#path, #methods))
        });
        quote! {
            /// The routes of these operations.
            pub fn router<A: #tr>(api: Arc<A>) -> Router {
                Router::new().without_v07_checks() #(#routes)* .with_state(api)
            }
        }
    }

    /// What is done at one path, by method.
    fn methods(&self, operations: &[usize]) -> TokenStream {
        let mut by_method: Vec<(&Method, Vec<usize>)> = Vec::new();
        for &index in operations {
            let method = &self.survey.served[index].operation.method;
            match by_method.iter_mut().find(|it| it.0 == method) {
                Some((_, all)) => all.push(index),
                None => by_method.push((method, vec![index])),
            }
        }
        let mut out = TokenStream::new();
        let mut others = Vec::new();
        for (method, all) in by_method {
            let Some(function) = function(method) else {
                others.push((method, all));
                continue;
            };
            let function = ident(function);
            let handler = self.dispatch(&all);
            out.extend(if out.is_empty() {
                quote!(routing::#function(#handler))
            } else {
                quote!(.#function(#handler))
            });
        }
        if !others.is_empty() {
            // Methods that axum has no filter for.
            let arms = others.iter().map(|(method, all)| {
                let name = method.name();
                let handler = self.dispatch(all);
                quote! {
                    if request.method().as_str() == #name {
                        return (#handler)(state, request).await;
                    }
                }
            });
            let start = if out.is_empty() { quote!(routing::MethodRouter::new()) } else { out };
            out = quote! {
                #start.fallback(async |state: State<Arc<A>>, request: Request| {
                    #(#arms)*
                    support::answers::empty(axum::http::StatusCode::METHOD_NOT_ALLOWED)
                })
            };
        }
        out
    }

    /// The handler for one of several operations that share a route.
    fn dispatch(&self, all: &[usize]) -> TokenStream {
        let Some((last, others)) = all.split_last() else { return quote!() };
        let handler = |it: usize| {
            let name = ident(&self.survey.served[it].method);
            quote!(#name::<A>)
        };
        let last = handler(*last);
        if others.is_empty() {
            return last;
        }
        let arms = others.iter().map(|&it| {
            let template = self.survey.served[it].template;
            let handler = handler(it);
            quote! {
                if support::captures(#template, request.uri()).is_some() {
                    return #handler(state, request).await;
                }
            }
        });
        quote! {
            async |state: State<Arc<A>>, request: Request| {
                #(#arms)*
                #last(state, request).await
            }
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
        let asks = match Security::asks(self.api(), served) {
            Asks::Nothing => None,
            // What is asked for is declared nowhere: it fails closed.
            _ if self.security.schemes.is_empty() => {
                let _ = self.security.alternatives(requirements, found);
                Some("refused".to_owned())
            }
            Asks::Maybe => {
                Some(format!("maybe {}", self.security.alternatives(requirements, found)))
            }
            Asks::Something => {
                Some(format!("asks {}", self.security.alternatives(requirements, found)))
            }
        };
        let invalid = invalid_status(served).map(|it| format!("invalid {it}"));
        let rest: Vec<String> =
            std::iter::once(literal(served.template)).chain(asks).chain(invalid).collect();
        let docs = format!("`{} {}`", served.operation.method, one_line(served.template));
        let head = format!("{}::{}({})", names.tr, served.method, names.requests[at]);
        page.call(&docs, "operation", &head, &rest);
    }

    fn request(&self, served: &Served<'_>, name: &str) -> TokenStream {
        let mut wanted: Vec<Name<'_>> = served
            .parameters
            .iter()
            .map(|it| Name { name: &it.it.name, from: it.it.place.name() })
            .collect();
        if served.body.is_some() {
            wanted.push(Name { name: "body", from: "request" });
        }
        let spelt = words::unique(&wanted, &[], words::rust_field);
        let name = ident(name);
        let mut fields = TokenStream::new();
        let mut reads = TokenStream::new();
        for (given, spelt) in served.parameters.iter().zip(&spelt) {
            let (field, read) = self.parameter(given, spelt);
            fields.extend(field);
            reads.extend(read);
        }
        let mut more = TokenStream::new();
        if let Some(taken) = &served.body {
            let spelt = ident(spelt.last().map_or("body", String::as_str));
            let (ty, read, item) = self.body(taken, &format!("{name}Body"));
            let ty = if taken.required { ty } else { quote!(Option<#ty>) };
            let prose = served
                .operation
                .body
                .as_ref()
                .and_then(|it| self.api()[it.to].description.as_deref());
            let prose = docs(prose.filter(|it| !it.trim().is_empty()).unwrap_or("The body."));
            fields.extend(quote!(#prose pub #spelt: #ty,));
            reads.extend(quote!(#spelt: #read,));
            more.extend(item);
        }
        let docs = docs(&format!("What `{}` is asked with.", served.method));
        let call = if reads.is_empty() { quote!(_) } else { quote!(call) };
        let read = quote! {
            async fn read(#call: &mut Call) -> Result<Self, Refusal> {
                Ok(Self { #reads })
            }
        };
        quote! {
            #docs
            #[derive(Debug)]
            pub struct #name { #fields }

            impl #name { #read }

            #more
        }
    }

    /// The field of a parameter, and how it is read.
    fn parameter(&self, given: &Given<'_>, spelt: &str) -> (TokenStream, TokenStream) {
        let it = given.it;
        let ty =
            given.edge.map_or(quote!(String), |it| self.plan.spell_shape(it.shape, From::Beside));
        let default = given.edge.and_then(|_| {
            let schema = it.schema?;
            let stated = self.api()[schema].default_value();
            let stated =
                stated.or_else(|| self.api()[self.api().resolve(schema)?].default_value())?;
            super::sample::fits(self.plan, given.edge?, stated.node(), 0).then(|| stated.to_json())
        });
        let source = source(given);
        let name = ident(spelt);
        let mut text = it.description.as_deref().unwrap_or_default().to_owned();
        if text.trim().is_empty() {
            text = format!("The {} parameter `{}`.", it.place.name(), one_line(&it.name));
        }
        if it.deprecated == Some(true) {
            text.push_str("\n\nDeprecated.");
        }
        let docs = docs(&text);
        match default {
            _ if it.is_required() => {
                (quote!(#docs pub #name: #ty,), quote!(#name: call.must(#source)?,))
            }
            Some(json) => (quote!(#docs pub #name: #ty,), quote!(#name: call.or(#source, #json)?,)),
            None => (quote!(#docs pub #name: Option<#ty>,), quote!(#name: call.may(#source)?,)),
        }
    }

    /// The type of a body, how it is read, and items that it needs.
    fn body(&self, taken: &Taken, name: &str) -> (TokenStream, TokenStream, TokenStream) {
        let media: Vec<&str> =
            taken.choices.iter().flat_map(|it| &it.media).map(|it| it.0.as_str()).collect();
        let forms: Vec<Spelling> =
            taken.choices.iter().flat_map(|it| &it.media).map(|it| it.1).collect();
        let media = quote!(&[#(#media),*]);
        if forms.contains(&Spelling::Multipart) {
            self.plan.needs.multipart.set(true);
        }
        let (ty, item, wraps) = match &taken.choices[..] {
            [only] => (self.content(only), quote!(), vec![None]),
            all => {
                let item = self.choices(all, name);
                let variants = variant_names(all);
                let ident_of = ident(name);
                (quote!(#ident_of), item, variants.into_iter().map(Some).collect())
            }
        };
        let enum_name = ident(name);
        let mut arms: Vec<TokenStream> = Vec::new();
        for (choice, variant) in taken.choices.iter().zip(&wraps) {
            for (_, form) in &choice.media {
                let read = match (choice.what, form) {
                    (What::Stream, _) => quote!(call.stream()),
                    (What::Text, _) => quote!(call.text().await?),
                    (What::Value(_), Spelling::Form) => quote!(call.form().await?),
                    (What::Value(_), Spelling::Multipart) => quote!(call.multipart().await?),
                    (What::Value(_), Spelling::Text) => quote!(call.spelt().await?),
                    (What::Value(_), _) => quote!(call.json().await?),
                };
                arms.push(match variant {
                    Some(variant) => {
                        let variant = ident(variant);
                        quote!(#enum_name::#variant(#read))
                    }
                    None => read,
                });
            }
        }
        let same = arms.windows(2).all(|it| it[0].to_string() == it[1].to_string());
        let last = arms.pop().unwrap_or_default();
        let read = if same {
            if taken.required {
                quote!({ call.media_of(#media)?; #last })
            } else {
                quote!(match call.media(#media)? { Some(_) => Some(#last), None => None })
            }
        } else {
            let numbers = (0..arms.len()).map(Literal::usize_unsuffixed);
            if taken.required {
                quote!(match call.media_of(#media)? { #(#numbers => #arms,)* _ => #last })
            } else {
                quote!(match call.media(#media)? {
                    None => None,
                    #(Some(#numbers) => Some(#arms),)*
                    Some(_) => Some(#last),
                })
            }
        };
        (ty, read, item)
    }

    fn content(&self, content: &Content) -> TokenStream {
        match content.what {
            What::Value(edge) => self.plan.spell(edge, From::Beside),
            What::Text => quote!(String),
            What::Stream => quote!(Body),
        }
    }

    fn response(&self, served: &Served<'_>, name: &str, page: &mut Page) {
        let spelt = ident(name);
        let mut variants = TokenStream::new();
        let mut rows = Vec::new();
        let mut more = TokenStream::new();
        if served.answers.is_empty() {
            variants.extend(quote! {
                /// Any answer: the document states none.
                Default(StatusCode),
            });
            rows.push("Default(status) => empty(status)".to_owned());
        }
        for answer in &served.answers {
            let (variant, row, item) = self.answer(answer, served);
            variants.extend(variant);
            rows.push(row);
            more.extend(item);
        }
        let docs = docs(&format!("What `{}` answers.", served.method));
        page.items(&quote! {
            #docs
            #[derive(Debug)]
            pub enum #spelt { #variants }
        });
        page.table("response", name, &rows);
        page.items(&more);
    }

    /// A response: its variant, how it is sent, and items that it needs.
    fn answer(
        &self,
        answer: &Answered<'_>,
        served: &Served<'_>,
    ) -> (TokenStream, String, TokenStream) {
        let (variant, carries) = match answer.status {
            Status::Default => ("Default".to_owned(), true),
            Status::Range(_) => (format!("Status{}", answer.status), true),
            status => (format!("Status{status}"), false),
        };
        let name = ident(&variant);
        let status = match answer.status {
            Status::Code(code) => format!("{code}"),
            Status::Range(digit) => format!("ranged(status, {digit})"),
            _ => "status".to_owned(),
        };
        let prose = answer.response.description.as_deref().filter(|it| !it.trim().is_empty());
        let docs = docs(prose.unwrap_or("An answer."));
        let mut item = quote!();
        let (ty, mut sent) = match &answer.choices[..] {
            [] => (None, format!("empty({status})")),
            [only] => (Some(self.content(only)), send(only, &status)),
            all => {
                let spelt = format!("{}{variant}", served.name);
                item = self.choices(all, &spelt);
                let arms: Vec<String> = all
                    .iter()
                    .zip(variant_names(all))
                    .map(|(it, variant)| {
                        format!("{spelt}::{variant}(body) => {}", send(it, &status))
                    })
                    .collect();
                (
                    Some(ident(&spelt).to_token_stream()),
                    format!("match body {{ {} }}", arms.join(", ")),
                )
            }
        };
        let mut names: Vec<String> = Vec::new();
        names.extend(carries.then(|| "status".to_owned()));
        names.extend(ty.as_ref().map(|_| "body".to_owned()));
        if answer.headers.is_empty() {
            let types: Vec<TokenStream> =
                carries.then(|| quote!(StatusCode)).into_iter().chain(ty).collect();
            let row = match names[..] {
                [] => variant.clone(),
                _ => format!("{variant}({})", names.join(", ")),
            };
            let types = (!types.is_empty()).then(|| quote!((#(#types),*)));
            return (quote!(#docs #name #types,), format!("{row} => {sent}"), item);
        }
        // With headers each part has its name.
        let spelt = header_names(answer);
        let mut fields = TokenStream::new();
        if carries {
            fields.extend(quote!(#[doc = " The status."] status: StatusCode,));
        }
        if let Some(ty) = ty {
            fields.extend(quote!(#[doc = " The body."] body: #ty,));
        }
        for ((wire, edge, required, header), spelt) in answer.headers.iter().zip(&spelt) {
            let ty =
                edge.map_or(quote!(String), |it| self.plan.spell_shape(it.shape, From::Beside));
            let text = header.description.as_deref().filter(|it| !it.trim().is_empty());
            let text = text.map_or_else(|| format!("The header `{wire}`."), ToOwned::to_owned);
            let docs = super::docs::docs(&text);
            let field = ident(spelt);
            let (how, ty) =
                if *required { ("with", ty) } else { ("with_some", quote!(Option<#ty>)) };
            fields.extend(quote!(#docs #field: #ty,));
            names.push(spelt.clone());
            sent = format!("{sent}.{how}({}, &{spelt})", literal(wire));
        }
        let row = format!("{variant} {{ {} }} => {sent}", names.join(", "));
        (quote!(#docs #name { #fields },), row, item)
    }

    /// An enum of the types that a body may be of.
    fn choices(&self, all: &[Content], name: &str) -> TokenStream {
        let name = ident(name);
        let variants = all.iter().zip(variant_names(all)).map(|(it, variant)| {
            let docs = media_docs(it);
            let variant = ident(&variant);
            let ty = self.content(it);
            quote!(#docs #variant(#ty),)
        });
        quote! {
            /// A body, by its media type.
            #[derive(Debug)]
            pub enum #name { #(#variants)* }
        }
    }
}

/// How a body is sent, as the support code for responses spells it.
fn send(content: &Content, status: &str) -> String {
    let (media, form) =
        content.media.first().map_or(("", Spelling::Stream), |it| (it.0.as_str(), it.1));
    // A range is no media type that an answer can have.
    let media = match (media.contains('*'), form) {
        (false, _) => media,
        (true, Spelling::Json) => "application/json",
        (true, Spelling::Text) => "text/plain",
        (true, _) => "application/octet-stream",
    };
    match (content.what, form) {
        (What::Stream, _) => format!("stream({status}, {}, body)", literal(media)),
        (What::Text, _) | (_, Spelling::Text) => {
            format!("text({status}, {}, &body)", literal(media))
        }
        (What::Value(_), Spelling::Form) => format!("form({status}, {}, &body)", literal(media)),
        (What::Value(_), _) if media == "application/json" => format!("json({status}, &body)"),
        (What::Value(_), _) => format!("json_as({status}, {}, &body)", literal(media)),
    }
}

/// A file's code, its comments left out, to see what it names.
fn code_of(text: &str) -> String {
    let lines = text.lines().filter(|it| !it.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether an identifier stands in a piece of code.
fn has_word(text: &str, word: &str) -> bool {
    let edge = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric() && it != '_');
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        edge(before.and_then(|it| it.chars().next_back()))
            && (word.ends_with(':') || edge(after.and_then(|it| it.chars().next())))
    })
}

fn media_docs(content: &Content) -> TokenStream {
    let all: Vec<String> =
        content.media.iter().map(|it| format!("`{}`", one_line(&it.0))).collect();
    docs(&all.join(", "))
}

/// The fields of a response for its headers.
pub(super) fn header_names(answer: &Answered<'_>) -> Vec<String> {
    let names: Vec<Name<'_>> =
        answer.headers.iter().map(|it| Name { name: it.0, from: "header" }).collect();
    words::unique(&names, &["status", "body"], words::rust_field)
}

/// The variants of a body that may be of several types.
pub(super) fn variant_names(all: &[Content]) -> Vec<String> {
    let names: Vec<(String, String)> = all
        .iter()
        .map(|it| {
            let (media, form) =
                it.media.first().map_or(("", Spelling::Stream), |it| (it.0.as_str(), it.1));
            let name = match form {
                Spelling::Json => "Json",
                Spelling::Form => "Form",
                Spelling::Multipart => "Multipart",
                Spelling::Text => "Text",
                Spelling::Stream | Spelling::Foreign => "Stream",
            };
            (name.to_owned(), media.split(';').next().unwrap_or_default().to_owned())
        })
        .collect();
    let names: Vec<Name<'_>> = names.iter().map(|(name, from)| Name { name, from }).collect();
    words::unique(&names, &[], words::rust_variant)
}

/// Where a parameter is, and how it is spelt, as support knows it.
fn source(given: &Given<'_>) -> TokenStream {
    let it = given.it;
    let name: &str = &it.name;
    let place = match it.place {
        Place::Path => quote!(path),
        Place::Query | Place::Form => quote!(query),
        Place::QueryString => quote!(query_string),
        Place::Header => quote!(header),
        Place::Cookie => quote!(cookie),
    };
    let mut out = quote!(support::#place(#name));
    if given.json {
        return quote!(#out.json());
    }
    let (usual, exploded) = match it.place {
        Place::Path | Place::Header => (Style::Simple, false),
        _ => (Style::Form, true),
    };
    let style = it.style();
    if style != usual && !(style == Style::Cookie && it.place == Place::Cookie) {
        let style = match style {
            Style::Simple => quote!(Simple),
            Style::Form | Style::Cookie => quote!(Form),
            Style::Label => quote!(Label),
            Style::Matrix => quote!(Matrix),
            Style::SpaceDelimited => quote!(Space),
            Style::PipeDelimited => quote!(Pipe),
            Style::DeepObject => quote!(Deep),
            Style::TabDelimited => quote!(Tab),
        };
        out = quote!(#out.style(Style::#style));
    }
    if it.style() != Style::DeepObject && it.explode() != exploded {
        out = if it.explode() { quote!(#out.exploded()) } else { quote!(#out.joined()) };
    }
    out
}

/// The status that answers a body which is not what it must be, where that is
/// another than 400: the document's own, if it has one for that.
fn invalid_status(served: &Served<'_>) -> Option<u16> {
    let has = |code: u16| served.answers.iter().any(|it| *it.status == Status::Code(code));
    (served.body.is_some() && !has(400) && has(422)).then_some(422)
}

fn function(method: &Method) -> Option<&'static str> {
    Some(match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
        Method::Query | Method::Other(_) => return None,
    })
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
