//! Keys that merge other maps into theirs (`<<`).

use crate::source::FaultKind;
use crate::source::tree::{Flags, Raw, Tag};

use super::Reader;

impl Reader<'_> {
    /// Looks whether all that is merged into a map are maps.
    pub(super) fn check_merges(&mut self, map: u32) {
        let mut merges = false;
        let mut key = map + 1;
        while key < self.arena.nodes[map as usize].data {
            let value = self.arena.nodes[key as usize].next(key);
            if self.arena.nodes[key as usize].has(Flags::MERGE) {
                let fits = self.is_mergeable(value);
                self.arena.nodes[key as usize].set(Flags::MERGE, fits);
                merges |= fits;
                if !fits {
                    let Raw { start, end, .. } = self.arena.nodes[key as usize];
                    let message = "only a map, or a list of maps, can be merged in here";
                    self.arena.fault(start as usize, end as usize, FaultKind::Merge, message);
                }
            }
            key = self.arena.nodes[value as usize].next(value);
        }
        self.arena.nodes[map as usize].set(Flags::MERGE, merges);
    }

    fn is_mergeable(&self, value: u32) -> bool {
        let value = self.arena.resolve(value);
        let node = self.arena.nodes[value as usize];
        let is_map = |at: u32| self.arena.nodes[self.arena.resolve(at) as usize].tag() == Tag::Map;
        match node.tag() {
            // Null may be an alias that was refused: it has its fault already.
            Tag::Map | Tag::Null => true,
            Tag::List => {
                let mut item = value + 1;
                while item < node.data {
                    if !is_map(item) {
                        return false;
                    }
                    item = self.arena.nodes[item as usize].next(item);
                }
                true
            }
            _ => false,
        }
    }
}
