//! A writer that is killed leaves every file whole.
//!
//! The test starts itself again as the writer, told by a variable where to
//! write, and kills it.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, thread};

use super::*;

const VARIABLE: &str = "SPECWRIGHT_TEST_KILLED_WRITER";
const NAME: &str = "files::tests::killed::every_file_is_whole_however_often_the_writer_is_killed";
const READY: &str = "the writer writes";
const KILLS: u64 = 50;

/// The output of round `round`: files that always change, files that come and
/// go, and large ones, so that a kill hits the middle of one.
fn output(round: u64) -> Files {
    let mut files = Files::new();
    for number in 0..12 {
        files.insert(format!("page-{number}.md"), page(round, 2_000)).unwrap();
    }
    files.insert("big/page.md", page(round, 200_000)).unwrap();
    files.insert(format!("some/page-{}.md", round % 3), page(round, 500)).unwrap();
    files
}

fn page(round: u64, lines: usize) -> String {
    format!("round {round}\n").repeat(lines)
}

fn is_whole(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let lines = text.lines().count();
    [500, 2_000, 200_000].contains(&lines)
        && text.ends_with('\n')
        && first.starts_with("round ")
        && text.lines().all(|it| it == first)
}

#[test]
fn every_file_is_whole_however_often_the_writer_is_killed() {
    if let Some(dir) = env::var_os(VARIABLE) {
        eprintln!("{READY}");
        // Bounded, for nobody kills the writer of a test that was killed itself.
        (0..5_000).for_each(|round| drop(output(round).write(Path::new(&dir)).unwrap()));
        return;
    }
    let dir = folder();
    put(&dir, "notes.md", "a stranger's");
    let mut interrupted = 0;
    for kill in 0..10 * KILLS {
        // On a busy machine the writer may not get to work before it is
        // killed; then it takes more kills until one proves something.
        if kill >= KILLS && interrupted > 0 {
            break;
        }
        let mut writer = Command::new(env::current_exe().unwrap())
            .args([NAME, "--exact", "--nocapture"])
            .env(VARIABLE, dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(writer.stderr.take().unwrap()).lines();
        assert!(said.map_while(Result::ok).any(|it| it == READY), "the writer did not start");
        thread::sleep(Duration::from_micros(random(kill) % 60_000));
        assert!(writer.try_wait().unwrap().is_none(), "the writer has stopped by itself");
        writer.kill().unwrap();
        writer.wait().unwrap();
        let paths = all_paths(dir.path());
        let is_page = |it: &&String| it.contains("page");
        let mut rounds = BTreeSet::new();
        for path in paths.iter().filter(is_page) {
            let text = text(&dir, path).unwrap();
            assert!(is_whole(&text), "{path} is not whole after {kill} kills");
            rounds.insert(text.lines().next().map(str::to_owned));
        }
        let has_leftovers = paths.iter().any(|it| it.contains(record::TEMPORARY));
        interrupted += usize::from(has_leftovers || rounds.len() > 1);
        if kill % 5 == 4 {
            let wanted = output(1_000_000 + kill);
            assert_eq!(wanted.write(dir.path()).unwrap().edited, []);
            assert_eq!(wanted.stale(dir.path()).unwrap(), []);
            let mut expected: Vec<_> = wanted.iter().map(|(path, _)| path.to_owned()).collect();
            expected.extend([RECORD.to_owned(), "notes.md".to_owned()]);
            expected.sort();
            assert_eq!(all_paths(dir.path()), expected);
        }
    }
    // A test that kills only idle writers would prove nothing.
    assert!(interrupted > 0, "no kill hit a writer at work");
}

/// A number that differs from call to call and from run to run.
fn random(salt: u64) -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    RandomState::new().hash_one(salt)
}
