//! What stands above and below the advice: status, moment, provisos, disclaimer.

use jiff::civil::Date;
use venule_engine::assessment::{Assessment, Line, ScopeReport, ScopeStatus, Unused};
use venule_knowledge::model::Knowledge;

use super::{Builder, push_new};
use crate::{review, stated, words};

/// What the line with the moment begins with.
pub(crate) const AS_OF: &str = "As of ";

impl Builder<'_> {
    /// How far the content behind several assessments of the patient is approved, this report's first.
    pub(crate) fn status_of_all(&self, all: &[&Assessment]) -> Option<String> {
        let speaks = |index: &usize| all.iter().any(|it| self.speaks_in(it, *index));
        let named: Vec<usize> = (0..self.knowledge.guidelines.len())
            .filter(speaks)
            .collect();
        let say = all.iter().flat_map(|it| self.say_in(it));
        let say: Vec<usize> = say.fold(Vec::new(), push_new);
        review::lead(self.knowledge, &say, &named, self.assessment.as_of.date)
    }

    /// What stands above an assessment: the moment, that status unless it stands elsewhere, what was understood, and
    /// provisos.
    pub(crate) fn lead(&self, status: Option<String>) -> Vec<String> {
        let mut lead = self.above(status);
        lead.extend(self.understood());
        lead.extend(self.assumed());
        lead
    }

    /// The moment, the status, and what is not settled.
    pub(crate) fn above(&self, status: Option<String>) -> Vec<String> {
        let assumed = if self.wishes.as_of_assumed {
            " (today: the case does not say)"
        } else {
            ""
        };
        let mut lead = vec![format!(
            "{AS_OF}{}{assumed}.",
            words::moment(self.assessment.as_of)
        )];
        let covering: Vec<&ScopeReport> = self
            .assessment
            .scopes
            .iter()
            .filter(|it| self.speaks(it.guideline))
            .collect();
        lead.extend(status);
        let emergency = self.assessment.emergencies(self.knowledge).next().is_some();
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
        lead
    }

    /// What was taken to be so of sides, and what was not used because of its side.
    pub(crate) fn assumed(&self) -> Vec<String> {
        let mut lead = Vec::new();
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
        let parts = stated::stated(self.knowledge, self.case);
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

    /// The guidelines that have a say: all that this patient may be a matter of, and those that send elsewhere.
    pub(crate) fn say(&self) -> Vec<usize> {
        self.say_in(self.assessment)
    }

    fn say_in(&self, assessment: &Assessment) -> Vec<usize> {
        let is_no_matter = |status: &ScopeStatus| {
            matches!(
                status,
                ScopeStatus::DoesNotApply | ScopeStatus::Dormant { .. }
            )
        };
        let speaks = |index: &usize| self.speaks_in(assessment, *index);
        assessment
            .scopes
            .iter()
            .filter(|it| !is_no_matter(&it.status))
            .map(|it| it.guideline)
            .chain((0..self.knowledge.guidelines.len()).filter(speaks))
            .fold(Vec::new(), push_new)
    }

    /// How the guidelines behind a line stand, where they do not all stand alike.
    pub(crate) fn status_of(&self, line: &Line) -> Option<(&'static str, String)> {
        let rules = line.rules.iter().map(|trace| trace.rule);
        self.status_where_it_matters(|day| review::line(self.knowledge, rules, day))
    }

    /// A remark about review status, where some of those that have a say are approved and some are not.
    pub(crate) fn status_where_it_matters(
        &self,
        words: impl FnOnce(Date) -> String,
    ) -> Option<(&'static str, String)> {
        let day = self.assessment.as_of.date;
        let approval = review::Approval::of(self.knowledge, &self.say(), day);
        (approval == review::Approval::Part).then(|| ("status", words(day)))
    }

    pub(crate) fn speaks(&self, guideline: usize) -> bool {
        self.speaks_in(self.assessment, guideline)
    }

    fn speaks_in(&self, assessment: &Assessment, guideline: usize) -> bool {
        assessment
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
pub fn foot(knowledge: &Knowledge) -> Vec<String> {
    let hash = knowledge.content_hash.get(..12).unwrap_or_default();
    vec![
        "For professionals who can judge the basis of every line. It supplements guidelines and does not replace \
             clinical judgment; verify against the sources before use. No liability is taken for decisions."
            .to_owned(),
        format!("venule {}, knowledge {hash}.", env!("CARGO_PKG_VERSION")),
    ]
}
