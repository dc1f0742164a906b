//! Bodies and responses.

use crate::ir::{ArrayRules, Body, Id, Known, Media, Said, Schema, Type, Use};
use crate::manner::widdershins::sample::Skip;
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::allot::Kept;
use crate::read::pages::assemble::combined::guess_joints;
use crate::read::pages::assemble::schema::{Around, Branch, branches, is_required};
use crate::read::pages::assemble::settle::Fence;
use crate::read::pages::shown::{ARRAY_ITEM, ShownOperation, ShownRow};
use crate::read::pages::types::{Printed, PrintedKind};
use crate::source::{Kind, Node};
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

    pub(super) fn array(&mut self, items: Option<Id<Schema>>, at: Option<Span>) -> Id<Schema> {
        let array = Some(Box::new(ArrayRules { items, ..ArrayRules::default() }));
        let types = [Type::Array].into_iter().collect();
        self.api.schemas.add(Schema { at, types, array, ..Schema::default() })
    }

    /// A schema of which an example is all that is shown.
    pub(super) fn only_example(&mut self, sample: Node<'_>) -> Id<Schema> {
        let mut schema = Schema::default();
        self.infer(&mut schema, None, sample, 0);
        self.api.schemas.add(schema)
    }

    /// Items without a type, of what need be no list: their type is printed.
    pub(super) fn items_of_nothing(&mut self) -> ArrayRules {
        let items = Some(self.api.schemas.add(Schema::default()));
        ArrayRules { items, ..ArrayRules::default() }
    }

    /// A schema that has no rows: of objects nothing is known.
    pub(super) fn without_rows(&mut self, sample: Node<'_>) -> Id<Schema> {
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
        // Code of stock pages names the media type, if there is one.
        let is_told = self.ordered && shown.curl.is_some();
        if types.is_empty() && !is_told {
            types.push("application/json".into());
            self.inferred(None, "the media type `application/json`", "nothing else is shown");
        }
        types
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
pub(super) fn is_itself(row: &ShownRow) -> bool {
    *row.name == *ARRAY_ITEM && row.joint.is_none()
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
pub(super) fn class(media_type: &str) -> u8 {
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
