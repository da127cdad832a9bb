//! A text about several patients, taken apart so that nothing of one is used for another.

use crate::span::Span;

/// The parts of a text, one for each patient, in order; the whole text where it cannot be taken apart.
///
/// `patients` are the words that tell of more than one ([`crate::extract::Reading::patients`]). Each of them but those of
/// the first patient begins a part, at the start of its sentence. Words that only say that it is another patient ("my other
/// patient") are left out of the part that they begin: it is about nobody else.
#[must_use]
pub fn parts<'t>(text: &'t str, patients: &[Span]) -> Vec<&'t str> {
    let mut starts: Vec<usize> = patients
        .iter()
        .map(|span| sentence_start(text, span.start as usize))
        .filter(|start| text.get(..*start).is_some_and(says_anything))
        .collect();
    starts.dedup();
    if starts.is_empty() {
        return vec![text];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for start in starts.into_iter().chain([text.len()]) {
        let part = text.get(from..start).filter(|part| says_anything(part));
        parts.extend(part.map(|part| without_name(without_number(part), from, text, patients)));
        from = start;
    }
    parts
}

/// A part without the number that counts it: "(2) My other patient".
fn without_number(part: &str) -> &str {
    let text = part.trim_start().trim_start_matches('(');
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if rest.len() == text.len() {
        return part;
    }
    let closed = rest.strip_prefix(')').or_else(|| rest.strip_prefix(". "));
    closed.unwrap_or(part)
}

/// A part without the words that name its patient as another one. An age and a sex stay.
fn without_name<'t>(part: &'t str, from: usize, text: &'t str, patients: &[Span]) -> &'t str {
    let begins = part.trim_start();
    let names = patients.iter().filter(|span| span.start as usize >= from);
    let mut names = names.filter_map(|it| text.get(it.start as usize..it.end as usize));
    let named = names.find(|name| begins.starts_with(name));
    let named = named.filter(|name| from > 0 && !name.contains(|it: char| it.is_ascii_digit()));
    named
        .and_then(|name| begins.strip_prefix(name))
        .unwrap_or(part)
}

/// Whether there is more in a piece of text than the start of a list.
fn says_anything(text: &str) -> bool {
    text.split_whitespace().count() > 3
}

/// Where the sentence that holds a place begins, with the number before it: "(2) My other patient".
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    let mut letters = before.char_indices().rev().peekable();
    let mut after = ' ';
    while let Some((place, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '?' | '!' | ';') && after.is_whitespace();
        let is_number = letter == '.' && letters.peek().is_some_and(|(_, it)| it.is_ascii_digit());
        if letter == '\n' || ends && !is_number {
            return place + letter.len_utf8();
        }
        after = letter;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
        let spans: Vec<Span> = words
            .iter()
            .filter_map(|words| {
                let start = u32::try_from(text.find(words)?).ok()?;
                let end = start + u32::try_from(words.len()).ok()?;
                Some(Span { start, end })
            })
            .collect();
        parts(text, &spans)
    }

    #[test]
    fn each_patient_has_a_part() {
        let text = "Two things: (1) 50M calf pain. Rescan? (2) My other pt, Wells 1. What first?";
        assert_eq!(
            split(text, &["My other pt"]),
            [
                "Two things: (1) 50M calf pain. Rescan?",
                ", Wells 1. What first?"
            ]
        );
        let text = "58F, calf pain, scan negative.\n44M, arm swollen since a line.";
        assert_eq!(split(text, &["58F", "44M"]).len(), 2);
    }

    #[test]
    fn what_cannot_be_taken_apart_stays_whole() {
        let text = "58F and 44M both have calf pain";
        assert_eq!(split(text, &["58F", "44M"]), [text]);
        assert_eq!(parts(text, &[]), [text]);
        assert_eq!(parts("Still sore.", &[]), ["Still sore."]);
    }
}
