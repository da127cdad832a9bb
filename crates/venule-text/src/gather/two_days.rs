//! Two tests told of together: "two scans eleven days apart, the second yesterday", "negative on Thursday, positive on
//! Saturday" are two, each with its day.

use venule_engine::case::Dates;

use super::place::{Number, Place};
use super::slot::Filling;
use super::when::so_long_ago;
use crate::candidate::{EventCandidate, past};
use crate::number::{Days, Figure, Length, Relation};

/// How far before a day the word that says which of the two it is of may stand, in tokens.
const NEAR: u32 = 4;

/// When one of two tests was.
#[derive(Debug, Clone, Copy)]
pub(super) enum OfDay {
    /// These days.
    Known(Dates),
    /// One that can be read in two ways: "3/4".
    Open(Days),
}

impl OfDay {
    /// Whether both may be one day.
    fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => overlap(one, other),
            (Self::Open(one), Self::Open(other)) => one == other,
            (Self::Known(_), Self::Open(_)) | (Self::Open(_), Self::Known(_)) => true,
        }
    }

    /// Gives an event this day.
    pub(super) fn date(self, event: &mut EventCandidate) {
        match self {
            Self::Known(days) => event.when = Some(days),
            Self::Open(days) => (event.when, event.open_day) = (None, Some(days)),
        }
    }
}

impl Place<'_> {
    /// The days of two tests, where the sentence says when the second was, and when the first or how far they lie apart.
    pub(super) fn days_of_two(&self) -> Option<(Dates, Dates)> {
        let second = self.day_said_of(is_second)?;
        let first = self.day_said_of(is_first).or_else(|| {
            let length = self.length_apart()?;
            Some(Dates {
                earliest: so_long_ago(length, second.earliest)?.earliest,
                latest: so_long_ago(length, second.latest)?.latest,
            })
        })?;
        Some((first, second))
    }

    /// "Scans on 3 and 10 April": two days with nothing between them, in a sentence that names one test and no other day.
    pub(super) fn days_listed(&self) -> Option<[OfDay; 2]> {
        let mut days = self
            .numbers
            .iter()
            .filter(|it| self.of_number(it).is_some());
        let (one, other) = (days.next()?, days.next()?);
        let mut between = one.tokens.end..other.tokens.start;
        let joins = |at: u32| {
            matches!(
                self.stages.word(at),
                "and" | "&" | "," | "+" | "on" | "then" | "again" | "repeat" | "repeated" | "also"
            )
        };
        let joined = !between.is_empty() && between.all(joins) && days.next().is_none();
        let (one, other) = (self.of_number(one)?, self.of_number(other)?);
        (joined && !one.may_be(other)).then_some([one, other])
    }

    /// The day that a number names, or may name in two ways.
    fn of_number(&self, number: &Number<'_>) -> Option<OfDay> {
        if let Some(days) = self.day_named(number) {
            return Some(OfDay::Known(days));
        }
        let open = self.day_in_two_ways(number)?;
        let passed = self.date_by(number, &number.tokens);
        Some(passed.map_or(OfDay::Open(open), OfDay::Known))
    }

    /// The event that is filled, by its index: the one at `at`, or the same test of the day that stands right beside the
    /// words: "duplex negative on Thursday, positive on Saturday".
    ///
    /// Nothing if what is found on another day stands before the test: it need not be a result of one.
    pub(super) fn of_day(
        &self,
        at: usize,
        filling: &Filling<'_>,
        events: &mut Vec<EventCandidate>,
    ) -> Option<usize> {
        let event = events.get(at)?;
        let repeats = self.stages.language.frame_of(event.frame);
        let repeats = repeats.is_some_and(|frame| frame.at_visit);
        if self.days_listed().is_some() {
            return Some(at);
        }
        let of = |it: &EventCandidate| {
            let open = it.open_day.map(OfDay::Open);
            it.when.map(OfDay::Known).or(open)
        };
        let (Some(day), Some(known), true) = (self.day_beside(filling), of(event), repeats) else {
            return Some(at);
        };
        if day.may_be(known) {
            return Some(at);
        }
        let mark = (event.at, event.frame, event.side);
        let same = |it: &EventCandidate| {
            (it.at, it.frame, it.side) == mark && of(it).is_some_and(|it| it.may_be(day))
        };
        if let Some(told) = events.iter().position(same) {
            return Some(told);
        }
        let event = events.get(at)?;
        if filling.is_concept && filling.tokens.end <= event.at {
            return None;
        }
        let mut of_day = EventCandidate {
            again: true,
            attributes: Vec::new(),
            open: Vec::new(),
            doubted: Vec::new(),
            weak: Vec::new(),
            ..event.clone()
        };
        day.date(&mut of_day);
        events.push(of_day);
        events.len().checked_sub(1)
    }

    /// The day that stands right beside words, in their piece of the sentence.
    fn day_beside(&self, filling: &Filling<'_>) -> Option<OfDay> {
        let tokens = &filling.tokens;
        let number = self.nearest_dated(tokens, |_| true)?;
        let beside = self.distance(&number.tokens, tokens) <= NEAR;
        beside.then(|| self.of_number(number)).flatten()
    }

    fn length_apart(&self) -> Option<&Length> {
        self.numbers.iter().find_map(|it| match &it.mention.figure {
            Figure::Duration(length) if self.stages.word(it.tokens.end) == "apart" => Some(length),
            _ => None,
        })
    }

    /// The day that stands nearest behind such a word.
    fn day_said_of(&self, which: fn(&str) -> bool) -> Option<Dates> {
        self.numbers.iter().find_map(|number| {
            let Figure::Time(moment) = &number.mention.figure else {
                return None;
            };
            let day = matches!(moment.relation, Relation::On | Relation::Ago);
            let from = number
                .tokens
                .start
                .saturating_sub(NEAR)
                .max(self.sentence.start);
            let mut near = (from..number.tokens.start).rev();
            let said =
                near.find(|at| is_first(self.stages.word(*at)) || is_second(self.stages.word(*at)));
            let said = said.is_some_and(|at| which(self.stages.word(at)));
            let days = moment
                .days
                .filter(|_| day && said && number.mention.doubt.is_none())?;
            past(days.earliest, days.latest, self.stages.reference)
        })
    }
}

fn overlap(one: Dates, other: Dates) -> bool {
    one.earliest <= other.latest && other.earliest <= one.latest
}

fn is_first(word: &str) -> bool {
    matches!(word, "first" | "1st" | "initial" | "earlier")
}

fn is_second(word: &str) -> bool {
    matches!(
        word,
        "second" | "2nd" | "last" | "latter" | "latest" | "later" | "recent" | "repeat"
    )
}
