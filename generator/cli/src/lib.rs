//! The `specwright` command, for its binary, and for chores and tests that do
//! just what a person would type.
#![forbid(unsafe_code)]

mod args;
mod command;
mod config;
mod failure;
mod report;
mod rules;
mod terminal;

use std::ffi::OsString;

use clap::Parser as _;

use crate::args::CommandLine;
use crate::failure::Outcome;
use crate::terminal::Terminal;

/// Carries out a command line, whose first word is the program, and returns
/// the exit code: 0 done, 1 findings or drift that fail, 2 not carried out.
/// A command line that cannot be understood ends the process with 2.
pub fn run(words: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> u8 {
    let arguments = CommandLine::parse_from(words);
    let terminal = Terminal::new(&arguments.common);
    match command::run(&arguments, terminal) {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Fails) => 1,
        Err(why) => {
            terminal.show(&report::text::failure(&why));
            2
        }
    }
}
