//! Whether a value is one of a schema, as an independent validator sees it.

mod expected;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{Draft, Registry, Retrieve, Uri, ValidationError, Validator};
use serde_json::{Value, json};
use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::ir::{Api, Id, Schema};
use specwright::read::Reading;
use specwright::source::Node;

/// What the document is called; nothing is looked up there.
const HERE: &str = "json-schema:///document";

/// Formats that have a type of their own, as the newest draft sees them.
const TYPED: &[&str] = &["date", "date-time", "uuid", "ipv4", "ipv6"];
/// Formats that tell people something, and that no value is held against.
const NOTES: &[&str] = &[
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "time",
    "duration",
    "color",
];

/// How a `oneOf` is broken by a value that fits several alternatives.
const SEVERAL: &str = "oneOf, several";

/// A document that the validator reads by itself.
pub(super) struct Oracle<'a> {
    reading: &'a Reading,
    /// Names of properties that are only sent, or only answered.
    one_way: BTreeSet<String>,
    registry: Registry<'static>,
    draft: Draft,
    /// The absolute `$id`s of schemas, by their pointers.
    resources: BTreeMap<String, String>,
    /// The document as the validator reads it.
    document: Value,
}

/// What one schema says.
pub(super) struct Judge<'a> {
    validator: Validator,
    oracle: &'a Oracle<'a>,
    /// Where the schema stands.
    pointer: String,
}

/// What is in other files is not read here: all values are as they should be.
struct Elsewhere;

impl Retrieve for Elsewhere {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        Ok(json!({}))
    }
}

/// Something against a value.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// Where in the value, as a JSON Pointer.
    pub at: String,
    /// The keyword that is broken.
    pub keyword: String,
    /// Where that stands, as a JSON Pointer into the document.
    pub stands: String,
    /// Where the references stand that lead there, from the schema that is asked.
    through: Vec<String>,
    /// What is against each of the alternatives that the keyword offers.
    branches: Vec<Vec<Self>>,
}

impl<'a> Oracle<'a> {
    pub(super) fn new(reading: &'a Reading) -> Result<Self, String> {
        let (Some(api), Some(tree)) = (&reading.api, reading.trees.first()) else {
            return Err("there is no document".to_owned());
        };
        let json = tree.root().to_json();
        let mut document: Value = serde_json::from_str(&json).map_err(|why| why.to_string())?;
        let draft = if api.version >= Version::V3_1 { Draft::Draft202012 } else { Draft::Draft4 };
        let written = document.clone();
        rewrite(&mut document, &written, api.version);
        let mut resources = BTreeMap::new();
        find_resources(&document, "", &mut resources);
        // The validator looks for them where JSON Schema has schemas, and knows
        // no `components`.
        let mut registry = Registry::new().retriever(Elsewhere);
        for (pointer, id) in &resources {
            let schema = document.pointer(pointer).cloned().unwrap_or_default();
            let added = registry.add(id.clone(), draft.create_resource(schema));
            registry = added.map_err(|why| why.to_string())?;
        }
        let resource = draft.create_resource(document.clone());
        let registry = registry.add(HERE, resource).and_then(jsonschema::RegistryBuilder::prepare);
        let one_way = |it: &Schema| it.is_read_only() || it.is_write_only();
        let properties = api.schemas.iter().flat_map(|(_, it)| it.properties());
        let one_way = properties
            .filter(|it| {
                let target = api.resolve(it.schema);
                one_way(&api[it.schema]) || target.is_some_and(|it| one_way(&api[it]))
            })
            .map(|it| it.name.to_string())
            .collect();
        let registry = registry.map_err(|why| why.to_string())?;
        Ok(Self { reading, one_way, registry, draft, resources, document })
    }

    /// The judge of a schema; `None` where it stands in another file, or the
    /// validator cannot read it.
    pub(super) fn of(&self, api: &Api, schema: Id<Schema>) -> Option<Judge<'_>> {
        let pointer = self.pointer(api[schema].at?)?;
        let inner = |it: &(&String, &String)| {
            let rest = pointer.strip_prefix(it.0.as_str());
            rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
        };
        let around = self.resources.iter().rev().find(inner);
        let (base, start) = around.map_or((HERE, 0), |it| (it.1.as_str(), it.0.len()));
        let fragment = escaped(&pointer[start..]);
        let hash = if fragment.is_empty() { "" } else { "#" };
        let root = json!({ "$ref": format!("{base}{hash}{fragment}") });
        let mut options = jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .with_format("byte", is_base64)
            .with_format("base64", is_base64);
        for format in TYPED {
            let newest = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .should_validate_formats(true)
                .build(&json!({ "format": format }))
                .ok()?;
            options = options.with_format(*format, move |it| newest.is_valid(&json!(it)));
        }
        for format in NOTES {
            options = options.with_format(*format, |_| true);
        }
        options.build(&root).ok().map(|validator| Judge { validator, oracle: self, pointer })
    }

    /// Where the references stand that a path leads through, which begins with
    /// one to a pointer; as far as they lead within the document.
    fn through(&self, path: &str, start: &str) -> Vec<String> {
        let mut through = Vec::new();
        let mut at: Option<String> = None;
        for step in path.split('/').skip(1) {
            at = match (at, step) {
                (None, _) => Some(start.to_owned()),
                (Some(at), "$ref") => {
                    let reference = self.document.pointer(&at).and_then(|it| it.get("$ref"));
                    let target = reference.and_then(Value::as_str);
                    through.push(at);
                    let Some(target) = target.and_then(|it| it.strip_prefix('#')) else { break };
                    Some(unescaped(target))
                }
                (Some(at), step) => Some(format!("{at}/{step}")),
            };
        }
        through
    }

    fn pointer(&self, at: specwright::text::Span) -> Option<String> {
        let tree = self.reading.trees.first()?;
        (at.file == tree.file()).then(|| tree.node_at(at).map(Node::pointer)).flatten()
    }

    /// The keywords of which findings tell that no value is held against them,
    /// each with the place of its schema.
    pub(super) fn told(&self, found: &Report) -> BTreeSet<(String, String)> {
        let told = found.found.iter().filter(|it| it.rule.name == "unenforced-keyword");
        told.filter_map(|it| Some((self.pointer(it.at?)?, &it.message)))
            .flat_map(|(at, message)| {
                let keywords = message.split('`').skip(1).step_by(2);
                keywords.map(|it| (at.clone(), it.to_owned())).collect::<Vec<_>>()
            })
            .collect()
    }
}

impl Judge<'_> {
    /// All that is against a value.
    pub(super) fn faults(&self, value: &Value) -> Vec<Fault> {
        self.validator.iter_errors(value).take(50).filter_map(|it| self.fault(&it)).collect()
    }

    fn fault(&self, error: &ValidationError<'_>) -> Option<Fault> {
        let mut keyword = error.kind().keyword();
        let mut branches = Vec::new();
        match error.kind() {
            // A type for both ways does not ask for what goes one way.
            ValidationErrorKind::Required { property }
                if property.as_str().is_some_and(|it| self.oracle.one_way.contains(it)) =>
            {
                return None;
            }
            ValidationErrorKind::OneOfMultipleValid { .. } => keyword = SEVERAL,
            ValidationErrorKind::AnyOf { context }
            | ValidationErrorKind::OneOfNotValid { context } => {
                for branch in context {
                    let faults: Vec<Fault> =
                        branch.iter().filter_map(|it| self.fault(it)).collect();
                    if faults.is_empty() {
                        return None;
                    }
                    branches.push(faults);
                }
            }
            _ => {}
        }
        let stands = error.absolute_keyword_location().map(ToString::to_string);
        Some(Fault {
            at: error.instance_path().to_string(),
            keyword: keyword.to_owned(),
            stands: stands.unwrap_or_else(|| error.schema_path().to_string()),
            through: self.oracle.through(error.evaluation_path().as_str(), &self.pointer),
            branches,
        })
    }
}

impl Fault {
    /// Whether a finding tells of the keyword, or of one that it stands in. Of
    /// alternatives that all fit a value, the first is taken: documents say
    /// `oneOf` of schemas that overlap, and the page of the rule says so.
    pub(super) fn is_told(&self, told: &BTreeSet<(String, String)>) -> bool {
        self.keyword == SEVERAL
            || self.branches.iter().any(|it| it.iter().all(|it| it.is_told(told)))
            || told.iter().any(|(at, keyword)| {
                let place = format!("{at}/{keyword}");
                let stands = self.stands.strip_prefix(HERE).map(|it| it.trim_start_matches('#'));
                let stands = unescaped(stands.unwrap_or(&self.stands));
                self.through.iter().chain([&stands]).any(|it| {
                    let rest = it.strip_prefix(&place);
                    rest.is_some_and(|it| it.is_empty() || it.starts_with('/'))
                })
            })
    }

    /// Whether a refusal at a place is one for this: there, at the name that is
    /// missing there, or somewhere in what none of the alternatives takes.
    pub(super) fn is_at(&self, pointer: &str) -> bool {
        let holder = self.at.rsplit_once('/').map(|it| it.0);
        // One item too many is a fault of the list as well.
        if self.keyword == "falseSchema" && holder == Some(pointer) {
            return true;
        }
        let Some(rest) = pointer.strip_prefix(&self.at) else { return false };
        let one_below = rest.starts_with('/') && !rest[1..].contains('/');
        match self.keyword.as_str() {
            _ if rest.is_empty() => true,
            "required" | "dependentRequired" | "dependencies" => one_below,
            // Of all that nothing evaluates the validator names what holds it.
            "anyOf"
            | "oneOf"
            | SEVERAL
            | "not"
            | "if"
            | "contains"
            | "unevaluatedProperties"
            | "unevaluatedItems" => rest.starts_with('/'),
            _ => false,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` breaks `{}` ({})", self.at, self.keyword, self.stands)
    }
}

/// Finds what has an absolute `$id`, by its pointer.
fn find_resources(value: &Value, at: &str, found: &mut BTreeMap<String, String>) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(name, it)| (name.clone(), it)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect()
        }
        _ => return,
    };
    if let Some(id) = value.get("$id").and_then(Value::as_str).filter(|it| it.contains("://")) {
        found.insert(at.to_owned(), id.to_owned());
    }
    for (name, it) in entries {
        let step = name.replace('~', "~0").replace('/', "~1");
        find_resources(it, &format!("{at}/{step}"), found);
    }
}

/// Says in words of JSON Schema what only OpenAPI says: `nullable`, files, what
/// discriminators expect, and how large the numbers of a format are.
fn rewrite(value: &mut Value, written: &Value, version: Version) {
    let Value::Object(map) = value else {
        if let Value::Array(items) = value {
            for it in items {
                rewrite(it, written, version);
            }
        }
        return;
    };
    for (name, it) in map.iter_mut() {
        if !matches!(name.as_str(), "enum" | "const" | "example" | "examples" | "default") {
            rewrite(it, written, version);
        }
    }
    let expected = expected::of(written, map);
    if !expected.is_empty()
        && let Some(all) = map.entry("allOf").or_insert_with(|| json!([])).as_array_mut()
    {
        all.extend(expected);
    }
    if version < Version::V3_1 {
        if map.get("type") == Some(&json!("file")) {
            map.insert("type".into(), json!("string"));
        }
        let keys = ["nullable", "x-nullable"];
        if keys.iter().any(|it| map.get(*it) == Some(&json!(true))) {
            for it in keys {
                map.remove(it);
            }
            let inner = std::mem::take(value);
            // An `enum` beside it need not name null to mean it.
            *value = json!({ "anyOf": [inner, { "enum": [null] }] });
            return;
        }
    }
    let bounds = map.get("format").and_then(Value::as_str).and_then(|it| {
        Some(match it {
            "int8" => (json!(i8::MIN), json!(i8::MAX)),
            "uint8" => (json!(0), json!(u8::MAX)),
            "int16" => (json!(i16::MIN), json!(i16::MAX)),
            "uint16" => (json!(0), json!(u16::MAX)),
            "int32" => (json!(i32::MIN), json!(i32::MAX)),
            "uint32" => (json!(0), json!(u32::MAX)),
            "uint64" | "uint" => (json!(0), json!(u64::MAX)),
            _ => return None,
        })
    });
    let whole = map.get("type").is_some_and(|it| it.to_string().contains("integer"));
    if let Some((low, high)) = bounds.filter(|_| whole)
        && !map.contains_key("allOf")
    {
        map.insert("allOf".into(), json!([{ "minimum": low, "maximum": high }]));
    }
}

/// A pointer as the fragment of a URI (RFC 6901, section 6).
fn escaped(pointer: &str) -> String {
    use fmt::Write as _;
    let mut out = String::new();
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn unescaped(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.as_bytes();
    while let [first, more @ ..] = rest {
        let hex = more.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        match hex.and_then(|it| u8::from_str_radix(it, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"+/-_".contains(&it);
    text.len() - digits.len() <= 2 && digits.bytes().all(plain) && digits.len() % 4 != 1
}
