//! What differs between two APIs around their operations: servers, declared
//! schemas, what they are called.

use std::collections::BTreeSet;

use crate::diff::kind::{Fate, Kind, Prose, Subject};
use crate::diff::lens::plain_name;
use crate::diff::operation::Comparison;
use crate::diff::{security, url};
use crate::ir::{Api, Component, Said, Schema};
use crate::text::Span;

impl<'a> Comparison<'a> {
    /// Compares the definitions that no operation leads to. No client notices
    /// what changes in them; readers of pages and users of generated types do.
    pub(super) fn unused(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        for component in old.components.schemas.iter().filter(|it| !it.imported) {
            let same = |it: &&Component<Schema>| it.name == component.name;
            let other = new.components.schemas.iter().find(same);
            if let Some(other) = other {
                self.graph.unused((component.it.to, other.it.to));
            }
        }
    }

    /// Compares what stands around the operations; `rebased`: all of them moved
    /// to another base path, so that servers are told of already.
    pub(super) fn around(&mut self, rebased: bool) {
        let (old, new) = (self.old.api, self.new.api);
        security::global(self);
        security::schemes(self);
        if !rebased {
            self.servers();
        }
        for component in &old.components.schemas {
            let name = &component.name;
            if component.imported || self.has(&self.names.1, name) || self.is_hidden(old, component)
            {
                continue;
            }
            let text = format!("the schema `{name}` was removed");
            let kind = Kind::Schema(Fate::Removed);
            self.add(kind, Subject::Api, None, text, (name.at, None), &[]);
        }
        for component in &new.components.schemas {
            let name = &component.name;
            if component.imported || self.has(&self.names.0, name) || self.is_hidden(new, component)
            {
                continue;
            }
            let text = format!("the schema `{name}` was added");
            let kind = Kind::Schema(Fate::Added);
            self.add(kind, Subject::Api, None, text, (None, name.at), &[]);
        }
        let info = |api: &'a Api| {
            let it = &api.info;
            [("title", &it.title), ("version", &it.version), ("description", &it.description)]
        };
        for ((what, one), (_, two)) in info(old).into_iter().zip(info(new)) {
            let words = |it: &'a Option<Said>| it.as_deref().unwrap_or_default();
            let same = if self.graph.lens.is_used() {
                self.graph.lens.same_prose(words(one), words(two))
            } else {
                one.as_deref() == two.as_deref()
            };
            if !same {
                let at = |it: &Option<Said>, api: &Api| {
                    it.as_ref().and_then(|it| it.at).or(api.info.at).or(api.at)
                };
                let text = format!("the {what} of the API changed");
                let places = (at(one, old), at(two, new));
                self.add(Kind::Prose(Prose::Info), Subject::Api, None, text, places, &[]);
            }
        }
    }

    /// Whether a schema is declared, under its name or what pages keep of it.
    fn has(&self, names: &BTreeSet<&str>, name: &str) -> bool {
        names.contains(name)
            || self.graph.lens.is_used()
                && names.iter().any(|it| plain_name(it) == plain_name(name))
    }

    /// Whether the pages of some manner leave a schema out because it says so.
    fn is_hidden(&self, api: &Api, component: &Component<Schema>) -> bool {
        let said = api[component.it.to].description.as_ref();
        self.graph.lens.is_used() && said.is_some_and(|it| it.starts_with("x-apidocgen:skip"))
    }

    fn servers(&mut self) {
        let (old, new) = (self.old.api, self.new.api);
        let origins = |api: &'a Api| -> Vec<(String, Option<Span>)> {
            let mut all: Vec<(String, Option<Span>)> = Vec::new();
            for server in &api.servers {
                let origin = url::address(server).0;
                if !origin.is_empty() && !all.iter().any(|it| it.0 == origin) {
                    all.push((origin, server.at));
                }
            }
            all
        };
        let (one, two) = (origins(old), origins(new));
        let reach = self.those(|_, _, _| true);
        for (origin, at) in &one {
            if !two.iter().any(|it| it.0 == *origin) {
                let text = format!("the server `{origin}` is no longer listed");
                let kind = Kind::Server(Fate::Removed);
                self.add(kind, Subject::Api, None, text, (*at, new.at), &reach);
            }
        }
        for (origin, at) in &two {
            if !one.iter().any(|it| it.0 == *origin) {
                let text = format!("the server `{origin}` is listed now");
                let kind = Kind::Server(Fate::Added);
                self.add(kind, Subject::Api, None, text, (old.at, *at), &reach);
            }
        }
    }
}
