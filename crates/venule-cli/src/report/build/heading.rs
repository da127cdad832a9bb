//! What stands above and below the advice: status, moment, provisos, disclaimer.

use venule_engine::assessment::{ScopeReport, ScopeStatus};
use venule_knowledge::model::Status as Review;

use super::{Builder, push_new};
use crate::report::words;

impl Builder<'_> {
    pub(super) fn lead(&self) -> Vec<String> {
        let assumed = if self.wishes.as_of_assumed {
            " (today: the case does not say)"
        } else {
            ""
        };
        let mut lead = vec![format!(
            "As of {}{assumed}.",
            words::moment(self.assessment.as_of)
        )];
        let covering: Vec<&ScopeReport> = self
            .assessment
            .scopes
            .iter()
            .filter(|it| self.speaks(it.guideline))
            .collect();
        let statuses: Vec<String> = covering
            .iter()
            .filter_map(|it| self.knowledge.guidelines.get(it.guideline))
            .map(|it| format!("{} {} ({})", it.name, it.version, review(it.status)))
            .fold(Vec::new(), push_new);
        let approved = covering.iter().all(|it| {
            self.knowledge
                .guidelines
                .get(it.guideline)
                .is_some_and(|it| it.status == Review::Approved)
        });
        let warning = if approved && !covering.is_empty() {
            String::new()
        } else {
            "NOT APPROVED by a clinician; for education. ".to_owned()
        };
        if !statuses.is_empty() {
            lead.push(format!("{warning}Content: {}.", statuses.join(", ")));
        } else if !warning.is_empty() {
            lead.push(warning.trim_end().to_owned());
        }
        if self.assessment.is_out_of_scope(self.knowledge) {
            lead.push(
                "OUT OF SCOPE: no guideline here covers this patient; see the reasons below."
                    .to_owned(),
            );
        }
        let open: Vec<String> = covering
            .iter()
            .filter_map(|it| match &it.status {
                ScopeStatus::Provisional { waits_for } => Some(waits_for),
                ScopeStatus::Applies
                | ScopeStatus::Undecided { .. }
                | ScopeStatus::Excluded { .. }
                | ScopeStatus::DoesNotApply => None,
            })
            .flatten()
            .map(|fact| words::label(self.knowledge, *fact))
            .fold(Vec::new(), push_new);
        if !open.is_empty() {
            lead.push(format!(
                "Right pathway? Not settled until known: {}.",
                open.join("; ")
            ));
        }
        for (index, event) in self.case.events.iter().enumerate() {
            if self.assessment.side_assumed.contains(&index)
                && self.case.side.is_some()
                && event.side.is_none()
            {
                let event = words::event(self.knowledge, self.case, index).unwrap_or_default();
                lead.push(format!(
                    "Assumed: the {event} was of the symptomatic leg; its side is not stated."
                ));
            }
        }
        lead
    }

    pub(super) fn speaks(&self, guideline: usize) -> bool {
        self.assessment
            .lines
            .iter()
            .filter(|line| line.is_live())
            .any(|line| {
                line.rules.iter().any(|trace| {
                    self.knowledge
                        .rules
                        .get(trace.rule.0 as usize)
                        .is_some_and(|it| it.guideline == guideline)
                })
            })
    }

    pub(super) fn foot(&self) -> Vec<String> {
        let hash = self.knowledge.content_hash.get(..12).unwrap_or_default();
        vec![
            "For professionals who can judge the basis of every line. It supplements guidelines and does not replace \
             clinical judgment; verify against the sources before use. No liability is taken for decisions."
                .to_owned(),
            format!("venule {}, knowledge {hash}.", env!("CARGO_PKG_VERSION")),
        ]
    }
}

fn review(status: Review) -> &'static str {
    match status {
        Review::Draft => "draft",
        Review::Submitted => "submitted for review",
        Review::UnderReview => "under review",
        Review::Approved => "approved",
    }
}
