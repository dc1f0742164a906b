//! `JUnit` XML, as test reports take it: a suite a comparison, a case a change.
//!
//! What breaks is a failure; all else is a case that passes and says something.

use std::fmt::Write as _;

use super::{Compared, Shown};
use crate::report::junit::escaped;

pub(super) fn render(all: &[Compared]) -> String {
    let tests = |it: &Compared| it.changes.len().max(1);
    let failures = |it: &Compared| it.changes.iter().filter(|it| it.breaks()).count();
    let (sum, failed): (usize, usize) =
        all.iter().fold((0, 0), |sum, it| (sum.0 + tests(it), sum.1 + failures(it)));
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        text,
        "<testsuites name=\"specwright diff\" tests=\"{sum}\" failures=\"{failed}\" errors=\"0\">"
    );
    for it in all {
        let name = escaped(&format!("{} → {}", it.old, it.new));
        let _ = writeln!(
            text,
            "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">",
            tests(it),
            failures(it)
        );
        if it.changes.is_empty() {
            let _ = writeln!(text, "    <testcase name=\"no change\" classname=\"{name}\"/>");
        }
        for change in it.sorted() {
            case(change, &name, &mut text);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(it: &Shown, suite: &str, text: &mut String) {
    let (id, message) = (escaped(&it.id), escaped(&it.message));
    let _ = writeln!(text, "    <testcase name=\"{id}: {message}\" classname=\"{suite}\">");
    let line = |it: &super::Line| format!("{}:{}", it.path, it.line);
    let mut body = format!("{}[{}]: {}", it.level.name(), it.id, it.message);
    for (word, place) in [("old", &it.old), ("new", &it.new)] {
        if let Some(place) = place {
            let _ = write!(body, "\n{word}: {}", line(place));
        }
    }
    if let Some(reach) = it.reaches(8) {
        let _ = write!(body, "\nin {reach}");
    }
    let body = escaped(&body);
    let _ = if it.breaks() {
        writeln!(text, "      <failure type=\"{id}\" message=\"{message}\">{body}</failure>")
    } else {
        writeln!(text, "      <system-out>{body}</system-out>")
    };
    text.push_str("    </testcase>\n");
}
