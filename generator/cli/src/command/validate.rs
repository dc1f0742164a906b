//! `specwright validate`: everything that is wrong with documents or pages.

use specwright::build;
use specwright::diag::{Level, Report};

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
    let mut all = Vec::new();
    for path in &it.input.input {
        all.push(checked(it, path, common)?);
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

fn checked(it: &Validate, path: &std::path::Path, common: &Common) -> Result<Checked, Failure> {
    let mut judge = config::judge(common.config.as_deref(), path)?;
    let set = [(&it.allow, Level::Off), (&it.warn, Level::Warning), (&it.deny, Level::Error)];
    for (names, level) in set {
        for name in names {
            judge.levels.set(name, level);
        }
    }
    let root = config::root(it.input.root.as_deref(), path)?;
    let reading = build::understand(build::open(&[path.to_owned()])?, &root)?;
    let mut report = Report { found: reading.found };
    if let Some(api) = &reading.api {
        rules::ask(api, &mut report);
    }
    let (mut allowances, malformed) = build::allowances(&reading.trees);
    report.found.extend(malformed);
    let mut found = judge.settle(report.found, &reading.trees, &mut allowances);
    let unused = build::unused(&allowances);
    found.extend(judge.settle(unused, &reading.trees, &mut []));
    let found = Report { found }.sorted();
    let path = path.display().to_string();
    Ok(Checked { path, texts: reading.texts, trees: reading.trees, found })
}
