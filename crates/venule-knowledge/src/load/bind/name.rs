//! How the elements of a guideline are called in its review record: kind and name.

use std::collections::BTreeSet;

use super::reach::{Item, Reach};
use crate::model::Contradiction;

impl Reach<'_> {
    pub(super) fn name(&self, item: &Item, names: &mut BTreeSet<String>) -> Option<()> {
        let knowledge = self.knowledge;
        let name = match item {
            Item::Fact(id) => format!("fact {}", knowledge.facts.get(id.0 as usize)?.name),
            Item::Event(index) => format!("event {}", knowledge.events.get(*index)?.name),
            Item::View(id) => format!("view {}", knowledge.views.get(id.0 as usize)?.name),
            Item::Contradiction(index) => {
                let (Contradiction::Facts { name, .. } | Contradiction::Events { name, .. }) =
                    knowledge.contradictions.get(*index)?;
                format!("contradiction {name}")
            }
            Item::Action(id) => format!("action {}", knowledge.actions.get(id.0 as usize)?.name),
            Item::Group(id) => format!("group {}", knowledge.one_ofs.get(id.0 as usize)?.name),
            Item::Score(index) => format!("score {}", knowledge.scores.get(*index)?.name),
            Item::Protocol(index) => format!("protocol {}", knowledge.protocols.get(*index)?.name),
            Item::Scope(index) => {
                let guideline = knowledge.guidelines.get(*index)?;
                let exclusions = guideline.scope.exclusions.iter();
                names.extend(
                    exclusions.map(|it| format!("exclusion {}/{}", guideline.name, it.name)),
                );
                format!("scope {}", guideline.name)
            }
            Item::Rule(id) => {
                let rule = knowledge.rules.get(id.0 as usize)?;
                let guideline = knowledge.guidelines.get(rule.guideline)?;
                format!("rule {}/{}", guideline.name, rule.name)
            }
            Item::Note(index, note) => {
                let guideline = knowledge.guidelines.get(*index)?;
                format!(
                    "note {}/{}",
                    guideline.name,
                    guideline.notes.get(*note)?.name
                )
            }
            Item::Statement(id) => {
                format!(
                    "statement {}",
                    knowledge.statements.get(id.0 as usize)?.name
                )
            }
            Item::Citation(index) => {
                let citation = knowledge.citations.get(*index)?;
                format!("citation {} {}", citation.document, citation.number)
            }
            Item::Source(key) => format!("source {key}"),
            Item::Estimate(key) => format!("estimate {key}"),
            Item::Disagreement(key) => format!("disagreement {key}"),
            Item::Probability => "probability figures".to_owned(),
            Item::Order(index) => format!("order {}", knowledge.orders.get(*index)?.name),
            Item::Report(index) => format!("report {}", knowledge.reports.get(*index)?.name),
        };
        names.insert(name);
        Some(())
    }
}
