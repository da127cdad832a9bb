//! Numbers, units, ages and times in the normalized view (stage 5 of ADR 0008).
//!
//! [`find`] takes the view: lower case, single blanks, hyphens between letters as blanks. It returns every number and
//! every time with its place in the view, in order and without overlaps. It knows the grammar of numbers and dates and no
//! clinical word but units. Values are decimals and days of the calendar; a value that nobody can have is kept and marked
//! with a [`Doubt`], never changed. Nothing is read across a line end.
//!
//! # Imprecise words
//!
//! | words | count |
//! |---|---|
//! | a couple of | 2 to 3 |
//! | a few | 2 to 6, most often 3 |
//! | several | 3 to 10, most often 3 |
//! | some (with a unit of time) | 2 to 10 |
//! | about, around, ~, "or so" | a length of time: a fifth less to a fifth more, and at least what the unit leaves open; other numbers: a tenth |
//! | nearly, almost | the same, downwards only |
//! | over, more than, `>`, `2+`, at least | no upper end |
//! | under, less than, `<`, up to, at most, within | no lower end |
//! | in her 70s; early, mid, late | 70 to 79; 70 to 73, 74 to 76, 77 to 79 |
//! | early, mid, late (a week, month or year) | its first, second, last third |
//!
//! # Days
//!
//! A time that is counted has two ranges. [`Moment::days`] takes the words exactly: "2 weeks ago" is 14 days ago, "about 2
//! weeks ago" 11 to 17. [`Moment::loose`] allows for the rounding of the unit: weeks 3 days each way, months 15, years half a
//! year, days none.
//! Hours and minutes are whole days in dates: "6 hours ago" is today or yesterday. [`Length::seconds`] is exact.
//!
//! | words | days |
//! |---|---|
//! | 5 March (no year) | the last one up to the reference date; if that is most of a year ago and the next is near, both |
//! | Monday | the last one; on a Monday, today or a week ago |
//! | last Monday, next Monday | that of the week before or after, and the nearest one, where they differ |
//! | last week, month, year | the calendar week (from Monday), month, year before |
//! | 03/04/2025 | both readings, unless another date of the text has a day above 12 |
//! | 2/7, 3/52, 4/12 | days, weeks, months; the first and the last in doubt where nothing says that no date is meant |
//! | 5/3/26 | years of two digits lie at most 20 years ahead |
//!
//! Counting from something that is no date ("10 days after surgery", "day 5") keeps the words of what it is counted from.

mod age;
mod amount;
mod calendar;
mod clock;
mod count;
mod date;
mod length;
mod lex;
mod measure;
mod model;
mod moment;
mod period;
mod reader;
mod relative;
mod unit;
mod word;

pub use model::{
    Age, Amount, Days, Doubt, Extent, Figure, Form, Length, Mention, Moment, Relation, Sex,
    TimeUnit,
};
pub(crate) use reader::Atoms;
pub use unit::{Kind as MeasureKind, Measure};

use jiff::civil::Date;

use crate::token::Tokens;
use crate::view::View;

/// Every number and time of the view, in order, none over another. Spans point into the view.
///
/// # Examples
///
/// ```
/// use venule_text::number::{self, Figure};
///
/// let reference = jiff::civil::date(2026, 3, 16);
/// let found = number::find("seen 2 weeks ago, 38 cm v 34 cm", reference);
/// let Figure::Time(moment) = &found[0].figure else { panic!() };
/// assert_eq!(moment.days.unwrap().single(), Some(jiff::civil::date(2026, 3, 2)));
/// assert!(matches!(found[1].figure, Figure::Pair(..)));
/// ```
#[must_use]
pub fn find(view: &str, reference: Date) -> Vec<Mention> {
    reader::Reader::new(view, reference).mentions()
}

/// The same of a view of which is known how it was written: "60M" is a man of 60, where "60m" may be a length.
#[must_use]
pub fn find_written(view: &View<'_>, reference: Date) -> Vec<Mention> {
    let tokens = Tokens::of(view);
    find_reusing(&mut Atoms::default(), view, &tokens, reference)
}

/// The same of a view whose tokens are known, with what was kept of another one.
pub(crate) fn find_reusing(
    atoms: &mut Atoms,
    view: &View<'_>,
    tokens: &Tokens,
    reference: Date,
) -> Vec<Mention> {
    let reader = reader::Reader::reusing(atoms, view, tokens, reference);
    let reader = reader.with_original(view);
    reader.read(atoms)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
