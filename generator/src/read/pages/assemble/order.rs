//! The order of things that several pages show in part.

use std::collections::{BTreeMap, BTreeSet};

/// One order that agrees with each of several lists, as far as they agree with
/// each other; what they leave open follows from where it is met first.
pub(super) fn merged(lists: &[Vec<usize>]) -> Vec<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut after: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    for list in lists {
        for &it in list {
            let place = first.len();
            first.entry(it).or_insert(place);
        }
        for pair in list.windows(2) {
            if pair[0] != pair[1] && after.entry(pair[0]).or_default().insert(pair[1]) {
                *before.entry(pair[1]).or_default() += 1;
            }
        }
    }
    let mut left: BTreeSet<(usize, usize)> =
        first.iter().map(|(&it, &place)| (place, it)).collect();
    let is_free =
        |it: usize, before: &BTreeMap<usize, usize>| before.get(&it).is_none_or(|&it| it == 0);
    let mut free: BTreeSet<(usize, usize)> =
        left.iter().copied().filter(|(_, it)| is_free(*it, &before)).collect();
    let mut order = Vec::with_capacity(first.len());
    // Where lists contradict each other none is free; the first one met is.
    while let Some(next) = free.pop_first().or_else(|| left.first().copied()) {
        if !left.remove(&next) {
            continue;
        }
        order.push(next.1);
        for &follower in after.get(&next.1).into_iter().flatten() {
            if let Some(count) = before.get_mut(&follower) {
                *count = count.saturating_sub(1);
            }
            let place = first.get(&follower).copied().unwrap_or_default();
            if is_free(follower, &before) && left.contains(&(place, follower)) {
                free.insert((place, follower));
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn lists_that_agree_are_merged_without_breaking_any() {
        assert_eq!(merged(&[vec![1, 4, 5], vec![2, 4], vec![3, 5]]), [1, 2, 4, 3, 5]);
    }

    #[test]
    fn lists_that_contradict_each_other_lose_nothing() {
        assert_eq!(merged(&[vec![1, 2], vec![2, 1]]), [1, 2]);
        assert_eq!(merged(&[vec![1, 1], vec![]]), [1]);
    }
}
