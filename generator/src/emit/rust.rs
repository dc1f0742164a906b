//! Rust: types, and server traits for axum.
//!
//! Everything that a document says becomes tokens, never text: no name, prose,
//! default or pattern can write code. The shapes are worked out first, then
//! what operations use, then what needs a name; only then is anything written.

use std::collections::BTreeMap;

use quote::quote;

use crate::diag::Report;
use crate::files::Files;
use crate::ir::shape::{Kind, Shapes};
use crate::ir::{Api, Id, Schema};

mod docs;
mod manifest;
mod operation;
mod overrides;
mod patterns;
mod plan;
mod regex;
mod route;
mod rule;
mod rules;
mod sample;
mod samples;
mod server;
mod service;
mod settings;
mod support;
mod types;
mod unenforced;
mod writer;

pub use rules::RULES;
pub use settings::{Dates, Derive, Layout, Selector, Settings, Word};

use overrides::Overrides;
use plan::{Plan, ident};
use service::Security;
use writer::Page;

/// What was written.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// Files that are ours, and replaced whenever they differ.
    pub files: Files,
    /// Files that are the reader's once they are there: written only where
    /// they are missing.
    pub once: Files,
    /// The types that stand for one schema each, in the order of writing.
    pub types: Vec<TypeOf>,
}

/// A type in the module `types`, and the schema whose values it holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeOf {
    /// The schema: a component, or one that stands where it is used.
    pub schema: Id<Schema>,
    /// The name of the type.
    pub name: String,
    /// Whether the schema takes null, which the type leaves to an `Option`
    /// around it.
    pub nullable: bool,
}

/// Writes an API as Rust.
///
/// With a crate name the paths are those of a whole crate (`Cargo.toml`,
/// `src/lib.rs`), else those of its modules (`lib.rs`).
/// What cannot be said becomes a finding and a stub; the rest is written.
pub fn emit(api: &Api, settings: &Settings, found: &mut Report) -> Output {
    let shapes = Shapes::new(api);
    report(&shapes, found);
    settings.report(api, found);
    let overrides = Overrides::new(api, found);
    let survey = operation::survey(api, &shapes, settings, &overrides, found);
    let plan = Plan::new(api, &shapes, settings, overrides, &survey.uses);
    unenforced::report(&plan, found);
    let security = Security::new(api, &survey.served, found);
    let routes = route::Routes::new(&survey.served, survey.modules.len(), found);
    let writer =
        server::Writer { plan: &plan, survey: &survey, security: &security, routes: &routes };

    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let source = settings.source.as_deref();
    let page = |docs: &str| Page::new(source, &docs::lines(docs));
    let mut close = |name: String, page: Page, found: &mut Report| {
        for broken in &page.broken {
            // A defect of ours, and the only way to hear of it.
            found.add(
                &rules::UNUSABLE_FILE_NAME,
                None,
                format!("an item of `{name}` did not parse: {broken}"),
            );
        }
        texts.insert(name, page.finish());
    };

    let mut types = page("The types of the API.");
    types::types(&plan, &mut types);
    let tables = std::mem::take(&mut types.tables);
    close("types.rs".into(), types, found);

    let serves = !survey.served.is_empty();
    let mut root = page(&root_docs(api));
    if serves {
        for (index, module) in survey.modules.iter().enumerate() {
            let mut file = Page::new(source, &writer.module_docs(module));
            writer.module(index, &mut file, found);
            close(format!("{}.rs", module.name), file, found);
        }
        if !survey.shared.is_empty() {
            let mut shared = page("Answers that operations share.");
            writer.shared(&mut shared);
            close("shared.rs".into(), shared, found);
        }
        let mut service = page("What all operations have in common.");
        security.items(&mut service);
        close("service.rs".into(), service, found);
    }
    let program = settings.crate_name.as_ref().filter(|_| settings.server && serves);
    root.items(&root_items(&writer, serves));
    close("lib.rs".into(), root, found);
    let mut support = page("What the types and operations share: how values are read and checked.");
    support.own(&support::text(&plan.needs, settings, &tables, serves));
    close("support.rs".into(), support, found);

    let mut output = Output { types: plan.types(), ..Output::default() };
    if let Some(name) = program {
        let (items, json) = samples::samples(&writer, name);
        let mut file = page("Answers for a start: samples of what each operation answers.");
        file.items(&items);
        close("samples.rs".into(), file, found);
        texts.insert("samples.json".into(), json);
        insert_once(&mut output, samples::program(name), found);
    }
    if settings.layout == Layout::One {
        in_one_file(&mut texts);
    }
    let folder = if settings.crate_name.is_some() { "src/" } else { "" };
    let mut insert = |files: &mut Files, path: String, text: String| {
        if let Err(refused) = files.insert(path, text) {
            found.add(&rules::UNUSABLE_FILE_NAME, None, refused.to_string());
        }
    };
    for (name, text) in texts {
        insert(&mut output.files, format!("{folder}{name}"), text);
    }
    if let Some(name) = &settings.crate_name {
        let manifest = manifest::manifest(name, &plan.needs, settings, serves);
        insert(&mut output.files, "Cargo.toml".into(), manifest);
    }
    output
}

/// Puts modules in files of their own into the file that declares them.
fn in_one_file(texts: &mut BTreeMap<String, String>) {
    let Some(root) = texts.remove("lib.rs") else { return };
    let mut out = String::with_capacity(root.len());
    for line in root.lines() {
        let declared = line.strip_prefix("pub mod ").and_then(|it| it.strip_suffix(';'));
        let file = declared.map(|it| format!("{}.rs", it.trim_start_matches("r#")));
        let Some(text) = file.and_then(|it| texts.remove(&it)) else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        if !out.ends_with("\n\n") {
            out.push('\n');
        }
        out.push_str(line.trim_end_matches(';'));
        out.push_str(" {\n");
        // The first line says what the whole file is. No literal has a line end in it.
        for line in text.lines().skip_while(|it| !it.starts_with("//!")) {
            if !line.is_empty() {
                out.push_str("    ");
                out.push_str(line);
            }
            out.push('\n');
        }
        out.push_str("}\n");
    }
    texts.insert("lib.rs".into(), out);
}

/// What the shapes themselves show to be wrong.
fn report(shapes: &Shapes, found: &mut Report) {
    for conflict in &shapes.conflicts {
        let mut at = conflict.at.iter().copied();
        let finding =
            found.add(&rules::IMPOSSIBLE_SCHEMA, at.next().flatten(), conflict.message.clone());
        for at in at {
            finding.note(at, "the other side");
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    for (_, shape) in shapes.iter() {
        let Kind::Text(text) = &shape.kind else { continue };
        for pattern in &text.patterns {
            if seen.insert((pattern.at, pattern.to_string(), text.max_length)) {
                patterns::report(pattern, text.max_length, found);
            }
        }
    }
}

fn root_docs(api: &Api) -> String {
    let title = api.info.title.as_deref().filter(|it| !it.trim().is_empty()).unwrap_or("An API");
    let mut text = title.trim().to_owned();
    if let Some(prose) = api.info.description.as_deref() {
        text.push_str("\n\n");
        text.push_str(prose);
    }
    text
}

/// The path that the first server is at, without a slash at its end.
fn base_path(api: &Api) -> String {
    let Some(server) = api.servers.first() else { return String::new() };
    let mut url = server.url.to_string();
    for variable in &server.variables {
        let value = variable.default.as_deref().unwrap_or_default();
        url = url.replace(&format!("{{{}}}", &*variable.name), value);
    }
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default(),
        None if url.starts_with("//") => "",
        None => &url,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"/-._~%!$&'()+,;=@:".contains(&it);
    let fits = path.starts_with('/') && path.bytes().all(plain) && !path.contains("//");
    if fits { path.to_owned() } else { String::new() }
}

fn insert_once(output: &mut Output, text: String, found: &mut Report) {
    if let Err(refused) = output.once.insert("src/main.rs", text) {
        found.add(&rules::UNUSABLE_FILE_NAME, None, refused.to_string());
    }
}

fn root_items(writer: &server::Writer<'_>, serves: bool) -> proc_macro2::TokenStream {
    let modules = writer.survey.modules.iter().map(|it| {
        let name = ident(&it.name);
        quote!(pub mod #name;)
    });
    let shared = (!writer.survey.shared.is_empty()).then(|| {
        quote!(
            pub mod shared;
        )
    });
    let service = serves.then(|| quote!(pub mod service; #shared));
    let odd = |name: &str| !name.is_ascii();
    let foreign = writer.plan.named.iter().any(|it| odd(&it.ident))
        || writer.survey.served.iter().any(|it| odd(&it.method))
        || writer.survey.modules.iter().any(|it| odd(&it.name))
        || writer.plan.has_foreign_names();
    let foreign = foreign.then(|| {
        quote! {
            #![allow(
                confusable_idents,
                mixed_script_confusables,
                uncommon_codepoints,
                non_camel_case_types,
                non_snake_case,
                reason = "names are those of the document"
            )]
        }
    });
    let router = serves.then(|| {
        let all: Vec<(usize, proc_macro2::Ident, proc_macro2::Ident)> = writer
            .survey
            .modules
            .iter()
            .enumerate()
            .map(|(index, it)| (index, ident(&it.name), ident(&writer.names(index).tr)))
            .collect();
        let bounds = all.iter().map(|(_, module, tr)| quote!(#module::#tr));
        let again = bounds.clone();
        let base = base_path(writer.plan.api);
        let merges = all.iter().map(|(_, module, _)| quote!(.merge(#module::router(api.clone()))));
        quote! {
            /// The path that the document says the API is served at.
            pub const BASE_PATH: &str = #base;

            /// The routes of all operations.
            pub fn router<A>(api: A) -> axum::Router
            where
                A: #(#bounds)+*,
            {
                let api = std::sync::Arc::new(api);
                axum::Router::new().without_v07_checks() #(#merges)*
            }

            /// The routes of all operations, below [`BASE_PATH`].
            pub fn mounted<A>(api: A) -> axum::Router
            where
                A: #(#again)+*,
            {
                match BASE_PATH {
                    "" => router(api),
                    path => axum::Router::new().without_v07_checks().nest(path, router(api)),
                }
            }
        }
    });
    quote! {
        #![forbid(unsafe_code)]
        #![allow(
            rustdoc::bare_urls,
            rustdoc::broken_intra_doc_links,
            rustdoc::invalid_html_tags,
            rustdoc::invalid_codeblock_attributes,
            reason = "the prose is that of the document"
        )]
        #![allow(clippy::large_enum_variant, reason = "an answer is moved once, from its maker")]
        #foreign
        #(#modules)*
        #service
        pub mod support;
        pub mod types;
        #router
    }
}
