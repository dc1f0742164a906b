//! `JUnit` XML, as test reports take it: a suite an input, a case a finding.
//!
//! Only errors are failures; warnings and infos are cases that pass and say
//! something. An input without findings is one case that passes.

use std::fmt::Write as _;

use specwright::diag::AND_HERE;

use super::Finding;

pub(super) fn render(suites: &[(String, Vec<Finding>)]) -> String {
    let failures = |found: &[Finding]| found.iter().filter(|it| it.level == "error").count();
    let tests = |found: &[Finding]| found.len().max(1);
    let all = suites.iter().map(|it| tests(&it.1)).sum::<usize>();
    let failed = suites.iter().map(|it| failures(&it.1)).sum::<usize>();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        text,
        "<testsuites name=\"specwright\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\">"
    );
    for (path, found) in suites {
        let (path, tests, failed) = (escaped(path), tests(found), failures(found));
        let _ = writeln!(
            text,
            "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" skipped=\"0\">"
        );
        if found.is_empty() {
            let _ = writeln!(text, "    <testcase name=\"valid\" classname=\"{path}\"/>");
        }
        for finding in found {
            case(finding, &mut text);
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(it: &Finding, text: &mut String) {
    let (path, line, column) = (escaped(&it.at.path), it.at.line, it.at.column);
    let (rule, message) = (escaped(it.rule.name), escaped(&it.message));
    let _ = writeln!(
        text,
        "    <testcase name=\"{rule} at {path}:{line}:{column}\" classname=\"{path}\" \
         file=\"{path}\" line=\"{line}\">"
    );
    let mut body = format!("{path}:{line}:{column}: {}[{rule}]: {message}", it.level);
    if let Some(help) = &it.help {
        let _ = write!(body, "\nhelp: {}", escaped(help));
    }
    let mut more = 0;
    for note in &it.notes {
        // The first of the places that have one cause, and a number for the others.
        more += usize::from(note.message == AND_HERE);
        if note.message == AND_HERE && more > 1 {
            continue;
        }
        let (path, message) = (escaped(&note.path), escaped(&note.message));
        let _ = write!(body, "\nnote: {path}:{}:{}: {message}", note.line, note.column);
    }
    if let Some(further) = &it.further {
        let _ = write!(body, "\nnote: {further}");
    }
    let _ = if it.level == "error" {
        writeln!(text, "      <failure type=\"{rule}\" message=\"{message}\">{body}</failure>")
    } else {
        writeln!(text, "      <system-out>{body}</system-out>")
    };
    text.push_str("    </testcase>\n");
}

/// Escaped for content and for attributes in double quotes; characters that
/// XML 1.0 cannot hold (section 2.2) or discourages become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if it.is_control() => out.push('\u{fffd}'),
            _ => out.push(it),
        }
    }
    out
}
