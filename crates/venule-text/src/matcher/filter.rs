//! By which words phrases go on from a state: most words of a text lead on from nowhere they stand.

use super::graph::Arcs;
use super::words::Symbol;

/// Most marks of one state, in words of 64.
const MOST: usize = 2048;

/// Marks for each word that leads on.
const MARKS_A_WORD: usize = 8;

/// What is known of the words that lead on from a state.
#[derive(Debug, Default)]
pub(super) enum LedBy {
    /// Nothing: no word was looked for.
    #[default]
    NotAsked,
    /// Nothing: one word was looked for, and many states are asked for no other.
    Asked,
    Known(Filter),
}

/// Words that may lead on: all that do, and few others.
#[derive(Debug)]
pub(super) struct Filter {
    marks: Box<[u64]>,
}

impl Filter {
    /// The words of the arcs of some nodes.
    pub(super) fn of<'g>(arcs: impl Iterator<Item = Arcs<'g>> + Clone) -> Self {
        let count: usize = arcs.clone().map(|it| it.len()).sum();
        let length = (count * MARKS_A_WORD / 64 + 1).next_power_of_two();
        let mut marks = vec![0; length.min(MOST)];
        for (symbol, _) in arcs.flat_map(|it| it.iter()) {
            let (place, bit) = mark(symbol, marks.len());
            if let Some(marks) = marks.get_mut(place) {
                *marks |= bit;
            }
        }
        let marks = marks.into();
        Self { marks }
    }

    /// Whether a word may lead on.
    pub(super) fn may_have(&self, symbol: Symbol) -> bool {
        let (place, bit) = mark(symbol, self.marks.len());
        self.marks.get(place).is_some_and(|marks| marks & bit != 0)
    }

    pub(super) fn len(&self) -> usize {
        self.marks.len()
    }
}

/// Where a word is marked among so many marks, a power of two.
fn mark(symbol: Symbol, length: usize) -> (usize, u64) {
    let mixed = u64::from(symbol.bits()).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let place = usize::try_from(mixed >> 40).unwrap_or_default() & length.saturating_sub(1);
    (place, 1 << (mixed >> 58))
}
