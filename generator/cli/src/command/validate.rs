//! `specwright validate`: everything that is wrong with documents or pages.

mod baseline;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use specwright::build::{self, Input, Judge, Page, Root};
use specwright::diag::{Diagnostic, Level, Report, Rule};
use specwright::source::Tree;
use specwright::text::Texts;

use super::known;
use crate::args::{Common, Format, Validate};
use crate::failure::{Failure, Outcome};
use crate::report::{self, Checked};
use crate::terminal::Terminal;
use crate::{config, rules};

pub(super) fn run(it: &Validate, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    let words = [("deny", &it.deny), ("warn", &it.warn), ("allow", &it.allow)];
    for (option, names) in words {
        known(option, names, &[])?;
    }
    let mut all = every(it, common)?;
    if let Some(file) = &it.baseline {
        baseline::leave_out(&mut all, file)?;
    }
    if it.errors_only || terminal.is_quiet() {
        for it in &mut all {
            it.found.retain(|it| it.level == Level::Error);
        }
    }
    terminal.print(&report::render(&all, it.reporting.format))?;
    if it.reporting.format == Format::Text {
        match report::text::summary(&all) {
            Some(summary) => terminal.say(&summary),
            None => terminal.say("no findings"),
        }
    }
    Ok(Outcome::fails_if(all.iter().any(Checked::fails)))
}

/// Every document by itself, and all pages as the one API that they describe.
fn every(it: &Validate, common: &Common) -> Result<Vec<Checked>, Failure> {
    let (mut all, mut pages) = (Vec::new(), Vec::new());
    for path in &it.input.input {
        match build::open(std::slice::from_ref(path))? {
            Input::Document(page) => {
                let read = found(it, path, common, Input::Document(page))?;
                let path = path.display().to_string();
                all.push(Checked { path, texts: read.texts, trees: read.trees, found: read.found });
            }
            Input::Pages(more) => pages.extend(more.into_iter().map(|page| (path, page))),
        }
    }
    if let Some((path, _)) = pages.first() {
        let (path, pages): (&PathBuf, Vec<Page>) =
            (path, pages.into_iter().map(|it| it.1).collect());
        all.extend(by_page(found(it, path, common, Input::Pages(pages))?));
    }
    Ok(all)
}

/// What was found in an input.
struct Read {
    texts: Arc<Texts>,
    trees: Vec<Arc<Tree>>,
    found: Vec<Diagnostic>,
}

fn found(it: &Validate, path: &Path, common: &Common, input: Input) -> Result<Read, Failure> {
    let judge = judge(it, path, common)?;
    let root: Root = config::root(it.input.root.as_deref(), path)?;
    let reading = build::understand(input, &root);
    let mut report = Report { found: reading.found };
    if let Some(api) = &reading.api {
        let level = |rule: &Rule| judge.levels.get(rule.name).unwrap_or(rule.level);
        let least = if it.errors_only { Level::Error } else { Level::Info };
        rules::ask(api, &mut report, |rule| level(rule) >= least);
    }
    let trees = reading.trees;
    let (mut allowances, malformed) = build::allowances(&trees);
    report.found.extend(malformed);
    let mut found = judge.settle(report.found, &trees, &mut allowances);
    // Only who has asked everything knows what nothing needs.
    if !it.errors_only {
        let unused = build::unused(&allowances);
        found.extend(judge.settle(unused, &trees, &mut []));
    }
    let found = Report { found }.sorted();
    Ok(Read { texts: reading.texts.into(), trees, found })
}

fn judge(it: &Validate, path: &Path, common: &Common) -> Result<Judge, Failure> {
    let mut judge = config::judge(common.config.as_deref(), path)?;
    let set = [(&it.allow, Level::Off), (&it.warn, Level::Warning), (&it.deny, Level::Error)];
    for (names, level) in set {
        for name in names {
            judge.levels.set(name, level);
        }
    }
    Ok(judge)
}

/// The findings of each page; those without a place go to the first.
fn by_page(read: Read) -> Vec<Checked> {
    let Read { texts, trees, found } = read;
    let mut all: Vec<Checked> = texts
        .iter()
        .map(|(_, text)| Checked {
            path: text.path.clone(),
            texts: Arc::clone(&texts),
            trees: trees.clone(),
            found: Vec::new(),
        })
        .collect();
    for finding in found {
        let page = finding.at.map_or(0, |at| at.file.index());
        if let Some(checked) = all.get_mut(page) {
            checked.found.push(finding);
        }
    }
    all
}
