//! What the answer comes from: the guidelines that have a say, where more of them is found, and what is often asked
//! about them.

use venule_knowledge::model::Guideline;
use venule_text::language::ask::Question;

use super::advice::with_numbers;
use super::{About, Asked, Composer};
use crate::build::push_new;
use crate::page::{Item, Section, Tone};

/// Most questions that are answered beside the one that was asked.
const MOST_ANSWERED: usize = 3;

/// How alike a question has to be to be answered in place of one that is not, out of 100.
const NEAR: u8 = 40;

impl<'b> Composer<'_, 'b> {
    /// The guidelines that have a say: their date, the specialties that they concern, editorial policy and resources.
    pub(super) fn guidelines(&self) -> Section {
        let mut section = Section::new("About these guidelines", Tone::Plain);
        let guidelines: Vec<&Guideline> = self.speaking().map(|(_, it)| it).collect();
        for it in &guidelines {
            let attributes = &it.attributes;
            let mut item = Item {
                strong: format!("{} {}:", it.name, it.version),
                text: format!("updated {}", it.updated),
                ..Item::default()
            };
            if !attributes.specialties.is_empty() {
                item.text
                    .push_str(&format!("; concerns {}", attributes.specialties.join(", ")));
            }
            item.text.push('.');
            if !attributes.resources.is_empty() {
                item.remarks.push(("more", attributes.resources.join("; ")));
            }
            section.items.push(item);
        }
        let policies = guidelines.iter();
        let policies = policies.filter_map(|it| it.attributes.editorial_policy.clone());
        let policies: Vec<String> = policies.fold(Vec::new(), push_new);
        if !policies.is_empty() {
            section.items.push(Item {
                strong: "Editorial policy:".to_owned(),
                text: policies.join("; "),
                ..Item::default()
            });
        }
        section
    }

    /// What is often asked about the guidelines that have a say, with the answers.
    pub(super) fn often_asked(&mut self) -> Section {
        let heading = match self.asked.about {
            About::Nobody => "The nearest questions answered here",
            About::Patient | About::Outside => "Often asked",
        };
        let mut section = Section::new(heading, Tone::Plain);
        for question in self.answered_beside() {
            let Some(answer) = &question.answer else {
                continue;
            };
            let states = self.behind(question);
            let numbers = self.cited(&states);
            section.items.push(Item {
                strong: question.text.clone(),
                text: with_numbers(answer, &numbers),
                ..Item::default()
            });
        }
        section
    }

    /// The questions that are answered beside the one that was asked: those that are like the text, and for a patient
    /// those of the guidelines that have a say and no others.
    pub(super) fn answered_beside(&self) -> Vec<&'b Question> {
        let asked: &Asked<'b> = self.asked;
        let speaking: Vec<usize> = self.speaking().map(|(index, _)| index).collect();
        let all = &asked.language.questions;
        let same = self.same_question().map(|it| &it.id);
        let like = asked.asks.questions.iter();
        let like = like.filter_map(|it| all.get(it.question));
        let mut chosen: Vec<&'b Question> = Vec::new();
        let is_near = |it: &Question| {
            let mut ranked = asked.asks.questions.iter();
            ranked.any(|ranked| {
                let other = all.get(ranked.question);
                ranked.alike >= NEAR && other.is_some_and(|other| other.id == it.id)
            })
        };
        let is_wanted = |it: &&Question| match asked.about {
            About::Patient => speaking.contains(&it.guideline),
            About::Nobody => asked.asks.in_general && same.is_none() && is_near(it),
            About::Outside => false,
        };
        for question in like.chain(all).filter(is_wanted) {
            let is_new =
                Some(&question.id) != same && !chosen.iter().any(|it| it.id == question.id);
            if is_new && question.answer.is_some() && chosen.len() < MOST_ANSWERED {
                chosen.push(question);
            }
        }
        chosen
    }

    /// The guidelines that have a say, with their index.
    fn speaking(&self) -> impl Iterator<Item = (usize, &'b Guideline)> {
        let guidelines = self.builder.knowledge.guidelines.iter().enumerate();
        guidelines.filter(|(index, _)| self.builder.speaks(*index))
    }
}
