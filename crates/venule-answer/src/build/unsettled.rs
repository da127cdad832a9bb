//! What stands above the advice because nobody knows it yet: red flags, and whether the pathway is the right one.

use std::collections::BTreeSet;

use venule_engine::assessment::{ScopeReport, ScopeStatus, Status, Urgency};
use venule_logic::FactId;

use super::{Builder, push_new};
use crate::words;

/// Most things that are named above where they are asked for below.
const SHOWN_IF_TERSE: usize = 3;

/// What a line begins with that says what decides whether the pathway is the right one.
pub(crate) const PATHWAY: &str = "Right pathway?";

impl Builder<'_> {
    /// Emergencies that are not ruled out, asked for or not.
    pub(crate) fn red_flags_open(&self) -> Option<String> {
        let open = self.labels(self.red_flag_facts());
        (!open.is_empty()).then(|| format!("RED FLAGS NOT RULED OUT: {}.", open.join("; ")))
    }

    /// What decides whether the guidelines that speak are for this patient.
    pub(crate) fn pathway_open(&self, covering: &[&ScopeReport]) -> Option<String> {
        let red_flags: BTreeSet<FactId> = self.red_flag_facts().collect();
        let waits: Vec<FactId> = covering
            .iter()
            .filter_map(|it| match &it.status {
                ScopeStatus::Provisional { waits_for }
                | ScopeStatus::Undecided { waits_for }
                | ScopeStatus::Dormant { waits_for, .. } => Some(waits_for),
                ScopeStatus::Applies | ScopeStatus::Excluded { .. } | ScopeStatus::DoesNotApply => {
                    None
                }
            })
            .flatten()
            .copied()
            .filter(|fact| !red_flags.contains(fact))
            .collect();
        let asked: BTreeSet<FactId> = self
            .assessment
            .questions
            .iter()
            .map(|question| question.fact)
            .collect();
        // What follows from an answer below need not be named as well.
        let answerable = waits.iter().any(|fact| asked.contains(fact));
        let shown = waits
            .into_iter()
            .filter(|fact| !answerable || asked.contains(fact));
        let mut open = self.labels(shown);
        let more = open.len().saturating_sub(SHOWN_IF_TERSE);
        if self.terse && more > 1 {
            open.truncate(SHOWN_IF_TERSE);
            open.push(format!("{more} more, asked below"));
        }
        (!open.is_empty())
            .then(|| format!("{PATHWAY} Not settled until known: {}.", open.join("; ")))
    }

    /// The facts that raise a red flag: those that are asked as one. Where a line has none, those that cannot be asked,
    /// and no fact that is asked as something else.
    fn red_flag_facts(&self) -> impl Iterator<Item = FactId> {
        self.assessment
            .lines
            .iter()
            .filter(|line| line.red_flag)
            .filter_map(|line| match &line.status {
                Status::Undecided { waits_for, .. } => Some(waits_for),
                Status::Decided | Status::Provisional { .. } => None,
            })
            .flat_map(|waits_for| {
                let wanted = |wanted: &dyn Fn(FactId) -> bool| -> Vec<FactId> {
                    let facts = waits_for.iter().copied();
                    facts.filter(|fact| wanted(*fact)).collect()
                };
                let asked = wanted(&|fact| self.urgency_of(fact) == Some(Urgency::RedFlag));
                match asked.is_empty() {
                    true => wanted(&|fact| self.urgency_of(fact).is_none()),
                    false => asked,
                }
            })
    }

    /// How pressing the question about a fact is, if there is one.
    fn urgency_of(&self, fact: FactId) -> Option<Urgency> {
        let questions = self.assessment.questions.iter();
        let of_fact = questions.filter(|it| it.fact == fact);
        of_fact.map(|it| it.urgency).min()
    }

    fn labels(&self, facts: impl Iterator<Item = FactId>) -> Vec<String> {
        facts
            .map(|fact| words::label(self.knowledge, fact))
            .fold(Vec::new(), push_new)
    }
}
