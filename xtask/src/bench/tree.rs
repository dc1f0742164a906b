//! A document in thousands of small files that refer to each other.

use std::fmt::Write as _;

use specwright::read::{self, LoadError};

use super::measure::cost;

pub(super) fn run() {
    println!("\n{:<28} {:>8} {:>10} {:>18} {:>18}", "files", "MB", "read", "a file", "opened");
    for files in [500, 1000, 2000, 4000] {
        let mut main = String::from("openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths:\n");
        for file in 0..files {
            let _ = writeln!(main, "  /things/{file}: {{ $ref: paths/{file}.yaml }}");
        }
        let (mut opened, mut bytes) = (0, main.len());
        let took = cost(|| {
            let mut load = |path: &str| {
                let text = file(path, files);
                opened += 1;
                bytes += text.as_ref().map_or(0, String::len);
                text.map(String::into_bytes).ok_or(LoadError::Outside)
            };
            read::document("openapi.yaml", main.clone().into_bytes(), &mut load)
        })
        .as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "for a person")]
        let (size, each) = (bytes as f64 / 1e6, took * 1e6 / f64::from(files));
        println!(
            "{:<28} {size:>8.2} {:>7.1} ms {each:>15.1} µs {opened:>18}",
            2 * files + 1,
            took * 1e3
        );
    }
}

/// A path or a schema; each names its own schema and two others.
fn file(path: &str, files: u32) -> Option<String> {
    let (folder, name) = path.split_once('/')?;
    let at: u32 = name.strip_suffix(".yaml")?.parse().ok()?;
    let (next, far) = ((at + 1) % files, (at * 7 + 3) % files);
    Some(match folder {
        "paths" => format!(
            "get:\n  operationId: get{at}\n  responses:\n    '200':\n      description: ok\n      \
             content:\n        application/json:\n          schema: {{ $ref: ../schemas/{at}.yaml }}\n        \
             application/xml:\n          schema: {{ $ref: ../schemas/{far}.yaml }}\n"
        ),
        _ => format!(
            "type: object\ndescription: The thing number {at}\nproperties:\n  id: {{ type: integer }}\n  \
             next: {{ $ref: {next}.yaml }}\n  far: {{ $ref: '{far}.yaml#/properties/id' }}\n"
        ),
    })
}
