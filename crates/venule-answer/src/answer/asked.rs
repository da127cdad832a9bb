//! What the text asks beside the patient: what lies outside, questions that the knowledge answers for anybody, and those
//! that are like the one that was asked.

use venule_knowledge::model::StatementId;
use venule_text::ask::Ranked;
use venule_text::language::ask::{Element, Question};

use super::{Asked, Composer, THE_SAME, VERY, sentence};
use crate::build::push_new;
use crate::page::{Item, Section, Tone};

/// Most related questions that are shown.
const MOST_RELATED: usize = 5;

impl<'b> Composer<'_, 'b> {
    /// What lies outside, and where it belongs. Nothing is advised of it.
    pub(super) fn outside(&self) -> Section {
        let asks = self.asked.asks;
        let topics = asks
            .outside
            .iter()
            .map(|it| it.topic)
            .fold(Vec::new(), push_new);
        let found = topics.into_iter().filter_map(|topic| {
            let topic = self.asked.language.topics.get(topic)?;
            topic.outside.as_ref()
        });
        let found: Vec<_> = found.collect();
        let tone = match found.iter().any(|it| it.urgent) {
            true => Tone::Emergency,
            false => Tone::Caution,
        };
        let mut section = Section::new("Outside of what is covered here", tone);
        section.items.extend(found.into_iter().map(|outside| Item {
            text: outside.says.clone(),
            remarks: vec![("where it belongs", outside.signpost.clone())],
            ..Item::default()
        }));
        section
    }

    /// What the knowledge says to the question that was asked, whoever the patient is.
    pub(super) fn general(&mut self) -> Section {
        let mut section = Section::new("In general", Tone::Plain);
        let Some(question) = self.same_question() else {
            return section;
        };
        let states = self.behind(question);
        let numbers = self.cited(&states);
        let said = match &question.answer {
            Some(answer) => vec![answer.clone()],
            None => self.said(question),
        };
        section.intro = Some(match self.is_the_very(question) {
            true => question.text.clone(),
            false => format!(
                "The nearest question that is answered here: {}",
                question.text
            ),
        });
        for (place, text) in said.iter().enumerate() {
            let numbers = if place == 0 { &*numbers } else { "" };
            section
                .items
                .push(Item::plain(super::advice::with_numbers(text, numbers)));
        }
        section
    }

    /// The question of the knowledge that was asked, if one was. Of somebody in particular more is told than a
    /// question has words for, so it has to be that very one.
    pub(super) fn same_question(&self) -> Option<&'b Question> {
        let asked: &Asked<'b> = self.asked;
        let first = asked.asks.questions.iter().max_by_key(|it| it.alike)?;
        let question = asked.language.questions.get(first.question)?;
        let least = if self.is_of_somebody() {
            VERY
        } else {
            THE_SAME
        };
        (first.alike >= least).then_some(question)
    }

    /// Whether a question is the one that was asked, and not only like it.
    fn is_the_very(&self, question: &Question) -> bool {
        let mut ranked = self.asked.asks.questions.iter();
        ranked.any(|it| {
            let other = self.asked.language.questions.get(it.question);
            it.alike >= VERY && other.is_some_and(|other| other.id == question.id)
        })
    }

    /// What answers a question, in the words of the knowledge.
    fn said(&self, question: &Question) -> Vec<String> {
        let knowledge = self.builder.knowledge;
        let said = question
            .answered_by
            .iter()
            .filter_map(|element| match element {
                Element::Rule(id) => {
                    let rule = knowledge.rules.get(id.0 as usize)?;
                    let action = crate::words::action(knowledge, rule.action, rule.stance);
                    Some(format!("{action}: {}", rule.why))
                }
                Element::Note(guideline, note) => {
                    let guideline = knowledge.guidelines.get(*guideline)?;
                    Some(guideline.notes.get(*note)?.text.clone())
                }
                Element::Exclusion(guideline, exclusion) => {
                    let guideline = knowledge.guidelines.get(*guideline)?;
                    let exclusion = guideline.scope.exclusions.get(*exclusion)?;
                    Some(format!("{} {}", exclusion.reason, exclusion.instead))
                }
                Element::Score(index) => Some(knowledge.scores.get(*index)?.label.clone()),
                Element::Protocol(index) => Some(knowledge.protocols.get(*index)?.label.clone()),
                Element::Guideline(_)
                | Element::Fact(_)
                | Element::Order(_)
                | Element::Statement(_) => None,
            });
        said.collect()
    }

    /// The statements behind what answers a question.
    pub(super) fn behind(&self, question: &Question) -> Vec<StatementId> {
        let knowledge = self.builder.knowledge;
        let mut states = Vec::new();
        for element in &question.answered_by {
            match element {
                Element::Rule(id) => {
                    let rule = knowledge.rules.get(id.0 as usize);
                    states.extend(rule.into_iter().flat_map(|it| it.states.iter().copied()));
                }
                Element::Note(guideline, note) => {
                    let guideline = knowledge.guidelines.get(*guideline);
                    let note = guideline.and_then(|it| it.notes.get(*note));
                    states.extend(note.into_iter().flat_map(|it| it.states.iter().copied()));
                }
                Element::Statement(id) => states.push(*id),
                Element::Protocol(index) => {
                    let protocol = knowledge.protocols.get(*index);
                    let items = protocol.into_iter().flat_map(|it| &it.items);
                    states.extend(items.flat_map(|it| it.states.iter().copied()));
                }
                Element::Guideline(_)
                | Element::Exclusion(..)
                | Element::Fact(_)
                | Element::Score(_)
                | Element::Order(_) => {}
            }
        }
        states
    }

    /// Questions that are like the one that was asked.
    pub(super) fn related(&self) -> Section {
        let mut section = Section::new("Related questions", Tone::Plain);
        let same = self.same_question().map(|it| &it.id);
        let answered = self.answered_beside();
        let like = |it: &&Ranked| {
            let question = self.asked.language.questions.get(it.question);
            question.is_some_and(|question| {
                Some(&question.id) != same && !answered.iter().any(|it| it.id == question.id)
            })
        };
        let found = self.asked.asks.questions.iter().filter(like);
        for ranked in found.take(MOST_RELATED) {
            if let Some(question) = self.asked.language.questions.get(ranked.question) {
                section.items.push(Item::plain(question.text.clone()));
            }
        }
        section
    }

    /// What is covered, for a text that is about none of it.
    pub(super) fn covered(&self) -> Section {
        let guidelines = self.builder.knowledge.guidelines.iter();
        let titles = guidelines.filter(|it| !it.is_gate).map(|it| &it.title);
        let titles: Vec<&str> = titles.map(String::as_str).collect();
        sentence(
            "What is covered here",
            Tone::Plain,
            format!("{}.", titles.join("; ")),
        )
    }
}
