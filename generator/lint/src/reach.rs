//! What of the components is used.

use std::collections::BTreeSet;

use specwright::ir::{Api, Id, Use};

/// What is referred to, by kind.
#[derive(Debug, Default)]
pub(crate) struct Reached<'a> {
    /// Schemas, by position.
    pub(crate) schemas: BTreeSet<usize>,
    /// Security schemes, by name.
    pub(crate) schemes: BTreeSet<&'a str>,
    names: BTreeSet<(&'static str, &'a str)>,
    has_operations: bool,
}

impl<'a> Reached<'a> {
    /// Whether a thing of this kind is used under this name.
    pub(crate) fn has_name(&self, kind: &str, name: &str) -> bool {
        !self.has_operations || self.names.contains(&(kind, name))
    }

    fn uses<T: 'a>(&mut self, kind: &'static str, all: impl Iterator<Item = &'a Use<T>>) {
        for it in all {
            if let Some(via) = &it.via {
                let name = via.text.rsplit('/').next().unwrap_or_default();
                self.names.insert((kind, name));
            }
        }
    }
}

/// Gathers what is referred to from anywhere. Where there are no operations,
/// all counts as used: the document is a library.
pub(crate) fn reached(api: &Api) -> Reached<'_> {
    let mut all = Reached { has_operations: !api.operations.is_empty(), ..Reached::default() };
    for (id, schema) in api.schemas.iter() {
        if !all.has_operations {
            all.schemas.insert(id.index());
        }
        let to = schema.reference.as_ref().and_then(|it| it.to);
        all.schemas.extend(to.map(|it| api.written(it).index()));
        // What inherits from a schema with a discriminator is meant by it.
        let inherits = schema
            .all_of()
            .iter()
            .any(|&it| api.resolve(it).is_some_and(|it| api[it].discriminator().is_some()));
        if inherits {
            all.schemas.insert(id.index());
        }
        if let Some(it) = schema.discriminator() {
            let targets = it.mapping.iter().chain(&it.default_mapping);
            all.schemas.extend(targets.filter_map(|it| it.schema).map(Id::index));
        }
    }
    let asked = api.operations.iter().filter_map(|(_, it)| it.security.as_ref());
    let asked = api.security.iter().chain(asked).flatten().flat_map(|it| &it.schemes);
    all.schemes = asked.map(|it| &*it.scheme.text).collect();
    if !all.has_operations {
        all.schemes.extend(api.components.security.iter().map(|it| &*it.name.text));
    }
    let of_items = api.path_items.iter().flat_map(|(_, it)| &it.parameters);
    let of_forms = api.bodies.iter().flat_map(|(_, it)| &it.fields);
    let of_operations = api.operations.iter().flat_map(|(_, it)| &it.parameters);
    all.uses("parameter", of_items.chain(of_forms).chain(of_operations));
    all.uses("request body", api.operations.iter().filter_map(|(_, it)| it.body.as_ref()));
    let answers = api.operations.iter().flat_map(|(_, it)| &it.responses.all);
    all.uses("response", answers.map(|it| &it.response));
    let of_responses = api.responses.iter().flat_map(|(_, it)| &it.headers);
    let of_parts = api.media.iter().flat_map(|(_, it)| &it.encoding).flat_map(|it| &it.1.headers);
    all.uses("header", of_responses.chain(of_parts).map(|it| &it.1));
    let of_parameters = api.parameters.iter().flat_map(|(_, it)| &it.examples);
    let of_headers = api.headers.iter().flat_map(|(_, it)| &it.examples);
    let of_media = api.media.iter().flat_map(|(_, it)| &it.examples);
    all.uses("example", of_parameters.chain(of_headers).chain(of_media).map(|it| &it.1));
    all.uses("link", api.responses.iter().flat_map(|(_, it)| &it.links).map(|it| &it.1));
    all.uses("callback", api.operations.iter().flat_map(|(_, it)| &it.callbacks).map(|it| &it.1));
    all
}
