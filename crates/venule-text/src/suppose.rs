//! What a text supposes in a question: "and if the scan is negative?".
//!
//! A condition in a note ("if positive, start treatment") is none: nobody asks what would follow.

use crate::candidate::{Candidate, EventCandidate, Proof, Reason, Standing};
use crate::extract::Reading;
use crate::language::model::Language;
use crate::language::uses::Use;

/// What is supposed.
#[derive(Debug, Default)]
pub struct Supposed<'r> {
    /// Facts.
    pub facts: Vec<&'r Candidate>,
    /// Events.
    pub events: Vec<&'r EventCandidate>,
}

impl Supposed<'_> {
    /// Whether nothing is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.events.is_empty()
    }
}

impl Reading {
    /// What stands under a condition in a question of the text.
    #[must_use]
    pub fn supposed(&self, language: &Language, text: &str) -> Supposed<'_> {
        let is_condition = |standing| standing == Standing::SetAside(Reason::Conditional);
        Supposed {
            facts: self
                .facts_aside
                .iter()
                .filter(|it| is_condition(it.standing) && is_asked(language, text, &it.proof))
                .collect(),
            events: self
                .events_aside
                .iter()
                .filter(|it| is_condition(it.standing) && is_asked(language, text, &it.proof))
                .collect(),
        }
    }
}

/// Whether the sentence of the last words that prove something ends as a question, or begins as a supposition: "say she is
/// pregnant".
fn is_asked(language: &Language, text: &str, proof: &Proof) -> bool {
    begins_as_supposition(language, text, proof) || ends_as_question(text, proof)
}

fn begins_as_supposition(language: &Language, text: &str, proof: &Proof) -> bool {
    let first = proof.spans.iter().min_by_key(|span| span.start);
    let before = first.and_then(|span| text.get(..span.start as usize));
    let ends = |letter: char| matches!(letter, '.' | '?' | '!' | '\n' | ';');
    let before = before.and_then(|before| before.rsplit(ends).next());
    // Words may hold what they suppose: "suppose the duplex is normal".
    let own = first.map_or("", |span| span.of(text));
    let sentence = before.map(|before| format!("{before}{own}"));
    let said = sentence.unwrap_or_default().to_lowercase();
    let words = said.split(|letter: char| !letter.is_alphabetic());
    let mut uses = words
        .filter(|word| !word.is_empty())
        .map(|word| language.used.of(word))
        .filter(|uses| !uses.has(Use::Filler));
    uses.next().is_some_and(|first| first.has(Use::Supposes))
}

fn ends_as_question(text: &str, proof: &Proof) -> bool {
    let end = proof.spans.iter().map(|span| span.end).max();
    let rest = end.and_then(|end| text.get(end as usize..));
    let mut letters = rest.unwrap_or_default().chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = letters.peek().is_none_or(|next| next.is_whitespace());
        match letter {
            '?' => return true,
            '!' | '.' if ends => return false,
            _ => {}
        }
    }
    false
}
