//! Types, the schema of facts, and checked conditions.
//!
//! [`check`] turns a syntax tree into a [`Checked`] condition or reports everything that is
//! wrong with it. A checked condition has resolved names, parsed literals and known types;
//! nothing after this point looks at text again.

mod arithmetic;
mod check;
mod common;
mod compare;
mod conditional;
mod container;
mod error;
mod literal;
mod node;

use std::fmt;
use std::sync::Arc;

use crate::decimal::Decimal;
use crate::unit::{Dimension, Unit};

pub use check::check;
pub(crate) use compare::permitted;
pub use error::TypeError;
pub use node::Checked;
pub(crate) use node::{Kind, Node};

/// What kind of value an expression has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// The type of `null`, which fits everywhere.
    Any,
    /// Yes or no.
    Boolean,
    /// A 32-bit whole number.
    Integer,
    /// A 64-bit whole number.
    Long,
    /// A number with up to 8 places.
    Decimal,
    /// A text.
    String,
    /// One of a closed list of codes.
    Choice(Arc<ChoiceType>),
    /// A number with a unit of this dimension; `None` when the dimension is not known.
    Quantity(Option<Dimension>),
    /// Values in order.
    List(Box<Type>),
    /// Everything between two ends.
    Interval(Box<Type>),
}

/// A closed list of codes, compared with string literals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceType {
    /// The name of the list, for messages.
    pub name: Arc<str>,
    /// The codes.
    pub values: Vec<Arc<str>>,
}

/// Which fact: its place in the vocabulary that the schema resolves names with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// What the schema says about a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactType {
    /// Which fact.
    pub id: FactId,
    /// Its type.
    pub ty: Type,
    /// The least and greatest permitted value, both included.
    ///
    /// # Units
    ///
    /// In [`unit`](Self::unit).
    pub range: Option<(Decimal, Decimal)>,
    /// The unit the fact is recorded in.
    pub unit: Option<Unit>,
}

impl FactType {
    /// A fact without a permitted range and without a unit.
    #[must_use]
    pub fn new(id: FactId, ty: Type) -> Self {
        Self {
            id,
            ty,
            range: None,
            unit: None,
        }
    }

    /// A quantity recorded in `unit`.
    #[must_use]
    pub fn measured_in(id: FactId, unit: Unit) -> Self {
        Self {
            unit: Some(unit),
            ..Self::new(id, Type::Quantity(Some(unit.dimension())))
        }
    }

    /// The same fact with a permitted range, both ends included, in its own unit.
    #[must_use]
    pub fn within(self, low: impl Into<Decimal>, high: impl Into<Decimal>) -> Self {
        Self {
            range: Some((low.into(), high.into())),
            ..self
        }
    }
}

/// The facts that conditions may name.
pub trait Schema {
    /// The fact of this dotted name.
    fn lookup(&self, name: &str) -> Option<FactType>;

    /// All names, to offer the nearest one for a misspelt one.
    fn names(&self) -> Vec<&str>;
}

/// Which reading of the language applies (ADR 0002).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// CQL to the letter, including where null counts as "no".
    Cql,
    /// For knowledge: no operator turns "not known" into "no".
    Knowledge,
}

impl Type {
    /// Whether it is a whole or decimal number without a unit.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Long | Self::Decimal)
    }

    /// Whether it is a text or one of a closed list of codes.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::String | Self::Choice(_))
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("null"),
            Self::Boolean => f.write_str("yes or no"),
            Self::Integer | Self::Long => f.write_str("a whole number"),
            Self::Decimal => f.write_str("a number"),
            Self::String => f.write_str("a text"),
            Self::Choice(choice) => write!(f, "a choice of {}", choice.name),
            Self::Quantity(Some(dimension)) => write!(f, "{dimension}"),
            Self::Quantity(None) => f.write_str("a quantity"),
            Self::List(_) => f.write_str("a list"),
            Self::Interval(_) => f.write_str("an interval"),
        }
    }
}
