//! The `specwright` command; all of it is in the library beside this file.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(specwright_cli::run(std::env::args_os()))
}
