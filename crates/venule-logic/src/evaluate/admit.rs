//! What a fact says, brought to the type that the schema announced.
//!
//! Decimals are rounded to 8 places on the way in. What does not fit the type, and a range
//! that is empty, is unknown: evaluation has no way to complain, and guessing is worse.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::decimal;
use crate::evaluate::compare::{as_decimal, order};
use crate::types::Type;
use crate::value::{Partial, Quantity, Value};

/// As [`admit`], without a copy of what is of the type already.
pub(crate) fn admit_lent<'v>(value: Cow<'v, Value>, ty: &Type) -> Cow<'v, Value> {
    if is_of(&value, ty) {
        return value;
    }
    Cow::Owned(admit(value.into_owned(), ty))
}

/// Whether a value is certain to be admitted as it is.
fn is_of(value: &Value, ty: &Type) -> bool {
    match value {
        Value::Null | Value::Partial(Partial::Absent) => true,
        Value::Boolean(_) => matches!(ty, Type::Boolean),
        Value::Integer(_) => matches!(ty, Type::Integer),
        Value::String(_) => matches!(ty, Type::String | Type::Choice(_)),
        Value::Partial(Partial::Choices(codes)) => {
            codes.len() > 1 && matches!(ty, Type::String | Type::Choice(_))
        }
        _ => false,
    }
}

/// The value as one of the type, or null.
pub(crate) fn admit(value: Value, ty: &Type) -> Value {
    match value {
        Value::Partial(Partial::Absent) => value,
        Value::Partial(Partial::Range { low, high }) => range(low, high, ty),
        Value::Partial(Partial::Choices(codes)) => match ty {
            Type::String | Type::Choice(_) => Value::choices(codes.iter().map(AsRef::as_ref)),
            _ => Value::Null,
        },
        Value::List(members) => match ty {
            Type::List(member) => {
                let members = members.into_iter().map(|value| admit(value, member));
                Value::List(members.collect())
            }
            _ => Value::Null,
        },
        Value::Interval(mut interval) => match ty {
            Type::Interval(point) => {
                interval.low = admit(interval.low, point);
                interval.high = admit(interval.high, point);
                Value::Interval(interval)
            }
            _ => Value::Null,
        },
        single => admit_single(single, ty).unwrap_or(Value::Null),
    }
}

/// Brings a number to another type of number; anything else passes unchanged.
pub(crate) fn convert(value: Value, ty: &Type) -> Value {
    match (&value, ty) {
        (Value::Integer(_) | Value::Long(_), Type::Long | Type::Decimal) => admit(value, ty),
        (_, Type::Quantity(_)) => match crate::evaluate::compare::as_quantity(&value) {
            Some(quantity) => Value::Quantity(quantity),
            None => value,
        },
        _ => value,
    }
}

fn admit_single(value: Value, ty: &Type) -> Option<Value> {
    match (ty, value) {
        (Type::Boolean, value @ Value::Boolean(_))
        | (Type::String | Type::Choice(_), value @ Value::String(_)) => Some(value),
        (Type::Integer, value) => Some(Value::Integer(whole(&value)?.try_into().ok()?)),
        (Type::Long, value) => Some(Value::Long(whole(&value)?.try_into().ok()?)),
        (Type::Decimal, value) => Some(Value::Decimal(decimal::admit(as_decimal(&value)?)?)),
        (Type::Quantity(dimension), Value::Quantity(quantity)) => {
            let fits = dimension.is_none_or(|dimension| dimension == quantity.unit.dimension());
            let value = decimal::admit(quantity.value)?;
            fits.then_some(Value::Quantity(Quantity { value, ..quantity }))
        }
        (_, _) => None,
    }
}

/// The number, if it has no fraction.
fn whole(value: &Value) -> Option<i128> {
    let number = as_decimal(value)?;
    number.is_integer().then(|| decimal::floor(number))?
}

fn range(low: Option<Box<Value>>, high: Option<Box<Value>>, ty: &Type) -> Value {
    let end = |end: Option<Box<Value>>| match end {
        None => Some(None),
        Some(value) => match admit(*value, ty) {
            value @ (Value::Integer(_)
            | Value::Long(_)
            | Value::Decimal(_)
            | Value::Quantity(_)) => Some(Some(Box::new(value))),
            _ => None,
        },
    };
    match (end(low), end(high)) {
        (Some(None), Some(None)) | (None, _) | (_, None) => Value::Null,
        (Some(Some(low)), Some(Some(high))) => match order(&low, &high) {
            Some(Ordering::Equal) => *low,
            Some(Ordering::Less) => Value::range(*low, *high),
            Some(Ordering::Greater) | None => Value::Null,
        },
        (Some(low), Some(high)) => Value::Partial(Partial::Range { low, high }),
    }
}
