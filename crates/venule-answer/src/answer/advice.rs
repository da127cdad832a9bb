//! The lines of the assessment, part by part.

use venule_engine::assessment::{Line, RuleTrace, Status};
use venule_knowledge::model::{Category, Rule, Stance, StatementId};

use super::{Composer, Reader};
use crate::build::category;
use crate::page::{Advice, Item, Section, Tone};
use crate::words;

impl<'b> Composer<'_, 'b> {
    /// What hands over to a person now.
    pub(super) fn emergency(&mut self) -> Section {
        let knowledge = self.builder.knowledge;
        self.lines(
            "Emergency: hand over to a person now",
            Tone::Emergency,
            |line| line.is_emergency(knowledge),
        )
    }

    /// What to do, most pressing first, follow-up apart.
    pub(super) fn steps(&mut self) -> Section {
        let wanted = self.lines_of(|line, category| {
            line.stance == Stance::Do && category != Some(Category::FollowUp)
        });
        self.grouped("What to do", Tone::Advice, wanted, false)
    }

    /// Appointments, and when to come back.
    pub(super) fn follow_up(&mut self) -> Section {
        let wanted = self.lines_of(|line, category| {
            line.stance == Stance::Do && category == Some(Category::FollowUp)
        });
        self.grouped("Follow-up", Tone::Advice, wanted, false)
    }

    /// What may be done, with its reasons.
    pub(super) fn consider(&mut self) -> Section {
        let wanted = self.lines_of(|line, _| line.stance == Stance::Consider);
        self.grouped("Consider", Tone::Advice, wanted, true)
    }

    /// What is advised against, each with its reason, and the mistakes that go with what is advised.
    pub(super) fn avoid(&mut self) -> Section {
        let wanted = self.lines_of(|line, _| line.stance == Stance::Avoid);
        let mut section = self.grouped("What to avoid", Tone::Caution, wanted, true);
        let mut said: Vec<&str> = Vec::new();
        if self.asked.reader == Reader::Patient {
            return section;
        }
        let advised = self.lines_of(|line, _| line.stance != Stance::Avoid);
        for line in advised {
            for (_, rule) in self.live_rules(line) {
                let Some(pitfall) = rule.pitfall.as_deref().filter(|it| !said.contains(it)) else {
                    continue;
                };
                said.push(pitfall);
                let numbers = self
                    .builder
                    .cited
                    .numbers(self.builder.knowledge, &rule.states);
                section.items.push(Item {
                    strong: "Pitfall:".to_owned(),
                    text: with_numbers(pitfall, &numbers),
                    ..Item::default()
                });
            }
        }
        section
    }

    /// Live lines that are no emergency.
    fn lines_of(&self, wanted: impl Fn(&Line, Option<Category>) -> bool) -> Vec<&'b Line> {
        let knowledge = self.builder.knowledge;
        let lines = self.builder.assessment.lines.iter();
        lines
            .filter(|line| line.is_live() && !line.is_emergency(knowledge))
            .filter(|line| wanted(line, category(knowledge, line)))
            .collect()
    }

    fn lines(&mut self, heading: &str, tone: Tone, wanted: impl Fn(&Line) -> bool) -> Section {
        let lines = self.builder.assessment.lines.iter();
        let wanted: Vec<&Line> = lines.filter(|line| wanted(line)).collect();
        self.grouped(heading, tone, wanted, false)
    }

    /// Lines, with the options of one choice under the words of the choice.
    fn grouped(
        &mut self,
        heading: &str,
        tone: Tone,
        lines: Vec<&'b Line>,
        with_why: bool,
    ) -> Section {
        let mut section = Section::new(heading, tone);
        let mut listed: Vec<&Line> = Vec::new();
        for line in &lines {
            if listed.contains(line) {
                continue;
            }
            self.number += 1;
            let options: Vec<&Line> = lines
                .iter()
                .filter(|it| line.one_of.is_some() && it.one_of == line.one_of)
                .copied()
                .collect();
            if options.len() < 2 {
                let item = self.item(line, format!("{}.", self.number), with_why);
                section.items.push(item);
                continue;
            }
            // The choice is one instruction, where its first option would stand.
            let group = line.one_of.map_or(0, |group| group.0 as usize);
            let label = self.builder.knowledge.one_ofs.get(group);
            let label = label.map_or("one of these", |it| self.asked.reader.of_choice(it));
            section.items.push(Item {
                mark: Some(format!("{}.", self.number)),
                strong: format!("{}:", words::capitalized(label)),
                ..Item::default()
            });
            for (place, option) in options.iter().enumerate() {
                let mark = format!("{}{}.", self.number, words::letter(place));
                let item = self.item(option, mark, with_why);
                section.items.push(item);
            }
            listed.extend(options);
        }
        section
    }

    /// One line: when, what, the numbers of its sources, and what it rests on.
    fn item(&mut self, line: &Line, mark: String, with_why: bool) -> Item {
        let (when, what) = self.words(line);
        let mut item = Item {
            mark: Some(mark),
            strong: when,
            text: what,
            advice: Some(Advice::of(line)),
            ..Item::default()
        };
        item.remarks.extend(self.builder.status_of(line));
        if let Status::Provisional { provided } = &line.status {
            let provided = words::provisos(self.builder.knowledge, provided);
            let provided = self.asked.reader.provided(provided);
            item.remarks.push(("provided", provided));
        }
        for rating in &line.ratings {
            let words = rating.value.replace('_', " ");
            let rating = format!("{words} ({}, {} edition)", rating.body, rating.edition);
            item.remarks.push(("rating", rating));
        }
        let with_why = with_why && self.asked.reader != Reader::Patient;
        if with_why && let Some(rule) = self.speaker(line) {
            item.remarks.push(("why", rule.why.clone()));
        }
        item
    }

    /// When it is due, and what it is, with the numbers of its sources.
    pub(super) fn words(&mut self, line: &Line) -> (String, String) {
        let today = self.builder.assessment.as_of.date;
        let when = words::due(&line.due, self.builder.knowledge, today);
        let when = if when.is_empty() {
            when
        } else {
            format!("{when}:")
        };
        let numbers = self.numbers(line);
        (when, with_numbers(&self.what(line), &numbers))
    }

    /// What a line advises, of which leg and for how long.
    pub(super) fn what(&self, line: &Line) -> String {
        let label = self.builder.action_label(line);
        let action = self.builder.knowledge.actions.get(line.action.0 as usize);
        let mut what = match action {
            Some(action) => self.asked.reader.label(action, line.stance, label),
            None => label,
        };
        if let Some(side) = line.side {
            what.push_str(&format!(", {}", words::leg(Some(side))));
        }
        if let Some(duration) = &line.duration {
            what.push_str(&format!(", for {}", words::quantity(duration)));
        }
        what
    }

    pub(super) fn numbers(&mut self, line: &Line) -> String {
        let rules = self.live_rules(line);
        let states: Vec<StatementId> = rules
            .iter()
            .flat_map(|(_, rule)| rule.states.iter().copied())
            .collect();
        self.builder.cited.numbers(self.builder.knowledge, &states)
    }

    /// The rules that ask for a line now.
    pub(super) fn live_rules<'l>(&self, line: &'l Line) -> Vec<(&'l RuleTrace, &'b Rule)> {
        let rules = &self.builder.knowledge.rules;
        line.rules
            .iter()
            .filter(|trace| !matches!(trace.status, Status::Undecided { .. }))
            .filter_map(|trace| Some((trace, rules.get(trace.rule.0 as usize)?)))
            .collect()
    }

    /// The rule that sets the stance and the deadline of a line.
    pub(super) fn speaker(&self, line: &Line) -> Option<&'b Rule> {
        let rules = self.live_rules(line);
        let speaks = |(trace, rule): &&(&RuleTrace, &Rule)| {
            rule.stance == line.stance && trace.due == line.due
        };
        let found = rules.iter().find(speaks).or_else(|| rules.first());
        found.map(|(_, rule)| *rule)
    }
}

/// A sentence with the numbers of its sources.
pub(super) fn with_numbers(text: &str, numbers: &str) -> String {
    let text = text.trim_end_matches('.');
    let end = if text.ends_with('?') { "" } else { "." };
    match numbers {
        "" => format!("{text}{end}"),
        some => format!("{text}{end} {some}"),
    }
}
