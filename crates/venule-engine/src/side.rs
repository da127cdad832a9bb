//! Left, right, both: which leg a fact, an event or a line of advice belongs to.

use std::fmt;

/// The side of a fact or an event, as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The left leg.
    Left,
    /// The right leg.
    Right,
    /// Both legs.
    Both,
}

impl Side {
    /// Reads `left`, `right`, `both` or `bilateral`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "left" => Some(Self::Left),
            "right" => Some(Self::Right),
            "both" | "bilateral" => Some(Self::Both),
            _ => None,
        }
    }

    /// Left for right and right for left.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Both => Self::Both,
        }
    }

    /// Whether two of which one leg, both or nothing is stated may be of the same leg.
    #[must_use]
    pub fn may_be_same(one: Option<Self>, other: Option<Self>) -> bool {
        match (one, other) {
            (Some(Self::Both), _) | (_, Some(Self::Both)) | (None, _) | (_, None) => true,
            (Some(one), Some(other)) => one == other,
        }
    }

    /// Whether what is stated of this side speaks of a leg.
    #[must_use]
    pub fn covers(self, leg: Leg) -> bool {
        match (self, leg) {
            (Self::Both, _) | (Self::Left, Leg::Left) | (Self::Right, Leg::Right) => true,
            (Self::Left, Leg::Right | Leg::Unstated) | (Self::Right, Leg::Left | Leg::Unstated) => {
                false
            }
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
        })
    }
}

/// The leg that is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leg {
    /// The left leg.
    Left,
    /// The right leg.
    Right,
    /// One leg, and the case does not say which.
    Unstated,
}

impl Leg {
    /// The side as it is shown, if there is one.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Left => Some(Side::Left),
            Self::Right => Some(Side::Right),
            Self::Unstated => None,
        }
    }
}
