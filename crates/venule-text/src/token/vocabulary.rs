//! Words of texts, each with a number, and what was worked out once for a number.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Kind, Tokens};
use crate::view::{View, count};

/// Most words that are kept for the next text.
const MOST_KEPT: usize = 1 << 13;

/// Most places where words are looked for.
const MOST_PLACES: usize = 1 << 14;

/// Places that a word may be at, one behind the other. Where all are taken by others it takes the place of one: no text
/// can make it slow, and a word may come to have several numbers.
const TRIES: usize = 4;

/// In a table: no word.
const FREE: u32 = u32::MAX;

/// The words of the texts that were read with it, by number. Words with one number are the same.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Which one it is: a new one whenever numbers come to stand for other words.
    id: u64,
    words: Vec<Letters>,
    /// For each word that is longer than its ends, where it starts in `long`.
    starts: Vec<u32>,
    long: String,
    /// By hash, or behind that.
    places: Vec<u32>,
}

/// Two vocabularies that began as one go on apart.
impl Clone for Vocabulary {
    fn clone(&self) -> Self {
        Self {
            id: new_id(),
            words: self.words.clone(),
            starts: self.starts.clone(),
            long: self.long.clone(),
            places: self.places.clone(),
        }
    }
}

/// The length of a word and both its ends: all of one that is no longer than they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Letters {
    length: u32,
    first: u64,
    last: u64,
}

const END: usize = 8;

impl Letters {
    fn of(text: &[u8], start: usize, length: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let first = match rest.first_chunk::<END>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => {
                let bytes = rest.iter().rev();
                bytes.fold(0, |all, byte| all << 8 | u64::from(*byte))
            }
        };
        let (first, last) = if length < END {
            (first & ((1 << (8 * length)) - 1), 0)
        } else {
            let last = rest.get(length - END..).and_then(|it| it.first_chunk());
            (first, last.map_or(0, |it| u64::from_le_bytes(*it)))
        };
        Self {
            length: count(length),
            first,
            last,
        }
    }

    /// Whether nothing lies between its ends.
    fn is_all(self) -> bool {
        self.length as usize <= 2 * END
    }

    /// Spreads words that are not made to meet.
    fn hash(self) -> usize {
        let mix = |hash: u64, part: u64| (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = mix(mix(u64::from(self.length), self.first), self.last);
        usize::try_from(hash >> 40).unwrap_or_default()
    }
}

fn new_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Vocabulary {
    /// Makes ready for another text: forgets all words if there are many.
    pub(super) fn begin(&mut self) {
        if !self.places.is_empty() && self.words.len() <= MOST_KEPT {
            return;
        }
        self.id = new_id();
        self.words.clear();
        self.starts.clear();
        self.long.clear();
        self.places.clear();
        self.places.resize(256, FREE);
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word of a text.
    #[inline]
    pub(super) fn number(&mut self, text: &str, start: usize, length: usize) -> u32 {
        let letters = Letters::of(text.as_bytes(), start, length);
        let last = self.places.len() - 1;
        let first = letters.hash();
        for place in first..first + TRIES {
            let Some(number) = self.places.get(place & last).copied() else {
                break;
            };
            if number == FREE {
                break;
            }
            let known = self.words.get(number as usize);
            if known == Some(&letters)
                && (letters.is_all() || self.long(number) == text.get(start..start + length))
            {
                return number;
            }
        }
        self.add(letters, text.get(start..start + length).unwrap_or_default())
    }

    fn long(&self, number: u32) -> Option<&str> {
        let start = *self.starts.get(number as usize)? as usize;
        let length = self.words.get(number as usize)?.length as usize;
        self.long.get(start..start + length)
    }

    #[cold]
    fn add(&mut self, letters: Letters, text: &str) -> u32 {
        let number = count(self.words.len());
        self.words.push(letters);
        self.starts.push(count(self.long.len()));
        if !letters.is_all() {
            self.long.push_str(text);
        }
        if self.words.len() * 2 > self.places.len() && self.places.len() < MOST_PLACES {
            let places = self.places.len() * 2;
            self.places.clear();
            self.places.resize(places, FREE);
            for (number, letters) in (0..).zip(&self.words) {
                place(&mut self.places, *letters, number);
            }
        } else {
            place(&mut self.places, letters, number);
        }
        number
    }
}

/// Puts a word at the first free place, or in the place of another.
fn place(places: &mut [u32], letters: Letters, number: u32) {
    let last = places.len() - 1;
    let first = letters.hash();
    let mut tries = (first..first + TRIES).map(|it| it & last);
    let free = tries.find(|it| places.get(*it) == Some(&FREE));
    let at = free.unwrap_or((first + number as usize % TRIES) & last);
    if let Some(place) = places.get_mut(at) {
        *place = number;
    }
}

/// What was worked out of words, by their numbers, for one text after the other.
#[derive(Debug, Clone)]
pub(crate) struct Memo<T> {
    /// Of which vocabulary.
    of: u64,
    known: Vec<Option<T>>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            of: 0,
            known: Vec::new(),
        }
    }
}

impl<T: Copy> Memo<T> {
    /// Makes ready for some tokens.
    pub(crate) fn begin(&mut self, tokens: &Tokens) {
        if self.of != tokens.vocabulary.id {
            self.of = tokens.vocabulary.id;
            self.known.clear();
        }
        self.known.resize(tokens.vocabulary.len(), None);
    }

    /// What is so of the word of a token, worked out if it was not yet.
    #[inline]
    pub(crate) fn find(
        &mut self,
        view: &View<'_>,
        tokens: &Tokens,
        at: u32,
        of: impl FnOnce(&str, Kind) -> T,
    ) -> Option<T> {
        let place = self.known.get_mut(tokens.word(at))?;
        if place.is_none() {
            let token = tokens.get(at)?;
            *place = Some(of(view.part(token.start, token.end), token.kind));
        }
        *place
    }

    /// What was worked out of the word of a token.
    #[inline]
    pub(crate) fn get(&self, tokens: &Tokens, at: u32) -> Option<&T> {
        self.known.get(tokens.word(at))?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_KEPT, Memo};
    use crate::token::Tokens;
    use crate::view::View;

    /// Reads texts one after the other and looks up how each token is written.
    fn spelled(tokens: &mut Tokens, memo: &mut Memo<char>, text: &str) -> Vec<Option<char>> {
        let view = View::new(text).unwrap();
        tokens.read(&view);
        memo.begin(tokens);
        let first = |word: &str| word.chars().next().unwrap();
        let all = 0..tokens.len();
        all.map(|at| memo.find(&view, tokens, at, |word, _| first(word)))
            .collect()
    }

    #[test]
    fn words_that_differ_have_different_numbers() {
        let long = "abcdefghijklmnopqrstuvwxyz";
        let other = "abcdefghijk-mnopqrstuvwxyz".replace('-', "x");
        let text = format!("calf calves {long} {other} {long} calf é è abcdefgh abcdefghi");
        let view = View::new(&text).unwrap();
        let tokens = Tokens::of(&view);
        for one in 0..tokens.len() {
            for two in 0..tokens.len() {
                let same = tokens.text(&view, one) == tokens.text(&view, two);
                assert_eq!(tokens.word(one) == tokens.word(two), same, "{one} {two}");
            }
        }
    }

    #[test]
    fn what_was_worked_out_is_of_the_same_word_in_the_next_text() {
        let (mut tokens, mut memo) = (Tokens::default(), Memo::default());
        let many: Vec<String> = (0..3 * MOST_KEPT).map(|it| format!("{it}")).collect();
        let many = many.join(" ");
        for text in [
            "left calf",
            "calf right",
            &many,
            "right left",
            &many,
            "calf",
        ] {
            let firsts = text.split(' ').map(|word| word.chars().next());
            let firsts: Vec<_> = firsts.collect();
            assert_eq!(spelled(&mut tokens, &mut memo, text), firsts);
        }
    }

    #[test]
    fn what_was_worked_out_with_other_tokens_is_not_taken() {
        let (mut one, mut other, mut memo) = <(Tokens, Tokens, Memo<char>)>::default();
        assert_eq!(spelled(&mut one, &mut memo, "a"), [Some('a')]);
        assert_eq!(spelled(&mut other, &mut memo, "b"), [Some('b')]);
        let mut copy = one.clone();
        assert_eq!(spelled(&mut copy, &mut memo, "c"), [Some('c')]);
        assert_eq!(spelled(&mut one, &mut memo, "d a"), [Some('d'), Some('a')]);
    }
}
