//! What the styles of the widdershins family share when they write: what a
//! request and its answers are shown with, before any layout.

mod parameters;
mod request;
mod responses;
pub(super) mod section;
pub(super) mod trace;

use crate::diag::Report;
use crate::emit::docs::rules::SCHEMA_TOO_LARGE_TO_SHOW;
use crate::ir::Api;
use crate::manner::widdershins::document::Document;
use crate::manner::widdershins::rows::{MOST_ROWS, Rows, rows};
use crate::manner::widdershins::sample::{Sample, Sampler, Skip};
use crate::manner::widdershins::schema::View;
use crate::text::Span;

pub(super) use parameters::{link_or_type, parameter_type};
pub(super) use request::{in_line, quoted, word};
pub(super) use responses::{Answer, Shown, meaning, restrictions};

/// How many rows the schemas of a document may have in all tables together.
const MOST_ROWS_TOGETHER: usize = 1_000_000;

/// A document that is being shown.
pub(super) struct Chain<'a, 'r> {
    pub(super) document: &'a Document<'a>,
    /// The server that the document names, and the path before all others.
    pub(super) address: (Option<String>, String),
    sampler: Sampler,
    /// How many rows all tables may still have.
    rows_left: usize,
    pub(super) found: &'r mut Report,
}

impl<'a, 'r> Chain<'a, 'r> {
    /// Nothing of the document is shown yet.
    pub(super) fn new(document: &'a Document<'a>, found: &'r mut Report) -> Self {
        Self {
            document,
            address: section::address(document.api),
            sampler: Sampler::new(),
            rows_left: MOST_ROWS_TOGETHER,
            found,
        }
    }

    /// The document as it was read.
    pub(super) fn api(&self) -> &'a Api {
        self.document.api
    }

    /// A sample value of a schema.
    pub(super) fn sample(&mut self, schema: View<'a>, skip: Skip, at: Option<Span>) -> Sample<'a> {
        let sample = self.sampler.sample(schema, skip).unwrap_or(Sample::Null);
        if self.sampler.was_cut() {
            self.too_large("the sample value", at);
        }
        sample
    }

    /// The rows of a schema.
    pub(super) fn rows(&mut self, schema: View<'a>, offset: isize, at: Option<Span>) -> Rows<'a> {
        let rows = rows(schema, offset, self.rows_left.min(MOST_ROWS));
        self.rows_left -= rows.blocks.iter().map(|it| it.rows.len()).sum::<usize>();
        if rows.cut {
            self.too_large("the table", at);
        }
        rows
    }

    fn too_large(&mut self, what: &str, at: Option<Span>) {
        let message = format!("{what} shows only the beginning of a schema, which is too large");
        let found = self.found.add(&SCHEMA_TOO_LARGE_TO_SHOW, at, message);
        found.help("break up what contains itself many times over");
    }
}
