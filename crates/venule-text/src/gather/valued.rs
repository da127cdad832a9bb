//! Sides that stand with two values set against each other: "L 36 cm, R 35 cm, tender" does not say which leg is tender.

use std::ops::Range;

use venule_engine::side::Side;

use super::place::Place;
use super::side::SideWord;
use super::{Stages, is_break};
use crate::token::Kind;

/// Words that may stand between a side and its value.
const WORDS: u32 = 3;

/// How far apart the two sides stand at most, in tokens.
const APART: u32 = 12;

/// Whether a side stands with a value that is set against that of the other leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Valued {
    /// It does not.
    No,
    /// "L 36 cm, R 35 cm".
    Listed,
    /// "L 36 R 35", "38 (L) 34 (R)".
    Joined,
}

/// Marks the sides of values that are set against each other.
pub(super) fn mark(stages: Stages<'_>, sides: &mut [SideWord]) {
    let pairs = sides.len().saturating_sub(1);
    for at in 0..pairs {
        let Some([one, other]) = sides.get_mut(at..at + 2) else {
            continue;
        };
        let legs = matches!(
            (one.side, other.side),
            (Side::Left, Side::Right) | (Side::Right, Side::Left)
        );
        let near = other.token - one.token <= APART;
        if !legs || !near || !has_value(stages, one.token) || !has_value(stages, other.token) {
            continue;
        }
        let listed = (one.token..other.token).any(|at| is_break(stages.word(at)));
        let valued = if listed {
            Valued::Listed
        } else {
            Valued::Joined
        };
        (one.valued, other.valued) = (valued, valued);
    }
}

/// "L 36", "left calf: 36", "36 (L)".
pub(super) fn has_value(stages: Stages<'_>, token: u32) -> bool {
    let number = |at: u32| stages.tokens.kind(at) == Some(Kind::Number);
    let passes = |at: u32| {
        matches!(
            stages.word(at),
            "=" | ":" | "is" | "was" | "calf" | "leg" | "side" | "one" | ")" | "girth" | "at"
        )
    };
    let behind = (token + 1..token + 2 + WORDS).find(|at| !passes(*at));
    let before = |back: u32| token.checked_sub(back).is_some_and(number);
    let bracket = token > 0 && stages.word(token - 1) == "(";
    behind.is_some_and(number) || before(1) || bracket && (before(2) || before(3))
}

impl Place<'_> {
    /// Whether a side is that of a value which a mention stands apart from.
    pub(super) fn is_of_value(&self, word: &SideWord, of: &Range<u32>) -> bool {
        let apart = || {
            let between = of.end.min(word.token + 1)..of.start.max(word.token);
            self.stages.cues.count_breaks(between) > 0
        };
        match word.valued {
            Valued::No => false,
            Valued::Listed => apart(),
            Valued::Joined => word.token < of.start || apart(),
        }
    }
}
