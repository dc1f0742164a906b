//! `specwright docs`: reference pages, one shot.

use std::path::Path;

use specwright::build::{self, Output};
use specwright::emit::docs;

use super::one_shot;
use crate::args::{Common, Docs};
use crate::config;
use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;

pub(super) fn run(it: &Docs, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    let style = match &it.style {
        None => config::default_style()?,
        Some(name) => docs::style(name)
            .ok_or_else(|| Failure::new(config::no_style(name)).help(config::styles_help(name)))?,
    };
    let mut load = |path: &str| build::text_of(Path::new(path));
    let settings = docs::Settings::new(style, &it.set, &mut load).map_err(Failure::new)?;
    let output = Output::docs(&it.out, style, settings);
    one_shot::run(&it.input, output, &it.deny, &it.reporting, common, terminal, None)
}
