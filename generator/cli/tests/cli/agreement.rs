//! Inputs that must agree: pages that are kept beside their document.

use crate::project::{CONFIGURATION, Project};
use crate::schema;

/// A project with the pages of its document kept in `spec/pages`, which must agree.
fn kept() -> Project {
    let project = Project::new();
    let ran = project.run(&["docs", "spec/units.yaml", "--style", "coder", "--out", "spec/pages"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let more = "
[api.kept]
input = \"spec/pages\"
agrees_with = \"units\"

[api.kept.openapi]
out = \"generated/openapi/kept.yaml\"
";
    project.put("specwright.toml", format!("{CONFIGURATION}{more}"));
    assert_eq!(project.run(&["generate"]).code, Some(0));
    project
}

#[test]
fn pages_that_say_the_same_are_fresh_and_an_input_like_any_other() {
    let project = kept();
    let ran = project.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert!(ran.err.starts_with("fresh: "), "{}", ran.err);
    assert!(project.get("generated/openapi/kept.yaml").contains("    Unit:\n"));
    assert!(project.run(&["generate"]).err.starts_with("nothing to do: "));
    // How a page says it is no difference.
    project.edit("spec/pages/units.md", "# Get a unit", "# Get a unit ");
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn a_page_that_drifted_fails_with_both_places_and_its_command_mends_it() {
    let project = kept();
    project.edit("spec/pages/schemas.md", "| `id`   | string | true ", "| `id`   | string | false");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    stale   generated/openapi/kept.yaml
        error[response-property-became-optional]: `Unit.id`: the property became optional
        @@ -51,6 +51,4 @@
             Unit:
               type: object
        -      required:
        -      - id
               properties:
                 id:
    stale   spec/pages/schemas.md (`kept` must agree with `units`)
        info[response-property-became-required]: `Unit.id`: the property became required
          at spec/pages/schemas.md:16 → spec/units.yaml:57

    drift: 2 stale; `specwright generate` mends it
    change `kept` or `units` until they say the same; `specwright docs spec/units.yaml --style coder --out spec/pages` writes the pages anew
    ");
    let ran = project.run(&["check", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    generated/openapi/kept.yaml:1:1: error[stale-file]: it is not what is generated today
    spec/pages/schemas.md:16:1: error[disagreeing-input]: `kept` must agree with `units`, where: `Unit.id`: the property became required
    ");
    let ran = project.run(&["check", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let shown: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let definition = project.run(&["explain", "--schema", "check"]).out;
    schema::holds(&serde_json::from_str(&definition).expect("the schema is JSON"), &shown);
    assert_eq!(shown["verdict"], "drift");
    let kept = shown["files"].as_array().expect("a list");
    let kept = kept.iter().find(|it| it["path"] == "spec/pages/schemas.md").expect("it drifted");
    assert_eq!(kept["state"], "stale");
    assert_eq!(kept["changes"][0]["old"]["path"], "spec/pages/schemas.md");
    assert_eq!(kept["changes"][0]["new"]["path"], "spec/units.yaml");
    let mend = shown["mend"].as_str().expect("a command");
    for command in mend.split(" && ") {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        assert_eq!(project.run(&words).code, Some(0), "{command}");
    }
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn a_document_that_went_on_fails_its_pages() {
    let project = kept();
    project.edit(
        "spec/units.yaml",
        "        '404':\n          description: There is no such unit.\n",
        "        '410':\n          description: There is no such unit any more.\n",
    );
    assert_eq!(project.run(&["generate"]).code, Some(0));
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    stale   spec/pages/units.md (`kept` must agree with `units`)
        info[response-non-success-status-removed]: the response 404 was removed
          at spec/pages/units.md:81 → spec/units.yaml:43
        info[response-non-success-status-added]: the response 410 was added
          at spec/pages/units.md:80 → spec/units.yaml:49

    drift: 1 stale
    change `kept` or `units` until they say the same; `specwright docs spec/units.yaml --style coder --out spec/pages` writes the pages anew
    ");
    // What a project decides not to mind it need not hear.
    let rules = "\n[rules]\nresponse-non-success-status-added = \"off\"\n\
                 response-non-success-status-removed = \"off\"\n";
    project.put("specwright.toml", project.get("specwright.toml") + rules);
    assert_eq!(project.run(&["check"]).code, Some(0), "{}", project.run(&["check"]).out);
}

#[test]
fn only_another_api_of_the_file_can_be_agreed_with() {
    let project = kept();
    project.edit("specwright.toml", "agrees_with = \"units\"", "agrees_with = \"unit\"");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.err, @r#"
    error: there is no API `unit`
      --> specwright.toml:16:15
       |
    16 | agrees_with = "unit"
       |               ^^^^^^
       |
       = help: did you mean `units`?
    "#);
    project.edit("specwright.toml", "agrees_with = \"unit\"", "agrees_with = \"kept\"");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.err, @r#"
    error: `kept` always agrees with itself
      --> specwright.toml:16:15
       |
    16 | agrees_with = "kept"
       |               ^^^^^^
    "#);
}
