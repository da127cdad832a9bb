//! Dates as they are written: `2026-03-05`, `05/03/2026`, "5 March", "March 5th, 2026", "Feb 2025", "2019".

use jiff::civil::Date;

use super::calendar;
use super::lex::{Kind, Number, Sign};
use super::model::{Days, Doubt, Form};
use super::reader::{Read, Reader};
use super::word::{W, Word};

/// A date that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) days: Option<Days>,
    pub(super) other: Option<Days>,
    pub(super) form: Form,
    pub(super) doubt: Option<Doubt>,
    /// Whether it is a date without a preposition as well.
    pub(super) sure: bool,
    /// Whether it lies ahead by its words.
    pub(super) ahead: bool,
}

/// Which of day and month stands first in a date of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// A missed day of this year counts as one to come if it is no more than so many days ahead.
const SOON: i64 = 60;

impl Dated {
    pub(super) fn of(days: Option<Days>, form: Form) -> Self {
        Self {
            days,
            other: None,
            form,
            doubt: None,
            sure: true,
            ahead: false,
        }
    }

    pub(super) fn weak(self) -> Self {
        Self {
            sure: false,
            ..self
        }
    }
}

impl Reader<'_> {
    /// A date without preposition.
    pub(super) fn written_date(&self, at: usize) -> Read<Dated> {
        self.year_first(at)
            .or_else(|| self.numbers(at))
            .or_else(|| self.dotted(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year_only(at))
    }

    /// A day with or without its year; without one, the last such day up to the reference date.
    pub(super) fn day(&self, year: Option<i16>, month: i8, day: i8, sure: bool) -> Dated {
        let form = Form::Day {
            year,
            month: Some(month),
            day,
        };
        let Some(year) = year else {
            return Dated {
                sure,
                ..self.day_without_year(month, day, form)
            };
        };
        let days = Date::new(year, month, day).ok().map(Days::one);
        let doubt = days.is_none().then_some(Doubt::NoSuchDay);
        Dated {
            doubt,
            sure,
            ..Dated::of(days, form)
        }
    }

    fn day_without_year(&self, month: i8, day: i8, form: Form) -> Dated {
        let reference = self.reference;
        let in_year = |back: i16| Date::new(reference.year().checked_sub(back)?, month, day).ok();
        // A leap day may be eight years off.
        let past = (0..=8).filter_map(in_year).find(|date| *date <= reference);
        let coming = (-1..=0)
            .rev()
            .filter_map(in_year)
            .find(|date| *date > reference);
        let soon = coming
            .filter(|date| calendar::shift(reference, SOON).is_some_and(|limit| *date <= limit));
        let Some(past) = past else {
            return Dated {
                doubt: Some(Doubt::NoSuchDay),
                ..Dated::of(None, form)
            };
        };
        let far = calendar::shift(past, 365 - SOON).is_some_and(|limit| limit < reference);
        let other = soon.filter(|_| far).map(Days::one);
        Dated {
            other,
            doubt: other.map(|_| Doubt::Ambiguous),
            ..Dated::of(Some(Days::one(past)), form)
        }
    }

    /// `-`, `/` or `.` between the parts of a date; with blanks on both sides or none.
    fn separator(&self, at: usize) -> Option<Kind> {
        let kind = self.kind(at)?;
        matches!(kind, Kind::Sign(Sign::Dash | Sign::Slash | Sign::Dot)).then_some(kind)
    }

    /// `2026-03-05`, `2026/mar/05`, `2026-03`, "2026 june", "2026, nov".
    fn year_first(&self, at: usize) -> Read<Dated> {
        let year = self.number(at)?.year()?;
        if let Some(Word::Month(month)) = self.word(self.skip_sign(at + 1, Sign::Comma)) {
            let next = self.skip_sign(at + 1, Sign::Comma) + 1;
            return Some((self.month_of(Some(year), month, true), next));
        }
        let first = self.separator(at + 1)?;
        let month = match self.kind(at + 2)? {
            Kind::Number(number) => number
                .whole()
                .filter(|month| (1..=12).contains(month) && number.digits < 3)?,
            Kind::Word(Word::Month(month)) => u64::try_from(month).ok()?,
            _ => return None,
        };
        let month = i8::try_from(month).ok()?;
        if self.separator(at + 3) == Some(first)
            && self.glued(at + 4)
            && let Some(day) = self.number(at + 4).and_then(day_number)
        {
            return Some((self.day(Some(year), month, day, true), at + 5));
        }
        (first != Kind::Sign(Sign::Dot)).then(|| (self.month_of(Some(year), month, true), at + 3))
    }

    /// `05/03/2026`, `5-3-26`, `4/22`, `11/2026`, `5-mar-2026`, `oct/2`.
    fn numbers(&self, at: usize) -> Read<Dated> {
        let first = self.number(at)?;
        let separator = self.separator(at + 1)?;
        let slash = separator == Kind::Sign(Sign::Slash);
        if let Some(year) = self.number(at + 2).and_then(Number::year) {
            let month = i8::try_from(first.whole()?)
                .ok()
                .filter(|month| (1..=12).contains(month))?;
            return Some((self.month_of(Some(year), month, true), at + 3));
        }
        if !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        if let Some(Word::Month(month)) = self.word(at + 2) {
            let day = day_number(first)?;
            let third = self.separator(at + 3) == Some(separator) && self.glued(at + 4);
            let year = third
                .then(|| self.number(at + 4).and_then(|year| self.any_year(year)))
                .flatten();
            let next = if year.is_some() { at + 5 } else { at + 3 };
            return Some((self.day(year, month, day, true), next));
        }
        let second = self.number(at + 2)?;
        let third =
            self.separator(at + 3) == Some(separator) && self.glued(at + 3) && self.glued(at + 4);
        let year = third
            .then(|| self.number(at + 4).and_then(|year| self.any_year(year)))
            .flatten();
        if third && year.is_none() {
            return None;
        }
        let (one, two) = (day_number(first)?, day_number(second)?);
        // Without a year a pair is a score or a ratio as often as a date; no score is higher than what it is out of.
        let scored = one <= 12 || matches!(two, 7 | 12);
        let sure = year.is_some() || slash && (one > 12 || two > 12) && (two > 10 || !scored);
        let next = if year.is_some() { at + 5 } else { at + 3 };
        let dated = match self.either_order(year, one, two) {
            Some(dated) => Dated { sure, ..dated },
            None if year.is_some() => {
                let form = Form::Day {
                    year,
                    month: None,
                    day: one,
                };
                Dated {
                    doubt: Some(Doubt::NoSuchDay),
                    ..Dated::of(None, form)
                }
            }
            None => return None,
        };
        Some((dated, next))
    }

    /// `05.03.2026`, `5.3.26`: the lexer took the first two parts for a decimal.
    fn dotted(&self, at: usize) -> Read<Dated> {
        self.number(at)
            .filter(|number| matches!(number.scale, 1 | 2))?;
        let year = self
            .number(at + 2)
            .filter(|_| self.sign(at + 1, Sign::Dot) && self.glued(at + 1) && self.glued(at + 2))?;
        let (day, month) = self.raw(at).split_once('.')?;
        let part = |text: &str| {
            text.parse::<i8>()
                .ok()
                .filter(|part| (1..=31).contains(part))
        };
        let year = self.any_year(year)?;
        Some((self.day(Some(year), part(month)?, part(day)?, true), at + 3))
    }

    /// Two numbers of a date, by the order that the text settles elsewhere; both readings where it does not.
    fn either_order(&self, year: Option<i16>, one: i8, two: i8) -> Option<Dated> {
        let day_first = || self.day(year, two, one, true);
        let month_first = || self.day(year, one, two, true);
        Some(match (one > 12, two > 12) {
            (true, true) => return None,
            (true, false) => day_first(),
            (false, true) => month_first(),
            (false, false) if one == two => day_first(),
            (false, false) => match self.order() {
                Some(Order::DayFirst) => day_first(),
                Some(Order::MonthFirst) => month_first(),
                None => Dated {
                    other: day_first().days,
                    doubt: Some(Doubt::Ambiguous),
                    ..month_first()
                },
            },
        })
    }

    /// The order of day and month that a date with a day above 12 shows; nothing if there is none or they disagree.
    fn order(&self) -> Option<Order> {
        *self.order.get_or_init(|| {
            let mut found = None;
            for at in 0..self.atoms.len() {
                let parts = || {
                    let glued = (1..5).all(|ahead| self.glued(at + ahead));
                    let same = self.separator(at + 1)? == self.separator(at + 3)? && glued;
                    self.any_year(self.number(at + 4)?).filter(|_| same)?;
                    let (one, two) = (
                        day_number(self.number(at)?)?,
                        day_number(self.number(at + 2)?)?,
                    );
                    match (one > 12, two > 12) {
                        (true, false) => Some(Order::DayFirst),
                        (false, true) => Some(Order::MonthFirst),
                        _ => None,
                    }
                };
                if let Some(order) = parts() {
                    if found.is_some_and(|found| found != order) {
                        return None;
                    }
                    found = Some(order);
                }
            }
            found
        })
    }

    /// "the 70s", "in the 1970s".
    fn decade(&self, at: usize) -> Read<Dated> {
        let the = self.is(at, W::The);
        let at = self.skip(at, W::The);
        let number = self.number(at).filter(|number| number.mantissa % 10 == 0)?;
        let year = match number.year() {
            Some(year) => year,
            None => self.any_year(number).filter(|_| the)?,
        };
        let quote = self.skip_sign(at + 1, Sign::Quote);
        let last = calendar::year(year.checked_add(9)?)?;
        let days = Days {
            latest: last.latest,
            ..calendar::year(year)?
        };
        let plural = self.glued(quote) && self.raw(quote) == "s";
        plural.then_some((Dated::of(Some(days), Form::Stretch), quote + 1))
    }

    /// A year of four digits, or of two: within twenty years ahead, otherwise of the century before.
    fn any_year(&self, number: Number) -> Option<i16> {
        if let Some(year) = number.year() {
            return Some(year);
        }
        let short = number.whole().filter(|_| number.digits == 2)?;
        let reference = self.reference.year();
        let year = reference
            .checked_sub(reference % 100)?
            .checked_add(i16::try_from(short).ok()?)?;
        Some(if year > reference + 20 {
            year - 100
        } else {
            year
        })
    }

    /// "5 march", "5th of march 2026", "twenty second of june", behind a weekday or not.
    fn day_month(&self, at: usize) -> Read<Dated> {
        let at = self.behind_weekday(at).unwrap_or(at);
        let at = self.skip(at, W::The);
        let (day, next) = self.day_of_month(at)?;
        let next = self.skip_sign(self.skip(next, W::Of), Sign::Dot);
        let Some(Word::Month(month)) = self.word(next) else {
            return None;
        };
        let (year, next) = self.year_behind(next + 1);
        Some((self.day(year, month, day, true), next))
    }

    /// "march 5", "october. 2", "march 5th, 2026", "march 2026", "march".
    fn month_day(&self, at: usize) -> Read<Dated> {
        let at = self.behind_weekday(at).unwrap_or(at);
        let Some(Word::Month(month)) = self.word(at) else {
            return None;
        };
        let next = self.skip_sign(self.skip_sign(at + 1, Sign::Dot), Sign::Slash);
        let next = self.skip(next, W::The);
        if let Some((day, after)) = self
            .day_of_month(next)
            .filter(|(_, after)| self.day_ends(next, *after))
        {
            let (year, after) = self.year_behind(after);
            // "may two" is a verb.
            let verb = self.raw(at) == "may" && year.is_none() && self.number(next).is_none();
            return Some((self.day(year, month, day, !verb), after));
        }
        if let Some((dated, after)) = self
            .placed(at + 1)
            .filter(|(dated, _)| dated.form == Form::Year)
        {
            let year = dated.days?.earliest?.year();
            return Some((self.month_of(Some(year), month, true), after));
        }
        let (year, after) = self.year_behind(at + 1);
        // "dec", "mar", "may" and "march" are other words as well.
        let name = !matches!(self.raw(at), "may" | "march" | "mar" | "dec");
        Some((self.month_of(year, month, name || year.is_some()), after))
    }

    /// Whether a number behind a month is its day: no unit behind it.
    fn day_ends(&self, at: usize, after: usize) -> bool {
        let part = |sign| self.sign(after, sign) && self.glued(after) && self.glued(after + 1);
        let number_goes_on =
            part(Sign::Slash) && self.number(at).is_some() || self.sign(after, Sign::Percent);
        let unit = matches!(self.word(after), Some(Word::Time(_) | Word::Unit(_)));
        !unit && !number_goes_on
    }

    fn behind_weekday(&self, at: usize) -> Option<usize> {
        let Some(Word::Weekday(_)) = self.word(at) else {
            return None;
        };
        let next = self.skip_sign(self.skip_sign(at + 1, Sign::Dot), Sign::Comma);
        Some(next)
    }

    /// A day of a month: `5`, `5th`, "fifth", "twenty second", "twenty two".
    pub(super) fn day_of_month(&self, at: usize) -> Read<i8> {
        if let Some(number) = self.number(at) {
            let day = Number {
                ordinal: false,
                ..number
            };
            return Some((day_number(day)?, at + 1));
        }
        let small = |word: Option<Word>| match word {
            Some(Word::Nth(nth)) if nth <= 31 => i8::try_from(nth).ok(),
            Some(Word::Ones(n)) if n > 0 => i8::try_from(n).ok(),
            _ => None,
        };
        match self.word(at)? {
            Word::Tens(tens @ (20 | 30)) => {
                let tens = i8::try_from(tens).ok()?;
                match small(self.word(at + 1)).filter(|ones| *ones < 10) {
                    Some(ones) if tens + ones <= 31 => Some((tens + ones, at + 2)),
                    _ => Some((tens, at + 1)),
                }
            }
            word => small(Some(word)).map(|day| (day, at + 1)),
        }
    }

    /// A year behind a month or a day: `2026`, `, 2026`, `'26`, "of 1999", "two thousand and eighteen".
    pub(super) fn year_behind(&self, at: usize) -> (Option<i16>, usize) {
        let next = self.skip_sign(self.skip_sign(at, Sign::Dot), Sign::Comma);
        let next = self.skip(next, W::Of);
        if self.sign(next, Sign::Quote)
            && let Some(year) = self.number(next + 1).and_then(|year| self.any_year(year))
        {
            return (Some(year), next + 2);
        }
        if let Some(year) = self.number(next).and_then(Number::year) {
            return (Some(year), next + 1);
        }
        match self.year_words(next) {
            Some((year, after)) => (Some(year), after),
            None => (None, at),
        }
    }

    /// "two thousand and eighteen", "nineteen ninety nine".
    pub(super) fn year_words(&self, at: usize) -> Read<i16> {
        let century = match self.word(at)? {
            Word::Ones(n @ 15..) => Some(i16::from(n)),
            Word::Tens(20) => Some(20),
            _ => None,
        };
        let whole = |value: rust_decimal::Decimal| i16::try_from(value).ok();
        if let Some(century) = century
            && matches!(self.word(at + 1), Some(Word::Tens(_) | Word::Ones(10..)))
        {
            let (rest, next) = self.spelled(at + 1)?;
            let rest = whole(rest).filter(|rest| (10..100).contains(rest))?;
            return Some((century * 100 + rest, next));
        }
        let (value, next) = self.spelled(at)?;
        let year = whole(value).filter(|year| (1_500..=2_100).contains(year))?;
        Some((year, next))
    }

    pub(super) fn month_of(&self, year: Option<i16>, month: i8, sure: bool) -> Dated {
        let form = Form::Month { year, month };
        let reference = self.reference;
        let year = year.unwrap_or_else(|| {
            let this = reference.month() >= month;
            if this {
                reference.year()
            } else {
                reference.year() - 1
            }
        });
        Dated {
            sure,
            ..Dated::of(calendar::month(year, month), form)
        }
    }

    fn year_only(&self, at: usize) -> Read<Dated> {
        let (year, next) = match self.number(at) {
            Some(number) => (number.year()?, at + 1),
            None => self.year_words(at)?,
        };
        Some((Dated::of(calendar::year(year), Form::Year).weak(), next))
    }
}

/// A day of a month.
fn day_number(number: Number) -> Option<i8> {
    let day = number.whole().filter(|_| number.digits <= 2)?;
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
}
