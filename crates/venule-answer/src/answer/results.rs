//! What each result of the next test would mean.

use venule_engine::assessment::{Line, Proviso, Status};
use venule_engine::plan::{Branch, Node, Outcome, State, Test, Then};
use venule_knowledge::model::{Category, Stance};

use super::{Composer, Reader};
use crate::page::{Item, Section, Tone};
use crate::{plan, words};

/// What patients read below the results: the provisos behind the lines are for whoever decides.
const FOR_PATIENTS: &str =
    "A doctor first checks that nothing speaks against it, and then decides with you.";

/// Results that lead to the same advice.
struct Group<'p> {
    kind: usize,
    outcomes: Vec<Outcome>,
    node: &'p Node,
}

impl Composer<'_, '_> {
    /// One entry for each test and each advice that its results would lead to. Of a scan, patients are told by whoever
    /// reads it.
    pub(super) fn results(&mut self) -> Section {
        let mut section = Section::new("If the result is", Tone::Plain);
        let root = &self.asked.plan.root;
        let mut provided: Vec<Proviso> = Vec::new();
        let is_patient = self.asked.reader == Reader::Patient;
        for test in &root.tests {
            let Then::Branches(branches) = &test.then else {
                continue;
            };
            if is_patient && !self.is_of_the_laboratory(test) {
                continue;
            }
            if is_patient || root.tests.len() > 1 {
                section.items.push(Item {
                    strong: format!("{}:", self.test(root, test)),
                    ..Item::default()
                });
            }
            let all: Vec<&Outcome> = branches.iter().flat_map(|it| &it.outcomes).collect();
            for group in self.groups(root, branches) {
                let results =
                    plan::results(self.builder.knowledge, group.kind, &group.outcomes, &all);
                let item = self.then(root, group.node, &results, &mut provided);
                section.items.push(item);
            }
        }
        if is_patient && !section.is_empty() {
            section.items.push(Item::plain(FOR_PATIENTS.to_owned()));
        } else if !provided.is_empty() {
            section.items.push(Item {
                strong: "* assumes:".to_owned(),
                text: format!("{}.", self.resting_on(&provided)),
                ..Item::default()
            });
        }
        section
    }

    fn is_of_the_laboratory(&self, test: &Test) -> bool {
        let action = self.builder.knowledge.actions.get(test.action.0 as usize);
        action.is_some_and(|it| it.category == Category::Lab)
    }

    fn test(&self, node: &Node, test: &Test) -> String {
        let lines = node.assessment.lines.iter();
        let mut lines = lines.filter(|it| it.action == test.action && it.side == test.side);
        let brief = lines.next().map(|line| self.in_brief(line));
        brief.unwrap_or_default()
    }

    /// Branches with the same new advice stand together, in order of the first.
    fn groups<'p>(&self, root: &Node, branches: &'p [Branch]) -> Vec<Group<'p>> {
        let mut groups: Vec<Group<'p>> = Vec::new();
        for branch in branches {
            let kind = branch.node.case.events.last();
            let kind = kind.map_or(usize::MAX, |event| event.kind);
            let same = groups.iter_mut().find(|group| {
                group.kind == kind && self.say_the_same(root, group.node, &branch.node)
            });
            match same {
                Some(group) => group.outcomes.extend(branch.outcomes.iter().cloned()),
                None => groups.push(Group {
                    kind,
                    outcomes: branch.outcomes.clone(),
                    node: &branch.node,
                }),
            }
        }
        groups
    }

    fn say_the_same(&self, root: &Node, one: &Node, other: &Node) -> bool {
        let said = |node: &'_ Node| -> Vec<String> {
            let lines = self.new_lines(root, node);
            lines.iter().map(|line| self.short(node, line)).collect()
        };
        one.state == other.state && said(one) == said(other)
    }

    /// What is advised with a result and is not advised now; where nothing is to be done, what is to be considered.
    /// Nothing to be considered stands in the place of an emergency, or of a patient whom no guideline covers then.
    fn new_lines<'p>(&self, root: &'p Node, node: &'p Node) -> Vec<&'p Line> {
        let knowledge = self.builder.knowledge;
        let lines = plan::news(Some(root), node);
        let (due, others): (Vec<&Line>, Vec<&Line>) = lines
            .filter(|line| line.is_live())
            .partition(|line| line.stance == Stance::Do || line.is_emergency(knowledge));
        if due.is_empty() {
            if matches!(node.state, State::OutOfScope | State::RedFlag) {
                return Vec::new();
            }
            let weighed = others.into_iter();
            return weighed
                .filter(|line| line.stance == Stance::Consider)
                .collect();
        }
        due
    }

    fn then(
        &mut self,
        root: &Node,
        node: &Node,
        results: &str,
        provided: &mut Vec<Proviso>,
    ) -> Item {
        let mut said: Vec<String> = Vec::new();
        for line in self.new_lines(root, node) {
            let weigh = if line.stance == Stance::Consider && said.is_empty() {
                "to consider: "
            } else {
                ""
            };
            if self.asked.reader == Reader::Patient {
                said.push(format!("{weigh}{}", self.short(node, line)));
                continue;
            }
            let numbers = self.numbers(line);
            let mark = match &line.status {
                Status::Provisional { provided: rests_on } => {
                    let new = rests_on.iter().filter(|it| !provided.contains(it));
                    let new: Vec<Proviso> = new.cloned().collect();
                    provided.extend(new);
                    "*"
                }
                Status::Decided | Status::Undecided { .. } => "",
            };
            said.push(format!("{weigh}{}{mark} {numbers}", self.short(node, line)));
        }
        if said.is_empty() {
            let nothing_new = match (node.state, self.asked.reader) {
                (State::OutOfScope, Reader::Patient) => "nothing can be said here; ask a doctor",
                (State::OutOfScope, _) => "no guideline here covers the patient then",
                (State::RedFlag, Reader::Patient) => "an emergency: get help at once",
                (State::RedFlag, _) => "an emergency: hand over to a person",
                (State::Open | State::Undecided, _) => "no step beyond those above",
            };
            said.push(nothing_new.to_owned());
        }
        Item {
            strong: format!("{results}:"),
            text: format!("{}.", said.join("; ")),
            ..Item::default()
        }
    }

    /// The first words of a line with its date.
    fn short(&self, node: &Node, line: &Line) -> String {
        let knowledge = self.builder.knowledge;
        let due = words::due(&line.due, knowledge, node.case.as_of.date).to_lowercase();
        let due = if due.is_empty() {
            due
        } else {
            format!(" ({due})")
        };
        let leg = line.side.filter(|_| node.case.legs().len() > 1);
        let leg = leg.map_or_else(String::new, |side| format!(", {}", words::leg(Some(side))));
        format!("{}{leg}{due}", self.in_brief(line))
    }

    /// The first words of a line, of a patient all of them in plain words.
    fn in_brief(&self, line: &Line) -> String {
        let brief = words::brief(self.builder.knowledge, line.action, line.stance);
        let action = self.builder.knowledge.actions.get(line.action.0 as usize);
        match (self.asked.reader, action) {
            (Reader::Patient, Some(action)) => self.asked.reader.label(action, line.stance, brief),
            _ => brief,
        }
    }
}
