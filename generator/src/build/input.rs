//! What an input is, found by looking.

use std::io;
use std::path::{Path, PathBuf};

use crate::build::Failure;
use crate::files;
use crate::read::pages::looks_like_pages;

/// How much of a text is looked at to tell what it is, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// An input, opened.
#[derive(Debug)]
pub enum Input {
    /// An OpenAPI document, or what tries to be one.
    Document(Page),
    /// Reference pages in Markdown.
    Pages(Vec<Page>),
}

impl Input {
    /// What one file is, found by looking at what it says.
    pub fn of(page: Page) -> Self {
        if is_document(&page) { Self::Document(page) } else { Self::Pages(vec![page]) }
    }
}

/// One file of an input.
#[derive(Debug)]
pub struct Page {
    /// As a person wrote it; `-` is standard input.
    pub path: PathBuf,
    /// What it says.
    pub bytes: Vec<u8>,
    /// The folder that was named, if it was found in one.
    pub folder: Option<PathBuf>,
}

/// What a text looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Looks {
    Document,
    /// Keys and values, and no version: a part of a document, unless its name
    /// says that it is none.
    Keys,
    Page,
    Unclear,
}

/// Opens what is named: one document, one or several pages, or a folder of
/// pages.
///
/// # Errors
/// A sentence where something cannot be opened, where a folder holds no page,
/// or where documents are mixed with anything else.
pub fn open(paths: &[PathBuf]) -> Result<Input, Failure> {
    if let [one] = paths
        && !one.is_dir()
    {
        return Ok(Input::of(read(one)?));
    }
    let mut pages = Vec::new();
    for path in paths {
        if path.is_dir() {
            pages.extend(pages_in(path)?);
        } else {
            pages.push(read(path)?);
        }
    }
    if let Some(document) = pages.iter().find(|it| is_document(it)) {
        let path = document.path.display();
        let message = format!("`{path}` is a document, and one input is one document or pages");
        return Err(Failure::new(message).help("name it alone"));
    }
    if pages.is_empty() {
        return Err(Failure::new("no input is named"));
    }
    Ok(Input::Pages(pages))
}

fn read(path: &Path) -> Result<Page, Failure> {
    let cannot = |why: io::Error| {
        let name = if path == Path::new("-") {
            "standard input".to_owned()
        } else {
            format!("`{}`", path.display())
        };
        Failure::new(format!("cannot open {name}: {}", reason(&why)))
    };
    let bytes = files::read(path).map_err(cannot)?;
    Ok(Page { path: path.to_owned(), bytes, folder: None })
}

/// The pages of a folder and of the folders below it. Its other files are
/// none of ours.
fn pages_in(folder: &Path) -> Result<Vec<Page>, Failure> {
    let cannot = |why: io::Error| {
        Failure::new(format!("cannot open the folder `{}`: {}", folder.display(), reason(&why)))
    };
    let mut pages = Vec::new();
    for path in files::list(folder).map_err(cannot)? {
        let page = match extension(&path).as_str() {
            _ if is_markdown(&path) => Some(read(&path)?),
            // A text may be a page that somebody saved; a folder has others.
            "txt" | "" => Some(read(&path)?).filter(is_page),
            _ => None,
        };
        pages.extend(page.map(|it| Page { folder: Some(folder.to_owned()), ..it }));
    }
    if pages.is_empty() {
        let message = format!("the folder `{}` holds no Markdown page", folder.display());
        return Err(Failure::new(message).help("name the document itself, or a folder of pages"));
    }
    Ok(pages)
}

/// The reason alone, without the number that the system has for it.
pub(super) fn reason(why: &io::Error) -> String {
    match why.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::FileTooLarge => "it is too large".to_owned(),
        _ => why.to_string(),
    }
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn is_markdown(path: &Path) -> bool {
    matches!(extension(path).as_str(), "md" | "markdown" | "mdx")
}

/// What a page says goes before what it is called; the name decides where the
/// text could be either.
fn is_document(page: &Page) -> bool {
    match looks(&page.bytes) {
        Looks::Document => true,
        Looks::Page => false,
        Looks::Keys => !is_markdown(&page.path),
        Looks::Unclear => {
            let text = String::from_utf8_lossy(&page.bytes);
            let named = is_markdown(&page.path) || extension(&page.path) == "txt";
            !named && !looks_like_pages(&page.path.to_string_lossy(), &text)
        }
    }
}

fn is_page(page: &Page) -> bool {
    match looks(&page.bytes) {
        Looks::Document | Looks::Keys => false,
        Looks::Page => true,
        Looks::Unclear => looks_like_pages("", &String::from_utf8_lossy(&page.bytes)),
    }
}

fn looks(bytes: &[u8]) -> Looks {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    // Zero bytes are UTF-16 or no text at all; the reader of documents says which.
    if text.is_empty() || text.contains('\0') {
        return Looks::Unclear;
    }
    if text.starts_with('{') || text.starts_with("%YAML") {
        return Looks::Document;
    }
    if text.lines().any(names_a_version) {
        return Looks::Document;
    }
    let (mut keys, mut marks, mut words) = (0_usize, 0_usize, 0_usize);
    for line in without_front_matter(text).lines().map(str::trim_end).filter(|it| !it.is_empty()) {
        keys += usize::from(is_key(line));
        marks += usize::from(is_mark(line));
        // What else may stand at the margin of a YAML map is a comment, an
        // item, or the end of something.
        words += usize::from(line.starts_with(char::is_alphanumeric) && !is_key(line));
    }
    match (keys, marks, words) {
        _ if keys > marks + words => Looks::Keys,
        (0, 1.., _) => Looks::Page,
        _ => Looks::Unclear,
    }
}

/// `openapi: 3.0.3` or `swagger: "2.0"` at the start of a line.
fn names_a_version(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    let rest = line.strip_prefix("openapi").or_else(|| line.strip_prefix("swagger"));
    rest.is_some_and(|it| it.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
}

/// A line as a YAML mapping has it: `key:` or `key: value`, not indented.
fn is_key(line: &str) -> bool {
    let Some((key, value)) = line.split_once(':') else { return false };
    let plain = |it: char| {
        it.is_alphanumeric() || matches!(it, '_' | '-' | '$' | '.' | '/' | '"' | '\'' | '{' | '}')
    };
    !key.is_empty() && key.chars().all(plain) && (value.is_empty() || value.starts_with(' '))
}

/// A line as Markdown has it and YAML does not.
fn is_mark(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let depth = line.len() - heading.len();
    // One `#` is also how YAML comments begin.
    (2..=6).contains(&depth) && heading.starts_with(' ')
        || ["|", "```", "~~~", "> ", "<a ", "<h1", "* ", "!["].iter().any(|it| line.starts_with(it))
}

/// Pages may open with a block of YAML between two `---`.
fn without_front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else {
        return text;
    };
    match rest.split_once("\n---") {
        Some((_, rest)) => rest,
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_input_is_shows_in_its_text() {
        let cases = [
            ("{\"openapi\": \"3.0.0\"}", Looks::Document),
            ("\u{feff}# ours\n\nswagger: '2.0'\n", Looks::Document),
            ("info:\n  title: no version\npaths: {}\n", Looks::Keys),
            ("# Members\n\n## List members\n\n| a | b |\n|---|---|\n", Looks::Page),
            ("---\ntitle: API\nlanguage_tabs: []\n---\n\n# API\n\n> Scroll down\n", Looks::Page),
            ("# A heading alone\n", Looks::Unclear),
            ("Members\nList members\nname: string\nid: string\nThe end\n", Looks::Unclear),
            ("", Looks::Unclear),
            ("o\0p\0e\0n\0", Looks::Unclear),
        ];
        for (text, expected) in cases {
            assert_eq!(looks(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_name_decides_only_where_the_text_does_not() {
        let page =
            |path: &str, text: &str| Page { path: path.into(), bytes: text.into(), folder: None };
        assert!(is_document(&page("api.md", "openapi: 3.0.0\n")));
        assert!(is_document(&page("part.yaml", "type: object\n")));
        assert!(!is_document(&page("part.md", "API: [One](README.md)\nVersion: 1\\\n")));
        assert!(!is_document(&page("api.yaml", "## List\n\n| a |\n")));
        assert!(!is_document(&page("api.md", "# Heading\n")));
        assert!(is_document(&page("api.yaml", "")));
    }
}
