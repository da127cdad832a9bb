//! Why: the reasons behind what is advised.

use venule_knowledge::model::Stance;

use super::Composer;
use super::advice::with_numbers;
use crate::page::{Item, Section, Tone};
use crate::words;

impl Composer<'_, '_> {
    /// The reason of each line that says what to do, once.
    pub(super) fn why(&mut self) -> Section {
        let mut section = Section::new("Why", Tone::Plain);
        let mut said: Vec<&str> = Vec::new();
        let lines = self.builder.assessment.lines.iter();
        for line in lines.filter(|line| line.is_live() && line.stance == Stance::Do) {
            let Some(rule) = self.speaker(line).filter(|it| !said.contains(&&*it.why)) else {
                continue;
            };
            said.push(&rule.why);
            let knowledge = self.builder.knowledge;
            let numbers = self.builder.cited.numbers(knowledge, &rule.states);
            section.items.push(Item {
                strong: format!("{}:", words::brief(knowledge, line.action, line.stance)),
                text: with_numbers(&rule.why, &numbers),
                ..Item::default()
            });
        }
        section
    }
}
