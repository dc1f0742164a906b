//! `generate`, killed: every file is whole, old or new.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::thread;
use std::time::{Duration, Instant};

use crate::project::Project;

const APIS: usize = 24;

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

/// What was generated, records and temporary files aside.
fn documents(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.files("generated");
    files.retain(|path, _| path.ends_with("/units.json"));
    files
}

#[test]
fn every_file_is_whole_whenever_it_is_killed() {
    let project = project();
    let version = |text: &str| {
        project.put("spec/units.yaml", text);
        assert_eq!(project.run(&["generate"]).code, Some(0));
        documents(&project)
    };
    let texts =
        [project.get("spec/units.yaml"), project.get("spec/units.yaml").replace("Units", "Things")];
    let versions = [version(&texts[0]), version(&texts[1])];
    assert_eq!(versions[0].len(), APIS);
    let started = Instant::now();
    version(&texts[0]);
    let whole_run = started.elapsed().max(Duration::from_millis(4));

    // Moments spread over a run by a step that has no rhythm in common with it.
    let (mut killed, mut mixed) = (0, 0);
    for round in 0..50_u32 {
        let new = (round as usize + 1) % 2;
        project.put("spec/units.yaml", &texts[new]);
        let mut child = project.command(&["generate", "-q"]).spawn().expect("it starts");
        thread::sleep(whole_run * (round * 37 % 50) / 50);
        child.kill().expect("it can be killed");
        killed += u32::from(!child.wait().expect("it ends").success());
        let files = documents(&project);
        assert_eq!(files.len(), APIS, "no file is lost");
        let mut is_new = 0;
        for (path, bytes) in &files {
            let whole = versions.iter().any(|it| it[path] == *bytes);
            assert!(whole, "{path} is neither old nor new: {}", String::from_utf8_lossy(bytes));
            is_new += usize::from(versions[new][path] == *bytes);
        }
        mixed += u32::from(is_new > 0 && is_new < APIS);
    }
    assert!(killed > 5, "only {killed} runs were killed before their end ({mixed} in the middle)");

    // The next run mends everything and leaves nothing behind.
    assert_eq!(project.run(&["generate"]).code, Some(0));
    assert_eq!(documents(&project).len(), APIS);
    assert_eq!(project.run(&["check"]).code, Some(0));
    for path in project.files("generated").keys() {
        let ours = path.ends_with("/units.json") || path.ends_with("/.specwright-files");
        assert!(ours, "{path} was left behind");
    }
}
