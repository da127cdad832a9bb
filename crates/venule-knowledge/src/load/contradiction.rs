//! What can never hold of one patient: a condition over facts, or two events.

use std::collections::BTreeSet;
use std::sync::Arc;

use venule_logic::FactId;

use super::context::Context;
use super::{condition, event};
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{Condition, Contradiction, Derivation, EventKind, EventPattern, Fact, Score};
use crate::nearest;

/// What a contradiction may be about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) facts: &'a [Fact],
    pub(super) scores: &'a [Score],
    pub(super) events: &'a [EventKind],
}

/// Reads a contradiction.
pub(super) fn read(
    context: &Context<'_>,
    known: Known<'_>,
    mut fields: Fields<'_>,
) -> Option<Contradiction> {
    let events = known.events;
    let states = context.required_states(&mut fields);
    let name = Arc::from(fields.required_string("id"));
    let message = fields.required_string("message");
    let origin = fields.place_of("id");
    let of_events = fields.has("first") || fields.has("second");
    let of_facts = ["when", "presuming", "set_aside"]
        .into_iter()
        .find(|key| fields.has(key));
    if let Some(key) = of_facts.filter(|_| of_events) {
        let message = format!("{} is about facts and about events at once", fields.what());
        let problem = Diagnostic::error("misplaced-key", message, fields.place_of(key));
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
        for key in ["when", "presuming", "set_aside"] {
            fields.node(key);
        }
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
        let presuming = presuming(context, known, &when, &mut fields);
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
            presuming,
            set_aside,
            message,
            states: states.known,
            origin,
        })
    };
    fields.close();
    read
}

/// The facts that the condition may presume: each has a presumption, and the condition rests on it.
fn presuming(
    context: &Context<'_>,
    known: Known<'_>,
    when: &Condition,
    fields: &mut Fields<'_>,
) -> Vec<FactId> {
    let names = fields.texts("presuming");
    let ids = names.iter().map(|name| context.fact(*name));
    let ids: Vec<Option<FactId>> = ids.collect();
    let beneath = known.beneath(when);
    let mut found = Vec::new();
    for (name, id) in names.into_iter().zip(ids) {
        let Some(id) = id else { continue };
        let fact = known.facts.get(id.0 as usize);
        let (what, help) = if fact.is_none_or(|fact| fact.presume.is_none()) {
            ("has no presumption", "a fact with `presume`")
        } else if !beneath.contains(&id) {
            (
                "is nothing that the condition rests on",
                "one that it rests on",
            )
        } else {
            found.push(id);
            continue;
        };
        let message = format!("fact `{}` {what}", name.text);
        let mut problem = Diagnostic::error("nothing-to-presume", message, name.origin);
        let fitting = beneath
            .iter()
            .filter_map(|id| known.facts.get(id.0 as usize));
        let fitting = fitting.filter(|fact| fact.presume.is_some());
        problem.help = nearest::did_you_mean(name.text, fitting.map(|fact| &*fact.name))
            .or_else(|| Some(format!("name {help}")));
        context.problems.add(problem);
    }
    found
}

impl Known<'_> {
    /// Every fact that a condition rests on, at any depth.
    fn beneath(self, when: &Condition) -> BTreeSet<FactId> {
        let mut found = BTreeSet::new();
        let mut open = when.facts().to_vec();
        while let Some(id) = open.pop() {
            let Some(fact) = self.facts.get(id.0 as usize).filter(|_| found.insert(id)) else {
                continue;
            };
            open.extend(fact.conditions().flat_map(Condition::facts));
            if let Some(Derivation::Score(index)) = &fact.derivation {
                let items = self.scores.get(*index).map(|score| &score.items);
                open.extend(items.into_iter().flatten().map(|item| item.fact));
            }
        }
        found
    }
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
