//! Where in a text something stands.
//!
//! Offsets are bytes from the start of the text of one condition, half open.
//! A condition is a TOML string without backslashes, so adding the offset of the
//! string gives the place in the file.

use std::ops::Range;

/// A half-open stretch of bytes: `start` is inside, `end` is not.
///
/// # Examples
///
/// ```
/// use venule_logic::Span;
///
/// let text = "wells.score >= 2";
/// assert_eq!(Span::new(0, 11).of(text), "wells.score");
/// assert_eq!(Span::new(0, 5).to(Span::new(6, 11)), Span::new(0, 11));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to and without `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of `text` under this span; empty when the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same words in a text that starts `offset` bytes earlier.
    #[must_use]
    pub fn shifted(self, offset: u32) -> Self {
        Self::new(
            self.start.saturating_add(offset),
            self.end.saturating_add(offset),
        )
    }
}
