//! What numbers and times in a text are: plain data.

use jiff::civil::Date;
use rust_decimal::Decimal;
use venule_logic::Quantity;

use super::unit::Measure;
use crate::span::Span;

/// A number or a time, and where it stands in the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// All of its words, comparator and preposition included.
    pub span: Span,
    /// The number with its unit, or the date: the span without comparator and preposition.
    pub core: Span,
    /// What it is.
    pub figure: Figure,
    /// Why it is not to be taken at its word.
    pub doubt: Option<Doubt>,
}

/// Why a reader has to confirm a mention. The value is what the words say, never a corrected one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// No such value is likely: an age of 450, a temperature of 98 degrees Celsius.
    Implausible,
    /// It can be read in two ways; the other reading is kept where it is of the same kind.
    Ambiguous,
    /// There is no such day in the calendar: 30 February.
    NoSuchDay,
    /// The unit goes on with a part that is not known: `5 mg/qx`.
    Unit,
}

/// What a mention is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A number without a unit.
    Number(Amount),
    /// A place in an order: third, 10th.
    Ordinal(u32),
    /// A number with a unit.
    Quantity(Amount, Measure),
    /// Two values set against each other: `38 v 34 cm`.
    Pair(Amount, Amount, Option<Measure>),
    /// Two numbers with a slash that are no shorthand for a time: `78/40`, `3/10`.
    Slash(Decimal, Decimal),
    /// The values that a laboratory calls normal, or its cut-off: `(ref <500)`.
    Reference(Amount, Option<Measure>),
    /// How old somebody is, and the sex that stands with it.
    Age(Age),
    /// How long something is or was, without a word on when.
    Duration(Length),
    /// A point or stretch of time.
    Time(Moment),
    /// A time of day, in minutes after midnight.
    Clock(u16),
}

/// A number, or what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The least it can be; nothing for `<5`.
    pub low: Option<Decimal>,
    /// The most it can be; nothing for `>5`.
    pub high: Option<Decimal>,
    /// Whether an end is itself left out, as by `<` and `>`.
    pub open: bool,
    /// The number as it was said; the first of a range; for a vague word the one that it most often stands for.
    pub said: Decimal,
    /// Whether the words leave room: "about", "a few".
    pub about: bool,
}

impl Amount {
    /// Exactly this number.
    #[must_use]
    pub fn exact(said: Decimal) -> Self {
        Self {
            low: Some(said),
            high: Some(said),
            open: false,
            said,
            about: false,
        }
    }

    /// The one number it is, if it is one.
    #[must_use]
    pub fn single(self) -> Option<Decimal> {
        (self.low == Some(self.said) && self.high == self.low).then_some(self.said)
    }

    /// The number as it was said, as a quantity in the unit of the vocabulary, if it has one.
    #[must_use]
    pub fn quantity(self, measure: Measure) -> Option<Quantity> {
        measure.quantity(self.said)
    }
}

/// How old somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Age {
    /// The number.
    pub amount: Amount,
    /// Years, except for infants.
    pub unit: TimeUnit,
    /// Sex, if it stands with the age.
    pub sex: Option<Sex>,
    /// Whether it is the age at some other time, or of somebody or something else: "at the age of 50", "clot 9 days old".
    pub then: bool,
}

/// Sex as it stands with an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// f, woman, lady, girl.
    Female,
    /// m, man, gentleman, boy.
    Male,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Fourteen days.
    Fortnight,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
    /// Ten years.
    Decade,
}

/// A length of time in the parts of the calendar that have no common measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Years, with their fraction.
    pub years: Decimal,
    /// Months, with their fraction.
    pub months: Decimal,
    /// Weeks.
    pub weeks: Decimal,
    /// Days.
    pub days: Decimal,
    /// Seconds beyond them.
    pub seconds: Decimal,
}

/// How long, as far as the words settle it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// At least this; nothing for "up to 3 days".
    pub low: Option<Extent>,
    /// At most this; nothing for "over 3 days".
    pub high: Option<Extent>,
    /// As it was said.
    pub said: Extent,
    /// The smallest unit that was named: how finely the speaker counts.
    pub unit: TimeUnit,
    /// Whether the words leave room: "about", "a few".
    pub about: bool,
    /// Where the length itself stands, without "about".
    pub span: Span,
}

/// Days of the calendar, both ends included. An end that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day it can be.
    pub earliest: Option<Date>,
    /// The last day it can be.
    pub latest: Option<Date>,
}

impl Days {
    /// This day.
    #[must_use]
    pub fn one(date: Date) -> Self {
        Self::between(date, date)
    }

    /// From one day to another, in whichever order they are given.
    #[must_use]
    pub fn between(one: Date, other: Date) -> Self {
        Self {
            earliest: Some(one.min(other)),
            latest: Some(one.max(other)),
        }
    }

    /// The one day it is, if it is one.
    #[must_use]
    pub fn single(self) -> Option<Date> {
        self.earliest
            .filter(|date| self.latest.as_ref() == Some(date))
    }
}

/// A point or stretch of time, and how it relates to what is said with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// How it relates.
    pub relation: Relation,
    /// The days the words say, counted from the reference date; nothing where they cannot be counted.
    pub days: Option<Days>,
    /// The days that remain possible when the speaker may have rounded; see the table of the module.
    pub loose: Option<Days>,
    /// The days by the second reading of an ambiguous date.
    pub other: Option<Days>,
    /// The length of time it was said with.
    pub length: Option<Length>,
    /// The words of what it is counted from, for [`Relation::After`] and [`Relation::Before`].
    pub anchor: Option<Span>,
    /// How it was written.
    pub form: Form,
}

/// How a time relates to what is said with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// On one of these days: "5 March", "last week".
    On,
    /// From one of these days on until now: "since Monday".
    Since,
    /// Until one of these days.
    Until,
    /// So long before now: "2 weeks ago".
    Ago,
    /// So long, up to now as a rule: "x2d", "for 3 days", "3 day history"; the days are those of its beginning.
    For,
    /// So long up to now without doubt: "for the past 3 days"; the days are those of its beginning.
    Past,
    /// At some time within the days up to now: "in the last 2 weeks".
    Within,
    /// So long from now, or a day to come: "in 2 weeks", "tomorrow".
    Ahead,
    /// So long after something else: "10 days after ...", "day 5".
    After,
    /// So long before something else.
    Before,
    /// From one day to another.
    Span,
}

/// How a time was written, as far as a calendar needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A day, of which the year or the month may have been left out.
    Day {
        /// Year, if written.
        year: Option<i16>,
        /// Month, if written.
        month: Option<i8>,
        /// Day of the month.
        day: i8,
    },
    /// A day of the week without a week.
    Weekday(i8),
    /// A day counted from the reference date.
    Counted,
    /// A month.
    Month {
        /// Year, if written.
        year: Option<i16>,
        /// Month.
        month: i8,
    },
    /// A week.
    Week,
    /// A Saturday with its Sunday.
    Weekend,
    /// A year.
    Year,
    /// Any other stretch.
    Stretch,
}
