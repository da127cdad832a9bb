//! Days and stretches that are told from the reference date: "yesterday", "last Monday", "this week", "the 15th".

use jiff::civil::Date;

use super::calendar::{first_of_month, monday, month, shift, until, year};
use super::date::Dated;
use super::lex::{Kind as Atom, Sign};
use super::model::{Days, Doubt, Form, TimeUnit};
use super::reader::{Read, Reader};
use super::word::{W, Word};

impl Reader<'_> {
    /// A date of any kind without preposition.
    pub(super) fn date(&self, at: usize) -> Read<Dated> {
        if !self.may_be_date(at) {
            return None;
        }
        self.near_day(at)
            .or_else(|| self.part_of_stretch(at))
            .or_else(|| self.nth_week(at))
            .or_else(|| self.nth_weekday(at))
            .or_else(|| self.season(at))
            .or_else(|| self.placed(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.written_date(at))
            .or_else(|| self.day_only(at))
    }

    /// Whether a date without preposition begins with an atom at all: with most words of the grammar none does.
    pub(super) fn may_be_date(&self, at: usize) -> bool {
        let at = self.skip(at, W::The);
        match self.kind(at) {
            Some(Atom::Number(_)) => true,
            Some(Atom::Word(word)) => match word {
                Word::Ones(_) | Word::Tens(_) | Word::Nth(_) | Word::Half | Word::Quarter => true,
                Word::Month(_) | Word::Weekday(_) | Word::Time(TimeUnit::Day) => true,
                // "A thousand five hundred".
                Word::Article => matches!(
                    self.word(at + 1),
                    Some(Word::Hundred | Word::Scale(_) | Word::Dozen | Word::Half | Word::Quarter)
                ),
                Word::Is(word) => matches!(
                    word,
                    W::Today
                        | W::Tonight
                        | W::Yesterday
                        | W::Tomorrow
                        | W::Last
                        | W::This
                        | W::Current
                        | W::Next
                        | W::Early
                        | W::Mid
                        | W::Late
                        | W::Earlier
                        | W::Later
                        | W::Season
                        | W::Weekend
                ),
                _ => false,
            },
            _ => false,
        }
    }

    /// A day that is plain from the reference date.
    pub(super) fn counted_from(&self, at: usize) -> Read<Date> {
        if self.is(at, W::Now) {
            return Some((self.reference, at + 1));
        }
        let (dated, next) = self.near_day(at)?;
        Some((dated.days?.single()?, next))
    }

    /// "today", "yesterday", "this morning", "last night", "the day before yesterday".
    fn near_day(&self, at: usize) -> Read<Dated> {
        let at = self.skip(at, W::The);
        let day = |days: i64, next: usize| {
            let date = shift(self.reference, days)?;
            let dated = Dated {
                ahead: days > 0,
                ..Dated::of(Some(Days::one(date)), Form::Counted)
            };
            Some((dated, next))
        };
        match self.word(at)? {
            Word::Is(W::Today | W::Tonight) => day(0, at + 1),
            Word::Is(W::Yesterday) => day(
                -1,
                at + 1 + usize::from(self.any(at + 1, &[W::Morning, W::Night])),
            ),
            Word::Is(W::Tomorrow) => day(1, at + 1 + usize::from(self.is(at + 1, W::Morning))),
            Word::Is(W::This) if self.any(at + 1, &[W::Morning, W::Am, W::Pm]) => day(0, at + 2),
            Word::Is(W::Last) if self.is(at + 1, W::Night) => day(-1, at + 2),
            Word::Is(W::Last) if self.raw(at + 1) == "day" => day(-1, at + 2),
            Word::Time(TimeUnit::Day)
                if self.is(at + 1, W::Before) && self.is(at + 2, W::Yesterday) =>
            {
                day(-2, at + 3)
            }
            Word::Time(TimeUnit::Day)
                if self.is(at + 1, W::After) && self.is(at + 2, W::Tomorrow) =>
            {
                day(2, at + 3)
            }
            _ => None,
        }
    }

    /// "last week", "this month", "next Friday", "last March", "last weekend".
    pub(super) fn placed(&self, at: usize) -> Read<Dated> {
        let at = self.skip(at, W::The);
        let (offset, said) = match self.word(at)? {
            Word::Is(W::Last) => (-1, W::Last),
            Word::Is(W::This | W::Current) => (0, W::This),
            Word::Is(W::Next) => (1, W::Next),
            _ => return None,
        };
        let ahead = offset > 0;
        let of = |days: Option<Days>, form: Form| Dated {
            ahead,
            ..Dated::of(days, form)
        };
        let next = at + 2;
        Some(match self.word(at + 1)? {
            Word::Time(unit @ (TimeUnit::Week | TimeUnit::Month | TimeUnit::Year))
                if self.raw(at + 1).len() > 3
                    || matches!(self.raw(at + 1), "wk" | "mth" | "yr") =>
            {
                if let Some((weekday, after)) = self.weekday_of_week(next, unit) {
                    let days = self.in_week(offset, weekday).map(Days::one);
                    return Some((of(days, Form::Counted), after));
                }
                let (days, form) = self.unit_stretch(unit, offset)?;
                (of(Some(days), form), next)
            }
            Word::Is(W::Weekend) => {
                let saturday = self.in_week(offset, 6)?;
                (
                    of(
                        Some(Days::between(saturday, shift(saturday, 1)?)),
                        Form::Weekend,
                    ),
                    next,
                )
            }
            Word::Weekday(weekday) => (self.placed_weekday(said, offset, weekday)?, next),
            Word::Month(number) => {
                let now = self.reference.year();
                let passed = number <= self.reference.month();
                let in_year = match said {
                    W::Last if number < self.reference.month() => now,
                    W::Last => now - 1,
                    W::Next if passed => now + 1,
                    _ => now,
                };
                (
                    of(
                        month(in_year, number),
                        Form::Month {
                            year: Some(in_year),
                            month: number,
                        },
                    ),
                    next,
                )
            }
            _ => return None,
        })
    }

    /// "friday", "on friday" behind "last week".
    fn weekday_of_week(&self, at: usize, unit: TimeUnit) -> Read<i64> {
        let at = self.skip(at, W::On);
        match self.word(at)? {
            Word::Weekday(day) if unit == TimeUnit::Week && self.raw(at).len() > 3 => {
                Some((i64::from(day), at + 1))
            }
            _ => None,
        }
    }

    /// The weekday, 1 to 7, of the week so many weeks from that of the reference date.
    fn in_week(&self, weeks: i64, weekday: i64) -> Option<Date> {
        shift(monday(self.reference)?, 7 * weeks + weekday - 1)
    }

    /// "last Monday" is the one of the week before, or the last one that there was: where they differ, both.
    fn placed_weekday(&self, said: W, offset: i64, weekday: i8) -> Option<Dated> {
        let day = self.in_week(offset, i64::from(weekday))?;
        let dated = Dated {
            ahead: day > self.reference,
            ..Dated::of(Some(Days::one(day)), Form::Counted)
        };
        let nearest = match said {
            W::Last => self.last_weekday(weekday, 1)?,
            W::Next => shift(self.last_weekday(weekday, 0)?, 7)?,
            _ => day,
        };
        let other = (nearest != day).then(|| Days::one(nearest));
        Some(Dated {
            other,
            doubt: other.map(|_| Doubt::Ambiguous),
            ..dated
        })
    }

    /// The last such weekday at least so many days ago.
    fn last_weekday(&self, weekday: i8, at_least: i64) -> Option<Date> {
        let from = shift(self.reference, -at_least)?;
        let behind = i64::from((from.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        shift(from, -behind)
    }

    /// "friday", "friday last week", "friday the 15th".
    fn weekday(&self, at: usize) -> Read<Dated> {
        let Word::Weekday(weekday) = self.word(at)? else {
            return None;
        };
        let offset = match self.word(at + 1) {
            Some(Word::Is(W::Last)) => Some(-1),
            Some(Word::Is(W::This)) => Some(0),
            Some(Word::Is(W::Next)) => Some(1),
            _ => None,
        };
        if let Some(offset) = offset.filter(|_| matches!(self.raw(at + 2), "week" | "wk")) {
            let days = self.in_week(offset, i64::from(weekday)).map(Days::one);
            return Some((
                Dated {
                    ahead: offset > 0,
                    ..Dated::of(days, Form::Counted)
                },
                at + 3,
            ));
        }
        if self.is(at + 1, W::The)
            && let Some((day, next)) = self.day_of_month(at + 2)
            && !matches!(self.word(self.skip(next, W::Of)), Some(Word::Month(_)))
        {
            return Some((
                Dated {
                    sure: true,
                    ..self.this_months(day)?
                },
                next,
            ));
        }
        let comma = self.skip_sign(self.skip_sign(at + 1, Sign::Dot), Sign::Comma);
        if let Some((dated, next)) = self
            .written_date(comma)
            .filter(|(dated, _)| matches!(dated.form, Form::Day { .. }))
        {
            return Some((dated, next));
        }
        let day = self.last_weekday(weekday, 0)?;
        // On a Monday, "Monday" is today or a week ago.
        let other = (day == self.reference)
            .then(|| shift(day, -7))
            .flatten()
            .map(Days::one);
        // "Sat" and "sun" are other words as well; "Mon onwards" is none.
        let short = self.raw(at).len() == 3 && !self.goes_on(at + 1);
        let dated = Dated {
            other,
            doubt: other.map(|_| Doubt::Ambiguous),
            sure: !short,
            ..Dated::of(Some(Days::one(day)), Form::Weekday(weekday))
        };
        Some((dated, at + 1))
    }

    /// Whether "onwards" stands here, behind a day.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        let first = self.raw(at).split(' ').next();
        matches!(first, Some("onwards" | "onward"))
    }

    /// A calendar week, month or year, so many from that of the reference date.
    fn unit_stretch(&self, unit: TimeUnit, offset: i64) -> Option<(Days, Form)> {
        let reference = self.reference;
        Some(match unit {
            TimeUnit::Week => {
                let first = shift(monday(reference)?, 7 * offset)?;
                (until(first, shift(first, 7)?)?, Form::Week)
            }
            TimeUnit::Month => {
                let first = first_of_month(reference, offset)?;
                let form = Form::Month {
                    year: Some(first.year()),
                    month: first.month(),
                };
                (month(first.year(), first.month())?, form)
            }
            _ => {
                let number = i64::from(reference.year()).checked_add(offset)?;
                (year(i16::try_from(number).ok()?)?, Form::Year)
            }
        })
    }

    /// "late last year", "early March", "end of 2024", "earlier this week", "later this month".
    fn part_of_stretch(&self, at: usize) -> Read<Dated> {
        let part = match self.word(at)? {
            Word::Is(part @ (W::Early | W::Mid | W::Late | W::Earlier | W::Later)) => part,
            _ => return None,
        };
        let next = at + 1 + usize::from(self.sign(at + 1, Sign::Dash));
        let next = self.skip(next, W::Of);
        let (dated, after) = self.placed(next).or_else(|| self.month_or_year(next))?;
        let days = dated.days?;
        let (first, last) = (days.earliest?, days.latest?);
        let length = first.until(last).ok()?.get_days();
        let (third, half) = (i64::from(length / 3), i64::from(length / 2));
        let days = match part {
            W::Early => Days::between(first, shift(first, half)?),
            W::Mid => Days::between(shift(first, third)?, shift(last, -third)?),
            W::Late => Days::between(shift(last, -half)?, last),
            W::Earlier => Days::between(first, self.reference.max(first)),
            _ => Days::between(self.reference.min(last), last),
        };
        Some((
            Dated {
                days: Some(days),
                ahead: part == W::Later,
                ..dated
            },
            after,
        ))
    }

    fn month_or_year(&self, at: usize) -> Read<Dated> {
        let read = self.written_date(at)?;
        let sure = Dated {
            sure: true,
            ..read.0
        };
        matches!(sure.form, Form::Month { .. } | Form::Year).then_some((sure, read.1))
    }

    /// "the 15th", "the weekend", "20th of next month"; a preposition has to stand before them.
    fn day_only(&self, at: usize) -> Read<Dated> {
        let the = self.is(at, W::The);
        let at = self.skip(at, W::The);
        if self.is(at, W::Weekend) {
            let saturday = self.last_weekday(6, 0)?;
            let days = Days::between(saturday, shift(saturday, 1)?);
            return Some((
                Dated {
                    sure: the,
                    ..Dated::of(Some(days), Form::Weekend)
                },
                at + 1,
            ));
        }
        let ordinal = self.number(at).is_some_and(|number| number.ordinal)
            || matches!(self.word(at), Some(Word::Nth(_)));
        let (day, next) = self.day_of_month(at)?;
        if let Some((dated, after)) = self.placed(self.skip(next, W::Of)).filter(|_| ordinal)
            && let Form::Month {
                year: Some(in_year),
                month,
            } = dated.form
        {
            return Some((
                Dated {
                    ahead: dated.ahead,
                    ..self.day(Some(in_year), month, day, true)
                },
                after,
            ));
        }
        let digits = self.number(at).is_some();
        let ends = !matches!(
            self.word(next),
            Some(Word::Time(_) | Word::Unit(_) | Word::Month(_))
        ) && !self.sign(next, Sign::Slash)
            && !self.sign(next, Sign::Percent)
            && !self.sign(next, Sign::Dash)
            && self.clock(at).is_none();
        let last = !matches!(
            self.kind(next),
            Some(Atom::Number(_) | Atom::Word(_) | Atom::Other)
        );
        (digits && ends && (ordinal || the || last))
            .then(|| Some((self.this_months(day)?.weak(), next)))
            .flatten()
    }

    /// "first", "3rd", "last" of several.
    fn place(&self, at: usize) -> Read<Option<i64>> {
        match (self.word(at), self.number(at)) {
            (Some(Word::Is(W::Last)), _) => Some((None, at + 1)),
            (Some(Word::Nth(nth)), _) => Some((Some(i64::from(nth)), at + 1)),
            (_, Some(number)) if number.ordinal => {
                Some((i64::try_from(number.mantissa).ok(), at + 1))
            }
            _ => None,
        }
    }

    /// "of July", "in this month", "of 2027", "next year" behind the name of something smaller.
    fn within(&self, at: usize) -> Read<Dated> {
        let next = self.skip(self.skip(at, W::Of), W::In);
        self.placed(next)
            .or_else(|| self.month_or_year(next).filter(|_| next > at))
    }

    /// "the first week of October", "last week of July": a week belongs where its Thursday lies.
    fn nth_week(&self, at: usize) -> Read<Dated> {
        let (place, next) = self.place(self.skip(at, W::The))?;
        if self.raw(next) != "week" {
            return None;
        }
        let (dated, after) = self.within(next + 1)?;
        let thursday = self.nth_day_within(dated.days?, 4, place)?;
        let days = Days::between(shift(thursday, -3)?, shift(thursday, 3)?);
        Some((
            Dated {
                days: Some(days),
                form: Form::Week,
                ..dated
            },
            after,
        ))
    }

    /// "the third Wednesday of last month".
    fn nth_weekday(&self, at: usize) -> Read<Dated> {
        let (place, next) = self.place(self.skip(at, W::The))?;
        let Word::Weekday(weekday) = self.word(next)? else {
            return None;
        };
        let (dated, after) = self.within(next + 1)?;
        let day = self.nth_day_within(dated.days?, weekday, place)?;
        Some((
            Dated {
                days: Some(Days::one(day)),
                form: Form::Counted,
                ..dated
            },
            after,
        ))
    }

    /// The so many-th such weekday of a stretch, or the last.
    fn nth_day_within(&self, days: Days, weekday: i8, place: Option<i64>) -> Option<Date> {
        let (first, last) = (days.earliest?, days.latest?);
        let behind =
            |date: Date| i64::from((date.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
        let day = match place {
            None => shift(last, -behind(last))?,
            Some(place) => shift(
                first,
                (7 - behind(first)) % 7 + 7 * (place.clamp(1, 60) - 1),
            )?,
        };
        (first <= day && day <= last).then_some(day)
    }

    /// "last summer", "summer of 2016": seasons lie differently on the two halves of the earth, so their days are open.
    fn season(&self, at: usize) -> Read<Dated> {
        let the = self.any(at, &[W::The, W::Last, W::This, W::Next]);
        let season = at + usize::from(the);
        if !self.is(season, W::Season) {
            return None;
        }
        let (year, next) = self.year_behind(season + 1);
        // "fall" and "spring" are other words as well.
        let placed = year.is_some() || self.any(at, &[W::Last, W::This, W::Next]);
        let dated = Dated {
            sure: placed,
            ahead: self.is(at, W::Next),
            ..Dated::of(None, Form::Stretch)
        };
        (placed || matches!(self.raw(season), "summer" | "winter")).then_some((dated, next))
    }

    /// The last such day of a month up to the reference date.
    fn this_months(&self, day: i8) -> Option<Dated> {
        let in_month = |back: i64| {
            let first = first_of_month(self.reference, -back)?;
            Date::new(first.year(), first.month(), day).ok()
        };
        let date = (0..=3)
            .filter_map(in_month)
            .find(|date| *date <= self.reference)?;
        let form = Form::Day {
            year: None,
            month: None,
            day,
        };
        Some(Dated::of(Some(Days::one(date)), form))
    }
}
