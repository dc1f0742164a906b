//! A generated crate with a program that sends values through its types.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::Value;
use specwright::emit::rust::{Output, TypeOf};

use super::Question;

/// What the crate is called.
pub(super) const CRATE: &str = "values";

/// How long all answers of a document may take.
const PATIENCE: Duration = Duration::from_mins(5);

static BUILDING: Mutex<()> = Mutex::new(());

/// What became of a value.
pub(super) enum Answer {
    /// It was read and written again.
    Back(Value),
    /// It was refused at a JSON Pointer.
    Refused { pointer: String, why: String },
}

/// What the program is, its table of types aside.
const PROGRAM: &str = r#"
use std::io::{BufRead, Write};
use values::{support, types};

/// Reads a value as a type and writes it again, or says where it cannot be read.
/// There are two ways to read, straight from the text and through a tree: what
/// the one takes, the other must take, and see the same in it.
fn through<T: support::Wire + serde::Serialize>(json: &[u8]) -> String {
    let said = |it: &str| serde_json::to_string(it).unwrap();
    for source in [support::Source::json, support::Source::request] {
        let Ok(it) = T::direct(&mut serde_json::Deserializer::from_slice(json), &source()) else { continue };
        let other = T::decode(serde_json::from_slice(json).unwrap(), &source());
        let written = |it: &T| serde_json::to_string(it).map_err(|why| why.to_string());
        match other {
            Ok(other) if written(&it) == written(&other) => {}
            other => return format!("-{}\t{}", said("?"), said(&format!("not so through a tree: {:?}", other.map(|it| written(&it))))),
        }
    }
    match support::from_json::<T>(json) {
        Ok(it) => match serde_json::to_string(&it) {
            Ok(json) => format!("+{json}"),
            Err(why) => format!("-{}\t{}", said("?"), said(&why.to_string())),
        },
        Err(why) => format!("-{}\t{}", said(&why.pointer), said(&why.detail)),
    }
}

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (of, json) = line.split_once('\t').unwrap();
        let of: usize = of.parse().unwrap();
        writeln!(out, "{}", THROUGH[of](json.as_bytes())).unwrap();
    }
}
"#;

/// Builds the crate and has its program answer.
pub(super) fn ask(
    room: &Path,
    name: &str,
    output: &Output,
    types: &[&TypeOf],
    questions: &[Question],
) -> Result<Vec<Answer>, String> {
    let folder = room.join(name.replace(['/', '\\'], "-"));
    let cannot = |why: &dyn std::fmt::Display| format!("cannot write `{name}`: {why}");
    // What an earlier run left must not be taken for ours.
    let _ = fs::remove_dir_all(&folder);
    output.files.write(&folder).map_err(|why| cannot(&why))?;
    let mut program = String::from(PROGRAM);
    let _ = writeln!(program, "const THROUGH: &[fn(&[u8]) -> String] = &[");
    for ty in types {
        let held = format!("types::{}", ty.name);
        let held = if ty.nullable { format!("Option<{held}>") } else { held };
        let _ = writeln!(program, "    through::<{held}>,");
    }
    program.push_str("];\n");
    let write =
        |path: &str, text: &str| fs::write(folder.join(path), text).map_err(|why| cannot(&why));
    write("src/main.rs", &program)?;
    let mut asked = String::new();
    for it in questions {
        let _ = writeln!(asked, "{}\t{}", it.of, it.value);
    }
    write("questions", &asked)?;
    let lock = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock");
    // The versions that all else is built with; cargo adds what is missing.
    fs::copy(lock, folder.join("Cargo.lock")).map_err(|why| cannot(&why))?;
    let program = folder.join("program");
    {
        // All crates have one name, so that their programs have one place.
        let _one_at_a_time = BUILDING.lock();
        build(room, &folder)?;
        fs::rename(room.join("target/debug").join(CRATE), &program).map_err(|why| cannot(&why))?;
    }
    let said = run(&program, &folder).map_err(|why| format!("{name}: {why}"))?;
    let _ = fs::remove_dir_all(&folder);
    said.lines().map(|line| answer(line).ok_or_else(|| format!("{name}: `{line}`"))).collect()
}

/// What the program answers, as far as it comes within the time that there is:
/// who waits for a value that takes forever learns nothing.
fn run(program: &Path, folder: &Path) -> std::io::Result<String> {
    let answers = folder.join("answers");
    let mut child = Command::new(program)
        .stdin(File::open(folder.join("questions"))?)
        .stdout(File::create(&answers)?)
        .spawn()?;
    let start = Instant::now();
    while child.try_wait()?.is_none() {
        if start.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let said = fs::read_to_string(answers)?;
    // An answer that was not written to its end is none.
    Ok(said.rsplit_once('\n').map_or(String::new(), |it| it.0.to_owned()))
}

fn build(room: &Path, folder: &Path) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", room.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .output()
        .map_err(|why| format!("cannot run cargo: {why}"))?;
    if built.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&built.stderr);
    let lines: Vec<&str> = said.lines().take(30).collect();
    Err(format!("{} does not compile:\n{}", folder.display(), lines.join("\n")))
}

fn answer(line: &str) -> Option<Answer> {
    if let Some(json) = line.strip_prefix('+') {
        return serde_json::from_str(json).ok().map(Answer::Back);
    }
    let (pointer, why) = line.strip_prefix('-')?.split_once('\t')?;
    let text = |it: &str| serde_json::from_str::<String>(it).ok();
    Some(Answer::Refused { pointer: text(pointer)?, why: text(why)? })
}
