//! The type check: every kind of expression, and everything that is wrong with it.
//!
//! A part that is wrong is reported once and has no node; what stands around it is checked
//! as far as that makes sense, so that one mistake does not hide another.

use crate::nearest::nearest;
use crate::span::Span;
use crate::syntax::{BinaryOp, Expr, ExprKind, PrefixOp, TypeName};
use crate::types::literal::{self, OFF_LIST_TYPES, TYPE_NAMES, named_type};
use crate::types::{Checked, Dialect, FactId, FactType, Kind, Node, Schema, Type, TypeError};
use crate::value::{Quantity, Value};

/// Checks an expression against the facts that exist.
///
/// # Errors
///
/// Everything that is wrong, in order of the text. Holes that the parser left are passed
/// over: their mistakes are listed there already, and this list may then be empty.
///
/// # Examples
///
/// ```
/// use venule_logic::{check, syntax, Dialect, FactType, Schema};
///
/// struct NoFacts;
///
/// impl Schema for NoFacts {
///     fn lookup(&self, _: &str) -> Option<FactType> {
///         None
///     }
///     fn names(&self) -> Vec<&str> {
///         Vec::new()
///     }
/// }
///
/// let expr = syntax::parse("4 'cm' > 30 'g' and 1").expr.unwrap();
/// let errors = check(&expr, &NoFacts, Dialect::Knowledge).unwrap_err();
/// let codes: Vec<_> = errors.iter().map(|error| error.code).collect();
/// assert_eq!(codes, ["wrong-unit", "wrong-type"]);
/// ```
pub fn check(
    expr: &Expr,
    schema: &dyn Schema,
    dialect: Dialect,
) -> Result<Checked, Vec<TypeError>> {
    let mut checker = Checker {
        schema,
        dialect,
        errors: Vec::new(),
        uses: Vec::new(),
    };
    let root = checker.node(expr);
    checker.errors.sort_by_key(|error| error.span);
    match root {
        Some(root) if checker.errors.is_empty() => Ok(Checked::new(root, dialect, checker.uses)),
        Some(_) | None => Err(checker.errors),
    }
}

pub(super) struct Checker<'a> {
    schema: &'a dyn Schema,
    pub(super) dialect: Dialect,
    errors: Vec<TypeError>,
    uses: Vec<(FactType, Span)>,
}

impl Checker<'_> {
    /// The node of an expression; `None` when it or a part of it is wrong.
    pub(super) fn node(&mut self, expr: &Expr) -> Option<Node> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Hole => None,
            ExprKind::Null => self.null(span),
            ExprKind::Boolean(known) => {
                Some(literal_node(span, Type::Boolean, Value::Boolean(*known)))
            }
            ExprKind::String(text) => Some(literal_node(
                span,
                Type::String,
                Value::String(text.clone()),
            )),
            ExprKind::Number(number) => match literal::number(number) {
                Ok(value) => {
                    let ty = match value {
                        Value::Long(_) => Type::Long,
                        Value::Decimal(_) => Type::Decimal,
                        _ => Type::Integer,
                    };
                    Some(literal_node(span, ty, value))
                }
                Err(limit) => self.out_of_range(span, limit),
            },
            ExprKind::Quantity(number, name) => {
                let Some(unit) = literal::unit(name) else {
                    return self.unknown_unit(name);
                };
                match literal::decimal(number) {
                    Ok(value) => {
                        let ty = Type::Quantity(Some(unit.dimension()));
                        let value = Value::Quantity(Quantity { value, unit });
                        Some(literal_node(span, ty, value).in_unit(Some(unit)))
                    }
                    Err(limit) => self.out_of_range(span, limit),
                }
            }
            ExprKind::List(members) => self.list(span, members),
            ExprKind::Interval(interval) => self.interval(span, interval),
            ExprKind::Name(name) => self.fact(span, name),
            ExprKind::Call(function, arguments) => self.call(span, *function, arguments),
            ExprKind::Prefix(PrefixOp::Not, operand) => self.not(span, operand),
            ExprKind::Prefix(PrefixOp::Minus, operand) => {
                let operand = self.number_operand(operand, "-")?;
                let (ty, unit) = (operand.ty.clone(), operand.unit);
                Some(Node::new(span, ty, Kind::Negate(Box::new(operand))).in_unit(unit))
            }
            ExprKind::Prefix(PrefixOp::Plus, operand) => {
                if self.dialect == Dialect::Knowledge {
                    return self.fail(TypeError::outside(span, "unary `+`"));
                }
                self.number_operand(operand, "+")
            }
            ExprKind::Chain(op, operands) => {
                let word = op.to_string();
                let nodes = self.each(operands, |checker, operand| {
                    checker.condition(operand, &word)
                });
                Some(Node::new(span, Type::Boolean, Kind::Chain(*op, nodes?)))
            }
            ExprKind::Binary(op, left, right) => match op {
                BinaryOp::Xor | BinaryOp::Implies => {
                    let word = op.to_string();
                    let left = self.condition(left, &word);
                    let right = self.condition(right, &word);
                    let operands = Box::new([left?, right?]);
                    let kind = if *op == BinaryOp::Xor {
                        Kind::Xor(operands)
                    } else {
                        Kind::Implies(operands)
                    };
                    Some(Node::new(span, Type::Boolean, kind))
                }
                BinaryOp::Compare(op) => self.comparison(span, *op, left, right),
                BinaryOp::In => self.membership(span, left, right),
                BinaryOp::Calculate(op) => self.calculation(span, *op, left, right),
            },
            ExprKind::Between(parts) => self.between(span, parts),
            ExprKind::Is {
                operand,
                negated,
                test,
            } => self.is_test(span, operand, *negated, *test),
            ExprKind::As(operand, name) => self.conversion(operand, name),
            ExprKind::If(parts) => self.conditional(span, parts),
            ExprKind::Case(case) => self.case(span, case),
        }
    }

    /// The nodes of all; `None` when one is wrong, after the others were checked too.
    pub(super) fn each(
        &mut self,
        exprs: &[Expr],
        mut check: impl FnMut(&mut Self, &Expr) -> Option<Node>,
    ) -> Option<Vec<Node>> {
        let nodes: Vec<_> = exprs.iter().map(|expr| check(self, expr)).collect();
        nodes.into_iter().collect()
    }

    /// An operand that must be a condition.
    pub(super) fn condition(&mut self, expr: &Expr, operator: &str) -> Option<Node> {
        let node = self.node(expr)?;
        if matches!(node.ty, Type::Boolean | Type::Any) {
            return Some(node);
        }
        let message = format!(
            "{} is {}, and `{operator}` takes conditions",
            words(expr),
            node.ty
        );
        let help = match (&expr.kind, &node.ty) {
            (ExprKind::Name(name), Type::Choice(choice)) => {
                let value = choice.values.first();
                value.map(|value| format!("compare it: `{name} = '{value}'`"))
            }
            (ExprKind::Name(name), ty) if ty.is_number() => {
                Some(format!("compare it: `{name} >= ...`"))
            }
            _ => None,
        };
        self.fail(TypeError::new("wrong-type", node.span, message).help(help))
    }

    fn not(&mut self, span: Span, operand: &Expr) -> Option<Node> {
        let node = self.node(operand)?;
        if matches!(node.ty, Type::Boolean | Type::Any) {
            return Some(Node::new(span, Type::Boolean, Kind::Not(Box::new(node))));
        }
        let message = format!(
            "{} is {}, and `not` takes a condition",
            words(operand),
            node.ty
        );
        let help = "`not` binds tighter than comparisons; write `not (...)`".to_owned();
        self.fail(TypeError::new("wrong-type", node.span, message).help(help))
    }

    fn fact(&mut self, span: Span, name: &str) -> Option<Node> {
        let Some(fact) = self.schema.lookup(name) else {
            let meant = nearest(name, self.schema.names());
            let help = meant.map(|meant| format!("did you mean `{meant}`?"));
            let message = format!("there is no fact `{name}`");
            return self.fail(TypeError::new("unknown-fact", span, message).help(help));
        };
        let node = Node::new(span, fact.ty.clone(), Kind::Fact(fact.id)).in_unit(fact.unit);
        self.uses.push((fact, span));
        Some(node)
    }

    /// What the schema said about a fact that was named before.
    pub(super) fn used(&self, id: FactId) -> Option<&FactType> {
        self.uses
            .iter()
            .map(|(fact, _)| fact)
            .find(|fact| fact.id == id)
    }

    fn null(&mut self, span: Span) -> Option<Node> {
        if self.dialect == Dialect::Knowledge {
            let message = "nothing can be compared with `null`";
            let help = "a fact that is not known makes the condition unknown by itself".to_owned();
            return self.fail(TypeError::new("null-operator", span, message).help(help));
        }
        Some(literal_node(span, Type::Any, Value::Null))
    }

    fn unknown_unit(&mut self, name: &crate::syntax::UnitName) -> Option<Node> {
        let construct = format!("unit `{}`", name.text);
        let help = literal::unit_help(name);
        let error = match self.dialect {
            Dialect::Cql => TypeError::outside(name.span, &construct),
            Dialect::Knowledge => {
                let message = format!("there is no unit `{}` in the table of units", name.text);
                TypeError::new("unknown-unit", name.span, message)
            }
        };
        self.fail(error.help(help))
    }

    fn out_of_range(&mut self, span: Span, limit: &str) -> Option<Node> {
        self.fail(TypeError::new("value-out-of-range", span, limit))
    }

    fn conversion(&mut self, operand: &Expr, name: &TypeName) -> Option<Node> {
        let node = self.node(operand);
        let Some(ty) = named_type(name) else {
            let error = if OFF_LIST_TYPES.contains(&name.text.as_ref()) {
                TypeError::outside(name.span, &format!("type `{}`", name.text))
            } else {
                let names = TYPE_NAMES.iter().map(|(known, _)| *known);
                let meant = nearest(&name.text, names);
                let help = meant.map(|meant| format!("did you mean `{meant}`?"));
                let message = format!("there is no type `{}`", name.text);
                TypeError::new("unknown-type", name.span, message).help(help)
            };
            return self.fail(error);
        };
        let node = node?;
        let same = match (&node.ty, &ty) {
            // Whatever has the type of null is null, and so of every type.
            (Type::Any, _) => return Some(Node { ty, ..node }),
            (Type::Quantity(_), Type::Quantity(_)) | (Type::Choice(_), Type::String) => true,
            (found, wanted) => found == wanted,
        };
        if same {
            return Some(node);
        }
        let message = format!("{} is {}, never {ty}", words(operand), node.ty);
        self.fail(TypeError::new("wrong-type", node.span, message))
    }

    /// Lists a mistake; there is no node.
    pub(super) fn fail<T>(&mut self, error: TypeError) -> Option<T> {
        self.errors.push(error);
        None
    }
}

pub(super) fn literal_node(span: Span, ty: Type, value: Value) -> Node {
    Node::new(span, ty, Kind::Literal(value))
}

/// A short expression in backticks; "this" for a long one, which the span shows anyway.
pub(super) fn words(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Name(_)
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::Number(_)
        | ExprKind::String(_)
        | ExprKind::Quantity(..) => format!("`{expr}`"),
        _ => "this".to_owned(),
    }
}
