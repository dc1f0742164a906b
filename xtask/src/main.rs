//! Chores of this repository; `cargo xtask` lists them.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a chore reports to the person who runs it")]
#![expect(clippy::disallowed_methods, reason = "chores edit the repository, not generated files")]

mod bench;
mod ci;
mod conformance;
mod floor_plan;
mod fuzz;
mod generate;
mod new_rule;
mod weight;

use std::path::Path;
use std::process::ExitCode;

/// What a chore returns: nothing, or the sentence that says why not.
type Outcome = Result<(), String>;

/// One chore, as it is called and as the list describes it.
struct Chore {
    name: &'static str,
    arguments: &'static str,
    summary: &'static str,
    run: fn(&Path, &[String]) -> Outcome,
}

static CHORES: &[Chore] = &[
    Chore {
        name: "generate",
        arguments: "[--check]",
        summary: "writes `generated/`, or says what in it is not fresh",
        run: generate::run,
    },
    Chore {
        name: "new-rule",
        arguments: "NAME",
        summary: "starts a lint rule: its two files, and its two lines in `rules.rs`",
        run: new_rule::run,
    },
    Chore {
        name: "floor-plan",
        arguments: "",
        summary: "says which room looks where it must not",
        run: floor_plan::run,
    },
    Chore {
        name: "conformance",
        arguments: "[diff|import|laws [PATH]|pages [NAME…]|rust [NAME…]|suites|values [NAME…]]",
        summary: "counts what of the corpus comes out as it should",
        run: conformance::run,
    },
    Chore {
        name: "bench",
        arguments: "[FILE…]",
        summary: "measures reading, writing and comparing beside `serde_json`",
        run: bench::run,
    },
    Chore {
        name: "fuzz",
        arguments: "[TARGET… SECONDS]",
        summary: "puts arbitrary bytes through every room, for ten minutes a target",
        run: fuzz::run,
    },
    Chore {
        name: "weight",
        arguments: "",
        summary: "lists the crates that a `build.rs` pays for",
        run: weight::run,
    },
    Chore {
        name: "ci",
        arguments: "",
        summary: "runs every step that must pass before a change lands",
        run: ci::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    };
    let Some(chore) = CHORES.iter().find(|chore| chore.name == name) else {
        eprintln!("xtask: there is no chore `{name}`\n\n{}", usage());
        return ExitCode::from(2);
    };
    match (chore.run)(root(), rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The list of chores, one a line.
fn usage() -> String {
    use std::fmt::Write as _;

    let mut text = String::from("Chores of this repository:\n\n");
    for chore in CHORES {
        let call = format!("{} {}", chore.name, chore.arguments);
        let _ = writeln!(text, "  cargo xtask {call:<22} {}", chore.summary);
    }
    text
}

/// The folder that holds the workspace.
fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Refuses arguments where a chore takes none.
fn no_arguments(arguments: &[String]) -> Outcome {
    match arguments.first() {
        None => Ok(()),
        Some(surplus) => Err(format!("takes no arguments, but was given `{surplus}`")),
    }
}
