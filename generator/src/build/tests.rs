use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::*;
use crate::diag::Level;
use crate::files::State;
use crate::read::LoadError;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Member: {$ref: 'member.yaml'}
";

/// A folder that is its own root.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), ".git/HEAD", "");
    put(folder.path(), "spec/api.yaml", DOCUMENT);
    put(folder.path(), "spec/member.yaml", "type: object\n");
    folder
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own world")]
fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own world")]
fn get(folder: &Path, path: &str) -> Option<String> {
    fs::read_to_string(folder.join(path)).ok()
}

/// An output with one file, which says how many schemas there are.
fn counting(out: PathBuf, path: &'static str) -> Output {
    Output::new("count", out, move |api, _, _| {
        let mut files = crate::files::Files::new();
        files.insert(path, format!("{}\n", api.schemas.iter().count())).unwrap();
        Emitted { files, once: crate::files::Files::new() }
    })
}

fn job(folder: &Path, outputs: Vec<Output>) -> Job {
    Job { name: "api".into(), input: vec![folder.join("spec/api.yaml")], root: None, outputs }
}

fn one() -> NonZeroUsize {
    NonZeroUsize::MIN
}

fn judged(jobs: &[Job], judge: &Judge) -> Made {
    make(jobs, judge, one()).unwrap()
}

fn made(jobs: &[Job]) -> Made {
    judged(jobs, &Judge::new())
}

#[test]
fn what_is_written_is_fresh_and_what_is_not_has_a_state() {
    let folder = project();
    let at = folder.path();
    let jobs =
        [job(at, vec![counting(at.join("out"), "a.txt"), counting(at.join("out"), "b.txt")])];
    let made = made(&jobs);
    let states = |made: &Made| -> Vec<(String, State)> {
        let drift = made.drift().unwrap();
        drift.into_iter().flat_map(|it| it.drift).map(|it| (it.path, it.state)).collect()
    };
    assert_eq!(states(&made), [("a.txt".into(), State::Missing), ("b.txt".into(), State::Missing)]);
    made.write().unwrap();
    assert_eq!(states(&made), []);
    put(at, "out/a.txt", "by hand\n");
    assert_eq!(states(&made), [("a.txt".into(), State::Stale)]);
    let fewer = [job(at, vec![counting(at.join("out"), "a.txt")])];
    let fewer = super::make(&fewer, &Judge::new(), one()).unwrap();
    assert_eq!(states(&fewer), [("a.txt".into(), State::Stale), ("b.txt".into(), State::Orphan)]);
    let done = fewer.write().unwrap();
    assert_eq!(done[0].1.removed, ["b.txt"]);
    assert_eq!(done[0].1.edited[0].was, b"by hand\n");
}

#[test]
fn outputs_in_each_others_way_are_refused() {
    let folder = project();
    let at = folder.path();
    let refusal = |outputs| {
        let why = make(&[job(at, outputs)], &Judge::new(), one()).unwrap_err();
        why.message.replace(&at.display().to_string(), "")
    };
    assert_eq!(
        refusal(vec![counting(at.join("out"), "a.txt"), counting(at.join("spec/../out"), "a.txt")]),
        "`/spec/../out/a.txt` would be written twice: by count of `api`, and by count of `api`"
    );
    assert_eq!(
        refusal(vec![counting(at.join("out"), "in/a.txt"), counting(at.join("out/in"), "a.txt")]),
        "`/out/in/a.txt` would be written twice: by count of `api`, and by count of `api`"
    );
    let nested = vec![counting(at.join("out"), "in/a.txt"), counting(at.join("out/in"), "b.txt")];
    assert!(make(&[job(at, nested)], &Judge::new(), one()).is_ok());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = project();
    let at = folder.path();
    let jobs: Vec<Job> = (0..20)
        .map(|index| {
            let name = format!("out/{index}");
            job(at, vec![counting(at.join(&name), "a.txt"), counting(at.join(&name), "b.txt")])
        })
        .collect();
    let shown = |threads| {
        let made = make(&jobs, &Judge::new(), NonZeroUsize::new(threads).unwrap()).unwrap();
        let folders = made.folders.iter().map(|it| format!("{:?} {:?}", it.out, it.emitted.files));
        folders.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(shown(1), shown(7));
}

#[test]
fn references_are_followed_below_the_root_and_not_beyond() {
    let folder = project();
    let at = folder.path();
    put(at, "spec/deep/api.yaml", DOCUMENT);
    let root = Root::of(&at.join("spec/deep/api.yaml"));
    assert_eq!(root.folder(), at.canonicalize().unwrap());
    let load = |path: &str| root.load(&at.join("spec").join(path).display().to_string());
    assert_eq!(load("member.yaml"), Ok(b"type: object\n".to_vec()));
    assert_eq!(load("../spec/member.yaml"), Ok(b"type: object\n".to_vec()));
    assert_eq!(load("gone.yaml"), Err(LoadError::Missing("there is no such file".into())));
    assert_eq!(load("../../../etc/hostname"), Err(LoadError::Outside));
    assert_eq!(load("../../gone.yaml"), Err(LoadError::Outside));
    assert_eq!(load("/etc/passwd"), Err(LoadError::Outside));
    assert!(matches!(load("deep"), Err(LoadError::Refused(_))));
    assert!(matches!(load("zero\0byte"), Err(LoadError::Refused(_))));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_root_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "secret.yaml", "type: string\n");
    let folder = project();
    let at = folder.path();
    std::os::unix::fs::symlink(outside.path(), at.join("spec/away")).unwrap();
    std::os::unix::fs::symlink(at.join("spec/member.yaml"), at.join("spec/near.yaml")).unwrap();
    let root = Root::of(&at.join("spec/api.yaml"));
    let load = |path: &str| root.load(&at.join("spec").join(path).display().to_string());
    assert_eq!(load("away/secret.yaml"), Err(LoadError::Outside));
    assert_eq!(load("away/gone.yaml"), Err(LoadError::Outside));
    assert_eq!(load("near.yaml"), Ok(b"type: object\n".to_vec()));
}

#[test]
fn without_a_repository_the_root_is_the_parent_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a/b/api.yaml", DOCUMENT);
    // Where the system keeps temporary files is no repository.
    let root = Root::of(&folder.path().join("a/b/api.yaml"));
    assert_eq!(root.folder(), folder.path().join("a").canonicalize().unwrap());
}

#[test]
fn an_input_that_is_no_api_makes_nothing() {
    let folder = project();
    let at = folder.path();
    put(at, "spec/api.yaml", "openapi: [\n");
    let made = made(&[job(at, vec![counting(at.join("out"), "a.txt")])]);
    assert!(!made.is_readable());
    assert!(made.folders.iter().all(|it| it.emitted.files.is_empty()));
}

#[test]
fn a_strangers_file_stops_all_folders() {
    let folder = project();
    let at = folder.path();
    put(at, "second/a.txt", "a stranger's\n");
    let jobs =
        [job(at, vec![counting(at.join("first"), "a.txt"), counting(at.join("second"), "a.txt")])];
    let why = made(&jobs).write().unwrap_err();
    assert!(matches!(why, crate::files::Error::Foreign(_)), "{why}");
    assert_eq!(get(at, "first/a.txt"), None);
    assert_eq!(get(at, "second/a.txt").as_deref(), Some("a stranger's\n"));
}

#[test]
fn levels_hold_for_what_is_found() {
    let folder = project();
    let at = folder.path();
    put(at, "spec/api.yaml", &DOCUMENT.replace("paths:", "pahts: {}\npaths:"));
    let found = |level| {
        let mut judge = Judge::new();
        judge.levels.set("unknown-key", level);
        let made = judged(&[job(at, Vec::new())], &judge);
        made.inputs[0].found.iter().map(|it| it.level).collect::<Vec<_>>()
    };
    assert_eq!(found(Level::Info), [Level::Info]);
    assert_eq!(found(Level::Off), []);
}

#[test]
fn a_build_says_what_it_read_and_names_cannot_add_to_it() {
    let folder = project();
    let at = folder.path();
    let made = made(&[job(at, Vec::new())]);
    let build = Build::new(at.join("spec/api.yaml"));
    let shown = |settings: &[String]| {
        build.directives(&made.inputs, settings).replace(&at.display().to_string(), "")
    };
    insta::assert_snapshot!(shown(&["docs/site\ncargo::rustc-env=A=b".into(), "\n".into()]), @"
    cargo::rerun-if-changed=.
    cargo::rerun-if-changed=/spec/api.yaml
    cargo::rerun-if-changed=/spec/member.yaml
    cargo::rerun-if-changed=docs
    ");
    let told = facade::warning("`a\ncargo:rustc-link-arg=b\r\ncargo::c=d` is no status");
    assert_eq!(told, "cargo::warning=`a cargo:rustc-link-arg=b  cargo::c=d` is no status");
}

/// What is left of the findings of a document, by line and rule.
fn left(text: &str) -> Vec<(usize, &'static str)> {
    let reading = crate::read::document_from_str("api.yaml", text);
    let (mut allowances, malformed) = allowances(&reading.trees);
    let found = reading.found.into_iter().chain(malformed).collect();
    let mut found = Judge::new().settle(found, &reading.trees, &mut allowances);
    found.extend(unused(&allowances));
    let found = crate::diag::Report { found }.sorted();
    let line = |it: &Diagnostic| it.at.map_or(0, |at| reading.texts.place(at).line);
    found.iter().map(|it| (line(it), it.rule.name)).collect()
}

#[test]
fn a_comment_allows_a_rule_in_the_entry_below_or_before_it() {
    let head = "openapi: 3.0.3\npaths: {}\ninfo:\n  title: T\n  version: '1'\n";
    let left = |text: &str| left(&format!("{head}{text}"));
    let rule = "unknown-key";
    assert_eq!(left("a: 1\n"), [(6, rule)]);
    assert_eq!(left("a: 1 # specwright: allow(unknown-key) ours\nb: 2\n"), [(7, rule)]);
    assert_eq!(left("# specwright: allow(unknown-key) ours\n\n# more\na: 1\nb: 2\n"), [(10, rule)]);
    assert_eq!(
        left("#specwright: allow(wrong-kind,unknown-key) ours\na: 1\n"),
        [(6, "unused-allow")]
    );
    let server = "servers:\n  # specwright: allow(unknown-key) ours\n  - a: 1\n    url: /\n    b: 1\n  - c: 1\n    url: /\n";
    assert_eq!(left(server), [(11, rule)]);
    let inner = "tags:\n- name: a\n  # specwright: allow(unknown-key) ours\n  b: 1\n  c: 1\n";
    assert_eq!(left(inner), [(10, rule)]);
    let whole =
        "# specwright: allow(unknown-key) ours\ntags:\n- name: a\n  b: 1\n- {name: b, c: 1}\n";
    assert_eq!(left(whole), []);
}

#[test]
fn a_comment_that_allows_nothing_is_said_to() {
    let head = "openapi: 3.0.3\npaths: {}\ninfo: {title: T, version: '1'}\n";
    let left = |text: &str| left(&format!("{head}{text}"));
    assert_eq!(left("# specwright: allow(unknown-key)\n"), [(4, "malformed-allow")]);
    assert_eq!(left("# specwright: deny(unknown-key) ours\n"), [(4, "malformed-allow")]);
    assert_eq!(left("# specwright: allow() ours\n"), [(4, "malformed-allow")]);
    assert_eq!(left("# specwright: allow(no-such-rule) ours\n"), [(4, "unused-allow")]);
    assert_eq!(left("# about specwright: allow(no-such-rule) ours\n"), []);
}

#[test]
fn a_pointer_allows_a_rule_at_a_place_and_below() {
    let folder = project();
    let at = folder.path();
    put(at, "spec/api.yaml", &format!("{DOCUMENT}x: 1\ntags: [{{name: a, y: 1}}]\n"));
    let found = |pointer: &str| {
        let mut judge = Judge::new();
        judge.allowed.push(("unknown-key".into(), pointer.into()));
        let made = judged(&[job(at, Vec::new())], &judge);
        let pointers = made.inputs[0].found.iter().filter_map(|it| it.at);
        pointers.map(|at| made.inputs[0].trees[0].pointer_at(at.start)).collect::<Vec<_>>()
    };
    assert_eq!(found("/nothing"), ["/x", "/tags/0/y"]);
    assert_eq!(found("/tags"), ["/x"]);
    assert_eq!(found("/tag"), ["/x", "/tags/0/y"]);
    assert_eq!(found("/x"), ["/tags/0/y"]);
    assert!(found("").is_empty());
}

#[test]
fn a_build_is_fresh_after_it_ran() {
    let folder = project();
    let at = folder.path();
    let style = crate::emit::docs::STYLES.first().map_or("", |it| it.name);
    let build = Build::new(at.join("spec/api.yaml")).docs_in(at.join("docs"), style);
    let early = build.fresh().unwrap_err().to_string();
    assert!(early.contains("missing: "), "{early}");
    build.run().unwrap();
    build.fresh().unwrap();
    put(at, "spec/api.yaml", "swagger: '9'\n");
    let unreadable = build.run().unwrap_err().to_string();
    assert!(unreadable.contains("api.yaml:1:10: error[unknown-version]"), "{unreadable}");
    put(at, "spec/api.yaml", &DOCUMENT.replace("paths:", "pahts: {}\npaths:"));
    build.run().unwrap();
    let denied = build.clone().deny("unknown-key").run().unwrap_err().to_string();
    assert!(denied.contains("error[unknown-key]"), "{denied}");
    assert!(build.deny("errors").fresh().is_err());
}

#[test]
fn generated_rust_is_at_home_in_any_module() {
    let folder = project();
    let at = folder.path();
    put(at, "spec/api.yaml", include_str!("../../../spec/members.yaml"));
    let rust = crate::emit::rust::Settings::default();
    let made = made(&[job(at, vec![Output::rust(at.join("out"), rust)])]);
    let files = &made.folders[0].emitted.files;
    assert!(files.get("support.rs").is_some());
    for (path, text) in files.iter() {
        assert!(!text.contains("crate::"), "{path} knows where it is");
    }
}
