//! The objects of the specification with their fixed keys, version by version.

use crate::dialect::{Key, Object, Versions, key};

mod schema;

pub use schema::*;

const fn object(name: &'static str, keys: &'static [Key]) -> Object {
    Object { name, keys, open: false }
}

const fn map(name: &'static str) -> Object {
    Object { name, keys: &[], open: true }
}

/// The root (2.0: Swagger Object).
pub static ROOT: Object = object(
    "root object",
    &[
        key("swagger").of(Versions::V2).required(),
        key("openapi").of(Versions::SINCE_3_0).required(),
        key("info").required(),
        key("host").of(Versions::V2).instead("`servers`"),
        key("basePath").of(Versions::V2).instead("`servers`"),
        key("schemes").of(Versions::V2).instead("`servers`"),
        key("consumes").of(Versions::V2).instead("the keys of `requestBody.content`"),
        key("produces").of(Versions::V2).instead("the keys of each response's `content`"),
        key("servers").of(Versions::SINCE_3_0).instead("`host`, `basePath` and `schemes`"),
        key("paths").required_in(Versions::UNTIL_3_0),
        key("webhooks").of(Versions::SINCE_3_1).instead("`x-webhooks`"),
        key("definitions").of(Versions::V2).instead("`components.schemas`"),
        key("parameters").of(Versions::V2).instead("`components.parameters`"),
        key("responses").of(Versions::V2).instead("`components.responses`"),
        key("securityDefinitions").of(Versions::V2).instead("`components.securitySchemes`"),
        key("components")
            .of(Versions::SINCE_3_0)
            .instead("`definitions`, `parameters`, `responses`"),
        key("security"),
        key("tags"),
        key("externalDocs"),
        key("jsonSchemaDialect").of(Versions::SINCE_3_1),
        key("$self").of(Versions::SINCE_3_2),
    ],
);

/// Title, version and the like.
pub static INFO: Object = object(
    "Info Object",
    &[
        key("title").required(),
        key("summary").of(Versions::SINCE_3_1),
        key("description"),
        key("termsOfService"),
        key("contact"),
        key("license"),
        key("version").required(),
    ],
);

/// Whom to ask.
pub static CONTACT: Object = object("Contact Object", &[key("name"), key("url"), key("email")]);

/// The licence.
pub static LICENSE: Object = object(
    "License Object",
    &[
        key("name").required(),
        key("identifier").of(Versions::SINCE_3_1).instead("`url`"),
        key("url"),
    ],
);

/// Where the API is served.
pub static SERVER: Object = object(
    "Server Object",
    &[
        key("url").required(),
        key("name").of(Versions::SINCE_3_2),
        key("description"),
        key("variables"),
    ],
);

/// A variable of a server's URL.
pub static SERVER_VARIABLE: Object =
    object("Server Variable Object", &[key("enum"), key("default").required(), key("description")]);

/// Documentation elsewhere.
pub static EXTERNAL_DOCS: Object =
    object("External Documentation Object", &[key("url").required(), key("description")]);

/// A declared tag.
pub static TAG: Object = object(
    "Tag Object",
    &[
        key("name").required(),
        key("summary").of(Versions::SINCE_3_2),
        key("description"),
        key("externalDocs"),
        key("parent").of(Versions::SINCE_3_2),
        key("kind").of(Versions::SINCE_3_2),
    ],
);

/// What is declared to be referred to.
pub static COMPONENTS: Object = object(
    "Components Object",
    &[
        key("schemas"),
        key("responses"),
        key("parameters"),
        key("examples"),
        key("requestBodies"),
        key("headers"),
        key("securitySchemes"),
        key("links"),
        key("callbacks"),
        key("pathItems").of(Versions::SINCE_3_1),
        key("mediaTypes").of(Versions::SINCE_3_2),
    ],
);

/// The paths; each key starts with a slash.
pub static PATHS: Object = map("Paths Object");

/// What can be done at one path.
pub static PATH_ITEM: Object = object(
    "Path Item Object",
    &[
        key("get"),
        key("put"),
        key("post"),
        key("delete"),
        key("options"),
        key("head"),
        key("patch"),
        key("parameters"),
        key("$ref"),
        key("summary").of(Versions::SINCE_3_0),
        key("description").of(Versions::SINCE_3_0),
        key("servers").of(Versions::SINCE_3_0).instead("`host`, `basePath` and `schemes`"),
        key("trace").of(Versions::SINCE_3_0),
        key("query").of(Versions::SINCE_3_2),
        key("additionalOperations").of(Versions::SINCE_3_2),
    ],
);

/// Operations of methods that have no key of their own (3.2).
pub static ADDITIONAL_OPERATIONS: Object = map("`additionalOperations` map");

/// One method at one path.
pub static OPERATION: Object = object(
    "Operation Object",
    &[
        key("tags"),
        key("summary"),
        key("description"),
        key("operationId"),
        key("parameters"),
        key("requestBody").of(Versions::SINCE_3_0).instead("a parameter with `in: body`"),
        key("responses").required_in(Versions::UNTIL_3_0),
        key("deprecated"),
        key("security"),
        key("externalDocs"),
        key("callbacks").of(Versions::SINCE_3_0),
        key("servers").of(Versions::SINCE_3_0).instead("`schemes`"),
        key("consumes").of(Versions::V2).instead("the keys of `requestBody.content`"),
        key("produces").of(Versions::V2).instead("the keys of each response's `content`"),
        key("schemes").of(Versions::V2).instead("`servers`"),
    ],
);

/// A parameter from 3.0.
pub static PARAMETER: Object = object(
    "Parameter Object",
    &[
        key("name").required(),
        key("in").required(),
        key("description"),
        key("required"),
        key("schema"),
        key("deprecated"),
        key("allowEmptyValue"),
        key("style"),
        key("explode"),
        key("allowReserved"),
        key("example"),
        key("examples"),
        key("content"),
        key("type").of(Versions::V2).instead("`schema`"),
        key("format").of(Versions::V2).instead("`schema`"),
        key("items").of(Versions::V2).instead("`schema`"),
        key("enum").of(Versions::V2).instead("`schema`"),
        key("default").of(Versions::V2).instead("`schema`"),
        key("pattern").of(Versions::V2).instead("`schema`"),
        key("minimum").of(Versions::V2).instead("`schema`"),
        key("maximum").of(Versions::V2).instead("`schema`"),
        key("collectionFormat").of(Versions::V2).instead("`style` and `explode`"),
    ],
);

/// A parameter in 2.0.
pub static PARAMETER_2: Object = object(
    "Parameter Object",
    &[
        key("name").required(),
        key("in").required(),
        key("description"),
        key("required"),
        key("schema"),
        key("type"),
        key("format"),
        key("allowEmptyValue"),
        key("items"),
        key("collectionFormat"),
        key("default"),
        key("maximum"),
        key("exclusiveMaximum"),
        key("minimum"),
        key("exclusiveMinimum"),
        key("maxLength"),
        key("minLength"),
        key("pattern"),
        key("maxItems"),
        key("minItems"),
        key("uniqueItems"),
        key("enum"),
        key("multipleOf"),
        key("style").of(Versions::SINCE_3_0).instead("`collectionFormat`"),
        key("explode").of(Versions::SINCE_3_0).instead("`collectionFormat: multi`"),
        key("allowReserved").of(Versions::SINCE_3_0),
        key("deprecated").of(Versions::SINCE_3_0).instead("`x-deprecated`"),
        key("content").of(Versions::SINCE_3_0),
        key("example").of(Versions::SINCE_3_0).instead("`x-example`"),
        key("examples").of(Versions::SINCE_3_0).instead("`x-examples`"),
    ],
);

/// A header from 3.0.
pub static HEADER: Object = object(
    "Header Object",
    &[
        key("description"),
        key("required"),
        key("schema"),
        key("deprecated"),
        key("allowEmptyValue").of(Versions::V3_0),
        key("style"),
        key("explode"),
        key("allowReserved").of(Versions::V3_0),
        key("example"),
        key("examples"),
        key("content"),
        key("type").of(Versions::V2).instead("`schema`"),
        key("format").of(Versions::V2).instead("`schema`"),
        key("collectionFormat").of(Versions::V2).instead("`style` and `explode`"),
    ],
);

/// A header in 2.0.
pub static HEADER_2: Object = object(
    "Header Object",
    &[
        key("description"),
        key("type").required(),
        key("format"),
        key("items"),
        key("collectionFormat"),
        key("default"),
        key("maximum"),
        key("exclusiveMaximum"),
        key("minimum"),
        key("exclusiveMinimum"),
        key("maxLength"),
        key("minLength"),
        key("pattern"),
        key("maxItems"),
        key("minItems"),
        key("uniqueItems"),
        key("enum"),
        key("multipleOf"),
        key("schema").of(Versions::SINCE_3_0).instead("`type`, `items` and the like"),
        key("required").of(Versions::SINCE_3_0),
        key("example").of(Versions::SINCE_3_0).instead("`x-example`"),
    ],
);

/// A request body.
pub static REQUEST_BODY: Object = object(
    "Request Body Object",
    &[key("description"), key("content").required(), key("required")],
);

/// One media type.
pub static MEDIA_TYPE: Object = object(
    "Media Type Object",
    &[
        key("schema"),
        key("description").of(Versions::SINCE_3_2),
        key("itemSchema").of(Versions::SINCE_3_2),
        key("example"),
        key("examples"),
        key("encoding"),
        key("prefixEncoding").of(Versions::SINCE_3_2),
        key("itemEncoding").of(Versions::SINCE_3_2),
    ],
);

/// How one property is sent.
pub static ENCODING: Object = object(
    "Encoding Object",
    &[
        key("contentType"),
        key("headers"),
        key("style"),
        key("explode"),
        key("allowReserved"),
        key("encoding").of(Versions::SINCE_3_2),
        key("prefixEncoding").of(Versions::SINCE_3_2),
        key("itemEncoding").of(Versions::SINCE_3_2),
    ],
);

/// Responses by status.
pub static RESPONSES: Object = map("Responses Object");

/// What comes back.
pub static RESPONSE: Object = object(
    "Response Object",
    &[
        key("description").required_in(Versions::UNTIL_3_1),
        key("content").of(Versions::SINCE_3_0).instead("`schema`"),
        key("headers"),
        key("links").of(Versions::SINCE_3_0),
        key("summary").of(Versions::SINCE_3_2),
        key("schema").of(Versions::V2).instead("`content`"),
        key("examples").of(Versions::V2).instead("`content`"),
    ],
);

/// Requests that the API may send.
pub static CALLBACK: Object = map("Callback Object");

/// A named example.
pub static EXAMPLE: Object = object(
    "Example Object",
    &[
        key("summary"),
        key("description"),
        key("value"),
        key("externalValue"),
        key("dataValue").of(Versions::SINCE_3_2).instead("`value`"),
        key("serializedValue").of(Versions::SINCE_3_2).instead("`value`"),
    ],
);

/// What can be done with a response.
pub static LINK: Object = object(
    "Link Object",
    &[
        key("operationRef"),
        key("operationId"),
        key("parameters"),
        key("requestBody"),
        key("description"),
        key("server"),
    ],
);

/// A security scheme.
pub static SECURITY_SCHEME: Object = object(
    "Security Scheme Object",
    &[
        key("type").required(),
        key("description"),
        key("name"),
        key("in"),
        key("scheme").of(Versions::SINCE_3_0).instead("`type: basic`"),
        key("bearerFormat").of(Versions::SINCE_3_0),
        key("flows").of(Versions::SINCE_3_0).instead("`flow` and its URLs"),
        key("openIdConnectUrl").of(Versions::SINCE_3_0),
        key("flow").of(Versions::V2).instead("`flows`"),
        key("authorizationUrl").of(Versions::V2).instead("`flows`"),
        key("tokenUrl").of(Versions::V2).instead("`flows`"),
        key("scopes").of(Versions::V2).instead("`flows`"),
        key("oauth2MetadataUrl").of(Versions::SINCE_3_2),
        key("deprecated").of(Versions::SINCE_3_2),
    ],
);

/// The flows of OAuth 2.
pub static OAUTH_FLOWS: Object = object(
    "OAuth Flows Object",
    &[
        key("implicit"),
        key("password"),
        key("clientCredentials"),
        key("authorizationCode"),
        key("deviceAuthorization").of(Versions::SINCE_3_2),
    ],
);

/// One flow of OAuth 2.
pub static OAUTH_FLOW: Object = object(
    "OAuth Flow Object",
    &[
        key("authorizationUrl"),
        key("tokenUrl"),
        key("refreshUrl"),
        key("scopes").required(),
        key("deviceAuthorizationUrl").of(Versions::SINCE_3_2),
    ],
);

/// Names that the document chooses.
pub static NAMES: Object = map("map of names");

/// What a caller must show: schemes by name.
pub static SECURITY_REQUIREMENT: Object = map("Security Requirement Object");

/// Scopes with their descriptions; `x-…` keys are extensions in 2.0.
pub static SCOPES: Object = map("Scopes Object");
