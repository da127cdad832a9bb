//! What a test may turn out to say, and the case in which it did.

use std::sync::Arc;

use venule_knowledge::model::{Attribute, EventKind, Knowledge, Recorded};
use venule_logic::Value;

use super::Outcome;
use super::advised::Advised;
use crate::case::{Case, Dates, Event, Moment, State};

/// What a test may turn out to say, in order of the vocabulary. Each has its result first.
pub(super) fn outcomes(kind: &EventKind, test: Advised<'_>) -> Vec<Outcome> {
    let result = kind.attributes.iter().find(|it| *it.name == *test.result);
    let mut found = Vec::new();
    for (value, _) in result.map_or(&[][..], |it: &Attribute| &it.choices) {
        if test.action.cannot_show.contains(value) {
            continue;
        }
        let plain = (Arc::from(test.result), Value::String(Arc::clone(value)));
        let mut told_apart = kind
            .outcomes
            .iter()
            .filter(|outcome| outcome.contains(&plain))
            .peekable();
        if told_apart.peek().is_none() {
            found.push(vec![plain.clone()]);
        }
        found.extend(told_apart.map(|outcome| result_first(outcome, test.result)));
    }
    found
}

fn result_first(outcome: &Recorded, result: &str) -> Outcome {
    let (mut first, rest): (Outcome, Outcome) = outcome
        .iter()
        .cloned()
        .partition(|(name, _)| **name == *result);
    first.extend(rest);
    first
}

/// The case with this outcome of a test in it, at the moment when it is there.
///
/// What is counted from the latest such test begins anew: nothing has happened since.
pub(super) fn with_outcome(
    knowledge: &Knowledge,
    case: &Case,
    test: Advised<'_>,
    outcome: &Outcome,
) -> Case {
    let mut after = case.clone();
    after.begin_anew(knowledge, test.event, test.side);
    after.none_of.retain(|none| none.kind != test.event);
    if test.on > case.as_of.date {
        after.as_of = Moment {
            date: test.on,
            time: None,
        };
    }
    let said = |name: &Arc<str>| outcome.iter().any(|(other, _)| other == name);
    let fixed = test.action.makes.iter().filter(|(name, _)| !said(name));
    after.events.push(Event {
        kind: test.event,
        side: test.side,
        when: Some(Dates::on(test.on)),
        is_next: true,
        attributes: outcome
            .iter()
            .chain(fixed)
            .map(|(name, value)| (Arc::clone(name), State::Known(value.clone())))
            .collect(),
        source: None,
        origin: None,
    });
    after
}
