//! Tests that are counted before they are told one by one: "Two scans so far. First one 6 days ago was neg, second
//! yesterday also neg."

use rust_decimal::prelude::ToPrimitive;

use super::place::{Place, is_break};
use crate::candidate::EventCandidate;
use crate::language::uses::Use;
use crate::number::Figure;
use crate::scan::{Hit, What};
use crate::scope::Context;

/// Most tests that are told of one by one.
const MOST: i64 = 4;

impl Place<'_> {
    /// The kind of event of which the sentences behind this one may tell one by one.
    pub(super) fn counted_before_next(&self) -> Option<u16> {
        let repeats = |frame: u16| {
            let frame = self.stages.language.frame_of(Some(frame));
            frame.is_some_and(|it| it.at_visit)
        };
        let mut named = self.anchors().filter(|(frame, ..)| repeats(*frame));
        let counted = named.find(|(_, _, hit)| self.is_several(hit.first));
        match counted {
            Some((frame, ..)) => Some(frame),
            None => self.before.counted.filter(|counted| {
                let mut named = self.anchors().filter(|(frame, ..)| repeats(*frame));
                named.all(|(frame, ..)| frame == *counted)
            }),
        }
    }

    /// Whether a number of tests stands right before a token: "two ultrasounds", "2 leg scans".
    fn is_several(&self, at: u32) -> bool {
        let behind = self.numbers.partition_point(|it| it.tokens.end <= at);
        let number = behind.checked_sub(1).and_then(|it| self.numbers.get(it));
        number.is_some_and(|number| {
            let Figure::Number(amount) = &number.mention.figure else {
                return false;
            };
            let count = amount.single().and_then(|it| it.to_i64());
            at - number.tokens.end <= 1 && count.is_some_and(|it| (2..=MOST).contains(&it))
        })
    }

    /// The tests that the sentence tells of by their turn alone.
    pub(super) fn told_in_turn(&self) -> Vec<EventCandidate> {
        let Some(frame) = self.before.counted else {
            return Vec::new();
        };
        let Some(entry) = self.stages.language.frames.get(usize::from(frame)) else {
            return Vec::new();
        };
        if self.anchors().any(|(of, ..)| of == frame) {
            return Vec::new();
        }
        let turns = (self.sentence.body..self.sentence.end).filter(|at| self.is_turn(frame, *at));
        let event = |at: u32| {
            let token = self.stages.tokens.get(at)?;
            let what = What::Anchor { frame, anchor: 0 };
            let hit = Hit::of_word(token.start..self.stages.tokens.end(at), at, what);
            let first = self.is_used_as(at, Use::First);
            Some(EventCandidate {
                again: !first,
                ..self.event(frame, entry, &hit, &Context::default())
            })
        };
        turns.filter_map(event).collect()
    }

    /// Whether the word at a token is asked for as this.
    pub(super) fn is_used_as(&self, at: u32, one: Use) -> bool {
        self.stages.scopes.uses(self.stages.tokens, at).has(one)
    }

    /// "First one 6 days ago", "the second was", "; second also".
    fn is_turn(&self, frame: u16, at: u32) -> bool {
        let word = |at: u32| self.stages.word(at);
        if !self.is_used_as(at, Use::Turn) {
            return false;
        }
        let opens = at == self.sentence.body
            || is_break(word(at - 1))
            || matches!(word(at - 1), "the" | "and" | "." | "-" | "&");
        let next = at + 1;
        let of_number = || {
            let mut numbers = self.numbers.iter();
            numbers.any(|it| it.tokens.contains(&next))
        };
        let shown = || {
            let mut over = self.hits_over(&(next..next + 1));
            over.any(|(_, hit)| matches!(hit.what, What::Slot { frame: of, .. } if of == frame))
        };
        let goes_on = matches!(
            word(next),
            "one" | "was" | "also" | "on" | "done" | ":" | "showed" | "again" | "-"
        );
        opens && (goes_on || of_number() || shown())
    }
}
