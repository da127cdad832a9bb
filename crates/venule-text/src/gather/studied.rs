//! Which leg a study was of, told without what it showed: "sorry, they scanned the left leg".

use venule_engine::side::Side;

use super::Gathered;
use super::place::Place;
use crate::language::model::Polarity;
use crate::scan::{Hit, What};
use crate::scope::{Certainty, Person, Time};
use crate::span::Span;

/// What is said of the leg of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Studied {
    /// The kind of event, by its index in the knowledge.
    pub kind: usize,
    /// The leg.
    pub leg: Leg,
    /// The words that name the study.
    pub span: Span,
}

/// The leg of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leg {
    /// This one.
    This(Side),
    /// The other one than was told: "the wrong leg was scanned".
    Other,
}

impl Place<'_> {
    /// The leg that the sentence says a study was of, where it says nothing else of it and of no symptom.
    pub(super) fn studied(&self, gathered: &Gathered) -> Option<Studied> {
        let language = self.stages.language;
        let (kind, hit) = self.hits().find_map(|(index, hit)| {
            let What::Anchor { frame, .. } = hit.what else {
                return None;
            };
            let frame = language.frames.get(usize::from(frame))?;
            let context = self.context(index);
            let said = context.polarity == Polarity::Present
                && context.certainty == Certainty::Asserted
                && context.person == Person::Patient
                && matches!(context.time, Time::Now | Time::Before);
            (said && frame.at_visit && !frame.worst.is_empty()).then_some((frame.kind, hit))
        })?;
        let own = gathered.events.iter().chain(&gathered.amending);
        let mut own = own.filter(|it| it.at >= self.sentence.start);
        if own.any(|it| it.is_told(&[]) || it.when.is_some() || it.again) {
            return None;
        }
        let adds = |at: u32| {
            matches!(
                self.stages.word(at),
                "also" | "too" | "both" | "well" | "another" | "second" | "next" | "then" | "and"
            )
        };
        let mut words = self.sentence.body..self.sentence.end;
        if !self.is_over() || words.any(adds) || self.hits().any(|(_, it)| self.tells_symptom(it)) {
            return None;
        }
        let leg = match self.leg_meant() {
            Some(side) => Leg::This(side),
            None => self.names_other_leg().then_some(Leg::Other)?,
        };
        let span = self.stages.span(hit);
        Some(Studied { kind, leg, span })
    }

    /// Whether the sentence tells of something that has been.
    fn is_over(&self) -> bool {
        let past = |at: u32| {
            matches!(
                self.stages.word(at),
                "was" | "were" | "did" | "had" | "done" | "scanned" | "imaged" | "wasnt" | "been"
            )
        };
        (self.sentence.body..self.sentence.end).any(past)
    }

    fn tells_symptom(&self, hit: &Hit) -> bool {
        let What::Concept { id, .. } = hit.what else {
            return false;
        };
        let concept = self.stages.language.concepts.get(usize::from(id.0));
        concept.is_some_and(|it| it.symptom)
    }

    fn names_other_leg(&self) -> bool {
        let is_leg = |at: u32| {
            let named = matches!(self.stages.word(at), "side" | "one" | "limb" | "leg");
            named
                || self
                    .hits()
                    .any(|(_, hit)| hit.first == at && matches!(hit.what, What::Site(_)))
        };
        let other = |at: u32| {
            matches!(
                self.stages.word(at),
                "other" | "wrong" | "opposite" | "contralateral"
            )
        };
        let mut words = self.sentence.body..self.sentence.end;
        words.any(|at| other(at) && is_leg(at + 1))
    }
}
