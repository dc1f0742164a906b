//! The table of an operation's parameters.

use crate::ir::Operation;
use crate::manner::coder::{SCHEMAS, anchor};

use super::Writing;
use super::choices::Choices;
use super::nearest;
use super::page::Block;
use super::table::Table;

impl<'a> Writing<'a, '_> {
    /// The parameters, those of the body at the end.
    pub(super) fn parameters(&mut self, operation: &'a Operation) -> Vec<Block<'a>> {
        let rows = self.chain.parameters(operation, link, |it| nearest::row_type(it, link));
        if rows.is_empty() {
            return Vec::new();
        }
        let mut table = Table::new(&["Name", "In", "Type", "Required", "Description"]);
        let mut details = Vec::new();
        let mut choices = Choices::default();
        for row in rows {
            if row.description.contains('\n') {
                details.push(Block::prose(format!("**{}**: {}", row.name, row.description)));
            }
            choices.add(row.name.clone(), row.choices().or_else(|| nearest::choices(row.schema?)));
            let description = row.first_line();
            let ty = match row.schema {
                Some(schema) => nearest::parameter_type(schema, row.ty),
                None => row.ty,
            };
            table.row([
                format!("`{}`", row.name).into(),
                row.place.into(),
                binary(ty).into(),
                row.required.to_string().into(),
                description,
            ]);
        }
        let mut blocks = vec![Block::heading(3, "Parameters"), Block::Table(table)];
        if !details.is_empty() {
            blocks.push(Block::heading(4, "Detailed descriptions"));
            blocks.extend(details);
        }
        blocks.extend(choices.blocks(Some("Parameter"), self.options.grouped_enums));
        blocks
    }
}

/// A link to a schema on its page.
pub(super) fn link(name: &str) -> String {
    format!("[{name}]({SCHEMAS}#{})", anchor(name))
}

fn binary(ty: String) -> String {
    if ty == "string(binary)" { "binary".to_owned() } else { ty }
}
