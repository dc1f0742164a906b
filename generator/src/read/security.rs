//! Security schemes and what an operation asks for.

use crate::dialect::{self, Object, Version};
use crate::ir::{Extensions, Flow, FlowKind, Place, Requirement, Said, Scheme, SchemeKind, Scopes};
use crate::read::object::{Field, Reader, shown};
use crate::read::refs::reference_of;
use crate::read::rules;
use crate::source::{Kind, Node};

/// The keys that only one type of a security scheme has (Security Scheme
/// Object, "Applies To"), with that type.
const OF_ONE_TYPE: &[(&str, &str)] = &[
    ("name", "apiKey"),
    ("in", "apiKey"),
    ("scheme", "http"),
    ("bearerFormat", "http"),
    ("flow", "oauth2"),
    ("flows", "oauth2"),
    ("authorizationUrl", "oauth2"),
    ("tokenUrl", "oauth2"),
    ("scopes", "oauth2"),
    ("oauth2MetadataUrl", "oauth2"),
    ("openIdConnectUrl", "openIdConnect"),
];

/// The keys of a security scheme, before its type tells what they mean.
#[derive(Default)]
struct Parts {
    kind: Option<Said>,
    name: Option<Said>,
    place: Option<Said>,
    scheme: Option<Said>,
    bearer_format: Option<Said>,
    flows: Option<Vec<Flow>>,
    connect_url: Option<Said>,
    metadata_url: Option<Said>,
    /// 2.0: the one flow, by its word.
    flow: Option<Said>,
    authorization_url: Option<Said>,
    token_url: Option<Said>,
    scopes: Option<Vec<(Said, Said)>>,
}

impl<'a> Reader<'a> {
    /// A scheme under its name, where it stands or where a reference leads.
    pub(super) fn scheme(&mut self, field: &Field<'a>) -> Scheme {
        let mut it = Scheme {
            at: Some(field.value.at()),
            name: field.said(),
            via: None,
            description: None,
            kind: SchemeKind::Unknown,
            deprecated: None,
            extensions: Vec::new(),
        };
        let Some(text) = reference_of(field.value) else {
            self.scheme_at(field.value, &mut it);
            return it;
        };
        let target = self.followed(field.value, text);
        it.via = Some(Box::new(self.reference(field.value, text, None)));
        if let Some(target) = target {
            self.scheme_at(target, &mut it);
        }
        it
    }

    fn scheme_at(&mut self, node: Node<'a>, it: &mut Scheme) {
        let object = &dialect::SECURITY_SCHEME;
        let mut parts = Parts::default();
        self.object(node, object, |reader, field| match &*field.name {
            "type" => parts.kind = reader.said(field),
            "description" => it.description = reader.said(field),
            "name" => parts.name = reader.said(field),
            "in" => parts.place = reader.said(field),
            "scheme" => parts.scheme = reader.said(field),
            "bearerFormat" => parts.bearer_format = reader.said(field),
            "flows" => parts.flows = Some(reader.flows(field.value, &mut it.extensions)),
            "openIdConnectUrl" => parts.connect_url = reader.said(field),
            "oauth2MetadataUrl" => parts.metadata_url = reader.said(field),
            "deprecated" => it.deprecated = reader.flag(field),
            "flow" => parts.flow = reader.said(field),
            "authorizationUrl" => parts.authorization_url = reader.said(field),
            "tokenUrl" => parts.token_url = reader.said(field),
            "scopes" => parts.scopes = Some(reader.scopes(field.value, &mut it.extensions)),
            _ => reader.extend(&mut it.extensions, field),
        });
        let Some(kind) = parts.kind.clone() else { return };
        if self.dialect.security_types.contains(&&*kind) {
            self.keys_of_another_type(node, &kind);
        } else {
            let message = format!(
                "`{}` is no type of a security scheme in {}",
                shown(&kind),
                self.dialect.name
            );
            self.word(kind.at, message, &kind, self.dialect.security_types);
        }
        let need = |reader: &mut Self, part: Option<Said>, key: &'static str| {
            if part.is_none() {
                reader.missing_key(node, object, key);
            }
            part
        };
        it.kind = match &*kind {
            "apiKey" => {
                let name = need(self, parts.name, "name").unwrap_or_default();
                let place = need(self, parts.place, "in");
                SchemeKind::ApiKey { name, place: self.key_place(place) }
            }
            "basic" => SchemeKind::Http { scheme: kind, bearer_format: None },
            "http" => SchemeKind::Http {
                scheme: need(self, parts.scheme, "scheme").unwrap_or_default(),
                bearer_format: parts.bearer_format,
            },
            "oauth2" if self.dialect.version == Version::V2_0 => {
                let flow = need(self, parts.flow.take(), "flow");
                SchemeKind::OAuth2 {
                    flows: self.flow_2(node, flow, parts).into_iter().collect(),
                    metadata_url: None,
                }
            }
            "oauth2" => {
                if parts.flows.is_none() {
                    self.missing_key(node, object, "flows");
                }
                SchemeKind::OAuth2 {
                    flows: parts.flows.unwrap_or_default(),
                    metadata_url: parts.metadata_url,
                }
            }
            "openIdConnect" => {
                SchemeKind::OpenIdConnect { url: need(self, parts.connect_url, "openIdConnectUrl") }
            }
            "mutualTLS" => SchemeKind::MutualTls,
            _ => SchemeKind::Unknown,
        };
    }

    /// Finds what another type of a scheme would say, and this one does not.
    fn keys_of_another_type(&mut self, node: Node<'a>, kind: &str) {
        let entries = node.entries().filter_map(|it| Some((it.key, it.key.as_text()?)));
        for (key, name) in entries {
            let of = OF_ONE_TYPE.iter().find(|(it, _)| *it == &*name);
            // What other versions have was complained of.
            let key_of = dialect::SECURITY_SCHEME.keys.iter().find(|it| it.name == &*name);
            let is_known = key_of.is_some_and(|it| it.versions.has(self.dialect.version));
            let Some((_, owner)) = of.filter(|(_, owner)| is_known && *owner != kind) else {
                continue;
            };
            let message = format!("`{name}` says nothing about a scheme of the type `{kind}`");
            let found = self.report.add(&rules::KEY_OF_ANOTHER_TYPE, key.at(), message);
            found.help(format!("take it out, or write `type: {owner}`"));
        }
    }

    fn key_place(&mut self, word: Option<Said>) -> Place {
        let Some(word) = word else { return Place::Header };
        let cookies = self.dialect.version != Version::V2_0;
        match Place::from_name(&word) {
            Some(place @ (Place::Header | Place::Query)) => place,
            Some(Place::Cookie) if cookies => Place::Cookie,
            other => {
                let message = format!("an API key cannot be in `{}`", shown(&word));
                let known: &[&str] =
                    if cookies { &["query", "header", "cookie"] } else { &["query", "header"] };
                self.word(word.at, message, &word, known);
                other.unwrap_or(Place::Header)
            }
        }
    }

    fn flow_2(&mut self, node: Node<'a>, word: Option<Said>, parts: Parts) -> Option<Flow> {
        let word = word?;
        let kind = match &*word {
            "implicit" => FlowKind::Implicit,
            "password" => FlowKind::Password,
            "application" => FlowKind::ClientCredentials,
            "accessCode" => FlowKind::AuthorizationCode,
            _ => {
                let message = format!("`{}` is no flow of OAuth 2 in 2.0", shown(&word));
                let known = ["implicit", "password", "application", "accessCode"];
                self.word(word.at, message, &word, &known);
                return None;
            }
        };
        let flow = Flow {
            at: Some(node.at()),
            kind,
            authorization_url: parts.authorization_url,
            token_url: parts.token_url,
            refresh_url: None,
            device_authorization_url: None,
            scopes: parts.scopes.unwrap_or_default(),
            extensions: Vec::new(),
        };
        self.flow_urls(node, &dialect::SECURITY_SCHEME, &flow);
        Some(flow)
    }

    fn flows(&mut self, node: Node<'a>, extensions: &mut Extensions) -> Vec<Flow> {
        let mut flows = Vec::new();
        self.object(node, &dialect::OAUTH_FLOWS, |reader, field| {
            let kind = match &*field.name {
                "implicit" => FlowKind::Implicit,
                "password" => FlowKind::Password,
                "clientCredentials" => FlowKind::ClientCredentials,
                "authorizationCode" => FlowKind::AuthorizationCode,
                "deviceAuthorization" => FlowKind::DeviceAuthorization,
                _ => return reader.extend(extensions, field),
            };
            flows.push(reader.flow(field.value, kind));
        });
        flows
    }

    fn flow(&mut self, node: Node<'a>, kind: FlowKind) -> Flow {
        let mut it = Flow {
            at: Some(node.at()),
            kind,
            authorization_url: None,
            token_url: None,
            refresh_url: None,
            device_authorization_url: None,
            scopes: Vec::new(),
            extensions: Vec::new(),
        };
        self.object(node, &dialect::OAUTH_FLOW, |reader, field| match &*field.name {
            "authorizationUrl" => it.authorization_url = reader.said(field),
            "tokenUrl" => it.token_url = reader.said(field),
            "refreshUrl" => it.refresh_url = reader.said(field),
            "deviceAuthorizationUrl" => it.device_authorization_url = reader.said(field),
            "scopes" => it.scopes = reader.scopes(field.value, &mut it.extensions),
            _ => reader.extend(&mut it.extensions, field),
        });
        self.flow_urls(node, &dialect::OAUTH_FLOW, &it);
        it
    }

    /// Each kind of flow needs its URLs (OAuth Flow Object).
    fn flow_urls(&mut self, node: Node<'a>, object: &'static Object, flow: &Flow) {
        use FlowKind::{
            AuthorizationCode, ClientCredentials, DeviceAuthorization, Implicit, Password,
        };
        let authorizes = matches!(flow.kind, Implicit | AuthorizationCode);
        if authorizes && flow.authorization_url.is_none() {
            self.missing_key(node, object, "authorizationUrl");
        }
        let has_token = matches!(
            flow.kind,
            Password | ClientCredentials | AuthorizationCode | DeviceAuthorization
        );
        if has_token && flow.token_url.is_none() {
            self.missing_key(node, object, "tokenUrl");
        }
        if flow.kind == DeviceAuthorization && flow.device_authorization_url.is_none() {
            self.missing_key(node, object, "deviceAuthorizationUrl");
        }
    }

    fn scopes(&mut self, node: Node<'a>, extensions: &mut Extensions) -> Vec<(Said, Said)> {
        let mut scopes = Vec::new();
        self.names(node, "scopes with their descriptions", |reader, field| {
            if field.name.starts_with("x-") && field.value.kind() != Kind::Text {
                reader.extend(extensions, field);
            } else if let Some(description) = reader.said(field) {
                scopes.push((field.said(), description));
            }
        });
        scopes
    }

    /// What a caller must show: alternatives, in order.
    pub(super) fn requirements(&mut self, field: &Field<'a>) -> Vec<Requirement> {
        let mut all = Vec::new();
        self.maps(field.value, &dialect::SECURITY_REQUIREMENT, |reader, item| {
            let mut it = Requirement { at: Some(item.at()), schemes: Vec::new() };
            reader.names(item, "a Security Requirement Object", |reader, field| {
                it.schemes.push(Scopes { scheme: field.said(), scopes: reader.words(field) });
            });
            all.push(it);
        });
        all
    }
}
