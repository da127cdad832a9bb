//! A list of patients: "1) 54M with ... 2) 71F with ...", "#1 lady with ... #2 man with ...".
//!
//! The questions and problems of one patient are listed in the same way. A list is one of patients where its parts name
//! persons, or where it is all that the text tells, each part is a sentence of its own, and they tell of different legs; and
//! where a later part begins with a person who comes with something, as the one before does.

use super::Text;
use super::label::{Label, LabelKind};
use crate::token::Kind;

/// Most parts that are looked at.
const MOST: usize = 9;

/// Fewest words of a part that tells of a patient whom it does not name.
const FEWEST: u32 = 5;

/// How far into its part a person stands with whom it begins, in tokens: "a 60 year old man".
const LEADS: u32 = 5;

/// The letters of a list.
const LETTERS: &str = "abcdefghi";

/// The numbers of a list, in order.
pub(super) struct List {
    pub(super) items: Vec<Label>,
    /// Whether it is one of patients; else it may be.
    pub(super) is_sure: bool,
}

/// The numbers of such a list; none where there is none.
pub(super) fn of(text: Text<'_>) -> Option<List> {
    let items = numbered(text);
    let first = items.first().map_or(0, |it| it.first);
    if items.len() < 2 || text.tells(0, first) || names_person(text, 0, first) {
        return None;
    }
    let end = |index: usize| {
        items
            .get(index + 1)
            .map_or(text.tokens.len(), |it| it.first)
    };
    let parts: Vec<(u32, u32)> = (0..)
        .zip(&items)
        .map(|(index, it)| (it.last, end(index)))
        .collect();
    let persons = parts
        .iter()
        .filter(|(first, last)| names_person(text, *first, *last));
    let told = parts.iter().all(|(first, last)| text.tells(*first, *last));
    let (apart, leads) = (are_apart(text, &parts), leads_first(text, &parts));
    let is_sure = match persons.count() {
        0 if told && apart => true,
        1 if told && is_introduced(text, &parts) => true,
        1 if told && apart && leads => false,
        0 | 1 => return None,
        _ => true,
    };
    Some(List { items, is_sure })
}

/// The numbers from the first on, while each is the next one.
fn numbered(text: Text<'_>) -> Vec<Label> {
    let mut items: Vec<Label> = Vec::new();
    // Each begins with a number, a sign or a letter.
    let may_begin = |at: &u32| {
        let token = text.tokens.get(*at);
        token.is_some_and(|it| it.kind != Kind::Word || it.end - it.start == 1)
    };
    for at in (0..text.tokens.len()).filter(may_begin) {
        if items.len() >= MOST {
            break;
        }
        if let Some(last) = end_of_number(text, at, items.len() + 1) {
            let key = text.word(last - 2).to_owned() + text.word(last - 1);
            items.push(Label::new(LabelKind::Item, key, at, last));
        }
    }
    items
}

/// Whether two parts, each a sentence of its own, tell of different legs.
fn are_apart(text: Text<'_>, parts: &[(u32, u32)]) -> bool {
    let [(one, one_end), (other, other_end)] = *parts else {
        return false;
    };
    let long = one_end - one > FEWEST && other_end - other > FEWEST;
    let sides = text
        .one_side(one, one_end)
        .zip(text.one_side(other, other_end));
    long && sides.is_some_and(|(one, other)| one != other)
}

/// Whether a part behind the first begins with a person who comes with something, as that of the first part does.
fn is_introduced(text: Text<'_>, parts: &[(u32, u32)]) -> bool {
    let mut parts = parts.iter().copied();
    let begins = parts
        .next()
        .is_some_and(|(first, last)| text.presents(first, last));
    begins && parts.any(|(first, last)| leads(text, first) && text.presents(first, last))
}

fn leads_first(text: Text<'_>, parts: &[(u32, u32)]) -> bool {
    parts.first().is_some_and(|(first, _)| leads(text, *first))
}

/// Where a number of the list ends that begins at a token and is this one: "#1", "1)", "(1)", "a)".
fn end_of_number(text: Text<'_>, at: u32, expected: usize) -> Option<u32> {
    let is_it = |at: u32| {
        text.tokens.kind(at) == Some(Kind::Number)
            && text
                .word(at)
                .parse::<usize>()
                .is_ok_and(|it| it == expected)
    };
    let letter = |at: u32| {
        let letter = expected.checked_sub(1).and_then(|it| LETTERS.get(it..=it));
        text.is_word(at) && letter == Some(text.word(at))
    };
    let hash = text.word(at) == "#" && is_it(at + 1);
    let opened = at.checked_sub(1).is_some_and(|it| text.word(it) == "(");
    // "(2) man of 40", but not "Wells (2)".
    let begins = || text.starts(at - 1) || text.starts(at) || leads(text, at + 2);
    let closed = (is_it(at) || letter(at)) && text.word(at + 1) == ")" && (!opened || begins());
    let point = is_it(at) && text.word(at + 1) == "." && text.starts(at);
    (hash || closed || point).then_some(at + 2)
}

/// Whether a part begins with a person: "2) 71F R leg red", but not "2) Left calf swollen, 71F".
fn leads(text: Text<'_>, first: u32) -> bool {
    let end = (first..first + LEADS).find(|at| matches!(text.word(*at), "." | "\n"));
    names_person(text, first, end.unwrap_or(first + LEADS))
}

/// Whether a person is named, or an age with a sex.
fn names_person(text: Text<'_>, first: u32, last: u32) -> bool {
    (first..last).any(|at| text.is_person(at))
}
