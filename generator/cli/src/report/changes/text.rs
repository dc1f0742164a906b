//! Changes for a person, the worst first.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use specwright::diag::Level;
use specwright::diff::Verdict;

use super::{Compared, Shown, Whole};
use crate::terminal::harmless;

const FAINT: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

pub(super) fn render(whole: Whole<'_>, fingerprints: bool) -> String {
    match whole {
        Whole::One(it) => one(it, fingerprints),
        Whole::Log(all) => {
            let mut text = String::new();
            for it in all {
                let (old, new) = (harmless(&it.old), harmless(&it.new));
                let _ = writeln!(text, "{BOLD}{old} → {new}{BOLD:#}");
                text.push_str(&one(it, fingerprints));
                text.push('\n');
            }
            text
        }
    }
}

fn one(it: &Compared, fingerprints: bool) -> String {
    let mut text = String::new();
    for change in it.sorted() {
        shown(change, fingerprints, &mut text);
    }
    let style = match it.verdict {
        Verdict::None => Style::new(),
        Verdict::Compatible => AnsiColor::Green.on_default(),
        Verdict::Breaking => AnsiColor::Red.on_default(),
    };
    let style = style.bold();
    let word = match it.verdict {
        Verdict::None if it.changes.is_empty() => "no change",
        Verdict::None => "nothing that a client notices",
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
    };
    let counts = it.counts();
    let counts = if counts.is_empty() { counts } else { format!(": {counts}") };
    let _ = writeln!(text, "{style}{word}{style:#}{counts}");
    if let Some((wire, krate)) = it.semver {
        let _ = writeln!(text, "wire  {}\ncrate {}", wire.name(), krate.name());
    }
    text
}

fn shown(it: &Shown, fingerprints: bool, text: &mut String) {
    let style = match it.level {
        Level::Error => AnsiColor::Red.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Info => AnsiColor::Cyan.on_default(),
        Level::Off => FAINT,
    };
    let level = match (it.level, it.undecided) {
        (Level::Off, _) => "note",
        (_, true) => "undecided",
        (level, false) => level.name(),
    };
    let direction = match it.direction {
        Some("request") => " (sent by clients)",
        Some("response") => " (received by clients)",
        _ => "",
    };
    let message = harmless(&it.message);
    let _ = writeln!(text, "{style}{level}[{}]{style:#}: {message}{direction}", it.id);
    let line = |it: &super::Line| format!("{}:{}", harmless(&it.path), it.line);
    let places = match (&it.old, &it.new) {
        (Some(old), Some(new)) => Some(format!("{} → {}", line(old), line(new))),
        (Some(one), None) | (None, Some(one)) => Some(line(one)),
        (None, None) => None,
    };
    if let Some(places) = places {
        let _ = writeln!(text, "  {FAINT}at {places}{FAINT:#}");
    }
    if let Some(reach) = it.reaches(4).filter(|it| !message.contains(it.as_str())) {
        let _ = writeln!(text, "  {FAINT}in {}{FAINT:#}", harmless(&reach));
    }
    if fingerprints {
        let _ = writeln!(text, "  {FAINT}fingerprint {}{FAINT:#}", it.fingerprint);
    }
}
