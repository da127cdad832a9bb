//! "Started the pill 2 months ago, her leg aches": a time in a piece of the sentence that tells of something else.

use std::ops::Range;

use super::place::{BEYOND, Number, Place};
use crate::scan::{Hit, What};
use crate::token::Kind;

/// How far from a time or a complaint its piece of the sentence reaches at most, in tokens.
const WIDEST: u32 = 64;

impl Place<'_> {
    /// Whether a time belongs to what its own piece of the sentence says was begun or done, and not to what another piece
    /// says of the leg.
    pub(super) fn is_of_other_happening(&self, number: &Number<'_>, tokens: &Range<u32>) -> bool {
        let time = &number.tokens;
        let joined = tokens.start >= time.end && self.stages.word(time.end) == "and";
        if self.distance(time, tokens) < BEYOND && !joined {
            return false;
        }
        let piece = self
            .piece_before(time.start)
            .max(time.start.saturating_sub(WIDEST));
        let symptom = || {
            let mut hits = self.hits_over(&(piece..time.end));
            hits.any(|(_, hit)| self.is_symptom(&(hit.first..hit.last)))
        };
        let start = self.piece_before(tokens.start);
        let end = self.piece_behind(tokens.end);
        let mut own = start.max(tokens.start.saturating_sub(WIDEST))..end.min(tokens.end + WIDEST);
        self.is_done_to_something(piece, time.start)
            && !symptom()
            && !own.any(|at| self.counts_from_before(at))
    }

    /// "Varicose veins, 30 years": years by themselves behind a disease may be how long it has lasted.
    pub(super) fn may_be_course(&self, number: &Number<'_>) -> bool {
        let Range { start, end } = number.tokens;
        let alone = start + 2 == end
            && matches!(
                self.stages.word(end - 1),
                "years" | "yrs" | "year" | "yr" | "y"
            );
        let comma = start
            .checked_sub(1)
            .filter(|at| self.stages.word(*at) == ",");
        let Some(comma) = comma.filter(|_| alone) else {
            return false;
        };
        let piece = self.piece_before(comma)..comma;
        let tells = |(_, hit): (usize, &Hit)| match hit.what {
            What::Slot { .. } | What::Anchor { .. } | What::Measure(_) => true,
            What::Concept { .. } => self.is_symptom(&(hit.first..hit.last)),
            _ => false,
        };
        let valued = self.numbers.iter().any(|it| it.tokens.end == comma);
        !valued && !self.hits_over(&piece).any(tells)
    }

    fn piece_before(&self, token: u32) -> u32 {
        let next = self.breaks.partition_point(|at| *at < token);
        let before = next.checked_sub(1).and_then(|at| self.breaks.get(at));
        before.map_or(self.sentence.body, |at| at + 1)
    }

    fn piece_behind(&self, token: u32) -> u32 {
        let next = self.breaks.partition_point(|at| *at < token);
        self.breaks.get(next).copied().unwrap_or(self.sentence.end)
    }

    /// "Calf sore since", "after which the leg swelled": counted from what was told before.
    fn counts_from_before(&self, at: u32) -> bool {
        matches!(
            self.stages.word(at),
            "since" | "after" | "afterwards" | "following" | "subsequently" | "thereafter"
        )
    }

    /// "Started the pill", "flew from Sydney": a verb that tells of something else than a complaint, and what it is of.
    fn is_done_to_something(&self, from: u32, to: u32) -> bool {
        let moves = |at: &u32| {
            matches!(
                self.stages.word(*at),
                "flew"
                    | "travelled"
                    | "traveled"
                    | "drove"
                    | "delivered"
                    | "switched"
                    | "underwent"
            )
        };
        let acts = |at: &u32| {
            matches!(
                self.stages.word(*at),
                "started"
                    | "starting"
                    | "began"
                    | "begun"
                    | "commenced"
                    | "stopped"
                    | "changed"
                    | "increased"
                    | "put"
                    | "given"
                    | "took"
                    | "got"
                    | "had"
                    | "went"
                    | "came"
                    | "returned"
                    | "onset"
            )
        };
        let passes = |at: u32| {
            matches!(
                self.stages.word(at),
                "about"
                    | "around"
                    | "approx"
                    | "approximately"
                    | "roughly"
                    | "just"
                    | "only"
                    | "over"
                    | "on"
                    | "the"
                    | "up"
                    | "all"
                    | "again"
                    | "suddenly"
                    | "gradually"
                    | "it"
                    | "this"
                    | "first"
                    | "to"
                    | "of"
                    | "in"
                    | "at"
                    | "some"
                    | "was"
                    | "were"
                    | "symptoms"
            )
        };
        let something = |verb: u32| {
            (verb + 1..to).any(|at| self.stages.tokens.kind(at) == Some(Kind::Word) && !passes(at))
        };
        (from..to).any(|at| moves(&at)) || (from..to).find(acts).is_some_and(something)
    }
}
