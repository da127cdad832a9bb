//! Lines of advice as rows of a plan. What was said once in full stands with its first words after that.

use std::collections::BTreeSet;

use venule_engine::assessment::{Line, Proviso, Status};
use venule_engine::plan::Node;
use venule_knowledge::model::{Category, Knowledge, Stance};

use super::tree::Row;
use crate::build::is_advised;
use crate::cite::Citations;
use crate::page::{Item, Section, Tone};
use crate::words;

/// Puts lines into words, and remembers what it said.
pub(super) struct Speaker<'a> {
    knowledge: &'a Knowledge,
    pub(super) cited: Citations,
    /// Whether lines name the leg.
    names_leg: bool,
    /// Labels that stood in full.
    said: BTreeSet<String>,
    /// Lines with the basis that stood with them.
    based: BTreeSet<(String, String)>,
    /// What provisional lines rest on, in order of first mention.
    provisos: Vec<Proviso>,
}

impl<'a> Speaker<'a> {
    pub(super) fn new(knowledge: &'a Knowledge, names_leg: bool) -> Self {
        Self {
            knowledge,
            cited: Citations::default(),
            names_leg,
            said: BTreeSet::new(),
            based: BTreeSet::new(),
            provisos: Vec::new(),
        }
    }

    /// Advice, in full where it comes first.
    pub(super) fn line(&mut self, node: &Node, line: &Line) -> Row {
        let due = words::due(&line.due, self.knowledge, node.case.as_of.date);
        let due = if due.is_empty() {
            due
        } else {
            format!("{due}: ")
        };
        let provisional = match &line.status {
            Status::Provisional { provided } => self.provisional(provided),
            Status::Decided | Status::Undecided { .. } => String::new(),
        };
        let lasting = line.duration.map_or(String::new(), |it| {
            format!(", for {}", words::quantity(&it))
        });
        let text = format!("{due}{}{lasting}{provisional}", self.once(line));
        let basis = self.basis(line);
        let (label, tone) = self.kind(node, line);
        Row {
            label,
            text,
            basis,
            tone,
        }
    }

    fn kind(&self, node: &Node, line: &Line) -> (&'static str, Tone) {
        let action = self.knowledge.actions.get(line.action.0 as usize);
        let concludes = action.is_some_and(|it| it.category == Category::Conclusion);
        let is_option = node.assessment.options(line).len() > 1;
        match line.stance {
            _ if line.red_flag => ("emergency", Tone::Emergency),
            Stance::Do if concludes => ("conclusion", Tone::Advice),
            Stance::Do if is_option => ("do one of", Tone::Advice),
            Stance::Do => ("do", Tone::Advice),
            Stance::Consider if is_option => ("one of", Tone::Plain),
            Stance::Consider => ("consider", Tone::Plain),
            Stance::Avoid => ("what not to do", Tone::Caution),
        }
    }

    /// The statements behind a line, unless they stood with it before.
    fn basis(&mut self, line: &Line) -> String {
        let holding = line
            .rules
            .iter()
            .filter(|it| !matches!(it.status, Status::Undecided { .. }));
        let states: Vec<_> = holding
            .filter_map(|trace| self.knowledge.rules.get(trace.rule.0 as usize))
            .flat_map(|rule| rule.states.iter().copied())
            .collect();
        let basis = self.cited.cite(self.knowledge, &states);
        if self.based.insert((self.label(line), basis.clone())) {
            basis
        } else {
            String::new()
        }
    }

    /// What is not decided, as an assessment says it. Lines that wait for the same stand together.
    pub(super) fn undecided<'l>(
        &mut self,
        node: &Node,
        lines: impl Iterator<Item = &'l Line>,
    ) -> Vec<Row> {
        let mut groups: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for line in lines {
            if line.is_live() {
                continue;
            }
            let open = line.status.open().iter();
            let open = open.map(|id| words::label(self.knowledge, *id));
            let open: Vec<String> = open.collect();
            let label = if is_advised(&node.assessment, line) {
                format!("sooner: {}", self.short(line))
            } else {
                self.once(line)
            };
            match groups.iter_mut().find(|(other, _)| *other == open) {
                Some((_, labels)) => labels.push(label),
                None => groups.push((open, vec![label])),
            }
        }
        let rows = groups.into_iter().map(|(open, labels)| {
            let text = format!("{}; waits for: {}", labels.join("; "), open.join("; "));
            Row::plain("undecided", text)
        });
        rows.collect()
    }

    /// In full where it comes first, and always of an emergency.
    fn once(&mut self, line: &Line) -> String {
        let label = self.label(line);
        if self.said.insert(label.clone()) || line.red_flag {
            label
        } else {
            let opening = words::opening(self.knowledge, line.action, line.stance);
            format!("{opening}{}", self.leg(line))
        }
    }

    /// The first words of a line that stands close by.
    pub(super) fn short(&self, line: &Line) -> String {
        let brief = words::brief(self.knowledge, line.action, line.stance);
        format!("{brief}{}", self.leg(line))
    }

    /// A line in full.
    pub(super) fn label(&self, line: &Line) -> String {
        format!("{}{}", self.action(line), self.leg(line))
    }

    fn action(&self, line: &Line) -> String {
        words::action(self.knowledge, line.action, line.stance)
    }

    fn leg(&self, line: &Line) -> String {
        match line.side.filter(|_| self.names_leg) {
            Some(side) => format!(", {}", words::leg(Some(side))),
            None => String::new(),
        }
    }

    /// That something is provisional, with the letters of what it rests on. Below the tree stands what they mean.
    pub(super) fn provisional(&mut self, provided: &[Proviso]) -> String {
        if provided.is_empty() {
            return String::new();
        }
        let mut places: Vec<usize> = Vec::new();
        for proviso in provided {
            let place = self.provisos.iter().position(|it| it == proviso);
            places.push(place.unwrap_or_else(|| {
                self.provisos.push(proviso.clone());
                self.provisos.len() - 1
            }));
        }
        places.sort_unstable();
        let letters: Vec<String> = places.into_iter().map(words::letter).collect();
        format!(" (provisional: {})", letters.join(", "))
    }

    /// What provisional lines of the whole tree rest on.
    pub(super) fn provisos(&self) -> Section {
        let mut section = Section::new("Provisional lines rest on", Tone::Plain);
        section.intro = Some("Nobody stated these; correct what is wrong.".to_owned());
        let provisos = self.provisos.iter().enumerate();
        section.items.extend(provisos.map(|(place, proviso)| Item {
            mark: Some(format!("{}.", words::letter(place))),
            text: words::proviso(self.knowledge, proviso),
            ..Item::default()
        }));
        section
    }
}
