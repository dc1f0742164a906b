//! `specwright check`: what `generate` would change, and why.

mod agreement;
pub(super) mod change;
mod meaning;
mod rules;

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use specwright::build::{self, Drifted};
use specwright::files::{Drift, State, Whose};

use self::agreement::Disagreement;
use self::meaning::Meanings;
use super::written::{files_counted, named, refused};
use super::{checked, configuration, is_denied, known, show, threads};
use crate::args::{Common, Format, Generate};
use crate::failure::{Failure, Outcome};
use crate::report::changes::Shown;
use crate::report::{self, Finding, json};
use crate::terminal::Terminal;

pub(crate) use rules::RULES;

/// The `check` JSON.
#[derive(Serialize)]
struct Whole {
    verdict: &'static str,
    files: Vec<File>,
    mend: String,
}

#[derive(Serialize)]
struct File {
    path: String,
    state: &'static str,
    /// What the change means, where the file can be read back.
    changes: Vec<Shown>,
}

pub(super) fn run(it: &Generate, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    known("deny", &it.deny.deny, &["errors", "unsupported"])?;
    let config = configuration(common)?;
    let mut made = build::make(&config.jobs, &config.judge, threads())?;
    let denied = is_denied(&made, &it.deny);
    let format = it.reporting.format;
    let disagreements = agreement::all(&config, &made);
    // The result is the drift. What was found on the way is for a person, and
    // for GitHub, which listens to both.
    let aside = match format {
        Format::Json | Format::Sarif | Format::Junit => Format::Concise,
        it => it,
    };
    show(checked(&mut made), aside, terminal);
    let unreadable = made.inputs.iter().find(|it| it.api.is_none());
    if let Some(unreadable) = unreadable {
        let path = &unreadable.path;
        terminal.fail(&format!("`{path}` cannot be read as an API; nothing could be compared"));
        return Ok(Outcome::Fails);
    }
    let drift = made.drift().map_err(|why| refused(&why))?;
    let found = Found { drift: &drift, disagreements: &disagreements, mend: mend(common) };
    let text = match format {
        Format::Text => shown(&found, &Meanings::of(&drift)),
        Format::Json => json::print(&whole(&found, Meanings::of(&drift))),
        _ => report::render_findings("specwright check", findings(&found), format)
            .unwrap_or_default(),
    };
    terminal.print(&text)?;
    if found.is_nothing() && format == Format::Text {
        let files = made.folders.iter().map(|it| it.emitted.files.len()).sum();
        terminal.say(&format!("fresh: {} as generated", files_counted(files)));
    }
    Ok(Outcome::fails_if(denied || !found.is_nothing()))
}

/// All that is not as it should be.
struct Found<'a> {
    drift: &'a [Drifted<'a>],
    disagreements: &'a [Disagreement],
    /// The command that mends what is generated.
    mend: String,
}

impl Found<'_> {
    fn is_nothing(&self) -> bool {
        self.drift.is_empty() && self.disagreements.is_empty()
    }

    /// The commands that mend all that commands can, in their order. Inputs
    /// come first: what is generated from them is stale afterwards.
    fn commands(&self) -> String {
        let inputs = self.disagreements.iter().filter_map(|it| it.mend.clone());
        let mut all: Vec<String> = inputs.collect();
        if all.is_empty() && self.drift.is_empty() {
            // Nothing but a person mends it; this shows what.
            all.extend(self.disagreements.iter().map(|it| it.show.clone()));
        } else {
            all.push(self.mend.clone());
        }
        all.dedup();
        all.join(" && ")
    }
}

/// The command that mends drift.
fn mend(common: &Common) -> String {
    match &common.config {
        None => "specwright generate".to_owned(),
        Some(path) => format!("specwright generate --config {}", shell(path)),
    }
}

/// A path as a shell takes it.
fn shell(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |it: char| it.is_ascii_alphanumeric() || "/._-+".contains(it);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

fn state(it: State) -> &'static str {
    match it {
        State::Stale => "stale",
        State::Missing => "missing",
        State::Orphan => "orphan",
    }
}

/// Each file that drifted, with the path of its folder in front.
fn each<'a>(all: &'a [Drifted<'a>]) -> impl Iterator<Item = (String, &'a Drifted<'a>, &'a Drift)> {
    all.iter().flat_map(|drifted| {
        let path = |it: &Drift| drifted.folder.out.join(&it.path).display().to_string();
        drifted.drift.iter().map(move |it| (path(it), drifted, it))
    })
}

fn whole(all: &Found<'_>, mut meanings: Meanings) -> Whole {
    let file = |(path, _, it): (String, _, &Drift)| {
        let changes = meanings.take(&path).unwrap_or_default();
        File { path, state: state(it.state), changes }
    };
    let verdict = if all.is_nothing() { "fresh" } else { "drift" };
    let mut files: Vec<File> = each(all.drift).map(file).collect();
    for (path, changes) in all.disagreements.iter().flat_map(|it| &it.files) {
        files.push(File { path: path.clone(), state: "stale", changes: changes.clone() });
    }
    let mend = if all.is_nothing() { all.mend.clone() } else { all.commands() };
    Whole { verdict, files, mend }
}

fn findings(all: &Found<'_>) -> Vec<Finding> {
    let mend = &all.mend;
    let finding = |(path, _, it): (String, _, &Drift)| {
        let (rule, message) = match (it.state, it.whose) {
            (State::Stale, Whose::Edited) => {
                (&rules::STALE, "it was edited by hand, and is not what is generated today")
            }
            (State::Stale, Whose::Foreign) => {
                (&rules::STALE, "it is in the way of a generated file, and not ours")
            }
            (State::Stale, Whose::Ours) => (&rules::STALE, "it is not what is generated today"),
            (State::Missing, _) => (&rules::MISSING, "it is generated, and not there"),
            (State::Orphan, _) => (&rules::ORPHAN, "it was generated once, and is no longer"),
        };
        let mut finding = Finding::on_file(rule, &path, message.to_owned());
        finding.help = Some(format!("run `{mend}`"));
        finding
    };
    let disagreeing = all.disagreements.iter().flat_map(Disagreement::findings);
    each(all.drift).map(finding).chain(disagreeing).collect()
}

/// As a person reads it: each file with its state, and what differs.
fn shown(all: &Found<'_>, meanings: &Meanings) -> String {
    if all.is_nothing() {
        return String::new();
    }
    let mut text = String::new();
    let mut numbers = [(State::Stale, 0), (State::Missing, 0), (State::Orphan, 0)];
    for (path, drifted, drift) in each(all.drift) {
        let note = match drift.whose {
            Whose::Ours => "",
            Whose::Edited => " (edited by hand)",
            Whose::Foreign => " (not made by specwright; `generate` will not touch it)",
        };
        let _ =
            writeln!(text, "{}{note}", change::headed(state(drift.state), &named(path.as_ref())));
        text.push_str(&meanings.told(&path, drift.state));
        if drift.state == State::Stale {
            let now = drifted.folder.emitted.files.get(&drift.path).unwrap_or_default();
            text.push_str(&change::between(&drift.found, now));
        }
        for (state, number) in &mut numbers {
            *number += usize::from(*state == drift.state);
        }
    }
    for it in all.disagreements {
        text.push_str(&it.shown());
        numbers[0].1 += it.files.len();
    }
    let numbers = numbers.iter().filter(|it| it.1 > 0);
    let numbers: Vec<_> = numbers.map(|(it, number)| format!("{number} {}", state(*it))).collect();
    let foreign = each(all.drift).any(|it| it.2.whose == Whose::Foreign);
    let first = if foreign { "once what is in the way is moved, " } else { "" };
    let _ = write!(text, "\ndrift: {}", numbers.join(", "));
    let _ = match all.drift {
        [] => writeln!(text),
        _ => writeln!(text, "; {first}`{}` mends it", all.mend),
    };
    for it in all.disagreements {
        let _ = writeln!(text, "{}", it.help());
    }
    text
}
