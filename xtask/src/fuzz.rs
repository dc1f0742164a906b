//! `cargo xtask fuzz`: arbitrary bytes through a fuzz target, from documents
//! and pages that are there.
//!
//! It needs `cargo install cargo-fuzz` and a nightly toolchain, which is why
//! `fuzz/` is a workspace of its own, which `ci` compiles and does not run.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::conformance::corpus_of;

/// A fuzz target, and the folders that its seeds are in.
struct Target {
    name: &'static str,
    /// Of this repository.
    own: &'static [&'static str],
    /// Of the corpus of real documents, where that is here.
    corpus: &'static [&'static str],
    dictionary: &'static str,
}

static TARGETS: &[Target] = &[
    Target {
        name: "yaml",
        own: &["tests/golden", "spec"],
        corpus: &["suites", "docs-edge"],
        dictionary: "openapi.dict",
    },
    Target {
        name: "json",
        own: &["generated/openapi", "tests/golden"],
        corpus: &["suites", "docs-edge", "hostile"],
        dictionary: "openapi.dict",
    },
    Target {
        name: "pages",
        own: &["tests/golden", "generated/docs", "generator/src/read/pages"],
        corpus: &["seeds", "dialects", "docs-edge"],
        dictionary: "pages.dict",
    },
    Target {
        name: "outputs",
        own: &["tests/golden", "spec", "generated/openapi"],
        corpus: &["suites", "docs-edge", "hostile"],
        dictionary: "openapi.dict",
    },
];

/// Seeds are cut here, and nothing longer is made of them, in bytes.
const LONGEST: usize = 16 << 10;

/// Runs one target, or each of them, for some seconds.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    let (names, seconds) = match arguments {
        [] => (Vec::new(), 600),
        [name] => (vec![name], 600),
        [names @ .., seconds] => {
            let wrong = |_| format!("`{seconds}` is no number of seconds");
            (names.iter().collect(), seconds.parse::<u32>().map_err(wrong)?)
        }
    };
    let known = |name: &&String| TARGETS.iter().any(|it| it.name == name.as_str());
    if let Some(unknown) = names.iter().find(|it| !known(it)) {
        let all: Vec<_> = TARGETS.iter().map(|it| it.name).collect();
        return Err(format!("there is no target `{unknown}`; they are {}", all.join(", ")));
    }
    let chosen = |it: &&Target| names.is_empty() || names.iter().any(|name| *name == it.name);
    TARGETS.iter().filter(chosen).try_for_each(|it| fuzz(root, it, seconds))
}

fn fuzz(root: &Path, target: &Target, seconds: u32) -> Outcome {
    let folder = root.join("fuzz");
    let found = folder.join("corpus").join(target.name);
    std::fs::create_dir_all(&found)
        .map_err(|why| format!("cannot make `{}`: {why}", found.display()))?;
    let mut seeds: Vec<PathBuf> = target.own.iter().map(|it| root.join(it)).collect();
    match corpus_of(root) {
        Ok(corpus) => seeds.extend(target.corpus.iter().map(|it| corpus.join(it))),
        Err(why) => println!("without real documents: {why}"),
    }
    // Nothing of ours is unsafe, so that no sanitizer is worth its price.
    let status = Command::new("cargo")
        .args(["+nightly", "fuzz", "run", "--sanitizer", "none", target.name])
        .arg(&found)
        .args(&seeds)
        .arg("--")
        .arg(format!("-dict={}", folder.join(target.dictionary).display()))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .current_dir(&folder)
        .status()
        .map_err(|why| format!("cannot start cargo: {why}"))?;
    if status.success() {
        return Ok(());
    }
    let artifacts = folder.join("artifacts").join(target.name);
    Err(format!("`{}` failed; what it failed on is in `{}`", target.name, artifacts.display()))
}
