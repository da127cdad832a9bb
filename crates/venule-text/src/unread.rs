//! Words of weight that were read into nothing: whoever reads an answer has to know of them.

use crate::candidate::{Doubt, Reason, Standing};
use crate::extract::Reading;
use crate::language::model::Language;
use crate::matcher::Matcher;
use crate::span::Span;
use crate::token::Tokens;
use crate::view::View;

/// The matcher of a language's words of weight.
pub(crate) fn words(language: &Language) -> Matcher {
    let phrases = language.weighty.iter().map(|it| &it.phrases.wording);
    Matcher::new((0_u32..).zip(phrases))
}

/// Whether something was made of words: a number that cannot be right, and mentions that disagree, are not understood.
fn is_read(standing: Standing) -> bool {
    !matches!(
        standing,
        Standing::ToConfirm(Doubt::Number | Doubt::Disagreement | Doubt::Misspelled)
            | Standing::SetAside(Reason::MoreSpecific)
    )
}

/// The words of weight that nothing in a reading rests on, in order of the text.
pub(crate) fn find(
    words: &Matcher,
    view: &View<'_>,
    tokens: &Tokens,
    reading: &Reading,
) -> Vec<Span> {
    let facts = reading.facts.iter().chain(&reading.facts_aside);
    let events = reading.events.iter().chain(&reading.events_aside);
    let facts = facts.map(|it| (it.standing, &it.proof));
    let events = events.map(|it| (it.standing, &it.proof));
    let proofs = facts
        .chain(events)
        .filter(|(standing, _)| is_read(*standing))
        .map(|(_, proof)| proof)
        .chain(reading.none_of.iter().map(|(_, _, proof)| proof))
        .chain(reading.amending.iter().map(|it| &it.proof));
    let mut read: Vec<Span> = proofs.flat_map(|proof| &proof.spans).copied().collect();
    read.sort_unstable();
    // Up to each of them, the last byte that any covers.
    let mut last = 0;
    for span in &mut read {
        last = span.end.max(last);
        span.end = last;
    }
    let mut found = Vec::new();
    words.find(view, tokens, &mut Vec::new(), |it| {
        let start = tokens.get(it.first).map_or(0, |token| token.start);
        let end = tokens.end(it.last.saturating_sub(1)).max(start);
        found.push(view.span(start..end));
    });
    found.retain(|span| {
        let before = read.partition_point(|other| other.start < span.end);
        let nearest = before.checked_sub(1).and_then(|at| read.get(at));
        nearest.is_none_or(|other| other.end <= span.start)
    });
    found.sort_unstable();
    // Of words in words, the longer.
    found.dedup_by(|next, one| {
        let overlaps = next.start < one.end;
        if overlaps {
            *one = one.join(*next);
        }
        overlaps
    });
    found
}
