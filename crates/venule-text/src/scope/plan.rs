//! What below the heading of a plan is told and not planned: "P: scan booked for Wednesday. eGFR 22, no bleeding."
//!
//! A finding counts unless words of an instruction govern it; a test or a treatment only where words say that it is done.
//! Which words instruct, tell or say that something is done, the language files say.

use std::ops::Range;

use super::role::{self, Role};
use super::{Certainty, Context, Text, Within};
use crate::language::model::{
    ConceptId, InPlan, ModifierKind, Polarity, Said, Settings, WordInPlan,
};
use crate::scan::{Hit, What};
use crate::token::Kind;

/// How far from a finding a word stands that governs it, in tokens.
const NEAR_FINDING: u32 = 6;

/// How far from a test or a treatment a word stands that says that it is done.
const NEAR_ACT: u32 = 8;

/// How far behind a finding a word stands that makes something else of it: "bleeding risk explained".
const BEHIND: u32 = 3;

/// How far before a word that says that something is done a word stands that puts it off: "to be started".
const PUTS_OFF: u32 = 3;

/// Whether something below a heading is so, whatever the heading says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// It is.
    Told,
    /// Nothing says whether it is.
    Open,
    /// It is what the heading says: planned, or of the time before.
    ByDefault,
}

/// How a mention that stands below a plan is meant.
pub(super) fn stand(text: Text<'_>, within: Within<'_>, hit: &Hit, context: &Context) -> Stand {
    let part = Part::around(text, within, hit);
    match hit.what {
        What::Concept { id, .. } => {
            let concept = text.language.concepts.get(id.0 as usize);
            match concept.map(|it| it.in_plan) {
                Some(InPlan::Told | InPlan::Orders) => Stand::Told,
                Some(InPlan::Act) => part.act(context, || false),
                _ => part.finding(context, concept.is_some_and(|it| it.symptom)),
            }
        }
        What::Marked if part.behind(BEHIND) == Some(WordInPlan::Instructs) => Stand::ByDefault,
        What::Marked => part.finding(context, false),
        What::Anchor { frame, .. } | What::Slot { frame, .. } => {
            part.act(context, || part.shows(frame))
        }
        What::NoEvent(_) | What::Pending(_) | What::Done(_) => part.act(context, || false),
        What::Measure(_) => part.figure(),
        What::Site(_) | What::Qualifier { .. } | What::Modifier(_) | What::NotConcept(_) => {
            Stand::Told
        }
    }
}

/// How far from a mention its part of the sentence reaches at most, in tokens: a sentence without signs has no parts.
const WIDEST: u32 = 64;

/// What stands between two signs that part a sentence, around a mention.
pub(super) struct Part<'a> {
    text: Text<'a>,
    within: Within<'a>,
    hit: Hit,
    pub(super) tokens: Range<u32>,
}

impl<'a> Part<'a> {
    pub(super) fn around(text: Text<'a>, within: Within<'a>, hit: &Hit) -> Self {
        let sentence = within.sentence;
        let parts = |at: &u32| {
            matches!(
                role::of(text, *at),
                Role::Comma | Role::Colon | Role::Dash | Role::Open | Role::Close
            )
        };
        let first = hit.first.saturating_sub(WIDEST).max(sentence.body);
        let last = (hit.last + WIDEST).min(sentence.end);
        let start = (first..hit.first).rev().find(parts);
        let end = (hit.last..last).find(parts);
        Self {
            text,
            within,
            hit: *hit,
            tokens: start.map_or(first, |at| at + 1)..end.unwrap_or(last),
        }
    }

    pub(super) fn word(&self, at: u32) -> Option<WordInPlan> {
        let word = self.text.known(at)?.in_plan()?;
        let put_off = || {
            let from = at.saturating_sub(PUTS_OFF).max(self.tokens.start);
            (from..at).any(|at| {
                let word = self.text.known(at).and_then(role::Known::in_plan);
                word == Some(WordInPlan::PutsOff)
            })
        };
        match word {
            WordInPlan::Does if put_off() => Some(WordInPlan::Instructs),
            WordInPlan::PutsOff => Some(WordInPlan::Instructs),
            word => Some(word),
        }
    }

    /// The nearest word before the mention that says how it is meant.
    fn before(&self, reach: u32) -> Option<WordInPlan> {
        let from = self.hit.first.saturating_sub(reach).max(self.tokens.start);
        let mut words = (from..self.hit.first).rev();
        words.find_map(|at| self.word(at).filter(|it| *it != WordInPlan::Behind))
    }

    /// The nearest such word behind it.
    fn behind(&self, reach: u32) -> Option<WordInPlan> {
        let to = (self.hit.last + reach).min(self.tokens.end);
        (self.hit.last..to).find_map(|at| self.word(at))
    }

    /// A test or a treatment.
    fn act(&self, context: &Context, shows: impl Fn() -> bool) -> Stand {
        let own = (self.hit.first..self.hit.last).any(|at| self.word(at) == Some(WordInPlan::Does));
        match self.before(NEAR_ACT) {
            Some(WordInPlan::Does) => Stand::Told,
            // "Currently no anticoagulation".
            Some(WordInPlan::Tells) if self.is_denied(context) => Stand::Told,
            Some(WordInPlan::Instructs | WordInPlan::Aims) => Stand::ByDefault,
            _ if own || shows() || self.behind(NEAR_ACT) == Some(WordInPlan::Does) => Stand::Told,
            _ => Stand::ByDefault,
        }
    }

    fn finding(&self, context: &Context, symptom: bool) -> Stand {
        match self.before(NEAR_FINDING) {
            Some(WordInPlan::Instructs | WordInPlan::Aims) => return Stand::ByDefault,
            Some(_) => return Stand::Told,
            None => {}
        }
        if matches!(
            self.behind(BEHIND),
            Some(WordInPlan::Behind | WordInPlan::Aims)
        ) {
            return Stand::ByDefault;
        }
        let tells = matches!(
            self.behind(NEAR_FINDING),
            Some(WordInPlan::Tells | WordInPlan::Does)
        );
        if self.is_denied(context)
            || tells
            || self.holds_a_number()
            || context.certainty != Certainty::Asserted
        {
            return Stand::Told;
        }
        if symptom && !self.is_listed() {
            Stand::Told
        } else {
            Stand::Open
        }
    }

    pub(super) fn is_denied(&self, context: &Context) -> bool {
        context.polarity == Polarity::Absent || self.denies_itself()
    }

    /// What was found within some tokens.
    fn hits(&self, tokens: Range<u32>) -> impl Iterator<Item = &'a Hit> + use<'a> {
        let from = self.text.hits.partition_point(|it| it.first < tokens.start);
        let near = self.text.hits.get(from..).unwrap_or_default().iter();
        let near = near.take_while(move |it| it.first < tokens.end);
        near.filter(move |it| it.last <= tokens.end)
    }

    /// "No contraindications": the denial is a part of the words.
    fn denies_itself(&self) -> bool {
        if matches!(self.hit.what, What::Concept { denied: true, .. }) {
            return true;
        }
        let mut own = self.hits(self.hit.first..self.hit.last);
        own.any(|hit| {
            let kind = self.text.modifier(hit).map(|it| it.kind);
            kind == Some(ModifierKind::Negation)
        })
    }

    /// "eGFR 22": a value, where it is read as words.
    pub(super) fn holds_a_number(&self) -> bool {
        let mut own = self.hit.first..self.hit.last;
        own.any(|at| self.text.tokens.kind(at) == Some(Kind::Number))
    }

    /// Whether an instruction stands before it in the sentence: "discuss bleeding, bruising, falls".
    fn is_listed(&self) -> bool {
        let from = self.tokens.start.saturating_sub(WIDEST);
        let before = (from.max(self.within.sentence.body)..self.tokens.start).rev();
        let mut words = before.filter_map(|at| self.word(at));
        words.next() == Some(WordInPlan::Instructs)
    }

    /// A value: "aim for an INR of 2 to 3" is none.
    fn figure(&self) -> Stand {
        let aims = |at: u32| {
            let word = self.text.known(at).and_then(role::Known::in_plan);
            matches!(word, Some(WordInPlan::Aims | WordInPlan::PutsOff))
        };
        match (self.tokens.start..self.hit.first).any(aims) {
            true => Stand::ByDefault,
            false => Stand::Told,
        }
    }

    /// Whether the words around a test say what it showed: "USS negative", "scan report: no DVT".
    fn shows(&self, frame: u16) -> bool {
        let word = |at: u32| role::of(self.text, at);
        let behind = self.hit.last..(self.hit.last + BEHIND).min(self.within.sentence.end);
        let reported = behind.clone().any(|at| word(at) == Role::Colon);
        let end = match reported {
            true => (self.hit.last + WIDEST).min(self.within.sentence.end),
            false => self.tokens.end,
        };
        let hits = || self.hits(self.tokens.start..end);
        let denies = |hit: &Hit| {
            let kind = self.text.modifier(hit).map(|it| it.kind);
            kind == Some(ModifierKind::Negation)
        };
        hits().any(|hit| match hit.what {
            What::Slot { frame: of, slot } => of == frame && self.is_result(of, slot),
            What::Concept { id, .. } => {
                let before = || hits().any(|it| denies(it) && it.last <= hit.first);
                self.is_filled_by(frame, id) && (reported || before())
            }
            What::Measure(index) => {
                let entry = self.text.language.measures.get(usize::from(index));
                let mut next = hit.last..(hit.last + BEHIND).min(end);
                entry.is_some_and(|it| it.frame() == Some(frame))
                    && next.any(|at| self.text.tokens.kind(at) == Some(Kind::Number))
            }
            _ => false,
        })
    }

    /// Whether a concept says what a test showed.
    fn is_filled_by(&self, frame: u16, concept: ConceptId) -> bool {
        let frame = self.text.language.frame_of(Some(frame));
        let mut slots = frame.map_or(&[][..], |it| &it.slots).iter();
        slots.any(|it| matches!(it.said, Said::Concept(id) if id == concept))
    }

    /// Whether a slot says more than how a test is done.
    fn is_result(&self, frame: u16, slot: u16) -> bool {
        let frame = self.text.language.frame_of(Some(frame));
        let how = frame.map_or(&[][..], |it| &it.how);
        let says = |sets: &Settings| sets.iter().any(|(name, _)| !how.contains(name));
        let slot = frame.and_then(|it| it.slots.get(usize::from(slot)));
        slot.is_some_and(|it| says(&it.sets))
    }
}
