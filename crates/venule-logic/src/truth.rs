//! True, false or not known.
//!
//! The operators are Kleene's strong ones, which are CQL's.
//! *Unknown* is a value and never a "no": an operator answers true or false only when
//! no way of filling in the unknown could change the answer.

use std::fmt;
use std::ops;

/// The answer to a condition.
///
/// # Examples
///
/// ```
/// use venule_logic::Truth::{False, True, Unknown};
///
/// assert_eq!(False.and(Unknown), False);
/// assert_eq!(True.and(Unknown), Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    False,
    /// Whether it holds depends on what is not known.
    Unknown,
    /// It holds.
    True,
}

use Truth::{False, True, Unknown};

impl Truth {
    /// All three, for tables and tests.
    pub const ALL: [Self; 3] = [True, False, Unknown];

    /// Whether both hold.
    ///
    /// # Unknown values
    ///
    /// | `and`       | true    | false | unknown |
    /// |-------------|---------|-------|---------|
    /// | **true**    | true    | false | unknown |
    /// | **false**   | false   | false | false   |
    /// | **unknown** | unknown | false | unknown |
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Whether at least one holds.
    ///
    /// # Unknown values
    ///
    /// | `or`        | true | false   | unknown |
    /// |-------------|------|---------|---------|
    /// | **true**    | true | true    | true    |
    /// | **false**   | true | false   | unknown |
    /// | **unknown** | true | unknown | unknown |
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether one of them holds and the other does not.
    ///
    /// # Unknown values
    ///
    /// | `xor`       | true    | false   | unknown |
    /// |-------------|---------|---------|---------|
    /// | **true**    | false   | true    | unknown |
    /// | **false**   | true    | false   | unknown |
    /// | **unknown** | unknown | unknown | unknown |
    #[must_use]
    pub fn xor(self, other: Self) -> Self {
        match (self, other) {
            (Unknown, _) | (_, Unknown) => Unknown,
            (left, right) => Self::from(left != right),
        }
    }

    /// Whether the second holds if the first does.
    ///
    /// # Unknown values
    ///
    /// The row is what comes before `implies`.
    ///
    /// | `implies`   | true | false   | unknown |
    /// |-------------|------|---------|---------|
    /// | **true**    | true | false   | unknown |
    /// | **false**   | true | true    | true    |
    /// | **unknown** | true | unknown | unknown |
    #[must_use]
    pub fn implies(self, other: Self) -> Self {
        (!self).or(other)
    }

    /// Whether it is known to hold.
    #[must_use]
    pub fn is_true(self) -> bool {
        self == True
    }

    /// Whether it is known not to hold.
    #[must_use]
    pub fn is_false(self) -> bool {
        self == False
    }

    /// Whether it is not known.
    #[must_use]
    pub fn is_unknown(self) -> bool {
        self == Unknown
    }

    /// Whether it is known either way.
    #[must_use]
    pub fn is_decided(self) -> bool {
        self != Unknown
    }

    /// `Some` when it is known either way.
    #[must_use]
    pub fn decided(self) -> Option<bool> {
        match self {
            True => Some(true),
            False => Some(false),
            Unknown => None,
        }
    }
}

/// Whether it does not hold.
///
/// # Unknown values
///
/// | operand | `not`   |
/// |---------|---------|
/// | true    | false   |
/// | false   | true    |
/// | unknown | unknown |
impl ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            True => False,
            False => True,
            Unknown => Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Self {
        if known { True } else { False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(known: Option<bool>) -> Self {
        known.map_or(Unknown, Self::from)
    }
}

impl fmt::Display for Truth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            True => "true",
            False => "false",
            Unknown => "unknown",
        })
    }
}
