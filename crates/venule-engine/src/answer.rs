//! Putting the answer to a question into a case.
//!
//! A question names a fact; where the fact is read from events, the answer goes into the event it is read from:
//! a new event for "yes, one was done", a statement that there was none for "no", an attribute, or a date.

mod event;

use std::fmt;

use venule_knowledge::model::{Derivation, Knowledge};
use venule_logic::{FactId, Value};

use crate::case::{Case, Dates, Entry, State};
use crate::side::Side;
use event::AboutEvent;

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
    /// The fact is read from an event, and the case says that there was none.
    NoSuchEvent,
    /// Whether there was an event of a certain result follows from the events and their results.
    FollowsFromEvents,
    /// The fact takes another kind of answer: a value instead of a date, or the reverse.
    WrongKind,
}

impl fmt::Display for Unanswerable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchFact => "there is no such fact",
            Self::NoSingleEvent => "it is not certain which event this is about",
            Self::NoSuchEvent => "there was no such event, as was said before",
            Self::FollowsFromEvents => {
                "say whether there was any such study and what it showed; this follows from it"
            }
            Self::WrongKind => "the question asks for something else",
        })
    }
}

impl std::error::Error for Unanswerable {}

/// The case with an answer put into it.
///
/// An earlier answer to the same question is replaced.
/// What is said of an event of one leg says nothing of the other one.
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
        let definition = knowledge.views.get(view.0 as usize);
        let about = AboutEvent {
            knowledge,
            view: *view,
            definition: definition.ok_or(Unanswerable::NoSuchFact)?,
            side,
        };
        about.put(&mut case, measure, answer)?;
        return Ok(case);
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
