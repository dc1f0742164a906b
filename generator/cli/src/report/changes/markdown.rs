//! A changelog worth pasting into release notes: grouped by what the author of
//! a client must do.

use std::fmt::Write as _;

use specwright::diag::Level;
use specwright::diff::{Kind, Verdict};

use super::{Compared, Shown, Whole};
use crate::terminal::harmless;

/// What the author of a client must do about a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Task {
    Stop,
    Call,
    Prove,
    Send,
    Expect,
    Look,
    New,
    Announced,
    Nothing,
}

impl Task {
    pub(super) const ALL: [Self; 9] = [
        Self::Stop,
        Self::Call,
        Self::Prove,
        Self::Send,
        Self::Expect,
        Self::Look,
        Self::New,
        Self::Announced,
        Self::Nothing,
    ];

    pub(super) fn of(it: &Shown) -> Self {
        let security = matches!(
            it.kind,
            Kind::Alternative(..)
                | Kind::Scope(..)
                | Kind::SecurityRequired(_)
                | Kind::SecurityDropped(_)
                | Kind::Scheme(..)
        );
        match it.kind {
            Kind::OperationAdded => Self::New,
            Kind::Life(_) if !it.breaks() => Self::Announced,
            _ if !it.breaks() => Self::Nothing,
            _ if it.undecided => Self::Look,
            Kind::OperationRemoved(_) | Kind::PathRemoved(_) | Kind::Webhook(_) => Self::Stop,
            Kind::OperationMoved | Kind::BasePathChanged | Kind::Server(_) => Self::Call,
            _ if security => Self::Prove,
            _ if it.direction == Some("response") => Self::Expect,
            _ => Self::Send,
        }
    }

    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Stop => "Stop calling",
            Self::Call => "Call another URL",
            Self::Prove => "Show who you are in another way",
            Self::Send => "Send something else",
            Self::Expect => "Expect something else",
            Self::Look => "Look whether it concerns you",
            Self::New => "New",
            Self::Announced => "Announced",
            Self::Nothing => "Nothing to do",
        }
    }
}

pub(super) fn render(whole: Whole<'_>) -> String {
    match whole {
        Whole::One(it) => {
            let mut text = format!("# Changes of the API\n\n{}\n", summary(it));
            groups(it, 2, &mut text);
            text
        }
        Whole::Log(all) => {
            let mut text = String::from("# Changes of the API\n");
            for it in all.iter().rev() {
                let mark = if it.verdict == Verdict::Breaking { " ⚠ breaking" } else { "" };
                let _ = writeln!(text, "\n## {}{mark}\n\n{}", escaped(&it.new), summary(it));
                groups(it, 3, &mut text);
            }
            text
        }
    }
}

pub(super) fn summary(it: &Compared) -> String {
    match it.verdict {
        Verdict::None => "Nothing that a client could notice.".to_owned(),
        Verdict::Compatible => format!("Clients go on working: {}.", it.counts()),
        Verdict::Breaking => format!("Some clients may break: {}.", it.counts()),
    }
}

fn groups(it: &Compared, depth: usize, text: &mut String) {
    for task in Task::ALL {
        let group: Vec<_> = it
            .sorted()
            .into_iter()
            .filter(|it| Task::of(it) == task && it.level > Level::Off)
            .collect();
        if group.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{} {}\n", "#".repeat(depth), task.heading());
        for change in group {
            let reach = match change.reaches(3) {
                Some(reach) if !change.message.contains(&reach) => format!("; in {reach}"),
                _ => String::new(),
            };
            let _ = writeln!(text, "- {}{}", escaped(&change.message), escaped(&reach));
        }
    }
}

/// Text as Markdown that says just that: code in backticks stays code.
pub(super) fn escaped(text: &str) -> String {
    let text = harmless(text);
    // Backticks that do not pair one by one would open what they should not.
    let plain = text.contains("``") || !text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for it in text.chars() {
        match it {
            '`' if !plain => {
                code = !code;
                out.push(it);
            }
            _ if code => out.push(it),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(it);
            }
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_name_cannot_leave_its_code() {
        assert_eq!(escaped("`a_b` <b> _c_"), "`a_b` &lt;b> \\_c\\_");
        assert_eq!(escaped("`a`<script>`"), "\\`a\\`&lt;script>\\`");
        assert_eq!(escaped("a\nb"), "a␊b");
    }
}
