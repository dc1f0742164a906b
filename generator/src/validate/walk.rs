//! Everything of a kind, wherever it stands.

use crate::ir::{
    Api, Example, ExternalDocs, Id, Media, Requirement, Said, Schema, SchemeKind, Server, Use,
};
use crate::source::Value;
use crate::validate::{Sample, Url};

/// Every server that is declared anywhere. Those of 2.0 are made of other keys.
pub(super) fn servers(api: &Api) -> impl Iterator<Item = &Server> {
    let paths = api.path_items.iter().flat_map(|(_, it)| &it.servers);
    let operations = api.operations.iter().flat_map(|(_, it)| &it.servers);
    let links = api.links.iter().filter_map(|(_, it)| it.server.as_ref());
    let own = if api.address.is_some() { &[] } else { api.servers.as_slice() };
    own.iter().chain(paths).chain(operations).chain(links)
}

/// What the API and its operations ask of a caller.
pub(super) fn requirements(api: &Api) -> impl Iterator<Item = &Requirement> {
    let operations = api.operations.iter().filter_map(|(_, it)| it.security.as_ref());
    api.security.iter().chain(operations).flatten()
}

/// Every URL that leads out of the document.
pub(super) fn urls(api: &Api) -> Vec<Url<'_>> {
    let mut all: Vec<(&'static str, Option<&Said>)> = Vec::new();
    let info = &api.info;
    all.push(("$self", api.self_uri.as_ref()));
    all.push(("jsonSchemaDialect", api.schema_dialect.as_ref()));
    all.push(("termsOfService", info.terms.as_ref()));
    all.push(("url", info.contact.as_ref().and_then(|it| it.url.as_ref())));
    all.push(("url", info.license.as_ref().and_then(|it| it.url.as_ref())));
    all.extend(external_docs(api).map(|it| ("url", it.url.as_ref())));
    for scheme in &api.components.security {
        match &scheme.kind {
            SchemeKind::OAuth2 { flows, metadata_url } => {
                all.push(("oauth2MetadataUrl", metadata_url.as_ref()));
                for flow in flows {
                    all.push(("authorizationUrl", flow.authorization_url.as_ref()));
                    all.push(("tokenUrl", flow.token_url.as_ref()));
                    all.push(("refreshUrl", flow.refresh_url.as_ref()));
                    all.push(("deviceAuthorizationUrl", flow.device_authorization_url.as_ref()));
                }
            }
            SchemeKind::OpenIdConnect { url } => all.push(("openIdConnectUrl", url.as_ref())),
            _ => {}
        }
    }
    let stated = all.into_iter().filter_map(|(key, said)| Some((key, said?)));
    let plain = stated.map(|(key, said)| Url { key, said, is_template: false });
    let templates = servers(api).map(|it| Url { key: "url", said: &it.url, is_template: true });
    plain.chain(templates).collect()
}

fn external_docs(api: &Api) -> impl Iterator<Item = &ExternalDocs> {
    let tags = api.tags.iter().filter_map(|it| it.external_docs.as_ref());
    let operations = api.operations.iter().filter_map(|(_, it)| it.external_docs.as_ref());
    let notes = api.schemas.iter().filter_map(|(_, it)| it.notes.as_deref());
    let schemas = notes.filter_map(|it| it.external_docs.as_deref());
    api.external_docs.iter().chain(tags).chain(operations).chain(schemas)
}

/// Every text in Markdown.
pub(super) fn prose(api: &Api) -> impl Iterator<Item = &Said> {
    let own = [&api.info.description].into_iter();
    let tags = api.tags.iter().map(|it| &it.description);
    let items = api.path_items.iter().map(|(_, it)| &it.description);
    let operations = api.operations.iter().map(|(_, it)| &it.description);
    let parameters = api.parameters.iter().map(|(_, it)| &it.description);
    let headers = api.headers.iter().map(|(_, it)| &it.description);
    let bodies = api.bodies.iter().map(|(_, it)| &it.description);
    let responses = api.responses.iter().map(|(_, it)| &it.description);
    let examples = api.examples.iter().map(|(_, it)| &it.description);
    let links = api.links.iter().map(|(_, it)| &it.description);
    let schemas = api.schemas.iter().map(|(_, it)| &it.description);
    let security = api.components.security.iter().map(|it| &it.description);
    own.chain(tags)
        .chain(items)
        .chain(operations)
        .chain(parameters)
        .chain(headers)
        .chain(bodies)
        .chain(responses)
        .chain(examples)
        .chain(links)
        .chain(schemas)
        .chain(security)
        .flatten()
}

/// Every value that stands for what a schema describes: defaults, examples.
pub fn samples(api: &Api) -> Vec<Sample<'_>> {
    let mut all = Samples { api, all: Vec::new() };
    // A value in a schema is held against that, not against what it is elsewhere.
    let written = api.schemas.iter().filter(|it| !api.instances.contains_key(&it.0));
    for (schema, it) in written {
        let Some(values) = it.values.as_deref() else { continue };
        all.add("default", values.default.as_ref(), schema, None);
        all.add("example", values.example.as_ref(), schema, None);
        for value in &values.examples {
            all.add("example", Some(value), schema, None);
        }
    }
    for (_, it) in api.parameters.iter() {
        all.stated(it.schema, it.example.as_ref(), &it.examples, Some(true));
    }
    for (_, it) in api.headers.iter() {
        all.stated(it.schema, it.example.as_ref(), &it.examples, None);
    }
    let sent = api.bodies.iter().flat_map(|(_, it)| &it.content);
    let answered = api.responses.iter().flat_map(|(_, it)| &it.content);
    let sent = sent.map(|it| (it.to, true));
    for (id, in_request) in sent.chain(answered.map(|it| (it.to, false))) {
        let media: &Media = &api[id];
        if is_json(&media.name) {
            all.stated(media.schema, media.example.as_ref(), &media.examples, Some(in_request));
        }
    }
    all.all
}

/// Whether a body of this media type is written in a document as what it is.
fn is_json(name: &str) -> bool {
    let name = name.split(';').next().unwrap_or_default().trim();
    name.ends_with("/json") || name.ends_with("+json")
}

struct Samples<'a> {
    api: &'a Api,
    all: Vec<Sample<'a>>,
}

impl<'a> Samples<'a> {
    fn add(
        &mut self,
        key: &'static str,
        value: Option<&'a Value>,
        schema: Id<Schema>,
        in_request: Option<bool>,
    ) {
        self.all.extend(value.map(|value| Sample { key, value, schema, in_request }));
    }

    fn stated(
        &mut self,
        schema: Option<Id<Schema>>,
        example: Option<&'a Value>,
        examples: &'a [(Said, Use<Example>)],
        in_request: Option<bool>,
    ) {
        let Some(schema) = schema else { return };
        self.add("example", example, schema, in_request);
        for (_, it) in examples {
            let it: &'a Example = &self.api[it.to];
            self.add("example", it.value.as_ref().or(it.data_value.as_ref()), schema, in_request);
        }
    }
}
