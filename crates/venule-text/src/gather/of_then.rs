//! Values of another time: "ABI 0.5 in 2022", "BP 80/50 last year". They are asked about and not taken for those of now.

use std::ops::Range;

use jiff::ToSpan;
use venule_engine::case::Dates;

use super::place::{Number, Place};
use crate::candidate::past;
use crate::language::model::Tense;
use crate::number::{Doubt, Figure, Form, Relation};
use crate::scan::{Hit, What};

/// Days after which a value is of another time. The bound is ours: what was measured for this episode is younger.
const LONG_AGO_DAYS: i32 = 92;

/// Days after which a value that changes within hours, such as a pulse, is of another time.
const PASSING_DAYS: i32 = 1;

/// Words that may stand before a day at the beginning of a sentence: "back in 2019, ".
const BEFORE_DAY: u32 = 3;

impl Place<'_> {
    /// Whether a mention that holds a figure, "eGFR 28", is of a day long ago.
    pub(super) fn is_value_of_then(&self, mention: &Range<u32>) -> bool {
        let holds = |it: &Number<'_>| {
            let inside = mention.start <= it.tokens.start && it.tokens.end <= mention.end;
            let value = !matches!(it.mention.figure, Figure::Time(_) | Figure::Duration(_));
            inside && value
        };
        self.numbers.iter().any(holds) && self.is_of_then_by_day(mention, false)
    }

    /// Whether a value is of a day long ago.
    pub(super) fn is_of_then_by_day(&self, value: &Range<u32>, passing: bool) -> bool {
        if !self.names_time() {
            return false;
        }
        let piece = self.piece_of(value);
        if piece.clone().any(|at| self.says_it_is_now(at)) {
            return false;
        }
        let own = |it: &&Number<'_>| self.is_own_day(it, value, &piece);
        let beside = self.numbers.iter().filter(own);
        let nearest = beside.min_by_key(|it| self.distance(&it.tokens, value));
        let leading = || self.numbers.iter().find(|it| self.leads_as_day(it, value));
        let day = nearest.or_else(leading);
        day.and_then(|it| self.days_of_then(it))
            .is_some_and(|days| self.is_of_another_time(days, passing))
    }

    /// What stands around tokens between two signs or words that part a sentence. A colon parts nothing here.
    fn piece_of(&self, value: &Range<u32>) -> Range<u32> {
        let divides = |at: &u32| {
            let word = self.stages.word(*at);
            matches!(word, "." | "and") || word != ":" && super::is_break(word)
        };
        let before = (self.sentence.body..value.start).rev().find(divides);
        let after = (value.end..self.sentence.end).find(divides);
        before.map_or(self.sentence.body, |at| at + 1)..after.unwrap_or(self.sentence.end)
    }

    fn says_it_is_now(&self, at: u32) -> bool {
        matches!(
            self.stages.word(at),
            "today" | "current" | "currently" | "presently" | "since" | "still"
        ) || at > 0 && self.stages.word(at - 1) == "now"
    }

    /// Whether a day stands in the piece of a value and nearer to it than to anything else that is measured or found.
    fn is_own_day(&self, number: &Number<'_>, value: &Range<u32>, piece: &Range<u32>) -> bool {
        let tokens = &number.tokens;
        let inside = piece.start <= tokens.start && tokens.end <= piece.end;
        if !inside || self.days_of_then(number).is_none() {
            return false;
        }
        let mine = self.distance(tokens, value);
        let nearer = |hit: &Hit| {
            let own = hit.first < value.end && value.start < hit.last;
            let other = self.has_time(hit) || self.is_valued(hit);
            other && !own && self.distance(&(hit.first..hit.last), tokens) < mine
        };
        !self.hits_within(mine, tokens).any(|(_, hit)| nearer(hit))
    }

    /// Whether a hit is a value or something that was.
    fn is_valued(&self, hit: &Hit) -> bool {
        match hit.what {
            What::Measure(_) => true,
            What::Concept { id, .. } => {
                let concept = self.stages.language.concepts.get(usize::from(id.0));
                concept.is_some_and(|it| it.means.iter().any(|it| it.time == Tense::Before))
            }
            _ => false,
        }
    }

    /// "2019: eGFR 28", "in March 2021, ABI 0.5": a day at the beginning of the sentence that nothing else belongs to.
    fn leads_as_day(&self, number: &Number<'_>, value: &Range<u32>) -> bool {
        let tokens = &number.tokens;
        let first = tokens.start <= self.sentence.body + BEFORE_DAY && tokens.end <= value.start;
        if !first || self.days_of_then(number).is_none() {
            return false;
        }
        let divides = |at: &u32| super::is_break(self.stages.word(*at));
        let Some(end) = (tokens.end..value.start).find(divides) else {
            return false;
        };
        let mut between = self.numbers.iter();
        let other = between.any(|it| {
            let later = it.tokens.start >= tokens.end && it.tokens.start < value.end;
            later && matches!(it.mention.figure, Figure::Time(_))
        });
        let now =
            (end..value.start).any(|at| self.stages.word(at) == "now" || self.says_it_is_now(at));
        let said = |hit: &Hit| matches!(hit.what, What::Concept { .. } | What::Anchor { .. });
        let mut own = self.hits_over(&(self.sentence.body..end));
        !other && !now && !own.any(|(_, hit)| said(hit) && hit.last <= end)
    }

    /// The days that a number names by a date or by how long ago they are.
    fn days_of_then(&self, number: &Number<'_>) -> Option<(Dates, Form)> {
        let Figure::Time(moment) = &number.mention.figure else {
            return None;
        };
        let day = matches!(moment.relation, Relation::On | Relation::Ago);
        let year = moment.form == Form::Year && number.mention.doubt == Some(Doubt::Ambiguous);
        let sure = number.mention.doubt.is_none() || year;
        let days = moment.days.filter(|_| day && sure)?;
        let days = past(days.earliest, days.latest, self.stages.reference)?;
        Some((days, moment.form))
    }

    fn is_of_another_time(&self, (days, form): (Dates, Form), passing: bool) -> bool {
        let reference = self.stages.reference;
        if form == Form::Year && days.latest.year() < reference.year() {
            return true;
        }
        let most = if passing { PASSING_DAYS } else { LONG_AGO_DAYS };
        let since = reference.checked_sub(most.days());
        since.is_ok_and(|since| days.latest < since)
    }
}
