//! What `diff` and `log` share: inputs of any kind and time, compared.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use specwright::build::{self, Input, Page};
use specwright::diag::{Level, Levels};
use specwright::diff::{Bump, Day, Terms, Verdict};
use specwright::read::{self, LoadError, Reading};

use crate::args::{ChangeFormat, Common, FailOn, Format, Judging};
use crate::config::{self, Accepted};
use crate::failure::{Failure, Outcome};
use crate::report::changes::{self, Compared, Shown, Whole};
use crate::report::{self, Checked};
use crate::terminal::Terminal;

/// An input that was read, under the name that it was given.
#[derive(Debug)]
pub(super) struct Version {
    pub(super) name: String,
    pub(super) reading: Reading,
}

/// How changes are judged here.
#[derive(Debug)]
pub(super) struct Judge {
    levels: Levels,
    accepted: Vec<Accepted>,
    /// Which of them were met.
    met: Vec<bool>,
    today: Option<Day>,
    /// Whether what no client notices is shown too.
    all: bool,
}

impl Judge {
    pub(super) fn new(
        it: &Judging,
        common: &Common,
        input: &Path,
        terminal: Terminal,
    ) -> Result<Self, Failure> {
        let start = if input.exists() { input } else { Path::new(".") };
        let levels = config::judge(common.config.as_deref(), start)?.levels;
        let accepted = match &it.accepted {
            Some(path) => config::accepted(path)?,
            None => Vec::new(),
        };
        let met = vec![false; accepted.len()];
        Ok(Self { levels, accepted, met, today: today(), all: terminal.is_verbose() })
    }

    /// Compares two versions.
    pub(super) fn compare(&mut self, old: &Version, new: &Version, semver: bool) -> Compared {
        let terms = Terms { today: self.today };
        let mut changes = build::compare(&old.reading, &new.reading, &terms);
        let semver = semver.then(|| Bump::of(&changes));
        for change in &mut changes {
            change.level = self.levels.get(&change.id()).unwrap_or(change.level);
            if self.accepts(&change.fingerprint()) {
                change.level = Level::Off;
            }
        }
        let verdict = Verdict::of(&changes);
        let shown = changes.iter().filter(|it| self.all || it.level > Level::Off);
        let changes = shown.map(|it| Shown::new(it, &old.reading, &new.reading)).collect();
        Compared { old: old.name.clone(), new: new.name.clone(), verdict, changes, semver }
    }

    fn accepts(&mut self, fingerprint: &str) -> bool {
        let Some(at) = self.accepted.iter().position(|it| it.fingerprint == fingerprint) else {
            return false;
        };
        self.met[at] = true;
        let last = self.accepted[at].until;
        last.is_none_or(|last| self.today.is_none_or(|today| today <= last))
    }

    /// Says which permissions did nothing, so that they are not kept for ever.
    pub(super) fn say_unmet(&self, terminal: Terminal) {
        for (it, met) in self.accepted.iter().zip(&self.met) {
            let expired = it.until.is_some_and(|last| self.today.is_some_and(|it| it > last));
            if !met {
                terminal.say(&format!("accepted change {} did not occur", it.fingerprint));
            } else if expired {
                let reason = &it.reason;
                terminal.say(&format!("accepted change {} has expired: {reason}", it.fingerprint));
            }
        }
    }
}

/// The day that it is, in UTC.
fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Day::from_days(since.as_secs() / 86_400)
}

/// Reads an input: what is on the disk, or else a revision of a file.
pub(super) fn version(path: &Path, root: Option<&Path>) -> Result<Version, Failure> {
    let name = path.display().to_string();
    if let Some((revision, _)) = revision(path) {
        let bytes = at_revision(&name)?;
        return Ok(Version { reading: of_revision(&name, revision, bytes, root)?, name });
    }
    let root = config::root(root, path)?;
    let reading = build::understand(build::open(&[path.to_owned()])?, &root);
    Ok(Version { name, reading })
}

/// `main:openapi.json` taken apart, where that is no file.
fn revision(path: &Path) -> Option<(&str, &str)> {
    let text = path.to_str()?;
    if path.exists() || text == "-" {
        return None;
    }
    let (revision, file) = text.split_once(':')?;
    // What begins like an option would be one.
    (!revision.is_empty() && !revision.starts_with('-') && !file.is_empty())
        .then_some((revision, file))
}

/// What a revision of a file says.
pub(super) fn of_revision(
    name: &str,
    revision: &str,
    bytes: Vec<u8>,
    root: Option<&Path>,
) -> Result<Reading, Failure> {
    match Input::of(Page { path: name.into(), bytes, folder: None }) {
        Input::Document(page) => {
            let mut load = |path: &str| {
                let prefix = format!("{revision}:");
                let path = path.strip_prefix(&prefix).unwrap_or(path);
                // Git knows no way out of its repository.
                if path.starts_with("..") || path.starts_with('/') {
                    return Err(LoadError::Outside);
                }
                at_revision(&format!("{prefix}{path}"))
                    .map_err(|why| LoadError::Missing(why.message))
            };
            Ok(read::document(name, page.bytes, &mut load))
        }
        pages @ Input::Pages(_) => {
            let root = config::root(root, Path::new("."))?;
            Ok(build::understand(pages, &root))
        }
    }
}

/// The bytes of `REVISION:PATH`.
pub(super) fn at_revision(name: &str) -> Result<Vec<u8>, Failure> {
    git(Path::new("."), &["show", "--end-of-options", name])
}

/// What a `git` command prints.
pub(super) fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    let output = command.output().map_err(|why| {
        Failure::new(format!("cannot run `git`: {why}")).help("is Git installed?")
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or("it failed").trim();
    let said = said.strip_prefix("fatal: ").unwrap_or(said);
    Err(Failure::new(format!("git: {said}")))
}

/// Shows what was found where an input could not be read at all.
pub(super) fn is_unreadable(version: &mut Version, terminal: Terminal) -> bool {
    if version.reading.api.is_some() {
        return false;
    }
    let reading = &mut version.reading;
    let checked = Checked {
        path: version.name.clone(),
        texts: std::mem::take(&mut reading.texts).into(),
        trees: std::mem::take(&mut reading.trees),
        found: std::mem::take(&mut reading.found),
    };
    terminal.show(&report::render(&[checked], Format::Text));
    terminal.fail(&format!("`{}` cannot be read as an API", version.name));
    true
}

/// Prints what was compared, and says how the command ends.
pub(super) fn show(
    whole: Whole<'_>,
    all: &[&Compared],
    it: &Judging,
    terminal: Terminal,
) -> Result<Outcome, Failure> {
    let quiet = terminal.is_quiet() && it.format == ChangeFormat::Text;
    let fails = all.iter().any(|one| fails(one, it.fail_on));
    if !quiet || fails {
        terminal.print(&changes::render(whole, it.format, terminal.is_verbose()))?;
    }
    Ok(Outcome::fails_if(fails))
}

fn fails(it: &Compared, on: FailOn) -> bool {
    match on {
        FailOn::Breaking => it.verdict == Verdict::Breaking,
        FailOn::Undecided => it.changes.iter().any(|it| it.undecided && it.breaks()),
        FailOn::Any => it.verdict != Verdict::None,
        FailOn::Never => false,
    }
}

/// A path as `git` wants it beside `-C` its folder.
pub(super) fn folder_and_name(path: &Path) -> Option<(PathBuf, String)> {
    let folder = path.parent().filter(|it| *it != Path::new("")).unwrap_or(Path::new("."));
    Some((folder.to_owned(), path.file_name()?.to_str()?.to_owned()))
}
