//! Bodies that may be of several types, told apart by their media types.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust::docs::docs;
use crate::emit::rust::operation::{Content, Spelling, What};
use crate::emit::rust::plan::{From, ident};
use crate::emit::rust::writer::one_line;
use crate::words::{self, Name};

use super::Writer;

impl Writer<'_> {
    pub(super) fn content(&self, content: &Content) -> TokenStream {
        match content.what {
            What::Value(edge) => self.plan.spell(edge, From::Beside),
            What::Text => quote!(String),
            What::Stream => quote!(Body),
            What::Items(edge) => {
                self.plan.needs.items.set(true);
                let item = self.plan.spell(edge, From::Beside);
                quote!(support::Items<#item>)
            }
        }
    }

    /// An enum of the types that a body may be of.
    pub(super) fn choices(&self, all: &[Content], name: &str) -> TokenStream {
        let name = ident(name);
        let variants = self.variants(all);
        quote! {
            /// A body, by its media type.
            #[derive(Debug)]
            pub enum #name { #variants }
        }
    }

    /// The variants of such an enum.
    pub(super) fn variants(&self, all: &[Content]) -> TokenStream {
        all.iter()
            .zip(variant_names(all))
            .map(|(it, variant)| {
                let docs = media_docs(it);
                let variant = ident(&variant);
                let ty = self.content(it);
                quote!(#docs #variant(#ty),)
            })
            .collect()
    }
}

fn media_docs(content: &Content) -> TokenStream {
    let all: Vec<String> =
        content.media.iter().map(|it| format!("`{}`", one_line(&it.0))).collect();
    docs(&all.join(", "))
}

/// The variants of a body that may be of several types.
pub(in crate::emit::rust) fn variant_names(all: &[Content]) -> Vec<String> {
    let names: Vec<(String, String)> = all
        .iter()
        .map(|it| {
            let (media, form) =
                it.media.first().map_or(("", Spelling::Stream), |it| (it.0.as_str(), it.1));
            let essence = media.split(';').next().unwrap_or_default().trim();
            (media_name(essence, form), essence.to_owned())
        })
        .collect();
    let names: Vec<Name<'_>> = names.iter().map(|(name, from)| Name { name, from }).collect();
    words::unique(&names, &[], words::rust_variant)
}

/// What a body is called by its media type: the usual ones by how they are
/// spelt, others by their subtype, `ScimJson` or `Png`.
fn media_name(essence: &str, form: Spelling) -> String {
    let usual = |all: &[&str], name: &str| {
        all.iter().any(|it| it.eq_ignore_ascii_case(essence)).then(|| name.to_owned())
    };
    let known = match form {
        Spelling::Json => usual(&["application/json", "*/*", "application/*"], "Json"),
        Spelling::Form => Some("Form".to_owned()),
        Spelling::Multipart => usual(&["multipart/form-data", "multipart/*"], "Multipart"),
        Spelling::Text => usual(&["text/plain", "text/*", "*/*"], "Text"),
        Spelling::Items(_) => None,
        Spelling::Stream | Spelling::Foreign => {
            usual(&["application/octet-stream", "*/*", ""], "Stream")
        }
    };
    let subtype = essence.split_once('/').map_or(essence, |it| it.1);
    known.unwrap_or_else(|| match subtype.rsplit_once('+') {
        Some((base, suffix)) => format!("{base} {suffix}"),
        None if subtype == "*" => essence.replace('*', "any"),
        None => subtype.to_owned(),
    })
}
