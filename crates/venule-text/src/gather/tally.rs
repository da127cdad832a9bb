//! What stands around a number: points of a list and their sum, a minus, a denial, brackets.

use std::ops::Range;

use venule_knowledge::model::Fact;

use super::place::{Number, Place};
use crate::language::model::{MeasureEntry, Polarity};
use crate::number::Amount;
use crate::scan::What;
use crate::token::Kind;

/// How long a list of points may be, in tokens.
pub(super) const LIST: u32 = 120;

impl Place<'_> {
    /// Points beside what they are for, in a list of what a score is made of: nothing, or something.
    pub(super) fn points(&self, of: &Range<u32>) -> Option<Polarity> {
        let last = of.end.saturating_sub(1);
        if self.stages.tokens.kind(last) == Some(Kind::Number) {
            return None;
        }
        let mut at = of.end;
        if matches!(self.stages.word(at), ")" | "," | ":" | "=") {
            at += 1;
        }
        if matches!(self.stages.word(at), "+" | "-" | "=" | "minus" | "(") {
            at += 1;
        }
        let points = match self.stages.word(at) {
            "0" => Polarity::Absent,
            "1" | "2" => Polarity::Present,
            _ => return None,
        };
        let behind = at + 1;
        let ends = behind >= self.sentence.end
            || matches!(
                self.stages.word(behind),
                "," | "." | ";" | "=" | ")" | "and" | "total" | "\n" | "+" | "point" | "points"
            );
        let listed = |entry: &MeasureEntry| entry.items;
        (ends && self.is_named_before(of.start, listed)).then_some(points)
    }

    /// Whether a measure is named before a token, not far away.
    pub(super) fn is_named_before(&self, at: u32, wanted: impl Fn(&MeasureEntry) -> bool) -> bool {
        let hits = self.stages.hits.all();
        let before = hits.partition_point(|hit| hit.first < at);
        let before = hits.get(..before).unwrap_or_default().iter().rev();
        let mut near = before.take_while(|hit| hit.first + LIST >= at);
        near.any(|hit| match hit.what {
            What::Measure(index) => {
                let entry = self.stages.language.measures.get(usize::from(index));
                entry.is_some_and(&wanted)
            }
            _ => false,
        })
    }

    /// Whether a number is the sum of points that its words name: said as the sum, or right behind them.
    pub(super) fn is_sum(&self, number: &Number<'_>, words: &Range<u32>) -> bool {
        let last = self.last_sum().filter(|(_, says)| *says >= words.end);
        if let Some((last, _)) = last {
            return last == number.index;
        }
        let before = self.numbers.get(number.index.wrapping_sub(1));
        let first =
            number.tokens.start >= words.end && before.is_none_or(|it| it.tokens.start < words.end);
        let between = self.hits_from(words.end);
        let mut between = between.take_while(|(_, hit)| hit.first < number.tokens.start);
        let listed = between.any(|(_, hit)| {
            let concept = matches!(hit.what, What::Concept { .. });
            concept && hit.last <= number.tokens.start
        });
        number.tokens.end <= words.start || first && !listed
    }

    /// The last number of the sentence that is said as a sum, and the word that says so.
    fn last_sum(&self) -> Option<(usize, u32)> {
        let says = |number: &Number<'_>| {
            let mut before = (self.sentence.start..number.tokens.start).rev();
            let word = before.find(|at| {
                !matches!(
                    self.stages.word(*at),
                    "-" | "+" | ":" | "is" | "of" | "minus"
                )
            });
            word.filter(|at| matches!(self.stages.word(*at), "=" | "total" | "totals" | "sum"))
        };
        let find = || {
            let mut numbers = self.numbers.iter().rev();
            numbers.find_map(|number| Some((number.index, says(number)?)))
        };
        *self.near.sum.get_or_init(find)
    }

    /// A number with its minus, where the fact can be less than nothing: "Wells -2".
    pub(super) fn signed(&self, number: &Number<'_>, fact: &Fact, amount: Amount) -> Amount {
        let below = fact.range.is_some_and(|(low, _)| low.is_sign_negative());
        let sign = number.tokens.start.checked_sub(1);
        let minus = sign.is_some_and(|at| {
            let touches = self.stages.tokens.end(at)
                == self.stages.tokens.get(at + 1).map_or(0, |it| it.start);
            let apart = at.checked_sub(1).is_none_or(|before| {
                let end = self.stages.tokens.end(before);
                self.stages.tokens.get(at).is_some_and(|it| it.start > end)
                    || matches!(self.stages.word(before), "=" | ":" | "(")
            });
            self.stages.word(at) == "minus" || self.stages.word(at) == "-" && touches && apart
        });
        match amount.single() {
            Some(value) if below && minus => Amount::exact(-value),
            _ => amount,
        }
    }

    /// "Never above 90", "not 80".
    pub(super) fn is_denied_number(&self, number: &Number<'_>) -> bool {
        let from = number.tokens.start.saturating_sub(2);
        let words = from.max(self.sentence.start)..number.tokens.start;
        words
            .into_iter()
            .any(|at| matches!(self.stages.word(at), "never" | "not" | "nor"))
    }

    /// How far a number stands behind its name, if there are brackets in between: "D-dimer (outside lab) 740".
    pub(super) fn past_brackets(&self, name: &Range<u32>, number: &Range<u32>) -> u32 {
        if self.stages.word(name.end) != "(" || number.start <= name.end {
            return u32::MAX;
        }
        let close = self.bracket_from(name.end);
        let close = close.filter(|at| *at < number.start);
        close.map_or(u32::MAX, |at| number.start.saturating_sub(at + 1))
    }
}
