//! Which operation became which: by the URL that a client calls, then by
//! `operationId`.

use std::collections::BTreeMap;

use crate::ir::{Api, Id, Method, Operation, Server};

/// An old operation with the new one, and how it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) old: Id<Operation>,
    pub(super) new: Id<Operation>,
    /// Whether it is found at another URL now.
    pub(super) moved: bool,
}

/// Which operation became which.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) pairs: Vec<Match>,
    pub(super) removed: Vec<Id<Operation>>,
    pub(super) added: Vec<Id<Operation>>,
    /// Every operation moved in the same way: from this base path to that.
    pub(super) base: Option<(String, String)>,
}

/// The servers that hold for an operation.
fn servers<'a>(api: &'a Api, operation: &'a Operation) -> &'a [Server] {
    [&operation.servers, &api[operation.path].servers, &api.servers]
        .into_iter()
        .find(|it| !it.is_empty())
        .map_or(&[], |it| it)
}

/// A server's URL with each variable at its default, parted into its origin
/// (`https://api.example.com`, empty if relative) and its path, without the
/// slash at the end.
pub(super) fn address(server: &Server) -> (String, String) {
    let mut url = server.url.to_string();
    for variable in &server.variables {
        if let Some(default) = &variable.default {
            url = url.replace(&format!("{{{}}}", variable.name), default);
        }
    }
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let authority = match url.find("://") {
        Some(at) => at + 3,
        None if url.starts_with("//") => 2,
        None => {
            let path = url.trim_end_matches('/');
            let slash = if path.is_empty() || path.starts_with('/') { "" } else { "/" };
            return (String::new(), format!("{slash}{path}"));
        }
    };
    let path = url[authority..].find('/').map_or(url.len(), |at| authority + at);
    (url[..path].to_lowercase(), url[path..].trim_end_matches('/').to_owned())
}

/// The base paths under which an operation is served, each once.
fn bases(api: &Api, operation: &Operation) -> Vec<String> {
    let mut bases: Vec<String> = Vec::new();
    for server in servers(api, operation) {
        let base = address(server).1;
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    if bases.is_empty() {
        bases.push(String::new());
    }
    bases
}

/// An operation as a client calls it: its method, and the path of its URL.
pub(super) fn url(api: &Api, id: Id<Operation>) -> String {
    let operation = &api[id];
    let base = bases(api, operation).into_iter().next().unwrap_or_default();
    format!("{} {base}{}", operation.method, api[operation.path].template)
}

/// A template with the names of its variables dropped.
pub(super) fn shape(template: &str) -> String {
    let mut shape = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        shape.push_str(&rest[..open]);
        shape.push_str("{}");
        rest = &rest[open + close + 1..];
    }
    shape + rest
}

/// The names of the variables in a template, in order.
pub(super) fn variables(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        names.push(&rest[open + 1..open + close]);
        rest = &rest[open + close + 1..];
    }
    names
}

type Key<'a> = (&'a Method, String);

/// New operations that are not matched yet, by some key.
struct Index<'a> {
    by: BTreeMap<Key<'a>, Vec<Id<Operation>>>,
}

impl<'a> Index<'a> {
    fn new(
        api: &'a Api,
        ids: &[Id<Operation>],
        keys: impl Fn(&'a Operation) -> Vec<String>,
    ) -> Self {
        let mut by: BTreeMap<Key<'a>, Vec<Id<Operation>>> = BTreeMap::new();
        for &id in ids {
            for key in keys(&api[id]) {
                by.entry((&api[id].method, key)).or_default().push(id);
            }
        }
        Self { by }
    }

    /// One that is not taken; the one with the same template first.
    fn find(
        &self,
        api: &Api,
        taken: &[bool],
        key: &Key<'a>,
        template: &str,
    ) -> Option<Id<Operation>> {
        let all = self.by.get(key)?;
        let mut free = all.iter().copied().filter(|it| !taken[it.index()]);
        let same = |it: &Id<Operation>| *api[api[*it].path].template == *template;
        free.clone().find(same).or_else(|| free.next())
    }
}

/// Matches the operations of the paths of two APIs.
pub(super) fn matched(old: &Api, new: &Api) -> Matched {
    let before: Vec<_> = old.operations().map(|it| it.0).collect();
    let after: Vec<_> = new.operations().map(|it| it.0).collect();
    let mut taken = vec![false; new.operations.len()];
    let mut result = Matched::default();

    let template = |api: &Api, it: &Operation| shape(&api[it.path].template);
    let urls = |api: &Api, it: &Operation| -> Vec<String> {
        let shape = template(api, it);
        bases(api, it).into_iter().map(|base| base + &shape).collect()
    };
    let index = Index::new(new, &after, |it| urls(new, it));
    let mut left = Vec::new();
    for &id in &before {
        let (operation, name) = (&old[id], &old[old[id].path].template);
        let keys = urls(old, operation).into_iter().map(|it| (&operation.method, it));
        let found = keys.into_iter().find_map(|key| index.find(new, &taken, &key, name));
        match found {
            Some(other) => {
                taken[other.index()] = true;
                result.pairs.push(Match { old: id, new: other, moved: false });
            }
            None => left.push(id),
        }
    }
    let any_at_home = !result.pairs.is_empty();
    let free = |taken: &[bool]| -> Vec<Id<Operation>> {
        after.iter().copied().filter(|it| !taken[it.index()]).collect()
    };

    // The same path under another base.
    let index = Index::new(new, &free(&taken), |it| vec![template(new, it)]);
    let mut homeless = Vec::new();
    for id in left {
        let (operation, name) = (&old[id], &old[old[id].path].template);
        let key = (&operation.method, template(old, operation));
        match index.find(new, &taken, &key, name) {
            Some(other) => {
                taken[other.index()] = true;
                result.pairs.push(Match { old: id, new: other, moved: true });
            }
            None => homeless.push(id),
        }
    }
    let stated = |api: &Api| !api.servers.is_empty();
    let known = stated(old) && stated(new);
    if !any_at_home && !known {
        // Where nothing is said of servers, nothing moved.
        for pair in &mut result.pairs {
            pair.moved = false;
        }
    } else if !any_at_home {
        result.base = rebased(old, new, &mut result.pairs);
    }

    // The same name elsewhere, if it is a name.
    let mut named: BTreeMap<&str, Vec<Id<Operation>>> = BTreeMap::new();
    for id in free(&taken) {
        if let Some(name) = &new[id].id {
            named.entry(&**name).or_default().push(id);
        }
    }
    for id in homeless {
        let same = old[id].id.as_ref().and_then(|it| named.get(&**it));
        match same.map(Vec::as_slice) {
            Some(&[other]) if !taken[other.index()] => {
                taken[other.index()] = true;
                result.pairs.push(Match { old: id, new: other, moved: true });
            }
            _ => result.removed.push(id),
        }
    }
    result.added = free(&taken);
    // In the order of the old document.
    result.pairs.sort_by_key(|it| it.old);
    result.removed.sort_unstable();
    result
}

/// The two base paths, if all operations moved from the one to the other; the
/// operations then count as not moved.
fn rebased(old: &Api, new: &Api, pairs: &mut [Match]) -> Option<(String, String)> {
    let first = pairs.first()?;
    let bases_of = |it: &Match| (bases(old, &old[it.old]), bases(new, &new[it.new]));
    let (before, after) = bases_of(first);
    if before.len() != 1 || after.len() != 1 {
        return None;
    }
    if pairs.iter().any(|it| bases_of(it) != (before.clone(), after.clone())) {
        return None;
    }
    for pair in pairs.iter_mut() {
        pair.moved = false;
    }
    Some((before.into_iter().next()?, after.into_iter().next()?))
}

/// How alike two paths are: the share of segments that are the same.
pub(super) fn likeness(old: &str, new: &str) -> f64 {
    let (old, new) = (shape(old), shape(new));
    let (one, two): (Vec<&str>, Vec<&str>) =
        (old.trim_matches('/').split('/').collect(), new.trim_matches('/').split('/').collect());
    let mut left = two.clone();
    let mut same = 0_u32;
    for segment in &one {
        if let Some(at) = left.iter().position(|it| it == segment) {
            left.remove(at);
            same += u32::from(*segment != "{}") + 1;
        }
    }
    let weight = |all: &[&str]| -> u32 { all.iter().map(|it| u32::from(*it != "{}") + 1).sum() };
    f64::from(2 * same) / f64::from((weight(&one) + weight(&two)).max(1))
}
