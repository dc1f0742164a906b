//! A page whose line ends became blanks, so that it stands on one line or a
//! few. The marks of Markdown are all there; where a block ends follows from
//! where the next begins.

use super::{Form, Scrape};

pub(super) static FORM: Form = Form { name: "one-line", looks, mend };

/// What the family's sections are called.
const SECTIONS: &[&str] = &[
    "Code samples",
    "Body parameter",
    "Parameters",
    "Detailed descriptions",
    "Enumerated Values",
    "Example responses",
    "Responses",
    "Response Schema",
    "Response Headers",
    "Properties",
];

/// How an operation ends that asks for authentication.
const SECURED: &str = "To perform this operation, you must be authenticated.";

fn looks(text: &str) -> bool {
    text.lines().any(|it| {
        it.contains(" ### Code samples ```")
            || (it.contains(" ## ") && it.contains(" ### Properties |"))
    })
}

fn mend(scrape: &mut Scrape<'_>) {
    let text = scrape.text;
    for line in text.lines().filter(|it| !it.trim().is_empty()) {
        let mut rest = line;
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            let taken = block(scrape, rest);
            scrape.derived.put("\n\n");
            // Something is always taken, so that this ends.
            let step = taken.max(rest.chars().next().map_or(1, char::len_utf8));
            rest = rest.get(step..).unwrap_or_default();
        }
    }
}

/// Writes the block that a text begins with; says how long it was.
fn block<'a>(scrape: &mut Scrape<'a>, text: &'a str) -> usize {
    if text.starts_with("```") {
        return fence(scrape, text);
    }
    if let Some(length) = heading(text) {
        scrape.derived.keep(text[..length].trim_end());
        return length;
    }
    if SECTIONS.contains(&text.trim_end()) {
        scrape.derived.put("### ");
        scrape.derived.keep(text.trim_end());
        return text.len();
    }
    if text.starts_with('|')
        && let Some(length) = table(scrape, text)
    {
        return length;
    }
    let length = quote(text)
        .or_else(|| route(text))
        .or_else(|| status(text))
        .or_else(|| text.starts_with(SECURED).then(|| secured(text)))
        .unwrap_or_else(|| paragraph(text));
    scrape.derived.keep(text[..length].trim_end());
    length
}

/// A heading: a section by its name, all else up to the next block.
fn heading(text: &str) -> Option<usize> {
    let marks = text.len() - text.trim_start_matches('#').len();
    let said = text[marks..].strip_prefix(' ').filter(|_| (1..=6).contains(&marks))?;
    let section = SECTIONS.iter().filter(|_| marks >= 3).find(|section| {
        said.strip_prefix(**section).is_some_and(|it| it.is_empty() || it.starts_with(' '))
    });
    Some(match section {
        Some(section) => marks + 1 + section.len(),
        None => marks + 1 + paragraph(said),
    })
}

/// Up to where another block begins.
fn paragraph(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|it| it.find(' ')).map(|it| from + it) {
        let rest = text[at..].trim_start();
        let marks = rest.len() - rest.trim_start_matches('#').len();
        let begins = rest.starts_with("```")
            || (1..=6).contains(&marks) && rest[marks..].starts_with(' ')
            || quote(rest).is_some()
            || route(rest).is_some()
            || status(rest).is_some()
            || rest.starts_with(SECURED)
            || rest.starts_with("| ") && separator(rest).is_some();
        if begins {
            return at;
        }
        from = at + 1;
    }
    text.len()
}

/// `> Body parameter`, `> 200 Response`
fn quote(text: &str) -> Option<usize> {
    let said = text.strip_prefix("> ")?;
    for name in ["Body parameter", "Example responses", "Code samples"] {
        if said.starts_with(name) {
            return Some(2 + name.len());
        }
    }
    let (status, rest) = said.split_once(' ')?;
    let is_status = status.len() == 3 && status.bytes().all(|it| it.is_ascii_digit() || it == b'X');
    let is_status = is_status || status == "default";
    (is_status && rest.starts_with("Response")).then(|| 2 + status.len() + " Response".len())
}

/// `` `METHOD /path` ``
fn route(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find('`')?;
    let (method, path) = inner[..end].split_once(' ')?;
    let is_method = !method.is_empty() && method.bytes().all(|it| it.is_ascii_uppercase());
    (is_method && path.starts_with('/')).then_some(end + 2)
}

/// `Status Code **200**`
fn status(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("Status Code **")?;
    Some("Status Code **".len() + rest.find("**")? + 2)
}

fn secured(text: &str) -> usize {
    let link = text.find(").").map(|it| it + 2).filter(|it| *it < SECURED.len() + 60);
    link.unwrap_or(SECURED.len())
}

/// A fence: the language is its first word. A line end is put back where the
/// language has one for certain.
fn fence<'a>(scrape: &mut Scrape<'a>, text: &'a str) -> usize {
    let after = &text[3..];
    let end = after.find("```").unwrap_or(after.len());
    let inside = &after[..end];
    let language = inside.split(' ').next().unwrap_or_default();
    let mut body = inside[language.len()..].trim();
    scrape.derived.put("```");
    scrape.derived.keep(language);
    scrape.derived.put("\n");
    let breaks: fn(&str) -> Option<usize> = match language {
        "shell" | "sh" => shell_break,
        "yaml" => yaml_break,
        _ => |_| None,
    };
    while let Some(at) = breaks(body) {
        scrape.derived.keep(body[..at].trim_end());
        scrape.derived.put("\n");
        body = body[at..].trim_start();
    }
    scrape.derived.keep(body);
    scrape.derived.put("\n```");
    3 + (end + 3).min(after.len())
}

/// Before the command, and before each of its headers.
fn shell_break(text: &str) -> Option<usize> {
    let command = text.find(" curl ");
    let header = text.find(" -H ").filter(|_| !text.starts_with('#'));
    command.into_iter().chain(header).min()
}

/// Before each key.
fn yaml_break(text: &str) -> Option<usize> {
    let mut from = 1;
    while let Some(at) = text.get(from..).and_then(|it| it.find(' ')).map(|it| from + it) {
        let key = text[at + 1..].split(' ').next().unwrap_or_default();
        let is_key = key.strip_suffix(':').is_some_and(|it| {
            !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-'))
        });
        if is_key {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Where the row of dashes of a table stands, and how many columns it has. It
/// comes after a header without a row between.
fn separator(text: &str) -> Option<(usize, usize, usize)> {
    let from = text.find("|-")?;
    let dashes =
        text[from..].find(|it| !matches!(it, '|' | '-' | ':')).unwrap_or(text.len() - from);
    let columns =
        text[from..from + dashes].matches('|').count().checked_sub(1).filter(|it| *it > 0)?;
    let header = &text[..from];
    (header.matches('|').count() == columns + 1).then_some((from, from + dashes, columns))
}

/// A table: its row of dashes says how many cells a row has.
fn table<'a>(scrape: &mut Scrape<'a>, text: &'a str) -> Option<usize> {
    let (from, to, columns) = separator(text)?;
    scrape.derived.keep(text[..from].trim_end());
    scrape.derived.put("\n");
    scrape.derived.keep(&text[from..to]);
    let mut at = to;
    while let Some(length) = row(&text[at..], columns) {
        scrape.derived.put("\n");
        scrape.derived.keep(text[at..at + length].trim_start());
        at += length;
    }
    Some(at)
}

/// How long a row of so many cells is, if one begins here.
fn row(text: &str, columns: usize) -> Option<usize> {
    let lead = text.len() - text.trim_start().len();
    if !text[lead..].starts_with('|') {
        return None;
    }
    let (mut bars, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate().skip(lead) {
        match byte {
            b'|' if !quoted && !escaped => bars += 1,
            b'`' => quoted = !quoted,
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
        if bars == columns + 1 {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::diag::Report;
    use crate::read::scrape::{form, mend};
    use crate::text::FileId;

    #[test]
    fn blocks_end_where_the_next_begins() {
        let text = "# Tag ## Get a thing ### Code samples ```shell # Example curl -X GET http://x/a \\ -H 'A: b' ``` `GET /a` It is so. ### Parameters | Name | In | |------|----| | `a|b` | | | `c` | path | ### Responses\n\nResponse Schema\n\nStatus Code **200** To perform this operation, you must be authenticated. [Learn more](authentication.md). ## Next ```json {} ```";
        let form = form(text, None).expect("one line");
        let mended = mend(form, text, FileId::new(0), &mut Report::new()).0;
        insta::assert_snapshot!(mended, @r"
        # Tag

        ## Get a thing

        ### Code samples

        ```shell
        # Example
        curl -X GET http://x/a \
        -H 'A: b'
        ```

        `GET /a`

        It is so.

        ### Parameters

        | Name | In |
        |------|----|
        | `a|b` | |
        | `c` | path |

        ### Responses

        ### Response Schema

        Status Code **200**

        To perform this operation, you must be authenticated. [Learn more](authentication.md).

        ## Next

        ```json
        {}
        ```
        ");
    }
}
