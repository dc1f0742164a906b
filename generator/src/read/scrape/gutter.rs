//! A page with a `|` on a line of its own for each line end: the gutter of a
//! viewer, copied along. Indentation is gone; blank lines are longer gutters.

use super::{Form, Scrape};
use crate::read::pages::rules;

pub(super) static FORM: Form = Form { name: "gutter", looks, mend };

fn is_gutter(line: &str) -> bool {
    line.trim() == "|"
}

fn looks(text: &str) -> bool {
    let gutters = text.lines().filter(|it| is_gutter(it)).count();
    gutters > 4 && gutters * 3 > text.lines().count()
}

fn mend(scrape: &mut Scrape<'_>) {
    let text = scrape.text;
    let mut lines = text.lines().peekable();
    let mut start = None;
    while let Some(line) = lines.next() {
        if line.starts_with("# ") && lines.peek().is_some_and(|it| is_gutter(it)) {
            start = Some(line);
            break;
        }
    }
    let Some(start) = start else { return };
    let from = start.as_ptr() as usize - text.as_ptr() as usize;
    scrape.skip_header(&text[..from]);
    let (step, runs) = runs(&text[from..]);
    for (line, gutters) in runs {
        scrape.derived.keep(line);
        scrape.derived.put("\n");
        if gutters % step != 0 {
            let at = scrape.at(line);
            rules::uncertain_break(scrape.found, at);
        }
        for _ in 1..gutters / step {
            scrape.derived.put("\n");
        }
    }
}

/// Each line with how many gutter lines follow it, and how many of them one
/// line end is.
fn runs(text: &str) -> (usize, Vec<(&str, usize)>) {
    let mut runs: Vec<(&str, usize)> = Vec::new();
    for line in text.lines() {
        match runs.last_mut() {
            Some((_, gutters)) if is_gutter(line) => *gutters += 1,
            _ if line.trim().is_empty() => {}
            _ => runs.push((line, 0)),
        }
    }
    let inner = runs.len().saturating_sub(1);
    let step = runs[..inner].iter().map(|it| it.1).filter(|it| *it > 0).min().unwrap_or(1);
    // The last line may have any number below it.
    if let Some(last) = runs.last_mut() {
        last.1 = step;
    }
    (step, runs)
}

#[cfg(test)]
mod tests {
    use crate::diag::Report;
    use crate::read::scrape::{form, mend};
    use crate::text::FileId;

    #[test]
    fn a_gutter_is_line_ends_and_blank_lines() {
        let text = "site\n# A\n|\n|\n|\n|\nb\n|\n|\n- c\n|\n";
        let form = form(text, None).expect("a gutter");
        assert_eq!(form.name, "gutter");
        let mut found = Report::new();
        let (mended, places) = mend(form, text, FileId::new(0), &mut found);
        assert_eq!(mended, "# A\n\nb\n- c\n");
        let at = crate::text::Span::new(FileId::new(0), 5, 6);
        assert_eq!(&text[places.original(at).range()], "b");
        assert_eq!(found.found.len(), 1, "the header is left out");
    }
}
