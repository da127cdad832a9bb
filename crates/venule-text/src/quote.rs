//! What the words around a quotation say of it: for facts that something other than the rules read (ADR 0010).
//!
//! In: a text and places in it. Out: for each the context of its words, the modifiers of its clause, whether it is asked,
//! and the numbers in it. Whether that is enough to believe the quotation is for the caller to say.

use std::ops::Range;

use jiff::civil::Date;

use crate::extract::Extractor;
use crate::gather::is_break;
use crate::language::model::{ModifierKind, Polarity, Trend};
use crate::layout::{Layout, Sentence};
use crate::number::{self, Figure, Mention};
use crate::scan::{Hit, Hits, What};
use crate::scope::{Context, Scopes};
use crate::span::Span;
use crate::token::{Kind, Tokens};
use crate::view::{TooLong, View};

/// What surrounds a quotation.
#[derive(Debug, Clone)]
pub struct Quoted {
    /// Its words and numbers but those of modifiers, in order.
    pub words: Vec<Word>,
    /// The modifiers in its clause, which lies between the signs and joining words next to it, and those before it that
    /// are followed by such a sign.
    pub modifiers: Vec<ModifierKind>,
    /// Whether its clause ends with a question mark.
    pub asked: bool,
    /// The numbers that share words with it, those that nobody has to confirm.
    pub figures: Vec<Figure>,
}

/// A word of a quotation.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// What surrounds it.
    pub context: Context,
    /// Whether it is denied, by what surrounds it or by itself: "afebrile", but not "not afebrile".
    pub denied: bool,
}

impl Extractor<'_> {
    /// What surrounds each of these places; nothing where one is not of whole words of one sentence below a heading.
    ///
    /// # Errors
    ///
    /// If the text is longer than [`crate::view::MOST_BYTES`].
    pub fn quoted(
        &self,
        text: &str,
        places: &[Span],
        reference: Date,
    ) -> Result<Vec<Option<Quoted>>, TooLong> {
        let view = View::new(text)?.spelled(&self.language.spellings);
        let tokens = Tokens::of(&view);
        let layout = Layout::of(&view, &tokens, &self.tables.headings);
        let mut plain = Hits::default();
        self.tables
            .scanner
            .scan(&view, &tokens, &layout, &mut plain);
        let whole: Vec<_> = places
            .iter()
            .map(|place| whole_words(&view, &tokens, &layout, *place))
            .collect();
        let mut hits = plain.clone();
        let marked = whole.iter().flatten().flat_map(|(words, _)| words.clone());
        let marked = marked.filter_map(|at| tokens.get(at));
        hits.mark_all(&tokens, marked.map(|token| (token.start, token.end)));
        let around = Around {
            extractor: self,
            view: &view,
            tokens: &tokens,
            plain: plain.all(),
            scopes: Scopes::of(self.language, &view, &tokens, &layout, &hits),
            hits: hits.all(),
            numbers: number::find_written(&view, reference),
        };
        let found = whole.into_iter();
        Ok(found
            .map(|it| it.map(|(words, sentence)| around.quoted(words, sentence)))
            .collect())
    }
}

/// The tokens of a place, and their sentence.
fn whole_words(
    view: &View<'_>,
    tokens: &Tokens,
    layout: &Layout,
    place: Span,
) -> Option<(Range<u32>, Sentence)> {
    let (start, end) = (view.place(place.start), view.place(place.end));
    let words = tokens.within(start, end);
    let first = tokens.get(words.start)?;
    let is_whole = !words.is_empty() && first.start >= start && tokens.end(words.end - 1) <= end;
    let index = layout.sentence_of(words.start)?;
    let sentence = *layout.sentences.get(index)?;
    (is_whole && !sentence.heading && layout.together(&words)).then_some((words, sentence))
}

/// What the stages made of a text in which the words of quotations are marked one by one.
struct Around<'a> {
    extractor: &'a Extractor<'a>,
    view: &'a View<'a>,
    tokens: &'a Tokens,
    /// The hits without the marks.
    plain: &'a [Hit],
    hits: &'a [Hit],
    scopes: Scopes,
    numbers: Vec<Mention>,
}

impl Around<'_> {
    fn quoted(&self, words: Range<u32>, sentence: Sentence) -> Quoted {
        let clause = self.clause(&words, sentence);
        let bytes = self.tokens.get(words.start).map_or(0, |it| it.start)
            ..self.tokens.end(words.end.saturating_sub(1));
        let within = |mention: &&Mention| {
            mention.doubt.is_none()
                && mention.core.start < bytes.end
                && bytes.start < mention.core.end
        };
        let figures = self.numbers.iter().filter(within);
        Quoted {
            figures: figures.map(|it| it.figure.clone()).collect(),
            asked: sentence.asks && clause.end == sentence.end,
            modifiers: self.around(&clause, sentence),
            words: words.filter_map(|at| self.word(at)).collect(),
        }
    }

    /// From what divides or joins before some words to what does so behind them.
    fn clause(&self, words: &Range<u32>, sentence: Sentence) -> Range<u32> {
        let breaks = |at: &u32| is_break(self.tokens.text(self.view, *at));
        let start = (sentence.body..words.start).rev().find(breaks);
        let end = (words.end..sentence.end).find(breaks);
        start.map_or(sentence.body, |at| at + 1)..end.unwrap_or(sentence.end)
    }

    /// The modifiers of a clause, and those before it that stand at the end of theirs: "she is not, she says, ...".
    fn around(&self, clause: &Range<u32>, sentence: Sentence) -> Vec<ModifierKind> {
        let earlier = sentence.body..clause.start;
        let before = self.modifiers(&earlier);
        let hangs = |hit: &Hit| is_break(self.tokens.text(self.view, hit.last));
        let hanging = before.filter(|(hit, _)| hangs(hit));
        let all = self.modifiers(clause).chain(hanging);
        all.map(|(_, kind)| kind).collect()
    }

    /// The modifiers that share a word with these tokens.
    fn modifiers(&self, of: &Range<u32>) -> impl Iterator<Item = (&Hit, ModifierKind)> {
        let of = of.clone();
        let before = self.plain.partition_point(|hit| hit.first < of.end);
        let hits = self.plain.get(..before).unwrap_or_default().iter().rev();
        // No phrase is longer than a sentence.
        let near = hits.take_while(move |hit| hit.first + crate::scope::MOST_REACH > of.start);
        near.filter(move |hit| hit.last > of.start)
            .filter_map(|hit| {
                let What::Modifier(index) = hit.what else {
                    return None;
                };
                let modifiers = &self.extractor.language.modifiers;
                Some((hit, modifiers.get(usize::from(index))?.kind))
            })
    }

    fn word(&self, at: u32) -> Option<Word> {
        let counts = matches!(self.tokens.kind(at), Some(Kind::Word | Kind::Number));
        let own = at..at + 1;
        if !counts || self.modifiers(&own).next().is_some() {
            return None;
        }
        let first = self.hits.partition_point(|hit| hit.first < at);
        let here = self.hits.get(first..).unwrap_or_default();
        let here = here.iter().take_while(|hit| hit.first == at);
        let place = here.enumerate().find(|(_, hit)| hit.what == What::Marked);
        let context = self.scopes.context(first + place?.0);
        let before = self.plain.partition_point(|hit| hit.first <= at);
        let hits = self.plain.get(..before).unwrap_or_default().iter().rev();
        let mut near = hits.take_while(|hit| hit.first + crate::scope::MOST_REACH > at);
        let by_itself =
            near.any(|hit| hit.last > at && matches!(hit.what, What::Concept { denied: true, .. }));
        let absent = context.polarity == Polarity::Absent;
        let resolved = context.trends.contains(Trend::Resolved);
        Some(Word {
            context,
            denied: (absent != by_itself) || resolved,
        })
    }
}
