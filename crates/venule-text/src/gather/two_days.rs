//! Two tests told of together: "two scans eleven days apart, the second yesterday", "negative on Thursday, positive on
//! Saturday" are two, each with its day.

use venule_engine::case::Dates;

use super::place::Place;
use super::slot::Filling;
use super::when::so_long_ago;
use crate::candidate::{EventCandidate, past};
use crate::number::{Figure, Length, Relation};

/// How far before a day the word that says which of the two it is of may stand, in tokens.
const NEAR: u32 = 4;

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
    pub(super) fn days_listed(&self) -> Option<(Dates, Dates)> {
        let mut days = self
            .numbers
            .iter()
            .filter(|it| self.day_named(it).is_some());
        let (one, other) = (days.next()?, days.next()?);
        let mut between = one.tokens.end..other.tokens.start;
        let joins = |at: u32| {
            matches!(
                self.stages.word(at),
                "and" | "&" | "," | "+" | "on" | "then"
            )
        };
        let joined = !between.is_empty() && between.all(joins) && days.next().is_none();
        let (one, other) = (self.day_named(one)?, self.day_named(other)?);
        (joined && !overlap(one, other)).then_some((one, other))
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
        let (Some(day), Some(known), true) = (self.day_beside(filling), event.when, repeats) else {
            return Some(at);
        };
        if overlap(day, known) {
            return Some(at);
        }
        let mark = (event.at, event.frame, event.side);
        let same = |it: &EventCandidate| {
            (it.at, it.frame, it.side) == mark && it.when.is_some_and(|when| overlap(when, day))
        };
        if let Some(told) = events.iter().position(same) {
            return Some(told);
        }
        let event = events.get(at)?;
        if filling.is_concept && filling.tokens.end <= event.at {
            return None;
        }
        let of_day = EventCandidate {
            when: Some(day),
            again: true,
            attributes: Vec::new(),
            open: Vec::new(),
            doubted: Vec::new(),
            weak: Vec::new(),
            ..event.clone()
        };
        events.push(of_day);
        events.len().checked_sub(1)
    }

    /// The day that stands right beside words, in their piece of the sentence.
    fn day_beside(&self, filling: &Filling<'_>) -> Option<Dates> {
        let tokens = &filling.tokens;
        let number = self.nearest_dated(tokens, |_| true)?;
        let beside = self.distance(&number.tokens, tokens) <= NEAR;
        beside.then(|| self.day_named(number)).flatten()
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
