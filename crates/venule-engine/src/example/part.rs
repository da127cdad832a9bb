//! An expectation part by part, for pages that put it into words.

use venule_knowledge::model::{ActionId, Stance};
use venule_logic::FactId;

use super::expectation::Expectation;
use crate::assessment::Kind;
use crate::side::Side;

/// One thing that is expected of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'e> {
    /// A line of advice.
    Line {
        /// How the action is advised.
        stance: Stance,
        /// The action.
        action: ActionId,
        /// How sure; decided or provisional where nothing is said.
        status: Option<Kind>,
        /// When, as the case file says it.
        timing: Option<String>,
        /// The leg.
        side: Option<Side>,
        /// The rating that it carries; an empty text for none.
        rating: Option<&'e str>,
    },
    /// An action that is not advised.
    NotAdvised(ActionId),
    /// An action that is not advised against.
    NotAdvisedAgainst(ActionId),
    /// An item that the examination must contain.
    Item(&'e str),
    /// An item that the examination need not contain.
    NoItem(&'e str),
    /// A question that is asked.
    Asked(FactId),
    /// A question that is not asked.
    NotAsked(FactId),
    /// A guideline, by index, that does not cover the patient.
    OutOfScope(usize),
    /// A fact with the value that it comes out as, as the case file says it.
    Fact(FactId, &'e str),
    /// A contradiction that is reported.
    Contradiction(&'e str),
    /// An action over which a conflict is reported.
    Conflict(ActionId),
}

impl Expectation {
    /// Everything that is expected, lines of advice first.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts: Vec<Part<'_>> = Vec::new();
        parts.extend(self.lines.iter().map(|line| Part::Line {
            stance: line.stance,
            action: line.action,
            status: line.status,
            timing: line.timing.as_ref().map(ToString::to_string),
            side: line.side,
            rating: line.rating.as_deref(),
        }));
        parts.extend(self.absent.iter().copied().map(Part::NotAdvised));
        parts.extend(self.not_avoid.iter().copied().map(Part::NotAdvisedAgainst));
        parts.extend(self.protocol.iter().map(|name| Part::Item(name)));
        parts.extend(self.not_protocol.iter().map(|name| Part::NoItem(name)));
        parts.extend(self.ask.iter().copied().map(Part::Asked));
        parts.extend(self.not_ask.iter().copied().map(Part::NotAsked));
        parts.extend(self.out_of_scope.iter().copied().map(Part::OutOfScope));
        let facts = self.facts.iter();
        parts.extend(facts.map(|(fact, value)| Part::Fact(*fact, value)));
        let contradictions = self.contradictions.iter();
        parts.extend(contradictions.map(|name| Part::Contradiction(name)));
        parts.extend(self.conflicts.iter().copied().map(Part::Conflict));
        parts
    }
}
