//! Words of a text that are in no phrase and a slip of the pen away from exactly one that is.

use venule_knowledge::compact::{Reader, Writer};

use super::graph::write_numbers;
use super::list::{Fixed, List, Slice, two};
use super::words::{Word, Words};
use crate::language::model::Wording;
use crate::language::phrase::Part;
use crate::view::count;

/// Shortest word that may be a slip.
const SHORTEST: usize = 6;

/// Letters from which on two slips are allowed.
const LONG: usize = 9;

/// Longest word that is looked at: time and room for one stay bounded.
const LONGEST: usize = 24;

/// The words that a slip may stand for, and all others that it might be as well.
#[derive(Debug, Default)]
pub(crate) struct Typos {
    /// Where those with one first letter and one length start; one more at the end.
    starts: List<u32, 4>,
    entries: List<Entry, 8>,
    /// Words that are no slips.
    ordinary: Words,
}

/// A word of the phrases.
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Which letters it has.
    letters: u32,
    word: Word,
    /// Whether it may be read from a slip.
    may: bool,
}

impl Fixed<8> for Entry {
    fn of_bytes(bytes: [u8; 8]) -> Self {
        let (letters, word) = two(bytes);
        Self {
            letters,
            word: Word::of_number(word >> 1),
            may: word & 1 == 1,
        }
    }
}

/// Which letters a word has.
fn letters_of(word: &[u8]) -> u32 {
    let bit = |byte: &u8| 1_u32 << (u32::from(byte.wrapping_sub(b'a')) & 31);
    word.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// The number of a first letter and a length.
fn group(first: u8, length: usize) -> usize {
    usize::from(first.wrapping_sub(b'a')) * (LONGEST + 1) + length
}

impl Typos {
    pub(super) fn of(words: &Words, wanted: &[bool], ordinary: &Wording) -> Self {
        let mut typos = Self::default();
        let mut all = Vec::new();
        for (text, word) in words.spelled_out() {
            let letters = text.bytes().all(|byte| byte.is_ascii_lowercase());
            if !letters || text.len() + 2 < SHORTEST || text.len() > LONGEST {
                continue;
            }
            let first = text.bytes().next().unwrap_or_default();
            let entry = Entry {
                letters: letters_of(text.as_bytes()),
                word,
                may: wanted.get(word.index()) == Some(&true),
            };
            all.push((group(first, text.len()), entry));
        }
        all.sort_by_key(|(group, _)| *group);
        for group in 0..=group(b'z', LONGEST) + 1 {
            let start = all.partition_point(|(it, _)| *it < group);
            typos.starts.make().push(count(start));
        }
        let entries = all.into_iter().map(|(_, entry)| entry);
        typos.entries = entries.collect::<Vec<_>>().into();
        for part in ordinary.parts() {
            if let Part::Word { text, .. } = part {
                typos.ordinary.add(text);
            }
        }
        typos
    }

    fn of_group(&self, group: usize) -> impl Iterator<Item = Entry> {
        let place = |at| self.starts.get(at).unwrap_or_default() as usize;
        Slice::of(&self.entries, place(group)..place(group + 1)).iter()
    }

    /// The one of some words that a slip stands for. Its first letter is always right.
    pub(super) fn read_slip(&self, words: &Words, token: &str) -> Option<Word> {
        if !(SHORTEST..=LONGEST).contains(&token.len())
            || !token.bytes().all(|byte| byte.is_ascii_lowercase())
            || self.ordinary.look_up(token).is_some()
        {
            return None;
        }
        let most = if token.len() >= LONG { 2 } else { 1 };
        let first = *token.as_bytes().first()?;
        let letters = letters_of(token.as_bytes());
        let lengths = token.len() - most..=LONGEST.min(token.len() + most);
        let near = lengths.map(|length| self.of_group(group(first, length)));
        let mut best: Option<(usize, Entry)> = None;
        let mut tied = false;
        for entry in near.flatten() {
            // A slip changes two letters at most.
            if (entry.letters ^ letters).count_ones() as usize > 2 * most {
                continue;
            }
            let near = distance(token.as_bytes(), words.text(entry.word).as_bytes(), most);
            let Some(apart) = near else { continue };
            match best {
                Some((least, _)) if least < apart => {}
                Some((least, _)) if least == apart => tied = true,
                _ => {
                    best = Some((apart, entry));
                    tied = false;
                }
            }
        }
        let (_, entry) = best?;
        (entry.may && !tied).then_some(entry.word)
    }

    pub(super) fn write(&self, out: &mut Writer) {
        write_numbers(out, &self.starts);
        let entries = self.entries.iter();
        let entries =
            entries.flat_map(|it| [it.letters, it.word.number() << 1 | u32::from(it.may)]);
        out.numbers(&entries.collect::<Vec<_>>());
        self.ordinary.write(out);
    }

    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            starts: List::read(from)?,
            entries: List::read(from)?,
            ordinary: Words::read(from)?,
        })
    }
}

/// How many letters are missing, too many, wrong, or in the wrong order; nothing if there are more than so many.
fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    let (one, other) = without_ends(one, other);
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
        let least = |cells: &[usize]| cells.iter().take(width).min().copied().unwrap_or(0);
        if least(&row) > most && least(&next) > most {
            return None;
        }
        before = row;
        row = next;
    }
    Some(get(&row, other.len())).filter(|apart| *apart <= most)
}

/// Two words without what both begin with and both end in, which is no slip.
fn without_ends<'a>(one: &'a [u8], other: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let same = |(one, other): &(&u8, &u8)| one == other;
    let head = one.iter().zip(other).take_while(same).count();
    let (one, other) = (
        one.get(head..).unwrap_or_default(),
        other.get(head..).unwrap_or_default(),
    );
    let both = one.iter().rev().zip(other.iter().rev());
    let tail = both.take_while(same).count();
    let cut = |word: &'a [u8]| word.get(..word.len() - tail).unwrap_or_default();
    (cut(one), cut(other))
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_of_the_pen_are_counted() {
        let apart = |one: &str, other: &str| {
            let all = distance(one.as_bytes(), other.as_bytes(), 24);
            let all = all.unwrap();
            let near = distance(one.as_bytes(), other.as_bytes(), 2);
            assert_eq!(near, (all <= 2).then_some(all));
            all
        };
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
