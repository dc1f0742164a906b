//! Pages that are cut off, in another encoding, too large, or none at all:
//! each dialect says so, and reads on.

use super::*;

/// A page of each dialect, small and whole.
fn samples() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "coder.md",
            include_str!("../../../tests/golden/coder-pages/expected/docs/coder/clubs.snap.md"),
        ),
        (
            "swagger-markdown.md",
            include_str!("../../../tests/golden/pages-swagger-markdown-3/pages/api.md"),
        ),
        (
            "swagger-markdown-2.md",
            include_str!("../../../tests/golden/pages-swagger-markdown-2/pages/api.md"),
        ),
        (
            "PlantsApi.md",
            include_str!(
                "../../../tests/golden/pages-openapi-generator-java/pages/docs/PlantsApi.md"
            ),
        ),
        (
            "PlantsAPI.md",
            include_str!(
                "../../../tests/golden/pages-openapi-generator-go/pages/docs/PlantsAPI.md"
            ),
        ),
        (
            "Plant.md",
            include_str!("../../../tests/golden/pages-openapi-generator-java/pages/docs/Plant.md"),
        ),
        (
            "README.md",
            include_str!("../../../tests/golden/pages-openapi-generator-java/pages/README.md"),
        ),
        (
            "widdershins.md",
            include_str!(
                "../../../tests/golden/widdershins-operations/expected/docs/widdershins/index.snap.md"
            ),
        ),
        (
            "parcels.md",
            include_str!(
                "../../../tests/golden/github-an-operation-says-everything/expected/docs/github/parcels.snap.md"
            ),
        ),
    ]
}

/// Every finding is in the file, and what is no API says so with a next step.
fn sound(name: &str, bytes: Vec<u8>) -> Reading {
    let is_empty = bytes.iter().all(u8::is_ascii_whitespace);
    let reading = one(name, bytes);
    for finding in &reading.found {
        let Some(at) = finding.at else { continue };
        let text = reading.texts.get(at.file).expect("a file that was read");
        assert!(at.end as usize <= text.text.len(), "{name}: {}", finding.rule.name);
    }
    if reading.api.is_none() && !is_empty {
        assert!(reading.found.iter().any(|it| it.help.is_some()), "{name}: silence");
    }
    reading
}

/// Numbers that look random, and are the same in every run.
fn random(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or_default()
}

/// Whether a page ends within a block of code, or within a row of a table whose
/// other rows are closed.
fn ends_in_the_middle(text: &str) -> bool {
    let fences = text.lines().filter(|it| it.trim_start().starts_with("```")).count();
    let above: Vec<&str> = text.lines().rev().take_while(|it| it.starts_with('|')).collect();
    let is_half = |row: &str| !row.trim_end().ends_with('|');
    let (last, first) = (above.first(), above.last());
    fences % 2 == 1 || last.is_some_and(|it| is_half(it)) && first.is_some_and(|it| !is_half(it))
}

#[test]
fn a_page_that_is_cut_off_is_read_to_its_end_and_says_so() {
    let mut seed = 20_260_101;
    let mut told = 0;
    for (name, text) in samples() {
        for _ in 0..150 {
            let mut at = random(&mut seed) % text.len();
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let (head, tail) = text.split_at(at);
            sound(name, tail.as_bytes().to_vec());
            let reading = sound(name, head.as_bytes().to_vec());
            let is_told = reading.found.iter().any(|it| it.rule.name == "unfinished-page");
            if reading.api.is_some() && ends_in_the_middle(head) {
                assert!(is_told, "{name}, the first {at} bytes: silence");
                told += 1;
            }
        }
        let reading = sound(name, text.as_bytes().to_vec());
        assert!(reading.found.iter().all(|it| it.rule.name != "unfinished-page"), "{name}");
    }
    assert!(told > 200, "{told} cuts alone were in the middle of anything");
}

#[test]
fn windows_line_ends_and_wide_encodings_change_nothing() {
    for (name, text) in samples() {
        let plain = sound(name, text.as_bytes().to_vec());
        let shown = |it: &Reading| ir::dump(it.api.as_ref().expect("an API"));
        let wide =
            |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        for (what, bytes) in [
            ("Windows line ends", text.replace('\n', "\r\n").into_bytes()),
            ("UTF-8 with a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            ("UTF-16", [&[0xff, 0xfe], &little[..]].concat()),
            ("UTF-16, the large end first", [&[0xfe, 0xff], &big[..]].concat()),
            ("UTF-16 without a mark", little),
            ("UTF-16 without a mark, the large end first", big),
        ] {
            let other = sound(name, bytes);
            assert_eq!(shown(&plain), shown(&other), "{name}: {what}");
            assert_eq!(findings(&plain), findings(&other), "{name}: {what}");
        }
    }
}

#[test]
fn another_encoding_is_told_at_its_first_byte() {
    for (name, text) in samples() {
        let at = text.rfind('e').expect("a word");
        let mut latin = text.as_bytes().to_vec();
        latin[at] = 0xe9;
        let reading = sound(name, latin);
        let is_it = |it: &&Diagnostic| it.rule.name == "no-character";
        let told = reading.found.iter().find(is_it).unwrap_or_else(|| panic!("{name}: silence"));
        assert_eq!(told.at.map(|it| it.start as usize), Some(at), "{name}");
        assert!(told.help.is_some() && reading.api.is_some(), "{name}");
    }
}

#[test]
fn what_is_too_much_is_read_all_the_same() {
    let wide = format!("|{}\n|{}\n", " Name |".repeat(3000), "---|".repeat(3000));
    for (name, text) in samples() {
        let headings = text.to_owned() + &"\n## More\n".repeat(10_000);
        sound(name, headings.into_bytes());
        let routes = text.to_owned() + &"\n### [GET] /a\n\n#### GET\n\n### /b\n".repeat(3_000);
        sound(name, routes.into_bytes());
        sound(name, (text.to_owned() + "\n" + &wide).into_bytes());
        sound(name, text.replace('|', "||||").into_bytes());
        sound(name, text.replace("](", "](".repeat(50).as_str()).into_bytes());
        sound(name, text.replace('\n', " ").into_bytes());
    }
}

#[test]
fn what_is_no_reference_is_told_with_a_next_step() {
    for text in ["# Cooking\n\nBoil water.\n\n## Salt\n\nAdd it.\n", "Hello\n", "# \n", "| a |\n"] {
        let reading = sound("notes.md", text.as_bytes().to_vec());
        let is_told = reading.found.iter().any(|it| it.rule.name == "no-page");
        assert!(is_told || reading.api.is_some(), "{text}");
    }
}
