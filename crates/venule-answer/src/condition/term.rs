//! Values inside a condition in words: numbers with their units, choices by their labels, sums, lists, ranges.

use venule_knowledge::model::Fact;
use venule_logic::FactId;
use venule_logic::syntax::{
    BinaryOp, CalculateOp, Expr, ExprKind, Function, IntervalExpr, Number, PrefixOp,
};

use super::{Word, Writer};
use crate::words;

impl Writer<'_> {
    /// An expression as a value. `of` is the fact that it is compared with, whose labels its codes have.
    pub(super) fn term(&self, expr: &Expr, of: Option<FactId>) -> Vec<Word> {
        match &expr.kind {
            ExprKind::Hole => said("something that cannot be read"),
            ExprKind::Null => said("not known"),
            ExprKind::Number(number) => said(&digits(number)),
            ExprKind::String(code) => said(&self.choice(code, of)),
            ExprKind::Quantity(number, unit) => said(&words::measured(&digits(number), &unit.text)),
            ExprKind::List(members) => self.list(members, of),
            ExprKind::Interval(interval) => self.interval(interval, of),
            ExprKind::Name(name) => vec![
                Word::Text("\"".to_owned()),
                self.label(name),
                Word::Text("\"".to_owned()),
            ],
            ExprKind::Prefix(PrefixOp::Minus, operand) => {
                spaced(vec![said("minus "), self.operand(operand)])
            }
            ExprKind::Prefix(PrefixOp::Plus, operand) => self.operand(operand),
            ExprKind::Binary(BinaryOp::Calculate(op), left, right) => {
                let sign = match op {
                    CalculateOp::Add => " plus ",
                    CalculateOp::Subtract => " minus ",
                    CalculateOp::Multiply => " times ",
                    CalculateOp::Divide => " divided by ",
                };
                spaced(vec![self.operand(left), said(sign), self.operand(right)])
            }
            ExprKind::Call(Function::Coalesce, arguments) => {
                let mut parts = vec![said("the first of these that is known (")];
                for (position, argument) in arguments.iter().enumerate() {
                    if position > 0 {
                        parts.push(said("; "));
                    }
                    parts.push(self.term(argument, of));
                }
                parts.push(said(")"));
                spaced(parts)
            }
            ExprKind::As(operand, name) => {
                let read = said(&format!(" read as {}", name.text));
                spaced(vec![self.operand(operand), read])
            }
            ExprKind::If(parts) => {
                let [condition, yes, no] = parts.as_ref();
                spaced(vec![
                    said("("),
                    self.term(yes, of),
                    said(" if "),
                    self.clause(condition).words(),
                    said(", otherwise "),
                    self.term(no, of),
                    said(")"),
                ])
            }
            ExprKind::Boolean(_)
            | ExprKind::Call(Function::IsNull | Function::IsTrue | Function::IsFalse, _)
            | ExprKind::Prefix(PrefixOp::Not, _)
            | ExprKind::Chain(..)
            | ExprKind::Binary(
                BinaryOp::Xor | BinaryOp::Implies | BinaryOp::Compare(_) | BinaryOp::In,
                ..,
            )
            | ExprKind::Between(_)
            | ExprKind::Is { .. }
            | ExprKind::Case(_) => spaced(vec![said("("), self.clause(expr).words(), said(")")]),
        }
    }

    /// A part of a calculation, in brackets if it is a calculation itself.
    fn operand(&self, expr: &Expr) -> Vec<Word> {
        let words = self.term(expr, None);
        match expr.kind {
            ExprKind::Binary(BinaryOp::Calculate(_), ..) | ExprKind::Prefix(..) => {
                spaced(vec![said("("), words, said(")")])
            }
            _ => words,
        }
    }

    /// What a code of a choice is called, with the code itself where two are called the same.
    fn choice(&self, code: &str, of: Option<FactId>) -> String {
        let choices = of
            .and_then(|id| self.fact(id))
            .map_or(&[][..], |fact: &Fact| &fact.choices);
        match choices.iter().find(|(value, _)| **value == *code) {
            None => format!("\"{code}\""),
            Some((_, label)) if choices.iter().filter(|(_, it)| it == label).count() > 1 => {
                format!("{label} ({code})")
            }
            Some((_, label)) => label.clone(),
        }
    }

    /// Values of which one fits.
    fn list(&self, members: &[Expr], of: Option<FactId>) -> Vec<Word> {
        let codes: Option<Vec<String>> = members
            .iter()
            .map(|member| match &member.kind {
                ExprKind::String(code) => Some(self.choice(code, of)),
                _ => None,
            })
            .collect();
        if let Some(labels) = codes.filter(|labels| !labels.is_empty()) {
            return said(&alternatives(&labels));
        }
        let mut parts = Vec::new();
        for (position, member) in members.iter().enumerate() {
            parts.push(said(between(position, members.len())));
            parts.push(self.term(member, of));
        }
        if members.is_empty() {
            parts.push(said("one of none"));
        }
        spaced(parts)
    }

    fn interval(&self, interval: &IntervalExpr, of: Option<FactId>) -> Vec<Word> {
        let end = |closed: bool| {
            said(if closed {
                " (included)"
            } else {
                " (not included)"
            })
        };
        spaced(vec![
            said("from "),
            self.term(&interval.low, of),
            end(interval.low_closed),
            said(" to "),
            self.term(&interval.high, of),
            end(interval.high_closed),
        ])
    }
}

/// "a, b or c", in quotation marks where one of them has a comma or an "or" itself.
pub fn alternatives(labels: &[String]) -> String {
    let quote = labels
        .iter()
        .any(|label| label.contains([',', ';']) || label.contains(" or "));
    let mut text = String::new();
    for (position, label) in labels.iter().enumerate() {
        text.push_str(between(position, labels.len()));
        if quote && labels.len() > 1 {
            text.push_str(&format!("\"{label}\""));
        } else {
            text.push_str(label);
        }
    }
    text
}

/// What stands before an alternative.
fn between(position: usize, of: usize) -> &'static str {
    match of - position {
        _ if position == 0 => "",
        1 => " or ",
        _ => ", ",
    }
}

fn said(text: &str) -> Vec<Word> {
    vec![Word::Text(text.to_owned())]
}

fn spaced(parts: Vec<Vec<Word>>) -> Vec<Word> {
    parts.into_iter().flatten().collect()
}

fn digits(number: &Number) -> String {
    let sign = if number.negative { "-" } else { "" };
    format!("{sign}{}", number.digits)
}
