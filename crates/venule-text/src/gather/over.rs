//! Two numbers with a slash that no words name, beside what is told together with them: "84/50, pulse 118".

use std::ops::Range;

use rust_decimal::Decimal;

use super::near::Named;
use super::place::{Number, Place};
use crate::language::model::MeasureEntry;
use crate::number::Figure;
use crate::scan::{Hit, What};
use crate::token::Kind;

/// How many tokens may stand between a pair of numbers and the words for what is told together with it.
const BESIDE: u32 = 2;

/// A pair of numbers may be a day and a month up to here.
const LAST_DAY: i64 = 31;

impl<'a> Place<'a> {
    /// "84/50, pulse 118": two numbers with a slash that are no date, of which no words say what they are, beside the value of
    /// a measure that is told together with them.
    pub(super) fn pair_beside(
        &self,
        number: &Number<'_>,
        named: Option<&(&'a MeasureEntry, Range<u32>)>,
    ) -> Named<'a> {
        let Figure::Slash(upper, lower) = &number.mention.figure else {
            return None;
        };
        if upper <= lower || *upper <= Decimal::from(LAST_DAY) {
            return None;
        }
        let measures = &self.stages.language.measures;
        let near = |hit: &Hit| {
            let behind = hit.first.saturating_sub(number.tokens.end) <= BESIDE;
            let before = number.tokens.start.saturating_sub(hit.last) <= BESIDE + 1;
            behind && before && !self.has_name(number, hit)
        };
        let mut beside = self.measures_of(&number.tokens).filter_map(|hit| {
            let What::Measure(index) = hit.what else {
                return None;
            };
            near(hit).then(|| measures.get(index as usize)).flatten()
        });
        let other = beside.find(|of| {
            let mut entries = measures.iter().flat_map(|it| &it.beside);
            entries.any(|id| *id == of.id)
        })?;
        let entry = measures.iter().find(|it| it.beside.contains(&other.id))?;
        let unnamed = named.is_none_or(|(it, _)| entry.beside.contains(&it.id));
        (unnamed && self.fits(entry, number)).then(|| (entry, number.tokens.clone()))
    }

    /// "Insulin 70/30", "40/36 cm": a word right beside a number that is not of the other measure.
    fn has_name(&self, number: &Number<'_>, other: &Hit) -> bool {
        let word = |at: u32| {
            let small = matches!(
                self.stages.word(at),
                "at" | "of" | "is" | "was" | "now" | "and" | "with" | "home" | "today" | "only"
            );
            self.stages.tokens.kind(at) == Some(Kind::Word) && !small
        };
        let Range { start, end } = number.tokens;
        let before = start > self.sentence.start && other.last != start && word(start - 1);
        let behind = end < self.sentence.end && other.first != end && word(end);
        before || behind
    }
}
