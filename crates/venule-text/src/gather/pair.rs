//! Numbers that belong together: the sides of a thing ("6 x 4 cm"), and one number for each leg ("0.9/1.1 (R/L)").

use std::ops::Range;

use rust_decimal::Decimal;
use venule_engine::side::Side;

use super::place::{Number, Place};
use super::side;
use super::value::amount_of;
use crate::number::Amount;

/// Most numbers that measure one thing.
const SIDES: usize = 3;

/// Tokens around two numbers with a slash in which the legs may be named.
const LEGS: u32 = 6;

impl Place<'_> {
    /// Whether a number measures the shorter side of a thing: of "6 x 4 cm" the longer one counts.
    pub(super) fn is_shorter_side(&self, number: &Number<'_>) -> bool {
        let said = |number: &Number<'_>| {
            let (amount, measure) = amount_of(&number.mention.figure)?;
            Some((amount.said, measure?))
        };
        let Some((own, measure)) = said(number) else {
            return false;
        };
        let joined = |pair: &[Number<'_>]| match pair {
            [one, other] => {
                other.tokens.start == one.tokens.end + 1
                    && matches!(self.stages.word(one.tokens.end), "x" | "by" | "*")
            }
            _ => false,
        };
        let first = number.index.saturating_sub(SIDES - 1);
        let last = (number.index + SIDES).min(self.numbers.len());
        let near = self.numbers.get(first..last).unwrap_or_default();
        let place = number.index - first;
        let behind = near.get(place..).unwrap_or_default().windows(2);
        let behind = behind.take_while(|pair| joined(pair)).count();
        let before = near.get(..=place).unwrap_or_default().windows(2).rev();
        let before = before.take_while(|pair| joined(pair)).count();
        let others = near
            .get(place - before..=place + behind)
            .unwrap_or_default();
        others.iter().any(|other| {
            other.index != number.index
                && said(other).is_some_and(|(length, of)| {
                    of == measure && (length > own || length == own && other.index < number.index)
                })
        })
    }

    /// The number of each leg, where "R/L" stands beside two numbers with a slash. Without it, which leg is which is not
    /// said: any number between the two.
    pub(super) fn each_leg(
        &self,
        number: &Number<'_>,
        words: &Range<u32>,
        [first, second]: [Decimal; 2],
    ) -> Vec<(Option<Side>, Amount)> {
        let from = words.start.min(number.tokens.start).saturating_sub(LEGS);
        let to = words.end.max(number.tokens.end) + LEGS;
        let (from, to) = (from.max(self.sentence.start), to.min(self.sentence.end));
        let legs = (from..to.saturating_sub(2)).find_map(|at| {
            let slash = self.stages.word(at + 1) == "/";
            let one = side::of_word(self.stages.word(at)).filter(|_| slash)?;
            let other = side::of_word(self.stages.word(at + 2))?;
            (one != other).then_some((one, other))
        });
        let between = Amount {
            low: Some(first.min(second)),
            high: Some(first.max(second)),
            ..Amount::exact(first)
        };
        match legs {
            Some((one, other)) => vec![
                (Some(one), Amount::exact(first)),
                (Some(other), Amount::exact(second)),
            ],
            None => vec![(None, between)],
        }
    }

    /// The side right before a number: "L 0.85", "left: 0.85".
    pub(super) fn side_touching(&self, number: &Number<'_>) -> Option<Side> {
        let at = number.tokens.start.checked_sub(1)?;
        self.leg_at(at).or_else(|| self.side_joined(number))
    }

    /// The side that a sign joins to the number behind it: "left: 0.85", "R=1.1", "(R) 0.6".
    pub(super) fn side_joined(&self, number: &Number<'_>) -> Option<Side> {
        let sign = number.tokens.start.checked_sub(1)?;
        let bracket =
            self.stages.word(sign) == ")" && sign > 2 && self.stages.word(sign - 2) == "(";
        let joins = bracket || matches!(self.stages.word(sign), ":" | "=");
        joins.then(|| self.leg_at(sign.checked_sub(1)?)).flatten()
    }

    /// The side in brackets behind a number: "0.9 (L)".
    pub(super) fn side_in_brackets(&self, number: &Number<'_>) -> Option<Side> {
        let end = number.tokens.end;
        let word = |at: u32| self.stages.word(at);
        (word(end) == "(" && word(end + 2) == ")")
            .then(|| self.leg_at(end + 1))
            .flatten()
    }

    fn leg_at(&self, token: u32) -> Option<Side> {
        let inside = token >= self.sentence.start;
        inside
            .then(|| side::of_word(self.stages.word(token)))
            .flatten()
    }

    /// How far a word for a side may stand behind its number: "0.85 left", "0.85 on the left", "0.85 (L)".
    pub(super) fn is_side_behind(&self, number: &Number<'_>, token: u32) -> bool {
        let mut between = number.tokens.end..token;
        token <= number.tokens.end + 2
            && between.all(|at| matches!(self.stages.word(at), "on" | "in" | "the" | "for" | "("))
    }
}
