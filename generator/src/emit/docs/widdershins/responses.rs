//! What comes back.

use crate::emit::docs::chain::{Answer, Shown, meaning};
use crate::ir::{Operation, Response, Type};
use crate::manner::widdershins::anchor::schema_link;
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::rows::type_name;
use crate::manner::widdershins::schema::View;

use super::front::attribute;
use super::table::{Choices, Table, or_none, properties};
use super::{Page, Writing};

impl<'a> Writing<'a, '_> {
    /// Examples, the table of statuses, and schemas without a name.
    pub(super) fn responses(&mut self, operation: &'a Operation, slug: &str, page: &mut Page) {
        let answers = self.chain.answers(operation);
        if answers.iter().any(|(_, it)| !it.content.is_empty()) {
            page.block("> Example responses");
            for shown in self.chain.response_examples(&answers) {
                match shown {
                    Shown::Status(status) => page.block(&format!("> {status} Response")),
                    Shown::Example((language, code)) => page.fence(language, &code),
                }
            }
        }
        page.block(&format!("<h3 id=\"{}-responses\">Responses</h3>", attribute(slug)));
        let mut table = Table::new(&["Status", "Meaning", "Description", "Schema"]);
        for (status, response) in &answers {
            let description = response.description.as_deref().unwrap_or_default().trim();
            let schema = self.response_type(response);
            table.row([status, &meaning(status), or_none(description), &schema]);
        }
        table.write(page);
        self.response_schemas(&answers, slug, page);
        self.response_headers(&answers, page);
    }

    /// What a response is, by its media types: the last of them, but for a link.
    fn response_type(&self, response: &Response) -> String {
        let document = self.chain.document;
        let mut shown = None;
        for media in &response.content {
            let media = &document.api[media.to];
            let Some(schema) = media.schema.or(media.item_schema) else { continue };
            let schema = document.resolved(schema);
            shown = Some(match (schema.link(), schema.ty()) {
                (Some(name), _) => schema_link(name),
                (None, None | Some(Type::Object | Type::Array)) => "Inline".to_owned(),
                (None, Some(_)) => type_name(schema).into_owned(),
            });
        }
        shown.unwrap_or_else(|| "None".to_owned())
    }

    /// The tables of schemas that have an inner structure and no name.
    fn response_schemas(&mut self, answers: &[Answer<'a>], slug: &str, page: &mut Page) {
        let mut is_first = true;
        for (status, response) in answers {
            let Some(schema) = self.chain.inline_schema(response) else { continue };
            if is_first {
                let slug = attribute(slug);
                page.block(&format!("<h3 id=\"{slug}-responseschema\">Response Schema</h3>"));
                is_first = false;
            }
            let rows = self.chain.rows(schema, 0, response.at);
            if rows.blocks.iter().any(|it| !it.rows.is_empty() || !it.title.is_empty()) {
                page.block(&format!("Status Code **{status}**"));
            }
            let mut choices = Choices::default();
            for block in rows.blocks {
                if !block.title.is_empty() {
                    page.block(&format!("*{}*", block.title));
                }
                properties(&block.rows, page);
                for row in block.rows {
                    choices.add(row.name, row.schema.choices());
                }
            }
            choices.write("Property", page);
        }
    }

    fn response_headers(&self, answers: &[Answer<'a>], page: &mut Page) {
        let document = self.chain.document;
        if answers.iter().all(|(_, it)| it.headers.is_empty()) {
            return;
        }
        page.block("### Response Headers");
        let mut table = Table::new(&["Status", "Header", "Type", "Format", "Description"]);
        for (status, response) in answers {
            for (name, header) in key_order(&response.headers, |(name, _)| name) {
                let header = &document.api[header.to];
                let schema = header.schema.map(|it| document.resolved(it));
                table.row([
                    status,
                    name,
                    &schema.map(type_name).unwrap_or_default(),
                    schema.and_then(View::format).unwrap_or_default(),
                    header.description.as_deref().unwrap_or_default(),
                ]);
            }
        }
        table.write(page);
    }
}
