//! Two numbers of two legs that are set against each other.

use venule_engine::side::Side;

use super::Gathered;
use super::figure::NEAR;
use super::finding::sided;
use super::place::{BEYOND, Number, Place};
use super::value::{amount_of, checked, difference};
use crate::candidate::Candidate;
use crate::language::model::Measured;

impl Place<'_> {
    /// "L calf 38.5 vs R 36.0": two numbers, each with a side, mean their difference, on the side of the larger one.
    pub(super) fn set_against(&self, gathered: &mut Gathered) {
        for pair in self.numbers.windows(2) {
            let [one, other] = pair else { continue };
            let sides = (self.side_right_before(one), self.side_right_before(other));
            let (Some(first), Some(second)) = sides else {
                continue;
            };
            let legs = [Side::Left, Side::Right];
            let apart = self.distance(&one.tokens, &other.tokens) <= BEYOND + NEAR;
            // "3.5 cm > L at 10 cm below the knee": where it was measured is no girth.
            let place = self.stages.word(other.tokens.start.saturating_sub(1)) == "at";
            if first == second
                || !legs.contains(&first)
                || !legs.contains(&second)
                || !apart
                || place
            {
                continue;
            }
            let plain = |number: &Number<'_>| amount_of(&number.mention.figure);
            let (Some((low, unit)), Some((high, of))) = (plain(one), plain(other)) else {
                continue;
            };
            let measures = self.stages.language.measures.iter();
            let mut compared = measures.filter(|entry| entry.difference);
            let named = compared.find_map(|entry| {
                let there = || self.is_where(entry, &one.tokens) && !entry.at.is_empty();
                let unnamed = || there().then(|| (entry, one.tokens.clone()));
                self.named(entry, one).or_else(unnamed)
            });
            let Some((entry, words)) = named else {
                continue;
            };
            let Measured::Fact(id) = entry.of else {
                continue;
            };
            let Some(fact) = self.stages.knowledge.facts.get(id.0 as usize) else {
                continue;
            };
            let Some(value) = difference(fact, low, high, unit.or(of)) else {
                continue;
            };
            let side = if low.said >= high.said { first } else { second };
            let (standing, mut proof) = self.said(one, &words, entry);
            let span = other.mention.span;
            proof.add(self.stages.view.span(span.start..span.end), &entry.id);
            gathered.facts.push(Candidate {
                side: sided(fact, Some(side)),
                ..self.candidate(id, checked(fact, value), standing, proof, one)
            });
        }
    }
}
