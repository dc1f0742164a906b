//! Pages that came through something that mangled them: each form has one
//! small reader that gives the Markdown again, with the way back to the file.
//!
//! What a scraper cut away for good (indentation, links, the marks of a
//! heading) is put back by rule. Whether that went well shows when the page is
//! written again from what was understood.

mod gutter;
mod one_line;
mod places;
mod rendered;

use crate::diag::Report;
use crate::text::{FileId, Span};

use places::Derived;
pub(super) use places::Places;

/// A form that scrapers leave pages in.
pub(super) struct Form {
    /// What `--form` takes.
    pub(super) name: &'static str,
    /// Whether a text is in this form.
    looks: fn(&str) -> bool,
    /// Gives the Markdown again. The places of the scrape are the file's.
    mend: fn(&mut Scrape<'_>),
}

/// Every form, those that are easiest to tell first.
pub(super) static FORMS: &[&Form] = &[&gutter::FORM, &one_line::FORM, &rendered::FORM];

/// A text that is being mended.
pub(super) struct Scrape<'a> {
    text: &'a str,
    file: FileId,
    derived: Derived<'a>,
    found: &'a mut Report,
}

impl<'a> Scrape<'a> {
    /// Where a part of the text stands.
    fn at(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(self.file, start, start + part.len())
    }

    /// Says that everything before the page is left out.
    fn skip_header(&mut self, header: &'a str) {
        if !header.trim().is_empty() {
            let at = self.at(header.trim_end());
            super::pages::rules::scrape_header(self.found, at);
        }
    }
}

/// The form of this name, or the one that the text is found to be in.
pub(super) fn form(text: &str, name: Option<&str>) -> Option<&'static Form> {
    let mut forms = FORMS.iter().copied();
    match name {
        Some(name) => forms.find(|it| it.name == name),
        None => forms.find(|it| (it.looks)(text)),
    }
}

/// The Markdown of a mangled page, and the way back.
pub(super) fn mend(form: &Form, text: &str, file: FileId, found: &mut Report) -> (String, Places) {
    let mut scrape = Scrape { text, file, derived: Derived::new(text), found };
    (form.mend)(&mut scrape);
    scrape.derived.finish()
}

/// A text with the line ends of Unix.
pub(super) fn unix(text: &str) -> (String, Places) {
    let mut derived = Derived::new(text);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        derived.keep(bare);
        if bare.len() < line.len() {
            derived.put("\n");
        }
    }
    derived.finish()
}
