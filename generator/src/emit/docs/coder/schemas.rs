//! The page of all schemas.

use crate::emit::docs::chain::restrictions;
use crate::ir::{Id, Schema, Type};
use crate::manner::coder::anchor;
use crate::manner::widdershins::rows::{ADDITIONAL, ANONYMOUS, Block as Rows, Row, type_name};
use crate::manner::widdershins::sample::Skip;
use crate::manner::widdershins::schema::View;

use super::Writing;
use super::choices::Choices;
use super::nearest;
use super::page::{Block, Page};
use super::responses::described;
use super::table::Table;

impl<'a> Writing<'a, '_> {
    /// The page: a section for each schema.
    pub(super) fn schemas(&mut self) -> String {
        let mut page = Page::default();
        page.write([Block::heading(1, "Schemas")]);
        let document = self.chain.document;
        for (name, id) in document.schemas() {
            let description = document.resolved(id).description().unwrap_or_default();
            if !description.starts_with("x-apidocgen:skip") {
                page.write(self.schema(name, id));
            }
        }
        page.finish()
    }

    fn schema(&mut self, name: &'a str, id: Id<Schema>) -> Vec<Block<'a>> {
        let document = self.chain.document;
        let at = document.api[id].at;
        let sample = self.chain.sample(document.resolved(id), Skip::Nothing, at);
        let mut blocks =
            vec![Block::heading(2, name), Block::Fence("json", sample.to_json_pretty() + "\n")];
        let rows = self.chain.rows(document.stated(id), -1, at);
        let nothing = rows.blocks.len() == 1 && rows.blocks.iter().all(|it| it.rows.is_empty());
        let nameless = rows.blocks.last().is_none_or(is_nameless);
        let mut choices = Choices::default();
        for row in rows.blocks.iter().flat_map(|it| &it.rows) {
            choices.add(row.name.clone(), nearest::choices(row.schema));
        }
        let stated = document.stated(id);
        for (at, block) in rows.blocks.into_iter().enumerate() {
            let shown = nearest::is_alternative(stated, &block.title) && !block.rows.is_empty();
            let nameless = is_nameless(&block) && !shown;
            blocks.push(Block::prose(nearest::title(stated, name, block.title)));
            if at == 0 {
                blocks.push(Block::heading(3, "Properties"));
            }
            if !nameless {
                blocks.push(Block::Table(properties(block.rows)));
            }
        }
        if let Some(alias) = nearest::alias(stated).filter(|_| nothing) {
            blocks.push(Block::Table(properties(vec![alias])));
        } else if nothing {
            blocks.push(Block::prose("None"));
            choices.add("", stated.constant().map(std::slice::from_ref));
        }
        let column = if nameless { None } else { Some("Property") };
        blocks.extend(choices.blocks(column, self.options.grouped_enums));
        blocks
    }
}

/// Whether a table has nothing to show: no rows, or a first one without a name.
fn is_nameless(block: &Rows<'_>) -> bool {
    block.rows.first().is_none_or(|it| it.depth == 0 && it.name == ANONYMOUS)
}

fn properties(rows: Vec<Row<'_>>) -> Table<'_> {
    let mut table = Table::new(&["Name", "Type", "Required", "Restrictions", "Description"]);
    for row in rows {
        let shown = row.display_name();
        let description = described(&row, &shown);
        let name = match (row.depth, &*row.name) {
            (0, ADDITIONAL) => "`[any property]`".to_owned(),
            (1, ADDITIONAL) => "» `[any property]`".to_owned(),
            _ => format!("`{shown}`"),
        };
        let required = row.required.to_string();
        table.row([
            name.into(),
            nearest::with_null(row.schema, type_of(row.schema)).into(),
            required.into(),
            restrictions(row.schema).into(),
            description,
        ]);
    }
    table
}

/// The type of a property, without its format.
fn type_of(schema: View<'_>) -> String {
    if let Some(name) = schema.link() {
        return format!("[{name}](#{})", anchor(name));
    }
    if let Some(told) = nearest::told(schema) {
        return told;
    }
    if schema.ty() != Some(Type::Array) {
        return type_name(schema).into_owned();
    }
    let items = schema.items();
    match items.and_then(View::link) {
        Some(name) => format!("array of [{name}](#{})", anchor(name)),
        None => match items.map(View::types) {
            Some(types) if !types.is_empty() => {
                let items = items.map(type_name);
                format!("array of {}", items.unwrap_or_default())
            }
            _ => "array of undefined".to_owned(),
        },
    }
}
