//! What a test may turn out to say: outcomes of a kind of event, and what an ordered test fixes.

use std::sync::Arc;

use venule_logic::types::Type;
use venule_logic::value::Value;

use super::event::{attribute, attribute_shape};
use super::literal;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Key, Node, Problems, Text};
use crate::model::{Action, Attribute, EventKind, Recorded};
use crate::nearest;
use crate::source::Origin;

/// The outcomes of a kind of event that has these attributes.
pub(super) fn outcomes(fields: &mut Fields<'_>, event: &EventKind) -> Vec<Recorded> {
    fields
        .tables("outcomes", "this outcome")
        .iter()
        .map(|outcome| recorded(outcome, event))
        .collect()
}

/// What an ordered test fixes of its event.
pub(super) fn makes(fields: &mut Fields<'_>, event: Option<&EventKind>) -> Recorded {
    let Some(made) = fields.table("makes") else {
        return Recorded::new();
    };
    match event {
        Some(event) => recorded(&made, event),
        // What is wrong with the results has been reported.
        None if fields.has("results") => Recorded::new(),
        None => {
            let message = format!("{} has no `results`", fields.what());
            let problem = Diagnostic::error("misplaced-key", message, made.origin());
            fields
                .problems()
                .add(problem.help("only a test with results makes an event"));
            Recorded::new()
        }
    }
}

/// Values of the result that a test cannot have.
pub(super) fn cannot_show(fields: &mut Fields<'_>, result: Option<&Attribute>) -> Vec<Arc<str>> {
    let problems = fields.problems();
    let named = fields.texts("cannot_show");
    let known = |name: &Text<'_>| {
        let choices = result.map_or(&[][..], |result| &result.choices);
        let found = choices.iter().find(|(value, _)| **value == *name.text);
        if found.is_none() {
            let names = || choices.iter().map(|(value, _)| &**value);
            let message = format!("the results have no value `{}`", name.text);
            let mut problem = Diagnostic::error("unknown-value", message, name.origin);
            problem.help = nearest::did_you_mean(name.text, names());
            problems.add(problem);
        }
        found.map(|(value, _)| Arc::clone(value))
    };
    named.iter().filter_map(known).collect()
}

/// Attributes with their values, as they stand in a table.
fn recorded(table: &Fields<'_>, event: &EventKind) -> Recorded {
    let one = |(key, node): &(Key, Node)| {
        let name = Text {
            text: &key.text,
            origin: Origin {
                file: table.file(),
                span: key.span,
            },
        };
        let attribute = attribute(table.problems(), event, name)?;
        let what = format!("`{}`", attribute.name);
        let shape = attribute_shape(attribute);
        let value = literal::value(table.problems(), table.file(), &what, node, &shape)?;
        Some((Arc::clone(&attribute.name), value))
    };
    table.entries().iter().filter_map(one).collect()
}

/// Reports outcomes that leave something out: where some outcomes of a result differ in another attribute, every
/// value of that attribute must be among them, or a plan would pass over what may happen.
pub(super) fn check_complete(problems: &Problems, events: &[EventKind], actions: &[Action]) {
    let mut looked_at: Vec<&str> = Vec::new();
    for name in actions.iter().flat_map(|action| &action.results) {
        if looked_at.contains(&name.as_str()) {
            continue;
        }
        looked_at.push(name);
        let Some((event, result)) = name.split_once('.') else {
            continue;
        };
        if let Some(event) = events.iter().find(|it| *it.name == *event) {
            check_event(problems, event, result);
        }
    }
}

fn check_event(problems: &Problems, event: &EventKind, result: &str) {
    let results = event.attributes.iter().find(|it| *it.name == *result);
    for (value, _) in results.map_or(&[][..], |it| &it.choices) {
        let of_value: Vec<&Recorded> = event
            .outcomes
            .iter()
            .filter(|outcome| said(outcome, result) == Some(value))
            .collect();
        for attribute in event.attributes.iter().filter(|it| *it.name != *result) {
            let named = |value: &Arc<str>| {
                let mut outcomes = of_value.iter();
                outcomes.any(|outcome| said(outcome, &attribute.name) == Some(value))
            };
            let is_told_apart = of_value
                .iter()
                .any(|outcome| outcome.iter().any(|(name, _)| *name == attribute.name));
            let mut left = attribute.choices.iter().filter(|(it, _)| !named(it));
            if let (true, Type::Choice(_), Some((left, _))) =
                (is_told_apart, &attribute.ty, left.next())
            {
                let message = format!(
                    "the outcomes of event `{}` leave out {result} `{value}` with {} `{left}`",
                    event.name, attribute.name
                );
                problems.add(
                    Diagnostic::error("outcome-left-out", message, event.origin).help(
                        "what may happen and is not planned for is the branch that is missing",
                    ),
                );
            }
        }
    }
}

fn said<'o>(outcome: &'o Recorded, attribute: &str) -> Option<&'o Arc<str>> {
    outcome.iter().find_map(|(name, value)| match value {
        Value::String(text) if **name == *attribute => Some(text),
        _ => None,
    })
}
