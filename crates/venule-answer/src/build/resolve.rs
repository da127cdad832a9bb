//! What somebody has to resolve: contradictions, conflicts and overruled values.

use venule_engine::assessment::Line;
use venule_knowledge::model::Contradiction;

use super::Builder;
use crate::page::{Item, Section, Tone};
use crate::words;

impl Builder<'_> {
    fn conflict(&self, advised: &Line, against: &Line) -> String {
        let label = |line: &Line| {
            let leg = line
                .side
                .map(|side| format!(", {}", words::leg(Some(side))));
            format!("\"{}{}\"", self.action_label(line), leg.unwrap_or_default())
        };
        if advised.action == against.action {
            format!(
                "rules for and against {} both hold; neither is shown as advice.",
                label(advised)
            )
        } else {
            format!(
                "{} and {} do not go together, and rules for both hold; neither is shown as advice.",
                label(advised),
                label(against)
            )
        }
    }

    /// Contradictions, conflicts and overruled values: what somebody has to resolve.
    pub(crate) fn withheld(&self) -> Section {
        let mut section = Section::new("To resolve first", Tone::Caution);
        for found in &self.assessment.contradictions {
            let (message, not_used) = match self.knowledge.contradictions.get(found.contradiction) {
                Some(Contradiction::Facts {
                    message, set_aside, ..
                }) => {
                    let labels = set_aside.iter();
                    let labels = labels.map(|it| words::label(self.knowledge, *it));
                    (message, labels.collect::<Vec<_>>().join("; "))
                }
                Some(Contradiction::Events { message, .. }) => {
                    (message, "the first of these".to_owned())
                }
                None => continue,
            };
            let mut parts: Vec<String> = found
                .facts
                .iter()
                .map(|it| words::fact_use(self.knowledge, self.case, it))
                .collect();
            parts.extend(
                found
                    .events
                    .iter()
                    .filter_map(|it| words::event(self.knowledge, self.case, *it)),
            );
            section.items.push(Item {
                strong: "Contradiction:".to_owned(),
                text: format!(
                    "{}. Until it is resolved, treated as not known: {not_used}.",
                    message.trim_end_matches('.'),
                ),
                remarks: vec![("stated", parts.join("; "))],
                ..Item::default()
            });
        }
        for conflict in &self.assessment.conflicts {
            let rules = [&conflict.for_line, &conflict.against].map(|line| self.rule_names(line));
            section.items.push(Item {
                strong: "Conflict:".to_owned(),
                text: self.conflict(&conflict.for_line, &conflict.against),
                remarks: vec![("rules", rules.join(" against "))],
                ..Item::default()
            });
        }
        for overruled in &self.assessment.differences {
            let because: Vec<String> = overruled
                .because
                .iter()
                .map(|it| words::fact_use(self.knowledge, self.case, it))
                .collect();
            let label = words::label(self.knowledge, overruled.fact);
            let text = if overruled.stated.is_null() {
                format!(
                    "what is known makes this both true and false, so it is taken as not known: {label}."
                )
            } else {
                format!(
                    "{label} was stated as {}, and is taken as {}.",
                    words::value(self.knowledge, overruled.fact, &overruled.stated),
                    words::value(self.knowledge, overruled.fact, &overruled.derived),
                )
            };
            let item = Item {
                strong: "Overruled:".to_owned(),
                text,
                remarks: if because.is_empty() {
                    Vec::new()
                } else {
                    vec![("because", because.join("; "))]
                },
                ..Item::default()
            };
            // Found in both legs, and said once.
            if !section.items.contains(&item) {
                section.items.push(item);
            }
        }
        section
    }

    pub(crate) fn rule_names(&self, line: &Line) -> String {
        let names: Vec<String> = line
            .rules
            .iter()
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .map(|rule| {
                let guideline = self
                    .knowledge
                    .guidelines
                    .get(rule.guideline)
                    .map_or("", |it| &it.name);
                format!("{guideline}/{}", rule.name)
            })
            .collect();
        names.join(", ")
    }
}
