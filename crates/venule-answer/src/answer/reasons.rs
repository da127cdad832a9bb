//! Why: the reasons behind what is advised, by the number of the line, and the mistakes that go with it.

use venule_engine::assessment::Line;
use venule_knowledge::model::Stance;

use super::advice::with_numbers;
use super::{Composer, Reader};
use crate::page::{Item, Section, Tone};

impl Composer<'_, '_> {
    /// The reason of each line, once, with the numbers of the lines that it is the reason for.
    pub(super) fn why(&mut self) -> Section {
        let mut section = Section::new("Why", Tone::Plain);
        let mut said: Vec<(&str, Vec<String>, String)> = Vec::new();
        let lines = self.builder.assessment.lines.iter();
        let mut lines: Vec<(String, &Line)> = lines
            .filter(|line| line.is_live() && !self.has_its_reason(line))
            .filter_map(|line| Some((self.number_of(line)?, line)))
            .collect();
        let place = |number: &str| self.numbered.iter().position(|(_, it)| it == number);
        lines.sort_by_key(|(number, _)| place(number));
        for (number, line) in lines {
            let Some(rule) = self.speaker(line) else {
                continue;
            };
            if let Some((_, numbers, _)) = said.iter_mut().find(|(why, ..)| *why == rule.why) {
                numbers.push(number);
                continue;
            }
            let knowledge = self.builder.knowledge;
            let cited = self.builder.cited.numbers(knowledge, &rule.states);
            said.push((&rule.why, vec![number], cited));
        }
        let items = said.into_iter().map(|(why, numbers, cited)| Item {
            mark: Some(format!("{}.", numbers.join(", "))),
            text: with_numbers(why, &cited),
            ..Item::default()
        });
        section.items.extend(items);
        section
    }

    /// The mistakes that go with what is advised.
    pub(super) fn pitfalls(&mut self) -> Section {
        let mut section = Section::new("Pitfalls", Tone::Caution);
        let mut said: Vec<&str> = Vec::new();
        if self.asked.reader == Reader::Patient {
            return section;
        }
        for line in self.lines_of(|line, _| line.stance != Stance::Avoid) {
            for (_, rule) in self.live_rules(line) {
                let Some(pitfall) = rule.pitfall.as_deref().filter(|it| !said.contains(it)) else {
                    continue;
                };
                said.push(pitfall);
                let knowledge = self.builder.knowledge;
                let cited = self.builder.cited.numbers(knowledge, &rule.states);
                section
                    .items
                    .push(Item::plain(with_numbers(pitfall, &cited)));
            }
        }
        section
    }
}
