//! What a case states, in words.

use venule_engine::case::{Case, Entry, State, Unlisted};
use venule_engine::parts::open_parts;
use venule_engine::side::Side;
use venule_knowledge::model::{EventKind, Knowledge};
use venule_logic::Value;

use super::words;

/// Everything that a case states, one fact or event each.
pub fn stated(knowledge: &Knowledge, case: &Case) -> Vec<String> {
    let facts = case.facts.iter().map(|entry| {
        let words = stated_fact(knowledge, entry);
        if says_not_which(knowledge, case, entry) {
            format!("{words} (which of these is not stated)")
        } else {
            words
        }
    });
    let events = (0..case.events.len()).filter_map(|index| stated_event(knowledge, case, index));
    let unlisted = |said: &[Unlisted], words: &dyn Fn(&EventKind) -> String| -> Vec<String> {
        let said = said.iter();
        let said = said.filter_map(|it| Some((knowledge.events.get(it.kind)?, it.side)));
        said.map(|(kind, side)| format!("{}{}", words(kind), of_leg(side)))
            .collect()
    };
    let absent = unlisted(&case.none_of, &none);
    let not_known = unlisted(&case.unknown_of, &|kind| {
        format!("{}: whether there was one is not known", kind.label)
    });
    let closed = unlisted(&case.unobtainable_of, &|kind| {
        format!("{}: whether there was one cannot be found out", kind.label)
    });
    facts
        .chain(events)
        .chain(absent)
        .chain(not_known)
        .chain(closed)
        .collect()
}

/// Whether a yes sums several things up, and the case does not say which of them holds.
fn says_not_which(knowledge: &Knowledge, case: &Case, entry: &Entry) -> bool {
    entry.state == State::Known(Value::Boolean(true))
        && !open_parts(knowledge, case, entry.fact, entry.side).is_empty()
}

/// That there was no event of a kind.
pub fn none(kind: &EventKind) -> String {
    let none = kind.none.clone();
    none.unwrap_or_else(|| format!("no {}", kind.label))
}

/// The leg that something is said of, in brackets.
pub fn of_leg(side: Option<Side>) -> String {
    side.map_or(String::new(), |side| {
        format!(" ({})", words::leg(Some(side)))
    })
}

/// A stated fact with its value.
pub fn stated_fact(knowledge: &Knowledge, entry: &Entry) -> String {
    let label = words::label(knowledge, entry.fact);
    let side = of_leg(entry.side);
    match &entry.state {
        State::Known(Value::Boolean(true)) => format!("{label}{side}"),
        State::Known(Value::Boolean(false)) => format!("{label}: no{side}"),
        State::Known(it) => format!("{label} {}{side}", words::value(knowledge, entry.fact, it)),
        State::Unknown => format!("{label}: not known{side}"),
        State::NotDone => format!("{label}: not done{side}"),
        State::Unobtainable => format!("{label}: cannot be obtained{side}"),
    }
}

/// A stated event with its date, side and what is known of it.
pub fn stated_event(knowledge: &Knowledge, case: &Case, index: usize) -> Option<String> {
    let event = case.events.get(index)?;
    let said = event
        .attributes
        .iter()
        .filter_map(|(name, state)| match state {
            State::Known(value) => Some(words::attribute(knowledge, event, name, value)),
            State::Unknown | State::NotDone | State::Unobtainable => None,
        });
    let said: Vec<String> = event
        .side
        .map(|side| words::leg(Some(side)).to_owned())
        .into_iter()
        .chain(said)
        .collect();
    let what = words::event(knowledge, case, index)?;
    Some(if said.is_empty() {
        what
    } else {
        format!("{what}: {}", said.join(", "))
    })
}
