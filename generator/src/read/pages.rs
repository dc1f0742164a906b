//! Reference pages into the IR.
//!
//! A page is found to be in a dialect, perhaps in a form that some scraper
//! left of it; it is taken apart into `sheet` pieces; its dialect's
//! `grammar` says what they show; and what all pages show together is
//! `assemble`d into an API.
//!
//! Our own pages state all that they are about and leave nothing to be put
//! together, so they have a reader of their own: `github`.

mod assemble;
mod check;
mod cover;
mod detect;
mod github;
mod grammar;
mod lost;
pub(super) mod rules;
mod sheet;
mod shown;
mod table;
mod types;

use std::sync::Arc;

use crate::diag::Report;
use crate::read::Reading;
use crate::read::pages::detect::Found;
use crate::read::pages::grammar::Dialect;
use crate::read::rules::NO_CHARACTER;
use crate::source;
use crate::text::{FileId, Text};

pub use detect::looks_like_pages;
pub use lost::{lost_but, lost_text};
pub use rules::RULES;

/// A page as it was given.
#[derive(Clone, Debug)]
pub struct PageInput {
    /// The path as a person would write it.
    pub path: String,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

/// How pages are to be read, where that is not found by looking.
#[derive(Clone, Debug, Default)]
pub struct PageOptions {
    /// The name of a dialect.
    pub dialect: Option<String>,
    /// The name of a form that a scraper left.
    pub form: Option<String>,
}

/// The names of the forms that scrapers leave pages in.
pub fn forms() -> Vec<&'static str> {
    crate::read::scrape::FORMS.iter().map(|it| it.name).collect()
}

/// Reads pages that together describe one API.
pub fn pages(inputs: Vec<PageInput>, options: &PageOptions) -> Reading {
    let mut reading = Reading::default();
    let mut found = Report::new();
    let mut shown = shown::Shown::default();
    let mut found_in = None;
    let mut strange = Vec::new();
    let mut sheets = Vec::new();
    let mut ours = Vec::new();
    for input in inputs {
        let file = FileId::new(reading.files.len());
        let (text, faults) = source::decode(input.bytes, file);
        for fault in faults {
            found.add(&NO_CHARACTER, fault.at, fault.message).help("save the page as UTF-8");
        }
        reading.texts.add(Text::new(input.path.clone(), Arc::clone(&text)));
        reading.files.push(input.path);
        reading.trees.push(Arc::new(source::parse_json(Arc::from("null"), file).0));
        let Some(dialect) = detect::dialect(&text, options) else {
            strange.push((file, text.len()));
            continue;
        };
        check::end(&text, file, options, &mut found);
        let (text, places) = detect::unscraped(&text, file, options, &mut found);
        let Found::Other(dialect) = dialect else {
            let path = reading.files[file.index()].clone();
            ours.push(github::Given { path, text, file, places });
            continue;
        };
        let sheet = sheet::Sheet::new(text, file, places);
        let before = (shown.operations.len(), shown.schemas.len());
        dialect.read(&sheet, &mut shown, &mut found);
        let shows_none = before == (shown.operations.len(), shown.schemas.len());
        check::page(&sheet, shows_none, &mut found);
        sheets.push(sheet);
        found_in = found_in.or(Some(dialect));
    }
    for (file, length) in strange {
        rules::no_page(&mut found, file, length, found_in.is_some() || !ours.is_empty());
    }
    if !ours.is_empty() && found_in.is_none() {
        reading.api = Some(github::read(ours, &mut found, &mut reading.derived));
        reading.found = found.sorted();
        return reading;
    }
    for page in ours {
        rules::other_dialect(&mut found, page.file, page.text.len());
    }
    let listed = grammar::openapi_generator::finish(&mut shown);
    check::links(&sheets, &reading.files, &mut found);
    reading.derived.append(&mut shown.derived);
    if let Some(dialect) = found_in {
        let mut api = assemble::assemble(&mut shown, &mut found);
        check::operations(&shown, &api, &mut found);
        api.manner = Some(dialect.manner());
        api.partial = match dialect {
            // All that there is stands on one page.
            Dialect::Widdershins | Dialect::SwaggerMarkdown => false,
            Dialect::OpenapiGenerator => !listed,
            Dialect::Coder => !cover::has_index(&reading.files) && !cover::is_closed(&shown, &api),
        };
        reading.api = Some(api);
    }
    reading.found = found.sorted();
    reading
}
