//! Pages that came through something that mangled them: each form has one
//! small reader that gives the Markdown again, with the way back to the file.

mod places;

use places::Derived;
pub(super) use places::Places;

/// A text with the line ends of Unix.
pub(super) fn unix(text: &str) -> (String, Places) {
    let mut derived = Derived::new(text);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        derived.keep(bare);
        if bare.len() < line.len() {
            derived.put("\n");
        }
    }
    derived.finish()
}
