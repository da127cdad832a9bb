//! The `[[event]]` tables: what happened, when, to which leg, and what came of it.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Text};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Attribute, EventKind};
use venule_knowledge::nearest;
use venule_logic::value::Value;

use super::Reader;
use crate::case::{Case, Event, Moment, State};
use crate::side::Side;

/// Most events of one case: more than anybody lives to see, few enough to compare each with each.
const MOST_EVENTS: usize = 400;

impl Reader<'_> {
    /// All events, unless there are too many.
    pub(super) fn events(&self, tables: Vec<Fields<'_>>, reference: Moment, case: &mut Case) {
        if let Some(beyond) = tables.get(MOST_EVENTS) {
            let message = format!(
                "the case lists {} events, more than the {MOST_EVENTS} that are read",
                tables.len()
            );
            let problem = Diagnostic::error("too-many-events", message, beyond.origin());
            self.problems
                .add(problem.help("leave out those that no longer matter, such as the oldest"));
            return;
        }
        for table in tables {
            self.event(table, reference, case);
        }
    }

    fn event(&self, mut fields: Fields<'_>, reference: Moment, case: &mut Case) {
        let Some(name) = fields.required_text("kind") else {
            return;
        };
        let Some((kind, event)) = self.event_kind(name) else {
            return;
        };
        fields.call(format!("event `{}`", event.name));
        let when = self.when(&mut fields, reference, case.as_of.date);
        let source = fields.string("source").map(Arc::from);
        let side = fields
            .text("side")
            .and_then(|text| self.side_of(text, event));
        let attributes = self.attributes(&fields, event);
        let origin = fields.origin();
        case.events.push(Event {
            kind,
            side,
            when,
            is_next: false,
            attributes,
            source,
            origin: Some(origin),
        });
    }

    pub(super) fn side_of(&self, text: Text<'_>, event: &EventKind) -> Option<Side> {
        if !event.sided {
            let message = format!("event `{}` does not belong to a leg", event.name);
            self.problems.add(
                Diagnostic::error("not-sided", message, text.origin).help("leave the side out"),
            );
            return None;
        }
        let side = Side::parse(text.text);
        if side.is_none() {
            let message = format!("`{}` is not a side", text.text);
            let problem = Diagnostic::error("unknown-value", message, text.origin);
            self.problems
                .add(problem.help("write `left`, `right` or `both`"));
        }
        side
    }

    /// Every key that is not part of any event is one of its attributes.
    fn attributes(&self, fields: &Fields<'_>, event: &EventKind) -> Vec<(Arc<str>, State)> {
        const COMMON: [&str; 7] = [
            "kind", "date", "days_ago", "earliest", "latest", "source", "side",
        ];
        let mut found: Vec<(Arc<str>, State)> = Vec::new();
        for (key, node) in fields.entries() {
            if COMMON.contains(&&*key.text) {
                continue;
            }
            let Some(attribute) = event.attributes.iter().find(|it| *it.name == *key.text) else {
                let names = event.attributes.iter().map(|it| &*it.name).chain(COMMON);
                let message = format!("event `{}` has no `{}`", event.name, key.text);
                let origin = venule_knowledge::source::Origin {
                    file: fields.file(),
                    span: key.span,
                };
                let mut problem = Diagnostic::error("unknown-key", message, origin);
                problem.help = self
                    .problems
                    .did_you_mean(&key.text, names.clone())
                    .or_else(|| Some(format!("it has {}", nearest::listed(names))));
                self.problems.add(problem);
                continue;
            };
            let qualifier = self.qualifier(event, attribute);
            let words: Vec<Arc<str>> = qualifier
                .map(|it| {
                    it.choices
                        .iter()
                        .map(|(word, _)| Arc::clone(word))
                        .collect()
                })
                .unwrap_or_default();
            let what = format!("`{}` of event `{}`", attribute.name, event.name);
            let shape = Shape::of_attribute(attribute);
            // What is only known to be one of several values is a list of them.
            if matches!(node.kind, Kind::Array(_)) {
                let value = shape.possible_value(self.problems, fields.file(), &what, node);
                found.extend(value.map(|it| (Arc::clone(&attribute.name), State::Known(it))));
                continue;
            }
            let Some(stated) = self.value(fields, &what, node, &shape, &words) else {
                continue;
            };
            found.push((Arc::clone(&attribute.name), stated.state));
            if let (Some(word), Some(qualifier)) = (stated.qualifier, qualifier) {
                let state = State::Known(Value::String(Arc::from(word)));
                let twin = fields
                    .entries()
                    .iter()
                    .find(|(key, _)| *key.text == *qualifier.name);
                match twin {
                    Some((_, node)) if !matches!(&node.kind, Kind::String(text) if matches!(&state, State::Known(Value::String(word)) if **word == **text)) =>
                    {
                        let message = format!(
                            "`{}` of event `{}` has two values",
                            qualifier.name, event.name
                        );
                        self.problems.add(
                            Diagnostic::error("two-values", message, fields.origin_of(node))
                                .help("keep the one that is right"),
                        );
                    }
                    Some(_) => {}
                    None => found.push((Arc::clone(&qualifier.name), state)),
                }
            }
        }
        self.check_attribute_qualifiers(fields, event, &found);
        found
    }

    fn qualifier<'e>(&self, event: &'e EventKind, attribute: &Attribute) -> Option<&'e Attribute> {
        let name = attribute.qualifier.as_ref()?;
        event.attributes.iter().find(|it| it.name == *name)
    }

    fn check_attribute_qualifiers(
        &self,
        fields: &Fields<'_>,
        event: &EventKind,
        found: &[(Arc<str>, State)],
    ) {
        let is_known = |name: &str| {
            found
                .iter()
                .any(|(it, state)| **it == *name && matches!(state, State::Known(_)))
        };
        for attribute in &event.attributes {
            let Some(qualifier) = self.qualifier(event, attribute) else {
                continue;
            };
            let stated = found.iter().any(|(it, _)| *it == qualifier.name);
            if is_known(&attribute.name) && !stated {
                let words: Vec<Arc<str>> = qualifier
                    .choices
                    .iter()
                    .map(|(word, _)| Arc::clone(word))
                    .collect();
                self.missing_qualifier(
                    &attribute.name,
                    &qualifier.name,
                    &words,
                    attribute.unit,
                    fields.place_of(&attribute.name),
                );
            }
        }
    }

    pub(super) fn event_kind(&self, name: Text<'_>) -> Option<(usize, &EventKind)> {
        let found = self
            .knowledge
            .events
            .iter()
            .enumerate()
            .find(|(_, kind)| *kind.name == *name.text);
        if found.is_none() {
            let names = || self.knowledge.events.iter().map(|kind| &*kind.name);
            let message = format!("there is no event `{}`", name.text);
            let mut problem = Diagnostic::error("unknown-event", message, name.origin);
            problem.help = self
                .problems
                .did_you_mean(name.text, names())
                .or_else(|| Some(format!("events are {}", nearest::listed(names()))));
            self.problems.add(problem);
        }
        found
    }
}
