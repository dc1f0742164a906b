//! What two lists have in common.

/// Lists that differ in more items than this have only their beginning and
/// their end in common.
const MOST: usize = 1_000;

/// The positions of what two lists have in common, in order: as much as can be,
/// found by Myers' algorithm.
pub(super) fn common<T: PartialEq>(one: &[T], two: &[T]) -> Vec<(usize, usize)> {
    let before = one.iter().zip(two).take_while(|it| it.0 == it.1).count();
    let (left, right) = (&one[before..], &two[before..]);
    let after = left.iter().rev().zip(right.iter().rev()).take_while(|it| it.0 == it.1).count();
    let (left, right) = (&left[..left.len() - after], &right[..right.len() - after]);
    let mut pairs: Vec<(usize, usize)> = (0..before).map(|it| (it, it)).collect();
    pairs.extend(middle(left, right).into_iter().map(|it| (it.0 + before, it.1 + before)));
    pairs.extend((1..=after).rev().map(|it| (one.len() - it, two.len() - it)));
    pairs
}

/// The same of lists whose first items differ, and whose last.
fn middle<T: PartialEq>(one: &[T], two: &[T]) -> Vec<(usize, usize)> {
    let most = (one.len() + two.len()).min(MOST);
    // A diagonal is a position in the first, less that in the second, plus this.
    let origin = most + 1;
    // How far into the first each diagonal leads; before each number of steps.
    let mut far = vec![0_usize; 2 * most + 3];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for step in 0..=most {
        steps.push(far[origin - step..=origin + step].to_vec());
        for at in (0..=step).map(|it| origin + 2 * it - step) {
            let from = if goes_down(at, origin, step, |it| far[it]) {
                far[at + 1]
            } else {
                far[at - 1] + 1
            };
            let Some(to) = (from + origin).checked_sub(at) else { continue };
            let same = one.iter().skip(from).zip(two.iter().skip(to));
            let same = same.take_while(|it| it.0 == it.1).count();
            far[at] = from + same;
            if (from + same, to + same) == (one.len(), two.len()) {
                return back(&steps, origin, (from + same, to + same));
            }
        }
    }
    Vec::new()
}

/// Whether a step to a diagonal takes an item of the second list.
fn goes_down(at: usize, origin: usize, step: usize, far: impl Fn(usize) -> usize) -> bool {
    at == origin - step || at != origin + step && far(at - 1) < far(at + 1)
}

/// The pairs on the way to an end, from how far each number of steps led.
fn back(steps: &[Vec<usize>], origin: usize, end: (usize, usize)) -> Vec<(usize, usize)> {
    let (mut from, mut to) = end;
    let mut pairs = Vec::new();
    for (step, far) in steps.iter().enumerate().skip(1).rev() {
        let far = |at: usize| far[at + step - origin];
        let at = from + origin - to;
        let down = goes_down(at, origin, step, far);
        let before = if down { at + 1 } else { at - 1 };
        let start = far(before);
        let stepped = if down { start } else { start + 1 };
        while from > stepped {
            (from, to) = (from - 1, to - 1);
            pairs.push((from, to));
        }
        (from, to) = (start, start + origin - before);
    }
    while from > 0 && to > 0 {
        (from, to) = (from - 1, to - 1);
        pairs.push((from, to));
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::common;

    fn shared(one: &str, two: &str) -> String {
        let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
        let pairs = common(&one, &two);
        assert!(pairs.iter().all(|it| one[it.0] == two[it.1]), "{pairs:?}");
        assert!(pairs.windows(2).all(|it| it[0].0 < it[1].0 && it[0].1 < it[1].1), "{pairs:?}");
        pairs.into_iter().map(|it| one[it.0]).collect()
    }

    #[test]
    fn as_much_as_can_be_is_common() {
        for (one, two, expected) in [
            ("", "", ""),
            ("abc", "", ""),
            ("abc", "abc", "abc"),
            ("abcd", "abd", "abd"),
            ("abd", "abcd", "abd"),
            ("abcabba", "cbabac", "baba"),
            ("xaxbxcx", "yaybycy", "abc"),
            ("aaaa", "aa", "aa"),
        ] {
            assert_eq!(shared(one, two).len(), expected.len(), "{one} {two}");
        }
    }
}
