//! Values written in files: numbers, quantities, and values of facts.

use std::str::FromStr;
use std::sync::Arc;

use venule_logic::types::Type;
use venule_logic::unit::{Dimension, Unit};
use venule_logic::value::{Decimal, Quantity, Value};

use super::shape::Shape;
use crate::diagnostic::Diagnostic;
use crate::document::{Kind, Node, Problems, Text};
use crate::nearest;
use crate::source::{FileId, Origin};

/// Longest text of a fact: a few sentences, not a report.
const MOST_LETTERS: usize = 500;

/// A number, exactly as it was written.
pub(super) fn decimal(node: &Node) -> Option<Decimal> {
    match &node.kind {
        Kind::Integer(number) => Some(Decimal::from(*number)),
        Kind::Decimal(text) => Decimal::from_str(text)
            .or_else(|_| Decimal::from_scientific(text))
            .ok(),
        _ => None,
    }
}

/// A number and a unit in one text, such as `24 hours` or `4 cm`.
pub(super) fn quantity(text: &str) -> Option<(Decimal, &str)> {
    let (number, unit) = text.trim().split_once(' ')?;
    Some((Decimal::from_str(number).ok()?, unit.trim()))
}

/// A span of time, such as `24 hours` or `3 months`. Reports anything else.
pub(super) fn time(problems: &Problems, text: Text<'_>) -> Option<Quantity> {
    let refuse = |id, message: String| {
        problems.add(
            Diagnostic::error(id, message, text.origin)
                .help("write a number and a unit, such as `7 days`"),
        );
        None
    };
    let Some((value, word)) = quantity(text.text) else {
        return refuse(
            "wrong-type",
            format!("`{}` is not a span of time", text.text),
        );
    };
    let Some(unit) = Unit::parse(word) else {
        problems.add(unknown_unit(word, text.origin));
        return None;
    };
    if !matches!(unit.dimension(), Dimension::TIME | Dimension::CALENDAR) {
        return refuse(
            "wrong-unit",
            format!("`{word}` is {}, not a time", unit.dimension()),
        );
    }
    if value.is_sign_negative() {
        return refuse(
            "value-out-of-range",
            format!("the span `{}` is negative", text.text),
        );
    }
    Some(Quantity { value, unit })
}

/// A unit that is not in the table.
pub(super) fn unknown_unit(word: &str, origin: Origin) -> Diagnostic {
    let mut problem =
        Diagnostic::error("unknown-unit", format!("there is no unit `{word}`"), origin);
    problem.help = nearest::did_you_mean(word, Unit::all().map(Unit::code)).or_else(|| {
        Some(
            "units are UCUM codes such as `cm` or `ng/mL`, and calendar words such as `days`"
                .to_owned(),
        )
    });
    problem
}

/// A value of something of this shape. Reports one that it cannot have.
///
/// A quantity is a number in the shape's own unit, or a text with another unit of the same dimension, which is converted.
pub(super) fn value(
    problems: &Problems,
    file: FileId,
    what: &str,
    node: &Node,
    shape: &Shape,
) -> Option<Value> {
    let origin = Origin {
        file,
        span: node.span,
    };
    let wrong_type = |expected: &str| {
        let given = match &node.kind {
            // Such as `inf`, or more digits than can be computed with.
            Kind::Decimal(text) => format!("`{text}`"),
            kind => kind.name().to_owned(),
        };
        let message = format!("{what} takes {expected}, not {given}");
        problems.add(Diagnostic::error("wrong-type", message, origin));
        None
    };
    match (&shape.ty, &node.kind) {
        (Type::Boolean, Kind::Boolean(value)) => Some(Value::Boolean(*value)),
        (Type::Boolean, kind) => {
            let message = format!("{what} takes true or false, not {}", kind.name());
            let mut problem = Diagnostic::error("wrong-type", message, origin);
            problem.help = boolean_help(kind);
            problems.add(problem);
            None
        }
        (Type::Choice(_), Kind::String(text)) => {
            let known = shape.choices.iter().find(|(value, _)| **value == **text);
            if known.is_none() {
                let names = || shape.choices.iter().map(|(value, _)| &**value);
                let message = format!("{what} has no value `{text}`");
                let mut problem = Diagnostic::error("unknown-value", message, origin);
                problem.help = problems
                    .did_you_mean(text, names())
                    .or_else(|| Some(format!("its values are {}", nearest::listed(names()))));
                problems.add(problem);
            }
            known.map(|(value, _)| Value::String(Arc::clone(value)))
        }
        (Type::String, Kind::String(text)) => {
            let length = text.trim().chars().count();
            if length == 0 || length > MOST_LETTERS {
                let message = format!("{what} takes 1 to {MOST_LETTERS} characters, not {length}");
                problems.add(Diagnostic::error("value-out-of-range", message, origin));
                return None;
            }
            Some(Value::String(Arc::from(text.trim())))
        }
        (Type::String, _) => wrong_type("text"),
        (Type::Choice(_), _) => wrong_type("one of its values as text"),
        (Type::Integer, Kind::Integer(number)) => {
            in_range(problems, what, origin, Decimal::from(*number), shape)?;
            i32::try_from(*number)
                .ok()
                .map(Value::Integer)
                .or_else(|| wrong_type("a 32-bit whole number"))
        }
        (Type::Integer, _) => wrong_type("a whole number"),
        (Type::Quantity(_), kind) => {
            let unit = shape.unit?;
            let number = match kind {
                Kind::String(text) => converted(problems, what, origin, text, (shape, unit))?,
                _ => match decimal(node) {
                    Some(number) => number,
                    None => {
                        let example = example(shape, unit);
                        return wrong_type(&format!("a number, or a text such as `{example}`"));
                    }
                },
            };
            in_range(problems, what, origin, number, shape)
                .map(|value| Value::Quantity(Quantity { value, unit }))
        }
        _ => None,
    }
}

/// What somebody meant who wrote a truth as text.
fn boolean_help(kind: &Kind) -> Option<String> {
    let Kind::String(text) = kind else {
        return None;
    };
    let meant = match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" => "`true`",
        "no" | "n" | "false" => "`false`",
        _ => "`true` or `false`",
    };
    Some(format!("write {meant}, without quotes"))
}

fn converted(
    problems: &Problems,
    what: &str,
    origin: Origin,
    text: &str,
    (shape, unit): (&Shape, Unit),
) -> Option<Decimal> {
    let Some((number, word)) = quantity(text) else {
        let message = format!("`{text}` is not a number with a unit");
        let help = format!("write it as in `{}`", example(shape, unit));
        problems.add(Diagnostic::error("wrong-type", message, origin).help(help));
        return None;
    };
    let Some(given) = Unit::written(word) else {
        let problem = unknown_unit(word, origin);
        problems.add(problem.help(format!("write it in `{}`", unit.code())));
        return None;
    };
    let number = given.convert(number, unit);
    if number.is_none() && given.dimension() == unit.dimension() {
        let message = format!("`{text}` is too large to be converted to `{}`", unit.code());
        problems.add(Diagnostic::error("value-out-of-range", message, origin));
    } else if number.is_none() {
        let message = format!(
            "{what} is {}, and `{word}` is {}",
            unit.dimension(),
            given.dimension()
        );
        problems.add(
            Diagnostic::error("wrong-unit", message, origin)
                .help(format!("write it in `{}`", unit.code())),
        );
    }
    number
}

/// A value that could be meant, so that the unit of another thing is not taken for advice.
fn example(shape: &Shape, unit: Unit) -> String {
    let four = Decimal::from(4);
    let number = match shape.range {
        Some((low, _)) if low > four => low,
        Some((low, high)) if high < four => low.max(Decimal::ZERO),
        _ => four,
    };
    format!("{} {}", number.normalize(), unit.code())
}

fn in_range(
    problems: &Problems,
    what: &str,
    origin: Origin,
    number: Decimal,
    shape: &Shape,
) -> Option<Decimal> {
    match shape.range {
        Some((low, high)) if number < low || number > high => {
            let unit = shape.unit.map_or("", |unit| unit.code());
            let unit = if unit == "1" { "" } else { unit };
            let message = format!("{what} lies between {low} and {high} {unit}");
            let message = message.trim_end().to_owned();
            problems.add(Diagnostic::error("value-out-of-range", message, origin));
            None
        }
        _ => Some(number),
    }
}
