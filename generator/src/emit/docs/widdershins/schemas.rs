//! The schemas that have names.

use crate::ir::{Id, Schema};
use crate::manner::widdershins::sample::Skip;

use super::front::attribute;
use super::table::{Choices, properties};
use super::{Page, Writing};

impl Writing<'_, '_> {
    /// A section for each schema, if there are any.
    pub(super) fn schemas(&mut self, page: &mut Page) {
        let document = self.chain.document;
        if document.api.components.schemas.is_empty() {
            return;
        }
        page.block("# Schemas");
        for (name, id) in document.schemas() {
            self.schema(name, id, page);
        }
    }

    fn schema(&mut self, name: &str, id: Id<Schema>, page: &mut Page) {
        let document = self.chain.document;
        let at = document.api[id].at;
        let anchor = attribute(name);
        let lower = anchor.to_lowercase();
        page.block(&format!(
            "<h2 id=\"tocS_{anchor}\">{name}</h2>\n\
             <!-- backwards compatibility -->\n\
             <a id=\"schema{lower}\"></a>\n\
             <a id=\"schema_{anchor}\"></a>\n\
             <a id=\"tocS{lower}\"></a>\n\
             <a id=\"tocs{lower}\"></a>"
        ));
        let sample = self.chain.sample(document.resolved(id), Skip::Nothing, at);
        page.fence("json", &(sample.to_json_pretty() + "\n\n"));
        let rows = self.chain.rows(document.stated(id), -1, at);
        let nothing = rows.blocks.len() == 1 && rows.blocks.iter().all(|it| it.rows.is_empty());
        let mut choices = Choices::default();
        for (at, block) in rows.blocks.into_iter().enumerate() {
            page.block(&block.title);
            if at == 0 {
                page.block("### Properties");
            }
            properties(&block.rows, page);
            for row in block.rows {
                choices.add(row.name, row.schema.choices());
            }
        }
        if nothing {
            page.block("*None*");
        }
        choices.write("Property", page);
    }
}
