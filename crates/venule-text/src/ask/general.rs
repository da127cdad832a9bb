//! Whether a text asks in general: nothing but questions, and nobody in them.
//!
//! How English speaks of somebody stands here, as how it asks does in [`super::asking`].

use super::Read;
use crate::token::Kind;

/// Words with which a question in general begins: "does", "what", not "and" or a finding.
const OPENING: [&str; 22] = [
    "are", "can", "could", "did", "do", "does", "has", "have", "how", "in", "is", "may", "must",
    "should", "was", "what", "whats", "when", "where", "which", "who", "why",
];

/// Words that speak of somebody, of a time in his life, or of something before.
const SOMEBODY: [&str; 39] = [
    "ago",
    "boy",
    "father",
    "female",
    "gentleman",
    "girl",
    "had",
    "he",
    "her",
    "him",
    "his",
    "husband",
    "i",
    "it",
    "lady",
    "left",
    "male",
    "man",
    "me",
    "mother",
    "my",
    "new",
    "now",
    "our",
    "pt",
    "right",
    "she",
    "since",
    "somebody",
    "someone",
    "still",
    "this",
    "today",
    "we",
    "wife",
    "woman",
    "yesterday",
    "yo",
    "your",
];

/// Whether every sentence is a question that begins like one in general, without a number and without anybody in it.
pub(super) fn is_in_general(read: &Read<'_>) -> bool {
    let sentences = &read.layout.sentences;
    let asks = sentences.iter().all(|it| {
        let first = (it.body..it.end).find(|at| read.tokens.kind(*at) == Some(Kind::Word));
        let opens = first.is_some_and(|at| OPENING.contains(&read.word(at)));
        !it.heading && opens
    });
    let told = (0..read.tokens.len())
        .any(|at| read.tokens.kind(at) == Some(Kind::Number) || SOMEBODY.contains(&read.word(at)));
    !sentences.is_empty() && asks && !told
}
