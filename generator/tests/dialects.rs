//! Pages of every dialect: real ones against their documents, and broken ones.

#![expect(clippy::disallowed_methods, reason = "the corpus is read from the disk")]
#![expect(clippy::print_stdout, reason = "the counts are for whoever asks with --nocapture")]

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

/// A page of each dialect, small and whole.
fn samples() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "coder.md",
            include_str!("../../tests/golden/coder-pages/expected/docs/coder/clubs.snap.md"),
        ),
        (
            "swagger-markdown.md",
            include_str!("../../tests/golden/pages-swagger-markdown-3/pages/api.md"),
        ),
        (
            "swagger-markdown-2.md",
            include_str!("../../tests/golden/pages-swagger-markdown-2/pages/api.md"),
        ),
        (
            "PlantsApi.md",
            include_str!("../../tests/golden/pages-openapi-generator-java/pages/docs/PlantsApi.md"),
        ),
        (
            "PlantsAPI.md",
            include_str!("../../tests/golden/pages-openapi-generator-go/pages/docs/PlantsAPI.md"),
        ),
        (
            "Plant.md",
            include_str!("../../tests/golden/pages-openapi-generator-java/pages/docs/Plant.md"),
        ),
        (
            "README.md",
            include_str!("../../tests/golden/pages-openapi-generator-java/pages/README.md"),
        ),
        (
            "widdershins.md",
            include_str!(
                "../../tests/golden/widdershins-operations/expected/docs/widdershins/index.snap.md"
            ),
        ),
        (
            "parcels.md",
            include_str!(
                "../../tests/golden/github-an-operation-says-everything/expected/docs/github/parcels.snap.md"
            ),
        ),
    ]
}

/// Every finding is in the file, and what is no API says so with a next step.
fn sound(name: &str, bytes: Vec<u8>) -> Reading {
    let is_empty = bytes.iter().all(u8::is_ascii_whitespace);
    let reading = one(name, bytes);
    for finding in &reading.found {
        let Some(at) = finding.at else { continue };
        let text = reading.texts.get(at.file).expect("a file that was read");
        assert!(at.end as usize <= text.text.len(), "{name}: {}", finding.rule.name);
    }
    if reading.api.is_none() && !is_empty {
        assert!(reading.found.iter().any(|it| it.help.is_some()), "{name}: silence");
    }
    reading
}

/// Numbers that look random, and are the same in every run.
fn random(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or_default()
}

/// Whether a page ends within a block of code, or within a row of a table whose
/// other rows are closed.
fn ends_in_the_middle(text: &str) -> bool {
    let fences = text.lines().filter(|it| it.trim_start().starts_with("```")).count();
    let above: Vec<&str> = text.lines().rev().take_while(|it| it.starts_with('|')).collect();
    let is_half = |row: &str| !row.trim_end().ends_with('|');
    let (last, first) = (above.first(), above.last());
    fences % 2 == 1 || last.is_some_and(|it| is_half(it)) && first.is_some_and(|it| !is_half(it))
}

#[test]
fn a_page_that_is_cut_off_is_read_to_its_end_and_says_so() {
    let mut seed = 20_260_101;
    let mut told = 0;
    for (name, text) in samples() {
        for _ in 0..150 {
            let mut at = random(&mut seed) % text.len();
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let (head, tail) = text.split_at(at);
            sound(name, tail.as_bytes().to_vec());
            let reading = sound(name, head.as_bytes().to_vec());
            let is_told = reading.found.iter().any(|it| it.rule.name == "unfinished-page");
            if reading.api.is_some() && ends_in_the_middle(head) {
                assert!(is_told, "{name}, the first {at} bytes: silence");
                told += 1;
            }
        }
        let reading = sound(name, text.as_bytes().to_vec());
        assert!(reading.found.iter().all(|it| it.rule.name != "unfinished-page"), "{name}");
    }
    assert!(told > 200, "{told} cuts alone were in the middle of anything");
}

/// What was found, each with its line.
fn findings(reading: &Reading) -> Vec<String> {
    let line = |at| reading.texts.place(at).line;
    let finding =
        |it: &Diagnostic| format!("{:?} {} {}", it.at.map(line), it.rule.name, it.message);
    reading.found.iter().map(finding).collect()
}

#[test]
fn windows_line_ends_and_wide_encodings_change_nothing() {
    for (name, text) in samples() {
        let plain = sound(name, text.as_bytes().to_vec());
        let shown = |it: &Reading| ir::dump(it.api.as_ref().expect("an API"));
        let wide =
            |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        for (what, bytes) in [
            ("Windows line ends", text.replace('\n', "\r\n").into_bytes()),
            ("UTF-8 with a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            ("UTF-16", [&[0xff, 0xfe], &little[..]].concat()),
            ("UTF-16, the large end first", [&[0xfe, 0xff], &big[..]].concat()),
            ("UTF-16 without a mark", little),
            ("UTF-16 without a mark, the large end first", big),
        ] {
            let other = sound(name, bytes);
            assert_eq!(shown(&plain), shown(&other), "{name}: {what}");
            assert_eq!(findings(&plain), findings(&other), "{name}: {what}");
        }
    }
}

#[test]
fn another_encoding_is_told_at_its_first_byte() {
    for (name, text) in samples() {
        let at = text.rfind('e').expect("a word");
        let mut latin = text.as_bytes().to_vec();
        latin[at] = 0xe9;
        let reading = sound(name, latin);
        let is_it = |it: &&Diagnostic| it.rule.name == "no-character";
        let told = reading.found.iter().find(is_it).unwrap_or_else(|| panic!("{name}: silence"));
        assert_eq!(told.at.map(|it| it.start as usize), Some(at), "{name}");
        assert!(told.help.is_some() && reading.api.is_some(), "{name}");
    }
}

#[test]
fn what_is_too_much_is_read_all_the_same() {
    let wide = format!("|{}\n|{}\n", " Name |".repeat(3000), "---|".repeat(3000));
    for (name, text) in samples() {
        let headings = text.to_owned() + &"\n## More\n".repeat(10_000);
        sound(name, headings.into_bytes());
        let routes = text.to_owned() + &"\n### [GET] /a\n\n#### GET\n\n### /b\n".repeat(3_000);
        sound(name, routes.into_bytes());
        sound(name, (text.to_owned() + "\n" + &wide).into_bytes());
        sound(name, text.replace('|', "||||").into_bytes());
        sound(name, text.replace("](", "](".repeat(50).as_str()).into_bytes());
        sound(name, text.replace('\n', " ").into_bytes());
    }
}

#[test]
fn what_is_no_reference_is_told_with_a_next_step() {
    for text in ["# Cooking\n\nBoil water.\n\n## Salt\n\nAdd it.\n", "Hello\n", "# \n", "| a |\n"] {
        let reading = sound("notes.md", text.as_bytes().to_vec());
        let is_told = reading.found.iter().any(|it| it.rule.name == "no-page");
        assert!(is_told || reading.api.is_some(), "{text}");
    }
}
