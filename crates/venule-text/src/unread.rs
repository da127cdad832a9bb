//! Words of weight that were read into nothing: whoever reads an answer has to know of them, and nothing is presumed of
//! the fact that they put in doubt.

use std::collections::BTreeMap;
use std::sync::Arc;

use venule_logic::{FactId, Value};

use crate::candidate::{Candidate, Doubt, Proof, Reason, Standing};
use crate::extract::Reading;
use crate::language::model::{Language, Polarity, Trend, Weighty};
use crate::layout::Layout;
use crate::matcher::Matcher;
use crate::scan::{Hits, What};
use crate::scope::{By, Context, Person, Scopes, Time};
use crate::span::Span;
use crate::token::Tokens;
use crate::view::View;

/// Words of weight in a text.
struct Weight {
    /// Where they stand in the original text.
    span: Span,
    /// Where they stand in the view of it.
    bytes: (u32, u32),
    /// Their entry in the language.
    entry: usize,
    /// Whether something in the reading rests on them.
    read: bool,
}

/// What words of weight make of a reading.
#[derive(Default)]
pub(crate) struct Weighed {
    /// Words that nothing rests on, in order of the text.
    pub(crate) unread: Vec<Span>,
    /// The facts that are put in doubt, or would be if the words were of the patient: one candidate for each.
    pub(crate) doubts: Vec<Candidate>,
}

/// The matcher of a language's words of weight.
pub(crate) fn words(language: &Language) -> Matcher {
    let phrases = language.weighty.iter().map(|it| &it.phrases.wording);
    let others = others(language);
    let others = others.filter_map(|(owner, it)| Some((owner, &it.not.as_ref()?.wording)));
    Matcher::new((0_u32..).zip(phrases).chain(others))
}

/// Each entry with the owner of its phrases that mean something else: behind the owners of the words themselves.
fn others(language: &Language) -> impl Iterator<Item = (u32, &Weighty)> {
    let first = u32::try_from(language.weighty.len()).unwrap_or(u32::MAX);
    (first..).zip(&language.weighty)
}

/// Whether something was made of words: a number that cannot be right, and mentions that disagree, are not understood.
fn is_read(standing: Standing) -> bool {
    !matches!(
        standing,
        Standing::ToConfirm(Doubt::Number | Doubt::Disagreement | Doubt::Misspelled)
            | Standing::SetAside(Reason::MoreSpecific)
    )
}

/// The words of weight of a text, in order, with whether something in the reading rests on them.
fn find(
    words: &Matcher,
    entries: usize,
    (view, tokens): (&View<'_>, &Tokens),
    reading: &Reading,
) -> Vec<Weight> {
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
    let mut found = Vec::new();
    let mut others = Vec::new();
    words.find(view, tokens, &mut Vec::new(), |it| {
        let start = tokens.get(it.first).map_or(0, |token| token.start);
        let end = tokens.end(it.last.saturating_sub(1)).max(start);
        let span = view.span(start..end);
        let owner = it.owner as usize;
        if let Some(entry) = owner.checked_sub(entries) {
            others.push((entry, span));
            return;
        }
        found.push(Weight {
            span,
            bytes: (start, end),
            entry: owner,
            read: false,
        });
    });
    remove_others(&mut found, others);
    found.sort_unstable_by_key(|it| it.span);
    let spans = proofs.flat_map(|proof| &proof.spans);
    mark_read(&mut found, spans.chain(&reading.withdrawn.all));
    found
}

/// Removes words that stand within longer ones of the same entry that mean something else.
fn remove_others(found: &mut Vec<Weight>, mut others: Vec<(usize, Span)>) {
    others.sort_unstable_by_key(|(_, span)| *span);
    let lengths = others.iter().map(|(_, span)| span.end - span.start);
    let longest = lengths.max().unwrap_or(0);
    found.retain(|it| {
        let before = others.partition_point(|(_, other)| other.start <= it.span.start);
        let before = others.get(..before).unwrap_or_default().iter().rev();
        let mut near = before.take_while(|(_, other)| other.start + longest >= it.span.end);
        !near.any(|(entry, other)| *entry == it.entry && it.span.end <= other.end)
    });
}

/// Notes of sorted words which of them share a byte with something that was read.
fn mark_read<'s>(found: &mut [Weight], read: impl Iterator<Item = &'s Span>) {
    // Up to each word, the last byte that any covers: where that is too early, so are all before it.
    let ends = found.iter().scan(0, |last, it| {
        *last = it.span.end.max(*last);
        Some(*last)
    });
    let ends: Vec<u32> = ends.collect();
    for span in read {
        let before = found.partition_point(|it| it.span.start < span.end);
        let near = found.get_mut(..before).unwrap_or_default().iter_mut();
        let near = near.zip(&ends).rev();
        for (it, _) in near.take_while(|(_, end)| **end > span.start) {
            it.read |= it.span.end > span.start;
        }
    }
}

/// What the words of weight of a text make of its reading.
///
/// Words that nothing rests on are unread. Where they put a fact in doubt, what surrounds them counts: words that are
/// denied put nothing in doubt and need not be quoted, those of somebody else are set aside, and those of the past or
/// only supposed are quoted alone.
pub(crate) fn weigh(
    words: &Matcher,
    language: &Language,
    (view, tokens, layout, hits): (&View<'_>, &Tokens, &Layout, &mut Hits),
    scopes: &mut Scopes,
    reading: &Reading,
) -> Weighed {
    let entries = language.weighty.len();
    let mut found = find(words, entries, (view, tokens), reading);
    let entry = |it: &Weight| language.weighty.get(it.entry);
    found.retain(|it| !it.read || entry(it).is_some_and(|entry| entry.beside));
    let doubting = found
        .iter()
        .filter(|it| entry(it).is_some_and(|entry| !entry.doubts.is_empty()));
    let places: Vec<(u32, u32)> = doubting.map(|it| it.bytes).collect();
    let contexts = contexts(language, (view, tokens, layout, hits), scopes, &places);
    let mut unread = Vec::new();
    let mut doubts: BTreeMap<(FactId, Standing), Candidate> = BTreeMap::new();
    for it in &found {
        let context = contexts.get(&it.bytes);
        let beside = entry(it).is_some_and(|entry| entry.beside);
        let effect = context.map_or(Effect::Quoted, |(it, by_heading)| {
            effect(it, beside, *by_heading)
        });
        if !it.read && matches!(effect, Effect::Quoted | Effect::Doubted) {
            unread.push(it.span);
        }
        let standing = match effect {
            Effect::Doubted => Standing::ToConfirm(Doubt::Possible),
            Effect::Elsewhere => Standing::SetAside(Reason::OtherPerson),
            Effect::Quoted | Effect::Denied => continue,
        };
        let at = tokens.within(it.bytes.0, it.bytes.1).start;
        for (fact, id) in entry(it).into_iter().flat_map(bearing) {
            let candidate = doubts
                .entry((fact, standing))
                .or_insert_with(|| in_doubt(fact, standing, at));
            candidate.proof.add(it.span, id);
        }
    }
    Weighed {
        unread: joined(unread),
        doubts: doubts.into_values().collect(),
    }
}

/// The facts that an entry bears on, with its name.
fn bearing(entry: &Weighty) -> impl Iterator<Item = (FactId, &Arc<str>)> {
    entry.doubts.iter().map(|fact| (*fact, &entry.id))
}

/// What surrounds these places, and whether nothing but a heading says it.
fn contexts(
    language: &Language,
    (view, tokens, layout, hits): (&View<'_>, &Tokens, &Layout, &mut Hits),
    scopes: &mut Scopes,
    places: &[(u32, u32)],
) -> BTreeMap<(u32, u32), (Context, bool)> {
    if places.is_empty() {
        return BTreeMap::new();
    }
    hits.mark_all(tokens, places.iter().copied());
    scopes.read_marked(language, view, tokens, layout, hits);
    let marked = hits.all().iter().enumerate();
    let marked = marked.filter(|(_, hit)| hit.what == What::Marked);
    marked
        .map(|(at, hit)| {
            let context = scopes.context(at);
            let mut reasons = scopes.reasons(&context).iter();
            let by_heading = reasons.all(|it| matches!(it.by, By::Part(_)));
            ((hit.start, hit.end), (context, by_heading))
        })
        .collect()
}

/// What words of weight do where nothing rests on them.
#[derive(Clone, Copy)]
enum Effect {
    /// They are of the patient, and now.
    Doubted,
    /// They are of somebody else.
    Elsewhere,
    /// They say that something is not there.
    Denied,
    /// They are quoted, and that is all.
    Quoted,
}

/// What words do by what surrounds them. Of those that count whatever else was made of them what is planned counts too, and
/// what only a heading puts before this episode: "PMH: haemophilia".
fn effect(context: &Context, beside: bool, by_heading: bool) -> Effect {
    if context.person == Person::Other {
        Effect::Elsewhere
    } else if context.polarity == Polarity::Absent || context.trends.contains(Trend::Resolved) {
        Effect::Denied
    } else if context.time == Time::Now
        || beside && context.time == Time::Conditional
        || beside && by_heading && context.time == Time::Before
    {
        Effect::Doubted
    } else {
        Effect::Quoted
    }
}

fn in_doubt(fact: FactId, standing: Standing, at: u32) -> Candidate {
    Candidate {
        fact,
        value: Value::Boolean(true),
        side: None,
        standing,
        proof: Proof::default(),
        weak: false,
        leads: false,
        narrow: false,
        raise: true,
        at,
    }
}

/// Sorted places as they are quoted: of words in words, the longer.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.dedup_by(|next, one| {
        let overlaps = next.start < one.end;
        if overlaps {
            *one = one.join(*next);
        }
        overlaps
    });
    spans
}
