//! Which modifiers reach which mention, and what they make of it.
//!
//! In: view, tokens, lay-out and hits. Out: for each hit a [`Context`] and the modifiers and headings it comes from.
//! The rules are those of ADR 0008, "Scope". Words that modify come from the language files; what stands here is how
//! English joins words: lists, verbs, brackets, questions.
//! Work is linear in the length of the text: no modifier reaches over more than [`MOST_REACH`] tokens.

mod behind;
mod context;
mod dispute;
mod edges;
mod elided;
mod kin;
mod model;
mod owned;
mod past;
mod plan;
mod question;
mod reach;
mod role;

use std::cell::OnceCell;

use crate::language::model::{Language, ModifierKind};
use crate::language::uses::Uses;
use crate::layout::{Layout, Sentence};
use crate::scan::{Hit, Hits, What};
use crate::token::{Memo, Tokens};
use crate::view::{View, count};

use self::edges::Edges;
pub use self::model::{By, Certainty, Context, Person, Reason, Time, Trends};
use self::reach::Reach;
use self::role::Known;

/// Most tokens that any modifier reaches over, however long a list is.
pub const MOST_REACH: u32 = 90;

/// The contexts of the hits of one text.
#[derive(Debug, Clone, Default)]
pub struct Scopes {
    contexts: Vec<Context>,
    reasons: Vec<Reason>,
    edges: Edges,
    reaches: Vec<Reach>,
    /// Tokens that name the patient by a word for somebody else: "re his father".
    patient: Vec<u32>,
    /// By word: what it does wherever it stands, in the one language that all texts are read with.
    known: Memo<Known>,
}

/// Sentences that are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    /// Those in which somebody marked something.
    Marked,
}

impl Scopes {
    /// The contexts of hits.
    #[must_use]
    pub fn of(
        language: &Language,
        view: &View<'_>,
        tokens: &Tokens,
        layout: &Layout,
        hits: &Hits,
    ) -> Self {
        let mut scopes = Self::default();
        scopes.read(language, view, tokens, layout, hits);
        scopes
    }

    /// Reads another text into the same arrays.
    pub fn read(
        &mut self,
        language: &Language,
        view: &View<'_>,
        tokens: &Tokens,
        layout: &Layout,
        hits: &Hits,
    ) {
        let mut known = std::mem::take(&mut self.known);
        known.begin(tokens);
        for at in 0..tokens.len() {
            known.find(view, tokens, at, |text, kind| {
                Known::of(language, text, kind)
            });
        }
        let text = Text {
            patient: &[],
            known: &known,
            language,
            view,
            tokens,
            layout,
            hits: hits.all(),
        };
        let mut patient = std::mem::take(&mut self.patient);
        patient.clear();
        let named = text.hits.iter().filter(|hit| {
            let modifier = text.modifier(hit);
            modifier.is_some_and(|it| it.kind == ModifierKind::Subject)
        });
        patient.extend(named.map(|hit| hit.last.saturating_sub(1)));
        patient.extend(kin::told_of(text));
        let text = Text {
            patient: &patient,
            ..text
        };
        self.sentences(text, Which::All);
        self.patient = patient;
        self.known = known;
    }

    /// Reads the same text once more, with marks among its hits. The contexts of other sentences than theirs are lost.
    pub(crate) fn read_marked(
        &mut self,
        language: &Language,
        view: &View<'_>,
        tokens: &Tokens,
        layout: &Layout,
        hits: &Hits,
    ) {
        let (known, patient) = (
            std::mem::take(&mut self.known),
            std::mem::take(&mut self.patient),
        );
        let text = Text {
            patient: &patient,
            known: &known,
            language,
            view,
            tokens,
            layout,
            hits: hits.all(),
        };
        self.sentences(text, Which::Marked);
        self.known = known;
        self.patient = patient;
    }

    /// What the word of a token is asked for.
    pub(crate) fn uses(&self, tokens: &Tokens, at: u32) -> Uses {
        self.known
            .get(tokens, at)
            .map_or_else(Uses::default, Known::uses)
    }

    fn sentences(&mut self, text: Text<'_>, which: Which) {
        self.contexts.clear();
        self.contexts.resize(text.hits.len(), Context::default());
        self.reasons.clear();
        let mut from = 0;
        for (index, sentence) in text.layout.sentences.iter().enumerate() {
            let rest = text.hits.get(from..).unwrap_or_default();
            let length = rest.partition_point(|hit| hit.first < sentence.end);
            let within = Within {
                index: count(index),
                sentence: *sentence,
                first: from,
                last: from + length,
                year: &OnceCell::new(),
            };
            from += length;
            let is_marked = |(_, hit): (usize, &Hit)| hit.what == What::Marked;
            if length > 0 && (which == Which::All || text.hits_of(within).any(is_marked)) {
                self.sentence(text, within);
            }
        }
    }

    /// The context of a hit, by its index among the hits.
    #[must_use]
    pub fn context(&self, hit: usize) -> Context {
        self.contexts.get(hit).copied().unwrap_or_default()
    }

    /// Where a context comes from, in the order of the text; headings last.
    #[must_use]
    pub fn reasons(&self, context: &Context) -> &[Reason] {
        let first = context.first_reason as usize;
        let reasons = self.reasons.get(first..first + context.reasons as usize);
        reasons.unwrap_or_default()
    }

    fn sentence(&mut self, text: Text<'_>, within: Within<'_>) {
        self.reaches.clear();
        if text.hits_of(within).any(|(_, hit)| is_modifier(hit)) {
            self.edges.read(text, within);
            reach::all(text, within, &self.edges, &mut self.reaches);
            elided::drop(text, within, &self.edges, &mut self.reaches);
        }
        let [disputed, doubted] = dispute::doubted(text, within);
        let asked = [
            question::asked(text, within),
            question::supposed(text, within),
            disputed,
            doubted,
        ];
        for at in within.first..within.last {
            let Some(hit) = text.hits.get(at).filter(|hit| !is_modifier(hit)) else {
                continue;
            };
            let first = count(self.reasons.len());
            let mut context =
                context::of(text, within, hit, &self.reaches, &asked, &mut self.reasons);
            context.first_reason = first;
            context.reasons = count(self.reasons.len()) - first;
            if let Some(place) = self.contexts.get_mut(at) {
                *place = context;
            }
        }
    }
}

/// What the stages before this one made.
#[derive(Clone, Copy)]
struct Text<'a> {
    /// Tokens that name the patient.
    patient: &'a [u32],
    /// By word.
    known: &'a Memo<Known>,
    language: &'a Language,
    view: &'a View<'a>,
    tokens: &'a Tokens,
    layout: &'a Layout,
    hits: &'a [Hit],
}

/// One sentence and its hits.
#[derive(Clone, Copy)]
struct Within<'a> {
    index: u32,
    sentence: Sentence,
    first: usize,
    last: usize,
    /// Whether the sentence names a year, once somebody asked.
    year: &'a OnceCell<bool>,
}

impl<'a> Text<'a> {
    fn hits_of(self, within: Within<'_>) -> impl Iterator<Item = (usize, &'a Hit)> {
        let hits = self.hits.get(within.first..within.last);
        (within.first..).zip(hits.unwrap_or_default())
    }

    fn word(self, token: u32) -> &'a str {
        self.tokens.text(self.view, token)
    }

    fn known(self, token: u32) -> Option<&'a Known> {
        self.known.get(self.tokens, token)
    }

    /// Whether words for somebody else are those that the text calls the patient by.
    fn is_patient(self, hit: &Hit) -> bool {
        let stem = |token| {
            let word = self.word(token);
            word.strip_suffix('s').unwrap_or(word)
        };
        let mut named = self.patient.iter();
        named.any(|name| (hit.first..hit.last).any(|at| stem(at) == stem(*name)))
    }

    fn modifier(self, hit: &Hit) -> Option<&'a crate::language::model::Modifier> {
        match hit.what {
            What::Modifier(index) => self.language.modifiers.get(index as usize),
            _ => None,
        }
    }
}

fn is_modifier(hit: &Hit) -> bool {
    matches!(hit.what, What::Modifier(_))
}
