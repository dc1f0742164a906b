//! Any text as a document, asked every question and written in every way.
#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright_fuzz::{hold, read_document};

fuzz_target!(|bytes: &[u8]| hold(&read_document(bytes)));
