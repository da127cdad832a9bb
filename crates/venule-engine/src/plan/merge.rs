//! Branches that say the same are one branch.

use venule_knowledge::model::ActionId;

use super::{Branch, Node, Outcome, Then};
use crate::assessment::Essence;

/// Branches of one test, equal ones joined, in order of their first result.
pub(super) fn merged(results: impl Iterator<Item = (Outcome, Node)>) -> Vec<Branch> {
    let mut branches: Vec<Branch> = Vec::new();
    for (outcome, node) in results {
        match branches.iter_mut().find(|other| same(&other.node, &node)) {
            Some(twin) => twin.outcomes.push(outcome),
            None => branches.push(Branch {
                outcomes: vec![outcome],
                node,
            }),
        }
    }
    branches
}

/// Whether two nodes say the same, now and all the way down.
fn same(one: &Node, other: &Node) -> bool {
    one.state == other.state
        && one.chances == other.chances
        && reported(one) == reported(other)
        && equal_sets(&one.assessment.essence(), &other.assessment.essence())
        && one.tests.len() == other.tests.len()
        && one.tests.iter().zip(&other.tests).all(|(a, b)| {
            (a.action, a.side, a.option_of, a.on) == (b.action, b.side, b.option_of, b.on)
                && match (&a.then, &b.then) {
                    (Then::Branches(a), Then::Branches(b)) => {
                        a.len() == b.len()
                            && a.iter()
                                .zip(b)
                                .all(|(a, b)| a.outcomes == b.outcomes && same(&a.node, &b.node))
                    }
                    (Then::Again, Then::Again)
                    | (Then::TooDeep, Then::TooDeep)
                    | (Then::TooMany, Then::TooMany) => true,
                    (Then::Branches(_) | Then::Again | Then::TooDeep | Then::TooMany, _) => false,
                }
        })
}

/// Contradictions and withheld advice are not part of the equality of assessments, and a reader must see them.
pub(super) fn reported(node: &Node) -> (Vec<usize>, Vec<[ActionId; 2]>) {
    let assessment = &node.assessment;
    let contradictions = assessment.contradictions.iter();
    let conflicts = assessment.conflicts.iter();
    (
        contradictions.map(|it| it.contradiction).collect(),
        conflicts
            .map(|it| [it.for_line.action, it.against.action])
            .collect(),
    )
}

fn equal_sets(one: &[Essence], other: &[Essence]) -> bool {
    one.len() == other.len()
        && one.iter().all(|it| other.contains(it))
        && other.iter().all(|it| one.contains(it))
}
