//! The style `coder`: the pages of coder's API reference, byte for byte.
//!
//! An [`Api`] becomes [`sections`], a section becomes the blocks of a
//! [`page`], and a page is text: [`table`]s are laid out and prose is
//! [`repair`]ed where the blocks are written.
//! What the pages owe to the tools that first made them lives in
//! [`manner`](crate::manner), where reading pages back finds it too.
//!
//! `authentication.md` and `index.md` are a site's own texts. They are written
//! where the settings hand them in, and otherwise left to the site: every
//! operation that asks for authentication links to `authentication.md`.

mod choices;
mod nearest;
mod operation;
mod page;
mod parameters;
mod repair;
mod request;
mod responses;
mod schemas;
mod table;

use std::borrow::Cow;

use crate::diag::Report;
use crate::emit::docs::chain::Chain;
use crate::emit::docs::chain::section::{Section, sections, tell_missing, unnamed};
use crate::emit::docs::rules::PAGE_NAME_REFUSED;
use crate::emit::docs::{Setting, SettingKind, Settings, Style};
use crate::files::Files;
use crate::ir::{Api, Operation, Tag};
use crate::manner::coder::{AUTHENTICATION, SCHEMAS, file_name};
use crate::manner::widdershins::document::Document;
use crate::text::Span;

pub(super) static STYLE: Style = Style {
    name: "coder",
    summary: "the pages of coder's API reference, one for each tag and one for all schemas",
    settings: &[
        Setting {
            name: "server",
            summary: "where requests go, in code samples",
            kind: SettingKind::Text,
        },
        Setting {
            name: "enums",
            summary: "whether a table of enums has a row for each property or for each value",
            kind: SettingKind::Word(&["grouped", "rows"]),
        },
        Setting {
            name: "file-names",
            summary: "whether spaces of a tag are taken out of the name of its page",
            kind: SettingKind::Word(&["joined", "spaced"]),
        },
        Setting {
            name: "fence",
            summary: "the language of code samples",
            kind: SettingKind::Word(&["shell", "sh"]),
        },
        Setting {
            name: "authentication",
            summary: "the text of `authentication.md`",
            kind: SettingKind::File,
        },
        Setting { name: "index", summary: "the text of `index.md`", kind: SettingKind::File },
    ],
    emit,
};

/// What was chosen with the settings.
#[derive(Clone, Copy, Debug)]
struct Options<'a> {
    server: Option<&'a str>,
    grouped_enums: bool,
    joined_names: bool,
    fence: &'static str,
}

/// What the writing of all pages shares.
struct Writing<'a, 'r> {
    chain: Chain<'a, 'r>,
    options: Options<'a>,
}

fn emit(api: &Api, settings: &Settings<'_>, found: &mut Report) -> Files {
    let options = Options {
        server: settings.get("server"),
        grouped_enums: settings.get("enums") != Some("rows"),
        joined_names: settings.get("file-names") != Some("spaced"),
        fence: if settings.get("fence") == Some("sh") { "sh" } else { "shell" },
    };
    let document = Document::new(api).with_links_to_components_only();
    let mut writing = Writing { chain: Chain::new(&document, found), options };
    let mut files = Files::new();
    if let Some(index) = settings.get("index") {
        writing.add("index.md", index, None, &mut files);
    }
    if let Some(text) = settings.get("authentication").filter(|_| has_schemes(api)) {
        writing.add(AUTHENTICATION, text, None, &mut files);
    }
    let sections = sections(api, heading);
    tell_missing(api, &sections, writing.chain.found);
    for section in &sections {
        let name = file_name(section.title, options.joined_names);
        let page = writing.section(section);
        writing.add(&name, &page, section.at, &mut files);
    }
    // A page without operations was read of a tag whose operations are hidden.
    let was_page = |it: &&Tag| sections.iter().all(|section| *section.title != *it.name);
    for tag in api.tags.iter().filter(|_| api.manner == Some(STYLE.name)).filter(was_page) {
        let hidden =
            Section { title: &tag.name, tag: Some(tag), at: tag.at, operations: Vec::new() };
        let name = file_name(&tag.name, options.joined_names);
        let page = writing.section(&hidden);
        writing.add(&name, &page, tag.at, &mut files);
    }
    if !api.components.schemas.is_empty() {
        let page = writing.schemas();
        writing.add(SCHEMAS, &page, None, &mut files);
    }
    files
}

/// Whether the document says how to authenticate.
fn has_schemes(api: &Api) -> bool {
    !api.components.security.is_empty()
}

/// What an operation is called on its page.
fn heading<'a>(api: &'a Api, operation: &'a Operation) -> Cow<'a, str> {
    let said = [&operation.summary, &operation.id];
    let said = said.into_iter().flatten().map(|it| &**it).find(|it| !it.is_empty());
    said.map_or_else(|| unnamed(api, operation), Cow::Borrowed)
}

impl Writing<'_, '_> {
    /// Adds a page. One whose name is taken, or that no file can have, gets
    /// another.
    fn add(&mut self, name: &str, text: &str, at: Option<Span>, files: &mut Files) {
        let Err(refused) = files.insert(name, text) else { return };
        let stem: String = name.trim_end_matches(".md").chars().take(100).collect();
        let other = (2..1000)
            .map(|number| format!("{stem}-{number}.md"))
            .find(|it| files.get(it).is_none() && files.insert(it.as_str(), text).is_ok());
        let message = match other {
            Some(other) => format!("{refused}; the page is `{other}`"),
            None => format!("{refused}; the page is left out"),
        };
        self.chain.found.add(&PAGE_NAME_REFUSED, at, message).help("give the tag another name");
    }
}
