//! Words that are often misspelled: each misspelling is read as the word that is meant, at its place in the original.
//!
//! Only what is no word of its own is listed, so that nothing is asked. A slip that is not listed is a matter of the
//! [matcher](crate::matcher).

use std::ops::Range;
use std::sync::Arc;

use super::{Run, View, count};
use crate::token::small_letters;

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// Marks by which most words are known to be no misspelling, in words of 64: many times as many as there are misspellings.
const MARKS: usize = 256;

/// Misspellings, each with the word that is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spellings {
    /// INVARIANT (spellings-sorted): by misspelling, each once.
    all: Vec<(Arc<str>, Arc<str>)>,
    /// By first and last letter: the lengths of the misspellings, a bit for each. Empty if there are none.
    lengths: Vec<u64>,
    /// A mark for each misspelling, by its letters. Words with other marks are none.
    marks: Vec<u64>,
}

impl Spellings {
    /// The misspellings of a list, each with the word that is meant. Of two that are the same the first counts.
    #[must_use]
    pub fn new(mut all: Vec<(Arc<str>, Arc<str>)>) -> Self {
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.dedup_by(|one, other| one.0 == other.0);
        let mut spellings = Self::default();
        for (misspelled, _) in &all {
            let Some(place) = place(misspelled.as_bytes()) else {
                continue;
            };
            spellings.lengths.resize(LETTERS * LETTERS, 0);
            spellings.marks.resize(MARKS, 0);
            let (mark, bit_of_mark) = mark(misspelled.as_bytes());
            if let Some(marks) = spellings.marks.get_mut(mark) {
                *marks |= bit_of_mark;
            }
            if let Some(lengths) = spellings.lengths.get_mut(place) {
                *lengths |= bit(misspelled.len());
            }
        }
        spellings.all = all;
        spellings
    }

    /// All misspellings with the words that are meant, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().map(|(word, meant)| (&**word, &**meant))
    }

    /// The word that is meant, if this is a misspelling.
    #[must_use]
    pub fn meant_by(&self, word: &str) -> Option<&str> {
        let lengths = self.lengths.get(place(word.as_bytes())?)?;
        if lengths & bit(word.len()) == 0 || !self.is_marked(word) {
            return None;
        }
        // spellings-sorted: binary search is valid
        let at = self.all.binary_search_by(|(it, _)| (**it).cmp(word)).ok()?;
        self.all.get(at).map(|(_, meant)| &**meant)
    }

    fn is_marked(&self, word: &str) -> bool {
        let (mark, bit) = mark(word.as_bytes());
        self.marks.get(mark).is_some_and(|marks| marks & bit != 0)
    }

    /// The misspelled words of a text in lower case, in order, with the words that are meant.
    fn of_text<'s>(&'s self, text: &'s str) -> impl Iterator<Item = (Range<usize>, &'s str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        let words = std::iter::from_fn(move || {
            let rest = bytes.get(at..)?;
            let start = at + rest.iter().position(u8::is_ascii_lowercase)?;
            let rest = bytes.get(start..)?;
            at = start + small_letters(rest);
            Some(start..at)
        });
        words.filter_map(move |word| {
            // What touches a digit or a letter of another alphabet is only part of a word.
            let alone = |at: Option<&u8>| at.is_none_or(|it| it.is_ascii() && !it.is_ascii_digit());
            let before = word.start.checked_sub(1).and_then(|at| bytes.get(at));
            if !alone(before) || !alone(bytes.get(word.end)) {
                return None;
            }
            let meant = self.meant_by(text.get(word.clone())?)?;
            Some((word, meant))
        })
    }
}

fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Where the mark of a word is kept, and which bit of that it is.
fn mark(word: &[u8]) -> (usize, u64) {
    let mix = |all: u64, part: u64| {
        (all ^ part)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    let (chunks, rest) = word.as_chunks::<8>();
    let whole = chunks.iter().map(|it| u64::from_le_bytes(*it)).fold(0, mix);
    let rest = rest.iter().fold(1, |all, byte| all << 8 | u64::from(*byte));
    let mixed = mix(whole, rest);
    let place = usize::try_from(mixed >> 6).unwrap_or_default() % MARKS;
    (place, 1 << (mixed % 64))
}

/// Where the lengths of words with these ends are kept.
fn place(word: &[u8]) -> Option<usize> {
    let letter = |byte: &u8| Some(usize::from(byte.checked_sub(b'a')?)).filter(|it| *it < LETTERS);
    Some(letter(word.first()?)? * LETTERS + letter(word.last()?)?)
}

impl View<'_> {
    /// The same text with the words that are meant in place of their misspellings. Each stands for all of what was written.
    #[must_use]
    pub fn spelled(self, spellings: &Spellings) -> Self {
        let found: Vec<_> = spellings.of_text(&self.text).collect();
        if found.is_empty() {
            return self;
        }
        let mut respelled = Respelled::of(&self);
        for (word, meant) in found {
            respelled.replace(word, meant);
        }
        let (text, runs, wide) = respelled.finish();
        Self {
            original: self.original,
            text,
            runs,
            wide,
        }
    }
}

/// A view that is written again.
struct Respelled<'v, 't> {
    view: &'v View<'t>,
    text: String,
    runs: Vec<Run>,
    wide: Vec<u32>,
    /// Up to where the old view was taken over.
    taken: usize,
    next_run: usize,
    next_wide: usize,
}

impl<'v, 't> Respelled<'v, 't> {
    fn of(view: &'v View<'t>) -> Self {
        Self {
            view,
            text: String::with_capacity(view.text.len()),
            runs: Vec::with_capacity(view.runs.len()),
            wide: Vec::with_capacity(view.wide.len()),
            taken: 0,
            next_run: 0,
            next_wide: 0,
        }
    }

    /// Takes the old view over up to a place.
    fn take(&mut self, end: usize) {
        let moved = |at: u32, text: &str, taken: usize| count(text.len()) + at - count(taken);
        while let Some(run) = self.view.runs.get(self.next_run)
            && (run.view as usize) < end
        {
            if run.view as usize >= self.taken {
                let view = moved(run.view, &self.text, self.taken);
                self.runs.push(Run { view, ..*run });
            }
            self.next_run += 1;
        }
        while let Some(at) = self.view.wide.get(self.next_wide)
            && (*at as usize) < end
        {
            self.wide.push(moved(*at, &self.text, self.taken));
            self.next_wide += 1;
        }
        let last = end.min(self.view.text.len());
        let part = self.view.text.get(self.taken..last).unwrap_or_default();
        self.text.push_str(part);
        self.taken = end;
    }

    fn replace(&mut self, word: Range<usize>, meant: &str) {
        self.take(word.start);
        let span = self.view.span(count(word.start)..count(word.end));
        self.push_run(span.start, false);
        self.text.push_str(meant);
        // What lay inside the word has no place any more.
        while let Some(run) = self.view.runs.get(self.next_run)
            && (run.view as usize) < word.end
        {
            self.next_run += 1;
        }
        self.taken = word.end;
        let follows = self.view.runs.get(self.next_run);
        let goes_on = |run: &Run| run.view as usize == word.end && run.original == span.end;
        if !follows.is_some_and(goes_on) {
            self.push_run(span.end, true);
        }
    }

    fn push_run(&mut self, original: u32, in_step: bool) {
        self.runs.push(Run {
            view: count(self.text.len()),
            original,
            in_step,
        });
    }

    fn finish(mut self) -> (String, Vec<Run>, Vec<u32>) {
        // The last run is the end of both.
        self.take(self.view.text.len() + 1);
        (self.text, self.runs, self.wide)
    }
}

#[cfg(test)]
mod tests;
