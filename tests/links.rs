//! What holds for the pages of the style `github`, whatever the document:
//! every link leads somewhere, every table is whole, nothing of the document
//! has become structure, markup that runs, or a character that hides.
//!
//! Nothing here asks the code that writes the pages.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What was counted on the way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// All pages together, in bytes.
    pub bytes: usize,
    /// The largest page, in bytes.
    pub largest: usize,
    /// Headings of ours.
    pub headings: usize,
    /// Links within the pages.
    pub links: usize,
    /// Rows of tables.
    pub rows: usize,
}

/// A page as a renderer sees it.
#[derive(Default)]
struct Seen {
    anchors: BTreeSet<String>,
    links: Vec<String>,
    wrong: Vec<String>,
}

/// Checks all pages of a document whose text is given: links that it has
/// itself are its own affair.
pub fn check(pages: &BTreeMap<String, String>, document: &str) -> Result<Counts, String> {
    let mut counts = Counts::default();
    let seen: BTreeMap<&str, Seen> =
        pages.iter().map(|(name, text)| (name.as_str(), look(text, &mut counts))).collect();
    let mut wrong = Vec::new();
    let mut owned = BTreeMap::new();
    for (name, page) in &seen {
        wrong.extend(page.wrong.iter().map(|it| format!("{name}: {it}")));
        for link in &page.links {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let there = if file.is_empty() { Some(page) } else { seen.get(file) };
            let leads = there.is_some_and(|it| anchor.is_empty() || it.anchors.contains(anchor));
            if leads {
                counts.links += 1;
            } else if !*owned.entry(link).or_insert_with(|| is_own(link, document)) {
                wrong.push(format!("{name}: the link `{link}` leads nowhere"));
            }
        }
    }
    if wrong.is_empty() {
        return Ok(counts);
    }
    let more = wrong.len().saturating_sub(20);
    wrong.truncate(20);
    Err(format!("{}\n(and {more} more)", wrong.join("\n")))
}

/// Whether a link is the document's own.
fn is_own(link: &str, document: &str) -> bool {
    let marked = link.replace('&', "&amp;");
    let starts = ["](", "]: ", "=\\\"", "=\"", "='", "](<", "] ("];
    [link, &marked]
        .iter()
        .any(|it| starts.iter().any(|start| document.contains(&format!("{start}{it}"))))
}

fn look(text: &str, counts: &mut Counts) -> Seen {
    let mut seen = Seen::default();
    counts.bytes += text.len();
    counts.largest = counts.largest.max(text.len());
    if let Some(it) = text.chars().find(|it| is_hidden(*it)) {
        seen.wrong.push(format!("it holds {it:?}"));
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut depth = 0_usize;
    let mut heading: Option<String> = None;
    let mut titles = 0;
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Heading { level, .. } => {
                        heading = Some(String::new());
                        // Headings of prose are closed; ours are not.
                        let ours = depth == 0 && !is_closed(&text[range]);
                        titles += usize::from(ours && level as usize == 1);
                        counts.headings += usize::from(ours);
                    }
                    Tag::Table(_) if depth == 0 => {
                        counts.rows += table(&text[range], &mut seen.wrong);
                    }
                    Tag::Link { dest_url, .. }
                        if !dest_url.contains([':', '@']) && !dest_url.starts_with('/') =>
                    {
                        seen.links.push(dest_url.into_string());
                    }
                    Tag::Link { dest_url, .. } if runs(&dest_url) => {
                        seen.wrong.push(format!("the link `{dest_url}` runs code"));
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth -= 1;
                if let (TagEnd::Heading(_), Some(said)) = (tag, heading.take()) {
                    seen.anchors.insert(anchor(&said, &mut numbers));
                }
            }
            Event::Text(said) | Event::Code(said) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&said);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.to_ascii_lowercase();
                let bad = ["<script", "<iframe", "<style", "<!--", "javascript:", " id=", " name="];
                if bad.iter().any(|it| html.contains(it)) || has_handler(&html) {
                    seen.wrong.push(format!("HTML that should be text: {}", html.trim()));
                }
            }
            _ => {}
        }
    }
    if titles != 1 {
        seen.wrong.push(format!("it has {titles} titles"));
    }
    seen
}

fn is_closed(heading: &str) -> bool {
    let line = heading.trim_end();
    let said = line.trim_end_matches('#');
    said.len() < line.len() && said.ends_with(' ') && !said.trim_matches('#').trim().is_empty()
}

/// Whether HTML has an attribute like `onclick=`.
fn has_handler(html: &str) -> bool {
    html.match_indices(" on").any(|(at, _)| {
        let name = html[at + 1..].split(|it: char| !it.is_ascii_alphabetic()).next();
        name.is_some_and(|it| it.len() > 2 && html[at + 1 + it.len()..].starts_with('='))
    })
}

fn runs(url: &str) -> bool {
    let url = url.trim_start().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"].iter().any(|it| url.starts_with(it))
}

fn is_hidden(it: char) -> bool {
    (it.is_control() && it != '\n' && it != '\t')
        || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{200b}')
}

/// The rows of a table, each with as many cells as the header.
fn table(text: &str, wrong: &mut Vec<String>) -> usize {
    let cells = |line: &str| {
        let mut count = 0;
        let mut before = ' ';
        for it in line.chars() {
            count += usize::from(it == '|' && before != '\\');
            before = it;
        }
        count
    };
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let ours = [
        "Name",
        "Header",
        "Property",
        "Status",
        "Description",
        "Method",
        "URL",
        "Scope",
        "Link",
        "Callback",
    ];
    if !ours.iter().any(|it| header.strip_prefix("| ").is_some_and(|rest| rest.starts_with(it))) {
        // A table of the document's prose.
        return 0;
    }
    for line in lines.clone().filter(|it| cells(it) != cells(header)) {
        wrong.push(format!("a row is not like its header: {line}"));
    }
    lines.count().saturating_sub(1)
}

/// The anchor of a heading, as `github-slugger` makes it.
fn anchor(said: &str, numbers: &mut BTreeMap<String, usize>) -> String {
    let mut slug = String::new();
    for it in said.to_lowercase().chars() {
        match it {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(it),
            _ if it.is_alphanumeric() || matches!(it, '\u{300}'..='\u{36f}') => slug.push(it),
            _ => {}
        }
    }
    let mut unique = slug.clone();
    while numbers.contains_key(&unique) {
        let count = numbers.entry(slug.clone()).or_default();
        *count += 1;
        unique = format!("{slug}-{count}");
    }
    numbers.insert(unique.clone(), 0);
    unique
}

/// Documents of our own that would make careless code run without bound: deep,
/// circular, or wide in a way that grows when it is written out.
pub fn unbounded() -> Vec<(&'static str, String)> {
    let head = r#"{"openapi":"3.1.0","info":{"title":"T","version":"1"}"#;
    let deep = (0..200).fold(r#"{"type":"string"}"#.to_owned(), |inner, _| {
        format!(r#"{{"type":"object","properties":{{"a":{inner}}}}}"#)
    });
    let lists = (0..200).fold(r#"{"type":"string"}"#.to_owned(), |inner, _| {
        format!(r#"{{"oneOf":[{{"type":"array","items":{inner}}}]}}"#)
    });
    let circular = r##"{"allOf":[{"$ref":"#/components/schemas/A"}],"properties":{"a":{"$ref":"#/components/schemas/A"},"b":{"$ref":"#/components/schemas/B"}}}"##;
    let schemas = format!(
        r##","paths":{{}},"components":{{"schemas":{{"Deep":{deep},"Lists":{lists},"A":{circular},"B":{{"$ref":"#/components/schemas/C"}},"C":{{"$ref":"#/components/schemas/B"}},"Into":{{"$ref":"#/components/schemas/A/properties/a"}}}}}}}}"##
    );
    // Each level refers twice to the next: written out, 2^60 schemas.
    let level = |at: usize| {
        let next = format!(r##"{{"$ref":"#/components/schemas/S{}"}}"##, at + 1);
        format!(r#""S{at}":{{"type":"object","properties":{{"a":{next},"b":{next}}}}}"#)
    };
    let levels: Vec<String> = (0..60).map(level).collect();
    let wide = format!(
        r##","paths":{{"/s":{{"get":{{"responses":{{"200":{{"description":"","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S0"}}}}}}}}}}}}}}}},"components":{{"schemas":{{{},"S60":{{}}}}}}}}"##,
        levels.join(",")
    );
    // Much that many refer to.
    let long = "x".repeat(100_000);
    let operation = |at: usize| {
        format!(
            r##""/p{at}":{{"get":{{"parameters":[{{"$ref":"#/components/parameters/P"}}],"requestBody":{{"$ref":"#/components/requestBodies/B"}},"responses":{{"200":{{"$ref":"#/components/responses/R"}}}}}}}}"##
        )
    };
    let operations: Vec<String> = (0..300).map(operation).collect();
    let shared = format!(
        r#","paths":{{{}}},"components":{{"parameters":{{"P":{{"name":"p","in":"query","description":"{long}"}}}},"requestBodies":{{"B":{{"content":{{"text/plain":{{"example":"{long}"}}}}}}}},"responses":{{"R":{{"description":"{long}","content":{{"text/plain":{{"example":"{long}"}}}}}}}}}}}}"#,
        operations.join(",")
    );
    let callbacks = r##","paths":{"/a":{"post":{"callbacks":{"c":{"$ref":"#/components/callbacks/C"}},"responses":{}}}},"components":{"callbacks":{"C":{"{$url}":{"post":{"callbacks":{"c":{"$ref":"#/components/callbacks/C"}},"responses":{}}}}}}}"##;
    vec![
        ("deep-and-circular", format!("{head}{schemas}")),
        ("wide", format!("{head}{wide}")),
        ("much-that-many-refer-to", format!("{head}{shared}")),
        ("callbacks-in-a-circle", format!("{head}{callbacks}")),
    ]
}
