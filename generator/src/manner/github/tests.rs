use super::*;

/// A small generator of numbers: cases are the same on every run.
fn next(seed: &mut u64) -> usize {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    usize::try_from(*seed >> 33).unwrap_or_default()
}

const PIECES: &[&str] = &[
    "a",
    "Z9",
    " ",
    "  ",
    "\n",
    "\n\n",
    "|",
    "\\",
    "\\|",
    "b\nc",
    "x\n  y",
    "`",
    "``",
    "```",
    "```\n",
    "# ",
    "## x\n",
    "#",
    "===\n",
    "---\n",
    "> ",
    "- ",
    "1. ",
    "<br>",
    "<br/>",
    "<br />",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<a href=\"http://x\">",
    "</a>",
    "<table>",
    "<td>",
    "</table>",
    "<p>",
    "<details>",
    "&amp;",
    "&#x0060;",
    "&amp;#x003C;",
    "&",
    "*",
    "**",
    "_",
    "[x](javascript:y)",
    "[x]: data:y\n",
    "](",
    "~~~\n",
    "Default: `1`",
    "Deprecated",
    "**Type:** object",
    "<details>\n<summary>Sample (made up)</summary>\n\n",
    "\u{202e}",
    "\u{0}",
    "\t",
    "\r\n",
    "é",
    "日本",
    "    ",
    "\"",
    "{",
    "12",
    "true",
    "https://x.y",
    "<https://x>",
    "@",
    "$",
    "'",
    "=",
    "^",
];

fn made(seed: &mut u64) -> String {
    let length = next(seed) % 14;
    (0..length).map(|_| PIECES[next(seed) % PIECES.len()]).collect()
}

#[test]
fn whatever_is_written_is_read_back() {
    let mut seed = 0x5eed;
    for _ in 0..15_000 {
        let text = made(&mut seed);
        let plain = normal(&text).unwrap_or_default();
        let flowing = normal_line(&text).unwrap_or_default();
        assert_eq!(normal_line(&flowing).unwrap_or_default(), flowing, "flow of {text:?}");
        assert_eq!(read_line(&line(&text)), flowing, "line of {text:?}");
        assert_eq!(read_block(&block(&text, 2).text), plain, "block of {text:?}");
        assert_eq!(unescape(&escape(&text)), text.trim(), "escape of {text:?}");
        let shown = name(&text);
        let span = code(&shown);
        let (back, length) = read_code(&span).expect("a code span");
        assert_eq!((read_name(&back), length), (text.clone(), span.len()), "code of {text:?}");
        let in_cell = cell(&span);
        assert_eq!(read_cell(&in_cell), span, "cell of {span:?}");
        let value = text_value(&text);
        assert_eq!(value_text(&read_value(&value)), text, "value of {text:?}");
    }
}

/// What a JSON string says.
fn value_text(json: &str) -> String {
    assert!(json.starts_with('"'), "{json}");
    read_name(json)
}

#[test]
fn nothing_that_is_written_leaves_its_line() {
    let mut seed = 7;
    for _ in 0..5_000 {
        let text = made(&mut seed);
        for written in [line(&text), escape(&text), code(&name(&text)), code(&text_value(&text))] {
            assert!(!written.contains(['\n', '\r', '\0', '\u{202e}']), "{written:?}");
        }
    }
}

#[test]
fn prose_cannot_imitate_a_fact() {
    insta::assert_snapshot!(line("Default: `1`"), @"&#x0044;efault: `1`");
    insta::assert_snapshot!(line("Deprecated"), @"&#x0044;eprecated");
    insta::assert_snapshot!(line("Use `a\nb` <b>now</b> <script>x</script><br>y\\"), @"Use `a b` <b>now</b> &#x003C;script>x&#x003C;/script><br >y&#x005C;");
}

#[test]
fn headings_of_prose_go_below_ours_and_say_where_they_came_from() {
    let prose =
        block("# Limits\n\nText.\n\nMore\n----\n\n```sh\n# not one\n```\n\n## Of `time` ##", 2);
    insta::assert_snapshot!(prose.text, @r#"
    ### Limits #

    Text.

    More
    &#x002D;---

    ```sh
    # not one
    ```

    #### Of `time` ## ##
    "#);
    let texts: Vec<_> = prose.headings.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(texts, ["Limits", "Of time ##"]);
}

#[test]
fn prose_that_would_swallow_the_page_is_fenced() {
    insta::assert_snapshot!(block("See:\n\n```json\n{}", 2).text, @r#"
    ````markdown prose
    See:

    ```json
    {}
    ````
    "#);
}

#[test]
fn anchors_are_those_of_github() {
    let mut slugs = Slugs::default();
    let mut next = |text: &str| slugs.next(text);
    assert_eq!(next("List members"), "list-members");
    assert_eq!(next("List members"), "list-members-1");
    assert_eq!(next("GET /users/{id}"), "get-usersid");
    assert_eq!(next("store.Member_v2 – ok?"), "storemember_v2--ok");
    assert_eq!(next("Élan 日本 ²"), "élan-日本-");
    assert_eq!(next("List members"), "list-members-2");
}

#[test]
fn a_wrapped_paragraph_flows_in_a_cell() {
    let text = "One\nline.\n\n- a\n- b\n  goes on\n\n| a |\n|---|\n```\nx\ny\n```";
    insta::assert_snapshot!(line(text), @"One line.<br><br>- a<br>- b goes on<br><br>| a |<br>|---|<br>&#x0060;&#x0060;&#x0060;<br>x<br>y<br>&#x0060;&#x0060;&#x0060;");
}
