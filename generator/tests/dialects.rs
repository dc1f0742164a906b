//! Pages of every dialect: real ones against their documents, and broken ones.

#![expect(clippy::disallowed_methods, reason = "the corpus is read from the disk")]
#![expect(clippy::print_stdout, reason = "the counts are for whoever asks with --nocapture")]

#[path = "dialects/broken.rs"]
mod broken;
#[path = "dialects/clients.rs"]
mod clients;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use specwright::diag::Diagnostic;
use specwright::ir::{self, Api, Id, Schema};
use specwright::read::pages::{PageInput, PageOptions, pages};
use specwright::read::{Reading, document_from_str};
use specwright::source::Value;

/// The folder of real input, or a word on standard error that there is none.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from);
    let folder = folder.filter(|it| it.is_dir());
    if folder.is_none() {
        eprintln!("SKIPPED: no real pages, since SPECWRIGHT_CORPUS names no folder");
    }
    folder
}

fn read(path: &Path) -> Api {
    let bytes = fs::read(path).expect("a page of the corpus");
    one(&path.display().to_string(), bytes).api.expect("an API")
}

fn one(path: &str, bytes: Vec<u8>) -> Reading {
    let input = PageInput { path: path.to_owned(), bytes };
    pages(vec![input], &PageOptions::default())
}

fn document(path: &Path) -> Api {
    let text = fs::read_to_string(path).expect("a document of the corpus");
    document_from_str(&path.to_string_lossy(), &text).api.expect("an API")
}

/// Facts about an API, as lines by their sort.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// The type that a page shows of a schema: the name that it leads to, or its
/// types with those of its items.
fn shown(api: &Api, id: Id<Schema>) -> String {
    let schema = &api[id];
    match (&schema.reference, schema.all_of()) {
        (Some(it), _) => return it.text.rsplit('/').next().unwrap_or_default().to_owned(),
        (None, &[part]) => return shown(api, part),
        _ => {}
    }
    let items = schema.items().map(|it| format!(" of {}", shown(api, it)));
    format!("{:?}{}", schema.types, items.unwrap_or_default())
}

fn facts(api: &Api) -> Facts {
    let mut facts = Facts::new();
    let mut add = |sort: &'static str, fact: String| facts.entry(sort).or_default().push(fact);
    let spelt = |schema: &Schema| {
        let mut values: Vec<String> =
            schema.choices().unwrap_or_default().iter().map(Value::to_json).collect();
        values.sort();
        values.dedup();
        values.join(" ")
    };
    for (_, operation) in api.operations() {
        let key = format!("{} {}", operation.method, api[operation.path].template);
        add("operation", key.clone());
        for parameter in api.parameters_of(operation) {
            let it = &api[parameter.to];
            let at = format!("{key} {} {}", it.place.name(), it.name);
            add("parameter", at.clone());
            add("required parameter", format!("{at} {}", it.is_required()));
            if let Some(id) = it.schema {
                add("type of a parameter", format!("{at} {}", shown(api, id)));
                let format = api[id].format.as_deref().unwrap_or_default();
                add("format of a parameter", format!("{at} {format}"));
                add("values of a parameter", format!("{at} {}", spelt(&api[id])));
            }
        }
        if let Some(body) = &operation.body {
            let body = &api[body.to];
            add("body", key.clone());
            let form = body.fields.first().map(|it| api[it.to].required);
            let required = form.unwrap_or(body.required) == Some(true);
            add("required body", format!("{key} {required}"));
            let schema = body.content.first().and_then(|it| api[it.to].schema);
            let ty = schema.map(|it| shown(api, it)).unwrap_or_default();
            add("type of a body", format!("{key} {ty}"));
        }
        for answer in &operation.responses.all {
            let response = &api[answer.response.to];
            add("response", format!("{key} {}", answer.status));
            let schema = response.content.first().and_then(|it| api[it.to].schema);
            let ty = schema.map(|it| shown(api, it)).unwrap_or_default();
            add("type of a response", format!("{key} {} {ty}", answer.status));
        }
    }
    for component in &api.components.schemas {
        let (name, schema) = (&component.name, &api[component.it.to]);
        add("schema", name.to_string());
        for property in schema.properties() {
            let at = format!("{name}.{}", property.name);
            add("property", at.clone());
            add("type of a property", format!("{at} {}", shown(api, property.schema)));
            add("required property", format!("{at} {}", schema.requires(&property.name)));
            if let Some(format) = &api[property.schema].format {
                add("format of a property", format!("{at} {format}"));
            }
            let values = spelt(&api[property.schema]);
            if !values.is_empty() {
                add("values of a property", format!("{at} {values}"));
            }
        }
    }
    facts
}

/// How many facts the pages have of those that are true, and how many besides.
fn held(name: &str, page: &Path, spec: &Path) -> BTreeMap<&'static str, (usize, usize, usize)> {
    let (truth, ours) = (facts(&document(spec)), facts(&read(page)));
    let mut table = BTreeMap::new();
    for (sort, truth) in &truth {
        let ours = ours.get(sort).map(Vec::as_slice).unwrap_or_default();
        let found = truth.iter().filter(|it| ours.contains(it)).count();
        let wrong: Vec<_> = ours.iter().filter(|it| !truth.contains(it)).collect();
        println!("{name}: {sort}: {found} of {}, {} too many", truth.len(), wrong.len());
        for it in truth.iter().filter(|it| !ours.contains(it)).take(4) {
            println!("  - {it}");
        }
        for it in wrong.iter().take(4) {
            println!("  + {it}");
        }
        table.insert(*sort, (found, truth.len(), wrong.len()));
    }
    table
}

#[test]
fn stock_pages_of_three_documents_state_all_that_they_can() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("widdershins");
    for name in ["petstore2-expanded", "petstore2-full", "petstore3-full"] {
        let page = folder.join(format!("{name}.md"));
        for (sort, (found, all, wrong)) in held(name, &page, &folder.join(format!("{name}.json"))) {
            assert_eq!((found, wrong), (all, 0), "{name}: {sort}");
        }
    }
}

#[test]
fn a_stock_page_from_elsewhere_states_what_its_document_states() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("dialects/widdershins-stock");
    let page = folder.join("adam-ikari_openapi@443d5228fc__output_doc_md_openapi.md");
    let spec = folder.join("adam-ikari_openapi@443d5228fc__output_schema_openapi.yaml");
    for (sort, (found, all, wrong)) in held("elsewhere", &page, &spec) {
        assert_eq!((found, wrong), (all, 0), "{sort}");
    }
}

/// Their templates show other columns, print types of the project's own, and
/// spread what `allOf` holds; what is left is there to the last.
#[test]
fn customised_templates_are_read_by_the_roles_of_columns() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("dialects/widdershins-custom-cds");
    for name in ["admin", "common", "dcr"] {
        let stem = format!("ConsumerDataStandardsAustralia_standards@45f31a807c__cds_{name}");
        let page = folder.join(format!("{stem}.md"));
        let table = held(name, &page, &folder.join(format!("{stem}.json")));
        let all = ["operation", "parameter", "required parameter", "response", "body"];
        for sort in all.into_iter().chain(["required body", "type of a response"]) {
            let Some((found, all, wrong)) = table.get(sort) else { continue };
            assert_eq!((found, *wrong), (all, 0), "{name}: {sort}");
        }
        for sort in ["schema", "property", "required property"] {
            assert_eq!(table[sort].2, 0, "{name}: {sort}");
        }
    }
}

/// Properties by their ways from the schemas that a page shows, with the types
/// that they have. What a page shows in place, the document may give a name
/// that no page has.
fn by_way(api: &Api, names: &BTreeSet<String>) -> BTreeMap<String, String> {
    fn below(
        api: &Api,
        names: &BTreeSet<String>,
        at: Id<Schema>,
        way: &str,
        all: &mut BTreeMap<String, String>,
    ) {
        if way.matches(['.', '[']).count() > 12 {
            return;
        }
        let schema = &api[at];
        if let Some(name) = api.schema_name(at)
            && names.contains(&*name.text)
            && way.contains('.')
        {
            return;
        }
        let to = schema.reference.as_ref().and_then(|it| it.to);
        for part in to.iter().chain(schema.all_of()) {
            below(api, names, *part, way, all);
        }
        for property in schema.properties() {
            let way = format!("{way}.{}", property.name);
            let ty = kind(api, names, property.schema);
            all.insert(way.clone(), ty);
            below(api, names, property.schema, &way, all);
        }
        if let Some(items) = schema.items() {
            below(api, names, items, &format!("{way}[]"), all);
        }
    }
    /// The type, or the name that is shown.
    fn kind(api: &Api, names: &BTreeSet<String>, at: Id<Schema>) -> String {
        let schema = &api[at];
        if let Some(to) = schema.reference.as_ref().and_then(|it| it.to) {
            let name = api.schema_name(to).map(ToString::to_string).unwrap_or_default();
            return if names.contains(&name) { name } else { kind(api, names, to) };
        }
        match schema.all_of() {
            [part] => kind(api, names, *part),
            [] => match schema.items() {
                Some(items) => format!("list of {}", kind(api, names, items)),
                None => schema.types.single().map(|it| it.to_string()).unwrap_or_default(),
            },
            _ => "object".to_owned(),
        }
    }
    let mut all = BTreeMap::new();
    for it in api.components.schemas.iter().filter(|it| names.contains(&*it.name.text)) {
        below(api, names, it.it.to, &it.name, &mut all);
    }
    all
}

/// What a template of somebody's own may do to the usual pages.
const CUSTOMISED: &str = r#"<h1 id="zoo">Zoo</h1>

<h2 id="zoo_put-animal">Put animal</h2>

> Code samples

```http
PUT https://zoo.example.com/v1/animals HTTP/1.1
Host: zoo.example.com
Content-Type: application/json
```

```kotlin
client.put("animals")
```

`PUT /animals`

<h3 id="zoo_put-animal_parameters">Parameters</h3>

|Name|In|Type|Required|Default|Description|
|---|---|---|---|---|---|
|body|body|[Animal](#schemaanimal)|mandatory||none|
|order|query|[Enum](#words)|optional|`up`|The order|

<h4 id="zoo_values">Enumerated Values</h4>

|Parameter|Value|
|---|---|
|order|up|
|order|down|

<h3 id="zoo_responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|204|No Content|Put|None|

  
    <aside class="success">
This operation does not require authentication.
</aside>

<a id="opIdlistAnimals"></a>

`GET /animals`

*All of them*

> Example responses

> 200 Response

```json
["Rex"]
```

<h3 id="zoo_list_responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|OK|Animals|Inline|

<a id="opIdmoveAnimal"></a>

`POST /animals`

> Body parameter

```json
{"name": "Rex", "to": 4}
```

<h3 id="zoo_move_parameters">Parameters</h3>

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|name|body|string|true|Who|
|to|body|integer|false|Where to|

<h3 id="zoo_move_responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|204|No Content|Moved|None|

<h2 id="zoo-schemas">Schemas</h2>

<h3 class="toc" id="tocSanimal">Animal</h3>
<p id="tocanimal"></p>

<p>
  <a id="schemaanimal"></a>
</p>

```json
{
  "born": "2001",
  "legs": 4,
  "colours": ["red"],
  "names": ["Rex"],
  "owner": {"name": "Ann"}
}
```

<h3 id="zoo_animal_properties">Properties</h3>

|Name|Type|Required|Default|Description|
|---|---|---|---|---|
|born|[Year](#words)|mandatory||When|
|legs|[Count](#words)|conditional|4|How many|
|colours|[[Enum](#words)]|optional||Which|
|names|[[Term]](#words)|optional||Which|
|owner|object|optional||Whose|
|»~name|[Term](#words)|mandatory||What|

<h4 id="zoo_animal_values">Enumerated Values</h4>

|Property|Value|
|---|---|
|colours|red|
|colours|blue|
"#;

#[test]
fn words_defaults_and_values_of_a_customised_template_are_read() {
    // A blank that ends no line is one too.
    let page = CUSTOMISED.replace('~', "\u{a0}");
    let options = PageOptions { dialect: Some("widdershins".to_owned()), form: None };
    let input = PageInput { path: "zoo.md".to_owned(), bytes: page.into_bytes() };
    let reading = pages(vec![input], &options);
    insta::assert_snapshot!(ir::dump(reading.api.as_ref().expect("an API")));
    insta::assert_snapshot!(findings(&reading).join("\n"));
}

/// A template with columns of its own and words of its own for types.
#[test]
fn what_a_customised_template_states_of_properties_is_read() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("dialects/widdershins-custom-cds");
    for name in ["admin", "common", "dcr"] {
        let stem = format!("ConsumerDataStandardsAustralia_standards@45f31a807c__cds_{name}");
        let page = read(&folder.join(format!("{stem}.md")));
        let spec = document(&folder.join(format!("{stem}.json")));
        let names: BTreeSet<String> =
            page.components.schemas.iter().map(|it| it.name.to_string()).collect();
        let (truth, ours) = (by_way(&spec, &names), by_way(&page, &names));
        let found = truth.keys().filter(|it| ours.contains_key(*it)).count();
        let (mut right, mut none, mut wrong) = (0, 0, Vec::new());
        for (way, ty) in &truth {
            match ours.get(way) {
                Some(own) if own == ty => right += 1,
                Some(own) if own.is_empty() || own == "list of " => none += 1,
                Some(own) => wrong.push(format!("{way}: {ty}, read as {own}")),
                None => println!("  - {way}"),
            }
        }
        println!(
            "{name}: {found} of {} properties, {} too many; types: {right} right, {none} open, {} wrong",
            truth.len(),
            ours.keys().filter(|it| !truth.contains_key(*it)).count(),
            wrong.len()
        );
        assert_eq!(found, truth.len(), "{name}");
        assert!(ours.keys().all(|it| truth.contains_key(it)), "{name}");
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
        // The page says no more of these than a word, and shows no value.
        assert!(none * 20 < right, "{name}: the types of {none} are open");
    }
}

/// What was found, each with its line.
fn findings(reading: &Reading) -> Vec<String> {
    let line = |at| reading.texts.place(at).line;
    let finding =
        |it: &Diagnostic| format!("{:?} {} {}", it.at.map(line), it.rule.name, it.message);
    reading.found.iter().map(finding).collect()
}
