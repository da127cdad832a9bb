//! A list of patients: "1) 54M with ... 2) 71F with ...", "#1 lady with ... #2 man with ...".
//!
//! The questions and problems of one patient are listed in the same way. A list is one of patients where its parts name
//! persons, or where it is all that the text tells, each part is a sentence of its own, and they tell of different legs.

use venule_engine::side::Side;

use super::Text;
use super::label::{Label, LabelKind};
use crate::token::Kind;

/// Most parts that are looked at.
const MOST: usize = 9;

/// Fewest words of a part that tells of a patient whom it does not name.
const FEWEST: u32 = 5;

/// The numbers of such a list, in order; none where there is none.
pub(super) fn of(text: Text<'_>) -> Vec<Label> {
    let mut items: Vec<Label> = Vec::new();
    // Each begins with a number or a sign.
    for at in text.tokens.signs(0..text.tokens.len()).iter().copied() {
        if items.len() >= MOST {
            break;
        }
        if let Some(last) = end_of_number(text, at, items.len() + 1) {
            let key = text.word(last - 2).to_owned() + text.word(last - 1);
            items.push(Label::new(LabelKind::Item, key, at, last));
        }
    }
    let first = items.first().map_or(0, |it| it.first);
    if items.len() < 2 || text.tells(0, first) || names_person(text, 0, first) {
        return Vec::new();
    }
    let end = |index: usize| {
        items
            .get(index + 1)
            .map_or(text.tokens.len(), |it| it.first)
    };
    let parts = || (0..).zip(&items).map(|(index, it)| (it.last, end(index)));
    let persons = parts().filter(|(first, last)| names_person(text, *first, *last));
    let told = parts().all(|(first, last)| text.tells(first, last));
    let apart = || {
        let sides: Vec<Option<Side>> = parts().map(|(from, to)| side(text, from, to)).collect();
        let long = parts().all(|(first, last)| last - first > FEWEST);
        let (one, other) = (sides.first().copied(), sides.get(1).copied());
        let different = one
            .zip(other)
            .is_some_and(|(one, other)| one.is_some() && other.is_some() && one != other);
        items.len() == 2 && long && different
    };
    match persons.count() {
        0 if told && apart() => items,
        0 | 1 => Vec::new(),
        _ => items,
    }
}

/// Where a number of the list ends that begins at a token and is this one: "#1", "1)", "(1)".
fn end_of_number(text: Text<'_>, at: u32, expected: usize) -> Option<u32> {
    let is_it = |at: u32| {
        text.tokens.kind(at) == Some(Kind::Number)
            && text
                .word(at)
                .parse::<usize>()
                .is_ok_and(|it| it == expected)
    };
    let hash = text.word(at) == "#" && is_it(at + 1);
    let closed = is_it(at)
        && text.word(at + 1) == ")"
        && at.checked_sub(1).is_none_or(|it| text.word(it) != "(");
    let point = is_it(at) && text.word(at + 1) == "." && text.starts(at);
    (hash || closed || point).then_some(at + 2)
}

/// Whether a person is named, or an age with a sex.
fn names_person(text: Text<'_>, first: u32, last: u32) -> bool {
    (first..last).any(|at| text.is_person(at))
}

/// The one leg of a part.
fn side(text: Text<'_>, first: u32, last: u32) -> Option<Side> {
    let mut sides = (first..last).filter_map(|at| text.side(at));
    let one = sides.next()?;
    sides.all(|it| it == one).then_some(one)
}
