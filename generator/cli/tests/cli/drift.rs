//! What `check` says of a project that has drifted, and what `generate` does.

use std::time::SystemTime;

use crate::project::Project;
use crate::schema;

fn modified(project: &Project, path: &str) -> SystemTime {
    let data = std::fs::metadata(project.path(path)).expect("it is there");
    data.modified().expect("this system knows")
}

#[test]
fn what_was_generated_is_fresh_and_a_second_run_touches_nothing() {
    let project = Project::generated();
    let before = project.files(".");
    let time = modified(&project, "generated/openapi/units.json");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.starts_with("nothing to do: "), "{}", ran.err);
    assert_eq!(project.files("."), before);
    assert_eq!(modified(&project, "generated/openapi/units.json"), time);
    let ran = project.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    assert!(ran.err.starts_with("fresh: "), "{}", ran.err);
}

#[test]
fn a_deleted_file_is_missing() {
    let project = Project::generated();
    project.remove("generated/openapi/units.json");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    missing generated/openapi/units.json

    drift: 1 missing; `specwright generate` mends it
    ");
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn a_hand_edit_is_stale_and_shown_before_it_is_gone() {
    let project = Project::generated();
    project.edit("generated/openapi/units.json", "\"title\": \"Units\"", "\"title\": \"Things\"");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @r#"
    stale   generated/openapi/units.json (edited by hand)
        info[info-changed]: the title of the API changed
        @@ -2,5 +2,5 @@
           "openapi": "3.0.3",
           "info": {
        -    "title": "Things",
        +    "title": "Units",
             "version": "1.0",
             "description": "What is measured in what.",

    drift: 1 stale; `specwright generate` mends it
    "#);
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0));
    insta::assert_snapshot!(ran.err, @r#"
    wrote generated/openapi/units.json
    generated/openapi/units.json had been edited by hand; this is gone:
        @@ -2,5 +2,5 @@
           "openapi": "3.0.3",
           "info": {
        -    "title": "Things",
        +    "title": "Units",
             "version": "1.0",
             "description": "What is measured in what.",
    "#);
    assert_eq!(project.run(&["check"]).code, Some(0));
}

#[test]
fn a_new_property_makes_stale_what_shows_it() {
    let project = Project::generated();
    project.edit(
        "spec/units.yaml",
        "        name:\n",
        "        size:\n          type: integer\n        name:\n",
    );
    let ran = project.run(&["check", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let shown: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(shown["verdict"], "drift");
    assert_eq!(shown["mend"], "specwright generate");
    let files = shown["files"].as_array().expect("a list");
    let of = |path: &str| files.iter().find(|it| it["path"] == path).map(|it| &it["state"]);
    for path in ["openapi/units.json", "docs/schemas.md", "src/types.rs"] {
        assert_eq!(of(&format!("generated/{path}")), Some(&"stale".into()), "{path}");
    }
    assert_eq!(of("generated/src/lib.rs"), None);
    let schema = project.run(&["explain", "--schema", "check"]).out;
    schema::holds(&serde_json::from_str(&schema).expect("the schema is JSON"), &shown);
    let document = files.iter().find(|it| it["path"] == "generated/openapi/units.json");
    let change = &document.expect("it is stale")["changes"][0];
    assert_eq!(change["id"], "response-optional-property-added");
    assert_eq!(change["pointer"], "/components/schemas/Unit/properties/size");
    insta::assert_snapshot!(project.run(&["check"]).out, @r#"
    stale   generated/src/types.rs
        @@ -8,5 +8,6 @@
         pub struct Unit {
             pub id: String,
        +    pub size: Option<i64>,
             pub name: Option<String>,
         }
        -support::record!(Unit { must id, may name });
        +support::record!(Unit { must id, may size, may name });
    stale   generated/docs/schemas.md
        info[response-optional-property-added]: `Unit.size`: the optional property was added
        @@ -6,4 +6,5 @@
         {
           "id": "string",
        +  "size": 0,
           "name": "string"
         }
        @@ -12,6 +13,7 @@
         ### Properties
         
        -| Name   | Type   | Required | Restrictions | Description |
        -|--------|--------|----------|--------------|-------------|
        -| `id`   | string | true     |              |             |
        -| `name` | string | false    |              |             |
        +| Name   | Type    | Required | Restrictions | Description |
        +|--------|---------|----------|--------------|-------------|
        +| `id`   | string  | true     |              |             |
        +| `size` | integer | false    |              |             |
        +| `name` | string  | false    |              |             |
    stale   generated/docs/units.md
        @@ -23,4 +23,5 @@
           {
             "id": "string",
        +    "size": 0,
             "name": "string"
           }
        @@ -39,9 +40,10 @@
         Status Code **200**
         
        -| Name           | Type   | Required | Restrictions | Description |
        -|----------------|--------|----------|--------------|-------------|
        -| `[array item]` | array  | false    |              |             |
        -| `» id`         | string | true     |              |             |
        -| `» name`       | string | false    |              |             |
        +| Name           | Type    | Required | Restrictions | Description |
        +|----------------|---------|----------|--------------|-------------|
        +| `[array item]` | array   | false    |              |             |
        +| `» id`         | string  | true     |              |             |
        +| `» size`       | integer | false    |              |             |
        +| `» name`       | string  | false    |              |             |
         
         ## Get a unit
        @@ -70,4 +72,5 @@
         {
        … 4 more lines
    stale   generated/openapi/units.json
        info[response-optional-property-added]: `Unit.size`: the optional property was added
        @@ -98,4 +98,7 @@
                     "type": "string"
                   },
        +          "size": {
        +            "type": "integer"
        +          },
                   "name": {
                     "type": "string"

    drift: 4 stale; `specwright generate` mends it
    "#);
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert!(project.get("generated/openapi/units.json").contains("\"size\""));
}

#[test]
fn an_edited_page_and_a_deleted_one_are_named() {
    let project = Project::generated();
    project.edit("generated/docs/schemas.md", "| `name` |", "| `nome` |");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    stale   generated/docs/schemas.md (edited by hand)
        warning[response-optional-property-removed]: `Unit.nome`: the optional property was removed
        info[example-changed]: `Unit`: the example changed
        info[response-optional-property-added]: `Unit.name`: the optional property was added
        @@ -15,3 +15,3 @@
         |--------|--------|----------|--------------|-------------|
         | `id`   | string | true     |              |             |
        -| `nome` | string | false    |              |             |
        +| `name` | string | false    |              |             |

    drift: 1 stale; `specwright generate` mends it
    ");
    project.remove("generated/docs/units.md");
    let ran = project.run(&["check", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let files: Vec<_> = shown["files"].as_array().expect("a list").iter().collect();
    assert_eq!(files.len(), 2);
    assert_eq!(
        (&files[0]["path"], &files[0]["state"]),
        (&"generated/docs/schemas.md".into(), &"stale".into())
    );
    assert_eq!(
        (&files[1]["path"], &files[1]["state"]),
        (&"generated/docs/units.md".into(), &"missing".into())
    );
}

#[test]
fn an_edited_struct_is_stale() {
    let project = Project::generated();
    project.edit(
        "generated/src/types.rs",
        "pub struct Unit {",
        "pub struct Unit {\n    hand_made: (),",
    );
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    stale   generated/src/types.rs (edited by hand)
        @@ -7,5 +7,4 @@
         #[derive(Clone, Debug)]
         pub struct Unit {
        -    hand_made: (),
             pub id: String,
             pub name: Option<String>,

    drift: 1 stale; `specwright generate` mends it
    ");
}

#[test]
fn one_shot_pages_are_those_of_the_configuration() {
    let project = Project::generated();
    let ran = project.run(&["docs", "spec/units.yaml", "--style", "coder", "--out", "pages"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    assert_eq!(project.get("pages/units.md"), project.get("generated/docs/units.md"));
    assert_eq!(project.get("pages/schemas.md"), project.get("generated/docs/schemas.md"));
    // Twice is nothing to do, and a page of another hand gives way.
    let ran = project.run(&["docs", "spec/units.yaml", "--style", "coder", "--out", "pages"]);
    assert_eq!(ran.err, "nothing to do: 2 files up to date\n");
    project.put("pages/units.md", "by hand\n");
    let ran = project.run(&["docs", "spec/units.yaml", "--style", "coder", "--out", "pages"]);
    assert_eq!(ran.err, "wrote pages/units.md\nnote: pages/units.md had other content before\n");
    let ran = project.run(&["docs", "spec/units.yaml", "--style", "codr", "--out", "pages"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(2), "error: there is no style `codr`\nhelp: did you mean `coder`?\n")
    );
    let ran = project.run(&[
        "docs",
        "spec/units.yaml",
        "--style",
        "coder",
        "--set",
        "enum=rows",
        "--out",
        "pages",
    ]);
    assert_eq!(ran.code, Some(2));
}

#[test]
fn an_orphan_is_removed_and_a_strangers_file_never_touched() {
    let project = Project::generated();
    project.put("generated/openapi/notes.txt", "a stranger's\n");
    project.edit("specwright.toml", "units.json", "renamed.json");
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.out, @"
    missing generated/openapi/renamed.json
    orphan  generated/openapi/units.json

    drift: 1 missing, 1 orphan; `specwright generate` mends it
    ");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("removed generated/openapi/units.json\n"), "{}", ran.err);
    assert!(!project.exists("generated/openapi/units.json"));
    assert_eq!(project.get("generated/openapi/notes.txt"), "a stranger's\n");

    project.put("generated/openapi/taken.json", "a stranger's\n");
    project.edit("specwright.toml", "renamed.json", "taken.json");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(2));
    insta::assert_snapshot!(ran.err, @"
    error: `generated/openapi/taken.json` is a file that specwright did not write
    help: move it away or delete it, then run the same command again
    ");
    assert_eq!(project.get("generated/openapi/taken.json"), "a stranger's\n");
    assert!(project.exists("generated/openapi/renamed.json"));
}

#[test]
fn an_orphan_that_was_edited_stays_and_is_named() {
    let project = Project::generated();
    project.edit("generated/openapi/units.json", "Units", "Things");
    project.edit("specwright.toml", "units.json", "renamed.json");
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("kept generated/openapi/units.json: "), "{}", ran.err);
    assert!(project.exists("generated/openapi/units.json"));
}

#[test]
fn the_same_bytes_come_from_one_thread_and_from_many() {
    let files = ["1", "2", "16"].map(|threads| {
        let project = Project::new();
        let output = project.command(&["generate"]).env("SPECWRIGHT_THREADS", threads).output();
        assert_eq!(output.expect("it starts").status.code(), Some(0));
        project.files("generated")
    });
    assert!(!files[0].is_empty());
    assert_eq!(files[0], files[1]);
    assert_eq!(files[0], files[2]);
}

#[test]
fn one_shot_code_takes_nobodys_place() {
    let project = Project::new();
    let rust = ["rust", "spec/units.yaml", "--out", "src"];
    assert_eq!(project.run(&rust).code, Some(0));
    project.edit("src/types.rs", "pub struct Unit {", "pub struct Unit { // edited");
    assert_eq!(project.run(&rust).err, "wrote src/types.rs\n");
    project.put("src/lib.rs", "//! Mine.\n");
    let ran = project.run(&rust);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.err,
        "error: `src/lib.rs` was not generated\n\
         help: move it away or delete it, or write to another folder\n"
    );
    assert_eq!(project.get("src/lib.rs"), "//! Mine.\n");
}

#[test]
fn an_input_is_no_output() {
    let project = Project::new();
    project.edit("specwright.toml", "generated/openapi/units.json", "spec/../spec/units.yaml");
    let before = project.get("spec/units.yaml");
    for command in ["generate", "check"] {
        let ran = project.run(&[command]);
        assert_eq!(ran.code, Some(2));
        assert_eq!(
            ran.err,
            "error: `spec/../spec/units.yaml` would be written, and is an input\n\
             help: give the output another name or folder\n"
        );
    }
    assert_eq!(project.get("spec/units.yaml"), before);
    assert!(!project.exists("generated"));
}

#[test]
fn the_meaning_may_be_the_same_where_the_bytes_are_not() {
    let project = Project::generated();
    let json = project.get("generated/openapi/units.json").replace("  ", "\t");
    project.put("generated/openapi/units.json", json);
    let ran = project.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("    the bytes differ, the meaning does not\n"), "{}", ran.out);
}

#[test]
fn a_scaffold_is_written_once() {
    let project = Project::new();
    let rust = ["rust", "spec/units.yaml", "--out", "unit", "--crate", "unit", "--server"];
    assert_eq!(project.run(&rust).code, Some(0));
    assert!(project.exists("unit/Cargo.toml") && project.exists("unit/src/lib.rs"));
    project.put("unit/src/main.rs", "fn main() {} // mine\n");
    let ran = project.run(&rust);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.starts_with("nothing to do: "), "{}", ran.err);
    assert_eq!(project.get("unit/src/main.rs"), "fn main() {} // mine\n");
}
