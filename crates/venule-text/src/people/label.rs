//! How a person or a place is written: "Mrs B.", "bed 4", "pt 1", "J.S.".

use super::{By, Text};
use crate::scan::What;
use crate::token::Kind;

/// How far back words that cover a token are looked for.
pub(super) const MOST_TOKENS: u32 = 16;

/// How far before its number a bed or a room is named, in tokens: "side room no. 2".
pub(super) const PLACE_TOKENS: u32 = 4;

/// Most beds, rooms and patients that are counted.
const MOST_PLACES: u32 = 999;

/// Names of one kind with different keys are of different patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelKind {
    /// A title with a name.
    Name,
    /// A bed or a room, by its word.
    Place(Room),
    /// A patient with a number or a letter.
    Number,
    /// Initials.
    Initials,
}

/// What a place is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        }
    }
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) kind: LabelKind,
    /// What is the same wherever the same one is named.
    pub(super) key: String,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Label {
    /// The name that begins at a token.
    pub(super) fn at(text: Text<'_>, at: u32) -> Option<Self> {
        named(text, at)
            .or_else(|| place(text, at))
            .or_else(|| numbered(text, at))
            .or_else(|| initials(text, at))
    }

    fn new(kind: LabelKind, key: String, first: u32, last: u32) -> Option<Self> {
        Some(Self {
            kind,
            key,
            first,
            last,
        })
    }

    /// Whether both name one patient, or may do so.
    ///
    /// "Mr Khan's" is Mr Khan.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let stem = |key: &'_ str| key.trim_end_matches('s').len();
        let same = self.key.get(..stem(&self.key)) == other.key.get(..stem(&other.key));
        self.kind != other.kind || same
    }
}

/// "Mr Khan", "Mrs. B.", "ms white", but not "MR venogram", "miss a dose".
fn named(text: Text<'_>, at: u32) -> Option<Label> {
    let sex = match text.word(at) {
        "mr" | "mister" => "he",
        "mrs" | "ms" | "miss" => "she",
        "mx" => "they",
        _ => return None,
    };
    let written = text.written(at);
    let titled = written.starts_with(char::is_uppercase) && written.ends_with(char::is_lowercase);
    let small = written == text.word(at) && !matches!(written, "miss" | "ms");
    let first = at + 1 + u32::from(text.word(at + 1) == ".");
    let study = text.hits_within(at, first).iter().any(|hit| {
        let tells = matches!(hit.what, What::Anchor { .. } | What::Slot { .. });
        tells && hit.last == first + 1
    });
    if study || !text.is_word(first) || joins(text.word(first)) {
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
        let goes_on = text.is_large(next) && !joins(text.word(next)) && !text.is_known(next);
        let sentence = point == 0 && text.word(last) == ".";
        if sentence || !goes_on || !titled {
            break;
        }
        name = next;
        last = next + 1;
    }
    Label::new(
        LabelKind::Name,
        format!("{sex} {}", text.word(name)),
        at,
        last,
    )
}

/// "bed 4", "Bay C", "room 210", "side room 2", but not "bed 3 days".
pub(super) fn place(text: Text<'_>, at: u32) -> Option<Label> {
    let side = u32::from(text.word(at) == "side");
    let word = text.word(at + side);
    let room = match word {
        "bed" | "bedspace" | "trolley" | "cot" if side == 0 => Room::Bed,
        "bay" if side == 0 => Room::Bay,
        "room" | "rm" | "cubicle" | "sr" => Room::Chamber,
        _ => return None,
    };
    let mut number = at + side + 1;
    while matches!(text.word(number), "no" | "number" | "." | "-" | "#") && number < at + 4 {
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
    if !counted || lasts || is_time(next) {
        return None;
    }
    let key = text.word(number).to_owned();
    Label::new(LabelKind::Place(room), key, at, number + 1)
}

/// "pt 1", "Patient A", "case 2", but not "patient 2 days after", "pt 54".
fn numbered(text: Text<'_>, at: u32) -> Option<Label> {
    let named = matches!(text.word(at), "pt" | "patient" | "case" | "referral");
    let number = at + 1 + u32::from(matches!(text.word(at + 1), "no" | "number" | "#"));
    let key = match text.word(number) {
        "1" | "one" | "a" => "1",
        "2" | "two" | "b" => "2",
        "3" | "three" | "c" => "3",
        "4" | "four" | "d" => "4",
        _ => return None,
    };
    let letter = text.word(number).len() == 1 && text.is_word(number);
    let next = text.word(number + 1);
    let told = matches!(
        next,
        ":" | "-" | ")" | "." | "," | "(" | "has" | "is" | "was" | "with"
    );
    let large = !letter || text.written(number) != text.word(number);
    if !(named && told && large) {
        return None;
    }
    Label::new(LabelKind::Number, key.to_owned(), at, number + 1)
}

/// "J.S.", and "JS" where a text does not shout and nothing knows the letters.
fn initials(text: Text<'_>, at: u32) -> Option<Label> {
    let letter = |at: u32| text.word(at).len() == 1 && text.is_large(at);
    let said = || {
        matches!(
            text.word(at.saturating_sub(1)),
            "pt" | "patient" | "re" | "for"
        )
    };
    let short = (1..=3).contains(&text.word(at).len()) && (text.starts(at) || said());
    let short = short && (1..=3).contains(&text.written(at).len()) && text.is_large(at);
    if !short || text.is_known(at) {
        return None;
    }
    if letter(at) && text.word(at + 1) == "." && letter(at + 2) && text.word(at + 3) == "." {
        let key = format!("{}{}", text.word(at), text.word(at + 2));
        return Label::new(LabelKind::Initials, key, at, at + 4);
    }
    let written = text.written(at);
    let several = written.len() > 1;
    let told = matches!(text.word(at + 1), "has" | "had" | "is" | "was" | "(");
    let large = written.chars().all(char::is_uppercase);
    if !(several && large && told) || text.shouts || is_no_person(text.word(at)) {
        return None;
    }
    Label::new(LabelKind::Initials, text.word(at).to_owned(), at, at + 1)
}

/// Short words in large letters that are no person.
fn is_no_person(word: &str) -> bool {
    matches!(
        word,
        "gp" | "ed"
            | "er"
            | "it"
            | "she"
            | "he"
            | "pt"
            | "there"
            | "bp"
            | "hr"
            | "rr"
            | "ecg"
            | "cxr"
            | "ct"
            | "mri"
            | "us"
            | "uss"
            | "inr"
            | "hb"
            | "crp"
            | "bmi"
            | "dr"
            | "mdt"
            | "icu"
            | "itu"
            | "hdu"
            | "lab"
            | "ivc"
            | "pmh"
            | "dh"
            | "sh"
            | "fh"
            | "hpc"
            | "pc"
            | "oe"
            | "le"
            | "ll"
            | "rle"
            | "lle"
            | "rll"
            | "lll"
            | "rl"
            | "ul"
            | "gcs"
            | "abg"
            | "ldh"
            | "ckd"
            | "copd"
            | "af"
            | "mr"
            | "ms"
            | "mrs"
            | "dx"
            | "hx"
            | "rx"
            | "sx"
            | "tx"
            | "who"
            | "and"
            | "not"
            | "no"
            | "all"
            | "leg"
            | "her"
            | "his"
    )
}

/// Words that are no name.
fn joins(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "the"
            | "a"
            | "an"
            | "in"
            | "on"
            | "of"
            | "with"
            | "for"
            | "to"
            | "from"
            | "has"
            | "had"
            | "have"
            | "is"
            | "was"
            | "are"
            | "were"
            | "shows"
            | "showed"
            | "s"
            | "by"
            | "at"
            | "but"
            | "no"
            | "not"
            | "her"
            | "his"
            | "doses"
            | "dose"
            | "imaging"
            | "scan"
            | "she"
            | "he"
    )
}

/// Words for a time, by which a number counts no place.
fn is_time(word: &str) -> bool {
    matches!(
        word,
        "d" | "day"
            | "days"
            | "night"
            | "nights"
            | "week"
            | "weeks"
            | "wk"
            | "wks"
            | "h"
            | "hr"
            | "hrs"
            | "hour"
            | "hours"
            | "month"
            | "months"
            | "times"
            | "x"
            | "%"
            | "degrees"
    )
}
