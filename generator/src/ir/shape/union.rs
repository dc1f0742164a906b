//! How the alternatives of a union are told apart.

use crate::ir::shape::build::Builder;
use crate::ir::shape::{Kind, Shape, Shapes, Tag, Variant};
use crate::ir::{Discriminator, Id};

impl Builder<'_> {
    /// The tag that a discriminator states, if it speaks of these variants.
    ///
    /// A variant that no mapping names goes by the name of its schema.
    pub(super) fn stated_tag(
        &self,
        discriminator: &Discriminator,
        variants: &[Variant],
    ) -> Option<Tag> {
        let api = self.api();
        let mut values: Vec<Vec<String>> = Vec::new();
        for variant in variants {
            let target = api.resolve(variant.said)?;
            let mut mine: Vec<String> = discriminator
                .mapping
                .iter()
                .filter(|it| it.schema.and_then(|it| api.resolve(it)) == Some(target))
                .map(|it| it.value.to_string())
                .collect();
            if mine.is_empty() {
                mine.extend(api.schema_name(target).map(ToString::to_string));
            }
            values.push(mine);
        }
        values
            .iter()
            .any(|it| !it.is_empty())
            .then(|| Tag { property: discriminator.property.to_string(), values })
    }

    /// Completes the tag of a union, now that all shapes are known.
    ///
    /// What a variant's own property admits counts more than what is said of
    /// it from outside; and where no discriminator is stated, a required
    /// property that admits other texts in every variant is one.
    pub(super) fn tag(&mut self, id: Id<Shape>) {
        let Kind::Union(union) = &self.shapes()[id].kind else { return };
        let shapes = self.shapes();
        let tag = match &union.tag {
            Some(tag) => Some(corrected(shapes, &union.variants, tag)),
            None => implied(shapes, &union.variants),
        };
        if let Kind::Union(union) = self.kind_mut(id) {
            union.tag = tag.filter(|it| {
                // Each variant has values, and no value means two variants.
                let mut all: Vec<&String> = it.values.iter().flatten().collect();
                let count = all.len();
                all.sort();
                all.dedup();
                all.len() == count && it.values.iter().all(|it| !it.is_empty())
            });
        }
    }
}

/// Takes the texts that a variant's property admits, where they are named.
fn corrected(shapes: &Shapes, variants: &[Variant], tag: &Tag) -> Tag {
    let values = variants.iter().zip(&tag.values).map(|(variant, stated)| {
        match texts(shapes, variant, &tag.property, false) {
            Some(own) if !own.iter().any(|it| stated.contains(it)) => own,
            _ => stated.clone(),
        }
    });
    Tag { property: tag.property.clone(), values: values.collect() }
}

fn implied(shapes: &Shapes, variants: &[Variant]) -> Option<Tag> {
    let first = variants.first()?;
    if variants.len() < 2 {
        return None;
    }
    let Kind::Record(record) = &shapes.shape(first.value).kind else { return None };
    record.fields.iter().filter(|it| it.required).find_map(|field| {
        let values: Option<Vec<Vec<String>>> =
            variants.iter().map(|it| texts(shapes, it, &field.name, true)).collect();
        let values = values?;
        let mut all: Vec<&String> = values.iter().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        (all.len() == count)
            .then(|| Tag { property: field.name.to_string(), values: values.clone() })
    })
}

/// The texts that a property of a variant admits, if they are named.
fn texts(
    shapes: &Shapes,
    variant: &Variant,
    property: &str,
    required: bool,
) -> Option<Vec<String>> {
    let Kind::Record(record) = &shapes.shape(variant.value).kind else { return None };
    let field = record.fields.iter().find(|it| *it.name == *property)?;
    if required && !field.required {
        return None;
    }
    let Kind::Choice(choice) = &shapes.shape(field.value).kind else { return None };
    if choice.open {
        return None;
    }
    choice
        .values
        .iter()
        .map(|it| it.value.node().as_text().map(std::borrow::Cow::into_owned))
        .collect()
}
