//! Security schemes and requirements.

use specwright::dialect::Version;
use specwright::ir::{Flow, FlowKind, Requirement, Said, Scheme, SchemeKind};

use crate::value::{Map, Value};
use crate::write::Writer;

impl Writer<'_> {
    pub(super) fn schemes(&mut self) -> Map {
        let api = self.api;
        let mut map = Map::default();
        for scheme in &api.components.security {
            if let Some(value) = self.scheme(scheme) {
                map.put(&*scheme.name, value);
            }
        }
        map
    }

    fn scheme(&mut self, scheme: &Scheme) -> Option<Map> {
        let mut map = Map::default();
        if let (SchemeKind::Unknown, Some(via)) = (&scheme.kind, &scheme.via) {
            // It leads nowhere: as it was written it still says what was meant.
            map.put("$ref", &via.text);
            return Some(map);
        }
        match &scheme.kind {
            SchemeKind::ApiKey { name, place } => {
                map.put("type", "apiKey");
                map.put("name", name);
                map.put("in", place.name());
            }
            SchemeKind::Http { scheme, bearer_format } => {
                map.put("type", "http");
                map.put("scheme", scheme);
                map.maybe("bearerFormat", bearer_format.as_ref());
            }
            SchemeKind::OAuth2 { flows, metadata_url } => {
                map.put("type", "oauth2");
                let flows = self.flows(flows);
                map.put("flows", flows);
                if self.to >= Version::V3_2 {
                    map.maybe("oauth2MetadataUrl", metadata_url.as_ref());
                } else if let Some(url) = metadata_url {
                    self.lost(url.at, "before 3.2 there is no `oauth2MetadataUrl`");
                }
            }
            SchemeKind::OpenIdConnect { url } => {
                map.put("type", "openIdConnect");
                map.put("openIdConnectUrl", url.as_deref().unwrap_or_default());
            }
            SchemeKind::MutualTls if self.to >= Version::V3_1 => map.put("type", "mutualTLS"),
            SchemeKind::MutualTls => {
                self.lacks(
                    scheme.name.at,
                    format!("`mutualTLS`: the scheme `{}` is left out", scheme.name),
                );
                return None;
            }
            SchemeKind::Unknown if self.api.manner.is_some() => {
                // Pages may ask who calls without a word on how that is shown.
                map.put("type", "apiKey");
                map.put("name", "Authorization");
                map.put("in", "header");
                let text = "The pages do not say how; this header is a guess.";
                map.put("description", text);
                self.lost(
                    scheme.name.at,
                    format!(
                        "how `{}` is shown is not known: the header `Authorization` is a guess",
                        scheme.name
                    ),
                );
            }
            SchemeKind::Unknown => {
                self.lost(
                    scheme.name.at,
                    format!("the scheme `{}` is of no known type: it is left out", scheme.name),
                );
                return None;
            }
        }
        map.maybe("description", scheme.description.as_ref());
        if self.to >= Version::V3_2 {
            map.maybe("deprecated", scheme.deprecated);
        }
        map.extensions(&scheme.extensions);
        self.order.arrange(scheme.at.filter(|_| self.api.version >= Version::V3_0), &mut map);
        Some(map)
    }

    fn flows(&mut self, flows: &[Flow]) -> Map {
        let mut all = Map::default();
        for flow in flows {
            if flow.kind == FlowKind::DeviceAuthorization && self.to < Version::V3_2 {
                let message = "before 3.2 there is no flow `deviceAuthorization`: it is left out";
                self.lost(flow.at, message);
                continue;
            }
            let mut map = Map::default();
            map.maybe("authorizationUrl", flow.authorization_url.as_ref());
            map.maybe("deviceAuthorizationUrl", flow.device_authorization_url.as_ref());
            map.maybe("tokenUrl", flow.token_url.as_ref());
            map.maybe("refreshUrl", flow.refresh_url.as_ref());
            let scopes = flow.scopes.iter().map(|(name, text)| (name.to_string(), text.into()));
            map.put("scopes", Map(scopes.collect()));
            map.extensions(&flow.extensions);
            if self.api.version >= Version::V3_0 {
                self.order.arrange(flow.at, &mut map);
            }
            all.put(flow.kind.name(), map);
        }
        all
    }
}

/// Alternatives of what a caller must show.
pub(super) fn requirements(all: &[Requirement]) -> Value {
    let one = |it: &Requirement| {
        let scopes = |it: &[Said]| Value::List(it.iter().map(Value::from).collect());
        let schemes = it.schemes.iter().map(|it| (it.scheme.to_string(), scopes(&it.scopes)));
        Value::Map(Map(schemes.collect()))
    };
    Value::List(all.iter().map(one).collect())
}
