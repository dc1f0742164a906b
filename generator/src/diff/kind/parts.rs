//! What kinds of change are told apart by.

/// Whether a client sends a thing or receives it.
///
/// What a webhook or a callback carries is received by the client although it
/// is a request on the wire; the direction follows the client.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// Sent by the client.
    Request,
    /// Received by the client.
    Response,
    /// Both; only for what no direction judges, such as prose.
    Both,
}

impl Direction {
    /// The two that are judged apart.
    pub const JUDGED: [Self; 2] = [Self::Request, Self::Response];

    /// The word of the machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
        }
    }
}

/// What sort of thing carries a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    /// The API as a whole.
    Api,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A property within a parameter.
    ParameterProperty,
    /// A property within a header parameter.
    HeaderProperty,
    /// The schema of a request or response body.
    Body,
    /// A property, or what a list or map in a body holds.
    Property,
    /// A property that the direction never carries: a read-only one of a
    /// request, a write-only one of a response.
    Dormant,
    /// A response header.
    Header,
    /// A property within a response header.
    ResponseHeaderProperty,
}

impl Subject {
    /// All that a schema can stand in.
    pub const OF_SCHEMAS: [Self; 8] = [
        Self::Body,
        Self::Parameter,
        Self::Header,
        Self::Property,
        Self::HeaderProperty,
        Self::ParameterProperty,
        Self::ResponseHeaderProperty,
        Self::Dormant,
    ];

    /// Whether it is a property of something.
    pub fn is_property(self) -> bool {
        matches!(
            self,
            Self::ParameterProperty
                | Self::HeaderProperty
                | Self::Property
                | Self::Dormant
                | Self::ResponseHeaderProperty
        )
    }

    /// Whether it belongs to a parameter.
    pub fn is_parameter(self) -> bool {
        matches!(self, Self::Parameter | Self::ParameterProperty | Self::HeaderProperty)
    }
}

/// A bound of numbers, lengths or counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Bound {
    /// `maximum`
    Max,
    /// `minimum`
    Min,
    /// `exclusiveMaximum`
    ExclusiveMax,
    /// `exclusiveMinimum`
    ExclusiveMin,
    /// `maxLength`
    MaxLength,
    /// `minLength`
    MinLength,
    /// `maxItems`
    MaxItems,
    /// `minItems`
    MinItems,
    /// `maxProperties`
    MaxProperties,
    /// `minProperties`
    MinProperties,
    /// `maxContains`
    MaxContains,
    /// `minContains`
    MinContains,
}

impl Bound {
    /// Every bound.
    pub const ALL: [Self; 12] = [
        Self::Max,
        Self::Min,
        Self::ExclusiveMax,
        Self::ExclusiveMin,
        Self::MaxLength,
        Self::MinLength,
        Self::MaxItems,
        Self::MinItems,
        Self::MaxProperties,
        Self::MinProperties,
        Self::MaxContains,
        Self::MinContains,
    ];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Max => "max",
            Self::Min => "min",
            Self::ExclusiveMax => "exclusive-max",
            Self::ExclusiveMin => "exclusive-min",
            Self::MaxLength => "max-length",
            Self::MinLength => "min-length",
            Self::MaxItems => "max-items",
            Self::MinItems => "min-items",
            Self::MaxProperties => "max-properties",
            Self::MinProperties => "min-properties",
            Self::MaxContains => "max-contains",
            Self::MinContains => "min-contains",
        }
    }

    /// As people call it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Max => "maximum",
            Self::Min => "minimum",
            Self::ExclusiveMax => "exclusive maximum",
            Self::ExclusiveMin => "exclusive minimum",
            Self::MaxLength => "greatest length",
            Self::MinLength => "least length",
            Self::MaxItems => "greatest number of items",
            Self::MinItems => "least number of items",
            Self::MaxProperties => "greatest number of properties",
            Self::MinProperties => "least number of properties",
            Self::MaxContains => "greatest number of matching items",
            Self::MinContains => "least number of matching items",
        }
    }

    /// Whether it holds from above.
    pub fn is_upper(self) -> bool {
        matches!(
            self,
            Self::Max
                | Self::ExclusiveMax
                | Self::MaxLength
                | Self::MaxItems
                | Self::MaxProperties
                | Self::MaxContains
        )
    }
}

/// How a bound moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Step {
    /// There was none.
    Set,
    /// It was raised.
    Increased,
    /// It was lowered.
    Decreased,
    /// It is gone.
    Unset,
}

impl Step {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Set, Self::Increased, Self::Decreased, Self::Unset];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Increased => "increased",
            Self::Decreased => "decreased",
            Self::Unset => "unset",
        }
    }
}

/// A keyword that holds schemas and is there or not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Keyword {
    /// `not`
    Not,
    /// `if`
    If,
    /// `then`
    Then,
    /// `else`
    Else,
    /// `contains`
    Contains,
    /// `prefixItems`
    PrefixItems,
    /// `propertyNames`
    PropertyNames,
    /// `unevaluatedItems`
    UnevaluatedItems,
    /// `unevaluatedProperties`
    UnevaluatedProperties,
    /// `contentSchema`
    ContentSchema,
    /// `dependentSchemas`
    DependentSchema,
    /// `patternProperties`
    PatternProperty,
}

impl Keyword {
    /// Every keyword.
    pub const ALL: [Self; 12] = [
        Self::Not,
        Self::If,
        Self::Then,
        Self::Else,
        Self::Contains,
        Self::PrefixItems,
        Self::PropertyNames,
        Self::UnevaluatedItems,
        Self::UnevaluatedProperties,
        Self::ContentSchema,
        Self::DependentSchema,
        Self::PatternProperty,
    ];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::If => "if",
            Self::Then => "then",
            Self::Else => "else",
            Self::Contains => "contains",
            Self::PrefixItems => "prefix-items",
            Self::PropertyNames => "property-names",
            Self::UnevaluatedItems => "unevaluated-items",
            Self::UnevaluatedProperties => "unevaluated-properties",
            Self::ContentSchema => "content-schema",
            Self::DependentSchema => "dependent-schema",
            Self::PatternProperty => "pattern-property",
        }
    }

    /// As it is written in a document.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::If => "if",
            Self::Then => "then",
            Self::Else => "else",
            Self::Contains => "contains",
            Self::PrefixItems => "prefixItems",
            Self::PropertyNames => "propertyNames",
            Self::UnevaluatedItems => "unevaluatedItems",
            Self::UnevaluatedProperties => "unevaluatedProperties",
            Self::ContentSchema => "contentSchema",
            Self::DependentSchema => "dependentSchemas",
            Self::PatternProperty => "patternProperties",
        }
    }
}

/// How schemas are combined.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Combined {
    /// `allOf`
    AllOf,
    /// `anyOf`
    AnyOf,
    /// `oneOf`
    OneOf,
}

impl Combined {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::AllOf, Self::AnyOf, Self::OneOf];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllOf => "all-of",
            Self::AnyOf => "any-of",
            Self::OneOf => "one-of",
        }
    }

    /// As it is written in a document.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::AllOf => "allOf",
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
        }
    }
}

/// Whether a thing came, went, or is another now.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fate {
    /// It was not there.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
}

impl Fate {
    /// Every fate.
    pub const ALL: [Self; 3] = [Self::Added, Self::Removed, Self::Changed];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// What had been announced when a thing was removed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Notice {
    /// Nothing: it was not deprecated.
    None,
    /// It was deprecated, without a date.
    Deprecated,
    /// It was to stay until a day that has not come.
    Early,
    /// It was to go on a day that has come.
    Due,
    /// There is a date that cannot be read.
    Unreadable,
    /// It was a draft or an alpha version, which promises nothing.
    Unstable,
}

impl Notice {
    /// Every sort of notice.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Deprecated, Self::Early, Self::Due, Self::Unreadable, Self::Unstable];
}

/// What happened to the lifetime of a thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Life {
    /// It was deprecated.
    Deprecated,
    /// It was deprecated, with an end date.
    DeprecatedWithSunset,
    /// It is no longer deprecated.
    Reactivated,
    /// It has an end date that cannot be read.
    SunsetUnreadable,
    /// It is still deprecated, and its end date is gone.
    SunsetDeleted,
    /// Its end date is another.
    SunsetMoved,
    /// It was moved to a lower stability level.
    StabilityDecreased,
    /// It was moved to a higher stability level.
    StabilityIncreased,
    /// Its stability level is none that anybody knows.
    StabilityInvalid,
}

impl Life {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Deprecated,
        Self::DeprecatedWithSunset,
        Self::Reactivated,
        Self::SunsetUnreadable,
        Self::SunsetDeleted,
        Self::SunsetMoved,
        Self::StabilityDecreased,
        Self::StabilityIncreased,
        Self::StabilityInvalid,
    ];
}

/// What is said besides, and no wire carries.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Prose {
    /// `description`
    Description,
    /// `summary`
    Summary,
    /// `title`
    Title,
    /// `example` and `examples`
    Example,
    /// `externalDocs`
    ExternalDocs,
    /// `x-…` keys
    Extension,
    /// The title, version, licence and contact of the API.
    Info,
    /// The order in which things stand.
    Order,
    /// The order in which values are listed.
    ValueOrder,
}

impl Prose {
    /// All of it.
    pub const ALL: [Self; 9] = [
        Self::Description,
        Self::Summary,
        Self::Title,
        Self::Example,
        Self::ExternalDocs,
        Self::Extension,
        Self::Info,
        Self::Order,
        Self::ValueOrder,
    ];

    /// As it stands in an id.
    pub fn name(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Summary => "summary",
            Self::Title => "title",
            Self::Example => "example",
            Self::ExternalDocs => "external-docs",
            Self::Extension => "extension",
            Self::Info => "info",
            Self::Order => "order",
            Self::ValueOrder => "value-order",
        }
    }
}

/// What of a security scheme is another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SchemePart {
    /// The scheme is there, or not.
    Itself(Fate),
    /// How it works: its type, or where the secret goes.
    Type,
    /// Where a user authorises.
    AuthorizationUrl,
    /// Where a token is got.
    TokenUrl,
    /// Where a token is got anew.
    RefreshUrl,
    /// Where OpenID Connect is described.
    ConnectUrl,
    /// A way to get a token.
    Flow(Fate),
    /// A scope that it declares.
    Scope(Fate),
}
