//! `specwright explain`: the page of a rule, or the schema of an output.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::args::{Explain, Schema};
use crate::failure::{Failure, Outcome};
use crate::rules;
use crate::terminal::Terminal;

const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();
const FAINT: Style = Style::new().dimmed();

pub(super) fn run(it: &Explain, terminal: Terminal) -> Result<Outcome, Failure> {
    let text = match (&it.schema, &it.name) {
        (Some(schema), _) => schema_of(*schema).to_owned(),
        (None, Some(name)) => page(name)?,
        (None, None) => list(),
    };
    terminal.print(&text)?;
    Ok(Outcome::Done)
}

fn schema_of(it: Schema) -> &'static str {
    match it {
        Schema::Validate => include_str!("explain/validate.schema.json"),
        Schema::Diff => include_str!("explain/diff.schema.json"),
        Schema::Check => include_str!("explain/check.schema.json"),
    }
}

fn page(name: &str) -> Result<String, Failure> {
    // As it stands in a report: `error[unknown-key]`, or in backticks.
    let asked = name.rsplit_once('[').map_or(name, |it| it.1.trim_end_matches(']'));
    let asked = asked.trim_matches('`');
    match rules::find(asked) {
        Some(rule) => Ok(rendered(rule.page)),
        None if rules::change(asked).is_some() => {
            let page = rules::change(asked).map(|it| it.page(asked)).unwrap_or_default();
            Ok(rendered(&page))
        }
        None => {
            let failure = Failure::new(format!("there is no rule `{name}`"));
            let help = rules::nearest(asked);
            Err(failure
                .help(help.unwrap_or_else(|| "`specwright explain` lists all rules".to_owned())))
        }
    }
}

/// Every rule with its level and its summary.
fn list() -> String {
    let mut text = String::new();
    let all = rules::all();
    let width = all.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for rule in all {
        let (name, level, summary) = (rule.name, rule.level.name(), rule.summary);
        let _ = writeln!(text, "{CODE}{name:width$}{CODE:#}  {level:7}  {summary}");
    }
    let _ = writeln!(text, "\n{HEADING}Changes{HEADING:#}, as `diff` names them:\n");
    for (id, meaning) in specwright::diff::meanings() {
        let (level, summary) = (meaning.level().name(), meaning.summary());
        let _ = writeln!(text, "{CODE}{id}{CODE:#}  {level}  {summary}");
    }
    text
}

/// A page with its headings, its code and its fences told apart; its marks
/// stay, so that without colours it is the page itself.
fn rendered(page: &str) -> String {
    let mut text = String::new();
    let mut fence = None;
    for line in page.lines() {
        let mark = line.trim_start().trim_start_matches('`');
        let ticks = line.trim_start().len() - mark.len();
        let style = match fence {
            Some(open) if ticks >= open && mark.trim().is_empty() => {
                fence = None;
                Some(FAINT)
            }
            Some(_) => Some(CODE),
            None if ticks >= 3 => {
                fence = Some(ticks);
                Some(FAINT)
            }
            None if line.starts_with('#') => Some(HEADING),
            None => None,
        };
        let _ = match style {
            Some(style) => writeln!(text, "{style}{line}{style:#}"),
            None => writeln!(text, "{}", inline(line)),
        };
    }
    text
}

/// A line with what is in backticks in another colour.
fn inline(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, code, after)) = next_code(rest) {
        let _ = write!(text, "{before}{CODE}{code}{CODE:#}");
        rest = after;
    }
    text + rest
}

fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find('`')?;
    let ticks = text.get(start..)?.bytes().take_while(|it| *it == b'`').count();
    let (inside, mark) = (start + ticks, text.get(start..start + ticks)?);
    let end = inside + text.get(inside..)?.find(mark)? + ticks;
    Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_a_page_is_itself() {
        let page = "# `a`\n\nFinds ``b ` `` and `c`.\n\n```yaml\na: # error\n```\nA ` alone.\n";
        assert_eq!(anstream::adapter::strip_str(&rendered(page)).to_string(), page);
        assert_ne!(rendered(page), page);
    }
}
