//! Pages as inputs, like any document.

use crate::project::Project;

/// Pages in this style say the server in samples alone.
const SERVER: &str = "server=https://units.example";

#[test]
fn pages_give_the_pages_that_they_are() {
    let project = Project::generated();
    for (out, input) in [
        ("folder", &["generated/docs"][..]),
        ("files", &["generated/docs/schemas.md", "generated/docs/units.md"]),
    ] {
        let mut arguments = vec!["docs", "--style", "coder", "--set", SERVER, "--out", out];
        arguments.extend(input);
        let ran = project.run(&arguments);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        for page in ["units.md", "schemas.md"] {
            let (again, first) = (format!("{out}/{page}"), format!("generated/docs/{page}"));
            assert_eq!(project.get(&again), project.get(&first));
        }
    }
}

#[test]
fn pages_are_an_input_of_the_configuration() {
    let project = Project::generated();
    let more = "\n[api.pages]\ninput = 'generated/docs'\nrust = { out = 'from-pages/src' }\n";
    project.put("specwright.toml", format!("{}{more}", crate::project::CONFIGURATION));
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(project.get("from-pages/src/types.rs").contains("pub struct Unit"));
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn each_page_has_its_verdict() {
    let project = Project::generated();
    let ran = project.run(&["validate", "generated/docs", "--format", "json"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let files: Vec<_> =
        value["files"].as_array().expect("a list").iter().map(|it| &it["path"]).collect();
    assert_eq!(files, ["generated/docs/schemas.md", "generated/docs/units.md"]);
    project.put("mixed/page.md", "## Text\n\n> that is no reference\n");
    let ran = project.run(&["validate", "mixed/page.md", "spec/units.yaml", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with("mixed/page.md:1:1: error[no-page]: "), "{}", ran.out);
}

#[test]
fn a_document_among_pages_is_refused() {
    let project = Project::generated();
    let docs = ["docs", "generated/docs/units.md", "spec/units.yaml", "--out", "new"];
    let ran = project.run(&docs);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: `spec/units.yaml` is a document, and one input is one document or pages\n\
         help: name it alone\n"
    );
    assert!(!project.exists("new"));
}

#[test]
fn a_folder_lacks_the_page_that_a_file_does_not_speak_of() {
    let project = Project::empty();
    let operation = |tag: &str| {
        format!(
            "  /{tag}:\n    get: {{ tags: [{tag}], summary: {tag}, responses: {{ '204': {{ description: Done }} }} }}\n"
        )
    };
    let paths = operation("ants") + &operation("bees");
    let text = format!("openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}");
    project.put("api.yaml", text);
    let docs = ["docs", "api.yaml", "--style", "coder", "--out", "pages"];
    assert_eq!(project.run(&docs).code, Some(0));
    assert_eq!(project.run(&["diff", "api.yaml", "pages"]).out, "no change\n");
    project.remove("pages/bees.md");
    let ran = project.run(&["diff", "api.yaml", "pages"]);
    insta::assert_snapshot!(ran.out, @"
    error[api-removed-without-deprecation]: no page in `pages` about `bees`: 1 operation
      at api.yaml:7
      in `GET /bees`
    breaking: 1 error
    ");
    assert_eq!(ran.code, Some(1));
    assert_eq!(project.run(&["diff", "api.yaml", "pages/ants.md"]).out, "no change\n");
}
