//! What stands behind the advice: scores, protocols, figures, disagreements, sources.

use venule_engine::assessment::{ScopeStatus, Status};
use venule_knowledge::model::Knowledge;
use venule_logic::{Truth, Value};

use super::{Builder, push_new, sentence_end};
use crate::cite::{Citations, reference, verification};
use crate::page::{Item, Section, Tone};
use crate::{review, words};

impl Builder<'_> {
    pub(crate) fn scores(&self) -> Section {
        let mut section = Section::new("Scores", Tone::Plain);
        for report in &self.assessment.scores {
            let Some(score) = self.knowledge.scores.get(report.score) else {
                continue;
            };
            let present: Vec<String> = report
                .present
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            let unknown: Vec<String> = report
                .unknown
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            let mut text = match &report.total {
                Value::Null => "not known".to_owned(),
                total => words::value(self.knowledge, score.fact, total),
            };
            if report.stated {
                text.push_str(" (as stated)");
                if !report.present.is_empty() && Value::Integer(report.known_sum) != report.total {
                    text.push_str(&format!(
                        "; the items known to be present add up to {}",
                        report.known_sum
                    ));
                }
            } else if report.total != report.if_presumed {
                let total = words::value(self.knowledge, score.fact, &report.if_presumed);
                text.push_str(&format!(", {total} if nothing else is present"));
            }
            if !present.is_empty() {
                text.push_str(&format!("; present: {}", present.join(", ")));
            }
            if !unknown.is_empty() && !report.stated {
                text.push_str(&format!("; not known: {}", unknown.join(", ")));
            }
            section.items.push(Item {
                strong: format!("{}:", score.label),
                text,
                ..Item::default()
            });
        }
        section
    }

    pub(crate) fn protocols(&mut self) -> Section {
        let mut section = Section::new("What the examination must contain", Tone::Plain);
        for report in &self.assessment.protocols {
            let Some(protocol) = self.knowledge.protocols.get(report.protocol) else {
                continue;
            };
            section.intro = Some(format!("{}:", protocol.label));
            for (index, truth) in &report.items {
                let Some(item) = protocol.items.get(*index) else {
                    continue;
                };
                let condition = if *truth == Truth::Unknown {
                    " (if it applies)"
                } else {
                    ""
                };
                let states = self.cited.cite(self.knowledge, &item.states);
                section
                    .items
                    .push(Item::plain(format!("{}{condition} ({states})", item.text)));
            }
        }
        section
    }

    pub(crate) fn background(&mut self) -> Section {
        let mut section = Section::new("What stands behind it", Tone::Plain);
        for report in &self.assessment.notes {
            let note = self
                .knowledge
                .guidelines
                .get(report.guideline)
                .and_then(|guideline| guideline.notes.get(report.note));
            let Some(note) = note else { continue };
            let states = self.cited.cite(self.knowledge, &note.states);
            let mut item = Item::plain(format!("{} ({states})", note.text));
            item.remarks.extend(self.status_where_it_matters(|day| {
                review::guideline(self.knowledge, report.guideline, day)
            }));
            for estimate in note
                .estimates
                .iter()
                .filter_map(|name| self.knowledge.estimates.get(name))
            {
                let sources = self.cited.cite_sources(&estimate.sources);
                let check = verification(estimate.verification);
                item.remarks.push((
                    "figure",
                    format!(
                        "{} Among: {}. {sources} ({check})",
                        sentence_end(&estimate.text),
                        estimate.among.trim_end_matches('.')
                    ),
                ));
                if let (true, Some(caution)) = (self.wishes.explain, &estimate.caution) {
                    item.remarks.push(("caution", caution.clone()));
                }
            }
            section.items.push(item);
        }
        section
    }

    pub(crate) fn not_covered(&self) -> Section {
        let mut section = Section::new("Not for this patient", Tone::Plain);
        // Whoever is sent to emergency care need not read which pathway would be for whom.
        let is_emergency = self.assessment.emergencies(self.knowledge).next().is_some();
        let lists_all =
            self.assessment.is_out_of_scope(self.knowledge) && !(self.terse && is_emergency);
        for report in &self.assessment.scopes {
            let Some(guideline) = self.knowledge.guidelines.get(report.guideline) else {
                continue;
            };
            match &report.status {
                ScopeStatus::Excluded { exclusion } => {
                    let Some(exclusion) = guideline.scope.exclusions.get(*exclusion) else {
                        continue;
                    };
                    section.items.push(Item {
                        strong: format!("{}:", guideline.title),
                        text: format!(
                            "{} {}",
                            sentence_end(&exclusion.reason),
                            sentence_end(&exclusion.instead)
                        ),
                        ..Item::default()
                    });
                }
                ScopeStatus::DoesNotApply | ScopeStatus::Dormant { .. }
                    if self.wishes.explain || lists_all =>
                {
                    section.items.push(Item {
                        strong: format!("{}:", guideline.title),
                        text: format!(
                            "it is for {}",
                            words::within(&sentence_end(&guideline.scope.audience))
                        ),
                        ..Item::default()
                    });
                }
                ScopeStatus::DoesNotApply
                | ScopeStatus::Dormant { .. }
                | ScopeStatus::Applies
                | ScopeStatus::Provisional { .. }
                | ScopeStatus::Undecided { .. } => {}
            }
        }
        section
    }

    pub(crate) fn disagreements(&mut self) -> Section {
        let mut section = Section::new("Where sources disagree", Tone::Plain);
        let names = self
            .assessment
            .lines
            .iter()
            .filter(|line| line.is_live())
            .flat_map(|line| &line.rules)
            .filter(|trace| !matches!(trace.status, Status::Undecided { .. }))
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .flat_map(|rule| rule.disagreements.iter().cloned())
            .fold(Vec::new(), push_new);
        for found in names
            .iter()
            .filter_map(|name| self.knowledge.disagreements.get(name))
        {
            section.items.push(Item {
                strong: format!("{}:", found.name),
                text: if self.wishes.explain {
                    format!(
                        "{} {}",
                        sentence_end(&found.summary),
                        sentence_end(&found.handling)
                    )
                } else {
                    sentence_end(&found.summary)
                },
                ..Item::default()
            });
        }
        section
    }
}

/// The sources cited so far.
pub fn sources(knowledge: &Knowledge, cited: &Citations) -> Section {
    let mut section = Section::new("Sources", Tone::Plain);
    for (place, (mark, source)) in cited.list(knowledge).into_iter().enumerate() {
        let behind = cited.behind(knowledge, place + 1);
        let behind = (!behind.is_empty()).then(|| ("statements", behind.join(", ")));
        section.items.push(Item {
            mark: Some(mark),
            text: reference(source),
            remarks: behind.into_iter().collect(),
            ..Item::default()
        });
    }
    section
}
