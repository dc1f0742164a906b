//! What can change, as a closed list.

mod id;
mod parts;

pub use parts::{
    Bound, Combined, Direction, Fate, Keyword, Life, Notice, Prose, SchemePart, Step, Subject,
};

use crate::ir::Status;

/// Every kind of change.
///
/// A kind does not say where, nor in which direction: that is the
/// [`Subject`] and the [`Direction`] beside it. The three make the id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// An operation is new.
    OperationAdded,
    /// An operation is gone, others of its path remain.
    OperationRemoved(Notice),
    /// An operation is gone with its whole path.
    PathRemoved(Notice),
    /// An operation is found at another URL.
    OperationMoved,
    /// All operations are found under another base path.
    BasePathChanged,
    /// `operationId`
    OperationId(Fate),
    /// A tag of an operation.
    Tag(Fate),
    /// Its lifetime.
    Life(Life),
    /// A server.
    Server(Fate),
    /// A webhook.
    Webhook(Fate),
    /// A callback.
    Callback(Fate),
    /// A link of a response.
    Link(Fate),
    /// A schema of the components.
    Schema(Fate),

    /// An alternative among those that suffice; `true`: of the whole API.
    Alternative(Fate, bool),
    /// A scope; `true`: in the security of the whole API.
    Scope(Fate, bool),
    /// Nothing was asked for, and now something is.
    SecurityRequired(bool),
    /// Something was asked for, and now nothing is.
    SecurityDropped(bool),
    /// A security scheme that an operation uses (or, `false`, none does).
    Scheme(SchemePart, bool),

    /// A parameter of an operation is new: whether it is required.
    ParameterAdded(bool),
    /// A parameter of a whole path is new: whether it is required.
    PathParameterAdded(bool),
    /// A new variable in the path.
    UrlParameterAdded,
    /// A parameter is gone.
    ParameterRemoved(Notice),
    /// The name of a variable in the path is another.
    UrlParameterRenamed,
    /// `style`, `explode`, `collectionFormat`: another spelling of values.
    StyleChanged,
    /// `allowEmptyValue` came (`true`) or went.
    EmptyValue(bool),

    /// A request body is new: whether it is required.
    BodyAdded(bool),
    /// The request body is gone.
    BodyRemoved,
    /// A media type.
    Media(Fate),
    /// A media type was replaced by one that says less.
    MediaGeneralized,
    /// A media type was replaced by one that says more.
    MediaSpecialized,
    /// A media type's schema is there, or not.
    MediaSchema(Fate),
    /// How a property of a form is sent.
    EncodingChanged,
    /// A status that means success.
    Success(Fate),
    /// A status that does not.
    NonSuccess(Fate),
    /// A header is new.
    HeaderAdded,
    /// A header is gone: whether it was always there.
    HeaderRemoved(bool),

    /// It must be there now; `true`: it has a default.
    BecameRequired(bool),
    /// It need not be there any more.
    BecameOptional,
    /// A property is new: whether it is required, and has a default.
    PropertyAdded {
        /// Whether it must be there.
        required: bool,
        /// Whether it has a default.
        default: bool,
    },
    /// A property is gone: whether it was required.
    PropertyRemoved {
        /// Whether it had to be there.
        required: bool,
    },
    /// `readOnly` came (`on`) or went.
    ReadOnly {
        /// Whether it came.
        on: bool,
        /// Whether the property must be there.
        required: bool,
    },
    /// `writeOnly` came (`on`) or went.
    WriteOnly {
        /// Whether it came.
        on: bool,
        /// Whether the property must be there.
        required: bool,
    },

    /// The type is another, and neither holds the other.
    TypeChanged,
    /// The new type holds the old one.
    TypeGeneralized,
    /// The old type holds the new one.
    TypeSpecialized,
    /// The type is another, but on this wire both are text.
    TypeCompatible,
    /// More types are listed.
    TypesWidened,
    /// Fewer types are listed.
    TypesNarrowed,
    /// `null` is allowed now.
    BecameNullable,
    /// `null` is no longer allowed.
    BecameNotNullable,
    /// Any value was allowed, now those of a list are.
    BecameEnum,
    /// The values of a list were allowed, now any is.
    EnumDropped,
    /// A value of the list.
    EnumValue(Fate),
    /// A value of `x-extensible-enum`.
    ExtensibleEnumValue(Fate),
    /// `const`
    Const(Fate),
    /// `default`
    Default(Fate),
    /// A bound.
    Bound(Bound, Step),
    /// `multipleOf`
    MultipleOf(Fate),
    /// `pattern`
    Pattern(Fate),
    /// The new pattern matches whatever the old one did.
    PatternGeneralized,
    /// `uniqueItems` came (`true`) or went.
    Unique(bool),
    /// A member of `allOf`, `anyOf`, `oneOf`.
    Member(Combined, Fate),
    /// A member of `allOf` that allows everything.
    Annotation(Fate),
    /// What stood alone is now among alternatives.
    Wrapped(Combined),
    /// What was among alternatives now stands alone.
    Unwrapped(Combined),
    /// `oneOf` became `anyOf` or the other way.
    UnionChanged,
    /// A keyword that holds schemas.
    Keyword(Keyword, Fate),
    /// `dependentRequired`
    DependentRequired(Fate),
    /// `contentMediaType`
    ContentMediaType,
    /// `contentEncoding`
    ContentEncoding,
    /// `discriminator`
    Discriminator(Fate),
    /// The property of a `discriminator`.
    DiscriminatorProperty,
    /// A value of a `discriminator`.
    DiscriminatorMapping(Fate),
    /// Properties that are not named are forbidden (`false`: allowed) now.
    AdditionalForbidden(bool),
    /// The spelling of XML is another.
    XmlChanged,

    /// What is said besides.
    Prose(Prose),
}

impl Kind {
    /// A response of this status that came or went.
    pub(crate) fn response(status: &Status, fate: Fate) -> Self {
        match status {
            Status::Code(200..=299) | Status::Range(2) => Self::Success(fate),
            _ => Self::NonSuccess(fate),
        }
    }

    /// The kind that the same change is in the other direction of time: what
    /// was added is removed. `None` for kinds that depend on more than the two
    /// things compared: on notice given, on the order of matching.
    pub fn counterpart(self) -> Option<Self> {
        let back = |fate| match fate {
            Fate::Added => Fate::Removed,
            Fate::Removed => Fate::Added,
            Fate::Changed => Fate::Changed,
        };
        Some(match self {
            Self::OperationId(fate) => Self::OperationId(back(fate)),
            Self::Tag(fate) => Self::Tag(back(fate)),
            Self::Server(fate) => Self::Server(back(fate)),
            Self::Webhook(fate) => Self::Webhook(back(fate)),
            Self::Callback(fate) => Self::Callback(back(fate)),
            Self::Link(fate) => Self::Link(back(fate)),
            Self::Schema(fate) => Self::Schema(back(fate)),
            Self::Alternative(fate, global) => Self::Alternative(back(fate), global),
            Self::Scope(fate, global) => Self::Scope(back(fate), global),
            Self::SecurityRequired(global) => Self::SecurityDropped(global),
            Self::SecurityDropped(global) => Self::SecurityRequired(global),
            Self::EmptyValue(on) => Self::EmptyValue(!on),
            Self::Media(fate) => Self::Media(back(fate)),
            Self::MediaGeneralized => Self::MediaSpecialized,
            Self::MediaSpecialized => Self::MediaGeneralized,
            Self::MediaSchema(fate) => Self::MediaSchema(back(fate)),
            Self::Success(fate) => Self::Success(back(fate)),
            Self::NonSuccess(fate) => Self::NonSuccess(back(fate)),
            Self::BecameNullable => Self::BecameNotNullable,
            Self::BecameNotNullable => Self::BecameNullable,
            Self::BecameEnum => Self::EnumDropped,
            Self::EnumDropped => Self::BecameEnum,
            Self::EnumValue(fate) => Self::EnumValue(back(fate)),
            Self::ExtensibleEnumValue(fate) => Self::ExtensibleEnumValue(back(fate)),
            Self::Const(fate) => Self::Const(back(fate)),
            Self::Default(fate) => Self::Default(back(fate)),
            Self::Bound(bound, step) => Self::Bound(
                bound,
                match step {
                    Step::Set => Step::Unset,
                    Step::Unset => Step::Set,
                    Step::Increased => Step::Decreased,
                    Step::Decreased => Step::Increased,
                },
            ),
            Self::MultipleOf(fate) => Self::MultipleOf(back(fate)),
            Self::Unique(on) => Self::Unique(!on),
            Self::Member(combined, fate) => Self::Member(combined, back(fate)),
            Self::Annotation(fate) => Self::Annotation(back(fate)),
            Self::Wrapped(combined) => Self::Unwrapped(combined),
            Self::Unwrapped(combined) => Self::Wrapped(combined),
            Self::Keyword(keyword, fate) => Self::Keyword(keyword, back(fate)),
            Self::DependentRequired(fate) => Self::DependentRequired(back(fate)),
            Self::Discriminator(fate) => Self::Discriminator(back(fate)),
            Self::DiscriminatorMapping(fate) => Self::DiscriminatorMapping(back(fate)),
            Self::AdditionalForbidden(on) => Self::AdditionalForbidden(!on),
            Self::StyleChanged
            | Self::EncodingChanged
            | Self::UnionChanged
            | Self::ContentMediaType
            | Self::ContentEncoding
            | Self::DiscriminatorProperty
            | Self::XmlChanged
            | Self::Prose(_) => self,
            Self::OperationAdded
            | Self::OperationRemoved(_)
            | Self::PathRemoved(_)
            | Self::OperationMoved
            | Self::BasePathChanged
            | Self::Life(_)
            | Self::Scheme(..)
            | Self::ParameterAdded(_)
            | Self::PathParameterAdded(_)
            | Self::UrlParameterAdded
            | Self::ParameterRemoved(_)
            | Self::UrlParameterRenamed
            | Self::BodyAdded(_)
            | Self::BodyRemoved
            | Self::HeaderAdded
            | Self::HeaderRemoved(_)
            | Self::BecameRequired(_)
            | Self::BecameOptional
            | Self::PropertyAdded { .. }
            | Self::PropertyRemoved { .. }
            | Self::ReadOnly { .. }
            | Self::WriteOnly { .. }
            | Self::TypeChanged
            | Self::TypeGeneralized
            | Self::TypeSpecialized
            | Self::TypeCompatible
            | Self::TypesWidened
            | Self::TypesNarrowed
            | Self::Pattern(_)
            | Self::PatternGeneralized => return None,
        })
    }
}
