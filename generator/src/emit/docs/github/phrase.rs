//! What values a schema allows, in one phrase: `array of string, 1–5 items`.

use super::Writer;
use super::text::{Md, Target, joined};
use crate::ir::{
    ArrayRules, Exclusive, Id, NumberRules, ObjectRules, Reference, Schema, TextRules, Type,
};
use crate::manner::github::{code, escape, name};
use crate::source::{Kind, Value};

/// How many schemas deep a phrase goes; what lies deeper has rows of its own.
const DEEPEST: usize = 3;

/// A phrase, and whether it needs no brackets within another.
type Phrase = (Md, bool);

impl Writer<'_> {
    /// Everything about a schema that has its place in a phrase.
    pub(super) fn phrase(&self, id: Id<Schema>) -> Md {
        self.words(id, 0, true).0
    }

    /// How the phrase around it speaks of a schema that has rows of its own.
    pub(super) fn head(&self, id: Id<Schema>) -> Md {
        self.words(id, 1, false).0
    }

    /// Whether the phrase around it says all of a schema.
    pub(super) fn is_short(&self, id: Id<Schema>) -> bool {
        self.is_short_at(id, 1)
    }

    fn is_short_at(&self, id: Id<Schema>, depth: usize) -> bool {
        let it = &self.api[id];
        depth <= DEEPEST
            && super::prose(it.description.as_ref()).is_none()
            && it.properties().is_empty()
            && !has_hidden_parts(it)
            && self.schema_facts(id).is_empty()
            && self.parts_in_phrase(id).iter().all(|&part| self.is_short_at(part, depth + 1))
    }

    /// The schemas within it that its phrase speaks of.
    pub(super) fn parts_in_phrase(&self, id: Id<Schema>) -> Vec<Id<Schema>> {
        let it = &self.api[id];
        let mut parts: Vec<_> = it.items().into_iter().chain(it.additional()).collect();
        if let Some(logic) = it.logic.as_deref() {
            parts.extend(logic.all_of.iter().chain(&logic.any_of).chain(&logic.one_of));
            parts.extend(logic.not);
        }
        parts
    }

    fn words(&self, id: Id<Schema>, depth: usize, whole: bool) -> Phrase {
        let it = &self.api[id];
        if let Some(always) = it.always {
            return (Md::from(if always { "any value" } else { "nothing" }), true);
        }
        let (head, mut simple) = match &it.reference {
            Some(reference) => (Some(self.reference(reference)), true),
            None => self.types(id, depth).map_or((None, false), |it| (Some(it.0), it.1)),
        };
        let mut parts: Vec<Md> = head.into_iter().collect();
        self.alternatives(id, depth, &mut parts);
        if parts.is_empty() {
            let implied = implied(it);
            simple = implied.len() < 2;
            let words = implied.iter().map(|it| format!("({})", it.name()));
            let words = words.reduce(|all, word| format!("{all} or {word}"));
            parts.push(Md::from(words.unwrap_or_else(|| "any".to_owned())));
        }
        if it.reference.is_some() {
            beside_reference(it, &mut parts);
        }
        if it.nullable == Some(true) {
            parts.push(Md::from("nullable"));
        }
        if whole {
            text_rules(it.text.as_deref(), &mut parts);
            number_rules(it.number.as_deref(), &mut parts);
            array_rules(it.array.as_deref(), &mut parts);
            object_rules(it.object.as_deref(), &mut parts);
        }
        self.other_parts(id, depth, &mut parts);
        let simple = parts.len() == 1 && simple;
        (joined(&parts, ", "), simple)
    }

    fn part(&self, id: Id<Schema>, depth: usize) -> Md {
        if depth >= DEEPEST {
            return Md::from("…");
        }
        let (words, simple) = self.words(id, depth + 1, self.is_short_at(id, depth + 1));
        if simple {
            return words;
        }
        let mut out = Md::from("(");
        out.add(&words).push(")");
        out
    }

    fn reference(&self, reference: &Reference<Schema>) -> Md {
        let mut out = Md::from(if reference.dynamic { "dynamic " } else { "" });
        let around = reference.to.and_then(|to| self.anchored.get(&self.api.written(to)));
        // By the name from which it may be led on; this section shows what has it.
        if let Some(&component) = around.filter(|_| reference.dynamic)
            && reference.anchor().is_some()
        {
            out.link(&code(&name(&reference.text)), Target::Schema(component));
            return out;
        }
        match reference.to {
            Some(to) => out.add(&self.schema_link(to, &reference.text)),
            None => out.push("reference ").push(&code(&name(&reference.text))),
        };
        out
    }

    /// A link to where a schema is written down.
    pub(super) fn schema_link(&self, to: Id<Schema>, text: &str) -> Md {
        let to = self.api.written(to);
        let mut out = Md::default();
        match self.api.schema_name(to) {
            Some(said) => out.link(&super::heading_of_name(said), Target::Schema(to)),
            None => {
                self.pointed.borrow_mut().add(to, text);
                out.link(&code(&name(text)), Target::Schema(to))
            }
        };
        out
    }

    /// The types with what they are made of, and whether that is one type;
    /// `None` where nothing is stated.
    fn types(&self, id: Id<Schema>, depth: usize) -> Option<Phrase> {
        let it = &self.api[id];
        let mut words: Vec<Md> = Vec::new();
        let mut format = it.format.as_deref();
        let only_null = it.types.iter().all(|it| it == Type::Null);
        for ty in it.types.iter() {
            let map = ty == Type::Object && self.is_map(id);
            let mut word = Md::from(if map { "map" } else { ty.name() });
            if ty != Type::Null || only_null {
                formatted(&mut word, format.take());
            }
            match ty {
                Type::Array => self.of(&mut word, listed(it), depth),
                Type::Object if map => self.of(&mut word, it.additional(), depth),
                _ => {}
            }
            words.push(word);
        }
        if let Some(unknown) = it.unknown_type() {
            let mut word = Md::from(format!("unknown {}", code(&name(unknown))));
            formatted(&mut word, format.take());
            words.push(word);
        }
        if words.is_empty() {
            let (word, part) = if it.items().is_some() {
                ("(array)", listed(it))
            } else if self.is_map(id) {
                ("(map)", it.additional())
            } else if !it.properties().is_empty() {
                ("(object)", None)
            } else if format.is_some() {
                ("any", None)
            } else {
                return None;
            };
            let mut word = Md::from(word);
            formatted(&mut word, format.take());
            self.of(&mut word, part, depth);
            words.push(word);
        }
        let simple = words.len() == 1;
        Some((joined(&words, " or "), simple))
    }

    /// What an array or a map is made of.
    fn of(&self, word: &mut Md, part: Option<Id<Schema>>, depth: usize) {
        if let Some(part) = part {
            word.push(" of ").add(&self.part(part, depth));
        }
    }

    /// Whether an object is a map: it has other properties, and no named ones.
    pub(super) fn is_map(&self, id: Id<Schema>) -> bool {
        let it = &self.api[id];
        let objects = is_untyped(it) || it.types.has(Type::Object);
        let Some(object) = it.object.as_deref().filter(|_| objects) else { return false };
        object.properties.is_empty()
            && object.patterns.is_empty()
            && object.additional.is_some_and(|it| self.api[it].always != Some(false))
            && it.reference.is_none()
            && !(is_untyped(it) && it.items().is_some())
    }

    /// Items and other properties, where no word of a type speaks of them.
    fn other_parts(&self, id: Id<Schema>, depth: usize, parts: &mut Vec<Md>) {
        let it = &self.api[id];
        let in_types = it.reference.is_none() && (is_untyped(it) || it.types.has(Type::Array));
        if let Some(items) = it.items().filter(|_| !in_types || is_tuple(it)) {
            let mut out = Md::default();
            if in_types && self.api[items].always == Some(false) {
                out.push("no other items");
            } else {
                out.push(if in_types { "other items " } else { "items " });
                out.add(&self.part(items, depth));
            }
            parts.push(out);
        }
        if let Some(additional) = it.additional().filter(|_| !self.is_map(id)) {
            let mut out = Md::default();
            if self.api[additional].always == Some(false) {
                out.push("no other properties");
            } else {
                out.push("other properties ").add(&self.part(additional, depth));
            }
            parts.push(out);
        }
    }

    fn alternatives(&self, id: Id<Schema>, depth: usize, parts: &mut Vec<Md>) {
        let it = &self.api[id];
        let lists = [
            ("all of ", " and ", it.all_of()),
            ("any of ", " or ", it.any_of()),
            ("one of ", " or ", it.one_of()),
        ];
        for (lead, between, list) in lists {
            if !list.is_empty() {
                let all: Vec<Md> = list.iter().map(|&it| self.part(it, depth)).collect();
                let mut out = Md::from(lead);
                out.add(&joined(&all, between));
                parts.push(out);
            }
        }
        if let Some(not) = it.logic.as_deref().and_then(|it| it.not) {
            let mut out = Md::from("not ");
            out.add(&self.part(not, depth));
            parts.push(out);
        }
    }
}

/// Whether no type is stated, not even one that nobody knows.
fn is_untyped(it: &Schema) -> bool {
    it.types.is_empty() && it.unknown_type().is_none()
}

/// Whether the first items have schemas of their own.
fn is_tuple(it: &Schema) -> bool {
    it.array.as_deref().is_some_and(|it| !it.prefix.is_empty())
}

/// What an array is made of, where that is one schema for all items.
fn listed(it: &Schema) -> Option<Id<Schema>> {
    it.items().filter(|_| !is_tuple(it))
}

/// The types that the keywords of a schema speak of where it states none:
/// those of its values, or the one whose rules it has.
fn implied(it: &Schema) -> Vec<Type> {
    let values = it.constant().into_iter().chain(it.choices().unwrap_or_default());
    let mut types: Vec<Type> = Vec::new();
    for value in values {
        let ty = type_of(value);
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    if types.is_empty() {
        types.extend(ruled(it));
    }
    types
}

/// The type whose rules a schema has, as far as a page shows any of them:
/// what it does not show, nobody can read back.
fn ruled(it: &Schema) -> Option<Type> {
    let array = |it: &ArrayRules| {
        !it.prefix.is_empty()
            || it.contains.is_some()
            || it.unevaluated.is_some()
            || it.min_items.or(it.max_items).or(it.min_contains).or(it.max_contains).is_some()
            || it.unique == Some(true)
    };
    let object = |it: &ObjectRules| {
        !it.patterns.is_empty()
            || it.names.is_some()
            || it.unevaluated.is_some()
            || !it.dependent_schemas.is_empty()
            || it.dependent_required.iter().any(|it| !it.1.is_empty())
            || it.required.as_deref().is_some_and(|it| !it.is_empty())
            || it.min_properties.or(it.max_properties).is_some()
    };
    let text = |it: &TextRules| {
        it.min_length.or(it.max_length).is_some()
            || it.pattern.is_some()
            || it.content_encoding.is_some()
            || it.content_media_type.is_some()
            || it.content_schema.is_some()
    };
    let number = |it: &NumberRules| {
        it.minimum.is_some()
            || it.maximum.is_some()
            || it.multiple_of.is_some()
            || [&it.exclusive_minimum, &it.exclusive_maximum]
                .iter()
                .any(|it| matches!(it, Some(Exclusive::Bound(_))))
    };
    let rules = [
        (it.array.as_deref().is_some_and(array), Type::Array),
        (it.object.as_deref().is_some_and(object), Type::Object),
        (it.text.as_deref().is_some_and(text), Type::String),
        (it.number.as_deref().is_some_and(number), Type::Number),
    ];
    rules.into_iter().find(|it| it.0).map(|it| it.1)
}

/// The type of a value.
fn type_of(value: &Value) -> Type {
    match value.node().kind() {
        Kind::Null => Type::Null,
        Kind::Bool => Type::Boolean,
        Kind::Number if value.to_json().contains(['.', 'e', 'E']) => Type::Number,
        Kind::Number => Type::Integer,
        Kind::Text => Type::String,
        Kind::List => Type::Array,
        Kind::Map => Type::Object,
    }
}

/// Whether there are schemas within it that no phrase speaks of.
fn has_hidden_parts(it: &Schema) -> bool {
    let object = it.object.as_deref().is_some_and(|it| {
        !it.patterns.is_empty()
            || it.names.is_some()
            || it.unevaluated.is_some()
            || !it.dependent_schemas.is_empty()
    });
    let array = it.array.as_deref().is_some_and(|it| {
        !it.prefix.is_empty()
            || it.additional.is_some()
            || it.contains.is_some()
            || it.unevaluated.is_some()
    });
    let logic = it
        .logic
        .as_deref()
        .is_some_and(|it| it.when.is_some() || it.then.is_some() || it.otherwise.is_some());
    let text = it.text.as_deref().is_some_and(|it| it.content_schema.is_some());
    let notes = it.core().is_some_and(|it| !it.definitions.is_empty());
    object || array || logic || text || notes
}

/// A format behind a word: `string(uuid)`.
fn formatted(word: &mut Md, format: Option<&str>) {
    if let Some(format) = format {
        word.push(&format!("({})", format_word(format)));
    }
}

/// Type and format that stand beside a reference.
fn beside_reference(it: &Schema, parts: &mut Vec<Md>) {
    if !it.types.is_empty() {
        let words: Vec<&str> = it.types.iter().map(Type::name).collect();
        parts.push(Md::from(format!("type {}", words.join(" or "))));
    }
    if let Some(format) = &it.format {
        parts.push(Md::from(format!("format {}", format_word(format))));
    }
}

/// A format as it stands in brackets: as it is where it is a word, else as code.
fn format_word(format: &str) -> String {
    let plain = |it: char| it.is_ascii_alphanumeric() || "-.:/+".contains(it);
    if !format.is_empty() && format.chars().all(plain) {
        escape(format)
    } else {
        code(&name(format))
    }
}

/// `length 1–5`, `length ≥ 1`, `length 5`.
fn range(noun: &str, from: Option<u64>, to: Option<u64>) -> Option<Md> {
    let said = match (from, to) {
        (None, None) => return None,
        (Some(from), None) => format!("{noun} ≥ {from}"),
        (None, Some(to)) => format!("{noun} ≤ {to}"),
        (Some(from), Some(to)) if from == to => format!("{noun} {from}"),
        (Some(from), Some(to)) => format!("{noun} {from}–{to}"),
    };
    Some(Md::from(said))
}

fn text_rules(rules: Option<&TextRules>, parts: &mut Vec<Md>) {
    let Some(rules) = rules else { return };
    parts.extend(range("length", rules.min_length, rules.max_length));
    let named = [
        ("matching", rules.pattern.as_ref()),
        ("encoded as", rules.content_encoding.as_deref()),
        ("containing", rules.content_media_type.as_deref()),
    ];
    for (lead, said) in named {
        if let Some(said) = said {
            parts.push(Md::from(format!("{lead} {}", code(&name(said)))));
        }
    }
}

fn number_rules(rules: Option<&NumberRules>, parts: &mut Vec<Md>) {
    let Some(rules) = rules else { return };
    let bounds = [
        (&rules.minimum, &rules.exclusive_minimum, "≥", ">"),
        (&rules.maximum, &rules.exclusive_maximum, "≤", "<"),
    ];
    for (bound, exclusive, closed, open) in bounds {
        let flag = matches!(exclusive, Some(Exclusive::Flag(true)));
        if let Some(bound) = bound {
            let sign = if flag { open } else { closed };
            parts.push(Md::from(format!("{sign} {}", escape(&bound.0))));
        }
        if let Some(Exclusive::Bound(bound)) = exclusive {
            parts.push(Md::from(format!("{open} {}", escape(&bound.0))));
        }
    }
    if let Some(step) = &rules.multiple_of {
        parts.push(Md::from(format!("multiple of {}", escape(&step.0))));
    }
}

fn array_rules(rules: Option<&ArrayRules>, parts: &mut Vec<Md>) {
    let Some(rules) = rules else { return };
    parts.extend(range("items", rules.min_items, rules.max_items));
    if rules.unique == Some(true) {
        parts.push(Md::from("unique items"));
    }
    parts.extend(range("contained", rules.min_contains, rules.max_contains));
}

fn object_rules(rules: Option<&ObjectRules>, parts: &mut Vec<Md>) {
    let Some(rules) = rules else { return };
    parts.extend(range("properties", rules.min_properties, rules.max_properties));
}
