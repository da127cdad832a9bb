//! From a syntax tree back to text.
//!
//! `Display` of [`Expr`] writes brackets only where CQL's precedence asks for them, and
//! parsing what it wrote gives the same tree, spans aside. A hole is written as `?`, which
//! does not parse.

use std::fmt;

use crate::syntax::{
    BinaryOp, CalculateOp, CaseExpr, ChainOp, CompareOp, Expr, ExprKind, Function, IntervalExpr,
    Number, PrefixOp, Test, UnitName,
};
use crate::value::write_string;

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Hole => f.write_str("?"),
            ExprKind::Null => f.write_str("null"),
            ExprKind::Boolean(known) => write!(f, "{known}"),
            ExprKind::Number(number) => write!(f, "{number}"),
            ExprKind::String(text) => write_string(f, text),
            ExprKind::Quantity(number, unit) => write!(f, "{number} {unit}"),
            ExprKind::List(members) => {
                f.write_str("{")?;
                joined(f, members)?;
                f.write_str("}")
            }
            ExprKind::Interval(interval) => write!(f, "{interval}"),
            ExprKind::Name(name) => f.write_str(name),
            ExprKind::Call(function, arguments) => {
                write!(f, "{function}(")?;
                joined(f, arguments)?;
                f.write_str(")")
            }
            ExprKind::Prefix(op, operand) => {
                write!(f, "{op}")?;
                // `-5` is a number; the operator before a number needs a bracket.
                let is_number =
                    matches!(operand.kind, ExprKind::Number(_) | ExprKind::Quantity(..));
                let binds = strength(&operand.kind) >= strength(&self.kind);
                side(f, operand, binds && !(is_number && *op != PrefixOp::Not))
            }
            ExprKind::Chain(op, operands) => {
                for (position, operand) in operands.iter().enumerate() {
                    if position > 0 {
                        write!(f, " {op} ")?;
                    }
                    side(f, operand, strength(&operand.kind) > strength(&self.kind))?;
                }
                Ok(())
            }
            ExprKind::Binary(op, left, right) => {
                let own = strength(&self.kind);
                side(f, left, strength(&left.kind) >= own)?;
                write!(f, " {op} ")?;
                side(f, right, strength(&right.kind) > own)
            }
            ExprKind::Between(parts) => {
                let [value, low, high] = parts.as_ref();
                let own = strength(&self.kind);
                side(f, value, strength(&value.kind) >= own)?;
                f.write_str(" between ")?;
                side(f, low, is_term(&low.kind))?;
                f.write_str(" and ")?;
                side(f, high, is_term(&high.kind))
            }
            ExprKind::Is {
                operand,
                negated,
                test,
            } => {
                side(f, operand, strength(&operand.kind) >= strength(&self.kind))?;
                f.write_str(if *negated { " is not " } else { " is " })?;
                f.write_str(match test {
                    Test::Null => "null",
                    Test::True => "true",
                    Test::False => "false",
                })
            }
            ExprKind::As(operand, name) => {
                side(f, operand, strength(&operand.kind) >= strength(&self.kind))?;
                write!(f, " as {}", name.text)
            }
            ExprKind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                write!(f, "if {condition} then {yes} else {no}")
            }
            ExprKind::Case(case) => write!(f, "{case}"),
        }
    }
}

/// Writes an operand, in brackets unless it may stand without.
fn side(f: &mut fmt::Formatter<'_>, operand: &Expr, bare: bool) -> fmt::Result {
    if bare {
        write!(f, "{operand}")
    } else {
        write!(f, "({operand})")
    }
}

/// How tightly the outermost operator binds, in the order of CQL's grammar.
fn strength(kind: &ExprKind) -> u8 {
    match kind {
        // Its `else` swallows whatever follows.
        ExprKind::If(_) => 0,
        ExprKind::Binary(BinaryOp::Implies, ..) => 1,
        ExprKind::Chain(ChainOp::Or, _) | ExprKind::Binary(BinaryOp::Xor, ..) => 2,
        ExprKind::Chain(ChainOp::And, _) => 3,
        ExprKind::Binary(BinaryOp::In, ..) => 4,
        ExprKind::Binary(BinaryOp::Compare(op), ..) => match op {
            CompareOp::Equal
            | CompareOp::NotEqual
            | CompareOp::Equivalent
            | CompareOp::NotEquivalent => 5,
            CompareOp::Less
            | CompareOp::LessOrEqual
            | CompareOp::Greater
            | CompareOp::GreaterOrEqual => 6,
        },
        ExprKind::Between(_) => 7,
        ExprKind::Prefix(PrefixOp::Not, _) => 8,
        ExprKind::Is { .. } | ExprKind::As(..) => 9,
        ExprKind::Binary(BinaryOp::Calculate(op), ..) => match op {
            CalculateOp::Add | CalculateOp::Subtract => 10,
            CalculateOp::Multiply | CalculateOp::Divide => 11,
        },
        ExprKind::Prefix(PrefixOp::Minus | PrefixOp::Plus, _) => 12,
        ExprKind::Hole
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Quantity(..)
        | ExprKind::List(_)
        | ExprKind::Interval(_)
        | ExprKind::Name(_)
        | ExprKind::Call(..)
        | ExprKind::Case(_) => 13,
    }
}

/// Whether it may be a bound of `between` without brackets.
fn is_term(kind: &ExprKind) -> bool {
    strength(kind) >= 10
}

fn joined(f: &mut fmt::Formatter<'_>, items: &[Expr]) -> fmt::Result {
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

impl fmt::Display for IntervalExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.low_closed { '[' } else { '(' };
        let close = if self.high_closed { ']' } else { ')' };
        write!(f, "Interval{open}{}, {}{close}", self.low, self.high)
    }
}

impl fmt::Display for CaseExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("case")?;
        if let Some(selector) = &self.selector {
            write!(f, " {selector}")?;
        }
        for (when, then) in &self.items {
            write!(f, " when {when} then {then}")?;
        }
        write!(f, " else {} end", self.otherwise)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        let suffix = if self.long { "L" } else { "" };
        write!(f, "{sign}{}{suffix}", self.digits)
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.calendar {
            f.write_str(&self.text)
        } else {
            write_string(f, &self.text)
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IsNull => "IsNull",
            Self::IsTrue => "IsTrue",
            Self::IsFalse => "IsFalse",
            Self::Coalesce => "Coalesce",
        })
    }
}

/// With the blank that `not` needs before its operand.
impl fmt::Display for PrefixOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Not => "not ",
            Self::Minus => "-",
            Self::Plus => "+",
        })
    }
}

impl fmt::Display for ChainOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::And => "and",
            Self::Or => "or",
        })
    }
}

impl fmt::Display for BinaryOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xor => f.write_str("xor"),
            Self::Implies => f.write_str("implies"),
            Self::In => f.write_str("in"),
            Self::Compare(op) => write!(f, "{op}"),
            Self::Calculate(op) => write!(f, "{op}"),
        }
    }
}

impl fmt::Display for CompareOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Equivalent => "~",
            Self::NotEquivalent => "!~",
        })
    }
}

impl fmt::Display for CalculateOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        })
    }
}
