//! Where the phrases of entries come from: from what is written, or from what was made of that before.

use std::cell::RefCell;

use venule_knowledge::compact::{Reader, Writer};
use venule_knowledge::source::Origin;

use crate::language::model::Wording;

/// Where phrases come from.
pub(crate) enum Phrasing {
    /// From what is written.
    Written,
    /// From what is written; each is kept in order, with its place.
    Kept(RefCell<Vec<(Origin, Wording)>>),
    /// From what was kept. Nothing is left once anything does not fit.
    Made(RefCell<Option<Reader>>),
}

impl Phrasing {
    pub(crate) fn kept() -> Self {
        Self::Kept(RefCell::default())
    }

    pub(crate) fn made(bytes: &'static [u8]) -> Self {
        Self::Made(RefCell::new(Some(Reader::new(bytes))))
    }

    /// Whether phrases were made, and all that goes with their words was checked, before.
    pub(super) fn is_made(&self) -> bool {
        matches!(self, Self::Made(_))
    }

    /// The next phrases, if they were made before.
    pub(super) fn next(&self, origin: Origin) -> Option<Wording> {
        let Self::Made(from) = self else { return None };
        let mut from = from.borrow_mut();
        let next = from.as_mut().and_then(|from| {
            let is_there = from.number()? == u64::from(origin.span.start);
            Wording::read(from).filter(|_| is_there)
        });
        if next.is_none() {
            *from = None;
        }
        next
    }

    /// Keeps phrases, if they are to be kept.
    pub(super) fn keep(&self, origin: Origin, wording: &Wording) {
        if let Self::Kept(all) = self {
            all.borrow_mut().push((origin, wording.clone()));
        }
    }

    /// Writes what was kept.
    pub(crate) fn write(&self, out: &mut Writer) {
        let Self::Kept(all) = self else { return };
        for (origin, wording) in &*all.borrow() {
            out.number(u64::from(origin.span.start));
            wording.write(out);
        }
    }

    /// Whether all that was made before was taken.
    pub(crate) fn is_used_up(&self) -> bool {
        match self {
            Self::Made(from) => from.borrow().as_ref().is_some_and(Reader::is_at_end),
            Self::Written | Self::Kept(_) => true,
        }
    }
}
