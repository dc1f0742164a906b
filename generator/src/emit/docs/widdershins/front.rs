//! What stands before the operations.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::dialect::Version;
use crate::ir::{Api, ExternalDocs, Flow, FlowKind, Info, Scheme, SchemeKind};
use crate::manner::widdershins::javascript::key_order;
use crate::manner::widdershins::sample::Sample;

use super::code::LANGUAGES;
use super::table::Table;
use super::{Page, Writing, spaceless};

impl Writing<'_, '_> {
    /// The front matter, and what the document says of itself.
    pub(super) fn front(&self, page: &mut Page) {
        let api = self.chain.api();
        let title = api.info.title.as_deref().unwrap_or_default();
        let full = format!("{title} {}", version(&api.info));
        page.block(&format!("---\n{}\n---", matter(api, &full).to_yaml()));
        page.block("<!-- Generator: Widdershins v4.0.1 -->");
        page.block(&format!("<h1 id=\"{}\">{full}</h1>", attribute(&spaceless(title))));
        page.block(
            "> Scroll down for code samples, example requests and responses. Select a language \
             for code samples from the tabs above or the mobile navigation menu.",
        );
        page.block(api.info.description.as_deref().unwrap_or_default());
        servers(api, page);
        page.block(&people(&api.info));
        if !api.components.security.is_empty() {
            page.block("# Authentication");
            for scheme in key_order(&api.components.security, |it| &it.name) {
                authentication(scheme, page);
            }
        }
    }
}

/// The version behind a `v`, unless it has one itself.
fn version(info: &Info) -> Cow<'_, str> {
    let version = info.version.as_deref().unwrap_or_default();
    let has_it = version.starts_with(['v', 'V']);
    if has_it { Cow::Borrowed(version) } else { Cow::Owned(format!("v{version}")) }
}

fn matter<'a>(api: &'a Api, title: &'a str) -> Sample<'a> {
    let text = |it: &'static str| Sample::Text(Cow::Borrowed(it));
    let tab = |(language, name): &(&'static str, &'static str)| {
        Sample::Map(vec![(Cow::Borrowed(*language), text(name))])
    };
    let docs = api.external_docs.as_ref().and_then(|it| link(it, "External Docs"));
    let entries = [
        ("title", Sample::Text(Cow::Borrowed(title))),
        ("language_tabs", Sample::List(LANGUAGES.iter().map(tab).collect())),
        ("toc_footers", Sample::List(docs.into_iter().map(|it| Sample::Text(it.into())).collect())),
        ("includes", Sample::List(Vec::new())),
        ("search", Sample::Bool(true)),
        ("highlight_theme", text("darkula")),
        ("headingLevel", Sample::Number(Cow::Borrowed("2"))),
    ];
    Sample::Map(entries.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect())
}

/// Where the API is served. Of Swagger 2.0 each scheme gives a server.
fn servers(api: &Api, page: &mut Page) {
    let mut urls = Vec::new();
    if let Some(address) = api.address.as_ref().filter(|_| api.version == Version::V2_0) {
        let path = address.base_path.as_deref().unwrap_or_default();
        match address.host.as_deref().filter(|it| !it.is_empty()) {
            Some(host) => {
                let path = path.strip_suffix('/').unwrap_or(path);
                let schemes = address.schemes.as_deref().unwrap_or_default();
                urls.extend(schemes.iter().map(|it| format!("{it}://{host}{path}")));
                if schemes.is_empty() {
                    urls.push(format!("//{host}{path}"));
                }
            }
            None if !path.is_empty() => urls.push(path.to_owned()),
            None => {}
        }
    }
    if urls.is_empty() && api.servers.is_empty() {
        return;
    }
    page.block("Base URLs:");
    for url in &urls {
        page.block(&format!("* {}", anchor(url, url)));
    }
    for server in api.servers.iter().filter(|_| urls.is_empty()) {
        page.block(&format!("* {}", anchor(&server.url, &server.url)));
        for variable in &server.variables {
            let description = variable.description.as_deref().unwrap_or_default();
            let default = variable.default.as_deref().unwrap_or_default();
            page.block(&format!("    * **{}** - {description} Default: {default}", variable.name));
            for choice in variable.choices.iter().flatten() {
                page.block(&format!("        * {choice}"));
            }
        }
    }
}

/// Terms, whom to ask, and the licence: a line each.
fn people(info: &Info) -> String {
    let mut text = String::new();
    if let Some(terms) = &info.terms {
        let _ = writeln!(text, "{}", anchor(terms, "Terms of service"));
    }
    if let Some(contact) = &info.contact {
        let name = contact.name.as_deref().unwrap_or("Support");
        if let Some(email) = &contact.email {
            let _ = write!(text, "Email: {} ", anchor(&format!("mailto:{email}"), name));
        }
        if let Some(url) = &contact.url {
            let _ = write!(text, "Web: {} ", anchor(url, name));
        }
        text.push('\n');
    }
    if let Some(license) = &info.license {
        let name = license.name.as_deref().unwrap_or_default();
        let _ = match &license.url {
            Some(url) => write!(text, "License: {}", anchor(url, name)),
            None => write!(text, " License: {name}"),
        };
    }
    text
}

/// A link to what is documented elsewhere.
pub(super) fn link(docs: &ExternalDocs, otherwise: &str) -> Option<String> {
    let url = docs.url.as_deref()?;
    Some(anchor(url, docs.description.as_deref().unwrap_or(otherwise)))
}

fn anchor(url: &str, text: &str) -> String {
    format!("<a href=\"{}\">{text}</a>", attribute(url))
}

/// A text as the value of an attribute, which it cannot end.
pub(super) fn attribute(text: &str) -> Cow<'_, str> {
    if text.contains('"') { Cow::Owned(text.replace('"', "&quot;")) } else { Cow::Borrowed(text) }
}

/// How a caller shows who it is, in one way.
fn authentication(scheme: &Scheme, page: &mut Page) {
    let description = scheme.description.as_deref().unwrap_or_default();
    match &scheme.kind {
        SchemeKind::ApiKey { name, place } => page.block(&format!(
            "* API Key ({})\n    - Parameter Name: **{name}**, in: {}. {description}",
            scheme.name,
            place.name()
        )),
        SchemeKind::Http { scheme, .. } => {
            page.block(&format!("- HTTP Authentication, scheme: {scheme} {description}"));
        }
        SchemeKind::OAuth2 { flows, .. } => {
            page.block(&format!("- oAuth2 authentication. {description}"));
            for flow in flows {
                flow_of(flow, page);
            }
        }
        SchemeKind::OpenIdConnect { url } => {
            let url = url.as_deref().unwrap_or_default();
            page.block(&format!("- OpenID Connect: [{url}]({url}) {description}"));
        }
        SchemeKind::MutualTls => {
            page.block(&format!("- Mutual TLS ({}) {description}", scheme.name));
        }
        SchemeKind::Unknown => {}
    }
}

fn flow_of(flow: &Flow, page: &mut Page) {
    let mut text = format!("    - Flow: {}", flow_name(flow.kind));
    for (what, url) in [("Authorization", &flow.authorization_url), ("Token", &flow.token_url)] {
        if let Some(url) = url {
            let _ = write!(text, "\n    - {what} URL = [{url}]({url})");
        }
    }
    page.block(&text);
    if !flow.scopes.is_empty() {
        let mut table = Table::new(&["Scope", "Scope Description"]);
        for (name, description) in key_order(&flow.scopes, |(name, _)| name) {
            table.row([name, description]);
        }
        table.write(page);
    }
}

fn flow_name(kind: FlowKind) -> &'static str {
    match kind {
        FlowKind::Implicit => "implicit",
        FlowKind::Password => "password",
        FlowKind::ClientCredentials => "clientCredentials",
        FlowKind::AuthorizationCode => "authorizationCode",
        FlowKind::DeviceAuthorization => "deviceAuthorization",
    }
}
