//! How long a thing lives: deprecation, end dates, stability levels.

use std::collections::BTreeSet;

use crate::diff::graph::{Compared, Via};
use crate::diff::kind::{Fate, Kind, Life, Notice};
use crate::diff::schema::Places;
use crate::diff::view::View;
use crate::ir::Said;
use crate::source;

/// A day, so that days can be compared: year, month, day of the month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// A day of the Gregorian calendar; `None` if there is none such.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Self { year, month, of_month: day })
    }

    /// Reads `2026-11-23`, with or without a time behind it (RFC 3339).
    pub fn read(text: &str) -> Option<Self> {
        let date = text.get(..10)?;
        if !matches!(text.as_bytes().get(10), None | Some(b'T' | b't' | b' ')) {
            return None;
        }
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day so many days after the first of January 1970.
    pub fn from_days(days: u64) -> Option<Self> {
        // Days are counted from the first of March of the year 0, so that the
        // leap day is the last of its year.
        let days = days + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year + era * 400 + u64::from(month <= 2);
        Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
    }
}

type Extensions<'a> = &'a [(Said, source::Value)];

fn get<'a>(extensions: Extensions<'a>, name: &str) -> Option<&'a source::Value> {
    extensions.iter().find(|(key, _)| **key == *name).map(|(_, value)| value)
}

/// Extensions with a meaning to us.
const KNOWN: [&str; 5] =
    ["x-sunset", "x-stability-level", "x-extensible-enum", "x-nullable", "x-deprecated"];

/// Extensions without a meaning to us that are not the same, in order.
pub(super) fn extensions<'a>(
    old: Extensions<'a>,
    new: Extensions<'a>,
) -> impl Iterator<Item = (&'a str, Fate)> {
    let gone = old.iter().filter_map(move |(name, value)| match get(new, name) {
        None => Some((&**name, Fate::Removed)),
        Some(other) if !value.same(other) => Some((&**name, Fate::Changed)),
        Some(_) => None,
    });
    let come = new.iter().filter(move |it| get(old, &it.0).is_none());
    gone.chain(come.map(|it| (&*it.0, Fate::Added))).filter(|it| !KNOWN.contains(&it.0))
}

/// Values of `x-extensible-enum` that came or went.
pub(super) fn extensible_enum<'a>(
    found: &mut Compared<'a>,
    old: Extensions<'a>,
    new: Extensions<'a>,
    at: Places,
) {
    const NAME: &str = "x-extensible-enum";
    let (Some(old), Some(new)) = (get(old, NAME), get(new, NAME)) else { return };
    let all = |it: &source::Value| -> BTreeSet<String> {
        it.node().items().map(source::Node::to_json).collect()
    };
    let (before, after) = (all(old), all(new));
    for value in before.difference(&after) {
        let text = format!("the value `{value}` was removed");
        let at = (Some(old.at()), Some(new.at()));
        found.add(Kind::ExtensibleEnumValue(Fate::Removed), at, text);
    }
    for value in after.difference(&before) {
        let text = format!("the value `{value}` was added");
        let at = (at.0, Some(new.at()));
        found.add(Kind::ExtensibleEnumValue(Fate::Added), at, text);
    }
}

/// How much a thing promises.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Stability {
    Draft,
    Alpha,
    Beta,
    Stable,
}

/// An end date, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sunset {
    Unsaid,
    Unreadable,
    On(Day),
}

/// What is said about the life of a thing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Lifetime {
    pub(super) deprecated: bool,
    /// The end date.
    sunset: Sunset,
    /// The stability level; `Err`: a word that is none.
    stability: Result<Option<Stability>, ()>,
}

impl Lifetime {
    pub(super) fn new(deprecated: bool, extensions: Extensions<'_>) -> Self {
        let sunset = match get(extensions, "x-sunset").map(|it| it.node().scalar()) {
            None => Sunset::Unsaid,
            Some(text) => text.and_then(|it| Day::read(&it)).map_or(Sunset::Unreadable, Sunset::On),
        };
        let stability = match get(extensions, "x-stability-level").map(|it| it.node().as_text()) {
            None => Ok(None),
            Some(word) => match word.as_deref() {
                Some("draft") => Ok(Some(Stability::Draft)),
                Some("alpha") => Ok(Some(Stability::Alpha)),
                Some("beta") => Ok(Some(Stability::Beta)),
                Some("stable") => Ok(Some(Stability::Stable)),
                _ => Err(()),
            },
        };
        Self { deprecated, sunset, stability }
    }

    /// Whether it is a draft or an alpha version, which promises nothing.
    pub(super) fn is_unstable(self) -> bool {
        matches!(self.stability, Ok(Some(Stability::Draft | Stability::Alpha)))
    }

    /// What had been announced, seen from a day.
    pub(super) fn notice(self, today: Option<Day>) -> Notice {
        match (self.deprecated, self.sunset) {
            _ if self.is_unstable() => Notice::Unstable,
            (false, _) => Notice::None,
            (true, Sunset::Unsaid) => Notice::Deprecated,
            (true, Sunset::Unreadable) => Notice::Unreadable,
            (true, Sunset::On(day)) if today.is_some_and(|today| today < day) => Notice::Early,
            (true, Sunset::On(_)) => Notice::Due,
        }
    }
}

/// What became of a lifetime.
pub(super) fn lives(old: Lifetime, new: Lifetime) -> Vec<(Life, &'static str)> {
    let mut all = Vec::new();
    if new.stability.is_err() && old.stability != new.stability || {
        old.stability.is_err() && new.stability != old.stability
    } {
        all.push((Life::StabilityInvalid, "the stability level is none that is known"));
    }
    if let (Ok(before), Ok(after)) = (old.stability, new.stability) {
        let level = |it: Option<Stability>| it.unwrap_or(Stability::Stable);
        if level(after) < level(before) && before.is_some() {
            all.push((Life::StabilityDecreased, "was moved to a lower stability level"));
        } else if level(after) > level(before) && after.is_some() {
            all.push((Life::StabilityIncreased, "was moved to a higher stability level"));
        }
    }
    match (old.deprecated, new.deprecated) {
        (false, true) if new.is_unstable() => {}
        (false, true) => match new.sunset {
            Sunset::Unsaid => all.push((Life::Deprecated, "was deprecated")),
            Sunset::Unreadable => all.push((
                Life::SunsetUnreadable,
                "was deprecated, with an end date that cannot be read",
            )),
            Sunset::On(_) => {
                all.push((Life::DeprecatedWithSunset, "was deprecated, with an end date"));
            }
        },
        (true, false) if old.is_unstable() => {}
        (true, false) => all.push((Life::Reactivated, "is no longer deprecated")),
        (true, true) => match (old.sunset, new.sunset) {
            (Sunset::Unreadable | Sunset::On(_), Sunset::Unsaid) => {
                all.push((Life::SunsetDeleted, "is still deprecated, and lost its end date"));
            }
            (Sunset::Unsaid | Sunset::On(_), Sunset::Unreadable) => {
                all.push((Life::SunsetUnreadable, "has an end date that cannot be read"));
            }
            (before, after) if before != after => {
                all.push((Life::SunsetMoved, "has another end date"));
            }
            _ => {}
        },
        (false, false) => {}
    }
    all
}

/// What became of the life of a property.
pub(super) fn property<'a>(
    found: &mut Compared<'a>,
    (old, new): (&View<'a>, &View<'a>),
    via: Via<'a>,
    at: Places,
) {
    let life = |it: &View<'a>| {
        let deprecated = it.any(crate::ir::Schema::is_deprecated);
        let said = it.first(|it| (!it.extensions().is_empty()).then(|| it.extensions()));
        Lifetime::new(deprecated, said.unwrap_or_default())
    };
    for (life, text) in lives(life(old), life(new)) {
        let text = match life {
            Life::StabilityInvalid => text.to_owned(),
            _ => format!("the property {text}"),
        };
        found.add_at(via, Kind::Life(life), at, text);
    }
}
