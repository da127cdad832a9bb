//! What can never hold of one patient: a condition over facts, or two events.

use std::sync::Arc;

use super::context::Context;
use super::{condition, event};
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{Contradiction, EventKind, EventPattern};

/// Reads a contradiction.
pub(super) fn read(
    context: &Context<'_>,
    events: &[EventKind],
    mut fields: Fields<'_>,
) -> Option<Contradiction> {
    let states = context.required_states(&mut fields);
    let name = Arc::from(fields.required_string("id"));
    let message = fields.required_string("message");
    let origin = fields.place_of("id");
    let of_events = fields.has("first") || fields.has("second");
    if of_events && fields.has("when") {
        let message = format!("{} is about facts and about events at once", fields.what());
        let problem = Diagnostic::error("misplaced-key", message, fields.place_of("when"));
        context
            .problems
            .add(problem.help("write two contradictions"));
    }
    let read = if of_events {
        let first = pattern(context, events, &mut fields, "first");
        let second = pattern(context, events, &mut fields, "second");
        let same = fields.texts("same");
        for pattern in first.iter().chain(&second) {
            let event = events.get(pattern.event);
            for name in &same {
                event.and_then(|event| event::attribute(context.problems, event, *name));
            }
        }
        let same = same.iter().map(|name| Arc::from(name.text)).collect();
        fields.node("when");
        fields.node("set_aside");
        first
            .zip(second)
            .map(|(first, second)| Contradiction::Events {
                name,
                first,
                second,
                same,
                message,
                states: states.known,
                origin,
            })
    } else {
        let when = condition::required(context, &mut fields, "when", &states);
        let set_aside = fields
            .texts("set_aside")
            .into_iter()
            .filter_map(|name| context.fact(name))
            .collect();
        for key in ["first", "second", "same"] {
            fields.node(key);
        }
        Some(Contradiction::Facts {
            name,
            when,
            set_aside,
            message,
            states: states.known,
            origin,
        })
    };
    fields.close();
    read
}

fn pattern(
    context: &Context<'_>,
    events: &[EventKind],
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Option<EventPattern> {
    if !fields.has(key) {
        fields.report_missing(
            key,
            Some(format!("`{key} = {{ event = \"...\", where = [...] }}`")),
        );
    }
    let mut table = fields.table(key)?;
    let number = table
        .required_text("event")
        .and_then(|name| context.published.events.find(context.problems, name));
    let event = number.map_or(usize::MAX, |number| number as usize);
    let filter = event::tests(&mut table, events.get(event));
    table.close();
    number.map(|_| EventPattern { event, filter })
}
