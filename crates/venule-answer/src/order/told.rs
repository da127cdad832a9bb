//! What a case tells for an item of an order, in words.

use venule_engine::case::Case;
use venule_engine::form::Told;
use venule_engine::side::Side;
use venule_knowledge::model::{ItemFact, Knowledge, OrderItem};
use venule_logic::Value;

use crate::words;

/// The words of an item that are pasted, with the leg ordered in its place.
pub fn to_paste(item: &OrderItem, side: Option<Side>) -> Option<String> {
    let leg = side.map_or("the symptomatic leg", |side| words::leg(Some(side)));
    item.text.as_ref().map(|text| text.replace("{leg}", leg))
}

/// What is told of an item, one text for each leg where the legs differ.
pub fn texts(knowledge: &Knowledge, case: &Case, item: &OrderItem, told: &[Told]) -> Vec<String> {
    let of_leg = |told: &Told| {
        let text = text(knowledge, case, item, told);
        match told.side {
            Some(side) => format!("{}: {text}", words::leg(Some(side))),
            None => text,
        }
    };
    told.iter().map(of_leg).collect()
}

/// What is told of an item for one leg, or for all.
pub fn text(knowledge: &Knowledge, case: &Case, item: &OrderItem, told: &Told) -> String {
    let facts = told
        .facts
        .iter()
        .filter_map(|(index, value)| Some(fact(knowledge, item.facts.get(*index)?, value)));
    let events = told
        .events
        .iter()
        .filter_map(|index| event(knowledge, case, *index));
    let none = told
        .none
        .iter()
        .filter_map(|kind| knowledge.events.get(*kind)?.none.clone());
    facts
        .chain(events)
        .chain(none)
        .collect::<Vec<_>>()
        .join("; ")
}

fn fact(knowledge: &Knowledge, it: &ItemFact, known: &Value) -> String {
    let label = || words::label(knowledge, it.fact);
    match (known, it.words(known), &it.say) {
        (_, Some(words), _) => words.to_owned(),
        (Value::Boolean(true), None, _) => label(),
        (Value::Boolean(false), None, _) => format!("no {}", label()),
        (Value::Null, None, _) => format!("{} not to be had", label()),
        (_, None, Some(say)) => say.replace("{value}", &words::value(knowledge, it.fact, known)),
        (_, None, None) => format!("{}: {}", label(), words::value(knowledge, it.fact, known)),
    }
}

/// An event with its date, leg and what it showed.
pub fn event(knowledge: &Knowledge, case: &Case, index: usize) -> Option<String> {
    let event = case.events.get(index)?;
    let shown = words::shown(knowledge, event);
    let leg = event.side.map(|side| words::leg(Some(side)).to_owned());
    let parts: Vec<String> = leg.into_iter().chain(shown).collect();
    let what = words::event(knowledge, case, index)?;
    Some(if parts.is_empty() {
        what
    } else {
        format!("{what} ({})", parts.join(", "))
    })
}
