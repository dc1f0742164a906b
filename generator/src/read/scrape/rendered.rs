//! A page as it looks in a browser, copied as text: no marks of Markdown are
//! left. Headings, tables and code are known by their words and by the order
//! in which the family's pages have them.

use super::{Form, Scrape};
use crate::manner::coder::{SCHEMAS, anchor};
use crate::source::{FaultKind, parse_json};
use crate::text::FileId;

mod rows;

use rows::{header, parameter, property, response, values};

pub(super) static FORM: Form = Form { name: "rendered", looks, mend };

/// The header lines of the family's tables.
const TABLES: &[(&str, Table)] = &[
    ("Name In Type Required Description", Table::Parameters),
    ("Status Meaning Description Schema", Table::Responses),
    ("Name Type Required Restrictions Description", Table::Rows),
    ("Status Header Type Format Description", Table::Headers),
    ("Property Value", Table::Enums),
    ("Property Value(s)", Table::Enums),
    ("Parameter Value", Table::Enums),
    ("Parameter Value(s)", Table::Enums),
    ("Value", Table::Values),
    ("Value(s)", Table::Values),
];

const SECTIONS: &[(&str, &str)] = &[
    ("Code samples", "### "),
    ("Parameters", "### "),
    ("Detailed descriptions", "#### "),
    ("Enumerated Values", "#### "),
    ("Example responses", "### "),
    ("Responses", "### "),
    ("Response Schema", "### "),
    ("Response Headers", "### "),
    ("Properties", "### "),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Parameters,
    Responses,
    Rows,
    Headers,
    Enums,
    Values,
}

fn looks(text: &str) -> bool {
    let has = |line: &str| text.lines().any(|it| it == line);
    let bare = has("Code samples") || has("Properties");
    bare && !text.contains("```") && TABLES.iter().any(|(header, _)| has(header))
}

fn mend(scrape: &mut Scrape<'_>) {
    let lines: Vec<&str> = scrape.text.lines().map(str::trim_end).collect();
    let mut mending = Mending { lines: &lines, at: 0 };
    mending.page(scrape);
}

struct Mending<'a, 'l> {
    lines: &'l [&'a str],
    at: usize,
}

impl<'a> Mending<'a, '_> {
    fn line(&self) -> &'a str {
        self.lines.get(self.at).copied().unwrap_or_default()
    }

    /// The first line from here on that is not blank.
    fn next_filled(&self, from: usize) -> Option<usize> {
        (from..self.lines.len()).find(|&it| !self.lines[it].is_empty())
    }

    /// Whether an operation or a schema begins at a line: a heading, and then
    /// what always stands below it.
    fn begins(&self, at: usize) -> bool {
        if self.lines[at].is_empty() {
            return false;
        }
        let Some(next) = self.next_filled(at + 1) else { return false };
        if self.lines[next] == "Code samples" {
            return true;
        }
        let is_name = !self.lines[at].contains(char::is_whitespace);
        is_name
            && self.json(next).is_some_and(|end| {
                self.next_filled(end).is_some_and(|it| {
                    self.lines[it] == "Properties" || self.begins(it) || !self.lines[it].is_empty()
                })
            })
            && self.has_properties(next)
    }

    /// Whether "Properties" stands below, not far.
    fn has_properties(&self, from: usize) -> bool {
        let Some(end) = self.json(from) else { return false };
        (end..self.lines.len()).take(6).any(|it| self.lines[it] == "Properties")
    }

    fn page(&mut self, scrape: &mut Scrape<'a>) {
        let Some(first) = (0..self.lines.len()).find(|&it| self.begins(it)) else { return };
        let title = (0..first).rev().find(|&it| !self.lines[it].is_empty());
        let start = title.unwrap_or(first);
        let from = self.lines[start].as_ptr() as usize - scrape.text.as_ptr() as usize;
        scrape.skip_header(&scrape.text[..from]);
        if let Some(title) = title {
            marked(scrape, "# ", self.lines[title]);
        }
        self.at = first;
        while self.at < self.lines.len() {
            if self.line().is_empty() {
                self.at += 1;
            } else if self.begins(self.at) {
                self.opening(scrape);
            } else {
                self.piece(scrape);
            }
        }
    }

    /// The heading of an operation or a schema, with what stands below it.
    fn opening(&mut self, scrape: &mut Scrape<'a>) {
        marked(scrape, "## ", self.line());
        self.at += 1;
        while self.line().is_empty() && self.at < self.lines.len() {
            self.at += 1;
        }
        if self.line() != "Code samples" {
            self.value(scrape);
            return;
        }
        marked(scrape, "### ", self.line());
        self.at += 1;
        let end = (self.at..self.lines.len()).find(|&it| route(self.lines[it]));
        let Some(end) = end else { return };
        let code = self.lines[self.at..end].iter().copied().filter(|it| !it.is_empty());
        scrape.derived.put("```shell\n");
        for line in code {
            scrape.derived.keep(line);
            scrape.derived.put("\n");
        }
        scrape.derived.put("```\n\n`");
        scrape.derived.keep(self.lines[end]);
        scrape.derived.put("`\n\n");
        self.at = end + 1;
    }

    /// One piece: a section's heading, a table, an example, or prose.
    fn piece(&mut self, scrape: &mut Scrape<'a>) {
        let line = self.line();
        if let Some((_, marks)) = SECTIONS.iter().find(|(name, _)| *name == line) {
            marked(scrape, marks, line);
            self.at += 1;
            return;
        }
        if let Some((_, table)) = TABLES.iter().find(|(header, _)| *header == line) {
            self.table(scrape, *table);
            return;
        }
        if line == "Body parameter" || is_response(line) {
            marked(scrape, "> ", line);
            self.at += 1;
            if let Some(next) = self.next_filled(self.at)
                && !SECTIONS.iter().any(|(name, _)| *name == self.lines[next])
                && !is_response(self.lines[next])
            {
                self.at = next;
                self.value(scrape);
            }
            return;
        }
        if let Some(status) = line.strip_prefix("Status Code ") {
            scrape.derived.put("Status Code **");
            scrape.derived.keep(status);
            scrape.derived.put("**\n\n");
            self.at += 1;
            return;
        }
        self.prose(scrape);
    }

    /// Lines up to the next blank one.
    fn prose(&mut self, scrape: &mut Scrape<'a>) {
        while self.at < self.lines.len() && !self.line().is_empty() {
            scrape.derived.keep(self.line());
            scrape.derived.put("\n");
            self.at += 1;
        }
        scrape.derived.put("\n");
    }

    /// An example: as many lines as make JSON, else up to a blank line.
    fn value(&mut self, scrape: &mut Scrape<'a>) {
        let end = self.json(self.at);
        let language = if end.is_some() { "json" } else { "yaml" };
        let blank = || (self.at..self.lines.len()).find(|&it| self.lines[it].is_empty());
        let end = end.or_else(blank).unwrap_or(self.lines.len());
        scrape.derived.put("```");
        scrape.derived.put(language);
        scrape.derived.put("\n");
        for line in &self.lines[self.at..end] {
            scrape.derived.keep(line);
            scrape.derived.put("\n");
        }
        scrape.derived.put("```\n\n");
        self.at = end;
    }

    /// The line after the JSON value that begins here.
    fn json(&self, from: usize) -> Option<usize> {
        let first = *self.lines.get(from)?;
        let scalar = |text: &str| {
            let parsed = parse_json(text.into(), FileId::NOWHERE);
            !parsed.1.iter().any(|it| it.kind == FaultKind::Syntax)
        };
        let opens = match first {
            "{" => "}",
            "[" => "]",
            _ => return (!first.is_empty() && scalar(first)).then_some(from + 1),
        };
        // Of what is indented as it was, the end is where the first line's
        // bracket closes at the same depth.
        let end = (from + 1..self.lines.len()).find(|&it| self.lines[it] == opens)?;
        let whole = self.lines[from..=end].join("\n");
        scalar(&whole).then_some(end + 1)
    }

    fn table(&mut self, scrape: &mut Scrape<'a>, table: Table) {
        let columns: Vec<&'a str> = match table {
            Table::Values => vec![self.line()],
            _ => self.line().split(' ').collect(),
        };
        cells(scrape, columns.iter().map(|it| Cell::Plain(it)));
        scrape.derived.put("|");
        scrape.derived.put(&"---|".repeat(columns.len()));
        scrape.derived.put("\n");
        self.at += 1;
        while self.at < self.lines.len() && !self.line().is_empty() {
            let line = self.line();
            match table {
                Table::Parameters => cells(scrape, parameter(line)),
                Table::Rows => cells(scrape, property(line)),
                Table::Responses => cells(scrape, response(line)),
                Table::Headers => cells(scrape, header(line)),
                Table::Enums => cells(scrape, values(line, true)),
                Table::Values => cells(scrape, values(line, false)),
            }
            self.at += 1;
        }
        scrape.derived.put("\n");
    }
}

/// A cell, and how it is marked.
enum Cell<'a> {
    Plain(&'a str),
    Code(&'a str),
    /// A type, which may be a link.
    Type(&'a str),
    /// Values parted by commas.
    Values(&'a str),
}

fn cells<'a>(scrape: &mut Scrape<'a>, cells: impl IntoIterator<Item = Cell<'a>>) {
    scrape.derived.put("|");
    for cell in cells {
        match cell {
            Cell::Plain(text) => scrape.derived.keep(text),
            Cell::Code(text) => code(scrape, text),
            Cell::Type(text) => ty(scrape, text),
            Cell::Values(text) => {
                for (at, value) in text.split(", ").enumerate() {
                    scrape.derived.put(if at > 0 { ", " } else { "" });
                    code(scrape, if value == "``" { "" } else { value });
                }
            }
        }
        scrape.derived.put("|");
    }
    scrape.derived.put("\n");
}

fn code<'a>(scrape: &mut Scrape<'a>, text: &'a str) {
    scrape.derived.put("`");
    scrape.derived.keep(text);
    scrape.derived.put("`");
}

/// A type; the name of a schema becomes a link to it.
fn ty<'a>(scrape: &mut Scrape<'a>, text: &'a str) {
    let (list, name) = match text.strip_prefix("array of ") {
        Some(name) => (&text[..text.len() - name.len()], name),
        None => ("", text),
    };
    scrape.derived.keep(list);
    if is_name(name) {
        scrape.derived.put("[");
        scrape.derived.keep(name);
        scrape.derived.put(&format!("]({SCHEMAS}#{})", anchor(name)));
    } else {
        scrape.derived.keep(name);
    }
}

/// Whether a type is the name of a schema: `package.Name`.
fn is_name(text: &str) -> bool {
    let letters = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    text.contains('.')
        && text.starts_with(char::is_alphabetic)
        && text.chars().all(letters)
        && !text.ends_with('.')
}

fn marked<'a>(scrape: &mut Scrape<'a>, marks: &str, line: &'a str) {
    scrape.derived.put(marks);
    scrape.derived.keep(line);
    scrape.derived.put("\n\n");
}

/// `GET /path`
fn route(line: &str) -> bool {
    let is_method = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_uppercase());
    line.split_once(' ').is_some_and(|(method, path)| is_method(method) && path.starts_with('/'))
}

/// `200 Response`
fn is_response(line: &str) -> bool {
    let status = line.strip_suffix(" Response");
    status.is_some_and(|it| {
        it == "default" || it.len() == 3 && it.starts_with(|it: char| it.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use crate::diag::Report;
    use crate::read::scrape::{form, mend};
    use crate::text::FileId;

    #[test]
    fn words_and_their_order_are_enough() {
        let text = "Files\n1 KiB\nGenerated\n\nThings\n\nGet a thing\n\nCode samples\n\n# Example\ncurl -X GET http://x/a\n\nGET /a\n\nWhat it does.\n\nParameters\n\nName In Type Required Description\na path string(uuid) true The a\n\nExample responses\n\n200 Response\n\n{\n  \"a\": 1\n}\n\nResponses\n\nStatus Meaning Description Schema\n200 OK OK array of pkg.Thing\n204 No Content Nothing\n\nResponse Schema\n\nStatus Code 200\n\nName Type Required Restrictions Description\n[array item] array false\n» b string false read-only Of it\n\nEnumerated Values\n\nProperty Value(s)\nb ``, x\n\nTo perform this operation, you must be authenticated. Learn more.\n";
        let form = form(text, None).expect("rendered");
        assert_eq!(form.name, "rendered");
        let mended = mend(form, text, FileId::new(0), &mut Report::new()).0;
        insta::assert_snapshot!(mended, @r#"
        # Things

        ## Get a thing

        ### Code samples

        ```shell
        # Example
        curl -X GET http://x/a
        ```

        `GET /a`

        What it does.

        ### Parameters

        |Name|In|Type|Required|Description|
        |---|---|---|---|---|
        |`a`|path|string(uuid)|true|The a|

        ### Example responses

        > 200 Response

        ```json
        {
          "a": 1
        }
        ```

        ### Responses

        |Status|Meaning|Description|Schema|
        |---|---|---|---|
        |200|OK|OK|array of [pkg.Thing](schemas.md#pkgthing)|
        |204|No Content|Nothing||

        ### Response Schema

        Status Code **200**

        |Name|Type|Required|Restrictions|Description|
        |---|---|---|---|---|
        |`[array item]`|array|false|||
        |`» b`|string|false|read-only|Of it|

        #### Enumerated Values

        |Property|Value(s)|
        |---|---|
        |`b`|``, `x`|

        To perform this operation, you must be authenticated. Learn more.
        "#);
    }
}
