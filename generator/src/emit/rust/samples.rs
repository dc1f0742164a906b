//! The scaffold: an implementation that answers with samples, and a program
//! that serves it.

mod refused;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Media, SchemeKind, Status, Use};
use crate::source::Value;

use super::operation::{Answered, Content, Served, What};
use super::plan::ident;
use super::sample::{Maker, Way, fits, told};
use super::server::Writer;
use super::service::{Asks, Security};

/// The module with the implementation, and the samples as JSON: an object
/// with a line for each operation.
pub(super) fn samples(writer: &Writer<'_>, crate_name: &str) -> (TokenStream, String) {
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    let mut items = TokenStream::new();
    for (index, module) in writer.survey.modules.iter().enumerate() {
        let names = writer.names(index);
        let methods: Vec<TokenStream> = writer
            .of(index)
            .into_iter()
            .enumerate()
            .map(|(at, operation)| {
                let served = &writer.survey.served[operation];
                method(
                    writer,
                    served,
                    &module.name,
                    &names.requests[at],
                    &names.responses[at],
                    &mut lines,
                )
            })
            .collect();
        let module = ident(&module.name);
        let tr = ident(&names.tr);
        items.extend(quote! {
            impl #module::#tr for Samples { #(#methods)* }
        });
    }
    let schemes = writer.security.schemes.iter().map(|it| {
        let name = ident(&it.method);
        let shown = match &it.scheme.kind {
            SchemeKind::MutualTls | SchemeKind::Unknown => None,
            SchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                Some(quote!(_: support::Basic,))
            }
            _ => Some(quote!(_: String,)),
        };
        quote! {
            async fn #name(&self, #shown _: &[&str], _: &Parts) -> Result<(), NoSample> {
                Ok(())
            }
        }
    });
    let answers = !lines.is_empty();
    let refuse = refused::refused(writer, &mut lines);
    let stated = refuse.as_ref().map(|_| refused::function());
    let asks = !writer.security.schemes.is_empty();
    let both = (asks && writer.security.both).then(|| {
        quote! {
            fn both(&self, (): (), (): ()) -> Result<(), NoSample> {
                Ok(())
            }
        }
    });
    let principal = asks.then(|| {
        quote!(
            type Principal = ();
        )
    });
    let parts = asks.then(|| {
        quote!(
            use axum::http::request::Parts;
        )
    });
    let modules: Vec<_> = writer.survey.modules.iter().map(|it| ident(&it.name)).collect();
    let made = !lines.is_empty();
    let lazy = made.then(|| {
        quote!(
            use std::sync::LazyLock;
        )
    });
    let all = made.then(|| {
        quote! {
            static SAMPLES: LazyLock<serde_json::Value> =
                LazyLock::new(|| serde_json::from_str(include_str!("samples.json")).unwrap_or_default());
        }
    });
    let look_up = answers.then(|| {
        quote! {
            /// The sample of this name.
            pub fn sample<T: support::Wire>(name: &str) -> Result<T, NoSample> {
                let value = SAMPLES.get(name).ok_or(NoSample)?;
                T::decode(value.clone(), &support::Source::json()).map_err(|_| NoSample)
            }
        }
    });
    let krate = ident(&crate::words::rust_module(&crate::words::crate_name(crate_name)));
    // A module of the crate's own name would be meant in place of the crate.
    let krate = if modules.contains(&krate) {
        quote! { ::#krate }
    } else {
        quote! { #krate }
    };
    let shared = !writer.survey.shared.is_empty()
        && super::server::names_in(&items.to_string()).contains("shared");
    let shared = shared.then(|| quote!(shared));
    let head = quote! {
        #lazy
        #parts
        use axum::response::{IntoResponse, Response};
        use #krate::service::Service;
        use #krate::support::{self, Context};
        use #krate::{#(#modules,)* #shared};

        /// An implementation that knows nobody, keeps nothing, and answers each
        /// operation with a sample: the document's example, or a value made up.
        #[derive(Clone, Copy, Debug, Default)]
        pub struct Samples;

        /// There is no sample for an operation.
        #[derive(Clone, Copy, Debug)]
        pub struct NoSample;

        impl IntoResponse for NoSample {
            fn into_response(self) -> Response {
                support::Refusal::new(support::Reason::Unsupported, "there is no sample").into_response()
            }
        }

        #all

        #look_up

        impl Service for Samples {
            type Error = NoSample;
            #principal
            #(#schemes)*
            #both
            #refuse
        }

        #stated
    };
    let rows: Vec<String> = lines
        .into_iter()
        .map(|(name, json)| format!("  {}: {json}", super::sample::json(&name)))
        .collect();
    (quote!(#head #items), format!("{{\n{}\n}}\n", rows.join(",\n")))
}

fn method(
    writer: &Writer<'_>,
    served: &Served<'_>,
    module: &str,
    request: &str,
    response: &str,
    lines: &mut BTreeMap<String, String>,
) -> TokenStream {
    let asks = Security::asks(writer.plan.api, served);
    let principal = match asks {
        Asks::Maybe if !writer.security.schemes.is_empty() => quote!(Option<()>),
        _ => quote!(()),
    };
    let name = ident(&served.method);
    let module = ident(module);
    let (request, response) = (ident(request), ident(response));
    let answer = served
        .answers
        .iter()
        .find(|it| matches!(it.status, Status::Code(200..=299)))
        .or_else(|| {
            served.answers.iter().find(|it| matches!(it.status, Status::Range(2) | Status::Default))
        })
        // Where no success is stated, nothing being there is what fits best;
        // and nothing is ever on its way, as 1xx would have it.
        .or_else(|| served.answers.iter().find(|it| *it.status == Status::Code(404)))
        .or_else(|| served.answers.iter().find(|it| !matches!(it.status, Status::Code(..=199))))
        .or(served.answers.first());
    let made = match answer {
        None => quote!(Ok(#module::#response::Default(axum::http::StatusCode::OK))),
        Some(answer) => {
            made(writer, served, answer, &quote!(#module::#response), &quote!(#module), lines)
                .unwrap_or_else(|| quote!(Err(NoSample)))
        }
    };
    quote! {
        async fn #name(
            &self,
            _: #module::#request,
            _: Context<#principal>,
        ) -> Result<#module::#response, NoSample> {
            #made
        }
    }
}

/// An answer, made of samples. `None` where a part of it has none.
fn made(
    writer: &Writer<'_>,
    served: &Served<'_>,
    answer: &Answered<'_>,
    response: &TokenStream,
    module: &TokenStream,
    lines: &mut BTreeMap<String, String>,
) -> Option<TokenStream> {
    let (variant, status) = match answer.status {
        Status::Default => ("Default".to_owned(), Some(200)),
        Status::Range(digit) => (format!("Status{}", answer.status), Some(u16::from(*digit) * 100)),
        status => (format!("Status{status}"), None),
    };
    let name = ident(&variant);
    let status = status.map(|it| quote!(axum::http::StatusCode::from_u16(#it).unwrap_or_default()));
    let key = served.name.clone();
    let parts = writer.survey.parts(answer);
    let shared = answer.shared.map(|it| &*writer.survey.shared[it].name);
    let body = match &parts.choices[..] {
        [] => None,
        [only] => Some(body(writer, answer, only, &key, lines)?),
        all => {
            let found = all
                .iter()
                .zip(super::server::variant_names(all))
                .find_map(|(it, variant)| Some((body(writer, answer, it, &key, lines)?, variant)));
            let (body, chosen) = found?;
            let choice = match shared {
                None => format!("{}{variant}", served.name),
                Some(shared) if parts.headers.is_empty() => shared.to_owned(),
                Some(shared) => format!("{shared}Body"),
            };
            let place = shared.map_or_else(|| module.clone(), |_| quote!(shared));
            let (choice, chosen) = (ident(&choice), ident(&chosen));
            Some(quote!(#place::#choice::#chosen(#body)))
        }
    };
    if parts.headers.is_empty() {
        let parts: Vec<TokenStream> = status.into_iter().chain(body).collect();
        let parts = (!parts.is_empty()).then(|| quote!((#(#parts),*)));
        return Some(quote!(Ok(#response::#name #parts)));
    }
    let mut fields = TokenStream::new();
    if shared.is_none() {
        fields.extend(status.as_ref().map(|it| quote!(status: #it,)));
    }
    fields.extend(body.map(|it| quote!(body: #it,)));
    for ((wire, edge, required, _), spelt) in
        parts.headers.iter().zip(super::server::header_names(parts))
    {
        let field = ident(&spelt);
        if !required {
            fields.extend(quote!(#field: None,));
            continue;
        }
        let key = format!("{key} {}", &***wire);
        let json = match edge {
            Some(edge) => Maker::new(writer.plan).make(*edge, &[], 0)?,
            None => "\"text\"".to_owned(),
        };
        lines.insert(key.clone(), json);
        fields.extend(quote!(#field: sample(#key)?,));
    }
    let Some(shared) = shared.map(ident) else {
        return Some(quote!(Ok(#response::#name { #fields })));
    };
    let status = status.map(|it| quote!(#it,));
    Some(quote!(Ok(#response::#name(#status shared::#shared { #fields }))))
}

fn body(
    writer: &Writer<'_>,
    answer: &Answered<'_>,
    content: &Content,
    key: &str,
    lines: &mut BTreeMap<String, String>,
) -> Option<TokenStream> {
    let edge = match content.what {
        What::Stream => return Some(quote!(axum::body::Body::from("a sample"))),
        What::Text => return Some(quote!(String::from("a sample"))),
        What::Items(edge) => {
            lines.insert(key.to_owned(), Maker::new(writer.plan).make(edge, &[], 0)?);
            return Some(quote!(support::Items::of([sample(#key)?])));
        }
        What::Value(edge) => edge,
    };
    let plan = writer.plan;
    let media = answer.response.content.iter().map(|it| &plan.api[it.to]);
    let stated = media
        .filter(|it| content.media.iter().any(|(name, _)| *name == *it.name))
        .flat_map(|it| examples(plan.api, it))
        .find(|it| fits(plan, edge, it.node(), Way::Told))
        .map(|it| told(plan, edge, it.node(), 0));
    let said = answer.response.content.iter().find_map(|it| plan.api[it.to].schema);
    let json = stated.or_else(|| Maker::new(plan).make(edge, said.as_slice(), 0))?;
    lines.insert(key.to_owned(), json);
    Some(quote!(sample(#key)?))
}

/// The examples of a media type, in order.
fn examples<'a>(api: &'a Api, media: &'a Media) -> impl Iterator<Item = &'a Value> {
    let named = media.examples.iter().filter_map(|(_, it): &(_, Use<_>)| {
        let example = &api[it.to];
        example.data_value.as_ref().or(example.value.as_ref())
    });
    media.example.iter().chain(named)
}

/// The program. It is the reader's once it is written.
pub(super) fn program(crate_name: &str) -> String {
    let krate = crate::words::rust_module(&crate::words::crate_name(crate_name));
    format!(
        r#"//! Serves the API, on the port that `PORT` names, or 8080.
//!
//! This file was written once and is yours: put an implementation of your own
//! in place of `Samples`.

mod samples;

use samples::Samples;

#[tokio::main]
async fn main() -> std::io::Result<()> {{
    let port = std::env::var("PORT").unwrap_or_else(|_| "8080".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{{port}}")).await;
    let listener = listener.unwrap_or_else(|why| {{
        eprintln!("cannot listen on port {{port}}: {{why}}; say another with `PORT=8081`");
        std::process::exit(1)
    }});
    println!("listening on http://{{}}{{}}", listener.local_addr()?, {krate}::BASE_PATH);
    axum::serve(listener, {krate}::mounted(Samples)).await
}}
"#
    )
}
