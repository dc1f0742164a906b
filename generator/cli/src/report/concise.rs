//! A line a finding: `path:line:column: level[rule]: message`.

use super::Finding;
use crate::terminal::harmless;

pub(super) fn render(all: &[Finding]) -> String {
    all.iter().map(line).collect()
}

fn line(it: &Finding) -> String {
    let Finding { rule, level, message, at, .. } = it;
    let (path, message) = (harmless(&at.path), harmless(message));
    let further = it.further.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
    format!("{path}:{}:{}: {level}[{}]: {message}{further}\n", at.line, at.column, rule.name)
}
