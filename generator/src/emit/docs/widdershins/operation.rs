//! An operation.

use std::collections::BTreeSet;

use crate::emit::docs::chain::section::Section;
use crate::ir::{Api, Id, Operation, Requirement, Scopes};
use crate::manner::widdershins::anchor::{schema_link, slug};
use crate::manner::widdershins::rows::Row;

use super::front::{attribute, link};
use super::table::{Choices, Table, or_none};
use super::{Page, Writing, spaceless};

impl<'a> Writing<'a, '_> {
    /// The operations of a tag.
    pub(super) fn section(&mut self, section: &Section<'a>, prefix: &str, page: &mut Page) {
        let id = format!("{prefix}-{}", spaceless(section.title));
        page.block(&format!("<h1 id=\"{}\">{}</h1>", attribute(&id), section.title));
        if let Some(tag) = section.tag {
            page.block(tag.description.as_deref().unwrap_or_default());
            let docs = tag.external_docs.as_ref();
            page.block(&docs.and_then(|it| link(it, "External Docs")).unwrap_or_default());
        }
        for (heading, operation) in &section.operations {
            self.operation(heading, *operation, page);
        }
    }

    fn operation(&mut self, heading: &str, id: Id<Operation>, page: &mut Page) {
        let api = self.chain.api();
        let operation = &api[id];
        page.block(&format!("## {heading}"));
        if let Some(id) = operation.id.as_deref().filter(|it| !it.is_empty()) {
            page.block(&format!("<a id=\"opId{}\"></a>", attribute(id)));
        }
        page.block("> Code samples");
        self.code_samples(operation, page);
        let path = &api[operation.path].template;
        page.block(&format!("`{} {path}`", operation.method.name()));
        let summary = operation.summary.as_deref().filter(|it| !it.is_empty() && !self.by_summary);
        page.block(&summary.map(|it| format!("*{it}*")).unwrap_or_default());
        page.block(operation.description.as_deref().unwrap_or_default());
        if let Some(fences) = self.chain.body_examples(operation) {
            page.block("> Body parameter");
            for (language, code) in fences {
                page.fence(language, &code);
            }
        }
        let slug = slug(heading);
        self.parameters(operation, &slug, page);
        self.responses(operation, &slug, page);
        page.block(&security(api, api.security_of(operation)));
    }

    fn parameters(&mut self, operation: &'a Operation, slug: &str, page: &mut Page) {
        let rows = self.chain.parameters(operation, schema_link, row_type);
        if rows.is_empty() {
            return;
        }
        page.block(&format!("<h3 id=\"{}-parameters\">Parameters</h3>", attribute(slug)));
        let mut table = Table::new(&["Name", "In", "Type", "Required", "Description"]);
        let mut choices = Choices::default();
        for row in &rows {
            choices.add(row.name.clone(), row.choices());
            let required = if row.required { "true" } else { "false" };
            table.row([&row.name, row.place, &row.ty, required, or_none(&row.first_line())]);
        }
        table.write(page);
        let long: Vec<_> = rows.iter().filter(|it| it.description.contains('\n')).collect();
        if !long.is_empty() {
            page.block("#### Detailed descriptions");
            for row in long {
                page.block(&format!("**{}**: {}", row.name, row.description));
            }
        }
        choices.write("Parameter", page);
    }
}

/// The type of what is in a body.
fn row_type(row: &Row<'_>) -> String {
    row.safe_type()
}

/// What a caller must show. Schemes that are not declared are passed over.
fn security(api: &Api, requirements: &[Requirement]) -> String {
    if requirements.is_empty() {
        return "<aside class=\"success\">\n\
                This operation does not require authentication\n\
                </aside>"
            .to_owned();
    }
    let declared: BTreeSet<&str> =
        api.components.security.iter().map(|it| &*it.name.text).collect();
    let ways = requirements.iter().filter_map(|it| way(it, &declared));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let ways = if ways.is_empty() { "None" } else { &ways };
    format!(
        "<aside class=\"warning\">\n\
         To perform this operation, you must be authenticated by means of one of the following \
         methods:\n{ways}\n</aside>"
    )
}

/// One way to show it: all of its schemes.
fn way(requirement: &Requirement, declared: &BTreeSet<&str>) -> Option<String> {
    if requirement.schemes.is_empty() {
        return Some("None".to_owned());
    }
    let scheme = |it: &Scopes| {
        if it.scopes.is_empty() {
            return it.scheme.to_string();
        }
        let scopes: Vec<&str> = it.scopes.iter().map(|it| &**it).collect();
        format!("{} ( Scopes: {} )", it.scheme, scopes.join(" "))
    };
    let shown = requirement.schemes.iter().filter(|it| declared.contains(&*it.scheme.text));
    let shown: Vec<String> = shown.map(scheme).collect();
    (!shown.is_empty()).then(|| shown.join(" & "))
}
