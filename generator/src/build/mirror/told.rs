//! Changes that only the text of pages tells.

use crate::build::mirror::sort;
use crate::diag::Level;
use crate::diff::{Change, Direction, Kind, Reached, Subject};
use crate::text::Span;

/// A change of what a section shows at the end of a way: that of an operation,
/// whose key is its method and path and of which it tells what comes back, or
/// that of a schema.
pub(super) fn told(
    kind: Kind,
    at: (&str, &str),
    what: &str,
    places: (Option<Span>, Option<Span>),
) -> Change {
    told_of(Direction::Response, kind, at, what, places)
}

/// The same of what goes in this direction, where it is of an operation.
pub(super) fn told_of(
    direction: Direction,
    kind: Kind,
    (key, way): (&str, &str),
    what: &str,
    (old, new): (Option<Span>, Option<Span>),
) -> Change {
    let place = format!("`{key}{way}`");
    let route = key.split_once(' ').filter(|it| it.1.starts_with('/'));
    let direction = route.map(|_| direction);
    let impact = kind.impact(Subject::Property, direction.unwrap_or(Direction::Both));
    let reached = |(method, path): (&str, &str)| Reached {
        method: method.to_uppercase().into(),
        path: path.into(),
    };
    Change {
        kind,
        subject: Subject::Property,
        direction,
        level: impact.level.max(Level::Info),
        undecided: impact.undecided,
        message: format!("{place}: {what}"),
        place,
        old,
        new,
        reach: route.map(reached).into_iter().collect(),
    }
}

/// Whether a property came or went.
pub(super) fn is_property(kind: Kind) -> bool {
    matches!(kind, Kind::PropertyRemoved { .. } | Kind::PropertyAdded { .. })
}

/// Whether samples may tell of a kind of change.
pub(super) fn is_of_values(kind: Kind) -> bool {
    is_property(kind) || sort(kind) == Kind::TypeChanged
}

/// The last name on the way to what a change tells.
pub(super) fn last_name(change: &Change) -> &str {
    last(change.place.trim_end_matches('`'))
}

/// The last name on a way.
pub(super) fn last(way: &str) -> &str {
    way.rsplit(['.', '`']).next().unwrap_or_default()
}
