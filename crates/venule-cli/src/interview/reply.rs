//! From what somebody types to an answer.

use jiff::ToSpan;
use jiff::civil::Date;
use venule_engine::answer::Answer;
use venule_engine::case::{Dates, Moment, State};
use venule_knowledge::document::{Kind, Node, Problems};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Derivation, Fact, Measure};
use venule_knowledge::source::{FileId, Files};
use venule_logic::{Span, Type, Value};

/// What somebody replied.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reply {
    /// An answer.
    Answer(Answer),
    /// Not now: the question is passed over.
    Pass,
    /// The end of the interview.
    Stop,
}

/// Words that any question takes.
pub(super) const WORDS: &str = "unknown, cannot (cannot be obtained), skip, stop";

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

/// What kind of reply a question without choices takes.
pub(super) fn hint(fact: &Fact) -> String {
    if asks_for_date(fact) {
        return "a date such as 2026-03-05, or a number of days ago".to_owned();
    }
    match fact.unit {
        Some(unit) => format!("a number in {}, or with another unit", unit.code()),
        None => "a whole number".to_owned(),
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
pub(super) fn read(fact: &Fact, text: &str, today: Moment) -> Result<Reply, String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    match lower.as_str() {
        "stop" | "quit" | "done" => return Ok(Reply::Stop),
        "skip" | "" => return Ok(Reply::Pass),
        "unknown" | "?" | "u" => return Ok(Reply::Answer(Answer::State(State::Unknown))),
        "cannot" | "x" => return Ok(Reply::Answer(Answer::State(State::Unobtainable))),
        _ => {}
    }
    if asks_for_date(fact) {
        return date(&lower, today.date).map(|date| Reply::Answer(Answer::When(Dates::on(date))));
    }
    let choices = choices(fact);
    let known = if choices.is_empty() {
        number(fact, text)?
    } else {
        choice(&choices, &lower)?
    };
    Ok(Reply::Answer(Answer::State(State::Known(known))))
}

fn date(text: &str, today: Date) -> Result<Date, String> {
    let days = text
        .trim_end_matches("ago")
        .trim()
        .trim_end_matches("days")
        .trim();
    let found = match days.parse::<i32>() {
        Ok(days) if (0..=36_600).contains(&days) => today.checked_sub(days.days()).ok(),
        _ => text.parse::<Date>().ok(),
    };
    match found {
        Some(date) if date <= today => Ok(date),
        Some(date) => Err(format!("{date} lies in the future")),
        None => Err("write a date such as 2026-03-05, or a number of days ago".to_owned()),
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
    let is_code = |value: &Value| matches!(value, Value::String(code) if **code == *text);
    if let Some((value, _)) = choices.iter().find(|(value, _)| is_code(value)) {
        return Ok(value.clone());
    }
    let mut begins = choices
        .iter()
        .filter(|(_, label)| label.to_lowercase().starts_with(text));
    match (begins.next(), begins.next()) {
        (Some((value, _)), None) => Ok(value.clone()),
        (Some(_), Some(_)) => Err("more than one begins so; write its number".to_owned()),
        (None, _) => Err("write one of the numbers".to_owned()),
    }
}

fn number(fact: &Fact, text: &str) -> Result<Value, String> {
    let mut files = Files::default();
    let file: FileId = files.add("answer", text);
    let kind = match (text.parse::<i64>(), text.contains(' ')) {
        (Ok(number), _) => Kind::Integer(number),
        (Err(_), true) => Kind::String(text.to_owned()),
        (Err(_), false) => Kind::Decimal(text.to_owned()),
    };
    let node = Node {
        span: Span { start: 0, end: 0 },
        kind,
    };
    let problems = Problems::default();
    let value = Shape::of_fact(fact).value(&problems, file, "this", &node);
    value.ok_or_else(|| {
        let found = problems.into_found();
        found
            .first()
            .map_or_else(|| hint(fact), |problem| problem.message.clone())
    })
}
