//! Results of a test in words.

use std::sync::Arc;

use venule_engine::plan::Outcome;
use venule_knowledge::model::{EventKind, Knowledge};
use venule_logic::Value;

/// What an outcome says beside its result.
type Rest<'o> = &'o [(Arc<str>, Value)];

/// The results that lead to one branch. `all` are the results of the test, so that what does not matter is left out.
pub(crate) fn words(
    knowledge: &Knowledge,
    kind: usize,
    outcomes: &[Outcome],
    all: &[&Outcome],
) -> String {
    let Some(event) = knowledge.events.get(kind) else {
        return String::new();
    };
    if outcomes.len() == all.len() && all.len() > 1 {
        return "whatever it shows".to_owned();
    }
    let mut groups: Vec<(&Value, Vec<Rest<'_>>)> = Vec::new();
    for outcome in outcomes {
        let Some(((_, result), rest)) = outcome.split_first() else {
            continue;
        };
        match groups.iter_mut().find(|(value, _)| *value == result) {
            Some((_, with)) => with.push(rest),
            None => groups.push((result, vec![rest])),
        }
    }
    let parts: Vec<(String, String)> = groups
        .iter()
        .map(|(result, with)| {
            let name = outcomes
                .iter()
                .find_map(|it| it.first())
                .map_or("", |(name, _)| name);
            let possible = all
                .iter()
                .filter(|it| it.first().is_some_and(|(_, value)| value == *result));
            let label = label(event, name, result);
            let told: Vec<String> = with.iter().map(|rest| attributes(event, rest)).collect();
            let told: Vec<String> = told.into_iter().filter(|it| !it.is_empty()).collect();
            if told.is_empty() || with.len() == possible.count() && with.len() > 1 {
                (label, String::new())
            } else {
                (label, told.join(", or "))
            }
        })
        .collect();
    joined(&parts)
}

/// Results, each with what it says beside; what all of them say is said once.
fn joined(parts: &[(String, String)]) -> String {
    let with = |told: &str| match told {
        "" => String::new(),
        told => format!(" [{told}]"),
    };
    match parts {
        [(_, shared), _, ..] if !shared.is_empty() && parts.iter().all(|it| it.1 == *shared) => {
            let labels: Vec<&str> = parts.iter().map(|(label, _)| &**label).collect();
            format!("{} [in each: {shared}]", labels.join("; or "))
        }
        _ => {
            let labels = parts
                .iter()
                .map(|(label, told)| format!("{label}{}", with(told)));
            labels.collect::<Vec<_>>().join("; or ")
        }
    }
}

fn attributes(event: &EventKind, pairs: Rest<'_>) -> String {
    let words: Vec<String> = pairs
        .iter()
        .map(|(name, value)| label(event, name, value))
        .collect();
    words.join(", ")
}

fn label(event: &EventKind, name: &str, value: &Value) -> String {
    let attribute = event.attributes.iter().find(|it| *it.name == *name);
    match (value, attribute) {
        (Value::String(code), Some(attribute)) => {
            let choice = attribute.choices.iter().find(|(it, _)| it == code);
            choice.map_or_else(|| code.to_string(), |(_, label)| label.clone())
        }
        _ => value.to_string(),
    }
}
