//! Where operations are found: templates of a document as routes of axum.
//!
//! Axum takes a part of a path as a whole or not at all, and refuses two names
//! at one place. So a part that is only partly a parameter becomes a parameter
//! as a whole, names are chosen once for each place, and what then shares a
//! route is told apart when the request is there.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Report;
use crate::ir::Method;
use crate::words;

use super::operation::Served;
use super::rules;

/// The routes of all modules: for each, by its path, the operations at it.
pub(super) struct Routes {
    /// By module; paths in the order of the document, and operations by index.
    pub modules: Vec<Vec<(String, Vec<usize>)>>,
}

/// What a template looks like, the names in it aside.
type Look = Vec<Option<String>>;

impl Routes {
    pub(super) fn new(served: &[Served<'_>], modules: usize, found: &mut Report) -> Self {
        let mut all = Self { modules: vec![Vec::new(); modules] };
        let mut spelt: BTreeMap<Look, String> = BTreeMap::new();
        let mut taken: BTreeMap<(String, &Method), usize> = BTreeMap::new();
        for (index, it) in served.iter().enumerate() {
            let look = look(it.template);
            let path = spelt.entry(look.clone()).or_insert_with(|| route(it.template)).clone();
            if it.template.contains('#') {
                found.add(
                    &rules::UNROUTABLE_PATH,
                    it.template_at,
                    format!(
                        "no request has what follows `#` in `{}`, so it is left out of the route",
                        super::writer::one_line(it.template)
                    ),
                );
            }
            let other = *taken.entry((path.clone(), &it.operation.method)).or_insert(index);
            let same_template = bare(served[other].template) == bare(it.template);
            if other != index && (served[other].module != it.module || same_template) {
                found
                    .add(
                        &rules::UNROUTABLE_PATH,
                        it.operation.method_at.or(it.template_at),
                        format!(
                            "a request for `{} {}` looks like one for another operation, so it is not routed",
                            it.operation.method,
                            super::writer::one_line(it.template)
                        ),
                    )
                    .note(served[other].operation.method_at, "the operation that is routed");
                continue;
            }
            let routes = &mut all.modules[it.module];
            match routes.iter_mut().find(|it| it.0 == path) {
                Some((_, operations)) => operations.push(index),
                None => routes.push((path, vec![index])),
            }
        }
        for routes in &mut all.modules {
            for (_, operations) in routes {
                // The more is spelt out, the earlier it is tried.
                operations
                    .sort_by_key(|&it| std::cmp::Reverse(literal_length(served[it].template)));
            }
        }
        all
    }
}

/// A template without what no path has.
fn bare(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template.split('#').next().unwrap_or_default();
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push('{');
        rest = after.split_once('}').map_or("", |it| it.1);
    }
    out.push_str(rest);
    out
}

fn literal_length(template: &str) -> usize {
    bare(template).chars().filter(|it| *it != '{').count()
}

fn parts(template: &str) -> impl Iterator<Item = &str> {
    let path = template.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix('/').unwrap_or(path).split('/')
}

fn look(template: &str) -> Look {
    parts(template).map(|it| (!is_parameter(it)).then(|| it.to_owned())).collect()
}

/// Whether a part of a path has a parameter in it.
fn is_parameter(part: &str) -> bool {
    part.split_once('{').is_some_and(|it| it.1.contains('}'))
}

/// The route of a template.
fn route(template: &str) -> String {
    let mut out = String::new();
    let mut names: Vec<String> = Vec::new();
    for part in parts(template) {
        out.push('/');
        if is_parameter(part) {
            let name =
                part.split_once('{').and_then(|it| it.1.split_once('}')).map_or("", |it| it.0);
            let mut name = words::snake(name);
            if !name.is_ascii() || names.contains(&name) {
                name = format!("part_{}", names.len() + 1);
            }
            let _ = write!(out, "{{{name}}}");
            names.push(name);
        } else {
            for byte in part.bytes() {
                match byte {
                    b'{' => out.push_str("{{"),
                    b'}' => out.push_str("}}"),
                    b'%' => out.push('%'),
                    b if b.is_ascii_graphic() && !b"\"<>\\^`|".contains(&b) => {
                        out.push(char::from(b));
                    }
                    b => {
                        let _ = write!(out, "%{b:02X}");
                    }
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::route;

    #[test]
    fn parts_that_are_partly_parameters_become_parameters() {
        let all = ["/", "/a/{b}", "/a/{b}...{c}", "/a b/{x}.json?y=1", "/{a}/{a}", "/a{", "/#x"];
        let routes: Vec<String> = all.iter().map(|it| route(it)).collect();
        insta::assert_snapshot!(routes.join("\n"), @r"
        /
        /a/{b}
        /a/{b}
        /a%20b/{x}
        /{a}/{part_2}
        /a{{
        /
        ");
    }
}
