//! APIs that must agree: what one says otherwise than another.
//!
//! A page that is kept by hand beside its document, for instance. Nothing is
//! generated over it; whether it still says the same is all that is asked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anstyle::Style;
use specwright::build::Made;
use specwright::diag::Level;
use specwright::diff::Terms;
use specwright::emit::docs;

use super::{change, meaning, rules, shell};
use crate::command::written::named;
use crate::config::{Agreement, Config};
use crate::report::changes::{Line, Shown};
use crate::report::{Finding, Note};
use crate::terminal::harmless;

const FAINT: Style = Style::new().dimmed();

/// An API that says something otherwise than the one it must agree with.
#[derive(Debug)]
pub(super) struct Disagreement {
    /// What the two are called.
    names: (String, String),
    /// What the one says in each of its files, from there to what the other says.
    pub(super) files: Vec<(String, Vec<Shown>)>,
    /// The command that writes its files anew, where there is one.
    pub(super) mend: Option<String>,
    /// The command that shows all of it.
    pub(super) show: String,
}

/// Every pair of the configuration that does not agree.
pub(super) fn all(config: &Config, made: &Made) -> Vec<Disagreement> {
    config.agreements.iter().filter_map(|it| one(config, made, *it)).collect()
}

fn one(config: &Config, made: &Made, it: Agreement) -> Option<Disagreement> {
    let (kept, other) = (made.inputs.get(it.api)?, made.inputs.get(it.with)?);
    let style = kept.api.as_ref()?.manner;
    let mut files: Vec<(String, Vec<Shown>)> = Vec::new();
    for mut change in kept.compare(other, &Terms::default()) {
        change.level = config.judge.levels.get(&change.id()).unwrap_or(change.level);
        if change.level == Level::Off {
            continue;
        }
        let shown = Shown::new(&change, kept, other);
        let path = shown.old.as_ref().map_or(&kept.path, |it| &it.path).clone();
        match files.iter_mut().find(|it| it.0 == path) {
            Some((_, changes)) => changes.push(shown),
            None => files.push((path, vec![shown])),
        }
    }
    if files.is_empty() {
        return None;
    }
    let (job, with) = (config.jobs.get(it.api)?, config.jobs.get(it.with)?);
    let listed = |all: &[PathBuf]| all.iter().map(|it| shell(it)).collect::<Vec<_>>().join(" ");
    let mend = style.filter(|it| docs::style(it).is_some()).and_then(|style| {
        let [document] = &with.input[..] else { return None };
        let out = folder(&job.input)?;
        let (document, out) = (shell(document), shell(out));
        Some(format!("specwright docs {document} --style {style} --out {out}"))
    });
    let show = format!("specwright diff {} {}", listed(&job.input), listed(&with.input));
    Some(Disagreement { names: (job.name.clone(), with.name.clone()), files, mend, show })
}

/// The folder that pages stand in, if it is one.
fn folder(pages: &[PathBuf]) -> Option<&Path> {
    let one = |it: &'_ PathBuf| it.is_dir();
    match pages {
        [only] if one(only) => Some(only),
        [first, rest @ ..] => {
            let parent = first.parent()?;
            let parent = if parent == Path::new("") { Path::new(".") } else { parent };
            rest.iter().all(|it| it.parent() == first.parent()).then_some(parent)
        }
        [] => None,
    }
}

impl Disagreement {
    /// As a person reads it: each file, what it says otherwise, and both places.
    pub(super) fn shown(&self) -> String {
        let mut text = String::new();
        let (one, other) = &self.names;
        for (path, changes) in &self.files {
            let head = change::headed("stale", &named(path.as_ref()));
            let _ = writeln!(text, "{head} (`{one}` must agree with `{other}`)");
            for change in changes.iter().take(meaning::TOLD) {
                let _ = writeln!(text, "    {}", meaning::line(change));
                if let Some(places) = places(change) {
                    let _ = writeln!(text, "      {FAINT}at {places}{FAINT:#}");
                }
            }
            if changes.len() > meaning::TOLD {
                let more = changes.len() - meaning::TOLD;
                let _ =
                    writeln!(text, "    {FAINT}… {more} more changes: `{}`{FAINT:#}", self.show);
            }
        }
        text
    }

    /// Each change for the formats that know findings alone, where it stands.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let (one, other) = &self.names;
        let mut all = Vec::new();
        for (path, changes) in &self.files {
            for change in changes {
                let message =
                    format!("`{one}` must agree with `{other}`, where: {}", change.message);
                let mut finding = Finding::on_file(&rules::DISAGREEING, path, message);
                if let Some(at) = &change.old {
                    (finding.at.line, finding.at.end_line) = (at.line, at.line);
                }
                finding.help = Some(self.help());
                finding.notes.extend(change.new.iter().map(|it| Note {
                    message: format!("what `{other}` says"),
                    path: it.path.clone(),
                    line: it.line,
                    column: 1,
                }));
                all.push(finding);
            }
        }
        all
    }

    /// What to do.
    pub(super) fn help(&self) -> String {
        let (one, other) = &self.names;
        let start = format!("change `{one}` or `{other}` until they say the same");
        match &self.mend {
            Some(command) => format!("{start}; `{command}` writes the pages anew"),
            None => format!("{start}; `{}` shows all that differs", self.show),
        }
    }
}

fn places(it: &Shown) -> Option<String> {
    let line = |it: &Line| format!("{}:{}", harmless(&it.path), it.line);
    match (&it.old, &it.new) {
        (Some(old), Some(new)) => Some(format!("{} → {}", line(old), line(new))),
        (Some(one), None) | (None, Some(one)) => Some(line(one)),
        (None, None) => None,
    }
}
