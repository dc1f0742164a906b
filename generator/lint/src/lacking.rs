//! What operations lack: each is told, and all of them at once where none has it.

use specwright::ir::{Api, Operation};
use specwright::validate::Finder;

/// Of fewer operations each is told by itself.
const FEW: usize = 3;

/// What to say of operations without something.
pub(crate) struct Lacking<'a> {
    /// Which operations are asked.
    pub(crate) asked: fn(&Operation) -> bool,
    /// Which of them lack it.
    pub(crate) lacks: fn(&Operation) -> bool,
    /// What one of them lacks, as in `has no tag`.
    pub(crate) what: &'a str,
    /// What to do next.
    pub(crate) help: &'a str,
}

impl Lacking<'_> {
    /// Tells of each, or, where none has it, of all: that has one cause.
    pub(crate) fn tell(&self, find: &mut Finder<'_>) {
        let api: &Api = find.api();
        let asked = || api.operations.iter().map(|it| it.1).filter(|it| (self.asked)(it));
        let lacking: Vec<&Operation> = asked().filter(|it| (self.lacks)(it)).collect();
        let count = lacking.len();
        if count >= FEW && count == asked().count() {
            let places: Vec<_> = lacking.iter().map(|it| it.method_at.or(it.at)).collect();
            let message = format!("each of the {count} operations {}", self.what);
            find.add_once(&places, message).help(self.help);
            return;
        }
        for it in lacking {
            let path = &api[it.path].template;
            let message = format!("`{} {path}` {}", it.method, self.what);
            find.add(it.method_at.or(it.at), message).help(self.help);
        }
    }
}
