//! What an order says of the patient: which items of its form the facts fill that stand in the order itself.

use venule_knowledge::model::{Knowledge, OrderItem};
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use crate::case::Case;
use crate::executor::Interpreter;
use crate::facts::is_known;
use crate::prepared::Prepared;

/// The facts of an order that say that it states something ("symptoms: stated"), by what was read of the order alone.
#[must_use]
pub fn says(knowledge: &Knowledge, form: usize, order: &Case) -> Vec<FactId> {
    let Some(form) = knowledge.orders.get(form) else {
        return Vec::new();
    };
    let legs = order.legs().into_iter();
    let legs = Prepared::all(knowledge, order, legs, &Interpreter, &|_| {});
    let is_known = |fact: FactId| legs.iter().any(|leg| is_known(&leg.plain.value(fact)));
    let is_filled = |item: &OrderItem| {
        let mut events = item.events.iter();
        let told = item
            .facts
            .iter()
            .map(|it| it.fact)
            .chain(item.told_by.iter().copied());
        told.into_iter().any(is_known)
            || events.any(|it| order.events.iter().any(|event| event.kind == it.event))
    };
    let states = |value: &Option<Value>| matches!(value, None | Some(Value::Boolean(true)));
    let items = form.items.iter().filter(|it| is_filled(it));
    items
        .filter_map(|it| it.fact.as_ref())
        .filter(|(_, value)| states(value))
        .map(|(fact, _)| *fact)
        .collect()
}
