//! Who may look into whom: the floor plan of the house, and its check.
//!
//! The two tables are the documentation.
//! They work because of one habit: inside the library another room is always
//! named from the root, `use crate::ir::…`, and never through `super::super`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::{Outcome, no_arguments};

/// Each room of the library with the rooms that it may look into, in the order
/// in which a document meets them.
/// A room looks into itself without asking.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("words", &[]),
    ("format", &[]),
    ("pattern", &[]),
    ("source", &["text"]),
    ("diag", &["text"]),
    ("dialect", &[]),
    ("ir", &["text", "source", "dialect"]),
    ("manner", &["ir", "text", "words", "dialect", "source"]),
    ("read", &["source", "diag", "dialect", "manner", "ir", "text", "words"]),
    ("validate", &["ir", "diag", "words", "text", "dialect", "source"]),
    (
        "emit",
        &[
            "ir", "manner", "dialect", "words", "format", "pattern", "diag", "files", "text",
            "source",
        ],
    ),
    ("diff", &["ir", "manner", "text", "dialect", "source", "diag"]),
    ("files", &[]),
    // The front door walks a document through all rooms.
    (
        "build",
        &[
            "text", "words", "source", "diag", "dialect", "ir", "manner", "read", "validate",
            "emit", "diff", "files",
        ],
    ),
];

/// Rust that is written into what we generate, word for word: text to the
/// library, and part of no room.
const TEXTS: &[&str] = &["emit/rust/support"];

/// Each crate with those of ours that it may depend on.
/// What is generated stands on its own; chores and tests may use everything.
const CRATES: &[(&str, &[&str])] = &[
    ("generator", &[]),
    ("generator/openapi", &["specwright"]),
    ("generator/lint", &["specwright"]),
    ("generator/cli", &["specwright", "specwright-openapi", "specwright-lint"]),
    ("generated", &[]),
];

/// Prints nothing where the plan holds, and else every breach of it.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Outcome {
    no_arguments(arguments)?;
    let breaches = breaches(root)?;
    if breaches.is_empty() {
        return Ok(());
    }
    Err(format!("the floor plan does not hold:\n  {}", breaches.join("\n  ")))
}

/// Every breach of the floor plan, one sentence each.
fn breaches(root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    let source = root.join("generator/src");
    for path in rust_files(&source)? {
        let inside = path.strip_prefix(&source).unwrap_or(&path);
        let is_text = TEXTS.iter().any(|it| inside.starts_with(it));
        if is_text || inside == Path::new("lib.rs") {
            continue;
        }
        let text = open(&path)?;
        for breach in breaches_in(inside, &text)? {
            found.push(format!("generator/src/{}: {breach}", inside.display()));
        }
    }
    for (folder, allowed) in CRATES {
        let manifest = root.join(folder).join("Cargo.toml");
        if !manifest.exists() {
            continue;
        }
        for name in dependencies_of_ours(&open(&manifest)?) {
            if !allowed.contains(&name.as_str()) {
                found.push(format!("{folder}/Cargo.toml: must not depend on `{name}`"));
            }
        }
    }
    Ok(found)
}

/// The breaches in one file, by its path below `generator/src`.
fn breaches_in(inside: &Path, text: &str) -> Result<Vec<String>, String> {
    let room = room_of(inside);
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return Ok(vec![format!("`{room}` is not on the floor plan; add it to xtask's table")]);
    };
    let tokens: TokenStream = text.parse().map_err(|why| {
        format!("{} is not Rust that can be taken apart: {why}", inside.display())
    })?;
    let mut looks = Looks::default();
    // In `room.rs` a `super` is the root; in `room/part.rs` it is the room.
    looks.walk(tokens, inside.components().count() - 1);

    let mut found = Vec::new();
    for other in looks.rooms {
        if other != room && !allowed.contains(&other.as_str()) {
            found.push(format!("`{room}` must not look into `crate::{other}`"));
        }
    }
    if looks.past_the_room {
        found.push("`super` leaves the room; name the other room from `crate`".to_owned());
    }
    if looks.super_super {
        found.push("`super::super` hides where it looks; write `crate::` and the room".to_owned());
    }
    Ok(found)
}

/// The room that a file below `generator/src` is part of.
fn room_of(inside: &Path) -> String {
    let first = inside.components().next().map(|part| PathBuf::from(part.as_os_str()));
    first.map(|it| it.with_extension("").display().to_string()).unwrap_or_default()
}

/// Where the tokens of one file look.
#[derive(Default)]
struct Looks {
    rooms: BTreeSet<String>,
    past_the_room: bool,
    super_super: bool,
}

impl Looks {
    /// Goes through tokens at a module depth, where 0 is a child of the root.
    /// Comments are no tokens and doc comments are literals, so links in prose
    /// do not count as looking.
    fn walk(&mut self, tokens: TokenStream, depth: usize) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            let rest = &tokens[index + 1..];
            if is_word(token, "crate") {
                self.look(rest);
            }
            if is_word(token, "super") && is_path_separator(rest) {
                self.past_the_room |= depth == 0;
                self.super_super |= rest.get(2).is_some_and(|next| is_word(next, "super"));
            }
            if let TokenTree::Group(group) = token {
                let in_module = index >= 2 && is_word(&tokens[index - 2], "mod");
                self.walk(group.stream(), depth + usize::from(in_module));
            }
        }
    }

    /// Notes what follows a `crate`: one path, or several in braces.
    fn look(&mut self, rest: &[TokenTree]) {
        if !is_path_separator(rest) {
            return;
        }
        match rest.get(2) {
            Some(TokenTree::Ident(room)) => {
                self.rooms.insert(room.to_string());
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for path in inside.split(|token| is_mark(token, ',')) {
                    if let Some(TokenTree::Ident(room)) = path.first() {
                        self.rooms.insert(room.to_string());
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn is_path_separator(rest: &[TokenTree]) -> bool {
    rest.len() >= 2 && is_mark(&rest[0], ':') && is_mark(&rest[1], ':')
}

/// The crates of ours that a manifest names in any of its tables of
/// dependencies, whether for building, testing, or one target.
fn dependencies_of_ours(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut in_dependencies = false;
    for line in manifest.lines().map(str::trim) {
        let entry = if let Some(heading) = line.strip_prefix('[') {
            let heading = heading.trim_end_matches(']');
            in_dependencies = heading.ends_with("dependencies");
            // `[dependencies.name]` is a heading and an entry at once.
            heading.split_once("dependencies.").map(|(_, name)| name)
        } else {
            in_dependencies.then_some(line)
        };
        let name = entry.and_then(|it| it.split(['.', '=', ' ']).next()).unwrap_or_default();
        if name == "specwright" || name.starts_with("specwright-") {
            found.insert(name.to_owned());
        }
    }
    found
}

/// All `.rs` files below a folder, sorted.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let cannot = |why| format!("cannot list {}: {why}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.is_dir() {
            found.append(&mut rust_files(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn open(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("cannot open {}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ROOMS, breaches, breaches_in, dependencies_of_ours};

    #[test]
    fn every_room_looks_only_where_the_plan_allows() {
        let found = breaches(crate::root()).expect("the sources can be read");
        assert!(found.is_empty(), "the floor plan does not hold:\n  {}", found.join("\n  "));
    }

    #[test]
    fn the_plan_names_only_rooms_that_are_on_it() {
        for (room, allowed) in ROOMS {
            for other in *allowed {
                assert!(ROOMS.iter().any(|(name, _)| name == other), "{room} names {other}");
                assert_ne!(room, other, "a room looks into itself without asking");
            }
        }
    }

    fn in_file(path: &str, text: &str) -> Vec<String> {
        breaches_in(Path::new(path), text).expect("the sample is Rust")
    }

    #[test]
    fn a_path_a_list_and_a_call_all_count_as_looking() {
        let one = vec!["`text` must not look into `crate::ir`".to_owned()];
        assert_eq!(in_file("text.rs", "use crate::ir::Api;"), one);
        assert_eq!(in_file("text.rs", "use crate::{text::Span, ir::{self, Api}};"), one);
        assert_eq!(in_file("text/lines.rs", "fn f() { crate::ir::dump() }"), one);
        assert_eq!(in_file("text.rs", "macro_rules! m { () => { $crate::ir::dump() } }"), one);
    }

    #[test]
    fn prose_strings_and_visibility_do_not_count() {
        let sample = r#"
            //! See [`crate::ir::Api`].
            // use crate::emit::Output;
            /// As `crate::read` does.
            pub(crate) const HINT: &str = "use crate::diff";
        "#;
        assert!(in_file("text.rs", sample).is_empty());
    }

    #[test]
    fn own_room_and_allowed_rooms_are_fine() {
        assert!(in_file("ir/schema.rs", "use crate::ir::Api; use crate::text::Span;").is_empty());
        assert!(in_file("ir/schema.rs", "use super::Api;").is_empty());
        assert!(in_file("ir.rs", "mod tests { use super::Api; }").is_empty());
    }

    #[test]
    fn super_may_not_leave_the_room() {
        assert_eq!(
            in_file("ir.rs", "use super::text::Span;"),
            ["`super` leaves the room; name the other room from `crate`"]
        );
        assert_eq!(
            in_file("ir/schema.rs", "use super::super::text::Span;"),
            ["`super::super` hides where it looks; write `crate::` and the room"]
        );
    }

    #[test]
    fn a_room_that_nobody_planned_is_named() {
        let found = in_file("helpers.rs", "");
        assert_eq!(found, ["`helpers` is not on the floor plan; add it to xtask's table"]);
    }

    #[test]
    fn all_tables_of_dependencies_are_read() {
        let manifest = "
            [package]
            name = \"specwright-cli\"
            [dependencies]
            specwright.workspace = true
            clap = \"4\"
            [dev-dependencies]
            specwright-lint = { path = \"../lint\" }
            [target.'cfg(unix)'.dependencies.specwright-openapi]
            workspace = true
            [lints]
            workspace = true
        ";
        let found: Vec<String> = dependencies_of_ours(manifest).into_iter().collect();
        assert_eq!(found, ["specwright", "specwright-lint", "specwright-openapi"]);
    }
}
