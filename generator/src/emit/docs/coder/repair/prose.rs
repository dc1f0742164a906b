//! Blank lines and trailing blanks in the prose of a document.

use super::emphasis::Styles;
use super::unpunctuated;

/// What a line of prose is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Heading,
    Item,
    Fence,
    Code,
    Other,
}

/// Writes prose: never two blank lines, no trailing blanks (but for a line
/// break of two), a blank line around headings, code and before a list.
pub(super) fn write(text: &str, styles: &mut Styles, page: &mut String) {
    let text = text.trim_matches(['\r', '\n']);
    let simple = |it: u8| !matches!(it, b'\n' | b'\r' | b'\t' | b'*' | b'_' | b'#');
    if text.bytes().all(simple) && !text.ends_with(' ') {
        if !text.is_empty() {
            page.push_str(text);
            page.push('\n');
        }
        return;
    }
    let collapsed = collapsed(text);
    let mut paragraph = String::new();
    let mut last = Kind::Blank;
    let mut in_list = false;
    let mut wrote = false;
    for (line, kind) in kinds(&collapsed) {
        let apart = match kind {
            Kind::Blank | Kind::Code => false,
            Kind::Heading => last != Kind::Blank,
            Kind::Fence => last == Kind::Other || last == Kind::Item,
            Kind::Item => last != Kind::Blank && !in_list,
            Kind::Other => last == Kind::Heading || last == Kind::Fence,
        };
        in_list = match kind {
            Kind::Item => true,
            Kind::Other => in_list && (last != Kind::Blank || line.starts_with("  ")),
            Kind::Blank => in_list,
            _ => false,
        };
        if kind == Kind::Blank && last == Kind::Blank {
            continue;
        }
        if apart || matches!(kind, Kind::Blank | Kind::Fence | Kind::Code | Kind::Heading) {
            page.push_str(&styles.repaired(&paragraph));
            paragraph.clear();
        }
        if apart && wrote {
            page.push('\n');
        }
        wrote = true;
        last = kind;
        match kind {
            Kind::Fence | Kind::Code => page.push_str(line),
            Kind::Heading => paragraph.push_str(unpunctuated(line)),
            _ => paragraph.push_str(&unblanked(line)),
        }
        if matches!(kind, Kind::Fence | Kind::Code) {
            page.push('\n');
        } else {
            paragraph.push('\n');
        }
    }
    page.push_str(&styles.repaired(&paragraph));
}

/// A cell with line breaks: a list that starts on a line of its own gets a
/// blank line before it, as it ends the table.
pub(super) fn cell(text: &str, styles: &mut Styles) -> String {
    let collapsed = collapsed(text);
    let mut repaired = String::with_capacity(text.len() + 1);
    let mut last = Kind::Other;
    for (at, (line, kind)) in kinds(&collapsed).enumerate() {
        if at > 0 {
            repaired.push('\n');
        }
        if at > 0 && kind == Kind::Item && last == Kind::Other {
            repaired.push('\n');
        }
        match styles.repaired_cells(line) {
            Some(line) => repaired.push_str(&line),
            None => repaired.push_str(line),
        }
        last = kind;
    }
    repaired
}

/// The text with every run of three or more line ends as two.
fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        collapsed.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(|it| it != '\r' && it != '\n').unwrap_or(rest.len());
        collapsed.push_str(if end >= 3 { "\n\n" } else { &rest[..end] });
        rest = &rest[end..];
    }
    collapsed.push_str(rest);
    collapsed
}

/// Lines with what they are; between fences all is code.
fn kinds(text: &str) -> impl Iterator<Item = (&str, Kind)> {
    let mut fence: Option<&str> = None;
    text.split('\n').map(move |line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let start = line.trim_start();
        let marks = ["```", "~~~"].into_iter().find(|it| start.starts_with(it));
        let kind = match (fence, marks) {
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                Kind::Fence
            }
            (Some(_), _) => Kind::Code,
            (None, Some(mark)) => {
                fence = Some(mark);
                Kind::Fence
            }
            (None, None) => kind(line),
        };
        (line, kind)
    })
}

fn kind(line: &str) -> Kind {
    let start = line.trim_start();
    let indented = line.len() - start.len() > 3;
    if start.is_empty() {
        return Kind::Blank;
    }
    if indented {
        return Kind::Other;
    }
    let hashes = start.bytes().take_while(|it| *it == b'#').count();
    if (1..=6).contains(&hashes) && start[hashes..].starts_with(' ') {
        return Kind::Heading;
    }
    let is_item = ["- ", "* ", "+ ", "1. ", "1) "].iter().any(|it| start.starts_with(it));
    if is_item { Kind::Item } else { Kind::Other }
}

/// A line without trailing blanks, but for a line break of two, and with a
/// blank for each tab.
fn unblanked(line: &str) -> String {
    let line = line.replace('\t', " ");
    let kept = line.trim_end_matches(' ').len();
    if line.len() - kept == 2 && kept > 0 { line } else { line[..kept].to_owned() }
}
