//! `cargo xtask new-rule NAME`: the two files and the two lines of a lint rule.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Outcome;

/// Scaffolds the rule, and refuses where anything of it is there already.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    let [name] = arguments else {
        return Err("takes one NAME, as in `cargo xtask new-rule untagged-operation`".to_owned());
    };
    if !is_kebab_case(name) {
        return Err(format!(
            "`{name}` is not kebab-case; a rule is named after its offence, such as \
             `untagged-operation`"
        ));
    }
    let lint = root.join("generator/lint/src");
    let shelf = lint.join("rules.rs");
    let code = lint.join("rules").join(format!("{}.rs", module(name)));
    let page = code.with_extension("md");
    for file in [&code, &page] {
        if file.exists() {
            return Err(format!("{} is there already", file.display()));
        }
    }
    let old = fs::read_to_string(&shelf)
        .map_err(|why| format!("cannot open {}: {why}", shelf.display()))?;
    let new = shelved(&old, name)?;

    for (file, text) in [(&code, code_of(name)), (&page, page_of(name)), (&shelf, new)] {
        fs::write(file, text).map_err(|why| format!("cannot write {}: {why}", file.display()))?;
    }
    tidy(&shelf)?;
    println!("{}\n{}\n{}", code.display(), page.display(), shelf.display());
    println!("Say in the page why the offence matters; its example is a test.");
    Ok(())
}

/// Lower-case words and digits, joined by single hyphens.
fn is_kebab_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        })
}

fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// `rules.rs` with the rule's two lines, each in its alphabetical place.
fn shelved(shelf: &str, name: &str) -> Result<String, String> {
    let module = module(name);
    let declaration = format!("mod {module};");
    if shelf.lines().any(|line| line.trim() == declaration) {
        return Err(format!("`{name}` is on the shelf already"));
    }
    let (before, after) = shelf
        .split_once("CHECKS: &[&Check] = &[")
        .ok_or("`rules.rs` has no `CHECKS: &[&Check] = &[`, so the rule cannot be shelved")?;
    let (items, rest) = after.split_once("];").ok_or("the list `CHECKS` in `rules.rs` is open")?;

    let mut checks: Vec<&str> =
        items.split(',').map(str::trim).filter(|it| !it.is_empty()).collect();
    let check = format!("&{module}::CHECK");
    checks.push(&check);
    checks.sort_unstable();

    let mut lines: Vec<&str> = before.lines().collect();
    let place = lines
        .iter()
        .position(|line| line.starts_with("mod ") && **line > *declaration)
        .or_else(|| lines.iter().rposition(|line| line.starts_with("mod ")).map(|last| last + 1))
        .ok_or("`rules.rs` has no `mod` line to stand beside")?;
    lines.insert(place, &declaration);

    let list = checks.join(",\n    ");
    let before = lines.join("\n");
    Ok(format!("{before}CHECKS: &[&Check] = &[\n    {list},\n];{rest}"))
}

/// The rule's code: the facts, and a question still to be written.
fn code_of(name: &str) -> String {
    let module = module(name);
    format!(
        r#"use specwright::diag::{{Level, Rule}};
use specwright::ir::{{Id, Operation}};
use specwright::validate::{{Ask, Check, Finder}};

pub(super) static CHECK: Check = Check {{
    rule: Rule {{
        name: "{name}",
        summary: "an operation that …",
        page: include_str!("{module}.md"),
        level: Level::Warning,
    }},
    ask: Ask::Operation(ask),
}};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {{
    let operation = &find.api[id];
    find.add(operation.method_at, "what is wrong here").help("say what to do about it");
}}
"#
    )
}

/// The rule's page, with an example that is run as a test.
fn page_of(name: &str) -> String {
    format!(
        "# `{name}`

Finds operations that …

Why the offence matters, and to whom.

```yaml
paths:
  /users:
    get: # error
      operationId: listUsers
      responses:
        '200': {{ description: All users. }}
```
"
    )
}

/// Leaves the shelf as `cargo fmt` would.
fn tidy(shelf: &Path) -> Outcome {
    let status = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "skip_children=true"])
        .arg(shelf)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("rustfmt ended with {status} on {}", shelf.display())),
        Err(why) => Err(format!("cannot start rustfmt: {why}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_kebab_case, shelved};

    #[test]
    fn only_kebab_case_names_a_rule() {
        for name in ["a", "untagged-operation", "oauth2-scope-unused"] {
            assert!(is_kebab_case(name), "{name}");
        }
        for name in
            ["", "-a", "a-", "a--b", "Untagged", "untagged_operation", "2fa", "../etc", "a b"]
        {
            assert!(!is_kebab_case(name), "{name}");
        }
    }

    const SHELF: &str = "//! The rules.

mod empty_summary;
mod untagged_operation;

/// All of them.
pub static CHECKS: &[&Check] = &[&empty_summary::CHECK, &untagged_operation::CHECK];
";

    #[test]
    fn both_lines_find_their_alphabetical_place() {
        insta::assert_snapshot!(shelved(SHELF, "long-line").expect("it is shelved"), @r"
        //! The rules.

        mod empty_summary;
        mod long_line;
        mod untagged_operation;

        /// All of them.
        pub static CHECKS: &[&Check] = &[
            &empty_summary::CHECK,
            &long_line::CHECK,
            &untagged_operation::CHECK,
        ];
        ");
    }

    #[test]
    fn the_last_name_goes_to_the_end() {
        let shelf = shelved(SHELF, "zebra").expect("it is shelved");
        assert!(shelf.contains("mod untagged_operation;\nmod zebra;\n"), "{shelf}");
    }

    #[test]
    fn a_rule_is_shelved_once() {
        let why = shelved(SHELF, "untagged-operation").expect_err("it is there");
        assert_eq!(why, "`untagged-operation` is on the shelf already");
    }
}
