//! Where each state leads by each word, as far as texts went: one look into a table, rarely two.

use super::states::State;
use super::words::Symbol;

/// Places that a table begins with; a power of two.
const FIRST: usize = 1 << 10;

/// Spreads keys over the places: they are numbers that follow each other.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// At a place: no step. No state has this number, and no word.
const FREE: u64 = u64::MAX;

/// Steps that were taken. As many as [`super::states::MOST`] allows, so that their number needs no limit here.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// INVARIANT (half-free): a power of two of places, at most half of them taken; a step is at the place of its key, or
    /// at the first behind it that was free.
    places: Vec<(u64, State)>,
    taken: usize,
}

impl Steps {
    pub(super) fn clear(&mut self) {
        self.places.clear();
        self.places.resize(FIRST, (FREE, State::NONE));
        self.taken = 0;
    }

    /// Where a step leads, if it was taken before.
    #[inline]
    pub(super) fn get(&self, from: State, symbol: Symbol) -> Option<State> {
        let wanted = key(from, symbol);
        let mut at = spread(wanted);
        // half-free: a free place is always met
        loop {
            let (key, to) = *self.places.get(at & self.places.len().wrapping_sub(1))?;
            if key == wanted {
                return Some(to);
            }
            if key == FREE {
                return None;
            }
            at += 1;
        }
    }

    /// Adds a step that was not taken before.
    pub(super) fn add(&mut self, from: State, symbol: Symbol, to: State) {
        if (self.taken + 1) * 2 > self.places.len() {
            let more = (self.places.len() * 2).max(FIRST);
            let before = std::mem::replace(&mut self.places, vec![(FREE, State::NONE); more]);
            for (key, to) in before.into_iter().filter(|(key, _)| *key != FREE) {
                self.put(key, to);
            }
        }
        self.taken += 1;
        self.put(key(from, symbol), to);
    }

    fn put(&mut self, key: u64, to: State) {
        let last = self.places.len().wrapping_sub(1);
        let mut places = (spread(key)..).map(|at| at & last);
        let free = places.find(|at| self.places.get(*at).is_none_or(|it| it.0 == FREE));
        if let Some(place) = free.and_then(|at| self.places.get_mut(at)) {
            *place = (key, to);
        }
    }
}

fn key(from: State, symbol: Symbol) -> u64 {
    u64::from(from.number()) << 32 | u64::from(symbol.bits())
}

fn spread(key: u64) -> usize {
    usize::try_from(key.wrapping_mul(SPREAD) >> 40).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Steps};
    use crate::matcher::states::State;
    use crate::matcher::words::Symbol;

    #[test]
    fn steps_are_found_as_they_were_added_also_after_the_table_grew() {
        let mut steps = Steps::default();
        let symbol = Symbol::of_bits;
        assert_eq!(steps.get(State::NONE, symbol(0)), None);
        let many = u32::try_from(3 * FIRST).unwrap();
        let state = State::of_number;
        for at in 0..many {
            steps.add(state(at % 7), symbol(at / 7), state(at));
        }
        for at in 0..many {
            assert_eq!(steps.get(state(at % 7), symbol(at / 7)), Some(state(at)));
        }
        assert_eq!(steps.get(state(8), symbol(1)), None);
        steps.clear();
        assert_eq!(steps.get(state(1), symbol(1)), None);
    }
}
