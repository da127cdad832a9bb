//! Single words that the reading of names, beds, visits and later texts asks for: titles, words for a bed, words for a time.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What a word is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A title of a man: "Mr".
    TitleHe,
    /// A title of a woman: "Mrs".
    TitleShe,
    /// A title of anybody: "Mx".
    TitleThey,
    /// A title of whoever treats: "Dr".
    TitleStaff,
    /// Is no name behind a title, and begins none: "and", "scan".
    NoName,
    /// Is no initials of anybody, though short and in large letters: "GP".
    NoInitials,
    /// A bed: "bed", "trolley".
    Bed,
    /// A bay.
    Bay,
    /// A room: "room", "cubicle".
    Room,
    /// Stands before a room: "side room".
    BeforeRoom,
    /// Stands before a number that counts a bed, a room or a patient: "bed no 4".
    Number,
    /// Somebody who is counted: "pt 1", "case 2".
    Counted,
    /// Somebody who may be a patient: "man", "lady".
    Person,
    /// The first: "first", "one", "a".
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// An ordinal: "first lady", "second gentleman".
    Ordinal,
    /// Tells of whom it stands behind: "has", "who".
    Tells,
    /// Names whom a question or an order is about: "re", "for".
    AsksOf,
    /// Says that somebody left, or is brought to, a place: "from", "into".
    Moves,
    /// A length of time: "days".
    Lasts,
    /// Puts a test that was not done behind one that was: "no scan since".
    Since,
    /// Leaves open whether a test was not done at all or not yet: "no scan yet".
    NotYet,
    /// A result without its test: "the report".
    Report,
    /// Begins a supposition: "suppose".
    Supposes,
    /// Stands before what begins a supposition and says nothing: "and", "ok".
    Filler,
    /// Denies the number behind it: "not 300".
    NotNumber,
    /// Says yes to what was asked.
    Yes,
    /// Says no to what was asked.
    No,
    /// Says nothing beside a leg or a length of time: "it was the left leg", "make that 12 days".
    Remark,
    /// A name without a title that is a word as well: "Brown: ...".
    Surname,
    /// A man who may be a patient.
    PersonHe,
    /// A woman who may be a patient.
    PersonShe,
    /// One of two who are told of one after the other: "one has ...", "the former".
    OneOf,
    /// The other one of them.
    OtherOf,
    /// What only somebody does: "one has ..., the other takes".
    Lives,
    /// More than one of what is no patient: "two scans: one has ...".
    NoPatients,
    /// Goes on to the next patient: "also Mr Lee".
    Joins,
    /// Counts tests that are told one by one: "first one", "the latest".
    Turn,
    /// Says behind a vein that it is free: "IVC patent".
    Free,
    /// Stands between a vein and such a word: "the femoral veins are fully patent".
    BeforeFree,
    /// Takes from such a word what it says: "compressible only in part".
    PartlyFree,
    /// Says behind "not" that a vein was left out: "IVC not seen".
    Seen,
}

/// All of them, with the words by which the language files name them.
pub(crate) const USES: [(&str, Use); 44] = [
    ("title_he", Use::TitleHe),
    ("title_she", Use::TitleShe),
    ("title_they", Use::TitleThey),
    ("title_staff", Use::TitleStaff),
    ("no_name", Use::NoName),
    ("no_initials", Use::NoInitials),
    ("bed", Use::Bed),
    ("bay", Use::Bay),
    ("room", Use::Room),
    ("before_room", Use::BeforeRoom),
    ("number", Use::Number),
    ("counted", Use::Counted),
    ("person", Use::Person),
    ("first", Use::First),
    ("second", Use::Second),
    ("third", Use::Third),
    ("fourth", Use::Fourth),
    ("ordinal", Use::Ordinal),
    ("tells", Use::Tells),
    ("asks_of", Use::AsksOf),
    ("moves", Use::Moves),
    ("lasts", Use::Lasts),
    ("since", Use::Since),
    ("not_yet", Use::NotYet),
    ("report", Use::Report),
    ("supposes", Use::Supposes),
    ("filler", Use::Filler),
    ("not_number", Use::NotNumber),
    ("yes", Use::Yes),
    ("no", Use::No),
    ("remark", Use::Remark),
    ("surname", Use::Surname),
    ("person_he", Use::PersonHe),
    ("person_she", Use::PersonShe),
    ("one_of", Use::OneOf),
    ("other_of", Use::OtherOf),
    ("lives", Use::Lives),
    ("no_patients", Use::NoPatients),
    ("joins", Use::Joins),
    ("turn", Use::Turn),
    ("free", Use::Free),
    ("before_free", Use::BeforeFree),
    ("partly_free", Use::PartlyFree),
    ("seen", Use::Seen),
];

/// Everything that one word is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Uses(u64);

impl Uses {
    /// Nothing.
    pub(crate) const NONE: Self = Self(0);

    /// Whether it is asked for this.
    #[must_use]
    pub const fn has(self, one: Use) -> bool {
        self.0 & Self::only(one) != 0
    }

    /// Whether it is asked for anything of these.
    #[must_use]
    pub fn has_any(self, of: &[Use]) -> bool {
        of.iter().any(|one| self.has(*one))
    }

    /// The same and one more.
    pub(crate) const fn and(self, one: Use) -> Self {
        Self(self.0 | Self::only(one))
    }

    /// Whether it is asked for anything that others are.
    pub(crate) const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    const fn only(one: Use) -> u64 {
        1 << one as u64
    }
}

/// The words of a language that are asked for.
#[derive(Debug, Clone, Default)]
pub struct UsedWords(BTreeMap<Arc<str>, Uses>);

impl UsedWords {
    /// What a word, in small letters and without apostrophes, is asked for.
    #[must_use]
    pub fn of(&self, word: &str) -> Uses {
        self.0.get(word).copied().unwrap_or_default()
    }

    /// The words that are asked for one thing, in order.
    pub fn all(&self, one: Use) -> impl Iterator<Item = &str> {
        let of = self.0.iter().filter(move |(_, uses)| uses.has(one));
        of.map(|(word, _)| &**word)
    }

    /// Adds what a word is asked for.
    pub fn add(&mut self, word: &str, one: Use) {
        let uses = self.0.entry(word.into()).or_default();
        uses.0 |= Uses::only(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_asked_for_more_than_one_thing() {
        let mut words = UsedWords::default();
        words.add("mr", Use::TitleHe);
        words.add("mr", Use::NoInitials);
        words.add("bed", Use::Bed);
        assert!(words.of("mr").has(Use::TitleHe) && words.of("mr").has(Use::NoInitials));
        assert!(!words.of("mr").has(Use::Bed) && !words.of("room").has(Use::Bed));
        assert_eq!(words.all(Use::Bed).collect::<Vec<_>>(), ["bed"]);
    }

    #[test]
    fn each_use_has_a_name_and_a_bit_of_its_own() {
        for (index, (name, one)) in USES.iter().enumerate() {
            assert_eq!(*one as usize, index, "{name}");
        }
    }
}
