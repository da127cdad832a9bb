//! What is open: questions, and what cannot be decided without their answers.

use venule_engine::assessment::{Assessment, Line, Question, Urgency};
use venule_engine::side::Side;
use venule_knowledge::model::{ActionId, Obtain, Stance};
use venule_logic::{FactId, Value};

use super::{Builder, sentence_end};
use crate::page::{Item, Section, Tone};
use crate::words;

/// Questions that a short report shows: those that decide most.
const SHOWN_IN_BRIEF: usize = 10;

impl Builder<'_> {
    /// Questions, with the items of a score together.
    pub(crate) fn questions(&self) -> Section {
        let mut section = Section::new("Ask next", Tone::Plain);
        let mut scored: Vec<usize> = Vec::new();
        for question in self.pressing() {
            if let Some(score) = self.score_of(question.fact) {
                if !scored.contains(&score) {
                    scored.push(score);
                    section.items.push(self.score_question(score, question));
                }
                continue;
            }
            let Some(text) = self.asked(question) else {
                continue;
            };
            let mut item = Item {
                strong: urgency(question),
                text,
                ..Item::default()
            };
            let then = self.raised(question);
            let then = then.filter_map(|id| self.knowledge.actions.get(id.0 as usize));
            let then = then.map(|action| ("if so", action.label.clone()));
            item.remarks.extend(then);
            section.items.push(item);
        }
        let asked = section.items.len();
        if self.wishes.brief && asked > SHOWN_IN_BRIEF {
            section.items.truncate(SHOWN_IN_BRIEF);
            section.items.push(Item::plain(format!(
                "... and {} more; `venule interview` asks them one by one, in this order.",
                asked - SHOWN_IN_BRIEF
            )));
        }
        section.items.extend(self.exceptions());
        section
    }

    /// The questions that are asked by themselves: of exceptions that nobody mentioned, only the items of a score.
    pub(crate) fn pressing(&self) -> impl Iterator<Item = &Question> {
        let questions = self.assessment.questions.iter();
        questions.filter(|it| it.urgency != Urgency::Exception || self.score_of(it.fact).is_some())
    }

    /// A question in words, with the name of its fact.
    pub(crate) fn asked(&self, question: &Question) -> Option<String> {
        let fact = self.knowledge.facts.get(question.fact.0 as usize)?;
        let text = fact.question.as_ref().unwrap_or(&fact.label);
        Some(format!("{text}{} [{}]", of_leg(question.side), fact.name))
    }

    /// What a yes to the question of a red flag raises. What else the answer touches may become wrong by it, so it is
    /// not what to do then.
    pub(crate) fn raised(&self, question: &Question) -> impl Iterator<Item = ActionId> {
        let is_red = question.urgency == Urgency::RedFlag;
        let decides = question.decides.iter().copied().filter(move |_| is_red);
        decides.filter(|id| {
            let mut lines = self.assessment.lines.iter();
            lines.any(|it| it.red_flag && it.action == *id)
        })
    }

    /// What nobody mentioned and is taken to be so or not so.
    pub(crate) fn exceptions(&self) -> Vec<Item> {
        let mut not_so: Vec<String> = Vec::new();
        let mut taken: Vec<String> = Vec::new();
        let questions = self.assessment.questions.iter();
        let exceptions = questions.filter(|it| it.urgency == Urgency::Exception);
        for question in exceptions.filter(|it| self.score_of(it.fact).is_none()) {
            let Some(fact) = self.knowledge.facts.get(question.fact.0 as usize) else {
                continue;
            };
            let side = of_leg(question.side);
            let presumed = fact.presume.as_ref().map(|it| &it.value);
            match presumed {
                None | Some(Value::Boolean(false)) => not_so.push(format!("{}{side}", fact.label)),
                Some(value) => taken.push(format!(
                    "{}{side}: {}",
                    fact.label,
                    words::value(self.knowledge, question.fact, value)
                )),
            }
        }
        let not_so = (
            "Exceptions nobody mentioned (taken as not so; correct what is wrong):",
            not_so,
        );
        let taken = ("Taken as so (correct what is wrong):", taken);
        [not_so, taken]
            .into_iter()
            .filter(|(_, labels)| !labels.is_empty())
            .map(|(strong, labels)| Item {
                strong: strong.to_owned(),
                text: format!("{}.", labels.join("; ")),
                ..Item::default()
            })
            .collect()
    }

    /// The leg of a line, where more than one is assessed.
    pub(crate) fn of_assessed_leg(&self, line: &Line) -> String {
        let several = self.case.legs().len() > 1;
        of_leg(line.side.filter(|_| several))
    }

    pub(crate) fn score_of(&self, fact: FactId) -> Option<usize> {
        self.knowledge
            .scores
            .iter()
            .position(|score| score.items.iter().any(|item| item.fact == fact))
    }

    pub(crate) fn score_question(&self, score: usize, first: &Question) -> Item {
        let open = self
            .assessment
            .questions
            .iter()
            .filter(|it| self.score_of(it.fact) == Some(score));
        let labels: Vec<String> = open
            .map(|it| {
                format!(
                    "{}{}",
                    words::label(self.knowledge, it.fact),
                    of_leg(it.side)
                )
            })
            .collect();
        let label = self.knowledge.scores.get(score).map_or("", |it| &it.label);
        Item {
            strong: urgency(first),
            text: format!("{label}, open items: {}.", labels.join("; ")),
            ..Item::default()
        }
    }

    /// Whether a line is a red flag that is asked about.
    pub(crate) fn stands_with_its_question(&self, line: &Line) -> bool {
        let is_asked = |fact: &FactId| {
            let mut questions = self.assessment.questions.iter();
            questions.any(|it| it.fact == *fact && (it.side.is_none() || it.side == line.side))
        };
        line.red_flag && line.status.open().iter().any(is_asked)
    }

    /// Undecided lines that wait for the same facts stand together. Red flags stand with their questions, if they have any.
    pub(crate) fn undecided(&self, detail: Detail) -> Section {
        let mut section = Section::new("Cannot be decided yet", Tone::Plain);
        let mut groups: Vec<(&[FactId], Vec<String>, Vec<Remark>)> = Vec::new();
        for line in &self.assessment.lines {
            let left_out = detail == Detail::Short && line.stance != Stance::Do;
            if line.is_live() || left_out {
                continue;
            }
            if self.stands_with_its_question(line) {
                continue;
            }
            let open = line.status.open();
            let label = match detail {
                Detail::Short => words::brief(self.knowledge, line.action, line.stance),
                Detail::Full => self.action_label(line),
            };
            let label = match line.stance {
                Stance::Do if is_advised(self.assessment, line) => format!("sooner: {label}"),
                Stance::Do | Stance::Avoid => label,
                Stance::Consider => format!("consider: {label}"),
            };
            let label = format!("{label}{}", self.of_assessed_leg(line));
            let status = self.status_of(line);
            match groups.iter_mut().find(|(other, ..)| *other == open) {
                Some((_, labels, said)) => {
                    labels.push(label);
                    said.extend(status.filter(|it| !said.contains(it)));
                }
                None => groups.push((open, vec![label], status.into_iter().collect())),
            }
        }
        for (open, labels, statuses) in groups {
            let open: Vec<String> = open
                .iter()
                .map(|it| words::label(self.knowledge, *it))
                .collect();
            section.items.push(Item {
                text: sentence_end(&labels.join("; ")),
                remarks: std::iter::once(("waits for", open.join("; ")))
                    .chain(statuses)
                    .collect(),
                ..Item::default()
            });
        }
        section
    }
}

/// How much is said of what is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Everything, in full.
    Full,
    /// What may have to be done, with its first words.
    Short,
}

/// Whether the action of an undecided line is advised already, so that the line would only make it more pressing.
pub fn is_advised(assessment: &Assessment, line: &Line) -> bool {
    line.stance == Stance::Do
        && assessment.lines.iter().any(|other| {
            let same_leg = other.side == line.side || other.side.is_none();
            let same_action = other.action == line.action && same_leg;
            other.is_live() && same_action && other.stance == Stance::Do
        })
}

/// A remark under an item: its label and its text.
type Remark = (&'static str, String);

pub(crate) fn of_leg(side: Option<Side>) -> String {
    side.map_or_else(String::new, |side| format!(" ({})", words::leg(Some(side))))
}

/// How pressing a question is, and what it costs.
pub(crate) fn urgency(question: &Question) -> String {
    let first = match question.urgency {
        Urgency::RedFlag => "Red flag",
        Urgency::Scope => "Right pathway?",
        Urgency::Now => "Decides what to do now",
        Urgency::Dated => "Decides what to do next",
        Urgency::Routine => "Would refine",
        Urgency::Exception => "Exception",
    };
    let how = match question.obtain {
        Obtain::Record => "look up",
        Obtain::Ask => "ask",
        Obtain::Examine => "examine",
        Obtain::Lab => "laboratory",
        Obtain::Imaging => "imaging",
    };
    format!("{first} ({how}):")
}
