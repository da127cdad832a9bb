//! Words of a text that are in no phrase and a slip of the pen away from exactly one that is.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Word, Words};
use crate::language::model::Wording;
use crate::language::phrase::Part;

/// Shortest word that may be a slip.
const SHORTEST: usize = 6;

/// Letters from which on two slips are allowed.
const LONG: usize = 9;

/// Longest word that is looked at: time and room for one stay bounded.
const LONGEST: usize = 24;

/// The words that a slip may stand for, and all others that it might be as well.
#[derive(Debug, Default)]
pub(crate) struct Typos {
    /// By first letter and length.
    by_letter: FxHashMap<(u8, usize), Vec<Entry>>,
    /// Words that are no slips.
    ordinary: FxHashSet<Box<str>>,
}

/// A word of the phrases.
#[derive(Debug)]
struct Entry {
    text: Box<str>,
    letters: u32,
    word: Word,
    /// Whether it may be read from a slip.
    may: bool,
}

/// Which letters a word has.
fn letters_of(word: &[u8]) -> u32 {
    let bit = |byte: &u8| 1_u32 << (u32::from(byte.wrapping_sub(b'a')) & 31);
    word.iter().map(bit).fold(0, |all, bit| all | bit)
}

impl Typos {
    pub(super) fn of(words: &Words, wanted: &[bool], ordinary: &Wording) -> Self {
        let mut by_letter: FxHashMap<(u8, usize), Vec<Entry>> = FxHashMap::default();
        for (text, word) in words.spelled_out() {
            let letters = text.bytes().all(|byte| byte.is_ascii_lowercase());
            if !letters || text.len() + 2 < SHORTEST || text.len() > LONGEST {
                continue;
            }
            let first = text.bytes().next().unwrap_or_default();
            let may = wanted.get(word.index()) == Some(&true);
            let entry = Entry {
                text: Box::from(text),
                letters: letters_of(text.as_bytes()),
                word,
                may,
            };
            let place = (first, text.len());
            by_letter.entry(place).or_default().push(entry);
        }
        let ordinary = ordinary.parts().iter().filter_map(|part| match *part {
            Part::Word { start, end, .. } => Some(Box::from(ordinary.word(start, end))),
            _ => None,
        });
        Self {
            by_letter,
            ordinary: ordinary.collect(),
        }
    }

    /// The one word that a slip stands for. Its first letter is always right.
    pub(super) fn read(&self, token: &str) -> Option<Word> {
        let plain = token.bytes().all(|byte| byte.is_ascii_lowercase());
        if !plain || self.ordinary.contains(token) || !(SHORTEST..=LONGEST).contains(&token.len()) {
            return None;
        }
        let most = if token.len() >= LONG { 2 } else { 1 };
        let first = *token.as_bytes().first()?;
        let letters = letters_of(token.as_bytes());
        let lengths = token.len() - most..=token.len() + most;
        let near = lengths.filter_map(|length| self.by_letter.get(&(first, length)));
        let mut best: Option<(usize, Word, bool)> = None;
        let mut tied = false;
        for Entry {
            text,
            letters: known,
            word,
            may,
        } in near.flatten()
        {
            // A slip changes two letters at most.
            if (known ^ letters).count_ones() as usize > 2 * most {
                continue;
            }
            let apart = distance(token.as_bytes(), text.as_bytes());
            if apart > most {
                continue;
            }
            match best {
                Some((least, ..)) if least < apart => {}
                Some((least, ..)) if least == apart => tied = true,
                _ => {
                    best = Some((apart, *word, *may));
                    tied = false;
                }
            }
        }
        let (_, word, may) = best?;
        (may && !tied).then_some(word)
    }
}

/// How many letters are missing, too many, wrong, or in the wrong order.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let width = other.len() + 1;
    let mut before = [0_usize; LONGEST + 1];
    let mut row = [0_usize; LONGEST + 1];
    let mut next = [0_usize; LONGEST + 1];
    for (at, cell) in row.iter_mut().enumerate().take(width) {
        *cell = at;
    }
    let get = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX);
    for (i, letter) in one.iter().enumerate() {
        if let Some(cell) = next.first_mut() {
            *cell = i + 1;
        }
        for (j, wanted) in other.iter().enumerate() {
            let replaced = get(&row, j).saturating_add(usize::from(letter != wanted));
            let mut least = replaced
                .min(get(&row, j + 1).saturating_add(1))
                .min(get(&next, j).saturating_add(1));
            let swapped = i > 0
                && j > 0
                && one.get(i - 1) == Some(wanted)
                && other.get(j - 1) == Some(letter);
            if swapped {
                least = least.min(get(&before, j - 1).saturating_add(1));
            }
            if let Some(cell) = next.get_mut(j + 1) {
                *cell = least;
            }
        }
        before = row;
        row = next;
    }
    get(&row, other.len())
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_of_the_pen_are_counted() {
        let apart = |one: &str, other: &str| distance(one.as_bytes(), other.as_bytes());
        assert_eq!(apart("swelling", "swelling"), 0);
        assert_eq!(apart("sweling", "swelling"), 1);
        assert_eq!(apart("swleling", "swelling"), 1);
        assert_eq!(apart("swollenn", "swollen"), 1);
        assert_eq!(apart("tendrness", "tenderness"), 1);
        assert_eq!(apart("erithema", "erythema"), 1);
        assert_eq!(apart("eritema", "erythema"), 2);
        assert_eq!(apart("calf", "leg"), 4);
    }
}
