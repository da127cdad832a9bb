//! Lists, intervals and `in`.

use crate::span::Span;
use crate::syntax::{Expr, ExprKind, IntervalExpr};
use crate::types::check::{Checker, words};
use crate::types::common::{common_of, converted};
use crate::types::node::IntervalNode;
use crate::types::{Dialect, Kind, Node, Type, TypeError};

impl Checker<'_> {
    pub(super) fn list(&mut self, span: Span, members: &[Expr]) -> Option<Node> {
        let nodes = self.each(members, Self::node)?;
        let Some(ty) = common_of(&nodes) else {
            return self.mixed(span);
        };
        let nodes = nodes.into_iter().map(|node| converted(node, &ty)).collect();
        Some(Node::new(span, Type::List(Box::new(ty)), Kind::List(nodes)))
    }

    pub(super) fn interval(&mut self, span: Span, interval: &IntervalExpr) -> Option<Node> {
        let low = self.node(&interval.low);
        let high = self.node(&interval.high);
        let (low, high) = (low?, high?);
        for (expr, node) in [(&interval.low, &low), (&interval.high, &high)] {
            let ordered = node.ty.is_number() || matches!(node.ty, Type::Quantity(_) | Type::Any);
            if !ordered {
                let message = format!(
                    "{} is {}, which cannot end an interval",
                    words(expr),
                    node.ty
                );
                return self.fail(TypeError::new("wrong-type", node.span, message));
            }
        }
        self.comparable(
            "Interval",
            false,
            (&interval.low, &interval.high),
            [&low, &high],
        )?;
        self.not_turned(
            span,
            &low,
            &high,
            interval.low_closed && interval.high_closed,
        )?;
        let Some(ty) = common_of([&low, &high]) else {
            return self.mixed(span);
        };
        let kind = Kind::Interval(Box::new(IntervalNode {
            low: converted(low, &ty),
            high: converted(high, &ty),
            low_closed: interval.low_closed,
            high_closed: interval.high_closed,
        }));
        Some(Node::new(span, Type::Interval(Box::new(ty)), kind))
    }

    pub(super) fn membership(&mut self, span: Span, left: &Expr, right: &Expr) -> Option<Node> {
        let element = self.node(left);
        let container = self.node(right);
        let (element, container) = (element?, container?);
        match &container.ty {
            Type::Any => {}
            Type::List(member) => {
                if matches!(**member, Type::List(_) | Type::Interval(_))
                    || matches!(element.ty, Type::List(_) | Type::Interval(_))
                {
                    let construct = "`in` over a list of lists or intervals";
                    return self.fail(TypeError::outside(span, construct));
                }
                self.members_compare(left, &element, right, &container)?;
            }
            Type::Interval(_) => self.ends_compare(left, &element, right, &container)?,
            found => {
                let message = format!("{} is {found}, and nothing is in that", words(right));
                let help = "`in` takes a list `{a, b}` or an interval `Interval[a, b]`".to_owned();
                let error = TypeError::new("wrong-type", container.span, message);
                return self.fail(error.help(help));
            }
        }
        let kind = Kind::In(Box::new([element, container]));
        Some(Node::new(span, Type::Boolean, kind))
    }

    fn members_compare(
        &mut self,
        left: &Expr,
        element: &Node,
        right: &Expr,
        container: &Node,
    ) -> Option<()> {
        let (ExprKind::List(members), Kind::List(nodes)) = (&right.kind, &container.kind) else {
            return Some(());
        };
        if members.is_empty() && self.dialect == Dialect::Knowledge {
            let message = "nothing is in an empty list";
            return self.fail(TypeError::new("empty-list", container.span, message));
        }
        // All members are looked at before giving up, to report each misspelt value.
        let mut all = Some(());
        for (member, node) in members.iter().zip(nodes) {
            let fits = self.comparable("in", true, (left, member), [element, unconverted(node)]);
            all = all.and(fits);
        }
        all
    }

    fn ends_compare(
        &mut self,
        left: &Expr,
        element: &Node,
        right: &Expr,
        container: &Node,
    ) -> Option<()> {
        let (ExprKind::Interval(exprs), Kind::Interval(nodes)) = (&right.kind, &container.kind)
        else {
            return Some(());
        };
        let ends = [(&exprs.low, &nodes.low), (&exprs.high, &nodes.high)];
        let mut all = Some(());
        for (end, node) in ends {
            let fits = self.comparable("in", false, (left, end), [element, unconverted(node)]);
            all = all.and(fits);
        }
        all
    }

    /// Reports values of types that have nothing in common.
    pub(super) fn mixed(&mut self, span: Span) -> Option<Node> {
        let construct = "values of mixed types";
        self.fail(TypeError::outside(span, construct))
    }
}

/// The member as written: a literal stays one under its conversion.
fn unconverted(node: &Node) -> &Node {
    match &node.kind {
        Kind::Convert(inner) => inner,
        _ => node,
    }
}
