//! What an operation is asked with: a struct, and how it is read.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::rust::docs::docs;
use crate::emit::rust::operation::{Given, Served, Spelling, Taken, What};
use crate::emit::rust::plan::{From, ident};
use crate::emit::rust::sample;
use crate::emit::rust::writer::{literal, one_line};
use crate::ir::{Place, Style};
use crate::words::{self, Name};

use super::Writer;
use super::body::variant_names;

impl Writer<'_> {
    pub(super) fn request(&self, served: &Served<'_>, name: &str) -> TokenStream {
        let mut wanted: Vec<Name<'_>> = served
            .parameters
            .iter()
            .map(|it| Name { name: &it.name, from: it.it.place.name() })
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
            fn read(#call: &mut Call) -> Result<Self, Refusal> {
                Ok(Self { #reads })
            }
        };
        quote! {
            #docs
            #[derive(Debug)]
            pub struct #name { #fields }

            impl Asked for #name { #read }

            #more
        }
    }

    /// The field of a parameter, and how it is read.
    fn parameter(&self, given: &Given<'_>, spelt: &str) -> (TokenStream, TokenStream) {
        let it = given.it;
        let ty =
            given.edge.map_or(quote!(String), |it| self.plan.spell_shape(it.shape, From::Beside));
        let default =
            given.edge.and_then(|edge| sample::default_of(self.plan, edge, it.schema.as_slice()));
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
        let all = || taken.choices.iter().flat_map(|it| &it.media);
        if all().any(|it| it.1 == Spelling::Multipart) {
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
        let mut arms: Vec<(Read, Option<Ident>)> = Vec::new();
        for (choice, variant) in taken.choices.iter().zip(&wraps) {
            for (_, form) in &choice.media {
                let variant = variant.as_ref().map(|it| ident(it));
                arms.push((Read::of(choice.what, *form), variant));
            }
        }
        let same = arms.windows(2).all(|it| it[0] == it[1]);
        let read = match arms.pop() {
            None => quote!(call.stream()?),
            Some((read, None)) if same && taken.required => {
                let read = read.call();
                quote!(call.#read?)
            }
            Some((read, None)) if same => {
                let read = read.function();
                quote!(call.if_any(#read)?)
            }
            Some(last) => {
                let wrapped = |(read, variant): &(Read, Option<Ident>)| {
                    let read = read.call();
                    match variant {
                        Some(variant) => quote!(#enum_name::#variant(call.#read?)),
                        None => quote!(call.#read?),
                    }
                };
                let numbers = (0..arms.len()).map(Literal::usize_unsuffixed);
                let (last, arms) = (wrapped(&last), arms.iter().map(wrapped));
                if taken.required {
                    quote!(match call.media()? { #(#numbers => #arms,)* _ => #last })
                } else {
                    quote!(call.if_any(|call| Ok(match call.media()? {
                        #(#numbers => #arms,)*
                        _ => #last,
                    }))?)
                }
            }
        };
        (ty, read, item)
    }
}

/// The method that reads a body, and how items stand in it.
#[derive(PartialEq, Eq)]
struct Read(&'static str, Option<&'static str>);

impl Read {
    fn of(what: What, form: Spelling) -> Self {
        let method = match (what, form) {
            (What::Items(_), Spelling::Items(framing)) => return Self("items", Some(framing)),
            (What::Stream | What::Items(_), _) => "stream",
            (What::Text, _) => "text",
            (What::Value(_), Spelling::Form) => "form",
            (What::Value(_), Spelling::Multipart) => "multipart",
            (What::Value(_), Spelling::Text) => "spelt",
            (What::Value(_), _) => "json",
        };
        Self(method, None)
    }

    /// The call of it.
    fn call(&self) -> TokenStream {
        let method = ident(self.0);
        let framing = self.1.map(ident).map(|it| quote!(support::Framing::#it));
        quote!(#method(#framing))
    }

    /// It as a function of the call.
    fn function(&self) -> TokenStream {
        let (method, call) = (ident(self.0), self.call());
        if self.1.is_some() { quote!(|call| call.#call) } else { quote!(Call::#method) }
    }
}

/// The media types of a body, each with how much of it is read beforehand.
pub(super) fn takes(taken: &Taken) -> String {
    let all = taken.choices.iter().flat_map(|it| it.media.iter().map(|media| (it.what, media)));
    let all = all.map(|(what, (media, form))| {
        let how = match (what, form) {
            (What::Stream | What::Items(_), _) => "Stream",
            (_, Spelling::Multipart) => "Parts",
            _ => "Whole",
        };
        format!("{how}({})", literal(media))
    });
    all.collect::<Vec<_>>().join(" | ")
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
