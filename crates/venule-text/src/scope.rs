//! Which modifiers reach which mention, and what they make of it.
//!
//! In: view, tokens, lay-out and hits. Out: for each hit a [`Context`] and the modifiers and headings it comes from.
//! The rules are those of ADR 0008, "Scope". Words that modify come from the language files; what stands here is how
//! English joins words: lists, verbs, brackets, questions.
//! Work is linear in the length of the text: no modifier reaches over more than [`MOST_REACH`] tokens.

mod context;
mod edges;
mod model;
mod past;
mod plan;
mod question;
mod reach;
mod role;

use std::cell::OnceCell;

use crate::language::model::{Language, ModifierKind};
use crate::layout::{Layout, Sentence};
use crate::scan::{Hit, Hits, What};
use crate::token::{Kind, Memo, Tokens};
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
    /// By word: what it does wherever it stands.
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
        patient.extend(told_of(text));
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
        }
        let asked = question::asked(text, within);
        let supposed = question::supposed(text, within);
        for at in within.first..within.last {
            let Some(hit) = text.hits.get(at).filter(|hit| !is_modifier(hit)) else {
                continue;
            };
            let first = count(self.reasons.len());
            let mut context = context::of(
                text,
                within,
                hit,
                &self.reaches,
                [asked.as_ref(), supposed.as_ref()],
                &mut self.reasons,
            );
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

/// The words for somebody close by whom a text without a first person tells of the patient: "my wife's leg is blue",
/// "my mum is short of breath", but not "my mother had a clot" or "my mother is well, I am breathless".
fn told_of(text: Text<'_>) -> Vec<u32> {
    let owned = |at: u32| at > 0 && matches!(text.word(at - 1), "my" | "our");
    let complains = begins_with_a_complaint(text);
    let close = |hit: &&Hit| {
        let kind = text.modifier(hit).map(|it| it.kind);
        // "Mum's leg is blue", but not "Father has cancer. Calf pain": who comes with a complaint.
        let aged = text.word(hit.last) == "is" && is_number(text, hit.last + 1);
        let begins = hit.first == 0 && (complains || aged);
        let called = || begins || matches!(text.word(hit.first), "my" | "our") || owned(hit.first);
        kind == Some(ModifierKind::OtherPerson) && called()
    };
    let apostrophe = |at: u32| u32::from(matches!(text.word(at), "'" | "’"));
    let now = |hit: &&Hit| {
        let next = hit.last + apostrophe(hit.last);
        let next = next + u32::from(is_name(text, next));
        // "My wife's leg", with or without its apostrophe, but not "my brothers had clots".
        let others = matches!(
            text.word(next),
            "have" | "had" | "are" | "were" | "both" | "all" | "and"
        );
        let owns = text.word(hit.last.saturating_sub(1)).ends_with('s') && !others;
        // "Mum, 84, leg gone blue", "my mum in a nursing home, leg gone blue".
        let begins = complains && (hit.first == 0 || hit.first == 1 && owned(1));
        let described =
            begins && matches!(text.word(next), "," | "in" | "at" | "aged" | "age" | "(");
        owns || described
            || matches!(
                text.word(next),
                "is" | "s"
                    | "has"
                    | "cannot"
                    | "can"
                    | "cant"
                    | "feels"
                    | "looks"
                    | "keeps"
                    | "fell"
                    | "woke"
                    | "says"
                    | "complains"
                    | "gets"
                    | "got"
                    | "started"
                    | "now"
                    | "just"
            )
    };
    let all = text.hits.iter();
    let told: Vec<&Hit> = all.filter(close).filter(now).collect();
    let Some(first) = told.first().map(|hit| hit.first) else {
        return Vec::new();
    };
    // "Swollen calf. My father is on warfarin": what is told before is of whoever writes.
    let mut before = text.hits.iter().take_while(|hit| hit.first < first);
    let mentions = |hit: &Hit| matches!(hit.what, What::Concept { .. } | What::Anchor { .. });
    if before.any(|hit| mentions(hit) && hit.last + 1 < first) {
        return Vec::new();
    }
    let is_kin = |at: u32| {
        let mut hits = text.hits.iter().filter(close);
        hits.any(|hit| hit.first <= at + 1 && at < hit.last)
    };
    let mut words = 0..text.tokens.len();
    let first_person = words.any(|at| match text.word(at) {
        "i" | "im" | "ive" | "me" | "myself" | "mine" => true,
        "my" | "our" => !is_kin(at),
        _ => false,
    });
    if first_person {
        return Vec::new();
    }
    let name = |hit: &&Hit| {
        let small = |at: &u32| matches!(text.word(*at), "my" | "our");
        (hit.first..hit.last).find(|at| !small(at))
    };
    told.iter().filter_map(name).collect()
}

fn is_number(text: Text<'_>, at: u32) -> bool {
    text.tokens.kind(at) == Some(Kind::Number)
}

/// Whether a word that nothing knows stands before what a person is or has: "my mother Anna has", "my wife Jo (44)".
fn is_name(text: Text<'_>, at: u32) -> bool {
    let known = text.hits.iter().any(|hit| hit.first <= at && at < hit.last);
    let link = matches!(text.word(at), "who" | "that" | "and" | "also" | "never");
    let letters = text.word(at).chars().all(char::is_alphabetic);
    letters && !known && !link && matches!(text.word(at + 1), "(" | "," | "is" | "has")
}

/// Whether a complaint stands before the first sign that ends a statement.
fn begins_with_a_complaint(text: Text<'_>) -> bool {
    let mut words = 0..text.tokens.len();
    let end = words.find(|at| matches!(text.word(*at), "." | ";" | "?" | "!"));
    let hits = text.hits.iter();
    let mut begin = hits.take_while(|hit| end.is_none_or(|end| hit.first < end));
    begin.any(|hit| match hit.what {
        What::Concept { id, .. } => {
            let concept = text.language.concepts.get(usize::from(id.0));
            concept.is_some_and(|it| it.symptom)
        }
        _ => false,
    })
}

fn is_modifier(hit: &Hit) -> bool {
    matches!(hit.what, What::Modifier(_))
}
