//! What 2.0 says in its own way: bodies and forms among the parameters, media
//! types apart from what they carry, an address in three parts.
//!
//! Only what was read from 2.0 is written as 2.0, so nothing is lost here.

use specwright::dialect::Version;
use specwright::ir::{
    Body, Flow, FlowKind, Header, Id, Media, Operation, Parameter, Response, Said, Schema, Scheme,
    SchemeKind, Use,
};
use specwright::text::Span;

use crate::value::{Map, Value};
use crate::write::Writer;
use crate::write::security::requirements;

impl Writer<'_> {
    pub(super) fn root_2(&mut self) -> Map {
        let api = self.api;
        let mut map = Map::default();
        map.put("swagger", "2.0");
        let info = self.info();
        map.put("info", info);
        if let Some(address) = &api.address {
            map.maybe("host", address.host.as_ref());
            map.maybe("basePath", address.base_path.as_ref());
            words("schemes", address.schemes.as_ref(), &mut map);
        }
        words("consumes", api.consumes.as_ref(), &mut map);
        words("produces", api.produces.as_ref(), &mut map);
        map.list("tags", api.tags.iter().map(|it| Value::Map(self.tag(it))).collect());
        map.maybe("externalDocs", api.external_docs.as_ref().map(|it| self.external_docs(it)));
        map.maybe("security", api.security.as_deref().map(requirements));
        let paths = self.path_items(&api.paths);
        map.put("paths", paths);
        let mut definitions = self.declared(&api.components.schemas, Self::schema);
        let mut parameters = self.declared(&api.components.parameters, Self::parameter_2);
        let bodies = self.declared(&api.components.bodies, Self::body_2);
        parameters.0.extend(bodies.0);
        let mut responses = self.declared(&api.components.responses, Self::response_2);
        while self.made(&mut definitions, Self::schema)
            | self.made(&mut parameters, Self::parameter_2)
            | self.made(&mut parameters, Self::body_2)
            | self.made(&mut responses, Self::response_2)
        {}
        map.map("definitions", definitions);
        map.map("parameters", parameters);
        map.map("responses", responses);
        let schemes = api.components.security.iter().filter_map(scheme);
        map.map("securityDefinitions", Map(schemes.collect()));
        map.extensions(&api.extensions);
        self.order.arrange(api.at, &mut map);
        map
    }

    pub(super) fn operation_2(&mut self, operation: &Operation) -> Map {
        let mut map = Map::default();
        map.list("tags", operation.tags.iter().map(Value::from).collect());
        map.maybe("summary", operation.summary.as_ref());
        map.maybe("description", operation.description.as_ref());
        map.maybe(
            "externalDocs",
            operation.external_docs.as_ref().map(|it| self.external_docs(it)),
        );
        map.maybe("operationId", operation.id.as_ref());
        words("consumes", operation.consumes.as_ref(), &mut map);
        words("produces", operation.produces.as_ref(), &mut map);
        map.list("parameters", self.parameters_2(&operation.parameters, operation.body.as_ref()));
        let mut responses = Map::default();
        for answer in &operation.responses.all {
            let value = self.used(&answer.response, Self::response_2);
            responses.put(answer.status.to_string(), value);
        }
        responses.extensions(&operation.responses.extensions);
        self.order.arrange(operation.responses.at, &mut responses);
        if operation.responses.at.is_some() {
            map.put("responses", responses);
        }
        words("schemes", operation.schemes.as_ref(), &mut map);
        map.maybe("deprecated", operation.deprecated);
        map.maybe("security", operation.security.as_deref().map(requirements));
        map.extensions(&operation.extensions);
        self.order.arrange(operation.at, &mut map);
        map
    }

    /// Parameters, body and form fields in the order in which they stood.
    pub(super) fn parameters_2(
        &mut self,
        own: &[Use<Parameter>],
        body: Option<&Use<Body>>,
    ) -> Vec<Value> {
        let mut all: Vec<(Option<Span>, Value)> = Vec::new();
        let body_here = body.map(|it| &self.api[it.to]);
        let fields = body_here.map(|it| it.fields.as_slice()).unwrap_or_default();
        for it in own.iter().chain(fields) {
            let at = it.via.as_deref().map_or(self.api[it.to].at, |via| via.text.at);
            all.push((at, self.used(it, Self::parameter_2)));
        }
        if let Some(it) = body.filter(|_| fields.is_empty()) {
            let at = it.via.as_deref().map_or(self.api[it.to].at, |via| via.text.at);
            all.push((at, self.used(it, Self::body_2)));
        }
        all.sort_by_key(|(at, _)| at.map(|it| it.start));
        all.into_iter().map(|(_, it)| it).collect()
    }

    pub(super) fn parameter_2(&mut self, id: Id<Parameter>) -> Value {
        let parameter = &self.api[id];
        let mut map = Map::default();
        map.put("name", &parameter.name);
        map.put("in", parameter.place.name());
        map.maybe("description", parameter.description.as_ref());
        map.maybe("required", parameter.required);
        self.flat(parameter.schema, &mut map);
        map.maybe("collectionFormat", parameter.collection.as_deref());
        map.maybe("allowEmptyValue", parameter.allow_empty);
        map.extensions(&parameter.extensions);
        self.order.arrange(parameter.at, &mut map);
        Value::Map(map)
    }

    /// The keywords of a schema beside the keys of what it is the schema of.
    fn flat(&mut self, schema: Option<Id<Schema>>, map: &mut Map) {
        if let Some(Value::Map(keywords)) = schema.map(|it| self.schema(it)) {
            let new = |(key, _): &(String, Value)| map.0.iter().all(|(known, _)| known != key);
            let keywords: Vec<_> = keywords.0.into_iter().filter(new).collect();
            map.0.extend(keywords);
        }
    }

    fn body_2(&mut self, id: Id<Body>) -> Value {
        let body = &self.api[id];
        let mut map = Map::default();
        map.put("name", body.name.as_deref().unwrap_or("body"));
        map.put("in", "body");
        map.maybe("description", body.description.as_ref());
        map.maybe("required", body.required);
        let schema = body.content.first().and_then(|it| self.api[it.to].schema);
        map.maybe("schema", schema.map(|it| self.schema(it)));
        map.extensions(&body.extensions);
        self.order.arrange(body.at, &mut map);
        Value::Map(map)
    }

    fn response_2(&mut self, id: Id<Response>) -> Value {
        let response = &self.api[id];
        let mut map = Map::default();
        map.put("description", response.description.as_deref().unwrap_or_default());
        let schema = response.content.iter().find_map(|it| self.api[it.to].schema);
        map.maybe("schema", schema.map(|it| self.schema(it)));
        let headers = self.named(&response.headers, Self::header_2);
        map.map("headers", headers);
        let example = |it: &Use<Media>| {
            let media = &self.api[it.to];
            Some((media.name.to_string(), Value::from(media.example.as_ref()?)))
        };
        map.map("examples", Map(response.content.iter().filter_map(example).collect()));
        map.extensions(&response.extensions);
        self.order.arrange(response.at, &mut map);
        Value::Map(map)
    }

    fn header_2(&mut self, id: Id<Header>) -> Value {
        let header = &self.api[id];
        let mut map = Map::default();
        map.maybe("description", header.description.as_ref());
        self.flat(header.schema, &mut map);
        map.maybe("collectionFormat", header.collection.as_deref());
        map.extensions(&header.extensions);
        self.order.arrange(header.at, &mut map);
        Value::Map(map)
    }

    /// Whether 2.0 is written.
    pub(super) fn is_2(&self) -> bool {
        self.to == Version::V2_0
    }
}

fn words(key: &str, all: Option<&Vec<Said>>, map: &mut Map) {
    map.maybe(key, all.map(|it| Value::List(it.iter().map(Value::from).collect())));
}

fn scheme(scheme: &Scheme) -> Option<(String, Value)> {
    let mut map = Map::default();
    if let (SchemeKind::Unknown, Some(via)) = (&scheme.kind, &scheme.via) {
        map.put("$ref", &via.text);
        return Some((scheme.name.to_string(), Value::Map(map)));
    }
    match &scheme.kind {
        SchemeKind::ApiKey { name, place } => {
            map.put("type", "apiKey");
            map.put("name", name);
            map.put("in", place.name());
        }
        SchemeKind::Http { .. } => map.put("type", "basic"),
        SchemeKind::OAuth2 { flows, .. } => {
            map.put("type", "oauth2");
            if let Some(it) = flows.first() {
                flow(it, &mut map);
            }
        }
        SchemeKind::OpenIdConnect { .. } | SchemeKind::MutualTls | SchemeKind::Unknown => {
            return None;
        }
    }
    map.maybe("description", scheme.description.as_ref());
    map.extensions(&scheme.extensions);
    Some((scheme.name.to_string(), Value::Map(map)))
}

fn flow(flow: &Flow, map: &mut Map) {
    let word = match flow.kind {
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
        FlowKind::ClientCredentials => "application",
        FlowKind::AuthorizationCode | FlowKind::DeviceAuthorization => "accessCode",
    };
    map.put("flow", word);
    map.maybe("authorizationUrl", flow.authorization_url.as_ref());
    map.maybe("tokenUrl", flow.token_url.as_ref());
    let scopes = flow.scopes.iter().map(|(name, text)| (name.to_string(), text.into()));
    map.put("scopes", Map(scopes.collect()));
}
