//! Values in the schema: as the vocabulary permits them, and in the forms in which a case may state them.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use venule_logic::{Decimal, Type, Unit};

use crate::knowledge::names::Shape;

/// An exact day.
pub(super) const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
/// A time of day behind a day.
pub(super) const TIME: &str = "([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)";

/// Words that stand for units beside their codes.
const WORDS: [&str; 8] = [
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "year",
    "millisecond",
];

/// A plain value. The `qualifiers` may stand behind the unit, as in `210 ng/mL FEU`.
pub(super) fn value(shape: Shape<'_>, qualifiers: &[Arc<str>]) -> Json {
    match shape.ty {
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Choice(_) => {
            let words: Vec<&str> = shape.choices.iter().map(|(word, _)| &**word).collect();
            json!({ "enum": words })
        }
        Type::Integer => ranged("integer", shape.range),
        Type::String => json!({ "type": "string", "pattern": "[^ ]" }),
        Type::Quantity(_) => {
            let pattern = format!(
                "^{}{}$",
                number_with_unit(shape.unit),
                qualifier_suffix(qualifiers)
            );
            json!({ "anyOf": [ranged("number", shape.range), { "type": "string", "pattern": pattern }] })
        }
        Type::Any | Type::Long | Type::Decimal | Type::List(_) | Type::Interval(_) => json!(true),
    }
}

/// A quantity that says nothing of its qualifier.
pub(super) fn unqualified(shape: Shape<'_>) -> Json {
    let pattern = format!("^{}$", number_with_unit(shape.unit));
    json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": pattern }] })
}

/// A value, a reason for having none, or a table that also says the source and, `of_a_leg`, the side.
pub(super) fn entry(value: &Json, of_a_leg: bool) -> Json {
    let state = json!({ "$ref": "#/$defs/state" });
    let side = if of_a_leg {
        json!({ "$ref": "#/$defs/side" })
    } else {
        json!(false)
    };
    let detail = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "value": { "anyOf": [value, state] },
            "state": state,
            "side": side,
            "source": { "type": "string", "description": "Who or what it comes from." },
        },
        "oneOf": [{ "required": ["value"] }, { "required": ["state"] }],
    });
    json!({ "anyOf": [value, state, detail] })
}

/// The entry of this definition, or one for each leg.
pub(super) fn per_leg(definition: &str) -> Json {
    let entry = json!({ "$ref": format!("#/$defs/{definition}") });
    let legs = json!({
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": { "left": entry, "right": entry, "both": entry },
    });
    json!({ "anyOf": [entry, legs] })
}

fn ranged(word: &str, range: Option<(Decimal, Decimal)>) -> Json {
    let number = |end: Decimal| {
        end.normalize()
            .to_string()
            .parse::<serde_json::Number>()
            .ok()
    };
    match range.and_then(|(low, high)| Some((number(low)?, number(high)?))) {
        Some((low, high)) => json!({ "type": word, "minimum": low, "maximum": high }),
        None => json!({ "type": word }),
    }
}

fn number_with_unit(unit: Option<Unit>) -> String {
    let dimension = unit.map(Unit::dimension);
    let mut units: Vec<String> = dimension
        .into_iter()
        .flat_map(|dimension| dimension.units())
        .flat_map(Unit::spellings)
        .map(|written| escaped(&written))
        .collect();
    for word in WORDS {
        if Unit::from_word(word).map(Unit::dimension) == dimension && dimension.is_some() {
            units.push(format!("{word}s?"));
        }
    }
    format!(" *[-+]?[0-9]+([.][0-9]+)? +({})", units.join("|"))
}

fn qualifier_suffix(qualifiers: &[Arc<str>]) -> String {
    if qualifiers.is_empty() {
        return String::new();
    }
    let words: Vec<String> = qualifiers.iter().map(|word| escaped(word)).collect();
    let words = words.join("|");
    format!("( +({words})| *[{{]({words})[}}])?")
}

/// A text as a regular expression that matches it alone.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        // What is not ASCII stands for itself, and may not be escaped.
        if letter.is_ascii()
            && !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '/' | '%'))
        {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_taken_literally() {
        assert_eq!(escaped("ng/mL"), "ng/mL");
        assert_eq!(escaped("m[IU]/L"), r"m\[IU\]/L");
        assert_eq!(escaped("\u{b5}g/mL"), "\u{b5}g/mL");
    }
}
