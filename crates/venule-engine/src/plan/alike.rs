//! Nodes that say the same, each counted from its own day.
//!
//! Branches of one test that say the same are joined in [`merge`](super::merge). Nodes of different tests are not
//! joined, because they are other patients on another day, but whoever shows a plan may show one of them only.

use super::{Node, Then};
use crate::assessment::{Line, ScopeStatus};

impl Node {
    /// Whether this node says of its day what another says of its own, now and all the way down.
    ///
    /// Lines with what they rest on, the tests and all that follows are equal, with each day counted from the day of
    /// the node. The probability of the node itself may differ where nothing follows.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let days = days(other, self);
        let (mine, theirs) = (&self.assessment, &other.assessment);
        self.state == other.state
            && super::merge::reported(self) == super::merge::reported(other)
            && mine.lines.len() == theirs.lines.len()
            && mine
                .lines
                .iter()
                .all(|line| theirs.lines.iter().any(|it| same_line(line, it, days)))
            && self.follows_the_same(other, days)
    }

    fn follows_the_same(&self, other: &Self, days: i64) -> bool {
        let same_chances = self.branches().next().is_none() || self.chances == other.chances;
        same_chances
            && self.tests.len() == other.tests.len()
            && self.tests.iter().zip(&other.tests).all(|(one, other)| {
                let on = other.on.saturating_add(jiff::Span::new().days(days));
                (one.action, one.side, one.option_of) == (other.action, other.side, other.option_of)
                    && (one.on, one.dated) == (on, other.dated)
                    && same_then(&one.then, &other.then)
            })
    }
}

/// How many days the second is after the first.
fn days(first: &Node, second: &Node) -> i64 {
    let (first, second) = (first.case.as_of.date, second.case.as_of.date);
    first.until(second).map_or(0, |it| it.get_days().into())
}

/// Whether a line says what another would say that many days later.
fn same_line(line: &Line, earlier: &Line, days: i64) -> bool {
    let rules = |it: &Line| -> Vec<_> {
        let mut rules: Vec<_> = it
            .rules
            .iter()
            .map(|trace| (trace.rule.0, trace.status.kind()))
            .collect();
        rules.sort_unstable();
        rules
    };
    let settled = |it: &Line| it.scope == ScopeStatus::Applies;
    (line.action, line.side, line.stance, line.one_of)
        == (earlier.action, earlier.side, earlier.stance, earlier.one_of)
        && line.due == earlier.due.moved(days)
        && line.duration == earlier.duration
        && line.status == earlier.status
        && line.ratings == earlier.ratings
        && line.red_flag == earlier.red_flag
        && settled(line) == settled(earlier)
        && rules(line) == rules(earlier)
}

fn same_then(one: &Then, other: &Then) -> bool {
    match (one, other) {
        (Then::Branches(one), Then::Branches(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(a, b)| {
                    a.outcomes == b.outcomes
                        && a.node.chances == b.node.chances
                        && a.node.says_the_same_as(&b.node)
                })
        }
        (Then::Again, Then::Again)
        | (Then::TooDeep, Then::TooDeep)
        | (Then::TooMany, Then::TooMany) => true,
        (Then::Branches(_) | Then::Again | Then::TooDeep | Then::TooMany, _) => false,
    }
}
