//! Parameters and headers: a row each, and rows for what is within.

use crate::dialect::Version;
use crate::ir::{
    Example, Extensions, Header, Id, Media, Parameter, Place, Said, Schema, Style, Type, Use,
};
use crate::manner::github::is_fact;
use crate::read::pages::github::Reader;
use crate::read::pages::github::blocks::Blocks;
use crate::read::pages::github::fact::{address, line};
use crate::read::pages::github::leaf::Block;
use crate::read::pages::github::path::Step;
use crate::read::pages::github::piece::{Cursor, Link, Piece, label};
use crate::read::pages::github::schema::reference;
use crate::read::pages::github::shared::{HEADER, PARAMETER};
use crate::read::pages::github::site::Target;
use crate::read::pages::github::table::{Row, Table};
use crate::read::pages::rules;
use crate::source::Value;

/// What a row says of a value, wherever it stands.
#[derive(Debug, Default)]
struct Valued {
    schema: Option<Id<Schema>>,
    content: Vec<Use<Media>>,
    description: Option<Said>,
    deprecated: Option<bool>,
    allow_empty: Option<bool>,
    allow_reserved: Option<bool>,
    style: Option<Style>,
    explode: Option<bool>,
    example: Option<Value>,
    examples: Vec<(Said, Use<Example>)>,
    extensions: Extensions,
}

const PARAMETERS: &[&str] = &["Name", "In", "Type", "Required", "Description"];
const HEADERS: &[&str] = &["Header", "Type", "Required", "Description"];

impl Reader<'_> {
    /// The table of parameters that comes next.
    pub(super) fn parameters(&mut self, blocks: &mut Blocks<'_>) -> Vec<Use<Parameter>> {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return Vec::new() };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(3, PARAMETERS) {
            return Vec::new();
        }
        blocks.next();
        let mut all: Vec<Use<Parameter>> = Vec::new();
        let mut current: Option<(Said, Option<Id<Schema>>)> = None;
        for row in &table.rows {
            let Some(place) = table.cell(row, "In") else {
                self.within_value(current.as_ref(), &table, row, "Name");
                continue;
            };
            let name = table.cell(row, "Name").and_then(Piece::name);
            let (Some(name), Some(place)) = (name, Place::from_name(place.text())) else {
                rules::lost(self.found, row.at, "this row");
                current = None;
                continue;
            };
            let required = self.yes(table.cell(row, "Required"));
            if let Some((link, Target::Parameter(to))) = self.shared_by(&table, row, PARAMETER) {
                let it = &mut self.api[to];
                if it.name.is_empty() {
                    // Its section is on a page that is not here.
                    it.name = name.clone();
                    (it.at, it.place) = (Some(row.at), place);
                    it.required = Some(true).filter(|_| required);
                }
                all.push(shared_use(to, &link, "parameters", about(&table, row)));
                current = Some((name, None));
                continue;
            }
            let it = self.valued(&table, row);
            current = Some((name.clone(), schema_of(&self.api, &it)));
            // Silence means what it does in 3.0; in 2.0 that must be stated.
            let is_list = it.schema.is_some_and(|it| self.api[it].types.has(Type::Array));
            let spread = self.api.version == Version::V2_0 && is_list && it.style.is_none();
            let spread = spread && matches!(place, Place::Query | Place::Form);
            let parameter = Parameter {
                at: Some(row.at),
                name,
                place,
                description: it.description,
                required: Some(true).filter(|_| required),
                deprecated: it.deprecated,
                allow_empty: it.allow_empty,
                stated_style: it.style,
                stated_explode: it.explode.or(Some(true).filter(|_| spread)),
                allow_reserved: it.allow_reserved,
                collection: None,
                schema: it.schema,
                content: it.content.into(),
                example: it.example,
                examples: it.examples.into(),
                extensions: it.extensions,
            };
            all.push(Use::here(self.api.parameters.add(parameter)));
        }
        all
    }

    /// The table of headers that comes next.
    pub(super) fn headers(&mut self, blocks: &mut Blocks<'_>) -> Vec<(Said, Use<Header>)> {
        let leaf = self.leaf();
        let Some(Block::Table(at)) = blocks.peek() else { return Vec::new() };
        let table = Table::read(leaf, at.clone(), self.found);
        if !table.has(2, HEADERS) {
            return Vec::new();
        }
        blocks.next();
        let mut all: Vec<(Said, Use<Header>)> = Vec::new();
        let mut current: Option<(Said, Option<Id<Schema>>)> = None;
        for row in &table.rows {
            let Some((cell, steps)) = self.row_path(table.cell(row, "Header"), row.at) else {
                current = None;
                continue;
            };
            let [Step::Property(name)] = &steps[..] else {
                self.within_value(current.as_ref(), &table, row, "Header");
                continue;
            };
            let name = cell.said(name.as_str());
            let required = self.yes(table.cell(row, "Required"));
            if let Some((link, Target::Header(to))) = self.shared_by(&table, row, HEADER) {
                all.push((name.clone(), shared_use(to, &link, "headers", about(&table, row))));
                current = Some((name, None));
                continue;
            }
            let it = self.valued(&table, row);
            current = Some((name.clone(), schema_of(&self.api, &it)));
            let header = Header {
                at: Some(row.at),
                description: it.description,
                required: Some(true).filter(|_| required),
                deprecated: it.deprecated,
                allow_empty: it.allow_empty,
                style: it.style,
                explode: it.explode,
                allow_reserved: it.allow_reserved,
                collection: None,
                schema: it.schema,
                content: it.content.into(),
                example: it.example,
                examples: it.examples.into(),
                extensions: it.extensions,
            };
            all.push((name, Use::here(self.api.headers.add(header))));
        }
        all
    }

    /// A row about something within the schema of the row above it.
    fn within_value(
        &mut self,
        current: Option<&(Said, Option<Id<Schema>>)>,
        table: &Table,
        row: &Row,
        column: &str,
    ) {
        let Some((cell, steps)) = self.row_path(table.cell(row, column), row.at) else { return };
        let (Some((name, Some(schema))), Some((Step::Property(first), steps))) =
            (current, steps.split_first())
        else {
            return rules::orphan_row(self.found, cell.span());
        };
        if **name != **first || steps.is_empty() {
            return rules::orphan_row(self.found, cell.span());
        }
        let required = self.yes(table.cell(row, "Required"));
        let cells = (table.cell(row, "Type"), required, table.cell(row, "Description"));
        self.row(*schema, &cell, steps, cells);
    }

    /// The shared parameter or header that a row is a link to.
    fn shared_by(
        &mut self,
        table: &Table,
        row: &Row,
        kind: &'static str,
    ) -> Option<(Link, Target)> {
        let cell = table.cell(row, "Type")?;
        let mut cursor = Cursor::new(cell);
        let link = cursor.link().filter(|_| cursor.is_done())?;
        let (target, _) = self.shared_target(&link, kind)?;
        Some((link, target))
    }

    /// What a row says of a value: its type, its facts and those of its schema.
    fn valued(&mut self, table: &Table, row: &Row) -> Valued {
        let mut it = Valued::default();
        let mut schema = None;
        if let Some(cell) = table.cell(row, "Type") {
            let mut cursor = Cursor::new(cell);
            match cursor.name() {
                Some(name) => {
                    if cursor.eat(": ") {
                        schema = Some(self.phrase(&cursor.left()));
                    } else if !cursor.is_done() {
                        self.lost(cell, "this type");
                    }
                    let media = Media { at: name.at, name, ..Media::default() };
                    it.content.push(Use::here(self.api.media.add(media)));
                }
                None => schema = Some(self.phrase(cell)),
            }
        }
        let about = table.cell(row, "Description").map(Piece::prose_and_facts);
        let (prose, facts) = about.unwrap_or_default();
        it.description = prose.map(|it| line(&it));
        let rest = self.value_facts(&mut it, facts);
        let mut left = Vec::new();
        let mut own = schema.unwrap_or_default();
        for fact in rest {
            match fact.strip("Schema: ") {
                Some(text) => own.description = Some(line(&text)),
                None => left.push(fact),
            }
        }
        let left = self.schema_facts(&mut own, &left);
        self.strange(&left);
        let typed = table.cell(row, "Type").is_some_and(|it| it.name().is_none());
        if typed {
            let id = self.api.schemas.add(own);
            match it.content.first() {
                Some(media) => self.api[media.to].schema = Some(id),
                None => it.schema = Some(id),
            }
        }
        it
    }

    /// Takes the facts that are a value's own: those before the first that
    /// only a schema has.
    fn value_facts(&mut self, it: &mut Valued, facts: Vec<Piece>) -> Vec<Piece> {
        let mut facts = facts.into_iter().peekable();
        while let Some(fact) = facts.peek() {
            if self.value_fact(it, fact).is_none() {
                break;
            }
            facts.next();
        }
        facts.collect()
    }

    fn value_fact(&mut self, it: &mut Valued, fact: &Piece) -> Option<()> {
        match fact.text() {
            "Deprecated" if it.deprecated.is_none() => it.deprecated = Some(true),
            "May be empty" => it.allow_empty = Some(true),
            "Reserved characters allowed" => it.allow_reserved = Some(true),
            text if text.starts_with("Style: ") => {
                (it.style, it.explode) = style(&fact.strip("Style: ")?)?;
            }
            text if text.starts_with("Example: ") && it.example.is_none() => {
                it.example = Some(self.value(&fact.strip("Example: ")?)?);
            }
            text if text.starts_with("Example ") => {
                let example = self.example_in_cell(&fact.strip("Example ")?)?;
                it.examples.push(example);
            }
            text if text.starts_with("About ") => {
                let rest = fact.strip("About ")?;
                let mut cursor = Cursor::new(&rest);
                let name = cursor.name()?;
                cursor.eat(": ").then_some(())?;
                let (_, example) = it.examples.iter().rev().find(|it| it.0 == name)?;
                let to = example.to;
                self.api[to].description = Some(line(&cursor.left()));
            }
            text if text.starts_with("Extension ") => {
                it.extensions.push(self.extension(fact)?);
            }
            _ => return None,
        }
        Some(())
    }

    /// `` `n`: value as data, sent as `text` – summary ``
    fn example_in_cell(&mut self, rest: &Piece) -> Option<(Said, Use<Example>)> {
        let mut cursor = Cursor::new(rest);
        let name = cursor.name()?;
        cursor.eat(": ").then_some(())?;
        let mut example = Example { at: Some(rest.span()), ..Example::default() };
        if cursor.eat("see ") {
            example.external_value = Some(address(&mut cursor)?.1);
        } else if !cursor.eat("none") {
            let value = self.next_value(&mut cursor)?;
            if cursor.eat(" as data") {
                example.data_value = Some(value);
            } else {
                example.value = Some(value);
            }
        }
        if cursor.eat(", sent as ") {
            example.serialized_value = Some(cursor.name()?);
        }
        if cursor.eat(" – ") {
            example.summary = Some(cursor.left().plain());
        } else {
            cursor.is_done().then_some(())?;
        }
        Some((name, Use::here(self.api.examples.add(example))))
    }
}

/// The prose of a row.
fn about(table: &Table, row: &Row) -> Option<Said> {
    let cell = table.cell(row, "Description")?;
    (!is_fact(cell.text())).then(|| line(cell))
}

/// The schema that the rows below a value are within.
fn schema_of(api: &crate::ir::Api, it: &Valued) -> Option<Id<Schema>> {
    it.schema.or_else(|| api[it.content.first()?.to].schema)
}

/// `` `form`, not exploded ``
pub(super) fn style(rest: &Piece) -> Option<(Option<Style>, Option<bool>)> {
    let mut cursor = Cursor::new(rest);
    let mut style = None;
    let mut explode = None;
    if let Some(word) = cursor.name() {
        style = Some(if *word == *"tabDelimited" {
            Style::TabDelimited
        } else {
            Style::from_name(&word)?
        });
        if cursor.is_done() {
            return Some((style, explode));
        }
        cursor.eat(", ").then_some(())?;
    }
    if cursor.eat("exploded") {
        explode = Some(true);
    } else if cursor.eat("not exploded") {
        explode = Some(false);
    }
    cursor.is_done().then_some((style, explode))
}

/// A use of what has a section of its own on the page of shared parts.
pub(super) fn shared_use<T>(to: Id<T>, link: &Link, kind: &str, own: Option<Said>) -> Use<T> {
    use_named(to, &link.name().0, link, kind, own)
}

/// The same, where the link shows something else than the name.
pub(super) fn use_named<T>(
    to: Id<T>,
    name: &str,
    link: &Link,
    kind: &str,
    own: Option<Said>,
) -> Use<T> {
    let name = name.replace('~', "~0").replace('/', "~1");
    let text = link.at.said(format!("#/components/{kind}/{name}"));
    let mut via = reference(text, to);
    via.description = own;
    Use { to, via: Some(Box::new(via)) }
}

/// The name that a heading of a shared part shows.
pub(super) fn shared_name(it: &Piece) -> Said {
    label(it).0
}
