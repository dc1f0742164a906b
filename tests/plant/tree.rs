//! A document as a plain tree that can be changed and printed, a key a line.

use std::fmt::Write as _;

use specwright::source::{self, Kind, Node};
use specwright::text::FileId;

/// A value, its keys in order.
#[derive(Clone, PartialEq, Debug)]
pub enum Tree {
    /// A text, number, truth value or null, as JSON spells it.
    Scalar(String),
    /// A list.
    List(Vec<Tree>),
    /// A map.
    Map(Vec<(String, Tree)>),
}

/// A step to a value in a map or a list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// The value of a key.
    Key(String),
    /// An item.
    Item(usize),
}

/// The way to a value from the root.
pub(super) type Way = Vec<Step>;

/// Values deeper than this are cut off: such documents are tested elsewhere.
const DEEPEST: usize = 200;
/// More values than this are a bomb of aliases.
const MOST: usize = 2_000_000;

impl Tree {
    /// What a text in YAML or JSON says; `None` where that is no map.
    pub fn parse(text: &str) -> Option<Self> {
        let (tree, _) = source::parse(text.into(), FileId::new(0));
        let mut left = MOST;
        let tree = Self::of(tree.root(), 0, &mut left)?;
        matches!(tree, Self::Map(_)).then_some(tree)
    }

    fn of(node: Node<'_>, depth: usize, left: &mut usize) -> Option<Self> {
        *left = left.checked_sub(1)?;
        if depth > DEEPEST {
            return None;
        }
        Some(match node.kind() {
            Kind::List => {
                let items = node.items().map(|it| Self::of(it, depth + 1, left));
                Self::List(items.collect::<Option<_>>()?)
            }
            Kind::Map => {
                let entries = node
                    .entries()
                    .map(|it| Some((it.name().into_owned(), Self::of(it.value, depth + 1, left)?)));
                Self::Map(entries.collect::<Option<_>>()?)
            }
            _ => Self::Scalar(node.to_json()),
        })
    }

    /// A text as a value.
    pub fn text(text: &str) -> Self {
        Self::Scalar(quoted(text))
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(all) => all.iter().find(|it| it.0 == key).map(|it| &it.1),
            _ => None,
        }
    }

    /// The text that it is, if that needs no escaping.
    pub fn as_text(&self) -> Option<&str> {
        let Self::Scalar(text) = self else { return None };
        let inner = text.strip_prefix('"')?.strip_suffix('"')?;
        (!inner.contains('\\')).then_some(inner)
    }

    /// Its keys with their values; none where it is no map.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(all) => all,
            _ => &[],
        }
    }

    /// Its items; none where it is no list.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(all) => all,
            _ => &[],
        }
    }

    /// How many values it holds, itself among them.
    pub fn weight(&self) -> usize {
        let entries = self.entries().iter().map(|it| it.1.weight()).sum::<usize>();
        1 + entries + self.items().iter().map(Self::weight).sum::<usize>()
    }

    /// The value at the end of a way.
    pub fn at(&self, way: &[Step]) -> Option<&Self> {
        let mut at = self;
        for step in way {
            at = match step {
                Step::Key(key) => at.get(key)?,
                Step::Item(position) => at.items().get(*position)?,
            };
        }
        Some(at)
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, way: &[Step]) -> Option<&mut Self> {
        let mut at = self;
        for step in way {
            at = match (step, at) {
                (Step::Key(key), Self::Map(all)) => &mut all.iter_mut().find(|it| it.0 == *key)?.1,
                (Step::Item(position), Self::List(all)) => all.get_mut(*position)?,
                _ => return None,
            };
        }
        Some(at)
    }

    /// Sets a key, behind the others where it is new.
    pub fn set(&mut self, key: &str, value: Self) {
        let Self::Map(all) = self else { return };
        match all.iter_mut().find(|it| it.0 == key) {
            Some(entry) => entry.1 = value,
            None => all.push((key.to_owned(), value)),
        }
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) {
        if let Self::Map(all) = self {
            all.retain(|it| it.0 != key);
        }
    }

    /// As JSON, and on which lines what stands at the end of each way is.
    pub fn print(&self, watched: &[Way]) -> (String, Vec<(usize, usize)>) {
        let mut printer = Printer {
            text: String::new(),
            line: 1,
            way: Vec::new(),
            watched,
            lines: vec![(0, 0); watched.len()],
        };
        printer.value(self);
        printer.text.push('\n');
        (printer.text, printer.lines)
    }
}

struct Printer<'a> {
    text: String,
    line: usize,
    way: Way,
    watched: &'a [Way],
    lines: Vec<(usize, usize)>,
}

impl Printer<'_> {
    fn value(&mut self, it: &Tree) {
        let start = self.line;
        match it {
            Tree::Scalar(text) => self.text.push_str(text),
            Tree::List(all) if all.is_empty() => self.text.push_str("[]"),
            Tree::Map(all) if all.is_empty() => self.text.push_str("{}"),
            Tree::List(all) => {
                self.text.push('[');
                for (at, item) in all.iter().enumerate() {
                    self.start_line(at > 0);
                    self.way.push(Step::Item(at));
                    self.value(item);
                    self.way.pop();
                }
                self.end_line(']');
            }
            Tree::Map(all) => {
                self.text.push('{');
                for (at, (key, value)) in all.iter().enumerate() {
                    self.start_line(at > 0);
                    let _ = write!(self.text, "{}: ", quoted(key));
                    self.way.push(Step::Key(key.clone()));
                    self.value(value);
                    self.way.pop();
                }
                self.end_line('}');
            }
        }
        for (way, lines) in self.watched.iter().zip(&mut self.lines) {
            if *way == self.way {
                *lines = (start, self.line);
            }
        }
    }

    fn start_line(&mut self, follows: bool) {
        self.text.push_str(if follows { ",\n" } else { "\n" });
        self.line += 1;
        self.text.extend(std::iter::repeat_n(' ', self.way.len() + 1));
    }

    fn end_line(&mut self, bracket: char) {
        self.text.push('\n');
        self.line += 1;
        self.text.extend(std::iter::repeat_n(' ', self.way.len()));
        self.text.push(bracket);
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for it in text.chars() {
        match it {
            '"' | '\\' => out.extend(['\\', it]),
            it if u32::from(it) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{Step, Tree};

    #[test]
    fn a_tree_is_printed_as_it_was_read_and_knows_its_lines() {
        let tree = Tree::parse("a: {b: [1, 'x\"y']}\nc: {}\n").expect("a map");
        let way = vec![Step::Key("a".to_owned()), Step::Key("b".to_owned())];
        let (text, lines) = tree.print(&[way]);
        insta::assert_snapshot!(text, @r#"
        {
         "a": {
          "b": [
           1,
           "x\"y"
          ]
         },
         "c": {}
        }
        "#);
        assert_eq!(lines, [(3, 6)]);
        assert_eq!(Tree::parse(&text), Some(tree));
    }
}
