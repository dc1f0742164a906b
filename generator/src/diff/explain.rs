//! A page for each id: what changed, whom it breaks, and why.
//!
//! A page is put together from what its parts mean, so that none is forgotten:
//! the kind says what happened and what follows for those who send and for
//! those who receive, the subject says where.

mod list;
mod reasons;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Level;
use crate::diff::explain::list::{of_operations, of_parts, of_schemas};
use crate::diff::explain::reasons::why;
use crate::diff::explain::words::{carrier, noted, what};
use crate::diff::kind::{Direction, Kind, Prose, Subject};

/// An id, with what it stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meaning {
    /// What happened.
    pub kind: Kind,
    /// To what.
    pub subject: Subject,
    /// In which direction; `None` where that is no question.
    pub direction: Option<Direction>,
}

impl Meaning {
    /// The level that such a change has unless settings say otherwise.
    pub fn level(self) -> Level {
        self.kind.impact(self.subject, self.direction.unwrap_or(Direction::Both)).level
    }

    /// One line, lower case, no full stop.
    pub fn summary(self) -> String {
        let what = what(self.kind);
        match carrier(self.subject, self.direction) {
            Some(carrier) if of_schema(self.kind) => format!("{carrier}: {what}"),
            _ => what,
        }
    }

    /// The page, in Markdown.
    pub fn page(self, id: &str) -> String {
        let mut page = format!("# `{id}`\n\n");
        let impact = self.kind.impact(self.subject, self.direction.unwrap_or(Direction::Both));
        let mut summary = self.summary();
        if let Some(first) = summary.get(..1) {
            summary = first.to_uppercase() + &summary[1..];
        }
        let _ = writeln!(page, "{summary}.\n");
        let level = match (impact.level, impact.undecided) {
            (_, true) => "a warning, and undecided: the documents cannot tell whether it breaks",
            (Level::Error, _) => "an error: it breaks clients",
            (Level::Warning, _) => "a warning: it breaks clients that rely on it",
            (Level::Info, _) => "an info: clients go on working",
            (Level::Off, _) => "not shown, since no client can notice it; `--verbose` shows it",
        };
        let _ = writeln!(page, "By default it is {level}.\n");
        let _ = writeln!(page, "{}\n", why(self.kind, self.subject, self.direction));
        if let Some(note) = noted(self.subject, self.direction) {
            let _ = writeln!(page, "{note}\n");
        }
        let _ = writeln!(page, "```toml\n[rules]\n{id} = \"{}\"\n```", impact.level.name());
        page
    }
}

/// Every id, with what it stands for.
pub fn meanings() -> BTreeMap<String, Meaning> {
    let mut all = BTreeMap::new();
    let mut add = |kind: Kind, subject: Subject, direction: Option<Direction>| {
        let id = kind.id(subject, direction.unwrap_or(Direction::Both)).into_owned();
        all.entry(id).or_insert(Meaning { kind, subject, direction });
    };
    for kind in of_operations() {
        add(kind, Subject::Operation, None);
    }
    let directions = [Some(Direction::Request), Some(Direction::Response)];
    for direction in directions {
        for kind in of_parts() {
            let response = direction == Some(Direction::Response);
            let subject = match kind {
                Kind::HeaderAdded | Kind::HeaderRemoved(_) => Subject::Header,
                Kind::Media(_)
                | Kind::MediaGeneralized
                | Kind::MediaSpecialized
                | Kind::MediaSchema(_)
                | Kind::BodyAdded(_)
                | Kind::BodyRemoved
                | Kind::EncodingChanged
                | Kind::Success(_)
                | Kind::NonSuccess(_)
                | Kind::Link(_) => Subject::Body,
                _ if response => continue,
                _ => Subject::Parameter,
            };
            add(kind, subject, direction);
        }
        for subject in Subject::OF_SCHEMAS {
            let fits = match direction {
                Some(Direction::Response) => !subject.is_parameter(),
                _ => !matches!(subject, Subject::Header | Subject::ResponseHeaderProperty),
            };
            for kind in of_schemas().filter(|_| fits) {
                let property = matches!(
                    kind,
                    Kind::PropertyAdded { .. }
                        | Kind::PropertyRemoved { .. }
                        | Kind::ReadOnly { .. }
                        | Kind::WriteOnly { .. }
                        | Kind::Life(_)
                );
                if !property || subject.is_property() || subject == Subject::Parameter {
                    add(kind, subject, direction);
                }
            }
        }
    }
    for prose in Prose::ALL {
        add(Kind::Prose(prose), Subject::Api, None);
    }
    all
}

/// Whether a kind is about a value, wherever it stands.
fn of_schema(kind: Kind) -> bool {
    of_schemas().any(|it| it == kind)
}
