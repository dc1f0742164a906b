//! The commands, one file each.

pub(crate) mod check;
mod convert;
mod compared;
mod diff;
mod docs;
mod explain;
mod generate;
mod import;
mod log;
mod one_shot;
mod rust;
mod validate;
mod written;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use specwright::build::{self, Made};
use specwright::diag::Level;

use crate::args::{Command, CommandLine, Common, Deny, Format};
use crate::config::{self, Config};
use crate::failure::{Failure, Outcome};
use crate::report::{self, Checked};
use crate::rules;
use crate::terminal::Terminal;

/// Carries out a command.
pub(crate) fn run(line: &CommandLine, terminal: Terminal) -> Result<Outcome, Failure> {
    let common = &line.common;
    match &line.command {
        Command::Generate(it) => generate::run(it, common, terminal),
        Command::Check(it) => check::run(it, common, terminal),
        Command::Docs(it) => docs::run(it, common, terminal),
        Command::Rust(it) => rust::run(it, common, terminal),
        Command::Validate(it) => validate::run(it, common, terminal),
        Command::Diff(it) => diff::run(it, common, terminal),
        Command::Log(it) => log::run(it, common, terminal),
        Command::Convert(it) => convert::run(it, common, terminal),
        Command::Import(it) => import::run(it, common, terminal),
        Command::Bundle(it) => convert::bundle(it, common, terminal),
        Command::Explain(it) => explain::run(it, terminal),
    }
}

/// The configuration of a command that does nothing without one.
fn configuration(common: &Common) -> Result<Config, Failure> {
    let found = config::find(common.config.as_deref(), Path::new("."))?;
    let found = found.ok_or_else(|| {
        Failure::new("there is no `specwright.toml` here or above")
            .help("write one, or name another file with `--config`")
    })?;
    if found.jobs.is_empty() {
        let message = format!("`{}` asks for nothing", found.path.display());
        return Err(Failure::new(message).help("describe an API in it: `[api.NAME]`"));
    }
    Ok(found)
}

/// How many threads to work on: `SPECWRIGHT_THREADS`, or all that the machine
/// has for us. The results are the same.
fn threads() -> NonZeroUsize {
    let asked = std::env::var("SPECWRIGHT_THREADS").ok().and_then(|it| it.parse().ok());
    asked.unwrap_or_else(build::threads)
}

/// Refuses names in `--deny` and the like that no rule has.
fn known<'a>(
    option: &str,
    names: impl IntoIterator<Item = &'a String>,
    more: &[&str],
) -> Result<(), Failure> {
    for name in names {
        if rules::find(name).is_none() && !more.contains(&name.as_str()) {
            let failure = Failure::new(format!("`--{option} {name}`: there is no such rule"));
            return Err(match rules::nearest(name) {
                Some(near) => failure.help(near),
                None => failure.help("`specwright explain` lists all rules"),
            });
        }
    }
    Ok(())
}

/// What was found in inputs, moved out of what was made of them.
fn checked(made: &mut Made) -> Vec<Checked> {
    let take = |it: &mut build::Understood| {
        let mut found = std::mem::take(&mut it.found);
        found.append(&mut it.gaps);
        Checked {
            path: it.path.clone(),
            texts: Arc::new(std::mem::take(&mut it.texts)),
            trees: std::mem::take(&mut it.trees),
            found,
        }
    };
    made.inputs.iter_mut().map(take).collect()
}

/// Whether `--deny` has something to say about what was found.
fn is_denied(made: &Made, deny: &Deny) -> bool {
    let denied = |finding, gap| deny.deny.iter().any(|it| build::denies(it, finding, gap));
    made.inputs.iter().any(|it| {
        it.found.iter().any(|it| denied(it, false)) || it.gaps.iter().any(|it| denied(it, true))
    })
}

/// Shows findings of a command whose result is files, on standard error.
/// Who wants quiet sees errors alone.
fn show(mut all: Vec<Checked>, format: Format, terminal: Terminal) {
    if terminal.is_quiet() {
        for it in &mut all {
            it.found.retain(|it| it.level == Level::Error);
        }
    }
    let anything = all.iter().any(|it| !it.found.is_empty());
    if anything || !matches!(format, Format::Text | Format::Concise | Format::Github) {
        terminal.show(&report::render(&all, format));
    }
    if let (Format::Text, Some(summary)) = (format, report::text::summary(&all)) {
        terminal.say(&format!("{summary}\n"));
    }
}
