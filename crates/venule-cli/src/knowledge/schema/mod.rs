//! `venule knowledge schema`: the JSON Schema of case files for a vocabulary, kept in `docs/reference/case.schema.json`.
//!
//! It lets an editor complete and check a case while it is written. It accepts every case that the reader accepts, and
//! refuses unknown names, wrong types and wrong units. What takes a calendar, such as a date in the future, is left to
//! the reader, and so is a value that is stated twice under two names.

mod event;
mod expect;
mod facts;
mod forms;
mod value;

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value as Json, json};
use venule_knowledge::model::Knowledge;

use crate::exit::{Exit, Failure};
use venule_answer::{json, review};

/// Arguments of `venule knowledge schema`.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which files it describes
    #[arg(value_enum, default_value_t = Of::Case, value_name = "OF")]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// Case files
    Case,
    /// Order files
    Order,
    /// Report files
    Report,
}

impl Schema {
    /// Prints the schema.
    pub(crate) fn run(&self, knowledge: &Knowledge) -> Result<Exit, Failure> {
        let schema = match self.of {
            Of::Case => schema(knowledge),
            Of::Order => forms::order(knowledge),
            Of::Report => forms::report(knowledge),
        };
        io::stdout()
            .lock()
            .write_all(json::text(&schema).as_bytes())?;
        Ok(Exit::Done)
    }
}

fn schema(knowledge: &Knowledge) -> Json {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "venule case",
        "description": format!(
            "What is known of a patient whose leg is assessed. See docs/reference/case.md. {}",
            review::of_all(knowledge, review::today())
        ),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "title": { "type": "string", "description": "A title, for the reader." },
            "story": { "type": "string", "description": "The story in words, for the reader. Never evaluated." },
            "as_of": reference("moment", "The day or moment of the assessment. Without it, today is taken."),
            "birth_date": reference("day", "The date of birth. It settles the age."),
            "facts": reference("facts", "What is known. A fact that is not here is unknown, never \"no\"."),
            "event": reference("events", "What happened, each with its date."),
            "none_of": reference("kinds", "Kinds of events of which it is known that there was none."),
            "unknown_of": reference("kinds", "Kinds of events of which nobody knows whether there was one."),
            "unobtainable_of": reference("kinds", "Kinds of events of which it cannot be found out whether there was one."),
            "expect": reference("expect", "Worked cases only: what the assessment must say."),
            "variant": reference("variants", "Worked cases only: the same patient with something changed."),
        },
        "$defs": definitions(knowledge),
    })
}

fn definitions(knowledge: &Knowledge) -> Json {
    let mut definitions = Map::new();
    let mut define = |name: &str, schema: Json| definitions.insert(name.to_owned(), schema);
    define(
        "state",
        json!({
            "description": "Why there is no value: asked and not known, not done yet, or not to be had (then it is not asked again).",
            "enum": ["unknown", "not_done", "unobtainable"],
        }),
    );
    define(
        "side",
        json!({ "description": "Which leg.", "enum": ["left", "right", "both", "bilateral"] }),
    );
    define(
        "day",
        json!({ "type": "string", "pattern": format!("^{}$", value::DAY) }),
    );
    define(
        "moment",
        json!({ "type": "string", "pattern": format!("^{}{}?$", value::DAY, value::TIME) }),
    );
    define(
        "date",
        json!({
            "description": "A day, or a month or year if no more is known.",
            "type": "string",
            "pattern": format!("^([0-9]{{4}}|[0-9]{{4}}-[0-9]{{2}}|{}{}?)$", value::DAY, value::TIME),
        }),
    );
    define(
        "boolean",
        value::entry(&json!({ "type": "boolean" }), false),
    );
    define(
        "boolean_of_a_leg",
        value::entry(&json!({ "type": "boolean" }), true),
    );
    define("boolean_per_leg", value::per_leg("boolean_of_a_leg"));
    define("facts", facts::table(knowledge));
    for fact in knowledge.facts.iter().filter(|fact| fact.may_be_entered()) {
        for (name, schema) in facts::definitions(knowledge, fact) {
            define(&name, schema);
        }
    }
    define("events", event::list(knowledge));
    for event in &knowledge.events {
        define(&event::definition_name(event), event::definition(event));
    }
    let kinds: Vec<&str> = knowledge.events.iter().map(|event| &*event.name).collect();
    define(
        "fact_name",
        json!({ "enum": knowledge.fact_index.keys().collect::<Vec<_>>() }),
    );
    define(
        "action_name",
        json!({ "enum": knowledge.action_index.keys().collect::<Vec<_>>() }),
    );
    let sided = knowledge.events.iter().filter(|event| event.sided);
    let sided: Vec<&str> = sided.map(|event| &*event.name).collect();
    let of_a_leg = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["kind", "side"],
        "properties": { "kind": { "enum": sided }, "side": { "$ref": "#/$defs/side" } },
    });
    define(
        "kinds",
        json!({ "type": "array", "items": { "anyOf": [{ "enum": kinds }, of_a_leg] } }),
    );
    define("expect", expect::expectation(knowledge));
    define("variants", expect::variants());
    Json::Object(definitions)
}

/// A reference to a definition, with a description of its own.
fn reference(name: &str, description: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}"), "description": description })
}
