//! The `github` manner: how our own pages spell what they say.
//!
//! What is written must be read back whole, so each spelling stands here
//! beside its reading, and a test holds the two together. The grammar of the
//! pages is in `github.md`, which is part of this documentation:
//!
#![doc = include_str!("github.md")]

mod prose;
mod slug;
mod spelling;

use crate::manner::{Fact, Manner, Stated};

pub use prose::{Heading, Prose, block, line, normal, normal_line, read_block, read_line};
pub use slug::{Slugs, slug};
pub use spelling::{
    code, escape, hides, is_number, name, quote, read_code, read_name, read_value, text_value,
    unescape, url, value, visible,
};

/// What our own pages can say: all but extensions, which they show only where
/// a setting asks for it, and what is said of a parameter twice.
pub static MANNER: Manner = Manner {
    name: "github",
    summary: "our own pages, one a tag",
    states,
    same_prose: Some(same_prose),
};

fn states(fact: Fact<'_>) -> Stated {
    match fact {
        Fact::Extension | Fact::ParameterSchemaDescription | Fact::ParameterSchemaExample => {
            Stated::Cannot
        }
        _ => Stated::States,
    }
}

/// Whether two texts are the same, but for the line ends that only wrap.
fn same_prose(one: &str, two: &str) -> bool {
    one.trim() == two.trim() || normal_line(one) == normal_line(two)
}

/// What starts a fact, in the order in which facts stand.
/// A fact is `Label: …`, or for [`FLAGS`] the word alone.
pub const LABELS: &[&str] = &[
    "Title",
    "Values",
    "Value",
    "Constant",
    "Default",
    "Style",
    "Example",
    "Examples",
    "About",
    "Discriminator",
    "Also required",
    "Required with",
    "XML",
    "See",
    "Comment",
    "Identifier",
    "Dialect",
    "Anchor",
    "Dynamic anchor",
    "Vocabulary",
    "Summary",
    "Schema",
    "Description",
    "Content type",
    "Header",
    "Parameter",
    "Body",
    "Server",
    "Variable",
    "Extension",
];

/// Facts that are a word by themselves.
pub const FLAGS: &[&str] = &[
    "Deprecated",
    "Read-only",
    "Write-only",
    "May be empty",
    "Reserved characters allowed",
    "Reserved characters not allowed",
];

/// What parts a prose from the facts behind it, and these from one another,
/// within a cell. A line break of prose is `<br>`, so it cannot be this.
pub const BETWEEN: &str = "<br/>";

/// What stands above a made-up request and response, which are folded away and
/// state nothing.
pub const SAMPLE: &str = "<summary>Sample (made up)</summary>";

/// How the paragraph begins that ends the prose of a schema.
pub const TYPE: &str = "**Type:**";

/// How long the alternatives of the API's security may be, in bytes and without
/// the destinations of links, to be repeated by each operation.
pub const MANY_ALTERNATIVES: usize = 1_000;

/// How much of a shared response a table repeats, in bytes a cell and without
/// the destinations of links.
pub const LONG_CELL: usize = 1_000;

/// Whether a stretch of a cell, or a line of a paragraph, is a fact.
pub fn is_fact(text: &str) -> bool {
    FLAGS.contains(&text)
        || LABELS.iter().any(|label| {
            text.strip_prefix(label)
                .is_some_and(|rest| [": ", " `", " <code>"].iter().any(|it| rest.starts_with(it)))
        })
}

/// The marks that make a `|` of inline text part of a cell, and not its end:
/// of `k` backslashes before it become `2k + 1`.
pub fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut run = 0;
    for it in text.chars() {
        match it {
            '\\' => run += 1,
            '|' => {
                out.extend(std::iter::repeat_n('\\', run + 1));
                run = 0;
            }
            _ => run = 0,
        }
        out.push(it);
    }
    out
}

/// The inline text of a cell: the inverse of [`cell`].
pub fn read_cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for it in text.chars() {
        match it {
            '\\' => run += 1,
            '|' => {
                // `2k + 1` are out already; `k` stay.
                out.truncate(out.len() - run.min(out.len()) + run / 2);
                run = 0;
            }
            _ => run = 0,
        }
        out.push(it);
    }
    out
}

#[cfg(test)]
mod tests;
