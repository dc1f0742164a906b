//! What a caller must show.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::kind::{Fate, Kind, SchemePart, Subject};
use crate::diff::lens::Lens;
use crate::diff::operation::Comparison;
use crate::ir::{Flow, Operation, Requirement, Said, Scheme, SchemeKind};
use crate::text::Span;

/// One alternative: each scheme with its scopes.
type Alternative<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn alternatives(all: &[Requirement]) -> Vec<(Alternative<'_>, Option<Span>)> {
    let one = |it: &'_ Requirement| it.at;
    all.iter()
        .map(|it| {
            let schemes = it
                .schemes
                .iter()
                .map(|it| (&*it.scheme, it.scopes.iter().map(|it| &**it).collect::<BTreeSet<_>>()));
            (schemes.collect(), one(it))
        })
        .collect()
}

fn named(alternative: &Alternative<'_>) -> String {
    let names: Vec<_> = alternative.keys().map(|it| format!("`{it}`")).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(" with ") }
}

/// Compares what holds for the whole API, for those operations that say
/// nothing themselves.
pub(super) fn global(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.api, comparison.new.api);
    if old.security.is_none() && new.security.is_none() {
        return;
    }
    // Pages may say it at each operation, where it is compared then.
    if comparison.graph.lens.is_used() && (old.security.is_none() || new.security.is_none()) {
        return;
    }
    let one = old.security.as_deref().unwrap_or_default();
    let two = new.security.as_deref().unwrap_or_default();
    let reach = comparison.those(|_, old, new| old.security.is_none() && new.security.is_none());
    requirements(comparison, one, two, (true, &reach), (old.at, new.at));
}

/// Compares what one operation asks for, where it says so itself.
pub(super) fn own(comparison: &mut Comparison<'_>, old: &Operation, new: &Operation, at: u32) {
    if old.security.is_none() && new.security.is_none() {
        return;
    }
    let one = comparison.old.api.security_of(old);
    let two = comparison.new.api.security_of(new);
    requirements(comparison, one, two, (false, &[at]), (old.at, new.at));
}

fn requirements(
    comparison: &mut Comparison<'_>,
    old: &[Requirement],
    new: &[Requirement],
    (global, reach): (bool, &[u32]),
    at: (Option<Span>, Option<Span>),
) {
    let (one, mut two) = (alternatives(old), alternatives(new));
    let is_open = |all: &[(Alternative<'_>, Option<Span>)]| {
        all.is_empty() || all.iter().any(|it| it.0.is_empty())
    };
    let subject = if global { Subject::Api } else { Subject::Operation };
    let mut add = |kind: Kind, at: (Option<Span>, Option<Span>), text: String| {
        comparison.add(kind, subject, None, text, at, reach);
    };
    match (is_open(&one), is_open(&two)) {
        (true, true) => return,
        (true, false) => {
            let names: Vec<_> = two.iter().map(|it| named(&it.0)).collect();
            let text = format!("a caller must show {} now", names.join(" or "));
            let place = two.first().and_then(|it| it.1).or(at.1);
            return add(Kind::SecurityRequired(global), (at.0, place), text);
        }
        (false, true) => {
            let text = "a caller need not show who it is any more".to_owned();
            let place = one.first().and_then(|it| it.1).or(at.0);
            return add(Kind::SecurityDropped(global), (place, at.1), text);
        }
        (false, false) => {}
    }
    let mut gone = Vec::new();
    for (alternative, place) in one {
        let same = two.iter().position(|it| it.0.keys().eq(alternative.keys()));
        let Some((other, other_place)) = same.map(|it| two.remove(it)) else {
            gone.push((alternative, place));
            continue;
        };
        for (scheme, scopes) in &alternative {
            let after = &other[scheme];
            for scope in scopes.difference(after) {
                let text = format!("the scope `{scope}` of `{scheme}` is no longer needed");
                add(Kind::Scope(Fate::Removed, global), (place, other_place), text);
            }
            for scope in after.difference(scopes) {
                let text = format!("the scope `{scope}` of `{scheme}` is needed now");
                add(Kind::Scope(Fate::Added, global), (place, other_place), text);
            }
        }
    }
    for (alternative, place) in gone {
        let text = format!("{} no longer suffices", named(&alternative));
        add(Kind::Alternative(Fate::Removed, global), (place, at.1), text);
    }
    for (alternative, place) in two {
        let text = format!("{} suffices now", named(&alternative));
        add(Kind::Alternative(Fate::Added, global), (at.0, place), text);
    }
}

/// How a secret is shown: another one is another scheme.
fn method(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::ApiKey { name, place } => format!("a key `{name}` in {}", place.name()),
        SchemeKind::Http { scheme, .. } => format!("HTTP {}", scheme.to_lowercase()),
        SchemeKind::OAuth2 { .. } => "OAuth 2".to_owned(),
        SchemeKind::OpenIdConnect { .. } => "OpenID Connect".to_owned(),
        SchemeKind::MutualTls => "a client certificate".to_owned(),
        SchemeKind::Unknown => "something unknown".to_owned(),
    }
}

/// Compares the declared security schemes.
pub(super) fn schemes(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.api, comparison.new.api);
    let lens = comparison.graph.lens;
    for scheme in &old.components.security {
        let name = &scheme.name;
        let used = comparison.those(|api, old, _| {
            api.security_of(old).iter().any(|it| it.schemes.iter().any(|it| it.scheme == *name))
        });
        let is_used = !used.is_empty();
        let mut add = |part, at, text: String| {
            comparison.add(Kind::Scheme(part, is_used), Subject::Api, None, text, at, &used);
        };
        let Some(other) = new.components.security.iter().find(|it| it.name == *name) else {
            let text = format!("the security scheme `{name}` was removed");
            add(SchemePart::Itself(Fate::Removed), (name.at, None), text);
            continue;
        };
        let at = (scheme.at.or(name.at), other.at.or(other.name.at));
        let (before, after) = (method(scheme), method(other));
        if before != after {
            let text = format!("the security scheme `{name}` was {before} and is {after}");
            add(SchemePart::Type, at, text);
            continue;
        }
        match (&scheme.kind, &other.kind) {
            (SchemeKind::OAuth2 { flows: one, .. }, SchemeKind::OAuth2 { flows: two, .. }) => {
                flows(name, (one, two), at, lens, &mut add);
            }
            (SchemeKind::OpenIdConnect { url: one }, SchemeKind::OpenIdConnect { url: two })
                if one != two =>
            {
                let text = format!(
                    "the URL of `{name}` was {} and is {}",
                    shown(one.as_ref()),
                    shown(two.as_ref())
                );
                add(SchemePart::ConnectUrl, at, text);
            }
            _ => {}
        }
    }
    for scheme in &new.components.security {
        if !old.components.security.iter().any(|it| it.name == scheme.name) {
            let text = format!("the security scheme `{}` was added", scheme.name);
            let kind = Kind::Scheme(SchemePart::Itself(Fate::Added), false);
            comparison.add(kind, Subject::Api, None, text, (None, scheme.name.at), &[]);
        }
    }
}

fn shown(url: Option<&Said>) -> String {
    url.map_or("none".to_owned(), |it| format!("`{it}`"))
}

/// The ways to get a token.
fn flows(
    name: &str,
    (old, new): (&[Flow], &[Flow]),
    at: (Option<Span>, Option<Span>),
    lens: Lens,
    add: &mut impl FnMut(SchemePart, (Option<Span>, Option<Span>), String),
) {
    for it in old {
        match new.iter().find(|other| other.kind == it.kind) {
            Some(other) => flow(name, (it, other), lens, add),
            None => {
                let text = format!("`{name}` no longer has the flow `{}`", it.kind.name());
                add(SchemePart::Flow(Fate::Removed), (it.at.or(at.0), at.1), text);
            }
        }
    }
    for it in new {
        if !old.iter().any(|other| other.kind == it.kind) {
            let text = format!("`{name}` has the flow `{}` now", it.kind.name());
            add(SchemePart::Flow(Fate::Added), (at.0, it.at.or(at.1)), text);
        }
    }
}

fn flow(
    name: &str,
    (old, new): (&Flow, &Flow),
    lens: Lens,
    add: &mut impl FnMut(SchemePart, (Option<Span>, Option<Span>), String),
) {
    let at = (old.at, new.at);
    let url = |it: &Option<Said>| it.as_deref().map(str::to_owned);
    let mut urls = |part, what: &str, old: &Option<Said>, new: &Option<Said>| {
        if url(old) != url(new) {
            let text = format!(
                "the {what} URL of `{name}` was {} and is {}",
                shown(old.as_ref()),
                shown(new.as_ref())
            );
            add(part, at, text);
        }
    };
    urls(
        SchemePart::AuthorizationUrl,
        "authorization",
        &old.authorization_url,
        &new.authorization_url,
    );
    urls(
        SchemePart::AuthorizationUrl,
        "device authorization",
        &old.device_authorization_url,
        &new.device_authorization_url,
    );
    urls(SchemePart::TokenUrl, "token", &old.token_url, &new.token_url);
    urls(SchemePart::RefreshUrl, "refresh", &old.refresh_url, &new.refresh_url);
    for (scope, prose) in &old.scopes {
        let place = (scope.at.or(at.0), at.1);
        match new.scopes.iter().find(|it| it.0 == *scope) {
            None => {
                let text = format!("`{name}` no longer has the scope `{scope}`");
                add(SchemePart::Scope(Fate::Removed), place, text);
            }
            Some((other, now)) if prose != now && !lens.same_prose(prose, now) => {
                let text = format!("what the scope `{scope}` of `{name}` is for changed");
                add(SchemePart::Scope(Fate::Changed), (scope.at, other.at), text);
            }
            Some(_) => {}
        }
    }
    for (scope, _) in &new.scopes {
        if !old.scopes.iter().any(|it| it.0 == *scope) {
            let text = format!("`{name}` has the scope `{scope}` now");
            add(SchemePart::Scope(Fate::Added), (at.0, scope.at.or(at.1)), text);
        }
    }
}
