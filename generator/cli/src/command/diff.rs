//! `specwright diff`: what changed between two inputs of any kind.

use super::compared::{Judge, is_unreadable, show, version};
use crate::args::{Common, Diff};
use crate::failure::{Failure, Outcome};
use crate::report::changes::Whole;
use crate::terminal::Terminal;

pub(super) fn run(it: &Diff, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    let mut judge = Judge::new(&it.judging, common, &it.new, terminal)?;
    let root = it.judging.root.as_deref();
    let (mut old, mut new) = (version(&it.old, root)?, version(&it.new, root)?);
    let unreadable = [is_unreadable(&mut old, terminal), is_unreadable(&mut new, terminal)];
    if unreadable.contains(&true) {
        return Ok(Outcome::Fails);
    }
    let compared = judge.compare(&old, &new, it.semver);
    judge.say_unmet(terminal);
    show(Whole::One(&compared), &[&compared], &it.judging, terminal)
}
