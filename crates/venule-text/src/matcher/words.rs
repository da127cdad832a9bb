//! Every word of the phrases once, with a number.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::token::Kind;

/// A word, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Word(u32);

impl Word {
    /// Any number: what `#` stands for, and each number of a text that no phrase spells out.
    pub(super) const NUMBER: Self = Self(0);

    pub(super) fn index(self) -> usize {
        self.0 as usize
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

    pub(super) fn is_glued(self) -> bool {
        self.0 & 1 == 1
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

/// All words of some phrases.
#[derive(Debug)]
pub(super) struct Words {
    /// Only words of phrases are put in, so that no text can make it slow.
    numbers: HashMap<Box<str>, Word, FxBuildHasher>,
    /// By number: whether it is written in digits, so that `#` stands for it too.
    digits: Vec<bool>,
    /// Length of the longest word in bytes.
    longest: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            digits: vec![false],
            longest: 0,
        }
    }
}

impl Words {
    /// The number of a word, a new one if it has none.
    pub(super) fn add(&mut self, word: &str) -> Word {
        if let Some(found) = self.numbers.get(word) {
            return *found;
        }
        let new = Word(crate::view::count(self.digits.len()));
        let digits = word.starts_with(|letter: char| letter.is_ascii_digit());
        self.digits.push(digits);
        self.longest = self.longest.max(word.len());
        self.numbers.insert(word.into(), new);
        new
    }

    /// The word that a token of a text is, if any phrase has it.
    pub(super) fn find(&self, token: &str, kind: Kind) -> Option<Word> {
        let known = (token.len() <= self.longest).then(|| self.numbers.get(token));
        match known.flatten() {
            Some(word) => Some(*word),
            None => (kind == Kind::Number).then_some(Word::NUMBER),
        }
    }

    /// Whether `#` stands for a word.
    pub(super) fn is_number(&self, word: Word) -> bool {
        self.digits.get(word.index()) == Some(&true)
    }

    /// How many there are, with that for any number.
    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// All of them, first that for any number.
    pub(super) fn all(&self) -> impl Iterator<Item = Word> {
        (0..crate::view::count(self.len())).map(Word)
    }

    /// The words in order of their numbers, for messages.
    pub(super) fn spelled(&self) -> Vec<&str> {
        let mut spelled = vec!["#"; self.len()];
        let mut all: Vec<_> = self.numbers.iter().collect();
        all.sort_unstable_by_key(|(_, word)| **word);
        for (text, word) in all {
            if let Some(place) = spelled.get_mut(word.index()) {
                *place = text;
            }
        }
        spelled
    }
}
