//! The front page.

use super::plan::{Kind, PagePlan};
use super::text::{Md, Target};
use super::{Writer, link_or_code, prose};
use crate::dialect::Version;
use crate::ir::{Contact, Id, License, Operation};
use crate::manner::github::{code, escape, name};

impl Writer<'_> {
    /// The front page. `lists` has for each page of schemas what is on it.
    pub(super) fn front(&self, lists: &[Md]) -> Md {
        let mut md = Md::default();
        let title = self.title();
        md.heading(1, &escape(title), title, None);
        md.facts(&self.front_facts());
        md.prose(prose(self.api.info.description.as_ref()), 1);
        if !self.api.servers.is_empty() {
            md.heading(2, "Servers", "Servers", None);
            self.servers(&self.api.servers, &mut md);
        }
        let schemes = &self.api.components.security;
        if !schemes.is_empty() || self.api.security.is_some() {
            md.heading(2, "Authentication", "Authentication", Some(Target::Authentication));
            if let Some(security) = &self.api.security {
                let mut fact = Md::from("Unless an operation says otherwise: ");
                md.facts(&[std::mem::take(fact.add(&self.requirements(security)))]);
            }
            for (at, it) in schemes.iter().enumerate() {
                self.scheme(at, it, &mut md);
            }
        }
        self.list_of_pages(&mut md);
        if !lists.is_empty() {
            md.heading(2, "Schemas", "Schemas", None);
            md.part();
            for list in lists {
                md.push("- ").add(list).push("\n");
            }
        }
        md
    }

    /// The title; pages need one.
    pub(super) fn title(&self) -> &str {
        prose(self.api.info.title.as_ref()).unwrap_or("API reference")
    }

    fn front_facts(&self) -> Vec<Md> {
        let info = &self.api.info;
        let mut facts = Vec::new();
        if let Some(version) = prose(info.version.as_ref()) {
            facts.push(format!("Version: {}", escape(version)));
        }
        let written = self.api.version_text.as_deref();
        let version = written.unwrap_or_else(|| self.api.version.dialect().name);
        let label = if self.api.version == Version::V2_0 { "Swagger" } else { "OpenAPI" };
        facts.push(format!("{label}: {}", escape(version)));
        if let Some(summary) = prose(info.summary.as_ref()) {
            facts.push(format!("Summary: {}", escape(summary)));
        }
        facts.extend(info.license.as_ref().map(license));
        facts.extend(info.contact.as_ref().and_then(contact));
        if let Some(url) = &info.terms {
            facts.push(format!("Terms of service: {}", link_or_code(None, url)));
        }
        let mut facts: Vec<Md> = facts.into_iter().map(Md::from).collect();
        facts.extend(self.api.external_docs.as_ref().and_then(super::facts::see));
        if let Some(it) = &self.api.self_uri {
            facts.push(Md::from(format!("Self: {}", code(&name(it)))));
        }
        if let Some(it) = &self.api.schema_dialect {
            facts.push(Md::from(format!("Dialect: {}", code(&name(it)))));
        }
        self.extension_facts(&info.extensions, &mut facts);
        self.extension_facts(&self.api.extensions, &mut facts);
        facts
    }

    fn list_of_pages(&self, md: &mut Md) {
        if self.plan.pages.is_empty() {
            return;
        }
        md.heading(2, "Operations", "Operations", None);
        for (at, page) in self.plan.pages.iter().enumerate() {
            let (label, said) = page.title();
            let mut link = Md::default();
            link.link(&label, Target::Page(at));
            md.linked_heading(3, &link, &said);
            if page.operations.is_empty() {
                let fact = self.further(page).or_else(|| self.nested(page));
                md.facts(&fact.into_iter().collect::<Vec<_>>());
                continue;
            }
            let rows: Vec<_> = page.operations.iter().map(|&id| self.listed(id)).collect();
            md.table(&["Method", "Path", "Summary"], 2, &rows);
        }
    }

    /// Operations of other pages that have the tag of this one, too.
    fn further(&self, page: &PagePlan) -> Option<Md> {
        let links = page.further.iter().map(|&id| (self.title_of(id).0, Target::Operation(id)));
        links_behind("Also here: ", links)
    }

    /// The tags whose parent is that of this page.
    fn nested(&self, page: &PagePlan) -> Option<Md> {
        let Kind::Tag(tag) = &page.kind else { return None };
        let within = self.api.tags.iter().filter(|it| it.parent.as_deref() == Some(tag));
        let pages = within.filter_map(|it| self.plan.tags.get(&*it.name));
        links_behind("Nested: ", pages.map(|&at| (self.plan.pages[at].title().0, Target::Page(at))))
    }

    fn listed(&self, id: Id<Operation>) -> Vec<Md> {
        let it = &self.api[id];
        let mut path = Md::default();
        path.link(&code(&name(&self.api[it.path].template)), Target::Operation(id));
        let mut summary = Md::from(prose(it.summary.as_ref()).map(escape).unwrap_or_default());
        if it.deprecated == Some(true) {
            summary.push(if summary.is_empty() { "_deprecated_" } else { " _(deprecated)_" });
        }
        vec![Md::from(code(&name(it.method.name()))), path, summary]
    }

    /// The head of a page of operations.
    pub(super) fn page_head(&self, at: usize) -> Md {
        let page = &self.plan.pages[at];
        let mut md = Md::default();
        let (label, said) = page.title();
        md.heading(1, &label, &said, None);
        let mut first = Md::from("API: ");
        first.link(&escape(self.title()), Target::Front);
        let mut facts = vec![first];
        let tag = match &page.kind {
            Kind::Tag(tag) => self.api.tags.iter().find(|it| *it.name == **tag),
            Kind::Group(_) | Kind::Webhooks => None,
        };
        facts.extend(self.further(page));
        let Some(tag) = tag else {
            md.facts(&facts);
            return md;
        };
        if let Some(summary) = prose(tag.summary.as_ref()) {
            facts.push(Md::from(format!("Summary: {}", escape(summary))));
        }
        if let Some(parent) = &tag.parent {
            let label = code(&name(parent));
            let mut fact = Md::from("Parent: ");
            match self.plan.tags.get(&**parent) {
                Some(&to) => fact.link(&label, Target::Page(to)),
                None => fact.push(&label),
            };
            facts.push(fact);
        }
        facts.extend(super::facts::named_fact("Kind", tag.kind.as_ref()));
        facts.extend(tag.external_docs.as_ref().and_then(super::facts::see));
        self.extension_facts(&tag.extensions, &mut facts);
        md.facts(&facts);
        md.prose(prose(tag.description.as_ref()), 1);
        md
    }
}

/// Links in one fact; `None` where there are none.
fn links_behind(label: &str, links: impl Iterator<Item = (String, Target)>) -> Option<Md> {
    let mut fact = Md::from(label);
    let mut some = false;
    for (label, target) in links {
        fact.push(if some { ", " } else { "" }).link(&label, target);
        some = true;
    }
    some.then_some(fact)
}

fn license(it: &License) -> String {
    let label = prose(it.name.as_ref());
    let said = match &it.url {
        Some(url) => link_or_code(label, url),
        None => label.map(escape).unwrap_or_default(),
    };
    let identifier = it.identifier.as_ref().map(|it| format!(" {}", code(&name(it))));
    format!("License: {said}{}", identifier.unwrap_or_default())
}

fn contact(it: &Contact) -> Option<String> {
    let label = prose(it.name.as_ref());
    let mut words = Vec::new();
    match (&it.url, label) {
        (Some(url), label) => words.push(link_or_code(label, url)),
        (None, Some(label)) => words.push(escape(label)),
        (None, None) => {}
    }
    if let Some(email) = &it.email {
        let plain = |it: u8| it.is_ascii_alphanumeric() || b"@.-_+".contains(&it);
        if email.contains('@') && email.bytes().all(plain) {
            words.push(format!("<{email}>"));
        } else {
            words.push(format!("email {}", code(&name(email))));
        }
    }
    (!words.is_empty()).then(|| format!("Contact: {}", words.join(", ")))
}
