//! Phrases as bytes: what is kept of them, in the program and in memory, takes no reading before it is used.

use super::{Part, Wording};
use crate::view;

const OPEN: u8 = 0;
const OR: u8 = 1;
const CLOSE: u8 = 2;
const ANY: u8 = 3;
const NUMBER: u8 = 4;
const GLUED_NUMBER: u8 = 5;
/// The length of the word follows, seven bits a byte, the lowest first.
const WORD: u8 = 6;
const GLUED_WORD: u8 = 7;

impl Wording {
    /// Adds a part.
    pub(super) fn push(&mut self, part: Part<'_>) {
        let code = self.code.to_mut();
        match part {
            Part::Open => code.push(OPEN),
            Part::Or => code.push(OR),
            Part::Close => code.push(CLOSE),
            Part::Any => code.push(ANY),
            Part::Number { glued: false } => code.push(NUMBER),
            Part::Number { glued: true } => code.push(GLUED_NUMBER),
            Part::Word { text, glued } => {
                code.push(if glued { GLUED_WORD } else { WORD });
                let mut length = view::count(text.len());
                while length >= 0x80 {
                    code.push((length & 0x7f | 0x80).to_le_bytes()[0]);
                    length >>= 7;
                }
                code.push(length.to_le_bytes()[0]);
                self.text.to_mut().push_str(text);
            }
        }
    }

    /// The parts in order.
    pub(crate) fn parts(&self) -> Parts<'_> {
        self.parts_from(0, 0)
    }

    /// The parts from some place on.
    pub(super) fn parts_from(&self, text: usize, code: usize) -> Parts<'_> {
        Parts {
            text: self.text.get(text..).unwrap_or_default(),
            code: self.code.get(code..).unwrap_or_default(),
        }
    }
}

/// The parts that are left.
#[derive(Debug, Clone)]
pub(crate) struct Parts<'w> {
    text: &'w str,
    code: &'w [u8],
}

impl Parts<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.code.split_first()?;
        self.code = rest;
        Some(*byte)
    }
}

impl<'w> Iterator for Parts<'w> {
    type Item = Part<'w>;

    /// What does not fit ends it: the bytes are those that [`Wording::push`] made.
    fn next(&mut self) -> Option<Part<'w>> {
        let code = self.byte()?;
        Some(match code {
            OPEN => Part::Open,
            OR => Part::Or,
            CLOSE => Part::Close,
            ANY => Part::Any,
            NUMBER | GLUED_NUMBER => Part::Number {
                glued: code == GLUED_NUMBER,
            },
            _ => {
                let mut length = 0;
                for shift in (0..usize::BITS).step_by(7) {
                    let byte = self.byte()?;
                    length |= usize::from(byte & 0x7f) << shift;
                    if byte < 0x80 {
                        break;
                    }
                }
                let (text, rest) = self.text.split_at_checked(length)?;
                self.text = rest;
                Part::Word {
                    text,
                    glued: code == GLUED_WORD,
                }
            }
        })
    }
}
