//! A schema as the rows of a table, and several tables where schemas are combined.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Id, Schema, Type};
use crate::manner::widdershins::anchor::schema_link;
use crate::manner::widdershins::infer;
use crate::manner::widdershins::schema::{Combining, View};

/// The name of a row for the values of a map.
pub(crate) const ADDITIONAL: &str = "**additionalProperties**";
/// The name of a row for what has none.
pub(crate) const ANONYMOUS: &str = "*anonymous*";

/// How many rows a schema may have. Real ones stay under a few thousand;
/// wrappers of wrappers could ask for more than there are atoms.
pub(crate) const MOST_ROWS: usize = 10_000;
/// How deep the walk goes.
const DEEPEST: usize = 100;

/// All rows of a schema.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    /// At least one; the others are for the parts of `allOf` and the like.
    pub(crate) blocks: Vec<Block<'a>>,
    /// Whether some were left out because there were too many.
    pub(crate) cut: bool,
}

/// The rows of one table.
#[derive(Debug)]
pub(crate) struct Block<'a> {
    /// What stands over it; may be empty.
    pub(crate) title: Cow<'a, str>,
    /// The rows.
    pub(crate) rows: Vec<Row<'a>>,
}

/// A schema under its name.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    /// The name without its indentation.
    pub(crate) name: Cow<'a, str>,
    /// How deep it is shown.
    pub(crate) depth: usize,
    /// The schema.
    pub(crate) schema: View<'a>,
    /// Whether the schema around it requires it.
    pub(crate) required: bool,
    /// The schema around it, of which it is a property or a part.
    pub(crate) around: Option<View<'a>>,
}

/// Walks a schema for at most so many rows. `offset` is added to each depth.
pub(crate) fn rows(schema: View<'_>, offset: isize, most: usize) -> Rows<'_> {
    let title = schema.title().or(schema.description()).unwrap_or_default();
    let mut walk = Walk {
        offset,
        blocks: vec![Block { title: Cow::Borrowed(title), rows: Vec::new() }],
        seen: BTreeSet::new(),
        open: Vec::new(),
        depths: Depths::default(),
        block_depth: 0,
        left: most,
        cut: false,
    };
    walk.schema(schema, Around { schema: None, place: Place::Top }, 0);
    Rows { blocks: walk.blocks, cut: walk.cut }
}

struct Walk<'a> {
    offset: isize,
    blocks: Vec<Block<'a>>,
    /// Schemas whose inner schemas have been walked: once a table is enough.
    seen: BTreeSet<Id<Schema>>,
    /// Schemas merged into those that are being walked. (The chain has no such
    /// guard, and dies of a circle that leads through wrappers only.)
    open: Vec<Id<Schema>>,
    depths: Depths,
    /// How deep the last part of an `allOf` or the like stood; 0: none.
    block_depth: usize,
    left: usize,
    cut: bool,
}

/// The schema around a schema, and where in it that stands.
#[derive(Clone, Copy)]
struct Around<'a> {
    schema: Option<View<'a>>,
    place: Place<'a>,
}

/// Where in another a schema stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    Top,
    Items,
    AdditionalItems,
    Additional,
    /// `properties` or `patternProperties`.
    Property(&'a str),
    /// The position in a combining keyword.
    Part(Combining, usize),
    Not,
}

impl<'a> Walk<'a> {
    fn schema(&mut self, schema: View<'a>, around: Around<'a>, raw: usize) {
        let is_reference = schema.reference().is_some();
        let (schema, merged) = schema.combined();
        self.block(schema, around.place, raw);
        self.row(schema, around, raw);

        let circular = merged.iter().any(|it| self.open.contains(it));
        let again = schema.identity().is_some_and(|it| !self.seen.insert(it));
        if is_reference || again || circular {
            return;
        }
        if raw >= DEEPEST || self.left == 0 {
            self.cut = true;
            return;
        }
        let before = self.open.len();
        self.open.extend(merged);
        self.inner(schema, raw + 1);
        self.open.truncate(before);
    }

    /// Walks the schemas in a schema, in the walker's order of keywords.
    fn inner(&mut self, schema: View<'a>, raw: usize) {
        let mut walk = |id: Id<Schema>, place: Place<'a>| {
            self.schema(schema.inner(id), Around { schema: Some(schema), place }, raw);
        };
        if let Some(items) = schema.array(|it| it.items) {
            walk(items, Place::Items);
        }
        let structured = |id: &Id<Schema>| schema.api()[*id].always.is_none();
        if let Some(items) = schema.array(|it| it.additional).filter(structured) {
            walk(items, Place::AdditionalItems);
        }
        if let Some(values) = schema.object(|it| it.additional).filter(structured) {
            walk(values, Place::Additional);
        }
        for property in schema.properties() {
            walk(property.schema, Place::Property(&property.name));
        }
        let patterns = schema.object(|it| Some(&*it.patterns).filter(|it| !it.is_empty()));
        for pattern in patterns.unwrap_or_default() {
            walk(pattern.schema, Place::Property(&pattern.name));
        }
        for keyword in [Combining::All, Combining::Any, Combining::One] {
            for (at, &part) in schema.parts(keyword).iter().enumerate() {
                walk(part, Place::Part(keyword, at));
            }
        }
        if let Some(not) = schema.own(|it| it.logic.as_deref()?.not) {
            walk(not, Place::Not);
        }
    }

    /// Opens a table for a part of `allOf` and the like, and another for what
    /// follows after it.
    fn block(&mut self, schema: View<'a>, place: Place<'a>, raw: usize) {
        let word = match place {
            Place::Part(Combining::All, 0) => "allOf",
            Place::Part(Combining::All, _) => "and",
            Place::Part(Combining::Any, 0) => "anyOf",
            Place::Part(Combining::Any, _) => "or",
            Place::Part(Combining::One, 0) => "oneOf",
            Place::Part(Combining::One, _) => "xor",
            Place::Not => "not",
            _ if raw < self.block_depth => {
                self.block_depth = 0;
                self.blocks.push(Block { title: "continued".into(), rows: Vec::new() });
                return;
            }
            _ => return,
        };
        self.block_depth = raw;
        let mut title = Cow::Borrowed(word);
        let (prefix, target) = match schema.reference() {
            Some(_) => (schema.link().map(|it| format!("{it}.")), schema.linked()),
            None => (None, None),
        };
        let told_apart_by = target.map_or_else(
            || schema.own(|it| it.discriminator()),
            |it| schema.api()[it].discriminator(),
        );
        if let Some(discriminator) = told_apart_by {
            let prefix = prefix.unwrap_or_default();
            title = format!("{word} - discriminator: {prefix}{}", discriminator.property).into();
        }
        self.blocks.push(Block { title, rows: Vec::new() });
    }

    fn row(&mut self, schema: View<'a>, around: Around<'a>, raw: usize) {
        let Some(name) = name(schema, around) else { return };
        let depth = self.depths.shown(raw);
        let is_top = matches!(around.place, Place::Top);
        if is_top && schema.ty() == Some(Type::Object) {
            return;
        }
        if self.left == 0 {
            self.cut = true;
            return;
        }
        self.left -= 1;
        let depth = isize::try_from(depth).unwrap_or(isize::MAX).saturating_add(self.offset);
        let row = Row {
            depth: usize::try_from(depth).unwrap_or_default(),
            schema,
            required: around.schema.is_some_and(|it| it.requires(&name)),
            around: around.schema,
            name,
        };
        if let Some(block) = self.blocks.last_mut() {
            block.rows.push(row);
        }
    }
}

/// The name of a row; a schema without one has no row.
fn name<'a>(schema: View<'a>, around: Around<'a>) -> Option<Cow<'a, str>> {
    let own = match around.place {
        Place::Part(..) | Place::Not => Some(ANONYMOUS),
        // The walker takes the name out of a path, up to the next slash.
        Place::Property(name) => name.split('/').next().filter(|it| !it.is_empty()),
        _ => None,
    };
    if let Some(name) = own.or(schema.title()) {
        return Some(Cow::Borrowed(name));
    }
    match around.place {
        Place::Top => {
            let listed = || schema.items().is_some_and(|it| it.link().is_some());
            let shown = match schema.ty() {
                Some(Type::Array) => listed(),
                Some(Type::Object) | None => false,
                Some(_) => true,
            };
            shown.then_some(Cow::Borrowed(ANONYMOUS))
        }
        Place::Additional => Some(Cow::Borrowed(ADDITIONAL)),
        Place::AdditionalItems => Some(Cow::Borrowed("**additionalItems**")),
        _ => {
            let in_a_list = around.schema.is_some_and(|it| it.items().is_some());
            (!in_a_list).then_some(Cow::Borrowed(ANONYMOUS))
        }
    }
}

/// How deep rows are shown, given how deep they stand.
///
/// A step down counts one, however many schemas without a row it passes; what
/// a step up takes back is the step down, halved where it was even.
#[derive(Default)]
struct Depths {
    shown: usize,
    last: usize,
    /// From each depth that was left, how far down the step was.
    steps: BTreeMap<usize, usize>,
}

impl Depths {
    fn shown(&mut self, raw: usize) -> usize {
        if raw > self.last {
            self.steps.insert(self.last, raw - self.last);
            self.shown += 1;
        }
        if raw < self.last {
            for (_, step) in self.steps.split_off(&raw) {
                let back = if step.is_multiple_of(2) { step / 2 } else { step };
                self.shown = self.shown.saturating_sub(back);
            }
        }
        self.last = raw;
        self.shown
    }
}

impl<'a> Row<'a> {
    /// The name behind a guillemet for each level.
    pub(crate) fn display_name(&self) -> String {
        let indent = "»".repeat(self.depth);
        format!("{indent} {}", self.name).trim().to_owned()
    }

    /// The prose of the schema; else that of what it links to; else, for a
    /// list of links, that of its items in brackets.
    pub(crate) fn description(&self) -> Option<Cow<'a, str>> {
        if let Some(own) = self.schema.description() {
            return Some(Cow::Borrowed(own));
        }
        let api = self.schema.api();
        let linked = self.schema.linked().and_then(|it| api[it].description.as_deref());
        if let Some(description) = linked.filter(|it| !it.is_empty()) {
            return Some(Cow::Borrowed(description));
        }
        let items = self.schema.items().filter(|_| self.schema.ty() == Some(Type::Array))?;
        let description = items.linked().and_then(|it| api[it].description.as_deref())?;
        (!description.is_empty()).then(|| Cow::Owned(format!("[{description}]")))
    }

    /// The type as the walker spells it: with its format, a list by its items
    /// in brackets, and whether it may be null.
    pub(crate) fn safe_type(&self) -> String {
        let schema = self.schema;
        let null = if schema.is_nullable() { "¦null" } else { "" };
        if schema.ty() == Some(Type::Array) {
            return format!("[{}]{null}", items_type(schema));
        }
        let name = match schema.link() {
            Some(name) => schema_link(name),
            None if schema.ty().is_none() => return format!("{}{null}", infer::shown(schema)),
            None => type_name(schema).into_owned(),
        };
        match format(schema) {
            Some(format) => format!("{name}({format}){null}"),
            None => format!("{name}{null}"),
        }
    }
}

/// What the items of a list are called in a type.
fn items_type(list: View<'_>) -> Cow<'_, str> {
    let Some(items) = list.items() else { return Cow::Borrowed("any") };
    let combined = [Combining::One, Combining::All, Combining::Any];
    if items.own(|it| it.logic.as_deref()?.not).is_some() {
        return Cow::Borrowed("not");
    }
    if let Some(keyword) = combined.into_iter().find(|it| !items.parts(*it).is_empty()) {
        return Cow::Borrowed(match keyword {
            Combining::All => "allOf",
            Combining::Any => "anyOf",
            Combining::One => "oneOf",
        });
    }
    match items.link() {
        Some(name) => Cow::Owned(schema_link(name)),
        None if items.ty().is_none() => Cow::Borrowed("any"),
        None => type_name(items),
    }
}

/// The type that a schema states, or what is inferred. A file is a string;
/// several types are parted by a broken bar.
pub(crate) fn type_name(schema: View<'_>) -> Cow<'static, str> {
    let name = |ty: Type| if ty == Type::File { "string" } else { ty.name() };
    let mut types = schema.types();
    if types.len() > 1 {
        types.retain(|it| *it != Type::Null);
    }
    match types[..] {
        [] => Cow::Borrowed(infer::shown(schema)),
        [one] => Cow::Borrowed(name(one)),
        _ => Cow::Owned(types.into_iter().map(name).collect::<Vec<_>>().join("¦")),
    }
}

/// The format that a schema states. A file is binary.
pub(crate) fn format(schema: View<'_>) -> Option<&str> {
    let file = || (schema.ty() == Some(Type::File)).then_some("binary");
    schema.format().or_else(file)
}
