//! The last text as a whole is taken back: it was of somebody else.

use venule_engine::case::{Case, Entry, State};
use venule_knowledge::model::Knowledge;
use venule_text::extract::Reading;

use crate::stated;

/// Most words beside those that take something back: "sorry, scrap that please".
const MOST_BESIDE: usize = 3;

/// What was known before the last text, and, in words, all that is gone with that text.
#[must_use]
pub fn without_the_last(
    knowledge: &Knowledge,
    case: &Case,
    earlier: Option<&Case>,
) -> (Case, Vec<String>) {
    let earlier = earlier.map_or_else(|| Case::new(case.as_of), Clone::clone);
    let before = all_stated(knowledge, &earlier);
    let mut gone = all_stated(knowledge, case);
    gone.retain(|it| !before.contains(it));
    (earlier, gone)
}

/// All that is known of a case, in words.
fn all_stated(knowledge: &Knowledge, case: &Case) -> Vec<String> {
    let known = |it: &&Entry| matches!(it.state, State::Known(_));
    let facts = case.facts.iter().filter(known);
    let facts = facts.map(|it| stated::stated_fact(knowledge, it));
    let events = 0..case.events.len();
    let events = events.filter_map(|index| stated::stated_event(knowledge, case, index));
    facts.chain(events).collect()
}

/// Whether words that do not say what they take back mean the last text: it was one statement, and they are all that this
/// text says ("scrap that", "that was a typo").
#[must_use]
pub fn points_at(last: &str, text: &str, reading: &Reading) -> bool {
    let withdrawn = &reading.withdrawn;
    let cue = withdrawn
        .unclear
        .first()
        .filter(|_| withdrawn.all.is_none());
    let words = |text: &str| text.split_whitespace().count();
    let is_all = cue.is_some_and(|cue| words(text) <= words(cue.of(text)) + MOST_BESIDE);
    let told = statements(last).filter(|it| words(it) > 0).count();
    let is_silent = reading.facts.is_empty()
        && reading.events.is_empty()
        && reading.events_aside.is_empty()
        && reading.none_of.is_empty()
        && reading.patients.is_empty();
    let names_none = withdrawn.facts.is_empty() && withdrawn.events.is_empty();
    is_all && told == 1 && is_silent && names_none && withdrawn.side.is_none()
}

/// What a text tells, one by one. A full stop or a comma within a number or a word ends nothing: "0.3 mg/L", "1,200".
fn statements(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = text.char_indices().filter(|(at, it)| {
        let next = text.get(at + it.len_utf8()..).unwrap_or_default();
        let goes_on = next.starts_with(|next: char| next.is_alphanumeric());
        match it {
            '.' | ',' => !goes_on,
            _ => matches!(it, ';' | '?' | '!' | '\n'),
        }
    });
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([text.len()]).collect();
    ends.into_iter().filter_map(move |end| {
        let part = text.get(from..end);
        from = end + 1;
        part
    })
}
