//! What a patient has to know of dangers: the signs that call for emergency help, in plain words.

use venule_engine::assessment::Urgency;
use venule_engine::facts::{FactTable, Resolver};
use venule_knowledge::model::{Category, Rule, Stance};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{FactId, Value};

use super::Composer;
use crate::build::push_new;
use crate::page::{Item, Section, Tone};

impl Composer<'_, '_> {
    /// Danger signs that are not ruled out: those that are asked as red flags, and those with which alone a rule would
    /// send to emergency care, whatever else is not settled. What has no plain words is no sign. Clinicians read them
    /// above the answer.
    pub(super) fn danger(&self) -> Section {
        let mut section = Section::new(
            "Get emergency help now if one of these is so",
            Tone::Emergency,
        );
        let facts = (0_u32..).map(FactId).zip(&self.builder.knowledge.facts);
        let questions = &self.builder.assessment.questions;
        let is_asked = |id: FactId| {
            let mut questions = questions.iter();
            questions.any(|it| it.fact == id && it.urgency == Urgency::RedFlag)
        };
        let tables = self
            .builder
            .case
            .legs()
            .into_iter()
            .map(|leg| Resolver::new(self.builder.knowledge, self.builder.case, leg).plain());
        let tables: Vec<FactTable> = tables.collect();
        let signs = facts.filter(|(id, fact)| {
            let is_sign = || tables.iter().any(|table| self.sends_away(*id, table));
            fact.plain.is_some() && (is_asked(*id) || is_sign())
        });
        let words = signs.filter_map(|(_, fact)| fact.plain.clone());
        let words: Vec<String> = words.fold(Vec::new(), push_new);
        section.items.extend(words.into_iter().map(Item::plain));
        section
    }

    /// Whether a fact that is not known would, if it were so, fulfil the condition of a rule that sends to emergency
    /// care.
    fn sends_away(&self, fact: FactId, table: &FactTable) -> bool {
        let actions = &self.builder.knowledge.actions;
        let is_emergency = |rule: &&Rule| {
            let action = actions.get(rule.action.0 as usize);
            let is_care = action.is_some_and(|it| it.category == Category::Emergency);
            rule.stance == Stance::Do && is_care && rule.when.facts().contains(&fact)
        };
        let supposed = Supposed { table, fact };
        let mut rules = self.builder.knowledge.rules.iter().filter(is_emergency);
        !table.is_known(fact) && rules.any(|rule| rule.when.truth(&supposed) == Truth::True)
    }
}

/// Facts with one of them taken to be so.
struct Supposed<'t> {
    table: &'t FactTable,
    fact: FactId,
}

impl Facts for Supposed<'_> {
    fn value(&self, id: FactId) -> Value {
        if id == self.fact {
            Value::Boolean(true)
        } else {
            self.table.value(id)
        }
    }
}
