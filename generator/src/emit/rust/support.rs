//! The module that all others share: parts in Rust as they are, put together
//! as far as they are needed.

use std::collections::BTreeSet;

use super::plan::Needs;
use super::settings::{Dates, Settings};

/// What the parts name.
const USES: &str = "\
use std::any::TypeId;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;
";
const SERVER_STD_USES: &str = "\
use std::sync::Arc;
";
const SERVER_USES: &str = "\
use axum::body::{Body, Bytes};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter};
";
const SERDE_USES: &str = "\
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use serde_json::Value;
";

/// How values are read, whatever their types.
const VALUES: &[&str] = &[
    include_str!("support/wire.rs"),
    include_str!("support/fields.rs"),
    include_str!("support/look.rs"),
    include_str!("support/direct.rs"),
    include_str!("support/bounded.rs"),
    include_str!("support/bytes.rs"),
    include_str!("support/plain.rs"),
];

/// The macros that types are described with.
const TABLES: &[(&str, &str)] = &[
    ("record", include_str!("support/record.rs")),
    ("words", include_str!("support/words.rs")),
    ("numbers", include_str!("support/numbers.rs")),
    ("values", include_str!("support/values.rs")),
    ("checked", include_str!("support/checked.rs")),
    ("union", include_str!("support/union.rs")),
];

/// How requests are read and answers sent.
const SERVER: &[&str] = &[
    include_str!("support/parameter.rs"),
    include_str!("support/refusal.rs"),
    include_str!("support/head.rs"),
    include_str!("support/call.rs"),
    include_str!("support/basic.rs"),
    include_str!("support/template.rs"),
    include_str!("support/encoding.rs"),
    include_str!("support/operation.rs"),
    include_str!("support/response.rs"),
];

/// The text of the module: what is asked of values, the tables that types are
/// described with, and, where something `serves`, requests and answers.
pub(super) fn text(
    needs: &Needs,
    settings: &Settings,
    tables: &BTreeSet<&'static str>,
    serves: bool,
) -> String {
    let mut parts: Vec<&str> = VALUES.to_vec();
    parts.extend(TABLES.iter().filter(|it| tables.contains(it.0)).map(|it| it.1));
    if needs.uuid.get() {
        parts.push(include_str!("support/uuid.rs"));
    }
    if needs.time.get() {
        parts.push(include_str!("support/moment.rs"));
        parts.push(match settings.dates {
            Dates::Chrono => include_str!("support/chrono.rs"),
            Dates::Time => include_str!("support/time.rs"),
            Dates::Jiff | Dates::Text => include_str!("support/jiff.rs"),
        });
    }
    if needs.foreign.get() {
        parts.push(include_str!("support/foreign.rs"));
    }
    let rules = needs.rules.get();
    if rules {
        parts.push(include_str!("support/rule.rs"));
        parts.push(include_str!("support/kept.rs"));
    }
    let check = check(needs, rules);
    parts.push(&check);
    if serves {
        parts.extend(SERVER);
        parts.push(if needs.multipart.get() {
            include_str!("support/multipart.rs")
        } else {
            include_str!("support/no_multipart.rs")
        });
        if needs.items.get() {
            parts.push(include_str!("support/items.rs"));
        }
    }
    let (std_uses, server_uses) = if serves { (SERVER_STD_USES, SERVER_USES) } else { ("", "") };
    let uses = [USES, std_uses, "\n", server_uses, SERDE_USES].concat();
    parts.insert(0, &uses);
    parts.join("\n")
}

/// The module inside that one with the checks of values.
fn check(needs: &Needs, rules: bool) -> String {
    let table = needs.patterns.table();
    let patterns = match (needs.patterns.is_empty(), rules) {
        (false, _) => &[
            include_str!("support/pattern.rs"),
            if needs.patterns.are_linear() {
                include_str!("support/linear.rs")
            } else {
                include_str!("support/no_linear.rs")
            },
            if needs.patterns.go_back() {
                include_str!("support/going_back.rs")
            } else {
                include_str!("support/no_going_back.rs")
            },
            "\n/// Those that are not run as they stand.\n",
            &table,
        ],
        (true, true) => &[include_str!("support/no_pattern.rs")][..],
        (true, false) => &[],
    };
    let patterns = patterns.concat();
    let mut text = String::from("/// What is asked of values.\npub mod check {\n");
    for line in include_str!("support/check.rs").lines().chain(patterns.lines()) {
        if !line.is_empty() {
            text.push_str("    ");
            text.push_str(line);
        }
        text.push('\n');
    }
    text.push_str("}\n");
    text
}
