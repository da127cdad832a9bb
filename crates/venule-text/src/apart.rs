//! A text about several patients, taken apart so that nothing of one is used for another.

use std::collections::BTreeSet;

use crate::people::{By, Patient};

/// The parts of a text, one for each patient, in order; the whole text where it cannot be taken apart.
///
/// `patients` are the words that tell of more than one ([`crate::extract::Reading::patients`]). Each of them but those of
/// the first patient begins a part, at the start of its sentence; what is told of a patient in several places is put
/// together. Words that only say that it is another patient ("my other patient") are left out of the part that they
/// begin: it is about nobody else. So is a bed.
#[must_use]
pub fn parts(text: &str, patients: &[Patient]) -> Vec<String> {
    let mut starts: Vec<usize> = patients
        .iter()
        .map(|it| sentence_start(text, it.span.start as usize))
        .filter(|start| text.get(..*start).is_some_and(says_anything))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.is_empty() {
        return vec![text.to_owned()];
    }
    let mut parts: Vec<(BTreeSet<String>, String)> = Vec::new();
    let mut from = 0;
    for start in starts.into_iter().chain([text.len()]) {
        let Some(part) = text.get(from..start).filter(|part| says_anything(part)) else {
            from = start;
            continue;
        };
        let own = patients.iter().filter(|it| {
            let at = it.span.start as usize;
            (from..start).contains(&at)
        });
        let own: Vec<&Patient> = own.collect();
        let names = own
            .iter()
            .filter(|it| it.is_named())
            .map(|it| name(it, text));
        let names: BTreeSet<String> = names.collect();
        let said = without_name(without_number(part), from, text, &own).trim_end();
        match parts
            .iter_mut()
            .find(|(known, _)| !known.is_disjoint(&names))
        {
            Some((known, before)) => {
                known.extend(names);
                before.push('\n');
                before.push_str(said);
            }
            None => parts.push((names, said.to_owned())),
        }
        from = start;
    }
    parts.into_iter().map(|(_, said)| said).collect()
}

/// The letters and digits of a name: "Mrs. B." is "mrsb", "Mr Khan's" is "mrkhan".
fn name(patient: &Patient, text: &str) -> String {
    let letters = patient.span.of(text).chars();
    let letters = letters.filter(|letter| letter.is_alphanumeric());
    let name: String = letters.flat_map(char::to_lowercase).collect();
    name.trim_end_matches('s').to_owned()
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

/// A part without the words at its beginning that name its patient as another one, or a bed. A name, which may tell the
/// sex, stays; so do an age and a sex.
fn without_name<'t>(part: &'t str, from: usize, text: &'t str, own: &[&Patient]) -> &'t str {
    let begins = part.trim_start();
    let named = own.iter().find(|it| begins.starts_with(it.span.of(text)));
    let named = named.filter(|it| it.by == By::Place || it.by == By::Words && from > 0);
    named
        .and_then(|it| begins.strip_prefix(it.span.of(text)))
        .unwrap_or(part)
}

/// Whether there is more in a piece of text than the start of a list.
fn says_anything(text: &str) -> bool {
    text.split_whitespace().count() > 3
}

/// Where the sentence that holds a place begins, with the number before it: "(2) My other patient". A point behind a title
/// or an initial ends none.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    if let Some(listed) = list_number(before) {
        return listed;
    }
    let mut after = ' ';
    for (place, letter) in before.char_indices().rev() {
        let ends = matches!(letter, '.' | '?' | '!' | ';') && after.is_whitespace();
        let is_number = letter == '.' && before.get(..place).is_some_and(counts_a_part);
        let of_name = letter == '.' && before.get(..place).is_some_and(is_short_for_a_name);
        if letter == '\n' || ends && !is_number && !of_name {
            return place + letter.len_utf8();
        }
        after = letter;
    }
    0
}

/// Whether a text ends with a number that begins a line or follows the end of a sentence: "1. 54M".
fn counts_a_part(before: &str) -> bool {
    let rest = before.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let begins = rest.trim_end_matches([' ', '(']);
    rest.len() < before.len()
        && (begins.is_empty() || begins.ends_with(['\n', '.', '?', '!', ';', ':']))
}

/// Where the number of a list begins that stands right before a place: "on apixaban 2) 71F".
fn list_number(before: &str) -> Option<usize> {
    let number = before.trim_end().strip_suffix(')')?;
    let start = number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let counts =
        start.len() < number.len() && start.ends_with(|it: char| it.is_whitespace() || it == '(');
    counts.then(|| start.trim_end_matches('(').len())
}

/// Whether a text ends with a title, or with an initial behind one.
fn is_short_for_a_name(before: &str) -> bool {
    let mut words = before.rsplit(|letter: char| letter.is_whitespace());
    let last = words.next().unwrap_or_default().trim_start_matches('(');
    let title = |word: &str| {
        let word = word.trim_end_matches('.').to_ascii_lowercase();
        matches!(word.as_str(), "mr" | "mrs" | "ms" | "dr" | "prof")
    };
    title(last) || last.chars().count() == 1 && words.next().is_some_and(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn split(text: &str, words: &[&str]) -> Vec<String> {
        let spans: Vec<Patient> = words
            .iter()
            .filter_map(|words| {
                let start = u32::try_from(text.find(words)?).ok()?;
                let end = start + u32::try_from(words.len()).ok()?;
                let counts = words.starts_with(|it: char| it.is_ascii_digit());
                let named = words.starts_with("Mr");
                let by = match (counts, named) {
                    (true, _) => By::Age,
                    (false, true) => By::Name,
                    (false, false) => By::Words,
                };
                let span = Span { start, end };
                Some(Patient { span, by })
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

    #[test]
    fn what_is_told_of_one_in_two_places_is_put_together() {
        let text =
            "Mr. Khan has a clot in the leg. Mrs B. has a sore calf. Later: Mr. Lee is well.";
        let parts = split(text, &["Mr. Khan", "Mrs B.", "Mr. Lee"]);
        assert_eq!(parts.len(), 3, "{parts:?}");
        let again = "Mr Khan has a clot. Mrs B has a sore calf.\nMr Khan takes a drug.";
        let khan = |at: usize| Patient {
            span: Span {
                start: u32::try_from(at).unwrap(),
                end: u32::try_from(at + 7).unwrap(),
            },
            by: By::Name,
        };
        let last = again.rfind("Mr Khan").unwrap();
        let parts = super::parts(
            again,
            &[khan(0), khan(again.find("Mrs B h").unwrap()), khan(last)],
        );
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[0].contains("takes a drug"));
    }
}
