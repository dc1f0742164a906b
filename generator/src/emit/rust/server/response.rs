//! What an operation answers: an enum by status, and how each is sent.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::emit::rust::docs::docs;
use crate::emit::rust::operation::{Answered, Content, Served, Spelling, What};
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
            return (quote!(#prose #name #types,), format!("{row} => {sent}"), item);
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
            let text = docs(&text);
            let field = ident(spelt);
            let (how, ty) =
                if *required { ("with", ty) } else { ("with_some", quote!(Option<#ty>)) };
            fields.extend(quote!(#text #field: #ty,));
            names.push(spelt.clone());
            sent = format!("{sent}.{how}({}, &{spelt})", literal(wire));
        }
        let row = format!("{variant} {{ {} }} => {sent}", names.join(", "));
        (quote!(#prose #name { #fields },), row, item)
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
        (What::Stream, _) => format!("stream({status}, {}, body)", literal(media)),
        (What::Text, _) | (_, Spelling::Text) => {
            format!("text({status}, {}, &body)", literal(media))
        }
        (What::Value(_), Spelling::Form) => format!("form({status}, {}, &body)", literal(media)),
        (What::Value(_), _) if media == "application/json" => format!("json({status}, &body)"),
        (What::Value(_), _) => format!("json_as({status}, {}, &body)", literal(media)),
    }
}

/// The fields of a response for its headers.
pub(in crate::emit::rust) fn header_names(answer: &Answered<'_>) -> Vec<String> {
    let names: Vec<Name<'_>> =
        answer.headers.iter().map(|it| Name { name: it.0, from: "header" }).collect();
    words::unique(&names, BESIDE_HEADERS, words::rust_field)
}

/// What stands beside the headers of an answer, and the functions of the shared
/// module that send it, which a header of that name would hide.
const BESIDE_HEADERS: &[&str] =
    &["status", "body", "empty", "form", "json", "json_as", "ranged", "stream", "text"];
