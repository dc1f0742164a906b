//! Commands that GitHub shows beside the lines of a pull request.

use std::fmt::Write as _;

use specwright::diag::Level;

use super::Compared;
use crate::report::github::{data, property};
use crate::terminal::harmless;

pub(super) fn render(all: &Compared) -> String {
    let mut text = String::new();
    for it in all.sorted() {
        let command = match it.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info | Level::Off => "notice",
        };
        let place = it.place().map_or(String::new(), |it| {
            let path = property(&it.path.replace('\\', "/"));
            format!("file={path},line={},", it.line)
        });
        let undecided = if it.undecided { " (undecided)" } else { "" };
        let reach = it.reaches(3).map_or(String::new(), |it| format!("\nin {it}"));
        let said = data(&format!("{}{undecided}{}", harmless(&it.message), reach));
        let _ = writeln!(text, "::{command} {place}title={}::{said}", property(&it.id));
    }
    text
}
