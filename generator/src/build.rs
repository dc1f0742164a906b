//! The front door: from inputs on the disk to outputs on the disk.
//!
//! [`Build`] is for a `build.rs`, and for a test that generated code is fresh.
//! The command works through the same rooms behind it, so that the two cannot
//! disagree: a [`Job`] says what is asked for, [`make`] reads each input once
//! and makes all outputs in memory, side by side; [`Made::write`] and
//! [`Made::drift`] hold them against the disk.

mod allow;
mod clients;
mod facade;
mod input;
mod job;
mod judge;
mod layouts;
mod load;
mod lost;
mod made;
mod mirror;
mod rules;
mod threads;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use crate::diag::{Diagnostic, Level};
use crate::files;

pub use allow::{Allowance, allowances, unused};
pub use facade::{Build, Failed};
pub use input::{Input, Page, open};
pub use job::{Emitted, Job, Output};
pub use judge::Judge;
pub use load::{Root, understand, understand_as};
pub use lost::lost;
pub use made::{Drifted, Folder, Made, Owner, Understood, make};
pub use mirror::compare;
pub use rules::RULES;
pub use threads::threads;

/// Why something could not be carried out at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What could not be done, and why.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Failure {
    /// A failure, as one sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do next.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Failure {}

/// The text of a file that a setting names.
///
/// # Errors
/// A sentence with the reason.
pub fn text_of(path: &Path) -> Result<String, String> {
    let cannot = |why: String| format!("cannot read `{}`: {why}", path.display());
    let bytes = files::read(path).map_err(|why| cannot(input::reason(&why)))?;
    String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8".to_owned()))
}

/// Whether a word of `--deny` means a finding: the name of its rule; `errors`
/// means all of that level, `unsupported` all that an output could not say.
pub fn denies(word: &str, finding: &Diagnostic, gap: bool) -> bool {
    match word {
        "errors" => finding.level == Level::Error,
        "unsupported" => gap && finding.level >= Level::Warning,
        rule => finding.rule.name == rule,
    }
}
