//! Which bump of a version a change asks for: of the API on the wire, and of
//! the crate that is generated from it.

use crate::diag::Level;
use crate::diff::change::Change;
use crate::diff::kind::{Fate, Kind, Life, SchemePart};

/// Which part of a version must move.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Bump {
    /// Nothing that anybody relies on changed.
    Patch,
    /// There is more than before, and all that worked works.
    Minor,
    /// What worked may no longer.
    Major,
}

impl Bump {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What changes together ask for: first on the wire, then of the crate.
    pub fn of(changes: &[Change]) -> (Self, Self) {
        let wire = |it: &Change| match it.level {
            Level::Error | Level::Warning => Self::Major,
            // Names that the document gives are not on the wire.
            _ if matches!(it.kind, Kind::OperationId(_) | Kind::Tag(_)) => Self::Patch,
            Level::Info => Self::Minor,
            Level::Off => Self::Patch,
        };
        let of = |bump: &dyn Fn(&Change) -> Self| changes.iter().map(bump).max();
        let krate = |it: &Change| it.kind.of_crate();
        (of(&wire).unwrap_or(Self::Patch), of(&krate).unwrap_or(Self::Patch))
    }
}

impl Kind {
    /// What the change asks of the version of the generated crate. Its structs
    /// have public fields, its enums can be matched without a rest, and its
    /// traits have a method for each operation: more of any of these breaks
    /// source that compiled, though the wire stays compatible.
    #[expect(clippy::match_same_arms, reason = "each group has its own reason")]
    pub fn of_crate(self) -> Bump {
        match self {
            // A method of a trait, its name, its trait.
            Self::OperationAdded
            | Self::OperationRemoved(_)
            | Self::PathRemoved(_)
            | Self::OperationId(_)
            | Self::Tag(_) => Bump::Major,
            // The arguments of a method.
            Self::ParameterAdded(_)
            | Self::PathParameterAdded(_)
            | Self::UrlParameterAdded
            | Self::ParameterRemoved(_)
            | Self::UrlParameterRenamed
            | Self::BodyAdded(_)
            | Self::BodyRemoved
            | Self::SecurityRequired(_)
            | Self::SecurityDropped(_) => Bump::Major,
            // The variants of what it returns, and what they hold.
            Self::Media(_)
            | Self::MediaGeneralized
            | Self::MediaSpecialized
            | Self::MediaSchema(_)
            | Self::Success(_)
            | Self::NonSuccess(_)
            | Self::HeaderAdded
            | Self::HeaderRemoved(_) => Bump::Major,
            // The fields of a struct and their types.
            Self::BecameRequired(_)
            | Self::BecameOptional
            | Self::PropertyAdded { .. }
            | Self::PropertyRemoved { .. }
            | Self::TypeChanged
            | Self::TypeGeneralized
            | Self::TypeSpecialized
            | Self::TypeCompatible
            | Self::TypesWidened
            | Self::TypesNarrowed
            | Self::BecameNullable
            | Self::BecameNotNullable
            | Self::AdditionalForbidden(_)
            | Self::ContentMediaType
            | Self::ContentEncoding => Bump::Major,
            // The variants of an enum.
            Self::BecameEnum
            | Self::EnumDropped
            | Self::EnumValue(_)
            | Self::Const(_)
            | Self::Member(..)
            | Self::Wrapped(_)
            | Self::Unwrapped(_)
            | Self::UnionChanged
            | Self::Discriminator(_)
            | Self::DiscriminatorProperty
            | Self::DiscriminatorMapping(_) => Bump::Major,
            Self::Schema(Fate::Removed) => Bump::Major,
            Self::Schema(_) => Bump::Minor,
            // How it behaves, with the same source.
            Self::OperationMoved
            | Self::BasePathChanged
            | Self::Life(
                Life::Deprecated
                | Life::DeprecatedWithSunset
                | Life::Reactivated
                | Life::SunsetUnreadable
                | Life::SunsetDeleted
                | Life::SunsetMoved
                | Life::StabilityDecreased
                | Life::StabilityIncreased
                | Life::StabilityInvalid,
            )
            | Self::Webhook(_)
            | Self::Callback(_)
            | Self::Link(_)
            | Self::Alternative(..)
            | Self::Scope(..)
            | Self::Scheme(
                SchemePart::Itself(_)
                | SchemePart::Type
                | SchemePart::AuthorizationUrl
                | SchemePart::TokenUrl
                | SchemePart::RefreshUrl
                | SchemePart::ConnectUrl
                | SchemePart::Flow(_)
                | SchemePart::Scope(_),
                _,
            )
            | Self::StyleChanged
            | Self::EmptyValue(_)
            | Self::EncodingChanged
            | Self::ReadOnly { .. }
            | Self::WriteOnly { .. }
            | Self::ExtensibleEnumValue(_)
            | Self::Default(_)
            | Self::Bound(..)
            | Self::MultipleOf(_)
            | Self::Pattern(_)
            | Self::PatternGeneralized
            | Self::Unique(_)
            | Self::Keyword(..)
            | Self::DependentRequired(_)
            | Self::XmlChanged => Bump::Minor,
            Self::Server(_) | Self::Annotation(_) | Self::Prose(_) => Bump::Patch,
        }
    }
}
