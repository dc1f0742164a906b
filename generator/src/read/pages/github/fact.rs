//! Facts of schemas, and the spellings that all facts share.

use crate::ir::{Discriminator, Extensions, ExternalDocs, Id, Mapping, Said, Schema, Xml};
use crate::manner::github::{quote, read_line, read_value};
use crate::read::pages::github::Reader;
use crate::read::pages::github::phrase::{core, notes};
use crate::read::pages::github::piece::{Cursor, Piece};
use crate::read::pages::rules;
use crate::source::Value;

/// What is said of each value of an enum.
#[derive(Debug, Default)]
struct Described {
    names: Vec<Option<Said>>,
    told: Vec<Option<Said>>,
}

impl Reader<'_> {
    /// Takes the facts that are a schema's; what is left is no fact of one.
    pub(super) fn schema_facts(&mut self, schema: &mut Schema, facts: &[Piece]) -> Vec<Piece> {
        let mut left = Vec::new();
        let mut described = Described::default();
        for fact in facts {
            if self.schema_fact(schema, fact, &mut described).is_none() {
                left.push(fact.clone());
            }
        }
        described.note(schema);
        left
    }

    fn schema_fact(
        &mut self,
        schema: &mut Schema,
        fact: &Piece,
        described: &mut Described,
    ) -> Option<()> {
        match fact.text() {
            "Deprecated" => notes(schema).deprecated = Some(true),
            "Read-only" => notes(schema).read_only = Some(true),
            "Write-only" => notes(schema).write_only = Some(true),
            "Values: none" => {
                schema.values.get_or_insert_default().choices = Some(Vec::new());
            }
            text if text.starts_with("Value `") || text.starts_with("Value <") => {
                self.described(schema, &fact.from("Value ".len()), described)?;
            }
            text if text.starts_with("Required with ") => {
                let rest = fact.from("Required with ".len());
                let mut cursor = Cursor::new(&rest);
                let with = cursor.name()?;
                cursor.eat(":").then_some(())?;
                cursor.eat(" ");
                let needs = cursor.names();
                cursor.is_done().then_some(())?;
                schema.object.get_or_insert_default().dependent_required.push((with, needs));
            }
            text => {
                let (label, _) = text.split_once(": ")?;
                let rest = fact.from(label.len() + 2);
                if let Some(key) = text.strip_prefix("Extension ") {
                    let _ = key;
                    notes(schema).extensions.push(self.extension(fact)?);
                    return Some(());
                }
                self.labelled(schema, label, &rest)?;
            }
        }
        Some(())
    }

    fn labelled(&mut self, schema: &mut Schema, label: &str, rest: &Piece) -> Option<()> {
        match label {
            "Title" => schema.title = Some(rest.plain()),
            "Description" => schema.description = Some(line(rest)),
            "Values" => {
                let all = self.values(rest)?;
                schema.values.get_or_insert_default().choices = Some(all);
            }
            "Examples" => {
                let all = self.values(rest)?;
                schema.values.get_or_insert_default().examples = all.into();
            }
            "Constant" | "Default" | "Example" => {
                let it = self.value(rest)?;
                let values = schema.values.get_or_insert_default();
                match label {
                    "Constant" => values.constant = Some(Box::new(it)),
                    "Default" => values.default = Some(it),
                    _ => values.example = Some(it),
                }
            }
            "Discriminator" => {
                let it = self.discriminator(rest)?;
                schema.logic.get_or_insert_default().discriminator = Some(Box::new(it));
            }
            "Also required" => {
                let mut cursor = Cursor::new(rest);
                let names = cursor.names();
                cursor.is_done().then_some(())?;
                let object = schema.object.get_or_insert_default();
                object.required.get_or_insert_default().extend(names);
            }
            "XML" => notes(schema).xml = Some(Box::new(xml(rest)?)),
            "See" => notes(schema).external_docs = Some(Box::new(see(rest)?)),
            "Vocabulary" => core(schema).vocabulary = Some(self.value(rest)?),
            "Comment" => core(schema).comment = Some(rest.name()?),
            "Identifier" => core(schema).id = Some(rest.name()?),
            "Dialect" => core(schema).dialect = Some(rest.name()?),
            "Anchor" => core(schema).anchor = Some(rest.name()?),
            "Dynamic anchor" => core(schema).dynamic_anchor = Some(rest.name()?),
            _ => return None,
        }
        Some(())
    }

    /// `` `v` (`name`): line ``
    fn described(
        &mut self,
        schema: &mut Schema,
        rest: &Piece,
        described: &mut Described,
    ) -> Option<()> {
        let mut cursor = Cursor::new(rest);
        let value = self.next_value(&mut cursor)?;
        let mut called = None;
        if cursor.eat(" (") {
            called = Some(cursor.name()?);
            cursor.eat(")").then_some(())?;
        }
        let told = cursor.eat(": ").then(|| line(&cursor.left()));
        (told.is_some() || cursor.is_done()).then_some(())?;
        schema.values.get_or_insert_default().choices.get_or_insert_default().push(value);
        described.names.push(called);
        described.told.push(told);
        Some(())
    }

    /// One value in a code span.
    pub(super) fn value(&mut self, piece: &Piece) -> Option<Value> {
        let mut cursor = Cursor::new(piece);
        let value = self.next_value(&mut cursor)?;
        cursor.is_done().then_some(value)
    }

    fn values(&mut self, piece: &Piece) -> Option<Vec<Value>> {
        let mut cursor = Cursor::new(piece);
        let mut all = vec![self.next_value(&mut cursor)?];
        while cursor.eat(", ") {
            all.push(self.next_value(&mut cursor)?);
        }
        cursor.is_done().then_some(all)
    }

    /// The value in the code span that comes next.
    pub(super) fn next_value(&mut self, cursor: &mut Cursor<'_>) -> Option<Value> {
        let (text, at) = cursor.code()?;
        let json = read_value(&text);
        let value = Value::from_json(&json);
        if value.is_none() {
            let message = format!("this is shown as JSON and is none: `{text}`");
            self.found.add(&rules::EXAMPLE_NOT_JSON, at.span(), message);
        }
        // What looks like JSON and is none can only be text.
        let value = value.or_else(|| Value::from_json(&quote(&text)))?;
        Some(value.standing(at.span()))
    }

    /// `` Extension `x-key`: value ``
    pub(super) fn extension(&mut self, fact: &Piece) -> Option<(Said, Value)> {
        let rest = fact.strip("Extension ")?;
        let mut cursor = Cursor::new(&rest);
        let key = cursor.name()?;
        cursor.eat(": ").then_some(())?;
        let value = self.next_value(&mut cursor)?;
        cursor.is_done().then_some((key, value))
    }

    /// Takes extensions; gives what is none.
    pub(super) fn extensions(&mut self, facts: Vec<Piece>, into: &mut Extensions) -> Vec<Piece> {
        let mut left = Vec::new();
        for fact in facts {
            match self.extension(&fact) {
                Some(it) => into.push(it),
                None => left.push(fact),
            }
        }
        left
    }

    fn discriminator(&mut self, rest: &Piece) -> Option<Discriminator> {
        let mut cursor = Cursor::new(rest);
        let property = cursor.name()?;
        let mut it = Discriminator { at: Some(rest.span()), property, ..Discriminator::default() };
        let mut lead = " – ";
        while cursor.eat(lead) {
            if lead == ", " && cursor.eat("else ") {
                cursor.go_back(cursor.position() - "else ".len() - lead.len());
                break;
            }
            let value = cursor.name()?;
            cursor.eat(" is ").then_some(())?;
            let (target, schema) = self.mapped(&mut cursor)?;
            it.mapping.push(Mapping { value, target, schema });
            lead = ", ";
        }
        if cursor.eat(", else ") {
            let (target, schema) = self.mapped(&mut cursor)?;
            it.default_mapping = Some(Mapping { value: Said::default(), target, schema });
        }
        cursor.is_done().then_some(it)
    }

    fn mapped(&mut self, cursor: &mut Cursor<'_>) -> Option<(Said, Option<Id<Schema>>)> {
        if let Some(link) = cursor.link() {
            let (text, to) = self.schema_at(&link);
            return Some((text, Some(to)));
        }
        Some((cursor.name()?, None))
    }

    /// Says of facts that nothing takes them.
    pub(super) fn strange(&mut self, facts: &[Piece]) {
        for fact in facts.iter().filter(|it| !it.text().trim().is_empty()) {
            self.lost(fact, "this text");
        }
    }
}

impl Described {
    /// Notes what was said as the extensions that say it.
    fn note(self, schema: &mut Schema) {
        let lists = [("x-enum-varnames", self.names), ("x-enum-descriptions", self.told)];
        for (key, list) in lists {
            let Some(first) = list.iter().flatten().next() else { continue };
            let Some(at) = first.at else { continue };
            let text = |it: &Option<Said>| it.as_ref().map_or("null".to_owned(), |it| quote(it));
            let json = format!("[{}]", list.iter().map(text).collect::<Vec<_>>().join(","));
            if let Some(value) = Value::from_json(&json) {
                notes(schema).extensions.push((Said::new(key, at), value.standing(at)));
            }
        }
    }
}

/// Prose on one line.
pub(super) fn line(piece: &Piece) -> Said {
    piece.said(read_line(piece.text()))
}

/// Documentation elsewhere.
pub(super) fn see(rest: &Piece) -> Option<ExternalDocs> {
    let mut cursor = Cursor::new(rest);
    let (description, url) = address(&mut cursor)?;
    cursor.is_done().then_some(())?;
    let at = Some(rest.span());
    Some(ExternalDocs { at, url: Some(url), description, extensions: Vec::new() })
}

/// An address, and the words that stand for it.
pub(super) fn address(cursor: &mut Cursor<'_>) -> Option<(Option<Said>, Said)> {
    if let Some(url) = cursor.name() {
        return Some((None, url));
    }
    if cursor.eat("<") {
        let url = cursor.until(&['>']);
        return cursor.eat(">").then(|| (None, url.said(url.text())));
    }
    if let Some(link) = cursor.link() {
        return Some((Some(link.label.plain()), link.at.said(link.target)));
    }
    let label = cursor.until(&['`', '<']);
    let label = label.strip_end(" (")?;
    let url = cursor.name()?;
    cursor.eat(")").then(|| (Some(label.plain()), url))
}

/// An address without words.
pub(super) fn url(rest: &Piece) -> Option<Said> {
    let mut cursor = Cursor::new(rest);
    let (label, url) = address(&mut cursor)?;
    (label.is_none() && cursor.is_done()).then_some(url)
}

fn xml(rest: &Piece) -> Option<Xml> {
    let mut xml = Xml { at: Some(rest.span()), ..Xml::default() };
    if rest.text() == "as it is" {
        return Some(xml);
    }
    let mut cursor = Cursor::new(rest);
    loop {
        if cursor.eat("attribute") {
            xml.attribute = Some(true);
        } else if cursor.eat("wrapped") {
            xml.wrapped = Some(true);
        } else if cursor.eat("namespace ") {
            xml.namespace = Some(cursor.name()?);
        } else if cursor.eat("name ") {
            xml.name = Some(cursor.name()?);
        } else if cursor.eat("prefix ") {
            xml.prefix = Some(cursor.name()?);
        } else if cursor.eat("node type ") {
            xml.node_type = Some(cursor.name()?);
        } else {
            return None;
        }
        if cursor.is_done() {
            return Some(xml);
        }
        cursor.eat(", ").then_some(())?;
    }
}
