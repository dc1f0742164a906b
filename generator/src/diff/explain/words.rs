//! What happened, in words.

use crate::diff::kind::{Direction, Fate, Kind, Life, Notice, Prose, SchemePart, Step, Subject};

/// What carries a change, in words.
pub(super) fn carrier(subject: Subject, direction: Option<Direction>) -> Option<&'static str> {
    let response = direction == Some(Direction::Response);
    Some(match subject {
        Subject::Api | Subject::Operation => return None,
        Subject::Parameter => "a parameter",
        Subject::ParameterProperty => "a property within a parameter",
        Subject::HeaderProperty => "a property within a header parameter",
        Subject::Body if response => "a response body",
        Subject::Body => "a request body",
        Subject::Property if response => "a property that clients receive",
        Subject::Property => "a property that clients send",
        Subject::Dormant if response => "a write-only property of a response",
        Subject::Dormant => "a read-only property of a request",
        Subject::Header => "a response header",
        Subject::ResponseHeaderProperty => "a property within a response header",
    })
}

pub(super) fn noted(subject: Subject, direction: Option<Direction>) -> Option<&'static str> {
    match (subject, direction?) {
        (Subject::Dormant, Direction::Request) => Some(
            "The property is read-only: clients do not send it, so that what is asked of it in \
             requests concerns nobody.",
        ),
        (Subject::Dormant, _) => Some(
            "The property is write-only: responses do not carry it, so that what is said of it \
             there concerns nobody.",
        ),
        _ => None,
    }
}

fn noun(fate: Fate, it: &str) -> String {
    match fate {
        Fate::Added => format!("{it} was added"),
        Fate::Removed => format!("{it} was removed"),
        Fate::Changed => format!("{it} changed"),
    }
}

/// What happened, in words.
pub(super) fn what(kind: Kind) -> String {
    let must = |it: bool| if it { "required" } else { "optional" };
    match kind {
        Kind::OperationAdded => "an operation was added".to_owned(),
        Kind::OperationRemoved(notice) => format!("an operation was removed{}", after(notice)),
        Kind::PathRemoved(notice) => {
            format!("an operation was removed with its whole path{}", after(notice))
        }
        Kind::OperationMoved => "an operation is found at another URL".to_owned(),
        Kind::BasePathChanged => "all operations are found under another base path".to_owned(),
        Kind::OperationId(Fate::Added) => "an operationId was added".to_owned(),
        Kind::OperationId(_) => "an operationId was removed, or is another".to_owned(),
        Kind::Tag(fate) => noun(fate, "a tag of an operation"),
        Kind::Life(life) => lived(life).to_owned(),
        Kind::Server(Fate::Added) => "a server is listed that was not".to_owned(),
        Kind::Server(_) => "a server is no longer listed".to_owned(),
        Kind::Webhook(fate) => noun(fate, "a webhook"),
        Kind::Callback(fate) => noun(fate, "a callback"),
        Kind::Link(fate) => noun(fate, "a link of a response"),
        Kind::Schema(fate) => noun(fate, "a schema of the components"),
        Kind::Alternative(Fate::Added, global) => {
            format!("another way to show who one is suffices{}", of_all(global))
        }
        Kind::Alternative(_, global) => {
            format!("a way to show who one is no longer suffices{}", of_all(global))
        }
        Kind::Scope(Fate::Added, global) => format!("a scope is needed{}", of_all(global)),
        Kind::Scope(_, global) => format!("a scope is no longer needed{}", of_all(global)),
        Kind::SecurityRequired(global) => {
            format!("a caller must show who it is{}", of_all(global))
        }
        Kind::SecurityDropped(global) => {
            format!("a caller need no longer show who it is{}", of_all(global))
        }
        Kind::Scheme(part, used) => schemed(part, used),
        Kind::ParameterAdded(required) => format!("a parameter was added, {}", must(required)),
        Kind::PathParameterAdded(required) => {
            format!("a parameter of all operations of a path was added, {}", must(required))
        }
        Kind::UrlParameterAdded => "a path parameter was added".to_owned(),
        Kind::ParameterRemoved(notice) => format!("a parameter was removed{}", after(notice)),
        Kind::UrlParameterRenamed => "a path parameter has another name".to_owned(),
        Kind::StyleChanged => "a parameter is spelt in another way".to_owned(),
        Kind::EmptyValue(true) => "a parameter may be empty".to_owned(),
        Kind::EmptyValue(false) => "a parameter may no longer be empty".to_owned(),
        Kind::BodyAdded(required) => format!("a request body was added, {}", must(required)),
        Kind::BodyRemoved => "the request body was removed".to_owned(),
        Kind::Media(fate) => noun(fate, "a media type"),
        Kind::MediaGeneralized => "a media type was replaced by one that says less".to_owned(),
        Kind::MediaSpecialized => "a media type was replaced by one that says more".to_owned(),
        Kind::MediaSchema(fate) => noun(fate, "the schema of a media type"),
        Kind::EncodingChanged => "a property of a form is sent in another way".to_owned(),
        Kind::Success(fate) => noun(fate, "a response that means success"),
        Kind::NonSuccess(fate) => noun(fate, "a response that does not mean success"),
        Kind::HeaderAdded => "a response header was added".to_owned(),
        Kind::HeaderRemoved(required) => format!("an {} response header was removed", {
            if required { "always present" } else { "optional" }
        }),
        Kind::BecameRequired(true) => "it became required, and has a default".to_owned(),
        Kind::BecameRequired(false) => "it became required".to_owned(),
        Kind::BecameOptional => "it became optional".to_owned(),
        Kind::PropertyAdded { required, default } => {
            let with = if default && required { " with a default" } else { "" };
            format!("a property was added, {}{with}", must(required))
        }
        Kind::PropertyRemoved { required } => format!("an {} property was removed", {
            if required { "always required" } else { "optional" }
        }),
        Kind::ReadOnly { on, required } => accessed("read-only", on, required),
        Kind::WriteOnly { on, required } => accessed("write-only", on, required),
        Kind::TypeChanged => "the type is another, and neither holds the other".to_owned(),
        Kind::TypeGeneralized => "the type is wider than it was".to_owned(),
        Kind::TypeSpecialized => "the type is narrower than it was".to_owned(),
        Kind::TypeCompatible => "the type is another, but is spelt alike".to_owned(),
        Kind::TypesWidened => "more types are listed".to_owned(),
        Kind::TypesNarrowed => "fewer types are listed".to_owned(),
        Kind::BecameNullable => "null is allowed".to_owned(),
        Kind::BecameNotNullable => "null is no longer allowed".to_owned(),
        Kind::BecameEnum => "only the values of a list are allowed".to_owned(),
        Kind::EnumDropped => "the list of values is gone".to_owned(),
        Kind::EnumValue(fate) => noun(fate, "a value of its list"),
        Kind::ExtensibleEnumValue(fate) => noun(fate, "a value of `x-extensible-enum`"),
        Kind::Const(fate) => noun(fate, "`const`"),
        Kind::Default(fate) => noun(fate, "the default"),
        Kind::Bound(bound, step) => match step {
            Step::Set => format!("a {} was set", bound.noun()),
            Step::Increased => format!("the {} was raised", bound.noun()),
            Step::Decreased => format!("the {} was lowered", bound.noun()),
            Step::Unset => format!("the {} is gone", bound.noun()),
        },
        Kind::MultipleOf(fate) => noun(fate, "`multipleOf`"),
        Kind::Pattern(fate) => noun(fate, "the pattern"),
        Kind::PatternGeneralized => "the pattern matches everything".to_owned(),
        Kind::Unique(true) => "the items must differ".to_owned(),
        Kind::Unique(false) => "the items may be equal".to_owned(),
        Kind::Member(combined, fate) => {
            noun(fate, &format!("a member of `{}`", combined.keyword()))
        }
        Kind::Annotation(fate) => noun(fate, "a member of `allOf` that only annotates"),
        Kind::Wrapped(combined) => {
            format!("it is one of several in `{}`", combined.keyword())
        }
        Kind::Unwrapped(combined) => {
            format!("it is no longer one of several in `{}`", combined.keyword())
        }
        Kind::UnionChanged => "`oneOf` became `anyOf`, or the other way".to_owned(),
        Kind::Keyword(keyword, fate) => noun(fate, &format!("`{}`", keyword.keyword())),
        Kind::DependentRequired(fate) => noun(fate, "`dependentRequired`"),
        Kind::ContentMediaType => "the media type of its content is another".to_owned(),
        Kind::ContentEncoding => "the encoding of its content is another".to_owned(),
        Kind::Discriminator(fate) => noun(fate, "the discriminator"),
        Kind::DiscriminatorProperty => "the property of the discriminator is another".to_owned(),
        Kind::DiscriminatorMapping(fate) => noun(fate, "a value of the discriminator"),
        Kind::AdditionalForbidden(true) => "properties without a name are forbidden".to_owned(),
        Kind::AdditionalForbidden(false) => "properties without a name are allowed".to_owned(),
        Kind::XmlChanged => "its spelling in XML is another".to_owned(),
        Kind::Prose(prose) => match prose {
            Prose::Description => "a description changed",
            Prose::Summary => "a summary changed",
            Prose::Title => "a title changed",
            Prose::Example => "an example changed",
            Prose::ExternalDocs => "a link to documentation changed",
            Prose::Extension => "an extension (`x-…`) changed",
            Prose::Info => "what the API says of itself changed",
            Prose::Order => "things stand in another order",
            Prose::ValueOrder => "the values of a list stand in another order",
        }
        .to_owned(),
    }
}

fn of_all(global: bool) -> &'static str {
    if global { ", for all operations that do not say otherwise" } else { "" }
}

fn after(notice: Notice) -> &'static str {
    match notice {
        Notice::None => ", which was not deprecated",
        Notice::Deprecated => " after it had been deprecated",
        Notice::Early => " before the end date that it had",
        Notice::Due => " after the end date that it had",
        Notice::Unreadable => ", and its end date cannot be read",
        Notice::Unstable => ", which was a draft or an alpha version",
    }
}

fn accessed(what: &str, on: bool, required: bool) -> String {
    let must = if required { "a required" } else { "an optional" };
    if on {
        format!("{must} property became {what}")
    } else {
        format!("{must} property is no longer {what}")
    }
}

fn lived(life: Life) -> &'static str {
    match life {
        Life::Deprecated => "it was deprecated",
        Life::DeprecatedWithSunset => "it was deprecated, with an end date",
        Life::Reactivated => "it is no longer deprecated",
        Life::SunsetUnreadable => "it was deprecated, and its end date cannot be read",
        Life::SunsetDeleted => "it is still deprecated, and lost its end date",
        Life::SunsetMoved => "it has another end date",
        Life::StabilityDecreased => "it was moved to a lower stability level",
        Life::StabilityIncreased => "it was moved to a higher stability level",
        Life::StabilityInvalid => "its stability level is none that is known",
    }
}

fn schemed(part: SchemePart, used: bool) -> String {
    match part {
        SchemePart::Itself(fate) => noun(fate, "a security scheme"),
        SchemePart::Type if used => "a security scheme in use works in another way".to_owned(),
        SchemePart::Type => "a security scheme that nothing uses works in another way".to_owned(),
        SchemePart::AuthorizationUrl => "an authorization URL is another".to_owned(),
        SchemePart::TokenUrl => "a token URL is another".to_owned(),
        SchemePart::RefreshUrl => "a refresh URL is another".to_owned(),
        SchemePart::ConnectUrl => "the URL of OpenID Connect is another".to_owned(),
        SchemePart::Flow(fate) => noun(fate, "a flow of OAuth 2"),
        SchemePart::Scope(fate) => noun(fate, "a scope of a security scheme"),
    }
}
