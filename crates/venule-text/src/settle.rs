//! Two values of one attribute of an event: which of them stands.

use std::sync::Arc;

use venule_knowledge::model::Knowledge;
use venule_logic::Value;

use crate::candidate::EventCandidate;
use crate::language::model::{Frame, Language};

/// A value as it was told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) value: &'a Value,
    /// Whether any other value goes before it.
    pub(crate) weak: bool,
}

/// Puts a value into an event. Returns whether it agrees with what the event said before, or one of the two goes before
/// the other.
pub(crate) fn put(
    knowledge: &Knowledge,
    language: &Language,
    event: &mut EventCandidate,
    name: &Arc<str>,
    told: Told<'_>,
) -> bool {
    let frame = language.frame_of(event.frame);
    let stands = match event.said(name) {
        None => Some((told.value.clone(), told.weak)),
        Some(known) => standing(knowledge, frame, name, [known, told]),
    };
    let Some((value, weak)) = stands else {
        return false;
    };
    event.weak.retain(|it| it != name);
    if weak {
        event.weak.push(Arc::clone(name));
    }
    match event.attributes.iter_mut().find(|(it, _)| it == name) {
        Some((_, known)) => *known = value,
        None => event.attributes.push((Arc::clone(name), value)),
    }
    true
}

/// The value that stands of two, and whether it is weak. Nothing where they disagree.
pub(crate) fn standing(
    knowledge: &Knowledge,
    frame: Option<&Frame>,
    name: &str,
    [known, told]: [Told<'_>; 2],
) -> Option<(Value, bool)> {
    match (known.weak, told.weak) {
        _ if known.value == told.value => Some((known.value.clone(), known.weak && told.weak)),
        (true, false) => Some((told.value.clone(), false)),
        (false, true) => Some((known.value.clone(), false)),
        (weak, _) => {
            let first = frame?.first_of(knowledge, name, [known.value, told.value])?;
            Some((first, weak))
        }
    }
}
