//! Trees as bytes. Text that stands in the file as it is, is not written again.

use venule_logic::span::Span;

use super::read::tag;
use crate::document::{Kind, Node};

/// Bytes so far.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Where the last place started; places are written as steps.
    at: u32,
}

impl Writer {
    /// All bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    /// Seven bits a byte, the lowest first; the eighth says that more follow.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte((number & 0x7f) | 0x80);
            number >>= 7;
        }
        self.byte(number);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    /// A list of numbers. Four bytes each, lowest first: it is read at once and not number by number.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.number(4 * numbers.len() as u64);
        let bytes = numbers.iter().flat_map(|it| it.to_le_bytes());
        self.out.extend(bytes);
    }

    /// The tree of a file with this text.
    pub fn tree(&mut self, text: &str, node: &Node) {
        self.at = 0;
        self.node(text, node);
    }

    fn byte(&mut self, number: u64) {
        self.out.push(number.to_le_bytes()[0]);
    }

    fn tag(&mut self, tag: u8) {
        self.out.push(tag);
    }

    fn signed(&mut self, number: i64) {
        // The sign is the lowest bit, so that small numbers are short.
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    fn place(&mut self, span: Span) {
        self.signed(i64::from(span.start) - i64::from(self.at));
        self.number(u64::from(span.end.wrapping_sub(span.start)));
        self.at = span.start;
    }

    fn node(&mut self, text: &str, node: &Node) {
        let quoted = Span {
            start: node.span.start + 1,
            end: node.span.end.saturating_sub(1),
        };
        let (tag, own) = match &node.kind {
            Kind::Table(_) => (tag::TABLE, None),
            Kind::Array(_) => (tag::ARRAY, None),
            Kind::String(it) if text.get(quoted.range()) == Some(it) => (tag::QUOTED, None),
            Kind::String(it) => (tag::STRING, Some(it)),
            Kind::Integer(_) => (tag::INTEGER, None),
            Kind::Decimal(it) => (tag::DECIMAL, Some(it)),
            Kind::Boolean(false) => (tag::FALSE, None),
            Kind::Boolean(true) => (tag::TRUE, None),
            Kind::Date(it) => (tag::DATE, Some(it)),
            Kind::DateTime(it) => (tag::DATE_TIME, Some(it)),
            Kind::Null => (tag::NULL, None),
        };
        self.tag(tag);
        self.place(node.span);
        if let Some(own) = own {
            self.text(own);
        }
        match &node.kind {
            Kind::Table(entries) => {
                self.number(entries.len() as u64);
                for (key, value) in entries {
                    let bare = text.get(key.span.range()) == Some(&key.text);
                    self.tag(if bare { tag::QUOTED } else { tag::STRING });
                    self.place(key.span);
                    if !bare {
                        self.text(&key.text);
                    }
                    self.node(text, value);
                }
            }
            Kind::Array(values) => {
                self.number(values.len() as u64);
                for value in values {
                    self.node(text, value);
                }
            }
            Kind::Integer(number) => self.signed(*number),
            Kind::String(_)
            | Kind::Decimal(_)
            | Kind::Boolean(_)
            | Kind::Date(_)
            | Kind::DateTime(_)
            | Kind::Null => {}
        }
    }
}
