//! Bytes as trees. Anything that does not fit is nothing, never a wrong tree out of bounds.

use venule_logic::span::Span;

use crate::document::{Key, Kind, MAX_NESTING, Node};

/// What comes next.
pub(super) mod tag {
    pub(in super::super) const TABLE: u8 = 0;
    pub(in super::super) const ARRAY: u8 = 1;
    /// Text that stands in the file as it is: a bare key, or a value between single characters of quotation.
    pub(in super::super) const QUOTED: u8 = 2;
    /// Text of its own.
    pub(in super::super) const STRING: u8 = 3;
    pub(in super::super) const INTEGER: u8 = 4;
    pub(in super::super) const DECIMAL: u8 = 5;
    pub(in super::super) const FALSE: u8 = 6;
    pub(in super::super) const TRUE: u8 = 7;
    pub(in super::super) const DATE: u8 = 8;
    pub(in super::super) const DATE_TIME: u8 = 9;
    pub(in super::super) const NULL: u8 = 10;
}

/// The bytes that are left.
#[derive(Debug)]
pub struct Reader {
    rest: &'static [u8],
    at: u32,
}

impl Reader {
    /// Reads from the first byte on.
    #[must_use]
    pub fn new(bytes: &'static [u8]) -> Self {
        Self { rest: bytes, at: 0 }
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Bytes as they are.
    pub fn bytes(&mut self) -> Option<&'static [u8]> {
        let length = self.count()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'static str> {
        str::from_utf8(self.bytes()?).ok()
    }

    /// A list of numbers.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let (numbers, rest) = self.bytes()?.as_chunks();
        rest.is_empty()
            .then(|| numbers.iter().map(|it| u32::from_le_bytes(*it)).collect())
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tree of a file with this text.
    pub fn tree(&mut self, text: &'static str) -> Option<Node> {
        self.at = 0;
        self.node(text, 0)
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }

    /// A number of things, each of which takes a byte or more.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len()).then_some(count)
    }

    fn place(&mut self) -> Option<Span> {
        let start = i64::from(self.at).checked_add(self.signed()?)?;
        let start = u32::try_from(start).ok()?;
        let end = start.checked_add(u32::try_from(self.number()?).ok()?)?;
        self.at = start;
        Some(Span { start, end })
    }

    fn node(&mut self, text: &'static str, depth: usize) -> Option<Node> {
        if depth > MAX_NESTING + 1 {
            return None;
        }
        let tag = self.byte()?;
        let span = self.place()?;
        let kind = match tag {
            tag::TABLE => {
                let count = self.count()?;
                let mut entries = Vec::with_capacity(count);
                for _ in 0..count {
                    entries.push((self.key(text)?, self.node(text, depth + 1)?));
                }
                Kind::Table(entries)
            }
            tag::ARRAY => {
                let count = self.count()?;
                let mut values = Vec::with_capacity(count);
                for _ in 0..count {
                    values.push(self.node(text, depth + 1)?);
                }
                Kind::Array(values)
            }
            tag::QUOTED => {
                let inside = (span.start as usize + 1)..(span.end as usize).checked_sub(1)?;
                Kind::String(text.get(inside)?.into())
            }
            tag::STRING => Kind::String(self.text()?.into()),
            tag::INTEGER => Kind::Integer(self.signed()?),
            tag::DECIMAL => Kind::Decimal(self.text()?.into()),
            tag::FALSE => Kind::Boolean(false),
            tag::TRUE => Kind::Boolean(true),
            tag::DATE => Kind::Date(self.text()?.into()),
            tag::DATE_TIME => Kind::DateTime(self.text()?.into()),
            tag::NULL => Kind::Null,
            _ => return None,
        };
        Some(Node { span, kind })
    }

    fn key(&mut self, text: &'static str) -> Option<Key> {
        let tag = self.byte()?;
        let span = self.place()?;
        let text = match tag {
            tag::QUOTED => text.get(span.range())?,
            tag::STRING => self.text()?,
            _ => return None,
        };
        Some(Key {
            text: text.into(),
            span,
        })
    }
}
