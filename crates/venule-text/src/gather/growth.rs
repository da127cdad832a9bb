//! How many steps gathering takes, counted for tests.

use std::cell::Cell;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts a comparison of two places.
pub(super) fn step() {
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// The steps that some work takes.
fn taken_by(work: impl FnOnce()) -> u64 {
    STEPS.with(|steps| steps.set(0));
    work();
    STEPS.with(Cell::get)
}

#[cfg(test)]
mod tests;
