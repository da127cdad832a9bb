//! "Did you mean": the nearest of the names that exist.
//!
//! Distance is the number of letters inserted, deleted, replaced or swapped with their
//! neighbor (optimal string alignment). A name is offered when at most a third of its
//! letters differ, so that a suggestion is more likely right than wrong.

/// The candidate most like `name`, if one is like enough.
///
/// A beginning (`worse` of `worsening`) and the last segment of a dotted name (`score` of
/// `wells.score`) also match, when only one candidate has it. Among equals the first candidate wins. A name is not its own suggestion.
///
/// # Examples
///
/// ```
/// use venule_logic::nearest;
///
/// let facts = ["wells.score", "active_cancer", "d_dimer"];
/// assert_eq!(nearest("wels.score", facts), Some("wells.score"));
/// assert_eq!(nearest("activecancer", facts), Some("active_cancer"));
/// assert_eq!(nearest("score", facts), Some("wells.score"));
/// assert_eq!(nearest("active", facts), Some("active_cancer"));
/// assert_eq!(nearest("weight", facts), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates
        .into_iter()
        .filter(|candidate| *candidate != name)
        .collect();
    let same_but_for_case = candidates
        .iter()
        .find(|candidate| candidate.eq_ignore_ascii_case(name));
    if let Some(candidate) = same_but_for_case {
        return Some(candidate);
    }
    let close = candidates
        .iter()
        .filter_map(|candidate| Some((distance_within_reason(name, candidate)?, *candidate)))
        .min_by_key(|(distance, _)| *distance);
    close
        .map(|(_, candidate)| candidate)
        .or_else(|| by_beginning(name, &candidates))
        .or_else(|| by_segment(name, &candidates))
}

/// The only candidate that begins with the name, from three letters on.
fn by_beginning<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let mut longer = candidates
        .iter()
        .filter(|candidate| name.len() >= 3 && candidate.starts_with(name));
    match (longer.next(), longer.next()) {
        (Some(only), None) => Some(only),
        (_, _) => None,
    }
}

/// The only candidate that shares the last segment, exactly.
fn by_segment<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let last = name.rsplit('.').next()?;
    let mut same = candidates
        .iter()
        .filter(|candidate| candidate.rsplit('.').next() == Some(last));
    match (same.next(), same.next()) {
        (Some(only), None) => Some(only),
        (_, _) => None,
    }
}

fn distance_within_reason(name: &str, candidate: &str) -> Option<usize> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    let longer = name.len().max(candidate.len());
    // Two letters out of five and more; of four and less, one.
    let limit = match longer {
        0..=1 => return None,
        2..=4 => 1,
        5..=6 => 2,
        _ => longer / 3,
    };
    if name.len().abs_diff(candidate.len()) > limit {
        return None;
    }
    let distance = distance(&name, &candidate);
    (distance <= limit).then_some(distance)
}

/// Rows of the usual table: `above` is one letter of `left` back, `before` is two.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (row, &letter) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, &other) in right.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let replaced = at(&above, column).saturating_add(usize::from(letter != other));
            let removed = at(&above, column + 1).saturating_add(1);
            let added = at(&current, column).saturating_add(1);
            let before_other = column.checked_sub(1).and_then(|back| right.get(back));
            let crossed = previous == Some(other) && before_other == Some(&letter);
            let swapped = match column.checked_sub(1) {
                Some(back) if crossed => at(&before, back).saturating_add(1),
                Some(_) | None => usize::MAX,
            };
            current.push(replaced.min(removed).min(added).min(swapped));
        }
        before = above;
        above = current;
        previous = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(left: &str, right: &str) -> usize {
        let left: Vec<char> = left.chars().collect();
        let right: Vec<char> = right.chars().collect();
        distance(&left, &right)
    }

    #[test]
    fn swapped_neighbors_count_once() {
        assert_eq!(letters("wlels", "wells"), 1);
        assert_eq!(letters("ab", "ba"), 1);
        assert_eq!(letters("abc", "cab"), 2);
    }

    #[test]
    fn distances_of_the_textbook() {
        assert_eq!(letters("", "abc"), 3);
        assert_eq!(letters("kitten", "sitting"), 3);
        assert_eq!(letters("same", "same"), 0);
    }

    #[test]
    fn short_names_need_to_be_closer() {
        assert_eq!(nearest("ab", ["xy"]), None);
        assert_eq!(nearest("leg", ["log"]), Some("log"));
        assert_eq!(nearest("a", ["b"]), None);
    }

    #[test]
    fn a_shared_last_segment_must_be_unique() {
        assert_eq!(nearest("result", ["scan.result", "dimer.result"]), None);
        assert_eq!(
            nearest("dimer.score", ["wells.score", "age"]),
            Some("wells.score")
        );
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(nearest("cat", ["bat", "hat"]), Some("bat"));
    }
}
