//! Schemas: a section each, rows for what is within.

use super::text::{Md, Target, cell};
use super::{Writer, heading_of_name, prose, seen_of_name};
use crate::ir::{Id, Schema};
use crate::manner::github::{code, hides, line, quote};

/// How deep rows nest; nothing deeper is shown.
const DEEPEST: usize = 64;

/// A row of a table of properties.
pub(super) struct Row {
    pub(super) path: String,
    pub(super) phrase: Md,
    pub(super) required: bool,
    pub(super) about: Md,
}

impl Row {
    /// Its cells: name, type, required, description.
    pub(super) fn cells(self) -> Vec<Md> {
        let required = Md::from(if self.required { "yes" } else { "" });
        vec![Md::from(code(&self.path)), self.phrase, required, self.about]
    }
}

/// A schema within another, and how rows call it.
struct Part {
    id: Id<Schema>,
    /// What the path of its rows goes on with.
    segment: String,
    /// Whether the phrase around it speaks of it.
    spoken_of: bool,
    /// Whether it gets a table of its own, where it hangs on the root.
    framed: bool,
    required: bool,
}

impl Writer<'_> {
    /// The section of a named schema.
    pub(super) fn schema_section(&self, id: Id<Schema>, label: &str, said: &str) -> Md {
        let mut md = Md::default();
        md.heading(2, label, said, Some(Target::Schema(id)));
        md.prose(prose(self.api[id].description.as_ref()), 2);
        self.schema(id, &Md::from("**Type:** "), false, &mut md);
        md
    }

    /// The section of a component.
    pub(super) fn component_section(&self, id: Id<Schema>, name: &str) -> Md {
        self.schema_section(id, &heading_of_name(name), &seen_of_name(name))
    }

    /// Everything about a schema: its phrase behind a label, its facts, a
    /// table of what is within, and a frame for each alternative.
    pub(super) fn schema(&self, id: Id<Schema>, label: &Md, described: bool, md: &mut Md) {
        self.frame(id, label, "", described, 0, md);
    }

    fn frame(
        &self,
        id: Id<Schema>,
        label: &Md,
        path: &str,
        described: bool,
        depth: usize,
        md: &mut Md,
    ) {
        let mut first = label.clone();
        first.add(&self.phrase(id));
        let mut facts = vec![first];
        if described && let Some(text) = prose(self.api[id].description.as_ref()) {
            facts.push(Md::from(format!("Description: {}", line(text))));
        }
        facts.extend(self.schema_facts(id));
        md.facts(&facts);
        let (mut rows, mut frames) = (Vec::new(), Vec::new());
        self.rows_within(id, "", depth, &mut rows, Some(&mut frames));
        let rows: Vec<_> = rows.into_iter().map(Row::cells).collect();
        md.table(&["Property", "Type", "Required", "Description"], 2, &rows);
        for (segment, part) in frames {
            let path = if path.is_empty() { segment } else { format!("{path} {segment}") };
            let label = Md::from(format!("**{path}:** "));
            self.frame(part, &label, &path, true, depth + 1, md);
        }
    }

    /// The rows of what is within a schema. What hangs on the root and gets a
    /// frame goes into `frames`.
    pub(super) fn rows_within(
        &self,
        id: Id<Schema>,
        path: &str,
        depth: usize,
        rows: &mut Vec<Row>,
        mut frames: Option<&mut Vec<(String, Id<Schema>)>>,
    ) {
        for part in self.parts(id) {
            if part.spoken_of && self.is_short(part.id) {
                continue;
            }
            if part.framed
                && let Some(frames) = &mut frames
            {
                if depth >= DEEPEST {
                    self.too_deep.borrow_mut().push(self.api[part.id].at);
                } else {
                    frames.push((part.segment.trim_matches(['<', '>']).to_owned(), part.id));
                }
                continue;
            }
            let path = match part.segment.strip_prefix('.') {
                Some(first) if path.is_empty() => first.to_owned(),
                _ => format!("{path}{}", part.segment),
            };
            if depth >= DEEPEST {
                self.too_deep.borrow_mut().push(self.api[part.id].at);
                let phrase = Md::from("…");
                rows.push(Row { path, phrase, required: part.required, about: Md::default() });
                continue;
            }
            let row = self.row(part.id, path.clone(), part.required);
            let says = !row.about.is_empty() || row.phrase.text() != self.head(part.id).text();
            if !part.spoken_of || says {
                rows.push(row);
            }
            self.rows_within(part.id, &path, depth + 1, rows, None);
        }
    }

    fn row(&self, id: Id<Schema>, path: String, required: bool) -> Row {
        let about = cell(prose(self.api[id].description.as_ref()), &self.schema_facts(id));
        Row { path, phrase: self.phrase(id), required, about }
    }

    /// The schemas within a schema, in the order of their rows.
    fn parts(&self, id: Id<Schema>) -> Vec<Part> {
        let it = &self.api[id];
        let mut all = Parts::default();
        if let Some(object) = it.object.as_deref() {
            let required: std::collections::BTreeSet<&str> =
                it.required().iter().map(|it| &**it).collect();
            for property in &object.properties {
                let segment = format!(".{}", segment(&property.name));
                all.add(property.schema, segment, false, required.contains(&*property.name));
            }
            for pattern in &object.patterns {
                all.row(pattern.schema, format!("{{{}}}", quote(&pattern.name)));
            }
            if let Some(id) = object.additional {
                all.add(id, "{}".to_owned(), true, false);
            }
            all.keyword("propertyNames", object.names);
            all.keyword("unevaluatedProperties", object.unevaluated);
            for property in &object.dependent_schemas {
                all.row(property.schema, format!("<dependentSchemas {}>", segment(&property.name)));
            }
        }
        if let Some(array) = it.array.as_deref() {
            for (at, &id) in array.prefix.iter().enumerate() {
                all.row(id, format!("[{at}]"));
            }
            if let Some(id) = array.items {
                all.add(id, "[]".to_owned(), true, false);
            }
            all.keyword("additionalItems", array.additional);
            all.keyword("contains", array.contains);
            all.keyword("unevaluatedItems", array.unevaluated);
        }
        if let Some(logic) = it.logic.as_deref() {
            let lists =
                [("allOf", &logic.all_of), ("anyOf", &logic.any_of), ("oneOf", &logic.one_of)];
            for (keyword, list) in lists {
                for (at, &id) in list.iter().enumerate() {
                    all.frame(id, format!("<{keyword} {}>", at + 1), true);
                }
            }
            for (keyword, id, spoken_of) in [
                ("<not>", logic.not, true),
                ("<if>", logic.when, false),
                ("<then>", logic.then, false),
                ("<else>", logic.otherwise, false),
            ] {
                if let Some(id) = id {
                    all.frame(id, keyword.to_owned(), spoken_of);
                }
            }
        }
        all.keyword("contentSchema", it.text.as_deref().and_then(|it| it.content_schema));
        for definition in it.core().map_or(&[][..], |it| &it.definitions) {
            all.row(definition.schema, format!("<$defs {}>", segment(&definition.name)));
        }
        all.0
    }
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, id: Id<Schema>, segment: String, spoken_of: bool, required: bool) {
        self.0.push(Part { id, segment, spoken_of, framed: false, required });
    }

    fn row(&mut self, id: Id<Schema>, segment: String) {
        self.add(id, segment, false, false);
    }

    fn keyword(&mut self, keyword: &str, id: Option<Id<Schema>>) {
        if let Some(id) = id {
            self.row(id, format!("<{keyword}>"));
        }
    }

    fn frame(&mut self, id: Id<Schema>, segment: String, spoken_of: bool) {
        self.0.push(Part { id, segment, spoken_of, framed: true, required: false });
    }
}

/// A name within a path: as it is, or as a JSON string where it holds what
/// paths are made of.
pub(super) fn segment(name: &str) -> String {
    let parts = |it: char| ".[]{}<>\"\\".contains(it) || hides(it);
    if name.trim() != name || name.is_empty() || name.contains(parts) {
        quote(name)
    } else {
        name.to_owned()
    }
}
