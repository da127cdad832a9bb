//! The lines of the assessment, part by part.

use venule_engine::assessment::{FactUse, Line, Provenance, RuleTrace, Status};
use venule_engine::timing::Due;
use venule_knowledge::model::{Category, Rule, Stance, StatementId};
use venule_logic::Value;

use super::{Composer, Reader, understood};
use crate::build::category;
use crate::page::{Advice, Item, Section, Tone};
use crate::words;

impl<'b> Composer<'_, 'b> {
    /// What hands over to a person now.
    pub(super) fn emergency(&mut self) -> Section {
        let knowledge = self.builder.knowledge;
        let lines = self.builder.assessment.lines.iter();
        let wanted = lines.filter(|line| line.is_emergency(knowledge)).collect();
        let heading = self.asked.reader.emergency();
        self.grouped(heading, Tone::Emergency, wanted)
    }

    /// What to do, most pressing first, follow-up apart.
    pub(super) fn steps(&mut self) -> Section {
        let wanted = self.lines_of(|line, category| {
            line.stance == Stance::Do && category != Some(Category::FollowUp)
        });
        self.grouped("What to do", Tone::Advice, wanted)
    }

    /// Appointments, and when to come back.
    pub(super) fn follow_up(&mut self) -> Section {
        let wanted = self.lines_of(|line, category| {
            line.stance == Stance::Do && category == Some(Category::FollowUp)
        });
        self.grouped("Follow-up", Tone::Advice, wanted)
    }

    /// What may be done.
    pub(super) fn consider(&mut self) -> Section {
        let wanted = self.lines_of(|line, _| line.stance == Stance::Consider);
        self.grouped("Consider", Tone::Advice, wanted)
    }

    /// What is advised against.
    pub(super) fn avoid(&mut self) -> Section {
        let wanted = self.lines_of(|line, _| line.stance == Stance::Avoid);
        self.grouped("What to avoid", Tone::Caution, wanted)
    }

    /// Live lines that are no emergency.
    pub(super) fn lines_of(
        &self,
        wanted: impl Fn(&Line, Option<Category>) -> bool,
    ) -> Vec<&'b Line> {
        let knowledge = self.builder.knowledge;
        let lines = self.builder.assessment.lines.iter();
        lines
            .filter(|line| line.is_live() && !line.is_emergency(knowledge))
            .filter(|line| wanted(line, category(knowledge, line)))
            .collect()
    }

    /// Lines, with the options of one choice under the words of the choice.
    fn grouped(&mut self, heading: &str, tone: Tone, lines: Vec<&'b Line>) -> Section {
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
                let item = self.item(line, self.number.to_string());
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
                is_now: options.iter().any(|it| it.due.is_now()),
                ..Item::default()
            });
            for (place, option) in options.iter().enumerate() {
                let mark = format!("{}{}", self.number, words::letter(place));
                let item = self.item(option, mark);
                section.items.push(item);
            }
            listed.extend(options);
        }
        section
    }

    /// One line: when, what, the numbers of its sources, and what it rests on. Its reason stands by its number; that of
    /// an emergency beside it.
    fn item(&mut self, line: &Line, number: String) -> Item {
        let is_emergency = line.is_emergency(self.builder.knowledge);
        let (when, what) = self.words(line);
        let is_said_above = is_emergency && line.due == Due::Now;
        let mut item = Item {
            mark: Some(format!("{number}.")),
            strong: if is_said_above { String::new() } else { when },
            text: what,
            advice: Some(Advice::of(line)),
            is_now: line.due.is_now(),
            brief: Some(self.brief(line)),
            ..Item::default()
        };
        item.remarks.extend(self.builder.status_of(line));
        if let Status::Provisional { provided } = &line.status {
            item.remarks.extend(self.assumes(provided));
        }
        if !line.ratings.is_empty() {
            item.remarks.push(("rating", ratings(line)));
        }
        if is_emergency {
            item.remarks.extend(self.because(line));
            item.remarks.extend(self.reason_beside(line));
        }
        self.numbered.push((Advice::of(line), number));
        item
    }

    /// The reason for emergency care, which is read at once.
    fn reason_beside(&self, line: &Line) -> Option<(&'static str, String)> {
        let rule = self.speaker(line)?;
        self.has_its_reason(line).then(|| ("why", rule.why.clone()))
    }

    /// Whether the reason of a line stands beside it: of the first emergency, which it explains.
    pub(super) fn has_its_reason(&self, line: &Line) -> bool {
        let knowledge = self.builder.knowledge;
        let first = self.builder.assessment.emergencies(knowledge).next();
        self.asked.reader != Reader::Patient && first == Some(line)
    }

    /// What raises an emergency: the facts that were stated, with the words that say them. Patients read their own
    /// words only.
    fn because(&mut self, line: &Line) -> Option<(&'static str, String)> {
        let mut stated = Vec::new();
        for trace in line.rules.iter().filter(|it| it.status == Status::Decided) {
            trace.facts.iter().for_each(|it| told(it, &mut stated));
        }
        let mut said: Vec<String> = Vec::new();
        for used in &stated {
            let quoted = understood::words_behind(self.asked, used);
            let what = self.fact_in_words(used);
            // What the same words say was said with the first of it.
            let key = quoted.clone().unwrap_or_else(|| what.clone());
            if self.raised.contains(&key) {
                continue;
            }
            self.raised.push(key);
            match (quoted, self.asked.reader) {
                (Some(quoted), Reader::Patient) => said.push(quoted),
                (Some(quoted), _) => said.push(format!("{quoted} ({what})")),
                (None, Reader::Patient) => {}
                (None, _) => said.push(what),
            }
        }
        let label = match self.asked.reader {
            Reader::Patient => "you wrote",
            Reader::Clinician | Reader::Imaging => "because",
        };
        match (said.is_empty(), stated.is_empty()) {
            (false, _) => Some((label, said.join("; "))),
            (true, false) if label == "because" => Some((label, "as above".to_owned())),
            (true, _) => None,
        }
    }

    fn fact_in_words(&self, used: &FactUse) -> String {
        let knowledge = self.builder.knowledge;
        let label = words::label(knowledge, used.fact);
        match &used.value {
            Value::Boolean(true) => label,
            value => format!("{label}: {}", words::value(knowledge, used.fact, value)),
        }
    }

    /// When it is due, and what it is, with the numbers of its sources.
    pub(super) fn words(&mut self, line: &Line) -> (String, String) {
        let today = self.builder.assessment.as_of.date;
        let when = words::due(&line.due, self.builder.knowledge, today);
        let when = if when.is_empty() {
            when
        } else {
            format!("{}:", words::capitalized(&when))
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

    /// The first words of what a line advises, of which leg, where it stands in full at its number.
    pub(super) fn brief(&self, line: &Line) -> String {
        if self.asked.reader == Reader::Patient {
            return self.what(line);
        }
        let what = words::brief(self.builder.knowledge, line.action, line.stance);
        match line.side {
            Some(side) => format!("{what}, {}", words::leg(Some(side))),
            None => what,
        }
    }

    pub(super) fn numbers(&mut self, line: &Line) -> String {
        let rules = self.live_rules(line);
        let states: Vec<StatementId> = rules
            .iter()
            .flat_map(|(_, rule)| rule.states.iter().copied())
            .collect();
        self.cited(&states)
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

/// How a line was rated, by whom.
pub(super) fn ratings(line: &Line) -> String {
    let ratings = line.ratings.iter().map(|it| {
        let words = it.value.replace('_', " ");
        format!("{words}, {} {}", it.body, it.edition)
    });
    ratings.collect::<Vec<_>>().join("; ")
}

/// The facts behind a fact that somebody stated, or that stand in an event.
fn told<'a>(used: &'a FactUse, found: &mut Vec<&'a FactUse>) {
    match &used.from {
        Provenance::Stated(_) | Provenance::Events(_) => found.push(used),
        Provenance::Derived(from) => from.iter().for_each(|it| told(it, found)),
        Provenance::Presumed | Provenance::Unstated => {}
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
