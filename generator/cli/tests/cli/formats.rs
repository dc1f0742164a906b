//! Every format of every command that reports.

use serde_json::Value;

use crate::project::{Project, UNITS};
use crate::schema;

/// A document with an error, a warning, a note and names that need escaping.
fn faulty() -> Project {
    let project = Project::new();
    let text = UNITS.replacen("      tags: [units]\n", "", 1).replace(
        "  version: '1.0'\n",
        "  version: '1.0'\n  '<licence> & \"more\"': MIT\n  title: Twice\n",
    );
    project.put("spec/units, <new>.yaml", text);
    project
}

fn shown(format: &str) -> String {
    let ran = faulty().run(&["validate", "spec/units, <new>.yaml", "--format", format]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    ran.out
}

#[test]
fn text() {
    insta::assert_snapshot!(shown("text"), @r#"
    error[unknown-key]: `<licence> & "more"` is no key of an Info Object in 3.0
     --> spec/units, <new>.yaml:5:3
      |
    2 | info:
    ...
    5 |   '<licence> & "more"': MIT
      |   ^^^^^^^^^^^^^^^^^^^^
      |
      = help: take it out, or start its name with `x-`

    error[repeated-key]: the key `title` is already in this map
     --> spec/units, <new>.yaml:6:3
      |
    2 | info:
    3 |   title: Units
      |   ----- it is here first
    ...
    6 |   title: Twice
      |   ^^^^^
      |
      = help: take one of them out, or give it another name

    warning[untagged-operation]: `GET /units` has no tag
      --> spec/units, <new>.yaml:18:5
       |
    16 | paths:
    17 |   /units:
    18 |     get:
       |     ^^^
       |
       = help: add the tag whose page it belongs on
    "#);
}

#[test]
fn concise() {
    insta::assert_snapshot!(shown("concise"), @r#"
    spec/units, <new>.yaml:5:3: error[unknown-key]: `<licence> & "more"` is no key of an Info Object in 3.0
    spec/units, <new>.yaml:6:3: error[repeated-key]: the key `title` is already in this map
    spec/units, <new>.yaml:18:5: warning[untagged-operation]: `GET /units` has no tag
    "#);
}

#[test]
fn json_follows_its_schema() {
    let project = faulty();
    let schema = project.run(&["explain", "--schema", "validate"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    for (path, verdict) in [("spec/units, <new>.yaml", "invalid"), ("spec/units.yaml", "valid")] {
        let ran = project.run(&["validate", path, "--format", "json"]);
        let value: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        schema::holds(&schema, &value);
        assert_eq!(value["files"][0]["verdict"], verdict);
        assert_eq!(ran.err, "");
    }
    let keys = [
        "\"rule\"",
        "\"level\"",
        "\"message\"",
        "\"path\"",
        "\"line\"",
        "\"column\"",
        "\"end_line\"",
        "\"end_column\"",
        "\"pointer\"",
    ];
    let text = shown("json");
    let text = text.split_once("\"diagnostics\"").expect("it has some").1;
    let places: Vec<_> = keys.iter().map(|it| text.find(it).expect("it is there")).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn check_follows_its_schema() {
    let project = Project::new();
    let schema = project.run(&["explain", "--schema", "check"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    for verdict in ["drift", "fresh"] {
        let ran = project.run(&["check", "--format", "json"]);
        let value: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        schema::holds(&schema, &value);
        assert_eq!(value["verdict"], verdict);
        assert_eq!(ran.err, "");
        assert_eq!(project.run(&["generate"]).code, Some(0));
    }
}

#[test]
fn github() {
    insta::assert_snapshot!(shown("github"), @r#"
    ::error file=spec/units%2C <new>.yaml,line=5,endLine=5,col=3,endColumn=23,title=unknown-key::`<licence> & "more"` is no key of an Info Object in 3.0%0Ahelp: take it out, or start its name with `x-`
    ::error file=spec/units%2C <new>.yaml,line=6,endLine=6,col=3,endColumn=8,title=repeated-key::the key `title` is already in this map%0Ahelp: take one of them out, or give it another name
    ::warning file=spec/units%2C <new>.yaml,line=18,endLine=18,col=5,endColumn=8,title=untagged-operation::`GET /units` has no tag%0Ahelp: add the tag whose page it belongs on
    "#);
}

#[test]
fn sarif() {
    let value: Value = serde_json::from_str(&shown("sarif")).expect("it is JSON");
    assert_eq!(value["version"], "2.1.0");
    let run = &value["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    for result in run["results"].as_array().expect("a list") {
        let index = result["ruleIndex"].as_u64().expect("a number");
        let rule = &rules[usize::try_from(index).expect("a small number")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["markdown"].as_str().expect("a text").starts_with("# `"));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "spec/units%2C%20%3Cnew%3E.yaml");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
    }
}

#[test]
fn junit() {
    insta::assert_snapshot!(shown("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="specwright" tests="3" failures="2" errors="0">
      <testsuite name="spec/units, &lt;new&gt;.yaml" tests="3" failures="2" errors="0" skipped="0">
        <testcase name="unknown-key at spec/units, &lt;new&gt;.yaml:5:3" classname="spec/units, &lt;new&gt;.yaml" file="spec/units, &lt;new&gt;.yaml" line="5">
          <failure type="unknown-key" message="`&lt;licence&gt; &amp; &quot;more&quot;` is no key of an Info Object in 3.0">spec/units, &lt;new&gt;.yaml:5:3: error[unknown-key]: `&lt;licence&gt; &amp; &quot;more&quot;` is no key of an Info Object in 3.0
    help: take it out, or start its name with `x-`</failure>
        </testcase>
        <testcase name="repeated-key at spec/units, &lt;new&gt;.yaml:6:3" classname="spec/units, &lt;new&gt;.yaml" file="spec/units, &lt;new&gt;.yaml" line="6">
          <failure type="repeated-key" message="the key `title` is already in this map">spec/units, &lt;new&gt;.yaml:6:3: error[repeated-key]: the key `title` is already in this map
    help: take one of them out, or give it another name
    note: spec/units, &lt;new&gt;.yaml:3:3: it is here first</failure>
        </testcase>
        <testcase name="untagged-operation at spec/units, &lt;new&gt;.yaml:18:5" classname="spec/units, &lt;new&gt;.yaml" file="spec/units, &lt;new&gt;.yaml" line="18">
          <system-out>spec/units, &lt;new&gt;.yaml:18:5: warning[untagged-operation]: `GET /units` has no tag
    help: add the tag whose page it belongs on</system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn drift_is_shown_in_every_format() {
    let project = Project::generated();
    project.remove("generated/openapi/units.json");
    let shown = |format| {
        let ran = project.run(&["check", "--format", format]);
        assert_eq!(ran.code, Some(1));
        ran.out
    };
    insta::assert_snapshot!(shown("concise"), @"generated/openapi/units.json:1:1: error[missing-file]: it is generated, and not there");
    insta::assert_snapshot!(shown("github"), @"::error file=generated/openapi/units.json,line=1,endLine=1,col=1,endColumn=1,title=missing-file::it is generated, and not there%0Ahelp: run `specwright generate`");
    insta::assert_snapshot!(shown("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="specwright" tests="1" failures="1" errors="0">
      <testsuite name="specwright check" tests="1" failures="1" errors="0" skipped="0">
        <testcase name="missing-file at generated/openapi/units.json:1:1" classname="generated/openapi/units.json" file="generated/openapi/units.json" line="1">
          <failure type="missing-file" message="it is generated, and not there">generated/openapi/units.json:1:1: error[missing-file]: it is generated, and not there
    help: run `specwright generate`</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    let value: Value = serde_json::from_str(&shown("sarif")).expect("it is JSON");
    assert_eq!(value["runs"][0]["results"][0]["ruleId"], "missing-file");
}

#[test]
fn colours_come_when_asked_for() {
    let project = faulty();
    let shown = |color: &[&str], variable: Option<(&str, &str)>| {
        let mut arguments = vec!["validate", "spec/units, <new>.yaml"];
        arguments.extend(color);
        let mut command = project.command(&arguments);
        command.envs(variable);
        command.output().expect("it starts").stdout.contains(&0x1b)
    };
    assert!(!shown(&[], None));
    assert!(shown(&["--color", "always"], None));
    assert!(shown(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!shown(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
    // A person who asks for it by name is stronger than a variable.
    assert!(shown(&["--color", "always"], Some(("NO_COLOR", "1"))));
}
