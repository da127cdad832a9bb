//! From what somebody types to an answer.

use std::sync::Arc;

use venule_engine::answer::Answer;
use venule_engine::case::{Dates, Moment, State};
use venule_engine::side::Side;
use venule_knowledge::model::{Derivation, Fact, Measure};
use venule_logic::{FactId, Value};

use super::Asked;
use super::choices::{Choice, choice, choices};
use super::number::{date, number};

/// What somebody replied.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// An answer, with what was said in the same breath: of the other leg, or the unit type of a value.
    Answers(Vec<Said>),
    /// The legs are to be asked about one by one.
    Apart,
    /// Not now: the question is passed over.
    Pass,
    /// Back to the question before.
    Back,
    /// The end of the interview.
    Stop,
}

/// What was said of a fact, and of which leg.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) fact: FactId,
    pub(super) side: Option<Side>,
    pub(super) answer: Answer,
}

/// Words that any question takes.
pub(super) const WORDS: &str = "unknown, cannot (cannot be obtained), skip, back, stop";

impl Asked<'_> {
    /// The answer that the question itself has this state.
    pub(super) fn state(&self, state: State) -> Reply {
        self.answer(vec![(self.id, Answer::State(state))])
    }

    /// The answer that this choice is.
    pub(super) fn chosen(&self, choice: Choice) -> Reply {
        let so = |side, is_so| Said {
            fact: self.id,
            side: Some(side),
            answer: Answer::State(State::Known(Value::Boolean(is_so))),
        };
        match choice {
            Choice::Same(value) => self.state(State::Known(value)),
            Choice::Legs { left, right } => {
                Reply::Answers(vec![so(Side::Left, left), so(Side::Right, right)])
            }
            Choice::Apart => Reply::Apart,
        }
    }

    /// These answers, for each leg that the question is about.
    fn answer(&self, answers: Vec<(FactId, Answer)>) -> Reply {
        let of_leg = |side: &Option<Side>| {
            let side = *side;
            answers.iter().map(move |(fact, answer)| Said {
                fact: *fact,
                side,
                answer: answer.clone(),
            })
        };
        Reply::Answers(self.legs.iter().flat_map(of_leg).collect())
    }

    /// The fact without which this one means nothing, and the words for its values.
    pub(super) fn qualifier(&self) -> Option<(FactId, Vec<Arc<str>>)> {
        let id = self.fact.qualifier?;
        let choices = &self.knowledge.facts.get(id.0 as usize)?.choices;
        Some((
            id,
            choices.iter().map(|(code, _)| Arc::clone(code)).collect(),
        ))
    }
}

/// What kind of reply a question without choices takes.
pub(super) fn hint(asked: &Asked<'_>) -> String {
    if asks_for_date(asked.fact) {
        let each = if asked.is_of_both_legs() {
            "; `each` where the legs differ"
        } else {
            ""
        };
        return format!("a date such as 2026-03-05, or a number of days ago{each}");
    }
    let range = match &asked.fact.range {
        Some(range) => format!(" from {} to {}", range.0, range.1),
        None => String::new(),
    };
    match (asked.fact.unit, asked.qualifier()) {
        (Some(unit), Some((_, words))) => format!(
            "a number with its unit type, such as 200 {} {}",
            unit.code(),
            words.join(" or ")
        ),
        (Some(unit), None) if unit.code() == "1" => format!("a number{range}"),
        (Some(unit), None) => format!("a number{range} in {}, or with another unit", unit.code()),
        (None, _) => format!("a whole number{range}"),
    }
}

/// Whether a question asks when something was.
pub(super) fn asks_for_date(fact: &Fact) -> bool {
    matches!(
        &fact.derivation,
        Some(Derivation::View {
            measure: Measure::DaysSince,
            ..
        })
    )
}

/// Reads a reply, or says what is wrong with it.
pub(super) fn read(asked: &Asked<'_>, text: &str, today: Moment) -> Result<Reply, String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    if is_stop(&lower) {
        return Ok(Reply::Stop);
    }
    match lower.as_str() {
        "back" | "undo" | "<" => return Ok(Reply::Back),
        "skip" | "" => return Ok(Reply::Pass),
        "unknown" | "?" | "u" => return Ok(asked.state(State::Unknown)),
        "each" if asked.is_of_both_legs() => return Ok(Reply::Apart),
        "cannot" | "x" => return Ok(asked.state(State::Unobtainable)),
        _ => {}
    }
    if asks_for_date(asked.fact) {
        let dates = Dates::on(date(&lower, today.date)?);
        return Ok(asked.answer(vec![(asked.id, Answer::When(dates))]));
    }
    let choices = choices(asked);
    if choices.is_empty() {
        return number(asked, text).map(|answers| asked.answer(answers));
    }
    choice(&choices, &lower).map(|choice| asked.chosen(choice))
}

pub(super) fn is_stop(text: &str) -> bool {
    matches!(text, "stop" | "quit" | "done")
}
