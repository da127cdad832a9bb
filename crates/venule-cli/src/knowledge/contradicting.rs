//! What a contradiction consists of, for whoever prints it.

use venule_knowledge::model::{Condition, Contradiction, EventPattern, StatementId};
use venule_knowledge::source::Origin;
use venule_logic::FactId;

/// A contradiction in parts. `T` is a text as the page has it.
#[derive(Debug)]
pub(super) struct Parts<'k, T> {
    pub(super) name: &'k str,
    pub(super) message: &'k str,
    pub(super) states: &'k [StatementId],
    pub(super) origin: Origin,
    /// Between facts: what cannot hold.
    pub(super) condition: Option<&'k Condition>,
    /// What becomes of each side, in order.
    pub(super) terms: Vec<(&'static str, Vec<T>)>,
}

/// Takes a contradiction apart, with the words of a page for facts, events and plain text.
pub(super) fn parts<'k, T>(
    contradiction: &'k Contradiction,
    fact: impl Fn(FactId) -> T,
    event: impl Fn(&EventPattern) -> T,
    plain: impl Fn(&str) -> T,
) -> Parts<'k, T> {
    match contradiction {
        Contradiction::Facts {
            name,
            when,
            presuming,
            set_aside,
            message,
            states,
            origin,
        } => {
            let facts = |ids: &[FactId]| ids.iter().map(|id| fact(*id)).collect();
            let mut terms = vec![("set aside", facts(set_aside))];
            if !presuming.is_empty() {
                terms.insert(0, ("presumed here while not known", facts(presuming)));
            }
            Parts {
                name,
                message,
                states,
                origin: *origin,
                condition: Some(when),
                terms,
            }
        }
        Contradiction::Events {
            name,
            first,
            second,
            same,
            message,
            states,
            origin,
        } => {
            let mut terms = vec![
                ("set aside", vec![event(first)]),
                ("stands", vec![event(second)]),
                ("of", vec![plain("one leg, on dates that may be the same")]),
            ];
            if !same.is_empty() {
                let same = same.iter().map(|name| plain(name)).collect();
                terms.push(("with the same", same));
            }
            Parts {
                name,
                message,
                states,
                origin: *origin,
                condition: None,
                terms,
            }
        }
    }
}
