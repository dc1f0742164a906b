//! Literate cases: Markdown pages whose fences are documents or reference pages,
//! and whose comments say what must be found in them.
//!
//! A heading is a test.
//! In its section,
//!
//! - a nameless `yaml` or `json` fence is a document and opens a case; what an
//!   excerpt in YAML leaves out of `openapi`, `info` and `paths` is added at its
//!   end;
//! - a nameless `markdown` fence is a reference page and opens a case too;
//! - a fence with a file name is that file, as it stands; fences of one name in
//!   one case are one file; the first file is the document, or all are pages
//!   where that is one (`.md`, `.txt`);
//! - a `diagnostics` fence expects findings, as do comments in YAML
//!   ([`expectation`]);
//! - a fence named like an output, ` ```rust types.rs ` or
//!   ` ```markdown docs/coder/users.md `, holds an excerpt of it ([`excerpt`]);
//! - other fences are prose.
//!
//! Every finding must be expected.
//! On the page of a rule a bare `# error` means that rule, whatever its level.

use std::fmt::Write as _;

use crate::excerpt;
use crate::expectation::{self, Expectation, Finding};
use crate::page::{Fence, Section, sections};

/// One document, or several files around one, or pages, and what is expected of
/// them.
#[derive(Debug, Default)]
pub struct Case {
    /// The section's title; a second document of a section adds ` #2`.
    pub title: String,
    /// The input files; the first one is the document.
    pub files: Vec<File>,
    /// The findings that must be made, and no others.
    pub expected: Vec<Expectation>,
    /// Excerpts that outputs must hold.
    pub excerpts: Vec<Fence>,
}

/// One input file of a case.
#[derive(Debug)]
pub struct File {
    /// Its name, relative to the case.
    pub name: String,
    /// Its text.
    pub text: String,
    /// For each line of the text, its line on the page.
    pub lines: Vec<usize>,
}

/// The cases of a page, in order.
/// `rule` is the rule that the page explains, if it is a rule's page.
///
/// Errs with a line of the page and the reason where a fence cannot be
/// understood.
pub fn cases(markdown: &str, rule: Option<&str>) -> Result<Vec<Case>, (usize, String)> {
    let mut cases = Vec::new();
    for section in sections(markdown) {
        let before = cases.len();
        in_section(&section, rule, &mut cases)?;
        for (index, case) in cases[before..].iter_mut().enumerate() {
            case.title.clone_from(&section.title);
            if index > 0 {
                let _ = write!(case.title, " #{}", index + 1);
            }
        }
    }
    Ok(cases)
}

/// Whether the page of a rule has an example that breaks it, or says why not.
pub fn shows(markdown: &str, rule: &str) -> bool {
    let breaks = |cases: Vec<Case>| cases.iter().any(|it| it.rules().any(|it| it == rule));
    // A page that cannot be understood is reported as such.
    markdown.contains("<!-- no example:") || cases(markdown, Some(rule)).map_or(true, breaks)
}

/// Whether the page of a rule has an example in which nothing is found.
pub fn shows_right(markdown: &str, rule: &str) -> bool {
    let is_right = |cases: Vec<Case>| cases.iter().any(|it| it.expected.is_empty());
    cases(markdown, Some(rule)).map_or(true, is_right)
}

fn in_section(
    section: &Section,
    rule: Option<&str>,
    cases: &mut Vec<Case>,
) -> Result<(), (usize, String)> {
    let mut groups: Vec<Vec<&Fence>> = vec![Vec::new()];
    for fence in &section.fences {
        let opens = fence.file.is_none() && document_name(&fence.language).is_some();
        let has_document =
            groups.last().is_some_and(|group| group.iter().any(|it| input_name(it).is_some()));
        if opens && has_document {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.push(fence);
        }
    }
    for group in groups {
        let case = case(&group, rule)?;
        if !case.files.is_empty() {
            cases.push(case);
        } else if let Some(fence) = case.excerpts.first() {
            return Err((fence.line, "no document stands before this excerpt".to_owned()));
        }
    }
    Ok(())
}

fn case(fences: &[&Fence], rule: Option<&str>) -> Result<Case, (usize, String)> {
    let mut case = Case::default();
    let mut lists: Vec<&Fence> = Vec::new();
    for &fence in fences {
        if let Some(name) = input_name(fence) {
            case.add(name, fence);
        } else if fence.language == "diagnostics" {
            lists.push(fence);
        } else if fence.file.is_some() {
            case.excerpts.push(fence.clone());
        }
    }
    for file in &mut case.files {
        if is_of_kind(&file.name, &["yaml", "yml"]) {
            let lines = file.lines.iter().copied().zip(file.text.lines());
            case.expected.extend(expectation::in_yaml(&file.name, lines)?);
        }
    }
    for fence in lists {
        let Some(first) = case.files.first() else {
            return Err((fence.line, "no document stands before these diagnostics".to_owned()));
        };
        case.expected.extend(expectation::in_fence(&first.name, fence.lines())?);
    }
    if fences.iter().any(|it| it.file.is_none() && it.language == "yaml")
        && let Some(document) = case.files.first_mut()
    {
        complete(&mut document.text);
    }
    if let Some(rule) = rule {
        for it in case.expected.iter_mut().filter(|it| it.rule.is_none() && it.text.is_none()) {
            it.rule = Some(rule.to_owned());
            it.level = None;
        }
    }
    Ok(case)
}

impl Case {
    /// Adds a fence to the file of that name, or opens the file.
    fn add(&mut self, name: &str, fence: &Fence) {
        let index = self.files.iter().position(|it| it.name == name).unwrap_or_else(|| {
            let name = name.to_owned();
            self.files.push(File { name, text: String::new(), lines: Vec::new() });
            self.files.len() - 1
        });
        let file = &mut self.files[index];
        file.text.push_str(&fence.text);
        file.lines.extend(fence.lines().map(|(line, _)| line));
    }

    /// Whether its files are reference pages.
    pub fn is_of_pages(&self) -> bool {
        self.files.first().is_some_and(|it| is_of_kind(&it.name, &["md", "txt"]))
    }

    /// The names of the rules that the case speaks of.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.expected.iter().filter_map(|it| it.rule.as_deref())
    }

    /// The line of the page on which a finding stands; that of the document
    /// where it has no place.
    fn page_line(&self, found: &Finding) -> usize {
        let line_in = |file: &File, line: usize| {
            // What was added below an excerpt counts as its last line.
            file.lines.get(line.wrapping_sub(1)).or(file.lines.last()).copied()
        };
        let here = found.at.as_ref().and_then(|at| {
            let file = self.files.iter().find(|it| it.name == at.file)?;
            line_in(file, at.line)
        });
        here.or_else(|| line_in(self.files.first()?, 1)).unwrap_or(1)
    }
}

/// The name of the input file that a fence is, if it is one.
fn input_name(fence: &Fence) -> Option<&str> {
    match &fence.file {
        Some(name) if is_output(name) => None,
        Some(name) => Some(name),
        None => document_name(&fence.language),
    }
}

/// Whether a name is that of an output: a Rust file, or a page of a style.
fn is_output(name: &str) -> bool {
    is_of_kind(name, &["rs"]) || name.starts_with("docs/")
}

fn document_name(language: &str) -> Option<&'static str> {
    match language {
        "yaml" => Some("spec.yaml"),
        "json" => Some("spec.json"),
        "markdown" => Some("page.md"),
        _ => None,
    }
}

fn is_of_kind(name: &str, extensions: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, it)| extensions.contains(&it))
}

/// Adds what an excerpt leaves out, below it, so that its lines stay where they are.
fn complete(text: &mut String) {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let mut rest = String::new();
    if !has("openapi:") && !has("swagger:") {
        rest.push_str("openapi: 3.0.3\n");
    }
    if !has("info:") {
        rest.push_str("info: { title: A case, version: '1' }\n");
    }
    if !has("paths:") {
        rest.push_str("paths: {}\n");
    }
    text.push_str(&rest);
}

/// Holds what was found, and what came out, against what the case expects.
/// `output` gives the text of the output of that name, if there is one.
///
/// Errs with all that is wrong, each with its line on the page.
pub fn check(
    case: &Case,
    page: &str,
    found: &[Finding],
    output: impl Fn(&str) -> Option<String>,
) -> Result<(), String> {
    let mut wrong: Vec<(usize, String)> = Vec::new();
    let (unexpected, unmet) = expectation::compare(&case.expected, found);
    for it in unexpected {
        wrong.push((case.page_line(it), format!("unexpected {it}")));
    }
    for it in unmet {
        wrong.push((it.line, format!("expected {it}, which was not found")));
    }
    for fence in &case.excerpts {
        let name = fence.file.as_deref().unwrap_or_default();
        let Some(whole) = output(name) else {
            wrong.push((fence.line, format!("there is no output `{name}`")));
            continue;
        };
        if let Err(missing) = excerpt::find(&whole, &fence.text) {
            let message = format!("`{name}` does not hold\n{missing}\n--- but is\n{whole}---");
            wrong.push((fence.line, message));
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.sort_by_key(|(line, _)| *line);
    let text: Vec<String> =
        wrong.into_iter().map(|(line, message)| format!("{page}:{line}: {message}")).collect();
    Err(text.join("\n"))
}

#[cfg(test)]
mod tests {
    use specwright::diag::Level;

    use crate::expectation::{Finding, Place};

    use super::{Case, cases, check, shows, shows_right};

    fn page(text: &str) -> Vec<Case> {
        cases(text, None).expect("the page can be understood")
    }

    fn names(case: &Case) -> Vec<&str> {
        case.files.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn each_nameless_document_is_a_case() {
        let found = page("# A\n\n```yaml\na: 1 # error: [x]\n```\n\n```yaml\nb: 1\n```\n");
        let titles: Vec<_> = found.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(titles, ["A", "A #2"]);
        assert_eq!((found[0].expected.len(), found[1].expected.len()), (1, 0));
    }

    #[test]
    fn named_files_join_the_case_and_equal_names_are_one_file() {
        let found = page(
            "# A\n\n```yaml a.yaml\na: 1\n```\nprose\n```yaml b.yaml\nb: 1\n```\n\n\
             ```yaml a.yaml\nc: 1 # error: [x]\n```\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(names(&found[0]), ["a.yaml", "b.yaml"]);
        let file = &found[0].files[0];
        assert_eq!(
            (file.text.as_str(), &file.lines[..]),
            ("a: 1\nc: 1 # error: [x]\n", &[4, 12][..])
        );
        assert_eq!(found[0].expected[0].at.as_ref().map(|at| at.line), Some(2));
        assert_eq!(found[0].expected[0].line, 12);
    }

    #[test]
    fn an_excerpt_is_completed_below_and_a_named_file_is_not() {
        let found = page("# A\n\n```yaml\npaths:\n  /a: {}\n```\n");
        insta::assert_snapshot!(found[0].files[0].text, @r"
        paths:
          /a: {}
        openapi: 3.0.3
        info: { title: A case, version: '1' }
        ");
        let found = page("# A\n\n```yaml a.yaml\npaths: {}\n```\n");
        assert_eq!(found[0].files[0].text, "paths: {}\n");
    }

    #[test]
    fn json_expects_through_a_fence() {
        let found = page("# A\n\n```json\n{}\n```\n\n```diagnostics\n1: error: [x]\n```\n");
        assert_eq!(found[0].expected.len(), 1);
        assert_eq!(found[0].expected[0].at.as_ref().map(|at| at.file.as_str()), Some("spec.json"));
    }

    #[test]
    fn a_bare_level_on_a_rules_page_means_that_rule() {
        let text = "# `r`\n\n```yaml\na: 1 # error\nb: 1 # error: [other]\n```\n";
        let found = cases(text, Some("r")).expect("the page can be understood");
        let rules: Vec<_> = found[0].expected.iter().map(|it| it.rule.as_deref()).collect();
        assert_eq!(rules, [Some("r"), Some("other")]);
        assert_eq!(found[0].expected[0].level, None);
    }

    #[test]
    fn a_rules_page_shows_what_breaks_the_rule() {
        assert!(shows("# `r`\n\n```yaml\na: 1 # error\n```\n", "r"));
        assert!(shows("# `r`\n\n<!-- no example: it takes 4 GiB -->\n", "r"));
        assert!(!shows("# `r`\n\n```yaml\na: 1 # error: [other]\n```\n", "r"));
    }

    #[test]
    fn a_page_is_a_case_too() {
        let text = "# `r`\n\n````markdown\n# A\n```sh\nls\n```\n````\n\n```diagnostics\n1: error\n```\n\n\
                    ```markdown a.md\n# B\n```\n";
        let found = cases(text, Some("r")).expect("the page can be understood");
        assert_eq!(found.len(), 1);
        assert_eq!((names(&found[0]), found[0].is_of_pages()), (vec!["page.md", "a.md"], true));
        assert_eq!(found[0].files[0].text, "# A\n```sh\nls\n```\n");
        assert!(shows(text, "r") && !shows_right(text, "r"));
        assert!(shows_right(&format!("{text}\n```markdown\n# C\n```\n"), "r"));
    }

    #[test]
    fn outputs_are_excerpts_and_other_fences_prose() {
        let found = page(
            "# A\n\n```yaml\na: 1\n```\n\n```rust types.rs\nstruct A;\n```\n\n```sh\nls\n```\n",
        );
        assert_eq!((names(&found[0]), found[0].excerpts.len()), (vec!["spec.yaml"], 1));
        assert!(page("# A\n\n```sh\nls\n```\n").is_empty());
    }

    #[test]
    fn an_excerpt_of_nothing_is_refused() {
        assert_eq!(cases("# A\n\n```rust types.rs\n```\n", None).unwrap_err().0, 3);
        assert_eq!(cases("# A\n\n```diagnostics\n1: error\n```\n", None).unwrap_err().0, 3);
    }

    #[test]
    fn what_is_wrong_names_the_lines_of_the_page() {
        let found = page(
            "# A\n\n```yaml\na: 1 # error: [x]\nb: 2\n```\n\n```rust types.rs\nstruct A;\n```\n\n\
             ```rust server.rs\n```\n",
        );
        let at = Some(Place { file: "spec.yaml".to_owned(), line: 2 });
        let rule = "y".to_owned();
        let finding = Finding { at, level: Level::Warning, rule, message: "is odd".to_owned() };
        let output = |name: &str| (name == "types.rs").then(|| "struct B;\n".to_owned());
        let why = check(&found[0], "a.md", &[finding], output).expect_err("much is wrong");
        insta::assert_snapshot!(why, @r"
        a.md:4: expected error: [x], which was not found
        a.md:5: unexpected warning: [y] is odd
        a.md:8: `types.rs` does not hold
        struct A;
        --- but is
        struct B;
        ---
        a.md:12: there is no output `server.rs`
        ");
    }
}
