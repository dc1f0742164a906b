//! Why a command could not be carried out.

use specwright::build;
use specwright::diag::Diagnostic;
use specwright::text::Texts;

/// What ends a command with exit code 2.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What could not be done, and why.
    pub(crate) message: String,
    /// What to do next.
    pub(crate) help: Option<String>,
    /// Where the reason stands, if it stands in a file.
    pub(crate) place: Option<Box<(Texts, Diagnostic)>>,
}

impl Failure {
    /// A failure that has no place.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    /// Says what to do next.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// How a command that was carried out ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: findings that fail, or drift.
    Fails,
}

impl Outcome {
    /// Whether something failed.
    pub(crate) fn fails_if(it: bool) -> Self {
        if it { Self::Fails } else { Self::Done }
    }
}

impl From<build::Failure> for Failure {
    fn from(it: build::Failure) -> Self {
        Self { message: it.message, help: it.help, place: None }
    }
}
