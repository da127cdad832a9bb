//! Every word of the phrases once, with a number.

use std::borrow::Cow;

use venule_knowledge::compact::{Reader, Writer};

use super::list::{Fixed, List};
use crate::token::{Kind, is_not};
use crate::view::count;

/// A word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

impl Word {
    /// Any number: what `#` stands for, and each number of a text that no phrase spells out.
    pub(super) const NUMBER: Self = Self(0);
    /// Any word: what `_` stands for, and each word of a text that no phrase has.
    pub(super) const ANY: Self = Self(1);
    /// In a table: no word.
    const FREE: Self = Self(u32::MAX);

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    pub(super) fn of_number(number: u32) -> Self {
        Self(number)
    }
}

impl Fixed<4> for Word {
    fn of_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_le_bytes(bytes))
    }
}

/// A word and whether it touches what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Symbol(u32);

impl Symbol {
    pub(super) fn new(word: Word, glued: bool) -> Self {
        Self(word.0 << 1 | u32::from(glued))
    }

    pub(super) fn word(self) -> Word {
        Word(self.0 >> 1)
    }

    /// The same word, which touches what stands before it or does not.
    pub(super) fn glued_if(self, glued: bool) -> Self {
        Self(self.0 & !1 | u32::from(glued))
    }

    pub(super) fn is_glued(self) -> bool {
        self.0 & 1 == 1
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }

    pub(super) fn of_bits(bits: u32) -> Self {
        Self(bits)
    }
}

/// Words that turn what stands near them into its contrary, a question or a condition: `_` never stands for one of them.
fn turns(word: &str) -> bool {
    is_not(word)
        || matches!(
            word,
            "no" | "not"
                | "nor"
                | "never"
                | "none"
                | "nothing"
                | "neither"
                | "without"
                | "cannot"
                | "cant"
                | "dont"
                | "wont"
                | "couldnt"
                | "wouldnt"
                | "denies"
                | "denied"
                | "deny"
                | "denying"
                | "absent"
                | "negative"
                | "neg"
                | "nil"
                | "unless"
                | "if"
                | "whether"
                | "should"
                | "but"
                | "until"
        )
}

/// What words are written in.
const DIGITS: u8 = 1;
const LETTERS: u8 = 2;

/// All words of some phrases.
#[derive(Debug)]
pub(super) struct Words {
    /// Their letters, in order of their numbers, with nothing between them.
    text: Cow<'static, str>,
    /// By number: where it ends in the text. The two that stand for others have no letters.
    ends: List<u32, 4>,
    /// By number: `DIGITS`, so that `#` stands for it too, `LETTERS`, so that `_` does, or nothing.
    kinds: Cow<'static, [u8]>,
    /// Where to find them: a word is at its hash, or where the next place was free. At most half is taken.
    ///
    /// Only words of phrases are put in, so that no text can make it slow.
    places: List<Word, 4>,
    /// Length of the longest word in bytes.
    longest: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            text: Cow::default(),
            ends: vec![0; 2].into(),
            kinds: Cow::Owned(vec![0; 2]),
            places: vec![Word::FREE; 4].into(),
            longest: 0,
        }
    }
}

impl Words {
    /// The number of a word, a new one if it has none.
    pub(super) fn add(&mut self, word: &str) -> Word {
        if let Some(found) = self.look_up(word) {
            return found;
        }
        let new = Word(count(self.len()));
        let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
        let letters = word.starts_with(char::is_alphabetic) && !turns(word);
        let kind = u8::from(digits) * DIGITS + u8::from(letters) * LETTERS;
        self.kinds.to_mut().push(kind);
        self.text.to_mut().push_str(word);
        self.ends.make().push(count(self.text.len()));
        self.longest = self.longest.max(word.len());
        if self.len() * 2 > self.places.len() {
            self.place_all();
        } else {
            self.place(new);
        }
        new
    }

    /// A word by its letters.
    pub(super) fn look_up(&self, word: &str) -> Option<Word> {
        for place in probes(word, self.places.len()) {
            let found = self.places.get(place)?;
            if found == Word::FREE {
                return None;
            }
            if self.text(found) == word {
                return Some(found);
            }
        }
        None
    }

    fn place(&mut self, word: Word) {
        let mut places = probes(self.text(word), self.places.len());
        let free = places.find(|it| self.places.get(*it) == Some(Word::FREE));
        if let Some(place) = free.and_then(|it| self.places.make().get_mut(it)) {
            *place = word;
        }
    }

    fn place_all(&mut self) {
        let length = (self.len() * 2).next_power_of_two();
        self.places = vec![Word::FREE; length].into();
        for word in self.own() {
            self.place(word);
        }
    }

    /// The letters of a word; none of those that stand for others.
    pub(super) fn text(&self, word: Word) -> &str {
        let end = self.ends.get(word.index()).unwrap_or_default();
        let start = word.index().checked_sub(1);
        let start = start.and_then(|before| self.ends.get(before));
        let range = start.unwrap_or_default() as usize..end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The word that a token of a text is, if any phrase has it.
    pub(super) fn find(&self, token: &str, kind: Kind) -> Option<Word> {
        let known = (token.len() <= self.longest).then(|| self.look_up(token));
        match known.flatten() {
            Some(word) => Some(word),
            None => match kind {
                Kind::Number => Some(Word::NUMBER),
                Kind::Word => (!turns(token)).then_some(Word::ANY),
                Kind::Symbol | Kind::Punctuation | Kind::LineBreak => None,
            },
        }
    }

    /// Whether `#` stands for a word.
    pub(super) fn is_number(&self, word: Word) -> bool {
        self.kinds.get(word.index()) == Some(&DIGITS)
    }

    /// Whether `_` stands for a word.
    pub(super) fn is_letters(&self, word: Word) -> bool {
        self.kinds.get(word.index()) == Some(&LETTERS)
    }

    /// How many there are, with those for any number and any word.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All of them, first those for any number and any word.
    pub(super) fn all(&self) -> impl Iterator<Item = Word> + use<> {
        (0..count(self.len())).map(Word)
    }

    /// All that have letters.
    fn own(&self) -> impl Iterator<Item = Word> + use<> {
        self.all().skip(2)
    }

    /// Each word with its letters, in order.
    pub(super) fn spelled_out(&self) -> Vec<(&str, Word)> {
        let mut all: Vec<_> = self.own().map(|word| (self.text(word), word)).collect();
        all.sort_unstable();
        all
    }

    /// How a word is written in a phrase.
    pub(super) fn spelled(&self, word: Word) -> &str {
        match word {
            Word::NUMBER => "#",
            Word::ANY => "_",
            word => self.text(word),
        }
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.text(&self.text);
        out.numbers(&self.ends.iter().collect::<Vec<_>>());
        out.bytes(&self.kinds);
        let places = self.places.iter().map(Word::number);
        out.numbers(&places.collect::<Vec<_>>());
        out.number(self.longest as u64);
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            text: Cow::Borrowed(from.text()?),
            ends: List::read(from)?,
            kinds: Cow::Borrowed(from.bytes()?),
            places: List::read(from)?,
            longest: usize::try_from(from.number()?).ok()?,
        })
    }
}

/// The places where a word may be, if there are so many: a power of two.
fn probes(word: &str, places: usize) -> impl Iterator<Item = usize> + use<> {
    let last = places.saturating_sub(1);
    let first = usize::try_from(hash(word) >> 32).unwrap_or_default() & last;
    (0..places).map(move |step| (first + step) & last)
}

/// The same on every machine, as tables may be made on another one.
fn hash(word: &str) -> u64 {
    let mix =
        |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (parts, rest) = word.as_bytes().as_chunks::<8>();
    let parts = parts.iter().map(|it| u64::from_le_bytes(*it));
    let last = rest.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
    mix(parts.fold(word.len() as u64, mix), last)
}
