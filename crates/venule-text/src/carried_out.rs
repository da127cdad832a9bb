//! Requests for what has been done by now: "Exam: complete duplex, left leg" above its findings is no order.
//!
//! In: the events of a text, settled, and its facts. Out: the facts without those that only order such an event.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::candidate::{Candidate, EventCandidate, Reason, Standing};
use crate::language::model::{InPlan, Language};
use crate::scan::{Hits, What};

/// Sets aside what orders an event, where the words that order it name one that has shown something.
pub(crate) fn set_aside(
    language: &Language,
    hits: &Hits,
    events: &[EventCandidate],
    facts: &mut [Candidate],
) {
    let shown = |event: &&EventCandidate| {
        let how = language.frame_of(event.frame);
        let how = how.map_or(&[][..], |frame| &frame.how);
        event.standing == Standing::Accepted && event.is_told(how)
    };
    let mut done: Vec<u32> = events.iter().filter(shown).map(|it| it.at).collect();
    if done.is_empty() {
        return;
    }
    done.sort_unstable();
    let mut ordered: FxHashMap<u32, Vec<&Arc<str>>> = FxHashMap::default();
    for hit in hits.all() {
        let What::Concept { id, .. } = hit.what else {
            continue;
        };
        let concept = language.concepts.get(id.0 as usize);
        let Some(concept) = concept.filter(|it| it.in_plan == InPlan::Orders) else {
            continue;
        };
        let next = done.partition_point(|at| *at < hit.first);
        if done.get(next).is_some_and(|at| *at < hit.last) {
            ordered.entry(hit.first).or_default().push(&concept.id);
        }
    }
    for fact in facts {
        let mut concepts = ordered.get(&fact.at).into_iter().flatten();
        if concepts.any(|id| fact.proof.rules.contains(id)) {
            fact.standing = Standing::SetAside(Reason::MoreSpecific);
        }
    }
}
