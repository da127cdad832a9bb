//! From what was recorded of segments to facts of the report.

use venule_knowledge::model::{Knowledge, ReportForm, Sum, Tally};
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use super::{Described, WrittenReport};
use crate::case::{Case, Entry, Moment, State};
use crate::facts::{FactTable, Resolver, is_known};
use crate::side::{Leg, Side};

/// The segments of one leg with their facts, by index in the form. Nothing for those that are not described.
pub(super) struct Segments {
    leg: Leg,
    facts: Vec<Option<FactTable>>,
}

impl Segments {
    /// Derives the facts of every segment that is described of a leg, each for itself.
    pub(super) fn of_leg(
        knowledge: &Knowledge,
        form: &ReportForm,
        written: &WrittenReport,
        leg: Leg,
    ) -> Self {
        let facts = (0..form.segments.len()).map(|index| {
            let is_this = |it: &&Described| it.segment == index && it.side.covers(leg);
            let described = written.described.iter().find(is_this)?;
            let given = form.segments.get(index)?.given.iter();
            let given = given.map(|(fact, value)| (*fact, State::Known(value.clone())));
            let recorded = described.facts.iter().cloned().chain(given);
            Some(of_segment(knowledge, written.case.as_of, leg, recorded))
        });
        Self {
            leg,
            facts: facts.collect(),
        }
    }

    /// What is known of a fact of a segment; null where nothing is.
    pub(super) fn value(&self, segment: usize, fact: FactId) -> Value {
        let facts = self.facts.get(segment).and_then(Option::as_ref);
        facts.map_or(Value::Null, |facts| facts.value(fact))
    }

    /// Whether anything was recorded of a segment.
    pub(super) fn is_described(&self, segment: usize) -> bool {
        matches!(self.facts.get(segment), Some(Some(_)))
    }

    pub(super) fn leg(&self) -> Leg {
        self.leg
    }
}

/// The facts of one segment, from what was recorded of it alone.
pub(crate) fn of_segment(
    knowledge: &Knowledge,
    as_of: Moment,
    leg: Leg,
    recorded: impl Iterator<Item = (FactId, State)>,
) -> FactTable {
    let mut case = Case::new(as_of);
    case.side = leg.side();
    case.facts = recorded
        .map(|(fact, state)| entry(fact, None, state))
        .collect();
    Resolver::new(knowledge, &case, leg).plain()
}

/// The facts that the tallies of a form give a leg.
pub(super) fn facts(form: &ReportForm, leg: &Segments, both: &[Segments]) -> Vec<Entry> {
    form.tallies
        .iter()
        .map(|tally| {
            let looked_at = if tally.both_legs {
                both
            } else {
                std::slice::from_ref(leg)
            };
            let value = Value::Boolean(holds(tally, looked_at));
            entry(tally.fact, leg.leg.side(), State::Known(value))
        })
        .collect()
}

/// Never unknown: what a report does not show it does not show.
fn holds(tally: &Tally, legs: &[Segments]) -> bool {
    let mut values = legs.iter().flat_map(|leg| {
        tally
            .of
            .iter()
            .map(|segment| leg.value(*segment, tally.about))
    });
    match &tally.sum {
        Sum::Any(wanted) => values.any(|value| wanted.contains(&value)),
        Sum::Every(wanted) => values.all(|value| wanted.contains(&value)),
        Sum::Described => values.all(|value| is_known(&value)),
    }
}

pub(super) fn entry(fact: FactId, side: Option<Side>, state: State) -> Entry {
    Entry {
        fact,
        side,
        state,
        source: None,
        origin: None,
    }
}
