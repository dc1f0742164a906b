//! What comes back: examples, the table of statuses, and inline schemas.

use std::borrow::Cow;

use crate::emit::docs::chain::{Answer, Shown, meaning, restrictions};
use crate::ir::{Operation, Response, Type};
use crate::manner::coder::cell;
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::rows::{ADDITIONAL, ANONYMOUS, Block as Rows, Row, type_name};
use crate::manner::widdershins::schema::View;

use super::Writing;
use super::choices::Choices;
use super::nearest;
use super::page::Block;
use super::parameters::link;
use super::table::Table;

impl<'a> Writing<'a, '_> {
    /// All that a page says of the responses of an operation.
    pub(super) fn responses(&mut self, operation: &'a Operation, slug: &str) -> Vec<Block<'a>> {
        let answers = self.chain.answers(operation);
        let mut blocks = Vec::new();
        if answers.iter().any(|(_, it)| !it.content.is_empty()) {
            blocks.push(Block::heading(3, "Example responses"));
            let shown = self.chain.response_examples(&answers);
            blocks.extend(shown.into_iter().map(|it| match it {
                Shown::Status(status) => Block::prose(format!("> {status} Response")),
                Shown::Example((language, code)) => Block::Fence(language, code),
            }));
        }
        blocks.push(Block::heading(3, "Responses"));
        let mut table = Table::new(&["Status", "Meaning", "Description", "Schema"]);
        for (status, response) in &answers {
            table.row([
                status.clone().into(),
                meaning(status),
                response.description.as_deref().unwrap_or_default().trim().into(),
                self.response_type(response).into(),
            ]);
        }
        blocks.push(Block::Table(table));
        blocks.extend(self.response_schemas(&answers, slug));
        blocks.extend(self.response_headers(&answers));
        blocks
    }

    fn response_type(&self, response: &Response) -> String {
        let Some(schema) = self.chain.response_schema(response) else { return String::new() };
        let sequence = self.sequence(response);
        if let Some(name) = schema.link() {
            return format!("{sequence}{}", link(name));
        }
        if let Some(told) = nearest::told(schema) {
            return nearest::with_null(schema, format!("{sequence}{told}"));
        }
        let is_list = schema.ty() == Some(Type::Array);
        let Some(items) = schema.items() else {
            // What is no list makes the chain fail; here it is shown as itself.
            let alone = || {
                let alone = type_name(schema).into_owned();
                nearest::with_null(schema, format!("{sequence}{alone}"))
            };
            return if is_list { "array of undefined".to_owned() } else { alone() };
        };
        let array = if is_list { "array of " } else { "" };
        match items.link() {
            Some(name) => format!("{array}{}", link(name)),
            None => match nearest::told(items) {
                Some(told) => format!("{array}{told}"),
                None => format!("{array}{}", items.ty().map_or("undefined", Type::name)),
            },
        }
    }

    /// The tables of inline schemas that have an inner structure.
    fn response_schemas(&mut self, answers: &[Answer<'a>], slug: &str) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        for (status, response) in answers {
            let Some(schema) = self.chain.inline_schema(response) else {
                continue;
            };
            if blocks.is_empty() {
                let heading = format!("<h3 id=\"{slug}-responseschema\">Response Schema</h3>");
                blocks.push(Block::prose(heading));
            }
            let rows = self.chain.rows(schema, 0, response.at);
            let says = |it: &Rows<'_>| !it.rows.is_empty() || !it.title.is_empty();
            if rows.blocks.iter().any(says) {
                blocks.push(Block::prose(format!("Status Code **{status}**")));
            }
            let mut choices = Choices::default();
            for row in rows.blocks.iter().flat_map(|it| &it.rows) {
                choices.add(row.name.clone(), nearest::choices(row.schema));
            }
            for block in rows.blocks {
                if !block.title.is_empty() {
                    blocks.push(Block::prose(format!("*{}*", block.title)));
                }
                let table = schema_table(block.rows);
                if !table.is_empty() {
                    blocks.push(Block::Table(table));
                }
            }
            blocks.extend(choices.blocks(Some("Property"), self.options.grouped_enums));
        }
        blocks
    }

    fn response_headers(&self, answers: &[Answer<'a>]) -> Vec<Block<'a>> {
        let api = self.chain.api();
        let mut table = Table::new(&["Status", "Header", "Type", "Format", "Description"]);
        for (status, response) in answers {
            for (name, header) in key_order(&response.headers, |(name, _)| name) {
                let header = &api[header.to];
                let schema = header.schema.map(|it| self.chain.document.resolved(it));
                table.row([
                    status.clone().into(),
                    Cow::Borrowed(&*name.text),
                    schema.map_or(Cow::Borrowed(""), type_name),
                    schema.and_then(View::format).unwrap_or_default().into(),
                    header.description.as_deref().unwrap_or_default().into(),
                ]);
            }
        }
        if table.is_empty() {
            return Vec::new();
        }
        vec![Block::heading(3, "Response Headers"), Block::Table(table)]
    }
}

/// The rows of an inline schema.
fn schema_table(rows: Vec<Row<'_>>) -> Table<'_> {
    let mut table = Table::new(&["Name", "Type", "Required", "Restrictions", "Description"]);
    for row in rows {
        let shown = row.display_name();
        let description = described(&row, &shown);
        let name = match shown.as_str() {
            ANONYMOUS => "[array item]".to_owned(),
            _ => shown.replace(ADDITIONAL, "[any property]"),
        };
        let ty = match row.schema.link() {
            Some(name) => link(name),
            None if row.schema.ty() == Some(Type::Array) => {
                nearest::with_null(row.schema, "array".to_owned())
            }
            None => nearest::row_type(&row, link),
        };
        let required = row.required.to_string();
        let restrictions = restrictions(row.schema);
        table.row([
            format!("`{name}`").into(),
            ty.into(),
            required.into(),
            restrictions.into(),
            description,
        ]);
    }
    table
}

/// The description of a row under the name that it is shown with.
pub(super) fn described<'a>(row: &Row<'a>, shown: &str) -> Cow<'a, str> {
    match row.description() {
        Some(Cow::Borrowed(text)) => cell(text, shown),
        Some(Cow::Owned(text)) => Cow::Owned(cell(&text, shown).into_owned()),
        None => Cow::Borrowed(""),
    }
}
