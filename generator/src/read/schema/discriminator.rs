//! Discriminators: the property that tells which schema a value is of
//! (Discriminator Object).

use crate::diag::Level;
use crate::dialect::{self, Versions};
use crate::ir::{Discriminator, Id, Mapping, Said, Schema};
use crate::read::object::{Field, Reader, shown};
use crate::read::rules;
use crate::read::schema::logic;
use crate::source::{Kind, Node};

impl<'a> Reader<'a> {
    /// In 2.0 a name, from 3.0 an object.
    pub(super) fn discriminator(&mut self, field: &Field<'a>, schema: &mut Schema) {
        let mut it = Discriminator { at: Some(field.value.at()), ..Discriminator::default() };
        let is_2 = Versions::V2.has(self.dialect.version);
        if is_2 || field.value.kind() == Kind::Text {
            if !is_2 {
                let message = "expected a Discriminator Object (a map), found a string";
                let found = self.report.add(&rules::WRONG_KIND, field.value.at(), message);
                found.help("write `propertyName:` before it, on a line of its own");
            }
            let Some(property) = self.said(field) else { return };
            it.property = property;
        } else {
            self.object(field.value, &dialect::DISCRIMINATOR, |reader, field| match &*field.name {
                "propertyName" => it.property = reader.said(field).unwrap_or_default(),
                "mapping" => reader.names(field.value, "names of schemas", |reader, field| {
                    it.mapping.extend(reader.mapping(field.said(), field.value));
                }),
                "defaultMapping" => {
                    it.default_mapping = reader.mapping(Said::default(), field.value);
                }
                _ => reader.extend(&mut it.extensions, field),
            });
        }
        logic(schema).discriminator = Some(Box::new(it));
    }

    /// A target is the name of a component, or a reference.
    fn mapping(&mut self, value: Said, node: Node<'a>) -> Option<Mapping> {
        let target = self.said_at(node)?;
        let schema = match self.named_schema(node, &target) {
            Some(id) => Some(id),
            None if target.contains(['/', '#', '.']) => {
                let before = self.report.found.len();
                let schema = self.schema_target(node);
                for found in &mut self.report.found[before..] {
                    found.level = found.level.min(Level::Warning);
                }
                schema
            }
            None => {
                self.no_such_schema(&target);
                None
            }
        };
        Some(Mapping { value, target, schema })
    }

    fn no_such_schema(&mut self, name: &Said) {
        let names = std::mem::take(&mut self.schema_names);
        let near = self.near(name, names.keys().map(AsRef::as_ref)).map(ToOwned::to_owned);
        self.schema_names = names;
        let message = format!("no schema is called `{}`", shown(name));
        let found = self.report.add(&rules::UNRESOLVED_REFERENCE, name.at, message);
        found.level = Level::Warning;
        match near {
            Some(near) => found.help(format!("write `{near}`, if that is meant")),
            None => found.help("declare it under `components.schemas`"),
        };
    }

    fn named_schema(&mut self, node: Node<'a>, name: &str) -> Option<Id<Schema>> {
        if name.contains(['/', '#']) {
            return None;
        }
        let file = node.tree().file();
        if file.index() == 0 {
            return self.schema_names.get(name).copied();
        }
        let root = self.root_of(file)?;
        let own = root.get("components").and_then(|it| it.get("schemas"));
        match own.and_then(|it| it.get(name)) {
            Some(target) => {
                let id = self.later(target);
                self.import(target, id);
                Some(id)
            }
            None => self.schema_names.get(name).copied(),
        }
    }
}
