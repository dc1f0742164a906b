//! What is asked for.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Report;
use crate::emit::{docs, rust};
use crate::files::Files;
use crate::ir::Api;
use crate::source::Tree;

/// An input, and what is made of it.
#[derive(Debug)]
pub struct Job {
    /// What people call the API; how messages name it.
    pub name: String,
    /// The paths of its input, as a person wrote them.
    pub input: Vec<PathBuf>,
    /// References are followed below this folder; `None`: the repository that
    /// the input is in, else the parent of its folder.
    pub root: Option<PathBuf>,
    /// What is made of it.
    pub outputs: Vec<Output>,
}

/// What an output made of an API.
#[derive(Clone, Debug, Default)]
pub struct Emitted {
    /// Files that are ours, and replaced whenever they differ.
    pub files: Files,
    /// Files that are the reader's once they are there: written only where
    /// they are missing.
    pub once: Files,
}

type Emit = dyn Fn(&Api, &[Arc<Tree>], &mut Report) -> Emitted + Send + Sync;

/// Something that is made of an API, in a folder.
pub struct Output {
    /// What it is, for messages: `rust`, `docs`.
    pub kind: &'static str,
    /// The folder that it goes to.
    pub out: PathBuf,
    emit: Box<Emit>,
}

impl Output {
    /// An output that is made by `emit` of an API and of what it was read from.
    pub fn new(
        kind: &'static str,
        out: impl Into<PathBuf>,
        emit: impl Fn(&Api, &[Arc<Tree>], &mut Report) -> Emitted + Send + Sync + 'static,
    ) -> Self {
        Self { kind, out: out.into(), emit: Box::new(emit) }
    }

    /// Rust.
    pub fn rust(out: impl Into<PathBuf>, settings: rust::Settings) -> Self {
        Self::new("rust", out, move |api, _, found| {
            let rust::Output { files, once, .. } = rust::emit(api, &settings, found);
            Emitted { files, once }
        })
    }

    /// Reference pages.
    pub fn docs(
        out: impl Into<PathBuf>,
        style: &'static docs::Style,
        settings: docs::Settings<'static>,
    ) -> Self {
        Self::new("docs", out, move |api, _, found| {
            let files = (style.emit)(api, &settings, found);
            Emitted { files, once: Files::new() }
        })
    }

    pub(super) fn emit(&self, api: &Api, trees: &[Arc<Tree>], found: &mut Report) -> Emitted {
        (self.emit)(api, trees, found)
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output")
            .field("kind", &self.kind)
            .field("out", &self.out)
            .finish_non_exhaustive()
    }
}
