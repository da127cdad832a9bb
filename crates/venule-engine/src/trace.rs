//! Why a value is what it is: from a condition back to what was stated.

use std::collections::BTreeSet;

use venule_knowledge::model::{Condition, Derivation, Knowledge};
use venule_logic::FactId;
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;

use crate::assessment::{FactUse, Provenance};
use crate::case::{Case, State};
use crate::facts::{FactTable, Resolver};
use crate::question::carried_by;

/// Everything needed to explain values of one leg.
pub(crate) struct Tracer<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) case: &'a Case,
    pub(crate) resolver: &'a Resolver<'a>,
}

impl Tracer<'_> {
    /// The facts that carry the truth of these conditions, each once.
    pub(crate) fn uses(&self, conditions: &[&Condition], facts: &FactTable) -> Vec<FactUse> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for condition in conditions {
            for id in carried_by(condition, facts) {
                if seen.insert(id) {
                    found.push(self.use_of(id, facts, &mut BTreeSet::new()));
                }
            }
        }
        found
    }

    /// What a fact's value was derived from.
    pub(crate) fn uses_of_derivation(&self, id: FactId, facts: &FactTable) -> Vec<FactUse> {
        match self.use_of(id, facts, &mut BTreeSet::new()).from {
            Provenance::Derived(uses) => uses,
            Provenance::Stated(_)
            | Provenance::Events(_)
            | Provenance::Presumed
            | Provenance::Unstated => Vec::new(),
        }
    }

    /// One fact with what it came from.
    pub(crate) fn use_of(
        &self,
        id: FactId,
        facts: &FactTable,
        path: &mut BTreeSet<FactId>,
    ) -> FactUse {
        let value = facts.value(id);
        let from = self.provenance(id, facts, path);
        FactUse {
            fact: id,
            value,
            from,
        }
    }

    fn provenance(&self, id: FactId, facts: &FactTable, path: &mut BTreeSet<FactId>) -> Provenance {
        if facts.presumed().contains(&id) {
            return Provenance::Presumed;
        }
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return Provenance::Unstated;
        };
        if let Some(Derivation::View { view, .. }) = &fact.derivation {
            let picked = facts.view(*view);
            return match picked {
                Some(picked) if picked.exists.is_some() => {
                    Provenance::Events(picked.candidates.clone())
                }
                _ => Provenance::Unstated,
            };
        }
        if path.insert(id) {
            let because = self.derived_from(fact.derivation.as_ref(), id, facts);
            let uses: Vec<FactUse> = because
                .into_iter()
                .map(|id| self.use_of(id, facts, path))
                .collect();
            path.remove(&id);
            if !uses.is_empty() {
                return Provenance::Derived(uses);
            }
        }
        match self.resolver.stated(id) {
            Some(entry) => self
                .case
                .facts
                .iter()
                .position(|other| std::ptr::eq(other, entry))
                .map_or(Provenance::Unstated, Provenance::Stated),
            None => Provenance::Unstated,
        }
    }

    /// The facts that carry a derived value; none where the stated value stands.
    fn derived_from(
        &self,
        derivation: Option<&Derivation>,
        id: FactId,
        facts: &FactTable,
    ) -> Vec<FactId> {
        let mut found = match derivation {
            None => self.implied_from(id, facts),
            Some(Derivation::View { .. }) => Vec::new(),
            Some(Derivation::Condition(condition)) => carried_by(condition, facts),
            Some(Derivation::Expression(condition)) => condition.facts().to_vec(),
            Some(Derivation::Cases { cases, .. }) => cases
                .iter()
                .find(|case| case.when.truth(facts) == Truth::True)
                .map(|case| carried_by(&case.when, facts))
                .unwrap_or_default(),
            Some(Derivation::Score(index)) => self
                .knowledge
                .scores
                .get(*index)
                .map(|score| score.items.iter().map(|item| item.fact).collect())
                .unwrap_or_default(),
        };
        let stated_stands = self.resolver.stated(id).is_some_and(
            |entry| matches!(&entry.state, State::Known(value) if value == facts.lent(id).as_ref()),
        );
        if stated_stands && !found.iter().all(|id| facts.is_known(*id)) {
            found.clear();
        }
        found
    }

    fn implied_from(&self, id: FactId, facts: &FactTable) -> Vec<FactId> {
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return Vec::new();
        };
        fact.implied
            .by
            .iter()
            .chain(&fact.implied.refuted_by)
            .find(|condition| condition.truth(facts) == Truth::True)
            .map(|condition| carried_by(condition, facts))
            .unwrap_or_default()
    }
}
