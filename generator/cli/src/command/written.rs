//! Telling what was written.

use std::path::Path;

use specwright::build::Folder;
use specwright::files::{self, Written};

use super::check::change;
use crate::args::Format;
use crate::failure::Failure;
use crate::terminal::{Terminal, harmless};

/// More files than this are counted, and named only to who wants to hear more.
const NAMED: usize = 12;

/// Says what was done to each folder. Machine formats have standard error to
/// themselves.
pub(super) fn tell(all: &[(&Folder, Written)], format: Format, terminal: Terminal) {
    if format != Format::Text && format != Format::Concise {
        return;
    }
    for (folder, written) in all {
        folder_told(folder, written, terminal);
    }
    let touched: usize = all.iter().map(|it| it.1.written.len() + it.1.removed.len()).sum();
    let unchanged: usize = all.iter().map(|it| it.1.unchanged.len()).sum();
    if touched == 0 {
        terminal.say(&format!("nothing to do: {} up to date", files_counted(unchanged)));
    }
}

fn folder_told(folder: &Folder, written: &Written, terminal: Terminal) {
    let shown = |path: &str| harmless(&folder.out.join(path).display().to_string());
    let listed = |verb: &str, paths: &[String]| {
        for (index, path) in paths.iter().enumerate() {
            let line = format!("{verb} {}", shown(path));
            if index < NAMED { terminal.say(&line) } else { terminal.detail(&line) }
        }
        if paths.len() > NAMED && !terminal.is_verbose() {
            let more = paths.len() - NAMED;
            terminal.say(&format!(
                "{verb} {more} more in {}",
                harmless(&folder.out.display().to_string())
            ));
        }
    };
    listed("wrote", &written.written);
    listed("removed", &written.removed);
    for path in &written.unchanged {
        terminal.detail(&format!("unchanged {}", shown(path)));
    }
    for path in &written.kept {
        terminal.say(&format!(
            "kept {}: it is no longer generated, but was edited by hand; delete it if it is not wanted",
            shown(path)
        ));
    }
    for edited in &written.edited {
        let now = folder.emitted.files.get(&edited.path).unwrap_or_default();
        // Whoever wants quiet wants to know this all the same.
        terminal.show(&format!("{} had been edited by hand; this is gone:\n", shown(&edited.path)));
        terminal.say(&change::between(&edited.was, now));
    }
    for note in &written.notes {
        terminal.say(&format!("note: {}: {}", shown(""), harmless(note)));
    }
}

/// `1 file`, `2 files`.
pub(super) fn files_counted(number: usize) -> String {
    if number == 1 { "1 file".to_owned() } else { format!("{number} files") }
}

/// Why an output folder could not be written.
pub(super) fn refused(why: &files::Error) -> Failure {
    let text = why.to_string();
    match why {
        // Its last line says what to do.
        files::Error::Foreign(_) => match text.rsplit_once('\n') {
            Some((message, help)) => Failure::new(message).help(help),
            None => Failure::new(text),
        },
        _ => Failure::new(text),
    }
}

/// A folder as messages name it.
pub(super) fn named(path: &Path) -> String {
    harmless(&path.display().to_string())
}
