//! Numbers and dates as people write them.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use venule_engine::answer::Answer;
use venule_engine::case::State;
use venule_engine::read::split_qualifier;
use venule_knowledge::document::{Kind, Node, Problems};
use venule_knowledge::load::Shape;
use venule_knowledge::model::Fact;
use venule_knowledge::source::{FileId, Files};
use venule_logic::{FactId, Span, Value};

use super::Asked;
use super::reply::hint;

/// A date that does not lie in the future, or a number of days before today.
pub(super) fn date(text: &str, today: Date) -> Result<Date, String> {
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

/// A number in the unit of the fact or another of its dimension, with its unit type where it needs one.
pub(super) fn number(asked: &Asked<'_>, text: &str) -> Result<Vec<(FactId, Answer)>, String> {
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
        ("", Err(_)) => Kind::Decimal(amount.into()),
        (unit, Ok(number)) if asked.fact.unit.is_none() && is_years(asked.fact, unit) => {
            Kind::Integer(number)
        }
        (unit, _) => Kind::String(format!("{amount} {unit}").into()),
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
