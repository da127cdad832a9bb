//! What provisional advice rests on: a smallest set of presumed facts that makes a condition come out.
//!
//! "Smallest" means that none of the set can be left out; it is found by leaving facts out one by one, in
//! reverse order of the vocabulary, so the same case always gives the same set.

use std::collections::BTreeSet;

use venule_knowledge::model::{Derivation, Knowledge};
use venule_logic::FactId;
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;

use crate::assessment::Proviso;
use crate::facts::{FactTable, Resolver};

/// A smallest set of presumed facts under which `truth` gives `wanted`, or nothing when even all of them do not.
pub(crate) fn smallest_presumption(
    knowledge: &Knowledge,
    resolver: &Resolver<'_>,
    plain: &FactTable,
    presumed: &FactTable,
    roots: &[FactId],
    wanted: Truth,
    truth: &dyn Fn(&FactTable) -> Truth,
) -> Option<Vec<Proviso>> {
    if truth(presumed) != wanted {
        return None;
    }
    let within = closure(knowledge, roots);
    let mut needed: BTreeSet<FactId> = within
        .iter()
        .copied()
        .filter(|id| presumed.presumed().contains(id))
        .collect();
    if needed.is_empty() {
        return Some(Vec::new());
    }
    let mut table = resolver.presuming_within(plain, &within, &|id| needed.contains(&id));
    let from = within
        .into_iter()
        .map(|id| (id, dependencies(knowledge, id)));
    let within: Vec<_> = from.collect();
    for fact in needed.clone().into_iter().rev() {
        let allowed = |id: FactId| id != fact && needed.contains(&id);
        let changed = resolver.leave_out((plain, &mut table), &within, fact, &allowed);
        if truth(&table) == wanted {
            needed.remove(&fact);
        } else {
            table.put_back(changed);
        }
    }
    Some(
        needed
            .into_iter()
            .map(|fact| Proviso::Fact {
                fact,
                value: presumed.value(fact),
            })
            .collect(),
    )
}

/// Everything that these facts depend on, themselves included, in an order fit for resolving.
pub(crate) fn closure(knowledge: &Knowledge, roots: &[FactId]) -> Vec<FactId> {
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    let mut open: Vec<FactId> = roots.to_vec();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(dependencies(knowledge, id));
        }
    }
    let order = knowledge.derivation_order.iter().copied();
    let derived: Vec<FactId> = order.filter(|id| seen.contains(id)).collect();
    for id in &derived {
        seen.remove(id);
    }
    seen.into_iter().chain(derived).collect()
}

/// The facts that a fact is derived from or settled by.
pub(crate) fn dependencies(knowledge: &Knowledge, id: FactId) -> Vec<FactId> {
    let Some(fact) = knowledge.facts.get(id.0 as usize) else {
        return Vec::new();
    };
    let mut found: Vec<FactId> = Vec::new();
    for condition in fact.implied.by.iter().chain(&fact.implied.refuted_by) {
        found.extend(condition.facts());
    }
    match &fact.derivation {
        None | Some(Derivation::View { .. }) => {}
        Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
            found.extend(condition.facts());
        }
        Some(Derivation::Cases { cases, .. }) => {
            for case in cases {
                found.extend(case.when.facts());
            }
        }
        Some(Derivation::Score(index)) => {
            if let Some(score) = knowledge.scores.get(*index) {
                found.extend(score.items.iter().map(|item| item.fact));
            }
        }
    }
    found
}
