//! What differs between the versions of OpenAPI, as data.

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
    /// The keys of a path item that are methods, in the specification's order.
    pub methods: &'static [&'static str],
    /// Whether keys beside `$ref` in a schema mean something.
    pub schema_ref_siblings: bool,
}

/// Swagger 2.0.
pub static V2_0: Dialect = Dialect {
    version: Version::V2_0,
    name: "2.0",
    methods: &["get", "put", "post", "delete", "options", "head", "patch"],
    schema_ref_siblings: false,
};

/// OpenAPI 3.0 adds the `trace` method.
pub static V3_0: Dialect = Dialect {
    version: Version::V3_0,
    name: "3.0",
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace"],
    schema_ref_siblings: false,
};

/// OpenAPI 3.1 takes schemas from JSON Schema 2020-12.
pub static V3_1: Dialect = Dialect {
    version: Version::V3_1,
    name: "3.1",
    methods: V3_0.methods,
    schema_ref_siblings: true,
};

/// OpenAPI 3.2 adds the `query` method.
pub static V3_2: Dialect = Dialect {
    version: Version::V3_2,
    name: "3.2",
    methods: &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"],
    schema_ref_siblings: true,
};

impl Version {
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
