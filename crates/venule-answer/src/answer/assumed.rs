//! What provisional lines take to be so: said once, in groups with a letter, and by those letters with each line.

use venule_engine::assessment::{Line, Proviso, Status};

use super::{Composer, Reader};
use crate::build::push_new;
use crate::page::{Advice, Item, Section, Tone};
use crate::words;

/// The label of what a line rests on.
pub(super) const ASSUMES: &str = "assumes";

/// What the same lines rest on.
pub(super) struct Group {
    letter: String,
    provisos: Vec<Proviso>,
    lines: Vec<Advice>,
}

/// Everything that the live lines rest on, each thing in one group. Those that are said shortest come first.
pub(super) fn groups(composer: &Composer<'_, '_>) -> Vec<Group> {
    let lines = composer.builder.assessment.lines.iter();
    let provisional: Vec<&Line> = lines.filter(|it| !rests_on(it).is_empty()).collect();
    let all = provisional.iter().flat_map(|it| rests_on(it));
    let mut groups: Vec<Group> = Vec::new();
    for proviso in all.fold(Vec::new(), push_new) {
        let lines = provisional.iter();
        let lines = lines.filter(|it| rests_on(it).contains(proviso));
        let lines: Vec<Advice> = lines.map(|it| Advice::of(it)).collect();
        match groups.iter_mut().find(|it| it.lines == lines) {
            Some(group) => group.provisos.push(proviso.clone()),
            None => groups.push(Group {
                letter: String::new(),
                provisos: vec![proviso.clone()],
                lines,
            }),
        }
    }
    let knowledge = composer.builder.knowledge;
    groups.sort_by_key(|it| words::provisos(knowledge, &it.provisos).len());
    for (place, group) in groups.iter_mut().enumerate() {
        group.letter = words::letter(place).to_uppercase();
    }
    groups
}

/// What a live line rests on, if it is provisional.
fn rests_on(line: &Line) -> &[Proviso] {
    match &line.status {
        Status::Provisional { provided } => provided,
        Status::Decided | Status::Undecided { .. } => &[],
    }
}

impl Composer<'_, '_> {
    /// What is taken to be so, and which lines rest on it.
    pub(super) fn assumed(&self) -> Section {
        let mut section = Section::new("Assumed, because nobody said otherwise", Tone::Plain);
        if self.asked.reader == Reader::Patient {
            if !self.assumed.is_empty() {
                section.items.push(Item::plain(
                    "What you did not write about is taken as normal. If something is not, tell the person who sees you.",
                ));
            }
            return section;
        }
        section.intro =
            Some("Say if one of these is wrong: the lines named may change.".to_owned());
        for group in &self.assumed {
            let said = words::provisos(self.builder.knowledge, &group.provisos);
            let numbered = self.numbered.iter();
            let lines = numbered.filter(|(line, _)| group.lines.contains(line));
            let lines: Vec<&str> = lines.map(|(_, number)| number.as_str()).collect();
            section.items.push(Item {
                mark: Some(format!("{}.", group.letter)),
                text: format!("{said}. ({})", lines_named(&lines)),
                ..Item::default()
            });
        }
        section
    }

    /// What something rests on, as a remark. To patients it is said once, for all lines.
    pub(super) fn assumes(&self, provided: &[Proviso]) -> Option<(&'static str, String)> {
        let is_said_once = self.asked.reader == Reader::Patient || provided.is_empty();
        (!is_said_once).then(|| (ASSUMES, self.resting_on(provided)))
    }

    /// What something rests on: by the letters of the groups that are part of it, the rest in full.
    pub(super) fn resting_on(&self, provided: &[Proviso]) -> String {
        let holds = |it: &&Group| it.provisos.iter().all(|one| provided.contains(one));
        let within: Vec<&Group> = self.assumed.iter().filter(holds).collect();
        let is_left = |it: &&Proviso| !within.iter().any(|group| group.provisos.contains(it));
        let rest: Vec<Proviso> = provided.iter().filter(is_left).cloned().collect();
        let letters: Vec<&str> = within.iter().map(|it| it.letter.as_str()).collect();
        let rest = words::provisos(self.builder.knowledge, &rest);
        match (letters.join(", "), rest.as_str()) {
            (letters, "") => letters,
            (letters, rest) if letters.is_empty() => rest.to_owned(),
            (letters, rest) => format!("{letters}; {rest}"),
        }
    }
}

fn lines_named(numbers: &[&str]) -> String {
    match numbers {
        [one] => format!("line {one}"),
        several => format!("lines {}", several.join(", ")),
    }
}
