//! A change, as it is reported.

use std::borrow::Cow;

use crate::diag::Level;
use crate::diff::kind::{Direction, Kind, Subject};
use crate::text::Span;

/// An operation that a change reaches.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reached {
    /// The method, in upper case.
    pub method: Box<str>,
    /// The path template as it stands in the new document, or in the old one
    /// where the operation is gone; the name of a webhook.
    pub path: Box<str>,
}

/// One change between two APIs, told once however many operations it reaches.
#[derive(Clone, Debug)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// What it happened to.
    pub subject: Subject,
    /// Whether clients send or receive it; `None` where that is no question.
    pub direction: Option<Direction>,
    /// Error and warning break clients, info does not, and what is off no
    /// client can notice.
    pub level: Level,
    /// Whether the documents cannot tell if it breaks.
    pub undecided: bool,
    /// One sentence: lower case, no full stop, code in backticks.
    pub message: String,
    /// What it happened to, in words: the definition, or the way to it.
    pub place: String,
    /// Where the old one says it, or where it would.
    pub old: Option<Span>,
    /// Where the new one says it, or where it would.
    pub new: Option<Span>,
    /// The operations that it reaches, in the order of the document.
    pub reach: Vec<Reached>,
}

impl Change {
    /// The stable name of such changes, which settings and `explain` take.
    pub fn id(&self) -> Cow<'static, str> {
        self.kind.id(self.subject, self.direction.unwrap_or(Direction::Both))
    }

    /// Whether it counts as breaking.
    pub fn breaks(&self) -> bool {
        self.level >= Level::Warning
    }

    /// What tells this change from all others, whatever stands around it: 16
    /// hexadecimal digits made of its id, its place and its sentence.
    pub fn fingerprint(&self) -> String {
        // FNV-1a, 64 bits: short, and the same everywhere and always.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let id = self.id();
        let only = match &self.reach[..] {
            // What stands in one operation is told by it.
            [one] => format!("{} {}", one.method, one.path),
            _ => String::new(),
        };
        for part in [&*id, &self.place, &self.message, &only] {
            for byte in part.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }
}

/// What all changes together mean.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// Nothing changed that a client could notice.
    None,
    /// Every client that worked goes on working.
    Compatible,
    /// Some client may stop working.
    Breaking,
}

impl Verdict {
    /// The verdict over changes at the levels that they have.
    pub fn of(changes: &[Change]) -> Self {
        changes
            .iter()
            .map(|it| match it.level {
                Level::Error | Level::Warning => Self::Breaking,
                Level::Info => Self::Compatible,
                Level::Off => Self::None,
            })
            .max()
            .unwrap_or(Self::None)
    }

    /// The word of the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
        }
    }
}
