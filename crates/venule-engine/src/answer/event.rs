//! An answer that goes into the events of a case.
//!
//! # Unknown values
//!
//! | answer about one of two legs | the other leg, of which nothing was said |
//! |---|---|
//! | there was one | not known: it is listed as such, so that the list does not claim that there was none |
//! | there was none, not known, cannot be found out | as it was |

use std::sync::Arc;

use venule_knowledge::model::{Knowledge, Measure, View, ViewId};
use venule_logic::Value;

use super::{Answer, Unanswerable};
use crate::case::{Case, Event, State, Unlisted};
use crate::events::{Picked, is_of_leg, resolve_views};
use crate::side::{Leg, Side};

/// What an answer is about: the event that a view picks for a leg.
pub(super) struct AboutEvent<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) view: ViewId,
    pub(super) definition: &'a View,
    /// The leg that the question named.
    pub(super) side: Option<Side>,
}

impl AboutEvent<'_> {
    pub(super) fn put(
        &self,
        case: &mut Case,
        measure: &Measure,
        answer: &Answer,
    ) -> Result<(), Unanswerable> {
        match (measure, answer) {
            (Measure::Exists, Answer::State(state)) => self.existence(case, state),
            (Measure::DaysSince, Answer::When(dates)) => {
                let index = self.the_event(case)?;
                let event = case.events.get_mut(index);
                event.ok_or(Unanswerable::NoSingleEvent)?.when = Some(*dates);
                Ok(())
            }
            (Measure::Attribute(name), Answer::State(state @ State::Known(_))) => {
                let index = self.the_event(case)?;
                self.part_legs(case, index);
                let event = case.events.get_mut(index);
                state_attribute(event.ok_or(Unanswerable::NoSingleEvent)?, name, state);
                Ok(())
            }
            (Measure::Attribute(name), Answer::State(state)) => {
                self.no_value(case, name, state);
                Ok(())
            }
            // A date that nobody knows is no date.
            (
                Measure::DaysSince,
                Answer::State(State::Unknown | State::NotDone | State::Unobtainable),
            ) => Ok(()),
            (Measure::DaysSince, Answer::State(State::Known(_)))
            | (Measure::Exists | Measure::Attribute(_), Answer::When(_)) => {
                Err(Unanswerable::WrongKind)
            }
        }
    }

    fn existence(&self, case: &mut Case, state: &State) -> Result<(), Unanswerable> {
        let picked = self.picked(case);
        match state {
            State::Known(Value::Boolean(true)) => match picked.candidates.as_slice() {
                _ if picked.exists == Some(true) => Ok(()),
                // One is listed and may be it: now it is.
                [index] => {
                    let index = *index;
                    self.part_legs(case, index);
                    let event = case.events.get_mut(index);
                    self.fill_in(event.ok_or(Unanswerable::NoSingleEvent)?);
                    Ok(())
                }
                _ => {
                    self.list(case);
                    Ok(())
                }
            },
            // What is listed of this leg is listed, and the list is complete without this one.
            _ if self.is_listed(case) => Ok(()),
            State::Known(Value::Boolean(false)) | State::NotDone if self.is_narrow() => {
                Err(Unanswerable::FollowsFromEvents)
            }
            State::Known(Value::Boolean(false)) | State::NotDone => {
                self.forget(case);
                self.say(&mut case.none_of);
                Ok(())
            }
            State::Unknown => {
                self.forget(case);
                self.say(&mut case.unknown_of);
                Ok(())
            }
            State::Unobtainable => {
                self.forget(case);
                self.say(&mut case.unobtainable_of);
                Ok(())
            }
            State::Known(_) => Err(Unanswerable::WrongKind),
        }
    }

    /// The one event that is picked. Where none is listed, to say when or what it was is to say that there was one,
    /// unless somebody said that there was none.
    fn the_event(&self, case: &mut Case) -> Result<usize, Unanswerable> {
        let picked = self.picked(case);
        match picked.candidates.as_slice() {
            [index] => {
                let index = *index;
                let event = case.events.get_mut(index);
                self.fill_in(event.ok_or(Unanswerable::NoSingleEvent)?);
                Ok(index)
            }
            [] if picked.exists == Some(false) => Err(Unanswerable::NoSuchEvent),
            [] => Ok(self.list(case)),
            _ => Err(Unanswerable::NoSingleEvent),
        }
    }

    /// Lists an event such as the view picks. Returns its index.
    fn list(&self, case: &mut Case) -> usize {
        self.forget(case);
        if let Some(other) = self.other_leg(case)
            && !case.events.iter().any(|it| self.is_of(case, it, other))
            && ![&case.none_of, &case.unknown_of, &case.unobtainable_of]
                .into_iter()
                .flatten()
                .any(|it| it.is_about(self.definition.event, other))
        {
            case.unknown_of.push(Unlisted {
                kind: self.definition.event,
                side: other.side(),
            });
        }
        let mut event = Event {
            kind: self.definition.event,
            side: self.side.or(case.side).filter(|_| self.is_sided()),
            when: None,
            is_next: false,
            attributes: Vec::new(),
            source: None,
            origin: None,
        };
        self.fill_in(&mut event);
        case.events.push(event);
        case.events.len().saturating_sub(1)
    }

    /// What the view asks of its events is so of this one, where it asks for one value.
    fn fill_in(&self, event: &mut Event) {
        for test in &self.definition.filter {
            if let ([value], None) = (test.is.as_slice(), event.attribute(&test.attribute)) {
                state_attribute(event, &test.attribute, &State::Known(value.clone()));
            }
        }
    }

    /// That nobody knows an attribute, or that it cannot be had, is said of every event that may be meant.
    fn no_value(&self, case: &mut Case, name: &Arc<str>, state: &State) {
        let candidates = self.picked(case).candidates;
        if let [index] = candidates.as_slice() {
            self.part_legs(case, *index);
        }
        let is_single = candidates.len() == 1;
        for index in candidates {
            if let Some(event) = case.events.get_mut(index)
                && (is_single || event.attribute(name).is_none())
            {
                state_attribute(event, name, state);
            }
        }
    }

    /// An event of both legs becomes one of each, so that what is said of one leg stays with it.
    fn part_legs(&self, case: &mut Case, index: usize) {
        let (Some(side), Some(other)) = (self.side, self.other_leg(case)) else {
            return;
        };
        let Some(event) = case.events.get(index) else {
            return;
        };
        if !self.is_of(case, event, other) {
            return;
        }
        let mut of_other = event.clone();
        of_other.side = other.side();
        case.events.push(of_other);
        if let Some(event) = case.events.get_mut(index) {
            event.side = Some(side);
        }
    }

    fn picked(&self, case: &Case) -> Picked {
        let views = resolve_views(self.knowledge, case, self.leg(case));
        let picked = views.into_iter().nth(self.view.0 as usize);
        picked.unwrap_or_default()
    }

    fn leg(&self, case: &Case) -> Leg {
        match self.side.or(case.side) {
            Some(Side::Left | Side::Both) => Leg::Left,
            Some(Side::Right) => Leg::Right,
            None => case.legs().first().copied().unwrap_or(Leg::Unstated),
        }
    }

    /// The leg that the question was not about, where both are in question.
    fn other_leg(&self, case: &Case) -> Option<Leg> {
        let other = match self.side? {
            Side::Left => Leg::Right,
            Side::Right => Leg::Left,
            Side::Both => return None,
        };
        (self.is_sided() && case.legs().contains(&other)).then_some(other)
    }

    fn is_of(&self, case: &Case, event: &Event, leg: Leg) -> bool {
        event.kind == self.definition.event && is_of_leg(event, case, leg)
    }

    fn is_listed(&self, case: &Case) -> bool {
        let leg = self.leg(case);
        let is_sided = self.is_sided();
        let mut events = case.events.iter();
        events
            .any(|it| it.kind == self.definition.event && (!is_sided || self.is_of(case, it, leg)))
    }

    fn is_sided(&self) -> bool {
        let kind = self.knowledge.events.get(self.definition.event);
        kind.is_some_and(|kind| kind.sided)
    }

    /// Whether the view picks among the events of its kind by more than leg and episode.
    fn is_narrow(&self) -> bool {
        self.definition.is_narrow()
    }

    /// Takes back what was said of whether there was an event of this kind in this leg.
    fn forget(&self, case: &mut Case) {
        let kind = self.definition.event;
        let other = self.other_leg(case);
        for said in [
            &mut case.none_of,
            &mut case.unknown_of,
            &mut case.unobtainable_of,
        ] {
            let of_other = other.is_some_and(|leg| said.iter().any(|it| it.is_about(kind, leg)));
            said.retain(|it| it.kind != kind);
            if of_other {
                said.push(Unlisted {
                    kind,
                    side: other.and_then(Leg::side),
                });
            }
        }
    }

    /// Says something of whether there was an event of this kind in this leg.
    fn say(&self, said: &mut Vec<Unlisted>) {
        let kind = self.definition.event;
        // Said of the other leg as well, it is said of both.
        let is_said = said.iter().any(|it| it.kind == kind);
        said.retain(|it| it.kind != kind);
        let side = self.side.filter(|_| self.is_sided() && !is_said);
        said.push(Unlisted { kind, side });
    }
}

fn state_attribute(event: &mut Event, name: &Arc<str>, state: &State) {
    event.attributes.retain(|(attribute, _)| attribute != name);
    event.attributes.push((Arc::clone(name), state.clone()));
}
