//! What pages of each manner can say, as measured on pages whose documents are known.

use crate::manner::{Fact, Manner, Stated};

/// The pages of coder: customised widdershins, checked and formatted.
pub(super) static CODER: Manner = Manner {
    name: "coder",
    summary: "the pages of coder, one a tag",
    states: coder,
    same_prose: None,
};

/// Stock widdershins: one page with everything.
pub(super) static WIDDERSHINS: Manner = Manner {
    name: "widdershins",
    summary: "stock widdershins, one page with everything",
    states: widdershins,
    same_prose: None,
};

/// swagger-markdown: one page with tables, and no samples.
pub(super) static SWAGGER_MARKDOWN: Manner = Manner {
    name: "swagger-markdown",
    summary: "swagger-markdown, one page with tables and no samples",
    states: swagger_markdown,
    same_prose: None,
};

/// openapi-generator: its Markdown, and the pages beside clients in any language.
pub(super) static OPENAPI_GENERATOR: Manner = Manner {
    name: "openapi-generator",
    summary: "openapi-generator, its Markdown and the pages of its clients",
    states: openapi_generator,
    same_prose: None,
};

/// Formats that have a sample value of their own, by which they are known.
fn is_sampled(format: &str) -> bool {
    const SAMPLED: &[&str] = &[
        "uuid",
        "date-time",
        "date",
        "time",
        "email",
        "uri",
        "ipv4",
        "ipv6",
        "hostname",
        "password",
        "idn-email",
        "idn-hostname",
        "uri-reference",
        "uri-template",
        "json-pointer",
        "relative-json-pointer",
        "regex",
    ];
    SAMPLED.contains(&format)
}

fn coder(fact: Fact<'_>) -> Stated {
    match fact {
        Fact::PropertyFormat(format) if is_sampled(format) => Stated::Implies,
        Fact::Operation
        | Fact::OperationSummary
        | Fact::OperationDescription
        | Fact::FirstTag
        | Fact::TagDescription
        | Fact::Security
        | Fact::Parameter
        | Fact::ParameterType
        | Fact::ParameterFormat(_)
        | Fact::ParameterRequired
        | Fact::ParameterDescription
        | Fact::ParameterSchemaDescription
        | Fact::ParameterEnum
        | Fact::Body
        | Fact::BodySchema
        | Fact::BodyRequired
        | Fact::BodyDescription
        | Fact::Response
        | Fact::ResponseDescription
        | Fact::ResponseSchema
        | Fact::ResponseHeader
        | Fact::Schema
        | Fact::Property
        | Fact::PropertyType
        | Fact::PropertyRequired
        | Fact::PropertyDescription
        | Fact::Enum
        | Fact::Access
        | Fact::MapValues
        | Fact::Order => Stated::States,
        Fact::SecurityChoices
        | Fact::SecurityScheme
        | Fact::BasePath
        | Fact::FirstMedia
        | Fact::SchemaTitle
        | Fact::SchemaDescription
        | Fact::ItemType
        | Fact::EnumFirst
        | Fact::Combination => Stated::Implies,
        Fact::OperationId
        | Fact::FurtherTags
        | Fact::Deprecated
        | Fact::Servers
        | Fact::Info
        | Fact::ParameterStyle
        | Fact::FurtherMedia
        | Fact::PropertyFormat(_)
        | Fact::ItemEnum
        | Fact::EnumOrder
        | Fact::Default
        | Fact::Bound
        | Fact::Example
        | Fact::ParameterSchemaExample
        | Fact::Nullable
        | Fact::AdditionalAllowed
        | Fact::Discriminator
        | Fact::LinkOrCallback
        | Fact::ExternalDocs
        | Fact::Extension => Stated::Cannot,
    }
}

fn widdershins(fact: Fact<'_>) -> Stated {
    match fact {
        Fact::OperationId
        | Fact::EnumOrder
        | Fact::EnumFirst
        | Fact::Nullable
        | Fact::PropertyFormat(_)
        | Fact::SecurityChoices
        | Fact::Servers => Stated::States,
        Fact::Info | Fact::FurtherMedia | Fact::ExternalDocs => Stated::Implies,
        other => coder(other),
    }
}

/// Formats that swagger-markdown has a word for.
fn is_worded(format: &str) -> bool {
    const WORDED: &[&str] =
        &["int64", "float", "double", "byte", "binary", "date", "date-time", "password"];
    WORDED.contains(&format)
}

fn swagger_markdown(fact: Fact<'_>) -> Stated {
    match fact {
        Fact::PropertyFormat(format) | Fact::ParameterFormat(format) if is_worded(format) => {
            Stated::States
        }
        Fact::Operation
        | Fact::OperationSummary
        | Fact::OperationDescription
        | Fact::Security
        | Fact::Parameter
        | Fact::ParameterType
        | Fact::ParameterRequired
        | Fact::ParameterDescription
        | Fact::ParameterSchemaDescription
        | Fact::Body
        | Fact::BodySchema
        | Fact::BodyRequired
        | Fact::Response
        | Fact::ResponseDescription
        | Fact::ResponseSchema
        | Fact::Property
        | Fact::PropertyType
        | Fact::PropertyRequired
        | Fact::PropertyDescription
        | Fact::ItemType => Stated::States,
        Fact::FirstTag
        | Fact::TagDescription
        | Fact::Deprecated
        | Fact::SecurityChoices
        | Fact::SecurityScheme
        | Fact::Servers
        | Fact::Info
        | Fact::ParameterEnum
        | Fact::BodyDescription
        | Fact::FirstMedia
        | Fact::FurtherMedia
        | Fact::ResponseHeader
        | Fact::Schema
        | Fact::SchemaDescription
        | Fact::Enum
        | Fact::ItemEnum
        | Fact::EnumOrder
        | Fact::EnumFirst
        | Fact::Default
        | Fact::Example
        | Fact::ParameterSchemaExample
        | Fact::Nullable
        | Fact::Access
        | Fact::Combination
        | Fact::ExternalDocs => Stated::Implies,
        Fact::OperationId
        | Fact::FurtherTags
        | Fact::BasePath
        | Fact::ParameterFormat(_)
        | Fact::ParameterStyle
        | Fact::SchemaTitle
        | Fact::PropertyFormat(_)
        | Fact::Bound
        | Fact::MapValues
        | Fact::AdditionalAllowed
        | Fact::Discriminator
        | Fact::LinkOrCallback
        | Fact::Extension
        | Fact::Order => Stated::Cannot,
    }
}

/// A page beside a client speaks that client's language: types and names are
/// what the language makes of them, and where a parameter goes is not said.
fn openapi_generator(fact: Fact<'_>) -> Stated {
    match fact {
        Fact::Operation => Stated::States,
        Fact::OperationSummary
        | Fact::OperationDescription
        | Fact::Security
        | Fact::SecurityScheme
        | Fact::Body
        | Fact::BodyDescription
        | Fact::ResponseDescription
        | Fact::ResponseHeader
        | Fact::Schema
        | Fact::SchemaDescription
        | Fact::PropertyDescription
        | Fact::ParameterDescription
        | Fact::ParameterSchemaDescription
        | Fact::Enum
        | Fact::ParameterEnum => Stated::Implies,
        Fact::OperationId
        | Fact::Servers
        | Fact::FirstMedia
        | Fact::FurtherMedia
        | Fact::Response
        | Fact::Default
        | Fact::FirstTag
        | Fact::FurtherTags
        | Fact::TagDescription
        | Fact::Deprecated
        | Fact::SecurityChoices
        | Fact::BasePath
        | Fact::Info
        | Fact::Parameter
        | Fact::ParameterType
        | Fact::ParameterFormat(_)
        | Fact::ParameterStyle
        | Fact::ParameterRequired
        | Fact::BodySchema
        | Fact::BodyRequired
        | Fact::ResponseSchema
        | Fact::SchemaTitle
        | Fact::Property
        | Fact::PropertyType
        | Fact::PropertyFormat(_)
        | Fact::PropertyRequired
        | Fact::ItemType
        | Fact::ItemEnum
        | Fact::EnumOrder
        | Fact::EnumFirst
        | Fact::Bound
        | Fact::Example
        | Fact::ParameterSchemaExample
        | Fact::Nullable
        | Fact::Access
        | Fact::MapValues
        | Fact::AdditionalAllowed
        | Fact::Combination
        | Fact::Discriminator
        | Fact::LinkOrCallback
        | Fact::ExternalDocs
        | Fact::Extension
        | Fact::Order => Stated::Cannot,
    }
}

#[cfg(test)]
mod tests {
    use super::{CODER, WIDDERSHINS};
    use crate::manner::{Fact, Stated, manner};

    #[test]
    fn a_uuid_shows_in_a_sample_but_an_int64_never_does() {
        assert_eq!((CODER.states)(Fact::PropertyFormat("uuid")), Stated::Implies);
        assert_eq!((CODER.states)(Fact::PropertyFormat("int64")), Stated::Cannot);
        assert_eq!((WIDDERSHINS.states)(Fact::PropertyFormat("int64")), Stated::States);
    }

    #[test]
    fn a_manner_is_found_by_its_name() {
        assert!(manner("coder").is_some());
        assert!(manner("nobody").is_none());
    }
}
