//! What a `build.rs` pays for the library: the crates that it makes Cargo build.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::{Outcome, no_arguments};

/// How many crates the library may be, itself among them.
const MOST: usize = 25;

/// Lists the crates, and errs where they are too many or one of them comes in
/// two versions.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let crates = crates(root)?;
    for (name, versions) in &crates {
        println!("{name} {}", versions.join(" and "));
    }
    println!("{} crates; {MOST} are allowed", crates.len());
    judge(&crates)
}

fn judge(crates: &BTreeMap<String, Vec<String>>) -> Outcome {
    if crates.len() > MOST {
        return Err(format!("the library is {} crates, and {MOST} are allowed", crates.len()));
    }
    match crates.iter().find(|(_, versions)| versions.len() > 1) {
        None => Ok(()),
        Some((name, versions)) => {
            Err(format!("`{name}` would be built twice, as {}", versions.join(" and ")))
        }
    }
}

/// Every crate that is built with the library, with its versions.
fn crates(root: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--quiet", "--locked", "--package", "specwright"])
        .args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .current_dir(root)
        .output()
        .map_err(|why| format!("cannot start cargo: {why}"))?;
    if !output.status.success() {
        return Err(format!("cargo tree: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let mut crates: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        let versions = crates.entry(name.to_owned()).or_default();
        if !versions.iter().any(|it| it == version) {
            versions.push(version.to_owned());
        }
    }
    Ok(crates)
}

#[cfg(test)]
mod tests {
    use super::{crates, judge};

    #[test]
    fn the_library_stays_light_and_builds_nothing_twice() {
        let crates = crates(crate::root()).expect("cargo lists the crates");
        assert!(crates.contains_key("specwright"), "{crates:?}");
        judge(&crates).expect("the library is light");
    }

    #[test]
    fn too_many_crates_and_two_versions_are_refused() {
        let many = (0..26).map(|it| (format!("c{it}"), vec!["v1".to_owned()])).collect();
        assert_eq!(judge(&many), Err("the library is 26 crates, and 25 are allowed".to_owned()));
        let twice = [("syn".to_owned(), vec!["v2".to_owned(), "v3".to_owned()])].into();
        assert_eq!(judge(&twice), Err("`syn` would be built twice, as v2 and v3".to_owned()));
    }
}
