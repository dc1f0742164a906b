//! `specwright log`: what changed from each version to the next.

use std::path::Path;

use super::compared::{
    Judge, Version, folder_and_name, git, is_unreadable, of_revision, show, version,
};
use crate::args::{Common, Log};
use crate::failure::{Failure, Outcome};
use crate::report::changes::Whole;
use crate::terminal::Terminal;

pub(super) fn run(it: &Log, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    let start = it.git.as_deref().or(it.input.first().map(AsRef::as_ref));
    let mut judge = Judge::new(&it.judging, common, start.unwrap_or(Path::new(".")), terminal)?;
    let mut compared = Vec::new();
    let mut last: Option<Version> = None;
    let mut unreadable = false;
    let mut next = |mut version: Version| {
        // One that cannot be read is told, and passed over.
        if is_unreadable(&mut version, terminal) {
            unreadable = true;
            return;
        }
        if let Some(old) = &last {
            compared.push(judge.compare(old, &version, false));
        }
        last = Some(version);
    };
    match &it.git {
        Some(file) => history(file, &mut next)?,
        None => {
            if it.input.len() < 2 {
                let failure = Failure::new("a log needs two versions or more");
                return Err(failure.help("name them, the oldest first, or `--git FILE`"));
            }
            for path in &it.input {
                next(version(path, it.judging.root.as_deref())?);
            }
        }
    }
    judge.say_unmet(terminal);
    let all: Vec<_> = compared.iter().collect();
    let outcome = show(Whole::Log(&compared), &all, &it.judging, terminal)?;
    Ok(if unreadable && it.git.is_none() { Outcome::Fails } else { outcome })
}

/// Each version of a file that its repository has, the oldest first.
fn history(file: &Path, next: &mut dyn FnMut(Version)) -> Result<(), Failure> {
    let Some((folder, name)) = folder_and_name(file) else {
        return Err(Failure::new(format!("`{}` is no file", file.display())));
    };
    // Each commit with the name that the file had then.
    let format = "--format=%x00%h %cs";
    let arguments = ["log", "--follow", "--name-only", "-z", format, "--", name.as_str()];
    let printed = git(&folder, &arguments)?;
    let printed = String::from_utf8_lossy(&printed).into_owned();
    let mut commits: Vec<(&str, &str, &str)> = Vec::new();
    let mut words = printed.split('\0').map(|it| it.trim_matches('\n')).filter(|it| !it.is_empty());
    while let (Some(commit), Some(path)) = (words.next(), words.next()) {
        let (hash, day) = commit.split_once(' ').unwrap_or((commit, ""));
        commits.push((hash, day, path));
    }
    if commits.is_empty() {
        let message = format!("no commit has the file `{}`", file.display());
        return Err(Failure::new(message));
    }
    for (hash, day, path) in commits.into_iter().rev() {
        // A commit that removed the file has no version of it.
        let Ok(bytes) = git(&folder, &["show", "--end-of-options", &format!("{hash}:{path}")])
        else {
            continue;
        };
        let name = format!("{hash}:{path}");
        let reading = of_revision(&name, hash, bytes, None)?;
        next(Version { name: format!("{hash} ({day})"), reading });
    }
    Ok(())
}
