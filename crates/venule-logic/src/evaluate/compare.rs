//! Comparisons, over single values and over sets of possible ones.
//!
//! A comparison is true when it holds for every possible value of both sides, false when it
//! holds for none, and unknown otherwise. Every ordering comparison needs only the least and
//! the greatest possible value of each side.
//!
//! A range is read as if everything between its ends were possible. For whole numbers that
//! is more than there is, so `x = 2.5` is unknown while `x` is `2..4`: never wrong, and
//! decided as soon as `x` is.

use std::cmp::Ordering;

use crate::decimal::{self, Decimal};
use crate::syntax::CompareOp;
use crate::truth::Truth;
use crate::unit::{Dimension, Unit};
use crate::value::{Partial, Quantity, Value};

/// The answer to `left op right`.
///
/// # Unknown values
///
/// | `x` | `x < 3` | `x = 3` |
/// |------------|---------|---------|
/// | `1..2`     | true    | false   |
/// | `1..3`     | unknown | unknown |
/// | `3..4`     | false   | unknown |
/// | `..2`      | true    | false   |
/// | unknown    | unknown | unknown |
/// | none       | false   | false   |
///
/// `~` is never unknown between single values, and null is equivalent to null.
pub(crate) fn compare(op: CompareOp, left: &Value, right: &Value) -> Truth {
    if left.is_absent() || right.is_absent() {
        return Truth::from(matches!(op, CompareOp::NotEqual | CompareOp::NotEquivalent));
    }
    match op {
        CompareOp::Equal => equal(left, right),
        CompareOp::NotEqual => !equal(left, right),
        CompareOp::Less => !at_least(left, right),
        CompareOp::LessOrEqual => at_least(right, left),
        CompareOp::Greater => !at_least(right, left),
        CompareOp::GreaterOrEqual => at_least(left, right),
        CompareOp::Equivalent => equivalent(left, right),
        CompareOp::NotEquivalent => !equivalent(left, right),
    }
}

/// Whether both are the same, whatever they turn out to be.
pub(crate) fn equal(left: &Value, right: &Value) -> Truth {
    if let (Value::Boolean(left), Value::Boolean(right)) = (left, right) {
        return Truth::from(left == right);
    }
    let (left_least, left_greatest) = bounds(left);
    let (right_least, right_greatest) = bounds(right);
    let apart = is_less(left_greatest, right_least) || is_less(right_greatest, left_least);
    if left.is_absent() || right.is_absent() || apart || no_code_in_common(left, right) {
        return Truth::False;
    }
    let one_value = is_equal(left_least, right_greatest) && is_equal(left_greatest, right_least);
    if one_value {
        Truth::True
    } else {
        Truth::Unknown
    }
}

/// Whether the left is not below the right, whatever they turn out to be.
pub(crate) fn at_least(left: &Value, right: &Value) -> Truth {
    let (left_least, left_greatest) = bounds(left);
    let (right_least, right_greatest) = bounds(right);
    if left.is_absent() || right.is_absent() || is_less(left_greatest, right_least) {
        Truth::False
    } else if is_less(right_greatest, left_least) || is_equal(left_least, right_greatest) {
        Truth::True
    } else {
        Truth::Unknown
    }
}

/// Which of two single values is greater; `None` when they do not compare.
///
/// Numbers compare across their types, quantities across the units of a dimension, and a
/// number with a quantity of dimension one.
pub(crate) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::String(left), Value::String(right)) => Some(left.cmp(right)),
        (Value::Quantity(_), _) | (_, Value::Quantity(_)) => {
            let (left, right) = (as_quantity(left)?, as_quantity(right)?);
            left.unit.compare(left.value, right.unit, right.value)
        }
        _ => Some(as_decimal(left)?.cmp(&as_decimal(right)?)),
    }
}

/// The number, if it is one without a unit.
pub(crate) fn as_decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::Integer(number) => Some(Decimal::from(*number)),
        Value::Long(number) => Some(Decimal::from(*number)),
        Value::Decimal(number) => Some(*number),
        _ => None,
    }
}

/// The quantity; a plain number is one of unit `1`.
pub(crate) fn as_quantity(value: &Value) -> Option<Quantity> {
    match value {
        Value::Quantity(quantity) => Some(*quantity),
        _ => Some(Quantity {
            value: as_decimal(value)?,
            unit: Unit::ONE,
        }),
    }
}

/// The least and the greatest possible value; `None` is no bound.
pub(crate) fn bounds(value: &Value) -> (Option<&Value>, Option<&Value>) {
    match value {
        Value::Partial(Partial::Range { low, high }) => (low.as_deref(), high.as_deref()),
        // Choices are compared code by code; only `=` and `in` apply to them.
        Value::Null | Value::Partial(Partial::Choices(_) | Partial::Absent) => (None, None),
        known => (Some(known), Some(known)),
    }
}

/// Exact sameness of two results, for the conformance runner: null is the same as null.
#[cfg(feature = "conformance")]
pub(crate) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::List(left), Value::List(right)) => {
            let members = || left.iter().zip(right);
            left.len() == right.len() && members().all(|(left, right)| same(left, right))
        }
        (Value::Interval(left), Value::Interval(right)) => {
            let ends = (left.low_closed, left.high_closed);
            ends == (right.low_closed, right.high_closed)
                && same(&left.low, &right.low)
                && same(&left.high, &right.high)
        }
        (Value::Null, Value::Null) => true,
        _ => equal(left, right).is_true(),
    }
}

fn is_less(left: Option<&Value>, right: Option<&Value>) -> bool {
    ordered(left, right) == Some(Ordering::Less)
}

fn is_equal(left: Option<&Value>, right: Option<&Value>) -> bool {
    ordered(left, right) == Some(Ordering::Equal)
}

fn ordered(left: Option<&Value>, right: Option<&Value>) -> Option<Ordering> {
    order(left?, right?)
}

fn no_code_in_common(left: &Value, right: &Value) -> bool {
    use Partial::Choices;
    match (left, right) {
        (Value::Partial(Choices(codes)), Value::String(code))
        | (Value::String(code), Value::Partial(Choices(codes))) => !codes.contains(code),
        (Value::Partial(Choices(left)), Value::Partial(Choices(right))) => left.is_disjoint(right),
        _ => false,
    }
}

/// CQL's `~`: null is equivalent to null, text ignores case and kinds of blanks, decimals
/// compare at the lower precision, and calendar durations convert to fixed ones.
fn equivalent(left: &Value, right: &Value) -> Truth {
    let known = match (left, right) {
        (Value::Partial(_), _) | (_, Value::Partial(_)) => return Truth::Unknown,
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::String(left), Value::String(right)) => folded(left) == folded(right),
        (Value::Decimal(_), _) | (_, Value::Decimal(_)) => {
            match (as_decimal(left), as_decimal(right)) {
                (Some(left), Some(right)) => decimal::equivalent(left, right),
                (_, _) => equivalent_quantities(left, right).unwrap_or(false),
            }
        }
        (Value::Quantity(_), _) | (_, Value::Quantity(_)) => {
            equivalent_quantities(left, right).unwrap_or(false)
        }
        _ => equal(left, right).is_true(),
    };
    Truth::from(known)
}

fn folded(text: &str) -> String {
    let blank = |character: char| {
        if character.is_whitespace() {
            ' '
        } else {
            character
        }
    };
    text.chars().map(blank).collect::<String>().to_lowercase()
}

fn equivalent_quantities(left: &Value, right: &Value) -> Option<bool> {
    let (left, right) = (as_quantity(left)?, as_quantity(right)?);
    let (left, right) = match (in_months(left), in_months(right)) {
        (Some(left_months), Some(right_months)) => (left_months, right_months),
        _ => (in_days(left)?, in_days(right)?),
    };
    let unit = left.unit.finer(right.unit)?;
    let left = left.unit.convert(left.value, unit)?;
    let right = right.unit.convert(right.value, unit)?;
    Some(decimal::equivalent(left, right))
}

/// Calendar months, UCUM months and both years, in which `1 year ~ 1 'a'`.
fn in_months(quantity: Quantity) -> Option<Quantity> {
    let months = match quantity.unit.code() {
        "month" | "mo" => 1,
        "year" | "a" => 12,
        _ => return None,
    };
    Some(Quantity {
        value: decimal::multiply(quantity.value, Decimal::from(months))?,
        unit: Unit::from_word("month")?,
    })
}

/// A calendar month as 30 days and a calendar year as 365, as CQL's `~` has it.
///
/// Anything else is left as it is; so is everything that is not a time.
fn in_days(quantity: Quantity) -> Option<Quantity> {
    if quantity.unit.dimension() != Dimension::CALENDAR {
        return Some(quantity);
    }
    let days = if quantity.unit.code() == "year" {
        365
    } else {
        30
    };
    Some(Quantity {
        value: decimal::multiply(quantity.value, Decimal::from(days))?,
        unit: Unit::from_word("day")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: i32, high: i32) -> Value {
        Value::range(Value::Integer(low), Value::Integer(high))
    }

    fn up_to(high: i32) -> Value {
        Value::Partial(Partial::Range {
            low: None,
            high: Some(Box::new(Value::Integer(high))),
        })
    }

    #[test]
    fn the_table_of_the_documentation() {
        let three = Value::Integer(3);
        let rows = [
            (range(1, 2), Truth::True, Truth::False),
            (range(1, 3), Truth::Unknown, Truth::Unknown),
            (range(3, 4), Truth::False, Truth::Unknown),
            (up_to(2), Truth::True, Truth::False),
            (Value::Null, Truth::Unknown, Truth::Unknown),
        ];
        for (value, less, same) in rows {
            assert_eq!(
                compare(CompareOp::Less, &value, &three),
                less,
                "{value} < 3"
            );
            assert_eq!(
                compare(CompareOp::Equal, &value, &three),
                same,
                "{value} = 3"
            );
        }
    }

    #[test]
    fn choices_are_equal_only_when_one_is_left() {
        let two = Value::choices(["unchanged", "worsening"]);
        assert_eq!(equal(&two, &Value::string("worsening")), Truth::Unknown);
        assert_eq!(equal(&two, &Value::string("resolved")), Truth::False);
        assert_eq!(
            equal(&two, &Value::choices(["resolved", "new"])),
            Truth::False
        );
        assert_eq!(equal(&two, &two), Truth::Unknown);
    }

    #[test]
    fn a_range_of_equal_ends_in_two_units_is_one_value() {
        let meter = Value::quantity(1, Unit::from_code("m").unwrap());
        let centimeters = Value::quantity(100, Unit::from_code("cm").unwrap());
        assert_eq!(
            equal(&Value::range(meter.clone(), centimeters), &meter),
            Truth::True
        );
    }

    #[test]
    fn values_of_different_types_do_not_compare() {
        assert_eq!(
            equal(&Value::Integer(1), &Value::string("1")),
            Truth::Unknown
        );
        assert_eq!(
            at_least(&Value::Boolean(true), &Value::Integer(1)),
            Truth::Unknown
        );
    }
}
