//! A finding and a conclusion of one event that do not hold together: "vein not compressible ... impression: no thrombosis".
//!
//! What is found is what is told anywhere but below a heading that leads; what is concluded is told there, or with words
//! of a slot that concludes. Which values do not hold together, and what is then said of the event, is for the language.

use std::sync::Arc;

use venule_logic::{Partial, Value};

use crate::candidate::EventCandidate;
use crate::language::model::{Against, Language};

/// A value of an attribute, and whether it is a conclusion.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    attribute: Arc<str>,
    value: Value,
    concluded: bool,
    /// Whether any other value goes before it.
    weak: bool,
}

impl EventCandidate {
    /// Takes note of a value, if it may be one of two that do not hold together.
    pub(crate) fn hear(
        &mut self,
        language: &Language,
        (name, value): &(Arc<str>, Value),
        concluded: bool,
        weak: bool,
    ) {
        let frame = language.frame_of(self.frame);
        let mut against = frame.into_iter().flat_map(|it| &it.against);
        let heard = || Heard {
            attribute: Arc::clone(name),
            value: value.clone(),
            concluded,
            weak,
        };
        if against.any(|it| it.attribute == *name) && !self.heard.contains(&heard()) {
            self.heard.push(heard());
        }
    }
}

/// Says of an event what follows where its findings and its conclusion do not hold together.
pub(crate) fn settle(language: &Language, event: &mut EventCandidate) {
    let frame = language.frame_of(event.frame);
    let against = frame.into_iter().flat_map(|it| &it.against);
    let sets: Vec<_> = against
        .filter(|it| do_not_hold(it, &event.heard))
        .flat_map(|it| it.sets.iter().cloned())
        .collect();
    for (name, value) in sets {
        if event.said(&name).is_none() {
            event.attributes.push((name, value));
        }
    }
}

fn do_not_hold(against: &Against, heard: &[Heard]) -> bool {
    let of = |concluded: bool| {
        let heard = heard.iter();
        let heard = heard.filter(move |it| it.concluded == concluded);
        let heard = heard.filter(|it| it.attribute == against.attribute);
        // One vein that is free says nothing of the others.
        let heard = heard.filter(move |it| concluded || !it.weak || !against.only);
        heard.map(|it| &it.value)
    };
    let found = |value: &Value| is_of(value, &against.found);
    let concluded = |value: &Value| is_of(value, &against.concluded);
    of(false).any(found)
        && of(true).any(concluded)
        && !of(true).any(found)
        && (!against.only || of(false).all(found))
}

/// Whether a value, or each of those that it leaves open, is one of some.
fn is_of(value: &Value, values: &[Value]) -> bool {
    match value {
        Value::Partial(Partial::Choices(codes)) => codes
            .iter()
            .all(|code| values.contains(&Value::String(Arc::clone(code)))),
        one => values.contains(one),
    }
}
