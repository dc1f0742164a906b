//! `specwright generate`: everything that the configuration asks for.

use specwright::build;

use super::{checked, configuration, is_denied, known, show, threads, written};
use crate::args::{Common, Generate};
use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;

pub(super) fn run(it: &Generate, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    known("deny", &it.deny.deny, &["errors", "unsupported"])?;
    let config = configuration(common)?;
    let mut made = build::make(&config.jobs, &config.judge, threads())?;
    let denied = is_denied(&made, &it.deny);
    let found = checked(&mut made);
    show(found, it.reporting.format, terminal);
    if let Some(unreadable) = made.inputs.iter().find(|it| it.api.is_none()) {
        terminal
            .fail(&format!("`{}` cannot be read as an API; nothing was written", unreadable.path));
        return Ok(Outcome::Fails);
    }
    let done = made.write().map_err(|why| written::refused(&why))?;
    written::tell(&done, it.reporting.format, terminal);
    Ok(Outcome::fails_if(denied))
}
