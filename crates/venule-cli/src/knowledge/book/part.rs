//! Some guidelines of the book, with what they rest on, instead of all of it.

use std::collections::BTreeSet;

use venule_knowledge::model::{Knowledge, Rule, RuleId};
use venule_knowledge::nearest;
use venule_knowledge::printable::printable;

use super::Book;
use super::presented;
use super::worked::Family;
use crate::exit::Failure;

/// What a part of the book holds.
#[derive(Debug)]
pub(super) struct Part<'k> {
    guidelines: BTreeSet<usize>,
    /// The elements that an approval of one of the guidelines is bound to, such as "fact ultrasound.exists".
    elements: BTreeSet<&'k str>,
}

impl<'k> Part<'k> {
    /// The guidelines of these names; nothing where none is named.
    pub(super) fn of(knowledge: &'k Knowledge, names: &[String]) -> Result<Option<Self>, Failure> {
        let mut part = Self {
            guidelines: BTreeSet::new(),
            elements: BTreeSet::new(),
        };
        for name in names {
            let found = (0..).zip(&knowledge.guidelines);
            let Some((index, guideline)) = found.into_iter().find(|(_, it)| *it.name == **name)
            else {
                return Err(unknown(knowledge, name));
            };
            part.guidelines.insert(index);
            let elements = guideline.bound.elements.iter();
            part.elements.extend(elements.map(|it| it.name));
        }
        Ok((!names.is_empty()).then_some(part))
    }
}

fn unknown(knowledge: &Knowledge, name: &str) -> Failure {
    let names = knowledge.guidelines.iter().map(|it| &*it.name);
    let help = nearest::did_you_mean(name, names)
        .unwrap_or_else(|| "`venule knowledge list guidelines` shows all of them".to_owned());
    Failure::CouldNotRun(format!(
        "there is no guideline `{}`\nhelp: {help}",
        printable(name)
    ))
}

impl Book<'_> {
    /// Whether the book shows an element, such as the fact of a name.
    pub(super) fn has(&self, kind: &str, name: &str) -> bool {
        let element = || format!("{kind} {name}");
        let part = self.part.as_ref();
        part.is_none_or(|part| part.elements.contains(element().as_str()))
    }

    /// Whether the book shows the guideline with this index.
    pub(super) fn has_guideline(&self, index: usize) -> bool {
        let part = self.part.as_ref();
        part.is_none_or(|part| part.guidelines.contains(&index))
    }

    /// The guidelines in order of reading: those that stand before every pathway first.
    pub(super) fn guidelines(&self) -> Vec<usize> {
        let all = (0..).zip(&self.knowledge.guidelines);
        let mut order: Vec<(bool, usize)> = all
            .filter(|(index, _)| self.has_guideline(*index))
            .map(|(index, it)| (!it.is_gate, index))
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, index)| index).collect()
    }

    /// The rules of these guidelines.
    pub(super) fn rules(&self) -> impl Iterator<Item = (RuleId, &Rule)> {
        presented::all_rules(self.knowledge).filter(|(_, rule)| self.has_guideline(rule.guideline))
    }

    /// The worked cases of these guidelines.
    pub(super) fn worked(&self) -> impl Iterator<Item = &Family> {
        self.families.iter().filter(|family| {
            let folder = family.id.split('/').next().unwrap_or_default();
            let guidelines = self.knowledge.guidelines.iter();
            let index = guidelines.into_iter().position(|it| *it.name == *folder);
            self.part.is_none() || index.is_some_and(|it| self.has_guideline(it))
        })
    }
}
