//! Buffers that threads take and give back.

use std::sync::{Mutex, PoisonError};

/// Most buffers that are kept.
const MOST: usize = 8;

/// Buffers for whoever asks; a new one where none is left.
#[derive(Debug, Default)]
pub(crate) struct Pool<T>(Mutex<Vec<T>>);

impl<T: Default> Pool<T> {
    pub(crate) fn take(&self) -> T {
        // Who panics with a buffer in hand does not give it back: those that are here are whole.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pop().unwrap_or_default()
    }

    pub(crate) fn give_back(&self, buffer: T) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST {
            kept.push(buffer);
        }
    }
}
