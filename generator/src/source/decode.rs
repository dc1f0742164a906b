//! Bytes to text.

use std::sync::Arc;

use crate::source::{Fault, FaultKind};
use crate::text::{FileId, Span};

/// Bytes to text: UTF-8, or UTF-16 if it starts with that byte order mark, or
/// with a character of ASCII in it (YAML 1.2.2, section 5.2).
///
/// A mark is not part of the text. Bytes that are no characters become
/// U+FFFD, and a fault points at the first.
#[expect(clippy::needless_pass_by_value, reason = "nobody needs the bytes after this")]
pub fn decode(bytes: Vec<u8>, file: FileId) -> (Arc<str>, Vec<Fault>) {
    match bytes[..] {
        [0xff, 0xfe, ref rest @ ..] => utf16(rest, file, u16::from_le_bytes),
        [0xfe, 0xff, ref rest @ ..] => utf16(rest, file, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, ref rest @ ..] => utf8(rest, file),
        [1..=0x7f, 0, 1..=0xff, _, ..] | [1..=0x7f, 0] => utf16(&bytes, file, u16::from_le_bytes),
        [0, 1..=0x7f, ..] => utf16(&bytes, file, u16::from_be_bytes),
        ref all => utf8(all, file),
    }
}

fn utf8(bytes: &[u8], file: FileId) -> (Arc<str>, Vec<Fault>) {
    match str::from_utf8(bytes) {
        Ok(text) => (Arc::from(text), Vec::new()),
        Err(error) => {
            // The text before the first bad byte is the same, and so is the offset.
            let at = error.valid_up_to();
            let message = format!("byte 0x{:02x} is not UTF-8", bytes.get(at).unwrap_or(&0));
            let at = Span::new(file, at, at + '\u{fffd}'.len_utf8());
            let text = String::from_utf8_lossy(bytes);
            (Arc::from(text), vec![Fault::new(at, FaultKind::Encoding, message)])
        }
    }
}

fn utf16(bytes: &[u8], file: FileId, unit: fn([u8; 2]) -> u16) -> (Arc<str>, Vec<Fault>) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut faults = Vec::new();
    for read in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let read = read.unwrap_or_else(|error| {
            if faults.is_empty() {
                let half = error.unpaired_surrogate();
                let message = format!("half a UTF-16 surrogate pair, 0x{half:04x}");
                let at = Span::new(file, text.len(), text.len() + 3);
                faults.push(Fault::new(at, FaultKind::Encoding, message));
            }
            '\u{fffd}'
        });
        text.push(read);
    }
    if !odd.is_empty() {
        let at = Span::new(file, text.len(), text.len() + 3);
        faults.push(Fault::new(at, FaultKind::Encoding, "half a UTF-16 unit at the end"));
        text.push('\u{fffd}');
    }
    (Arc::from(text), faults)
}
