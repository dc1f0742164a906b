//! The section of one operation.

use crate::emit::docs::chain::section::Section;
use crate::ir::{Id, Operation};
use crate::manner::coder::{AUTHENTICATION, is_hidden, slug};

use super::Writing;
use super::page::{Block, Page};

impl<'a> Writing<'a, '_> {
    /// The page of a tag.
    pub(super) fn section(&mut self, section: &Section<'a>) -> String {
        let mut page = Page::default();
        page.write([Block::heading(1, section.title)]);
        page.write(section.tag.and_then(|it| it.description.as_deref()).map(Block::prose));
        for (heading, operation) in &section.operations {
            if !is_hidden(&self.chain.api()[*operation]) {
                page.write(self.operation(heading, *operation));
            }
        }
        page.finish()
    }

    fn operation<'b>(&mut self, heading: &'b str, id: Id<Operation>) -> Vec<Block<'b>>
    where
        'a: 'b,
    {
        let api = self.chain.api();
        let operation = &api[id];
        let mut blocks = vec![Block::heading(2, heading), Block::heading(3, "Code samples")];
        blocks.push(self.code_sample(operation));
        let path = &api[operation.path].template;
        blocks.push(Block::prose(format!("`{} {path}`", operation.method.name())));
        let description = operation.description.as_deref().unwrap_or_default();
        if !description.starts_with("Swagger notice:") {
            blocks.push(Block::prose(description));
        }
        blocks.extend(self.body_examples(operation));
        blocks.extend(self.parameters(operation));
        blocks.extend(self.responses(operation, &slug(heading)));
        if !api.security_of(operation).is_empty() {
            blocks.push(Block::prose(format!(
                "To perform this operation, you must be authenticated. \
                 [Learn more]({AUTHENTICATION})."
            )));
        }
        blocks
    }
}
