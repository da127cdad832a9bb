//! Dates with their prepositions, and stretches from one date to another.

use jiff::civil::Date;

use super::date::Dated;
use super::lex::Sign;
use super::model::{Days, Doubt, Figure, Form, Mention, Moment, Relation};
use super::reader::{Read, Reader};
use super::word::{W, Word};

impl Reader<'_> {
    /// "since Monday", "on 5 March", "in 2019", "yesterday".
    pub(super) fn date_mention(&self, at: usize) -> Read<Mention> {
        let lead = match self.word(at) {
            Some(Word::Is(lead)) if is_lead(lead) => Some(lead),
            _ => None,
        };
        let core = at + usize::from(lead.is_some());
        let core = core + usize::from(lead == Some(W::Dated) && self.sign(core, Sign::Colon));
        let core = self.past_time_of_day(core, lead);
        let (dated, next) = self.date(core)?;
        let takes = match dated.form {
            // "in 5" is no date, "in 2019" is one.
            Form::Year => {
                lead.is_some_and(|lead| !matches!(lead, W::On | W::For | W::Over | W::At))
            }
            Form::Day {
                year: None,
                month: None,
                ..
            } => lead.is_some_and(|lead| {
                let the = self.is(core, W::The);
                matches!(
                    lead,
                    W::On | W::Since | W::Till | W::By | W::Dated | W::From
                ) || the && lead == W::For
            }),
            _ => lead.is_some(),
        };
        if !dated.sure && !takes {
            return None;
        }
        let relation = match lead {
            Some(W::Since | W::From) => Relation::Since,
            Some(W::Till | W::By) => Relation::Until,
            _ if dated.ahead => Relation::Ahead,
            // "Monday onwards".
            None if self.goes_on(next) => Relation::Since,
            _ => Relation::On,
        };
        // "on the tenth of March" names the tenth of March.
        let full = matches!(dated.form, Form::Day { month: Some(_), .. });
        let core = if full { self.skip(core, W::The) } else { core };
        let figure = Figure::Time(self.placed_on(relation, dated));
        Some((self.mention(at, core, next, figure, dated.doubt), next))
    }

    /// "Since 22:00 last night", "from 9:30 on Monday": the day behind a time of day.
    fn past_time_of_day(&self, at: usize, lead: Option<W>) -> usize {
        let Some((_, next)) = lead.and_then(|_| self.clock(at)) else {
            return at;
        };
        let day = self.skip(self.skip_sign(next, Sign::Comma), W::On);
        if self.date(day).is_some() { day } else { at }
    }

    pub(super) fn placed_on(&self, relation: Relation, dated: Dated) -> Moment {
        Moment {
            relation,
            days: dated.days,
            loose: dated.days,
            other: dated.other,
            length: None,
            anchor: None,
            form: dated.form,
        }
    }

    /// "from 5 to 9 March", "between March 2024 and May 2025", "Nov 19-20", "2014-2018".
    pub(super) fn stretch(&self, at: usize) -> Read<Mention> {
        let lead = self.any(at, &[W::From, W::Between]);
        let first = at + usize::from(lead);
        if !self.may_be_date(first) {
            return None;
        }
        let joined = |at: usize| {
            self.any(at, &[W::To, W::Till])
                || self.sign(at, Sign::Dash)
                || lead && self.is(at, W::And)
        };
        let (days, doubt, next) = self
            .days_of_month(first, joined)
            .or_else(|| self.day_to_date(first, lead, joined))
            .or_else(|| self.date_to_date(first, lead, joined))?;
        let moment = Moment {
            relation: Relation::Span,
            ..self.placed_on(Relation::Span, Dated::of(Some(days), Form::Stretch))
        };
        Some((
            self.mention(at, at, next, Figure::Time(moment), doubt),
            next,
        ))
    }

    /// Two days of one month: "4 to 22 january 1995", "november 19-20", "4 to 23 next month".
    fn days_of_month(
        &self,
        at: usize,
        joined: impl Fn(usize) -> bool,
    ) -> Option<(Days, Option<Doubt>, usize)> {
        let month_first = match self.word(at) {
            Some(Word::Month(month)) => Some(month),
            _ => None,
        };
        let start = at + usize::from(month_first.is_some());
        let start =
            start + usize::from(month_first.is_some() && self.any(start, &[W::Between, W::From]));
        let (low, next) = self.day_of_month(start)?;
        if !(joined(next) || start > at + 1 && self.is(next, W::And)) {
            return None;
        }
        let (high, next) = self.day_of_month(next + 1)?;
        let (year, month, next) = match month_first {
            Some(month) => {
                let (year, next) = self.year_behind(next);
                (year, month, next)
            }
            None => {
                let next = self.skip_sign(self.skip(self.skip(next, W::In), W::Of), Sign::Dot);
                let (dated, after) = self.date(next)?;
                match dated.form {
                    Form::Month { year, month } => (year, month, after),
                    _ => return None,
                }
            }
        };
        let last = self.day(year, month, high, true);
        let year = last.days?.single()?.year();
        let first = self.day(Some(year), month, low, true);
        let (from, to) = (first.days?.single()?, last.days?.single()?);
        let ends = !matches!(self.word(next), Some(Word::Time(_))) && from < to;
        ends.then(|| (Days::between(from, to), last.doubt, next))
    }

    /// "from 4 to January 22, 1995".
    fn day_to_date(
        &self,
        at: usize,
        lead: bool,
        joined: impl Fn(usize) -> bool,
    ) -> Option<(Days, Option<Doubt>, usize)> {
        let (low, next) = self
            .day_of_month(at)
            .filter(|(_, next)| lead && joined(*next))?;
        let (dated, next) = self.written_date(next + 1)?;
        let Form::Day {
            month: Some(month), ..
        } = dated.form
        else {
            return None;
        };
        let to = dated.days?.single()?;
        let from = Date::new(to.year(), month, low).ok()?;
        (from < to).then(|| (Days::between(from, to), dated.doubt, next))
    }

    fn date_to_date(
        &self,
        at: usize,
        lead: bool,
        joined: impl Fn(usize) -> bool,
    ) -> Option<(Days, Option<Doubt>, usize)> {
        let (first, next) = self.date(at)?;
        if !joined(next) {
            return None;
        }
        let now = self.is(next + 1, W::Now).then(|| {
            (
                Dated::of(Some(Days::one(self.reference)), Form::Counted),
                next + 2,
            )
        });
        let (second, next) = now.or_else(|| self.date(next + 1))?;
        // Two bare years are a stretch; a year and a number are not.
        let both_years = first.form == Form::Year && second.form == Form::Year;
        if !(first.sure && second.sure || lead || both_years) {
            return None;
        }
        let (from, to) = (first.days?, second.days?);
        let (mut from, to) = (from.earliest?, to.latest?);
        // Where only the end has a year, the start is the last such day before it.
        if let (
            Form::Day {
                year: None,
                month: Some(month),
                day,
            },
            Form::Day { year: Some(_), .. } | Form::Month { year: Some(_), .. },
        ) = (first.form, second.form)
        {
            from = self.day(Some(to.year()), month, day, true).days?.earliest?;
        }
        (from <= to).then(|| (Days::between(from, to), first.doubt.or(second.doubt), next))
    }
}

fn is_lead(word: W) -> bool {
    matches!(
        word,
        W::On
            | W::Since
            | W::From
            | W::Till
            | W::By
            | W::Dated
            | W::In
            | W::During
            | W::Of
            | W::At
            | W::For
            | W::Over
            | W::Before
            | W::After
            | W::Within
    )
}
