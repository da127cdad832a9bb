//! Which of the overlapping hits stay.

use super::{Hit, Hits, Scanner, What};
use crate::layout::Layout;

/// Removes what a longer hit of its class contains, what stands across an edge of the lay-out or in a known heading, and
/// what `not` phrases and pseudo phrases cover. The hits are sorted before and after.
pub(super) fn prune(scanner: &Scanner, layout: &Layout, hits: &mut Hits) {
    keep_within(layout, &mut hits.all);
    keep_longest(scanner, hits);
    remove_covered(scanner, &mut hits.all);
}

/// Removes what does not stand within one sentence, in one walk over both.
fn keep_within(layout: &Layout, all: &mut Vec<Hit>) {
    let mut sentences = layout.sentences.iter().peekable();
    all.retain(|hit| {
        while sentences.next_if(|it| it.end <= hit.first).is_some() {}
        let sentence = sentences.peek();
        sentence.is_some_and(|it| hit.last <= it.end && !it.heading)
    });
}

fn keep_longest(scanner: &Scanner, hits: &mut Hits) {
    let Hits { all, best, .. } = hits;
    best.resize(scanner.classes, (0, 0));
    all.retain(|hit| {
        let Some(longest) = best.get_mut(usize::from(hit.class)) else {
            return true;
        };
        let place = (hit.start, hit.end);
        if hit.end > longest.1 {
            *longest = place;
        }
        *longest == place
    });
    // For the next text: of each class that was met one stayed.
    for hit in all {
        if let Some(longest) = best.get_mut(usize::from(hit.class)) {
            *longest = (0, 0);
        }
    }
}

/// `not` phrases remove their concept, pseudo phrases the shorter modifiers they cover. No `not` phrase stays.
fn remove_covered(scanner: &Scanner, all: &mut Vec<Hit>) {
    let covers = |hit: &Hit| matches!(hit.what, What::NotConcept(_)) || scanner.is_pseudo(hit.what);
    let covering: Vec<Hit> = all.iter().copied().filter(covers).collect();
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
        (What::Modifier(_), What::Modifier(_)) => {
            let shorter = hit.end - hit.start < phrase.end - phrase.start;
            shorter && scanner.is_pseudo(phrase.what) && !scanner.is_pseudo(hit.what)
        }
        _ => false,
    }
}
