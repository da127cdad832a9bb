//! What is known of a patient: typed facts, dated events, and the moment of assessment.
//!
//! A case is plain data. It says what was stated and by whom; what follows from it is in [`crate::facts`].
//!
//! # Unknown values
//!
//! A fact that is not in the list is unknown. A fact in the list may also be *unknown* (someone asked and
//! nobody knows), *not done* or *unobtainable*: to a condition all of these are unknown, never "no".
//! Only a fact that nobody mentioned may be presumed; only an unobtainable one is not asked again.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Origin;
use venule_logic::{FactId, Value};

use crate::side::{Leg, Side};

/// Everything that was stated of one patient.
#[derive(Debug, Clone)]
pub struct Case {
    /// A title, for worked cases.
    pub title: Option<String>,
    /// The story in words, for worked cases. Never evaluated.
    pub story: Option<String>,
    /// The moment of assessment.
    pub as_of: Moment,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// The symptomatic side.
    pub side: Option<Side>,
    /// Stated facts.
    pub facts: Vec<Entry>,
    /// Dated events.
    pub events: Vec<Event>,
    /// Event kinds of which the case states that there was none.
    pub none_of: Vec<Unlisted>,
    /// Event kinds of which nobody knows whether there was one.
    pub unknown_of: Vec<Unlisted>,
    /// Event kinds of which it cannot be found out whether there was one.
    pub unobtainable_of: Vec<Unlisted>,
}

impl Case {
    /// An empty case: nothing is known.
    #[must_use]
    pub fn new(as_of: Moment) -> Self {
        Self {
            title: None,
            story: None,
            as_of,
            birth_date: None,
            side: None,
            facts: Vec::new(),
            events: Vec::new(),
            none_of: Vec::new(),
            unknown_of: Vec::new(),
            unobtainable_of: Vec::new(),
        }
    }

    /// Whether nothing is known of the patient: no value, no event, and of none that it did not happen.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        let is_known = |entry: &Entry| matches!(entry.state, State::Known(_));
        self.birth_date.is_none()
            && self.side.is_none()
            && !self.facts.iter().any(is_known)
            && self.events.is_empty()
            && self.none_of.is_empty()
    }

    /// The symptomatic legs. Where the side is not stated, the legs that anything was stated of; where nothing
    /// was, one leg of unstated side.
    #[must_use]
    pub fn legs(&self) -> Vec<Leg> {
        match self.side {
            Some(Side::Left) => vec![Leg::Left],
            Some(Side::Right) => vec![Leg::Right],
            Some(Side::Both) => vec![Leg::Left, Leg::Right],
            None => match self.named_legs().as_slice() {
                [] => vec![Leg::Unstated],
                named => named.to_vec(),
            },
        }
    }

    /// Legs that are not symptomatic and that something was stated of.
    #[must_use]
    pub fn other_legs(&self) -> Vec<Leg> {
        let symptomatic = self.legs();
        let mut named = self.named_legs();
        named.retain(|leg| !symptomatic.contains(leg));
        named
    }

    /// Whether the symptomatic side was taken from what was stated of a leg.
    #[must_use]
    pub fn side_is_inferred(&self) -> bool {
        self.side.is_none() && !self.named_legs().is_empty()
    }

    /// Lets values that are counted from the latest event of a kind begin anew, as one more is about to be put in: what
    /// speaks of a change since then becomes the value of no change. Of a leg, only what is stated of it.
    ///
    /// # Unknown values
    ///
    /// What is not known stays so.
    pub fn begin_anew(&mut self, knowledge: &Knowledge, kind: usize, side: Option<Side>) {
        for entry in &mut self.facts {
            let fact = knowledge.facts.get(entry.fact.0 as usize);
            let since = fact.and_then(|fact| fact.since.as_ref());
            let Some(since) = since.filter(|since| since.event == kind) else {
                continue;
            };
            let is_of_leg = match (entry.side, side) {
                (Some(one), Some(other)) => one == other || other == Side::Both,
                _ => true,
            };
            let changed = matches!(&entry.state, State::Known(value) if since.from.contains(value));
            if is_of_leg && changed {
                entry.state = State::Known(since.to.clone());
            }
        }
    }

    fn named_legs(&self) -> Vec<Leg> {
        let of_facts = self.facts.iter().map(|entry| entry.side);
        let sides: Vec<Side> = of_facts
            .chain(self.events.iter().map(|event| event.side))
            .flatten()
            .collect();
        let is_named = |leg: &Leg| sides.iter().any(|side| side.covers(*leg));
        [Leg::Left, Leg::Right]
            .into_iter()
            .filter(is_named)
            .collect()
    }
}

/// A kind of event of which something is said although none is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unlisted {
    /// Index in `Knowledge::events`.
    pub kind: usize,
    /// The leg or legs it is said of, for a kind that belongs to a leg; without one it is said of all.
    pub side: Option<Side>,
}

impl Unlisted {
    /// Whether it speaks of events of a kind in a leg.
    #[must_use]
    pub fn is_about(self, kind: usize, leg: Leg) -> bool {
        self.kind == kind && self.side.is_none_or(|side| side.covers(leg))
    }
}

/// A moment: a date, with a time of day where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The date.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
}

/// One stated fact.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Which fact.
    pub fact: FactId,
    /// The leg it speaks of. Without one it speaks of the symptomatic leg or legs.
    pub side: Option<Side>,
    /// What was stated.
    pub state: State,
    /// Who or what it comes from, as stated.
    pub source: Option<Arc<str>>,
    /// Place in the case file.
    pub origin: Option<Origin>,
}

/// What is stated of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// This value.
    Known(Value),
    /// Asked, and not known.
    Unknown,
    /// Not done yet; it can still be done.
    NotDone,
    /// Cannot be obtained; not asked again.
    Unobtainable,
}

/// One dated event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Index in `Knowledge::events`.
    pub kind: usize,
    /// The leg it belongs to.
    pub side: Option<Side>,
    /// When it happened.
    pub when: Option<Dates>,
    /// Whether it follows every event of its kind that stands before it in the list, whatever their dates: the result
    /// of a test that a plan has taken. False for what was stated.
    pub is_next: bool,
    /// Stated attributes.
    pub attributes: Vec<(Arc<str>, State)>,
    /// Who or what it comes from, as stated.
    pub source: Option<Arc<str>>,
    /// Place in the case file.
    pub origin: Option<Origin>,
}

impl Event {
    /// The stated value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes
            .iter()
            .find_map(|(attribute, state)| match state {
                State::Known(value) if **attribute == *name => Some(value),
                State::Known(_) | State::Unknown | State::NotDone | State::Unobtainable => None,
            })
    }
}

/// A range of dates, ends included. An exact date is a range of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// Not earlier than this.
    pub earliest: Date,
    /// Not later than this.
    pub latest: Date,
}

impl Dates {
    /// One day.
    #[must_use]
    pub fn on(date: Date) -> Self {
        Self {
            earliest: date,
            latest: date,
        }
    }

    /// Whether every date of this range precedes every date of the other.
    #[must_use]
    pub fn certainly_before(self, other: Self) -> bool {
        self.latest < other.earliest
    }
}
