//! Operations: a section each.

use super::text::{Md, Target};
use super::{Writer, prose};
use crate::ir::{Id, Operation, PathItem, Server, Where};
use crate::manner::github::{MANY_ALTERNATIVES, code, escape, line, name};

impl Writer<'_> {
    /// The section of an operation, and those of its callbacks behind it.
    pub(super) fn operation(&self, id: Id<Operation>, page: Option<usize>) -> Vec<Md> {
        let mut sections = Vec::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let page = page.filter(|_| self.api[id].place != Where::Callback);
            sections.push(self.section(id, page));
            let called = self.called_first.get(&id).map_or(&[][..], Vec::as_slice);
            waiting.extend(called.iter().rev());
        }
        sections
    }

    fn section(&self, id: Id<Operation>, page: Option<usize>) -> Md {
        let it = &self.api[id];
        let path = &self.api[it.path];
        let mut md = Md::default();
        let (label, said) = self.title_of(id);
        md.heading(2, &label, &said, Some(Target::Operation(id)));
        let mut first = match it.place {
            Where::Path | Where::Component => Md::default(),
            Where::Webhook => Md::from("Webhook: "),
            Where::Callback => Md::from("Callback: "),
        };
        first.push(&code(&format!("{} {}", name(it.method.name()), name(&path.template))));
        let mut facts = vec![first];
        self.operation_facts(it, path, page, &mut facts);
        md.facts(&facts);
        md.prose(prose(it.description.as_ref()), 2);

        let servers = if it.servers.is_empty() { &path.servers } else { &it.servers };
        if !servers.is_empty() {
            md.heading(3, "Servers", "Servers", None);
            self.servers(servers, &mut md);
        }
        let parameters = self.api.parameters_of(it);
        if !parameters.is_empty() {
            md.heading(3, "Parameters", "Parameters", None);
            self.parameters(&parameters, &mut md);
        }
        if let Some(body) = &it.body {
            md.heading(3, "Request body", "Request body", None);
            self.body(body, &mut md);
        }
        if !it.responses.all.is_empty() {
            md.heading(3, "Responses", "Responses", None);
            self.responses(&it.responses, &mut md);
        }
        self.callbacks(it, &mut md);
        self.samples(id, &mut md);
        md
    }

    /// What an operation is called: as Markdown, and as plain text.
    pub(super) fn title_of(&self, id: Id<Operation>) -> (String, String) {
        let it = &self.api[id];
        if let Some(summary) = prose(it.summary.as_ref()) {
            return (escape(summary), summary.to_owned());
        }
        let said = match &it.id {
            Some(id) if !id.is_empty() => name(id),
            _ => format!("{} {}", name(it.method.name()), name(&self.api[it.path].template)),
        };
        (code(&said), said)
    }

    fn operation_facts(
        &self,
        it: &Operation,
        path: &PathItem,
        page: Option<usize>,
        facts: &mut Vec<Md>,
    ) {
        if it.deprecated == Some(true) {
            facts.push(Md::from("**Deprecated**"));
        }
        if let Some(id) = &it.id {
            facts.push(Md::from(format!("Operation ID: {}", code(&name(id)))));
        }
        let own: Vec<_> = it.tags.iter().map(|tag| self.plan.tags.get(&**tag).copied()).collect();
        if own.len() > 1 || own.first().is_some_and(|it| *it != page) {
            let mut fact = Md::from("Tags: ");
            for (at, (tag, to)) in it.tags.iter().zip(own).enumerate() {
                fact.push(if at > 0 { ", " } else { "" });
                let label = code(&name(tag));
                match to {
                    Some(to) => fact.link(&label, Target::Page(to)),
                    None => fact.push(&label),
                };
            }
            facts.push(fact);
        }
        if it.security.is_some() || self.api.security.is_some() {
            let mut fact = Md::from("Security: ");
            let asked = self.requirements(self.api.security_of(it));
            if it.security.is_none() && asked.text().len() > MANY_ALTERNATIVES {
                fact.link("that of the API", Target::Authentication);
            } else {
                fact.add(&asked);
            }
            facts.push(fact);
        }
        if let Some(summary) = prose(path.summary.as_ref()) {
            facts.push(Md::from(format!("Path summary: {}", escape(summary))));
        }
        if let Some(text) = prose(path.description.as_ref()) {
            facts.push(Md::from(format!("Path description: {}", line(text))));
        }
        facts.extend(it.external_docs.as_ref().and_then(super::facts::see));
        self.extension_facts(&it.extensions, facts);
    }

    /// A table of servers.
    pub(super) fn servers(&self, all: &[Server], md: &mut Md) {
        let rows: Vec<_> = all
            .iter()
            .map(|it| {
                let mut facts = Vec::new();
                if let Some(said) = &it.name {
                    facts.push(Md::from(format!("Summary: {}", escape(said))));
                }
                for variable in &it.variables {
                    let label = code(&name(&variable.name));
                    let mut words = Vec::new();
                    words.extend(
                        variable.default.as_ref().map(|it| format!("default {}", code(&name(it)))),
                    );
                    if let Some(choices) = &variable.choices {
                        let all: Vec<_> = choices.iter().map(|it| code(&name(it))).collect();
                        words.push(format!("values {}", all.join(", ")));
                    }
                    let said = if words.is_empty() { "any".to_owned() } else { words.join(", ") };
                    facts.push(Md::from(format!("Variable {label}: {said}")));
                    if let Some(text) = prose(variable.description.as_ref()) {
                        facts.push(Md::from(format!("About {label}: {}", line(text))));
                    }
                }
                self.extension_facts(&it.extensions, &mut facts);
                let about = super::text::cell(prose(it.description.as_ref()), &facts);
                vec![Md::from(code(&name(&it.url))), about]
            })
            .collect();
        md.table(&["URL", "Description"], 1, &rows);
    }

    fn callbacks(&self, it: &Operation, md: &mut Md) {
        let mut rows = Vec::new();
        for (said, callback) in &it.callbacks {
            for &item in &self.api[callback.to].items {
                for &operation in &self.api[item].operations {
                    let mut link = Md::default();
                    link.link(&self.title_of(operation).0, Target::Operation(operation));
                    rows.push(vec![Md::from(code(&name(said))), link]);
                }
            }
        }
        if !rows.is_empty() {
            md.heading(3, "Callbacks", "Callbacks", None);
            md.table(&["Callback", "Operation"], 2, &rows);
        }
    }
}
