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
        }
    }

    /// An enum of the types that a body may be of.
    pub(super) fn choices(&self, all: &[Content], name: &str) -> TokenStream {
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
