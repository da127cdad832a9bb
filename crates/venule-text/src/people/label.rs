//! How a person or a place is written: "Mrs B.", "bed 4", "pt 1", "first lady", "J.S.".

use super::{By, Text};
use crate::language::uses::{Use, Uses};
use crate::scan::What;
use crate::token::Kind;

/// How far back words that cover a token are looked for.
pub(super) const MOST_TOKENS: u32 = 16;

/// How far before its number a bed or a room is named, in tokens: "side room no. 2".
pub(super) const PLACE_TOKENS: u32 = 4;

/// Most beds, rooms and patients that are counted.
const MOST_PLACES: u32 = 999;

/// Names of one kind with different keys are of different patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LabelKind {
    /// A title with a name.
    Name,
    /// A bed or a room, by its word.
    Place(Room),
    /// A patient with a number or a letter.
    Number,
    /// The number of a list, each part of which is about a patient.
    Item,
    /// Initials.
    Initials,
    /// One of two who are told of in turn: "one has ..., the other ...".
    Turn,
}

/// What a place is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Room {
    Bed,
    Bay,
    Chamber,
}

impl LabelKind {
    pub(super) const fn by(self) -> By {
        match self {
            Self::Name | Self::Initials => By::Name,
            Self::Place(_) => By::Place,
            Self::Number => By::Words,
            Self::Item | Self::Turn => By::Item,
        }
    }
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: LabelKind,
    /// What is the same wherever the same one is named.
    pub(super) key: String,
    /// A first name or an initial, if there is one.
    given: Option<String>,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Label {
    /// The name that begins at a token.
    pub(super) fn at(text: Text<'_>, at: u32) -> Option<Self> {
        if !may_begin(text, at) {
            return None;
        }
        Self::that_begins(text, at)
    }

    /// The same, wherever it is asked for.
    pub(super) fn that_begins(text: Text<'_>, at: u32) -> Option<Self> {
        named(text, at)
            .or_else(|| place(text, at))
            .or_else(|| numbered(text, at))
            .or_else(|| ordinal(text, at))
            .or_else(|| initials(text, at))
    }

    pub(super) fn new(kind: LabelKind, key: String, first: u32, last: u32) -> Self {
        Self {
            kind,
            key,
            given: None,
            first,
            last,
        }
    }

    /// Whether both are written with the same name.
    pub(super) fn is_written_as(&self, other: &Self) -> bool {
        self.kind == other.kind && self.key == other.key && self.given == other.given
    }

    /// Whether both may name one patient, where both are of one kind.
    ///
    /// "Mr Khan's" is Mr Khan, and Mr Khan may be Mr J. Khan, who may be Mr John Khan and is not Mr A. Khan.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let stem = |key: &'_ str| key.trim_end_matches('s').len();
        let (one, two) = (
            self.key.get(..stem(&self.key)),
            other.key.get(..stem(&other.key)),
        );
        let key = match (one.and_then(bare_name), two.and_then(bare_name)) {
            (None, None) => one == two,
            // "Khan" may be Mr Khan or Mrs Khan.
            (Some(name), None) => two
                .and_then(|it| it.split_once(' '))
                .is_some_and(|it| it.1 == name),
            (None, Some(name)) => one
                .and_then(|it| it.split_once(' '))
                .is_some_and(|it| it.1 == name),
            (Some(name), Some(other)) => name == other,
        };
        let given = match (&self.given, &other.given) {
            (Some(one), Some(other)) => one.starts_with(&**other) || other.starts_with(&**one),
            _ => true,
        };
        self.kind == other.kind && key && given
    }
}

/// What stands before a name without a title, in its key.
pub(super) const UNTITLED: &str = "? ";

/// The name of somebody who has no title.
fn bare_name(key: &str) -> Option<&str> {
    key.strip_prefix(UNTITLED)
}

/// What a word is asked for that a name may begin with.
const BEGINS: Uses = Uses::NONE
    .and(Use::TitleHe)
    .and(Use::TitleShe)
    .and(Use::TitleThey)
    .and(Use::BeforeRoom)
    .and(Use::Bed)
    .and(Use::Bay)
    .and(Use::Room)
    .and(Use::Counted)
    .and(Use::Ordinal);

/// Whether a name may begin at a token: most words are neither asked for nor short.
fn may_begin(text: Text<'_>, at: u32) -> bool {
    let Some(token) = text.tokens.get(at) else {
        return false;
    };
    text.uses(at).meets(BEGINS)
        || match token.kind {
            Kind::Word => token.end - token.start <= MOST_INITIALS && may_be_initials(text, at),
            Kind::Number => is_ordinal_end(text.word(at + 1)),
            Kind::Symbol | Kind::Punctuation | Kind::LineBreak => false,
        }
}

/// Most letters of initials without points.
const MOST_INITIALS: u32 = 3;

/// Whether initials may begin at a short word.
fn may_be_initials(text: Text<'_>, at: u32) -> bool {
    text.starts(at) || text.is(at.saturating_sub(1), Use::AsksOf)
}

/// "2nd" is a number with letters.
fn is_ordinal_end(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// "Mr Khan", "Mrs. B.", "ms white", but not "MR venogram", "miss a dose".
fn named(text: Text<'_>, at: u32) -> Option<Label> {
    let uses = text.uses(at);
    let sex = [
        (Use::TitleHe, "he"),
        (Use::TitleShe, "she"),
        (Use::TitleThey, "they"),
    ]
    .into_iter()
    .find_map(|(title, sex)| uses.has(title).then_some(sex))?;
    let written = text.written(at);
    let titled = written.starts_with(char::is_uppercase) && written.ends_with(char::is_lowercase);
    let small = written == text.word(at) && !matches!(written, "miss" | "ms");
    let first = at + 1 + u32::from(text.word(at + 1) == ".");
    let study = text.hits_within(at, first).iter().any(|hit| {
        let tells = matches!(hit.what, What::Anchor { .. } | What::Slot { .. });
        tells && hit.last == first + 1
    });
    // "Mr A. Khan", "Mr A Khan", "Mrs A left calf swollen".
    let initial = titled && text.written(first).len() == 1 && text.is_large(first);
    if study || !text.is_word(first) || text.is(first, Use::NoName) && !initial {
        return None;
    }
    // "ms" in small letters is a disease or a time as well, unless nothing knows the word behind it or it is no name.
    let shouted = !titled && !small && text.word(first).len() > 2 && !text.is_known(first);
    let quiet = written == "ms" && !text.is_known(first);
    if !(titled && text.is_large(first) || small || quiet || shouted && text.word(at) != "mr") {
        return None;
    }
    let mut last = first + 1;
    let mut name = first;
    // "Mr J. Khan", "Mrs Ann Khan".
    while last < first + 4 {
        let point = u32::from(text.word(last) == "." && text.word(name).len() == 1);
        let next = last + point;
        let goes_on = text.is_large(next) && !text.is(next, Use::NoName) && !text.is_known(next);
        let sentence = point == 0 && text.word(last) == ".";
        if sentence || !goes_on || !titled {
            break;
        }
        name = next;
        last = next + 1;
    }
    let key = format!("{sex} {}", text.word(name));
    let given = (name > first).then(|| text.word(first).to_owned());
    Some(Label {
        given,
        ..Label::new(LabelKind::Name, key, at, last)
    })
}

/// "bed 4", "Bay C", "room 210", "side room 2", but not "bed 3 days".
pub(super) fn place(text: Text<'_>, at: u32) -> Option<Label> {
    let before = text.is(at, Use::BeforeRoom);
    let word = at + u32::from(before);
    let room = [
        (Use::Bed, Room::Bed),
        (Use::Bay, Room::Bay),
        (Use::Room, Room::Chamber),
    ]
    .into_iter()
    .find_map(|(named, room)| text.is(word, named).then_some(room))
    .filter(|room| !before || *room == Room::Chamber)?;
    let mut number = word + 1;
    while number < at + PLACE_TOKENS
        && (text.is(number, Use::Number) || matches!(text.word(number), "." | "-" | "#"))
    {
        number += 1;
    }
    let counted = match text.tokens.kind(number) {
        Some(Kind::Number) => {
            let many = text.word(number).parse::<u32>();
            many.is_ok_and(|many| many <= MOST_PLACES)
        }
        Some(Kind::Word) => text.word(number).len() == 1 && text.is_large(number),
        _ => false,
    };
    let next = text.word(number + 1);
    let lasts = next == "/" || next == "-" && text.tokens.kind(number + 2) == Some(Kind::Number);
    let is_time = text.is(number + 1, Use::Lasts) || next == "%";
    if !counted || lasts || is_time {
        return None;
    }
    let key = text.word(number).to_owned();
    Some(Label::new(LabelKind::Place(room), key, at, number + 1))
}

/// "pt 1", "Patient A", "case 2", but not "patient 2 days after", "pt 54".
fn numbered(text: Text<'_>, at: u32) -> Option<Label> {
    if !text.is(at, Use::Counted) {
        return None;
    }
    let counts = text.is(at + 1, Use::Number) || text.word(at + 1) == "#";
    let number = at + 1 + u32::from(counts);
    let letter = text.word(number).len() == 1 && text.is_word(number);
    let named = || letter && text.side(number).is_none() && !matches!(text.word(number), "m" | "f");
    let key = match count(text, number).filter(|_| !text.is(number, Use::Ordinal)) {
        Some(key) => key,
        // "Patient X: ...".
        None => named().then(|| text.word(number))?,
    };
    let next = number + 1;
    let told = matches!(
        text.word(next),
        ":" | "-" | ")" | "." | "," | "(" | "=" | ";"
    ) || text.is(next, Use::Tells)
        || text.is_known(next)
        || text.side(next).is_some();
    let large = !letter || text.written(number) != text.word(number);
    (told && large).then(|| Label::new(LabelKind::Number, key.to_owned(), at, number + 1))
}

/// "First lady", "the 2nd gentleman", but not "first scan".
fn ordinal(text: Text<'_>, at: u32) -> Option<Label> {
    let number = text.tokens.kind(at) == Some(Kind::Number);
    let ends = u32::from(number && is_ordinal_end(text.word(at + 1)));
    if ends == 0 && !text.is(at, Use::Ordinal) {
        return None;
    }
    let key = count(text, at)?;
    let person = at + 1 + ends;
    let is_person = text.is(person, Use::Person);
    is_person.then(|| Label::new(LabelKind::Number, key.to_owned(), at, person + 1))
}

/// The number that a word or a letter counts.
fn count(text: Text<'_>, at: u32) -> Option<&'static str> {
    [
        (Use::First, "1"),
        (Use::Second, "2"),
        (Use::Third, "3"),
        (Use::Fourth, "4"),
    ]
    .into_iter()
    .find_map(|(counts, key)| text.is(at, counts).then_some(key))
}

/// "J.S.", and "JS" where a text does not shout and nothing knows the letters.
fn initials(text: Text<'_>, at: u32) -> Option<Label> {
    let letter = |at: u32| text.word(at).len() == 1 && text.is_large(at);
    let before = at.saturating_sub(1);
    let said = || text.is(before, Use::AsksOf) && !text.is(before, Use::Tells);
    let short = (1..=3).contains(&text.word(at).len()) && (text.starts(at) || said());
    let written = text.written(at);
    let short = short && (1..=3).contains(&written.len()) && text.is_word(at);
    if !short || !written.starts_with(char::is_uppercase) || text.is_known(at) {
        return None;
    }
    if letter(at) && text.word(at + 1) == "." && letter(at + 2) && text.word(at + 3) == "." {
        let key = format!("{}{}", text.word(at), text.word(at + 2));
        return Some(Label::new(LabelKind::Initials, key, at, at + 4));
    }
    let several = written.len() > 1;
    let told = matches!(text.word(at + 1), "has" | "had" | "is" | "was" | "(");
    // A heading has two letters as well.
    let heads = written.len() == 2 && text.word(at + 1) == ":" && text.starts(at);
    let large = written.chars().all(char::is_uppercase);
    if !(several && large && (told || heads)) || text.shouts || text.is(at, Use::NoInitials) {
        return None;
    }
    let key = text.word(at).to_owned();
    Some(Label::new(LabelKind::Initials, key, at, at + 1))
}
