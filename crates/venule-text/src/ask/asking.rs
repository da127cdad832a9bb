//! Which sentences ask, from which word on, and about what.
//!
//! How English asks stands here; the words for what is asked about are those of the language.

use super::Read;
use super::route::{Owner, Said};
use crate::layout::Sentence;

/// For each sentence the token from which on it asks.
pub(super) fn asking(read: &Read<'_>, said: &[Said]) -> Vec<Option<u32>> {
    let sentences = read.layout.sentences.iter();
    let mut asking: Vec<_> = sentences.map(|it| question_from(read, it)).collect();
    for it in said
        .iter()
        .filter(|it| matches!(it.owner, Owner::Intent(_)))
    {
        let sentence = read.layout.sentence_of(it.first);
        if let Some(from) = sentence.and_then(|at| asking.get_mut(at)) {
            *from = Some(from.map_or(it.first, |from| from.min(it.first)));
        }
    }
    asking
}

/// The word that a question starts with: at the head of the sentence or of a clause, with a question mark or without.
fn question_from(read: &Read<'_>, sentence: &Sentence) -> Option<u32> {
    if sentence.heading {
        return None;
    }
    let starts_clause = |at: u32| {
        let before = at.checked_sub(1).filter(|it| *it >= sentence.body);
        before.is_none_or(|it| {
            let word = read.word(it);
            matches!(
                word,
                "," | ";" | ":" | "." | "-" | "(" | "and" | "but" | "so" | "or" | "\n"
            )
        })
    };
    let first = (sentence.body..sentence.end).find(|at| {
        let word = read.word(*at);
        // "Which is new" tells something of what stands before it.
        let starts = starts_clause(*at) && (word != "which" || *at == sentence.body);
        is_question_word(word) && (starts || sentence.asks)
            || sentence.asks && starts_clause(*at) && is_verb(read.word(*at))
            || starts_clause(*at) && is_verb(read.word(*at)) && is_asker(read.word(*at + 1))
    });
    if first.is_some() || !sentence.asks {
        return first;
    }
    // "Swollen calf, DVT?"
    let divides = |at: &u32| matches!(read.word(*at), "," | ":" | ";" | "." | "-");
    let last = (sentence.body..sentence.end).rev().find(divides);
    Some(last.map_or(sentence.body, |at| at + 1))
}

fn is_question_word(word: &str) -> bool {
    matches!(word, "what" | "whats" | "which" | "how" | "why" | "should")
}

fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "do"
            | "does"
            | "did"
            | "can"
            | "could"
            | "would"
            | "may"
            | "might"
            | "must"
            | "has"
            | "have"
            | "will"
            | "when"
            | "where"
            | "who"
    )
}

/// Who asks, or what is asked about, after a verb that a question starts with: "do I", not "is swollen".
fn is_asker(word: &str) -> bool {
    matches!(word, "i" | "we" | "you" | "it" | "this" | "there")
}

/// Words after which somebody or something is told of that the question is not about: "in a patient with achalasia".
fn is_background(word: &str) -> bool {
    matches!(
        word,
        "in" | "with"
            | "who"
            | "whose"
            | "given"
            | "despite"
            | "on"
            | "having"
            | "has"
            | "had"
            | "after"
            | "during"
            | "while"
            | "because"
            | "since"
            | "under"
    )
}

/// Tokens before a topic in which a word puts it into the background.
const FARTHEST: u32 = 30;

/// Whether a sentence that asks from some token on asks about a topic. Beside a leg in the same sentence a topic counts
/// as background where it stands before the question, or behind a word like "with".
pub(super) fn is_asked(read: &Read<'_>, said: Said, from: u32, inside: &[Said]) -> bool {
    let sentence = read.layout.sentence_of(said.first);
    let sentence = sentence.and_then(|at| read.layout.sentences.get(at));
    let Some(sentence) = sentence else {
        return false;
    };
    let first = inside.partition_point(|it| it.first < sentence.start);
    let before = inside.partition_point(|it| it.first < said.first);
    let next = inside.get(first).filter(|it| it.first < sentence.end);
    if next.is_none() {
        return true;
    }
    if said.last <= from {
        return false;
    }
    let last = before.checked_sub(1).filter(|at| *at >= first);
    let last = last.and_then(|at| inside.get(at));
    let start = last.map_or(from, |it| it.last.max(from));
    let start = start.max(said.first.saturating_sub(FARTHEST));
    !(start..said.first).any(|at| is_background(read.word(at)))
}
