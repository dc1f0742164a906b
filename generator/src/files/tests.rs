use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use tempfile::TempDir;

use super::*;

mod killed;
mod paths;

fn files<const N: usize>(all: [(&str, &str); N]) -> Files {
    let mut files = Files::new();
    for (path, text) in all {
        files.insert(path, text).unwrap();
    }
    files
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn put(dir: &TempDir, path: &str, text: &str) {
    let file = dir.path().join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    write_file(&file, text).unwrap();
}

fn text(dir: &TempDir, path: &str) -> Option<String> {
    fs::read(dir.path().join(path)).ok().map(|it| String::from_utf8(it).unwrap())
}

/// Everything below a folder, hidden files too.
fn all_paths(dir: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            paths.extend(all_paths(&entry.path()).iter().map(|it| format!("{name}/{it}")));
        } else {
            paths.push(name);
        }
    }
    paths.sort();
    paths
}

fn states(drift: &[Drift]) -> Vec<(&str, State, Whose)> {
    drift.iter().map(|it| (it.path.as_str(), it.state, it.whose)).collect()
}

#[test]
fn what_is_written_is_fresh() {
    let dir = folder();
    let wanted = files([("a.md", "one\n"), ("below/b.md", "two\n")]);
    assert_eq!(
        states(&wanted.stale(dir.path()).unwrap()),
        [("a.md", State::Missing, Whose::Ours), ("below/b.md", State::Missing, Whose::Ours),]
    );
    let done = wanted.write(dir.path()).unwrap();
    assert_eq!(done.written, ["a.md", "below/b.md"]);
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
    assert_eq!(all_paths(dir.path()), [RECORD, "a.md", "below/b.md"]);
    assert_snapshot!(text(&dir, RECORD).unwrap(), @r"
    # Written by specwright: the files in this folder that are generated, each with
    # a hash of its content. It tells them from yours, so commit it with them.
    0715adb46adb6c5f a.md
    74f9b6ef5fb49a19 below/b.md
    ");
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let dir = folder();
    files([("a", "one"), ("b", "two")]).write(dir.path()).unwrap();
    let time = |path: &str| fs::metadata(dir.path().join(path)).unwrap().modified().unwrap();
    let before = (time("a"), time(RECORD));
    let wanted = files([("a", "one"), ("b", "three")]);
    let done = wanted.write(dir.path()).unwrap();
    assert_eq!((done.written, done.unchanged), (vec!["b".to_owned()], vec!["a".to_owned()]));
    assert_eq!(time("a"), before.0);
    let record = time(RECORD);
    assert_eq!(wanted.write(dir.path()).unwrap().unchanged, ["a", "b"]);
    assert_eq!(time(RECORD), record);
}

#[test]
fn an_orphan_goes_with_the_folder_that_it_empties() {
    let dir = folder();
    files([("a", "one"), ("deep/er/b", "two"), ("deep/c", "x")]).write(dir.path()).unwrap();
    let wanted = files([("a", "one")]);
    assert_eq!(
        states(&wanted.stale(dir.path()).unwrap()),
        [("deep/c", State::Orphan, Whose::Ours), ("deep/er/b", State::Orphan, Whose::Ours),]
    );
    assert_eq!(wanted.write(dir.path()).unwrap().removed, ["deep/c", "deep/er/b"]);
    assert!(!dir.path().join("deep").exists());
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
}

#[test]
fn a_strangers_file_is_neither_removed_nor_overwritten() {
    let dir = folder();
    put(&dir, "notes.md", "mine");
    put(&dir, "a.md", "mine too");
    let wanted = files([("a.md", "generated"), ("b.md", "generated")]);
    assert_eq!(
        states(&wanted.stale(dir.path()).unwrap()),
        [("a.md", State::Stale, Whose::Foreign), ("b.md", State::Missing, Whose::Ours),]
    );
    let error = wanted.write(dir.path()).unwrap_err().to_string();
    let error = error.replace(&dir.path().display().to_string(), "OUT");
    assert_snapshot!(error, @r"
    `OUT/a.md` is a file that specwright did not write
    move it away or delete it, then run the same command again
    ");
    assert_eq!(all_paths(dir.path()), ["a.md", "notes.md"]);
    assert_eq!(text(&dir, "a.md").unwrap(), "mine too");

    fs::remove_file(dir.path().join("a.md")).unwrap();
    wanted.write(dir.path()).unwrap();
    Files::new().write(dir.path()).unwrap();
    assert_eq!(all_paths(dir.path()), ["notes.md"]);
}

#[test]
fn a_file_that_already_says_what_is_wanted_becomes_ours() {
    let dir = folder();
    put(&dir, "a.md", "generated");
    let wanted = files([("a.md", "generated")]);
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
    assert_eq!(wanted.write(dir.path()).unwrap().unchanged, ["a.md"]);
    assert_eq!(files([("a.md", "newer")]).write(dir.path()).unwrap().written, ["a.md"]);
}

#[test]
fn a_hand_edit_is_drift_and_is_told_when_it_is_overwritten() {
    let dir = folder();
    let wanted = files([("a.md", "generated")]);
    wanted.write(dir.path()).unwrap();
    put(&dir, "a.md", "generated, and edited");
    let drift = wanted.stale(dir.path()).unwrap();
    assert_eq!(states(&drift), [("a.md", State::Stale, Whose::Edited)]);
    assert_eq!(drift[0].found, b"generated, and edited");
    let done = wanted.write(dir.path()).unwrap();
    assert_eq!(done.written, ["a.md"]);
    let was = b"generated, and edited".to_vec();
    assert_eq!(done.edited, [Edited { path: "a.md".to_owned(), was }]);
    assert_eq!(text(&dir, "a.md").unwrap(), "generated");
    assert_eq!(wanted.write(dir.path()).unwrap().edited, []);
}

#[test]
fn an_edited_orphan_stays_and_is_a_strangers_from_then_on() {
    let dir = folder();
    files([("a.md", "generated"), ("b.md", "generated")]).write(dir.path()).unwrap();
    put(&dir, "b.md", "edited");
    let wanted = files([("a.md", "generated")]);
    assert_eq!(
        states(&wanted.stale(dir.path()).unwrap()),
        [("b.md", State::Orphan, Whose::Edited)]
    );
    assert_eq!(wanted.write(dir.path()).unwrap().kept, ["b.md"]);
    assert_eq!(text(&dir, "b.md").unwrap(), "edited");
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
    assert!(files([("b.md", "generated")]).write(dir.path()).is_err());
}

#[test]
fn a_file_may_take_the_place_of_a_folder_and_the_other_way_round() {
    let dir = folder();
    files([("a", "file"), ("b/c/d", "below")]).write(dir.path()).unwrap();
    let turned = files([("a/x", "below"), ("b", "file")]);
    assert_eq!(turned.write(dir.path()).unwrap().written, ["a/x", "b"]);
    assert_eq!(all_paths(dir.path()), [RECORD, "a/x", "b"]);

    put(&dir, "a/mine", "a stranger's");
    assert!(files([("a", "file")]).write(dir.path()).is_err());
    assert_eq!(text(&dir, "a/x").unwrap(), "below");
}

#[test]
fn a_record_with_conflict_marks_still_tells_what_is_ours() {
    let dir = folder();
    let wanted = files([("a", "one"), ("b", "two")]);
    files([("a", "older"), ("b", "two"), ("gone", "x")]).write(dir.path()).unwrap();
    let theirs = text(&dir, RECORD).unwrap();
    files([("a", "old"), ("b", "two")]).write(dir.path()).unwrap();
    let ours = text(&dir, RECORD).unwrap();
    put(&dir, RECORD, &format!("<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"));
    put(&dir, "gone", "x");
    put(&dir, "a", "<<<<<<< ours\nold\n=======\nolder\n>>>>>>> theirs\n");

    let done = wanted.write(dir.path()).unwrap();
    assert_eq!((done.written, done.removed), (vec!["a".to_owned()], vec!["gone".to_owned()]));
    assert_eq!(done.edited.len(), 1);
    assert_eq!(done.notes.len(), 1);
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
}

#[test]
fn a_record_of_noise_is_as_good_as_none() {
    let dir = folder();
    let wanted = files([("a", "one")]);
    wanted.write(dir.path()).unwrap();
    let noise = b"\xff\xfe\0\n0123456789abcdef\n zz\n+\n0123456789abcdef ../../out\n".as_slice();
    fs::File::create(dir.path().join(RECORD))
        .and_then(|mut it| std::io::Write::write_all(&mut it, noise))
        .unwrap();
    assert_eq!(states(&wanted.stale(dir.path()).unwrap()), [(RECORD, State::Stale, Whose::Ours)]);
    let done = wanted.write(dir.path()).unwrap();
    assert_snapshot!(done.notes.join("\n"), @"5 lines of `.specwright-files` made no sense; it is written anew");
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
}

#[test]
fn a_record_names_no_file_outside_the_folder() {
    let outer = folder();
    put(&outer, "precious", "content");
    let dir = outer.path().join("out");
    let record = "c8f8b2b0b0b0b0b0 ../precious\n";
    write_file(&dir.join(RECORD), record).unwrap();
    Files::new().write(&dir).unwrap();
    assert_eq!(text(&outer, "precious").unwrap(), "content");
}

#[test]
fn line_ends_of_the_record_do_not_matter() {
    let dir = folder();
    let wanted = files([("a", "one")]);
    wanted.write(dir.path()).unwrap();
    put(&dir, RECORD, &text(&dir, RECORD).unwrap().replace('\n', "\r\n"));
    assert_eq!(wanted.stale(dir.path()).unwrap(), []);
    assert!(wanted.write(dir.path()).unwrap().notes.is_empty());
}

/// The record as a run leaves it that is stopped once its plan is written.
fn stopped_before(dir: &TempDir, old: &Files, new: &Files) {
    let plan = record::Record::of(old).with_plan(new).print();
    put(dir, RECORD, &plan);
}

#[test]
fn files_of_a_stopped_run_are_ours_even_when_the_next_run_wants_others() {
    let dir = folder();
    let (old, new) = (files([("a", "1")]), files([("a", "2"), ("b", "2"), ("c", "2")]));
    old.write(dir.path()).unwrap();
    stopped_before(&dir, &old, &new);
    put(&dir, "a", "2");
    put(&dir, "b", "2");
    let newest = files([("a", "3"), ("b", "3")]);
    let done = newest.write(dir.path()).unwrap();
    assert_eq!((done.written.len(), done.edited.len()), (2, 0));
    assert_eq!(newest.stale(dir.path()).unwrap(), []);
}

#[test]
fn a_plan_alone_does_not_make_a_strangers_file_ours() {
    let dir = folder();
    stopped_before(&dir, &Files::new(), &files([("a", "planned"), ("b", "planned")]));
    put(&dir, "a", "a stranger's");
    put(&dir, "b", "a stranger's");
    assert!(matches!(files([("a", "x")]).write(dir.path()), Err(Error::Foreign(_))));
    assert!(files([]).write(dir.path()).unwrap().removed.is_empty());
    assert_eq!(text(&dir, "b").unwrap(), "a stranger's");
}

#[test]
fn leftovers_of_a_stopped_run_are_cleared_away() {
    let dir = folder();
    let wanted = files([("below/a", "one")]);
    wanted.write(dir.path()).unwrap();
    put(&dir, ".specwright-tmp-1-1", "half a fi");
    put(&dir, "below/.specwright-tmp-1-2", "half a fi");
    wanted.write(dir.path()).unwrap();
    assert_eq!(all_paths(dir.path()), [RECORD, "below/a"]);
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_or_removed_through_a_link_that_leaves_the_folder() {
        let (dir, elsewhere) = (folder(), folder());
        put(&elsewhere, "b", "x");
        let wanted = files([("a/b", "x")]);
        wanted.write(dir.path()).unwrap();
        fs::remove_dir_all(dir.path().join("a")).unwrap();
        symlink(elsewhere.path(), dir.path().join("a")).unwrap();
        assert!(matches!(wanted.write(dir.path()), Err(Error::Outside(_))));
        assert!(matches!(wanted.stale(dir.path()), Err(Error::Outside(_))));
        assert!(files([]).write(dir.path()).unwrap().removed.is_empty());
        assert_eq!(all_paths(elsewhere.path()), ["b"]);
    }

    #[test]
    fn a_link_in_the_place_of_a_file_is_a_strangers() {
        let (dir, elsewhere) = (folder(), folder());
        put(&elsewhere, "target", "x");
        symlink(elsewhere.path().join("target"), dir.path().join("a")).unwrap();
        symlink("nowhere", dir.path().join("b")).unwrap();
        let wanted = files([("a", "generated"), ("b", "generated")]);
        let Err(Error::Foreign(all)) = wanted.write(dir.path()) else { panic!("it was written") };
        assert_eq!(all.len(), 2);
        let Err(Error::Foreign(all)) = wanted.write_over(dir.path()) else { panic!("written") };
        assert_eq!(all.len(), 2);
        assert_eq!(text(&elsewhere, "target").unwrap(), "x");
    }

    #[test]
    fn a_link_within_the_folder_is_followed() {
        let dir = folder();
        fs::create_dir(dir.path().join("real")).unwrap();
        symlink("real", dir.path().join("a")).unwrap();
        files([("a/b", "x")]).write(dir.path()).unwrap();
        assert_eq!(text(&dir, "real/b").unwrap(), "x");
    }

    #[test]
    fn a_named_file_is_written_through_its_link() {
        let dir = folder();
        put(&dir, "real", "old");
        symlink("real", dir.path().join("link")).unwrap();
        assert!(write_file(&dir.path().join("link"), "new").unwrap());
        assert_eq!(text(&dir, "real").unwrap(), "new");
        assert!(fs::symlink_metadata(dir.path().join("link")).unwrap().is_symlink());
    }

    #[test]
    fn the_permissions_of_a_file_outlive_its_content() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = folder();
        files([("a", "one")]).write(dir.path()).unwrap();
        let file = dir.path().join("a");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        files([("a", "two")]).write(dir.path()).unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}

#[test]
fn a_named_folder_takes_files_over_others_and_keeps_no_record() {
    let dir = folder();
    put(&dir, "a", "old");
    put(&dir, "b", "same");
    put(&dir, "c", "other");
    let done = files([("a", "new"), ("b", "same")]).write_over(dir.path()).unwrap();
    assert_eq!((done.written, done.unchanged), (vec!["a".to_owned()], vec!["b".to_owned()]));
    assert_eq!(all_paths(dir.path()), ["a", "b", "c"]);
    fs::create_dir(dir.path().join("d")).unwrap();
    assert!(matches!(files([("d", "x")]).write_over(dir.path()), Err(Error::Foreign(_))));
    assert!(matches!(files([("a/x", "x")]).write_over(dir.path()), Err(Error::Foreign(_))));
}

#[test]
fn a_new_file_is_written_once() {
    let dir = folder();
    let file = dir.path().join("src/main.rs");
    assert!(write_new(&file, "first").unwrap());
    assert!(!write_new(&file, "second").unwrap());
    assert_eq!(text(&dir, "src/main.rs").unwrap(), "first");
}

#[test]
fn nothing_wanted_leaves_nothing_behind() {
    let dir = folder();
    let missing = dir.path().join("missing");
    assert_eq!(Files::new().stale(&missing).unwrap(), []);
    Files::new().write(&missing).unwrap();
    assert!(!missing.exists());
    files([("a", "x")]).write(&missing).unwrap();
    Files::new().write(&missing).unwrap();
    assert_eq!(all_paths(dir.path()), Vec::<String>::new());
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let dir = folder();
    put(&dir, "out", "a file");
    let wanted = files([("a", "x")]);
    assert!(matches!(wanted.write(&dir.path().join("out")), Err(Error::Disk { .. })));
    assert!(wanted.stale(&dir.path().join("out")).is_err());
}

#[test]
fn two_runs_at_once_wait_for_each_other() {
    let dir = folder();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let dir = &dir;
            scope.spawn(move || {
                for round in 0..10 {
                    let text = format!("{writer} {round}");
                    let done = files([("a", &text), ("below/b", &text)]).write(dir.path()).unwrap();
                    assert_eq!(done.edited, []);
                }
            });
        }
    });
    assert_eq!(text(&dir, "a"), text(&dir, "below/b"));
    assert_eq!(all_paths(dir.path()), [RECORD, "a", "below/b"]);
}

#[test]
fn a_folder_is_listed_in_order_and_without_hidden_files() {
    let dir = folder();
    for path in ["b.md", "a/z.md", ".hidden", ".git/config", "a.md"] {
        put(&dir, path, "x");
    }
    let found = list(dir.path()).unwrap();
    let found: Vec<_> = found.iter().map(|it| it.strip_prefix(dir.path()).unwrap()).collect();
    assert_eq!(found, ["a/z.md", "a.md", "b.md"].map(Path::new));
}

#[test]
fn a_folder_cannot_be_read_as_a_file() {
    let error = read(folder().path()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::IsADirectory);
}
