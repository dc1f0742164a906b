use crate::diag::{Level, Rule};
use crate::ir::{Id, Method, Operation};
use crate::validate::{Ask, Check, Finder};

pub(super) static CHECK: Check = Check {
    rule: Rule {
        name: "malformed-method",
        summary: "a method that no request can have",
        page: include_str!("malformed_method.md"),
        level: Level::Error,
    },
    ask: Ask::Operation(ask),
};

fn ask(id: Id<Operation>, find: &mut Finder<'_>) {
    let operation = &find.api()[id];
    let Method::Other(name) = &operation.method else { return };
    if name.is_empty() || !name.bytes().all(is_of_token) {
        find.add(operation.method_at, format!("`{name}` is no method of HTTP"))
            .help("write it as it is sent, as in `COPY`");
    }
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_of_token(it: u8) -> bool {
    it.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&it)
}
