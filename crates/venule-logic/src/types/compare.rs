//! Which values compare with which, and literals that a fact can never have.

use std::cmp::Ordering;

use crate::evaluate::order;
use crate::nearest::nearest;
use crate::span::Span;
use crate::syntax::{CompareOp, Expr};
use crate::types::check::{Checker, words};
use crate::types::{ChoiceType, Dialect, FactType, Kind, Node, Type, TypeError};
use crate::unit::Dimension;
use crate::value::Value;

impl Checker<'_> {
    pub(super) fn comparison(
        &mut self,
        span: Span,
        op: CompareOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Node> {
        let is_equivalence = matches!(op, CompareOp::Equivalent | CompareOp::NotEquivalent);
        let refused = is_equivalence && self.dialect == Dialect::Knowledge;
        let left_node = self.node(left);
        let right_node = self.node(right);
        if refused {
            let message = format!("`{op}` would read \"not known\" as an answer");
            let instead = if op == CompareOp::Equivalent {
                "="
            } else {
                "!="
            };
            let help = format!("write `{instead}`");
            return self.fail(TypeError::new("null-operator", span, message).help(help));
        }
        let nodes = [left_node?, right_node?];
        let is_equality = is_equivalence || matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        self.comparable(&op.to_string(), is_equality, (left, right), &nodes)?;
        Some(Node::new(
            span,
            Type::Boolean,
            Kind::Compare(op, Box::new(nodes)),
        ))
    }

    pub(super) fn between(&mut self, span: Span, parts: &[Expr; 3]) -> Option<Node> {
        let [value, low, high] = parts;
        let value_node = self.node(value);
        let low_node = self.node(low);
        let high_node = self.node(high);
        let (value_node, low_node, high_node) = (value_node?, low_node?, high_node?);
        let bounds = [(low, &low_node), (high, &high_node)];
        for (bound, bound_node) in bounds {
            self.comparable("between", false, (value, bound), [&value_node, bound_node])?;
        }
        self.not_turned(span, &low_node, &high_node, true)?;
        let kind = Kind::Between(Box::new([value_node, low_node, high_node]));
        Some(Node::new(span, Type::Boolean, kind))
    }

    /// Reports why two operands do not compare, if they do not.
    pub(super) fn comparable<'n>(
        &mut self,
        operator: &str,
        is_equality: bool,
        (left, right): (&Expr, &Expr),
        nodes: impl IntoIterator<Item = &'n Node>,
    ) -> Option<()> {
        let mut nodes = nodes.into_iter();
        let (left_node, right_node) = (nodes.next()?, nodes.next()?);
        let whole = left_node.span.to(right_node.span);
        for node in [left_node, right_node] {
            let construct = match &node.ty {
                Type::List(_) => format!("`{operator}` over a list"),
                Type::Interval(_) => format!("`{operator}` over an interval"),
                _ => continue,
            };
            return self.fail(TypeError::outside(whole, &construct));
        }
        if !is_equality {
            for (expr, node) in [(left, left_node), (right, right_node)] {
                if matches!(node.ty, Type::Boolean | Type::Choice(_)) {
                    let message = format!(
                        "{} is {}, which has no order for `{operator}`",
                        words(expr),
                        node.ty
                    );
                    let help = "compare with `=` or `in`".to_owned();
                    return self.fail(TypeError::new("wrong-type", node.span, message).help(help));
                }
            }
        }
        self.same_kind((left, right), (left_node, right_node), whole)?;
        self.possible(left_node, right_node)?;
        self.possible(right_node, left_node)
    }

    fn same_kind(
        &mut self,
        (left, right): (&Expr, &Expr),
        (left_node, right_node): (&Node, &Node),
        whole: Span,
    ) -> Option<()> {
        let fits = match (&left_node.ty, &right_node.ty) {
            (Type::Any, _) | (_, Type::Any) | (Type::Boolean, Type::Boolean) => true,
            (Type::Choice(one), Type::Choice(other)) => {
                one.values.iter().any(|value| other.values.contains(value))
            }
            (one, other) if one.is_text() && other.is_text() => true,
            (one, other) if one.is_number() && other.is_number() => true,
            (Type::Quantity(one), Type::Quantity(other)) => {
                return self.same_dimension((left_node, *one), (right_node, *other), whole);
            }
            (Type::Quantity(dimension), number) if number.is_number() => {
                return self.same_dimension(
                    (left_node, *dimension),
                    (right_node, Some(Dimension::ONE)),
                    whole,
                );
            }
            (number, Type::Quantity(dimension)) if number.is_number() => {
                return self.same_dimension(
                    (left_node, Some(Dimension::ONE)),
                    (right_node, *dimension),
                    whole,
                );
            }
            (_, _) => false,
        };
        if fits {
            return Some(());
        }
        let (one, other) = (&left_node.ty, &right_node.ty);
        let message = format!("{} is {one} and {} is {other}", words(left), words(right));
        let help = match (&left_node.ty, &right_node.ty) {
            (Type::Boolean, _) => Some(format!("{} is a condition by itself", words(left))),
            (Type::Choice(choice), _) | (_, Type::Choice(choice)) => {
                let values: Vec<_> = choice
                    .values
                    .iter()
                    .map(|value| format!("`'{value}'`"))
                    .collect();
                Some(format!("the values are {}", values.join(", ")))
            }
            (_, _) => None,
        };
        self.fail(TypeError::new("wrong-type", whole, message).help(help))
    }

    /// Reports units that do not convert. In CQL such a comparison is null when it is evaluated.
    pub(super) fn same_dimension(
        &mut self,
        (left, left_dimension): (&Node, Option<Dimension>),
        (right, right_dimension): (&Node, Option<Dimension>),
        whole: Span,
    ) -> Option<()> {
        let (Some(one), Some(other)) = (left_dimension, right_dimension) else {
            return Some(());
        };
        if one == other || self.dialect == Dialect::Cql {
            return Some(());
        }
        // The literal is more likely wrong than the fact.
        let (fact, literal) = if matches!(right.kind, Kind::Fact(_)) {
            (right, left)
        } else {
            (left, right)
        };
        let message = if literal.ty.is_number() {
            "the number has no unit".to_owned()
        } else if fact.ty.is_number() {
            format!("a number without unit is compared with {}", literal.ty)
        } else {
            format!("{one} does not compare with {other}")
        };
        let span = if matches!(literal.kind, Kind::Literal(_)) {
            literal.span
        } else {
            whole
        };
        let calendar =
            [one, other].contains(&Dimension::CALENDAR) && [one, other].contains(&Dimension::TIME);
        let help = if calendar {
            Some(
                "calendar months and years have no fixed length; write days, `'mo'` or `'a'`"
                    .to_owned(),
            )
        } else if fact.ty.is_number() {
            Some("write the number without unit".to_owned())
        } else {
            fact.unit
                .map(|unit| format!("the unit of the other side is {unit}"))
        };
        self.fail(TypeError::new("wrong-unit", span, message).help(help))
    }

    /// Reports a literal that the fact it is compared with can never have.
    fn possible(&mut self, fact: &Node, literal: &Node) -> Option<()> {
        let Kind::Literal(value) = &literal.kind else {
            return Some(());
        };
        if let (Type::Choice(choice), Value::String(code)) = (&fact.ty, value) {
            return self.known_code(choice, code, literal.span);
        }
        if self.dialect == Dialect::Cql {
            return Some(());
        }
        let Kind::Fact(id) = fact.kind else {
            return Some(());
        };
        let Some((low, high)) = self.used(id).and_then(permitted) else {
            return Some(());
        };
        let beyond = order(value, &low) == Some(Ordering::Less)
            || order(value, &high) == Some(Ordering::Greater);
        if !beyond {
            return Some(());
        }
        let message = format!("the value is outside {low} to {high}, which is all the fact can be");
        self.fail(TypeError::new("value-out-of-range", literal.span, message))
    }

    fn known_code(&mut self, choice: &ChoiceType, code: &str, span: Span) -> Option<()> {
        if choice.values.iter().any(|value| **value == *code) {
            return Some(());
        }
        let meant = nearest(code, choice.values.iter().map(AsRef::as_ref));
        let help = meant.map_or_else(
            || {
                let values: Vec<_> = choice
                    .values
                    .iter()
                    .map(|value| format!("`'{value}'`"))
                    .collect();
                format!("the values are {}", values.join(", "))
            },
            |meant| format!("did you mean `'{meant}'`?"),
        );
        let message = format!("`{}` has no value `'{code}'`", choice.name);
        self.fail(TypeError::new("unknown-value", span, message).help(help))
    }

    /// Reports bounds between which there is nothing.
    pub(super) fn not_turned(
        &mut self,
        span: Span,
        low: &Node,
        high: &Node,
        both_closed: bool,
    ) -> Option<()> {
        let (Kind::Literal(low), Kind::Literal(high)) = (&low.kind, &high.kind) else {
            return Some(());
        };
        let knowledge = self.dialect == Dialect::Knowledge;
        let is_empty = match order(low, high) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => knowledge && !both_closed,
            Some(Ordering::Less) | None => false,
        };
        if !is_empty {
            return Some(());
        }
        let message = format!("nothing lies between {low} and {high}");
        self.fail(TypeError::new("empty-interval", span, message))
    }
}

/// The least and greatest permitted value of a fact.
pub(crate) fn permitted(fact: &FactType) -> Option<(Value, Value)> {
    let (low, high) = fact.range?;
    let value = |number| match fact.unit {
        Some(unit) => Value::quantity(number, unit),
        None => Value::Decimal(number),
    };
    Some((value(low), value(high)))
}
