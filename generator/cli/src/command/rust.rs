//! `specwright rust`: types and server traits, one shot.

use specwright::build::Output;
use specwright::emit::rust;

use super::one_shot;
use super::written::named;
use crate::args::{Common, Rust};
use crate::failure::{Failure, Outcome};
use crate::terminal::Terminal;

pub(super) fn run(it: &Rust, common: &Common, terminal: Terminal) -> Result<Outcome, Failure> {
    // Where a document lies on somebody's machine is not for generated files.
    let source = it.input.input.first().and_then(|path| {
        let path = if path.is_absolute() { path.file_name()?.as_ref() } else { path.as_path() };
        Some(path.to_string_lossy().replace('\\', "/")).filter(|it| it != "-")
    });
    let settings = rust::Settings {
        crate_name: it.krate.clone(),
        server: it.server,
        source,
        operations: it.operations.clone(),
        layout: it.layout,
        dates: it.dates,
        derives: it.derives.clone(),
        unchecked: it.no_validation,
    };
    let output = Output::rust(&it.out, settings);
    let next = it.server.then(|| {
        let manifest = named(&it.out.join("Cargo.toml"));
        format!("start the server with `cargo run --manifest-path {manifest}`")
    });
    one_shot::run(&it.input, output, &it.deny, &it.reporting, common, terminal, next.as_deref())
}
