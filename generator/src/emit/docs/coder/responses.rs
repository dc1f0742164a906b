//! What comes back: examples, the table of statuses, and inline schemas.

use std::borrow::Cow;

use crate::ir::{Media, Operation, Response, Status, Type};
use crate::manner::coder::cell;
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::media::Class;
use crate::manner::widdershins::rows::{ADDITIONAL, ANONYMOUS, Block as Rows, Row, type_name};
use crate::manner::widdershins::sample::Skip;
use crate::manner::widdershins::schema::View;
use crate::manner::widdershins::status;

use super::Writing;
use super::choices::Choices;
use super::page::Block;
use super::parameters::link;
use super::request::element;
use super::table::Table;

impl<'a> Writing<'a, '_> {
    /// The responses by status, in the order of the pages.
    pub(super) fn answers(&self, operation: &'a Operation) -> Vec<(String, &'a Response)> {
        let api = self.document.api;
        let all: Vec<(String, &Response)> = operation
            .responses
            .all
            .iter()
            .map(|it| (it.status.to_string(), &api[it.response.to]))
            .collect();
        key_order(&all, |(status, _)| status).into_iter().cloned().collect()
    }

    /// All that a page says of the responses of an operation.
    pub(super) fn responses(&mut self, operation: &'a Operation, slug: &str) -> Vec<Block<'a>> {
        let answers = self.answers(operation);
        let mut blocks = Vec::new();
        if answers.iter().any(|(_, it)| !it.content.is_empty()) {
            blocks.push(Block::heading(3, "Example responses"));
            blocks.extend(self.response_examples(&answers));
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

    /// One example for each class of media types, of the first that has it.
    fn response_examples(&mut self, answers: &[(String, &'a Response)]) -> Vec<Block<'a>> {
        let api = self.document.api;
        let mut blocks = Vec::new();
        let mut seen = Vec::new();
        let mut last = None;
        for (status, response) in answers {
            for media in &response.content {
                let media = &api[media.to];
                let class = Class::of(&media.name).filter(|it| *it != Class::Form);
                if seen.contains(&class) {
                    continue;
                }
                seen.push(class);
                if last != Some(status) {
                    blocks.push(Block::prose(format!("> {status} Response")));
                    last = Some(status);
                }
                blocks.extend(class.and_then(|it| self.response_example(media, it)));
            }
        }
        blocks
    }

    fn response_example(&mut self, media: &'a Media, class: Class) -> Option<Block<'a>> {
        let value = self.example(media, Skip::WriteOnly);
        Some(match class {
            Class::Json => Block::Fence("json", value.to_json_pretty() + "\n"),
            Class::Yaml => Block::Fence("yaml", value.to_yaml() + "\n"),
            Class::Text => Block::Fence("", value.to_json() + "\n"),
            Class::Xml => {
                let schema = media.schema.map(|it| self.document.resolved(it));
                Block::Fence("xml", value.to_xml(schema.and_then(element))?)
            }
            Class::Form => return None,
        })
    }

    /// The schema of a response's first media type.
    fn response_schema(&self, response: &Response) -> Option<View<'a>> {
        let media = &self.document.api[response.content.first()?.to];
        media.schema.or(media.item_schema).map(|it| self.document.resolved(it))
    }

    fn response_type(&self, response: &Response) -> String {
        let Some(schema) = self.response_schema(response) else { return String::new() };
        if let Some(name) = schema.link() {
            return link(name);
        }
        let is_list = schema.ty() == Some(Type::Array);
        let Some(items) = schema.items() else {
            // What is no list makes the chain fail; here it is shown as itself.
            let alone = || type_name(schema).into_owned();
            return if is_list { "array of undefined".to_owned() } else { alone() };
        };
        let array = if is_list { "array of " } else { "" };
        match items.link() {
            Some(name) => format!("{array}{}", link(name)),
            None => format!("{array}{}", items.ty().map_or("undefined", Type::name)),
        }
    }

    /// The tables of inline schemas that have an inner structure.
    fn response_schemas(
        &mut self,
        answers: &[(String, &'a Response)],
        slug: &str,
    ) -> Vec<Block<'a>> {
        let structured = |it: View<'a>| {
            let primitive = !matches!(it.ty(), None | Some(Type::Object | Type::Array));
            it.link().is_none() && !primitive
        };
        let mut blocks = Vec::new();
        for (status, response) in answers {
            let Some(schema) = self.response_schema(response).filter(|it| structured(*it)) else {
                continue;
            };
            if blocks.is_empty() {
                let heading = format!("<h3 id=\"{slug}-responseschema\">Response Schema</h3>");
                blocks.push(Block::prose(heading));
            }
            let rows = self.rows(schema, 0, response.at);
            let says = |it: &Rows<'_>| !it.rows.is_empty() || !it.title.is_empty();
            if rows.blocks.iter().any(says) {
                blocks.push(Block::prose(format!("Status Code **{status}**")));
            }
            let mut choices = Choices::default();
            for row in rows.blocks.iter().flat_map(|it| &it.rows) {
                choices.add(row.name.clone(), row.schema.choices());
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

    fn response_headers(&self, answers: &[(String, &'a Response)]) -> Vec<Block<'a>> {
        let api = self.document.api;
        let mut table = Table::new(&["Status", "Header", "Type", "Format", "Description"]);
        for (status, response) in answers {
            for (name, header) in key_order(&response.headers, |(name, _)| name) {
                let header = &api[header.to];
                let schema = header.schema.map(|it| self.document.resolved(it));
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
            None if row.schema.ty() == Some(Type::Array) => "array".to_owned(),
            None => row.safe_type(),
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

/// Whether a property is only read or only written.
pub(super) fn restrictions(schema: View<'_>) -> &'static str {
    match (schema.is_read_only(), schema.is_write_only()) {
        (_, true) => "write-only",
        (true, false) => "read-only",
        (false, false) => "",
    }
}

/// What a status means, with a link to where that is defined.
fn meaning(name: &str) -> Cow<'static, str> {
    match Status::from_name(name) {
        Status::Default => Cow::Borrowed("Default"),
        Status::Code(code) => match status::meaning(code) {
            Some((phrase, page)) => Cow::Owned(format!("[{phrase}]({}{page})", status::BASE)),
            None => Cow::Borrowed("Unknown"),
        },
        Status::Range(_) | Status::Other(_) => Cow::Borrowed("Unknown"),
    }
}
