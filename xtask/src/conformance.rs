//! `cargo xtask conformance`: how much of the corpus comes out as it should.

mod documents;
mod import;
mod laws;
mod pages;
mod rust;
mod suites;
mod values;

use std::path::{Path, PathBuf};

use specwright_tests::changes;
use specwright_tests::corpus::{self, Known, Tally};
use specwright_tests::run::Run;

use crate::{Outcome, no_arguments};

/// Prints the counts, and the first difference of each page that is wrong.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    let folder = corpus_of(root)?;
    if let [only] = arguments
        && only == "diff"
    {
        return changes(&folder);
    }
    if let [first, rest @ ..] = arguments
        && first == "laws"
        && rest.len() <= 1
    {
        return laws::run(&folder, rest.first().map(String::as_str));
    }
    if let [only] = arguments
        && only == "suites"
    {
        return suites::run(&folder);
    }
    if let Some(("pages", rest)) = arguments.split_first().map(|(it, rest)| (it.as_str(), rest)) {
        return pages::run(&folder, rest);
    }
    if let [first, rest @ ..] = arguments
        && first == "rust"
    {
        return rust::run(root, &folder, rest);
    }
    if let [first, rest @ ..] = arguments
        && first == "values"
    {
        return values::run(root, &folder, rest);
    }
    if let [only] = arguments
        && only == "import"
    {
        return import::run(&folder);
    }
    no_arguments(arguments)?;
    documents::run(&folder)?;
    laws::run(&folder, None)?;
    changes(&folder)?;
    suites::run(&folder)?;
    pages::run(&folder, &[])?;
    import::run(&folder)?;
    let mut sum = Tally::default();
    for known in corpus::coder(&folder)? {
        let tally = tally(&known)?;
        print(&format!("pages, {}", known.name), &tally);
        sum.equal += tally.equal;
        sum.wrong.extend(tally.wrong);
    }
    print("pages in the style coder", &sum);
    let single = widdershins(&folder)?;
    print("pages in the style widdershins", &single);
    sum.wrong.extend(single.wrong);
    if sum.wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{} pages are not as they should be", sum.wrong.len()))
}

/// Prints how our changes agree with those that another tool reports.
fn changes(corpus: &Path) -> Outcome {
    let found = changes::agreement(corpus)?;
    for (what, wrong) in [("verdict", &found.verdicts), ("ids", &found.ids)] {
        for (pair, text) in wrong {
            println!("{what:<8} {pair}\n         {text}");
        }
    }
    for (what, wrong) in [("verdicts", &found.verdicts), ("sets of ids", &found.ids)] {
        let equal = found.pairs - wrong.len();
        println!(
            "{what:<12} {equal:>4} of {:>4} equal ({}.{} %)",
            found.pairs,
            equal * 100 / found.pairs.max(1),
            equal * 1000 / found.pairs.max(1) % 10
        );
    }
    Ok(())
}

fn tally(known: &Known) -> Result<Tally, String> {
    let run = Run::document(&known.document)?;
    corpus::tally(known, &run.pages("coder", &known.set, Path::new(""))?)
}

fn widdershins(corpus: &Path) -> Result<Tally, String> {
    let mut tally = Tally::default();
    for known in corpus::widdershins(corpus)? {
        let pages = Run::document(&known.document)?.pages("widdershins", &[], Path::new(""))?;
        match corpus::compare_page(&known, &pages) {
            Ok(()) => tally.equal += 1,
            Err(why) => tally.wrong.push((known.name, why)),
        }
    }
    Ok(tally)
}

fn print(what: &str, tally: &Tally) {
    println!("{what:<32} {:>4} of {:>4} equal", tally.equal, tally.equal + tally.wrong.len());
}

/// The corpus that the variable names, or else the one beside the checkout.
pub(crate) fn corpus_of(root: &Path) -> Result<PathBuf, String> {
    corpus::folder()
        .or_else(|| Some(root.join("../shared/corpus")).filter(|it| it.is_dir()))
        .ok_or_else(|| format!("there is no corpus here; name its folder in {}", corpus::VARIABLE))
}
