//! Brackets that stand further left than what they are in.

/// Where in `text[start..end]`, a list or map in brackets, the first line
/// starts that is further left than the block around it. `block` is where that
/// block starts.
///
/// YAML 1.2.2 has each line of it further right than the block (section 7.4,
/// `s-flow-line-prefix`). Common parsers take lines at the block's own column,
/// and so does this.
pub(super) fn outdented(text: &str, block: usize, start: usize, end: usize) -> Option<usize> {
    let inside = text.get(start..end).filter(|it| it.contains('\n'))?;
    let margin = column(text, block);
    let mut at = start;
    for (count, line) in inside.split_inclusive('\n').enumerate() {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let first = line.as_bytes().get(blanks);
        // A comment stands where it likes, and a tab counts for as much as one wants.
        let counts = first.is_some_and(|it| !b"\r\n\t#".contains(it));
        if count > 0 && counts && blanks < margin {
            return Some(at + blanks);
        }
        at += line.len();
    }
    None
}

/// How many characters stand before this place in its line.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    before[line..].chars().count()
}
