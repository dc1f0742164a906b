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
    schema::holds(&sarif_schema(), &value);
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

/// What of SARIF we write. It is smaller than the standard's own schema, so
/// that what follows it is valid by that as well; a property that is new here
/// is to be looked up there.
fn sarif_schema() -> Value {
    serde_json::from_str(include_str!("sarif.schema.json")).expect("the schema is JSON")
}

#[test]
fn sarif_of_pages_drift_and_nothing_follows_its_schema_too() {
    let project = Project::generated();
    project
        .put("pages/page.md", "# Units\n\n## Get a pet\n\n`GET /a`\n\n## Get a pet\n\n`GET /b`\n");
    for arguments in [
        &["validate", "pages"][..],
        &["validate", "spec/units.yaml"],
        &["validate", "spec/units.yaml", "pages/page.md"],
        &["check"],
    ] {
        let ran = project.run(&[arguments, &["--format", "sarif"]].concat());
        let value: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        schema::holds(&sarif_schema(), &value);
    }
}

#[test]
fn junit_nests_and_counts_as_test_reports_expect() {
    let text = shown("junit");
    let (mut open, mut counted) = (Vec::new(), std::collections::BTreeMap::new());
    for tag in text.split('<').skip(2) {
        let (tag, _) = tag.split_once('>').expect("a tag ends");
        let name = tag.split([' ', '/']).find(|it| !it.is_empty()).expect("it has a name");
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let parent = match name {
            "testsuites" => None,
            "testsuite" => Some("testsuites"),
            "testcase" => Some("testsuite"),
            "failure" | "system-out" => Some("testcase"),
            other => panic!("`{other}` is no element of a report"),
        };
        assert_eq!(open.last().map(String::as_str), parent, "{tag}");
        let needed: &[&str] = match name {
            "testsuites" | "testsuite" => &["name", "tests", "failures", "errors"],
            "testcase" => &["name", "classname"],
            "failure" => &["type", "message"],
            _ => &[],
        };
        for key in needed {
            assert!(tag.contains(&format!(" {key}=\"")), "`{tag}` lacks `{key}`");
        }
        *counted.entry(name.to_owned()).or_insert(0) += 1;
        if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, Vec::<String>::new(), "all is closed");
    let told = format!("tests=\"{}\" failures=\"{}\"", counted["testcase"], counted["failure"]);
    assert_eq!(text.matches(&told).count(), 2, "the suite and the whole count as much: {text}");
}

/// A document of many operations, of which the first so many have a tag.
fn tagged(tagged: usize) -> Project {
    let project = Project::empty();
    let paths = (0..40).map(|at| {
        let tags = if at < tagged { "tags: [t], " } else { "" };
        format!("  /a{at}: {{ get: {{ {tags}responses: {{ '200': {{ description: d }} }} }} }}\n")
    });
    let head = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n".to_owned();
    let text = head + &paths.collect::<String>();
    project.put("a.yaml", text);
    project
}

#[test]
fn of_many_findings_of_one_rule_text_shows_some_and_counts_the_others() {
    let project = tagged(3);
    let ran = project.run(&["validate", "a.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.out.matches("warning[untagged-operation]").count(), 25);
    assert!(ran.out.contains("… and 12 more of `untagged-operation` in a.yaml"), "{}", ran.out);
    let lines = project.run(&["validate", "a.yaml", "--format", "concise"]).out;
    assert_eq!(lines.matches("[untagged-operation]").count(), 37);
    // What fails is shown to the last.
    let ran = project.run(&["validate", "a.yaml", "--deny", "untagged-operation"]);
    assert_eq!((ran.code, ran.out.matches("error[untagged-operation]").count()), (Some(1), 37));
}

#[test]
fn what_holds_of_all_operations_is_one_finding_with_its_reach() {
    let project = tagged(0);
    let shown = |format| project.run(&["validate", "a.yaml", "--format", format]).out;
    let lines = shown("concise");
    let line = lines.lines().find(|it| it.contains("untagged")).expect("it is told");
    assert_eq!(
        line,
        "a.yaml:4:10: warning[untagged-operation]: each of the 40 operations has no tag (and at \
         38 more places)"
    );
    assert_eq!(lines.matches("untagged-operation").count(), 1);
    let value: Value = serde_json::from_str(&shown("json")).expect("it is JSON");
    let all = value["files"][0]["diagnostics"].as_array().expect("a list");
    let one = all.iter().find(|it| it["rule"] == "untagged-operation").expect("it is told");
    assert_eq!(one["notes"].as_array().map(Vec::len), Some(39), "a machine is told each place");
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
