//! "Swollen per triage. Not convinced.": words that doubt what was said before them, in their sentence or in the one
//! before it.

use std::ops::Range;

use super::behind;
use super::question::Asked;
use super::{By, Reason, Text, Within};
use crate::language::model::ModifierKind;
use crate::scan::{Hit, What};
use crate::token::Kind;
use crate::view::count;

/// Most words that may stand between words of doubt and the end of their clause.
const WORDS_BEHIND: u32 = 8;

/// What of a sentence is doubted: by words of its own, and by the sentence behind it.
pub(super) fn doubted(text: Text<'_>, within: Within<'_>) -> [Option<Asked>; 2] {
    [by_itself(text, within), by_the_next(text, within)]
}

fn by_itself(text: Text<'_>, within: Within<'_>) -> Option<Asked> {
    let sentence = within.sentence;
    let (index, cue) = text.hits_of(within).find(|(_, hit)| doubts(text, hit))?;
    let clause = clause_before(text, within, cue.first)?;
    ends_clause(text, cue, sentence.end).then(|| asked(clause, index))
}

fn by_the_next(text: Text<'_>, within: Within<'_>) -> Option<Asked> {
    let next = text.layout.sentences.get(within.index as usize + 1)?;
    if next.part != within.sentence.part || next.asks {
        return None;
    }
    let rest = text.hits.get(within.last..).unwrap_or_default();
    let here = (within.last..).zip(rest);
    let here = here.take_while(|(_, hit)| hit.first < next.end);
    let mut here = here.take_while(|(_, hit)| !is_claim(hit));
    let (index, cue) = here.find(|(_, hit)| doubts(text, hit))?;
    let clause = clause_before(text, within, within.sentence.end)?;
    ends_clause(text, cue, next.end).then(|| asked(clause, index))
}

fn asked(clause: Range<u32>, index: usize) -> Asked {
    Asked {
        clause,
        reason: Reason {
            by: By::Hit(count(index)),
            kind: ModifierKind::Possible,
        },
    }
}

fn doubts(text: Text<'_>, hit: &Hit) -> bool {
    let modifier = text.modifier(hit);
    modifier.is_some_and(|it| it.kind == ModifierKind::Dispute)
}

/// What may be doubted.
pub(super) fn is_claim(hit: &Hit) -> bool {
    matches!(
        hit.what,
        What::Concept { .. } | What::Measure(_) | What::Marked
    )
}

/// Whether a mention is one that may be doubted still: "?DVT" doubts itself.
pub(super) fn is_open(text: Text<'_>, hit: &Hit) -> bool {
    let inside = |it: &Hit| hit.first <= it.first && it.last <= hit.last;
    let doubts = |it: &Hit| {
        let kind = text.modifier(it).map(|it| it.kind);
        kind.is_some_and(behind::is_doubt) && inside(it)
    };
    let itself = (hit.first..hit.last).any(|at| text.word(at) == "?");
    let from = text.hits.partition_point(|it| it.first < hit.first);
    let own = text.hits.get(from..).unwrap_or_default().iter();
    let mut own = own.take_while(|it| it.first < hit.last);
    is_claim(hit) && !itself && !own.any(doubts)
}

/// Whether nothing else is doubted behind the words: "not convinced of the swelling", "not sure what to do".
fn ends_clause(text: Text<'_>, cue: &Hit, end: u32) -> bool {
    let clause = (cue.last..end).take_while(|at| !matches!(text.word(*at), "," | ";" | "." | "-"));
    let words = clause
        .clone()
        .filter(|at| text.tokens.kind(*at) == Some(Kind::Word));
    let to = clause.last().map_or(cue.last, |at| at + 1);
    let next = text.hits.partition_point(|hit| hit.first < cue.last);
    let behind = text.hits.get(next..).unwrap_or_default().iter();
    let mut behind = behind.take_while(|hit| hit.first < to);
    let other = behind.any(|hit| is_claim(hit) || matches!(hit.what, What::Anchor { .. }));
    let names_else = |at: u32| {
        matches!(
            text.word(at),
            "what"
                | "how"
                | "whether"
                | "if"
                | "about"
                | "which"
                | "where"
                | "when"
                | "why"
                | "who"
                | "of"
        )
    };
    !other && count(words.clone().count()) <= WORDS_BEHIND && !words.into_iter().any(names_else)
}

/// The clause that ends before a token, with something in it that may be doubted. Over commas it goes back along a list of
/// symptoms: "swollen, red, tender per triage", but not over what has a side or a day of its own or was doubted before.
fn clause_before(text: Text<'_>, within: Within<'_>, end: u32) -> Option<Range<u32>> {
    let body = within.sentence.body;
    let (mut start, mut to) = (None, end);
    loop {
        let edge = (body..to).rev().find(|at| divides(text.word(*at)));
        let piece = edge.map_or(body, |at| at + 1)..to;
        if here(text, within, &piece).any(is_claim) {
            start = Some(piece.start);
        }
        let Some(edge) = edge else { break };
        if start.is_some() && !(text.word(edge) == "," && goes_on(text, within, &piece)) {
            break;
        }
        to = edge;
    }
    start.map(|start| start..end)
}

fn divides(word: &str) -> bool {
    matches!(
        word,
        "," | "but" | "although" | "though" | "however" | "whereas" | "-"
    )
}

fn here<'a>(
    text: Text<'a>,
    within: Within<'_>,
    piece: &Range<u32>,
) -> impl Iterator<Item = &'a Hit> + use<'a> {
    let hits = text.hits.get(within.first..within.last).unwrap_or_default();
    let from = hits.partition_point(|hit| hit.first < piece.start);
    let end = piece.end;
    let there = hits.get(from..).unwrap_or_default().iter();
    there.take_while(move |hit| hit.first < end)
}

/// Whether a piece is the next of a list of symptoms: it has no side, no number and no doubt of its own.
fn goes_on(text: Text<'_>, within: Within<'_>, piece: &Range<u32>) -> bool {
    let own = |at: u32| {
        matches!(text.word(at), "left" | "right" | "l" | "r" | "both" | "?")
            || text.tokens.kind(at) == Some(Kind::Number)
    };
    !piece.clone().any(own)
        && here(text, within, piece).all(|hit| match hit.what {
            What::Concept { id, .. } => {
                let concept = text.language.concepts.get(usize::from(id.0));
                concept.is_some_and(|it| it.symptom)
            }
            What::Modifier(_) => {
                let kind = text.modifier(hit).map(|it| it.kind);
                !kind.is_some_and(behind::is_doubt)
            }
            What::Measure(_) | What::Anchor { .. } => false,
            _ => true,
        })
}
