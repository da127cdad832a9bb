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

/// Removes what overlaps with words that were read. What was found is sorted, and short beside the text.
fn remove_read<'a>(found: &mut Vec<Span>, read: impl Iterator<Item = &'a Span>) {
    let mut ends = Vec::with_capacity(found.len());
    let mut last = 0;
    for span in &*found {
        last = span.end.max(last);
        ends.push(last);
    }
    let mut is_read = vec![false; found.len()];
    for other in read {
        let before = found.partition_point(|span| span.start < other.end);
        let near = (0..before).rev();
        // Up to each, the last byte that any covers.
        let near = near.take_while(|at| ends.get(*at).is_some_and(|end| *end > other.start));
        for at in near {
            let overlaps = found.get(at).is_some_and(|span| span.end > other.start);
            if let Some(place) = is_read.get_mut(at) {
                *place |= overlaps;
            }
        }
    }
    let mut read = is_read.into_iter();
    found.retain(|_| read.next() != Some(true));
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
        .chain(reading.none_of.iter().map(|(_, _, proof)| proof));
    let mut found = Vec::new();
    words.find(view, tokens, &mut Vec::new(), |it| {
        let start = tokens.get(it.first).map_or(0, |token| token.start);
        let end = tokens.end(it.last.saturating_sub(1)).max(start);
        found.push(view.span(start..end));
    });
    found.sort_unstable();
    remove_read(&mut found, proofs.flat_map(|proof| &proof.spans));
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
