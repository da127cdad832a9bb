//! The text in one form, with a map back to the original.
//!
//! In: any text. Out: lower case, without accents, one form of quotes, dashes and blanks, a line break where there was
//! one and two where there was an empty line. Every place in the view leads back to a span of the original.
//! The original is kept and never changed. Work and memory are linear in the length of the text.

mod fold;
mod spelling;
mod write;

use std::fmt;
use std::ops::Range;

pub use self::spelling::Spellings;
use crate::span::Span;

/// Longest text that is read, in bytes. A year of notes of one patient is far shorter.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// A text that is longer than [`MOST_BYTES`]. It is refused, not cut: what is cut off might deny what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLong {
    /// Its length in bytes.
    pub bytes: usize,
}

impl fmt::Display for TooLong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bytes } = self;
        write!(
            out,
            "the text has {bytes} bytes; at most {MOST_BYTES} are read"
        )
    }
}

impl std::error::Error for TooLong {}

/// A text in the form that phrases are written in.
#[derive(Debug, Clone)]
pub struct View<'t> {
    original: &'t str,
    text: String,
    /// INVARIANT (runs-sorted): sorted by place in the view and in the original; the last one is the end of both.
    runs: Vec<Run>,
    /// Places of blanks that stand for two or more, in order.
    wide: Vec<u32>,
}

/// Where the view goes on in step with the original, or where one thing of it stands for another of the original.
#[derive(Debug, Clone, Copy)]
struct Run {
    view: u32,
    original: u32,
    /// Byte by byte as in the original; otherwise all of it stands for all up to the next run.
    in_step: bool,
}

impl<'t> View<'t> {
    /// The view of a text.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`MOST_BYTES`].
    pub fn new(original: &'t str) -> Result<Self, TooLong> {
        if original.len() > MOST_BYTES {
            let bytes = original.len();
            return Err(TooLong { bytes });
        }
        let written = write::normalize(original);
        Ok(Self {
            original,
            text: written.text,
            runs: written.runs,
            wide: written.wide,
        })
    }

    /// The text in its one form.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was written.
    #[must_use]
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// A part of the view; empty if it does not fit.
    #[must_use]
    pub fn part(&self, start: u32, end: u32) -> &str {
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// What a part of the view stands for in the original, on edges of characters.
    #[must_use]
    pub fn span(&self, part: Range<u32>) -> Span {
        let start = self.floor(part.start);
        let end = self.ceiling(part.end).max(start);
        let (run, next) = self.run_at(start);
        let first = if run.in_step {
            run.original + (start - run.view)
        } else {
            run.original
        };
        if end == start {
            return Span {
                start: first,
                end: first,
            };
        }
        // Most parts are short: both ends stand in one run.
        let (run, next) = if end <= next.view {
            (run, next)
        } else {
            self.run_at(end - 1)
        };
        let last = if run.in_step {
            run.original + (end - run.view)
        } else {
            next.original
        };
        Span {
            start: first,
            end: last,
        }
    }

    /// Where a byte of the original stands in the view, or what stands for it, or where it was dropped.
    #[must_use]
    pub fn place(&self, original: u32) -> u32 {
        // runs-sorted: binary search is valid
        let after = self.runs.partition_point(|run| run.original <= original);
        let next = self
            .runs
            .get(after)
            .map_or_else(|| self.len(), |it| it.view);
        let run = after.checked_sub(1).and_then(|at| self.runs.get(at));
        match run {
            Some(run) if run.in_step => (run.view + (original - run.original)).min(next),
            Some(run) => run.view,
            None => 0,
        }
    }

    /// Whether a blank of the view stands for two or more.
    #[must_use]
    pub fn is_wide(&self, at: u32) -> bool {
        self.wide.binary_search(&at).is_ok()
    }

    /// The length of the view in bytes.
    #[must_use]
    pub fn len(&self) -> u32 {
        count(self.text.len())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn run_at(&self, at: u32) -> (Run, Run) {
        // runs-sorted: binary search is valid
        let after = self.runs.partition_point(|run| run.view <= at);
        let end = Run {
            view: self.len(),
            original: count(self.original.len()),
            in_step: false,
        };
        let next = self.runs.get(after).copied().unwrap_or(end);
        let run = after.checked_sub(1).and_then(|at| self.runs.get(at));
        (run.copied().unwrap_or(end), next)
    }

    fn floor(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        let edge = (0..=at).rev().find(|at| self.text.is_char_boundary(*at));
        count(edge.unwrap_or(0))
    }

    fn ceiling(&self, at: u32) -> u32 {
        let at = (at as usize).min(self.text.len());
        let edge = (at..=self.text.len()).find(|at| self.text.is_char_boundary(*at));
        count(edge.unwrap_or(self.text.len()))
    }
}

/// A phrase in the form of the view, on one line.
#[must_use]
pub fn normalize_phrase(phrase: &str) -> String {
    let text = write::normalize(phrase).text;
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A length or place as it is kept. Texts are shorter than [`MOST_BYTES`], so nothing is lost.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
