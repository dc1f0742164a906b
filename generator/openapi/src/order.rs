//! The order in which the keys of the original stood.

use std::sync::Arc;

use specwright::source::Tree;
use specwright::text::Span;

use crate::value::Map;

/// Knows in which order an object of the original had its keys, so that a
/// converted document reads like the one it came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Order<'a> {
    trees: &'a [Arc<Tree>],
}

impl<'a> Order<'a> {
    /// The order of these sources; without any, that of the specification.
    pub fn new(trees: &'a [Arc<Tree>]) -> Self {
        Self { trees }
    }

    /// Sets the keys that the original object had into its order. A key that
    /// it did not have stays behind the key that it was written after.
    pub(crate) fn arrange(&self, at: Option<Span>, map: &mut Map) {
        let Some(keys) = at.and_then(|it| self.keys(it)) else { return };
        let place = |name: &str| keys.iter().position(|it| it == name);
        let mut last = 0;
        let mut ranked: Vec<((usize, usize), (String, crate::value::Value))> =
            Vec::with_capacity(map.0.len());
        for (index, entry) in map.0.drain(..).enumerate() {
            let known = place(&entry.0);
            last = known.unwrap_or(last);
            ranked.push(((last, if known.is_some() { 0 } else { index + 1 }), entry));
        }
        ranked.sort_by_key(|it| it.0);
        map.0.extend(ranked.into_iter().map(|(_, entry)| entry));
    }

    fn keys(&self, at: Span) -> Option<Vec<String>> {
        let tree = self.trees.iter().find(|it| it.file() == at.file)?;
        let node = tree.node_at(at)?;
        Some(node.entries().map(|it| it.name().into_owned()).collect())
    }
}
