//! Whether an output holds an expected excerpt.

/// Looks for the excerpt in the output, and errs with the first stretch that is
/// not there.
///
/// The excerpt may be indented less than the output, as a whole.
/// A line that is only `…`, or only `// …`, stands for any number of lines:
/// what follows it must come later in the output.
pub fn find(output: &str, excerpt: &str) -> Result<(), String> {
    let output: Vec<&str> = output.lines().map(str::trim_end).collect();
    let excerpt: Vec<&str> = excerpt.lines().map(str::trim_end).collect();
    let mut from = 0;
    for stretch in excerpt.split(|line| is_gap(line)) {
        let stretch = without_blank_ends(stretch);
        if stretch.is_empty() {
            continue;
        }
        let wanted = dedented(stretch);
        let here = (from..=output.len().saturating_sub(stretch.len())).find(|start| {
            output.get(*start..start + stretch.len()).map(dedented) == Some(wanted.clone())
        });
        match here {
            Some(start) => from = start + stretch.len(),
            None => return Err(stretch.join("\n")),
        }
    }
    Ok(())
}

fn is_gap(line: &str) -> bool {
    matches!(line.trim_start(), "…" | "// …")
}

fn without_blank_ends<'a, 'b>(mut lines: &'b [&'a str]) -> &'b [&'a str] {
    while let [first, rest @ ..] = lines
        && first.is_empty()
    {
        lines = rest;
    }
    while let [rest @ .., last] = lines
        && last.is_empty()
    {
        lines = rest;
    }
    lines
}

/// The lines without the indent that all of them share.
fn dedented<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let shared = lines.iter().filter(|it| !it.is_empty()).map(indent).min().unwrap_or(0);
    lines.iter().map(|line| line.get(shared..).unwrap_or("")).collect()
}

#[cfg(test)]
mod tests {
    use super::find;

    const OUTPUT: &str = "mod a {\n    struct A {\n        b: B,\n    }\n\n    struct C;\n}\n";

    #[test]
    fn an_excerpt_may_be_indented_less() {
        assert_eq!(find(OUTPUT, "struct A {\n    b: B,\n}\n\nstruct C;\n"), Ok(()));
    }

    #[test]
    fn indents_within_an_excerpt_count() {
        assert!(find(OUTPUT, "struct A {\nb: B,\n}\n").is_err());
    }

    #[test]
    fn a_gap_stands_for_lines_but_keeps_the_order() {
        assert_eq!(find(OUTPUT, "mod a {\n// …\nstruct C;\n"), Ok(()));
        assert_eq!(find(OUTPUT, "struct C;\n…\nmod a {\n"), Err("mod a {".to_owned()));
    }

    #[test]
    fn the_stretch_that_is_missing_is_named() {
        assert_eq!(find(OUTPUT, "mod a {\n…\nstruct D;\n"), Err("struct D;".to_owned()));
        assert_eq!(find("", "struct D;\n"), Err("struct D;".to_owned()));
    }
}
