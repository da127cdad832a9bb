//! The schemas of order files and report files: a case, and beside it what the order or report says.

use serde_json::{Map, Value as Json, json};
use venule_engine::read::{facts_of, segment_names, silence_word};
use venule_knowledge::model::{Fact, Knowledge};
use venule_logic::FactId;

use super::facts;

/// The schema of order files.
pub(super) fn order(knowledge: &Knowledge) -> Json {
    let mut keys = Map::new();
    let names: Vec<&str> = knowledge.orders.iter().map(|form| &*form.name).collect();
    keys.insert("form".to_owned(), json!({ "enum": names }));
    for id in knowledge.orders.iter().flat_map(facts_of) {
        let Some(fact) = knowledge.facts.get(id.0 as usize) else {
            continue;
        };
        for name in std::iter::once(&*fact.name).chain(fact.aliases.iter().map(String::as_str)) {
            let key = name.rsplit('.').next().unwrap_or(name);
            keys.insert(key.to_owned(), stated(fact));
        }
    }
    let order = json!({
        "description": "What the order says. What is not here is not stated: neither yes nor no.",
        "type": "object",
        "additionalProperties": false,
        "properties": keys,
    });
    file(
        knowledge,
        "venule order",
        "An order for an examination. See docs/reference/order.md.",
        [("order", order)],
    )
}

/// The schema of report files.
pub(super) fn report(knowledge: &Knowledge) -> Json {
    let side = json!({ "$ref": "#/$defs/side" });
    let mut keys = Map::new();
    let mut recorded = Map::new();
    let names: Vec<&str> = knowledge.reports.iter().map(|form| &*form.name).collect();
    keys.insert("form".to_owned(), json!({ "enum": names }));
    keys.insert("side".to_owned(), side.clone());
    for key in ["date", "earliest", "latest"] {
        keys.insert(key.to_owned(), json!({ "$ref": "#/$defs/date" }));
    }
    let days = json!({ "type": "integer", "minimum": 0, "maximum": 36600 });
    keys.insert(
        "days_ago".to_owned(),
        json!({ "anyOf": [days, { "type": "array", "items": days, "minItems": 2, "maxItems": 2 }] }),
    );
    let mut segments: Vec<String> = Vec::new();
    for form in &knowledge.reports {
        for (key, id) in &form.stated {
            keys.extend(of_fact(knowledge, *id).map(|schema| (key.to_string(), schema)));
        }
        for (key, id) in &form.record {
            recorded.extend(of_fact(knowledge, *id).map(|schema| (key.to_string(), schema)));
        }
        segments.extend(segment_names(form).map(|name| name.to_string()));
    }
    let name = json!({ "enum": segments });
    recorded.insert(
        "name".to_owned(),
        json!({
            "description": "One segment, or several of which the same was recorded.",
            "anyOf": [name, { "type": "array", "items": name }],
        }),
    );
    recorded.insert("side".to_owned(), side);
    let report = json!({
        "description": "What the report states as a whole.",
        "type": "object",
        "additionalProperties": false,
        "required": ["side"],
        "properties": keys,
    });
    let segment = json!({
        "description": "What was recorded of each segment.",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "side"],
            "properties": recorded,
        },
    });
    file(
        knowledge,
        "venule report",
        "A report of an examination. See docs/reference/report.md.",
        [("report", report), ("segment", segment)],
    )
}

fn of_fact(knowledge: &Knowledge, id: FactId) -> Option<Json> {
    knowledge.facts.get(id.0 as usize).map(stated)
}

/// A value of a fact, or the word for saying nothing.
fn stated(fact: &Fact) -> Json {
    json!({
        "description": fact.label,
        "anyOf": [
            { "$ref": format!("#/$defs/{}", facts::definition_name(fact)) },
            { "const": silence_word() },
        ],
    })
}

/// The schema of a case file with further tables, of which the first must be there.
fn file<const N: usize>(
    knowledge: &Knowledge,
    title: &str,
    description: &str,
    tables: [(&str, Json); N],
) -> Json {
    let mut schema = super::schema(knowledge);
    let required = tables.first().map(|(name, _)| json!([name]));
    if let Json::Object(top) = &mut schema {
        top.insert("title".to_owned(), json!(title));
        top.insert("description".to_owned(), json!(description));
        top.extend(required.map(|it| ("required".to_owned(), it)));
        if let Some(Json::Object(properties)) = top.get_mut("properties") {
            properties.remove("variant");
            properties.insert(
                "expect".to_owned(),
                json!({ "type": "object", "description": "Worked examples only: what must come of it." }),
            );
            properties.extend(tables.into_iter().map(|(name, it)| (name.to_owned(), it)));
        }
    }
    schema
}
