//! What derivations, implications and scores say of a fact, and what a stated value still has to say beside them.
//!
//! The reading is fixed in `docs/adr/0001`, "Derived facts" and "Partly known values".

use std::collections::BTreeSet;

use venule_knowledge::model::{Condition, DerivedCase, Fact, Score};
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{Partial, Value};

use crate::facts::FactTable;

/// What a derivation says, and what a stated value still has to say beside it.
pub(crate) struct Derived {
    value: Value,
    stated: Stated,
}

/// The part that a stated value plays while its derivation is undecided.
enum Stated {
    /// It is used if it is among the possible values.
    StandsIn,
    /// It is one more possible value.
    Joins,
    /// If it says otherwise, nobody knows.
    Contests,
    /// Whatever it says: what is known makes the fact both true and false.
    IsTorn,
    /// The derivation has already said everything.
    IsOverruled,
}

/// The value of a fact, and what it holds instead of what was stated.
pub(crate) struct Settled {
    pub(crate) value: Value,
    pub(crate) overruled_by: Option<Value>,
}

impl Derived {
    pub(crate) fn complete(value: Value) -> Self {
        Self {
            value,
            stated: Stated::StandsIn,
        }
    }

    pub(crate) fn with_stated(self, stated: Option<&Value>) -> Settled {
        let Self {
            value,
            stated: role,
        } = self;
        match (stated, role) {
            (_, Stated::IsTorn) => Settled {
                value: Value::Null,
                overruled_by: Some(Value::Null),
            },
            // What a pending override leaves without a stated value may be anything.
            (None, Stated::Joins) => Settled {
                value: Value::Null,
                overruled_by: None,
            },
            (None, Stated::StandsIn | Stated::Contests | Stated::IsOverruled) => Settled {
                value,
                overruled_by: None,
            },
            (Some(stated), Stated::Joins) => Settled {
                value: union([Some(value), Some(stated.clone())]),
                overruled_by: None,
            },
            (Some(stated), Stated::Contests) if value != *stated => Settled {
                value: Value::Null,
                overruled_by: Some(Value::Null),
            },
            (Some(stated), _) if !may_be(&value, stated) => Settled {
                value: value.clone(),
                overruled_by: Some(value),
            },
            (Some(stated), Stated::StandsIn | Stated::Contests) => Settled {
                value: stated.clone(),
                overruled_by: None,
            },
            (Some(_), Stated::IsOverruled) => Settled {
                value,
                overruled_by: None,
            },
        }
    }
}

/// A boolean input that its conditions may settle.
pub(crate) fn implied(fact: &Fact, table: &FactTable) -> Derived {
    let holds = |condition: &Option<Condition>| {
        condition
            .as_ref()
            .is_some_and(|condition| condition.truth(table) == Truth::True)
    };
    let (value, stated) = match (holds(&fact.implied.by), holds(&fact.implied.refuted_by)) {
        (true, true) => (Value::Null, Stated::IsTorn),
        (true, false) => (Value::Boolean(true), Stated::StandsIn),
        (false, true) => (Value::Boolean(false), Stated::Contests),
        (false, false) => (Value::Null, Stated::StandsIn),
    };
    Derived { value, stated }
}

pub(crate) fn from_cases(
    cases: &[DerivedCase],
    otherwise: Option<&Value>,
    table: &FactTable,
) -> Derived {
    let mut possible: Vec<Value> = Vec::new();
    let mut decided = false;
    for case in cases {
        match case.when.truth(table) {
            Truth::False => continue,
            Truth::Unknown => {}
            Truth::True => decided = true,
        }
        possible.push(case.value.clone());
        if decided {
            break;
        }
    }
    let pending = !possible.is_empty() && !decided;
    if let (false, Some(value)) = (decided, otherwise) {
        possible.push(value.clone());
    }
    let stated = match otherwise {
        None if pending => Stated::Joins,
        None if decided => Stated::IsOverruled,
        None | Some(_) => Stated::StandsIn,
    };
    Derived {
        value: union(possible.into_iter().map(Some)),
        stated,
    }
}

/// The total of a score, a range while items are unknown.
pub(crate) fn total(score: &Score, table: &FactTable) -> Value {
    let (mut low, mut high) = (0_i32, 0_i32);
    for item in &score.items {
        match table.lent(item.fact).as_ref() {
            Value::Boolean(true) => {
                low = low.saturating_add(item.points);
                high = high.saturating_add(item.points);
            }
            Value::Boolean(false) => {}
            _ => {
                low = low.saturating_add(item.points.min(0));
                high = high.saturating_add(item.points.max(0));
            }
        }
    }
    if low == high {
        return Value::Integer(low);
    }
    Value::Partial(Partial::Range {
        low: Some(Box::new(Value::Integer(low))),
        high: Some(Box::new(Value::Integer(high))),
    })
}

/// The set of everything that one of the values may be. `None` may be anything.
pub(crate) fn union(values: impl IntoIterator<Item = Option<Value>>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for value in values {
        match value {
            None | Some(Value::Null) => return Value::Null,
            Some(value) if all.contains(&value) => {}
            Some(value) => all.push(value),
        }
    }
    let mut rest = all.into_iter();
    match (rest.next(), rest.as_slice()) {
        (None, _) => Value::Null,
        (Some(only), []) => only,
        (Some(first), _) => choices(std::iter::once(first).chain(rest)),
    }
}

/// Several strings are a set of choices; several of anything else are unknown.
fn choices(values: impl Iterator<Item = Value>) -> Value {
    let mut set = BTreeSet::new();
    for value in values {
        match value {
            Value::String(text) => {
                set.insert(text);
            }
            Value::Partial(Partial::Choices(more)) => set.extend(more),
            _ => return Value::Null,
        }
    }
    Value::Partial(Partial::Choices(set))
}

/// Whether a partly known value may turn out to be this one.
fn may_be(value: &Value, this: &Value) -> bool {
    match (value, this) {
        (Value::Null, _) => true,
        (Value::Partial(Partial::Choices(set)), Value::String(text)) => set.contains(text),
        (Value::Partial(Partial::Range { low, high }), Value::Integer(number)) => {
            let at_least = |bound: &Option<Box<Value>>| match bound.as_deref() {
                Some(Value::Integer(bound)) => Some(*bound),
                _ => None,
            };
            at_least(low).is_none_or(|low| low <= *number)
                && at_least(high).is_none_or(|high| *number <= high)
        }
        (value, this) => value == this,
    }
}
