//! What a schema says in one phrase: the reading of `emit/docs/github/phrase.rs`.

use crate::dialect::Version;
use crate::ir::{Core, Exclusive, Id, Notes, Number, Reference, Said, Schema, Type};
use crate::manner::github::unescape;
use crate::read::pages::github::Reader;
use crate::read::pages::github::piece::{Cursor, Piece};
use crate::read::pages::github::site::schema_label;
use crate::read::pages::rules;

/// How deep brackets nest at most; ours stay below a handful.
const DEEPEST: usize = 32;

/// What stands for a schema that has rows of its own, or that lies too deep.
const DEEPER: &str = "…";

/// Types that no schema states, but its other keywords speak of.
const IMPLIED: &[&str] =
    &["(array)", "(map)", "(object)", "(string)", "(integer)", "(number)", "(boolean)", "(null)"];

/// What may stand behind a phrase, with the comma before it.
const BEHIND: &[&str] = &["each item: ", "required"];

impl Reader<'_> {
    /// The schema that a whole piece speaks of; where it cannot be read, a
    /// finding says so, and the schema says nothing.
    pub(super) fn phrase(&mut self, piece: &Piece) -> Schema {
        if piece.text() == DEEPER {
            rules::too_deep(self.found, piece.span());
        }
        let mut cursor = Cursor::new(piece);
        let schema = self.words(&mut cursor, 0).filter(|_| cursor.is_done());
        schema.unwrap_or_else(|| {
            self.lost(piece, "this type");
            Schema { at: Some(piece.span()), ..Schema::default() }
        })
    }

    /// A phrase, up to what can be no part of it.
    pub(super) fn words(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> Option<Schema> {
        if depth > DEEPEST {
            return None;
        }
        let from = cursor.position();
        let mut schema = Schema::default();
        if cursor.eat("any value") {
            schema.always = Some(true);
        } else if cursor.eat("nothing") {
            schema.always = Some(false);
        } else {
            let mut first = true;
            loop {
                let before = cursor.position();
                if !first && !cursor.eat(", ") {
                    break;
                }
                if !first && BEHIND.iter().any(|it| cursor.rest().starts_with(it)) {
                    cursor.go_back(before);
                    break;
                }
                let known = self.rule(cursor, &mut schema, depth)?
                    || first && self.head(cursor, &mut schema, depth)?;
                if !known {
                    return None;
                }
                first = false;
            }
        }
        schema.at = Some(cursor.since(from).span());
        Some(schema)
    }

    /// The reference or the types that a phrase begins with.
    fn head(&mut self, cursor: &mut Cursor<'_>, schema: &mut Schema, depth: usize) -> Option<bool> {
        if self.reference(cursor, schema) {
            return Some(true);
        }
        loop {
            if !self.type_word(cursor, schema, depth)? {
                return Some(false);
            }
            if !cursor.eat(" or ") {
                return Some(true);
            }
        }
    }

    /// A link to a schema, or what leads nowhere.
    fn reference(&mut self, cursor: &mut Cursor<'_>, schema: &mut Schema) -> bool {
        let from = cursor.position();
        let dynamic = cursor.eat("dynamic ");
        let (text, to) = if cursor.eat("reference ") {
            match cursor.name() {
                Some(text) => (text, None),
                None => {
                    cursor.go_back(from);
                    return false;
                }
            }
        } else {
            match cursor.link() {
                Some(link) => {
                    let (text, to) = self.schema_at(&link);
                    // Within what it leads to: that may not be read yet.
                    let (label, is_name) = schema_label(&link.label);
                    let is_anchor = dynamic && !is_name && !label.starts_with("#/");
                    (if is_anchor { label } else { text }, Some(to))
                }
                None => {
                    cursor.go_back(from);
                    return false;
                }
            }
        };
        let reference = Reference { text, to, summary: None, description: None, dynamic };
        schema.reference = Some(Box::new(reference));
        true
    }

    /// A type, with what it is made of.
    fn type_word(
        &mut self,
        cursor: &mut Cursor<'_>,
        schema: &mut Schema,
        depth: usize,
    ) -> Option<bool> {
        if cursor.eat(DEEPER) {
            return Some(true);
        }
        let silent = IMPLIED.iter().find(|it| cursor.eat(it));
        let word = match silent {
            Some(word) => word.trim_matches(['(', ')']),
            None => {
                let from = cursor.position();
                let word = cursor.word();
                if word == "unknown" && cursor.eat(" ") {
                    let said = cursor.name()?;
                    schema.notes.get_or_insert_default().unknown_type = Some(Box::new(said));
                    format_in_brackets(cursor, schema)?;
                    return Some(true);
                }
                let ty = match word {
                    "any" => None,
                    "map" => Some(Type::Object),
                    _ => match Type::from_name(word) {
                        Some(ty) => Some(ty),
                        None => {
                            cursor.go_back(from);
                            return Some(false);
                        }
                    },
                };
                if let Some(ty) = ty {
                    schema.types.add(ty);
                }
                word
            }
        };
        format_in_brackets(cursor, schema)?;
        if cursor.eat(" of ") {
            let part = self.part(cursor, depth)?;
            match word {
                "array" => schema.array.get_or_insert_default().items = Some(part),
                "map" => schema.object.get_or_insert_default().additional = Some(part),
                _ => return None,
            }
        }
        Some(true)
    }

    /// A schema within a phrase: one word, or a phrase in brackets.
    fn part(&mut self, cursor: &mut Cursor<'_>, depth: usize) -> Option<Id<Schema>> {
        let from = cursor.position();
        let is_word = IMPLIED.iter().any(|it| cursor.rest().starts_with(it));
        let mut schema = Schema::default();
        if cursor.rest().starts_with('(') && !is_word {
            cursor.eat("(");
            schema = self.words(cursor, depth + 1)?;
            if !cursor.eat(")") {
                return None;
            }
        } else if cursor.eat("any value") {
            schema.always = Some(true);
        } else if cursor.eat("nothing") {
            schema.always = Some(false);
        } else if !self.reference(cursor, &mut schema)
            && (depth > DEEPEST || !self.type_word(cursor, &mut schema, depth + 1)?)
        {
            return None;
        }
        schema.at = Some(cursor.since(from).span());
        Some(self.api.schemas.add(schema))
    }

    /// Alternatives and rules; whether there was one.
    fn rule(&mut self, cursor: &mut Cursor<'_>, schema: &mut Schema, depth: usize) -> Option<bool> {
        for (lead, between) in [("all of ", " and "), ("any of ", " or "), ("one of ", " or ")] {
            if !cursor.eat(lead) {
                continue;
            }
            let mut all = vec![self.part(cursor, depth)?];
            while cursor.eat(between) {
                all.push(self.part(cursor, depth)?);
            }
            let logic = schema.logic.get_or_insert_default();
            match lead {
                "all of " => logic.all_of = all,
                "any of " => logic.any_of = all,
                _ => logic.one_of = all,
            }
            return Some(true);
        }
        if cursor.eat("not ") {
            let part = self.part(cursor, depth)?;
            schema.logic.get_or_insert_default().not = Some(part);
            return Some(true);
        }
        if cursor.eat("other properties ") {
            let part = self.part(cursor, depth)?;
            schema.object.get_or_insert_default().additional = Some(part);
            return Some(true);
        }
        if cursor.eat("no other properties") {
            let never = Schema { always: Some(false), ..Schema::default() };
            let never = self.api.schemas.add(never);
            schema.object.get_or_insert_default().additional = Some(never);
            return Some(true);
        }
        if cursor.eat("other items ") {
            let part = self.part(cursor, depth)?;
            schema.array.get_or_insert_default().items = Some(part);
            return Some(true);
        }
        if cursor.eat("no other items") {
            let never = Schema { always: Some(false), ..Schema::default() };
            let never = self.api.schemas.add(never);
            schema.array.get_or_insert_default().items = Some(never);
            return Some(true);
        }
        if cursor.eat("items ") {
            if let Some((from, to)) = range(cursor) {
                let rules = schema.array.get_or_insert_default();
                (rules.min_items, rules.max_items) = (from, to);
            } else {
                let part = self.part(cursor, depth)?;
                schema.array.get_or_insert_default().items = Some(part);
            }
            return Some(true);
        }
        if cursor.eat("type ") {
            while let Some(ty) = Type::from_name(cursor.word()) {
                schema.types.add(ty);
                if !cursor.eat(" or ") {
                    return Some(true);
                }
            }
            return None;
        }
        simple(cursor, schema, self.api.version)
    }
}

/// Rules of one word and its operand; whether there was one.
fn simple(cursor: &mut Cursor<'_>, schema: &mut Schema, version: Version) -> Option<bool> {
    if cursor.eat("format ") {
        schema.format = Some(format_word(cursor)?);
    } else if cursor.eat("nullable") {
        schema.nullable = Some(true);
    } else if cursor.eat("unique items") {
        schema.array.get_or_insert_default().unique = Some(true);
    } else if cursor.eat("length ") {
        let rules = schema.text.get_or_insert_default();
        (rules.min_length, rules.max_length) = range(cursor)?;
    } else if cursor.eat("contained ") {
        let rules = schema.array.get_or_insert_default();
        (rules.min_contains, rules.max_contains) = range(cursor)?;
    } else if cursor.eat("properties ") {
        let rules = schema.object.get_or_insert_default();
        (rules.min_properties, rules.max_properties) = range(cursor)?;
    } else if cursor.eat("matching ") {
        schema.text.get_or_insert_default().pattern = Some(cursor.name()?);
    } else if cursor.eat("encoded as ") {
        schema.text.get_or_insert_default().content_encoding = Some(Box::new(cursor.name()?));
    } else if cursor.eat("containing ") {
        schema.text.get_or_insert_default().content_media_type = Some(Box::new(cursor.name()?));
    } else if cursor.eat("multiple of ") {
        schema.number.get_or_insert_default().multiple_of = Some(bound(cursor)?);
    } else {
        return bounds(cursor, schema, version);
    }
    Some(true)
}

/// Bounds of numbers. In versions before 3.1 an open bound is a bound with a
/// flag; behind a closed one it can only be a bound of its own.
fn bounds(cursor: &mut Cursor<'_>, schema: &mut Schema, version: Version) -> Option<bool> {
    let sign = ["≥ ", "≤ ", "> ", "< "].into_iter().find(|it| cursor.eat(it));
    let Some(sign) = sign else { return Some(false) };
    let bound = bound(cursor)?;
    let rules = schema.number.get_or_insert_default();
    let (closed, exclusive) = match sign {
        "≥ " | "> " => (&mut rules.minimum, &mut rules.exclusive_minimum),
        _ => (&mut rules.maximum, &mut rules.exclusive_maximum),
    };
    if matches!(sign, "≥ " | "≤ ") {
        *closed = Some(bound);
    } else if version >= Version::V3_1 || closed.is_some() {
        *exclusive = Some(Exclusive::Bound(bound));
    } else {
        *closed = Some(bound);
        *exclusive = Some(Exclusive::Flag(true));
    }
    Some(true)
}

fn bound(cursor: &mut Cursor<'_>) -> Option<Number> {
    let text = unescape(cursor.until(&[',', ')', ' ']).text());
    (!text.is_empty()).then(|| Number(text.into()))
}

/// `1–5`, `≥ 1`, `≤ 5` or `5`.
fn range(cursor: &mut Cursor<'_>) -> Option<(Option<u64>, Option<u64>)> {
    if cursor.eat("≥ ") {
        return Some((Some(cursor.number()?), None));
    }
    if cursor.eat("≤ ") {
        return Some((None, Some(cursor.number()?)));
    }
    let from = cursor.number()?;
    let to = if cursor.eat("–") { cursor.number()? } else { from };
    Some((Some(from), Some(to)))
}

/// A format in brackets, if there is one.
fn format_in_brackets(cursor: &mut Cursor<'_>, schema: &mut Schema) -> Option<()> {
    if !cursor.eat("(") {
        return Some(());
    }
    schema.format = Some(format_word(cursor)?);
    cursor.eat(")").then_some(())
}

/// A format: code, or a word.
fn format_word(cursor: &mut Cursor<'_>) -> Option<Said> {
    if let Some(said) = cursor.name() {
        return Some(said);
    }
    let word = cursor.until(&[',', ')', ' ']);
    (!word.is_empty()).then(|| word.plain())
}

/// Notes of a schema, made where it has none.
pub(super) fn notes(schema: &mut Schema) -> &mut Notes {
    schema.notes.get_or_insert_default()
}

/// What a schema says of itself as a resource, made where it says nothing.
pub(super) fn core(schema: &mut Schema) -> &mut Core {
    notes(schema).core.get_or_insert_default()
}
