//! The events of one sentence, found by where they stand.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::candidate::{Amends, EventCandidate};

/// The events of a sentence. Those that are added have to be [noted](Self::note_new).
#[derive(Default)]
pub(super) struct Own {
    pub(super) events: Vec<EventCandidate>,
    /// How many are noted.
    noted: usize,
    /// Frame, token and index of each.
    by_frame: BTreeSet<(Option<u16>, u32, usize)>,
    /// Token and index of each.
    by_place: BTreeSet<(u32, usize)>,
    /// The frames of those that are of a study which the sentence names.
    studies: BTreeSet<Option<u16>>,
}

impl Own {
    pub(super) fn of(events: Vec<EventCandidate>) -> Self {
        let mut own = Self {
            events,
            ..Self::default()
        };
        own.note_new();
        own
    }

    /// Takes note of the events that were added.
    pub(super) fn note_new(&mut self) {
        for (index, event) in self.events.iter().enumerate().skip(self.noted) {
            self.by_frame.insert((event.frame, event.at, index));
            self.by_place.insert((event.at, index));
            if event.amends != Amends::Shown {
                self.studies.insert(event.frame);
            }
        }
        self.noted = self.events.len();
    }

    /// The event of a frame that is nearest to some tokens, the first of those that are equally near, and how far it is.
    /// What is asked for the distance says no less than the tokens that stand between.
    pub(super) fn nearest(
        &self,
        frame: u16,
        tokens: &Range<u32>,
        distance: impl Fn(u32) -> u32,
    ) -> Option<(u32, usize)> {
        let of = |from: u32, to: u32| {
            let frame = Some(frame);
            self.by_frame.range((frame, from, 0)..(frame, to, 0))
        };
        let mut best: Option<(u32, usize)> = None;
        let mut look = |at: u32, index: usize| {
            let too_far = best.is_some_and(|(least, _)| apart(at, tokens) > least);
            if !too_far {
                let found = (distance(at), index);
                best = Some(best.map_or(found, |it| it.min(found)));
            }
            !too_far
        };
        let mut before = of(0, tokens.start).rev();
        before.all(|(_, at, index)| look(*at, *index));
        let mut after = of(tokens.start, u32::MAX);
        after.all(|(_, at, index)| look(*at, *index));
        best
    }

    /// The events between which and some tokens fewer than so many stand.
    pub(super) fn nearer(
        &self,
        than: u32,
        tokens: &Range<u32>,
    ) -> impl Iterator<Item = &EventCandidate> {
        let from = tokens.start.saturating_sub(than);
        let to = tokens.end.saturating_add(than);
        let near = self.by_place.range((from, 0)..(to, 0));
        near.filter_map(|(_, index)| self.events.get(*index))
    }

    /// The frames of the events that are of a study which the sentence names.
    pub(super) fn studies(&self) -> impl Iterator<Item = Option<u16>> {
        self.studies.iter().copied()
    }
}

/// How many tokens stand between an event and others.
fn apart(at: u32, tokens: &Range<u32>) -> u32 {
    let behind = at.saturating_sub(tokens.end);
    behind.max(tokens.start.saturating_sub(at + 1))
}
