//! Any text as reference pages: in the dialect that it looks like and in each
//! that it may be told to be, on to every output.
#![no_main]

use libfuzzer_sys::fuzz_target;
use specwright::manner::MANNERS;
use specwright::read::pages::{PageInput, PageOptions, forms, pages};
use specwright_fuzz::hold;

fuzz_target!(|bytes: &[u8]| {
    // The last byte says how the rest is to be read, so that a page is a seed as it stands.
    let choice = usize::from(bytes.last().copied().unwrap_or_default());
    let forms = forms();
    let dialect = MANNERS.get(choice % (MANNERS.len() + 1)).map(|it| it.name.to_owned());
    let form = forms.get(choice / 16 % (forms.len() + 1)).map(|it| (*it).to_owned());
    let input = || vec![PageInput { path: "page.md".to_owned(), bytes: bytes.to_vec() }];
    for options in [PageOptions::default(), PageOptions { dialect, form }] {
        hold(&pages(input(), &options));
    }
});
