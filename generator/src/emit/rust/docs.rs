//! What a document says in prose, as comments that say nothing else.

use proc_macro2::TokenStream;
use quote::quote;

/// Doc comments of a text, one attribute a line, so that they are printed as `///`.
pub(super) fn docs(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// The text as lines of a doc comment, each with the space after `///`.
///
/// Rust refuses bare carriage returns and characters that change the
/// direction of text, and takes indented or unmarked code for tests to run.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fenced = false;
    for line in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        let mut line: String = line.chars().map(shown).collect();
        line.truncate(line.trim_end().len());
        let body = line.trim_start();
        let indent = line.len() - body.len();
        if body.starts_with("```") || body.starts_with("~~~") {
            let bare = body.trim_start_matches(['`', '~']).is_empty();
            let language = body.trim_start_matches(['`', '~']).trim();
            let runs = bare || language.starts_with("rust") || language.contains([',', '{', ' ']);
            if !fenced && runs {
                "```text".clone_into(&mut line);
            }
            fenced = !fenced;
        } else if !fenced && indent > 3 {
            line = format!("   {body}");
        }
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(if line.is_empty() { line } else { format!(" {line}") });
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if fenced {
        lines.push(" ```".to_owned());
    }
    lines
}

/// A character as it may stand in a comment.
fn shown(it: char) -> char {
    match it {
        '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            '\u{fffd}'
        }
        it if it.is_control() => '\u{fffd}',
        it => it,
    }
}
