//! Report forms: what a report must show, and what it amounts to.

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::types::Type;
use venule_logic::value::Value;

use super::condition;
use super::context::{Context, States};
use super::event;
use super::form::{boolean, checks, fact, named, numbers, require_type, value};
use super::names::{Names, Style};
use super::tables::ReportTables;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Kind, Node, Text};
use crate::model::{ActionId, Attribute, Condition, EventKind, ReportForm, Segment, Sum, Tally};
use crate::source::Origin;

/// Reads a report form.
pub(super) fn read(
    context: &Context<'_>,
    events: &[EventKind],
    table: ReportTables<'_>,
) -> Option<ReportForm> {
    let ReportTables {
        head: mut fields,
        segments,
        tallies,
        checks: check_tables,
    } = table;
    let what = fields.what().to_owned();
    let event = fields
        .required_text("event")
        .and_then(|name| context.published.events.find(context.problems, name))
        .map(|number| number as usize);
    let kind = event.and_then(|number| events.get(number));
    let protocol = fields
        .required_text("protocol")
        .and_then(|name| context.published.protocols.find(context.problems, name));
    let finding = fact(context, &mut fields, "finding");
    let positive = fields.required("positive");
    let positive = finding.and_then(|id| value(context, &fields, id, positive?));
    let side_differs = boolean(context, &mut fields, "side_differs");
    let dated = boolean(context, &mut fields, "dated");
    let attribute_name = fields.required_text("segment_attribute");
    let segment_attribute =
        attribute_name.and_then(|name| event::attribute(context.problems, kind?, name));
    let record = keyed_facts(context, &mut fields, "record");
    let stated = keyed_facts(context, &mut fields, "stated");
    let silence = facts_with_values(context, &mut fields, "silence");
    let attributes = attributes(context, &mut fields, kind);
    let done = done(context, &mut fields);

    let mut segment_names = Names::new("segment", "unknown-segment", Style::Snake);
    let segments: Vec<Segment> = segments
        .into_iter()
        .filter_map(|it| segment(context, it, &mut segment_names, segment_attribute, &what))
        .collect();
    for (number, segment) in (0..).zip(&segments) {
        for alias in &segment.aliases {
            let origin = segment.origin;
            segment_names.alias(
                context.problems,
                Text {
                    text: alias,
                    origin,
                },
                number,
            );
        }
    }
    let tallies = tallies
        .into_iter()
        .filter_map(|it| tally(context, it, &segment_names, finding))
        .collect();
    let no_items = Names::new("item", "unknown-item", Style::Kebab);
    let checks = checks(context, check_tables, &what, &no_items);
    let name = Arc::from(fields.required_string("id"));
    let label = fields.required_string("label");
    let origin = fields.place_of("id");
    fields.close();
    Some(ReportForm {
        name,
        label,
        event: event?,
        protocol: protocol? as usize,
        finding: (finding?, positive?),
        record,
        stated,
        silence,
        done,
        side_differs: side_differs?,
        dated: dated?,
        segment_attribute: Arc::clone(&segment_attribute?.name),
        attributes,
        segments,
        tallies,
        checks,
        origin,
    })
}

/// A table of keys with facts.
fn keyed_facts(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Vec<(Arc<str>, FactId)> {
    pairs(fields, key)
        .into_iter()
        .filter_map(|(key, name)| Some((Arc::from(key.text), context.fact(name)?)))
        .collect()
}

/// Actions with the facts that say that they are done.
fn done(context: &Context<'_>, fields: &mut Fields<'_>) -> Vec<(ActionId, FactId)> {
    if !fields.has("done") {
        return Vec::new();
    }
    pairs(fields, "done")
        .into_iter()
        .filter_map(|(action, name)| {
            let id = context.fact(name)?;
            require_type(context, name, id, "true or false", |ty| {
                *ty == Type::Boolean
            });
            Some((context.action(action)?, id))
        })
        .collect()
}

/// A table of keys with texts, each with its place.
fn pairs<'a>(fields: &mut Fields<'a>, key: &'static str) -> Vec<(Text<'a>, Text<'a>)> {
    let Some(node) = fields.required(key) else {
        return Vec::new();
    };
    let Kind::Table(entries) = &node.kind else {
        fields.report_kind(key, node, "a table");
        return Vec::new();
    };
    let file = fields.file();
    entries
        .iter()
        .filter_map(|(name, node)| match &node.kind {
            Kind::String(text) => {
                let place = |span| Origin { file, span };
                let key = Text {
                    text: &name.text,
                    origin: place(name.span),
                };
                let value = Text {
                    text,
                    origin: place(node.span),
                };
                Some((key, value))
            }
            _ => {
                fields.report_kind(&name.text, node, "the name of a fact");
                None
            }
        })
        .collect()
}

/// Attributes of the event with the facts that they are taken from.
fn attributes(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    kind: Option<&EventKind>,
) -> Vec<(Arc<str>, FactId)> {
    pairs(fields, "attributes")
        .into_iter()
        .filter_map(|(key, name)| {
            let attribute = event::attribute(context.problems, kind?, key)?;
            let id = context.fact(name)?;
            let fits = context.shape(id).is_some_and(|shape| {
                let known = |(value, _): &(Arc<str>, String)| {
                    attribute.choices.iter().any(|(choice, _)| choice == value)
                };
                match (&shape.ty, &attribute.ty) {
                    (Type::Choice(_), Type::Choice(_)) => shape.choices.iter().all(known),
                    (of_fact, of_attribute) => of_fact == of_attribute,
                }
            });
            if !fits {
                let message = format!(
                    "fact `{}` has values that attribute `{}` cannot have",
                    name.text, attribute.name
                );
                context
                    .problems
                    .add(Diagnostic::error("wrong-type", message, name.origin));
            }
            Some((Arc::clone(&attribute.name), id))
        })
        .collect()
}

fn segment(
    context: &Context<'_>,
    mut fields: Fields<'_>,
    names: &mut Names,
    attribute: Option<&Attribute>,
    of: &str,
) -> Option<Segment> {
    let name = named(&mut fields, names, "segment", of);
    let states = context.required_states(&mut fields);
    let choice = name.as_ref().and_then(|name| {
        let choices = &attribute?.choices;
        choices.iter().find(|(value, _)| **value == **name)
    });
    if let (Some(name), Some(attribute), None) = (&name, attribute, choice) {
        let message = format!("attribute `{}` has no value `{name}`", attribute.name);
        let place = fields.place_of("id");
        context
            .problems
            .add(Diagnostic::error("unknown-value", message, place));
    }
    let read = Segment {
        name: Arc::from(name.clone().unwrap_or_default()),
        label: choice.map(|(_, label)| label.clone()).unwrap_or_default(),
        aliases: fields.strings("aliases"),
        given: facts_with_values(context, &mut fields, "given"),
        when: expected(context, &mut fields, &states),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    name.and(Some(read))
}

/// When a segment belongs to the examination; nothing for one that is marked `optional`.
fn expected(context: &Context<'_>, fields: &mut Fields<'_>, states: &States) -> Option<Condition> {
    let optional = fields.flag("optional");
    if optional && fields.node("when").is_some() {
        let message = format!("{} is optional and has a condition", fields.what());
        let problem = Diagnostic::error("misplaced-key", message, fields.place_of("when"));
        context.problems.add(problem.help("keep one of them"));
    }
    (!optional).then(|| condition::required_or_any(context, fields, "when", states))
}

/// A table of facts with values.
fn facts_with_values(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Vec<(FactId, Value)> {
    let Some(node) = fields.node(key) else {
        return Vec::new();
    };
    let Kind::Table(entries) = &node.kind else {
        fields.report_kind(key, node, "a table");
        return Vec::new();
    };
    let file = fields.file();
    entries
        .iter()
        .filter_map(|(key, node)| {
            let origin = Origin {
                file,
                span: key.span,
            };
            let id = context.fact(Text {
                text: &key.text,
                origin,
            })?;
            Some((id, value(context, fields, id, node)?))
        })
        .collect()
}

fn tally(
    context: &Context<'_>,
    mut fields: Fields<'_>,
    segments: &Names,
    finding: Option<FactId>,
) -> Option<Tally> {
    if let Some(name) = fields.text("fact") {
        fields.call(format!("tally `{}`", name.text));
    }
    let id = boolean(context, &mut fields, "fact");
    let about = match fields.text("about") {
        Some(name) => context.fact(name),
        None => finding,
    };
    let ways = ["any", "every", "described"]
        .into_iter()
        .filter(|key| fields.has(key))
        .count();
    let any = fields.node("any");
    let every = fields.node("every");
    let described = fields.flag("described");
    if ways != 1 {
        let message = format!("{} sums up in {ways} ways", fields.what());
        context.problems.add(
            Diagnostic::error("not-a-tally", message, fields.origin())
                .help("give one of `any`, `every` and `described = true`"),
        );
    }
    let sum = match (any, every) {
        (Some(node), _) => Sum::Any(values(context, &fields, about, node)),
        (_, Some(node)) => Sum::Every(values(context, &fields, about, node)),
        (None, None) => Sum::Described,
    };
    let of = numbers(context, &mut fields, "of", segments);
    if of.is_empty() {
        fields.report_missing("of", Some("name the segments".to_owned()));
    }
    let read = Tally {
        fact: id?,
        about: about?,
        sum,
        of,
        both_legs: fields.flag("both_legs"),
        origin: fields.place_of("fact"),
    };
    fields.close();
    (described || read.sum != Sum::Described).then_some(read)
}

/// One value or a list of values of a fact.
fn values(
    context: &Context<'_>,
    fields: &Fields<'_>,
    about: Option<FactId>,
    node: &Node,
) -> Vec<Value> {
    let nodes = match &node.kind {
        Kind::Array(nodes) => nodes.as_slice(),
        _ => std::slice::from_ref(node),
    };
    nodes
        .iter()
        .filter_map(|node| value(context, fields, about?, node))
        .collect()
}
