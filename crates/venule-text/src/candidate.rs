//! What a mention may mean, before mentions are set against each other: plain data.

use std::sync::Arc;

use jiff::civil::Date;
use venule_engine::case::{Dates, Entry, Event, State};
use venule_engine::side::Side;
use venule_logic::{FactId, Value};

use crate::against::Heard;
use crate::language::model::Settings;
use crate::number::Days;
use crate::settle::Told;
use crate::span::Span;

/// How far a candidate may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is said of the patient, for now, without doubt.
    Accepted,
    /// It has to be confirmed first.
    ToConfirm(Doubt),
    /// It is not used.
    SetAside(Reason),
}

/// Why something has to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// Said to be likely.
    Probable,
    /// Said to be possible.
    Possible,
    /// Asked.
    Asked,
    /// A word was read as another one.
    Misspelled,
    /// A number that cannot be right, or can be read in two ways.
    Number,
    /// Two mentions disagree.
    Disagreement,
    /// Whether it was, or is still to come, is not said.
    Tense,
    /// It was measured long ago: what it is now is not said.
    Past,
    /// The text speaks of more than one patient.
    Patients,
    /// A language model proposed it; the rules read nothing of the kind (ADR 0010).
    Proposed,
}

/// Why something is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Of somebody else.
    OtherPerson,
    /// Planned, or only under a condition.
    Conditional,
    /// Of the time before this episode.
    Before,
    /// Something more specific says otherwise.
    MoreSpecific,
    /// It was taken back.
    Withdrawn,
}

/// Whether a mention says what a study that was told of before shows after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Amends {
    /// It does not.
    #[default]
    No,
    /// It does, and is a study by itself where none was told of.
    Study,
    /// Only what is shown is said, not by which study: it is nothing where none was told of.
    Shown,
}

/// Why a candidate is as it is, to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// The words, in order: those that say it, and those that change it.
    pub spans: Vec<Span>,
    /// Names of the entries of the language files that were used.
    pub rules: Vec<Arc<str>>,
}

impl Proof {
    /// Adds words and the entry they belong to.
    pub(crate) fn add(&mut self, span: Span, rule: &Arc<str>) {
        self.add_words(span);
        self.add_rule(rule);
    }

    /// Adds words.
    pub(crate) fn add_words(&mut self, span: Span) {
        // Most come in the order of the text.
        if self.spans.last().is_none_or(|last| *last < span) {
            self.spans.push(span);
        } else if let Err(place) = self.spans.binary_search(&span) {
            self.spans.insert(place, span);
        }
    }

    fn add_rule(&mut self, rule: &Arc<str>) {
        let same = |it: &Arc<str>| Arc::ptr_eq(it, rule) || it == rule;
        if !self.rules.iter().any(same) {
            self.rules.push(Arc::clone(rule));
        }
    }

    /// A proof with room for so many words and entries.
    pub(crate) fn with_room(room: usize) -> Self {
        Self {
            spans: Vec::with_capacity(room),
            rules: Vec::with_capacity(room),
        }
    }

    /// Adds all of another proof.
    pub(crate) fn join(&mut self, other: &Self) {
        other.spans.iter().for_each(|span| self.add_words(*span));
        other.rules.iter().for_each(|rule| self.add_rule(rule));
    }
}

/// A fact that a mention may state.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which fact.
    pub fact: FactId,
    /// Its value.
    pub value: Value,
    /// The leg it is said of; without one, the symptomatic leg or legs.
    pub side: Option<Side>,
    /// How far it may be used.
    pub standing: Standing,
    /// Where it comes from.
    pub proof: Proof,
    /// Whether it sums up: any other candidate goes before it.
    pub weak: bool,
    /// Whether it stands below a heading that leads.
    pub leads: bool,
    /// Whether a narrower part of the leg was named.
    pub narrow: bool,
    /// Whether it is asked before everything else when in doubt.
    pub raise: bool,
    /// Token at which it is said: later ones come later.
    pub at: u32,
}

/// What a symptom says beyond itself where it is new since a study.
#[derive(Debug, Clone)]
pub struct Newly {
    /// The fact that it states in any case.
    pub(crate) of: FactId,
    /// When it began, if that is said.
    pub(crate) when: Option<Dates>,
    /// What it says where it is new.
    pub(crate) says: Candidate,
}

/// An event that mentions may tell of.
#[derive(Debug, Clone)]
pub struct EventCandidate {
    /// Index in `Knowledge::events`.
    pub kind: usize,
    /// Index in `Language::frames`; an event that a concept stands for has none.
    pub frame: Option<u16>,
    /// The leg.
    pub side: Option<Side>,
    /// Index of the part of the lay-out where it is told.
    pub part: u32,
    /// Whether it is told below a heading for earlier ones.
    pub aside: bool,
    /// When.
    pub when: Option<Dates>,
    /// Attributes and their values.
    pub attributes: Settings,
    /// Attributes of which the words disagree or are in doubt.
    pub open: Vec<Arc<str>>,
    /// Attributes with values that were said in doubt.
    pub doubted: Settings,
    /// Attributes with values that any other value goes before.
    pub weak: Vec<Arc<str>>,
    /// What was found and what was concluded, where the two may not hold together.
    pub(crate) heard: Vec<Heard>,
    /// Whether it is another one than those told of before.
    pub again: bool,
    /// Whether it says what a study that was told of before shows after all.
    pub amends: Amends,
    /// Whether it is only named, as a title is: told of if something that follows describes it.
    pub named: bool,
    /// Whether it is spoken of as one that is known, and nothing is said of when it was: "new since the scan".
    pub(crate) known: bool,
    /// The day that it was told with, where that can be read in two ways.
    pub(crate) open_day: Option<Days>,
    /// Whether only its weekday is told: it may be still to come if nothing that follows describes it.
    pub(crate) may_come: bool,
    /// How far it may be used.
    pub standing: Standing,
    /// Where it comes from.
    pub proof: Proof,
    /// Token at which it is told.
    pub at: u32,
    /// If it is a symptom with a day: what else it says where a study was done before that day.
    pub(crate) since_study: Option<Vec<Candidate>>,
    /// If it is a symptom with a day: whether its words say that it has become worse then.
    pub(crate) worse: bool,
}

impl Candidate {
    /// As a case states it. What is not accepted is unknown.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let state = match self.standing {
            Standing::Accepted => State::Known(self.value.clone()),
            Standing::ToConfirm(_) | Standing::SetAside(_) => State::Unknown,
        };
        Entry {
            fact: self.fact,
            side: self.side,
            state,
            source: None,
            origin: None,
        }
    }
}

impl EventCandidate {
    /// As a case tells of it.
    #[must_use]
    pub fn event(&self) -> Event {
        let known = self
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), State::Known(value.clone())));
        let open = self.open.iter().map(|name| (name.clone(), State::Unknown));
        Event {
            kind: self.kind,
            side: self.side,
            when: self.when,
            is_next: false,
            attributes: known.chain(open).collect(),
            source: None,
            origin: None,
        }
    }

    /// Adds what other words for it say.
    pub(crate) fn add(&mut self, other: Self) {
        self.when = self.when.or(other.when);
        self.again |= other.again;
        self.proof.join(&other.proof);
        for (name, value) in other.attributes {
            if self.said(&name).is_none() {
                self.attributes.push((name, value));
            }
        }
    }

    /// What it says of an attribute.
    pub(crate) fn said(&self, name: &str) -> Option<Told<'_>> {
        let mut attributes = self.attributes.iter();
        let (name, value) = attributes.find(|(it, _)| **it == *name)?;
        let weak = self.weak.contains(name);
        Some(Told { value, weak })
    }

    /// Whether anything is said of its attributes but how it was to be done.
    #[must_use]
    pub fn is_told(&self, how: &[Arc<str>]) -> bool {
        let mut attributes = self.attributes.iter();
        attributes.any(|(name, _)| !how.contains(name))
            || !self.open.is_empty()
            || !self.doubted.is_empty()
    }

    /// Whether anything is said of its attributes.
    pub(crate) fn is_described(&self) -> bool {
        !self.attributes.is_empty() || !self.open.is_empty() || !self.doubted.is_empty()
    }
}

/// The days of a moment as an event has them: none after the reference date.
#[must_use]
pub(crate) fn past(earliest: Option<Date>, latest: Option<Date>, reference: Date) -> Option<Dates> {
    let latest = latest.unwrap_or(reference).min(reference);
    let earliest = earliest?;
    (earliest <= latest).then_some(Dates { earliest, latest })
}
