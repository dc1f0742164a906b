//! The root of a document: which version it is, and its parts.

use crate::diag::Level;
use crate::dialect::{self, Version};
use crate::ir::{Address, Said, Where};
use crate::read::object::{Field, Reader, head, shown};
use crate::read::rules;
use crate::read::swagger2::distinct;
use crate::source::{Kind, Node};
use crate::text::FileId;

/// The parts of the root that are read after the others.
#[derive(Default)]
struct Parts<'a> {
    paths: Option<Node<'a>>,
    webhooks: Option<Node<'a>>,
    components: Option<Node<'a>>,
    definitions: Option<Node<'a>>,
    /// 2.0's shared parameters or responses.
    shared: Vec<Field<'a>>,
    security: Option<Node<'a>>,
    address: Address,
}

impl<'a> Reader<'a> {
    /// Reads the document that a file holds. False where it is no API.
    pub(super) fn document(&mut self, file: FileId) -> bool {
        // Behind the place where a text breaks nobody knows what was meant:
        // half a document is not to be mistaken for a smaller one.
        if self.report.found.iter().any(|it| it.rule.name == rules::SYNTAX_ERROR.name) {
            return false;
        }
        let Some(root) = self.root_of(file) else { return false };
        if self.files.get(file.index()).is_none_or(|it| it.broken) {
            return false;
        }
        if root.kind() != Kind::Map {
            let message = match root.kind() {
                Kind::Null => "the file says nothing".to_owned(),
                other => format!("a document is a map; this is {}", other.noun()),
            };
            self.report.add(&rules::NO_DOCUMENT, head(root), message);
            return false;
        }
        let Some(version) = self.version(root) else { return false };
        self.dialect = version.dialect();
        self.api.version = version;
        self.api.at = Some(root.at());
        self.enter_resources(file);
        self.root(root);
        true
    }

    fn version(&mut self, root: Node<'a>) -> Option<Version> {
        const KNOWN: &str = "known are `swagger: \"2.0\"` and `openapi: 3.0.x`, `3.1.x` or `3.2.x`";
        for key in ["openapi", "swagger"] {
            let Some(entry) = root.entry(key) else { continue };
            let version = version_of(root);
            if version.is_none() {
                let text = entry.value.scalar().unwrap_or(entry.value.raw().into());
                let message = format!("`{key}: {}` is no version that can be read", shown(&text));
                let at = entry.value.at();
                let at = if at.start == at.end { entry.key.at() } else { at };
                self.report.add(&rules::UNKNOWN_VERSION, at, message).help(KNOWN);
            }
            return version;
        }
        let message = "neither `openapi` nor `swagger` says which version this is";
        self.report.add(&rules::UNKNOWN_VERSION, head(root), message).help(KNOWN);
        None
    }

    /// `2.0` without quotes is a number in YAML; everyone reads it.
    fn version_text(&mut self, field: &Field<'a>) -> Option<Said> {
        if field.value.kind() == Kind::Number {
            let message = "expected a string, found a number";
            let found = self.report.add(&rules::WRONG_KIND, field.value.at(), message);
            found.help("put it in quotes").level = Level::Warning;
            return Some(Said::new(&*field.value.scalar()?, field.value.at()));
        }
        self.said(field)
    }

    fn root(&mut self, root: Node<'a>) {
        let mut parts = Parts::default();
        let mut extensions = Vec::new();
        self.object(root, &dialect::ROOT, |reader, field| match &*field.name {
            "swagger" | "openapi" => {
                let is_own = (&*field.name == "swagger") == (reader.api.version == Version::V2_0);
                if is_own {
                    reader.api.version_text = reader.version_text(field);
                }
            }
            "info" => reader.api.info = reader.info(field.value),
            "servers" => reader.api.servers = reader.servers(field),
            "tags" => reader.api.tags = reader.tags(field),
            "security" => reader.api.security = Some(reader.requirements(field)),
            "externalDocs" => {
                reader.api.external_docs = Some(reader.external_docs(field.value));
            }
            "jsonSchemaDialect" => reader.api.schema_dialect = reader.said(field),
            "$self" => reader.api.self_uri = reader.said(field),
            "paths" => parts.paths = Some(field.value),
            "webhooks" => parts.webhooks = Some(field.value),
            "components" => parts.components = Some(field.value),
            "definitions" => parts.definitions = Some(field.value),
            "host" => parts.address.host = reader.said(field),
            "basePath" => parts.address.base_path = reader.said(field),
            "schemes" => parts.address.schemes = Some(reader.words(field)),
            "consumes" => reader.api.consumes = Some(reader.words(field)),
            "produces" => reader.api.produces = Some(reader.words(field)),
            "securityDefinitions" => parts.security = Some(field.value),
            "parameters" | "responses" => parts.shared.push(field.clone()),
            _ => reader.extend(&mut extensions, field),
        });
        self.api.extensions = extensions;
        self.consumes = self.api.consumes.as_deref().map(distinct).unwrap_or_default();
        self.produces = self.api.produces.as_deref().map(distinct).unwrap_or_default();
        if self.api.version == Version::V2_0 {
            self.api.address = Some(std::mem::take(&mut parts.address));
            self.api.servers = self.servers_2();
        }
        self.declarations(&parts);
        self.drain();
        if let Some(node) = parts.paths {
            self.api.paths = self.path_items(node, Where::Path);
        }
        if let Some(node) = parts.webhooks {
            self.api.webhooks = self.path_items(node, Where::Webhook);
        }
        self.drain();
        self.settle();
        let needs_one = matches!(self.api.version, Version::V3_1 | Version::V3_2);
        if needs_one
            && parts.paths.is_none()
            && parts.webhooks.is_none()
            && parts.components.is_none()
        {
            let message = "a root object needs `paths`, `webhooks` or `components`";
            self.report.add(&rules::MISSING_KEY, head(root), message).help("add `paths`");
        }
    }

    /// What is declared to be referred to. A document should have it as its
    /// version has it; what it has as another does is read after that, so that
    /// of two things with one name the version's own has it.
    fn declarations(&mut self, parts: &Parts<'a>) {
        if self.api.version != Version::V2_0
            && let Some(node) = parts.components
        {
            self.components(node);
        }
        if let Some(node) = parts.definitions {
            self.declare_schemas(node);
        }
        if let Some(node) = parts.security {
            self.security_schemes(node);
        }
        for field in &parts.shared {
            match &*field.name {
                "parameters" => self.declare_parameters_2(field.value),
                _ => self.declare(field, |it| &mut it.responses),
            }
        }
        if self.api.version == Version::V2_0
            && let Some(node) = parts.components
        {
            self.components(node);
        }
    }
}

/// The version that a document says it is in, if it is one that we know.
pub(super) fn version_of(root: Node<'_>) -> Option<Version> {
    let (key, entry) =
        ["openapi", "swagger"].iter().find_map(|key| Some((*key, root.get(key)?)))?;
    Version::stated(key, &entry.scalar()?)
}
