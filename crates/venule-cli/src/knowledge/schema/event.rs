//! Events in the schema: kind, one way of dating them, and what is recorded of each kind.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use venule_knowledge::model::{Attribute, EventKind, Knowledge};

use super::{reference, value};
use crate::knowledge::names::Shape;

/// The list of events.
pub(super) fn list(knowledge: &Knowledge) -> Json {
    let kinds: Vec<Json> = knowledge
        .events
        .iter()
        .map(|event| json!({ "$ref": format!("#/$defs/{}", definition_name(event)) }))
        .collect();
    json!({ "type": "array", "items": { "anyOf": kinds } })
}

/// What the definition of a kind is called.
pub(super) fn definition_name(event: &EventKind) -> String {
    format!("event.{}", event.name)
}

/// An event of one kind.
pub(super) fn definition(event: &EventKind) -> Json {
    let mut properties = Map::new();
    let mut add = |name: &str, schema: Json| properties.insert(name.to_owned(), schema);
    let days = json!({ "type": "integer", "minimum": 0, "maximum": 36600 });
    add("kind", json!({ "const": &*event.name }));
    add("date", reference("date", "When it happened."));
    add(
        "earliest",
        reference("date", "Not before; `latest` must be there as well."),
    );
    add(
        "latest",
        reference("date", "Not after; `earliest` must be there as well."),
    );
    add(
        "days_ago",
        json!({
            "description": "Days before the assessment, or the two ends of a range.",
            "anyOf": [days, { "type": "array", "items": days, "minItems": 2, "maxItems": 2 }],
        }),
    );
    add(
        "source",
        json!({ "type": "string", "description": "Who or what it comes from." }),
    );
    if event.sided {
        add("side", json!({ "$ref": "#/$defs/side" }));
    }
    for attribute in &event.attributes {
        add(&attribute.name, recorded(event, attribute));
    }
    let mut rules = vec![
        json!({ "not": { "required": ["date", "days_ago"] } }),
        json!({ "not": { "required": ["date", "earliest"] } }),
        json!({ "not": { "required": ["days_ago", "earliest"] } }),
    ];
    rules.extend(
        event
            .attributes
            .iter()
            .filter_map(|attribute| needs_qualifier(event, attribute)),
    );
    json!({
        "description": event.label,
        "type": "object",
        "additionalProperties": false,
        "required": ["kind"],
        "dependentRequired": { "earliest": ["latest"], "latest": ["earliest"] },
        "properties": properties,
        "allOf": rules,
    })
}

fn recorded(event: &EventKind, attribute: &Attribute) -> Json {
    let words: Vec<Arc<str>> = qualifier(event, attribute)
        .map(|it| {
            it.choices
                .iter()
                .map(|(word, _)| Arc::clone(word))
                .collect()
        })
        .unwrap_or_default();
    let value = value::value(Shape::of_attribute(attribute), &words);
    let description = match &attribute.question {
        Some(question) => format!("{}. {question}", attribute.label),
        None => attribute.label.clone(),
    };
    let state = json!({ "$ref": "#/$defs/state" });
    let of_these = json!({ "type": "array", "minItems": 2, "uniqueItems": true, "items": value });
    if attribute.choices.is_empty() {
        json!({ "description": description, "anyOf": [value, state] })
    } else {
        json!({ "description": description, "anyOf": [value, of_these, state] })
    }
}

fn qualifier<'e>(event: &'e EventKind, attribute: &Attribute) -> Option<&'e Attribute> {
    let name = attribute.qualifier.as_ref()?;
    event.attributes.iter().find(|it| it.name == *name)
}

/// A value without its qualifier is refused.
fn needs_qualifier(event: &EventKind, attribute: &Attribute) -> Option<Json> {
    let qualifier = qualifier(event, attribute)?;
    let bare = value::unqualified(Shape::of_attribute(attribute));
    let mut properties = Map::new();
    properties.insert(attribute.name.to_string(), bare);
    Some(json!({
        "if": { "required": [&*attribute.name], "properties": properties },
        "then": { "required": [&*qualifier.name] },
    }))
}
