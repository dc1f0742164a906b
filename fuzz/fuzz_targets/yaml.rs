//! Any text as YAML: a whole tree within its bounds, and faults with places.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use specwright::source::{decode, parse, parse_yaml};
use specwright::text::FileId;
use specwright_fuzz::hold_tree;

fuzz_target!(|bytes: &[u8]| {
    let file = FileId::new(0);
    let (text, _) = decode(bytes.to_vec(), file);
    let (tree, faults) = parse_yaml(Arc::clone(&text), file);
    hold_tree(&tree, &faults);
    let (tree, faults) = parse(text, file);
    hold_tree(&tree, &faults);
});
