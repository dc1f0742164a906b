//! `specwright convert` and `specwright bundle`: a document as another document.

use std::path::Path;

use specwright::build;
use specwright::diag::Report;
use specwright::dialect::Version;
use specwright::files;
use specwright_openapi::{Order, Spelling, document};

use super::{known, show};
use crate::args::{self, Bundle, Common, Convert};
use crate::config;
use crate::failure::{Failure, Outcome};
use crate::report::Checked;
use crate::terminal::Terminal;

pub(super) fn run(it: &Convert, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    let asked = it.to.map(|it| match it {
        args::Version::V3_0 => Version::V3_0,
        args::Version::V3_1 => Version::V3_1,
    });
    let next = |from| match from {
        Version::V3_0 => Version::V3_1,
        Version::V2_0 | Version::V3_1 | Version::V3_2 => Version::V3_0,
    };
    write(&it.bundle, |from| asked.unwrap_or_else(|| next(from)), common, terminal)
}

pub(super) fn bundle(it: &Bundle, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    write(it, |from| from, common, terminal)
}

/// Reads a document with all its files, and writes it as one file.
fn write(
    it: &Bundle,
    version: impl Fn(Version) -> Version,
    common: &Common,
    terminal: Terminal,
) -> Result<Outcome, Failure> {
    known("deny", &it.deny.deny, &["errors", "unsupported"])?;
    let spelling = spelling(&it.out)?;
    let judge = config::judge(common.config.as_deref(), &it.document)?;
    let root = config::root(it.root.as_deref(), &it.document)?;
    let reading = build::understand(build::open(std::slice::from_ref(&it.document))?, &root);
    let mut gaps = Report::new();
    let written = reading.api.as_ref().map(|api| {
        let order = Order::new(&reading.trees);
        document(api, version(api.version), &order, &mut gaps).print(spelling)
    });
    let (mut allowances, malformed) = build::allowances(&reading.trees);
    let found = reading.found.into_iter().chain(malformed).collect();
    let mut found = judge.settle(found, &reading.trees, &mut allowances);
    let mut gaps = judge.settle(gaps.found, &reading.trees, &mut allowances);
    let denied = |finding, gap| it.deny.deny.iter().any(|word| build::denies(word, finding, gap));
    let denied = found.iter().any(|it| denied(it, false)) || gaps.iter().any(|it| denied(it, true));
    found.append(&mut gaps);
    let path = it.document.display().to_string();
    let checked = Checked { path, texts: reading.texts.into(), trees: reading.trees, found };
    show(vec![checked], it.reporting.format, terminal);
    let Some(text) = written else {
        let path = it.document.display();
        terminal.fail(&format!("`{path}` cannot be read as an API; nothing was written"));
        return Ok(Outcome::Fails);
    };
    put(&it.out, &text.map_err(Failure::new)?, terminal)?;
    Ok(Outcome::fails_if(denied))
}

/// YAML or JSON, by the name of the file.
pub(super) fn spelling(out: &Path) -> Result<Spelling, Failure> {
    let name = out.to_string_lossy();
    if name == "-" {
        return Ok(Spelling::Yaml);
    }
    Spelling::from_name(&name).ok_or_else(|| {
        Failure::new(format!("`{name}` says neither YAML nor JSON"))
            .help("name a file that ends with `.yaml`, `.yml` or `.json`")
    })
}

/// Writes a document to a file, or to standard output for `-`.
pub(super) fn put(out: &Path, text: &str, terminal: Terminal) -> Result<(), Failure> {
    if out == Path::new("-") {
        return terminal.print(text);
    }
    let shown = out.display();
    let changed = files::write_file(out, text)
        .map_err(|why| Failure::new(format!("cannot write `{shown}`: {why}")))?;
    terminal.say(&format!("{} {shown}", if changed { "wrote" } else { "unchanged" }));
    Ok(())
}
