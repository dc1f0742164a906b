//! Exit codes, and who speaks where.

use crate::project::{Project, UNITS, untagged};

#[test]
fn usage_is_code_2() {
    let project = Project::empty();
    for arguments in [
        &["no-such-command"][..],
        &[],
        &["validate"],
        &["docs", "a.yaml"],
        &["docs", "a.yaml", "--out", "d", "--set", "no-equals-sign"],
        &["rust", "a.yaml", "--out", "d", "--server"],
        &["validate", "a.yaml", "--format", "xml"],
        &["explain", "--schema", "no-such-schema"],
        &["generate", "-q", "-v"],
    ] {
        assert_eq!(project.run(arguments).code, Some(2), "{arguments:?}");
    }
    assert_eq!(project.run(&["--help"]).code, Some(0));
    assert_eq!(
        project.run(&["--version"]).out,
        format!("specwright {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_valid_document_is_code_0_and_silent_on_standard_output() {
    let project = Project::new();
    let ran = project.run(&["validate", "spec/units.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(ran.err, "no findings\n");
    let ran = project.run(&["validate", "-q", "spec/units.yaml"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn an_error_is_code_1_and_a_warning_is_not() {
    let project = Project::empty();
    project.put("untagged.yaml", untagged());
    let ran = project.run(&["validate", "untagged.yaml"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("warning[untagged-operation]"), "{}", ran.out);
    assert_eq!(ran.err, "2 warnings in untagged.yaml\n");
    let ran = project.run(&["validate", "untagged.yaml", "--deny", "untagged-operation"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("error[untagged-operation]"), "{}", ran.out);
    let ran = project.run(&["validate", "untagged.yaml", "--allow", "untagged-operation"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    let ran = project.run(&["validate", "untagged.yaml", "--errors-only"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));

    project.put("misspelt.yaml", UNITS.replace("  license:", "  licence: {name: MIT}\n  license:"));
    assert_eq!(project.run(&["validate", "misspelt.yaml"]).code, Some(1));
    let ran = project.run(&["validate", "misspelt.yaml", "--warn", "unknown-key"]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let ran = project.run(&["validate", "untagged.yaml", "misspelt.yaml"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.err, "1 error, 2 warnings in 2 inputs\n");
}

#[test]
fn standard_input_is_an_input() {
    let project = Project::empty();
    let ran = project.run_with_input(&["validate", "-"], UNITS);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    let ran = project.run_with_input(&["validate", "-", "--format", "concise"], "swagger: 3\n");
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with("-:1:10: error[unknown-version]: "), "{}", ran.out);
}

#[test]
fn what_cannot_be_opened_is_code_2_and_named() {
    let project = Project::empty();
    let ran = project.run(&["validate", "gone.yaml"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "error: cannot open `gone.yaml`: there is no such file\n");
    project.put("folder/file.txt", "");
    let ran = project.run(&["validate", "folder"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("the folder `folder` holds no Markdown page"), "{}", ran.err);
    project.put("units.yaml", UNITS);
    let ran = project.run(&["validate", "units.yaml", "--root", "gone"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.err, "error: cannot open the root `gone`: there is no such file\n");
}

#[test]
fn an_unknown_rule_is_code_2_with_the_nearest_name() {
    let project = Project::new();
    let ran = project.run(&["validate", "spec/units.yaml", "--deny", "untaged-operation"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: `--deny untaged-operation`: there is no such rule\n\
         help: did you mean `untagged-operation`?\n"
    );
    let ran = project.run(&["explain", "zzzzzzzzzzz"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: there is no rule `zzzzzzzzzzz`\nhelp: `specwright explain` lists all rules\n"
    );
}

#[test]
fn explain_prints_the_page_of_every_rule_that_it_lists() {
    let project = Project::empty();
    let list = project.run(&["explain"]);
    assert_eq!(list.code, Some(0));
    let names: Vec<&str> = list.out.lines().filter_map(|it| it.split_whitespace().next()).collect();
    assert!(names.contains(&"stale-file") && names.contains(&"untagged-operation"));
    let page = project.run(&["explain", "untagged-operation"]);
    assert!(page.out.starts_with("# `untagged-operation`\n"), "{}", page.out);
    // As it stands in a report.
    assert_eq!(project.run(&["explain", "warning[untagged-operation]"]).out, page.out);
    let coloured = project.run(&["explain", "untagged-operation", "--color", "always"]);
    assert!(coloured.out.starts_with("\u{1b}[1m# `untagged-operation`\u{1b}[0m\n"));
}

#[test]
fn denied_findings_fail_after_everything_was_written() {
    let project = Project::new();
    project.edit("spec/units.yaml", "      summary: List units\n", "      sumary: List units\n");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("error[unknown-key]"), "{}", ran.err);
    assert_eq!(ran.out, "");
    for deny in ["unknown-key", "errors"] {
        project.remove("generated/openapi/units.json");
        let ran = project.run(&["generate", "--deny", deny]);
        assert_eq!(ran.code, Some(1));
        assert!(project.exists("generated/openapi/units.json"));
    }
    assert_eq!(project.run(&["generate", "--deny", "syntax-error"]).code, Some(0));
    assert_eq!(project.run(&["check", "--deny", "errors"]).code, Some(1));
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn quiet_says_only_what_fails() {
    let project = Project::new();
    let ran = project.run(&["generate", "-q"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
    let ran = project.run(&["check", "-q"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(0), "", ""));
}

#[test]
fn nobody_listening_is_no_failure() {
    let project = Project::empty();
    let many = UNITS.replace("      tags: [units]\n", "");
    project.put("units.yaml", many);
    let mut child = project
        .command(&["validate", "units.yaml"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_a_baseline_knows_is_left_out_and_what_is_new_is_not() {
    let project = Project::empty();
    let operation = "    get:\n      responses: {}\n";
    let head = "openapi: 3.0.3\ninfo: { title: Clubs, version: '1' }\npaths:\n";
    project.put("clubs.yaml", format!("{head}  /clubs:\n{operation}"));
    let before = project.run(&["validate", "clubs.yaml", "--format", "json"]);
    assert_eq!(before.code, Some(1));
    project.put("known.json", &before.out);

    let arguments = ["validate", "clubs.yaml", "--baseline", "known.json", "--format", "concise"];
    let again = project.run(&arguments);
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""));

    let more = format!("{head}  /members:\n{operation}  /clubs:\n{operation}");
    project.put("clubs.yaml", &more);
    let grown = project.run(&arguments);
    assert_eq!(grown.code, Some(1));
    assert!(
        grown.out.lines().all(|it| it.starts_with("clubs.yaml:4:")
            || it.starts_with("clubs.yaml:5:")
            || it.starts_with("clubs.yaml:6:")),
        "{}",
        grown.out
    );

    project.put("known.json", "{}");
    assert_eq!(project.run(&arguments).code, Some(2));
}
