//! What stands above the advice because nobody knows it yet: red flags, and whether the pathway is the right one.

use std::collections::BTreeSet;

use venule_engine::assessment::{ScopeReport, ScopeStatus, Status};
use venule_logic::FactId;

use super::{Builder, push_new};
use crate::words;

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
        let open = self.labels(shown);
        (!open.is_empty()).then(|| {
            format!(
                "Right pathway? Not settled until known: {}.",
                open.join("; ")
            )
        })
    }

    fn red_flag_facts(&self) -> impl Iterator<Item = FactId> {
        self.assessment
            .lines
            .iter()
            .filter(|line| line.red_flag)
            .filter_map(|line| match &line.status {
                Status::Undecided { waits_for, .. } => Some(waits_for),
                Status::Decided | Status::Provisional { .. } => None,
            })
            .flatten()
            .copied()
    }

    fn labels(&self, facts: impl Iterator<Item = FactId>) -> Vec<String> {
        facts
            .map(|fact| words::label(self.knowledge, fact))
            .fold(Vec::new(), push_new)
    }
}
