//! Lines of advice with their reasons and their basis.

use venule_engine::assessment::{Line, Status};
use venule_engine::timing::Due;

use super::Builder;
use crate::cite::doubt;
use crate::page::{Advice, Item, Section, Tone};
use crate::words;

impl Builder<'_> {
    /// Lines in their order. Options of one choice stand together, where the first of them would.
    pub(crate) fn lines(
        &mut self,
        heading: &str,
        tone: Tone,
        wanted: impl Fn(&Line) -> bool,
    ) -> Section {
        let mut section = Section::new(heading, tone);
        let mut listed: Vec<&Line> = Vec::new();
        let assessment = self.assessment;
        for line in assessment.lines.iter().filter(|line| wanted(line)) {
            if listed.contains(&line) {
                continue;
            }
            self.shown += 1;
            let options = assessment.options(line);
            if options.len() > 1 {
                section.items.push(self.choice(line));
                for (place, option) in options.iter().enumerate() {
                    let mark = format!("{}{}.", self.shown, words::letter(place));
                    section.items.push(self.line(option, mark));
                }
                listed.extend(options);
            } else {
                section
                    .items
                    .push(self.line(line, format!("{}.", self.shown)));
            }
        }
        section
    }

    /// What stands above the options of a choice: it is one instruction, however many they are.
    fn choice(&self, line: &Line) -> Item {
        let group = line.one_of.map_or(0, |group| group.0 as usize);
        let label = self.knowledge.one_ofs.get(group).map_or("", |it| &it.label);
        Item {
            mark: Some(format!("{}.", self.shown)),
            strong: sentence(label),
            ..Item::default()
        }
    }

    fn line(&mut self, line: &Line, mark: String) -> Item {
        let due = words::due(&line.due, self.knowledge, self.assessment.as_of.date);
        let mut label = self.action_label(line);
        if let Some(side) = line.side {
            label.push_str(&format!(", {}", words::leg(Some(side))));
        }
        if let Some(duration) = &line.duration {
            label.push_str(&format!(", for {}", words::quantity(duration)));
        }
        let strong = if due.is_empty() {
            String::new()
        } else {
            format!("{due}:")
        };
        let mut item = Item {
            mark: Some(mark),
            strong,
            text: format!("{label}."),
            advice: Some(Advice::of(line)),
            ..Item::default()
        };
        item.remarks.extend(self.status_of(line));
        if let Status::Provisional { provided } = &line.status {
            item.remarks
                .push(("assumes", words::provisos(self.knowledge, provided)));
        }
        let live: Vec<_> = line
            .rules
            .iter()
            .filter(|trace| !matches!(trace.status, Status::Undecided { .. }))
            .filter_map(|trace| Some((trace, self.knowledge.rules.get(trace.rule.0 as usize)?)))
            .collect();
        // The rule that sets the stance and the deadline speaks for the line; the others are its company.
        // Of a line that is due at once, one that says "now" says more than one whose window has passed.
        let speaker_with = |due: &Due| {
            live.iter()
                .position(|(trace, rule)| rule.stance == line.stance && trace.due == *due)
        };
        let urgent = line.due.is_now().then_some(&Due::Now);
        let speaker = urgent
            .and_then(speaker_with)
            .or_else(|| speaker_with(&line.due))
            .unwrap_or(0);
        if let Some((_, rule)) = live.get(speaker) {
            item.remarks.push(("why", rule.why.clone()));
            item.remarks
                .extend(rule.pitfall.clone().map(|pitfall| ("pitfall", pitfall)));
        }
        for rating in &line.ratings {
            let words = rating.value.replace('_', " ");
            item.remarks.push((
                "rating",
                format!("{words} ({}, {} edition)", rating.body, rating.edition),
            ));
        }
        let states: Vec<_> = live
            .iter()
            .flat_map(|(_, rule)| rule.states.iter().copied())
            .collect();
        let mut basis = self.cited.cite(self.knowledge, &states);
        if let Some(doubt) = doubt(self.knowledge, &states) {
            basis.push_str(&format!(" (in part {doubt})"));
        }
        item.remarks.push(("basis", basis));
        if self.wishes.explain {
            for (trace, rule) in &live {
                let guideline = self
                    .knowledge
                    .guidelines
                    .get(rule.guideline)
                    .map_or("", |it| &it.name);
                let facts: Vec<String> = trace
                    .facts
                    .iter()
                    .map(|it| words::fact_use(self.knowledge, self.case, it))
                    .collect();
                item.remarks.push((
                    "rule",
                    format!("{guideline}/{}: because {}", rule.name, facts.join("; ")),
                ));
            }
        }
        item
    }

    pub(crate) fn action_label(&self, line: &Line) -> String {
        words::action(self.knowledge, line.action, line.stance)
    }
}

fn sentence(text: &str) -> String {
    format!("{}:", words::capitalized(text))
}
