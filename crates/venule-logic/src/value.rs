//! What a condition computes with, and what facts may hold.
//!
//! A [`Value`] is what is known about one thing. [`Value::Null`] is unknown: anything is
//! possible. [`Value::Partial`] is in between, a set of possible values; only facts and
//! arithmetic on them produce it, and never a literal.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

pub use crate::decimal::Decimal;
use crate::truth::Truth;
use crate::unit::Unit;

/// A value, or what is known of it.
///
/// `Display` prints what an author would write: `4 'cm'`, `'worsening'`, `2..4`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Unknown.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A 32-bit whole number.
    Integer(i32),
    /// A 64-bit whole number, `1L`.
    Long(i64),
    /// A number with up to 8 places after the point.
    Decimal(Decimal),
    /// A text, or the code of a choice.
    String(Arc<str>),
    /// A number with a unit.
    Quantity(Quantity),
    /// Values in order.
    List(Vec<Value>),
    /// Everything between two ends.
    Interval(Box<Interval>),
    /// Not one value but a set of possible ones.
    Partial(Partial),
}

/// What is partly known: the possible values.
///
/// The set of possible values only ever shrinks as more becomes known (ADR 0001).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Partial {
    /// One of these codes.
    Choices(BTreeSet<Arc<str>>),
    /// None at all: what it would be the value of is known not to exist, as the result of a
    /// scan that was not done. Every comparison with it is false, and `!=` is true.
    Absent,
    /// Some value from `low` to `high`, both included. `None` is no bound on that side.
    Range {
        /// The least possible value.
        low: Option<Box<Value>>,
        /// The greatest possible value.
        high: Option<Box<Value>>,
    },
}

/// A number with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// How many of the unit.
    pub value: Decimal,
    /// Of what.
    pub unit: Unit,
}

/// Everything between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end; null is no known bound.
    pub low: Value,
    /// The upper end; null is no known bound.
    pub high: Value,
    /// Whether the lower end itself is inside.
    pub low_closed: bool,
    /// Whether the upper end itself is inside.
    pub high_closed: bool,
}

impl Value {
    /// A text or code.
    #[must_use]
    pub fn string(text: &str) -> Self {
        Self::String(Arc::from(text))
    }

    /// A number with a unit.
    #[must_use]
    pub fn quantity(value: impl Into<Decimal>, unit: Unit) -> Self {
        Self::Quantity(Quantity {
            value: value.into(),
            unit,
        })
    }

    /// Some value from `low` to `high`, both included; the value itself when they are equal.
    ///
    /// # Examples
    ///
    /// ```
    /// use venule_logic::Value;
    ///
    /// assert_eq!(Value::range(Value::Integer(3), Value::Integer(3)), Value::Integer(3));
    /// assert_eq!(Value::range(Value::Integer(2), Value::Integer(4)).to_string(), "2..4");
    /// ```
    #[must_use]
    pub fn range(low: Self, high: Self) -> Self {
        if low == high {
            return low;
        }
        Self::Partial(Partial::Range {
            low: Some(Box::new(low)),
            high: Some(Box::new(high)),
        })
    }

    /// One of these codes: the code itself when there is one, unknown when there is none.
    #[must_use]
    pub fn choices<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        let codes: BTreeSet<Arc<str>> = codes.into_iter().map(Arc::from).collect();
        match (codes.len(), codes.first()) {
            (1, Some(code)) => Self::String(Arc::clone(code)),
            (_, Some(_)) => Self::Partial(Partial::Choices(codes)),
            (_, None) => Self::Null,
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// Whether it is one value: neither unknown nor a set of possible ones.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Null | Self::Partial(_))
    }

    /// Whether what it would be the value of is known not to exist.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Partial(Partial::Absent))
    }

    /// The value read as the answer to a condition: what does not exist does not hold, and
    /// whatever else is not Boolean is unknown.
    #[must_use]
    pub fn truth(&self) -> Truth {
        match self {
            Self::Boolean(known) => Truth::from(*known),
            Self::Partial(Partial::Absent) => Truth::False,
            _ => Truth::Unknown,
        }
    }
}

impl From<Truth> for Value {
    fn from(truth: Truth) -> Self {
        truth.decided().map_or(Self::Null, Self::Boolean)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(known) => write!(f, "{known}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Long(number) => write!(f, "{number}L"),
            Self::Decimal(number) if number.scale() == 0 => write!(f, "{number}.0"),
            Self::Decimal(number) => write!(f, "{number}"),
            Self::String(text) => write_string(f, text),
            Self::Quantity(quantity) => write!(f, "{quantity}"),
            Self::List(members) => {
                f.write_str("{")?;
                write_joined(f, members, ", ")?;
                f.write_str("}")
            }
            Self::Interval(interval) => write!(f, "{interval}"),
            Self::Partial(partial) => write!(f, "{partial}"),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = if self.low_closed { '[' } else { '(' };
        let close = if self.high_closed { ']' } else { ')' };
        write!(f, "Interval{open}{}, {}{close}", self.low, self.high)
    }
}

impl fmt::Display for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("none"),
            Self::Choices(codes) => {
                let codes: Vec<_> = codes.iter().cloned().map(Value::String).collect();
                write_joined(f, &codes, " or ")
            }
            Self::Range { low, high } => {
                if let Some(low) = low {
                    write!(f, "{low}")?;
                }
                f.write_str("..")?;
                if let Some(high) = high {
                    write!(f, "{high}")?;
                }
                Ok(())
            }
        }
    }
}

/// Writes a CQL string literal with its escapes.
pub(crate) fn write_string(f: &mut impl fmt::Write, text: &str) -> fmt::Result {
    f.write_char('\'')?;
    for character in text.chars() {
        match character {
            '\'' => f.write_str("\\'")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\u{c}' => f.write_str("\\f")?,
            _ => f.write_char(character)?,
        }
    }
    f.write_char('\'')
}

fn write_joined(f: &mut fmt::Formatter<'_>, values: &[Value], separator: &str) -> fmt::Result {
    for (position, value) in values.iter().enumerate() {
        if position > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{value}")?;
    }
    Ok(())
}
