//! Putting the answer to a question into a case.
//!
//! A question names a fact; where the fact is read from events, the answer goes into the event it is read from:
//! a new event for "yes, one was done", a statement that there was none for "no", an attribute, or a date.

use std::fmt;

use venule_knowledge::model::{Derivation, Knowledge, Measure, ViewId};
use venule_logic::{FactId, Value};

use crate::case::{Case, Dates, Entry, Event, State};
use crate::events::resolve_views;
use crate::side::{Leg, Side};

/// What somebody answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A value, a state, or "cannot be obtained".
    State(State),
    /// When the event was.
    When(Dates),
}

/// Why an answer cannot be put into the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswerable {
    /// The knowledge has no such fact.
    NoSuchFact,
    /// The fact is read from an event, and which event it is read from is not certain.
    NoSingleEvent,
    /// The fact takes another kind of answer: a value instead of a date, or the reverse.
    WrongKind,
}

impl fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchFact => "there is no such fact",
            Self::NoSingleEvent => "it is not certain which event this is about",
            Self::WrongKind => "the question asks for something else",
        })
    }
}

impl std::error::Error for Unanswerable {}

/// The case with an answer put into it.
///
/// An earlier answer to the same question is replaced.
///
/// # Errors
///
/// See [`Unanswerable`]. The case is not changed then.
pub fn answered(
    knowledge: &Knowledge,
    case: &Case,
    fact: FactId,
    side: Option<Side>,
    answer: &Answer,
) -> Result<Case, Unanswerable> {
    let definition = knowledge
        .facts
        .get(fact.0 as usize)
        .ok_or(Unanswerable::NoSuchFact)?;
    let mut case = case.clone();
    if let Some(Derivation::View { view, measure }) = &definition.derivation {
        return into_event(knowledge, case, *view, measure, side, answer);
    }
    let Answer::State(state) = answer else {
        return Err(Unanswerable::WrongKind);
    };
    if let (true, State::Known(Value::String(text))) = (definition.is_side, state) {
        case.side = Side::parse(text);
    }
    case.facts
        .retain(|entry| entry.fact != fact || entry.side != side);
    case.facts.push(Entry {
        fact,
        side,
        state: state.clone(),
        source: None,
        origin: None,
    });
    Ok(case)
}

fn into_event(
    knowledge: &Knowledge,
    mut case: Case,
    view: ViewId,
    measure: &Measure,
    side: Option<Side>,
    answer: &Answer,
) -> Result<Case, Unanswerable> {
    let definition = knowledge
        .views
        .get(view.0 as usize)
        .ok_or(Unanswerable::NoSuchFact)?;
    let sided = knowledge
        .events
        .get(definition.event)
        .is_some_and(|kind| kind.sided);
    let fresh = Event {
        kind: definition.event,
        side: side.or(case.side).filter(|_| sided),
        when: None,
        attributes: Vec::new(),
        source: None,
        origin: None,
    };
    let is_listed = case
        .events
        .iter()
        .any(|event| event.kind == definition.event);
    if *measure == Measure::Exists {
        forget_whether(&mut case, definition.event);
        match answer {
            Answer::State(State::Known(Value::Boolean(true))) => case.events.push(fresh),
            Answer::State(State::Known(Value::Boolean(false)) | State::NotDone) if !is_listed => {
                case.none_of.push(definition.event);
            }
            Answer::State(State::Unknown) if !is_listed => case.unknown_of.push(definition.event),
            Answer::State(State::Unobtainable) if !is_listed => {
                case.unobtainable_of.push(definition.event);
            }
            // One that is listed for another leg or time stays; the list is complete without this one.
            Answer::State(_) => {}
            Answer::When(_) => return Err(Unanswerable::WrongKind),
        }
        return Ok(case);
    }
    let says_something = matches!(answer, Answer::When(_) | Answer::State(State::Known(_)));
    if !is_listed && says_something {
        // To say when or what it was is to say that there was one.
        forget_whether(&mut case, definition.event);
        case.events.push(fresh);
    }
    let index = single_event(knowledge, &case, view, side).ok_or(Unanswerable::NoSingleEvent)?;
    let event = case
        .events
        .get_mut(index)
        .ok_or(Unanswerable::NoSingleEvent)?;
    match (measure, answer) {
        (Measure::DaysSince, Answer::When(dates)) => event.when = Some(*dates),
        (Measure::DaysSince, Answer::State(State::Known(_)))
        | (Measure::Attribute(_), Answer::When(_)) => return Err(Unanswerable::WrongKind),
        (Measure::Attribute(name), Answer::State(state)) => {
            event.attributes.retain(|(attribute, _)| attribute != name);
            event.attributes.push((name.clone(), state.clone()));
        }
        (Measure::DaysSince | Measure::Exists, _) => {}
    }
    Ok(case)
}

/// Takes back what was said of whether there was an event of a kind.
fn forget_whether(case: &mut Case, kind: usize) {
    for said in [
        &mut case.none_of,
        &mut case.unknown_of,
        &mut case.unobtainable_of,
    ] {
        said.retain(|other| *other != kind);
    }
}

/// The one event that a view picks for the leg in question.
fn single_event(
    knowledge: &Knowledge,
    case: &Case,
    view: ViewId,
    side: Option<Side>,
) -> Option<usize> {
    let leg = match side.or(case.side) {
        Some(Side::Left | Side::Both) => Leg::Left,
        Some(Side::Right) => Leg::Right,
        None => Leg::Unstated,
    };
    let views = resolve_views(knowledge, case, leg);
    match views.get(view.0 as usize)?.candidates.as_slice() {
        [index] => Some(*index),
        _ => None,
    }
}
