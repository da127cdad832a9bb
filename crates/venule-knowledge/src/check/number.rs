//! `number-without-source`: a number that no carried statement states.
//!
//! **What it checks.** Every number in a condition, timing or duration must stand in `numbers` of a statement that the
//! element carries with `states`.
//!
//! **Why it matters.** A threshold without a source is an invention. It looks like any other, and nobody can later tell
//! whether it was read, remembered or mistyped.
//!
//! **Example.** A rule with `when = "wells.score >= 3"` that carries a statement with `2 points = lower bound of DVT likely`.
//!
//! **Use instead.** The number of the source, or one more statement in `states` that has it.
//!
//! **What counts as the same.** The value, and the unit where both have one: `7 days` stands in `1 week (7 days)` and in
//! `1 week`. A number without a unit also stands in a time of as many days, because days since an event are a plain number.
//! `5 to 7 days` states `7 days` and a bare `5`.
//!
//! **Exempt.** `0`, which asks whether there is any. `1` as part of a calculation; compared with, it is a threshold.
//! Choices, `true` and `false` are not numbers.

use std::cmp::Ordering;
use std::str::FromStr;

use venule_logic::span::Span;
use venule_logic::syntax::{BinaryOp, Expr, ExprKind, Number};
use venule_logic::unit::{Dimension, Unit};
use venule_logic::value::{Decimal, Quantity};

use crate::diagnostic::Diagnostic;
use crate::source::Origin;

/// A number as a statement states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    value: Decimal,
    unit: Option<Unit>,
}

/// A number that an element uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Used {
    pub(crate) span: Span,
    value: Decimal,
    unit: Option<Unit>,
}

impl Used {
    /// A quantity of a timing or duration.
    pub(crate) fn quantity(quantity: Quantity, span: Span) -> Self {
        Self {
            span,
            value: quantity.value,
            unit: Some(quantity.unit),
        }
    }

    fn is_stated(&self, stated: &Stated) -> bool {
        match (self.unit, stated.unit) {
            (Some(used), Some(stating)) => {
                used.compare(self.value, stating, stated.value) == Some(Ordering::Equal)
            }
            (None, Some(stating)) if stating.dimension() == Dimension::TIME => {
                let in_days = Unit::parse("d").and_then(|days| stating.convert(stated.value, days));
                self.value == stated.value || in_days == Some(self.value)
            }
            _ => self.value == stated.value,
        }
    }
}

/// The numbers in a statement's `numbers`, with their units where they have one that is known.
pub(crate) fn stated(text: &str) -> Vec<Stated> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let tail = rest.get(start..).unwrap_or_default();
        let length = number_length(tail);
        let (digits, after) = tail.split_at_checked(length).unwrap_or((tail, ""));
        if let Ok(value) = Decimal::from_str(&digits.replace(',', "")) {
            numbers.push(Stated {
                value,
                unit: unit_at_start(after),
            });
        }
        rest = after;
    }
    numbers
}

/// Bytes of the number that `text` starts with: digits, then `,` before three digits, then `.` before digits.
fn number_length(text: &str) -> usize {
    let digits = |from: usize| {
        text.bytes()
            .skip(from)
            .take_while(u8::is_ascii_digit)
            .count()
    };
    let mut length = digits(0);
    while text.as_bytes().get(length) == Some(&b',') && digits(length + 1) == 3 {
        length += 4;
    }
    match text.as_bytes().get(length) {
        Some(b'.') if digits(length + 1) > 0 => length + 1 + digits(length + 1),
        _ => length,
    }
}

fn unit_at_start(text: &str) -> Option<Unit> {
    let word = text.strip_prefix([' ', '-']).unwrap_or(text);
    let end = word
        .find([' ', ';', ',', '(', ')', '='])
        .unwrap_or(word.len());
    Unit::parse(word.get(..end)?)
}

/// The numbers of a condition that need a source.
pub(crate) fn used(expr: &Expr) -> Vec<Used> {
    let mut found = Vec::new();
    collect(expr, false, &mut found);
    found
}

fn collect(expr: &Expr, in_calculation: bool, found: &mut Vec<Used>) {
    match &expr.kind {
        ExprKind::Number(number) => add(number, None, expr.span, in_calculation, found),
        ExprKind::Quantity(number, unit) => add(
            number,
            Unit::parse(&unit.text),
            expr.span,
            in_calculation,
            found,
        ),
        ExprKind::Hole
        | ExprKind::Null
        | ExprKind::Boolean(_)
        | ExprKind::String(_)
        | ExprKind::Name(_) => {}
        ExprKind::List(parts) | ExprKind::Call(_, parts) | ExprKind::Chain(_, parts) => {
            for part in parts {
                collect(part, false, found);
            }
        }
        ExprKind::Interval(interval) => {
            collect(&interval.low, false, found);
            collect(&interval.high, false, found);
        }
        ExprKind::Prefix(_, operand) | ExprKind::As(operand, _) | ExprKind::Is { operand, .. } => {
            collect(operand, in_calculation, found);
        }
        ExprKind::Binary(operator, left, right) => {
            let calculates = matches!(operator, BinaryOp::Calculate(_));
            collect(left, calculates, found);
            collect(right, calculates, found);
        }
        ExprKind::Between(parts) | ExprKind::If(parts) => {
            for part in parts.iter() {
                collect(part, false, found);
            }
        }
        ExprKind::Case(case) => {
            for (when, then) in &case.items {
                collect(when, false, found);
                collect(then, false, found);
            }
            collect(&case.otherwise, false, found);
            if let Some(selector) = &case.selector {
                collect(selector, false, found);
            }
        }
    }
}

fn add(
    number: &Number,
    unit: Option<Unit>,
    span: Span,
    in_calculation: bool,
    found: &mut Vec<Used>,
) {
    let Ok(value) = Decimal::from_str(&number.digits) else {
        return;
    };
    let exempt = value.is_zero() || (in_calculation && unit.is_none() && value == Decimal::ONE);
    if !exempt {
        found.push(Used { span, value, unit });
    }
}

/// Reports the numbers that none of the stated ones has. `place` gives the file place of a span of the text.
pub(crate) fn check(
    what: &str,
    used: &[Used],
    stated: &[Stated],
    place: impl Fn(Span) -> Origin,
) -> Vec<Diagnostic> {
    let unsourced = used
        .iter()
        .filter(|number| !stated.iter().any(|stated| number.is_stated(stated)));
    unsourced
        .map(|number| {
            let unit = number
                .unit
                .map_or_else(String::new, |unit| format!(" {}", unit.code()));
            let message = format!(
                "the number {}{unit} stands in no statement that {what} carries",
                number.value
            );
            let listed: Vec<String> = stated
                .iter()
                .map(|stated| stated.value.normalize().to_string())
                .collect();
            let help = if listed.is_empty() {
                "add to `states` the statement whose `numbers` has it".to_owned()
            } else {
                format!(
                    "add to `states` the statement whose `numbers` has it; those carried have {}",
                    listed.join(", ")
                )
            };
            Diagnostic::error("number-without-source", message, place(number.span)).help(help)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(condition: &str, numbers: &str) -> bool {
        let expr = venule_logic::syntax::parse(condition).expr.unwrap();
        let stated = stated(numbers);
        used(&expr)
            .iter()
            .all(|number| stated.iter().any(|stated| number.is_stated(stated)))
    }

    #[test]
    fn a_number_counts_in_any_unit_of_its_dimension() {
        assert!(accepted("x >= 7 days", "1 week = interval"));
        assert!(accepted("x >= 7", "1 week = interval"));
        assert!(accepted("x between 5 and 7", "5 to 7 days = interval"));
        assert!(accepted("x > 40 'mm'", "4 cm = distance"));
        assert!(!accepted("x > 4 'm'", "4 cm = distance"));
        assert!(accepted(
            "x < 1000 'ng/mL'",
            "1,000 ng/mL = twice the cut-off"
        ));
        assert!(accepted("x < 30.3", "30.3% = share"));
        assert!(!accepted("x < 30", "30.3% = share"));
        assert!(!accepted("x >= 3", "2 points = lower bound"));
    }

    #[test]
    fn zero_and_a_calculated_one_need_no_source() {
        assert!(accepted("x > 0", ""));
        assert!(accepted("x + 1 > y", ""));
        assert!(!accepted("x >= 1", ""));
        assert!(!accepted("x + 2 > y", ""));
    }
}
