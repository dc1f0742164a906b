//! One page that is read in a browser, with nothing to load besides.

use std::fmt::Write as _;

use specwright::diag::Level;
use specwright::diff::Verdict;

use super::markdown::{Task, summary};
use super::{Compared, Shown, Whole};
use crate::terminal::harmless;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

pub(super) fn render(whole: Whole<'_>) -> String {
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <title>Changes of the API</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Changes of the API</h1>\n"
    );
    text.push_str(
        "<div class=\"filter\" hidden>\n\
         <label>Show only what contains <input type=\"search\" id=\"words\"></label>\n\
         <label><input type=\"checkbox\" id=\"breaking\"> breaking</label>\n\
         <output id=\"count\"></output>\n</div>\n</header>\n<main>\n",
    );
    for it in whole.all().iter().rev() {
        one(it, &mut text);
    }
    let _ = write!(text, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    text
}

fn one(it: &Compared, text: &mut String) {
    let class = match it.verdict {
        Verdict::None => "none",
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
    };
    let (old, new) = (escaped(&it.old), escaped(&it.new));
    let _ = write!(
        text,
        "<section class=\"version\">\n<h2>{old} → {new} <span class=\"verdict {class}\">{}</span>\
         </h2>\n<p>{}</p>\n",
        it.verdict.name(),
        escaped(&summary(it))
    );
    if let Some((wire, krate)) = it.semver {
        let _ = writeln!(text, "<p>Wire: {}. Crate: {}.</p>", wire.name(), krate.name());
    }
    for task in Task::ALL {
        let group: Vec<_> = it.sorted().into_iter().filter(|it| Task::of(it) == task).collect();
        if group.is_empty() {
            continue;
        }
        let _ = writeln!(text, "<section class=\"task\">\n<h3>{}</h3>\n<ul>", task.heading());
        for change in group {
            shown(change, text);
        }
        text.push_str("</ul>\n</section>\n");
    }
    text.push_str("</section>\n");
}

fn shown(it: &Shown, text: &mut String) {
    let level = match (it.level, it.undecided) {
        (Level::Off, _) => "note",
        (_, true) => "undecided",
        (level, false) => level.name(),
    };
    let breaks = if it.breaks() { " data-breaks" } else { "" };
    let reach = match it.reaches(3) {
        Some(reach) if !it.message.contains(&reach) => {
            format!(" <span class=\"where\">in {}</span>", code(&reach))
        }
        _ => String::new(),
    };
    let _ = write!(
        text,
        "<li class=\"change\"{breaks}>\n<p><span class=\"level {level}\">{level}</span> {}{reach}</p>\n\
         <details><summary><code>{}</code></summary>\n<dl>\n",
        code(&it.message),
        escaped(&it.id)
    );
    for (word, place) in [("Old", &it.old), ("New", &it.new)] {
        if let Some(place) = place {
            let path = escaped(&place.path);
            let _ = writeln!(text, "<dt>{word}</dt><dd><code>{path}:{}</code></dd>", place.line);
        }
    }
    if let Some(direction) = it.direction {
        let _ = writeln!(text, "<dt>Direction</dt><dd>{direction}</dd>");
    }
    if !it.reach.is_empty() {
        let _ = write!(text, "<dt>Reaches</dt><dd><ul class=\"reach\">");
        for it in &it.reach {
            let (method, path) = (escaped(&it.method), escaped(&it.path));
            let _ = write!(text, "<li><code>{method} {path}</code></li>");
        }
        text.push_str("</ul></dd>\n");
    }
    let _ = writeln!(text, "<dt>Fingerprint</dt><dd><code>{}</code></dd>", it.fingerprint);
    text.push_str("</dl>\n</details>\n</li>\n");
}

/// What is in backticks as code.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('`');
    out.push_str(&escaped(parts.next().unwrap_or_default()));
    while let Some(inside) = parts.next() {
        let _ = write!(out, "<code>{}</code>", escaped(inside));
        out.push_str(&escaped(parts.next().unwrap_or_default()));
    }
    out
}

/// Escaped for content and for attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in harmless(text).chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(it),
        }
    }
    out
}
