//! Amounts as values of the vocabulary: converted, bounded, and checked against what it permits.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use venule_knowledge::model::Fact;
use venule_logic::types::Type;
use venule_logic::value::Partial;
use venule_logic::{Quantity, Unit, Value};

use crate::language::model::MeasureEntry;
use crate::number::{Amount, Figure, Measure};

/// The number of a figure with its unit.
pub(super) fn amount_of(figure: &Figure) -> Option<(Amount, Option<Measure>)> {
    match figure {
        Figure::Number(amount) => Some((*amount, None)),
        Figure::Quantity(amount, measure) => Some((*amount, Some(*measure))),
        Figure::Slash(first, _) => Some((Amount::exact(*first), None)),
        Figure::Reference(amount, measure) => {
            let end = amount.high.unwrap_or(amount.said);
            Some((Amount::exact(end), *measure))
        }
        Figure::Pair(..)
        | Figure::Ordinal(_)
        | Figure::Age(_)
        | Figure::Duration(_)
        | Figure::Time(_)
        | Figure::Clock(_) => None,
    }
}

/// An amount as a value of a type, in the unit of the vocabulary. A bare number only where the entry allows one.
pub(super) fn value(
    ty: &Type,
    unit: Option<Unit>,
    amount: Amount,
    measure: Option<Measure>,
    entry: &MeasureEntry,
) -> Option<Value> {
    match ty {
        Type::Integer if measure.is_none() && entry.bare.is_some() => amount_in(ty, amount),
        Type::Quantity(_) => {
            let unit = unit?;
            let of = |number: Decimal| match measure {
                Some(measure) => in_unit(measure.quantity(number)?, unit),
                None => {
                    let bare = entry.bare.as_deref().and_then(Unit::from_code)?;
                    let value = number;
                    in_unit(Quantity { value, unit: bare }, unit)
                }
            };
            let amount = if entry.limit {
                Amount::exact(amount.high.unwrap_or(amount.said))
            } else {
                amount
            };
            range(amount, |number| of(number).map(Value::Quantity))
        }
        _ => None,
    }
}

pub(super) fn amount_in(ty: &Type, amount: Amount) -> Option<Value> {
    match ty {
        Type::Integer => range(amount, |number| {
            let whole = number.is_integer().then_some(number)?;
            whole.to_i32().map(Value::Integer)
        }),
        _ => None,
    }
}

/// One value, or everything between two.
fn range(amount: Amount, of: impl Fn(Decimal) -> Option<Value>) -> Option<Value> {
    if let Some(single) = amount.single() {
        return of(single);
    }
    let end = |end: Option<Decimal>| match end {
        Some(number) => of(number).map(|value| Some(Box::new(value))),
        None => Some(None),
    };
    Some(Value::Partial(Partial::Range {
        low: end(amount.low)?,
        high: end(amount.high)?,
    }))
}

/// How much larger one of two values is than the other.
pub(super) fn difference(
    fact: &Fact,
    one: Amount,
    other: Amount,
    measure: Option<Measure>,
) -> Option<Value> {
    let apart = one.single()?.checked_sub(other.single()?)?.abs();
    let unit = fact.unit?;
    let quantity = match measure {
        Some(measure) => measure.quantity(apart)?,
        None => Quantity { value: apart, unit },
    };
    in_unit(quantity, unit).map(Value::Quantity)
}

fn in_unit(quantity: Quantity, unit: Unit) -> Option<Quantity> {
    let value = quantity.unit.convert(quantity.value, unit)?;
    Some(Quantity { value, unit })
}

/// A value, and whether the vocabulary permits it.
pub(super) fn checked(fact: &Fact, value: Value) -> (Value, bool) {
    let plausible = is_within(&value, fact.range);
    (value, plausible)
}

/// Whether a value, with all that a range leaves open, may be within limits.
pub(super) fn is_within(value: &Value, limits: Option<(Decimal, Decimal)>) -> bool {
    let Some((low, high)) = limits else {
        return true;
    };
    match value {
        Value::Integer(number) => (low..=high).contains(&Decimal::from(*number)),
        Value::Quantity(quantity) => (low..=high).contains(&quantity.value),
        Value::Partial(Partial::Range { low, high }) => {
            let end =
                |end: &Option<Box<Value>>| end.as_ref().is_none_or(|it| is_within(it, limits));
            end(low) && end(high)
        }
        _ => true,
    }
}
