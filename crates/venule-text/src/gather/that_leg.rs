//! "That side", "the same leg", "the other leg": a leg by the side that was told before.

use venule_engine::side::Side;

use super::Stages;
use super::place::{Number, Place};
use super::side::SideWord;
use crate::layout::Sentence;

/// Tokens before a number in which its side may be named.
const NEAR: u32 = 3;

/// Which leg of the two is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// The one told of.
    Same,
    /// The one that was not told of.
    Other,
}

/// Whether a word can begin the words for a leg that was told of; see [`at`].
pub(super) fn may_be(word: &str) -> bool {
    of_word(word).is_some()
}

fn of_word(word: &str) -> Option<Again> {
    match word {
        "that" | "this" | "same" | "ipsilateral" => Some(Again::Same),
        "other" | "opposite" | "contralateral" => Some(Again::Other),
        _ => None,
    }
}

/// Which leg the words at a token mean, if they mean one.
pub(super) fn at(stages: Stages<'_>, sentence: &Sentence, at: u32) -> Option<Again> {
    let named = of_word(stages.word(at))?;
    let next = if stages.word(at + 1) == "lower" {
        at + 2
    } else {
        at + 1
    };
    let leg = matches!(
        stages.word(next),
        "side" | "leg" | "limb" | "extremity" | "calf" | "thigh"
    );
    let effect = stages.word(next + 1).starts_with("effect");
    (leg && !effect && next < sentence.end).then_some(named)
}

/// The side of such a leg: by the sides of the sentence before it, by the one told before the sentence, or, for a value set
/// against that of the one leg, the other leg.
pub(super) fn side(
    named: Again,
    found: &[SideWord],
    before: Option<Side>,
    against: Option<Side>,
) -> Option<Side> {
    let other = |side: Side| match side {
        Side::Left => Some(Side::Right),
        Side::Right => Some(Side::Left),
        Side::Both => None,
    };
    let told = match found {
        [] => before,
        [first, rest @ ..] => {
            let one = rest.iter().all(|it| it.side == first.side);
            one.then_some(first.side)
        }
    };
    match (told, named) {
        (Some(side), Again::Same) => Some(side).filter(|it| *it != Side::Both),
        (Some(side), Again::Other) => other(side),
        (None, Again::Same) if found.is_empty() => against.and_then(other),
        (None, _) => None,
    }
}

impl Place<'_> {
    /// The one side that the sentence tells, for the next one; where it tells none, the one told before it.
    pub(super) fn side_before_next(&self) -> Option<Side> {
        match self.sides.as_slice() {
            [] => self.before.side,
            [first, rest @ ..] => {
                let one = first.side != Side::Both && rest.iter().all(|it| it.side == first.side);
                one.then_some(first.side)
            }
        }
    }

    /// The side in words right before a number that name a leg told of: "that side is 0.44".
    pub(super) fn side_named_before(&self, number: &Number<'_>) -> Option<Side> {
        let behind = self
            .sides
            .partition_point(|it| it.token < number.tokens.start);
        let word = self.sides.get(behind.checked_sub(1)?)?;
        let near = number.tokens.start - word.token <= NEAR;
        let named = may_be(self.stages.word(word.token));
        (near && named).then_some(word.side)
    }
}
