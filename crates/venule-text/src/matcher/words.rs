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
    /// Any word: what `_` stands for, and each word of a text that no phrase has.
    pub(super) const ANY: Self = Self(1);

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

/// Words that turn what stands near them into its contrary, a question or a condition: `_` never stands for one of them.
fn turns(word: &str) -> bool {
    matches!(
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
            | "isnt"
            | "arent"
            | "wasnt"
            | "werent"
            | "hasnt"
            | "havent"
            | "hadnt"
            | "didnt"
            | "doesnt"
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

/// All words of some phrases.
#[derive(Debug)]
pub(super) struct Words {
    /// Only words of phrases are put in, so that no text can make it slow.
    numbers: HashMap<Box<str>, Word, FxBuildHasher>,
    /// By number: whether it is written in digits, so that `#` stands for it too.
    digits: Vec<bool>,
    /// By number: whether it is written in letters, so that `_` stands for it too.
    letters: Vec<bool>,
    /// Length of the longest word in bytes.
    longest: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            digits: vec![false; 2],
            letters: vec![false; 2],
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
        self.letters
            .push(word.starts_with(char::is_alphabetic) && !turns(word));
        self.longest = self.longest.max(word.len());
        self.numbers.insert(word.into(), new);
        new
    }

    /// The word that a token of a text is, if any phrase has it.
    pub(super) fn find(&self, token: &str, kind: Kind) -> Option<Word> {
        let known = (token.len() <= self.longest).then(|| self.numbers.get(token));
        match known.flatten() {
            Some(word) => Some(*word),
            None => match kind {
                Kind::Number => Some(Word::NUMBER),
                Kind::Word => (!turns(token)).then_some(Word::ANY),
                Kind::Symbol | Kind::Punctuation | Kind::LineBreak => None,
            },
        }
    }

    /// Whether `#` stands for a word.
    pub(super) fn is_number(&self, word: Word) -> bool {
        self.digits.get(word.index()) == Some(&true)
    }

    /// Whether `_` stands for a word.
    pub(super) fn is_letters(&self, word: Word) -> bool {
        self.letters.get(word.index()) == Some(&true)
    }

    /// How many there are, with those for any number and any word.
    pub(super) fn len(&self) -> usize {
        self.digits.len()
    }

    /// All of them, first those for any number and any word.
    pub(super) fn all(&self) -> impl Iterator<Item = Word> {
        (0..crate::view::count(self.len())).map(Word)
    }

    /// Each word with its letters, in order.
    pub(super) fn spelled_out(&self) -> Vec<(&str, Word)> {
        let all = self.numbers.iter();
        let mut all: Vec<_> = all.map(|(text, word)| (&**text, *word)).collect();
        all.sort_unstable();
        all
    }

    /// The words in order of their numbers, for messages.
    pub(super) fn spelled(&self) -> Vec<&str> {
        let mut spelled = vec!["#"; self.len()];
        if let Some(any) = spelled.get_mut(Word::ANY.index()) {
            *any = "_";
        }
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
