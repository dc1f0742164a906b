//! Values held against schemas, with the place of each misfit.
//!
//! What cannot be decided cheaply (a long text against a costly pattern, a
//! schema that leads nowhere) counts as fitting: a finding is true.

use std::borrow::Cow;

use specwright::dialect::Versions;
use specwright::format;
use specwright::ir::{Api, Exclusive, Id, Number, ObjectRules, Said, Schema, Type};
use specwright::pattern;
use specwright::source::{Kind, Node};
use specwright::text::Span;
use specwright::validate::Sample;

mod number;

/// So many steps are taken for one value.
const STEPS: usize = 20_000;

/// So many steps are taken for all values of a document.
pub(crate) const STEPS_IN_ALL: usize = 20_000_000;

/// So deep schemas lead into each other.
const DEPTH: usize = 48;

/// So many misfits of one value are told.
const MOST: usize = 3;

/// A part of a value that its schema does not allow.
#[derive(Debug)]
pub(crate) struct Misfit {
    /// The part.
    pub(crate) at: Span,
    /// Why it does not fit.
    pub(crate) why: String,
    /// The schema.
    pub(crate) rule: Option<Span>,
}

/// What is wrong with a value.
pub(crate) fn misfits(api: &Api, sample: &Sample<'_>, budget: &mut usize) -> Vec<Misfit> {
    let schema = &api[sample.schema];
    let node = sample.value.node();
    // That a default is of its type is asked by `default-of-another-type`.
    let asked = sample.key == "default" && Versions::UNTIL_3_0.has(api.version);
    if asked && schema.types.iter().all(|it| !is_of(node, it)) && !schema.types.is_empty() {
        return Vec::new();
    }
    let steps = STEPS.min(*budget);
    let mut trial = Trial { api, in_request: sample.in_request, steps, found: Vec::new() };
    trial.fits(node, sample.schema, 0);
    *budget -= steps - trial.steps;
    trial.found.truncate(MOST);
    trial.found
}

/// Whether a value is of a type.
pub(crate) fn is_of(node: Node<'_>, ty: Type) -> bool {
    match (node.kind(), ty) {
        (Kind::Null, Type::Null)
        | (Kind::Bool, Type::Boolean)
        | (Kind::Number, Type::Number)
        | (Kind::Text, Type::String)
        | (Kind::List, Type::Array)
        | (Kind::Map, Type::Object)
        | (_, Type::File) => true,
        (Kind::Number, Type::Integer) => number::is_whole(&node.number().unwrap_or_default()),
        _ => false,
    }
}

struct Trial<'a> {
    api: &'a Api,
    in_request: Option<bool>,
    steps: usize,
    found: Vec<Misfit>,
}

impl<'a> Trial<'a> {
    /// Whether a value fits; if not, why has been noted.
    fn fits(&mut self, node: Node<'_>, id: Id<Schema>, depth: usize) -> bool {
        if self.steps == 0 || depth > DEPTH {
            return true;
        }
        self.steps -= 1;
        let before = self.found.len();
        let schema: &'a Schema = &self.api[id];
        if let Some(reference) = &schema.reference {
            if let Some(to) = reference.to {
                self.fits(node, to, depth + 1);
            }
            if !self.api.version.dialect().schema_ref_siblings {
                return self.found.len() == before;
            }
        }
        if schema.always == Some(false) {
            self.note(node, schema, "nothing is allowed here");
        }
        let null = node.kind() == Kind::Null;
        if null && schema.nullable == Some(true) {
            return true;
        }
        if !schema.types.is_empty() && !schema.types.iter().any(|it| is_of(node, it)) {
            let types: Vec<_> = schema.types.iter().map(Type::name).collect();
            let why =
                format!("it is {}, not of type `{}`", node.kind().noun(), types.join("` or `"));
            self.note(node, schema, why);
            return false;
        }
        self.values(node, schema);
        match node.kind() {
            Kind::Text => self.text(node, schema),
            Kind::Number => self.number(node, schema),
            Kind::List => self.list(node, schema, depth),
            Kind::Map => self.map(node, schema, depth),
            Kind::Null | Kind::Bool => {}
        }
        self.logic(node, schema, depth);
        self.found.len() == before
    }

    fn note(&mut self, node: Node<'_>, schema: &Schema, why: impl Into<String>) {
        self.found.push(Misfit { at: node.at(), why: why.into(), rule: schema.at });
    }

    fn values(&mut self, node: Node<'_>, schema: &Schema) {
        let Some(values) = schema.values.as_deref() else { return };
        if let Some(constant) = values.constant.as_ref().filter(|it| !it.node().same(node)) {
            self.note(node, schema, format!("it must be `{}`", shown(&constant.to_json())));
        }
        let Some(choices) = &values.choices else { return };
        self.steps = self.steps.saturating_sub(choices.len());
        if !choices.is_empty() && !choices.iter().any(|it| it.node().same(node)) {
            let json = node.to_json();
            self.note(node, schema, format!("`{}` is none of the enum", shown(&json)));
        }
    }

    fn text(&mut self, node: Node<'_>, schema: &Schema) {
        let text = node.as_text().unwrap_or_default();
        if let Some(format) = &schema.format
            && !format::has(&text, format)
        {
            let why = format!("`{}` has not the format `{format}`", shown(&text));
            self.note(node, schema, why);
        }
        let Some(rules) = schema.text.as_deref() else { return };
        let length = text.chars().count() as u64;
        if let Some(least) = rules.min_length.filter(|it| length < *it) {
            self.note(node, schema, format!("it has {length} characters, and needs {least}"));
        }
        if let Some(most) = rules.max_length.filter(|it| length > *it) {
            self.note(node, schema, format!("it has {length} characters, and may have {most}"));
        }
        if let Some(pattern) = &rules.pattern
            && pattern::matches(pattern, &text) == Some(false)
        {
            let why = format!("`{}` does not match `{}`", shown(&text), shown(pattern));
            self.note(node, schema, why);
        }
    }

    fn number(&mut self, node: Node<'_>, schema: &Schema) {
        let spelled = node.number().unwrap_or_default();
        if let Some(format) = &schema.format
            && !number::fits(&spelled, format)
        {
            self.note(node, schema, format!("`{}` is no `{format}`", shown(&spelled)));
        }
        let Some(rules) = schema.number.as_deref() else { return };
        let value = Number(Cow::into_owned(spelled).into());
        let excluded = |it: &Option<Exclusive>| matches!(it, Some(Exclusive::Flag(true)));
        let (low, high) = (excluded(&rules.exclusive_minimum), excluded(&rules.exclusive_maximum));
        let bound = |it: &Option<Exclusive>| match it {
            Some(Exclusive::Bound(bound)) => Some(bound.clone()),
            _ => None,
        };
        let (under, over) = (bound(&rules.exclusive_minimum), bound(&rules.exclusive_maximum));
        let bounds = [
            (rules.minimum.as_ref(), low, true),
            (rules.maximum.as_ref(), high, false),
            (under.as_ref(), true, true),
            (over.as_ref(), true, false),
        ];
        for (bound, is_excluded, is_minimum) in bounds {
            let Some(bound) = bound else { continue };
            let order = value.as_f64().partial_cmp(&bound.as_f64());
            let beyond =
                if is_minimum { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater };
            if order == Some(beyond) || (is_excluded && order == Some(std::cmp::Ordering::Equal)) {
                let word = if is_minimum { "above" } else { "below" };
                let or = if is_excluded { "" } else { " or at" };
                self.note(node, schema, format!("{value} is not {word}{or} {bound}"));
            }
        }
        if let Some(step) = &rules.multiple_of
            && !number::is_multiple(&value, step)
        {
            self.note(node, schema, format!("{value} is no multiple of {step}"));
        }
    }

    fn list(&mut self, node: Node<'_>, schema: &Schema, depth: usize) {
        let Some(rules) = schema.array.as_deref() else { return };
        let length = node.items().count() as u64;
        if let Some(least) = rules.min_items.filter(|it| length < *it) {
            self.note(node, schema, format!("it has {length} items, and needs {least}"));
        }
        if let Some(most) = rules.max_items.filter(|it| length > *it) {
            self.note(node, schema, format!("it has {length} items, and may have {most}"));
        }
        for (at, item) in node.items().enumerate() {
            match (rules.prefix.get(at), rules.items) {
                (Some(&schema), _) | (None, Some(schema)) => {
                    self.fits(item, schema, depth + 1);
                }
                (None, None) => {}
            }
            if self.found.len() >= MOST || self.steps == 0 {
                return;
            }
        }
    }

    fn map(&mut self, node: Node<'_>, schema: &'a Schema, depth: usize) {
        let Some(rules) = schema.object.as_deref() else { return };
        // Names are looked for one by one.
        let (entries, properties) = (node.entries().count(), rules.properties.len());
        let cost = (entries + schema.required().len()).saturating_mul(entries + properties) / 16;
        if self.steps < cost {
            self.steps = 0;
            return;
        }
        self.steps -= cost;
        let lacking = |name: &&Said| node.get(name).is_none() && !self.may_lack(schema, name);
        let lacks: Vec<_> = schema.required().iter().filter(lacking).collect();
        if let Some(first) = lacks.first() {
            let more = match lacks.len() - 1 {
                0 => String::new(),
                1 => " and another property".to_owned(),
                more => format!(" and {more} other properties"),
            };
            self.note(node, schema, format!("it lacks `{first}`{more}"));
        }
        let count = entries as u64;
        if let Some(least) = rules.min_properties.filter(|it| count < *it) {
            self.note(node, schema, format!("it has {count} properties, and needs {least}"));
        }
        if let Some(most) = rules.max_properties.filter(|it| count > *it) {
            self.note(node, schema, format!("it has {count} properties, and may have {most}"));
        }
        for entry in node.entries() {
            let name = entry.name();
            if let Some(property) = schema.property(&name) {
                self.fits(entry.value, property.schema, depth + 1);
            } else {
                self.other(entry.value, &name, schema, rules, depth);
            }
            if self.found.len() >= MOST || self.steps == 0 {
                return;
            }
        }
    }

    /// A property that has no schema of its own.
    fn other(
        &mut self,
        value: Node<'_>,
        name: &str,
        schema: &Schema,
        rules: &ObjectRules,
        depth: usize,
    ) {
        if rules.patterns.iter().any(|it| pattern::matches(&it.name, name) != Some(false)) {
            return;
        }
        let Some(additional) = rules.additional else { return };
        if self.api[additional].always == Some(false) {
            let near = schema.properties().iter().map(|it| &*it.name.text);
            let near = specwright::words::did_you_mean(near, name);
            let near = near.map(|it| format!("; is `{it}` meant?")).unwrap_or_default();
            self.note(value, schema, format!("`{}` is no property{near}", shown(name)));
        } else {
            self.fits(value, additional, depth + 1);
        }
    }

    /// A property that is only answered need not be sent, and the other way
    /// round. Where it is not known which this is, either may be missing.
    fn may_lack(&self, schema: &Schema, name: &str) -> bool {
        let property = schema.property(name).map(|it| &self.api[it.schema]);
        let target = schema.property(name).and_then(|it| self.api.resolve(it.schema));
        let all = property.into_iter().chain(target.map(|it| &self.api[it]));
        all.into_iter().any(|it| match self.in_request {
            Some(true) => it.is_read_only(),
            Some(false) => it.is_write_only(),
            None => it.is_read_only() || it.is_write_only(),
        })
    }

    fn logic(&mut self, node: Node<'_>, schema: &'a Schema, depth: usize) {
        let Some(logic) = schema.logic.as_deref() else { return };
        for &part in &logic.all_of {
            self.fits(node, part, depth + 1);
        }
        for choices in [&logic.any_of, &logic.one_of] {
            if choices.is_empty() {
                continue;
            }
            // A discriminator says which one is meant, and so what is wrong; not
            // whether the value is valid (3.1.1, Discriminator Object).
            let meant = match &choices[..] {
                [only] => Some(*only),
                _ => self.meant(node, schema, choices),
            };
            let before = self.found.len();
            if meant.is_some_and(|it| self.fits(node, it, depth + 1)) {
                continue;
            }
            let misfits = self.found.split_off(before);
            let mut others = choices.iter().filter(|it| meant != Some(**it));
            if others.any(|&it| self.would_fit(node, it, depth + 1)) {
                continue;
            }
            if misfits.is_empty() {
                let count = choices.len();
                self.note(node, schema, format!("it fits none of the {count} alternatives"));
            }
            self.found.extend(misfits);
        }
    }

    fn would_fit(&mut self, node: Node<'_>, id: Id<Schema>, depth: usize) -> bool {
        let before = self.found.len();
        let fits = self.fits(node, id, depth);
        self.found.truncate(before);
        fits
    }

    /// The alternative that a discriminator names.
    fn meant(&self, node: Node<'_>, schema: &Schema, choices: &[Id<Schema>]) -> Option<Id<Schema>> {
        let discriminator = schema.discriminator()?;
        let value = node.get(&discriminator.property)?.as_text()?;
        let mapped = discriminator.mapping.iter().find(|it| *it.value == *value);
        let mapped = mapped.and_then(|it| self.api.resolve(it.schema?));
        let named = |it: &&Id<Schema>| {
            let target = self.api.resolve(**it);
            mapped.map_or_else(
                || target.and_then(|it| self.api.schema_name(it)).is_some_and(|it| **it == *value),
                |it| target == Some(it),
            )
        };
        choices.iter().find(named).copied()
    }
}

/// A text short enough for a message.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().filter(|it| !it.is_control()).take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
