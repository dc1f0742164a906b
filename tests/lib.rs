//! What the tests share: how a Markdown page becomes cases, how a folder becomes
//! a case, and how what was found is held against what was expected.
//!
//! - [`page`] takes a Markdown page apart into sections and fences.
//! - [`expectation`] reads `# error: [rule] "text"` and matches findings against it.
//! - [`excerpt`] looks for an expected excerpt in an output.
//! - [`literate`] turns sections into cases, and runs them.
//! - [`golden`] turns a folder into a case, and runs it.
//! - [`run`] is the one place where cases meet the library.
//! - [`changes`] holds changes against those that are known.
//! - [`corpus`] knows real documents with their true pages.
//! - [`again`] writes pages, reads them, and writes them again.
//! - [`verdicts`] holds our verdicts against those of public suites.
//! - [`errors`] knows the errors of real documents, and why they are true.
//! - [`laws`] holds a document against all its forms.
//! - [`facts`] holds what pages state against what their document states.
//! - [`plant`] changes documents at random, and looks for what it changed.
//! - [`values`] sends values through generated types.
//! - [`engines`] holds patterns against what they are run as.
//! - [`links`] checks pages of ours for what holds whatever the document.
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "tests read their own cases")]

pub mod page;
pub mod expectation;
pub mod excerpt;
pub mod literate;
pub mod golden;
pub mod corpus;
pub mod again;
pub mod links;
pub mod facts;
pub mod plant;
pub mod values;
pub mod engines;
pub mod changes;
pub mod verdicts;
pub mod errors;
pub mod laws;
pub mod run;
