use crate::diag::{Level, Rule};
use crate::dialect::Version;
use crate::ir::{Id, Schema};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "relative-namespace",
        summary: "a namespace of XML that names no scheme",
        page: include_str!("relative_namespace.md"),
        level: Level::Error,
    },
    ask: Ask::Schema(ask),
};

fn ask(id: Id<Schema>, find: &mut Finder<'_>) {
    let api = find.api();
    let notes = api[id].notes.as_deref();
    let Some(namespace) = notes.and_then(|it| it.xml.as_ref()?.namespace.as_ref()) else { return };
    if has_scheme(namespace) {
        return;
    }
    let found = find.add(namespace.at, format!("the namespace `{namespace}` is no whole URI"));
    found.help("begin it with a scheme, as in `https://example.com/schema`");
    if api.version == Version::V2_0 {
        found.level = Level::Warning;
    }
}

/// RFC 3986, section 3.1.
fn has_scheme(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else { return false };
    scheme.starts_with(|it: char| it.is_ascii_alphabetic())
        && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
}
