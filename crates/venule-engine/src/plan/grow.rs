//! The tree, near assessments before far ones.

use std::collections::VecDeque;

use venule_knowledge::model::{ActionId, Knowledge};

use super::advised::{Advised, tests};
use super::outcome::{outcomes, with_outcome};
use super::{Limits, Node, Outcome, Plan, State, Test, Then, chance, merge};
use crate::assess::{conclude, conclude_lines, prepared};
use crate::assessment::{Assessment, Line};
use crate::case::Case;
use crate::executor::Interpreter;
use crate::side::Side;

/// A node whose branches are elsewhere in the list.
struct Sprout<'k> {
    node: Node,
    /// The tests whose results led here.
    path: Vec<Step>,
    tests: Vec<(Advised<'k>, Growth)>,
}

/// A test whose result a plan has taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    action: ActionId,
    side: Option<Side>,
    /// Whether it was one option among several.
    chosen: bool,
}

/// What became of a test.
enum Growth {
    /// The results with the positions of their nodes, which follow this one.
    Into(Vec<(Outcome, usize)>),
    Again,
    TooDeep,
    TooMany,
}

/// Grows the plan of a case.
pub(super) fn grow(knowledge: &Knowledge, case: &Case, limits: Limits) -> Plan {
    let mut sprouts = vec![sprout(knowledge, case.clone(), Vec::new(), true)];
    let mut open = VecDeque::from([0]);
    while let Some(at) = open.pop_front() {
        let Some(parent) = sprouts.get(at) else {
            continue;
        };
        let tests = parent.tests_to_grow(knowledge);
        let (case, path) = (parent.node.case.clone(), parent.path.clone());
        let mut grown = Vec::new();
        for test in tests {
            let step = Step {
                action: test.id,
                side: test.side,
                chosen: test.option_of.is_some(),
            };
            let results = knowledge
                .events
                .get(test.event)
                .map_or_else(Vec::new, |kind| outcomes(kind, test));
            let growth = if is_taken(&path, &test) {
                Growth::Again
            } else if path.len() >= limits.depth {
                Growth::TooDeep
            } else if sprouts.len() + results.len() > limits.nodes {
                Growth::TooMany
            } else {
                let mut into = Vec::new();
                for outcome in results {
                    let path = path.iter().copied().chain([step]).collect();
                    let after = with_outcome(knowledge, &case, test, &outcome);
                    into.push((outcome, sprouts.len()));
                    open.push_back(sprouts.len());
                    sprouts.push(sprout(knowledge, after, path, limits.asks));
                }
                Growth::Into(into)
            };
            grown.push((test, growth));
        }
        if let Some(parent) = sprouts.get_mut(at) {
            parent.tests = grown;
        }
    }
    let assessed = sprouts.len();
    let root = gathered(sprouts).unwrap_or_else(|| node(knowledge, case.clone(), true));
    Plan { root, assessed }
}

impl Sprout<'_> {
    /// The tests that are expanded here. A choice among options is made once on a path.
    fn tests_to_grow<'k>(&self, knowledge: &'k Knowledge) -> Vec<Advised<'k>> {
        if self.node.state != State::Open {
            return Vec::new();
        }
        let taken = |test: &Advised<'_>| is_taken(&self.path, test);
        let mut tests = tests(knowledge, &self.node.case, &self.node.assessment, &taken);
        if self.path.iter().any(|step| step.chosen) {
            tests.retain(|test| test.option_of.is_none());
        }
        tests
    }
}

/// Whether the result of a test led here.
fn is_taken(path: &[Step], test: &Advised<'_>) -> bool {
    path.iter()
        .any(|step| (step.action, step.side) == (test.id, test.side))
}

fn sprout<'k>(knowledge: &'k Knowledge, case: Case, path: Vec<Step>, asks: bool) -> Sprout<'k> {
    Sprout {
        node: node(knowledge, case, asks),
        path,
        tests: Vec::new(),
    }
}

fn node(knowledge: &Knowledge, case: Case, asks: bool) -> Node {
    let prepared = prepared(knowledge, &case, &Interpreter, &|_| {});
    let concluded = if asks { conclude } else { conclude_lines };
    let assessment = concluded(knowledge, &case, &Interpreter, &prepared);
    let state = state(knowledge, &assessment);
    let chances = match state {
        State::Open | State::Undecided => chance::chances(knowledge, &case, &prepared),
        State::RedFlag | State::OutOfScope => Vec::new(),
    };
    drop(prepared);
    Node {
        case,
        assessment,
        state,
        chances,
        tests: Vec::new(),
    }
}

fn state(knowledge: &Knowledge, assessment: &Assessment) -> State {
    let mut live = assessment
        .lines
        .iter()
        .filter(|line| line.is_live())
        .peekable();
    if live.clone().any(|line: &Line| line.red_flag) {
        State::RedFlag
    } else if assessment.is_out_of_scope(knowledge) {
        State::OutOfScope
    } else if live.peek().is_none() {
        State::Undecided
    } else {
        State::Open
    }
}

/// The root with everything below it in its place. Branches come after their parent in the list, so going from the
/// end each node is whole before it is put under another.
fn gathered(sprouts: Vec<Sprout<'_>>) -> Option<Node> {
    let mut whole: Vec<Option<Node>> = Vec::new();
    whole.resize_with(sprouts.len(), || None);
    for (at, sprout) in sprouts.into_iter().enumerate().rev() {
        let Sprout {
            mut node, tests, ..
        } = sprout;
        for (test, growth) in tests {
            let then = match growth {
                Growth::Again => Then::Again,
                Growth::TooDeep => Then::TooDeep,
                Growth::TooMany => Then::TooMany,
                Growth::Into(results) => {
                    Then::Branches(merge::merged(results.into_iter().filter_map(
                        |(outcome, at)| Some((outcome, whole.get_mut(at)?.take()?)),
                    )))
                }
            };
            node.tests.push(Test {
                action: test.id,
                side: test.side,
                option_of: test.option_of,
                on: test.on,
                dated: test.dated,
                then,
            });
        }
        if let Some(slot) = whole.get_mut(at) {
            *slot = Some(node);
        }
    }
    whole.into_iter().next().flatten()
}
