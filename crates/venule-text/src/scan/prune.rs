//! Which of the overlapping hits stay: decided as they come in, so that most that do not stay are never kept.

use std::iter::Peekable;
use std::slice;

use super::{Hit, Hits, Scanner, What};
use crate::layout::{Layout, Sentence};

/// What stays of the hits that come in, in order of their start: not what a longer hit of its class contains, nor what
/// stands across an edge of the lay-out or in a known heading, nor what `not` phrases and pseudo phrases cover.
pub(super) struct Kept<'h, 'l> {
    scanner: &'l Scanner,
    sentences: Peekable<slice::Iter<'l, Sentence>>,
    all: &'h mut Vec<Hit>,
    group: &'h mut Vec<Hit>,
    covering: &'h mut Vec<Hit>,
    best: &'h mut Vec<(u32, u32)>,
}

impl<'h, 'l> Kept<'h, 'l> {
    /// Nothing, in the arrays of another text; and that for its slips.
    pub(super) fn begin(
        scanner: &'l Scanner,
        layout: &'l Layout,
        hits: &'h mut Hits,
    ) -> (Self, &'h mut Vec<u32>) {
        let Hits {
            all,
            slips,
            group,
            covering,
            best,
        } = hits;
        all.clear();
        group.clear();
        covering.clear();
        best.resize(scanner.classes, (0, 0));
        let sentences = layout.sentences.iter().peekable();
        let kept = Self {
            scanner,
            sentences,
            all,
            group,
            covering,
            best,
        };
        (kept, slips)
    }

    /// Takes the next hit, if it stands within one sentence.
    #[inline]
    pub(super) fn take(&mut self, hit: Hit) {
        while self.sentences.next_if(|it| it.end <= hit.first).is_some() {}
        let sentence = self.sentences.peek();
        if sentence.is_none_or(|it| hit.last > it.end || it.heading) {
            return;
        }
        if self.group.last().is_some_and(|it| it.start != hit.start) {
            self.keep_longest();
        }
        self.group.push(hit);
    }

    /// Of the hits that start at one place, keeps what no longer one of its class contains.
    fn keep_longest(&mut self) {
        if self.group.len() > 1 {
            self.group.sort_unstable_by_key(Hit::key);
        }
        for hit in self.group.drain(..) {
            let place = (hit.start, hit.end);
            if let Some(longest) = self.best.get_mut(usize::from(hit.class)) {
                if hit.end > longest.1 {
                    *longest = place;
                }
                if *longest != place {
                    continue;
                }
            }
            if matches!(hit.what, What::NotConcept(_))
                || self.scanner.is_pseudo(hit.what)
                || !self.scanner.silenced_by(hit.what).is_empty()
            {
                self.covering.push(hit);
            }
            self.all.push(hit);
        }
    }

    /// All of them are here.
    pub(super) fn end(mut self) {
        self.keep_longest();
        // For the next text: of each class that was met one stayed.
        for hit in self.all.iter() {
            if let Some(longest) = self.best.get_mut(usize::from(hit.class)) {
                *longest = (0, 0);
            }
        }
        remove_covered(self.scanner, self.all, self.covering);
    }
}

/// `not` phrases remove their concept, words that deny one the shorter ones that tell of the same, pseudo phrases the shorter
/// modifiers they cover. No `not` phrase stays.
fn remove_covered(scanner: &Scanner, all: &mut Vec<Hit>, covering: &[Hit]) {
    if covering.is_empty() {
        return;
    }
    let mut next = 0;
    all.retain(|hit| {
        // A phrase that ends before this hit starts covers nothing from here on: hits are sorted by their start.
        while covering.get(next).is_some_and(|it| it.end <= hit.start) {
            next += 1;
        }
        let near = covering.get(next..).unwrap_or_default().iter();
        let mut near = near.take_while(|it| it.start <= hit.start);
        !matches!(hit.what, What::NotConcept(_)) && !near.any(|it| removes(scanner, it, hit))
    });
}

fn removes(scanner: &Scanner, phrase: &Hit, hit: &Hit) -> bool {
    if phrase.start > hit.start || phrase.end < hit.end {
        return false;
    }
    match (phrase.what, hit.what) {
        (What::NotConcept(not), What::Concept { id, .. }) => not == id,
        (What::Concept { .. }, What::Concept { id, .. }) => {
            hit.start > phrase.start && scanner.silenced_by(phrase.what).contains(&id)
        }
        (What::Modifier(_), What::Modifier(_)) => {
            let shorter = hit.end - hit.start < phrase.end - phrase.start;
            shorter && scanner.is_pseudo(phrase.what) && !scanner.is_pseudo(hit.what)
        }
        _ => false,
    }
}
