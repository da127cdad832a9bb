//! A guideline as a whole, for a question that is about all of it: every rule with its condition, before there is a
//! patient.
//!
//! Nothing here is advice to anybody: no entry is a line of the assessment.

use venule_engine::case::State;
use venule_knowledge::model::{
    Condition, Exclusion, Guideline, Level, Note, OrderForm, Protocol, Rule, StatementId,
};
use venule_text::language::ask::Element;

use super::advice::with_numbers;
use super::{Composer, Reader};
use crate::page::{Item, Section, Tone};
use crate::{condition, sentence};

/// One item of an order or of an examination.
struct Part<'a> {
    text: String,
    when: &'a Condition,
    level: Level,
    states: &'a [StatementId],
}

impl<'b> Composer<'_, 'b> {
    /// The guidelines that answer the question that was asked, each part of the source a section. Patients get none:
    /// conditions have no plain words.
    pub(super) fn whole(&mut self) -> Vec<Section> {
        if self.asked.reader == Reader::Patient {
            return Vec::new();
        }
        let elements = self
            .same_question()
            .filter(|_| !self.is_of_somebody())
            .into_iter()
            .flat_map(|it| &it.answered_by);
        let elements: Vec<Element> = elements.copied().collect();
        let mut sections = Vec::new();
        for element in elements {
            let knowledge = self.builder.knowledge;
            match element {
                Element::Guideline(index) => {
                    let guideline = knowledge.guidelines.get(index);
                    sections.extend(guideline.into_iter().flat_map(|it| self.sections_of(it)));
                }
                Element::Order(index) => {
                    let form = knowledge.orders.get(index);
                    sections.extend(form.map(|it| self.order_form(it)));
                }
                Element::Protocol(index) => {
                    let protocol = knowledge.protocols.get(index);
                    sections.extend(protocol.map(|it| self.protocol(it)));
                }
                Element::Fact(_)
                | Element::Rule(_)
                | Element::Note(..)
                | Element::Exclusion(..)
                | Element::Score(_)
                | Element::Statement(_) => {}
            }
        }
        sections
    }

    /// What every order of a kind says, and what it says where something holds.
    fn order_form(&mut self, form: &OrderForm) -> Section {
        let mut section = Section::new("What the order says", Tone::Plain);
        section.intro = Some(format!("{}:", form.label));
        for item in &form.items {
            let words = item
                .text
                .as_ref()
                .map(|it| it.replace("{leg}", "the symptomatic leg"));
            let item = Part {
                text: words.unwrap_or_else(|| item.label.clone()),
                when: &item.when,
                level: item.level,
                states: &item.states,
            };
            section.items.push(self.part(&item));
        }
        section
    }

    fn protocol(&mut self, protocol: &Protocol) -> Section {
        let mut section =
            Section::new("In general: what the examination must contain", Tone::Plain);
        section.intro = Some(format!("{}:", protocol.label));
        for item in &protocol.items {
            let item = Part {
                text: item.text.clone(),
                when: &item.when,
                level: item.level,
                states: &item.states,
            };
            section.items.push(self.part(&item));
        }
        section
    }

    fn part(&mut self, part: &Part<'_>) -> Item {
        let knowledge = self.builder.knowledge;
        let numbers = self.builder.cited.numbers(knowledge, part.states);
        let mut item = Item::plain(with_numbers(&part.text, &numbers));
        if let Some(clause) = condition::clause(knowledge, part.when) {
            item.remarks.push(("if", clause.sentence()));
        }
        if part.level == Level::Recommended {
            item.remarks.push(("level", "recommended".to_owned()));
        }
        item
    }

    /// Whether what is known can only be of one patient: an age or a sex, or the day of an event.
    pub(super) fn is_of_somebody(&self) -> bool {
        let case = self.asked.case;
        let facts = &self.builder.knowledge.facts;
        let mut entries = case.facts.iter();
        entries.any(|it| {
            let fact = facts.get(it.fact.0 as usize);
            matches!(it.state, State::Known(_)) && fact.is_some_and(|it| it.data_element.is_some())
        }) || case.events.iter().any(|it| it.when.is_some())
    }

    fn sections_of(&mut self, guideline: &'b Guideline) -> Vec<Section> {
        let knowledge = self.builder.knowledge;
        let mut first = Section::new("The guideline as a whole", Tone::Plain);
        first.intro = Some(format!(
            "{}. For {}",
            guideline.title, guideline.scope.audience
        ));
        let away = guideline.scope.exclusions.iter();
        first.items = away.map(|it| self.exclusion(it)).collect();
        let mut sections = vec![first];
        for id in &guideline.rules {
            let Some(rule) = knowledge.rules.get(id.0 as usize) else {
                continue;
            };
            let heading = format!("In general: {}", rule.section);
            let place = sections.iter().position(|it| it.heading == heading);
            let item = self.rule(rule);
            match place.and_then(|place| sections.get_mut(place)) {
                Some(section) => section.items.push(item),
                None => {
                    let mut section = Section::new(&heading, Tone::Plain);
                    section.items.push(item);
                    sections.push(section);
                }
            }
        }
        let mut notes = Section::new("In general: what stands behind it", Tone::Plain);
        notes.items = guideline.notes.iter().map(|it| self.note(it)).collect();
        sections.push(notes);
        sections
    }

    fn rule(&mut self, rule: &Rule) -> Item {
        let knowledge = self.builder.knowledge;
        let numbers = self.builder.cited.numbers(knowledge, &rule.states);
        let mut text = sentence::advice(knowledge, rule);
        if let Some(rating) = &rule.rating {
            text.push_str(&format!("; rated {}", sentence::rating(rating)));
        }
        let mut item = Item::plain(with_numbers(&format!("{text}."), &numbers));
        if let Some(clause) = condition::clause(knowledge, &rule.when) {
            item.remarks.push(("if", clause.sentence()));
        }
        item.remarks.push(("why", rule.why.clone()));
        let pitfall = rule.pitfall.iter();
        item.remarks
            .extend(pitfall.map(|it| ("pitfall", it.clone())));
        item
    }

    fn exclusion(&mut self, exclusion: &Exclusion) -> Item {
        let knowledge = self.builder.knowledge;
        let numbers = self.builder.cited.numbers(knowledge, &exclusion.states);
        let mut item = Item::plain(with_numbers(&exclusion.reason, &numbers));
        if let Some(clause) = condition::clause(knowledge, &exclusion.when) {
            item.remarks.push(("not if", clause.sentence()));
        }
        item.remarks.push(("instead", exclusion.instead.clone()));
        item
    }

    fn note(&mut self, note: &Note) -> Item {
        let knowledge = self.builder.knowledge;
        let numbers = self.builder.cited.numbers(knowledge, &note.states);
        let mut item = Item::plain(with_numbers(&note.text, &numbers));
        if let Some(clause) = condition::clause(knowledge, &note.when) {
            item.remarks.push(("if", clause.sentence()));
        }
        item
    }
}
