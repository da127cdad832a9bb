//! From what somebody types to an answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use venule_engine::answer::Answer;
use venule_engine::case::{Dates, Moment, State};
use venule_engine::read::split_qualifier;
use venule_knowledge::document::{Kind, Node, Problems};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Derivation, Fact, Measure};
use venule_knowledge::source::{FileId, Files};
use venule_logic::{FactId, Span, Type, Value};

use super::Asked;

/// What somebody replied.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// An answer, with what was said in the same breath: the unit type of a value.
    Answers(Vec<(FactId, Answer)>),
    /// Not now: the question is passed over.
    Pass,
    /// Back to the question before.
    Back,
    /// The end of the interview.
    Stop,
}

/// Words that any question takes.
pub(super) const WORDS: &str = "unknown, cannot (cannot be obtained), skip, back, stop";

/// The choices that a question offers, as value and wording.
pub(super) fn choices(fact: &Fact) -> Vec<(Value, String)> {
    match &fact.ty {
        Type::Boolean => vec![
            (Value::Boolean(true), "yes".to_owned()),
            (Value::Boolean(false), "no".to_owned()),
        ],
        Type::Choice(_) => fact
            .choices
            .iter()
            .map(|(code, label)| (Value::String(code.clone()), label.clone()))
            .collect(),
        Type::Any
        | Type::Integer
        | Type::Long
        | Type::Decimal
        | Type::String
        | Type::Quantity(_)
        | Type::List(_)
        | Type::Interval(_) => Vec::new(),
    }
}

impl Asked<'_> {
    /// The answer that the question itself has this state.
    pub(super) fn state(&self, state: State) -> Reply {
        Reply::Answers(vec![(self.id, Answer::State(state))])
    }

    /// The fact without which this one means nothing, and the words for its values.
    fn qualifier(&self) -> Option<(FactId, Vec<Arc<str>>)> {
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
        return "a date such as 2026-03-05, or a number of days ago".to_owned();
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
fn asks_for_date(fact: &Fact) -> bool {
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
        "cannot" | "x" => return Ok(asked.state(State::Unobtainable)),
        _ => {}
    }
    if asks_for_date(asked.fact) {
        let dates = Dates::on(date(&lower, today.date)?);
        return Ok(Reply::Answers(vec![(asked.id, Answer::When(dates))]));
    }
    let choices = choices(asked.fact);
    if choices.is_empty() {
        return number(asked, text).map(Reply::Answers);
    }
    choice(&choices, &lower).map(|value| asked.state(State::Known(value)))
}

fn date(text: &str, today: Date) -> Result<Date, String> {
    let days = text.trim_end_matches("ago").trim();
    let days = days.trim_end_matches('s').trim_end_matches("day").trim();
    let found = match (text, days.parse::<i32>()) {
        ("today", _) => Some(today),
        ("yesterday", _) => today.yesterday().ok(),
        (_, Ok(days)) if (0..=36_600).contains(&days) => today.checked_sub(days.days()).ok(),
        _ => text.parse::<Date>().ok(),
    };
    match found {
        Some(date) if date <= today => Ok(date),
        Some(date) => Err(format!("{date} lies in the future")),
        None => Err(format!(
            "`{text}` is no date: write one such as 2026-03-05, or a number of days ago"
        )),
    }
}

/// By number, by code, or by the beginning of the wording, if only one begins so.
fn choice(choices: &[(Value, String)], text: &str) -> Result<Value, String> {
    if let Some((value, _)) = text
        .parse::<usize>()
        .ok()
        .and_then(|at| choices.get(at.checked_sub(1)?))
    {
        return Ok(value.clone());
    }
    let is_code =
        |value: &Value| matches!(value, Value::String(code) if code.to_lowercase() == text);
    if let Some((value, _)) = choices.iter().find(|(value, _)| is_code(value)) {
        return Ok(value.clone());
    }
    let begins = choices
        .iter()
        .filter(|(_, label)| label.to_lowercase().starts_with(text));
    let begins: Vec<_> = begins.collect();
    match begins.as_slice() {
        [(value, _)] => Ok(value.clone()),
        [] => Err(format!(
            "`{text}` is none of the choices: write a number from 1 to {}, or how the choice begins",
            choices.len()
        )),
        several => {
            let labels: Vec<&str> = several.iter().map(|(_, label)| label.as_str()).collect();
            let labels = labels.join("; ");
            Err(format!(
                "`{text}` may be each of these: {labels}. Write its number"
            ))
        }
    }
}

/// Several choices by their numbers or the beginning of their wording; `None` is the end of the interview.
pub(super) fn several(text: &str, labels: &[&str]) -> Result<Option<Vec<usize>>, String> {
    let text = text.trim().to_lowercase();
    if is_stop(&text) {
        return Ok(None);
    }
    if text.is_empty() || text == "skip" {
        return Ok(Some(Vec::new()));
    }
    let begins = |label: &&str| label.to_lowercase().starts_with(&text);
    if let Some(at) = labels.iter().position(begins) {
        return Ok(Some(vec![at]));
    }
    let numbers = text.split([',', ' ']).filter(|word| !word.is_empty());
    let chosen = numbers.map(|word| {
        let at = word.parse::<usize>().ok()?.checked_sub(1)?;
        (at < labels.len()).then_some(at)
    });
    let chosen: Option<BTreeSet<usize>> = chosen.collect();
    match chosen {
        Some(chosen) if !chosen.is_empty() => Ok(Some(chosen.into_iter().collect())),
        _ => Err(format!(
            "`{text}` is none of the choices: write numbers from 1 to {}",
            labels.len()
        )),
    }
}

fn is_stop(text: &str) -> bool {
    matches!(text, "stop" | "quit" | "done")
}

/// A number in the unit of the fact or another of its dimension, with its unit type where it needs one.
fn number(asked: &Asked<'_>, text: &str) -> Result<Vec<(FactId, Answer)>, String> {
    let mut answers = Vec::new();
    let mut text = text;
    if let Some((id, words)) = asked.qualifier() {
        let (rest, word) = split_qualifier(text, &words);
        let Some(word) = word else {
            return Err(format!(
                "say which unit type it is, {}: write {}",
                words.join(" or "),
                hint(asked)
            ));
        };
        let said = State::Known(Value::String(Arc::clone(word)));
        answers.push((id, Answer::State(said)));
        text = rest;
    }
    let mut files = Files::default();
    let file: FileId = files.add("answer", text);
    // `4cm` and `3,5 cm` are what people write.
    let digits = text.find(|c: char| !c.is_ascii_digit() && !".,-+".contains(c));
    let (amount, unit) = text.split_at(digits.unwrap_or(text.len()));
    let amount = decimal_comma(amount)?;
    let kind = match (unit.trim(), amount.parse::<i64>()) {
        ("", Ok(number)) => Kind::Integer(number),
        ("", Err(_)) => Kind::Decimal(amount),
        (unit, Ok(number)) if asked.fact.unit.is_none() && is_years(asked.fact, unit) => {
            Kind::Integer(number)
        }
        (unit, _) => Kind::String(format!("{amount} {unit}")),
    };
    let node = Node {
        span: Span { start: 0, end: 0 },
        kind,
    };
    let problems = Problems::default();
    let value = Shape::of_fact(asked.fact).value(&problems, file, "the answer", &node);
    let Some(value) = value else {
        let found = problems.into_found();
        let why = found.first().map_or("", |problem| &problem.message);
        return Err(format!("{why}; write {}", hint(asked)));
    };
    answers.insert(0, (asked.id, Answer::State(State::Known(value))));
    Ok(answers)
}

/// A comma before one or two digits, or more than three, is a decimal one; before three it may be either.
fn decimal_comma(amount: &str) -> Result<String, String> {
    match amount.split_once(',') {
        Some((_, after)) if after.len() == 3 || after.contains([',', '.']) => Err(format!(
            "`{amount}` can be read in two ways: write it without a comma"
        )),
        _ => Ok(amount.replace(',', ".")),
    }
}

fn is_years(fact: &Fact, unit: &str) -> bool {
    fact.is_age && ["y", "yr", "yrs", "year", "years", "years old"].contains(&unit)
}
