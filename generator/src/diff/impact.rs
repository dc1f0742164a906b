//! What each change does to a client: an exhaustive match, so that no kind of
//! change can be added without a verdict.
//!
//! Narrowing what is accepted breaks those who send, and widening what is
//! returned breaks those who read. Where an id is oasdiff's, so is the level,
//! unless that is wrong; the conformance test lists each such case.

use crate::diag::Level;
use crate::diff::kind::{
    Bound, Combined, Direction, Fate, Keyword, Kind, Life, Notice, Prose, SchemePart, Step, Subject,
};

/// How bad a change is for clients.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Impact {
    /// Error and warning break; info does not; what is off is not shown unless
    /// settings or the reader ask for it.
    pub level: Level,
    /// Whether the documents cannot tell if it breaks.
    pub undecided: bool,
}

/// It breaks clients.
const BREAKS: Impact = Impact { level: Level::Error, undecided: false };
/// It breaks those clients that rely on it.
const MAY: Impact = Impact { level: Level::Warning, undecided: false };
/// Whether it breaks does not follow from the documents.
const OPEN: Impact = Impact { level: Level::Warning, undecided: true };
/// It breaks nobody, and is worth telling.
const HARMLESS: Impact = Impact { level: Level::Info, undecided: false };
/// No client can notice it.
const SILENT: Impact = Impact { level: Level::Off, undecided: false };

/// What narrows: breaks requests, and is harmless in responses.
fn narrows(response: bool) -> Impact {
    if response { HARMLESS } else { BREAKS }
}

/// What widens: breaks responses, and is harmless in requests.
fn widens(response: bool) -> Impact {
    if response { BREAKS } else { HARMLESS }
}

impl Kind {
    /// What such a change here does to clients.
    #[expect(clippy::match_same_arms, reason = "each kind has its own verdict")]
    pub fn impact(self, subject: Subject, direction: Direction) -> Impact {
        let response = direction == Direction::Response;
        // What the direction never carries, no client of it notices.
        if subject == Subject::Dormant && self.can_be_unseen(direction) {
            return self.impact_unseen();
        }
        match self {
            Self::OperationAdded => HARMLESS,
            Self::OperationRemoved(notice) | Self::PathRemoved(notice) => match notice {
                Notice::None | Notice::Early | Notice::Unreadable => BREAKS,
                Notice::Deprecated => HARMLESS,
                Notice::Due | Notice::Unstable => SILENT,
            },
            Self::OperationMoved | Self::BasePathChanged => BREAKS,
            Self::OperationId(_) | Self::Tag(_) => HARMLESS,
            Self::Life(life) => life_impact(life),
            Self::Server(Fate::Added) => SILENT,
            // Whether the old address still answers, no document says.
            Self::Server(_) => OPEN,
            Self::Webhook(Fate::Removed) => BREAKS,
            Self::Webhook(_) => HARMLESS,
            Self::Callback(Fate::Removed) => BREAKS,
            Self::Callback(_) => HARMLESS,
            Self::Link(_) => SILENT,
            Self::Schema(Fate::Removed) => HARMLESS,
            Self::Schema(_) => SILENT,

            Self::Alternative(Fate::Removed | Fate::Changed, _) | Self::Scope(Fate::Added, _) => {
                MAY
            }
            Self::Alternative(Fate::Added, _) | Self::Scope(_, _) => HARMLESS,
            Self::SecurityRequired(_) => BREAKS,
            Self::SecurityDropped(_) => HARMLESS,
            Self::Scheme(SchemePart::Type | SchemePart::Itself(Fate::Changed), true) => BREAKS,
            Self::Scheme(SchemePart::Flow(Fate::Removed), true) => BREAKS,
            Self::Scheme(SchemePart::Itself(Fate::Added), _) => HARMLESS,
            Self::Scheme(_, _) => HARMLESS,

            Self::ParameterAdded(required) | Self::PathParameterAdded(required) => {
                if required {
                    BREAKS
                } else {
                    HARMLESS
                }
            }
            Self::UrlParameterAdded => BREAKS,
            Self::ParameterRemoved(notice) => match notice {
                Notice::None => MAY,
                Notice::Deprecated | Notice::Unstable => HARMLESS,
                Notice::Due => SILENT,
                Notice::Early | Notice::Unreadable => BREAKS,
            },
            Self::UrlParameterRenamed => SILENT,
            Self::StyleChanged | Self::EncodingChanged => BREAKS,
            Self::EmptyValue(true) => HARMLESS,
            Self::EmptyValue(false) => MAY,

            Self::BodyAdded(required) => {
                if required {
                    BREAKS
                } else {
                    HARMLESS
                }
            }
            Self::BodyRemoved => BREAKS,
            Self::Media(Fate::Added | Fate::Changed) => HARMLESS,
            Self::Media(Fate::Removed) => BREAKS,
            Self::MediaGeneralized => widens(response),
            Self::MediaSpecialized => narrows(response),
            Self::MediaSchema(Fate::Added | Fate::Changed) => narrows(response),
            Self::MediaSchema(Fate::Removed) => {
                if response {
                    MAY
                } else {
                    HARMLESS
                }
            }
            Self::Success(Fate::Removed) => BREAKS,
            Self::Success(_) | Self::NonSuccess(_) | Self::HeaderAdded => HARMLESS,
            Self::HeaderRemoved(required) => {
                if required {
                    BREAKS
                } else {
                    MAY
                }
            }

            Self::BecameRequired(_) => {
                if subject == Subject::Header {
                    SILENT
                } else {
                    narrows(response)
                }
            }
            Self::BecameOptional if subject == Subject::HeaderProperty => SILENT,
            Self::BecameOptional => widens(response),
            Self::PropertyAdded { required: false, .. } if subject == Subject::HeaderProperty => {
                SILENT
            }
            Self::PropertyAdded { required, .. } => {
                if required {
                    narrows(response)
                } else {
                    HARMLESS
                }
            }
            Self::PropertyRemoved { required } => {
                if response && required {
                    BREAKS
                } else {
                    MAY
                }
            }
            Self::WriteOnly { on: false, required: true } if response => MAY,
            Self::ReadOnly { .. } | Self::WriteOnly { .. } => HARMLESS,

            Self::TypeChanged if subject == Subject::ParameterProperty => MAY,
            Self::TypeChanged => BREAKS,
            Self::TypeGeneralized | Self::TypesWidened => widens(response),
            Self::TypeSpecialized | Self::TypesNarrowed => narrows(response),
            Self::TypeCompatible => HARMLESS,
            Self::BecameNullable => widens(response),
            Self::BecameNotNullable | Self::BecameEnum => narrows(response),
            Self::EnumDropped => {
                if response {
                    MAY
                } else {
                    HARMLESS
                }
            }
            Self::EnumValue(Fate::Added) => {
                if response {
                    MAY
                } else {
                    HARMLESS
                }
            }
            Self::EnumValue(_) => narrows(response),
            Self::ExtensibleEnumValue(Fate::Removed) => narrows(response),
            Self::ExtensibleEnumValue(_) => SILENT,
            Self::Const(Fate::Added) => narrows(response),
            Self::Const(Fate::Removed) => widens(response),
            Self::Const(Fate::Changed) => BREAKS,
            Self::Default(_) => {
                if subject == Subject::Parameter && !response {
                    BREAKS
                } else {
                    HARMLESS
                }
            }
            // That a list in a body may be shorter now asks nothing of anybody.
            Self::Bound(Bound::MinItems, Step::Decreased)
                if !response && !subject.is_parameter() =>
            {
                SILENT
            }
            Self::Bound(bound, step) => bound_impact(bound, step, response),
            Self::MultipleOf(Fate::Added) => {
                if response {
                    SILENT
                } else {
                    MAY
                }
            }
            Self::MultipleOf(Fate::Removed) => widens(response),
            Self::MultipleOf(Fate::Changed) => OPEN,
            Self::Pattern(Fate::Added) => narrows(response),
            Self::Pattern(Fate::Removed) | Self::PatternGeneralized => HARMLESS,
            // Whether one expression matches all that another does, no short
            // way tells.
            Self::Pattern(Fate::Changed) => {
                if response {
                    HARMLESS
                } else {
                    OPEN
                }
            }
            Self::Unique(true) => {
                if response {
                    SILENT
                } else {
                    BREAKS
                }
            }
            Self::Unique(false) => {
                if response {
                    MAY
                } else {
                    HARMLESS
                }
            }
            Self::Member(combined, fate) => member_impact(combined, fate, response),
            Self::Annotation(_) => HARMLESS,
            Self::Wrapped(_) => BREAKS,
            Self::Unwrapped(_) | Self::UnionChanged => OPEN,
            Self::Keyword(Keyword::PrefixItems, Fate::Added) => widens(response),
            Self::Keyword(Keyword::PrefixItems, Fate::Removed) => narrows(response),
            Self::Keyword(_, Fate::Added) => narrows(response),
            Self::Keyword(_, Fate::Removed) => widens(response),
            Self::Keyword(_, Fate::Changed) => OPEN,
            Self::DependentRequired(Fate::Added) => narrows(response),
            Self::DependentRequired(Fate::Removed) => widens(response),
            Self::DependentRequired(Fate::Changed) => BREAKS,
            Self::ContentMediaType | Self::ContentEncoding | Self::XmlChanged => BREAKS,
            Self::Discriminator(_) | Self::DiscriminatorProperty => HARMLESS,
            Self::DiscriminatorMapping(_) => HARMLESS,
            Self::AdditionalForbidden(true) => narrows(response),
            Self::AdditionalForbidden(false) => HARMLESS,

            Self::Prose(
                Prose::Description
                | Prose::Summary
                | Prose::Title
                | Prose::Example
                | Prose::ExternalDocs
                | Prose::Extension
                | Prose::Info
                | Prose::Order
                | Prose::ValueOrder,
            ) => SILENT,
        }
    }

    /// The impact of what stands at an operation, where clients receive what
    /// it is about: a webhook, or a callback.
    pub(super) fn impact_received(self, sent: Impact) -> Impact {
        match self {
            Self::ParameterAdded(_) | Self::PathParameterAdded(_) | Self::BodyAdded(_) => HARMLESS,
            Self::ParameterRemoved(_) | Self::BodyRemoved => BREAKS,
            Self::Success(Fate::Removed) | Self::NonSuccess(Fate::Removed) => MAY,
            _ => sent,
        }
    }

    /// Whether such a change is calmer where the direction does not carry what
    /// it is about. Who sends back what was read sends read-only properties
    /// too, so that in requests this holds for few.
    pub(super) fn can_be_unseen(self, direction: Direction) -> bool {
        match self {
            Self::PropertyAdded { .. }
            | Self::PropertyRemoved { .. }
            | Self::BecameRequired(_)
            | Self::BecameOptional => true,
            Self::EnumValue(Fate::Added) => direction == Direction::Response,
            Self::EnumValue(_) | Self::Bound(_, Step::Increased | Step::Decreased) => {
                direction == Direction::Request
            }
            _ => false,
        }
    }

    /// What a change of something does that its direction does not carry.
    fn impact_unseen(self) -> Impact {
        match self {
            Self::Prose(_) | Self::Bound(_, Step::Set | Step::Unset) => SILENT,
            _ => HARMLESS,
        }
    }
}

#[expect(clippy::match_same_arms, reason = "each kind has its own verdict")]
fn life_impact(life: Life) -> Impact {
    match life {
        Life::Deprecated | Life::DeprecatedWithSunset | Life::Reactivated => HARMLESS,
        Life::SunsetUnreadable
        | Life::SunsetDeleted
        | Life::StabilityDecreased
        | Life::StabilityInvalid => BREAKS,
        Life::SunsetMoved => HARMLESS,
        Life::StabilityIncreased => SILENT,
    }
}

#[expect(clippy::match_same_arms, reason = "each kind has its own verdict")]
fn bound_impact(bound: Bound, step: Step, response: bool) -> Impact {
    let tells = matches!(bound, Bound::MaxContains | Bound::MinContains);
    let narrower = match (bound.is_upper(), step) {
        // A first bound may be what the server always held.
        (_, Step::Set) => return if response { SILENT } else { MAY },
        (_, Step::Unset) => false,
        (true, Step::Decreased) | (false, Step::Increased) => true,
        (true, Step::Increased) | (false, Step::Decreased) => false,
    };
    match (narrower, response) {
        (true, true) if !tells => SILENT,
        (true, _) => narrows(response),
        (false, _) => widens(response),
    }
}

#[expect(clippy::match_same_arms, reason = "each kind has its own verdict")]
fn member_impact(combined: Combined, fate: Fate, response: bool) -> Impact {
    match (combined, fate) {
        (Combined::AllOf, Fate::Added) => narrows(response),
        (Combined::AllOf, Fate::Removed) => {
            if response {
                HARMLESS
            } else {
                MAY
            }
        }
        (Combined::AnyOf, Fate::Added) => HARMLESS,
        (Combined::OneOf, Fate::Added) => widens(response),
        (Combined::AnyOf | Combined::OneOf, Fate::Removed) => narrows(response),
        (_, Fate::Changed) => OPEN,
    }
}
