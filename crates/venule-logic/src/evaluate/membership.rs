//! `in`, in both readings.
//!
//! In the knowledge dialect `x in {a, b}` is `x = a or x = b` and `x in Interval[a, b)` is
//! `x >= a and x < b`: unknown when `x` is. In CQL null is a member of a list or it is not,
//! and a closed end that is null is no bound.

use std::borrow::Cow;

use crate::evaluate::compare::{at_least, equal};
use crate::truth::Truth;
use crate::value::{Interval, Partial, Value};

/// Whether every possible value is inside, or none is.
///
/// # Unknown values
///
/// | `x` | `x in {'a', 'b'}` | `x in Interval[2, 4]` |
/// |-----|-------------------|-----------------------|
/// | `'a'`, `3` | true       | true    |
/// | `'a'` or `'b'`, `2..3` | true | true |
/// | `'a'` or `'c'`, `3..5` | unknown | unknown |
/// | `'c'` or `'d'`, `5..6` | false | false |
/// | unknown    | unknown    | unknown |
/// | none       | false      | false |
///
/// A member or an end that is unknown leaves open what depends on it.
pub(crate) fn is_in(element: &Value, container: &Value) -> Truth {
    if element.is_absent() {
        return Truth::False;
    }
    match container {
        Value::List(members) => is_among(element, members.iter().map(Cow::Borrowed)),
        Value::Interval(interval) => {
            let (low, high) = ends(element, interval);
            low.and(high)
        }
        _ => Truth::Unknown,
    }
}

/// As [`is_in`], for a list whose members are at hand.
pub(crate) fn is_among<'v>(
    element: &Value,
    members: impl Iterator<Item = Cow<'v, Value>> + Clone,
) -> Truth {
    if element.is_absent() {
        return Truth::False;
    }
    if covered(element, members.clone()) {
        return Truth::True;
    }
    let each = members.map(|member| equal(element, &member));
    each.fold(Truth::False, Truth::or)
}

/// The two ends of an interval, separately: those not decided are what an answer waits for.
pub(crate) fn ends(element: &Value, interval: &Interval) -> (Truth, Truth) {
    (
        not_below(element, &interval.low, interval.low_closed),
        not_above(element, &interval.high, interval.high_closed),
    )
}

/// CQL's `in`.
///
/// # Unknown values
///
/// | expression | result |
/// |------------|--------|
/// | `5 in null` | false |
/// | `null in {1, null}` | true |
/// | `null in {1}` | false |
/// | `5 in {1, null}` | false |
/// | `null in Interval[1, 2]` | null |
/// | `5 in Interval[1, null]` | true: a closed null end is no bound |
/// | `5 in Interval[1, null)` | null |
/// | `0 in Interval[1, null)` | false |
pub(crate) fn is_in_cql(element: &Value, container: &Value) -> Truth {
    match container {
        Value::List(members) => {
            let is_member = |member: &Value| {
                (element.is_null() && member.is_null()) || equal(element, member).is_true()
            };
            Truth::from(members.iter().any(is_member))
        }
        Value::Interval(_) if element.is_null() => Truth::Unknown,
        Value::Interval(interval) => {
            let unbounded = |end: &Value, closed| closed && end.is_null();
            let (low, high) = ends(element, interval);
            let low = if unbounded(&interval.low, interval.low_closed) {
                Truth::True
            } else {
                low
            };
            let high = if unbounded(&interval.high, interval.high_closed) {
                Truth::True
            } else {
                high
            };
            low.and(high)
        }
        _ => Truth::False,
    }
}

fn not_below(element: &Value, low: &Value, closed: bool) -> Truth {
    if closed {
        at_least(element, low)
    } else {
        !at_least(low, element)
    }
}

fn not_above(element: &Value, high: &Value, closed: bool) -> Truth {
    if closed {
        at_least(high, element)
    } else {
        !at_least(element, high)
    }
}

/// Whether every possible code is a member. The members one by one cannot tell:
/// of `'a'` or `'b'` neither `= 'a'` nor `= 'b'` is true.
fn covered<'v>(element: &Value, members: impl Iterator<Item = Cow<'v, Value>> + Clone) -> bool {
    match element {
        Value::Partial(Partial::Choices(codes)) => {
            let is = |member: &Value, code| matches!(member, Value::String(it) if it == code);
            let mut codes = codes.iter();
            codes.all(|code| members.clone().any(|member| is(&member, code)))
        }
        _ => false,
    }
}
