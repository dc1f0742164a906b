//! What holds for every text, tried on real documents and on broken ones.

use std::fs;
use std::path::PathBuf;

use super::*;

/// The real documents, by name; none without the variable that says where they are.
fn corpus() -> Vec<(String, Arc<str>)> {
    let Some(folder) = std::env::var_os("SPECWRIGHT_CORPUS") else {
        eprintln!("SKIPPED: no real documents, since SPECWRIGHT_CORPUS is not set");
        return Vec::new();
    };
    let listed = fs::read_dir(PathBuf::from(folder).join("specs")).expect("the folder of specs");
    let mut documents = Vec::new();
    for entry in listed {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|it| it == "tsv") {
            continue;
        }
        let (text, faults) = decode(fs::read(&path).expect("a file"), file());
        assert_eq!(faults, [], "{name}");
        documents.push((name, text));
    }
    assert!(!documents.is_empty(), "the corpus has no specs");
    documents.sort();
    documents
}

/// Documents that have a little of everything.
const SMALL: &[&str] = &[
    r#"{"a": [1, -2.5e3, true, false, null, "x\n\u00e9\ud83d\ude00é"], "": {}, "b": {"c": [[], {}]}}"#,
    "a: &x\n  - 1 # one\n  - 'it''s'\n  - \"d\\te\"\nb: |\n  x\n   y\n\nc: >-\n  f\n  g\nd: {<<: *y, e: *x}\n",
    "- &y {p: 1, ? q : r}\n- [a: b, c]\n- ! 5\n- !!str 5\n-\n- <<: [*y, {s: t}]\n  p: é\n# end\n",
    "%YAML 1.2\n---\n? [a, b]\n: c\n? d\ne:\n\n  f: ~\n  g: 0x1F\n...\n---\nmore: 1\n",
];

/// Looks at every node in every way there is, and checks what must hold.
fn walk(tree: &Tree, faults: &[Fault]) {
    fn node(it: Node<'_>, depth: usize, budget: &mut usize) {
        assert!(depth <= MAX_DEPTH, "too deep at {:?}", it.at());
        *budget = budget.checked_sub(1).expect("too many nodes");
        let _ = (it.scalar(), it.as_text(), it.as_bool(), it.number(), it.id(), it.target_at());
        it.items().for_each(|it| node(it, depth + 1, budget));
        for entry in it.entries() {
            assert!(entry.key.scalar().is_some(), "a key without a name");
            node(entry.value, depth + 1, budget);
        }
    }
    let text = tree.text();
    let mut budget = tree.len() + (20 * text.len() + (16 << 20)) / 16;
    node(tree.root(), 0, &mut budget);
    let mut before = 0;
    for index in 0..tree.len() {
        let it = tree.node(u32::try_from(index).unwrap()).unwrap();
        let Span { start, end, .. } = it.at();
        assert!(
            before <= start && start <= end,
            "nodes are in order: {it:?} at {start}..{end} after {before} in {text:?}"
        );
        assert!(text.get(it.at().range()).is_some(), "a place in the text");
        before = start;
        if let Some(parent) = it.parent() {
            let around = parent.at();
            assert!(around.start <= start && end <= around.end, "{it:?} is outside of {parent:?}");
        }
    }
    for fault in faults {
        assert!(text.get(fault.at.range()).is_some(), "a fault is outside of the text: {fault:?}");
    }
    for comment in tree.comments() {
        assert!(text[comment.range()].starts_with('#'));
    }
}

fn read_all_ways(text: &Arc<str>) {
    for (tree, faults) in
        [parse_json(Arc::clone(text), file()), parse_yaml(Arc::clone(text), file())]
    {
        walk(&tree, &faults);
        let _ = tree.pointer_at(u32::try_from(text.len() / 2).unwrap());
        let value = Value::from_json(&tree.root().to_json()).expect("JSON that reads again");
        // The second reading may know more repeated keys than one, but no other value.
        assert!(tree.root().same(value.node()), "{text:?} is not {value:?}");
    }
}

/// A sequence that looks random and is the same each time.
fn noise() -> impl FnMut(usize) -> usize {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below.max(1)
    }
}

#[test]
fn every_real_document_reads_without_fault() {
    for (name, text) in corpus() {
        let (tree, faults) = parse(text, file());
        assert_eq!(faults, [], "{name}");
        assert!(tree.len() > 20, "{name}");
        walk(&tree, &faults);
    }
}

#[test]
fn json_reads_the_same_as_yaml() {
    let small = SMALL.iter().map(|&it| (it.to_owned(), Arc::from(it)));
    let documents =
        small.chain(corpus()).filter(|it| it.1.starts_with('{') && it.1.len() < 1 << 20);
    for (name, text) in documents {
        let (json, _) = parse_json(Arc::clone(&text), file());
        let (yaml, faults) = parse_yaml(text, file());
        assert_eq!(faults, [], "{name}");
        assert_eq!(json.len(), yaml.len(), "{name}");
        for index in 0..u32::try_from(json.len()).unwrap() {
            let (one, two) = (json.node(index).unwrap(), yaml.node(index).unwrap());
            assert_eq!((one.kind(), one.at()), (two.kind(), two.at()), "{name}: {one:?}");
            assert_eq!(one.scalar(), two.scalar(), "{name}: {one:?}");
        }
    }
}

#[test]
fn a_document_cut_off_anywhere_still_reads() {
    for text in SMALL {
        for (at, _) in text.char_indices() {
            read_all_ways(&Arc::from(&text[..at]));
        }
    }
    for (_, text) in corpus().into_iter().filter(|it| it.1.len() < 60_000) {
        for at in (0..text.len()).step_by(text.len() / 12 + 1) {
            let at = text.floor_char_boundary(at);
            read_all_ways(&Arc::from(&text[..at]));
        }
    }
}

#[test]
fn a_document_with_bytes_changed_still_reads() {
    const MARKS: &[u8] = b"\"\\{}[],:-?&*!|>'%@`#~<= \t\n\r\0a0.eu\xff\xc3\xa9";
    let mut random = noise();
    let big = corpus().into_iter().map(|it| it.1).filter(|it| it.len() < 30_000);
    let small = SMALL.iter().map(|&it| Arc::from(it));
    for text in small.chain(big) {
        let rounds = if text.len() < 1000 { 1500 } else { 12 };
        for _ in 0..rounds {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=random(3) {
                let at = random(bytes.len());
                let mark = MARKS[random(MARKS.len())];
                match random(3) {
                    0 => bytes[at] = mark,
                    1 => bytes.insert(at, mark),
                    _ => {
                        let end = (at + random(9)).min(bytes.len());
                        bytes.drain(at..end);
                    }
                }
                if bytes.is_empty() {
                    bytes.push(mark);
                }
            }
            let (text, _) = decode(bytes, file());
            read_all_ways(&text);
        }
    }
}
