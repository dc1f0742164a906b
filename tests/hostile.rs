//! Documents and pages made to hurt: through every question and every output,
//! each with its finding and within a bound on memory.
//!
//! They are made here and stored nowhere. It is a program of its own, one case
//! after the other, because it counts what the whole program allocates.
#![forbid(unsafe_code)]

#[path = "hostile/case.rs"]
mod case;
#[path = "hostile/deep.rs"]
mod deep;
#[path = "hostile/many.rs"]
mod many;
#[path = "hostile/pages.rs"]
mod pages;
#[path = "hostile/references.rs"]
mod references;
#[path = "hostile/text.rs"]
mod text;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() -> ExitCode {
    let arguments = Arguments { test_threads: Some(1), ..Arguments::from_args() };
    let all = [text::cases(), deep::cases(), references::cases(), many::cases(), pages::cases()];
    let trials = all.into_iter().flatten().map(|case| {
        Trial::test(format!("hostile::{}", case.name), move || case.run(MEMORY).map_err(Into::into))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}
