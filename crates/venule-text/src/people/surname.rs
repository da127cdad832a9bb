//! Patients by their surnames alone: "Khan: left calf swollen. Patel: DVT on the right."
//!
//! Any word may begin a sentence. One is a name if no phrase of the language has it, or if it is known as a name, if what
//! stands behind it is told of somebody, and if the text names another one in the same way or with a title.

use super::Text;
use super::label::{Label, LabelKind, UNTITLED};
use crate::language::uses::Use;

/// Fewest letters of a name.
const FEWEST: usize = 3;

/// Such names, in order; none where there are not two of them, or one beside a name with a title.
pub(super) fn of(text: Text<'_>) -> Vec<Label> {
    let mut titled = false;
    let mut names: Vec<Label> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        if let Some(label) = Label::at(text, at) {
            titled |= label.kind == LabelKind::Name;
            at = label.last;
            continue;
        }
        names.extend(name(text, at));
        at += 1;
    }
    let end = |index: usize| {
        let next = names.get(index + 1);
        next.map_or(text.tokens.len(), |it| it.first)
    };
    let told: Vec<bool> = names
        .iter()
        .enumerate()
        .map(|(index, it)| text.presents(it.last, end(index)))
        .collect();
    let mut told = told.into_iter();
    names.retain(|_| told.next() == Some(true));
    let first = names.first().cloned();
    let others = names
        .iter()
        .any(|it| first.as_ref().is_some_and(|one| !it.is_same(one)));
    if titled || others { names } else { Vec::new() }
}

/// "Khan: ", "Khan J - ", "Khan has", at the beginning of a sentence.
fn name(text: Text<'_>, at: u32) -> Option<Label> {
    let begins = text.starts(at) || at > 0 && matches!(text.word(at - 1), ";" | "\n" | "-" | "•");
    let known = text.scanner.has_word(text.word(at)) && !text.is(at, Use::Surname);
    if !begins || known || text.is_known(at) || !is_written_as_name(text, at) {
        return None;
    }
    let initial = text.word(at + 1).len() == 1 && text.is_large(at + 1);
    let behind = at + 1 + u32::from(initial);
    // "Unfortunately, the calf is swollen": any word may stand before a comma.
    let is_sure = initial || text.is(at, Use::Surname);
    let heads = match text.word(behind) {
        "," => is_sure,
        sign => matches!(sign, ":" | "-" | "(" | "="),
    };
    let tells = text.is(behind, Use::Tells) && text.is_word(behind);
    let key = format!("{UNTITLED}{}", text.word(at));
    (heads || tells).then(|| Label::new(LabelKind::Name, key, at, behind))
}

fn is_written_as_name(text: Text<'_>, at: u32) -> bool {
    let written = text.written(at);
    let is_letter = |it: char| it.is_alphabetic() || matches!(it, '-' | '\'' | '’');
    let mut letters = written.chars();
    let large = letters.next().is_some_and(char::is_uppercase);
    let small = letters.clone().any(char::is_lowercase);
    let shouted = written.len() > FEWEST && !text.shouts;
    large && letters.all(is_letter) && (small || shouted) && written.len() >= FEWEST
}
