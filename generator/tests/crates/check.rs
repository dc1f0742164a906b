//! Generated crates under the compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::emit::rust::Output;

/// Panics where a crate does not compile without a warning. All crates share a
/// target folder.
pub(crate) fn compiles(name: &str, output: &Output) {
    let room = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rust-output");
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let folder = room.join(name);
    // What an earlier run left is not under test.
    let _ = std::fs::remove_dir_all(&folder);
    output.files.write(&folder).expect("the files are written");
    for (path, text) in output.once.iter() {
        let _ = specwright::files::write_new(&folder.join(path), text);
    }
    // The versions that all else is built with; cargo adds what is missing.
    let _ = std::fs::copy(lock, folder.join("Cargo.lock"));
    let check = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--all-targets"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", room.join("target"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&check.stderr);
    assert!(check.status.success(), "{name} does not compile:\n{said}");
}
