//! Any text as JSON: a whole tree within its bounds, and a fault of syntax
//! exactly where `serde_json` finds one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use specwright::source::{FaultKind, decode, parse_json};
use specwright::text::FileId;
use specwright_fuzz::hold_tree;

fuzz_target!(|bytes: &[u8]| {
    let file = FileId::new(0);
    let (text, _) = decode(bytes.to_vec(), file);
    let (tree, faults) = parse_json(text, file);
    hold_tree(&tree, &faults);
    // A mark of the byte order is none of JSON's, and `decode` takes it away.
    let text = tree.text().strip_prefix('\u{feff}').unwrap_or(tree.text());
    // Of a text that says nothing the reader says so, and not the parser.
    if text.trim_ascii().is_empty() {
        return;
    }
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    let broken = faults.iter().any(|it| it.kind == FaultKind::Syntax);
    assert_eq!(is_json, !broken, "{:?}", faults.first());
});
