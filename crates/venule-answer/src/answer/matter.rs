//! Whether a case tells of a leg at all: kidneys and a drug alone make no patient with one.

use std::collections::BTreeSet;

use venule_engine::case::{Case, Entry, State};
use venule_knowledge::model::{Fact, Guideline, Knowledge};
use venule_logic::{FactId, Value};

/// Whether anything known is of a leg: a study, a test, what is of one side, or what the scope of a guideline for a
/// complaint rests on. That nobody has the complaint tells of none.
pub(super) fn is_of_a_leg(knowledge: &Knowledge, case: &Case) -> bool {
    let complaints = knowledge.guidelines.iter();
    let complaints = complaints.filter_map(|it| it.complaint.as_ref());
    let complaints: Vec<FactId> = complaints.map(|it| it.fact).collect();
    let matter = matter(knowledge);
    let tells = |entry: &Entry| {
        let State::Known(value) = &entry.state else {
            return false;
        };
        if complaints.contains(&entry.fact) {
            return *value == Value::Boolean(true);
        }
        let fact = fact(knowledge, entry.fact);
        // An age tells of anybody.
        fact.is_some_and(|it| it.sided || !it.is_age && matter.contains(&entry.fact))
    };
    !case.events.is_empty() || !case.none_of.is_empty() || case.facts.iter().any(tells)
}

/// Whether anything of a leg is said to be so or was done, or a guideline for a complaint is asked for: more than what is
/// denied.
pub(super) fn shows_a_leg(knowledge: &Knowledge, case: &Case) -> bool {
    let guidelines = knowledge.guidelines.iter();
    let complaints = guidelines.filter_map(|it| it.complaint.as_ref());
    let is_so = |entry: &Entry| {
        let State::Known(value) = &entry.state else {
            return false;
        };
        let is_complaint = complaints.clone().any(|it| it.fact == entry.fact);
        let is_sided = fact(knowledge, entry.fact).is_some_and(|it| it.sided);
        *value == Value::Boolean(true) && (is_complaint || is_sided)
    };
    let of_a_leg = |kind: usize| knowledge.events.get(kind).is_some_and(|it| it.sided);
    case.facts.iter().any(is_so) || case.events.iter().any(|it| of_a_leg(it.kind))
}

/// What the scopes of the guidelines for a complaint rest on, however far behind.
fn matter(knowledge: &Knowledge) -> BTreeSet<FactId> {
    let for_complaint = |it: &&Guideline| it.complaint.is_some();
    let guidelines = knowledge.guidelines.iter().filter(for_complaint);
    let scopes = guidelines.flat_map(|it| it.scope.when.facts());
    let mut left: Vec<FactId> = scopes.copied().collect();
    let mut found = BTreeSet::new();
    while let Some(id) = left.pop() {
        if found.insert(id) {
            let behind = fact(knowledge, id).into_iter().flat_map(Fact::conditions);
            left.extend(behind.flat_map(|it| it.facts()));
        }
    }
    found
}

fn fact(knowledge: &Knowledge, id: FactId) -> Option<&Fact> {
    knowledge.facts.get(id.0 as usize)
}
