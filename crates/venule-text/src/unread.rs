//! Words of weight that were read into nothing: whoever reads an answer has to know of them, and nothing is presumed of
//! the fact that they put in doubt.

use std::collections::BTreeMap;
use std::sync::Arc;

use venule_logic::{FactId, Value};

use crate::candidate::{Candidate, Doubt, Proof, Reason, Standing};
use crate::extract::Reading;
use crate::language::model::{Language, Polarity, Trend};
use crate::layout::Layout;
use crate::matcher::Matcher;
use crate::scan::{Hits, What};
use crate::scope::{Context, Person, Scopes, Time};
use crate::span::Span;
use crate::token::Tokens;
use crate::view::View;

/// Words of weight that nothing in a reading rests on.
pub(crate) struct Unread {
    /// Where they stand in the original text.
    pub(crate) span: Span,
    /// Where they stand in the view of it.
    bytes: (u32, u32),
    /// Their entry in the language.
    entry: usize,
}

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
) -> Vec<Unread> {
    let facts = reading.facts.iter().chain(&reading.facts_aside);
    let events = reading.events.iter().chain(&reading.events_aside);
    let facts = facts.map(|it| (it.standing, &it.proof));
    let events = events.map(|it| (it.standing, &it.proof));
    let proofs = facts
        .chain(events)
        .filter(|(standing, _)| is_read(*standing))
        .map(|(_, proof)| proof)
        .chain(reading.none_of.iter().map(|(_, _, proof)| proof));
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
        found.push(Unread {
            span: view.span(start..end),
            bytes: (start, end),
            entry: it.owner as usize,
        });
    });
    found.retain(|it| {
        let before = read.partition_point(|other| other.start < it.span.end);
        let nearest = before.checked_sub(1).and_then(|at| read.get(at));
        nearest.is_none_or(|other| other.end <= it.span.start)
    });
    found.sort_unstable_by_key(|it| it.span);
    found
}

/// The places of these words, in order of the text; of words in words, the longer.
pub(crate) fn spans(found: &[Unread]) -> Vec<Span> {
    let mut spans: Vec<Span> = found.iter().map(|it| it.span).collect();
    spans.dedup_by(|next, one| {
        let overlaps = next.start < one.end;
        if overlaps {
            *one = one.join(*next);
        }
        overlaps
    });
    spans
}

/// What these words put in doubt: one candidate for each fact, to be confirmed, with all words that do so.
///
/// Words that are denied, of somebody else, of the time before or only supposed put nothing in doubt.
pub(crate) fn doubts(
    language: &Language,
    view: &View<'_>,
    tokens: &Tokens,
    layout: &Layout,
    hits: &Hits,
    found: &[Unread],
) -> Vec<Candidate> {
    let doubting: Vec<(&Unread, FactId, &Arc<str>)> = found
        .iter()
        .filter_map(|it| {
            let weighty = language.weighty.get(it.entry)?;
            Some((it, weighty.doubts?, &weighty.id))
        })
        .collect();
    if doubting.is_empty() {
        return Vec::new();
    }
    let mut hits = hits.clone();
    hits.mark_all(tokens, doubting.iter().map(|(it, ..)| it.bytes));
    let scopes = Scopes::of(language, view, tokens, layout, &hits);
    let marked = hits.all().iter().enumerate();
    let marked = marked.filter(|(_, hit)| hit.what == What::Marked);
    let contexts: BTreeMap<(u32, u32), Context> = marked
        .map(|(at, hit)| ((hit.start, hit.end), scopes.context(at)))
        .collect();
    let mut candidates: BTreeMap<FactId, Candidate> = BTreeMap::new();
    for (it, fact, id) in doubting {
        if !contexts.get(&it.bytes).is_some_and(is_of_the_patient) {
            continue;
        }
        let candidate = candidates.entry(fact).or_insert_with(|| Candidate {
            fact,
            value: Value::Boolean(true),
            side: None,
            standing: Standing::ToConfirm(Doubt::Possible),
            proof: Proof::default(),
            weak: false,
            leads: false,
            narrow: false,
            raise: true,
            at: tokens.within(it.bytes.0, it.bytes.1).start,
        });
        candidate.proof.add(it.span, id);
    }
    candidates.into_values().collect()
}

/// Whether something is said to be there, of the patient and now.
fn is_of_the_patient(context: &Context) -> bool {
    context.polarity == Polarity::Present
        && context.person != Person::Other
        && context.time == Time::Now
        && !context.trends.contains(Trend::Resolved)
}
