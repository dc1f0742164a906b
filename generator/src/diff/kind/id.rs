//! What a change is called: names that never change, oasdiff's where they mean
//! the same.

use std::borrow::Cow;

use crate::diff::kind::{Direction, Fate, Kind, Life, Notice, SchemePart, Subject};

/// The words before the kind, where they follow the oldest convention.
fn prefix(subject: Subject, direction: Direction) -> &'static str {
    match (direction, subject) {
        (_, Subject::Api | Subject::Operation) => "api",
        (Direction::Response, Subject::Body) => "response-body",
        (Direction::Response, Subject::Property) => "response-property",
        (Direction::Response, Subject::Dormant) => "response-write-only-property",
        (Direction::Response, Subject::Header | Subject::Parameter) => "response-header",
        (Direction::Response, _) => "response-header-property",
        (_, Subject::Body) => "request-body",
        (_, Subject::Property) => "request-property",
        (_, Subject::Dormant) => "request-read-only-property",
        (_, Subject::Parameter | Subject::Header) => "request-parameter",
        (_, _) => "request-parameter-property",
    }
}

fn of_all(global: bool) -> &'static str {
    if global { "global-" } else { "" }
}

fn required(required: bool) -> &'static str {
    if required { "required" } else { "optional" }
}

impl Kind {
    /// The id of such a change here. It is never given to anything else.
    pub fn id(self, subject: Subject, direction: Direction) -> Cow<'static, str> {
        // What is judged like any property is called like one.
        let subject = match subject {
            Subject::Dormant if !self.can_be_unseen(direction) => Subject::Property,
            other => other,
        };
        self.id_at(subject, direction)
    }

    #[expect(clippy::match_same_arms, reason = "each kind has its own name")]
    fn id_at(self, subject: Subject, direction: Direction) -> Cow<'static, str> {
        let way = match direction {
            Direction::Response => "response",
            Direction::Request | Direction::Both => "request",
        };
        let at = prefix(subject, direction);
        // A dormant property is a property in the ids of what stands above it.
        let write_only = if subject == Subject::Dormant { "write-only-" } else { "" };
        let text = match self {
            Self::OperationAdded => return "endpoint-added".into(),
            Self::OperationRemoved(notice) | Self::PathRemoved(notice) => {
                let whole = matches!(self, Self::PathRemoved(_));
                return match (notice, whole) {
                    (Notice::None, false) => "api-removed-without-deprecation",
                    (Notice::None, true) => "api-path-removed-without-deprecation",
                    (Notice::Deprecated, false) => "api-removed-with-deprecation",
                    (Notice::Deprecated, true) => "api-path-removed-with-deprecation",
                    (Notice::Early, false) => "api-removed-before-sunset",
                    (Notice::Early, true) => "api-path-removed-before-sunset",
                    (Notice::Due, false) => "api-removed-after-sunset",
                    (Notice::Due, true) => "api-path-removed-after-sunset",
                    (Notice::Unreadable, false) => "api-removed-sunset-parse",
                    (Notice::Unreadable, true) => "api-path-sunset-parse",
                    (Notice::Unstable, false) => "api-removed-unstable",
                    (Notice::Unstable, true) => "api-path-removed-unstable",
                }
                .into();
            }
            Self::OperationMoved => return "api-moved".into(),
            Self::BasePathChanged => return "api-base-path-changed".into(),
            // Another id takes the old one away from those who call by it.
            Self::OperationId(Fate::Added) => return "api-operation-id-added".into(),
            Self::OperationId(_) => return "api-operation-id-removed".into(),
            Self::Tag(fate) => format!("api-tag-{}", fate.name()),
            Self::Life(life) => return life_id(life, subject, at),
            Self::Server(fate) => format!("api-server-{}", fate.name()),
            Self::Webhook(fate) => format!("webhook-{}", fate.name()),
            Self::Callback(fate) => format!("api-callback-{}", fate.name()),
            Self::Link(fate) => format!("response-link-{}", fate.name()),
            Self::Schema(fate) => format!("api-schema-{}", fate.name()),
            Self::Alternative(Fate::Added, global) => {
                format!("api-{}security-added", of_all(global))
            }
            Self::Alternative(fate, global) => {
                format!("api-{}security-alternative-{}", of_all(global), fate.name())
            }
            Self::Scope(fate, global) => {
                format!("api-{}security-scope-{}", of_all(global), fate.name())
            }
            Self::SecurityRequired(global) => format!("api-{}security-required", of_all(global)),
            Self::SecurityDropped(global) => format!("api-{}security-removed", of_all(global)),
            Self::Scheme(part, used) => return scheme_id(part, used),
            Self::ParameterAdded(must) => format!("new-{}-request-parameter", required(must)),
            Self::PathParameterAdded(must) => {
                format!("new-{}-request-default-parameter-to-existing-path", required(must))
            }
            Self::UrlParameterAdded => return "new-request-path-parameter".into(),
            Self::ParameterRemoved(notice) => {
                return match notice {
                    Notice::None | Notice::Unstable => "request-parameter-removed",
                    Notice::Deprecated => "request-parameter-removed-with-deprecation",
                    Notice::Early => "request-parameter-removed-before-sunset",
                    Notice::Due => "request-parameter-removed-after-sunset",
                    Notice::Unreadable => "request-parameter-sunset-parse",
                }
                .into();
            }
            Self::UrlParameterRenamed => return "request-path-parameter-renamed".into(),
            Self::StyleChanged => format!("{at}-style-changed"),
            Self::EmptyValue(true) => format!("{at}-empty-value-allowed"),
            Self::EmptyValue(false) => format!("{at}-empty-value-forbidden"),
            Self::BodyAdded(must) => format!("request-body-added-{}", required(must)),
            Self::BodyRemoved => return "request-body-removed".into(),
            Self::Media(fate) => match (way, fate) {
                ("response", Fate::Changed) => return "response-media-type-name-changed".into(),
                ("response", _) => format!("response-media-type-{}", fate.name()),
                (_, Fate::Changed) => return "request-body-media-type-name-changed".into(),
                _ => format!("request-body-media-type-{}", fate.name()),
            },
            Self::MediaGeneralized if way == "response" => {
                return "response-media-type-name-generalized".into();
            }
            Self::MediaSpecialized if way == "response" => {
                return "response-media-type-name-specialized".into();
            }
            Self::MediaGeneralized => return "request-body-media-type-name-generalized".into(),
            Self::MediaSpecialized => return "request-body-media-type-name-specialized".into(),
            Self::MediaSchema(fate) => format!("{way}-body-media-type-schema-{}", fate.name()),
            Self::EncodingChanged => format!("{at}-encoding-changed"),
            Self::Success(fate) => format!("response-success-status-{}", fate.name()),
            Self::NonSuccess(fate) => format!("response-non-success-status-{}", fate.name()),
            Self::HeaderAdded => return "response-header-added".into(),
            Self::HeaderRemoved(must) => format!("{}-response-header-removed", required(must)),
            Self::BecameRequired(default) => {
                let with = if default && way == "request" && subject == Subject::Property {
                    "-with-default"
                } else {
                    ""
                };
                format!("{}-became-required{with}", header_property(at, subject))
            }
            Self::BecameOptional => format!("{}-became-optional", header_property(at, subject)),
            Self::PropertyAdded { required: must, default } => match (way, subject) {
                ("response", Subject::ResponseHeaderProperty) => {
                    format!("response-{}-header-property-added", required(must))
                }
                ("response", _) => {
                    format!("response-{}-{write_only}property-added", required(must))
                }
                (_, Subject::HeaderProperty) => {
                    format!("new-{}-request-header-property", required(must))
                }
                (_, Subject::ParameterProperty) => {
                    format!("new-{}-request-parameter-property", required(must))
                }
                (_, Subject::Dormant) => {
                    format!("new-{}-request-read-only-property", required(must))
                }
                _ if must && default => {
                    return "new-required-request-property-with-default".into();
                }
                _ => format!("new-{}-request-property", required(must)),
            },
            Self::PropertyRemoved { required: must } => match (way, subject) {
                ("response", Subject::ResponseHeaderProperty) => {
                    format!("response-{}-header-property-removed", required(must))
                }
                ("response", _) => {
                    format!("response-{}-{write_only}property-removed", required(must))
                }
                _ => format!("{at}-removed"),
            },
            Self::ReadOnly { on, required: must } | Self::WriteOnly { on, required: must } => {
                let not = if on { "" } else { "not-" };
                let what = if matches!(self, Self::ReadOnly { .. }) { "read" } else { "write" };
                format!("{way}-{}-property-became-{not}{what}-only", required(must))
            }
            Self::TypeChanged => format!("{at}-type-changed"),
            Self::TypeGeneralized => format!("{at}-type-generalized"),
            // In requests to narrow is to change, but for properties of parameters.
            Self::TypeSpecialized if at == "request-parameter-property" || way == "response" => {
                format!("{at}-type-specialized")
            }
            Self::TypeSpecialized => format!("{at}-type-changed"),
            Self::TypeCompatible => format!("{at}-type-compatible"),
            Self::TypesWidened => format!("{at}-list-of-types-widened"),
            Self::TypesNarrowed => format!("{at}-list-of-types-narrowed"),
            Self::BecameNullable => format!("{at}-became-nullable"),
            Self::BecameNotNullable => format!("{at}-became-not-nullable"),
            Self::BecameEnum => format!("{}-became-enum", header_property(at, subject)),
            Self::EnumDropped => format!("{at}-became-not-enum"),
            Self::EnumValue(fate) if at == "response-body" => {
                format!("response-mediatype-enum-value-{}", fate.name())
            }
            Self::EnumValue(fate) => format!("{at}-enum-value-{}", fate.name()),
            Self::ExtensibleEnumValue(fate) => {
                format!("{at}-x-extensible-enum-value-{}", fate.name())
            }
            Self::Const(fate) => format!("{at}-const-{}", fate.name()),
            Self::Default(fate) => format!("{at}-default-value-{}", fate.name()),
            Self::Bound(bound, step) => format!("{at}-{}-{}", bound.name(), step.name()),
            Self::MultipleOf(fate) => format!("{at}-multiple-of-{}", fate.name()),
            Self::Pattern(fate) => format!("{at}-pattern-{}", fate.name()),
            Self::PatternGeneralized if way == "response" => format!("{at}-pattern-changed"),
            Self::PatternGeneralized => format!("{at}-pattern-generalized"),
            Self::Unique(true) => format!("{at}-unique-items-added"),
            Self::Unique(false) => format!("{at}-unique-items-removed"),
            Self::Member(combined, fate) => format!("{at}-{}-{}", combined.name(), fate.name()),
            Self::Annotation(fate) => format!("{at}-all-of-{}-annotation-only", fate.name()),
            Self::Wrapped(combined) => format!("{at}-wrapped-in-{}", combined.name()),
            Self::Unwrapped(combined) => format!("{at}-unwrapped-from-{}", combined.name()),
            Self::UnionChanged => format!("{at}-union-changed"),
            Self::Keyword(keyword, fate) => format!("{at}-{}-{}", keyword.name(), fate.name()),
            Self::DependentRequired(fate) => format!("{at}-dependent-required-{}", fate.name()),
            Self::ContentMediaType => format!("{at}-content-media-type-changed"),
            Self::ContentEncoding => format!("{at}-content-encoding-changed"),
            Self::Discriminator(Fate::Changed) | Self::DiscriminatorProperty => {
                format!("{at}-discriminator-property-name-changed")
            }
            Self::Discriminator(fate) => format!("{at}-discriminator-{}", fate.name()),
            Self::DiscriminatorMapping(Fate::Removed) => {
                format!("{at}-discriminator-mapping-deleted")
            }
            Self::DiscriminatorMapping(fate) => {
                format!("{at}-discriminator-mapping-{}", fate.name())
            }
            Self::AdditionalForbidden(true) => format!("{at}-additional-properties-forbidden"),
            Self::AdditionalForbidden(false) => format!("{at}-additional-properties-allowed"),
            Self::XmlChanged => format!("{at}-xml-changed"),
            Self::Prose(prose) => format!("{}-changed", prose.name()),
        };
        text.into()
    }
}

/// Header parameters have ids of their own for three kinds.
fn header_property(at: &'static str, subject: Subject) -> &'static str {
    if subject == Subject::HeaderProperty { "request-header-property" } else { at }
}

fn life_id(life: Life, subject: Subject, at: &str) -> Cow<'static, str> {
    if subject == Subject::Operation {
        return match life {
            Life::Deprecated => "endpoint-deprecated",
            Life::DeprecatedWithSunset => "endpoint-deprecated-with-sunset",
            Life::Reactivated => "endpoint-reactivated",
            Life::SunsetUnreadable => "api-deprecated-sunset-parse",
            Life::SunsetDeleted => "sunset-deleted",
            Life::SunsetMoved => "api-sunset-date-changed",
            Life::StabilityDecreased => "api-stability-decreased",
            Life::StabilityIncreased => "api-stability-increased",
            Life::StabilityInvalid => "api-invalid-stability-level",
        }
        .into();
    }
    let what = match life {
        // One id for both, where no other is known.
        Life::DeprecatedWithSunset if !at.ends_with("-property") => "deprecated",
        Life::Deprecated => "deprecated",
        Life::DeprecatedWithSunset => "deprecated-with-sunset",
        Life::Reactivated => "reactivated",
        Life::SunsetUnreadable => "deprecated-sunset-invalid",
        Life::SunsetDeleted => "sunset-deleted",
        Life::SunsetMoved => "sunset-date-changed",
        Life::StabilityDecreased => "stability-decreased",
        Life::StabilityIncreased => "stability-increased",
        Life::StabilityInvalid => return "api-invalid-stability-level".into(),
    };
    format!("{at}-{what}").into()
}

fn scheme_id(part: SchemePart, used: bool) -> Cow<'static, str> {
    match part {
        SchemePart::Itself(Fate::Added) => "api-security-component-added",
        SchemePart::Itself(Fate::Removed) => "api-security-component-removed",
        SchemePart::Type | SchemePart::Itself(Fate::Changed) if used => {
            "api-security-component-type-changed"
        }
        SchemePart::Type | SchemePart::Itself(Fate::Changed) => {
            "api-security-component-unused-type-changed"
        }
        SchemePart::AuthorizationUrl => "api-security-component-oauth-url-changed",
        SchemePart::TokenUrl => "api-security-component-oauth-token-url-changed",
        SchemePart::RefreshUrl => "api-security-component-oauth-refresh-url-changed",
        SchemePart::ConnectUrl => "api-security-component-open-id-url-changed",
        SchemePart::Flow(Fate::Added) => "api-security-component-oauth-flow-added",
        SchemePart::Flow(Fate::Removed | Fate::Changed) => {
            "api-security-component-oauth-flow-removed"
        }
        SchemePart::Scope(Fate::Added) => "api-security-component-oauth-scope-added",
        SchemePart::Scope(Fate::Removed) => "api-security-component-oauth-scope-removed",
        SchemePart::Scope(Fate::Changed) => "api-security-component-oauth-scope-changed",
    }
    .into()
}
