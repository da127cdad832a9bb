//! A text about several patients, taken apart so that nothing of one is used for another.

use std::collections::BTreeSet;

use crate::language::model::Language;
use crate::language::uses::Use;
use crate::people::{By, Patient};

/// Most names of one patient that are shown.
const MOST_NAMES: usize = 3;

/// Most words before those for several patients: "I have two patients to discuss".
const MOST_BEFORE: usize = 4;

/// What a text tells of one of its patients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// How the patient is named first, as it was written: "Mr Khan, bed 4"; nothing where no name is.
    pub name: Option<String>,
    /// What is told of the patient.
    pub text: String,
}

impl Part {
    fn whole(text: &str) -> Self {
        Self {
            name: None,
            text: text.to_owned(),
        }
    }
}

/// The parts of a text, one for each patient, in order; the whole text where it cannot be taken apart.
///
/// `patients` are the words that tell of more than one ([`crate::extract::Reading::patients`]). Each of them but those of
/// the first patient begins a part, at the start of its sentence; what is told of a patient in several places is put
/// together. Words that only say that it is another patient ("my other patient") are left out of the part that they
/// begin: it is about nobody else. So is a bed.
#[must_use]
pub fn parts(language: &Language, text: &str, patients: &[Patient]) -> Vec<Part> {
    if patients.iter().any(|it| it.by == By::Perhaps) {
        return vec![Part::whole(text)];
    }
    let begin = match counted(text, patients) {
        Ok(begin) => begin,
        Err(NotApart) => return vec![Part::whole(text)],
    };
    let start = |it: &Patient| match it.by {
        By::Item => it.span.start as usize,
        _ => sentence_start(language, text, it.span.start as usize).max(begin),
    };
    let mut starts: Vec<usize> = patients
        .iter()
        .filter(|it| it.by != By::Count)
        .map(start)
        .filter(|start| text.get(begin..*start).is_some_and(says_anything))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.is_empty() {
        return vec![Part::whole(text)];
    }
    let mut parts: Vec<(BTreeSet<u32>, Part)> = Vec::new();
    let mut from = begin;
    let mut rest = patients;
    for start in starts.into_iter().chain([text.len()]) {
        let length = rest.partition_point(|it| (it.span.start as usize) < start);
        let (own, later) = rest.split_at(length);
        rest = later;
        let Some(part) = text.get(from..start).filter(|part| says_anything(part)) else {
            from = start;
            continue;
        };
        let names: BTreeSet<u32> = own.iter().filter_map(|it| it.who).collect();
        let said = without_name(language, without_number(part), from, text, own).trim_end();
        match parts
            .iter_mut()
            .find(|(known, _)| !known.is_disjoint(&names))
        {
            Some((known, before)) => {
                known.extend(names);
                before.text.push('\n');
                before.text.push_str(said);
            }
            None => {
                let part = Part {
                    name: named(own, text),
                    text: said.to_owned(),
                };
                parts.push((names, part));
            }
        }
        from = start;
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// More is told of several patients together than that there are several.
struct NotApart;

/// Where what is told of the first patient begins: behind words for several that say nothing else, such as "Two patients:".
fn counted(text: &str, patients: &[Patient]) -> Result<usize, NotApart> {
    let mut rest = patients.iter().skip_while(|it| it.by == By::Count);
    let Some(count) = patients.first().filter(|it| it.by == By::Count) else {
        return Ok(0);
    };
    let first = rest.next().ok_or(NotApart)?.span.start as usize;
    let between = text.get(count.span.end as usize..first).unwrap_or_default();
    let before = text.get(..count.span.start as usize).unwrap_or_default();
    let number = between.trim_end_matches(|it: char| {
        it.is_ascii_digit() || matches!(it, ')' | '(' | '.' | '#' | ' ')
    });
    let is_short = |text: &str, most: usize| text.split_whitespace().count() <= most;
    if is_short(before, MOST_BEFORE) && is_short(number.trim_matches([':', '.', '-', ',', ' ']), 2)
    {
        Ok(count.span.end as usize + number.len())
    } else {
        Err(NotApart)
    }
}

/// How the patient of a part is named: each name once, then the age; where nothing is, the number in the list.
fn named(own: &[Patient], text: &str) -> Option<String> {
    let mut names: Vec<(Option<u32>, &str)> = Vec::new();
    for it in own
        .iter()
        .filter(|it| !matches!(it.by, By::Age | By::Item | By::Count))
    {
        if it.who.is_none() || names.iter().all(|(who, _)| *who != it.who) {
            names.push((it.who, it.span.of(text).trim()));
        }
    }
    let ages = own.iter().filter(|it| it.by == By::Age);
    names.extend(ages.map(|it| (None, it.span.of(text).trim())));
    if names.is_empty() {
        let items = own.iter().filter(|it| it.by == By::Item);
        names.extend(items.map(|it| (None, it.span.of(text).trim())));
    }
    names.truncate(MOST_NAMES);
    let names: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
    (!names.is_empty()).then(|| names.join(", "))
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
fn without_name<'t>(
    language: &Language,
    part: &'t str,
    from: usize,
    text: &'t str,
    own: &[Patient],
) -> &'t str {
    let begins = part.trim_start();
    let named = own.iter().find(|it| begins.starts_with(it.span.of(text)));
    let named = named.filter(|it| match it.by {
        By::Place | By::Item => true,
        By::Words => from > 0 && !tells_sex(language, it.span.of(text)),
        By::Age | By::Name | By::Count | By::Perhaps => false,
    });
    named
        .and_then(|it| begins.strip_prefix(it.span.of(text)))
        .unwrap_or(part)
}

/// "Second lady" tells something of her, "my other patient" and "pt 2" do not.
fn tells_sex(language: &Language, words: &str) -> bool {
    let last = words.rsplit(|it: char| !it.is_alphanumeric()).next();
    let uses = language.used.of(&last.unwrap_or_default().to_lowercase());
    uses.has(Use::Person) && !uses.has(Use::Counted)
}

/// Whether there is more in a piece of text than the start of a list.
fn says_anything(text: &str) -> bool {
    text.split_whitespace().count() > 3
}

/// Where the sentence that holds a place begins, with the number before it: "(2) My other patient". A point behind a title
/// or an initial ends none.
fn sentence_start(language: &Language, text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    if let Some(listed) = list_number(before) {
        return listed;
    }
    let mut after = ' ';
    for (place, letter) in before.char_indices().rev() {
        let ends = matches!(letter, '.' | '?' | '!' | ';') && after.is_whitespace();
        let is_number = letter == '.' && before.get(..place).is_some_and(counts_a_part);
        let of_name = letter == '.'
            && before
                .get(..place)
                .is_some_and(|it| is_short_for_a_name(language, it));
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
fn is_short_for_a_name(language: &Language, before: &str) -> bool {
    let mut words = before.rsplit(|letter: char| letter.is_whitespace());
    let last = words.next().unwrap_or_default().trim_start_matches('(');
    let title = |word: &str| {
        let word = word.trim_end_matches('.').to_lowercase();
        let titles = [Use::TitleHe, Use::TitleShe, Use::TitleThey, Use::TitleStaff];
        language.used.of(&word).has_any(&titles)
    };
    title(last) || last.chars().count() == 1 && words.next().is_some_and(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn language() -> Language {
        let mut language = Language::default();
        language.used.add("mr", Use::TitleHe);
        language.used.add("mrs", Use::TitleShe);
        language
    }

    /// A patient by the words at a place. Words that begin alike name the same one.
    fn patient(words: &str, start: usize) -> Patient {
        let start = u32::try_from(start).unwrap();
        let end = start + u32::try_from(words.len()).unwrap();
        let counts = words.starts_with(|it: char| it.is_ascii_digit());
        let named = words.starts_with("Mr");
        let (by, who) = match (counts, named) {
            (true, _) => (By::Age, None),
            (false, true) => (By::Name, words.chars().nth(4).map(u32::from)),
            (false, false) => (By::Words, None),
        };
        let span = Span { start, end };
        Patient { span, by, who }
    }

    fn split(text: &str, words: &[&str]) -> Vec<String> {
        let spans = words
            .iter()
            .filter_map(|words| Some(patient(words, text.find(words)?)));
        let spans: Vec<Patient> = spans.collect();
        texts(parts(&language(), text, &spans))
    }

    fn texts(parts: Vec<Part>) -> Vec<String> {
        parts.into_iter().map(|it| it.text).collect()
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
        assert_eq!(texts(parts(&language(), text, &[])), [text]);
        let alone = parts(&language(), "Still sore.", &[]);
        assert_eq!(texts(alone), ["Still sore."]);
    }

    #[test]
    fn what_is_told_of_one_in_two_places_is_put_together() {
        let text =
            "Mr. Khan has a clot in the leg. Mrs B. has a sore calf. Later: Mr. Lee is well.";
        let parts = split(text, &["Mr. Khan", "Mrs B.", "Mr. Lee"]);
        assert_eq!(parts.len(), 3, "{parts:?}");
        let again = "Mr Khan has a clot. Mrs B has a sore calf.\nMr Khan takes a drug.";
        let khan = |at: usize| patient("Mr Khan", at);
        let lady = patient("Mrs B", again.find("Mrs B").unwrap());
        let last = again.rfind("Mr Khan").unwrap();
        let parts = super::parts(&language(), again, &[khan(0), lady, khan(last)]);
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[0].text.contains("takes a drug"));
        assert_eq!(parts[0].name.as_deref(), Some("Mr Khan"));
        assert_eq!(parts[1].name.as_deref(), Some("Mrs B"));
    }
}
