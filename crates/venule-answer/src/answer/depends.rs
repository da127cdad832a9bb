//! What is not decided, with the condition in which it holds.

use venule_engine::assessment::{Line, Proviso, Status};
use venule_engine::depends::{Condition, Supposed, Wanted};
use venule_knowledge::model::{Knowledge, Stance};
use venule_logic::{FactId, Value};

use super::Composer;
use super::advice::ratings;
use crate::build::{is_advised, of_leg, push_new, sentence_end};
use crate::page::{Advice, Depends, Item, Section, Tone};
use crate::words;

/// Most other lines that are named.
const MOST_OPEN: usize = 8;

impl Composer<'_, '_> {
    /// The undecided lines by their conditions, and in one line those that no few answers would decide.
    pub(super) fn it_depends(&mut self) -> Section {
        let mut section = Section::new("It depends: not decided yet", Tone::Plain);
        let depends = std::mem::take(&mut self.depends);
        let mut found_out: Vec<Vec<FactId>> = Vec::new();
        for condition in &depends.conditions {
            let mut item = self.condition(condition);
            let behind = self.behind_a_sum(condition);
            if !behind.is_empty() && !found_out.contains(&behind) {
                let labels = behind.iter();
                let labels = labels.map(|it| words::label(self.builder.knowledge, *it));
                let labels = labels.collect::<Vec<_>>().join("; ");
                item.remarks.insert(0, ("for that find out", labels));
                found_out.push(behind);
            }
            section.items.push(item);
        }
        let lines = depends.open.iter();
        let lines = lines.filter_map(|index| self.builder.assessment.lines.get(*index));
        let mut open: Vec<String> = lines
            .map(|line| {
                let what = words::opening(self.builder.knowledge, line.action, line.stance);
                format!("{}{}", self.by_stance(line, &what), self.leg(line))
            })
            .fold(Vec::new(), push_new);
        let more = open.len().saturating_sub(MOST_OPEN);
        if more > 1 {
            open.truncate(MOST_OPEN);
            open.push(format!("{more} more"));
        }
        if !open.is_empty() {
            section.items.push(Item {
                strong: "Also open, for want of more answers:".to_owned(),
                text: sentence_end(&open.join("; ")),
                ..Item::default()
            });
        }
        self.depends = depends;
        section
    }

    /// A condition and, in a few words, what would hold in it.
    pub(super) fn branch(&self, condition: &Condition) -> Item {
        let then = condition.then.iter();
        let then = then
            .map(|line| self.briefly(line))
            .fold(Vec::new(), push_new);
        Item {
            strong: so(self.builder.knowledge, condition),
            text: sentence_end(&then.join("; ")),
            ..Item::default()
        }
    }

    fn briefly(&self, line: &Line) -> String {
        let what = words::brief(self.builder.knowledge, line.action, line.stance);
        self.by_stance(line, &what)
    }

    fn condition(&mut self, condition: &Condition) -> Item {
        let brief = condition.then.iter().map(|line| self.briefly(line));
        let brief: Vec<String> = brief.fold(Vec::new(), push_new);
        let mut item = Item {
            strong: so(self.builder.knowledge, condition),
            brief: Some(brief.join("; ")),
            depends: Some(Depends {
                answers: condition.answers.clone(),
                lines: condition.then.iter().map(Advice::of).collect(),
            }),
            ..Item::default()
        };
        let mut rests_on: Vec<Proviso> = Vec::new();
        let is_new = |line: &&Line| {
            let mut then = condition.then.iter();
            !then.any(|it| Advice::of(it) == Advice::of(line))
        };
        let emergencies = condition.emergencies.iter().filter(is_new);
        let emergencies: Vec<String> = emergencies.map(|it| self.as_it_would_be(it)).collect();
        if !emergencies.is_empty() {
            item.remarks
                .push(("emergency first", sentence_end(&emergencies.join("; "))));
        }
        for (label, stance) in [
            ("do", Stance::Do),
            ("consider", Stance::Consider),
            ("avoid", Stance::Avoid),
        ] {
            let of_stance = condition.then.iter().filter(|it| it.stance == stance);
            let said = of_stance.map(|line| self.as_it_would_be(line));
            let said: Vec<String> = said.fold(Vec::new(), push_new);
            if !said.is_empty() {
                item.remarks.push((label, sentence_end(&said.join("; "))));
            }
        }
        for line in &condition.then {
            if let Status::Provisional { provided } = &line.status {
                rests_on = provided.iter().cloned().fold(rests_on, push_new);
            }
        }
        if !rests_on.is_empty() {
            item.remarks.extend(self.assumes(&rests_on));
        }
        let status = condition
            .then
            .iter()
            .find_map(|it| self.builder.status_of(it));
        item.remarks.extend(status);
        item
    }

    /// What the first line of a condition waits for, where the condition sums it up.
    fn behind_a_sum(&self, condition: &Condition) -> Vec<FactId> {
        let lines = &self.builder.assessment.lines;
        let first = condition.lines.first().and_then(|it| lines.get(*it));
        let open = first.map_or(&[][..], |line| line.status.open());
        let mut answers = condition.answers.iter();
        let is_input = |it: &Supposed| match first.map(|line| &line.status) {
            Some(Status::Undecided { waits_for, .. }) => waits_for.contains(&it.fact),
            _ => true,
        };
        match answers.all(is_input) {
            true => Vec::new(),
            false => open.to_vec(),
        }
    }

    /// A line as it would stand: what, when, how it was rated, the numbers of its sources.
    fn as_it_would_be(&mut self, line: &Line) -> String {
        let knowledge = self.builder.knowledge;
        let today = self.builder.assessment.as_of.date;
        let due = words::due(&line.due, knowledge, today).to_lowercase();
        let in_brackets = [due, ratings(line)];
        let in_brackets = in_brackets.iter().filter(|it| !it.is_empty());
        let in_brackets: String = in_brackets.map(|it| format!(" ({it})")).collect();
        let what = words::action(knowledge, line.action, line.stance);
        let what = match is_advised(self.builder.assessment, line) {
            true => format!("sooner: {what}"),
            false => what,
        };
        let leg = self.leg(line);
        let numbers = self.numbers(line);
        format!("{what}{leg}{in_brackets} {numbers}")
            .trim_end()
            .to_owned()
    }

    fn by_stance(&self, line: &Line, what: &str) -> String {
        match line.stance {
            Stance::Consider => format!("consider: {what}"),
            Stance::Do if is_advised(self.builder.assessment, line) => format!("sooner: {what}"),
            Stance::Do | Stance::Avoid => what.to_owned(),
        }
    }

    fn leg(&self, line: &Line) -> String {
        self.builder.of_assessed_leg(line)
    }
}

/// What a condition begins with.
fn so(knowledge: &Knowledge, condition: &Condition) -> String {
    format!("If {}:", in_words(knowledge, &condition.answers))
}

/// Answers as a condition, those that are "no" last.
fn in_words(knowledge: &Knowledge, answers: &[Supposed]) -> String {
    let mut so = Vec::new();
    let mut not_so = Vec::new();
    for it in answers {
        let label = format!("{}{}", words::label(knowledge, it.fact), of_leg(it.side));
        match &it.is {
            Wanted::OneOf(values) => match values.as_slice() {
                [Value::Boolean(true)] => so.push(label),
                [Value::Boolean(false)] => not_so.push(label),
                values => so.push(format!("{label}: {}", one_of(knowledge, it.fact, values))),
            },
            Wanted::Within(low, high) => {
                let range = match (low, high) {
                    (Some(low), Some(high)) if low == high => low.to_string(),
                    (Some(low), Some(high)) => format!("{low} to {high}"),
                    (Some(low), None) => format!("{low} or more"),
                    (None, Some(high)) => format!("{high} or less"),
                    (None, None) => "known".to_owned(),
                };
                so.push(format!("{label}: {range}"));
            }
        }
    }
    match not_so.as_slice() {
        [] => {}
        [one] => so.push(format!("{one}: no")),
        several => so.push(format!("none of these: {}", several.join("; "))),
    }
    so.join("; and ")
}

/// Some values of a fact, or the one that is not among them, where that is shorter.
fn one_of(knowledge: &Knowledge, fact: FactId, values: &[Value]) -> String {
    let in_words = |value: &Value| words::value(knowledge, fact, value);
    let choices = knowledge.facts.get(fact.0 as usize);
    let choices = choices.map_or(&[][..], |fact| &fact.choices);
    let others = choices.iter().map(|(id, _)| Value::String(id.clone()));
    let others: Vec<Value> = others.filter(|it| !values.contains(it)).collect();
    match others.as_slice() {
        [other] if values.len() > 2 => format!("anything but {}", in_words(other)),
        _ => values.iter().map(in_words).collect::<Vec<_>>().join(" or "),
    }
}
