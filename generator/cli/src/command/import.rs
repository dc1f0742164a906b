//! `specwright import`: reference pages, or scrapes of them, as a document.

use std::fmt::Write as _;
use std::path::Path;

use specwright::build::{self, Input};
use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::ir::{Api, Known};
use specwright::manner;
use specwright::read::pages::{PageOptions, forms};
use specwright::text::Texts;
use specwright_openapi::{Order, document};

use super::convert::{put, spelling};
use super::{known, show};
use crate::args::{Common, Import};
use crate::config;
use crate::failure::{Failure, Outcome};
use crate::report::Checked;
use crate::terminal::Terminal;

pub(super) fn run(it: &Import, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    known("deny", &it.deny.deny, &["errors", "unsupported"])?;
    let spelling = spelling(&it.out)?;
    let options = options(it)?;
    let first = it.pages.first().map_or(Path::new("-"), |it| it.as_path());
    let judge = config::judge(common.config.as_deref(), first)?;
    let root = config::root(None, first)?;
    let mut reading = build::understand_as(opened(it, first)?, &root, &options);
    let lost = build::lost(&reading);
    reading.found.extend(lost);
    let mut gaps = Report::new();
    let told = reading.api.as_ref().filter(|_| it.report).map(|api| told(api, &reading.texts));
    let written = reading.api.as_ref().map(|api| {
        let order = Order::new(&reading.trees);
        document(api, Version::V3_0, &order, &mut gaps).print(spelling)
    });
    let mut allowances = Vec::new();
    let mut found = judge.settle(reading.found, &reading.trees, &mut allowances);
    let mut gaps = judge.settle(gaps.found, &reading.trees, &mut allowances);
    let denied = |finding, gap| it.deny.deny.iter().any(|word| build::denies(word, finding, gap));
    let denied = found.iter().any(|it| denied(it, false)) || gaps.iter().any(|it| denied(it, true));
    found.append(&mut gaps);
    let path = first.display().to_string();
    let checked = Checked { path, texts: reading.texts.into(), trees: reading.trees, found };
    show(vec![checked], it.reporting.format, terminal);
    let Some(text) = written else {
        let path = first.display();
        terminal.fail(&format!("`{path}` cannot be read as reference pages; nothing was written"));
        return Ok(Outcome::Fails);
    };
    put(&it.out, &text.map_err(Failure::new)?, terminal)?;
    if let Some(told) = told {
        // Where the document takes standard output, the report stands aside.
        if it.out == Path::new("-") {
            terminal.show(&told);
        } else {
            terminal.print(&told)?;
        }
    }
    Ok(Outcome::fails_if(denied))
}

/// The dialect and the form that were named, if there are such.
fn options(it: &Import) -> Result<PageOptions, Failure> {
    let check = |option: &str, name: &Option<String>, all: Vec<&str>| match name {
        Some(name) if !all.contains(&name.as_str()) => {
            let failure = Failure::new(format!("`--{option} {name}`: there is no such {option}"));
            Err(failure.help(format!("it is one of `{}`", all.join("`, `"))))
        }
        _ => Ok(()),
    };
    check("dialect", &it.dialect, manner::MANNERS.iter().map(|it| it.name).collect())?;
    check("form", &it.form, forms())?;
    Ok(PageOptions { dialect: it.dialect.clone(), form: it.form.clone() })
}

/// The pages. Whoever names a dialect or a form means pages, whatever they
/// look like.
fn opened(it: &Import, first: &Path) -> Result<Input, Failure> {
    match build::open(&it.pages)? {
        Input::Document(page) if it.dialect.is_some() || it.form.is_some() => {
            Ok(Input::Pages(vec![page]))
        }
        Input::Document(_) => {
            let path = first.display();
            Err(Failure::new(format!("`{path}` is no reference page")).help(
                "name its dialect with `--dialect` if it is one; documents are for `convert`",
            ))
        }
        pages @ Input::Pages(_) => Ok(pages),
    }
}

/// What was inferred, and what remains unknown.
fn told(api: &Api, texts: &Texts) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "Inferred, {} in all:", api.inferred.len());
    for it in &api.inferred {
        let place = it.at.map(|at| format!("{}: ", texts.place(at))).unwrap_or_default();
        let _ = writeln!(text, "  {place}{}, {}", it.fact, it.rule);
    }
    let names = |known: Known| {
        let all = api.components.schemas.iter().zip(&api.known);
        let all: Vec<&str> = all.filter(|it| *it.1 == known).map(|it| &*it.0.name.text).collect();
        all.join(", ")
    };
    for (known, words) in [
        (Known::Example, "Known from an example alone"),
        (Known::Nothing, "Referred to, and shown nowhere"),
    ] {
        let names = names(known);
        if !names.is_empty() {
            let _ = writeln!(text, "{words}: {names}");
        }
    }
    if let Some(manner) = api.manner.and_then(manner::manner) {
        let _ = writeln!(text, "Unknown, because such pages never say it:");
        for fact in manner::unknown(manner) {
            let _ = writeln!(text, "  {fact}");
        }
    }
    text
}
