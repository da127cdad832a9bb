//! Phrases of a language file: `(a|b)` is a choice, `[a]` may be missing, `#` is a number, `_` is any one word.
//!
//! What they stand for is never written out: two choices of forty words are eighty words here, not 1,600 phrases.
//! Only brackets within a word ("swell(ing|s)") are, for that word alone.

mod bracket;
mod code;
mod form;

use std::borrow::Cow;

use venule_knowledge::compact::{Reader, Writer};

pub(crate) use self::code::Parts;
use crate::token;
use crate::view;

/// All phrases of one key of a language file: words in the form of the view, and the brackets around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    /// The words, one after the other, with nothing between them.
    text: Cow<'static, str>,
    /// The parts, as `code` has them.
    code: Cow<'static, [u8]>,
}

/// A part of phrases. Outside of brackets too, what stands on both sides of `Or` are two phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part<'w> {
    /// A word, a sign or a written number.
    Word { text: &'w str, glued: bool },
    /// Any number. What is glued stands without a blank before it.
    Number { glued: bool },
    /// Any one word.
    Any,
    /// A choice begins.
    Open,
    /// The next of a choice.
    Or,
    /// A choice ends.
    Close,
}

/// Why a phrase cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PhraseError {
    /// A bracket is opened and not closed, or closed and not opened.
    Brackets,
    /// Brackets stand in brackets too often.
    Deep,
    /// One word with brackets in it has too many forms.
    TooMany,
    /// One of the phrases it stands for is empty.
    Empty,
    /// No text has these numbers beside each other: "#.#" is one number.
    Numbers,
}

impl PhraseError {
    /// What is wrong, for a message.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Self::Brackets => "its brackets do not match",
            Self::Deep => "more than 16 brackets stand within each other",
            Self::TooMany => "a word with brackets in it has more than 4,000 forms",
            Self::Empty => "it stands for nothing at all as well",
            Self::Numbers => "it never matches, as digits that touch `#` are a part of its number",
        }
    }
}

impl Wording {
    /// Adds what a written phrase stands for; nothing if it cannot be read.
    pub(crate) fn add(&mut self, written: &str) -> Result<(), PhraseError> {
        let (text, code) = (self.text.len(), self.code.len());
        if code > 0 {
            self.push(Part::Or);
        }
        let from = self.code.len();
        let done = bracket::check(written).and_then(|()| self.sequences(written));
        let done = done.and_then(|()| match ways(self.parts_from(text, from), 0) {
            0 => Ok(()),
            _ => Err(PhraseError::Empty),
        });
        if done.is_err() {
            self.text.to_mut().truncate(text);
            self.code.to_mut().truncate(code);
        }
        done
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.code.is_empty()
    }

    /// Writes them as they are kept.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.text(&self.text);
        out.bytes(&self.code);
    }

    /// Reads what was written.
    pub(crate) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            text: Cow::Borrowed(from.text()?),
            code: Cow::Borrowed(from.bytes()?),
        })
    }

    /// How many phrases without brackets they stand for; `#` and `_` are one word each. Choices multiply, so that it may be
    /// very large.
    #[must_use]
    pub fn count(&self) -> u128 {
        if self.is_empty() {
            return 0;
        }
        ways(self.parts(), 1)
    }

    /// Cuts at blanks. Brackets that stand apart are a choice, brackets that touch letters are forms of a word.
    fn sequences(&mut self, written: &str) -> Result<(), PhraseError> {
        let mut rest = written.trim_start();
        while let Some(first) = rest.chars().next() {
            if first == '|' {
                self.push(Part::Or);
                rest = rest.get(1..).unwrap_or_default().trim_start();
                continue;
            }
            let (chunk, after) = bracket::chunk(rest);
            match bracket::inner(chunk) {
                Some((inner, may_be_missing)) => {
                    self.push(Part::Open);
                    self.sequences(inner)?;
                    if may_be_missing {
                        self.push(Part::Or);
                    }
                    self.push(Part::Close);
                }
                None if chunk.contains(['(', '[']) => form::write(self, chunk)?,
                None => self.words(chunk)?,
            }
            rest = after.trim_start();
        }
        Ok(())
    }

    /// Adds words without brackets, cut as the view of a text is.
    fn words(&mut self, written: &str) -> Result<(), PhraseError> {
        if written == "_" {
            self.push(Part::Any);
            return Ok(());
        }
        // A bracket of the text is written wide, because one as the text has it is a choice.
        if written == "（" {
            self.push(Part::Word {
                text: "(",
                glued: false,
            });
            return Ok(());
        }
        if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.push(Part::Word {
                text: written,
                glued: false,
            });
            return Ok(());
        }
        let text = view::normalize_phrase(written);
        if text.contains('#') && !stays_apart(&text) {
            return Err(PhraseError::Numbers);
        }
        let mut end = None;
        let mut loose = false;
        for token in token::cut(&text) {
            let word = text.get(token.start as usize..token.end as usize);
            let word = word.unwrap_or_default();
            let sign = is_loose(word);
            let glued = end == Some(token.start) && !sign && !loose;
            loose = sign;
            end = Some(token.end);
            self.push(match word {
                "#" => Part::Number { glued },
                text => Part::Word { text, glued },
            });
        }
        Ok(())
    }
}

/// Signs that mean the same with a blank before or behind them and without.
pub(crate) fn is_loose(sign: &str) -> bool {
    matches!(sign, "," | ";" | ":" | "/" | "\"" | "(")
}

/// In how many ways phrases can be said, if a token can in so many: with 0, how many of them are empty.
fn ways(parts: Parts<'_>, token: u128) -> u128 {
    let mut open = Vec::new();
    let (mut others, mut this) = (0_u128, 1_u128);
    for part in parts {
        match part {
            Part::Word { .. } | Part::Number { .. } | Part::Any => {
                this = this.saturating_mul(token)
            }
            Part::Open => open.push((std::mem::take(&mut others), std::mem::replace(&mut this, 1))),
            Part::Or => others = others.saturating_add(std::mem::replace(&mut this, 1)),
            Part::Close => {
                let choice = others.saturating_add(this);
                (others, this) = open.pop().unwrap_or((0, 1));
                this = this.saturating_mul(choice);
            }
        }
    }
    others.saturating_add(this)
}

/// Whether the tokens are the same once a number stands for each `#`.
fn stays_apart(text: &str) -> bool {
    let numbered = text.replace('#', "0");
    let edges = |token: token::Token| (token.start, token.end);
    token::cut(text)
        .map(edges)
        .eq(token::cut(&numbered).map(edges))
}

#[cfg(test)]
mod tests;
