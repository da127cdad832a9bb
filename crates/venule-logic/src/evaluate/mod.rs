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

    pub(crate) fn truth(&self, node: &Node) -> Truth {
        self.value(node).truth()
    }

    pub(crate) fn value(&self, node: &Node) -> Value {
        match &node.kind {
            Kind::Literal(value) => value.clone(),
            Kind::Fact(id) => admit::admit(self.facts.value(*id), &node.ty),
            Kind::List(members) => Value::List(self.values(members)),
            Kind::Interval(interval) => Value::Interval(Box::new(Interval {
                low: self.value(&interval.low),
                high: self.value(&interval.high),
                low_closed: interval.low_closed,
                high_closed: interval.high_closed,
            })),
            Kind::Not(operand) => (!self.truth(operand)).into(),
            Kind::Negate(operand) => calculate::negate(&self.value(operand)),
            Kind::Chain(op, operands) => self.chain(*op, operands).into(),
            Kind::Xor(operands) => {
                let [left, right] = operands.as_ref();
                self.truth(left).xor(self.truth(right)).into()
            }
            Kind::Implies(operands) => {
                let [left, right] = operands.as_ref();
                self.truth(left).implies(self.truth(right)).into()
            }
            Kind::Compare(op, operands) => {
                let [left, right] = operands.as_ref();
                compare::compare(*op, &self.value(left), &self.value(right)).into()
            }
            Kind::In(operands) => self.is_in(operands).into(),
            Kind::Between(operands) => {
                let (above, below) = self.between(operands);
                above.and(below).into()
            }
            Kind::Calculate(op, operands) => {
                let [left, right] = operands.as_ref();
                calculate::calculate(*op, &self.value(left), &self.value(right))
            }
            Kind::Is {
                operand,
                negated,
                test,
            } => {
                let value = self.value(operand);
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
        let value = self.value(value);
        (
            compare::at_least(&value, &self.value(low)),
            compare::at_least(&self.value(high), &value),
        )
    }

    fn is_in(&self, operands: &[Node; 2]) -> Truth {
        let [element, container] = operands;
        let (element, container) = (self.value(element), self.value(container));
        match self.dialect {
            Dialect::Cql => membership::is_in_cql(&element, &container),
            Dialect::Knowledge => membership::is_in(&element, &container),
        }
    }

    fn chain(&self, op: ChainOp, operands: &[Node]) -> Truth {
        let truths = operands.iter().map(|operand| self.truth(operand));
        match op {
            ChainOp::And => truths.fold(Truth::True, Truth::and),
            ChainOp::Or => truths.fold(Truth::False, Truth::or),
        }
    }

    fn values(&self, nodes: &[Node]) -> Vec<Value> {
        nodes.iter().map(|node| self.value(node)).collect()
    }
}
