//! Putting things into an order in which each follows what it needs, and finding the circles that forbid one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::diagnostic::Diagnostic;
use crate::source::Origin;

/// An order of `0..needs.len()` in which each number follows those it needs, otherwise ascending; and every circle.
///
/// Members of a circle, and what needs them, are missing from the order.
pub(super) fn sort(needs: &[Vec<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let count = needs.len();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut open: Vec<usize> = vec![0; count];
    for (user, needed) in needs.iter().enumerate() {
        for &need in needed {
            if let Some(users) = needed_by.get_mut(need) {
                users.push(user);
                if let Some(open) = open.get_mut(user) {
                    *open += 1;
                }
            }
        }
    }
    let mut ready: BinaryHeap<Reverse<usize>> = open
        .iter()
        .enumerate()
        .filter(|(_, open)| **open == 0)
        .map(|(at, _)| Reverse(at))
        .collect();
    let mut order = Vec::with_capacity(count);
    while let Some(Reverse(at)) = ready.pop() {
        order.push(at);
        for &user in needed_by.get(at).into_iter().flatten() {
            if let Some(open) = open.get_mut(user) {
                *open -= 1;
                if *open == 0 {
                    ready.push(Reverse(user));
                }
            }
        }
    }
    let circles = if order.len() == count {
        Vec::new()
    } else {
        circles(needs, &open)
    };
    (order, circles)
}

/// The circles among the numbers that still wait, found by walking from each along what it waits for.
fn circles(needs: &[Vec<usize>], open: &[usize]) -> Vec<Vec<usize>> {
    let waits = |at: usize| open.get(at).is_some_and(|open| *open > 0);
    // When a number was first walked over: 0 for never, otherwise the number of the walk.
    let mut walked: Vec<usize> = vec![0; needs.len()];
    let mut found = Vec::new();
    for start in (0..needs.len()).filter(|at| waits(*at)) {
        let walk = start + 1;
        let mut path = Vec::new();
        let mut at = start;
        loop {
            match walked.get_mut(at) {
                Some(first) if *first == 0 => *first = walk,
                Some(first) if *first == walk => {
                    let from = path.iter().position(|passed| *passed == at).unwrap_or(0);
                    found.push(path.split_off(from));
                    break;
                }
                _ => break,
            }
            path.push(at);
            let next = needs
                .get(at)
                .and_then(|needed| needed.iter().copied().find(|need| waits(*need)));
            let Some(next) = next else { break };
            at = next;
        }
    }
    found
}

/// Reports a circle, showing each member with the one it needs.
///
/// `verb` is what a member does to the next, such as "is derived from".
pub(super) fn circle<'a>(
    id: &'static str,
    verb: &str,
    help: &str,
    members: &[usize],
    name_and_place: impl Fn(usize) -> Option<(&'a str, Origin)>,
) -> Option<Diagnostic> {
    let named: Vec<(&str, Origin)> = members
        .iter()
        .filter_map(|member| name_and_place(*member))
        .collect();
    let ((first, place), rest) = named.split_first()?;
    let message = match rest {
        [] => format!("`{first}` {verb} itself"),
        _ => format!("`{first}` {verb} itself, by way of others"),
    };
    let after = rest.iter().map(|(name, _)| *name).chain([*first]);
    let mut problem = Diagnostic::error(id, message, *place).help(help);
    for (position, ((name, place), next)) in named.iter().zip(after).enumerate() {
        let text = format!("`{name}` {verb} `{next}`");
        problem = if position == 0 {
            problem.labeled(text)
        } else {
            problem.also(*place, text)
        };
    }
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_follows_what_it_needs() {
        let (order, circles) = sort(&[vec![2], vec![], vec![1], vec![0, 1]]);
        assert_eq!(order, [1, 2, 0, 3]);
        assert!(circles.is_empty());
    }

    #[test]
    fn every_circle_is_found_once_and_what_hangs_on_it_is_not_one() {
        let (order, circles) = sort(&[vec![1], vec![0], vec![2], vec![0], vec![]]);
        assert_eq!(order, [4]);
        assert_eq!(circles, [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_long_chain_takes_no_stack() {
        let needs: Vec<Vec<usize>> = (0..200_000_usize)
            .map(|at| at.checked_sub(1).into_iter().collect())
            .collect();
        assert_eq!(sort(&needs).0.len(), 200_000);
    }
}
