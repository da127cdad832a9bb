//! What a text asks: what it wants, what it is about that no guideline covers, and which questions of the knowledge it
//! is like.
//!
//! In: a text and the words of `[[intent]]`, `[[topic]]` and `[[question]]`. Out: [`Asks`]. It decides nothing: facts go
//! before words, and the caller has them (ADR 0009).
//!
//! A word of an outside topic in a text about a leg is background ("on metformin, now calf swelling") unless the text asks
//! about it. Denied and of somebody else it counts for nothing.

mod asking;
mod general;
mod rank;
mod route;
mod term;

use venule_knowledge::compact::{Reader, Writer};

use crate::extract::Extractor;
use crate::language::ask::IntentKind;
use crate::language::model::Language;
use crate::layout::{Headings, Layout};
use crate::matcher::Matcher;
use crate::scan::{Hits, Scanner};
use crate::span::Span;
use crate::token::Tokens;
use crate::view::{TooLong, View};

use self::rank::Ranker;
use self::route::Owner;

/// What a text asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asks {
    /// What it wants to know, in order of the text. Two questions in one are two.
    pub intents: Vec<(IntentKind, Span)>,
    /// What the guidelines are about, in order of the text.
    pub inside: Vec<Mention>,
    /// Words by which the text says that what the guidelines are about is well, and not what it asks about. What is only
    /// denied is not among `inside` then.
    pub dismissed: Vec<Span>,
    /// What none of them covers and the text is about, in order of the text: to be said, with where it belongs.
    pub outside: Vec<Mention>,
    /// What none of them covers and stands beside a leg without being asked about.
    pub beside: Vec<Mention>,
    /// Questions of the knowledge that it is like, the nearest first.
    pub questions: Vec<Ranked>,
    /// Whether it asks in general: nothing but questions, and nobody in them.
    pub in_general: bool,
}

/// A topic at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index in [`Language::topics`].
    pub topic: usize,
    /// The words.
    pub span: Span,
    /// Whether the text asks about it.
    pub asked: bool,
}

/// A question of the knowledge that a text is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Index in [`Language::questions`].
    pub question: usize,
    /// BM25 of its nearest wording, raised where its guideline was named, in thousandths. For ranking only.
    pub score: u32,
    /// How much of the nearest wording and of the text are the same, from 0 to 100: 100 is that very question.
    pub alike: u8,
}

impl Asks {
    /// What it asks of a case that is about a leg already, whatever its own words are about: "on chemotherapy" in a reply
    /// tells of the patient. What is outside stays where it is asked about, or counts always.
    #[must_use]
    pub fn beside_a_case(mut self, language: &Language) -> Self {
        let counts = |it: &Mention| {
            let topic = language.topics.get(it.topic);
            let outside = topic.and_then(|it| it.outside.as_ref());
            it.asked || outside.is_some_and(|it| it.always)
        };
        let (outside, beside): (Vec<_>, Vec<_>) = self.outside.iter().partition(|it| counts(it));
        self.outside = outside;
        self.beside.extend(beside);
        self.beside.sort_by_key(|it| it.span);
        self
    }
}

impl Extractor<'_> {
    /// What a text asks.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn asks(&self, text: &str) -> Result<Asks, TooLong> {
        let read = self.reading(text)?;
        let mut asks = self.tables.router.routed(self.language, &read);
        let about = !asks.inside.is_empty();
        asks.questions = self.tables.router.ranker.rank(&read, about, &[]);
        asks.in_general = general::is_in_general(&read);
        Ok(asks)
    }

    /// The questions of the knowledge that a text is like, the nearest first, at most `limit`. Those of the guidelines
    /// that were named come sooner, and need less in common with the text.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn related(
        &self,
        text: &str,
        guidelines: &[usize],
        limit: usize,
    ) -> Result<Vec<Ranked>, TooLong> {
        let read = self.reading(text)?;
        let about = !self
            .tables
            .router
            .routed(self.language, &read)
            .inside
            .is_empty();
        let mut ranked = self.tables.router.ranker.rank(&read, about, guidelines);
        ranked.truncate(limit);
        Ok(ranked)
    }

    fn reading<'t>(&self, text: &'t str) -> Result<Read<'t>, TooLong> {
        let view = View::new(text)?.spelled(&self.language.spellings);
        Ok(Read::of(view, &self.tables.scanner, &self.tables.headings))
    }
}

/// The tables for what a text asks.
#[derive(Debug)]
pub(crate) struct Router {
    words: Matcher,
    /// What each number that the matcher gives stands for.
    owners: Vec<Owner>,
    ranker: Ranker,
}

impl Router {
    /// The tables of a language.
    pub(crate) fn new(language: &Language, scanner: &Scanner, headings: &Headings) -> Self {
        let (owners, phrases) = route::plan(language);
        Self {
            words: Matcher::new((0_u32..).zip(phrases)),
            owners,
            ranker: Ranker::new(language, scanner, headings),
        }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        self.words.write(out);
        self.ranker.write(out);
    }

    pub(crate) fn read(language: &Language, from: &mut Reader) -> Option<Self> {
        let (owners, _) = route::plan(language);
        Some(Self {
            words: Matcher::read(from)?,
            owners,
            ranker: Ranker::read(language, from)?,
        })
    }
}

/// What the first stages make of a text.
struct Read<'t> {
    view: View<'t>,
    tokens: Tokens,
    layout: Layout,
    hits: Hits,
}

impl<'t> Read<'t> {
    fn of(view: View<'t>, scanner: &Scanner, headings: &Headings) -> Self {
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, headings);
        let mut hits = Hits::default();
        scanner.scan(&view, &tokens, &layout, &mut hits);
        Self {
            view,
            tokens,
            layout,
            hits,
        }
    }

    fn word(&self, token: u32) -> &str {
        self.tokens.text(&self.view, token)
    }

    fn span(&self, first: u32, last: u32) -> Span {
        let start = self.tokens.get(first).map_or(0, |it| it.start);
        let end = self.tokens.end(last.saturating_sub(1)).max(start);
        self.view.span(start..end)
    }
}
