//! Bytes looked through eight at a time.

const SPACES: u64 = 0x2020_2020_2020_2020;
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

/// The next byte from `at` on that ends a string or needs a closer look:
/// a quote, a backslash, a control character, or the end of the text.
#[inline]
pub(crate) fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = eight(bytes, at) {
        // The lowest marked byte is exact; marks above it need not be.
        let zero = |it: u64| it.wrapping_sub(ONES) & !it & HIGHS;
        let quote = zero(eight ^ 0x2222_2222_2222_2222);
        let escape = zero(eight ^ 0x5c5c_5c5c_5c5c_5c5c);
        let control = eight.wrapping_sub(SPACES) & !eight & HIGHS;
        let marks = quote | escape | control;
        if marks != 0 {
            return at + marks.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&it| matches!(it, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// The next byte from `at` on that is no white space.
#[inline]
pub(crate) fn blank_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        // Pretty documents are indented far.
        while let Some(eight) = eight(bytes, at) {
            let other = eight ^ SPACES;
            if other != 0 {
                at += other.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
    }
    at
}
