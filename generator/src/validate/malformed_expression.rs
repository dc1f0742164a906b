use crate::diag::{Level, Rule};
use crate::ir::{Api, Said};
use crate::validate::variables;
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-expression",
        summary: "a runtime expression that cannot be read",
        page: include_str!("malformed_expression.md"),
        level: Level::Error,
    },
    ask: Ask::Api(ask),
};

fn ask(api: &Api, find: &mut Finder<'_>) {
    for (_, callback) in api.callbacks.iter() {
        for &item in &callback.items {
            of(&api[item].template, find);
        }
    }
}

fn of(template: &Said, find: &mut Finder<'_>) {
    let all = variables(template);
    let whole = template.starts_with('$').then_some(&*template.text);
    for expression in all.names.into_iter().chain(whole) {
        if expression.starts_with('$') && !is_expression(expression) {
            let message = format!("`{expression}` is no runtime expression");
            find.add(template.at, message)
                .help("write `$request.body#/pointer`, `$request.query.name` or the like");
        }
    }
}

/// The grammar under "Runtime Expressions".
fn is_expression(text: &str) -> bool {
    let source = match text {
        "$url" | "$method" | "$statusCode" => return true,
        _ => text.strip_prefix("$request.").or_else(|| text.strip_prefix("$response.")),
    };
    let Some(source) = source else { return false };
    match source.split_once('.') {
        Some(("header" | "query" | "path" | "cookie", name)) => !name.is_empty(),
        _ => source
            .strip_prefix("body")
            .is_some_and(|it| it.is_empty() || it == "#" || it.starts_with("#/")),
    }
}
