//! Every case as a test of its own, so that `cargo test --test cases nullable`
//! runs those that have `nullable` in their name.
#![forbid(unsafe_code)]
#![expect(clippy::disallowed_methods, reason = "tests read their own cases")]

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use specwright::read::pages::RULES as PAGE_RULES;
use specwright_tests::{
    again, changes, corpus, engines, errors, facts, golden, laws, links, literate, plant, run,
    values, verdicts,
};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    // Each test says itself what went wrong; the rest of a backtrace is ours.
    panic::set_hook(Box::new(|info| eprintln!("{info}")));
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    golden_cases(home, &mut trials);
    literate_pages(home, &mut trials);
    rule_pages(&mut trials);
    pages_again(home, &mut trials);
    trials.push(trial("fresh".to_owned(), generated_is_fresh));
    unbounded_pages(&mut trials);
    planted_changes(home, &mut trials);
    values_through_types(home, &mut trials);
    patterns_and_engines(&mut trials);
    corpus_pages(&mut trials);
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// A test, which says how it is run alone when it fails.
fn trial(name: String, test: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    let rerun = format!(
        "run it alone with\n  cargo test --package specwright-tests --test cases -- --exact '{name}'"
    );
    Trial::test(name, move || {
        let wrong = match panic::catch_unwind(AssertUnwindSafe(test)) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(wrong)) => wrong,
            Err(payload) => said(payload.as_ref()),
        };
        Err(Failed::from(format!("{}\n{rerun}", wrong.trim_end())))
    })
}

/// What a panic said.
fn said(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|it| (*it).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "it panicked".to_owned())
}

/// A test for each folder of `tests/golden`.
fn golden_cases(home: &Path, trials: &mut Vec<Trial>) {
    let parent = home.join("golden");
    for folder in golden::folders(&parent).expect("the golden cases can be listed") {
        let name = format!("golden::{}", shown(&parent, &folder));
        trials.push(trial(name, move || {
            let case = golden::case(&folder)?;
            let outputs = run::golden(&case)?;
            golden::compare(&case, &outputs).map_err(|why| format!("{}\n{why}", case.sentence))?;
            run::golden_again(&case)
        }));
    }
}

/// A test for each document of `tests/again`, whose pages come back.
fn pages_again(home: &Path, trials: &mut Vec<Trial>) {
    for path in golden::entries(&home.join("again")).expect("the documents can be listed") {
        let name = format!("again::{}", shown(&home.join("again"), &path));
        trials.push(trial(name, move || {
            let run = run::Run::document(&path)?;
            again::again(run.api()?, "widdershins", &[])?.verdict()
        }));
    }
}

/// A test for each case on a page below `tests/literate`.
fn literate_pages(home: &Path, trials: &mut Vec<Trial>) {
    let parent = home.join("literate");
    for path in pages(&parent) {
        let page = format!("tests/literate/{}", shown(&parent, &path));
        let name = format!("literate::{}", shown(&parent, &path).trim_end_matches(".md"));
        let text = fs::read_to_string(&path).expect("the page can be opened");
        page_cases(&name, &page, &text, None, trials);
    }
}

/// A test for each case on the page of a rule, from every shelf.
fn rule_pages(trials: &mut Vec<Trial>) {
    for rule in run::rules() {
        let name = format!("rule::{}", rule.name);
        let page = format!("{}.md", rule.name.replace('-', "_"));
        page_cases(&name, &page, rule.page, Some(rule.name), trials);
        if !literate::shows(rule.page, rule.name) {
            trials.push(trial(format!("{name}::shown"), || {
                Err("no example on the page breaks the rule; mark one with `# error`, or say \
                     why there can be none, in `<!-- no example: … -->`"
                    .to_owned())
            }));
        }
        let of_pages = PAGE_RULES.iter().any(|it| it.name == rule.name);
        if of_pages && !literate::shows_right(rule.page, rule.name) {
            trials.push(trial(format!("{name}::right"), || {
                Err("no example on the page is right; show the first one mended".to_owned())
            }));
        }
    }
}

fn page_cases(
    prefix: &str,
    page: &str,
    text: &str,
    rule: Option<&'static str>,
    trials: &mut Vec<Trial>,
) {
    let cases = match literate::cases(text, rule) {
        Ok(cases) => cases,
        Err((line, why)) => {
            let wrong = format!("{page}:{line}: {why}");
            return trials.push(trial(prefix.to_owned(), move || Err(wrong)));
        }
    };
    for case in cases {
        let page = page.to_owned();
        let name = format!("{prefix}::{}", case.title);
        trials.push(trial(name, move || {
            let run = run::Run::literate(&case, rule);
            literate::check(&case, &page, &run.findings(), |name| run.output(name))
        }));
    }
}

/// `generated/` is what `spec/` gives today.
fn generated_is_fresh() -> Result<(), String> {
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../specwright.toml");
    match specwright_cli::run(["specwright", "check", "--config", config]) {
        0 => Ok(()),
        _ => Err("`cargo run --release -- generate` mends it, unless it is said above \
                  that the input cannot be read"
            .to_owned()),
    }
}

/// The largest document whose pages are written twice in each run, in bytes;
/// `cargo xtask conformance pages` does them all.
const SMALL: u64 = 200 << 10;

/// A test for each document of the corpus whose true pages are known.
fn corpus_pages(trials: &mut Vec<Trial>) {
    let Some(folder) = corpus::folder() else {
        eprintln!("SKIPPED: the pages of the corpus, since {} names no folder", corpus::VARIABLE);
        let nothing = trial("corpus::coder".to_owned(), || Ok(()));
        return trials.push(nothing.with_ignored_flag(true));
    };
    for stream in corpus::streams(&folder).expect("the corpus can be listed") {
        trials.push(trial(format!("corpus::docs-edge::{}", stream.name), move || {
            let run = run::Run::document(&stream.document)?;
            let pages = run.pages("coder", &stream.set, Path::new(""))?;
            corpus::compare_stream(&stream, &pages)
        }));
    }
    let corpus = folder.clone();
    trials.push(trial("corpus::changes::known".to_owned(), move || {
        changes::verdict(&changes::agreement(&corpus)?)
    }));
    let corpus = folder.clone();
    trials.push(trial("corpus::changes::laws".to_owned(), move || changes::laws(&corpus)));
    let corpus = folder.clone();
    let moved = move || changes::moved_base_path(&corpus);
    trials.push(trial("corpus::changes::moved_base_path".to_owned(), moved));
    let corpus = folder.clone();
    let scrapes = move || changes::scrapes(&corpus);
    trials.push(trial("corpus::changes::scrapes".to_owned(), scrapes));
    for known in corpus::coder(&folder).expect("the corpus can be listed") {
        let (document, pages) = (known.document.clone(), known.pages.clone());
        let name = format!("corpus::changes::drift::{}", known.name);
        trials.push(trial(name, move || changes::drift(&document, &pages)));
        let again = known.clone();
        trials.push(trial(format!("corpus::true::{}", known.name), move || {
            again::truth(&again)?.verdict()
        }));
        if known.name != "docs-edge" {
            let (document, pages) = (known.document.clone(), known.pages.clone());
            trials.push(trial(format!("corpus::facts::{}", known.name), move || {
                facts::verdict(&facts::recall(&document, &facts::generated(&pages)?)?, 4)
            }));
        }
        trials.push(trial(format!("corpus::coder::{}", known.name), move || {
            let run = run::Run::document(&known.document)?;
            let pages = run.pages("coder", &known.set, Path::new(""))?;
            corpus::tally(&known, &pages)?.verdict()
        }));
    }
    let corpus = folder.clone();
    trials.push(trial("corpus::again".to_owned(), move || again::verdict(&corpus, SMALL)));
    // Stock pages show every operation, also those that coder's leave out.
    let stock = folder.clone();
    trials.push(trial("corpus::facts::stock".to_owned(), move || {
        let document = stock.join("coder/f22d4e2cbb/swagger.json");
        let page = stock.join("widdershins/coder-f22d4e2cbb.md");
        facts::verdict(&facts::recall(&document, &[page])?, 0)
    }));
    let suites = folder.clone();
    trials.push(trial("corpus::verdicts".to_owned(), move || verdicts::verdict(&suites)));
    let all = folder.clone();
    trials.push(trial("corpus::errors".to_owned(), move || errors::verdict(&all)));
    held_documents(&folder, trials);
    for known in corpus::widdershins(&folder).expect("the corpus can be listed") {
        trials.push(trial(format!("corpus::widdershins::{}", known.name), move || {
            let run = run::Run::document(&known.document)?;
            let pages = run.pages("widdershins", &[], Path::new(""))?;
            corpus::compare_page(&known, &pages)
        }));
    }
    for document in corpus::documents(&folder).expect("the corpus can be listed") {
        let name = format!("corpus::github::{}", shown(&folder, &document));
        trials.push(trial(name, move || own_pages(&document)));
    }
}

/// True of a document that takes long in a debug build, and says which chore
/// asks the same of it in a release build.
fn is_left_to(chore: &str, document: &Path) -> bool {
    const LARGE: u64 = 500_000;
    let is_left = cfg!(debug_assertions) && document.metadata().is_ok_and(|it| it.len() > LARGE);
    if is_left {
        let document = document.display();
        eprintln!("LEFT to `cargo run --release -p xtask -- conformance {chore}`: {document}");
    }
    is_left
}

/// A test for each document that must mean the same in all its forms.
fn held_documents(corpus: &Path, trials: &mut Vec<Trial>) {
    for path in corpus::sound(corpus).expect("the corpus can be listed") {
        let name = format!("corpus::laws::{}", shown(corpus, &path));
        if is_left_to("laws", &path) {
            continue;
        }
        trials.push(trial(name, move || laws::verdict(&path)));
    }
}

/// Changes planted at random: in small documents of our own, and in all of the corpus.
fn planted_changes(home: &Path, trials: &mut Vec<Trial>) {
    let mut all: Vec<(String, PathBuf, plant::Plan)> = Vec::new();
    let small = plant::Plan { slices: 1, plants: 8 };
    for folder in golden::folders(&home.join("golden")).expect("the golden cases can be listed") {
        let name = format!("planted::golden::{}", shown(&home.join("golden"), &folder));
        // Its prose is there to break pages that do not keep it in.
        if name.contains("prose") {
            continue;
        }
        all.push((name, folder.join("spec.yaml"), small));
    }
    let own = plant::Plan { slices: 3, plants: 12 };
    all.push(("planted::members".to_owned(), home.join("../spec/members.yaml"), own));
    if let Some(corpus) = corpus::folder() {
        let slices = plant::Plan { slices: 1, plants: 12 };
        for document in corpus::documents(&corpus).expect("the corpus can be listed") {
            let name = format!("planted::{}", shown(&corpus, &document));
            all.push((name, document, slices));
        }
        for known in corpus::coder(&corpus).expect("the corpus can be listed") {
            all.push((format!("planted::coder::{}", known.name), known.document, slices));
        }
    }
    for (name, document, plan) in all {
        let Ok(text) = fs::read_to_string(&document) else { continue };
        let called = name.clone();
        trials.push(trial(name, move || {
            let Some(tree) = plant::Tree::parse(&text) else { return Ok(()) };
            let outcome = plant::plant(&called, &tree, plan);
            eprintln!(
                "{called}: {:?}, stated {:?}, silent {:?}, shaded {:?}",
                outcome.planted, outcome.stated, outcome.silent, outcome.shaded
            );
            if outcome.wrong.is_empty() { Ok(()) } else { Err(outcome.wrong.join("\n")) }
        }));
    }
}

/// Keywords that values must have broken and been refused for.
const ASKED: &[&str] = &[
    "additionalProperties",
    "anyOf",
    "const",
    "contains",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "oneOf",
    "pattern",
    "required",
    "type",
    "unevaluatedProperties",
    "uniqueItems",
];

/// Values through the types of a small document of our own, which has all that
/// schemas can ask; `cargo xtask conformance values` takes real ones.
fn values_through_types(home: &Path, trials: &mut Vec<Trial>) {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join("values");
    let document = home.join("golden/rust-values/spec.yaml");
    let plan = values::Plan { values: 12, changes: 12, types: usize::MAX };
    trials.push(trial("values::rust-values".to_owned(), move || {
        let outcome = values::run(&room, "rust-values", &corpus::read(&document)?, plan)?;
        eprintln!("{outcome}");
        let broken = |it: &&&str| outcome.refused.contains_key(**it);
        let never: Vec<&&str> = ASKED.iter().filter(|it| !broken(it)).collect();
        // Examples of what depends on where one comes from.
        let generics = ["PetList", "PetPage", "PetChain", "Prices", "CountedTree"];
        if let Some(it) = generics.iter().find(|it| !outcome.found.contains_key(**it)) {
            return Err(format!("no broken example of `{it}` was found"));
        }
        // The items of a list of nothing have no values.
        let mut without = outcome.without.clone();
        without.retain(|it| it != "rust-values: ListItemsItem");
        match (&without[..], &never[..]) {
            ([], []) => outcome.verdict(),
            (without, never) => Err(format!("no values of {without:?}, or that break {never:?}")),
        }
    }));
}

/// Patterns mean what ECMA-262 says, whatever runs them.
fn patterns_and_engines(trials: &mut Vec<Trial>) {
    let judged = |outcome: engines::Outcome| {
        eprintln!("{outcome:#?}");
        match &outcome.wrong[..] {
            [] if outcome.said.contains(&0) => Err("nothing was tried".to_owned()),
            [] => Ok(()),
            wrong => Err(wrong.join("\n")),
        }
    };
    trials.push(trial("engines::all-sorts".to_owned(), move || {
        let mut outcome = engines::Outcome::default();
        for pattern in engines::ALL_SORTS {
            engines::try_pattern(pattern, 100, &mut outcome);
        }
        judged(outcome)
    }));
    let Some(corpus) = corpus::folder() else { return };
    trials.push(trial("engines::corpus".to_owned(), move || {
        let mut patterns = Vec::new();
        for document in corpus::documents(&corpus)? {
            // Of the others few have patterns, and their reader takes its time.
            let text = fs::read_to_string(&document).map_err(|why| why.to_string())?;
            match serde_json::from_str(&text) {
                Ok(value) => engines::patterns_of(&value, &mut patterns),
                Err(_) => patterns.extend(text.lines().filter_map(|line| {
                    let written = line.trim().strip_prefix("pattern: ")?;
                    Some(written.trim_matches(['\'', '"']).to_owned())
                })),
            }
        }
        patterns.sort_unstable();
        patterns.dedup();
        let mut outcome = engines::Outcome::default();
        for pattern in &patterns {
            engines::try_pattern(pattern, 30, &mut outcome);
        }
        judged(outcome)
    }));
}

/// Our own pages of documents that grow without bound when written out carelessly.
fn unbounded_pages(trials: &mut Vec<Trial>) {
    for (name, document) in links::unbounded() {
        trials.push(trial(format!("github::{name}"), move || {
            let run = run::Run::text("spec.json", document.as_bytes());
            let pages = run.pages("github", &[], Path::new(""))?;
            let counts = links::check(&pages, &document)?;
            let most = 5 * document.len() + 500_000;
            if counts.bytes > most {
                return Err(format!("{} bytes became {}", document.len(), counts.bytes));
            }
            again::again(run.api()?, "github", &[])?.verdict()
        }));
    }
}

/// Our own pages of a document are sound, and say how large they are.
fn own_pages(document: &Path) -> Result<(), String> {
    let text = fs::read_to_string(document).map_err(|why| why.to_string())?;
    let run = run::Run::document(document)?;
    let started = std::time::Instant::now();
    let pages = run.pages("github", &[], Path::new(""))?;
    let took = started.elapsed();
    let counts = links::check(&pages, &text)?;
    eprintln!("{}: {} pages in {took:.0?}, {counts:?}", document.display(), pages.len());
    if text.len() as u64 > again::LARGEST || is_left_to("pages", document) {
        return Ok(());
    }
    again::again(run.api()?, "github", &[])?.verdict()
}

/// The Markdown files below a folder, sorted.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the literate cases can be listed") {
        let path = entry.expect("the literate cases can be listed").path();
        if path.is_dir() {
            found.append(&mut pages(&path));
        } else if path.extension().is_some_and(|it| it == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A path below `parent`, with `/` on every system.
fn shown(parent: &Path, path: &Path) -> String {
    let below = path.strip_prefix(parent).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|it| it.to_string_lossy()).collect();
    parts.join("/")
}
