//! What changed: `diff` and `log`, in every format, from files and from Git.

use std::process::Command;

use serde_json::Value;

use crate::project::{Project, Ran, UNITS};
use crate::schema;

/// Two versions: an operation is gone, a property came, a bound was set, and
/// a name needs escaping everywhere.
pub(crate) fn versions() -> Project {
    let project = Project::new();
    project.put("old.yaml", UNITS);
    let (kept, rest) = UNITS.split_once("  /units/{unit}:\n").expect("the path is there");
    let (_, schemas) = rest.split_once("components:\n").expect("the components are there");
    let new = format!("{kept}components:\n{schemas}")
        .replace("        id:\n          type: string\n", "        id:\n          type: string\n          maxLength: 9\n        '<b>`x`</b>':\n          type: string\n");
    project.put("new.yaml", new);
    project
}

fn shown(format: &str) -> String {
    let ran = versions().run(&["diff", "old.yaml", "new.yaml", "--format", format]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    ran.out
}

#[test]
fn text() {
    insta::assert_snapshot!(shown("text"), @"
    error[api-path-removed-without-deprecation]: `GET /units/{unit}` was removed
      at old.yaml:32
    info[response-optional-property-added]: `Unit.<b>`x`</b>`: the optional property was added (received by clients)
      at old.yaml:54 → new.yaml:40
      in `GET /units`
    breaking: 1 error, 1 info
    ");
}

#[test]
fn markdown() {
    insta::assert_snapshot!(shown("markdown"), @"
    # Changes of the API

    Some clients may break: 1 error, 1 info.

    ## Stop calling

    - `GET /units/{unit}` was removed

    ## Nothing to do

    - `Unit.<b>`x`</b>`: the optional property was added; in `GET /units`
    ");
}

#[test]
fn github() {
    insta::assert_snapshot!(shown("github"), @"
    ::error file=old.yaml,line=32,title=api-path-removed-without-deprecation::`GET /units/{unit}` was removed%0Ain `GET /units/{unit}`
    ::notice file=new.yaml,line=40,title=response-optional-property-added::`Unit.<b>`x`</b>`: the optional property was added%0Ain `GET /units`
    ");
}

#[test]
fn junit() {
    insta::assert_snapshot!(shown("junit"), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="specwright diff" tests="2" failures="1" errors="0">
      <testsuite name="old.yaml → new.yaml" tests="2" failures="1" errors="0" skipped="0">
        <testcase name="api-path-removed-without-deprecation: `GET /units/{unit}` was removed" classname="old.yaml → new.yaml">
          <failure type="api-path-removed-without-deprecation" message="`GET /units/{unit}` was removed">error[api-path-removed-without-deprecation]: `GET /units/{unit}` was removed&#10;old: old.yaml:32&#10;in `GET /units/{unit}`</failure>
        </testcase>
        <testcase name="response-optional-property-added: `Unit.&lt;b&gt;`x`&lt;/b&gt;`: the optional property was added" classname="old.yaml → new.yaml">
          <system-out>info[response-optional-property-added]: `Unit.&lt;b&gt;`x`&lt;/b&gt;`: the optional property was added&#10;old: old.yaml:54&#10;new: new.yaml:40&#10;in `GET /units`</system-out>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn json_follows_its_schema() {
    let project = versions();
    let schema = project.run(&["explain", "--schema", "diff"]).out;
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    for (new, verdict) in [("new.yaml", "breaking"), ("old.yaml", "none")] {
        let ran = project.run(&["diff", "old.yaml", new, "--format", "json", "--semver"]);
        let value: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        schema::holds(&schema, &value);
        assert_eq!(value["verdict"], verdict);
    }
}

#[test]
fn which_changes_fail_is_a_choice() {
    let project = versions();
    let code = |new: &str, on: &str| {
        project.run(&["diff", "old.yaml", new, "--fail-on", on]).code.expect("it ends")
    };
    let ways = ["breaking", "undecided", "any", "never"];
    assert_eq!(ways.map(|on| code("new.yaml", on)), [1, 0, 1, 0]);
    assert_eq!(ways.map(|on| code("old.yaml", on)), [0, 0, 0, 0]);
    project.put("server.yaml", UNITS.replace("https://units", "https://other"));
    assert_eq!(ways.map(|on| code("server.yaml", on)), [1, 1, 1, 0]);
}

#[test]
fn levels_are_set_by_id() {
    let project = versions();
    let code = |level: &str| {
        let rules = format!("[rules]\napi-path-removed-without-deprecation = \"{level}\"\n");
        project.put("specwright.toml", rules);
        let ran = project.run(&["diff", "old.yaml", "new.yaml"]);
        (ran.code, ran.out.contains("`GET /units/{unit}` was removed"))
    };
    assert_eq!(code("error"), (Some(1), true));
    assert_eq!(code("info"), (Some(0), true));
    assert_eq!(code("off"), (Some(0), false));
}

#[test]
fn the_version_that_must_move_is_told_for_the_wire_and_for_the_crate() {
    let project = versions();
    let told = |new: &str| {
        let ran = project.run(&["diff", "old.yaml", new, "--semver", "--fail-on", "never"]);
        let told: Vec<String> = ran.out.lines().rev().take(2).map(str::to_owned).collect();
        (told[1].clone(), told[0].clone())
    };
    let words = |wire: &str, krate: &str| (format!("wire  {wire}"), format!("crate {krate}"));
    assert_eq!(told("new.yaml"), words("major", "major"));
    assert_eq!(told("old.yaml"), words("patch", "patch"));
    // Who reads JSON passes over what is new; who writes a literal does not.
    let more =
        UNITS.replace("        name:\n", "        more:\n          type: string\n        name:\n");
    project.put("more.yaml", more);
    assert_eq!(told("more.yaml"), words("minor", "major"));
    // Another name of an operation is another method.
    project.put("named.yaml", UNITS.replace("operationId: getUnit", "operationId: readUnit"));
    assert_eq!(told("named.yaml"), words("patch", "major"));
}

/// The fingerprint that is printed with a change.
fn fingerprint(project: &Project) -> String {
    let ran = project.run(&["diff", "old.yaml", "new.yaml", "-v"]);
    let text = ran.out.split_once("api-path-removed").expect("the change is there").1;
    let (_, text) = text.split_once("fingerprint ").expect("it has one");
    text.lines().next().expect("a line").to_owned()
}

#[test]
fn an_accepted_change_breaks_nothing_until_its_last_day() {
    let project = versions();
    let accept = |fingerprint: &str, rest: &str| -> Ran {
        project.put("accepted.toml", format!("[{fingerprint}]\n{rest}\n"));
        project.run(&["diff", "old.yaml", "new.yaml", "--accepted", "accepted.toml"])
    };
    let known = fingerprint(&project);
    let reason = "reason = \"nobody calls it\"";
    let ran = accept(&known, reason);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let ran = accept(&known, &format!("{reason}\nuntil = \"2999-12-31\""));
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let ran = accept(&known, &format!("{reason}\nuntil = \"2020-01-31\""));
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.err, format!("accepted change {known} has expired: nobody calls it\n"));
    let ran = accept("0123456789abcdef", reason);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.err, "accepted change 0123456789abcdef did not occur\n");
}

#[test]
fn an_acceptance_that_says_no_reason_or_no_day_is_refused_with_its_place() {
    let project = versions();
    let refused = |text: &str| {
        project.put("accepted.toml", text);
        let ran = project.run(&["diff", "old.yaml", "new.yaml", "--accepted", "accepted.toml"]);
        assert_eq!(ran.code, Some(2));
        ran.err
    };
    insta::assert_snapshot!(refused("[0123456789abcdef]\n"), @"
    error: `[0123456789abcdef]` lacks `reason`
     --> accepted.toml:1:1
      |
    1 | [0123456789abcdef]
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: say why the change may be
    ");
    let text = "[0123456789abcdef]\nreason = \"so\"\nuntil = \"tomorrow\"\n";
    insta::assert_snapshot!(refused(text), @r#"
    error: `tomorrow` is no day
     --> accepted.toml:3:9
      |
    3 | until = "tomorrow"
      |         ^^^^^^^^^^
      |
      = help: it is written like `"2026-12-31"`
    "#);
    insta::assert_snapshot!(refused("[0123456789abcdef]\nreason = \"so\"\nfor = \"ever\"\n"), @r#"
    error: there is no key `for` in `[0123456789abcdef]`
     --> accepted.toml:3:1
      |
    3 | for = "ever"
      | ^^^
      |
      = help: known here: `reason`, `until`
    "#);
}

/// Runs Git in a project, as somebody, at some time.
fn git(project: &Project, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(project.path("."));
    command.envs([
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.com"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.com"),
        ("GIT_AUTHOR_DATE", "2025-03-01T12:00:00Z"),
        ("GIT_COMMITTER_DATE", "2025-03-01T12:00:00Z"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
        // So that commits have the same names everywhere.
        ("GIT_DEFAULT_HASH", "sha1"),
    ]);
    let output = command.output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository in which a document was written, split, broken for a while,
/// and renamed.
fn repository() -> Project {
    let project = Project::empty();
    git(&project, &["init", "--quiet", "--initial-branch", "main"]);
    let commit = |what: &str| {
        git(&project, &["add", "--all", "."]);
        git(&project, &["commit", "--quiet", "--message", what]);
    };
    project.put("api/units.yaml", UNITS);
    commit("The first");
    let inline = "    Unit:\n      type: object\n      required: [id]\n      properties:\n        id:\n          type: string\n        name:\n          type: string\n";
    let unit = "type: object\nrequired: [id]\nproperties: { id: { type: string }, name: { type: string } }\n";
    project.edit("api/units.yaml", inline, "    Unit: { $ref: unit.yaml }\n");
    project.put("api/unit.yaml", unit);
    commit("A schema of its own");
    project.put("api/units.yaml", "- no API\n");
    commit("A slip");
    let split = UNITS.replace(inline, "    Unit: { $ref: unit.yaml }\n");
    project.put("api/units.yaml", split.replace("title: Units", "title: All units"));
    project.put("api/unit.yaml", unit.replace("[id]", "[id, name]"));
    commit("A name is always there");
    git(&project, &["mv", "api/units.yaml", "api/openapi.yaml"]);
    commit("Another name");
    project
}

#[test]
fn a_log_tells_what_changed_from_each_version_to_the_next() {
    let project = versions();
    project.put("last.yaml", UNITS);
    let log = |format: &str| {
        let ran = project.run(&["log", "old.yaml", "new.yaml", "last.yaml", "--format", format]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        ran.out
    };
    insta::assert_snapshot!(log("text"), @"
    old.yaml → new.yaml
    error[api-path-removed-without-deprecation]: `GET /units/{unit}` was removed
      at old.yaml:32
    info[response-optional-property-added]: `Unit.<b>`x`</b>`: the optional property was added (received by clients)
      at old.yaml:54 → new.yaml:40
      in `GET /units`
    breaking: 1 error, 1 info

    new.yaml → last.yaml
    error[response-property-max-length-unset]: `Unit.id`: the greatest length of 9 is gone (received by clients)
      at new.yaml:38 → last.yaml:58
      in `GET /units`
    warning[response-optional-property-removed]: `Unit.<b>`x`</b>`: the optional property was removed (received by clients)
      at new.yaml:40 → last.yaml:54
      in `GET /units`
    info[endpoint-added]: `GET /units/{unit}` was added
      at last.yaml:32
    breaking: 1 error, 1 warning, 1 info
    ");
    insta::assert_snapshot!(log("markdown"), @"
    # Changes of the API

    ## last.yaml ⚠ breaking

    Some clients may break: 1 error, 1 warning, 1 info.

    ### Expect something else

    - `Unit.id`: the greatest length of 9 is gone; in `GET /units`
    - `Unit.<b>`x`</b>`: the optional property was removed; in `GET /units`

    ### New

    - `GET /units/{unit}` was added

    ## new.yaml ⚠ breaking

    Some clients may break: 1 error, 1 info.

    ### Stop calling

    - `GET /units/{unit}` was removed

    ### Nothing to do

    - `Unit.<b>`x`</b>`: the optional property was added; in `GET /units`
    ");
    let value: Value = serde_json::from_str(&log("json")).expect("it is JSON");
    insta::assert_snapshot!(value.to_string().chars().take(60).collect::<String>(), @r#"{"versions":[{"changes":[{"direction":null,"id":"api-path-re"#);
    assert_eq!(log("junit").matches("<testsuite ").count(), 2);
    let ran = project.run(&["log", "old.yaml"]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_log_follows_a_file_through_the_history_of_its_repository() {
    let project = repository();
    let ran = project.run(&["log", "--git", "api/openapi.yaml", "--fail-on", "never"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    insta::assert_snapshot!(ran.out, @"
    c606ed0 (2025-03-01) → d56a216 (2025-03-01)
    no change

    d56a216 (2025-03-01) → c033ddc (2025-03-01)
    info[response-property-became-required]: `unit.name`: the property became required (received by clients)
      at d56a216:api/unit.yaml:3 → c033ddc:api/unit.yaml:3
      in `GET /units`, `GET /units/{unit}`
    compatible: 1 info

    c033ddc (2025-03-01) → 1769f70 (2025-03-01)
    no change
    ");
    assert!(ran.err.contains("cannot be read as an API"), "{}", ran.err);
    let ran = project.run(&["log", "--git", "api/other.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    insta::assert_snapshot!(ran.err, @"error: no commit has the file `api/other.yaml`");
}

#[test]
fn a_revision_of_a_file_stands_for_any_input() {
    let project = repository();
    let run = |old: &str, new: &str| project.run(&["diff", old, new]);
    let ran = run("main~4:api/units.yaml", "main~3:api/units.yaml");
    assert_eq!((ran.code, ran.out.trim()), (Some(0), "no change"), "{}", ran.err);
    let ran = run("main~3:api/units.yaml", "api/openapi.yaml");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("`unit.name`: the property became required"), "{}", ran.out);
    // What a revision refers to is that of the revision.
    let ran = run("main:api/openapi.yaml", "api/openapi.yaml");
    assert_eq!((ran.code, ran.out.trim()), (Some(0), "no change"), "{}", ran.err);
    for nowhere in ["gone:api/openapi.yaml", "main:api/gone.yaml", "--help:x.yaml"] {
        let ran = project.run(&["diff", "--", nowhere, "api/openapi.yaml"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{nowhere}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
}
