//! Every format on the same findings.

use std::sync::Arc;

use specwright::diag::{Edit, Level, Report, Rule};
use specwright::source;
use specwright::text::{Span, Text, Texts};

use super::*;

mod sarif;

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
        .note(span("openapi"), "by this version")
        .note(None, "keys are told apart by case")
        .fix("spell it `summary`", vec![Edit { at: span("sumary"), text: "summary".into() }]);
    report.add(&UNTAGGED, span("put"), "`put /ünits/{id}` has no tag\u{1b}[2J");
    report.add(&UNTAGGED, None, "nothing has a tag");
    let found = report.found;
    let clean = Checked {
        path: "clean.json".into(),
        texts: Texts::new().into(),
        trees: Vec::new(),
        found: Vec::new(),
    };
    vec![
        Checked {
            path: "spec/a,b.yaml".into(),
            texts: texts.into(),
            trees: vec![Arc::new(tree)],
            found,
        },
        clean,
    ]
}

fn shown(format: Format) -> String {
    let text = render(&checked(), format);
    anstream::adapter::strip_str(&text).to_string()
}

#[test]
fn text_frames_the_lines() {
    insta::assert_snapshot!(shown(Format::Text), @"
    error[unknown-key]: `sumary` is not a key of an operation: 100%
     --> spec/a,b.yaml:5:7
      |
    1 | openapi: 3.0.3
      | ------- by this version
    2 | paths:
    3 |   /ünits/{id}:
    4 |     get:
      |     --- in this operation
    5 |       sumary: List & <show>
      |       ^^^^^^
      |
      = note: keys are told apart by case
      = help: did you mean `summary`?

    warning[untagged-operation]: `put /ünits/{id}` has no tag␛[2J
     --> spec/a,b.yaml:6:5
      |
    2 | paths:
    3 |   /ünits/{id}:
    ...
    6 |     put:
      |     ^^^

    warning[untagged-operation]: nothing has a tag
    --> spec/a,b.yaml
    ");
}

#[test]
fn concise_is_a_line_a_finding() {
    insta::assert_snapshot!(shown(Format::Concise), @"
    spec/a,b.yaml:5:7: error[unknown-key]: `sumary` is not a key of an operation: 100%
    spec/a,b.yaml:6:5: warning[untagged-operation]: `put /ünits/{id}` has no tag␛[2J
    spec/a,b.yaml:1:1: warning[untagged-operation]: nothing has a tag
    ");
}

#[test]
fn json_keeps_the_order_of_its_keys() {
    insta::assert_snapshot!(shown(Format::Json), @r#"
    {
      "files": [
        {
          "path": "spec/a,b.yaml",
          "verdict": "invalid",
          "diagnostics": [
            {
              "rule": "unknown-key",
              "level": "error",
              "message": "`sumary` is not a key of an operation: 100%",
              "path": "spec/a,b.yaml",
              "line": 5,
              "column": 7,
              "end_line": 5,
              "end_column": 13,
              "pointer": "/paths/~1ünits~1{id}/get/sumary",
              "help": "did you mean `summary`?",
              "fix": {
                "title": "spell it `summary`",
                "edits": [
                  {
                    "path": "spec/a,b.yaml",
                    "line": 5,
                    "column": 7,
                    "end_line": 5,
                    "end_column": 13,
                    "text": "summary"
                  }
                ]
              },
              "notes": [
                {
                  "message": "in this operation",
                  "path": "spec/a,b.yaml",
                  "line": 4,
                  "column": 5
                },
                {
                  "message": "by this version",
                  "path": "spec/a,b.yaml",
                  "line": 1,
                  "column": 1
                },
                {
                  "message": "keys are told apart by case",
                  "path": "spec/a,b.yaml",
                  "line": 1,
                  "column": 1
                }
              ]
            },
            {
              "rule": "untagged-operation",
              "level": "warning",
              "message": "`put /ünits/{id}` has no tag\u001b[2J",
              "path": "spec/a,b.yaml",
              "line": 6,
              "column": 5,
              "end_line": 6,
              "end_column": 8,
              "pointer": "/paths/~1ünits~1{id}/put",
              "notes": []
            },
            {
              "rule": "untagged-operation",
              "level": "warning",
              "message": "nothing has a tag",
              "path": "spec/a,b.yaml",
              "line": 1,
              "column": 1,
              "end_line": 1,
              "end_column": 1,
              "pointer": "",
              "notes": []
            }
          ]
        },
        {
          "path": "clean.json",
          "verdict": "valid",
          "diagnostics": []
        }
      ]
    }
    "#);
}

#[test]
fn github_takes_commands() {
    insta::assert_snapshot!(shown(Format::Github), @"
    ::error file=spec/a%2Cb.yaml,line=5,endLine=5,col=7,endColumn=13,title=unknown-key::`sumary` is not a key of an operation: 100%25%0Ahelp: did you mean `summary`?
    ::warning file=spec/a%2Cb.yaml,line=6,endLine=6,col=5,endColumn=8,title=untagged-operation::`put /ünits/{id}` has no tag␛[2J
    ::warning file=spec/a%2Cb.yaml,line=1,endLine=1,col=1,endColumn=1,title=untagged-operation::nothing has a tag
    ");
}

#[test]
fn junit_fails_on_errors_alone() {
    insta::assert_snapshot!(shown(Format::Junit), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="specwright" tests="4" failures="1" errors="0">
      <testsuite name="spec/a,b.yaml" tests="3" failures="1" errors="0" skipped="0">
        <testcase name="unknown-key at spec/a,b.yaml:5:7" classname="spec/a,b.yaml" file="spec/a,b.yaml" line="5">
          <failure type="unknown-key" message="`sumary` is not a key of an operation: 100%">spec/a,b.yaml:5:7: error[unknown-key]: `sumary` is not a key of an operation: 100%
    help: did you mean `summary`?
    note: spec/a,b.yaml:4:5: in this operation
    note: spec/a,b.yaml:1:1: by this version
    note: spec/a,b.yaml:1:1: keys are told apart by case</failure>
        </testcase>
        <testcase name="untagged-operation at spec/a,b.yaml:6:5" classname="spec/a,b.yaml" file="spec/a,b.yaml" line="6">
          <system-out>spec/a,b.yaml:6:5: warning[untagged-operation]: `put /ünits/{id}` has no tag�[2J</system-out>
        </testcase>
        <testcase name="untagged-operation at spec/a,b.yaml:1:1" classname="spec/a,b.yaml" file="spec/a,b.yaml" line="1">
          <system-out>spec/a,b.yaml:1:1: warning[untagged-operation]: nothing has a tag</system-out>
        </testcase>
      </testsuite>
      <testsuite name="clean.json" tests="1" failures="0" errors="0" skipped="0">
        <testcase name="valid" classname="clean.json"/>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn a_summary_counts_by_level() {
    insta::assert_snapshot!(text::summary(&checked()).unwrap_or_default(), @"1 error, 2 warnings in spec/a,b.yaml");
}

#[test]
fn a_minified_document_is_shown_in_part() {
    let json =
        format!("{{\"a\":\"{}\",\"wrong\":1,\"b\":\"{}\"}}", "é".repeat(5000), "ü".repeat(5000));
    let mut texts = Texts::new();
    let start = json.find("\"wrong\"").expect("it is there");
    let file = texts.add(Text::new("a.json", json.as_str()));
    let mut report = Report::new();
    report.add(&MISSPELT, Span::new(file, start, start + 7), "`wrong` is not known");
    let checked = Checked {
        path: "a.json".into(),
        texts: texts.into(),
        trees: Vec::new(),
        found: report.found,
    };
    let text = render(&[checked], Format::Text);
    insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string(), @r#"
    error[unknown-key]: `wrong` is not known
     --> a.json:1:5009
      |
    1 | …ééééééééééééééééééééééééééééé","wrong":1,"b":"üüüüüüüüüüüüüüüüüüüüüüüüüü…
      |                                 ^^^^^^^
    "#);
}

#[test]
fn a_place_of_many_lines_is_shown_by_its_first() {
    let text = format!("a: 1\nb:\n{}c: 1\n", "  x: 1\n".repeat(50));
    let mut texts = Texts::new();
    let file = texts.add(Text::new("a.yaml", text.as_str()));
    let mut report = Report::new();
    let last = text.len() - 5;
    report
        .add(&MISSPELT, Span::new(file, 5, last), "`b` is not known")
        .note(Span::new(file, last, last + 1), "here");
    let checked = Checked {
        path: "a.yaml".into(),
        texts: texts.into(),
        trees: Vec::new(),
        found: report.found,
    };
    let text = render(&[checked], Format::Text);
    insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string(), @"
    error[unknown-key]: `b` is not known
      --> a.yaml:2:1
       |
     2 | b:
       | ^^
       |
      ::: a.yaml:53:1
       |
    53 | c: 1
       | - here
    ");
}
