//! Calculations: the type and unit of a result.

use crate::span::Span;
use crate::syntax::{CalculateOp, Expr};
use crate::types::check::{Checker, words};
use crate::types::{Dialect, Kind, Node, Type, TypeError};
use crate::unit::{Dimension, Unit};

impl Checker<'_> {
    /// An operand that must be a number or a quantity.
    pub(super) fn number_operand(&mut self, expr: &Expr, operator: &str) -> Option<Node> {
        let node = self.node(expr)?;
        self.is_number(expr, &node, operator)?;
        Some(node)
    }

    pub(super) fn calculation(
        &mut self,
        span: Span,
        op: CalculateOp,
        left: &Expr,
        right: &Expr,
    ) -> Option<Node> {
        let left_node = self.node(left);
        let right_node = self.node(right);
        let (left_node, right_node) = (left_node?, right_node?);
        if op == CalculateOp::Add && (left_node.ty.is_text() || right_node.ty.is_text()) {
            return self.fail(TypeError::outside(span, "string concatenation"));
        }
        let word = op.to_string();
        let left_fits = self.is_number(left, &left_node, &word);
        self.is_number(right, &right_node, &word).and(left_fits)?;
        let (ty, unit) = match (&left_node.ty, &right_node.ty) {
            (Type::Quantity(_), _) | (_, Type::Quantity(_)) => {
                self.quantities(span, op, &left_node, &right_node)?
            }
            (Type::Any, Type::Any) => (Type::Any, None),
            (one, other) => (number(op, one, other), None),
        };
        let kind = Kind::Calculate(op, Box::new([left_node, right_node]));
        Some(Node::new(span, ty, kind).in_unit(unit))
    }

    fn is_number(&mut self, expr: &Expr, node: &Node, operator: &str) -> Option<()> {
        if node.ty.is_number() || matches!(node.ty, Type::Quantity(_) | Type::Any) {
            return Some(());
        }
        if let Type::List(_) | Type::Interval(_) = node.ty {
            let construct = format!("`{operator}` over a list or interval");
            return self.fail(TypeError::outside(node.span, &construct));
        }
        let message = format!(
            "{} is {}, and `{operator}` calculates with numbers",
            words(expr),
            node.ty
        );
        self.fail(TypeError::new("wrong-type", node.span, message))
    }

    /// The type and, where it is known, the unit of a result that has one.
    fn quantities(
        &mut self,
        span: Span,
        op: CalculateOp,
        left: &Node,
        right: &Node,
    ) -> Option<(Type, Option<Unit>)> {
        let dimensions = (dimension(left), dimension(right));
        let units = unit(left).zip(unit(right));
        let (found, unit) = match op {
            CalculateOp::Add | CalculateOp::Subtract => {
                let (one, other) = dimensions;
                self.same_dimension((left, one), (right, other), span)?;
                let unit = units.and_then(|(one, other)| one.finer(other));
                return Some((Type::Quantity(one.or(other)), unit));
            }
            CalculateOp::Multiply => {
                self.without_product(span, left.ty.is_number() || right.ty.is_number())?;
                let found = dimensions
                    .0
                    .zip(dimensions.1)
                    .map(|(one, other)| one.times(other));
                (
                    found,
                    units.map(|(one, other)| {
                        (one.times(other), format!("{}.{}", one.code(), other.code()))
                    }),
                )
            }
            CalculateOp::Divide => {
                self.without_product(span, right.ty.is_number() || dimensions.0 == dimensions.1)?;
                let found = dimensions
                    .0
                    .zip(dimensions.1)
                    .map(|(one, other)| one.over(other));
                (
                    found,
                    units.map(|(one, other)| {
                        (one.over(other), format!("{}/{}", one.code(), other.code()))
                    }),
                )
            }
        };
        match unit {
            Some((None, name)) => self.fail(TypeError::outside(span, &format!("unit `{name}`"))),
            Some((Some(unit), _)) => Some((Type::Quantity(Some(unit.dimension())), Some(unit))),
            None if found.is_some_and(|found| found.units().next().is_none()) => {
                self.fail(TypeError::outside(span, "a unit outside the table"))
            }
            None => Some((Type::Quantity(found), None)),
        }
    }

    /// In knowledge a quantity is multiplied and divided by numbers only, and divided by its
    /// own kind: the unit of any other result depends on the units of the facts.
    fn without_product(&mut self, span: Span, allowed: bool) -> Option<()> {
        if allowed || self.dialect == Dialect::Cql {
            return Some(());
        }
        let construct = "calculating with two different units";
        self.fail(TypeError::outside(span, construct))
    }
}

/// The type of a result without a unit.
fn number(op: CalculateOp, left: &Type, right: &Type) -> Type {
    match (left, right) {
        _ if op == CalculateOp::Divide => Type::Decimal,
        (Type::Decimal, _) | (_, Type::Decimal) => Type::Decimal,
        (Type::Long, _) | (_, Type::Long) => Type::Long,
        (_, _) => Type::Integer,
    }
}

fn dimension(node: &Node) -> Option<Dimension> {
    match &node.ty {
        Type::Quantity(dimension) => *dimension,
        ty if ty.is_number() => Some(Dimension::ONE),
        _ => None,
    }
}

fn unit(node: &Node) -> Option<Unit> {
    if node.ty.is_number() {
        Some(Unit::ONE)
    } else {
        node.unit
    }
}
