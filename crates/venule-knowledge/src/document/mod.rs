//! One tree with places for TOML and JSON, so that everything that reads a file reads the same thing.
//!
//! In: a file of [`Files`]. Out: a [`Node`] and the problems met on the way; the tree may be partial when there are any.
//! [`Fields`] reads a table and reports what is missing, of the wrong kind or unknown.
//!
//! # Limits
//!
//! | limit | value | reported as |
//! |---|---|---|
//! | size of a file | 4 MiB, see [`crate::source::decode`] | `file-too-large` |
//! | nesting | 64 levels, see [`MAX_NESTING`] | `nested-too-deep` |
//! | whole numbers | 64 bit | `number-too-large` |
//!
//! Nesting is measured on the bytes before a parser sees them, so a nesting bomb costs one pass and no stack.

mod fields;
mod json;
mod nesting;
mod problems;
mod toml;

pub use fields::{Fields, Text};
pub use nesting::MAX_NESTING;
pub use problems::Problems;

use std::borrow::Cow;

use venule_logic::span::Span;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Origin};

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes, quotes and brackets included.
    /// For a table under a header the header; for one that dotted keys made, the key.
    pub span: Span,
    /// What stands there.
    pub kind: Kind,
}

/// Text of a tree. That of built-in files is not copied.
pub type Str = Cow<'static, str>;

/// A key with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key, unescaped.
    pub text: Str,
    /// The bytes.
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Keys and values, in file order. No key comes twice.
    Table(Vec<(Key, Node)>),
    /// Values in order.
    Array(Vec<Node>),
    /// Text, unescaped.
    String(Str),
    /// A whole number.
    Integer(i64),
    /// Any other number, as it was written, without digit separators.
    Decimal(Str),
    /// True or false.
    Boolean(bool),
    /// A date without a time. TOML only: JSON writes dates as text.
    Date(Str),
    /// A time, or a date with one. TOML only.
    DateTime(Str),
    /// Null. JSON only.
    Null,
}

impl Kind {
    /// What it is called in a message.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::Array(_) => "a list",
            Self::String(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Decimal(_) => "a decimal number",
            Self::Boolean(_) => "true or false",
            Self::Date(_) => "a date",
            Self::DateTime(_) => "a time",
            Self::Null => "null",
        }
    }
}

/// The two formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// TOML.
    Toml,
    /// JSON as RFC 8259 has it: no comments, no trailing commas, no key twice.
    Json,
}

impl Format {
    /// The format of a file: by its extension, otherwise JSON if its first character opens an object.
    #[must_use]
    pub fn of(path: &str, text: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("json") => Self::Json,
            Some("toml") => Self::Toml,
            _ if text.trim_start().starts_with('{') => Self::Json,
            _ => Self::Toml,
        }
    }
}

/// Reads a file as a tree.
///
/// Without problems there is a tree, and its root is a table or, in JSON, any value.
/// With problems there may still be one, holding what could be read.
///
/// # Examples
///
/// ```
/// use venule_knowledge::{document, source::Files};
///
/// let mut files = Files::default();
/// let file = files.add("case.toml", "title = 'swollen leg'\nage = 62\nage = 63");
/// let (tree, problems) = document::read(&files, file);
/// assert!(tree.is_some());
/// assert_eq!(problems[0].id, "toml-syntax");
/// ```
#[must_use]
pub fn read(files: &Files, file: FileId) -> (Option<Node>, Vec<Diagnostic>) {
    let Some(source) = files.get(file) else {
        return (None, Vec::new());
    };
    match Format::of(&source.path, &source.text) {
        Format::Toml => toml::read(file, &source.text),
        Format::Json => json::read(file, &source.text),
    }
}

fn too_deep(file: FileId, at: usize) -> Diagnostic {
    let origin = Origin {
        file,
        span: span(at, at + 1),
    };
    Diagnostic::error(
        "nested-too-deep",
        format!("values may nest {MAX_NESTING} levels deep, and here is one more"),
        origin,
    )
}

fn too_large(origin: Origin) -> Diagnostic {
    Diagnostic::error(
        "number-too-large",
        "the number does not fit into 64 bits",
        origin,
    )
}

/// A span from byte offsets. Files are far below 4 GiB, so nothing is cut.
fn span(start: usize, end: usize) -> Span {
    let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: cut(start),
        end: cut(end),
    }
}
