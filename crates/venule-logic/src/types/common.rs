//! The common type of branches, members and ends, and the conversions to it.
//!
//! CQL's implicit conversions: Integer to Long, both to Decimal, all three to a quantity of
//! dimension one. Nothing else converts.

use crate::types::{Kind, Node, Type};
use crate::unit::Dimension;

/// The type both convert to, if there is one.
pub(super) fn common(left: &Type, right: &Type) -> Option<Type> {
    match (left, right) {
        (left, right) if left == right => Some(left.clone()),
        (Type::Any, other) | (other, Type::Any) => Some(other.clone()),
        (Type::Integer, Type::Long) | (Type::Long, Type::Integer) => Some(Type::Long),
        (left, right) if left.is_number() && right.is_number() => Some(Type::Decimal),
        (left, right) if left.is_text() && right.is_text() => Some(Type::String),
        (Type::Quantity(_), Type::Quantity(_)) => Some(Type::Quantity(None)),
        (Type::Quantity(dimension), number) | (number, Type::Quantity(dimension))
            if number.is_number() =>
        {
            Some(Type::Quantity(
                dimension.filter(|dimension| *dimension == Dimension::ONE),
            ))
        }
        (Type::List(left), Type::List(right)) => Some(Type::List(Box::new(common(left, right)?))),
        (Type::Interval(left), Type::Interval(right)) => {
            Some(Type::Interval(Box::new(common(left, right)?)))
        }
        (_, _) => None,
    }
}

/// The common type of all; `Any` of none.
pub(super) fn common_of<'a>(nodes: impl IntoIterator<Item = &'a Node>) -> Option<Type> {
    let mut types = nodes.into_iter().map(|node| &node.ty);
    types.try_fold(Type::Any, |joined, ty| common(&joined, ty))
}

/// The node brought to a type that it converts to.
pub(super) fn converted(node: Node, ty: &Type) -> Node {
    let converts = node.ty.is_number() && node.ty != *ty && *ty != Type::Any;
    if !converts {
        return node;
    }
    Node::new(node.span, ty.clone(), Kind::Convert(Box::new(node)))
}
