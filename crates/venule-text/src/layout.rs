//! Where headings, list items and sentences begin and end.
//!
//! In: the view and its tokens. Out: parts (a heading and what stands below it) and sentences, as ranges of tokens.
//! Which words are headings, the language files say; how a heading, a list or a sentence is built stands here.

mod dating;
mod heading;
mod sentence;

use std::ops::Range;

pub use self::heading::Headings;
pub(crate) use self::heading::is_dash;
use crate::token::Tokens;
use crate::view::View;

/// The lay-out of one text.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// A heading and what stands below it, in order. What stands before the first heading is a part without one.
    pub parts: Vec<Part>,
    /// Sentences and headings, in order, without gaps.
    pub sentences: Vec<Sentence>,
    /// By token: the index of its sentence.
    holders: Vec<u32>,
}

/// A heading and what stands below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Index in `Language::sections`, where the heading is known.
    pub section: Option<u16>,
    /// First token of the heading.
    pub heading: u32,
    /// First token after the heading.
    pub start: u32,
    /// First token after the part.
    pub end: u32,
}

/// What stands between two full stops, or one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub start: u32,
    /// First token after the mark of a list item, else `start`.
    pub body: u32,
    /// First token after it. The sign that ends it belongs to it.
    pub end: u32,
    /// Index of its part.
    pub part: u32,
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether it ends with a question mark.
    pub asks: bool,
}

impl Layout {
    /// The lay-out of a view.
    #[must_use]
    pub fn of(view: &View<'_>, tokens: &Tokens, headings: &Headings) -> Self {
        let mut layout = Self::default();
        layout.read(view, tokens, headings);
        layout
    }

    /// Reads another view into the same arrays.
    pub fn read(&mut self, view: &View<'_>, tokens: &Tokens, headings: &Headings) {
        self.parts.clear();
        self.sentences.clear();
        headings.find(view, tokens, &mut self.parts);
        for (index, part) in self.parts.iter().enumerate() {
            let index = crate::view::count(index);
            let from = self.sentences.len();
            if part.start > part.heading {
                self.sentences.push(Sentence {
                    start: part.heading,
                    body: part.heading,
                    end: part.start,
                    part: index,
                    heading: true,
                    asks: false,
                });
            }
            sentence::divide(
                view,
                tokens,
                part.start..part.end,
                index,
                &mut self.sentences,
            );
            dating::join(view, tokens, from + 1, &mut self.sentences);
        }
        self.note_holders();
    }

    /// Notes which sentence holds each token: sentences stand one behind the other without gaps.
    fn note_holders(&mut self) {
        self.holders.clear();
        for (index, sentence) in (0..).zip(&self.sentences) {
            self.holders.resize(sentence.end as usize, index);
        }
    }

    /// The index of the sentence that holds a token.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> Option<usize> {
        self.holders.get(token as usize).map(|it| *it as usize)
    }

    /// The part that holds a token.
    #[must_use]
    pub fn part_of(&self, token: u32) -> Option<&Part> {
        let sentence = self.sentences.get(self.sentence_of(token)?)?;
        self.parts.get(sentence.part as usize)
    }

    /// Whether tokens stand in one sentence or one heading.
    #[must_use]
    pub fn together(&self, tokens: &Range<u32>) -> bool {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        self.sentence_of(tokens.start)
            .and_then(|index| self.sentences.get(index))
            .is_some_and(|sentence| last < sentence.end)
    }
}

#[cfg(test)]
mod tests;
