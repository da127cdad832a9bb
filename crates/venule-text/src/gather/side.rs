//! Left, right and both in a sentence, and which of them a mention is of.

use std::ops::Range;

use venule_engine::side::Side;

use super::that_leg;
use super::valued::{self, Valued};
use super::{Stages, is_break};
use crate::language::model::{Direction, ModifierKind};
use crate::layout::Sentence;
use crate::number::Figure;
use crate::scan::{Hit, What};
use crate::span::Span;
use crate::token::{Kind, Memo, Tokens};
use crate::view::{View, count};

/// How far back words may start that end before a letter for a side, in tokens: no phrase is as long.
const LONGEST: u32 = 64;

/// Tokens behind "both" in which two parts of a leg are named.
const WORDS_OF_TWO: u32 = 9;

/// Tokens behind "left and right" in which a value says that each leg has its own.
const JOINED_TO_VALUE: u32 = 4;

/// A word for a side, at its token.
#[derive(Debug, Clone, Copy)]
pub(super) struct SideWord {
    pub(super) side: Side,
    pub(super) token: u32,
    pub(super) span: Span,
    /// Whether it is that of a value set against that of the other leg.
    pub(super) valued: Valued,
}

/// Tokens of a text that are signs of something, in order.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// They divide what stands around them.
    breaks: Vec<u32>,
    /// By token: how many of those stand before it.
    crossed: Vec<u32>,
    /// They are words for a side, if what stands around them agrees.
    sides: Vec<u32>,
    /// By word: whether it is one or the other.
    words: Memo<(bool, bool)>,
}

impl Cues {
    /// Reads another text into the same arrays.
    pub(crate) fn read(&mut self, view: &View<'_>, tokens: &Tokens) {
        self.breaks.clear();
        self.crossed.clear();
        self.sides.clear();
        self.words.begin(tokens);
        for at in 0..tokens.len() {
            let sign = self.words.find(view, tokens, at, |word, kind| {
                (
                    is_break(word),
                    kind == Kind::Word && (may_be_side(word) || that_leg::may_be(word)),
                )
            });
            let (breaks, sides) = sign.unwrap_or_default();
            self.crossed.push(count(self.breaks.len()));
            if breaks {
                self.breaks.push(at);
            }
            if sides {
                self.sides.push(at);
            }
        }
    }

    /// How many of some tokens divide what stands around them.
    pub(super) fn count_breaks(&self, within: Range<u32>) -> u32 {
        let before = |token: u32| {
            let before = self.crossed.get(token as usize).copied();
            before.unwrap_or_else(|| count(self.breaks.len()))
        };
        before(within.end).saturating_sub(before(within.start))
    }

    /// Those of some tokens that divide what stands around them.
    pub(super) fn breaks(&self, within: Range<u32>) -> &[u32] {
        part(&self.breaks, within)
    }
}

/// Those of sorted tokens that lie within others.
fn part(tokens: &[u32], within: Range<u32>) -> &[u32] {
    let from = tokens.partition_point(|at| *at < within.start);
    let rest = tokens.get(from..).unwrap_or_default();
    let length = rest.partition_point(|at| *at < within.end);
    rest.get(..length).unwrap_or_default()
}

/// What the words of a text may be the signs of.
pub(crate) fn cues(view: &View<'_>, tokens: &Tokens) -> Cues {
    let mut cues = Cues::default();
    cues.read(view, tokens);
    cues
}

/// Whether a word can stand for a side at all; see `side_at`.
fn may_be_side(word: &str) -> bool {
    matches!(
        word,
        "left"
            | "lt"
            | "lhs"
            | "right"
            | "rt"
            | "rhs"
            | "lle"
            | "rle"
            | "ble"
            | "bilateral"
            | "bilaterally"
            | "bilat"
            | "b"
            | "l"
            | "r"
            | "both"
            | "each"
            | "either"
    )
}

/// The words for sides in a sentence, in order, in place of what the array held before. "That leg" is the one of the side
/// that was told last, in the sentence or before it.
pub(super) fn find(
    stages: Stages<'_>,
    sentence: &Sentence,
    hits: &[Hit],
    before: Option<Side>,
    found: &mut Vec<SideWord>,
) {
    found.clear();
    let cues = part(&stages.cues.sides, sentence.start..sentence.end);
    for (index, at) in cues.iter().enumerate() {
        let at = *at;
        let again = || {
            let named = that_leg::at(stages, sentence, at)?;
            let behind = cues.get(index + 1..).unwrap_or_default().iter();
            let mut behind = behind.filter(|it| valued::has_value(stages, **it));
            let other = behind.find_map(|it| side_at(stages, sentence, hits, *it));
            let against = other.filter(|_| valued::has_value(stages, at));
            that_leg::side(named, found, before, against)
        };
        if let Some(side) = side_at(stages, sentence, hits, at).or_else(again)
            && !is_compared(stages, sentence, at)
            && !is_of_no_leg(stages, hits, at)
            && let Some(token) = stages.tokens.get(at)
        {
            found.push(SideWord {
                side,
                token: at,
                span: stages.view.span(token.start..token.end),
                valued: Valued::No,
            });
        }
    }
    join_both(stages, found);
    let is_one = |it: &SideWord| it.side != Side::Both;
    if found.iter().any(is_one) {
        found.retain(|it| is_one(it) || !is_pair_of_veins(stages, sentence, it.token));
    }
    valued::mark(stages, found);
}

/// "Left and right calves": both, where no values of the two follow.
fn join_both(stages: Stages<'_>, found: &mut Vec<SideWord>) {
    let mut at = 0;
    while let Some([one, other]) = found.get(at..at + 2) {
        let legs = matches!(
            (one.side, other.side),
            (Side::Left, Side::Right) | (Side::Right, Side::Left)
        );
        let joined =
            other.token == one.token + 2 && matches!(stages.word(one.token + 1), "and" | "&" | "+");
        let mut behind = other.token + 1..other.token + 2 + JOINED_TO_VALUE;
        let valued = behind.any(|at| stages.tokens.kind(at) == Some(Kind::Number));
        if legs && joined && !valued {
            found.remove(at + 1);
            if let Some(word) = found.get_mut(at) {
                word.side = Side::Both;
            }
        }
        at += 1;
    }
}

/// "RIGHT LEG" alone on a line, "Left:", "61F, R leg.": the leg that the lines below it are of. What else is known to be
/// no statement may stand beside it.
pub(super) fn label(
    stages: Stages<'_>,
    sentence: &Sentence,
    sides: &[SideWord],
    known: impl Fn(u32) -> bool,
) -> Option<SideWord> {
    let [word] = sides else { return None };
    let names = |at: u32| {
        let sign = matches!(
            stages.tokens.kind(at),
            Some(Kind::Punctuation | Kind::LineBreak | Kind::Symbol)
        );
        sign && stages.word(at) != "?"
            || at == word.token
            || known(at)
            || matches!(
                stages.word(at),
                "leg"
                    | "lower"
                    | "limb"
                    | "extremity"
                    | "side"
                    | "sided"
                    | "the"
                    | "venous"
                    | "veins"
                    | "deep"
            )
    };
    let alone = (sentence.start..sentence.end).all(names);
    (alone && word.side != Side::Both).then_some(*word)
}

fn side_at(stages: Stages<'_>, sentence: &Sentence, hits: &[Hit], at: u32) -> Option<Side> {
    let next = |distance: u32| {
        let token = at + distance;
        if token < sentence.end {
            stages.word(token)
        } else {
            ""
        }
    };
    let before = if at > sentence.start {
        stages.word(at - 1)
    } else {
        ""
    };
    match stages.word(at) {
        "left" | "lt" | "lhs" => (!is_verb_left(before, next(1))).then_some(Side::Left),
        "right" | "rt" | "rhs" => (!is_adverb_right(before, next(1))).then_some(Side::Right),
        "lle" => Some(Side::Left),
        "rle" => Some(Side::Right),
        "ble" | "bilateral" | "bilaterally" | "bilat" => Some(Side::Both),
        "b" if next(1) == "/" && next(2) == "l" => Some(Side::Both),
        "l" if is_short_for_side(stages, sentence, hits, at) => Some(Side::Left),
        "r" if is_short_for_side(stages, sentence, hits, at) => Some(Side::Right),
        "both" | "each" | "either" if is_of_legs(stages, sentence, hits, at) => Some(Side::Both),
        _ => None,
    }
}

/// "Right now", "left with a heavy leg", "right arm pain": words with another meaning, or of a part of the body that is no
/// leg.
fn is_of_no_leg(stages: Stages<'_>, hits: &[Hit], at: u32) -> bool {
    let language = stages.language;
    let behind = hits.partition_point(|hit| hit.first <= at + 1);
    let near = hits.get(..behind).unwrap_or_default().iter().rev();
    let mut near = near.take_while(|hit| at.saturating_sub(hit.first) <= LONGEST);
    near.any(|hit| match hit.what {
        What::Modifier(index) => {
            let modifier = language.modifiers.get(index as usize);
            let other = modifier.filter(|it| it.kind == ModifierKind::NoSide);
            // "Pain on the right behind the knee".
            let named =
                || at > 0 && matches!(stages.word(at - 1), "the" | "on" | "side" | "=" | ":");
            let own = hit.first == at;
            other.is_some_and(|it| it.direction == Direction::Both || !own || !named())
                && (hit.first..hit.last).contains(&at)
        }
        What::Site(id) => {
            let site = language.sites.get(id.0 as usize);
            hit.first == at + 1 && site.is_some_and(|it| it.elsewhere)
        }
        _ => false,
    })
}

/// The side that a word next to a number stands for.
pub(super) fn of_word(word: &str) -> Option<Side> {
    match word {
        "left" | "l" | "lt" => Some(Side::Left),
        "right" | "r" | "rt" => Some(Side::Right),
        _ => None,
    }
}

/// "She left the clinic", "left untreated".
fn is_verb_left(before: &str, next: &str) -> bool {
    matches!(
        next,
        "the"
            | "a"
            | "hospital"
            | "home"
            | "work"
            | "untreated"
            | "over"
            | "alone"
            | "out"
            | "without"
            | "before"
            | "against"
            | "me"
            | "him"
            | "her"
            | "school"
            | "behind"
    ) || matches!(
        before,
        "she" | "he" | "they" | "i" | "have" | "has" | "was" | "nothing" | "been"
    ) && !matches!(
        next,
        "leg" | "calf" | "side" | "sided" | "thigh" | "knee" | "foot"
    )
}

/// "Right away", "all right".
fn is_adverb_right(before: &str, next: &str) -> bool {
    matches!(
        next,
        "away"
            | "now"
            | "down"
            | "up"
            | "after"
            | "before"
            | "there"
            | "here"
            | "through"
            | "at"
            | "across"
            | "to"
            | "thing"
            | "pathway"
            | "test"
            | "choice"
            | "answer"
    ) || matches!(
        before,
        "all" | "thats" | "alright" | "doing" | "been" | "felt" | "quite" | "came" | "got"
    )
}

/// A single letter stands for a side next to what has sides, or set apart from the words around it.
fn is_short_for_side(stages: Stages<'_>, sentence: &Sentence, hits: &[Hit], at: u32) -> bool {
    let next_word = (at + 1 < sentence.end).then(|| stages.word(at + 1));
    // "R60.0", "L03.1": a code, not a side.
    let glued = stages
        .tokens
        .get(at + 1)
        .is_some_and(|next| stages.tokens.end(at) == next.start && next.kind == Kind::Number);
    if glued && !has_other_side_before_number(stages, sentence, at) {
        return false;
    }
    let at_leg = is_right_before_a_site(stages, hits, at);
    let behind_slash = at > sentence.start && stages.word(at - 1) == "/";
    if is_beside_slash(stages, sentence, at) {
        return true;
    }
    if next_word == Some("/") || (behind_slash && !(at_leg && is_next_of_row(stages, at))) {
        // "r/o", "b/l": no side of its own, but "L/R" and "l / leg" are rare enough to be asked.
        return false;
    }
    // "2/7 L calf": nobody counts legs in liters.
    if at_leg {
        return true;
    }
    if is_set_apart(stages, sentence, at) {
        return true;
    }
    let after_number = at > sentence.start && stages.tokens.kind(at - 1) == Some(Kind::Number);
    let before_number = at + 1 < sentence.end && stages.tokens.kind(at + 1) == Some(Kind::Number);
    let sided = |hit: &Hit| {
        matches!(
            hit.what,
            What::Site(_)
                | What::Concept { .. }
                | What::Anchor { .. }
                | What::Measure(_)
                | What::Slot { .. }
        )
    };
    let behind = hits.partition_point(|hit| hit.first <= at);
    let (before, after) = hits.split_at_checked(behind).unwrap_or_default();
    let mut after = after.iter().take_while(|hit| hit.first - at <= 3);
    let leads = after.any(sided);
    let near = before.iter().rev();
    let mut near = near.take_while(|hit| at - hit.first <= LONGEST);
    let follows = near.any(|hit| sided(hit) && hit.last <= at && at - hit.last <= 1);
    (leads && !after_number)
        || (follows && (!after_number || before_number))
        || before_number
            && (at > sentence.start || has_other_side_before_number(stages, sentence, at))
        || is_bracketed_behind_number(stages, sentence, at)
        || after_number && has_other_side_behind_number(stages, sentence, at)
}

/// "55M L.", "46F, R, 5/7", "R. 3 days": a letter by itself behind nothing but an age.
fn is_set_apart(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let sign = |at: u32| stages.tokens.kind(at) == Some(Kind::Punctuation);
    let next = at + 1;
    let ends = next >= sentence.end || sign(next) && !matches!(stages.word(next), "(" | ":" | "?");
    // "R. Smith": an initial of a name.
    let named = stages.word(next) == "."
        && stages.tokens.kind(next + 1) == Some(Kind::Word)
        && next + 1 < sentence.end;
    if !ends {
        return false;
    }
    let start = stages.tokens.get(sentence.body).map_or(0, |it| it.start);
    let first = stages.numbers.partition_point(|it| it.span.start < start);
    let ages = stages.numbers.get(first..).unwrap_or_default().iter();
    let ages = ages.take_while(|it| it.span.start < stages.tokens.end(at));
    let mut ages = ages
        .filter(|it| matches!(it.figure, Figure::Age(_)))
        .map(|it| stages.tokens.within(it.span.start, it.span.end));
    let mut behind_age = false;
    let mut age = 0..0;
    let alone = (sentence.body..at).all(|at| {
        while age.end <= at {
            let Some(next) = ages.next() else { break };
            age = next;
        }
        behind_age |= age.contains(&at);
        sign(at) || age.contains(&at)
    });
    alone && (behind_age || !named)
}

/// "L calf", with a blank between them.
fn is_right_before_a_site(stages: Stages<'_>, hits: &[Hit], at: u32) -> bool {
    let next = hits.partition_point(|hit| hit.first <= at);
    let there = hits.get(next..).unwrap_or_default().iter();
    let end = stages.tokens.end(at);
    let apart = stages.tokens.get(at + 1).is_some_and(|it| it.start > end);
    let mut there = there.take_while(|hit| hit.first == at + 1);
    apart && there.any(|hit| matches!(hit.what, What::Site(_)))
}

/// "49M/L leg swelling/no PMH": behind a slash that parts what is told, not "R/L leg" or "b/l legs".
fn is_next_of_row(stages: Stages<'_>, at: u32) -> bool {
    let before = at.checked_sub(2).map(|at| stages.word(at));
    before.is_some_and(|word| !matches!(word, "b" | "bi") && of_word(word).is_none())
}

/// "37 (L) 35 (R)": each letter stands in brackets behind its number.
fn is_bracketed_behind_number(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let bracketed = |at: u32| {
        at >= sentence.start + 2
            && stages.word(at - 1) == "("
            && stages.word(at + 1) == ")"
            && stages.tokens.kind(at - 2) == Some(Kind::Number)
    };
    let own = of_word(stages.word(at));
    let other = |other: u32| {
        let side = of_word(stages.word(other));
        side.is_some() && side != own && bracketed(other)
    };
    bracketed(at) && (sentence.start..sentence.end).any(other)
}

/// "0.90 R, 0.97 L": each letter stands behind its number.
fn has_other_side_behind_number(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let own = of_word(stages.word(at));
    (sentence.start + 1..sentence.end).any(|other| {
        let side = of_word(stages.word(other));
        let number = || stages.tokens.kind(other - 1) == Some(Kind::Number);
        side.is_some() && side != own && number()
    })
}

/// "R38 L35": each letter stands before its number.
fn has_other_side_before_number(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let own = of_word(stages.word(at));
    (sentence.start..sentence.end).any(|other| {
        let side = of_word(stages.word(other));
        let number = || stages.tokens.kind(other + 1) == Some(Kind::Number);
        side.is_some() && side != own && number()
    })
}

/// "Both legs", "each calf", "both sides"; not "both swelling and pain".
fn is_of_legs(stages: Stages<'_>, sentence: &Sentence, hits: &[Hit], at: u32) -> bool {
    let behind = hits.partition_point(|hit| hit.first <= at);
    let after = hits.get(behind..).unwrap_or_default().iter();
    let mut near = after.take_while(|hit| hit.first - at <= 2);
    let of_sides = (at + 1..(at + 3).min(sentence.end))
        .any(|next| matches!(stages.word(next), "side" | "sides" | "lower"));
    let near = near.any(|hit| matches!(hit.what, What::Site(_)));
    of_sides || near && !is_of_two_parts(stages, sentence, at)
}

/// "Both popliteal and femoral veins": two parts of one leg.
fn is_of_two_parts(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let end = (at + WORDS_OF_TWO).min(sentence.end);
    let ends = |at: &u32| is_break(stages.word(*at)) || stages.word(*at) == ".";
    let end = (at + 1..end).find(ends).unwrap_or(end);
    let mut behind = at + 1..end;
    let joined = behind.find(|at| matches!(stages.word(*at), "and" | "&" | "+" | "/"));
    joined.is_some() && behind.any(|at| matches!(stages.word(at), "vein" | "veins"))
}

/// "Both peroneal veins of the left calf": where the sentence names one leg, a pair of veins is in it.
fn is_pair_of_veins(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let pair = matches!(stages.word(at), "both" | "each" | "either");
    let end = (at + 5).min(sentence.end);
    let mut behind = (at + 1..end).take_while(|at| !matches!(stages.word(*at), "," | "." | ";"));
    pair && behind.any(|at| matches!(stages.word(at), "veins" | "vein" | "venae"))
}

/// "0.8 R / 0.9 L", "R 0.8 / L 0.9".
fn is_beside_slash(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let number = |at: Option<u32>| {
        let kind = at.and_then(|at| stages.tokens.kind(at));
        kind == Some(Kind::Number)
    };
    let slash = |at: Option<u32>| at.is_some_and(|at| stages.word(at) == "/");
    let closes = slash(Some(at + 1)) && number(at.checked_sub(1)) && number(Some(at + 2));
    let opens = slash(at.checked_sub(1)) && number(at.checked_sub(2)) && number(Some(at + 1));
    closes && has_other_side_behind_number(stages, sentence, at)
        || opens && has_other_side_before_number(stages, sentence, at)
}

/// "3 cm larger than the left", "38 v 34 on the right", "> L": the side that it is compared with.
fn is_compared(stages: Stages<'_>, sentence: &Sentence, at: u32) -> bool {
    let from = at.saturating_sub(4).max(sentence.start);
    let next = at + 1;
    // "41 v 37 cm R, pitting": behind the smaller value.
    let ends = next >= sentence.end || is_break(stages.word(next)) || stages.word(next) == ".";
    for before in (from..at).rev() {
        let value = stages.tokens.kind(before) == Some(Kind::Number)
            || matches!(stages.word(before), "cm" | "mm");
        match stages.word(before) {
            _ if value && ends => {}
            "the" | "that" | "of" | "with" | "to" | "on" | "calf" | "leg" | "side" | "opposite" => {
            }
            "than" | ">" | "<" | "v" | "vs" | "versus" | "compared" | "cf" => return true,
            _ => return false,
        }
    }
    false
}
