//! What `docs` and `rust` share: one input, one output, into a folder that
//! was named.

use std::path::Path;

use specwright::build::{self, Job, Output};

use super::{checked, is_denied, known, show, threads, written};
use crate::args::{Common, Deny, Input, Reporting};
use crate::config;
use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;

pub(super) fn run(
    input: &Input,
    output: Output,
    deny: &Deny,
    reporting: &Reporting,
    common: &Common,
    terminal: Terminal,
) -> Result<Outcome, Failure> {
    known("deny", &deny.deny, &["errors", "unsupported"])?;
    let first = input.input.first().map_or(Path::new("-"), |it| it.as_path());
    let judge = config::judge(common.config.as_deref(), first)?;
    let job = Job {
        name: first.display().to_string(),
        input: input.input.clone(),
        root: input.root.clone(),
        outputs: vec![output],
    };
    let mut made = build::make(&[job], &judge, threads())?;
    let denied = is_denied(&made, deny);
    let found = checked(&mut made);
    show(found, reporting.format, terminal);
    if !made.is_readable() {
        let path = first.display();
        terminal.fail(&format!("`{path}` cannot be read as an API; nothing was written"));
        return Ok(Outcome::Fails);
    }
    let done = made.write_over().map_err(|why| written::refused(&why))?;
    written::tell(&done, reporting.format, terminal);
    Ok(Outcome::fails_if(denied))
}
