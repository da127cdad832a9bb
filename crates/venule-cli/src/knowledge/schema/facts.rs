//! The `facts` table in the schema: dotted names, nested tables, and any mixture of both.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::Type;

use super::value;
use crate::knowledge::names::Shape;

/// The whole table.
pub(super) fn table(knowledge: &Knowledge) -> Json {
    let enterable: BTreeMap<&str, &Fact> = knowledge
        .fact_index
        .iter()
        .filter_map(|(name, id)| Some((name.as_str(), knowledge.facts.get(id.0 as usize)?)))
        .filter(|(_, fact)| fact.may_be_entered())
        .collect();
    below(&enterable, "")
}

/// A table of all names that begin with `prefix`. A name may be a fact and lead on to others as well, as an alias.
fn below(names: &BTreeMap<&str, &Fact>, prefix: &str) -> Json {
    let mut properties = Map::new();
    let rests: Vec<(&str, &Fact)> = names
        .iter()
        .filter_map(|(name, fact)| Some((name.strip_prefix(prefix)?, *fact)))
        .collect();
    for (rest, _) in &rests {
        for part in rest
            .match_indices('.')
            .filter_map(|(dot, _)| rest.get(..dot))
        {
            if !properties.contains_key(part) {
                properties.insert(part.to_owned(), below(names, &format!("{prefix}{part}.")));
            }
        }
    }
    for (rest, fact) in rests {
        let value = json!({ "$ref": format!("#/$defs/{}", definition_name(fact)) });
        let either = match properties.remove(rest) {
            Some(table) => json!({ "anyOf": [value, table] }),
            None => value,
        };
        properties.insert(rest.to_owned(), either);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// What the definition of a fact is called.
pub(super) fn definition_name(fact: &Fact) -> String {
    format!("fact.{}", fact.name)
}

/// The definition of a fact with its wording, and that of its entry for one leg where it may have one.
pub(super) fn definitions(knowledge: &Knowledge, fact: &Fact) -> Vec<(String, Json)> {
    let name = definition_name(fact);
    let leg = format!("leg.{}", fact.name);
    let entry = || {
        value::entry(
            &value::value(Shape::of_fact(fact), &qualifiers(knowledge, fact)),
            fact.sided,
        )
    };
    let mut found = match (&fact.ty, fact.sided) {
        (Type::Boolean, false) => vec![(name, json!({ "$ref": "#/$defs/boolean" }))],
        (Type::Boolean, true) => vec![(name, json!({ "$ref": "#/$defs/boolean_per_leg" }))],
        (_, false) => vec![(name, entry())],
        (_, true) => vec![(name, value::per_leg(&leg)), (leg, entry())],
    };
    if let Some((_, Json::Object(definition))) = found.first_mut() {
        definition.insert("description".to_owned(), json!(description(fact)));
    }
    found
}

fn qualifiers(knowledge: &Knowledge, fact: &Fact) -> Vec<Arc<str>> {
    let qualifier = fact
        .qualifier
        .and_then(|id| knowledge.facts.get(id.0 as usize));
    qualifier
        .map(|fact| {
            fact.choices
                .iter()
                .map(|(word, _)| Arc::clone(word))
                .collect()
        })
        .unwrap_or_default()
}

fn description(fact: &Fact) -> String {
    let mut text = fact.label.clone();
    if let Some(question) = &fact.question {
        text.push_str(&format!(". {question}"));
    }
    let labelled: Vec<String> = fact
        .choices
        .iter()
        .filter(|(word, label)| **word != **label)
        .map(|(word, label)| format!("{word}: {label}"))
        .collect();
    if !labelled.is_empty() {
        text.push_str(&format!(" ({})", labelled.join("; ")));
    }
    text
}
