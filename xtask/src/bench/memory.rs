//! How much memory a document and all that is known of it take.
//!
//! Each is read by a process of its own, so that nothing else counts.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::peak;
use super::{bytes_of, megabytes, name, read_whole};
use crate::Outcome;

/// The argument that makes this process such a one.
pub(super) const CHILD: &str = "--memory-of";

pub(super) fn run(documents: &[PathBuf]) -> Outcome {
    println!("\n{:<28} {:>8} {:>10}", "memory", "MB", "times that");
    for path in documents {
        let program = std::env::current_exe().map_err(|why| why.to_string())?;
        let output = Command::new(program).args(["bench", CHILD]).arg(path).output();
        let output = output.map_err(|why| format!("cannot start another process: {why}"))?;
        let told = String::from_utf8_lossy(&output.stdout);
        let size = megabytes(&bytes_of(path)?);
        match told.trim().parse::<f64>() {
            Ok(bytes) => println!("{:<28} {size:>8.2} {:>10.1}", name(path), bytes / 1e6 / size),
            Err(_) => println!("{:<28} {size:>8.2} {:>10}", name(path), "not known"),
        }
    }
    Ok(())
}

/// Prints how many bytes the process grew by at most while it read a document.
pub(super) fn child(path: &Path) -> Outcome {
    let before = peak();
    let reading = read_whole(bytes_of(path)?);
    if let (Some(before), Some(after), true) = (before, peak(), reading.api.is_some()) {
        println!("{}", after - before);
    }
    Ok(())
}
