//! A team can move over: what it knows from the popular linters has a name of
//! ours, which the page of a rule tells.

use super::all;

/// Every rule of `spectral:oas`, those that are off included.
const SPECTRAL: &[&str] = &[
    "array-items",
    "contact-properties",
    "duplicated-entry-in-enum",
    "info-contact",
    "info-description",
    "info-license",
    "license-url",
    "no-$ref-siblings",
    "no-eval-in-markdown",
    "no-script-tags-in-markdown",
    "oas2-anyOf",
    "oas2-api-host",
    "oas2-api-schemes",
    "oas2-discriminator",
    "oas2-host-not-example",
    "oas2-host-trailing-slash",
    "oas2-oneOf",
    "oas2-operation-formData-consume-check",
    "oas2-operation-security-defined",
    "oas2-parameter-description",
    "oas2-schema",
    "oas2-unused-definition",
    "oas2-valid-media-example",
    "oas2-valid-schema-example",
    "oas3-api-servers",
    "oas3-callbacks-in-callbacks",
    "oas3-examples-value-or-externalValue",
    "oas3-operation-security-defined",
    "oas3-parameter-description",
    "oas3-schema",
    "oas3-server-not-example.com",
    "oas3-server-trailing-slash",
    "oas3-server-variables",
    "oas3-unused-component",
    "oas3-valid-media-example",
    "oas3-valid-schema-example",
    "oas3_1-callbacks-in-webhook",
    "oas3_1-servers-in-webhook",
    "openapi-tags",
    "openapi-tags-alphabetical",
    "openapi-tags-uniqueness",
    "operation-description",
    "operation-operationId",
    "operation-operationId-unique",
    "operation-operationId-valid-in-url",
    "operation-parameters",
    "operation-singular-tag",
    "operation-success-response",
    "operation-tag-defined",
    "operation-tags",
    "path-declarations-must-exist",
    "path-keys-no-trailing-slash",
    "path-not-include-query",
    "path-params",
    "tag-description",
    "typed-enum",
];

/// What Redocly's recommended set asks of OpenAPI documents, from 2.0 to 3.2.
const REDOCLY: &[&str] = &[
    "info-license",
    "info-license-strict",
    "no-ambiguous-paths",
    "no-duplicated-enum-values",
    "no-duplicated-tag-names",
    "no-empty-servers",
    "no-enum-type-mismatch",
    "no-example-value-and-externalValue",
    "no-identical-paths",
    "no-invalid-media-type-examples",
    "no-invalid-parameter-examples",
    "no-invalid-schema-examples",
    "no-mixed-number-range-constraints",
    "no-path-trailing-slash",
    "no-required-schema-properties-undefined",
    "no-schema-type-mismatch",
    "no-server-example.com",
    "no-server-trailing-slash",
    "no-server-variables-empty-enum",
    "no-undefined-server-variable",
    "no-unresolved-refs",
    "no-unsafe-markdown",
    "no-unused-components",
    "nullable-type-sibling",
    "operation-2xx-response",
    "operation-4xx-response",
    "operation-operationId",
    "operation-operationId-unique",
    "operation-operationId-url-safe",
    "operation-parameters-unique",
    "operation-summary",
    "path-declaration-must-exist",
    "path-not-include-query",
    "path-parameters-defined",
    "security-defined",
    "security-scopes-defined",
    "spec-components-invalid-map-name",
    "spec-discriminator-defaultMapping",
    "spec-example-values",
    "spec-no-invalid-encoding-combinations",
    "spec-no-invalid-tag-parents",
    "spec-querystring-parameters",
    "spec-ref-siblings",
    "struct",
    "tag-description",
];

#[test]
fn every_rule_of_the_popular_linters_is_named_on_a_page() {
    let pages: Vec<&str> = all().into_iter().map(|it| it.page).collect();
    for (linter, rules) in [("Spectral", SPECTRAL), ("Redocly", REDOCLY)] {
        for rule in rules {
            let name = format!("`{rule}`");
            let told = pages.iter().flat_map(|it| it.lines()).filter(|it| it.contains(&name));
            let counterpart =
                told.filter(|it| it.starts_with("Counterpart")).find(|it| it.contains(linter));
            assert!(counterpart.is_some(), "no page names {name} of {linter} as its counterpart");
        }
    }
}
