//! Which study is meant where a text says that one shows something else than was told, and what stays of it.
//!
//! Used for the studies of one text and for those of a conversation. Where it is not sure which one is meant nothing is
//! put right: what was told stands, and is asked.

use std::collections::BTreeSet;
use std::sync::Arc;

use venule_engine::case::Dates;
use venule_engine::side::Side;
use venule_logic::{FactId, Value};

use crate::candidate::{Amends, EventCandidate};
use crate::language::model::{Effect, Frame, Language, Said, Tense};

/// A study that was told of.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    /// The leg.
    pub side: Option<Side>,
    /// When.
    pub when: Option<Dates>,
    /// What is known of it.
    pub attributes: Vec<(&'a str, Value)>,
}

/// Which of the studies that were told of is put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// None: what is said contradicts nothing.
    None,
    /// This one.
    One(usize),
    /// It may be any of these.
    Several(Vec<usize>),
    /// It is named with a day that none of these has: another one, or one of these that was put right on that day.
    OtherDay(Vec<usize>),
}

/// What a mention says of its attributes, in doubt or not.
fn said(new: &EventCandidate) -> impl Iterator<Item = &(Arc<str>, Value)> {
    new.attributes.iter().chain(&new.doubted)
}

/// What a mention says of an attribute.
#[must_use]
pub fn value_of(new: &EventCandidate, attribute: &str) -> Option<Value> {
    let found = said(new).find(|(name, _)| **name == *attribute);
    found.map(|(_, value)| value.clone())
}

impl Told<'_> {
    /// What is known of an attribute.
    #[must_use]
    pub fn value_of(&self, attribute: &str) -> Option<Value> {
        let found = self.attributes.iter().find(|(name, _)| *name == attribute);
        found.map(|(_, value)| value.clone())
    }

    /// Whether a mention may be of the same leg.
    #[must_use]
    pub fn is_of_leg(&self, side: Option<Side>) -> bool {
        self.side.is_none() || side.is_none() || self.side == side
    }

    /// Whether a mention says otherwise.
    #[must_use]
    pub fn is_contradicted_by(&self, new: &EventCandidate) -> bool {
        said(new).any(|(name, value)| self.value_of(name).is_some_and(|known| known != *value))
    }

    fn is_of_day(&self, when: Dates) -> bool {
        self.when
            .is_some_and(|own| own.earliest <= when.latest && when.earliest <= own.latest)
    }
}

/// Which of some studies of its kind a mention puts right.
#[must_use]
pub fn meant(new: &EventCandidate, told: &[Told<'_>]) -> Meant {
    let of_leg = told.iter().enumerate();
    let of_leg = of_leg.filter(|(_, it)| it.is_of_leg(new.side) && it.is_contradicted_by(new));
    let mut others: Vec<(usize, &Told<'_>)> = of_leg.collect();
    let places = |of: &[(usize, &Told<'_>)]| of.iter().map(|(index, _)| *index).collect();
    if let Some(when) = new.when {
        if others.iter().any(|(_, it)| it.is_of_day(when)) {
            others.retain(|(_, it)| it.is_of_day(when));
        } else if new.amends == Amends::Study && others.iter().all(|(_, it)| it.when.is_some()) {
            return match others.is_empty() {
                true => Meant::None,
                false => Meant::OtherDay(places(&others)),
            };
        }
    }
    match others.as_slice() {
        [] => Meant::None,
        [(index, _)] => Meant::One(*index),
        several => Meant::Several(places(several)),
    }
}

/// Whether what is shown now is less bad for the patient than what was told before, as far as that can be said.
#[must_use]
pub fn is_milder(frame: &Frame, new: &EventCandidate, old: &Told<'_>) -> bool {
    let compared = frame.compare(|name| value_of(new, name), |name| old.value_of(name));
    compared.is_some_and(std::cmp::Ordering::is_lt)
}

/// Whether it is worse.
#[must_use]
pub fn is_worse(frame: &Frame, new: &EventCandidate, old: &Told<'_>) -> bool {
    let compared = frame.compare(|name| value_of(new, name), |name| old.value_of(name));
    compared.is_some_and(std::cmp::Ordering::is_gt)
}

/// The facts that a study shows by what fills its attributes: where it shows something else they go with it.
#[must_use]
pub fn shown_by(language: &Language, frame: &Frame) -> BTreeSet<FactId> {
    let concepts = frame.slots.iter().filter_map(|slot| match slot.said {
        Said::Concept(id) => language.concepts.get(usize::from(id.0)),
        Said::Words(_) => None,
    });
    let means = concepts.flat_map(|concept| &concept.means);
    let stated = means.filter(|it| it.time == Tense::Now && it.says_it_is_there());
    let facts = stated.filter_map(|it| match it.then {
        Effect::Fact { fact, .. } => Some(fact),
        Effect::Event { .. } | Effect::NoEvent { .. } => None,
    });
    facts.collect()
}
