//! What can be wrong with pages, each rule with its page beside this file.

use crate::diag::{Diagnostic, Level, Report, Rule};
use crate::read::pages::shown::ShownOperation;
use crate::text::{FileId, Span};

macro_rules! rules {
    ($($constant:ident, $name:literal, $page:literal, $level:ident, $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub(crate) static $constant: Rule = Rule {
                name: $name,
                summary: $summary,
                page: include_str!(concat!("rules/", $page, ".md")),
                level: Level::$level,
            };
        )*
        /// Every rule on pages, by name.
        pub static RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    CURL_CONTRADICTS_ROUTE, "curl-contradicts-route", "curl_contradicts_route", Warning, "a command line that calls another operation than its own";
    DEAD_LINK, "dead-link", "dead_link", Warning, "a link to a heading or a page that is not there";
    EMPTY_PAGE, "empty-page", "empty_page", Warning, "a page with a heading and nothing else";
    EXAMPLE_CONTRADICTS_TABLE, "example-contradicts-table", "example_contradicts_table", Warning, "an example whose value has another type than the table says";
    EXAMPLE_NOT_JSON, "example-not-json", "example_not_json", Warning, "an example that is not the JSON or YAML that it is marked as";
    EXAMPLE_OUTSIDE_ENUM, "example-outside-enum", "example_outside_enum", Warning, "an example with a value that the page does not list";
    LOST_TEXT, "lost-text", "lost_text", Warning, "text of a page that is not there when the page is written again";
    MERGED_ENUM, "merged-enum", "merged_enum", Warning, "a list of values that belongs to several properties of one name";
    NO_PAGE, "no-page", "no_page", Error, "a text that is no reference page";
    REPEATED_HEADING, "repeated-heading", "repeated_heading", Warning, "a heading that its page has twice";
    REPEATED_OPERATION, "repeated-operation", "repeated_operation", Warning, "an operation that pages show more than once";
    ROW_CONTRADICTS_SCHEMA, "row-contradicts-schema", "row_contradicts_schema", Warning, "a row of a response that the section of its schema does not have";
    SCRAPE_HEADER, "scrape-header", "scrape_header", Info, "lines of a site around a page that was copied from it";
    SHELL_UNSAFE_CURL, "shell-unsafe-curl", "shell_unsafe_curl", Warning, "a command line that a shell takes apart";
    TEXT_NOT_UNDERSTOOD, "text-not-understood", "text_not_understood", Warning, "text of a page that no rule of its dialect reads";
    TORN_TABLE_ROW, "torn-table-row", "torn_table_row", Warning, "a row of a table that a line break in a cell tears in two";
    UNCERTAIN_BREAK, "uncertain-break", "uncertain_break", Warning, "a line end that the form of a copied page leaves open";
    UNKNOWN_SECURITY, "unknown-security", "unknown_security", Warning, "an operation that asks for authentication without showing by which means";
    UNDEFINED_TYPE, "undefined-type", "undefined_type", Warning, "a type that is printed as `undefined`";
    UNFINISHED_PAGE, "unfinished-page", "unfinished_page", Warning, "a page that ends in the middle of a table or a block of code";
    UNEVEN_TABLE_ROW, "uneven-table-row", "uneven_table_row", Warning, "a row with more or fewer cells than its table";
}

/// Text that no rule claimed.
pub(super) fn lost(found: &mut Report, at: Span, what: &str) {
    found.add(&TEXT_NOT_UNDERSTOOD, at, format!("{what} is not understood, so it is left out"));
}

/// A row about something within what nothing above it shows.
pub(super) fn orphan_row(found: &mut Report, at: Span) {
    let message = "no row above this one shows what it is within, so it is left out";
    found.add(&TEXT_NOT_UNDERSTOOD, at, message);
}

/// A schema that stands for more than the page shows.
pub(super) fn too_deep(found: &mut Report, at: Span) {
    let message = "what lies deeper here is on no page, so it is not known";
    found.add(&TEXT_NOT_UNDERSTOOD, at, message);
}

pub(super) fn torn_row(found: &mut Report, at: Span) -> &mut Diagnostic {
    found
        .add(&TORN_TABLE_ROW, at, "a line break in a cell tears this row in two")
        .help("write the description on one line, or break it with `<br>`")
}

/// A row with too many cells or too few. `joined`: the cell that is read in
/// place of those that bars made of it.
pub(super) fn uneven_row(
    found: &mut Report,
    at: Span,
    cells: usize,
    columns: usize,
    joined: Option<(Span, &str)>,
) {
    let message = format!("this row has {cells} cells, its table {columns} columns");
    match joined {
        Some((cell, text)) => {
            let message = format!("{message}; `{text}` is read as one cell");
            found.add(&UNEVEN_TABLE_ROW, cell, message).help("write `\\|` for a bar within a cell");
        }
        None => {
            let finding = found.add(&UNEVEN_TABLE_ROW, at, message);
            if cells > columns {
                finding.help("write `\\|` for a bar within a cell");
            }
        }
    }
}

pub(super) fn unfinished(found: &mut Report, at: Span, message: &str) {
    found.add(&UNFINISHED_PAGE, at, message).help("get the whole page, or end what is open");
}

/// A text that is no page in any dialect. Among pages that are, it is one of
/// the texts that a site has besides.
pub(super) fn no_page(found: &mut Report, file: FileId, length: usize, among_pages: bool) {
    let at = Span::new(file, 0, length);
    let message = "this is no reference page in a dialect that is known";
    let finding = found.add(&NO_PAGE, at, message);
    finding.help("name the dialect with `--dialect` if it is one");
    if among_pages {
        finding.level = Level::Info;
    }
}

/// A page of ours among those of another dialect.
pub(super) fn other_dialect(found: &mut Report, file: FileId, length: usize) {
    let at = Span::new(file, 0, length);
    found
        .add(&NO_PAGE, at, "this page is in another dialect than the others, so it is left out")
        .help("name the pages of one API at a time");
}

/// An operation that is shown before, perhaps under another tag. The first
/// section holds.
pub(super) fn repeated_operation(
    found: &mut Report,
    it: &ShownOperation,
    under_another_tag: bool,
    first: Option<Span>,
) {
    let (method, path) = (&it.method, &it.path);
    let at = path.at.unwrap_or(it.at);
    let message = format!("`{method} {path}` is shown already, so this section is left out");
    let finding = found.add(&REPEATED_OPERATION, at, message);
    if under_another_tag {
        // Pages show an operation under each tag that it has.
        finding.level = Level::Info;
    } else {
        finding.help("show each operation once, or mend the method or the path");
    }
    if let Some(first) = first {
        finding.note(first, "first here");
    }
}

/// What a site shows above a page.
pub(crate) fn scrape_header(found: &mut Report, at: Span) {
    found.add(&SCRAPE_HEADER, at, "these lines stand before the page and are left out");
}

/// The gutter is neither one line end nor several.
pub(crate) fn uncertain_break(found: &mut Report, at: Span) {
    found.add(&UNCERTAIN_BREAK, at, "how many lines end here is not certain");
}
