//! What pages state of an API, held against what its document states.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specwright::ir::{Api, Id, Schema};
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{Reading, document_from_str};

/// How the facts of one sort that pages state compare with those of the document.
#[derive(Debug)]
pub struct Recall {
    /// `operation`, `parameter`, `format` and so on.
    pub sort: &'static str,
    /// How many the document states.
    pub all: usize,
    /// Those of them that are not on the pages.
    pub missing: Vec<String>,
    /// Those of the pages that the document does not state.
    pub wrong: Vec<String>,
}

/// Holds pages against their document, sort by sort.
pub fn recall(document: &Path, paths: &[PathBuf]) -> Result<Vec<Recall>, String> {
    let text = fs::read_to_string(document).map_err(|why| why.to_string())?;
    let truth = document_from_str("swagger.json", &text).api.ok_or("the document is no API")?;
    let ours = read(paths)?.api.ok_or("the pages are no API")?;
    let (truth, ours) = (facts(&truth), facts(&ours));
    let one = |(sort, truth): (&&'static str, &Vec<String>)| {
        let ours = ours.get(sort).map(Vec::as_slice).unwrap_or_default();
        Recall {
            sort,
            all: truth.len(),
            missing: truth.iter().filter(|it| !ours.contains(it)).cloned().collect(),
            wrong: ours.iter().filter(|it| !truth.contains(it)).cloned().collect(),
        }
    };
    Ok(truth.iter().map(one).collect())
}

/// Errs where pages state what is not so, or leave out what they could state.
/// `hidden`: how many facts of a sort pages may leave out: they show one of
/// two operations of a tag with one summary.
pub fn verdict(all: &[Recall], hidden: usize) -> Result<(), String> {
    for it in all {
        // Formats that no sample gives away are not on any page.
        let allowed = if it.sort == "format" && hidden > 0 { it.all / 20 } else { hidden };
        if it.missing.len() > allowed {
            return Err(format!("{} is missing: {:#?}", it.sort, it.missing));
        }
        if !it.wrong.is_empty() && hidden > 0 {
            return Err(format!("{} is wrong: {:#?}", it.sort, it.wrong));
        }
    }
    Ok(())
}

/// Reads pages.
pub fn read(paths: &[PathBuf]) -> Result<Reading, String> {
    let input = |path: &PathBuf| {
        let bytes = fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(PageInput { path: path.display().to_string(), bytes })
    };
    let inputs: Result<Vec<PageInput>, String> = paths.iter().map(input).collect();
    Ok(pages(inputs?, &PageOptions::default()))
}

/// The pages of a folder, those aside that a site wrote by hand.
pub fn generated(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut all = crate::golden::entries(folder)?;
    all.retain(|it| !it.ends_with("index.md") && !it.ends_with("authentication.md"));
    Ok(all)
}

/// Facts about an API, as lines by their sort.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// The facts that pages can state or imply. Operations that say that they are
/// not to be shown are none.
fn facts(api: &Api) -> Facts {
    let mut facts = Facts::new();
    let mut add = |sort: &'static str, fact: String| facts.entry(sort).or_default().push(fact);
    let refers = |id: Id<Schema>| {
        let mut at = id;
        for _ in 0..4 {
            let schema = &api[at];
            match (&schema.reference, schema.all_of()) {
                (Some(it), _) => return it.text.rsplit('/').next().unwrap_or_default().to_owned(),
                (None, &[part]) => at = part,
                _ => break,
            }
        }
        let schema = &api[at];
        let items = schema.items().map(|it| match &api[it].reference {
            Some(it) => it.text.rsplit('/').next().unwrap_or_default().to_owned(),
            None => format!("{:?}", api[it].types),
        });
        format!("{:?} {}", schema.types, items.unwrap_or_default())
    };
    for (_, operation) in api.operations() {
        let hidden = operation.extensions.iter().any(|(name, _)| **name == *"x-apidocgen");
        if hidden {
            continue;
        }
        let key = format!("{} {}", operation.method, api[operation.path].template);
        let tag = operation.tags.first().map(|it| &*it.text).unwrap_or_default();
        add("operation", format!("{key} {tag}"));
        add("security", format!("{key} {}", !api.security_of(operation).is_empty()));
        for parameter in api.parameters_of(operation) {
            let it = &api[parameter.to];
            let schema = it.schema.map(|id| &api[id]);
            let format = schema.and_then(|it| it.format.as_deref()).unwrap_or_default();
            let mut values: Vec<String> = schema
                .and_then(|it| it.choices())
                .unwrap_or_default()
                .iter()
                .map(specwright::source::Value::to_json)
                .collect();
            values.sort();
            values.dedup();
            let types = it.schema.map(|id| format!("{:?}", api[id].types)).unwrap_or_default();
            let (place, name, required) = (it.place.name(), &it.name, it.is_required());
            add(
                "parameter",
                format!("{key} {place} {name} {required} {types} {format} {values:?}"),
            );
        }
        if let Some(body) = &operation.body {
            let body = &api[body.to];
            let required = if body.fields.is_empty() {
                body.required == Some(true)
            } else {
                api[body.fields[0].to].required == Some(true)
            };
            let schema = body.content.first().and_then(|it| api[it.to].schema);
            let shown = schema.map(refers).unwrap_or_default();
            add("body", format!("{key} {required} {shown}"));
        }
        for answer in &operation.responses.all {
            let response = &api[answer.response.to];
            let schema = response.content.first().and_then(|it| api[it.to].schema);
            let shown = schema.map(refers).unwrap_or_default();
            let description = response.description.as_deref().unwrap_or_default();
            add("response", format!("{key} {} {description} {shown}", answer.status));
        }
    }
    for component in &api.components.schemas {
        let (name, schema) = (&component.name, &api[component.it.to]);
        add("schema", format!("{name} {:?}", schema.types));
        for property in schema.properties() {
            let at = format!("{name}.{}", property.name);
            add(
                "property",
                format!("{at} {} {}", refers(property.schema), schema.requires(&property.name)),
            );
            let own = &api[property.schema];
            if let Some(format) = own.format.as_ref().filter(|_| own.all_of().is_empty()) {
                add("format", format!("{at} {format}"));
            }
        }
        let mut values: Vec<String> = schema
            .choices()
            .unwrap_or_default()
            .iter()
            .map(specwright::source::Value::to_json)
            .collect();
        values.sort();
        add("enum", format!("{name} {values:?}"));
    }
    facts
}
