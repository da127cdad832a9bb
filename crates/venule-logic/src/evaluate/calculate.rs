//! Calculations, over single values and over ranges.
//!
//! Out of range and divided by zero is null. Over ranges the result is the range of possible
//! results, and null wherever that is not certain to be exact: an end that is open or
//! overflows, a product of two ranges, a division by a range. An open end counts because a
//! value far enough out would overflow to null, and an answer must not be lost by learning.

use crate::decimal::{self, Decimal};
use crate::evaluate::compare::{as_decimal, as_quantity, bounds};
use crate::syntax::CalculateOp;
use crate::value::{Partial, Quantity, Value};

/// The result of `left op right`.
///
/// # Unknown values
///
/// | left | right | `+` | `-` | `*` | `/` |
/// |--------|--------|--------|----------|--------|------------|
/// | `2..4` | `10`   | `12..14` | `-8..-6` | `20..40` | `0.2..0.4` |
/// | `10`   | `2..4` | `12..14` | `6..8`   | `20..40` | null |
/// | `2..4` | `1..2` | `3..6`   | `0..3`   | null | null |
/// | `2..`  | `10`   | null | null | null | null |
/// | none   | `10`   | none | none | none | none |
pub(crate) fn calculate(op: CalculateOp, left: &Value, right: &Value) -> Value {
    if left.is_absent() || right.is_absent() {
        return Value::Partial(Partial::Absent);
    }
    possible(op, left, right).unwrap_or(Value::Null)
}

/// The value with the other sign; the least integer has none.
pub(crate) fn negate(value: &Value) -> Value {
    let negated = match bounds(value) {
        (Some(low), Some(high)) => negate_one(high).zip(negate_one(low)),
        (None, _) | (_, None) => None,
    };
    negated.map_or(Value::Null, |(low, high)| Value::range(low, high))
}

fn possible(op: CalculateOp, left: &Value, right: &Value) -> Option<Value> {
    let (Some(left_low), Some(left_high)) = bounds(left) else {
        return None;
    };
    let (Some(right_low), Some(right_high)) = bounds(right) else {
        return None;
    };
    let result = |left, right| single(op, left, right);
    let (low, high) = match op {
        CalculateOp::Add => (result(left_low, right_low)?, result(left_high, right_high)?),
        CalculateOp::Subtract => (result(left_low, right_high)?, result(left_high, right_low)?),
        CalculateOp::Multiply if left.is_known() => turned(
            is_negative(left),
            result(left, right_low)?,
            result(left, right_high)?,
        ),
        CalculateOp::Multiply | CalculateOp::Divide if right.is_known() => turned(
            is_negative(right),
            result(left_low, right)?,
            result(left_high, right)?,
        ),
        CalculateOp::Multiply | CalculateOp::Divide => return None,
    };
    Some(Value::range(low, high))
}

/// A negative factor exchanges the ends.
fn turned(negative: bool, low: Value, high: Value) -> (Value, Value) {
    if negative { (high, low) } else { (low, high) }
}

fn is_negative(value: &Value) -> bool {
    as_quantity(value).is_some_and(|quantity| quantity.value < Decimal::ZERO)
}

fn negate_one(value: &Value) -> Option<Value> {
    match value {
        Value::Integer(number) => number.checked_neg().map(Value::Integer),
        Value::Long(number) => number.checked_neg().map(Value::Long),
        Value::Decimal(number) => Some(Value::Decimal(-*number)),
        Value::Quantity(quantity) => Some(Value::Quantity(Quantity {
            value: -quantity.value,
            ..*quantity
        })),
        _ => None,
    }
}

fn single(op: CalculateOp, left: &Value, right: &Value) -> Option<Value> {
    use CalculateOp::{Add, Divide, Multiply, Subtract};
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) if op != Divide => {
            let result = match op {
                Add => left.checked_add(*right),
                Subtract => left.checked_sub(*right),
                Multiply | Divide => left.checked_mul(*right),
            };
            result.map(Value::Integer)
        }
        (Value::Integer(_) | Value::Long(_), Value::Integer(_) | Value::Long(_))
            if op != Divide =>
        {
            let (left, right) = (as_long(left)?, as_long(right)?);
            let result = match op {
                Add => left.checked_add(right),
                Subtract => left.checked_sub(right),
                Multiply | Divide => left.checked_mul(right),
            };
            result.map(Value::Long)
        }
        (Value::Quantity(_), _) | (_, Value::Quantity(_)) => {
            let (left, right) = (as_quantity(left)?, as_quantity(right)?);
            quantities(op, left, right).map(Value::Quantity)
        }
        _ => numbers(op, as_decimal(left)?, as_decimal(right)?).map(Value::Decimal),
    }
}

fn as_long(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(i64::from(*number)),
        Value::Long(number) => Some(*number),
        _ => None,
    }
}

fn numbers(op: CalculateOp, left: Decimal, right: Decimal) -> Option<Decimal> {
    match op {
        CalculateOp::Add => decimal::add(left, right),
        CalculateOp::Subtract => decimal::subtract(left, right),
        CalculateOp::Multiply => decimal::multiply(left, right),
        CalculateOp::Divide => decimal::divide(left, right),
    }
}

/// Sums are in the finer unit; a quotient of one dimension is a number of unit `1`.
fn quantities(op: CalculateOp, left: Quantity, right: Quantity) -> Option<Quantity> {
    use CalculateOp::{Add, Divide, Multiply, Subtract};
    let is_sum = matches!(op, Add | Subtract);
    let is_ratio = op == Divide && left.unit.dimension() == right.unit.dimension();
    let (left_value, right_value) = if is_sum || is_ratio {
        let finer = left.unit.finer(right.unit)?;
        (
            left.unit.convert(left.value, finer)?,
            right.unit.convert(right.value, finer)?,
        )
    } else {
        (left.value, right.value)
    };
    let unit = match op {
        Add | Subtract => left.unit.finer(right.unit)?,
        Multiply => left.unit.times(right.unit)?,
        Divide => left.unit.over(right.unit)?,
    };
    let value = numbers(op, left_value, right_value)?;
    Some(Quantity { value, unit })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Unit;

    fn range(low: i32, high: i32) -> Value {
        Value::range(Value::Integer(low), Value::Integer(high))
    }

    #[track_caller]
    fn check(left: &Value, op: CalculateOp, right: &Value, expect: &str) {
        assert_eq!(calculate(op, left, right).to_string(), expect);
    }

    #[test]
    fn the_table_of_the_documentation() {
        use CalculateOp::{Add, Divide, Multiply, Subtract};
        let (some, ten) = (range(2, 4), Value::Integer(10));
        for (op, expect) in [
            (Add, "12..14"),
            (Subtract, "-8..-6"),
            (Multiply, "20..40"),
            (Divide, "0.2..0.4"),
        ] {
            check(&some, op, &ten, expect);
        }
        for (op, expect) in [
            (Add, "12..14"),
            (Subtract, "6..8"),
            (Multiply, "20..40"),
            (Divide, "null"),
        ] {
            check(&ten, op, &some, expect);
        }
        for (op, expect) in [
            (Add, "3..6"),
            (Subtract, "0..3"),
            (Multiply, "null"),
            (Divide, "null"),
        ] {
            check(&some, op, &range(1, 2), expect);
        }
        check(&some, Multiply, &Value::Integer(-1), "-4..-2");
        check(&Value::Null, Add, &ten, "null");
    }

    #[test]
    fn overflow_of_one_end_is_null() {
        check(
            &range(0, i32::MAX),
            CalculateOp::Add,
            &Value::Integer(1),
            "null",
        );
        assert_eq!(negate(&Value::Integer(i32::MIN)), Value::Null);
        assert_eq!(negate(&range(1, 2)), range(-2, -1));
    }

    #[test]
    fn units_of_sums_products_and_quotients() {
        use CalculateOp::{Add, Divide, Multiply};
        let of = |number: i32, code| Value::quantity(number, Unit::from_code(code).unwrap());
        check(&of(1, "m"), Add, &of(1, "cm"), "101 'cm'");
        check(&of(2, "cm"), Multiply, &of(3, "cm"), "6 'cm2'");
        check(&of(12, "cm2"), Divide, &of(3, "cm"), "4 'cm'");
        check(&of(1, "m"), Divide, &of(1, "cm"), "100 '1'");
        check(&of(1, "mg"), Divide, &of(4, "mL"), "0.25 'mg/mL'");
        check(&of(1, "cm"), Multiply, &of(1, "g"), "null");
        check(&of(1, "cm"), Add, &of(1, "g"), "null");
    }
}
