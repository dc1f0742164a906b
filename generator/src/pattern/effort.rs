//! How much work an expression can make of a text.

use super::NO_LIMIT;
use super::read::{Node, Set};

/// How large an expression is with its repeats written out.
pub(super) fn size(node: &Node) -> f64 {
    match node {
        Node::One(Set::Ranges(it)) if it.last().is_none_or(|it| it.1 < 0x80) => 1.0,
        // Each is several bytes.
        Node::One(_) => 10.0,
        Node::Start | Node::End | Node::Word(_) | Node::Back => 1.0,
        Node::Cat(all) | Node::Any(all) => 1.0 + all.iter().map(size).sum::<f64>(),
        Node::Repeat(it, min, max) => size(it) * f64::from(max.unwrap_or(*min).max(1)),
        Node::Look { body, .. } => 1.0 + size(body),
    }
}

/// How often it looks around.
pub(super) fn looks(node: &Node) -> usize {
    match node {
        Node::Cat(all) | Node::Any(all) => all.iter().map(looks).sum(),
        Node::Repeat(it, ..) => looks(it),
        Node::Look { body, .. } => 1 + looks(body),
        _ => 0,
    }
}

/// The longest text that takes so many steps at most where each character is
/// seen once, by every part of the expression.
pub(super) fn one_pass(root: &Node, steps: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bound")]
    let longest = (steps / size(root).max(1.0)) as usize;
    longest.min(NO_LIMIT)
}

/// The longest text that takes so many steps at most where every way of
/// matching it may be tried. Of what is not read nothing is known.
pub(super) fn going_back(root: Option<&Node>, steps: f64) -> usize {
    let Some(root) = root else { return 20 };
    let fits = |length: usize| {
        #[expect(clippy::cast_precision_loss, reason = "lengths are below 2^53")]
        let length = length as f64;
        let starts = if is_anchored(root) { 1.0 } else { length + 1.0 };
        starts * Ways::of(root, length).work <= steps
    };
    let (mut low, mut high) = (0, NO_LIMIT);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if fits(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

/// Whether it is tried at the beginning of a text only.
fn is_anchored(node: &Node) -> bool {
    match node {
        Node::Start => true,
        Node::Cat(all) => all.iter().any(is_anchored),
        Node::Any(all) => !all.is_empty() && all.iter().all(is_anchored),
        Node::Look { ahead, holds, body } => *ahead && *holds && is_anchored(body),
        Node::Repeat(it, min, _) => *min > 0 && is_anchored(it),
        _ => false,
    }
}

/// What can happen from one place of a text on, at most.
#[derive(Clone, Copy)]
struct Ways {
    /// In how many ways it can match.
    paths: f64,
    /// How many steps it takes to try them all.
    work: f64,
}

impl Ways {
    fn of(node: &Node, length: f64) -> Self {
        let one = Self { paths: 1.0, work: 1.0 };
        match node {
            Node::One(_) | Node::Start | Node::End | Node::Word(_) => one,
            // It may be as long as the text.
            Node::Back => Self { paths: 1.0, work: 1.0 + length },
            Node::Look { body, .. } => Self { paths: 1.0, work: 1.0 + Self::of(body, length).work },
            Node::Cat(all) => all.iter().fold(one, |sum, it| {
                let it = Self::of(it, length);
                Self { paths: sum.paths * it.paths, work: sum.work + sum.paths * it.work }
            }),
            Node::Any(all) => all.iter().fold(Self { paths: 0.0, work: 1.0 }, |sum, it| {
                let it = Self::of(it, length);
                Self { paths: sum.paths + it.paths, work: sum.work + it.work }
            }),
            Node::Repeat(it, min, max) => {
                let it = Self::of(it, length);
                // Beyond the least, no turn takes nothing (22.2.2.3.1).
                let most = max.map_or(f64::INFINITY, f64::from).min(length + f64::from(*min));
                let turns = powers(it.paths, most);
                Self { paths: turns, work: 1.0 + turns * it.work }
            }
        }
    }
}

/// The sum of the powers of a number up to and with one.
fn powers(base: f64, most: f64) -> f64 {
    if base <= 1.0 { most + 1.0 } else { (base.powf(most + 1.0) - 1.0) / (base - 1.0) }
}

/// Whether a repeat without an end repeats another one and nothing else, and
/// what follows can fail: a text can make an engine that goes back try forever.
pub(super) fn explodes(node: &Node, can_fail: bool) -> bool {
    match node {
        Node::Cat(all) => {
            let mut behind = can_fail;
            all.iter().rev().any(|it| {
                let found = explodes(it, behind);
                behind |= !matches!(it, Node::Repeat(_, 0, _));
                found
            })
        }
        Node::Any(all) => all.iter().any(|it| explodes(it, can_fail)),
        Node::Repeat(it, _, None) if can_fail && is_endless(it) => true,
        Node::Repeat(it, ..) => explodes(it, can_fail),
        Node::Look { body, .. } => explodes(body, false),
        _ => false,
    }
}

fn is_endless(node: &Node) -> bool {
    match node {
        Node::Repeat(_, _, None) => true,
        Node::Cat(all) => matches!(&all[..], [only] if is_endless(only)),
        _ => false,
    }
}
