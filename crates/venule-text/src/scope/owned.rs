//! What belongs to somebody else by the words themselves: "her sister's doppler", "my husband was told his scan".

use super::Text;
use super::role::{self, Role};
use crate::scan::{Hit, What};

/// Most tokens between somebody and what is theirs.
const MOST_BETWEEN: u32 = 10;

/// Most tokens between a test and the colon that makes it a title.
const MOST_IN_TITLE: u32 = 4;

/// Where the last test ends that belongs to the person of a hit: within the words themselves, or behind words of having. What
/// it shows is said of that person; what follows other words is not.
pub(super) fn end(text: Text<'_>, person: &Hit, sentence_end: u32) -> Option<u32> {
    let within = (person.first..person.last).filter_map(|at| test_at(text, at));
    let mut owned = within.max().map(|end| end.max(person.last));
    let mut at = owned.unwrap_or(person.last);
    while at < sentence_end && at - person.last <= MOST_BETWEEN {
        if let Some(last) = test_at(text, at) {
            owned = Some(last);
            at = last;
        } else if owned.is_none() && (has(text.word(at)) || is_place(text, at)) {
            at += 1;
        } else {
            break;
        }
    }
    owned.map(|end| title(text, end, sentence_end).unwrap_or(end))
}

/// The colon behind a test and its day, which makes both the title of what follows: "daughter's duplex today: DVT". A comma
/// or a verb between begins something else.
fn title(text: Text<'_>, test_end: u32, sentence_end: u32) -> Option<u32> {
    let last = (test_end + MOST_IN_TITLE).min(sentence_end);
    let next = (test_end..last).find(|at| role::of(text, *at) != Role::Plain);
    next.filter(|at| role::of(text, *at) == Role::Colon)
}

/// The end of the words for a test that begin at a token.
fn test_at(text: Text<'_>, at: u32) -> Option<u32> {
    let first = text.hits.partition_point(|hit| hit.first < at);
    let hits = text.hits.get(first..).unwrap_or_default().iter();
    let here = hits.take_while(|hit| hit.first == at);
    let tests = here.filter(|hit| matches!(hit.what, What::Anchor { .. } | What::Measure(_)));
    tests.map(|hit| hit.last).max()
}

fn is_place(text: Text<'_>, at: u32) -> bool {
    let first = text.hits.partition_point(|hit| hit.first < at);
    let hits = text.hits.get(first..).unwrap_or_default().iter();
    let mut here = hits.take_while(|hit| hit.first == at);
    here.any(|hit| matches!(hit.what, What::Site(_)))
}

/// Words by which somebody has a test, or has heard of their own.
fn has(word: &str) -> bool {
    matches!(
        word,
        "'" | "’"
            | "s"
            | ":"
            | "-"
            | "had"
            | "has"
            | "have"
            | "having"
            | "got"
            | "gets"
            | "who"
            | "whose"
            | "also"
            | "just"
            | "recently"
            | "underwent"
            | "was"
            | "were"
            | "is"
            | "told"
            | "that"
            | "his"
            | "their"
            | "her"
            | "own"
            | "a"
            | "an"
            | "the"
            | "of"
            | "on"
            | "for"
            | "went"
            | "came"
            | "in"
            | "left"
            | "right"
            | "last"
            | "recent"
            | "new"
            | "old"
            | "positive"
            | "negative"
            | "abnormal"
            | "normal"
            | "raised"
            | "high"
            | "elevated"
            | "clear"
            | "urgent"
            | "repeat"
            | "whole"
            | "year"
            | "week"
            | "month"
    )
}
