//! One pass over the view finds all phrases of all kinds.
//!
//! In: the view, its tokens and its lay-out. Out: hits, sorted by place: at word edges, within one sentence, the longest
//! of each kind at each place, without what a `not` phrase or a pseudo phrase removes.
//! The tables are built once; hits are small and hold no strings, and their buffer is used again for the next text.

mod build;
mod prune;

use std::fmt;
use std::ops::Range;

use venule_knowledge::compact::{Reader, Writer};

use self::build::{Entry, Plan};
use self::prune::Kept;
use crate::language::model::{ConceptId, Language, SiteId};
use crate::layout::Layout;
use crate::matcher::Matcher;
use crate::token::Tokens;
use crate::view::View;

/// What a phrase belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A part of the body.
    Site(SiteId),
    /// A concept.
    Concept {
        /// Which.
        id: ConceptId,
        /// Whether the words deny it themselves.
        denied: bool,
    },
    /// A longer phrase that contains the words of a concept and means something else. Never left among the hits.
    NotConcept(ConceptId),
    /// Words that name an event.
    Anchor {
        /// Index in `Language::frames`.
        frame: u16,
        /// Index in its anchors.
        anchor: u16,
    },
    /// Words that say that there was no such event.
    NoEvent(u16),
    /// Words that say that it is still to come.
    Pending(u16),
    /// Words that say that it has happened.
    Done(u16),
    /// Words for an attribute of an event.
    Slot {
        /// Index in `Language::frames`.
        frame: u16,
        /// Index in its slots.
        slot: u16,
    },
    /// Words that name a number, by index in `Language::measures`.
    Measure(u16),
    /// Words after a number that settle another attribute.
    Qualifier {
        /// Index in `Language::measures`.
        measure: u16,
        /// Index in its qualifiers.
        qualifier: u16,
    },
    /// Words that change what stands near, by index in `Language::modifiers`.
    Modifier(u16),
    /// Words that somebody marked, whatever they mean.
    Marked,
}

/// A phrase at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte in the view.
    pub start: u32,
    /// First byte after it.
    pub end: u32,
    /// First token.
    pub first: u32,
    /// First token after it.
    pub last: u32,
    /// What it belongs to.
    pub what: What,
    /// Hits of one class at one place exclude each other: the longest stays.
    class: u16,
}

impl Hit {
    /// One word that stands for what another one names.
    pub(crate) fn of_word(place: Range<u32>, at: u32, what: What) -> Self {
        Self {
            start: place.start,
            end: place.end,
            first: at,
            last: at + 1,
            what,
            class: 0,
        }
    }
}

/// The hits of one text, sorted by place, longer ones first.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    all: Vec<Hit>,
    /// Tokens that were read as other words, in order.
    slips: Vec<u32>,
    /// Those that start at one place, while phrases are looked for.
    group: Vec<Hit>,
    /// Those that may remove others.
    covering: Vec<Hit>,
    /// By class: the place of the longest up to now, while phrases are looked for; else nothing.
    best: Vec<(u32, u32)>,
}

impl Hits {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Hit] {
        &self.all
    }

    /// Whether some word of a hit was read as another one.
    #[must_use]
    pub fn is_slip(&self, hit: &Hit) -> bool {
        has_one_of(&self.slips, hit)
    }

    /// Adds words that somebody marked.
    pub fn mark(&mut self, tokens: &Tokens, start: u32, end: u32) {
        let hit = marked(tokens, start, end);
        let at = self.all.partition_point(|it| it.key() <= hit.key());
        self.all.insert(at, hit);
    }

    /// Adds many parts that somebody marked.
    pub(crate) fn mark_all(
        &mut self,
        tokens: &Tokens,
        places: impl IntoIterator<Item = (u32, u32)>,
    ) {
        let marked = places
            .into_iter()
            .map(|(start, end)| marked(tokens, start, end));
        self.all.extend(marked);
        // A stable sort joins the two runs, which are nearly sorted, in one walk.
        self.all.sort_by_key(Hit::key);
        self.all
            .dedup_by(|one, other| one.what == What::Marked && one.key() == other.key());
    }
}

/// Whether one of sorted tokens is a part of a hit.
fn has_one_of(tokens: &[u32], hit: &Hit) -> bool {
    let from = tokens.partition_point(|at| *at < hit.first);
    tokens.get(from).is_some_and(|at| *at < hit.last)
}

/// Words that somebody marked.
fn marked(tokens: &Tokens, start: u32, end: u32) -> Hit {
    let within = tokens.within(start, end);
    Hit {
        start,
        end,
        first: within.start,
        last: within.end,
        what: What::Marked,
        class: u16::MAX,
    }
}

impl Hit {
    fn key(&self) -> (u32, u32, What) {
        (self.start, u32::MAX - self.end, self.what)
    }
}

/// There is more in a language than can be numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotBuild {
    what: &'static str,
}

impl fmt::Display for CannotBuild {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what } = self;
        write!(out, "the language has more than {} {what}", u16::MAX)
    }
}

impl std::error::Error for CannotBuild {}

/// All phrases of a language in one table.
pub struct Scanner {
    matcher: Matcher,
    /// What each number that the matcher gives stands for.
    entries: Vec<Entry>,
    classes: usize,
    /// Concepts whose words may be read from a slip of the pen: what a patient complains of.
    symptoms: Vec<bool>,
    /// Indexes of modifiers that remove others.
    pseudo: Vec<bool>,
    /// By concept: those that say nothing within words by which it is denied.
    silenced: Vec<Vec<ConceptId>>,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Scanner")
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

impl Scanner {
    /// The tables of a language.
    ///
    /// # Errors
    ///
    /// If there are more than 65,535 entries of one kind.
    pub fn new(language: &Language) -> Result<Self, CannotBuild> {
        let plan = Plan::of(language)?;
        let wordings = plan.phrases.iter().map(|it| &it.wording);
        let matcher = Matcher::new((0_u32..).zip(wordings));
        let symptoms = language.concepts.iter().filter(|it| it.symptom);
        let symptoms = symptoms.map(|it| &it.phrases.wording);
        let matcher = matcher.reading_slips(symptoms, &language.ordinary);
        Ok(Self::with(language, plan, matcher))
    }

    fn with(language: &Language, plan: Plan<'_>, matcher: Matcher) -> Self {
        Self {
            matcher,
            symptoms: language.concepts.iter().map(|it| it.symptom).collect(),
            entries: plan.entries,
            classes: plan.classes,
            pseudo: plan.pseudo,
            silenced: plan.silenced,
        }
    }

    pub(crate) fn write(&self, out: &mut Writer) {
        self.matcher.write(out);
    }

    /// The tables of a language, as they were written.
    pub(crate) fn read(language: &Language, from: &mut Reader) -> Option<Self> {
        let plan = Plan::of(language).ok()?;
        Some(Self::with(language, plan, Matcher::read(from)?))
    }

    /// Finds all phrases of a text, in place of what the buffer held before.
    pub fn scan(&self, view: &View<'_>, tokens: &Tokens, layout: &Layout, hits: &mut Hits) {
        let (mut kept, slips) = Kept::begin(self, layout, hits);
        self.matcher.find(view, tokens, slips, |found| {
            let (Some(entry), Some(first)) = (
                self.entries.get(found.owner as usize),
                tokens.get(found.first),
            ) else {
                return;
            };
            // A slip of the pen never changes or dates anything, and names no drug and no test.
            if !found.slip || self.is_complaint(entry.what) {
                kept.take(Hit {
                    start: first.start,
                    end: tokens.end(found.last.saturating_sub(1)),
                    first: found.first,
                    last: found.last,
                    what: entry.what,
                    class: entry.class,
                });
            }
        });
        kept.end();
    }

    /// Whether any phrase has a word.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.matcher.has_word(word)
    }

    fn is_complaint(&self, what: What) -> bool {
        match what {
            What::Concept { id, denied } => {
                !denied && self.symptoms.get(usize::from(id.0)) == Some(&true)
            }
            _ => false,
        }
    }

    /// What says nothing within these words.
    fn silenced_by(&self, what: What) -> &[ConceptId] {
        match what {
            What::Concept { id, denied: true } => {
                let silenced = self.silenced.get(usize::from(id.0));
                silenced.map_or(&[], Vec::as_slice)
            }
            _ => &[],
        }
    }

    fn is_pseudo(&self, what: What) -> bool {
        match what {
            What::Modifier(index) => self.pseudo.get(index as usize) == Some(&true),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
