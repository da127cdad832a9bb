//! A study of both legs: what it showed is told of each of them, and stays with the leg that it is told of.

use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;

use super::place::Place;
use super::slot::Filling;
use crate::candidate::EventCandidate;
use crate::language::model::Language;
use crate::scope::Time;
use crate::settle;

/// How many tokens may stand between a side and what is said of that leg.
const NEXT: u32 = 4;

impl Place<'_> {
    /// The event that is filled, by its index: the one at `at`, or the same study of the leg that is spoken of.
    ///
    /// Nothing if what is said is of another leg, and is not certain to be a result of the study.
    pub(super) fn of_leg(
        &self,
        at: usize,
        filling: &Filling<'_>,
        events: &mut Vec<EventCandidate>,
    ) -> Option<usize> {
        let side = Self::leg_of(filling);
        let event = events.get_mut(at)?;
        let Some(side) = side.filter(|_| self.is_sided(event.kind)) else {
            return Some(at);
        };
        match event.side {
            None => {
                event.side = Some(side);
                return Some(at);
            }
            Some(its) if its == side => return Some(at),
            Some(_) => {}
        }
        let mark = (event.at, event.frame);
        let same = |it: &EventCandidate| (it.at, it.frame) == mark && it.side == Some(side);
        if let Some(known) = events.iter().position(same) {
            return Some(known);
        }
        let event = events.get(at)?;
        if !filling.is_concept && !self.is_next_to_side(filling) {
            return (event.side == Some(Side::Both)).then_some(at);
        }
        let how = self.stages.language.frame_of(event.frame);
        let how = how.map_or(&[][..], |frame| &frame.how);
        let mut of_leg = EventCandidate {
            side: Some(side),
            open: Vec::new(),
            doubted: Vec::new(),
            weak: Vec::new(),
            heard: Vec::new(),
            ..event.clone()
        };
        of_leg.attributes.retain(|(name, _)| how.contains(name));
        events.push(of_leg);
        events.len().checked_sub(1)
    }

    /// The one leg that something is said of, now.
    fn leg_of(filling: &Filling<'_>) -> Option<Side> {
        let side = filling.side;
        side.filter(|side| *side != Side::Both && filling.context.time == Time::Now)
    }

    /// "R leg neg", "right: negative", "left veins clear": the side stands right before it.
    fn is_next_to_side(&self, filling: &Filling<'_>) -> bool {
        let from = filling.tokens.start.saturating_sub(NEXT);
        let joins = |at: u32| {
            matches!(
                self.stages.word(at),
                "leg"
                    | "side"
                    | "lower"
                    | "limb"
                    | "veins"
                    | "vein"
                    | "deep"
                    | "is"
                    | "was"
                    | "are"
                    | "were"
                    | ":"
                    | "-"
                    | "="
                    | ","
                    | "all"
            )
        };
        self.sides.iter().any(|word| {
            let before = from <= word.token && word.token < filling.tokens.start;
            let behind = filling.tokens.end == word.token
                || filling.tokens.end + 1 == word.token
                    && matches!(self.stages.word(filling.tokens.end), "on" | "in");
            let inside = filling.tokens.contains(&word.token);
            inside || behind || before && (word.token + 1..filling.tokens.start).all(joins)
        })
    }

    fn is_sided(&self, kind: usize) -> bool {
        let kind = self.stages.knowledge.events.get(kind);
        kind.is_some_and(|kind| kind.sided)
    }
}

/// Parts a study of both legs of which something was told of one leg alone: what was said of both is of each.
pub(super) fn part_both(
    knowledge: &Knowledge,
    language: &Language,
    events: &mut Vec<EventCandidate>,
) {
    let mut parted = Vec::new();
    for event in events.iter().filter(|it| it.side == Some(Side::Both)) {
        let mark = (event.at, event.frame);
        let of = |side: Side| {
            let same = |it: &EventCandidate| (it.at, it.frame) == mark && it.side == Some(side);
            events.iter().any(same)
        };
        let rest = match (of(Side::Left), of(Side::Right)) {
            (false, false) => continue,
            (true, true) => None,
            (true, false) => Some(Side::Right),
            (false, true) => Some(Side::Left),
        };
        parted.push((event.clone(), rest));
    }
    for (both, rest) in parted {
        let mark = (both.at, both.frame);
        let same = |it: &EventCandidate| (it.at, it.frame) == mark && it.frame.is_some();
        events.retain_mut(|event| {
            if !same(event) {
                return true;
            }
            if event.side == Some(Side::Both) {
                event.side = rest;
                return rest.is_some();
            }
            add(knowledge, language, event, &both);
            true
        });
    }
}

/// What was said of both legs, where nothing was said of this one.
fn add(
    knowledge: &Knowledge,
    language: &Language,
    event: &mut EventCandidate,
    both: &EventCandidate,
) {
    for (name, _) in &both.attributes {
        let is_open = event.open.contains(name);
        if let (None, false, Some(told)) = (event.said(name), is_open, both.said(name)) {
            settle::put(knowledge, language, event, name, told);
        }
    }
    event.proof.join(&both.proof);
}
