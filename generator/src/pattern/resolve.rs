//! Expressions without looking around, where that is looked for in one
//! character: `[a-z-]+(?<!-)` is `[a-z-]*[a-z]`.

use super::LARGEST;
use super::effort;
use super::read::{Node, Set, others};

/// The same without looking around, or `None` where that is not to be had.
pub(super) fn resolved(root: &Node) -> Option<Node> {
    // What is told apart may be written several times.
    (effort::looks(root) <= 4).then(|| inside(root, true))?
}

/// Before and behind the `outermost` level any text may stand.
fn inside(node: &Node, outermost: bool) -> Option<Node> {
    Some(match node {
        Node::Cat(all) => {
            let mut all = flat(all);
            while let Some(at) = all.iter().position(|it| matches!(it, Node::Look { .. })) {
                all = without_look(&all, at, outermost)?;
                (all.iter().map(effort::size).sum::<f64>() <= LARGEST).then_some(())?;
            }
            Node::Cat(all.iter().map(|it| inside(it, false)).collect::<Option<_>>()?)
        }
        Node::Any(all) => {
            Node::Any(all.iter().map(|it| inside(it, outermost)).collect::<Option<_>>()?)
        }
        Node::Repeat(it, min, max) => Node::Repeat(Box::new(inside(it, false)?), *min, *max),
        Node::Look { .. } => inside(&Node::Cat(vec![node.clone()]), outermost)?,
        Node::Back => return None,
        it => it.clone(),
    })
}

/// A sequence without what looks around at one place of it.
fn without_look(all: &[Node], at: usize, outermost: bool) -> Option<Vec<Node>> {
    let Node::Look { ahead, holds, body } = &all[at] else { return None };
    let letters = one_letter(body)?;
    let asked = if *holds { letters } else { others(&letters) };
    let (before, after) = (&all[..at], &all[at + 1..]);
    let side = Side { asked: &asked, ahead: *ahead };
    let end = side.of_all(if *ahead { after } else { before })?;
    let mut found = end.some;
    // Where nothing is between here and the border, what is beyond is looked at.
    let border = if *ahead { Node::End } else { Node::Start };
    match end.none {
        None => {}
        Some(nothing) if !nothing.is_empty() && nothing.iter().all(|it| *it == border) => {
            found.extend((!holds).then_some(nothing));
        }
        Some(nothing) if nothing.is_empty() && outermost => {
            found.push(vec![Node::One(Set::Ranges(asked.clone()))]);
            found.extend((!holds).then_some(vec![border]));
        }
        Some(_) => return None,
    }
    let found = either(found);
    let sides: [&[Node]; 2] = if *ahead { [before, &found] } else { [&found, after] };
    Some(flat(&sides.concat()))
}

/// What stands at an end of something.
struct End {
    /// The sequences with an end among the characters that are asked for.
    some: Vec<Vec<Node>>,
    /// What has no length.
    none: Option<Vec<Node>>,
}

/// From which side one character is looked for.
struct Side<'a> {
    asked: &'a [(u32, u32)],
    /// From the beginning of what is asked, or else from its end.
    ahead: bool,
}

impl Side<'_> {
    fn of(&self, node: &Node) -> Option<End> {
        Some(match node {
            Node::One(set) => End { some: vec![vec![Node::One(set.and(self.asked)?)]], none: None },
            Node::Start | Node::End | Node::Word(_) => {
                End { some: Vec::new(), none: Some(vec![node.clone()]) }
            }
            Node::Cat(all) => self.of_all(all)?,
            Node::Any(all) => {
                let ends = all.iter().map(|it| self.of(it)).collect::<Option<Vec<_>>>()?;
                let (mut some, mut nothing) = (Vec::new(), Vec::new());
                for end in ends {
                    some.extend(end.some);
                    nothing.extend(end.none);
                }
                End { some, none: (!nothing.is_empty()).then(|| either(nothing)) }
            }
            Node::Repeat(it, min, max) => {
                let end = self.of(it)?;
                // What repeats nothing could stop anywhere.
                if end.none.is_some() {
                    return None;
                }
                let less = max.map(|it| it.saturating_sub(1));
                let others = [Node::Repeat(it.clone(), min.saturating_sub(1), less)];
                let some = end.some.into_iter().filter(|_| *max != Some(0));
                let some = some.map(|near| self.join(&near, &others)).collect();
                End { some, none: (*min == 0).then(Vec::new) }
            }
            Node::Look { .. } | Node::Back => return None,
        })
    }

    /// Of a sequence, of which only so much is looked at as may be the end.
    fn of_all(&self, all: &[Node]) -> Option<End> {
        let split = if self.ahead { all.split_first() } else { all.split_last() };
        let Some((near, far)) = split else {
            return Some(End { some: Vec::new(), none: Some(Vec::new()) });
        };
        let end = self.of(near)?;
        let mut some: Vec<_> = end.some.iter().map(|it| self.join(it, far)).collect();
        let Some(nothing) = end.none else { return Some(End { some, none: None }) };
        let end = self.of_all(far)?;
        some.extend(end.some.iter().map(|it| self.join(&nothing, it)));
        // Sequences multiply where much of them may be nothing.
        (some.len() <= 4).then_some(())?;
        Some(End { some, none: end.none.map(|it| self.join(&nothing, &it)) })
    }

    fn join(&self, near: &[Node], far: &[Node]) -> Vec<Node> {
        if self.ahead { [near, far].concat() } else { [far, near].concat() }
    }
}

/// One of several sequences.
fn either(mut all: Vec<Vec<Node>>) -> Vec<Node> {
    match all.len() {
        1 => all.swap_remove(0),
        _ => vec![Node::Any(all.into_iter().map(Node::Cat).collect())],
    }
}

/// A sequence that has none in it.
fn flat(all: &[Node]) -> Vec<Node> {
    let inner = |it: &Node| match it {
        Node::Cat(all) => flat(all),
        it => vec![it.clone()],
    };
    all.iter().flat_map(inner).collect()
}

/// The characters that one is looked for among.
fn one_letter(body: &Node) -> Option<Vec<(u32, u32)>> {
    match body {
        Node::One(Set::Ranges(it)) => Some(it.clone()),
        Node::Cat(all) if all.len() == 1 => one_letter(&all[0]),
        _ => None,
    }
}
