//! Views over the list of events: which event a view picks for one leg, and what it says.
//!
//! # Unknown values
//!
//! | events that may be picked | the view |
//! |---|---|
//! | none, and the case says there was none, or lists events of the kind that do not qualify | picks no event |
//! | none of this leg, and the case says that it is not known whether there was one | may or may not pick one |
//! | none, and the case is silent | may or may not pick one: everything is unknown |
//! | one that certainly qualifies | says what that event says |
//! | several whose order is not certain | says the set of what each of them says |
//! | one with an attribute of several possible values, all of which it looks for | says what may be |
//! | one with an attribute of several possible values, some of which it looks for | may or may not pick it |
//! | one of long ago, and it is not known when the episode began | may or may not pick it |

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use venule_knowledge::model::{AttributeTest, Knowledge, Pick, View, ViewId};
use venule_logic::Value;
use venule_logic::truth::Truth;
use venule_logic::value::Partial;

use crate::case::{Case, Dates, Event, Unlisted};
use crate::side::Leg;
use crate::timing::before;

/// What a view picks for one leg.
#[derive(Debug, Clone, Default)]
pub struct Picked {
    /// Whether there is such an event.
    pub exists: Option<bool>,
    /// Events that may be the one, by index in `Case::events`. More than one where order is uncertain.
    pub candidates: Vec<usize>,
    /// Picked although no side was stated.
    pub side_assumed: bool,
    /// Whether one of them lies so long ago that it is not known whether it belongs to this episode.
    pub episode_open: bool,
}

impl Picked {
    /// The dates that the event may have, if every candidate is dated.
    #[must_use]
    pub fn dates(&self, case: &Case) -> Option<Dates> {
        let mut dates: Option<Dates> = None;
        for index in &self.candidates {
            let when = case.events.get(*index)?.when?;
            dates = Some(dates.map_or(when, |so_far| Dates {
                earliest: so_far.earliest.min(when.earliest),
                latest: so_far.latest.max(when.latest),
            }));
        }
        dates
    }
}

/// Resolves every view of the knowledge for one leg. The result is indexed by [`ViewId`].
///
/// INVARIANT (views-ordered): a view follows the views it refers to.
#[must_use]
pub fn resolve_views(knowledge: &Knowledge, case: &Case, leg: Leg) -> Vec<Picked> {
    views_disputing(knowledge, case, leg, &BTreeSet::new())
}

/// As [`resolve_views`], with the attributes of disputed events unknown.
pub(crate) fn views_disputing(
    knowledge: &Knowledge,
    case: &Case,
    leg: Leg,
    disputed: &BTreeSet<usize>,
) -> Vec<Picked> {
    let mut picked: Vec<Picked> = Vec::with_capacity(knowledge.views.len());
    for view in &knowledge.views {
        let events = Events {
            views: &knowledge.views,
            case,
            leg,
            sided: knowledge
                .events
                .get(view.event)
                .is_some_and(|kind| kind.sided),
            disputed,
            earlier: &picked,
        };
        let resolved = events.resolve(view);
        picked.push(resolved);
    }
    picked
}

/// The events of a case as one view sees them.
struct Events<'a> {
    views: &'a [View],
    case: &'a Case,
    leg: Leg,
    /// Whether the kind that the view looks at belongs to a leg.
    sided: bool,
    /// Events whose attributes are unknown because something contradicts them.
    disputed: &'a BTreeSet<usize>,
    /// The views before this one.
    earlier: &'a [Picked],
}

impl Events<'_> {
    fn resolve(&self, view: &View) -> Picked {
        let case = self.case;
        let of_kind: Vec<usize> = case
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| event.kind == view.event)
            .filter(|(_, event)| !self.sided || is_of_leg(event, case, self.leg))
            .map(|(index, _)| index)
            .collect();
        if of_kind.is_empty() {
            return Picked {
                exists: self.exists_unlisted(view.event),
                ..Picked::default()
            };
        }
        let mut possible = Vec::new();
        for index in of_kind {
            let Some(event) = case.events.get(index) else {
                continue;
            };
            let truth = self.qualifies(view, index, event);
            if truth != Truth::False {
                possible.push((index, truth));
            }
        }
        let certain = possible.iter().any(|(_, truth)| *truth == Truth::True);
        let candidates: Vec<usize> = possible
            .iter()
            .filter(|(index, _)| !is_beaten(view.pick, *index, &possible, case))
            .map(|(index, _)| *index)
            .collect();
        let exists = if certain {
            Some(true)
        } else if possible.is_empty() {
            Some(false)
        } else {
            None
        };
        let episode_open = candidates
            .iter()
            .filter_map(|index| case.events.get(*index))
            .any(|event| self.is_of_episode(view, event) == Truth::Unknown);
        let side_assumed = self.sided
            && candidates
                .iter()
                .any(|index| case.events.get(*index).is_some_and(|e| e.side.is_none()));
        Picked {
            exists,
            candidates,
            side_assumed,
            episode_open,
        }
    }

    /// Whether there is an event of a kind of which none is listed for this leg.
    fn exists_unlisted(&self, kind: usize) -> Option<bool> {
        let case = self.case;
        let is_said = |said: &[Unlisted]| said.iter().any(|it| it.is_about(kind, self.leg));
        if is_said(&case.none_of) {
            return Some(false);
        }
        if is_said(&case.unknown_of) || is_said(&case.unobtainable_of) {
            return None;
        }
        // A list with one of another leg is the whole list of its kind.
        let is_listed = case.events.iter().any(|event| event.kind == kind);
        is_listed.then_some(false)
    }

    /// Whether an event of this leg may be what the view looks at.
    fn qualifies(&self, view: &View, index: usize, event: &Event) -> Truth {
        let mut truth = Truth::True;
        for test in &view.filter {
            let passes = passes(test, event);
            truth = truth.and(if self.disputed.contains(&index) {
                // What it said may be wrong; it still did not say anything else.
                passes.and(Truth::Unknown)
            } else {
                passes
            });
        }
        if let Some(anchor) = view.after.and_then(|id| self.picked(id)) {
            truth = truth.and(is_later(index, anchor, self.case));
        }
        truth.and(self.is_of_episode(view, event))
    }

    /// Whether an event is not older than the one that starts the episode.
    fn is_of_episode(&self, view: &View, event: &Event) -> Truth {
        let Some(id) = view.since else {
            return Truth::True;
        };
        let looks_back = self.views.get(id.0 as usize).and_then(|it| it.looks_back);
        let start = looks_back.and_then(|span| before(self.case.as_of.date, span));
        let anchor = self.picked(id);
        anchor.map_or(Truth::True, |it| is_since(event, it, start, self.case))
    }

    fn picked(&self, id: ViewId) -> Option<&Picked> {
        self.earlier.get(id.0 as usize)
    }
}

/// An event without a side is taken to be of the symptomatic leg; the assessment says so.
pub(crate) fn is_of_leg(event: &Event, case: &Case, leg: Leg) -> bool {
    match event.side {
        None => case.legs().contains(&leg),
        Some(side) => side.covers(leg),
    }
}

/// Whether an event says what a test of one of its attributes wants. Of a set of possible values all have to be wanted.
pub(crate) fn passes(test: &AttributeTest, event: &Event) -> Truth {
    let wants = |code: &Arc<str>| test.is.contains(&Value::String(Arc::clone(code)));
    match event.attribute(&test.attribute) {
        Some(Value::Partial(Partial::Choices(codes))) if codes.iter().all(wants) => Truth::True,
        Some(Value::Partial(Partial::Choices(codes))) if codes.iter().any(wants) => Truth::Unknown,
        Some(value) => Truth::from(test.is.contains(value)),
        None => Truth::Unknown,
    }
}

fn is_later(index: usize, anchor: &Picked, case: &Case) -> Truth {
    if anchor.exists == Some(false) {
        return Truth::False;
    }
    let mut later = match anchor.exists {
        Some(_) => Truth::True,
        // Where there may be no anchor, nothing is certainly after it.
        None => Truth::Unknown,
    };
    for first in &anchor.candidates {
        later = later.and(if *first == index {
            // With one candidate the event is the anchor itself. With several it may be.
            match anchor.candidates.len() {
                1 => Truth::False,
                _ => Truth::Unknown,
            }
        } else if precedes(case, *first, index) {
            Truth::True
        } else if precedes(case, index, *first) {
            Truth::False
        } else {
            Truth::Unknown
        });
    }
    later
}

/// An event counts unless it is certainly older than an anchor that certainly is one. While the anchor has no date,
/// it is not known whether an event before `start` does.
fn is_since(event: &Event, anchor: &Picked, start: Option<Date>, case: &Case) -> Truth {
    match (event.when, anchor.dates(case)) {
        (Some(event), Some(dates)) if event.certainly_before(dates) => {
            if anchor.exists == Some(true) {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
        (Some(event), None) if start.is_some_and(|start| event.latest < start) => Truth::Unknown,
        _ => Truth::True,
    }
}

/// Whether another event that certainly qualifies is certainly the better pick.
fn is_beaten(pick: Pick, index: usize, possible: &[(usize, Truth)], case: &Case) -> bool {
    possible.iter().any(|(other, truth)| {
        *other != index
            && *truth == Truth::True
            && match pick {
                Pick::Latest => precedes(case, index, *other),
                Pick::First => precedes(case, *other, index),
            }
    })
}

/// Whether the one event, by index in `Case::events`, certainly came before the other.
fn precedes(case: &Case, one: usize, other: usize) -> bool {
    let (Some(first), Some(second)) = (case.events.get(one), case.events.get(other)) else {
        return false;
    };
    let follows = |later: &Event| first.kind == second.kind && later.is_next;
    match one < other {
        true if follows(second) => return true,
        false if follows(first) => return false,
        _ => {}
    }
    matches!((first.when, second.when), (Some(a), Some(b)) if a.certainly_before(b))
}
