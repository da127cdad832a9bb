//! Numbers for the branches of a plan, and which of them say what another says.
//!
//! What was said once is not said again: the deeper of two such branches refers to the other. An emergency always
//! stands in full.

use std::collections::{BTreeMap, VecDeque};

use venule_engine::assessment::Line;
use venule_engine::plan::{Node, State};
use venule_engine::timing::Due;
use venule_knowledge::model::{ActionId, Knowledge};

use super::begun::Way;

/// Which branches are not shown in full, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Folds {
    folded: BTreeMap<String, Fold>,
}

/// A branch that says what another says.
#[derive(Debug)]
pub(super) struct Fold {
    /// The number of the other.
    pub(super) like: String,
    /// Whether something in it has a date, and the other's is another day.
    pub(super) other_days: bool,
}

/// A node with how it was reached.
struct Numbered<'p> {
    node: &'p Node,
    way: Way<'p>,
}

/// The number of a branch, from that of the case above it and its place under all tests of that case.
pub(super) fn number(above: &str, place: usize) -> String {
    if above.is_empty() {
        (place + 1).to_string()
    } else {
        format!("{above}.{}", place + 1)
    }
}

impl Folds {
    /// Finds them, near branches before far ones.
    pub(super) fn of(knowledge: &Knowledge, root: &Node) -> Self {
        let mut folds = Self::default();
        let mut shown: Vec<Numbered<'_>> = Vec::new();
        let mut open = VecDeque::from([Numbered {
            node: root,
            way: Way::default(),
        }]);
        while let Some(next) = open.pop_front() {
            if let Some(twin) = shown.iter().find(|it| stands_for(knowledge, it, &next)) {
                let fold = Fold {
                    like: twin.way.number.clone(),
                    other_days: twin.node.case.as_of.date != next.node.case.as_of.date
                        && next.node.all().into_iter().any(has_dates),
                };
                folds.folded.insert(next.way.number, fold);
                continue;
            }
            let below = next.node.branches().enumerate();
            open.extend(below.map(|(place, branch)| Numbered {
                node: &branch.node,
                way: next.way.below(knowledge, next.node, place),
            }));
            shown.push(next);
        }
        folds
    }

    /// What the branch with this number refers to, if it is not shown in full.
    pub(super) fn at(&self, number: &str) -> Option<&Fold> {
        self.folded.get(number)
    }
}

/// Whether a branch that is shown says all that another has to say.
fn stands_for(knowledge: &Knowledge, shown: &Numbered<'_>, other: &Numbered<'_>) -> bool {
    let worth_it = other.node.assessment.lines.len() > 1;
    let undecided = |it: &Numbered<'_>| {
        news(it.way.before, it.node)
            .filter(|line| !line.is_live())
            .count()
    };
    // The two may be weeks apart, so what is compared of a line is what is advised.
    let left_open = |it: &Numbered<'_>| -> Vec<ActionId> {
        let lines = it.way.left_open(knowledge, it.node);
        lines.iter().map(|line| line.action).collect()
    };
    other.node.state == State::Open
        && worth_it
        && shown.way.before.is_some()
        && other.node.says_the_same_as(shown.node)
        && undecided(shown) == undecided(other)
        && left_open(shown) == left_open(other)
}

/// The lines of a case that did not stand like that in the case before.
pub(crate) fn news<'n>(before: Option<&'n Node>, node: &'n Node) -> impl Iterator<Item = &'n Line> {
    let stood = move |line: &Line| before.is_some_and(|before| stood(before, line));
    node.assessment
        .lines
        .iter()
        .filter(move |line| !stood(line))
}

/// Whether a line stood in the case before, unchanged.
pub(super) fn stood(before: &Node, line: &Line) -> bool {
    before.assessment.lines.iter().any(|it| {
        (it.action, it.side, it.stance, it.red_flag)
            == (line.action, line.side, line.stance, line.red_flag)
            && it.due == line.due
            && it.duration == line.duration
            && it.status.kind() == line.status.kind()
    })
}

fn has_dates(node: &Node) -> bool {
    let dated = |line: &Line| {
        matches!(
            line.due,
            Due::Overdue { .. } | Due::Within { .. } | Due::Window { .. }
        )
    };
    !node.tests.is_empty() || node.assessment.lines.iter().any(dated)
}
