//! `generate`, killed: every file is whole, old or new, and the next run mends
//! the rest.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use crate::project::Project;

const APIS: usize = 24;

/// How many runs are killed at least.
const KILLS: u32 = 50;

/// How many of the runs that were killed at work are mended.
const ENOUGH: u32 = 5;

/// Enough files that a kill has something to hit.
fn project() -> Project {
    let project = Project::new();
    let mut configuration = String::new();
    for index in 0..APIS {
        let out = format!("generated/{index}/units.json");
        let input = "spec/units.yaml";
        let _ = writeln!(configuration, "[api.a{index}]\ninput = '{input}'\nopenapi.out = '{out}'");
    }
    project.put("specwright.toml", configuration);
    project
}

/// What was generated, and what else is there that is no record of it.
fn documents(project: &Project) -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    let mut files = project.files("generated");
    files.retain(|path, _| !path.ends_with("/.specwright-files"));
    let others = files.keys().filter(|it| !it.ends_with("/units.json")).cloned().collect();
    files.retain(|path, _| path.ends_with("/units.json"));
    (files, others)
}

#[test]
fn every_file_is_whole_whenever_it_is_killed_and_the_next_run_mends_the_rest() {
    let project = project();
    let version = |text: &str| {
        project.put("spec/units.yaml", text);
        assert_eq!(project.run(&["generate"]).code, Some(0));
        documents(&project).0
    };
    let texts =
        [project.get("spec/units.yaml"), project.get("spec/units.yaml").replace("Units", "Things")];
    let versions = [version(&texts[0]), version(&texts[1])];
    assert_eq!(versions[0].len(), APIS);
    let started = Instant::now();
    version(&texts[0]);
    let whole_run = started.elapsed().max(Duration::from_millis(4));

    // Moments spread over a run by a step that has no rhythm in common with it.
    let mut interrupted = 0;
    for round in 0..10 * KILLS {
        // On a busy machine kills may come before the work or behind it; then
        // it takes more of them until some prove something.
        if round >= KILLS && interrupted >= ENOUGH {
            break;
        }
        let new = (round as usize + 1) % 2;
        project.put("spec/units.yaml", &texts[new]);
        let mut child = project.command(&["generate", "-q"]).spawn().expect("it starts");
        thread::sleep(whole_run * (round * 37 % KILLS) / KILLS);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let (files, others) = documents(&project);
        assert_eq!(files.len(), APIS, "no file is lost");
        let mut is_new = 0;
        for (path, bytes) in &files {
            let whole = versions.iter().any(|it| it[path] == *bytes);
            assert!(whole, "{path} is neither old nor new: {}", String::from_utf8_lossy(bytes));
            is_new += usize::from(versions[new][path] == *bytes);
        }
        let is_mixed = is_new > 0 && is_new < APIS;
        if !is_mixed && others.is_empty() {
            continue;
        }
        interrupted += 1;
        if interrupted <= ENOUGH {
            if is_new < APIS {
                assert_eq!(project.run(&["check"]).code, Some(1), "half of a run is drift");
            }
            mended(&project, &versions[new]);
        }
    }
    assert!(interrupted > 0, "no kill hit a run at work, so that nothing is proved");
    mended(&project, &version(&project.get("spec/units.yaml")));
}

/// A run after one that was killed writes what that one left undone, takes
/// nothing of it for an edit by hand, and leaves nothing behind.
fn mended(project: &Project, wanted: &BTreeMap<String, Vec<u8>>) {
    let ran = project.run(&["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(!ran.err.contains("by hand"), "{}", ran.err);
    let (files, others) = documents(project);
    assert!(files == *wanted, "not all of it is new");
    assert_eq!(others, [""; 0], "left behind");
    assert_eq!(project.run(&["check"]).code, Some(0));
}
