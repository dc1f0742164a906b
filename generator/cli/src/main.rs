//! The `specwright` command.
#![forbid(unsafe_code)]

mod args;
mod command;
mod config;
mod failure;
mod report;
mod rules;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::CommandLine;
use crate::failure::Outcome;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    let arguments = CommandLine::parse();
    let terminal = Terminal::new(&arguments.common);
    match command::run(&arguments, terminal) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Fails) => ExitCode::from(1),
        Err(why) => {
            terminal.show(&report::text::failure(&why));
            ExitCode::from(2)
        }
    }
}
