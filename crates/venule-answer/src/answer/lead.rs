//! The answer in one or two sentences, with what it rests on.

use venule_engine::assessment::{Line, Status};
use venule_knowledge::model::{Category, Stance};
use venule_logic::FactId;

use venule_text::people::By;

use super::question::is_about;
use super::{About, Composer, Reader, sentence};
use crate::build::category;
use crate::page::{Advice, Item, Section, Tone};
use crate::words;

/// Most lines that the lead holds beside a conclusion.
const MOST: usize = 3;

/// Most conditions that the lead holds where nothing is decided.
const MOST_BRANCHES: usize = 2;

/// So many things to do are short enough as they stand.
const FEW: usize = 4;

impl Composer<'_, '_> {
    /// What decides most, first what was asked for, where there is more than a few things to do. Never without its
    /// timing and provisos.
    pub(super) fn lead(&mut self) -> Section {
        const HEADING: &str = "In short";
        let knowledge = self.builder.knowledge;
        let assessment = self.builder.assessment;
        // An emergency stands above everything as it is, and nothing is shorter.
        if assessment.emergencies(knowledge).next().is_some() {
            return Section::new(HEADING, Tone::Emergency);
        }
        if let Some(several) = self.several() {
            return sentence(HEADING, Tone::Caution, several);
        }
        let unread = self.unread_words();
        if !unread.is_empty() && self.asked.about == About::Patient {
            return sentence(
                HEADING,
                Tone::Caution,
                format!(
                    "No short answer: {} was not understood and may change everything below. Settle it before anything is excluded or begun.",
                    unread.join("; ")
                ),
            );
        }
        let live: Vec<&Line> = assessment.lines.iter().filter(|it| it.is_live()).collect();
        if live.iter().all(|line| line.stance == Stance::Avoid) {
            return self.nothing_yet(HEADING);
        }
        let to_do = live.iter().filter(|line| line.stance == Stance::Do);
        let is_short = to_do.clone().count() <= FEW;
        // Patients read the same lines right below, in full.
        if is_short || self.asked.reader == Reader::Patient {
            return Section::new(HEADING, Tone::Advice);
        }
        let is_asked_for = |line: &Line| {
            let category = category(knowledge, line);
            let mut intents = self.asked.asks.intents.iter();
            intents.any(|(intent, _)| category.is_some_and(|it| is_about(*intent, it)))
        };
        let is_conclusion = |line: &Line| category(knowledge, line) == Some(Category::Conclusion);
        let mut advised: Vec<&Line> = to_do.copied().collect();
        // What was asked for goes first; the order of the engine holds among the rest.
        let reader = self.asked.reader;
        advised.sort_by_key(|line| (reader.rank(category(knowledge, line)), !is_asked_for(line)));
        let mut steps = 0;
        advised.retain(|line| {
            steps += usize::from(!is_conclusion(line));
            is_conclusion(line) || steps <= MOST
        });
        let mut section = Section::new(HEADING, Tone::Advice);
        if self.stand_first(&advised) {
            return section;
        }
        for line in advised {
            let item = self.in_short(line);
            section.items.push(item);
        }
        section
    }

    /// What is said of a text that tells of several patients and was not taken apart: nothing of it is used.
    fn several(&self) -> Option<String> {
        let patients = &self.asked.reading.patients;
        let is_first = self.asked.changes.is_none();
        if patients.is_empty() || !is_first {
            return None;
        }
        let words = patients.iter().map(|it| {
            let words = it.span.of(self.asked.text).split_whitespace();
            format!("\"{}\"", words.collect::<Vec<_>>().join(" "))
        });
        let words: Vec<String> = words.take(MOST).collect();
        let words = words.join(", ");
        let perhaps = patients.iter().all(|it| it.by == By::Perhaps);
        Some(match perhaps {
            true => format!(
                "The text may tell of more than one patient ({words}), so nothing of it is used. If it is one, add \"same patient\" and ask again; if not, ask about each in a text of its own."
            ),
            false => format!(
                "The text tells of more than one patient ({words}), and what is of whom is not sure, so nothing of it is used. Ask about each in a text of its own."
            ),
        })
    }

    /// Whether lines are the first ones of what to do anyway: then they need not be said before it.
    fn stand_first(&self, lines: &[&Line]) -> bool {
        let first = self.numbered.iter().take(lines.len());
        let mut first = first.map(|(line, _)| *line);
        first.all(|line| lines.iter().any(|it| Advice::of(it) == line))
    }

    /// When, and the first words of what stands in full at its number below.
    fn in_short(&mut self, line: &Line) -> Item {
        let (strong, _) = self.words(line);
        let numbers = self.numbers(line);
        let number = self.number_of(line).unwrap_or_default();
        let what = self.first_sentence(line);
        let mut item = Item {
            strong,
            text: format!("{what}: line {number}. {numbers}"),
            advice: Some(Advice::of(line)),
            ..Item::default()
        };
        if let Status::Provisional { provided } = &line.status {
            item.remarks.extend(self.assumes(provided));
        }
        item
    }

    /// What a line advises, up to where its first sentence ends.
    fn first_sentence(&self, line: &Line) -> String {
        let what = self.what(line);
        let ends = ["? ", ". ", "; "].iter().filter_map(|it| what.find(it));
        match ends.min().and_then(|end| what.get(..end)) {
            Some(first) => match line.side {
                Some(side) => format!("{first} ..., {}", words::leg(Some(side))),
                None => format!("{first} ..."),
            },
            None => what,
        }
    }

    /// Why nothing is advised, and what to find out first.
    fn nothing_yet(&self, heading: &str) -> Section {
        let knowledge = self.builder.knowledge;
        let assessment = self.builder.assessment;
        if self.asked.about == About::Outside {
            return sentence(
                heading,
                Tone::Caution,
                "This is outside what the guidelines here cover; nothing is advised.",
            );
        }
        if self.asked.about == About::Nobody {
            let text = match self.same_question() {
                Some(_) => "Nothing is said of a patient; the answer is the general one below.",
                None if !self.asked.reading.facts_aside.is_empty() => {
                    "What the text mentions was not taken to be so of a patient now, for the reasons given below. Nothing is advised. If it is so, say it plainly and ask again."
                }
                None if self.asked.asks.in_general => {
                    "A question in general that is not among those answered here. Nothing is said of a patient, and nothing is advised."
                }
                None => {
                    "Nothing was understood that the guidelines here cover: it is outside their scope, or in words that are not known. Nothing is advised."
                }
            };
            return sentence(heading, Tone::Caution, text);
        }
        if assessment.is_out_of_scope(knowledge) {
            return sentence(
                heading,
                Tone::Caution,
                "This patient is outside what the guidelines here cover; nothing is advised.",
            );
        }
        let Some(first) = self.first_question() else {
            let text = "Nothing in the guidelines here applies to what was said.";
            return sentence(heading, Tone::Caution, text);
        };
        let text = format!("Nothing can be advised for lack of facts. Find out first: {first}");
        let mut section = sentence(heading, Tone::Caution, text);
        let branches = self.depends.conditions.iter().take(MOST_BRANCHES);
        section.items.extend(branches.map(|it| self.branch(it)));
        section
    }

    /// The question that settles the first of what is not decided, or else the most pressing.
    fn first_question(&self) -> Option<String> {
        let knowledge = self.builder.knowledge;
        let questions = &self.builder.assessment.questions;
        let first = self.depends.conditions.first();
        let decides = |fact: FactId| {
            let answers = first.map_or(&[][..], |it| &it.answers);
            answers.iter().any(|it| it.fact == fact)
        };
        let asked = questions.iter().find(|it| decides(it.fact));
        let asked = asked.or_else(|| questions.first())?;
        let fact = knowledge.facts.get(asked.fact.0 as usize)?;
        Some(fact.question.clone().unwrap_or_else(|| fact.label.clone()))
    }
}
