//! What each operation takes and gives, before anything is named or written.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::diag::Report;
use crate::ir::shape::{Edge, Shapes};
use crate::ir::{self, Api, Body, Id, Method, Operation, Parameter, Place, Response, Said, Status};
use crate::text::Span;
use crate::words::{self, Name};

use super::overrides::Overrides;
use super::plan;
use super::rules;
use super::settings::Settings;

mod media;

use media::contents;
pub(super) use media::form_of;

/// What no module may be called: what stands beside it, and the crates that
/// generated code names, which it would hide.
const TAKEN: &[&str] = &[
    "alloc",
    "axum",
    "base64",
    "build",
    "chrono",
    "core",
    "futures_core",
    "jiff",
    "lib",
    "main",
    "mod",
    "regex",
    "regress",
    "samples",
    "serde",
    "serde_json",
    "service",
    "shared",
    "std",
    "support",
    "test",
    "time",
    "tokio",
    "types",
    "uuid",
];

/// One operation that is served.
pub(super) struct Served<'a> {
    pub operation: &'a Operation,
    pub template: &'a str,
    pub template_at: Option<Span>,
    /// The method of the trait.
    pub method: String,
    /// In front of the names of its types.
    pub name: String,
    /// Which module it is in.
    pub module: usize,
    pub parameters: Vec<Given<'a>>,
    pub body: Option<Taken>,
    pub answers: Vec<Answered<'a>>,
}

/// A module with a trait: the operations of one tag.
pub(super) struct Module<'a> {
    pub name: String,
    pub tag: Option<&'a Said>,
    pub webhooks: bool,
}

/// A parameter.
pub(super) struct Given<'a> {
    pub it: &'a Parameter,
    /// What it is called: on the wire, or by the document's author.
    pub name: String,
    /// `None`: it is opaque text.
    pub edge: Option<Edge>,
    pub json: bool,
}

/// A request body: what it may be.
pub(super) struct Taken {
    pub required: bool,
    pub choices: Vec<Content>,
}

/// Something that is sent as one Rust type, in one or several media types.
pub(super) struct Content {
    pub what: What,
    pub media: Vec<(String, Spelling)>,
}

/// The Rust type of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Value(Edge),
    Text,
    Stream,
    /// Values one after another.
    Items(Edge),
}

/// How a body is spelt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spelling {
    Json,
    Form,
    Multipart,
    Text,
    Stream,
    /// Values one after another, in a way that support has a name for.
    Items(&'static str),
    /// Structured, in a language that is not spoken.
    Foreign,
}

/// A response under its status.
pub(super) struct Answered<'a> {
    pub status: &'a Status,
    pub response: &'a Response,
    pub parts: Parts<'a>,
    /// The component that the response is.
    pub component: Option<&'a str>,
    /// Its type, where that is written once for all operations.
    pub shared: Option<usize>,
}

/// What a response is made of.
pub(super) struct Parts<'a> {
    pub choices: Vec<Content>,
    pub headers: Vec<(&'a Said, Option<Edge>, bool, &'a ir::Header)>,
}

/// A response of the components that is more than a value: its type is written once.
pub(super) struct Shared<'a> {
    /// What its type is called.
    pub name: String,
    pub response: &'a Response,
    pub parts: Parts<'a>,
}

/// All operations with their modules, and where they use shapes.
pub(super) struct Survey<'a> {
    pub modules: Vec<Module<'a>>,
    pub served: Vec<Served<'a>>,
    pub shared: Vec<Shared<'a>>,
    pub uses: Vec<plan::Use>,
}

pub(super) fn survey<'a>(
    api: &'a Api,
    shapes: &Shapes,
    settings: &Settings,
    overrides: &Overrides,
    found: &mut Report,
) -> Survey<'a> {
    let mut all: Vec<(Id<Operation>, bool)> = api.operations().map(|(id, _)| (id, false)).collect();
    let hooks = api.webhooks.iter().flat_map(|&it| &api[it].operations);
    all.extend(hooks.map(|&it| (it, true)));
    all.retain(|it| settings.wants(api, &api[it.0]));

    let mut modules: Vec<Module<'a>> = Vec::new();
    let mut in_module: Vec<usize> = Vec::new();
    for &(id, webhook) in &all {
        let tag = api[id].tags.first().filter(|_| !webhook);
        let same = |it: &Module<'_>| {
            it.webhooks == webhook && it.tag.map(|it| &**it) == tag.map(|it| &**it)
        };
        let at = modules.iter().position(same).unwrap_or_else(|| {
            modules.push(Module { name: String::new(), tag, webhooks: webhook });
            modules.len() - 1
        });
        in_module.push(at);
    }
    let wanted: Vec<Name<'_>> = modules
        .iter()
        .map(|it| match it.tag {
            Some(tag) => Name { name: tag, from: "operations" },
            None if it.webhooks => Name { name: "webhooks", from: "receiver" },
            None => Name { name: "api", from: "untagged" },
        })
        .collect();
    for (module, name) in modules.iter_mut().zip(words::unique(&wanted, TAKEN, module_name)) {
        module.name = name;
    }

    let names = names(api, &all, overrides);
    let mut told = BTreeSet::new();
    let mut survey = Survey { modules, served: Vec::new(), shared: Vec::new(), uses: Vec::new() };
    for ((&(id, webhook), module), (method, name)) in all.iter().zip(in_module).zip(names) {
        let operation = &api[id];
        let item = &api[operation.path];
        let mut served = Served {
            operation,
            template: &item.template,
            template_at: item.template.at,
            method,
            name,
            module,
            parameters: parameters(api, shapes, operation, overrides, found),
            body: operation
                .body
                .as_ref()
                .and_then(|it| body(api, shapes, &api[it.to], operation, &mut told, found)),
            answers: answers(api, shapes, operation, &mut told, found),
        };
        for answer in &mut served.answers {
            survey.share(answer);
        }
        survey.add_uses(&served);
        let _ = webhook;
        survey.served.push(served);
    }
    survey.name_shared();
    survey
}

/// A name for a module and its file: Rust finds no file of a module whose name
/// is not ASCII.
fn module_name(tag: &str) -> String {
    let mut name = String::new();
    for it in words::rust_module(tag).chars() {
        if it.is_ascii() {
            name.push(it);
        } else {
            let _ = write!(name, "u{:x}", u32::from(it));
        }
    }
    name
}

impl Survey<'_> {
    fn add_uses(&mut self, served: &Served<'_>) {
        let name = &served.name;
        for given in &served.parameters {
            if let Some(edge) = given.edge {
                let name = format!("{name} {}", &*given.it.name);
                self.uses.push(plan::Use { edge, name, from: "parameter", sent: true });
            }
        }
        for content in served.body.iter().flat_map(|it| &it.choices) {
            if let What::Value(edge) | What::Items(edge) = content.what {
                let name = format!("{name} body");
                self.uses.push(plan::Use { edge, name, from: "request", sent: true });
            }
        }
        for answer in &served.answers {
            let own = || match answer.status {
                Status::Default => format!("{name} default"),
                status => format!("{name} status{status}"),
            };
            let name = answer.component.map_or_else(own, ToOwned::to_owned);
            let parts = answer.shared.map_or(&answer.parts, |it| &self.shared[it].parts);
            for content in &parts.choices {
                if let What::Value(edge) | What::Items(edge) = content.what {
                    let name = name.clone();
                    self.uses.push(plan::Use { edge, name, from: "response", sent: false });
                }
            }
            for (header, edge, ..) in &parts.headers {
                if let Some(edge) = *edge {
                    let name = format!("{name} {}", &***header);
                    self.uses.push(plan::Use { edge, name, from: "header", sent: false });
                }
            }
        }
    }
}

impl<'a> Survey<'a> {
    /// Moves what a response is made of to where it is written once, if it is one
    /// of the components, and not a mere value.
    fn share(&mut self, answer: &mut Answered<'a>) {
        let Some(name) = answer.component.filter(|_| !answer.parts.is_plain()) else { return };
        let same = |it: &Shared<'_>| std::ptr::eq(it.response, answer.response);
        let at = self.shared.iter().position(same).unwrap_or_else(|| {
            let parts = Parts {
                choices: std::mem::take(&mut answer.parts.choices),
                headers: std::mem::take(&mut answer.parts.headers),
            };
            self.shared.push(Shared { name: name.to_owned(), response: answer.response, parts });
            self.shared.len() - 1
        });
        answer.shared = Some(at);
    }

    fn name_shared(&mut self) {
        let names: Vec<Name<'_>> = self.shared.iter().map(|it| Name::new(&it.name)).collect();
        let taken: Vec<&str> =
            words::RUST_PRELUDE.iter().copied().chain(["Body", "StatusCode"]).collect();
        let spelt = words::unique(&names, &taken, words::rust_type);
        for (shared, spelt) in self.shared.iter_mut().zip(spelt) {
            shared.name = spelt;
        }
    }

    /// What a response is made of.
    pub(super) fn parts<'b>(&'b self, answer: &'b Answered<'a>) -> &'b Parts<'a> {
        answer.shared.map_or(&answer.parts, |it| &self.shared[it].parts)
    }
}

impl Parts<'_> {
    /// Nothing, or a value of one type.
    fn is_plain(&self) -> bool {
        self.choices.len() < 2 && self.headers.is_empty()
    }
}

/// For each operation the method of its trait, and the name of its types.
fn names(api: &Api, all: &[(Id<Operation>, bool)], overrides: &Overrides) -> Vec<(String, String)> {
    let wanted: Vec<(String, String)> = all
        .iter()
        .map(|&(id, _)| {
            let operation = &api[id];
            let template = &api[operation.path].template;
            let tag = operation.tags.first().map_or(String::new(), ToString::to_string);
            let path = format!("{} {}", operation.method.name().to_lowercase(), &**template);
            if let Some(name) = overrides.operations.get(&id) {
                return (name.clone(), tag);
            }
            match &operation.id {
                Some(id) if !id.trim().is_empty() => (id.to_string(), tag),
                _ => (path, tag),
            }
        })
        .collect();
    let names: Vec<Name<'_>> = wanted.iter().map(|(name, from)| Name { name, from }).collect();
    let taken = ["router", "routing", "read", "types", "support", "service"];
    let methods = words::unique(&names, &taken, words::rust_field);
    // More is put behind them, so that a keyword is none any more.
    let types = words::unique(&names, &[], |it| words::rust_type(it).trim_end_matches('_').into());
    methods.into_iter().zip(types).collect()
}

fn parameters<'a>(
    api: &'a Api,
    shapes: &Shapes,
    operation: &'a Operation,
    overrides: &Overrides,
    found: &mut Report,
) -> Vec<Given<'a>> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for used in api.parameters_of(operation) {
        let it = &api[used.to];
        if it.place == Place::Form || !seen.insert((it.place, it.name.to_string())) {
            continue;
        }
        // These three are the protocol's (Parameter Object, `name`).
        let reserved = ["accept", "content-type", "authorization"];
        if it.place == Place::Header && reserved.contains(&&*it.name.to_lowercase()) {
            continue;
        }
        if it.place == Place::Path {
            let template = &api[operation.path].template;
            if !template.contains(&format!("{{{}}}", &*it.name)) {
                found.add(
                    &rules::UNUSED_PATH_PARAMETER,
                    it.name.at.or(it.at),
                    format!(
                        "the path `{}` has no `{{{}}}`, so the parameter is left out",
                        &**template, &*it.name
                    ),
                );
                continue;
            }
        }
        let content = it.content.first().map(|it| &api[it.to]);
        let schema = it.schema.or_else(|| content.and_then(|it| it.schema));
        let json = content.is_some_and(|it| form_of(&it.name) == Spelling::Json);
        let name = overrides.parameters.get(&used.to).cloned();
        let name = name.unwrap_or_else(|| it.name.to_string());
        all.push(Given { it, name, edge: schema.map(|it| shapes.of(it)), json });
    }
    // What names the thing first, then what is asked of it.
    all.sort_by_key(|it: &Given<'_>| it.it.place != Place::Path);
    all
}

fn body(
    api: &Api,
    shapes: &Shapes,
    body: &Body,
    operation: &Operation,
    told: &mut BTreeSet<String>,
    found: &mut Report,
) -> Option<Taken> {
    let choices = contents(api, shapes, &body.content, told, found);
    if choices.is_empty() {
        return None;
    }
    let bodiless = matches!(operation.method, Method::Get | Method::Head | Method::Trace);
    Some(Taken { required: body.required == Some(true) && !bodiless, choices })
}

fn answers<'a>(
    api: &'a Api,
    shapes: &Shapes,
    operation: &'a Operation,
    told: &mut BTreeSet<String>,
    found: &mut Report,
) -> Vec<Answered<'a>> {
    let mut all: Vec<Answered<'a>> = Vec::new();
    for answer in &operation.responses.all {
        let valid = match &answer.status {
            Status::Code(code) => (100..=599).contains(code),
            Status::Range(_) | Status::Default => true,
            Status::Other(_) => false,
        };
        if !valid || all.iter().any(|it| *it.status == answer.status) {
            found.add(
                &rules::UNUSABLE_STATUS,
                answer.at,
                format!(
                    "`{}` is no status that a response can have, so it is left out",
                    answer.status
                ),
            );
            continue;
        }
        let response = &api[answer.response.to];
        let bodiless = matches!(answer.status, Status::Code(204 | 304 | 100..=199))
            || operation.method == Method::Head;
        let choices = if bodiless {
            Vec::new()
        } else {
            contents(api, shapes, &response.content, told, found)
        };
        let mut seen = BTreeSet::new();
        let headers = response
            .headers
            .iter()
            .filter(|(name, _)| {
                let name = name.to_lowercase();
                name != "content-type" && is_header_name(&name) && seen.insert(name)
            })
            .map(|(name, used)| {
                let header = &api[used.to];
                let content = header.content.first().and_then(|it| api[it.to].schema);
                let edge = header.schema.or(content).map(|it| shapes.of(it));
                (name, edge, header.required == Some(true), header)
            })
            .collect();
        let component = answer.response.via.as_ref().and_then(|_| {
            let all = &api.components.responses;
            all.iter().find(|it| it.it.to == answer.response.to).map(|it| &*it.name)
        });
        // Without its body it is not what is declared.
        let component = component.filter(|_| !bodiless || response.content.is_empty());
        let parts = Parts { choices, headers };
        all.push(Answered { status: &answer.status, response, parts, component, shared: None });
    }
    all
}

/// A token of RFC 9110, as a header's name must be.
fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|it| it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it))
}
