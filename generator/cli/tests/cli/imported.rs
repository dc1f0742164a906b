//! A page that was copied from a site becomes a document, and that a crate.
//!
//! Real pages are not part of the project: `SPECWRIGHT_CORPUS` names their folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::Project;

/// A page that asks who calls, and says nothing of how that is shown.
const PAGE: &str = "# Units

## Get a unit

### Code samples

```shell
# Example request using curl
curl -X GET https://units.example/v2/units/{unit} \\
  -H 'Accept: application/json'
```

`GET /units/{unit}`

### Parameters

| Name   | In   | Type   | Required | Description |
|--------|------|--------|----------|-------------|
| `unit` | path | string | true     | Its name    |

### Responses

| Status | Meaning                                                 | Description | Schema |
|--------|---------------------------------------------------------|-------------|--------|
| 204    | [No Content](https://tools.ietf.org/html/rfc7231#section-6.3.5) | Nothing     |        |

To perform this operation, you must be authenticated. [Learn more](authentication.md).
";

#[test]
fn what_pages_leave_open_is_declared_and_their_host_kept() {
    let project = Project::empty();
    project.put("units.md", PAGE);
    let ran = project.run(&["import", "units.md", "-o", "spec/units.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.err.contains("[unknown-security]"), "{}", ran.err);
    let text = project.get("spec/units.yaml");
    assert!(text.contains("- url: https://units.example/v2\n"), "{text}");
    let ran = project.run(&["validate", "--errors-only", "spec/units.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{text}");
}

#[test]
fn a_scrape_becomes_a_document_and_a_crate_that_compiles() {
    let Some(corpus) = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from) else {
        eprintln!("SKIPPED: no real pages, since SPECWRIGHT_CORPUS names no folder");
        return;
    };
    let project = Project::empty();
    let seeds = corpus.join("seeds").read_dir().expect("the scrapes");
    let newest = |it: &PathBuf| it.to_string_lossy().contains("/002_");
    let newest = seeds.flatten().map(|it| it.path()).find(newest).expect("the newest");
    let newest = newest.display().to_string();
    let ran = project.run(&["import", &newest, "-o", "spec/members.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let ran = project.run(&["validate", "--errors-only", "spec/members.yaml"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let configuration = "[api.members]\ninput = \"spec/members.yaml\"\n\n\
                         [api.members.rust]\nout = \"members\"\ncrate = \"members\"\nserver = true\n";
    project.put("specwright.toml", configuration);
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    // One target folder serves all tests that compile what was generated.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rust-output/target");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock");
    std::fs::copy(lock, project.path("members/Cargo.lock")).expect("the versions of all else");
    let check = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--all-targets"])
        .current_dir(project.path("members"))
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&check.stderr);
    assert!(check.status.success(), "it does not compile:\n{said}");
}
