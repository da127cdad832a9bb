//! Whether an item of an order applies to a patient.

use venule_knowledge::model::{Condition, Level};
use venule_logic::truth::Truth;

use crate::prepared::Prepared;

/// Whether an item applies.
///
/// # Unknown values
///
/// | its condition | as presumed | result |
/// |---|---|---|
/// | true | | `Yes` |
/// | unknown | true | `Presumed` |
/// | unknown | unknown | `Maybe` |
/// | unknown | false | `No` |
/// | false | | `No` |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Applies {
    /// It does not, or only in an exception that nobody mentioned.
    No,
    /// That depends on what is not known.
    Maybe,
    /// It does unless somebody says otherwise.
    Presumed,
    /// It does.
    Yes,
}

impl Applies {
    /// What its absence is worth: one level lower where it only may apply.
    #[must_use]
    pub fn level(self, level: Level) -> Option<Level> {
        match (self, level) {
            (Self::Yes | Self::Presumed, level) => Some(level),
            (Self::Maybe, Level::Required) => Some(Level::Recommended),
            (Self::Maybe, Level::Recommended) | (Self::No, _) => None,
        }
    }

    pub(super) fn to_leg(leg: &Prepared<'_>, when: &Condition) -> Self {
        match (when.truth(&leg.plain), when.truth(&leg.presumed)) {
            (Truth::True, _) => Self::Yes,
            (Truth::False, _) | (Truth::Unknown, Truth::False) => Self::No,
            (Truth::Unknown, Truth::True) => Self::Presumed,
            (Truth::Unknown, Truth::Unknown) => Self::Maybe,
        }
    }

    /// Of several legs the one to which it applies most.
    pub(super) fn to_any(legs: &[Prepared<'_>], when: &Condition) -> Self {
        legs.iter()
            .map(|leg| Self::to_leg(leg, when))
            .max()
            .unwrap_or(Self::No)
    }
}
