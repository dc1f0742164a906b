use crate::diag::{Level, Rule};
use crate::validate::Url;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-url",
        summary: "a URL with characters that no URL has",
        page: include_str!("malformed_url.md"),
        level: Level::Error,
    },
    ask: Ask::Url(ask),
};

fn ask(url: &Url<'_>, find: &mut Finder<'_>) {
    let text = &*url.said.text;
    let what = if let Some(letter) = text.chars().find(|&it| !is_allowed(it, url.is_template)) {
        format!("`{}` cannot stand in a URL", letter.escape_debug())
    } else if has_bare_percent(text) {
        "a `%` in a URL needs two hexadecimal digits behind it".to_owned()
    } else {
        return;
    };
    find.add(url.said.at, what).help("write it percent-encoded, or mend the URL");
}

/// What RFC 3986 allows; letters beyond ASCII too, as browsers encode them.
fn is_allowed(letter: char, is_template: bool) -> bool {
    let braces = matches!(letter, '{' | '}');
    !letter.is_control()
        && !letter.is_whitespace()
        && !matches!(letter, '<' | '>' | '"' | '\\' | '^' | '`' | '|')
        && (is_template || !braces)
}

fn has_bare_percent(text: &str) -> bool {
    text.split('%').skip(1).any(|it| {
        let digits = it.bytes().take(2).filter(u8::is_ascii_hexdigit);
        digits.count() < 2
    })
}
