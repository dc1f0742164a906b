//! Sample values of schemas.

use std::borrow::Cow;

use crate::ir::{Id, Schema, Type};
use crate::manner::widdershins::infer;
use crate::manner::widdershins::javascript;
use crate::manner::widdershins::schema::{Combining, View};
use crate::source::Value;

mod bounds;
pub(crate) mod text;
mod value;
mod write;

pub(crate) use value::Sample;

/// Lists and maps at this level of nesting are shown empty; the whole sample
/// is at level 0.
const DEEPEST: usize = 10;
/// How many combining keywords may follow on each other without a level
/// between them. (The sampler knows no such bound, and overflows its stack.)
const LONGEST_CHAIN: usize = 48;
/// How large a sample may be, in bytes or so: each value counts for
/// [`value::COST`], and text for its length.
const LARGEST: usize = 1 << 20;
/// How large all samples of a document may be together.
const LARGEST_TOGETHER: usize = 64 << 20;
/// How many items `minItems` may ask for.
const MOST_ITEMS: usize = 1_000;

/// Which properties a sample leaves out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Skip {
    /// None.
    Nothing,
    /// Those that are only read, in what is sent.
    ReadOnly,
    /// Those that are only written, in what comes back.
    WriteOnly,
}

/// Makes samples, within bounds that hold for all of them together.
#[derive(Debug)]
pub(crate) struct Sampler {
    left: usize,
    cut: bool,
}

impl Sampler {
    /// With nothing used up.
    pub(crate) fn new() -> Self {
        Self { left: LARGEST_TOGETHER, cut: false }
    }

    /// Whether the last sample lacks something because it grew too large.
    pub(crate) fn was_cut(&self) -> bool {
        self.cut
    }

    /// A value of a schema. `None` where there is none that makes sense.
    pub(crate) fn sample<'a>(&mut self, schema: View<'a>, skip: Skip) -> Option<Sample<'a>> {
        self.cut = false;
        let budget = self.left.min(LARGEST);
        let mut walk = Walk { skip, stack: Vec::new(), left: budget, cut: false };
        let stated = schema.values(|it| it.example.as_ref()).filter(|it| value::is_truthy(it));
        let sample = match stated {
            Some(example) => walk.given(example, 0),
            None => walk.schema(schema, Spot::default()).value,
        };
        self.left -= budget - walk.left;
        self.cut = walk.cut;
        sample
    }
}

/// One sample in the making.
struct Walk {
    skip: Skip,
    /// The schemas that are being sampled, but for the outermost: it is
    /// expanded once more when it contains itself.
    stack: Vec<Id<Schema>>,
    left: usize,
    cut: bool,
}

/// Where in the sample a value stands.
#[derive(Clone, Copy, Default)]
struct Spot<'a> {
    /// The property whose value it is.
    name: Option<&'a str>,
    /// How many lists and maps are around it.
    level: usize,
    /// How many combining keywords led here from the property or item.
    chain: usize,
}

impl<'a> Spot<'a> {
    fn below(self, name: Option<&'a str>) -> Self {
        Self { name, level: self.level + 1, chain: 0 }
    }

    fn combined(self) -> Self {
        Self { chain: self.chain + 1, ..self }
    }
}

/// A value, and what the sampler needs to know to combine it.
struct Sampled<'a> {
    /// `None` is JavaScript's `undefined`.
    value: Option<Sample<'a>>,
    ty: Option<Type>,
    read_only: bool,
    write_only: bool,
}

impl Walk {
    fn schema<'a>(&mut self, schema: View<'a>, spot: Spot<'a>) -> Sampled<'a> {
        if self.left < value::COST || spot.chain > LONGEST_CHAIN {
            self.cut = true;
            return Sampled::circular(schema);
        }
        self.left -= value::COST;
        let nested = spot.level > 0 || spot.chain > 0;
        let identity = schema.identity().filter(|_| nested);
        if identity.is_some_and(|it| self.stack.contains(&it)) {
            return Sampled::circular(schema);
        }
        if let Some(example) = schema.values(|it| it.example.as_ref()) {
            return Sampled::new(schema, self.given(example, spot.level), schema.ty());
        }
        // What is combined was taken off the sampler's stack before.
        if !schema.parts(Combining::All).is_empty() {
            return self.all_of(schema, spot);
        }
        for keyword in [Combining::One, Combining::Any] {
            if let Some(&first) = schema.parts(keyword).first() {
                return self.first_of(schema, first, spot);
            }
        }
        if let Some(named) = named(schema) {
            return Sampled::new(schema, self.given(named, spot.level), None);
        }
        self.stack.extend(identity);
        let ty = infer::sampled(schema);
        let value = Some(self.by_type(schema, ty, spot));
        if identity.is_some() {
            self.stack.pop();
        }
        Sampled::new(schema, value, ty)
    }

    /// All parts merged where they are objects, else the last of them.
    fn all_of<'a>(&mut self, schema: View<'a>, spot: Spot<'a>) -> Sampled<'a> {
        if let Some(named) = named(schema) {
            return Sampled::new(schema, self.given(named, spot.level), None);
        }
        let own = Spot { name: None, ..spot }.combined();
        let mut all = self.schema(schema.without(Combining::All), own);
        let mut parts = Vec::new();
        for &part in schema.parts(Combining::All) {
            let part = self.schema(schema.inner(part).copied(all.ty), spot.combined());
            all.ty = part.ty.or(all.ty);
            all.read_only |= part.read_only;
            all.write_only |= part.write_only;
            parts.extend(part.value.filter(|it| !matches!(it, Sample::Null)));
        }
        if all.ty == Some(Type::Object) {
            let own = all.value.take().filter(|it| matches!(it, Sample::Map(_)));
            let maps = parts.into_iter().filter(|it| matches!(it, Sample::Map(_)));
            all.value = Some(maps.fold(own.unwrap_or(Sample::Map(Vec::new())), Sample::merged));
        } else {
            all.value = parts.pop().or(all.value);
        }
        all
    }

    /// The first alternative, over what stands beside the alternatives.
    fn first_of<'a>(&mut self, schema: View<'a>, first: Id<Schema>, spot: Spot<'a>) -> Sampled<'a> {
        if let Some(named) = named(schema) {
            return Sampled::new(schema, self.given(named, spot.level), None);
        }
        let rest = schema.without(Combining::One).without(Combining::Any);
        let own = self.schema(rest, spot.combined());
        let mut chosen = self.schema(schema.inner(first).copied(None), spot.combined());
        chosen.read_only |= schema.is_read_only();
        chosen.write_only |= schema.is_write_only();
        chosen.value = match (own.value, chosen.value) {
            (Some(own @ Sample::Map(_)), Some(value @ Sample::Map(_))) => Some(own.merged(value)),
            (_, value) => value,
        };
        chosen
    }

    fn by_type<'a>(&mut self, schema: View<'a>, ty: Option<Type>, spot: Spot<'a>) -> Sample<'a> {
        match ty {
            Some(Type::Object) => self.object(schema, spot),
            Some(Type::Array) => self.array(schema, spot),
            Some(Type::String | Type::File) => {
                let text = text::sample(schema, spot.name);
                self.left = self.left.saturating_sub(text.len());
                Sample::Text(text)
            }
            Some(Type::Integer | Type::Number) => {
                Sample::Number(Cow::Owned(javascript::number(bounds::sample(schema))))
            }
            Some(Type::Boolean) => Sample::Bool(true),
            Some(Type::Null) | None => Sample::Null,
        }
    }

    fn object<'a>(&mut self, schema: View<'a>, spot: Spot<'a>) -> Sample<'a> {
        if spot.level >= DEEPEST {
            return Sample::Map(Vec::new());
        }
        let properties = schema.properties();
        let mut entries = Vec::with_capacity(properties.len());
        for property in properties {
            let below = spot.below(Some(&property.name));
            let sampled = self.schema(schema.inner(property.schema), below);
            let skipped = match self.skip {
                Skip::Nothing => false,
                Skip::ReadOnly => sampled.read_only,
                Skip::WriteOnly => sampled.write_only,
            };
            if let Some(value) = sampled.value.filter(|_| !skipped) {
                entries.push((Cow::Borrowed(&*property.name.text), value));
            }
        }
        let mut map = Sample::Map(entries);
        if let Some(values) = schema.additional() {
            let stem = additional_name(values);
            for number in ["1", "2"] {
                if let Some(value) = self.schema(values, spot.below(None)).value {
                    map.set(Cow::Owned(format!("{stem}{number}")), value);
                }
            }
        }
        map
    }

    fn array<'a>(&mut self, schema: View<'a>, spot: Spot<'a>) -> Sample<'a> {
        if spot.level >= DEEPEST {
            return Sample::List(Vec::new());
        }
        let contained = schema.array(|it| it.contains).map(|it| schema.inner(it));
        let bound = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
        let least = schema.array(|it| it.min_items).map_or(1, bound).max(1);
        let most = schema.array(|it| it.max_items).map_or(usize::MAX, bound);
        let count = least.min(most).min(MOST_ITEMS);
        self.cut |= least.min(most) > MOST_ITEMS;
        if !schema.prefix().is_empty() {
            return self.tuple(schema, count, spot);
        }
        let Some(items) = schema.items().or(contained) else {
            // The chain gives every list `items: {}`, of which nothing is known.
            return Sample::List((0..count).map(|_| Sample::Null).collect());
        };
        let mut list = Vec::new();
        for _ in 0..count {
            if self.left < value::COST {
                break;
            }
            list.push(self.schema(items, spot.below(None)).value.unwrap_or(Sample::Null));
        }
        Sample::List(list)
    }

    /// The first items by their own schemas, as the sampler takes a list of
    /// `items`, and as many others as must be there.
    fn tuple<'a>(&mut self, schema: View<'a>, least: usize, spot: Spot<'a>) -> Sample<'a> {
        let first = schema.prefix().iter().map(|&it| Some(schema.inner(it)));
        let others = schema.items().filter(|it| it.own(|it| it.always) != Some(false));
        let more = least.saturating_sub(schema.prefix().len());
        let others = std::iter::repeat_n(others, more).take_while(Option::is_some);
        let mut list = Vec::new();
        for item in first.chain(others).flatten() {
            if self.left < value::COST {
                break;
            }
            list.push(self.schema(item, spot.below(None)).value.unwrap_or(Sample::Null));
        }
        Sample::List(list)
    }

    /// A value from the document.
    fn given<'a>(&mut self, value: &'a Value, level: usize) -> Option<Sample<'a>> {
        let sample = Sample::given(value.node(), level, &mut self.left);
        self.cut |= sample.is_none();
        sample
    }
}

impl<'a> Sampled<'a> {
    fn new(schema: View<'a>, value: Option<Sample<'a>>, ty: Option<Type>) -> Self {
        let (read_only, write_only) = (schema.is_read_only(), schema.is_write_only());
        Self { value, ty, read_only, write_only }
    }

    /// What stands where a schema would contain itself: nothing, if that is
    /// possible, and else no value at all.
    fn circular(schema: View<'a>) -> Self {
        let value = match infer::sampled(schema) {
            Some(Type::Object) => Some(Sample::Map(Vec::new())),
            Some(Type::Array) => Some(Sample::List(Vec::new())),
            _ => None,
        };
        Self { value, ty: None, read_only: false, write_only: false }
    }
}

/// The value that a schema names, in the sampler's order of preference.
fn named(schema: View<'_>) -> Option<&Value> {
    schema
        .values(|it| it.constant.as_deref())
        .or_else(|| schema.values(|it| it.examples.first()))
        .or_else(|| schema.choices().and_then(<[Value]>::first))
        .or_else(|| schema.values(|it| it.default.as_ref()))
}

/// What the sample properties of a map are called, before their number.
fn additional_name(values: View<'_>) -> Cow<'_, str> {
    let extensions = values.own(|it| it.notes.as_deref()).map(|it| &it.extensions);
    let name = extensions.and_then(|it| crate::ir::extension(it, "x-additionalPropertiesName"));
    name.and_then(|it| it.node().scalar()).filter(|it| !it.is_empty()).unwrap_or("property".into())
}
