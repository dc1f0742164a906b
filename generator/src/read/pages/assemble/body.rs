//! Bodies and responses.

use std::sync::Arc;

use crate::ir::{
    Answer, ArrayRules, Body, Header, Id, Known, Media, Response, Responses, Said, Schema, Status,
    Type, Use,
};
use crate::manner::widdershins::sample::Skip;
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::combined::{flattened, guess_joints, is_joint};
use crate::read::pages::assemble::schema::{Around, Branch, branches, is_required};
use crate::read::pages::assemble::settle::Fence;
use crate::read::pages::shown::{
    ARRAY_ITEM, ShownExample, ShownOperation, ShownResponse, ShownRow,
};
use crate::read::pages::types::{Printed, PrintedKind, link};
use crate::source::{Kind, Node, Tree};
use crate::text::Span;

impl Assembly<'_> {
    /// The request body: its rows stand among those of the parameters.
    pub(super) fn body(&mut self, shown: &ShownOperation, rows: &[ShownRow]) -> Option<Use<Body>> {
        let first = rows.first();
        if first.is_none() && shown.bodies.is_empty() {
            return None;
        }
        // Code sends the value as it is; fences may spell it in their own way.
        let tree = self.example(shown.sent.as_ref().or(shown.bodies.first()));
        let sample = tree.as_ref().map(|it| it.root());
        let rooted = sample.filter(|it| lacks_root(rows, *it)).map(|_| {
            let root = ShownRow {
                at: first.and_then(|it| it.at),
                ty: "object".into(),
                ..ShownRow::default()
            };
            [&[root], rows].concat()
        });
        let rows = rooted.as_deref().unwrap_or(rows);
        let first = rows.first();
        let at = first.and_then(|it| it.at).or_else(|| shown.bodies.first()?.text.at);
        let mut body = Body { at, ..Body::default() };
        let schema = match first {
            Some(row) => {
                body.description.clone_from(&row.description);
                body.required = is_required(row).then_some(true);
                Some(self.body_schema(shown, row, &rows[1..], sample))
            }
            None => sample.map(|it| self.only_example(it)),
        };
        for name in self.body_types(shown) {
            let media = Media { at: name.at, name, schema, ..Media::default() };
            body.content.push(Use::here(self.api.media.add(media)));
        }
        if let (Some(schema), Some(tree)) = (schema, &tree) {
            // All media types of a body show the same value.
            let media = body.content.iter().map(|it| it.to).collect();
            self.shows(schema, tree, Skip::ReadOnly, media);
        }
        let media: Vec<Id<Media>> = body.content.iter().map(|it| it.to).collect();
        for shown in shown.sent.iter().chain(&shown.bodies) {
            let (shown, media) = (shown.clone(), media.clone());
            self.fences.push(Fence { shown, schema, media, skip: Skip::ReadOnly });
        }
        Some(Use::here(self.api.bodies.add(body)))
    }

    fn body_schema(
        &mut self,
        shown: &ShownOperation,
        row: &ShownRow,
        fields: &[ShownRow],
        sample: Option<Node<'_>>,
    ) -> Id<Schema> {
        let owner = shown.heading.split_whitespace().collect::<String>();
        let around = Around { enums: &shown.parameter_enums, owner: &owner, kept: Kept::Sent };
        self.open_table();
        // The prose of the row is the body's, not the schema's.
        let bare = ShownRow { description: None, ..row.clone() };
        let mut branch = Branch { row: &bare, below: Vec::new() };
        // Rows below the body stand one deeper than the body, or level with it.
        let shift = usize::from(fields.first().is_some_and(|it| it.depth > 0));
        let mut raised: Vec<ShownRow> = fields
            .iter()
            .map(|it| ShownRow { depth: it.depth.saturating_sub(shift), ..it.clone() })
            .collect();
        if self.ordered {
            guess_joints(&mut raised, sample);
            if let Some(part) = raised.iter().find(|it| it.joint.is_some()) {
                let fact = "how the parts of a body are combined";
                self.inferred(part.at, fact, "from the example, or as little as can be said");
            }
        }
        branch.below = branches(&raised);
        if let PrintedKind::Link { name, .. } = Printed::read(&row.ty).kind {
            let name = Said::new(name, row.ty.at);
            let is_list = sample.is_some_and(|it| it.kind() == Kind::List);
            let known = self.names.get(&*name.text).map(|it| it.1);
            let one = self.refer(&name, row.at);
            // A link to the items is all that is printed of a list of them.
            let of_list = known >= Some(Known::Rows) && is_list && !self.is_list(&name);
            self.learn_from_example(
                &name,
                if of_list { sample.and_then(|it| it.items().next()) } else { sample },
            );
            if of_list {
                return self.array(Some(one), row.at);
            }
            return one;
        }
        self.row(&branch, sample, around)
    }

    fn is_list(&self, name: &str) -> bool {
        let Some((id, _)) = self.names.get(name) else { return false };
        self.api[*id].types.has(Type::Array)
    }

    fn array(&mut self, items: Option<Id<Schema>>, at: Option<Span>) -> Id<Schema> {
        let array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
        let types = [Type::Array].into_iter().collect();
        self.api.schemas.add(Schema { at, types, array, ..Schema::default() })
    }

    /// A schema of which an example is all that is shown.
    fn only_example(&mut self, sample: Node<'_>) -> Id<Schema> {
        let mut schema = Schema::default();
        self.infer(&mut schema, None, sample, 0);
        self.api.schemas.add(schema)
    }

    /// Items without a type, of what need be no list: their type is printed.
    fn items_of_nothing(&mut self) -> ArrayRules {
        let items = Some(self.api.schemas.add(Schema::default()));
        ArrayRules { items, ..ArrayRules::default() }
    }

    /// A schema that has no rows: of objects nothing is known.
    fn without_rows(&mut self, sample: Node<'_>) -> Id<Schema> {
        let is_object = |it: Node<'_>| it.kind() == Kind::Map;
        if sample.kind() == Kind::List && sample.items().next().is_some_and(is_object) {
            let types = [Type::Object].into_iter().collect();
            let items = self.api.schemas.add(Schema { types, ..Schema::default() });
            return self.array(Some(items), None);
        }
        if is_object(sample) {
            let types = [Type::Object].into_iter().collect();
            return self.api.schemas.add(Schema { types, ..Schema::default() });
        }
        self.only_example(sample)
    }

    /// The media types of the body: the first from the command line, the
    /// others from the languages of the examples.
    fn body_types(&mut self, shown: &ShownOperation) -> Vec<Said> {
        let headers = shown.curl.as_ref().map(|it| &it.headers[..]).unwrap_or_default();
        let is_parameter = shown.parameters.iter().any(|it| {
            it.name.eq_ignore_ascii_case("content-type") && it.place.as_deref() == Some("header")
        });
        let mut stated: Vec<&Said> = headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("content-type"))
            .map(|(_, value)| value)
            .collect();
        // The last of them is the parameter's.
        if is_parameter {
            stated.pop();
        }
        let mut types: Vec<Said> = stated.first().map(|it| (*it).clone()).into_iter().collect();
        for example in &shown.bodies {
            let of = body_type(&example.language);
            // A form is shown in YAML too.
            let is_yaml = *example.language == *"yaml";
            let alike = |it: &Said| class(it) == class(of) || is_yaml && class(it) == YAML;
            let shown = shown.bodies.iter().filter(|it| it.language == example.language);
            let before = shown.take_while(|it| !std::ptr::eq(*it, example)).count();
            if types.iter().filter(|it| alike(it)).count() <= before {
                types.push(Said::new(of, example.language.at));
                self.inferred(
                    example.language.at,
                    format!("the media type `{of}`"),
                    "from the language of the example",
                );
            }
        }
        if types.is_empty() {
            types.push("application/json".into());
            self.inferred(None, "the media type `application/json`", "nothing else is shown");
        }
        types
    }

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

    /// A named schema from an example, where nothing better is shown.
    pub(super) fn learn_from_example(&mut self, name: &Said, sample: Option<Node<'_>>) {
        let Some(sample) = sample else { return };
        if !self.learns(name, Known::Example) {
            return;
        }
        let id = self.declare(name);
        let mut schema = Schema::default();
        self.infer(&mut schema, None, sample, 0);
        schema.at = name.at;
        schema.component = self.api[id].component;
        self.api[id] = schema;
        self.inferred(name.at, format!("all of the schema `{name}`"), "only an example shows it");
    }
}

/// Whether the row for the body itself is left out, as some pages have it: the
/// rows are what the example has.
fn lacks_root(rows: &[ShownRow], sample: Node<'_>) -> bool {
    let mut top = rows.iter().filter(|it| it.depth == 0).peekable();
    // A body may well have a field of that name.
    top.peek().is_some_and(|it| *it.name != *"body") && top.all(|it| sample.get(&it.name).is_some())
}

/// Whether the first row is of the schema itself, and not of a part.
fn is_itself(row: &ShownRow) -> bool {
    *row.name == *ARRAY_ITEM && row.joint.is_none()
}

/// The media type that the command line accepts.
fn accepted(shown: &ShownOperation) -> Option<&Said> {
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

/// The media type of a body whose example is in this language.
fn body_type(language: &str) -> &'static str {
    match language {
        "yaml" => "application/x-www-form-urlencoded",
        "xml" => "application/xml",
        "" => "text/plain",
        _ => "application/json",
    }
}

/// The class of YAML.
const YAML: u8 = 4;

/// The class of media types that are shown alike.
fn class(media_type: &str) -> u8 {
    match media_type {
        "multipart/form-data"
        | "application/x-www-form-urlencoded"
        | "application/octet-stream" => 1,
        "text/plain" | "text/html" => 2,
        it if it.ends_with("xml") => 3,
        it if it.ends_with("yaml") => YAML,
        it if it.ends_with("json") => 5,
        _ => 6,
    }
}
