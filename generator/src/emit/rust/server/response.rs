//! What an operation answers: an enum by status, and how each is sent.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::emit::rust::docs::docs;
use crate::emit::rust::operation::{Answered, Content, Parts, Served, Spelling, What};
use crate::emit::rust::plan::{From, ident};
use crate::emit::rust::writer::{Page, literal};
use crate::ir::Status;
use crate::words::{self, Name};

use super::Writer;
use super::body::variant_names;

impl Writer<'_> {
    pub(super) fn response(&self, served: &Served<'_>, name: &str, page: &mut Page) {
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
        let prose = docs(prose.unwrap_or("An answer."));
        if let Some(shared) = answer.shared {
            let ty = ident(&self.survey.shared[shared].name);
            let row = if carries {
                format!("{variant}(status, body)")
            } else {
                format!("{variant}(body)")
            };
            let given = carries.then(|| quote!(StatusCode,));
            let row = format!("{row} => body.send({status})");
            return (quote!(#prose #name(#given shared::#ty),), row, quote!());
        }
        let (ty, sent, item) =
            self.sent(&answer.parts, &format!("{}{variant}", served.name), &status);
        let mut names: Vec<String> = Vec::new();
        names.extend(carries.then(|| "status".to_owned()));
        names.extend(ty.as_ref().map(|_| "body".to_owned()));
        if answer.parts.headers.is_empty() {
            let types: Vec<TokenStream> =
                carries.then(|| quote!(StatusCode)).into_iter().chain(ty).collect();
            let row = match names[..] {
                [] => variant.clone(),
                _ => format!("{variant}({})", names.join(", ")),
            };
            let types = (!types.is_empty()).then(|| quote!((#(#types),*)));
            return (quote!(#prose #name #types,), format!("{row} => {sent}"), item);
        }
        // With headers each part has its name.
        let mut fields = TokenStream::new();
        if carries {
            fields.extend(quote!(#[doc = " The status."] status: StatusCode,));
        }
        fields.extend(self.fields(&answer.parts, ty, &quote!()));
        names.extend(header_names(&answer.parts));
        let row = format!("{variant} {{ {} }} => {sent}", names.join(", "));
        (quote!(#prose #name { #fields },), row, item)
    }

    /// The type of a body, how the whole is sent, and an item that it needs,
    /// under this name.
    fn sent(
        &self,
        parts: &Parts<'_>,
        spelt: &str,
        status: &str,
    ) -> (Option<TokenStream>, String, TokenStream) {
        let (ty, mut sent, item) = match &parts.choices[..] {
            [] => (None, format!("empty({status})"), quote!()),
            [only] => (Some(self.content(only)), send(only, status), quote!()),
            all => {
                let arms: Vec<String> = all
                    .iter()
                    .zip(variant_names(all))
                    .map(|(it, variant)| {
                        format!("{spelt}::{variant}(body) => {}", send(it, status))
                    })
                    .collect();
                let sent = format!("match body {{ {} }}", arms.join(", "));
                (Some(ident(spelt).to_token_stream()), sent, self.choices(all, spelt))
            }
        };
        for ((wire, _, required, _), spelt) in parts.headers.iter().zip(header_names(parts)) {
            let how = if *required { "with" } else { "with_some" };
            sent = format!("{sent}.{how}({}, &{spelt})", literal(wire));
        }
        (ty, sent, item)
    }

    /// The fields for a body and for headers.
    fn fields(
        &self,
        parts: &Parts<'_>,
        body: Option<TokenStream>,
        visible: &TokenStream,
    ) -> TokenStream {
        let mut fields = TokenStream::new();
        if let Some(ty) = body {
            fields.extend(quote!(#[doc = " The body."] #visible body: #ty,));
        }
        for ((wire, edge, required, header), spelt) in parts.headers.iter().zip(header_names(parts))
        {
            let ty =
                edge.map_or(quote!(String), |it| self.plan.spell_shape(it.shape, From::Beside));
            let text = header.description.as_deref().filter(|it| !it.trim().is_empty());
            let text = text.map_or_else(|| format!("The header `{wire}`."), ToOwned::to_owned);
            let text = docs(&text);
            let field = ident(&spelt);
            let ty = if *required { ty } else { quote!(Option<#ty>) };
            fields.extend(quote!(#text #visible #field: #ty,));
        }
        fields
    }

    /// The answers that are written once for all operations.
    pub(in crate::emit::rust) fn shared(&self, page: &mut Page) {
        let mut body = Page::bare();
        for shared in &self.survey.shared {
            let name = ident(&shared.name);
            let prose = shared.response.description.as_deref().filter(|it| !it.trim().is_empty());
            let prose = docs(prose.unwrap_or("An answer."));
            let parts = &shared.parts;
            if parts.headers.is_empty() {
                let variants = self.variants(&parts.choices);
                body.items(&quote!(#prose #[derive(Debug)] pub enum #name { #variants }));
                let rows: Vec<String> = parts
                    .choices
                    .iter()
                    .zip(variant_names(&parts.choices))
                    .map(|(it, variant)| format!("Self::{variant}(body) => {}", send(it, "status")))
                    .collect();
                body.table("shared", &format!("{name}(status)"), &rows);
                continue;
            }
            let (ty, sent, item) = self.sent(parts, &format!("{name}Body"), "status");
            let mut names = header_names(parts);
            names.extend(ty.as_ref().map(|_| "body".to_owned()));
            let fields = self.fields(parts, ty, &quote!(pub));
            body.items(&quote!(#prose #[derive(Debug)] pub struct #name { #fields }));
            let row = format!("Self {{ {} }} => {sent}", names.join(", "));
            body.table("shared", &format!("{name}(status)"), &[row]);
            body.items(&item);
        }
        page.broken.append(&mut body.broken);
        page.tables.append(&mut body.tables);
        let body = body.finish();
        let names = super::names_in(&body);
        let used = |name: &str, tokens: TokenStream| names.contains(name).then_some(tokens);
        let stream = used(
            "Body",
            quote!(
                use axum::body::Body;
            ),
        );
        let types = used(
            "types",
            quote!(
                use super::types;
            ),
        );
        if let Some(stream) = stream {
            page.items(&stream);
        }
        page.items(&quote! {
            use super::support;
            #types
        });
        page.own(body.trim_start_matches('\n'));
    }
}

/// How a body is sent, as the support code for responses spells it.
fn send(content: &Content, status: &str) -> String {
    let (media, form) =
        content.media.first().map_or(("", Spelling::Stream), |it| (it.0.as_str(), it.1));
    // A range is no media type that an answer can have.
    let range = media.split(';').next().is_some_and(|it| it.contains('*'));
    let media = match (range, form) {
        (false, _) => media,
        (true, Spelling::Json) => "application/json",
        (true, Spelling::Text) => "text/plain",
        (true, _) => "application/octet-stream",
    };
    match (content.what, form) {
        (What::Items(_), Spelling::Items(framing)) => {
            let body = format!("body.framed(support::Framing::{framing})");
            format!("stream({status}, {}, {body})", literal(media))
        }
        (What::Stream | What::Items(_), _) => {
            format!("stream({status}, {}, body)", literal(media))
        }
        (What::Text, _) | (_, Spelling::Text) => {
            format!("text({status}, {}, &body)", literal(media))
        }
        (What::Value(_), Spelling::Form) => format!("form({status}, {}, &body)", literal(media)),
        (What::Value(_), _) if media == "application/json" => format!("json({status}, &body)"),
        (What::Value(_), _) => format!("json_as({status}, {}, &body)", literal(media)),
    }
}

/// The fields of a response for its headers.
pub(in crate::emit::rust) fn header_names(parts: &Parts<'_>) -> Vec<String> {
    let names: Vec<Name<'_>> =
        parts.headers.iter().map(|it| Name { name: it.0, from: "header" }).collect();
    words::unique(&names, BESIDE_HEADERS, words::rust_field)
}

/// What stands beside the headers of an answer, and the functions of the shared
/// module that send it, which a header of that name would hide.
const BESIDE_HEADERS: &[&str] =
    &["status", "body", "empty", "form", "json", "json_as", "ranged", "stream", "text"];
