//! Sentences that only say when something was: "He had a DVT. That was in 2019." They are part of what they date.

use super::Sentence;
use crate::token::{Kind, Tokens};
use crate::view::View;

/// Most tokens of the time that such a sentence names.
const MOST: usize = 12;

/// Joins each sentence from a place on that only dates to the one before it.
pub(super) fn join(view: &View<'_>, tokens: &Tokens, from: usize, sentences: &mut Vec<Sentence>) {
    let first = from.max(1);
    let mut kept = first;
    for at in first..sentences.len() {
        let next = sentences.get(at).copied();
        let before = sentences.get_mut(kept - 1);
        let (Some(next), Some(before)) = (next, before) else {
            return;
        };
        let joins = before.part == next.part
            && !before.heading
            && !before.asks
            && only_dates(view, tokens, next);
        if joins {
            before.end = next.end;
        } else {
            sentences.swap(kept, at);
            kept += 1;
        }
    }
    sentences.truncate(kept);
}

/// Whether a sentence begins with a word that points back, and names nothing but a time.
fn only_dates(view: &View<'_>, tokens: &Tokens, sentence: Sentence) -> bool {
    let word = |at: u32| tokens.text(view, at);
    let first = sentence.body;
    if sentence.heading || sentence.asks || first != sentence.start {
        return false;
    }
    let points = matches!(
        word(first),
        "that" | "this" | "it" | "these" | "those" | "they" | "both" | "all"
    );
    if !points {
        return false;
    }
    let follows = match (word(first + 1), word(first + 2)) {
        ("was" | "were" | "happened" | "occurred", _) => first + 2,
        ("s", "was" | "were") => first + 3,
        ("all" | "of" | "one" | "scan", "was" | "were" | "happened") => first + 3,
        _ => return false,
    };
    let mut rest = follows..sentence.end;
    let times = |at: u32| match tokens.kind(at) {
        Some(Kind::Number) => true,
        Some(Kind::Word) => is_time(word(at)),
        _ => false,
    };
    let passes = |at: u32| match tokens.kind(at) {
        Some(Kind::Word) => is_time(word(at)) || is_small(word(at)),
        _ => true,
    };
    rest.len() <= MOST && rest.clone().any(times) && rest.all(passes)
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "in" | "on"
            | "at"
            | "of"
            | "the"
            | "a"
            | "an"
            | "as"
            | "about"
            | "around"
            | "roughly"
            | "approximately"
            | "approx"
            | "some"
            | "many"
            | "several"
            | "few"
            | "couple"
            | "all"
            | "when"
            | "he"
            | "she"
            | "i"
            | "was"
            | "were"
            | "aged"
            | "age"
            | "or"
            | "so"
            | "and"
            | "only"
            | "just"
            | "back"
            | "over"
            | "nearly"
            | "almost"
            | "her"
            | "his"
            | "my"
            | "first"
            | "early"
            | "late"
            | "mid"
            | "end"
            | "beginning"
            | "start"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "twelve"
            | "twenty"
            | "quite"
            | "very"
            | "this"
            | "though"
            | "done"
            | "taken"
            | "found"
            | "diagnosed"
            | "performed"
            | "reported"
            | "made"
            | "shown"
            | "seen"
            | "ed"
            | "er"
            | "gp"
            | "clinic"
            | "hospital"
    )
}

fn is_time(word: &str) -> bool {
    matches!(
        word,
        "ago"
            | "back"
            | "yesterday"
            | "today"
            | "last"
            | "year"
            | "years"
            | "yr"
            | "yrs"
            | "month"
            | "months"
            | "week"
            | "weeks"
            | "wk"
            | "wks"
            | "day"
            | "days"
            | "fortnight"
            | "decade"
            | "decades"
            | "long"
            | "past"
            | "previously"
            | "before"
            | "earlier"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "child"
            | "childhood"
            | "teenager"
            | "teens"
            | "twenties"
            | "thirties"
            | "forties"
            | "youth"
            | "young"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "christmas"
            | "easter"
            | "summer"
            | "winter"
            | "spring"
            | "autumn"
    )
}
