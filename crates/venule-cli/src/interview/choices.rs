//! The choices that a question offers, and which of them a reply means.

use std::collections::BTreeSet;

use venule_logic::{Type, Value};

use super::Asked;
use super::reply::is_stop;

/// One choice of a question.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Choice {
    /// This value, in each leg that the question is about.
    Same(Value),
    /// Yes or no for each leg, where the question is about both.
    Legs {
        /// Of the left leg.
        left: bool,
        /// Of the right leg.
        right: bool,
    },
    /// The legs are to be asked about one by one.
    Apart,
}

/// The choices that a question offers, with their wording.
pub(super) fn choices(asked: &Asked<'_>) -> Vec<(Choice, String)> {
    let legs = |left, right| Choice::Legs { left, right };
    let all: Vec<(Choice, &str)> = match &asked.fact.ty {
        Type::Boolean if asked.is_of_both_legs() => vec![
            (legs(true, false), "left leg only"),
            (legs(false, true), "right leg only"),
            (legs(true, true), "both legs"),
            (legs(false, false), "neither leg"),
            (
                Choice::Apart,
                "each leg by itself, such as when one is not known",
            ),
        ],
        Type::Boolean => vec![
            (Choice::Same(Value::Boolean(true)), "yes"),
            (Choice::Same(Value::Boolean(false)), "no"),
        ],
        Type::Choice(_) => {
            let choices = asked.fact.choices.iter();
            let apart = (Choice::Apart, "not the same in both legs: ask for each");
            choices
                .map(|(code, label)| {
                    let value = Value::String(code.clone());
                    (Choice::Same(value), label.as_str())
                })
                .chain(asked.is_of_both_legs().then_some(apart))
                .collect()
        }
        Type::Any
        | Type::Integer
        | Type::Long
        | Type::Decimal
        | Type::String
        | Type::Quantity(_)
        | Type::List(_)
        | Type::Interval(_) => Vec::new(),
    };
    all.into_iter()
        .map(|(choice, label)| (choice, label.to_owned()))
        .collect()
}

/// By number, by code, or by the beginning of the wording, if only one begins so.
///
/// "Yes" and "no" are the beginning of nothing else: "no" is not "nothing found".
pub(super) fn choice(choices: &[(Choice, String)], text: &str) -> Result<Choice, String> {
    if let Some((choice, _)) = text
        .parse::<usize>()
        .ok()
        .and_then(|at| choices.get(at.checked_sub(1)?))
    {
        return Ok(choice.clone());
    }
    let is_code = |choice: &Choice| match choice {
        Choice::Same(Value::String(code)) => code.to_lowercase() == text,
        Choice::Legs { left, right } => text == "no" && !left && !right,
        Choice::Same(_) | Choice::Apart => false,
    };
    let is_whole =
        |(choice, label): &&(Choice, String)| is_code(choice) || label.to_lowercase() == text;
    if let Some((choice, _)) = choices.iter().find(is_whole) {
        return Ok(choice.clone());
    }
    let is_yes_or_no = matches!(text, "yes" | "no");
    let begins = choices
        .iter()
        .filter(|(_, label)| !is_yes_or_no && label.to_lowercase().starts_with(text));
    let begins: Vec<_> = begins.collect();
    match begins.as_slice() {
        [(choice, _)] => Ok(choice.clone()),
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
    if matches!(
        text.as_str(),
        "" | "skip" | "unknown" | "?" | "u" | "cannot" | "x"
    ) {
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
