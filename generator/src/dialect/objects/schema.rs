//! The Schema Object, and the objects within it.

use crate::dialect::objects::object;
use crate::dialect::{Object, Versions, key};

/// Which property tells alternatives apart.
pub static DISCRIMINATOR: Object = object(
    "Discriminator Object",
    &[
        key("propertyName").required(),
        key("mapping"),
        key("defaultMapping").of(Versions::SINCE_3_2),
    ],
);

/// How a value is spelt in XML.
pub static XML: Object = object(
    "XML Object",
    &[
        key("name"),
        key("namespace"),
        key("prefix"),
        key("attribute"),
        key("wrapped"),
        key("nodeType").of(Versions::SINCE_3_2).instead("`attribute` and `wrapped`"),
    ],
);

/// A schema.
pub static SCHEMA: Object = object(
    "Schema Object",
    &[
        key("$ref"),
        key("type"),
        key("description"),
        key("properties"),
        key("items"),
        key("enum"),
        key("format"),
        key("required"),
        key("example"),
        key("title"),
        key("default"),
        key("allOf"),
        key("additionalProperties"),
        key("minimum"),
        key("maximum"),
        key("exclusiveMinimum"),
        key("exclusiveMaximum"),
        key("multipleOf"),
        key("minLength"),
        key("maxLength"),
        key("pattern"),
        key("minItems"),
        key("maxItems"),
        key("uniqueItems"),
        key("minProperties"),
        key("maxProperties"),
        key("readOnly"),
        key("discriminator"),
        key("xml"),
        key("externalDocs"),
        key("nullable").of(Versions::V3_0).instead("`null` in the list of `type`"),
        key("oneOf").of(Versions::SINCE_3_0),
        key("anyOf").of(Versions::SINCE_3_0),
        key("not").of(Versions::SINCE_3_0),
        key("writeOnly").of(Versions::SINCE_3_0),
        key("deprecated").of(Versions::SINCE_3_0).instead("`x-deprecated`"),
        key("const").of(Versions::SINCE_3_1).instead("an `enum` of one value"),
        key("examples").of(Versions::SINCE_3_1).instead("`example`"),
        key("prefixItems").of(Versions::SINCE_3_1),
        key("contains").of(Versions::SINCE_3_1),
        key("minContains").of(Versions::SINCE_3_1),
        key("maxContains").of(Versions::SINCE_3_1),
        key("unevaluatedItems").of(Versions::SINCE_3_1),
        key("patternProperties").of(Versions::SINCE_3_1).instead("`additionalProperties`"),
        key("propertyNames").of(Versions::SINCE_3_1),
        key("unevaluatedProperties").of(Versions::SINCE_3_1).instead("`additionalProperties`"),
        key("dependentRequired").of(Versions::SINCE_3_1),
        key("dependentSchemas").of(Versions::SINCE_3_1),
        key("if").of(Versions::SINCE_3_1),
        key("then").of(Versions::SINCE_3_1),
        key("else").of(Versions::SINCE_3_1),
        key("contentEncoding").of(Versions::SINCE_3_1).instead("`format: byte`"),
        key("contentMediaType").of(Versions::SINCE_3_1).instead("`format: binary`"),
        key("contentSchema").of(Versions::SINCE_3_1),
        key("$id").of(Versions::SINCE_3_1),
        key("$schema").of(Versions::SINCE_3_1),
        key("$anchor").of(Versions::SINCE_3_1),
        key("$dynamicRef").of(Versions::SINCE_3_1),
        key("$dynamicAnchor").of(Versions::SINCE_3_1),
        key("$comment").of(Versions::SINCE_3_1),
        key("$vocabulary").of(Versions::SINCE_3_1),
        key("$defs").of(Versions::SINCE_3_1).instead("`components.schemas`"),
    ],
);
