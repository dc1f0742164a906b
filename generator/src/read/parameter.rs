//! Parameters and their styles.

use crate::dialect::{self, Version};
use crate::ir::{Example, Extensions, Id, Parameter, Place, Schema, Style, Use};
use crate::read::object::{Field, Reader, shown};
use crate::read::rules;
use crate::source::Node;

impl<'a> Reader<'a> {
    /// Parameters in order, each here or referred to.
    pub(super) fn parameters(&mut self, field: &Field<'a>) -> Vec<Use<Parameter>> {
        let mut all = Vec::with_capacity(field.value.items().count());
        self.maps(field.value, &dialect::PARAMETER, |reader, item| all.push(reader.used(item)));
        all
    }

    pub(super) fn read_parameter(&mut self, node: Node<'a>) -> Parameter {
        if self.dialect.version == Version::V2_0 {
            return self.read_parameter_2(node);
        }
        let mut it = Parameter { at: Some(node.target_at()), ..Parameter::default() };
        self.object(node, &dialect::PARAMETER, |reader, field| match &*field.name {
            "name" => it.name = reader.said(field).unwrap_or_default(),
            "in" => it.place = reader.place(field),
            "description" => it.description = reader.said(field),
            "required" => it.required = reader.flag(field),
            "deprecated" => it.deprecated = reader.flag(field),
            "allowEmptyValue" => it.allow_empty = reader.flag(field),
            "style" => it.stated_style = reader.style(field),
            "explode" => it.stated_explode = reader.flag(field),
            "allowReserved" => it.allow_reserved = reader.flag(field),
            "schema" => it.schema = Some(reader.schema(field.value)),
            "content" => it.content = reader.content(field).into(),
            "example" => it.example = reader.value(field.value),
            "examples" => {
                it.examples = reader.uses::<Example>(field, "Example Objects by name").into();
            }
            _ => reader.old_keyword(field, &mut it.schema, &mut it.extensions),
        });
        it
    }

    /// A key that is neither: an extension, or what 2.0 wrote here and later
    /// versions under `schema`. A finding was made; it is taken as meant.
    pub(super) fn old_keyword(
        &mut self,
        field: &Field<'a>,
        schema: &mut Option<Id<Schema>>,
        extensions: &mut Extensions,
    ) {
        if field.name.starts_with("x-") || &*field.name == "collectionFormat" {
            return self.extend(extensions, field);
        }
        let id = *schema.get_or_insert_with(|| self.api.schemas.add(Schema::default()));
        if self.api.schemas[id].at.is_none() {
            let mut made = std::mem::take(&mut self.api.schemas[id]);
            self.keyword(field, &mut made);
            self.api.schemas[id] = made;
        }
    }

    /// Where a parameter goes.
    pub(super) fn place(&mut self, field: &Field<'a>) -> Place {
        let Some(word) = self.said(field) else { return Place::Query };
        let known = self.dialect.parameter_places;
        if !known.contains(&&*word) {
            let message =
                format!("a parameter cannot be in `{}` in {}", shown(&word), self.dialect.name);
            let found = self.report.add(&rules::UNKNOWN_WORD, word.at, message);
            found.help(match (&*word, self.dialect.version) {
                ("body" | "formData", _) => "describe it under `requestBody`".to_owned(),
                _ => format!("write one of `{}`", known.join("`, `")),
            });
        }
        Place::from_name(&word).unwrap_or(Place::Query)
    }

    /// How values become text.
    pub(super) fn style(&mut self, field: &Field<'a>) -> Option<Style> {
        let word = self.said(field)?;
        let style = Style::from_name(&word);
        let since_3_2 = style == Some(Style::Cookie) && self.dialect.version != Version::V3_2;
        if style.is_none() || since_3_2 {
            let message = format!("`{}` is no style in {}", shown(&word), self.dialect.name);
            let known = [
                "simple",
                "form",
                "label",
                "matrix",
                "spaceDelimited",
                "pipeDelimited",
                "deepObject",
            ];
            self.word(word.at, message, &word, &known);
        }
        style
    }
}
