//! Every format on the same findings.

use std::sync::Arc;

use specwright::diag::{Edit, Level, Report, Rule};
use specwright::source;
use specwright::text::{Span, Text, Texts};

use super::*;
use crate::args::Color;

static MISSPELT: Rule = Rule {
    name: "unknown-key",
    summary: "a key that its object does not have",
    page: "# `unknown-key`\n\nFinds keys that nobody reads.\n",
    level: Level::Error,
};

static UNTAGGED: Rule = Rule {
    name: "untagged-operation",
    summary: "an operation without a tag",
    page: "# `untagged-operation`\n",
    level: Level::Warning,
};

const DOCUMENT: &str = "openapi: 3.0.3
paths:
  /ünits/{id}:
    get:
      sumary: List & <show>
    put:
      x: \"\u{1b}[31m\"
";

fn checked() -> Vec<Checked> {
    let mut texts = Texts::new();
    let text: Arc<str> = DOCUMENT.into();
    let file = texts.add(Text::new("spec/a,b.yaml", Arc::clone(&text)));
    let (tree, _) = source::parse(text, file);
    let span = |what: &str| {
        let start = DOCUMENT.find(what).expect("it is there");
        Span::new(file, start, start + what.len())
    };
    let mut report = Report::new();
    report
        .add(&MISSPELT, span("sumary"), "`sumary` is not a key of an operation: 100%")
        .help("did you mean `summary`?")
        .note(span("get"), "in this operation")
        .fix("spell it `summary`", vec![Edit { at: span("sumary"), text: "summary".into() }]);
    report.add(&UNTAGGED, span("put"), "`put /ünits/{id}` has no tag\u{1b}[2J");
    report.add(&UNTAGGED, None, "nothing has a tag");
    let found = report.found;
    let clean = Checked {
        path: "clean.json".into(),
        texts: Texts::new(),
        trees: Vec::new(),
        found: Vec::new(),
    };
    vec![Checked { path: "spec/a,b.yaml".into(), texts, trees: vec![tree], found }, clean]
}

fn shown(format: Format) -> String {
    let terminal = Terminal::plain();
    let text = render(&checked(), format, terminal);
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn text_frames_the_lines() {
    insta::assert_snapshot!(shown(Format::Text), @"");
}

#[test]
fn concise_is_a_line_a_finding() {
    insta::assert_snapshot!(shown(Format::Concise), @"");
}

#[test]
fn json_keeps_the_order_of_its_keys() {
    insta::assert_snapshot!(shown(Format::Json), @"");
}

#[test]
fn github_takes_commands() {
    insta::assert_snapshot!(shown(Format::Github), @"");
}

#[test]
fn sarif_has_rules_regions_and_fixes() {
    insta::assert_snapshot!(shown(Format::Sarif), @"");
}

#[test]
fn junit_fails_on_errors_alone() {
    insta::assert_snapshot!(shown(Format::Junit), @"");
}

#[test]
fn a_summary_counts_by_level() {
    insta::assert_snapshot!(text::summary(&checked()).unwrap_or_default(), @"");
}

#[test]
fn a_minified_document_is_shown_in_part() {
    let json = format!("{{\"a\":\"{}\",\"wrong\":1,\"b\":\"{}\"}}", "é".repeat(5000), "ü".repeat(5000));
    let mut texts = Texts::new();
    let start = json.find("\"wrong\"").expect("it is there");
    let file = texts.add(Text::new("a.json", json.as_str()));
    let mut report = Report::new();
    report.add(&MISSPELT, Span::new(file, start, start + 7), "`wrong` is not known");
    let checked = Checked { path: "a.json".into(), texts, trees: Vec::new(), found: report.found };
    let text = render(&[checked], Format::Text, Terminal::plain());
    insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string(), @"");
}
