//! Two who are told of in turn: "one has a swollen calf, the other takes ...", "the first has ..., the second ...".
//!
//! Legs, scans and relatives are told of in turn as well. It is patients where the first of them does what only somebody
//! does, no such things were counted before, and both come with something.

use super::Text;
use super::label::{Label, LabelKind};
use crate::language::uses::Use;
use crate::token::Kind;

/// How far before it what is told of in turn is counted, in tokens: "Two scans so far. First one ...".
const COUNTED: u32 = 40;

/// Years that may be an age.
const AGES: std::ops::RangeInclusive<u32> = 14..=110;

/// Most words that are tried.
const MOST: usize = 8;

/// The words for both of them; none where there are not two.
pub(super) fn of(text: Text<'_>) -> Vec<Label> {
    let all = 0..text.tokens.len();
    let ones = all.filter(|at| is_one(text, *at)).take(MOST);
    let mut two = ones.filter_map(|one| {
        let mut others = one + 2..text.tokens.len();
        let other = others.find(|at| is_other(text, *at))?;
        let both = text.presents(one, other) && text.presents(other, text.tokens.len());
        both.then(|| vec![label(text, one, "1"), label(text, other, "2")])
    });
    two.next().unwrap_or_default()
}

fn label(text: Text<'_>, at: u32, key: &str) -> Label {
    Label::new(
        LabelKind::Turn,
        key.to_owned(),
        article(text, at),
        end(text, at),
    )
}

/// Where the article before a word stands, if there is one: "the first", "my second".
fn article(text: Text<'_>, at: u32) -> u32 {
    at - u32::from(at > 0 && matches!(text.word(at - 1), "the" | "my" | "our"))
}

/// Where the words for one of them end: "first", "second one".
fn end(text: Text<'_>, at: u32) -> u32 {
    let person = text.word(at + 1) == "one" || text.is(at + 1, Use::Person);
    at + 1 + u32::from(person)
}

/// Whether somebody is meant by a word: "one has", "the first is 60", but not "one leg is".
fn is_one(text: Text<'_>, at: u32) -> bool {
    let turn = text.is(at, Use::OneOf) || text.is(at, Use::First) && text.is(at, Use::Ordinal);
    let asks = || text.sentence(at).is_some_and(|it| it.asks);
    turn && begins(text, at) && does(text, end(text, at)) && !asks() && !of_things(text, at)
}

/// Whether the other one is told of, who need not do anything: "the second a DVT on scan".
fn is_other(text: Text<'_>, at: u32) -> bool {
    let turn = text.is(at, Use::OtherOf) || text.is(at, Use::Second) && text.is(at, Use::Ordinal);
    let next = end(text, at);
    let goes_on = text.is(next, Use::Lives)
        || matches!(
            text.word(next),
            "a" | "an" | "is" | "was" | "with" | "on" | ":" | ","
        );
    let asks = || text.sentence(at).is_some_and(|it| it.asks);
    turn && begins(text, at) && (goes_on || text.side(next).is_some()) && !asks()
}

/// Whether a statement begins at a word, or at the article before it.
fn begins(text: Text<'_>, at: u32) -> bool {
    let first = article(text, at);
    text.starts(first)
        || first > 0
            && matches!(
                text.word(first - 1),
                "," | ";" | ":" | "-" | "(" | "and" | "but" | "while"
            )
}

/// Whether what stands at a token says that somebody does something: "has", "is 60", "is on".
fn does(text: Text<'_>, at: u32) -> bool {
    let age = |at: u32| {
        let years = text.word(at).parse::<u32>();
        text.tokens.kind(at) == Some(Kind::Number) && years.is_ok_and(|it| AGES.contains(&it))
    };
    let is = matches!(text.word(at), "is" | "was");
    let next = at + 1;
    text.is(at, Use::Lives)
        || is && (age(next) || matches!(text.word(next), "on" | "a" | "an") || text.is_person(next))
}

/// Whether legs, scans or relatives were counted before.
fn of_things(text: Text<'_>, at: u32) -> bool {
    (at.saturating_sub(COUNTED)..at).any(|at| text.is(at, Use::NoPatients))
}
