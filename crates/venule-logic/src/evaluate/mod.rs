//! The reference evaluator: what a condition means.
//!
//! It walks the checked tree and answers with a [`Value`]. It is total: overflow, division by
//! zero and a fact of the wrong type give null, and nothing panics. Recursion is bounded by
//! [`MAX_HEIGHT`](crate::syntax::MAX_HEIGHT).
//!
//! A fact may be partly known. Comparisons are then true when they hold for every possible
//! value, false when they hold for none, and unknown otherwise (`compare`); calculations give
//! the range of possible results (`calculate`).

mod admit;
mod calculate;
mod compare;
mod membership;
mod rests;

use std::borrow::Cow;

use crate::syntax::{ChainOp, Test};
use crate::truth::Truth;
use crate::types::{Checked, Dialect, FactId, Kind, Node};
use crate::value::{Interval, Value};

pub(crate) use compare::order;
#[cfg(feature = "conformance")]
pub(crate) use compare::same;
pub use rests::{could_hold_by, decisive, waits_for};

/// What is known about the facts.
pub trait Facts {
    /// What is known about one of them; [`Value::Null`] when nothing is.
    ///
    /// A value of a type that the schema did not announce is read as unknown.
    fn value(&self, id: FactId) -> Value;

    /// The same, lent where it is at hand.
    fn lent(&self, id: FactId) -> Cow<'_, Value> {
        Cow::Owned(self.value(id))
    }
}

/// The value of an expression.
///
/// # Unknown values
///
/// [`Value::Null`] when nothing is known of the result, [`Value::Partial`] when a number or
/// code is partly known. A condition is true, false or null.
#[must_use]
pub fn evaluate(expr: &Checked, facts: &dyn Facts) -> Value {
    Evaluation::new(expr, facts).value(&expr.root)
}

/// Whether a condition holds; unknown for an expression that is not Boolean.
pub(crate) fn truth(expr: &Checked, facts: &dyn Facts) -> Truth {
    Evaluation::new(expr, facts).truth(&expr.root)
}

/// One condition over one set of facts.
pub(crate) struct Evaluation<'a> {
    dialect: Dialect,
    facts: &'a dyn Facts,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(expr: &Checked, facts: &'a dyn Facts) -> Self {
        Self {
            dialect: expr.dialect,
            facts,
        }
    }

    /// Whether a condition holds; unknown for what is not Boolean.
    pub(crate) fn truth(&self, node: &Node) -> Truth {
        match &node.kind {
            Kind::Not(operand) => !self.truth(operand),
            Kind::Chain(op, operands) => self.chain(*op, operands),
            Kind::Xor(operands) => {
                let [left, right] = operands.as_ref();
                self.truth(left).xor(self.truth(right))
            }
            Kind::Implies(operands) => {
                let [left, right] = operands.as_ref();
                self.truth(left).implies(self.truth(right))
            }
            Kind::Compare(op, operands) => {
                let [left, right] = operands.as_ref();
                compare::compare(*op, &self.lent(left), &self.lent(right))
            }
            Kind::In(operands) => self.is_in(operands),
            Kind::Between(operands) => {
                let (above, below) = self.between(operands);
                above.and(below)
            }
            _ => self.lent(node).truth(),
        }
    }

    /// The value of a node, lent where it is at hand.
    pub(crate) fn lent<'v>(&'v self, node: &'v Node) -> Cow<'v, Value> {
        match &node.kind {
            Kind::Literal(value) => Cow::Borrowed(value),
            Kind::Fact(id) => admit::admit_lent(self.facts.lent(*id), &node.ty),
            _ => Cow::Owned(self.value(node)),
        }
    }

    pub(crate) fn value(&self, node: &Node) -> Value {
        match &node.kind {
            Kind::Literal(_) | Kind::Fact(_) => self.lent(node).into_owned(),
            Kind::List(members) => Value::List(self.values(members)),
            Kind::Interval(interval) => Value::Interval(Box::new(Interval {
                low: self.value(&interval.low),
                high: self.value(&interval.high),
                low_closed: interval.low_closed,
                high_closed: interval.high_closed,
            })),
            Kind::Not(_)
            | Kind::Chain(..)
            | Kind::Xor(_)
            | Kind::Implies(_)
            | Kind::Compare(..)
            | Kind::In(_)
            | Kind::Between(_) => self.truth(node).into(),
            Kind::Negate(operand) => calculate::negate(&self.lent(operand)),
            Kind::Calculate(op, operands) => {
                let [left, right] = operands.as_ref();
                calculate::calculate(*op, &self.lent(left), &self.lent(right))
            }
            Kind::Is {
                operand,
                negated,
                test,
            } => {
                let value = self.lent(operand);
                let holds = match test {
                    Test::Null => value.is_null(),
                    Test::True => value.truth().is_true(),
                    Test::False => value.truth().is_false(),
                };
                Value::Boolean(holds != *negated)
            }
            Kind::Coalesce(operands) => {
                let mut values = operands.iter().map(|operand| self.value(operand));
                values.find(|value| !value.is_null()).unwrap_or(Value::Null)
            }
            Kind::CoalesceList(list) => match self.value(list) {
                Value::List(members) => {
                    let mut members = members.into_iter();
                    members
                        .find(|value| !value.is_null())
                        .unwrap_or(Value::Null)
                }
                _ => Value::Null,
            },
            Kind::Convert(operand) => admit::convert(self.value(operand), &node.ty),
            Kind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                // CQL: a condition that is null takes the `else`.
                self.value(if self.truth(condition).is_true() {
                    yes
                } else {
                    no
                })
            }
            Kind::Case(case) => {
                let selector = case.selector.as_ref().map(|selector| self.value(selector));
                let taken = case.items.iter().find(|(when, _)| match &selector {
                    Some(selector) => compare::equal(selector, &self.value(when)).is_true(),
                    None => self.truth(when).is_true(),
                });
                self.value(taken.map_or(&case.otherwise, |(_, then)| then))
            }
        }
    }

    /// The two halves of `between`: not below the lower bound, not above the upper.
    fn between(&self, operands: &[Node; 3]) -> (Truth, Truth) {
        let [value, low, high] = operands;
        let value = self.lent(value);
        (
            compare::at_least(&value, &self.lent(low)),
            compare::at_least(&self.lent(high), &value),
        )
    }

    fn is_in(&self, operands: &[Node; 2]) -> Truth {
        let [element, container] = operands;
        let element = self.lent(element);
        match (self.dialect, &container.kind) {
            (Dialect::Cql, _) => membership::is_in_cql(&element, &self.lent(container)),
            (Dialect::Knowledge, Kind::List(members)) => {
                membership::is_among(&element, members.iter().map(|it| self.lent(it)))
            }
            (Dialect::Knowledge, _) => membership::is_in(&element, &self.lent(container)),
        }
    }

    fn chain(&self, op: ChainOp, operands: &[Node]) -> Truth {
        let (neutral, decides, join): (_, _, fn(Truth, Truth) -> Truth) = match op {
            ChainOp::And => (Truth::True, Truth::False, Truth::and),
            ChainOp::Or => (Truth::False, Truth::True, Truth::or),
        };
        let mut joined = neutral;
        for operand in operands {
            joined = join(joined, self.truth(operand));
            if joined == decides {
                break;
            }
        }
        joined
    }

    fn values(&self, nodes: &[Node]) -> Vec<Value> {
        nodes.iter().map(|node| self.value(node)).collect()
    }
}
