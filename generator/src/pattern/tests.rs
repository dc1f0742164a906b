use super::*;

/// What all must match, and what must not, as one text; `None` where it is
/// left to an engine that goes back.
fn linear(pattern: &str) -> Option<String> {
    match Pattern::read(pattern).unwrap_or_else(|why| panic!("{pattern}: {why:?}")).engine {
        Engine::Linear { all, none } => {
            let none = none.iter().map(|it| format!("not {it}"));
            Some(all.into_iter().chain(none).collect::<Vec<_>>().join(" and "))
        }
        Engine::Backtracking => None,
    }
}

#[test]
fn what_means_the_same_stays_as_it_stands() {
    for pattern in
        ["^[a-z0-9-]{3,63}$", "^(?:a|b)+c?$", r"^a\.b\/c$", "[A-Fa-f0-9]{32}", "", "^$|^x"]
    {
        assert_eq!(linear(pattern).as_deref(), Some(pattern));
    }
}

#[test]
fn what_is_spelt_alike_and_differs_is_spelt_out() {
    for (pattern, spelt) in [
        (r"^\d+$", "^[0-9]+$"),
        (r"^\w$", "^[0-9A-Z_a-z]$"),
        (".", r"[^\x{A}\x{D}\x{2028}\x{2029}]"),
        ("[^]", r"[\x{0}-\x{D7FF}\x{E000}-\x{10FFFF}]"),
        (r"\bA\B", r"(?-u:\b)A(?-u:\B)"),
        (r"\cJ\x41\u0042\u{43}", r"\x{A}ABC"),
        (r"\uD83D\uDE00", r"\x{1F600}"),
        (r"\_", "_"),
        ("[a[b]", r"[\[ab]"),
        ("[a&&b]", r"[\&ab]"),
        ("(?<year>[0-9]{4})", "[0-9]{4}"),
        (r"^\p{Lu}$", r"^[\p{Lu}]$"),
        (r"[^\p{L}\d]", r"[^\p{L}0-9]"),
        ("a{2}?", "a{2}?"),
    ] {
        assert_eq!(linear(pattern).as_deref(), Some(spelt), "{pattern}");
    }
}

#[test]
fn looking_ahead_from_the_beginning_is_an_expression_of_its_own() {
    for (pattern, spelt) in [
        ("^(?!x$)[a-z]+$", "^[a-z]+$ and not ^x$"),
        (
            r"^(?=.*\d)(?=.*[A-Z])a",
            r"^[^\x{A}\x{D}\x{2028}\x{2029}]*[0-9] and ^[^\x{A}\x{D}\x{2028}\x{2029}]*[A-Z] and ^a",
        ),
        ("(?=^a{3}$)b?", "^^a{3}$ and ^b?"),
        ("^(?!(?!a)b)c", "^c and not ^b"),
    ] {
        assert_eq!(linear(pattern).as_deref(), Some(spelt), "{pattern}");
    }
}

#[test]
fn looking_at_one_character_is_told_apart() {
    for (pattern, spelt) in [
        ("^[a-c-]+(?<!-)$", r"^[\-a-c]*[a-c]$"),
        ("^(?!-)[a-c-]{2}$", r"^[\-a-c]{2}$ and not ^\-"),
        ("^(?:(?!-)[ac-]{1,3}(?<!-)x)+$", ""),
        ("foo(?!x)", r"foo(?:[^x]|$)"),
        ("(?<=x)foo", "xfoo"),
        ("(?<!x)foo", "(?:[^x]|^)foo"),
    ] {
        let found = linear(pattern);
        if spelt.is_empty() {
            assert!(found.is_some(), "{pattern}");
        } else {
            assert_eq!(found.as_deref(), Some(spelt), "{pattern}");
        }
    }
}

#[test]
fn what_only_an_engine_that_goes_back_can_do_is_left_to_it() {
    for pattern in [
        r"(a)\1",
        r"(?<n>a)\k<n>",
        "^(?:(?!ab)[a-z])*$",
        "a(?=bc)",
        "^x{1,9000}$",
        "[]",
        r"\p{Emoji_Modifier_Base}",
        "(?:a(?!b))*",
    ] {
        assert_eq!(linear(pattern), None, "{pattern}");
    }
}

#[test]
fn what_can_be_cut_up_in_many_ways_is_only_tried_on_short_texts() {
    let longest = |pattern: &str| Pattern::read(pattern).ok().and_then(|it| it.longest());
    for pattern in [r"^(a+)+\1$", r"^(a|a)*\1b", r"^(a?){40}a{40}\1", r"^(.*a){20}\1$"] {
        assert!(longest(pattern).is_some_and(|it| it < 40), "{pattern}: {:?}", longest(pattern));
    }
    let many = format!(r"^()\1{}b$", "a*".repeat(20));
    assert!(longest(&many).is_some_and(|it| it < 10), "{:?}", longest(&many));
    // One repeat, from one place on.
    assert_eq!(longest(r"^(x)\1[a-z]*$"), None);
    assert!(longest(r"(x)\1[a-z]*$").is_some_and(|it| it > 1_000));
    // Where nothing goes back, only size counts.
    assert_eq!(longest("^(a+)+$"), None);
    assert!(longest("[a-z]{0,4000}Y").is_some_and(|it| it > 10_000));
}

#[test]
fn no_text_of_a_document_keeps_us_busy() {
    let text = "a".repeat(5_000);
    for pattern in
        ["^(a+)+$b", "^(a|a)*b", "^(a*)*b", &format!("^{}b", "a?".repeat(30)), "[a-z]{0,4000}Y"]
    {
        let _ = matches(pattern, &text);
        assert_ne!(matches(pattern, &text[..40]), Some(true), "{pattern}");
    }
    assert_eq!(matches(r"^(a+)+\1b$", &text), None);
}

#[test]
fn what_is_too_large_or_no_expression_is_told_apart() {
    assert!(matches!(Pattern::read("(((a{1000}){1000}){1000}){1000}"), Err(None)));
    assert!(matches!(Pattern::read(&"(".repeat(5_000)), Err(None)));
    assert!(matches!(Pattern::read("("), Err(Some(_))));
    assert!(Pattern::read("a{2").is_ok());
    assert_eq!(matches("[", "c"), None);
}

#[test]
fn what_repeats_a_repeat_is_told_from_what_does_not() {
    for pattern in [
        "^(a+)+$",
        "^([a-z]+)*$",
        r"^(?:\w*)+!",
        "x(a{2,})*y",
        r"([^\]]+)+b",
        "((é+)+)b",
        "^(a+?)+?$",
        "((a+)+b)?",
        "x|(a+)+y",
    ] {
        assert!(explodes(pattern), "{pattern}");
    }
    for pattern in [
        "",
        "^(a)+$",
        "^(a+)$",
        "^(a+)?$",
        "^(a+b)+$",
        "^(-[a-z]+)*$",
        "^(a|b)+$",
        "^(a+|b+)+$",
        "^(a+){2}$",
        "(a+)+",
        "((a+)+)",
        "(a+)+.*",
        "(a+)+b?[cd]*",
        "(?=(a+)+)b",
        r"^\(a+\)+$",
        "[(a+)+]$",
        "(a+",
        "a{",
        "(",
        "\\",
        "[",
    ] {
        assert!(!explodes(pattern), "{pattern}");
    }
}
