//! What stands above the advice because nobody knows it yet: red flags, and whether the pathway is the right one.

use std::collections::BTreeSet;

use venule_engine::assessment::{ScopeReport, ScopeStatus, Status, Urgency};
use venule_logic::FactId;

use super::{Builder, push_new};
use crate::words;

/// Most things that are named above where they are asked for below.
const SHOWN_IF_TERSE: usize = 3;

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
        (!open.is_empty()).then(|| {
            format!(
                "Right pathway? Not settled until known: {}.",
                open.join("; ")
            )
        })
    }

    /// The facts that raise a red flag: not those that only say whether one would be meant, which are asked for as
    /// something else.
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
                let is_one = |fact: &&FactId| !self.is_asked_as_something_else(**fact);
                let flags: Vec<FactId> = waits_for.iter().filter(is_one).copied().collect();
                match flags.is_empty() {
                    true => waits_for.clone(),
                    false => flags,
                }
            })
    }

    fn is_asked_as_something_else(&self, fact: FactId) -> bool {
        let questions = self.assessment.questions.iter();
        let mut of_fact = questions.filter(|it| it.fact == fact).peekable();
        of_fact.peek().is_some() && of_fact.all(|it| it.urgency != Urgency::RedFlag)
    }

    fn labels(&self, facts: impl Iterator<Item = FactId>) -> Vec<String> {
        facts
            .map(|fact| words::label(self.knowledge, fact))
            .fold(Vec::new(), push_new)
    }
}
