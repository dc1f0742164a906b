//! Links to what is no component: to a place within a schema, a response, or
//! another file.
//!
//! No section shows such a schema. Where the place is one that was read, the
//! reference leads there; else what rows below the link show stands apart.

use std::collections::BTreeMap;

use crate::ir::{Id, Known, Media, Operation, Said, Schema, Status, Use};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::operation::decoded;

/// The references to components begin so, and are shown without it.
const COMPONENTS: &str = "#/components/schemas/";

/// What a reference says that is shown under this name: what leads out of the
/// components is shown whole.
pub(super) fn text(name: &Said) -> Said {
    let text = if name.contains('#') { name.to_string() } else { format!("{COMPONENTS}{name}") };
    Said::new(text, name.at)
}

impl Assembly<'_> {
    /// Whether a link bears the name of a place and not of a component, which
    /// has no slash: a schema of that name would have a section.
    pub(super) fn is_place(&self, name: &str) -> bool {
        self.ordered && name.contains('/') && !self.sections.contains(name)
    }

    /// What a row says of a place beside its type, where references are
    /// replaced, the place says itself; the wrapper is left with the rest.
    pub(super) fn dress_place(&mut self, name: &Said, wrapper: &mut Schema) {
        let target = self.declare(name);
        let place = &mut self.api[target];
        if place.description.is_none() {
            place.description.clone_from(&wrapper.description);
        }
        wrapper.description.take_if(|it| place.description.as_ref() == Some(it));
        let said = wrapper.choices().unwrap_or_default();
        let own = place.choices().unwrap_or_default();
        if own.len() == said.len() && own.iter().zip(said).all(|(one, other)| one.same(other)) {
            wrapper.values = None;
        }
        place.nullable = place.nullable.or(wrapper.nullable.take());
        place.notes = place.notes.take().or(wrapper.notes.take());
    }

    /// Lets references to places lead to what was read there, unless that is
    /// a reference itself: a page shows a link even where the schema stands.
    pub(super) fn find_places(&mut self) {
        let places = self.names.iter().filter(|(name, _)| self.is_place(name));
        let found = |(name, it): (&String, &(Id<Schema>, Known))| {
            let text = text(&name.as_str().into());
            let found = self.at_place(text.strip_prefix("#/")?)?;
            let is_link = self.api[self.lone_part(found)].reference.is_some();
            (!is_link).then_some((it.0, found))
        };
        let moved: BTreeMap<Id<Schema>, Id<Schema>> = places.filter_map(found).collect();
        self.lead(&moved);
    }

    /// Lets references lead elsewhere.
    fn lead(&mut self, moved: &BTreeMap<Id<Schema>, Id<Schema>>) {
        if moved.is_empty() {
            return;
        }
        for index in 0..self.api.schemas.len() {
            let Some(reference) = &mut self.api[Id::<Schema>::new(index)].reference else {
                continue;
            };
            if let Some(place) = reference.to.and_then(|it| moved.get(&it)) {
                reference.to = Some(*place);
            }
        }
    }

    /// The schema at a place, as a pointer names it behind its first slash.
    fn at_place(&self, pointer: &str) -> Option<Id<Schema>> {
        let pointer = decoded(pointer);
        let steps: Vec<String> =
            pointer.split('/').map(|it| it.replace("~1", "/").replace("~0", "~")).collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        match &steps[..] {
            ["components", "schemas", name, rest @ ..] => {
                let all = &self.api.components.schemas;
                self.below(all.iter().find(|it| *it.name == **name)?.it.to, rest)
            }
            ["paths", path, method, "responses", status, "content", media, "schema", rest @ ..] => {
                let status = Status::from_name(status);
                let all = &self.operation_at(path, method)?.responses.all;
                let response = all.iter().find(|it| it.status == status)?.response.to;
                self.of_media(&self.api[response].content, media, rest)
            }
            ["paths", path, method, "requestBody", "content", media, "schema", rest @ ..] => {
                let body = self.operation_at(path, method)?.body.as_ref()?.to;
                self.of_media(&self.api[body].content, media, rest)
            }
            _ => None,
        }
    }

    fn operation_at(&self, path: &str, method: &str) -> Option<&Operation> {
        let is_it = |it: &Operation| {
            it.method.name().eq_ignore_ascii_case(method) && *self.api[it.path].template == *path
        };
        self.api.operations().map(|it| it.1).find(|it| is_it(it))
    }

    fn of_media(&self, content: &[Use<Media>], name: &str, steps: &[&str]) -> Option<Id<Schema>> {
        let media = content.iter().find(|it| *self.api[it.to].name == *name)?;
        self.below(self.api[media.to].schema?, steps)
    }

    /// The schema that steps lead to from another.
    fn below(&self, schema: Id<Schema>, mut steps: &[&str]) -> Option<Id<Schema>> {
        let mut found = schema;
        while !steps.is_empty() {
            let around = &self.api[self.api.resolve(found)?];
            (found, steps) = match *steps {
                ["properties", name, ref rest @ ..] => (around.property(name)?.schema, rest),
                ["items", ref rest @ ..] => (around.items()?, rest),
                ["additionalProperties", ref rest @ ..] => (around.additional()?, rest),
                [word, at, ref rest @ ..] => {
                    let parts = match word {
                        "allOf" => around.all_of(),
                        "anyOf" => around.any_of(),
                        "oneOf" => around.one_of(),
                        _ => return None,
                    };
                    (*parts.get(at.parse::<usize>().ok()?)?, rest)
                }
                _ => return None,
            };
        }
        Some(found)
    }
}
