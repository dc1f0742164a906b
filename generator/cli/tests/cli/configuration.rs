//! `specwright.toml`: where it is found, and what is wrong with it.

use crate::project::{CONFIGURATION, Project, Ran, UNITS, untagged};

/// What `check` says of a configuration that it cannot carry out.
fn refused(configuration: &str) -> String {
    let project = Project::new();
    project.put("specwright.toml", configuration);
    let Ran { code, out, err } = project.run(&["check"]);
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(!project.exists("generated"));
    err
}

#[test]
fn without_one_there_is_nothing_to_do() {
    let project = Project::empty();
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.err, @"
    error: there is no `specwright.toml` here or above
    help: write one, or name another file with `--config`
    ");
    let ran = project.run(&["generate", "--config", "gone.toml"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "error: cannot read `gone.toml`: there is no such file\n");
    assert!(refused("[rules]\n").contains("`specwright.toml` asks for nothing"));
}

#[test]
fn the_nearest_one_above_is_taken_and_paths_are_relative_to_it() {
    let project = Project::new();
    project.put("deep/down/here.txt", "");
    let mut command = project.command(&["generate"]);
    let ran =
        Ran::from(command.current_dir(project.path("deep/down")).output().expect("it starts"));
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("wrote ../../generated/openapi/units.json\n"), "{}", ran.err);
    assert!(project.exists("generated/openapi/units.json"));
}

#[test]
fn another_one_can_be_named() {
    let project = Project::empty();
    project.put("a/spec/units.yaml", UNITS);
    project.put("a/other file.toml", CONFIGURATION);
    let named = ["--config", "a/other file.toml"];
    let ran = project.run(&["check", named[0], named[1], "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("\"mend\": \"specwright generate --config 'a/other file.toml'\""));
    assert_eq!(project.run(&["generate", named[0], named[1]]).code, Some(0));
    assert!(project.exists("a/generated/openapi/units.json"));
    assert_eq!(project.run(&["check", named[0], named[1]]).code, Some(0));
}

#[test]
fn what_is_wrong_has_a_place_and_a_way_out() {
    insta::assert_snapshot!(refused("[api.units\n"), @"
    error: unclosed table, expected `]`
     --> specwright.toml:1:11
      |
    1 | [api.units
      |           ^
    ");
    insta::assert_snapshot!(refused("[apis.units]\n"), @"
    error: there is no key `apis` in this file
     --> specwright.toml:1:2
      |
    1 | [apis.units]
      |  ^^^^
      |
      = help: did you mean `api`?
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 'a.yaml'\n\n[api.units.dcos]\n"), @"
    error: there is no key `dcos` in `[api.units]`
     --> specwright.toml:4:12
      |
    4 | [api.units.dcos]
      |            ^^^^
      |
      = help: did you mean `docs`?
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 7\n"), @"
    error: `input` in `[api.units]` is a text or a list of texts, and here it is an integer
     --> specwright.toml:2:9
      |
    2 | input = 7
      |         ^
    ");
    insta::assert_snapshot!(refused("[api.units]\n"), @"
    error: `[api.units]` lacks `input`
     --> specwright.toml:1:1
      |
    1 | [api.units]
      | ^^^^^^^^^^^
      |
      = help: name a document, pages, or a folder of pages
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 'a.yaml'\nrust.out = false\n"), @"
    error: `out` in `[api.units.rust]` is a text, and here it is a boolean
     --> specwright.toml:3:12
      |
    3 | rust.out = false
      |            ^^^^^
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 'a.yaml'\n[api.units.rust]\n"), @"
    error: `[api.units.rust]` lacks `out`
     --> specwright.toml:3:1
      |
    3 | [api.units.rust]
      | ^^^^^^^^^^^^^^^^
      |
      = help: name the folder to write to
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 'a.yaml'\ndocs = { out = 'o', style = 'codr' }\n"), @"
    error: there is no style `codr`
     --> specwright.toml:3:29
      |
    3 | docs = { out = 'o', style = 'codr' }
      |                             ^^^^^^
      |
      = help: did you mean `coder`?
    ");
    insta::assert_snapshot!(refused("[api.units]\ninput = 'a.yaml'\nopenapi = { out = 'o.txt' }\n"), @"
    error: a document ends with `.json`, `.yaml` or `.yml`
     --> specwright.toml:3:19
      |
    3 | openapi = { out = 'o.txt' }
      |                   ^^^^^^^
    ");
    insta::assert_snapshot!(refused("[rules]\nunknwon-key = 'off'\n"), @"
    error: there is no rule `unknwon-key`
     --> specwright.toml:2:1
      |
    2 | unknwon-key = 'off'
      | ^^^^^^^^^^^
      |
      = help: did you mean `unknown-key`?
    ");
    insta::assert_snapshot!(refused("[rules]\nunknown-key = 'fatal'\n"), @"
    error: `fatal` is not a level
     --> specwright.toml:2:15
      |
    2 | unknown-key = 'fatal'
      |               ^^^^^^^
      |
      = help: it is one of `off`, `info`, `warning`, `error`
    ");
}

#[test]
fn settings_of_a_style_are_checked_where_they_stand() {
    let docs =
        "[api.units]\ninput = 'spec/units.yaml'\n[api.units.docs]\nout = 'o'\nstyle = 'coder'\n";
    insta::assert_snapshot!(refused(&format!("{docs}set = {{ enums = 'gruoped' }}\n")), @"
    error: `enums` cannot be `gruoped`; it is one of `grouped`, `rows`
     --> specwright.toml:6:7
      |
    6 | set = { enums = 'gruoped' }
      |       ^^^^^^^^^^^^^^^^^^^^^
    ");
    insta::assert_snapshot!(refused(&format!("{docs}set = {{ enum = 'grouped' }}\n")), @"
    error: the style `coder` has no setting `enum`; it has `server`, `enums`, `file-names`, `fence`, `authentication`, `index`
     --> specwright.toml:6:7
      |
    6 | set = { enum = 'grouped' }
      |       ^^^^^^^^^^^^^^^^^^^^
    ");
    insta::assert_snapshot!(refused(&format!("{docs}set = {{ index = 'gone.md' }}\n")), @"
    error: cannot read `gone.md`: there is no such file
     --> specwright.toml:6:7
      |
    6 | set = { index = 'gone.md' }
      |       ^^^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn levels_hold_for_every_command() {
    let project = Project::new();
    project.edit("spec/units.yaml", "      tags: [units]\n", "");
    project.put(
        "specwright.toml",
        format!("{CONFIGURATION}\n[rules]\nuntagged-operation = 'error'\n"),
    );
    let ran = project.run(&["validate", "spec/units.yaml"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("error[untagged-operation]"), "{}", ran.out);
    let ran = project.run(&["validate", "spec/units.yaml", "--warn", "untagged-operation"]);
    assert_eq!(ran.code, Some(0));
}

#[test]
fn each_level_is_what_it_says_for_documents_and_for_pages() {
    let project = Project::generated();
    project.put("spec/units.yaml", untagged());
    let page = project.get("generated/docs/units.md");
    let again = page.find("## Get a unit").expect("it shows the operation");
    project.put("generated/docs/units.md", format!("{page}\n{}", &page[again..]));
    let inputs =
        [("untagged-operation", "spec/units.yaml"), ("repeated-heading", "generated/docs")];
    for (rule, input) in inputs {
        for (level, told, code) in [
            ("off", None, 0),
            ("info", Some("info"), 0),
            ("warning", Some("warning"), 0),
            ("error", Some("error"), 1),
        ] {
            project.put("specwright.toml", format!("[rules]\n{rule} = '{level}'\n"));
            let ran = project.run(&["validate", input, "--format", "concise"]);
            let found: Vec<_> = ran.out.lines().filter(|it| it.contains(rule)).collect();
            let Some(told) = told else {
                assert_eq!((found, ran.code), (Vec::new(), Some(0)), "{rule} is off");
                continue;
            };
            assert!(!found.is_empty(), "{rule} as {level}: {}", ran.out);
            let named = format!("{told}[{rule}]");
            assert!(found.iter().all(|it| it.contains(&named)), "{rule} as {level}: {}", ran.out);
            assert_eq!(ran.code, Some(code), "{rule} as {level}: {}", ran.out);
        }
    }
    insta::assert_snapshot!(refused("[rules]\nrepeated-headings = 'off'\n"), @"
    error: there is no rule `repeated-headings`
     --> specwright.toml:2:1
      |
    2 | repeated-headings = 'off'
      | ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `repeated-heading`?
    ");
}

#[test]
fn two_outputs_may_share_a_folder_but_no_file() {
    let project = Project::new();
    project.put("specwright.toml", format!("{CONFIGURATION}\n[api.more]\ninput = 'spec/units.yaml'\nopenapi = {{ out = 'generated/openapi/more.yaml' }}\n"));
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert!(project.exists("generated/openapi/units.json"));
    assert!(project.exists("generated/openapi/more.yaml"));
    assert_eq!(project.run(&["check"]).code, Some(0));
    project.edit("specwright.toml", "more.yaml", "../openapi/units.json");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.err, @"
    error: `generated/openapi/../openapi/units.json` would be written twice: by openapi of `units`, and by openapi of `more`
    help: give one of them another folder
    ");
}

#[test]
fn a_rule_can_be_broken_at_a_place_with_a_reason() {
    let project = Project::new();
    project.put("specwright.toml", "");
    let found = |text: &str, rules: &str| {
        project.put("spec/units.yaml", text);
        project.put("specwright.toml", format!("[rules]\n{rules}"));
        let ran = project.run(&["validate", "spec/units.yaml", "--format", "concise"]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out
    };
    let untagged = untagged();
    assert_eq!(found(&untagged, "").lines().count(), 2);
    let places = "untagged-operation.allow = { '/paths/~1units/get' = 'a probe' }\n";
    let left = found(&untagged, places);
    assert_eq!(left.lines().count(), 1);
    assert!(left.contains("`GET /units/{unit}` has no tag"), "{left}");
    let comment = "  # specwright: allow(untagged-operation) a probe\n  /units:\n";
    assert_eq!(found(&untagged.replace("  /units:\n", comment), "").lines().count(), 1);
    let left = found(&UNITS.replace("  /units:\n", comment), "");
    assert_eq!(
        left,
        "spec/units.yaml:15:3: warning[unused-allow]: nothing here breaks `untagged-operation`\n"
    );
    insta::assert_snapshot!(refused("[rules]\nunknown-key.allow = { paths = 'x' }\n"), @"
    error: `paths` is no JSON Pointer
     --> specwright.toml:2:23
      |
    2 | unknown-key.allow = { paths = 'x' }
      |                       ^^^^^
      |
      = help: it is written like `/paths/~1users/get`
    ");
    insta::assert_snapshot!(refused("[rules]\nunknown-key.allow = { '/paths' = '' }\n"), @"
    error: a permission needs a reason
     --> specwright.toml:2:34
      |
    2 | unknown-key.allow = { '/paths' = '' }
      |                                  ^^
    ");
}

#[test]
fn what_many_references_miss_is_one_finding_and_each_of_its_places_can_be_allowed() {
    let project = Project::empty();
    let item = |name: &str, comment: &str| {
        format!("    {name}: {{ $ref: '#/components/schemas/Gone' }}{comment}\n")
    };
    let head = "openapi: 3.1.0\ninfo: { title: Clubs, version: '1' }\ncomponents:\n  schemas:\n";
    let run = |text: String| {
        project.put("clubs.yaml", text);
        let allow = ["--allow", "unused-component", "--format", "concise"];
        project.run(&[["validate", "clubs.yaml", "--errors-only"].as_slice(), &allow].concat()).out
    };
    let all = run(format!("{head}{}{}{}", item("A", ""), item("B", ""), item("C", "")));
    assert_eq!(all.lines().count(), 1, "{all}");
    assert!(all.starts_with("clubs.yaml:5:16: error[unresolved-reference]: "), "{all}");
    assert!(all.trim_end().ends_with("(and at 1 more place)"), "{all}");

    let allow = " # specwright: allow(unresolved-reference) it comes with the next release";
    let rest = run(format!("{head}{}{}{}", item("A", allow), item("B", ""), item("C", "")));
    assert!(rest.starts_with("clubs.yaml:6:16: error[unresolved-reference]: "), "{rest}");
    let none = run(format!("{head}{}{}", item("A", allow), item("B", allow)));
    assert_eq!(none, "");
}
