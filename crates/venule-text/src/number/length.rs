//! Lengths of time: "2 weeks", "3-4 d", "2/52", "a fortnight", "1 year 2 months", "over an hour".

use rust_decimal::Decimal;

use super::amount::Bound;
use super::lex::{Number, Sign};
use super::model::{Amount, Extent, Length, TimeUnit};
use super::reader::{Read, Reader};
use super::word::{W, Word};

/// What "about" takes on both sides of a length, in hundredths.
const ABOUT: i64 = 20;

/// Digits of the most hours that are counted with a letter apart from them.
const HOURS_DIGITS: usize = 2;

impl Reader<'_> {
    /// A length of time with its comparators.
    pub(super) fn length(&self, at: usize) -> Read<Length> {
        let (bound, core) = self
            .bound(at)
            .map_or((None, at), |(bound, next)| (Some(bound), next));
        let (mut length, mut next) = self.bare_length(core)?;
        while let Some((part, after)) = self.smaller_part(next, length.unit) {
            length = join(length, part);
            next = after;
        }
        let (behind, next) = self
            .bound_behind(next)
            .map_or((None, next), |(behind, next)| (Some(behind), next));
        let from = if bound == Some(Bound::About) {
            core
        } else {
            at
        };
        length.span = self.span(from, next);
        let bound = bound.or(behind);
        Some((bound.map_or(length, |bound| bounded(length, bound)), next))
    }

    fn bare_length(&self, at: usize) -> Read<Length> {
        if let Some(read) = self.shorthand(at) {
            return Some(read);
        }
        if let Some((unit, next)) = self.one_of(at) {
            return Some((self.of(Amount::exact(Decimal::ONE), unit, at, next), next));
        }
        let between = self.is(at, W::Between);
        let core = at + usize::from(between);
        let (first, next) = self.slash_fraction(core).map_or_else(
            || self.count(core),
            |(value, next)| Some((Amount::exact(value), next)),
        )?;
        let separator = |at: usize| {
            self.any(at, &[W::To, W::Or])
                || self.sign(at, Sign::Dash)
                || between && self.is(at, W::And)
        };
        // "3 days to 4 days", "3 to 4 days".
        if let Some((bound, after)) = self.bound_behind(next)
            && let Some((unit, after)) = self.time_unit(after)
        {
            return Some((bounded(self.of(first, unit, at, after), bound), after));
        }
        let (first_unit, next) = self
            .time_unit(next)
            .map_or((None, next), |(unit, next)| (Some(unit), next));
        if separator(next)
            && let Some((second, after)) = self.count(next + 1)
            && let Some((unit, after)) = self.time_unit(after)
            && first_unit.is_none_or(|first| first == unit)
            && let Some(amount) = first.to(second)
        {
            return Some((self.of(amount, unit, at, after), after));
        }
        (!between).then_some(())?;
        let unit = first_unit?;
        Some((self.of(first, unit, at, next), next))
    }

    fn of(&self, amount: Amount, unit: TimeUnit, from: usize, to: usize) -> Length {
        Length {
            low: amount.low.map(|low| unit.extent(low)),
            high: amount.high.map(|high| unit.extent(high)),
            said: unit.extent(amount.said),
            unit,
            about: amount.about,
            span: self.span(from, to),
        }
    }

    /// "a week", "another week", "all day", "full year", "fortnight".
    fn one_of(&self, at: usize) -> Read<TimeUnit> {
        let next = match self.word(at)? {
            Word::Time(TimeUnit::Fortnight) => return Some((TimeUnit::Fortnight, at + 1)),
            Word::Article => at + 1 + usize::from(self.word(at + 1) == Some(Word::Whole)),
            Word::Another | Word::Whole => at + 1,
            _ => return None,
        };
        // "a second opinion" and "another second" are told apart by nothing near; a bare second is no length.
        let spelled = self.raw(next).len() > 1;
        let (unit, after) = self
            .time_unit(next)
            .filter(|_| spelled && !self.glued(next))?;
        (unit != TimeUnit::Second).then_some((unit, after))
    }

    /// A unit of time behind a number, with a hyphen or without.
    pub(super) fn time_unit(&self, at: usize) -> Read<TimeUnit> {
        let dash = usize::from(self.sign(at, Sign::Dash) && self.glued(at) && self.glued(at + 1));
        let at = self.skip(at + dash, W::Business);
        let glued = self.glued(at);
        match self.word(at)? {
            // Letters that stand for other words too touch their number.
            Word::Time(TimeUnit::Week | TimeUnit::Second) if self.raw(at).len() == 1 && !glued => {
                None
            }
            // "1200 H": a value that is marked as high.
            Word::Time(TimeUnit::Hour)
                if self.raw(at) == "h"
                    && !glued
                    && at > 0
                    && self.raw(at - 1).len() > HOURS_DIGITS
                    && !self.is(at + 1, W::Ago) =>
            {
                None
            }
            Word::Time(TimeUnit::Second)
                if self.raw(at) == "s"
                    && at > 0
                    && self.number(at - 1).and_then(Number::year).is_some() =>
            {
                None
            }
            Word::Time(TimeUnit::Year)
                if self.raw(at) == "y" && !glued && !self.is(at + 1, W::Ago) =>
            {
                None
            }
            Word::Time(unit) => Some((unit, at + 1)),
            Word::Nth(2) if self.raw(at) == "second" => Some((TimeUnit::Second, at + 1)),
            Word::Unit(_) if self.raw(at) == "m" && self.any(at + 1, &[W::Ago, W::History]) => {
                Some((TimeUnit::Month, at + 1))
            }
            _ => None,
        }
    }

    /// A part in a smaller unit: "1 month, 21 days".
    fn smaller_part(&self, at: usize, unit: TimeUnit) -> Read<Length> {
        let next = self.skip(self.skip_sign(at, Sign::Comma), W::And);
        let (amount, after) = self.count(next)?;
        let value = amount.single()?;
        let (part, after) = self.time_unit(after)?;
        // What has its own "ago" is its own length.
        let smaller =
            part < unit && (next == at || !self.is(after, W::Ago) || self.sign(at, Sign::Comma));
        smaller.then(|| (self.of(Amount::exact(value), part, at, after), after))
    }

    /// `2/7`, `3-4/52`, `6/12`: so many days, weeks, months.
    fn shorthand(&self, at: usize) -> Read<Length> {
        let low = self.number(at).and_then(Number::whole)?;
        let ranged = self.sign(at + 1, Sign::Dash) && self.glued(at + 1) && self.glued(at + 2);
        let slash = if ranged { at + 3 } else { at + 1 };
        let high = self.number(slash.checked_sub(1)?).and_then(Number::whole)?;
        let lower = self
            .number(slash + 1)
            .filter(|lower| lower.whole().is_some())?;
        let close = self.sign(slash, Sign::Slash) && self.glued(slash) && self.glued(slash + 1);
        let (unit, most) = match self.raw(slash + 1) {
            "7" => (TimeUnit::Day, 28),
            "52" => (TimeUnit::Week, 52),
            "12" => (TimeUnit::Month, 36),
            _ => return None,
        };
        // A third part makes it a date.
        let next = slash + 2;
        let ends =
            !(self.glued(next) && (self.sign(next, Sign::Slash) || self.number(next).is_some()));
        let fits = close && ends && lower.digits < 3 && low > 0 && low <= high && high <= most;
        let amount = Amount {
            high: Some(high.into()),
            ..Amount::exact(low.into())
        };
        fits.then(|| (self.of(amount, unit, at, next), next))
    }
}

fn join(length: Length, part: Length) -> Length {
    let add = |one: Option<Extent>, other: Option<Extent>| Some(one?.plus(other?));
    Length {
        low: add(length.low, part.low),
        high: add(length.high, part.high),
        said: length.said.plus(part.said),
        unit: part.unit,
        about: length.about || part.about,
        span: length.span.join(part.span),
    }
}

pub(super) fn bounded(length: Length, bound: Bound) -> Length {
    let part = Decimal::new(ABOUT, 2);
    let scale = |extent: Extent, factor: Decimal| Extent {
        years: extent.years.saturating_mul(factor),
        months: extent.months.saturating_mul(factor),
        weeks: extent.weeks.saturating_mul(factor),
        days: extent.days.saturating_mul(factor),
        seconds: extent.seconds.saturating_mul(factor),
    };
    let days = length.unit.rounding();
    let shorter = |low: Extent| {
        let (scaled, rounded) = (scale(low, Decimal::ONE - part), low.plus_days(-days));
        if scaled.total_seconds() < rounded.total_seconds() {
            scaled
        } else {
            rounded
        }
    };
    let longer = |high: Extent| {
        let (scaled, rounded) = (scale(high, Decimal::ONE + part), high.plus_days(days));
        if scaled.total_seconds() > rounded.total_seconds() {
            scaled
        } else {
            rounded
        }
    };
    match bound {
        Bound::About => Length {
            low: length.low.map(shorter),
            high: length.high.map(longer),
            about: true,
            ..length
        },
        Bound::Nearly => Length {
            low: length.low.map(shorter),
            about: true,
            ..length
        },
        Bound::More | Bound::AtLeast => Length {
            high: None,
            ..length
        },
        Bound::Less | Bound::AtMost => Length {
            low: None,
            ..length
        },
        Bound::Exactly => length,
    }
}
