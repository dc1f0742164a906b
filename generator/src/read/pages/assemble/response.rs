//! Responses, from the rows, the headings and the examples of an operation.

use std::sync::Arc;

use crate::ir::{
    Answer, Header, Id, Known, Media, Response, Responses, Said, Schema, Status, Type, Use,
};
use crate::manner::widdershins::media::Class;
use crate::manner::widdershins::sample::Skip;
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::body::{class, is_itself};
use crate::read::pages::assemble::combined::{flattened, is_joint};
use crate::read::pages::assemble::schema::{Around, Branch, branches};
use crate::read::pages::assemble::settle::Fence;
use crate::read::pages::shown::{
    ARRAY_ITEM, ShownExample, ShownOperation, ShownResponse, ShownRow,
};
use crate::read::pages::types::{Printed, PrintedKind, link};
use crate::source::{Kind, Node, Tree};

impl Assembly<'_> {
    /// All responses of an operation.
    pub(super) fn responses(&mut self, shown: &ShownOperation) -> Responses {
        let accepted = accepted(shown);
        let mut responses = Responses::default();
        for answer in &shown.responses {
            responses.at = responses.at.or(answer.at);
            let response = self.response(shown, answer, accepted);
            let response = Use::here(self.api.responses.add(response));
            let status = Status::from_name(&answer.status);
            responses.all.push(Answer { status, at: answer.status.at, response });
        }
        responses
    }

    fn response(
        &mut self,
        shown: &ShownOperation,
        answer: &ShownResponse,
        accepted: Option<&Said>,
    ) -> Response {
        let description = answer.description.clone().unwrap_or_default();
        let mut response =
            Response { at: answer.at, description: Some(description), ..Response::default() };
        for header in shown.headers.iter().filter(|it| it.status == answer.status) {
            let mut schema = Schema {
                types: Type::from_name(&header.ty).into_iter().collect(),
                ..Schema::default()
            };
            schema.format.clone_from(&header.format);
            let schema = Some(self.api.schemas.add(schema));
            let made = Header {
                at: header.name.at,
                description: header.description.clone(),
                schema,
                ..Header::default()
            };
            response.headers.push((header.name.clone(), Use::here(self.api.headers.add(made))));
        }
        let examples: Vec<&ShownExample> = shown
            .examples
            .iter()
            .filter(|(status, _)| *status == answer.status)
            .filter_map(|(_, it)| it.as_ref())
            .collect();
        let is_named = shown.examples.iter().any(|(status, _)| *status == answer.status);
        if answer.guessed {
            let fact = format!("the status {}", answer.status);
            self.inferred(answer.status.at, fact, "the page shows what comes back, but no status");
        }
        for (name, shape) in &answer.content {
            let schema = shape.as_ref().map(|it| self.typed(it, name.at.or(answer.at)));
            let media = Media { at: name.at, name: name.clone(), schema, ..Media::default() };
            response.content.push(Use::here(self.api.media.add(media)));
        }
        if !answer.content.is_empty() {
            return response;
        }
        let printed = answer.schema.as_ref().filter(|it| !matches!(&***it, "None" | "none"));
        if printed.is_none() && !is_named {
            return response;
        }
        // Of a class that has examples one would follow the status.
        let is_silent = |it: &Said| matches!(Class::of(it), None | Some(Class::Form | Class::Xml));
        let silent = self.ordered && is_named && examples.is_empty();
        let accepted = accepted.filter(|it| !silent || is_silent(it));
        let types = response_types(accepted, &examples);
        self.response_content(&mut response, (shown, answer, printed), types, &examples);
        response
    }

    /// The media types of a response, each with its schema and its example.
    ///
    /// The heading over the tables of a response speaks of the first media
    /// type, the cell in the table of responses of the last.
    fn response_content(
        &mut self,
        response: &mut Response,
        (shown, answer, printed): (&ShownOperation, &ShownResponse, Option<&Said>),
        types: Vec<Said>,
        examples: &[&ShownExample],
    ) {
        let trees: Vec<_> = examples.iter().map(|it| self.example(Some(it))).collect();
        // The last media type has the structure that the table speaks of.
        let is_scalar = |it: &Arc<Tree>| !matches!(it.root().kind(), Kind::Map | Kind::List);
        let several = self.ordered && types.len() > 1;
        let structured = trees.iter().flatten().rfind(|it| several && !is_scalar(it));
        let tree = structured.or_else(|| trees.iter().flatten().next());
        // Where the table says that there is no schema, the example is all.
        let is_bare = self.ordered && printed.is_none() && answer.schema.is_some();
        let is_inline = printed.is_some_and(|it| **it == *"Inline");
        let has_tables = shown.tables.iter().any(|it| it.status.as_ref() == Some(&answer.status));
        let (first, others) = if is_bare {
            (None, None)
        } else if several && is_inline && !shown.structured {
            (None, self.response_schema(shown, answer, printed, tree))
        } else if several && !is_inline && printed.is_some() && has_tables {
            let inline = Said::from("Inline");
            let first = self.response_schema(shown, answer, Some(&inline), tree);
            let row = ShownRow {
                at: answer.at,
                ty: printed.cloned().unwrap_or_default(),
                ..ShownRow::default()
            };
            let around = Around { enums: &[], owner: &shown.heading, kept: Kept::Stated };
            (first, Some(self.row(&Branch { row: &row, below: Vec::new() }, None, around)))
        } else {
            let schema = self.response_schema(shown, answer, printed, tree);
            (schema, schema)
        };
        for (index, name) in types.into_iter().enumerate() {
            let of = |it: &&ShownExample| class(response_type(&it.language)) == class(&name);
            let own = examples.iter().position(of).and_then(|it| trees[it].as_ref());
            let own = own.filter(|it| is_scalar(it) && structured.is_some() && is_inline);
            let schema = match own {
                Some(scalar) => Some(self.only_example(scalar.root())),
                None if index == 0 => first,
                None => others,
            };
            let media = Media { at: name.at, name, schema, ..Media::default() };
            response.content.push(Use::here(self.api.media.add(media)));
        }
        for (example, tree) in examples.iter().zip(&trees) {
            let of = class(response_type(&example.language));
            let all = response.content.iter().map(|it| it.to);
            let media: Vec<_> = all.filter(|it| class(&self.api[*it].name) == of).collect();
            let schema = media.first().and_then(|it| self.api[*it].schema);
            if let (Some(schema), Some(tree)) = (schema, tree) {
                self.shows(schema, tree, Skip::WriteOnly, media.clone());
            }
            let shown = (*example).clone();
            self.fences.push(Fence { shown, schema, media, skip: Skip::WriteOnly });
        }
    }

    fn response_schema(
        &mut self,
        shown: &ShownOperation,
        answer: &ShownResponse,
        printed: Option<&Said>,
        tree: Option<&Arc<Tree>>,
    ) -> Option<Id<Schema>> {
        let sample = tree.map(|it| it.root());
        let tables = shown.tables.iter().filter(|it| it.status.as_ref() == Some(&answer.status));
        let mut rows = flattened(&tables.cloned().collect::<Vec<_>>());
        if self.ordered {
            let own = shown.enums.iter().filter(|it| it.status.as_ref() == Some(&answer.status));
            self.allot(&mut rows, &own.cloned().collect::<Vec<_>>(), sample, Kept::Resolved);
        }
        let below = branches(&rows);
        self.open_table();
        let owner: String = shown.heading.split_whitespace().collect();
        let around = Around { enums: &shown.enums, owner: &owner, kept: Kept::Resolved };
        let ty = printed.cloned().unwrap_or_default();
        let row = ShownRow { at: answer.at, ty, ..ShownRow::default() };
        if *row.ty == *"Inline"
            && let Some(first) = below.first().filter(|it| is_itself(it.row))
        {
            return Some(self.row(first, sample, around));
        }
        let mut tables = shown.tables.iter();
        let table = tables.find(|it| it.status.as_ref() == Some(&answer.status));
        let title = table.and_then(|it| it.title.as_ref()).filter(|_| self.ordered);
        let title = title.map(|it| Said::new(it.trim_matches('*'), it.at));
        let title = title.filter(|it| !is_joint(it));
        // What is no object has a row of its own, under its title.
        if let (Some(title), [only]) = (&title, &below[..])
            && only.row.name == *title
        {
            let id = self.row(only, sample, around);
            self.api[id].title = Some(title.clone());
            return Some(id);
        }
        if *row.ty == *"undefined" && below.is_empty() {
            let array = Some(Box::new(self.items_of_nothing()));
            return Some(self.api.schemas.add(Schema { at: row.at, array, ..Schema::default() }));
        }
        match Printed::read(&row.ty).kind {
            PrintedKind::Link { name, .. } => {
                let name = Said::new(name, row.ty.at);
                let reference = self.refer(&name, row.at);
                self.learn_from_example(&name, sample);
                self.enrich(reference, &below);
                Some(reference)
            }
            PrintedKind::List(items) => {
                // What the list holds stands below a row for the list itself.
                let (mut item_rows, list) = match below.into_iter().next() {
                    Some(first) if *first.row.name == *ARRAY_ITEM => (first.below, Some(first.row)),
                    _ => (Vec::new(), None),
                };
                // What is listed has a row of its own under its title.
                let held = items.as_deref().map(|it| &it.kind);
                let mut titled = None;
                if let ([only], Some(PrintedKind::Link { name, .. })) = (&item_rows[..], held)
                    && link(&only.row.ty).is_some_and(|it| it.0 == *name)
                {
                    titled = Some(only.row.name.clone());
                    item_rows = item_rows.remove(0).below;
                }
                let branch = Branch { row: &row, below: item_rows };
                let item =
                    sample.filter(|it| it.kind() == Kind::List).and_then(|it| it.items().next());
                if let Some(PrintedKind::Link { name, .. }) = items.as_deref().map(|it| &it.kind) {
                    let name = Said::new(*name, row.ty.at);
                    let id = self.refer(&name, row.at);
                    if branch.below.is_empty() {
                        self.learn_from_example(&name, item);
                    } else if self.learns(&name, Known::Rows) {
                        self.fill_from_items(&name, &branch, item, around);
                    } else {
                        self.enrich(id, &branch.below);
                    }
                    if let (Some(title), Some((target, _))) = (titled, self.names.get(&*name.text))
                    {
                        let target = *target;
                        let target = &mut self.api[target];
                        // Its section has the title where prose would stand.
                        target.description.take_if(|it| *it == title);
                        target.title.get_or_insert(title);
                    }
                    let array = self.array(Some(id), row.at);
                    let said = list.and_then(|it| it.description.clone());
                    self.api[array].description = said.filter(|it| !it.starts_with('['));
                    return Some(array);
                }
                Some(self.row(&branch, sample, around))
            }
            // A list of what no link leads to has no row of its own.
            _ if !below.is_empty() && self.ordered && sample.is_some_and(is_list) => {
                let items = self.items(None, &Branch { row: &row, below }, sample, around);
                let array = self.array(items, row.at);
                self.api[array].title = title;
                Some(array)
            }
            _ if !below.is_empty() => {
                let mut schema = Schema { at: row.at, ..Schema::default() };
                self.fields(&mut schema, &below, sample, around);
                if *row.ty == *"undefined" {
                    schema.array = Some(Box::new(self.items_of_nothing()));
                }
                schema.title = title;
                Some(self.api.schemas.add(schema))
            }
            PrintedKind::Any | PrintedKind::Unknown("Inline") => match sample {
                // Under its heading a structure would have rows.
                Some(sample) if self.ordered && shown.structured => {
                    let id = self.without_rows(sample);
                    self.api[id].title = title;
                    Some(id)
                }
                Some(sample) => Some(self.only_example(sample)),
                // There is something, of which nothing is shown.
                None if self.ordered && *row.ty == *"Inline" => {
                    Some(self.api.schemas.add(Schema { at: row.at, ..Schema::default() }))
                }
                None => None,
            },
            _ => Some(self.row(&Branch { row: &row, below }, sample, around)),
        }
    }
}

fn is_list(sample: Node<'_>) -> bool {
    sample.kind() == Kind::List
}

/// The media type that the command line accepts.
pub(super) fn accepted(shown: &ShownOperation) -> Option<&Said> {
    let headers = shown.curl.as_ref().map(|it| &it.headers[..]).unwrap_or_default();
    headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("accept")).map(|(_, value)| value)
}

fn response_types(accepted: Option<&Said>, examples: &[&ShownExample]) -> Vec<Said> {
    let mut types: Vec<Said> = accepted.cloned().into_iter().collect();
    for example in examples {
        let of = response_type(&example.language);
        if !types.iter().any(|it| class(it) == class(of)) {
            types.push(Said::new(of, example.language.at));
        }
    }
    if types.is_empty() {
        types.push("*/*".into());
    }
    types
}

/// The media type of what comes back, whose example is in this language.
fn response_type(language: &str) -> &'static str {
    match language {
        "yaml" => "application/x-yaml",
        "xml" => "application/xml",
        "" => "text/plain",
        _ => "application/json",
    }
}
