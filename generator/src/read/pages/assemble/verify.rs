//! Whether the examples follow from what was understood.
//!
//! Each example that a page shows is sampled once more from the schemas as they
//! were read. Where the two differ, the page knew of a value that no rule would
//! sample: it becomes an `example` at the deepest place that explains it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ir::{Api, Id, Media, Schema, Values};
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::sample::{Sample, Sampler, Skip};
use crate::read::pages::assemble::Assembly;
use crate::read::pages::assemble::examples::keys;
use crate::source::{self, Kind, Node, Tree};

/// An example, and the schema that it is of.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) schema: Id<Schema>,
    pub(super) tree: Arc<Tree>,
    pub(super) skip: Skip,
    /// The media types that it is of.
    pub(super) media: Vec<Id<Media>>,
}

/// A value that a schema has to name.
struct Lack {
    schema: Id<Schema>,
    json: String,
    /// The media types that name the value, where no schema can.
    media: Vec<Id<Media>>,
    /// Whether no property leads there: it is the example, or its items.
    whole: bool,
}

/// How often examples are looked at: a value that is named may explain others.
const ROUNDS: usize = 6;

impl Assembly<'_> {
    /// Remembers an example of a schema.
    pub(super) fn shows(
        &mut self,
        schema: Id<Schema>,
        tree: &Arc<Tree>,
        skip: Skip,
        media: Vec<Id<Media>>,
    ) {
        self.shown.push(Example { schema, tree: Arc::clone(tree), skip, media });
    }

    /// Names the values that no rule explains: first within each schema, then
    /// where references lead from one to another.
    pub(super) fn verify(&mut self) {
        let mut open = std::mem::take(&mut self.shown);
        for round in 0..ROUNDS {
            let lacks = lacks(&self.api, &mut open, round > 0, self.ordered);
            if open.is_empty() || (lacks.is_empty() && round > 0) {
                break;
            }
            for lack in lacks {
                self.name(&lack);
            }
        }
    }

    fn name(&mut self, lack: &Lack) {
        let Some(value) = source::Value::from_json(&lack.json) else { return };
        let at = self.api[lack.schema].at;
        if !lack.media.is_empty() {
            for &it in &lack.media {
                self.api[it].example = source::Value::from_json(&lack.json);
            }
            self.inferred(at, "an example", "no rule samples the value that is shown");
            return;
        }
        // What stands beside a reference needs an `allOf` around it.
        if self.api[lack.schema].reference.is_some() {
            self.wrap(lack.schema);
        }
        let values = self.api[lack.schema].values.get_or_insert_with(Box::<Values>::default);
        if values.example.is_none() {
            values.example = Some(value);
            self.inferred(at, "an example", "no rule samples the value that is shown");
        }
    }
}

/// What schemas lack so that these examples follow from them. Examples that
/// do already are taken out. `by_media`: no reference has anything beside it,
/// wherever it stands.
fn lacks(api: &Api, open: &mut Vec<Example>, across: bool, by_media: bool) -> Vec<Lack> {
    let document = Document::new(api);
    let mut sampler = Sampler::new();
    let mut others = Vec::new();
    open.retain(|example| {
        // An example of its own explains what is shown.
        if example.media.iter().any(|it| api[*it].example.is_some()) {
            return false;
        }
        let Some(sample) = sampler.sample(document.resolved(example.schema), example.skip) else {
            return false;
        };
        let differs = !is_same(example.tree.root(), &sample);
        if differs {
            others.push(sample);
        }
        differs
    });
    // What refers to a schema that lacks something itself waits for the next round.
    let waiting: BTreeSet<Id<Schema>> = open.iter().map(|it| it.schema).collect();
    let mut lacks = Vec::new();
    for (example, sample) in open.iter().zip(&others) {
        let before = lacks.len();
        let mut search = Search {
            api,
            across,
            ordered: by_media,
            waiting: &waiting,
            lacks: &mut lacks,
            held: 0,
        };
        search.compare(example.schema, example.tree.root(), sample, 0);
        // A reference stays what it is: the media type has the example.
        let refers = |it: &Lack| api[it.schema].reference.is_some() && (by_media || it.whole);
        if !example.media.is_empty() && lacks[before..].iter().any(refers) {
            lacks.truncate(before);
            lacks.push(Lack {
                schema: example.schema,
                json: example.tree.root().to_json(),
                media: example.media.clone(),
                whole: true,
            });
        }
    }
    // A schema that several examples speak of needs one value only.
    lacks.sort_by_key(|it| it.schema);
    lacks.dedup_by_key(|it| it.schema);
    lacks
}

struct Search<'a> {
    api: &'a Api,
    /// Whether a reference whose target samples otherwise is a lack.
    across: bool,
    /// Whether the pages show what stands beside references.
    ordered: bool,
    /// The schemas whose own example does not follow yet.
    waiting: &'a BTreeSet<Id<Schema>>,
    lacks: &'a mut Vec<Lack>,
    /// How many properties lead to what is compared.
    held: usize,
}

impl Search<'_> {
    fn compare(&mut self, id: Id<Schema>, shown: Node<'_>, sampled: &Sample<'_>, depth: usize) {
        if is_same(shown, sampled) {
            return;
        }
        let schema = &self.api[id];
        let whole = self.held == 0;
        let lack = Lack { schema: id, json: shown.to_json(), media: Vec::new(), whole };
        if schema.reference.is_some() || !schema.all_of().is_empty() {
            let target = self.api.resolve(*schema.all_of().first().unwrap_or(&id));
            if self.across && target.is_none_or(|it| !self.waiting.contains(&it)) {
                self.lacks.push(lack);
            }
            return;
        }
        if depth < 64 && schema.example().is_none() {
            match (shown.kind(), sampled) {
                (Kind::Map, Sample::Map(entries)) => {
                    let same = keys(shown).iter().eq(entries.iter().map(|(key, _)| key.as_ref()));
                    if same && self.properties(schema, shown, entries, depth) {
                        return;
                    }
                }
                (Kind::List, Sample::List(items)) => {
                    let mut all = shown.items();
                    if let (Some(first), None, [item], Some(held)) =
                        (all.next(), all.next(), &items[..], schema.items())
                    {
                        // Beside a reference stands nothing: the list has the example.
                        let to = self.api[held].reference.as_ref().filter(|_| self.ordered);
                        if let Some(to) = to.and_then(|it| it.to) {
                            if self.across && !self.waiting.contains(&to) {
                                self.lacks.push(lack);
                            }
                            return;
                        }
                        return self.compare(held, first, item, depth + 1);
                    }
                }
                _ => {}
            }
        }
        self.lacks.push(lack);
    }

    /// Each value by itself, if each has a schema.
    fn properties(
        &mut self,
        schema: &Schema,
        shown: Node<'_>,
        sampled: &[(std::borrow::Cow<'_, str>, Sample<'_>)],
        depth: usize,
    ) -> bool {
        let held = |name: &str| schema.property(name).map(|it| it.schema).or(schema.additional());
        if !sampled.iter().all(|(name, _)| held(name).is_some()) {
            return false;
        }
        self.held += 1;
        for (entry, (name, value)) in shown.entries().zip(sampled) {
            if let Some(id) = held(name) {
                self.compare(id, entry.value, value, depth + 1);
            }
        }
        self.held -= 1;
        true
    }
}

/// Whether a value is what was sampled, the order of keys included.
fn is_same(shown: Node<'_>, sampled: &Sample<'_>) -> bool {
    match (shown.kind(), sampled) {
        (Kind::Null, Sample::Null) => true,
        (Kind::Bool, Sample::Bool(value)) => shown.as_bool() == Some(*value),
        (Kind::Number, Sample::Number(spelt)) => shown
            .number()
            .is_some_and(|it| it == *spelt || it.parse::<f64>() == spelt.parse::<f64>()),
        (Kind::Text, Sample::Text(text)) => shown.as_text().is_some_and(|it| it == *text),
        (Kind::List, Sample::List(items)) => {
            let mut all = shown.items();
            items.iter().all(|it| all.next().is_some_and(|node| is_same(node, it)))
                && all.next().is_none()
        }
        (Kind::Map, Sample::Map(entries)) => {
            let mut all = shown.entries();
            entries.iter().all(|(key, value)| {
                all.next().is_some_and(|it| it.name() == *key && is_same(it.value, value))
            }) && all.next().is_none()
        }
        _ => false,
    }
}
