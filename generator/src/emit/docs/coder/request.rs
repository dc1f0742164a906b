//! How an operation is called: the code sample and examples of the body.

use std::fmt::Write as _;

use crate::emit::docs::chain::{quoted, word};
use crate::ir::Operation;
use crate::manner::coder::SERVER;

use super::Writing;
use super::page::Block;

impl<'a> Writing<'a, '_> {
    /// The request with curl.
    pub(super) fn code_sample(&mut self, operation: &'a Operation) -> Block<'a> {
        let api = self.chain.api();
        let url = self.chain.url(&api[operation.path].template, self.options.server, SERVER);
        let query = self.chain.required_query(operation);
        let headers = self.chain.headers(operation);
        let mut code = String::from("# Example request using curl\n");
        let _ = write!(code, "curl -X {} {}{query}", word(operation.method.name()), word(&url));
        code.push_str(if headers.is_empty() { "\n" } else { " \\\n" });
        // A form's media type counts as a header, but has no line.
        let shown: Vec<&(String, String)> = headers.iter().filter(|it| !is_form(it)).collect();
        for (at, (name, value)) in shown.iter().enumerate() {
            let more = if at + 1 < shown.len() { " \\" } else { "" };
            let _ = writeln!(code, "  -H '{}: {}'{more}", quoted(name), quoted(value));
        }
        if shown.is_empty() {
            code.push('\n');
        }
        Block::Fence(self.options.fence, code)
    }

    /// Examples of the body, one for each class of media types that it has.
    pub(super) fn body_examples(&mut self, operation: &'a Operation) -> Vec<Block<'a>> {
        let Some(fences) = self.chain.body_examples(operation) else { return Vec::new() };
        let blocks = fences.into_iter().map(|(language, code)| Block::Fence(language, code));
        std::iter::once(Block::prose("> Body parameter")).chain(blocks).collect()
    }
}

fn is_form((name, value): &(String, String)) -> bool {
    name == "Content-Type" && value == "application/x-www-form-urlencoded"
}
