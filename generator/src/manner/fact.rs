//! What pages of a manner can say at all.

/// Whether pages of a manner say a fact.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stated {
    /// They say it, or that it is not so: silence means absence.
    States,
    /// Something on the page gives it away, a sample value for instance:
    /// where it is read it holds, and silence means nothing.
    Implies,
    /// They never say it: nothing follows from its absence.
    Cannot,
}

/// A kind of fact about an API, as far as manners differ in saying it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fact<'a> {
    /// That an operation is there, with its method and path.
    Operation,
    /// `operationId`
    OperationId,
    /// The summary of an operation.
    OperationSummary,
    /// The description of an operation.
    OperationDescription,
    /// The first tag of an operation.
    FirstTag,
    /// Its further tags.
    FurtherTags,
    /// The description of a tag.
    TagDescription,
    /// `deprecated`, of anything.
    Deprecated,
    /// Whether a caller must show who it is.
    Security,
    /// Which schemes, alternatives and scopes satisfy that.
    SecurityChoices,
    /// How a security scheme works.
    SecurityScheme,
    /// The path part of the servers' addresses.
    BasePath,
    /// The hosts, protocols and variables of the servers.
    Servers,
    /// Title, version, licence and the like.
    Info,
    /// That a parameter is there, with its name and place.
    Parameter,
    /// The type of a parameter, and of its items.
    ParameterType,
    /// This format of a parameter.
    ParameterFormat(&'a str),
    /// Whether a parameter is required.
    ParameterRequired,
    /// The description of a parameter.
    ParameterDescription,
    /// The description of a parameter's or header's schema, apart from its own.
    ParameterSchemaDescription,
    /// The examples of a parameter's or header's schema, apart from its own.
    ParameterSchemaExample,
    /// What values a parameter may have.
    ParameterEnum,
    /// How a parameter is spelt: `style`, `explode`, `collectionFormat`.
    ParameterStyle,
    /// That a body is there.
    Body,
    /// The schema of a body.
    BodySchema,
    /// Whether a body is required.
    BodyRequired,
    /// The description of a body.
    BodyDescription,
    /// The first media type of a body or of the responses.
    FirstMedia,
    /// Their further media types.
    FurtherMedia,
    /// That a response is there, with its status.
    Response,
    /// The description of a response.
    ResponseDescription,
    /// The schema of a response.
    ResponseSchema,
    /// The headers of a response.
    ResponseHeader,
    /// That a named schema is there.
    Schema,
    /// The title of a schema.
    SchemaTitle,
    /// The description of a named schema.
    SchemaDescription,
    /// That a property is there.
    Property,
    /// The type of a property, or to which schema it refers.
    PropertyType,
    /// This format of a property, of an item or of the values of a map.
    PropertyFormat(&'a str),
    /// Whether a property is required.
    PropertyRequired,
    /// The description of a property.
    PropertyDescription,
    /// The type of what a list holds.
    ItemType,
    /// What values a schema may have, where it is no item of a list.
    Enum,
    /// What values the items of a list may have.
    ItemEnum,
    /// The order of those values; the first of them aside.
    EnumOrder,
    /// Which of those values is the first.
    EnumFirst,
    /// `default`
    Default,
    /// Bounds of numbers, texts, lists and maps; patterns.
    Bound,
    /// `example` and `examples`
    Example,
    /// Whether null is allowed.
    Nullable,
    /// `readOnly` and `writeOnly`
    Access,
    /// What a map holds: `additionalProperties` with a schema.
    MapValues,
    /// `additionalProperties` as a boolean.
    AdditionalAllowed,
    /// `allOf`, `anyOf`, `oneOf`, `not` of several parts.
    Combination,
    /// How alternatives are told apart.
    Discriminator,
    /// Links, callbacks and webhooks.
    LinkOrCallback,
    /// Documentation elsewhere.
    ExternalDocs,
    /// `x-…` keys.
    Extension,
    /// In which order operations, parameters and properties stand.
    Order,
}
