//! What stands above and below the advice: status, moment, provisos, disclaimer.

use venule_engine::assessment::{ScopeReport, Unused};
use venule_engine::case::State;
use venule_knowledge::model::{Knowledge, Status as Review};
use venule_logic::Value;

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
        let emergency = self
            .assessment
            .lines
            .iter()
            .any(|line| line.red_flag && line.is_live());
        if self.assessment.is_out_of_scope(self.knowledge) && !emergency {
            lead.push(
                "OUT OF SCOPE: no guideline here covers this patient; see the reasons below."
                    .to_owned(),
            );
        }
        lead.extend(self.red_flags_open());
        lead.extend(self.pathway_open(&covering));
        if let Some(folder) = self.wishes.folder {
            lead.push(format!(
                "Content read from {}, not the built-in one; `venule knowledge check` says whether it passes.",
                folder.display()
            ));
        }
        lead.extend(self.understood());
        if self.case.side_is_inferred() {
            let legs: Vec<&str> = self
                .case
                .legs()
                .iter()
                .map(|leg| words::leg(leg.side()))
                .collect();
            lead.push(format!(
                "Assumed: the symptomatic side is not stated; taken from what was stated of a leg: {}.",
                legs.join(" and ")
            ));
        }
        if !self.assessment.unused.is_empty() {
            let unused: Vec<String> = self
                .assessment
                .unused
                .iter()
                .map(|it| self.unused(*it))
                .collect();
            lead.push(format!(
                "NOT USED, because the symptomatic leg is the other one; check the side: {}.",
                unused.join("; ")
            ));
        }
        let symptomatic = self.case.legs();
        for (index, event) in self.case.events.iter().enumerate() {
            let Some(side) = event.side else { continue };
            if self.case.side.is_some() && !symptomatic.iter().any(|leg| side.covers(*leg)) {
                let event = words::event(self.knowledge, self.case, index).unwrap_or_default();
                lead.push(format!(
                    "CHECK THE SIDE against the report: the {event} is of the {}, which is not the symptomatic one.",
                    words::leg(Some(side))
                ));
            }
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

    /// What was read from the case, so that a slip in entering it shows.
    fn understood(&self) -> Option<String> {
        let mut parts: Vec<String> = Vec::new();
        for entry in &self.case.facts {
            let label = words::label(self.knowledge, entry.fact);
            let side = entry.side.map_or(String::new(), |side| {
                format!(" ({})", words::leg(Some(side)))
            });
            parts.push(match &entry.state {
                State::Known(Value::Boolean(true)) => format!("{label}{side}"),
                State::Known(Value::Boolean(false)) => format!("{label}: no{side}"),
                State::Known(value) => {
                    format!(
                        "{label} {}{side}",
                        words::value(self.knowledge, entry.fact, value)
                    )
                }
                State::Unknown => format!("{label} not known{side}"),
                State::NotDone => format!("{label} not done{side}"),
                State::Unobtainable => format!("{label} cannot be obtained{side}"),
            });
        }
        for (index, event) in self.case.events.iter().enumerate() {
            let said = words::shown(self.knowledge, event);
            let said: Vec<String> = event
                .side
                .map(|side| words::leg(Some(side)).to_owned())
                .into_iter()
                .chain(said)
                .collect();
            let what = words::event(self.knowledge, self.case, index).unwrap_or_default();
            let said = if said.is_empty() {
                said.concat()
            } else {
                format!(": {}", said.join(", "))
            };
            parts.push(format!("{what}{said}"));
        }
        (!parts.is_empty()).then(|| format!("Understood: {}.", parts.join("; ")))
    }

    fn unused(&self, unused: Unused) -> String {
        let (what, side) = match unused {
            Unused::Fact { entry, fact } => (
                words::label(self.knowledge, fact),
                self.case.facts.get(entry).and_then(|entry| entry.side),
            ),
            Unused::Event(index) => (
                words::event(self.knowledge, self.case, index).unwrap_or_default(),
                self.case.events.get(index).and_then(|event| event.side),
            ),
        };
        format!("{what}, {}", words::leg(side))
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
}

/// What stands below every page.
pub(crate) fn foot(knowledge: &Knowledge) -> Vec<String> {
    let hash = knowledge.content_hash.get(..12).unwrap_or_default();
    vec![
            "For professionals who can judge the basis of every line. It supplements guidelines and does not replace \
             clinical judgment; verify against the sources before use. No liability is taken for decisions."
                .to_owned(),
            format!("venule {}, knowledge {hash}.", env!("CARGO_PKG_VERSION")),
        ]
}

fn review(status: Review) -> &'static str {
    match status {
        Review::Draft => "draft",
        Review::Submitted => "submitted for review",
        Review::UnderReview => "under review",
        Review::Approved => "approved",
    }
}
