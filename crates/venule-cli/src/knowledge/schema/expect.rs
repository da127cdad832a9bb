//! What only worked cases have: `expect` and `variant`.

use serde_json::{Value as Json, json};
use venule_knowledge::model::{Contradiction, Knowledge};

use super::{reference, value};

/// The `expect` table.
pub(super) fn expectation(knowledge: &Knowledge) -> Json {
    let guidelines: Vec<&str> = knowledge.guidelines.iter().map(|it| &*it.name).collect();
    let contradictions: Vec<&str> = knowledge
        .contradictions
        .iter()
        .map(|it| {
            let (Contradiction::Facts { name, .. } | Contradiction::Events { name, .. }) = it;
            &**name
        })
        .collect();
    let day = value::DAY;
    let timing = format!("^(now|overdue|none|undated|by {day}|from {day}|{day}[.][.]{day})$");
    let list = |names: Json, description: &str| json!({ "description": description, "type": "array", "items": names });
    let actions = || json!({ "$ref": "#/$defs/action_name" });
    let facts = || json!({ "$ref": "#/$defs/fact_name" });
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "lines": {
                "description": "Lines that must be there.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["action", "stance"],
                    "properties": {
                        "action": actions(),
                        "stance": { "enum": ["do", "consider", "avoid"] },
                        "status": { "enum": ["decided", "provisional", "undecided"] },
                        "timing": { "type": "string", "pattern": timing },
                        "side": { "$ref": "#/$defs/side" },
                        "rating": { "description": "The one rating of the line, or \"none\".", "type": "string" },
                    },
                },
            },
            "absent": list(actions(), "Actions that must not be advised."),
            "protocol": list(json!({ "type": "string" }), "Protocol items that an advised examination must contain."),
            "not_protocol": list(json!({ "type": "string" }), "Protocol items that do not apply."),
            "not_avoid": list(actions(), "Actions that must not be advised against."),
            "conflicts": list(actions(), "Actions over which a conflict must be reported."),
            "ask": list(facts(), "Facts that must be asked for."),
            "not_ask": list(facts(), "Facts that must not be asked for."),
            "out_of_scope": list(json!({ "enum": guidelines }), "Guidelines that must not cover the patient."),
            "contradictions": list(json!({ "enum": contradictions }), "Contradictions that must be reported."),
            "facts": {
                "description": "Facts by their dotted names with the value they must come out as, or \"unknown\".",
                "type": "object",
                "propertyNames": facts(),
                "additionalProperties": { "type": ["string", "number", "boolean"] },
            },
        },
    })
}

/// The `variant` list.
pub(super) fn variants() -> Json {
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["title", "expect"],
            "properties": {
                "title": { "type": "string", "description": "What is different." },
                "story": { "type": "string" },
                "as_of": { "$ref": "#/$defs/moment" },
                "birth_date": { "$ref": "#/$defs/day" },
                "facts": reference("facts", "Merged into the facts of the case."),
                "without": { "description": "Facts left out.", "type": "array", "items": { "$ref": "#/$defs/fact_name" } },
                "event": reference("events", "Takes the place of all events of the case."),
                "none_of": { "$ref": "#/$defs/kinds" },
                "unknown_of": { "$ref": "#/$defs/kinds" },
                "unobtainable_of": { "$ref": "#/$defs/kinds" },
                "expect": reference("expect", "Never inherited from the case."),
            },
        },
    })
}
