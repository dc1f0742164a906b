//! Which operation answers at which path, and for which method.

use std::fmt::Write as _;

use crate::emit::rust::writer::literal;
use crate::ir::Method;

use super::{Names, Writer};

impl Writer<'_> {
    /// The table of routes, a line for each.
    pub(super) fn router(&self, module: usize, names: &Names) -> String {
        let mut out = format!(
            "/// The routes of these operations.\npub fn router<A: {}>(api: Arc<A>) -> Router {{\n    support::router(api, &[\n",
            names.tr
        );
        for (path, operations) in &self.routes.modules[module] {
            for (method, all) in self.by_method(operations) {
                let (method, path) = (literal(method.name()), literal(path));
                let handler = self.handler_of(&all);
                let _ = writeln!(out, "        ({method}, {path}, {handler}),");
            }
        }
        out.push_str("    ])\n}\n");
        out
    }

    fn by_method(&self, operations: &[usize]) -> Vec<(&Method, Vec<usize>)> {
        let mut by_method: Vec<(&Method, Vec<usize>)> = Vec::new();
        for &index in operations {
            let method = &self.survey.served[index].operation.method;
            match by_method.iter_mut().find(|it| it.0 == method) {
                Some((_, all)) => all.push(index),
                None => by_method.push((method, vec![index])),
            }
        }
        by_method
    }

    /// The handler of an operation, or of several that share a route.
    fn handler_of(&self, all: &[usize]) -> String {
        let Some((last, others)) = all.split_last() else { return String::new() };
        let served = |it: usize| &self.survey.served[it];
        let last = &served(*last).method;
        if others.is_empty() {
            return format!("{last}::<A>");
        }
        let tries: Vec<String> = others
            .iter()
            .map(|&it| {
                let template = literal(served(it).template);
                let method = &served(it).method;
                format!("if support::captures({template}, request.uri()).is_some() {{ {method}(state, request) }}")
            })
            .collect();
        format!("|state, request| {} else {{ {last}(state, request) }}", tries.join(" else "))
    }
}
