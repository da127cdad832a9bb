//! What the words around a marked part of a text say of it, whatever the part means.
//!
//! For scoring modifiers against sets in which the findings are marked by others.

use std::fmt;

use crate::language::model::{Language, Polarity, Trend};
use crate::layout::{Headings, Layout};
use crate::scan::{CannotBuild, Hits, Scanner, What};
use crate::scope::{Certainty, Context, Person, Scopes, Time};
use crate::span::Span;
use crate::token::Tokens;
use crate::view::{TooLong, View};

/// The stages up to scope, built once, with buffers that are used for one text after another.
#[derive(Debug)]
pub struct Predictor<'l> {
    language: &'l Language,
    headings: Headings,
    scanner: Scanner,
    tokens: Tokens,
    layout: Layout,
    hits: Hits,
    scopes: Scopes,
}

/// What the words around a part say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// Whether it is there.
    pub presence: Presence,
    /// When it is.
    pub time: Time,
    /// Whose it is.
    pub person: Person,
    /// All that surrounds it.
    pub context: Context,
    /// The rules that say so, in the order of the text, with the words they found.
    pub rules: Vec<(String, Span)>,
}

/// Whether something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Affirmed,
    /// It is not, or no longer.
    Negated,
    /// It may be.
    Possible,
}

impl fmt::Display for Presence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Affirmed => "affirmed",
            Self::Negated => "negated",
            Self::Possible => "possible",
        })
    }
}

impl<'l> Predictor<'l> {
    /// The stages for a language.
    ///
    /// # Errors
    ///
    /// If it has more than 65,535 entries of one kind.
    pub fn new(language: &'l Language) -> Result<Self, CannotBuild> {
        Ok(Self {
            language,
            headings: Headings::of(&language.sections),
            scanner: Scanner::new(language)?,
            tokens: Tokens::default(),
            layout: Layout::default(),
            hits: Hits::default(),
            scopes: Scopes::default(),
        })
    }

    /// What the words around a marked part of a text say of it.
    ///
    /// # Errors
    ///
    /// If the text is too long.
    pub fn predict(&mut self, text: &str, marked: Span) -> Result<Prediction, TooLong> {
        let view = View::new(text)?.spelled(&self.language.spellings);
        self.tokens.read(&view);
        self.layout.read(&view, &self.tokens, &self.headings);
        self.scanner
            .scan(&view, &self.tokens, &self.layout, &mut self.hits);
        let (start, end) = (view.place(marked.start), view.place(marked.end));
        self.hits.mark(&self.tokens, start, end);
        self.scopes
            .read(self.language, &view, &self.tokens, &self.layout, &self.hits);
        let marked = self
            .hits
            .all()
            .iter()
            .position(|it| it.what == What::Marked);
        let context = self.scopes.context(marked.unwrap_or_default());
        Ok(Prediction {
            presence: presence(&context),
            time: context.time,
            person: context.person,
            context,
            rules: self
                .scopes
                .reasons(&context)
                .iter()
                .map(|reason| {
                    let at = reason.by.place(&self.tokens, &self.layout, &self.hits);
                    let name = reason.by.name(self.language, &self.layout, &self.hits);
                    (name.to_owned(), view.span(at))
                })
                .collect(),
        })
    }
}

fn presence(context: &Context) -> Presence {
    if context.polarity == Polarity::Absent || context.trends.contains(Trend::Resolved) {
        Presence::Negated
    } else if context.certainty >= Certainty::Possible {
        Presence::Possible
    } else {
        Presence::Affirmed
    }
}
