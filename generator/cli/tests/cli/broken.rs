//! Inputs that are no API: one clear message, and nothing half-written.

use crate::project::{Project, UNITS};

const BROKEN: &[(&str, &str)] = &[
    ("openapi: 3.0.3\npaths:\n  /a: [1, 2\ninfo: {}\n", "syntax-error"),
    ("{\"openapi\": \"3.0.3\", \"paths\": {\"/a\": ]}\n", "syntax-error"),
    ("openapi: 4.0.0\npaths: {}\n", "unknown-version"),
    ("swagger: '1.2'\npaths: {}\n", "unknown-version"),
    ("", "no-document"),
    ("[]\n", "no-document"),
];

#[test]
fn what_is_no_api_is_code_1_with_its_place_and_writes_nothing() {
    for (text, rule) in BROKEN {
        let project = Project::generated();
        let before = project.files("generated");
        project.put("spec/units.yaml", text);
        for command in [
            &["validate", "spec/units.yaml"][..],
            &["generate"],
            &["check"],
            &["docs", "spec/units.yaml", "--out", "generated/docs"],
            &["docs", "spec/units.yaml", "--out", "new"],
            &["rust", "spec/units.yaml", "--out", "generated/src"],
        ] {
            let ran = project.run(command);
            assert_eq!(ran.code, Some(1), "{command:?} of {text:?}: {}{}", ran.out, ran.err);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains(&format!("error[{rule}]")), "{command:?} of {text:?}: {said}");
            assert!(said.contains("spec/units.yaml:"), "{command:?} of {text:?}: {said}");
        }
        assert_eq!(project.files("generated"), before, "{text:?}");
        assert!(!project.exists("new"));
    }
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let project = Project::empty();
    project.put("latin.yaml", b"openapi: 3.0.3\ninfo: {title: caf\xe9, version: '1'}\npaths: {}\n");
    let ran = project.run(&["validate", "latin.yaml", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("latin.yaml:2:18: error[no-character]"), "{}", ran.out);
}

#[test]
fn a_reference_to_nowhere_is_an_error_at_its_place_and_the_rest_is_written() {
    let project = Project::new();
    project.edit("spec/units.yaml", "#/components/schemas/Unit", "#/components/schemas/Uint");
    let ran = project.run(&["validate", "spec/units.yaml", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.starts_with("spec/units.yaml:28:25: error[unresolved-reference]"),
        "{}",
        ran.out
    );
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(project.exists("generated/openapi/units.json"));
    assert_eq!(project.run(&["generate", "--deny", "errors"]).code, Some(1));
}

#[test]
fn references_stay_below_the_root_and_off_the_network() {
    let project = Project::empty();
    let refers = |to: &str| UNITS.replacen("'#/components/schemas/Unit'", &format!("'{to}'"), 1);
    project.put("repository/.git/HEAD", "");
    project.put("outside.yaml", "type: string\n");
    project.put("repository/inside.yaml", "type: string\n");
    let at = "repository/spec/units.yaml";
    let found = |to: &str, more: &[&str]| {
        project.put(at, refers(to));
        let mut arguments = vec!["validate", at, "--format", "concise"];
        arguments.extend(more);
        let ran = project.run(&arguments);
        (ran.code, ran.out)
    };
    assert_eq!(found("../inside.yaml", &[]), (Some(0), String::new()));
    let (code, out) = found("../../outside.yaml", &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains("warning[reference-outside-root]"), "{out}");
    assert_eq!(found("../../outside.yaml", &["--root", "."]), (Some(0), String::new()));
    let (code, out) = found("../inside.yaml", &["--root", "repository/spec"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("warning[reference-outside-root]"), "{out}");
    let (code, out) = found("http://localhost:9/unit.yaml", &[]);
    assert_eq!(code, Some(0));
    assert!(out.contains("warning[remote-reference]"), "{out}");
}

#[test]
fn one_broken_api_of_two_stops_both() {
    let project = Project::new();
    project.put("spec/other.yaml", "openapi: [\n");
    let more = "\n[api.other]\ninput = 'spec/other.yaml'\nopenapi = { out = 'generated/openapi/other.json' }\n";
    project.put("specwright.toml", format!("{}{more}", crate::project::CONFIGURATION));
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("`spec/other.yaml` cannot be read as an API; nothing was written"));
    assert!(!project.exists("generated"));
}

#[test]
fn a_folder_that_cannot_be_written_is_code_2() {
    let project = Project::new();
    project.put("generated/openapi", "a file in the place of a folder\n");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert!(ran.err.contains("generated/openapi"), "{}", ran.err);
    let ran = project.run(&["docs", "spec/units.yaml", "--out", "spec/units.yaml"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert_eq!(project.get("spec/units.yaml"), UNITS);
}
