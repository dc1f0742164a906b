//! Expressions in the syntax of the crate `regex`, whose time grows with the
//! text alone, where they mean exactly the same there.
//!
//! It has no looking around. What looks ahead from the beginning of the text is
//! an expression of its own; what looks at one character is told apart before.

use std::fmt::Write as _;

use super::Engine;
use super::LARGEST;
use super::effort;
use super::read::{LAST, Node, Set, others};
use super::resolve::resolved;

/// Deeper ones are not read there.
const DEEPEST: usize = 40;

/// How an expression is run there, if it is.
pub(super) fn linear(root: &Node, text: &str) -> Option<Engine> {
    let mut parts = Parts::default();
    parts.add(root)?;
    let spelt = |it: &Node| {
        let it = resolved(it)?;
        let mut out = String::new();
        let fits = effort::size(&it) <= LARGEST;
        fits.then(|| spell(&it, &mut out, 0))??;
        (has_property(&out) || compile(&out).is_some()).then_some(out)
    };
    let mut all = parts.all.iter().map(spelt).collect::<Option<Vec<_>>>()?;
    let none = parts.none.iter().map(spelt).collect::<Option<Vec<_>>>()?;
    // As it stands it is what a person knows.
    if none.is_empty() && all.len() == 1 && is_the_same(text) && compile(text).is_some() {
        text.clone_into(&mut all[0]);
    }
    Some(Engine::Linear { all, none })
}

/// The same by an engine for small expressions, which takes what `regex` takes.
pub(super) fn compile(text: &str) -> Option<regex_lite::Regex> {
    regex_lite::Regex::new(&text.replace(BORDER, r"\b").replace(NO_BORDER, r"\B")).ok()
}

const BORDER: &str = r"(?-u:\b)";
const NO_BORDER: &str = r"(?-u:\B)";

/// Whether it asks for a property of Unicode, which small engines do not know.
fn has_property(spelt: &str) -> bool {
    spelt.contains("\\p{") || spelt.contains("\\P{")
}

/// What all must match, and what nothing may.
#[derive(Default)]
struct Parts {
    all: Vec<Node>,
    none: Vec<Node>,
}

impl Parts {
    /// Takes off what looks ahead from the beginning of the text.
    fn add(&mut self, root: &Node) -> Option<()> {
        let Node::Cat(all) = root else {
            self.all.push(root.clone());
            return Some(());
        };
        let starts = |it: &Node| matches!(it, Node::Cat(all) if all.first() == Some(&Node::Start));
        let leading =
            all.iter().take_while(|it| matches!(it, Node::Start | Node::Look { ahead: true, .. }));
        let leading: Vec<&Node> = leading.collect();
        let anchored = leading.iter().any(|it| match it {
            Node::Look { holds, body, .. } => *holds && starts(body),
            _ => true,
        });
        if !anchored {
            self.all.push(root.clone());
            return Some(());
        }
        for it in &leading {
            let Node::Look { holds, body, .. } = it else { continue };
            let body = Node::Cat(vec![Node::Start, (**body).clone()]);
            if *holds {
                self.add(&body)?;
            } else {
                self.none.push(body);
            }
        }
        let rest = [&[Node::Start], &all[leading.len()..]].concat();
        self.all.push(Node::Cat(rest));
        Some(())
    }
}

/// Whether an expression that is read here is read there as the same: it has
/// nothing in it that is spelt alike and differs.
fn is_the_same(text: &str) -> bool {
    let mut in_class = false;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(it) = letters.next() {
        let fits = match it {
            '\\' => letters.next().is_some_and(|it| r".-/()[]{}*+?^$|\".contains(it)),
            '.' => in_class,
            '[' if in_class => false,
            '[' => {
                in_class = true;
                letters.peek() != Some(&']')
            }
            ']' => {
                in_class = false;
                before != '^'
            }
            '?' if before == '(' => letters.peek() == Some(&':'),
            // Two of them are an operator in a class.
            '&' | '-' | '~' if in_class => before != it && letters.peek() != Some(&it),
            it => it == ' ' || it.is_ascii_graphic(),
        };
        if !fits {
            return false;
        }
        before = it;
    }
    true
}

fn spell(node: &Node, out: &mut String, depth: usize) -> Option<()> {
    (depth < DEEPEST).then_some(())?;
    match node {
        Node::One(set) => write_set(set, out)?,
        Node::Start => out.push('^'),
        Node::End => out.push('$'),
        Node::Word(is) => out.push_str(if *is { BORDER } else { NO_BORDER }),
        Node::Cat(all) => {
            for it in all {
                let grouped = matches!(it, Node::Any(_));
                grouped.then(|| out.push_str("(?:"));
                spell(it, out, depth + 1)?;
                grouped.then(|| out.push(')'));
            }
        }
        Node::Any(all) => {
            // What no text can be is not said there.
            (!all.is_empty()).then_some(())?;
            for (at, it) in all.iter().enumerate() {
                (at > 0).then(|| out.push('|'));
                spell(it, out, depth + 1)?;
            }
        }
        Node::Repeat(it, min, max) => {
            let grouped = !matches!(**it, Node::One(_));
            grouped.then(|| out.push_str("(?:"));
            spell(it, out, depth + 1)?;
            grouped.then(|| out.push(')'));
            match (min, max) {
                (0, None) => out.push('*'),
                (1, None) => out.push('+'),
                (0, Some(1)) => out.push('?'),
                (min, None) => drop(write!(out, "{{{min},}}")),
                (min, Some(max)) if min == max => drop(write!(out, "{{{min}}}")),
                (min, Some(max)) => drop(write!(out, "{{{min},{max}}}")),
            }
        }
        Node::Look { .. } | Node::Back => return None,
    }
    Some(())
}

fn write_set(set: &Set, out: &mut String) -> Option<()> {
    match set {
        Set::Ranges(ranges) => {
            let inside = scalars(ranges);
            match inside.as_slice() {
                [] => return None,
                [(low, high)] if low == high => write_letter(*low, out),
                all if all.last().is_some_and(|it| it.1 == LAST)
                    && !scalars(&others(ranges)).is_empty() =>
                {
                    out.push_str("[^");
                    write_ranges(&scalars(&others(ranges)), out);
                    out.push(']');
                }
                all => {
                    out.push('[');
                    write_ranges(all, out);
                    out.push(']');
                }
            }
        }
        Set::Properties { names, ranges, others } => {
            out.push_str(if *others { "[^" } else { "[" });
            for (name, has) in names {
                let letter = if *has { 'p' } else { 'P' };
                let _ = write!(out, "\\{letter}{{{name}}}");
            }
            write_ranges(&scalars(ranges), out);
            out.push(']');
        }
    }
    Some(())
}

fn write_ranges(ranges: &[(u32, u32)], out: &mut String) {
    for (low, high) in ranges {
        write_letter(*low, out);
        if low < high {
            if low + 1 < *high {
                out.push('-');
            }
            write_letter(*high, out);
        }
    }
}

fn write_letter(it: u32, out: &mut String) {
    match char::from_u32(it) {
        Some(it) if it.is_ascii_alphanumeric() || " _,:;=!@%/<>\"'`".contains(it) => out.push(it),
        Some(it) if it.is_ascii_graphic() => out.extend(['\\', it]),
        _ => drop(write!(out, "\\x{{{it:X}}}")),
    }
}

/// Without the halves of code points, which no text of Rust has.
fn scalars(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let parts = |&(low, high): &(u32, u32)| [(low, high.min(0xD7FF)), (low.max(0xE000), high)];
    ranges.iter().flat_map(parts).filter(|(low, high)| low <= high).collect()
}
