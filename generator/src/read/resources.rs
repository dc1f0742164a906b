//! Schema resources: what `$id`, `$anchor` and `$self` give a name to
//! (JSON Schema 2020-12, sections 8.2.1 and 8.2.2; OpenAPI 3.2, `$self`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::source::Node;
use crate::text::FileId;

/// A file or a schema with an `$id`: what a `#` in it is relative to.
pub(super) struct Resource<'a> {
    /// Its outermost node.
    pub(super) root: Node<'a>,
    /// The byte after its last.
    end: u32,
    /// The resource that it is written in.
    around: usize,
    /// Its URI, resolved against that of the resource around it; empty for a
    /// file that does not say.
    uri: String,
    /// Its anchors.
    anchors: BTreeMap<Cow<'a, str>, Node<'a>>,
    /// Those that a `$dynamicRef` can be led to.
    dynamic: BTreeMap<Cow<'a, str>, Node<'a>>,
}

/// The resources of all files that were looked through.
#[derive(Default)]
pub(super) struct Resources<'a> {
    /// By file; in each the file itself first, then in the order of the text.
    files: BTreeMap<FileId, Vec<Resource<'a>>>,
    /// By URI, the first of each.
    by_uri: BTreeMap<String, (FileId, usize)>,
}

impl<'a> Resources<'a> {
    /// Looks through a file once. `deep`: whether its schemas can have names.
    pub(super) fn enter(&mut self, root: Node<'a>, deep: bool) {
        let file = root.tree().file();
        if self.files.contains_key(&file) {
            return;
        }
        let uri = root.get("$self").and_then(Node::as_text).unwrap_or_default();
        let whole = Resource {
            root,
            end: u32::MAX,
            around: 0,
            uri: without_fragment(&uri).to_owned(),
            anchors: BTreeMap::new(),
            dynamic: BTreeMap::new(),
        };
        let mut resources = vec![whole];
        let text = root.tree().text();
        if deep && (text.contains("$id") || text.contains("nchor")) {
            collect(root, &mut resources);
        }
        for (at, it) in resources.iter().enumerate() {
            if !it.uri.is_empty() {
                self.by_uri.entry(it.uri.clone()).or_insert((file, at));
            }
        }
        self.files.insert(file, resources);
    }

    /// The innermost resource that a node is written in.
    pub(super) fn around(&self, node: Node<'_>) -> usize {
        self.around_at(node.tree().file(), node.at().start)
    }

    /// The innermost resource that what begins here is written in.
    pub(super) fn around_at(&self, file: FileId, start: u32) -> usize {
        let Some(resources) = self.files.get(&file) else { return 0 };
        let before = |it: &Resource<'_>| it.root.at().start <= start;
        // The last that starts before the node, or one that this is written in.
        let mut at = resources.partition_point(before).saturating_sub(1);
        while at > 0 && resources[at].end <= start {
            at = resources[at].around;
        }
        at
    }

    /// The schemas with this dynamic anchor in a file, one of each resource.
    pub(super) fn dynamic(&self, file: FileId, name: &str) -> impl Iterator<Item = Node<'a>> {
        let all = self.files.get(&file).into_iter().flatten();
        all.filter_map(move |it| it.dynamic.get(name).copied())
    }

    /// A resource of a file.
    pub(super) fn get(&self, file: FileId, at: usize) -> Option<&Resource<'a>> {
        self.files.get(&file)?.get(at)
    }

    /// The resource that a URI names, seen from another.
    pub(super) fn named(&self, file: FileId, from: usize, uri: &str) -> Option<(FileId, usize)> {
        let base = self.get(file, from).map_or("", |it| &it.uri);
        let found = self.by_uri.get(&resolve(base, uri)).or_else(|| self.by_uri.get(uri));
        found.copied()
    }
}

impl<'a> Resource<'a> {
    /// The schema that an anchor names.
    pub(super) fn anchor(&self, name: &str) -> Option<Node<'a>> {
        self.anchors.get(name).copied()
    }
}

/// Finds every map with an `$id` or an anchor. Nesting is bounded by the tree.
fn collect<'a>(root: Node<'a>, resources: &mut Vec<Resource<'a>>) {
    // A node, the resource around it, and where the node ends.
    let mut waiting = vec![(root, 0_usize)];
    while let Some((node, mut around)) = waiting.pop() {
        if node.is_alias() {
            continue;
        }
        let id = node.get("$id").and_then(Node::as_text).filter(|it| !it.starts_with('#'));
        if let Some(id) = id
            && node.index() != root.index()
        {
            let uri = resolve(&resources[around].uri, without_fragment(&id));
            let (anchors, dynamic) = (BTreeMap::new(), BTreeMap::new());
            let end = node.at().end;
            resources.push(Resource { root: node, end, around, uri, anchors, dynamic });
            around = resources.len() - 1;
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(anchor) = node.get(key).and_then(Node::as_text) {
                if key == "$dynamicAnchor" {
                    resources[around].dynamic.entry(anchor.clone()).or_insert(node);
                }
                resources[around].anchors.entry(anchor).or_insert(node);
            }
        }
        let first = waiting.len();
        waiting.extend(node.items().map(|it| (it, around)));
        waiting.extend(node.raw_entries().map(|it| (it.value, around)));
        waiting[first..].reverse();
    }
}

fn without_fragment(uri: &str) -> &str {
    uri.split_once('#').map_or(uri, |(uri, _)| uri)
}

/// A URI reference against a base (RFC 3986, section 5.2), as far as it is
/// needed to tell whether two name the same.
pub(super) fn resolve(base: &str, uri: &str) -> String {
    if uri.is_empty() {
        return base.to_owned();
    }
    let scheme = |it: &str| it.find(':').filter(|at| !it[..*at].contains(['/', '?', '#']));
    if scheme(uri).is_some() || base.is_empty() {
        return uri.to_owned();
    }
    let path_at = scheme(base).map_or(0, |at| {
        let rest = &base[at + 1..];
        match rest.strip_prefix("//") {
            Some(host) => at + 3 + host.find('/').unwrap_or(host.len()),
            None => at + 1,
        }
    });
    if uri.starts_with("//") {
        return format!("{}{uri}", &base[..scheme(base).map_or(0, |at| at + 1)]);
    }
    let (authority, path) = base.split_at(path_at);
    let joined = super::files::join(path, uri);
    let slash = if authority.is_empty() || joined.starts_with('/') { "" } else { "/" };
    format!("{authority}{slash}{joined}")
}
