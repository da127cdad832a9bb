//! The status of every rule for one leg, before rules meet each other.

use venule_knowledge::model::{Condition, Knowledge, Rule, RuleId};
use venule_logic::FactId;
use venule_logic::truth::Truth;

use crate::assessment::{Proviso, Status};
use crate::executor::{Executor, Truths};
use crate::facts::{FactTable, Resolver};
use crate::provided::smallest_presumption;
use crate::question::Awaited;

/// What became of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Its condition is false, its guideline excludes the patient, or its question is settled.
    Absent,
    /// Another rule that holds removes it.
    Overridden,
    /// It gives a line.
    Line(Status),
}

/// Whether an undecided rule is only kept from holding by an exception that was not ruled out. It gives no line, and nobody
/// asks what it waits for.
pub(crate) fn is_dormant(rule: &Rule, presumed: Truth) -> bool {
    presumed == Truth::False && !rule.red_flag
}

/// Everything about one leg that the steps below share.
pub(crate) struct Leg<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) executor: &'a dyn Executor,
    pub(crate) resolver: &'a Resolver<'a>,
    pub(crate) plain: &'a FactTable,
    pub(crate) presumed: &'a FactTable,
    pub(crate) truths: &'a Truths,
    pub(crate) presumed_truths: &'a Truths,
    /// What is open over the facts as they are.
    pub(crate) awaited: Awaited<'a>,
    /// What is open over the facts as presumed.
    pub(crate) awaited_presumed: Awaited<'a>,
}

impl Leg<'_> {
    /// The outcome of every rule on its own.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(self.knowledge.rules.len());
        for index in 0..self.knowledge.rules.len() {
            let Ok(id) = u32::try_from(index) else { break };
            outcomes.push(self.outcome(RuleId(id)).unwrap_or(Outcome::Absent));
        }
        outcomes
    }

    fn outcome(&self, id: RuleId) -> Option<Outcome> {
        let rule = self.knowledge.rules.get(id.0 as usize)?;
        let excluded = self
            .truths
            .exclusions
            .get(rule.guideline)?
            .contains(&Truth::True);
        let action = self.knowledge.actions.get(rule.action.0 as usize)?;
        let settled = action.settles.is_some_and(|fact| self.plain.is_known(fact));
        if excluded || settled {
            return Some(Outcome::Absent);
        }
        match self.truths.rules.get(id.0 as usize)? {
            Truth::True => Some(Outcome::Line(Status::Decided)),
            Truth::False => Some(Outcome::Absent),
            Truth::Unknown => Some(Outcome::Line(self.unknown(id)?)),
        }
    }

    /// Provisional if presumption makes it true; otherwise undecided. A red flag is never presumed.
    fn unknown(&self, id: RuleId) -> Option<Status> {
        let rule = self.knowledge.rules.get(id.0 as usize)?;
        let presumed = *self.presumed_truths.rules.get(id.0 as usize)?;
        let may_presume = !rule.red_flag
            && rule
                .needs_known
                .iter()
                .all(|fact| self.plain.is_known(*fact));
        if presumed == Truth::True
            && may_presume
            && let Some(provided) = self.presumption(id, Truth::True)
        {
            return Some(Status::Provisional { provided });
        }
        let (waits_for, still_open) = if is_dormant(rule, presumed) {
            (Vec::new(), Vec::new())
        } else {
            let still_open = self.awaited_presumed.inputs(&self.conditions(id));
            (self.waits_for(id), still_open)
        };
        Some(Status::Undecided {
            waits_for,
            still_open,
            presumed,
        })
    }

    /// The inputs that a rule's condition waits for.
    pub(crate) fn waits_for(&self, id: RuleId) -> Vec<FactId> {
        self.awaited.inputs(&self.conditions(id))
    }

    /// A smallest set of presumed facts under which a rule comes out as wanted.
    pub(crate) fn presumption(&self, id: RuleId, wanted: Truth) -> Option<Vec<Proviso>> {
        smallest_presumption(
            self.knowledge,
            self.resolver,
            self.plain,
            self.presumed,
            &self.roots(id),
            wanted,
            &|facts| self.executor.rule(self.knowledge, id, facts),
        )
    }

    /// The facts that a rule's condition names.
    fn roots(&self, id: RuleId) -> Vec<FactId> {
        self.conditions(id)
            .iter()
            .flat_map(|condition| condition.facts())
            .copied()
            .collect()
    }

    /// The condition of the guideline's scope and the rule's own.
    pub(crate) fn conditions(&self, id: RuleId) -> Vec<&Condition> {
        let Some(rule) = self.knowledge.rules.get(id.0 as usize) else {
            return Vec::new();
        };
        let scope = self
            .knowledge
            .guidelines
            .get(rule.guideline)
            .map(|guideline| &guideline.scope.when);
        scope
            .into_iter()
            .chain(std::iter::once(&rule.when))
            .collect()
    }
}
