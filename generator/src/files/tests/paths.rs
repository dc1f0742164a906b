use super::*;

fn why(path: &str) -> Option<Why> {
    Files::new().insert(path, "text").err().map(|it| it.why)
}

#[test]
fn ordinary_paths_are_taken() {
    for path in ["a", "a.md", "docs/api/members.md", "src/types/mod.rs", "größe/用户.md", ".hidden"]
    {
        assert_eq!(why(path), None, "{path}");
    }
}

#[test]
fn what_could_leave_the_folder_is_refused() {
    for path in ["/etc/passwd", "\\\\host\\share", "c:/x", "C:x"] {
        assert_eq!(why(path), Some(Why::Absolute), "{path}");
    }
    for path in ["", ".", "..", "../a", "a/../b", "a/./b", "a//b", "a/", "a/.."] {
        assert_eq!(why(path), Some(Why::Unnamed), "{path}");
    }
    for path in
        ["a\\..\\b", "a\0b", "a\nb", "a\u{7f}", "a/b:stream", "a*", "a\u{202e}dm.exe", "a\u{200b}"]
    {
        assert!(matches!(why(path), Some(Why::Character(_))), "{path:?}");
    }
}

#[test]
fn what_some_system_cannot_store_is_refused() {
    for path in [
        "con",
        "NUL.md",
        "a/Aux.txt",
        "com1",
        "LPT9.tar.gz",
        "com².md",
        "nul .md",
        ".git/hooks",
        "a/.Git",
    ] {
        assert!(matches!(why(path), Some(Why::Reserved(_))), "{path}");
    }
    for path in ["a.", "a ", "dir./a", "dir /a"] {
        assert!(matches!(why(path), Some(Why::Ending(_))), "{path}");
    }
    assert_eq!(why(&"a".repeat(141)), Some(Why::TooLong));
    assert_eq!(why(&"a/".repeat(600)), Some(Why::TooLong));
    for path in ["cone.md", "com10", "null", "git"] {
        assert_eq!(why(path), None, "{path}");
    }
}

#[test]
fn our_own_names_are_refused() {
    for path in [RECORD, "a/.Specwright-Files", ".specwright-tmp-1-1"] {
        assert!(matches!(why(path), Some(Why::Reserved(_))), "{path}");
    }
}

#[test]
fn names_that_a_file_system_may_take_for_one_collide() {
    let pairs = [
        ("Members.md", "members.md"),
        ("a/x", "A/y"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("caf\u{e9}", "cafe\u{301}"),
        ("STRASSE", "straße"),
    ];
    for (first, second) in pairs {
        let mut both = files([(first, "one")]);
        let refused = both.insert(second, "two").unwrap_err();
        assert!(matches!(refused.why, Why::Collides(_)), "{first} and {second}");
        assert_eq!(both.len(), 1);
    }
}

#[test]
fn the_same_file_twice_is_one_but_with_another_text_is_refused() {
    let mut all = files([("a/b", "x")]);
    all.extend(files([("a/b", "x"), ("a/c", "y")])).unwrap();
    assert_eq!(all.iter().collect::<Vec<_>>(), [("a/b", "x"), ("a/c", "y")]);
    assert!(all.insert("a/b", "z").is_err());
    assert_eq!(all.get("a/b"), Some("x"));
}

#[test]
fn a_refused_path_is_shown_without_its_control_characters() {
    let refused = Files::new().insert("a\n\u{1b}[31mb", "").unwrap_err();
    assert_snapshot!(refused.to_string(), @r"`a\n\u{1b}[31mb` cannot be the path of a generated file: it holds `\n`");
}
