//! Lengths of time as days of the calendar.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::model::{Days, Extent, Length, TimeUnit};

const DAY: i64 = 86_400;

impl TimeUnit {
    /// So many of it.
    pub(super) fn extent(self, count: Decimal) -> Extent {
        let times = |factor: i64| count.saturating_mul(Decimal::from(factor));
        let seconds = |factor| Extent {
            seconds: times(factor),
            ..Extent::default()
        };
        match self {
            Self::Second => seconds(1),
            Self::Minute => seconds(60),
            Self::Hour => seconds(3_600),
            Self::Day => Extent {
                days: count,
                ..Extent::default()
            },
            Self::Week => Extent {
                weeks: count,
                ..Extent::default()
            },
            Self::Fortnight => Extent {
                weeks: times(2),
                ..Extent::default()
            },
            Self::Month => Extent {
                months: count,
                ..Extent::default()
            },
            Self::Year => Extent {
                years: count,
                ..Extent::default()
            },
            Self::Decade => Extent {
                years: times(10),
                ..Extent::default()
            },
        }
    }

    /// By how many days somebody who counts in this unit may have rounded.
    pub(super) fn rounding(self) -> i64 {
        match self {
            Self::Second | Self::Minute | Self::Hour | Self::Day => 0,
            Self::Week | Self::Fortnight => 3,
            Self::Month => 15,
            Self::Year => 183,
            Self::Decade => 1_826,
        }
    }
}

impl Extent {
    /// In seconds, with months of 30 days and years of 365.
    #[must_use]
    pub fn total_seconds(self) -> Decimal {
        let days = |count: Decimal, days: i64| count.saturating_mul(Decimal::from(days * DAY));
        days(self.years, 365)
            .saturating_add(days(self.months, 30))
            .saturating_add(days(self.weeks, 7))
            .saturating_add(days(self.days, 1))
            .saturating_add(self.seconds)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            years: self.years.saturating_add(other.years),
            months: self.months.saturating_add(other.months),
            weeks: self.weeks.saturating_add(other.weeks),
            days: self.days.saturating_add(other.days),
            seconds: self.seconds.saturating_add(other.seconds),
        }
    }

    /// More or less by some days.
    pub(super) fn plus_days(self, days: i64) -> Self {
        self.plus(TimeUnit::Day.extent(Decimal::from(days)))
    }

    /// The date so long before (or, turned, after) another; parts of a day are rounded up or down.
    pub(super) fn before(self, date: Date, up: bool, turned: bool) -> Option<Date> {
        let months = self
            .years
            .checked_mul(Decimal::from(12))?
            .checked_add(self.months)?;
        let whole = months.floor();
        let rest = months.checked_sub(whole)?.checked_mul(Decimal::from(30))?;
        let weeks = self.weeks.checked_mul(Decimal::from(7))?;
        let days = self
            .seconds
            .checked_div(Decimal::from(DAY))?
            .checked_add(rest)?;
        let days = days.checked_add(weeks)?.checked_add(self.days)?;
        let days = if up { days.ceil() } else { days.floor() }.to_i64()?;
        let sign = if turned { -1 } else { 1 };
        let months = jiff::Span::new()
            .try_months(whole.to_i64()?.checked_mul(sign)?)
            .ok()?;
        let days = jiff::Span::new().try_days(days.checked_mul(sign)?).ok()?;
        date.checked_sub(months).ok()?.checked_sub(days).ok()
    }
}

impl Length {
    /// The least and the most days it can be; a month is 30 to 31 days, a year 365 to 366.
    #[must_use]
    pub fn days(self) -> (Option<i64>, Option<i64>) {
        let low = self.low.map(Extent::total_seconds);
        let high = self.high.map(|high| {
            let spare = high.months.saturating_add(high.years).ceil();
            high.total_seconds()
                .saturating_add(spare.saturating_mul(Decimal::from(DAY)))
        });
        let days = |seconds: Decimal| seconds.checked_div(Decimal::from(DAY));
        (
            low.and_then(days).and_then(|days| days.floor().to_i64()),
            high.and_then(days).and_then(|days| days.ceil().to_i64()),
        )
    }

    /// The exact number of seconds that was said, with months of 30 days and years of 365.
    #[must_use]
    pub fn seconds(self) -> Decimal {
        self.said.total_seconds().normalize()
    }

    /// The day so long before a date, by the number that was said.
    #[must_use]
    pub fn before(self, date: Date) -> Option<Date> {
        self.said.before(date, false, false)
    }

    /// The days so long before the reference date.
    pub(crate) fn back(self, reference: Date) -> Days {
        Days {
            earliest: self
                .high
                .and_then(|high| high.before(reference, true, false)),
            latest: self
                .low
                .map_or(Some(reference), |low| low.before(reference, false, false)),
        }
    }

    /// The days so long after the reference date.
    pub(super) fn ahead(self, reference: Date) -> Days {
        Days {
            earliest: self
                .low
                .map_or(Some(reference), |low| low.before(reference, false, true)),
            latest: self
                .high
                .and_then(|high| high.before(reference, true, true)),
        }
    }

    /// The length when the speaker may have rounded to the unit that was named. Ends that already leave room stay.
    pub(super) fn loose(self) -> Self {
        let days = self.unit.rounding();
        let widen = |end: Option<Extent>, days: i64| {
            end.map(|end| if self.about { end } else { end.plus_days(days) })
        };
        Self {
            low: widen(self.low, -days),
            high: widen(self.high, days),
            ..self
        }
    }
}

/// The Monday of the week that a date lies in.
pub(super) fn monday(date: Date) -> Option<Date> {
    let behind = i64::from(date.weekday().to_monday_zero_offset());
    shift(date, -behind)
}

/// So many days later.
pub(super) fn shift(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

/// So many months later, on the first.
pub(super) fn first_of_month(date: Date, months: i64) -> Option<Date> {
    let first = date.first_of_month();
    first
        .checked_add(jiff::Span::new().try_months(months).ok()?)
        .ok()
}

/// The days from a first one up to before another.
pub(super) fn until(first: Date, next: Date) -> Option<Days> {
    Some(Days::between(first, shift(next, -1)?))
}

/// A month.
pub(super) fn month(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Days::between(first, first.last_of_month()))
}

/// A year.
pub(super) fn year(year: i16) -> Option<Days> {
    let first = Date::new(year, 1, 1).ok()?;
    Some(Days::between(first, first.last_of_year()))
}
