//! What differs between a file and what is generated, as a short diff.

use std::fmt::Write as _;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::terminal::harmless;

/// More lines than this of one file are counted, not shown.
const LINES: usize = 24;
/// Characters of a line that are shown.
const WIDTH: usize = 160;
/// Files larger than this are not compared line by line, in bytes.
const LARGEST: usize = 8 << 20;
/// How long lines are compared before the rest counts as changed.
const PATIENCE: Duration = Duration::from_millis(500);

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const FAINT: Style = Style::new().dimmed();

/// A file's state and its path.
pub(crate) fn headed(state: &str, path: &str) -> String {
    let style = match state {
        "missing" => AnsiColor::Red,
        "orphan" => AnsiColor::Magenta,
        _ => AnsiColor::Yellow,
    };
    let style = style.on_default().bold();
    format!("{style}{state:7}{style:#} {path}")
}

/// The lines that differ, a little around each, indented: `-` is on the disk,
/// `+` is what is generated.
pub(crate) fn between(found: &[u8], generated: &str) -> String {
    let Ok(found) = std::str::from_utf8(found) else {
        return "    what is on the disk is not UTF-8\n".to_owned();
    };
    if found.len().max(generated.len()) > LARGEST {
        return format!("    {} bytes on the disk, {} generated\n", found.len(), generated.len());
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(found, generated);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(2) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old = (first.old_range().start, last.old_range().end);
        let new = (first.new_range().start, last.new_range().end);
        let (old, new) = (hunk(old), hunk(new));
        lines.push(format!("{FAINT}@@ -{old} +{new} @@{FAINT:#}"));
        for change in group.iter().flat_map(|it| diff.iter_changes(it)) {
            lines.push(line(change.tag(), change.value()));
        }
    }
    let mut text = String::new();
    for line in lines.iter().take(LINES) {
        let _ = writeln!(text, "    {line}");
    }
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        let _ = writeln!(text, "    {FAINT}… {more} more lines{FAINT:#}");
    }
    text
}

/// Where a hunk is, as unified diffs say it.
fn hunk((start, end): (usize, usize)) -> String {
    match end - start {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        length => format!("{},{length}", start + 1),
    }
}

fn line(tag: ChangeTag, value: &str) -> String {
    let text = value.strip_suffix('\n').unwrap_or(value);
    let mut shown = harmless(&text.chars().take(WIDTH).collect::<String>());
    if text.chars().nth(WIDTH).is_some() {
        shown.push('…');
    }
    match tag {
        ChangeTag::Equal => format!(" {shown}"),
        ChangeTag::Delete => format!("{REMOVED}-{shown}{REMOVED:#}"),
        ChangeTag::Insert => format!("{ADDED}+{shown}{ADDED:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(found: &[u8], generated: &str) -> String {
        anstream::adapter::strip_str(&between(found, generated)).to_string()
    }

    fn lines() -> String {
        (0..40).fold(String::new(), |all, it| all + &format!("line {it}\n"))
    }

    #[test]
    fn a_diff_is_short_and_cannot_steer_the_terminal() {
        let old = lines();
        let new = old.replace("line 20\n", "line \u{1b}[2J\n");
        insta::assert_snapshot!(plain(old.as_bytes(), &new), @"
        @@ -19,5 +19,5 @@
         line 18
         line 19
        -line 20
        +line ␛[2J
         line 21
         line 22
        ");
    }

    #[test]
    fn a_long_diff_is_cut() {
        let new = lines();
        let text = plain(b"", &new);
        assert_eq!(text.lines().count(), LINES + 1);
        assert_eq!(text.lines().last(), Some("    … 17 more lines"));
    }

    #[test]
    fn bytes_that_are_no_text_are_said_to_be() {
        assert_eq!(plain(b"\xff", "a"), "    what is on the disk is not UTF-8\n");
    }
}
