//! What the pages bear out of what reading them suggests.
//!
//! Reading makes one API of all pages, and so a difference in one section may
//! let another be read otherwise that is the same: rows are known again by the
//! sections that have them. A change is told where lines differ that can tell it.

use crate::build::mirror::End;
use crate::build::mirror::pair::{Pair, Reach};
use crate::build::mirror::sample::Different;
use crate::build::mirror::told::{is_of_values, is_property, last_name};
use crate::diff::{Change, Kind, Prose};
use crate::text::Span;

/// Drops the changes that nothing on the pages tells: no line, and no value of a
/// sample, from which the types of rows are known better.
pub(super) fn drop_untold(
    changes: &mut Vec<Change>,
    pairs: &[Pair<'_>],
    samples: &[Different],
    end: End,
) {
    let titled =
        changes.iter().any(|it| is_of_titles(it.kind)) && pairs.iter().any(Pair::has_titles);
    let listed = pairs.iter().any(Pair::lists_values);
    let is_told = |it: &Change| {
        let (page, place) = end.places_of(it);
        let Some(reach) = reach(it.kind) else { return true };
        let Some(at) = page else {
            // Values that tables list are told where these list them.
            if reach == Reach::Values && listed {
                return false;
            }
            // What samples alone show has no prose.
            let is_words = matches!(it.kind, Kind::Prose(Prose::Description | Prose::Title));
            let any = || pairs.iter().any(Pair::differs_in_parts);
            return reach == Reach::Section || !is_words && any();
        };
        let pair = around(pairs, at);
        if titled && is_of_titles(it.kind) {
            let lacks = || pairs.iter().any(Pair::lacks_title);
            return pair.and_then(|it| it.has_other_title(at)).unwrap_or_else(lacks);
        }
        // Where a property came or went, the rest is told in the order of its rows.
        if it.kind == Kind::Prose(Prose::Order)
            && pair.is_some_and(|it| it.rows.has_properties() && !it.rows.has_moved())
        {
            return false;
        }
        // What a sample lacks with a row is gone with that.
        let may_tell = |sample: &&Different| {
            let alone = sample.alone.as_ref().filter(|_| !is_property(it.kind));
            !alone.is_some_and(|name| pair.is_some_and(|it| it.has_alone(name)))
        };
        let mut samples = samples.iter().filter(may_tell);
        let shows_in_samples =
            is_of_values(it.kind) && place.is_some_and(|at| samples.any(|it| it.follows_from(at)));
        let tells = |pair: &Pair<'_>| {
            let is_alone = is_property(it.kind) && pair.has_alone(last_name(it));
            is_alone || pair.differs_at(at, reach)
        };
        shows_in_samples || pair.is_none_or(tells)
    };
    changes.retain(is_told);
}

/// The sections that a place on the pages is in.
pub(super) fn around<'p, 'a>(pairs: &'p [Pair<'a>], at: Span) -> Option<&'p Pair<'a>> {
    let before = |it: &Pair<'_>| {
        let it = it.theirs.at();
        (it.file, it.start) <= (at.file, at.start)
    };
    let pair = &pairs[pairs.partition_point(before).checked_sub(1)?];
    let section = pair.theirs.at();
    (section.file == at.file && at.start < section.end).then_some(pair)
}

/// Whether tables tell of a kind of change in the titles of parts.
fn is_of_titles(kind: Kind) -> bool {
    matches!(kind, Kind::Discriminator(_) | Kind::DiscriminatorProperty)
}

/// Which lines may tell of a kind of change, from where it is told on; `None`:
/// lines of other sections, too.
fn reach(kind: Kind) -> Option<Reach> {
    Some(match kind {
        Kind::OperationAdded
        | Kind::OperationRemoved(_)
        | Kind::PathRemoved(_)
        | Kind::OperationMoved
        | Kind::BasePathChanged
        | Kind::OperationId(_)
        | Kind::Tag(_)
        | Kind::Life(_)
        | Kind::Server(_)
        | Kind::Webhook(_)
        | Kind::Callback(_)
        | Kind::Schema(_)
        | Kind::Alternative(..)
        | Kind::Scope(..)
        | Kind::SecurityRequired(_)
        | Kind::SecurityDropped(_)
        | Kind::Scheme(..)
        | Kind::Prose(Prose::Info | Prose::Order) => return None,
        Kind::Prose(Prose::Example)
        | Kind::Link(_)
        | Kind::ParameterAdded(_)
        | Kind::PathParameterAdded(_)
        | Kind::UrlParameterAdded
        | Kind::ParameterRemoved(_)
        | Kind::UrlParameterRenamed
        | Kind::StyleChanged
        | Kind::EmptyValue(_)
        | Kind::BodyAdded(_)
        | Kind::BodyRemoved
        | Kind::Media(_)
        | Kind::MediaGeneralized
        | Kind::MediaSpecialized
        | Kind::MediaSchema(_)
        | Kind::EncodingChanged
        | Kind::Success(_)
        | Kind::NonSuccess(_)
        | Kind::HeaderAdded
        | Kind::HeaderRemoved(_) => Reach::Section,
        Kind::PropertyAdded { .. }
        | Kind::PropertyRemoved { .. }
        | Kind::Member(..)
        | Kind::Annotation(_)
        | Kind::Wrapped(_)
        | Kind::Unwrapped(_)
        | Kind::UnionChanged => Reach::Part,
        Kind::BecameRequired(_)
        | Kind::BecameOptional
        | Kind::ReadOnly { .. }
        | Kind::WriteOnly { .. }
        | Kind::TypeChanged
        | Kind::TypeGeneralized
        | Kind::TypeSpecialized
        | Kind::TypeCompatible
        | Kind::TypesWidened
        | Kind::TypesNarrowed
        | Kind::BecameNullable
        | Kind::BecameNotNullable
        | Kind::AdditionalForbidden(_)
        | Kind::Prose(Prose::Description | Prose::Title) => Reach::Row,
        Kind::BecameEnum
        | Kind::EnumDropped
        | Kind::EnumValue(_)
        | Kind::ExtensibleEnumValue(_) => Reach::Values,
        Kind::Const(_)
        | Kind::Default(_)
        | Kind::Bound(..)
        | Kind::MultipleOf(_)
        | Kind::Pattern(_)
        | Kind::PatternGeneralized
        | Kind::Unique(_)
        | Kind::Keyword(..)
        | Kind::DependentRequired(_)
        | Kind::ContentMediaType
        | Kind::ContentEncoding
        | Kind::Discriminator(_)
        | Kind::DiscriminatorProperty
        | Kind::DiscriminatorMapping(_)
        | Kind::XmlChanged
        | Kind::Prose(_) => Reach::Rows,
    })
}
