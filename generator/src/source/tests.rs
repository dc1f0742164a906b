use std::fmt::Write as _;

use super::*;

fn file() -> FileId {
    FileId::new(0)
}

/// The tree as text: one node a line, with what is written there.
fn shape(tree: &Tree) -> String {
    fn lay(node: Node<'_>, depth: usize, out: &mut String) {
        let pad = "  ".repeat(depth);
        match node.kind() {
            Kind::List => {
                let _ = writeln!(out, "{pad}list");
                node.items().for_each(|it| lay(it, depth + 1, out));
            }
            Kind::Map => {
                let _ = writeln!(out, "{pad}map");
                for entry in node.entries() {
                    let _ = writeln!(out, "{pad}  {:?}:", entry.name());
                    lay(entry.value, depth + 2, out);
                }
            }
            kind => {
                let _ =
                    writeln!(out, "{pad}{kind:?} {:?} <{}>", node.scalar().unwrap(), node.raw());
            }
        }
    }
    let mut out = String::new();
    lay(tree.root(), 0, &mut out);
    out
}

/// The faults as text: each with the stretch that it points at.
fn told(tree: &Tree, faults: &[Fault]) -> String {
    let slice = |at: Span| tree.text().get(at.range()).expect("a stretch of the text");
    let mut out = String::new();
    for fault in faults {
        let _ = write!(
            out,
            "{:?} at {} <{}>: {}",
            fault.kind,
            fault.at.start,
            slice(fault.at),
            fault.message
        );
        if let Some((at, note)) = &fault.note {
            let _ = write!(out, " ({} <{}>: {note})", at.start, slice(*at));
        }
        out.push('\n');
    }
    out
}

fn json(text: &str) -> (String, String) {
    let (tree, faults) = parse_json(Arc::from(text), file());
    (shape(&tree), told(&tree, &faults))
}

fn yaml(text: &str) -> (String, String) {
    let (tree, faults) = parse_yaml(Arc::from(text), file());
    (shape(&tree), told(&tree, &faults))
}

#[test]
fn json_becomes_nodes_that_know_where_they_stand() {
    let (tree, faults) = json(r#"{"a": [1, -2.5e3, true, null], "b": "x\ny", "": {}}"#);
    assert_eq!(faults, "");
    insta::assert_snapshot!(tree);
}

#[test]
fn yaml_becomes_the_same_nodes() {
    let (tree, faults) =
        yaml("a:\n- 1\n- 0x1F\n- ~\n-\nb: |\n  x\n  y\n\n'c': \"d\\te\"\nf: no\n200: {x: , y}\n");
    assert_eq!(faults, "");
    insta::assert_snapshot!(tree);
}
