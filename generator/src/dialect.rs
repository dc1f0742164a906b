//! What differs between the versions of OpenAPI, as data.

mod objects;

pub use objects::*;

/// A version of the specification, patch releases aside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Version {
    /// Swagger 2.0.
    V2_0,
    /// OpenAPI 3.0.
    #[default]
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

/// The facts in which one version differs from another.
#[derive(Debug)]
pub struct Dialect {
    /// The version.
    pub version: Version,
    /// As people write it: `3.0`.
    pub name: &'static str,
    /// Where the specification of its newest patch release can be read.
    pub specification: &'static str,
    /// The keys of a path item that are methods, in the specification's order.
    pub methods: &'static [&'static str],
    /// Whether keys beside `$ref` in a schema mean something.
    pub schema_ref_siblings: bool,
    /// Whether `summary` and `description` may stand beside other `$ref`s.
    pub reference_prose: bool,
    /// Whether schemas are JSON Schema 2020-12: any keyword is allowed, `type`
    /// may be a list, a boolean is a schema, `$id` and anchors can be named.
    pub json_schema: bool,
    /// The words that `in` of a parameter may have.
    pub parameter_places: &'static [&'static str],
    /// The words that `type` of a security scheme may have.
    pub security_types: &'static [&'static str],
}

/// Swagger 2.0.
pub static V2_0: Dialect = Dialect {
    version: Version::V2_0,
    name: "2.0",
    specification: "https://spec.openapis.org/oas/v2.0",
    methods: &["get", "put", "post", "delete", "options", "head", "patch"],
    schema_ref_siblings: false,
    reference_prose: false,
    json_schema: false,
    parameter_places: &["query", "header", "path", "formData", "body"],
    security_types: &["basic", "apiKey", "oauth2"],
};

/// OpenAPI 3.0 adds the `trace` method.
pub static V3_0: Dialect = Dialect {
    version: Version::V3_0,
    name: "3.0",
    specification: "https://spec.openapis.org/oas/v3.0.4",
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace"],
    schema_ref_siblings: false,
    reference_prose: false,
    json_schema: false,
    parameter_places: &["query", "header", "path", "cookie"],
    security_types: &["apiKey", "http", "oauth2", "openIdConnect"],
};

/// OpenAPI 3.1 takes schemas from JSON Schema 2020-12.
pub static V3_1: Dialect = Dialect {
    version: Version::V3_1,
    name: "3.1",
    specification: "https://spec.openapis.org/oas/v3.1.1",
    methods: V3_0.methods,
    schema_ref_siblings: true,
    reference_prose: true,
    json_schema: true,
    parameter_places: V3_0.parameter_places,
    security_types: &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"],
};

/// OpenAPI 3.2 adds the `query` method and the `querystring` parameter.
pub static V3_2: Dialect = Dialect {
    version: Version::V3_2,
    name: "3.2",
    specification: "https://spec.openapis.org/oas/v3.2.0",
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"],
    schema_ref_siblings: true,
    reference_prose: true,
    json_schema: true,
    parameter_places: &["query", "querystring", "header", "path", "cookie"],
    security_types: V3_1.security_types,
};

impl Version {
    /// All versions, the oldest first.
    pub const ALL: [Self; 4] = [Self::V2_0, Self::V3_0, Self::V3_1, Self::V3_2];

    /// The version that a key of the root states, if it is one that we know
    /// (OpenAPI Object, `openapi`; Swagger Object 2.0, `swagger`).
    pub(crate) fn stated(key: &str, text: &str) -> Option<Self> {
        let mut steps = text.splitn(3, '.');
        match (key, steps.next(), steps.next()) {
            ("swagger", Some("2"), Some("0")) => Some(Self::V2_0),
            ("openapi", Some("3"), Some("0")) => Some(Self::V3_0),
            ("openapi", Some("3"), Some("1")) => Some(Self::V3_1),
            ("openapi", Some("3"), Some("2")) => Some(Self::V3_2),
            _ => None,
        }
    }

    /// The facts of this version.
    pub fn dialect(self) -> &'static Dialect {
        match self {
            Self::V2_0 => &V2_0,
            Self::V3_0 => &V3_0,
            Self::V3_1 => &V3_1,
            Self::V3_2 => &V3_2,
        }
    }
}

/// A set of versions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Versions(u8);

impl Versions {
    /// None.
    pub const NONE: Self = Self(0);
    /// 2.0 alone.
    pub const V2: Self = Self(1);
    /// 2.0 and 3.0.
    pub const UNTIL_3_0: Self = Self(0b11);
    /// 2.0, 3.0 and 3.1.
    pub const UNTIL_3_1: Self = Self(0b111);
    /// 3.0 alone.
    pub const V3_0: Self = Self(0b10);
    /// 3.0, 3.1 and 3.2.
    pub const SINCE_3_0: Self = Self(0b1110);
    /// 3.1 and 3.2.
    pub const SINCE_3_1: Self = Self(0b1100);
    /// 3.2.
    pub const SINCE_3_2: Self = Self(0b1000);
    /// All.
    pub const ALL: Self = Self(0b1111);

    /// Whether a version is among them.
    pub const fn has(self, version: Version) -> bool {
        self.0 & (1 << version as u8) != 0
    }

    /// The versions by name, the oldest first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Version::ALL.into_iter().filter(move |&it| self.has(it)).map(|it| it.dialect().name)
    }
}

/// An object of the specification and the keys that it may have.
#[derive(Debug)]
pub struct Object {
    /// As the specification calls it: `Contact Object`.
    pub name: &'static str,
    /// Its fixed keys, in all versions; `x-…` aside.
    pub keys: &'static [Key],
    /// Whether other keys than these are names that the document chooses.
    pub open: bool,
}

impl Object {
    /// What is known of a key.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|it| it.name == name)
    }

    /// Its article and name, for messages.
    pub fn noun(&self) -> String {
        let vowel = self.name.starts_with(['A', 'E', 'I', 'O', 'U']);
        format!("{} {}", if vowel { "an" } else { "a" }, self.name)
    }
}

/// A fixed key of an [`Object`].
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// The versions that have it.
    pub versions: Versions,
    /// The versions in which it must be there.
    pub required: Versions,
    /// What to write in the other versions; empty where there is nothing like it.
    pub instead: &'static str,
}

const fn key(name: &'static str) -> Key {
    Key { name, versions: Versions::ALL, required: Versions::NONE, instead: "" }
}

impl Key {
    const fn of(self, versions: Versions) -> Self {
        Self { versions, ..self }
    }

    const fn required(self) -> Self {
        Self { required: self.versions, ..self }
    }

    const fn required_in(self, required: Versions) -> Self {
        Self { required, ..self }
    }

    const fn instead(self, instead: &'static str) -> Self {
        Self { instead, ..self }
    }
}
