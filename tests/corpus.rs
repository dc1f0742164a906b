//! Real documents whose true pages are known.
//!
//! They are not part of the project: `SPECWRIGHT_CORPUS` names the folder that
//! they are in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::read::{self, LoadError, Reading};

use crate::golden;

/// The variable that names the corpus.
pub const VARIABLE: &str = "SPECWRIGHT_CORPUS";

/// Pages that are a site's own texts: handed in, and only passed on.
const SITE_TEXTS: [&str; 2] = ["authentication", "index"];

/// A document and its true pages, in the style `coder`.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it is called in reports.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// The folder of its pages.
    pub pages: PathBuf,
    /// What `--set` takes, so that the pages come out like that.
    pub set: Vec<(String, String)>,
}

/// How pages compare with the true ones.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many are equal, byte for byte, those not counted that were handed in.
    pub equal: usize,
    /// Those that are not: their names, and the first lines that differ.
    pub wrong: Vec<(String, String)>,
}

/// The folder of the corpus, if there is one here.
pub fn folder() -> Option<PathBuf> {
    std::env::var_os(VARIABLE).map(PathBuf::from).filter(|it| it.is_dir())
}

/// The versions of one large document, each with the pages that its project
/// published, and a hostile document with what the same tools make of it: no
/// line of that is exempt.
pub fn coder(corpus: &Path) -> Result<Vec<Known>, String> {
    let mut known = Vec::new();
    let mut folders = golden::folders(&corpus.join("coder"))?;
    folders.push(corpus.join("docs-edge"));
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pages = folder.join("api");
        let mut set: Vec<(String, String)> = SITE_TEXTS
            .into_iter()
            .map(|it| (it.to_owned(), pages.join(format!("{it}.md")).display().to_string()))
            .collect();
        // The layout of enum tables and the rule for file names changed since.
        if name == "08e17a07fc" {
            set.push(("enums".to_owned(), "rows".to_owned()));
            set.push(("file-names".to_owned(), "spaced".to_owned()));
        }
        known.push(Known { name, document: folder.join("swagger.json"), pages, set });
    }
    Ok(known)
}

/// A document and the one page that it becomes in the style `widdershins`.
#[derive(Debug)]
pub struct OnePage {
    /// What it is called in reports.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// Its page.
    pub page: PathBuf,
}

/// Documents and the pages that stock widdershins makes of them.
pub fn widdershins(corpus: &Path) -> Result<Vec<OnePage>, String> {
    let folder = corpus.join("widdershins");
    let mut known = Vec::new();
    for page in golden::entries(&folder)? {
        let file = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = file.strip_suffix(".md") else { continue };
        // A page of a version of the large document is named after that.
        let document = match name.strip_prefix("coder-") {
            Some(version) => corpus.join("coder").join(version).join("swagger.json"),
            None => folder.join(format!("{name}.json")),
        };
        known.push(OnePage { name: name.to_owned(), document, page });
    }
    Ok(known)
}

/// Compares what was generated with the one true page.
pub fn compare_page(known: &OnePage, pages: &BTreeMap<String, String>) -> Result<(), String> {
    let expected = fs::read_to_string(&known.page).map_err(|why| why.to_string())?;
    match pages.values().next() {
        Some(page) if pages.len() == 1 && *page == expected => Ok(()),
        Some(page) if pages.len() == 1 => Err(difference(&expected, page)),
        _ => Err(format!("{} pages, and not 1", pages.len())),
    }
}

/// Real documents of every version, hostile ones, and the edge cases of pages.
pub fn documents(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for folder in ["specs", "hostile", "docs-edge", "docs-edge/mini"] {
        found.extend(golden::entries(&corpus.join(folder))?);
    }
    let is_document = |it: &PathBuf| {
        it.extension().is_some_and(|it| ["json", "yaml", "yml"].iter().any(|one| it == *one))
    };
    found.retain(is_document);
    Ok(found)
}

/// The documents that must be read and written without loss: those in daily
/// use, the commits of the reference pages, and those that their suite calls
/// valid.
pub fn sound(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    let mut all = documents(corpus)?;
    all.extend(coder(corpus)?.into_iter().map(|it| it.document));
    let verdicts = corpus.join("suites/VERDICTS.tsv");
    let text = fs::read_to_string(&verdicts)
        .map_err(|why| format!("cannot read `{}`: {why}", verdicts.display()))?;
    for line in text.lines() {
        let mut cells = line.split('\t');
        if let (Some(path), Some("valid")) = (cells.nth(1), cells.next()) {
            all.push(corpus.join("suites").join(path));
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// Reads a document of the corpus with all that it refers to below its folder.
pub fn read(path: &Path) -> Result<Reading, String> {
    let bytes = fs::read(path).map_err(|why| format!("cannot read `{}`: {why}", path.display()))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(read_as(path, &name, bytes))
}

/// Reads other bytes as if they stood in the place of a document.
pub fn read_as(path: &Path, name: &str, bytes: Vec<u8>) -> Reading {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut load =
        |name: &str| fs::read(folder.join(name)).map_err(|why| LoadError::Missing(why.to_string()));
    read::document(name, bytes, &mut load)
}

/// Documents in daily use, and those of the reference pages.
pub fn daily(corpus: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found: Vec<PathBuf> = documents(corpus)?;
    found.retain(|it| it.starts_with(corpus.join("specs")));
    found.extend(coder(corpus)?.into_iter().map(|it| it.document));
    Ok(found)
}

/// A document, and the text that the tools made of it before it was linted
/// and its tables were laid out.
#[derive(Debug)]
pub struct Stream {
    /// What it is called in reports.
    pub name: String,
    /// The document.
    pub document: PathBuf,
    /// All pages in one text.
    pub text: PathBuf,
    /// What `--set` takes, so that the pages come out like that.
    pub set: Vec<(String, String)>,
}

/// Documents of one feature each.
pub fn streams(corpus: &Path) -> Result<Vec<Stream>, String> {
    let mut streams = Vec::new();
    for text in golden::entries(&corpus.join("docs-edge/mini"))? {
        let file = text.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(name) = file.strip_suffix(".stream.md") else { continue };
        let mut set = Vec::new();
        let document = match name.strip_suffix(".coder-templates") {
            // Its templates put their server before the one of the document.
            Some(name) => {
                let server = "http://coder-server:8080http://petstore.swagger.io";
                set.push(("server".to_owned(), server.to_owned()));
                corpus.join("widdershins").join(format!("{name}.json"))
            }
            None => text.with_file_name(format!("{name}.json")),
        };
        streams.push(Stream { name: name.to_owned(), document, text, set });
    }
    Ok(streams)
}

/// Compares generated pages with a stream of them, but for the layout of tables.
pub fn compare_stream(stream: &Stream, pages: &BTreeMap<String, String>) -> Result<(), String> {
    let text = fs::read_to_string(&stream.text).map_err(|why| why.to_string())?;
    let sections: Vec<&str> = text.split("<!-- APIDOCGEN: BEGIN SECTION -->\n").skip(1).collect();
    if sections.len() != pages.len() {
        return Err(format!("{} pages, and not {}", pages.len(), sections.len()));
    }
    for section in sections {
        let title = section.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        let name = format!("{}.md", title.to_lowercase());
        let page = pages.get(&name).ok_or_else(|| format!("{name} is not generated"))?;
        let page = unaligned(page);
        let expected = format!("{}\n", section.trim_end());
        if page != expected {
            return Err(format!("{name}: {}", difference(&expected, &page)));
        }
    }
    Ok(())
}

/// A page with its tables as they were before they were laid out.
fn unaligned(page: &str) -> String {
    let cell = |it: &str| {
        let it = it.trim();
        let separator = !it.is_empty() && it.bytes().all(|it| it == b'-');
        if separator { "---".to_owned() } else { it.to_owned() }
    };
    let line = |it: &str| {
        let aligned = it.starts_with("| ") || it.starts_with("|-");
        if aligned { it.split('|').map(cell).collect::<Vec<_>>().join("|") } else { it.to_owned() }
    };
    page.lines().map(|it| line(it) + "\n").collect()
}

/// Compares generated pages with the true ones: none may be missing, and none
/// too many.
pub fn tally(known: &Known, pages: &BTreeMap<String, String>) -> Result<Tally, String> {
    let mut truth = BTreeMap::new();
    for path in golden::entries(&known.pages)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)
            .map_err(|why| format!("cannot open {}: {why}", path.display()))?;
        truth.insert(name, text);
    }
    let mut tally = Tally::default();
    for (name, expected) in &truth {
        match pages.get(name) {
            Some(page) if page == expected => {
                let handed_in = SITE_TEXTS.iter().any(|it| name.strip_suffix(".md") == Some(it));
                tally.equal += usize::from(!handed_in);
            }
            Some(page) => tally.wrong.push((name.clone(), difference(expected, page))),
            None => tally.wrong.push((name.clone(), "is not generated".to_owned())),
        }
    }
    for name in pages.keys().filter(|it| !truth.contains_key(*it)) {
        tally.wrong.push((name.clone(), "has no true page".to_owned()));
    }
    Ok(tally)
}

/// The first lines that differ, as a short diff.
fn difference(expected: &str, page: &str) -> String {
    const SHOWN: usize = 12;
    let diff = similar::TextDiff::from_lines(expected, page);
    let shown = diff.unified_diff().context_radius(1).to_string();
    let mut lines = shown.lines();
    let mut text = vec!["differs"];
    text.extend(lines.by_ref().take(SHOWN));
    let rest = lines.count();
    let more = format!("… and {rest} more lines of difference");
    if rest > 0 {
        text.push(&more);
    }
    text.join("\n")
}

impl Tally {
    /// Errs where a page is wrong, with each of them.
    pub fn verdict(&self) -> Result<(), String> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let all = self.equal + self.wrong.len();
        let mut text = format!("{} of {all} pages are equal\n", self.equal);
        for (name, why) in &self.wrong {
            let _ = writeln!(text, "{name}: {why}");
        }
        Err(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::PathBuf;

    use super::{Known, tally};

    #[test]
    fn wrong_missing_and_surplus_pages_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for (name, text) in [("a.md", "1\n"), ("b.md", "1\n2\n"), ("c.md", "")] {
            fs::write(folder.path().join(name), text).expect("it can be written");
        }
        let known = Known {
            name: "sample".to_owned(),
            document: PathBuf::new(),
            pages: folder.path().to_owned(),
            set: Vec::new(),
        };
        let pages: BTreeMap<String, String> = [("a.md", "1\n"), ("b.md", "1\n3\n"), ("d.md", "")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
        let why = tally(&known, &pages).and_then(|it| it.verdict()).expect_err("they differ");
        insta::assert_snapshot!(why, @r"
        1 of 4 pages are equal
        b.md: differs
        @@ -1,2 +1,2 @@
         1
        -2
        +3
        c.md: is not generated
        d.md: has no true page
        ");
    }
}
