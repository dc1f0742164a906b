//! scratch
#![allow(
    missing_docs,
    clippy::all,
    clippy::pedantic,
    clippy::disallowed_methods,
    clippy::print_stdout
)]
use specwright::emit::docs::{Settings, style};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (input, out) = (&args[1], &args[2]);
    let set: Vec<(String, String)> = args[3..]
        .iter()
        .map(|a| {
            let (k, v) = a.split_once('=').unwrap();
            (k.into(), v.into())
        })
        .collect();
    let t = std::time::Instant::now();
    let bytes = std::fs::read(input).unwrap();
    let reading = specwright::read::document(input, bytes, &mut |_: &str| {
        Err(specwright::read::LoadError::Outside)
    });
    let t1 = t.elapsed();
    let api = reading.api.unwrap();
    let style = style("coder").unwrap();
    let settings =
        Settings::new(style, &set, &mut |p| std::fs::read_to_string(p).map_err(|e| e.to_string()))
            .unwrap();
    let mut report = specwright::diag::Report::new();
    let t = std::time::Instant::now();
    let files = (style.emit)(&api, &settings, &mut report);
    let t2 = t.elapsed();
    std::fs::create_dir_all(out).unwrap();
    for (name, text) in files.iter() {
        std::fs::write(format!("{out}/{name}"), text).unwrap();
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let hwm = status.lines().find(|l| l.starts_with("VmHWM")).unwrap();
    eprintln!("read {t1:?} emit {t2:?} {hwm} files {}", files.len());
    for d in &report.found {
        eprintln!("{}: {}", d.rule.name, d.message);
    }
}
