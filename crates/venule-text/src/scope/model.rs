//! What surrounds a mention, and why.

use std::ops::Range;

use crate::language::model::{Degree, Language, ModifierKind, Polarity, Trend};
use crate::layout::Layout;
use crate::scan::{Hits, What};
use crate::token::Tokens;

/// What surrounds a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Whether it is said to be there or not.
    pub polarity: Polarity,
    /// How sure that is.
    pub certainty: Certainty,
    /// Whose it is.
    pub person: Person,
    /// When it is.
    pub time: Time,
    /// How it changes.
    pub trends: Trends,
    /// How much it is.
    pub degree: Option<Degree>,
    pub(super) first_reason: u32,
    pub(super) reasons: u32,
}

/// How sure something is, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It is said.
    Asserted,
    /// It is said to be likely.
    Probable,
    /// It is said to be possible.
    Possible,
    /// It is asked.
    Asked,
}

impl Certainty {
    /// Whether it is said to be likely or possible, and not only asked.
    pub(crate) fn is_doubt(self) -> bool {
        matches!(self, Self::Probable | Self::Possible)
    }
}

/// Whose a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Person {
    /// The patient's.
    Patient,
    /// Somebody else's.
    Other,
}

/// When a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Of this episode, as far as the words say.
    Now,
    /// Of the time before it.
    Before,
    /// Planned, or so only under a condition.
    Conditional,
    /// Said before, and taken back.
    Withdrawn,
}

/// A set of trends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trends(u8);

impl Trends {
    /// Whether a trend is among them.
    #[must_use]
    pub fn contains(self, trend: Trend) -> bool {
        self.0 & bit(trend) != 0
    }

    /// Whether nothing is said about a trend.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn insert(&mut self, trend: Trend) {
        self.0 |= bit(trend);
    }
}

fn bit(trend: Trend) -> u8 {
    match trend {
        Trend::New => 1,
        Trend::Worse => 2,
        Trend::Better => 4,
        Trend::Unchanged => 8,
        Trend::Resolved => 16,
    }
}

/// Why a context is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// What did it.
    pub by: By,
    /// What it did.
    pub kind: ModifierKind,
}

/// What changes a context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A modifier, by the index of its hit.
    Hit(u32),
    /// The heading of a part, by the index of the part in the lay-out.
    Part(u32),
    /// The question mark of a sentence, by the index of the sentence in the lay-out.
    QuestionMark(u32),
    /// A sentence that only supposes, or tells what to say, by its index in the lay-out.
    Supposition(u32),
}

impl By {
    /// The place in the view of the words that did it: a modifier, a heading or a question mark.
    #[must_use]
    pub fn place(self, tokens: &Tokens, layout: &Layout, hits: &Hits) -> Range<u32> {
        let bytes = |first: u32, last: u32| {
            let start = tokens.get(first).map_or(0, |token| token.start);
            let end = last.checked_sub(1).and_then(|at| tokens.get(at));
            start..end.map_or(start, |token| token.end)
        };
        match self {
            Self::Hit(index) => {
                let hit = hits.all().get(index as usize);
                hit.map_or(0..0, |hit| hit.start..hit.end)
            }
            Self::Part(index) => {
                let part = layout.parts.get(index as usize);
                part.map_or(0..0, |part| bytes(part.heading, part.start))
            }
            Self::QuestionMark(index) | Self::Supposition(index) => {
                let sentence = layout.sentences.get(index as usize);
                sentence.map_or(0..0, |it| bytes(it.body, it.end))
            }
        }
    }

    /// The name of the rule: that of the modifier or of the section in the language files, or `question-mark`.
    #[must_use]
    pub fn name<'l>(self, language: &'l Language, layout: &Layout, hits: &Hits) -> &'l str {
        match self {
            Self::Hit(index) => match hits.all().get(index as usize).map(|hit| hit.what) {
                Some(What::Modifier(modifier)) => {
                    let modifier = language.modifiers.get(modifier as usize);
                    modifier.map_or("", |it| &it.id)
                }
                _ => "",
            },
            Self::Part(index) => {
                let part = layout.parts.get(index as usize);
                let section = part.and_then(|it| language.sections.get(it.section? as usize));
                section.map_or("", |it| &it.id)
            }
            Self::QuestionMark(_) => "question-mark",
            Self::Supposition(_) => "supposition",
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self {
            polarity: Polarity::Present,
            certainty: Certainty::Asserted,
            person: Person::Patient,
            time: Time::Now,
            trends: Trends::default(),
            degree: None,
            first_reason: 0,
            reasons: 0,
        }
    }
}
