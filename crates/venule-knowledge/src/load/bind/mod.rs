//! What a review of a guideline is bound to: everything that can alter its advice, as one hash (ADR 0006).
//!
//! [`canonical`] hashes each element of the files, [`reach`] finds the elements that a guideline rests on.

mod canonical;
mod reach;

use sha2::{Digest, Sha256};

use super::layout::Role;
use crate::document::Node;
use crate::model::{Bound, Element, Knowledge};
use crate::source::FileId;

use canonical::{Digests, hex};

/// Version of the form that is hashed, and of what its constructs mean. Raising it returns everything to submitted.
const FORM: &[u8] = b"venule guideline 1\n";

/// Digits of an element's hash that a record keeps: enough to tell what changed, while the whole hash binds.
const SHORT: usize = 16;

/// Sets [`Bound`] of every guideline. The knowledge must be free of errors.
pub(super) fn bind(knowledge: &mut Knowledge, trees: &[(Role<'_>, FileId, Node)]) {
    let digests = Digests::of(knowledge, trees);
    let bound: Vec<Bound> = (0..knowledge.guidelines.len())
        .map(|guideline| one(&digests, &reach::names(knowledge, guideline)))
        .collect();
    for (guideline, bound) in knowledge.guidelines.iter_mut().zip(bound) {
        guideline.bound = bound;
    }
}

fn one(digests: &Digests, names: &[String]) -> Bound {
    let mut whole = Sha256::new();
    whole.update(FORM);
    let mut elements = Vec::with_capacity(names.len());
    for name in names {
        let digest = digests.get(name);
        whole.update((name.len() as u64).to_le_bytes());
        whole.update(name.as_bytes());
        whole.update(digest);
        elements.push(Element {
            name: name.clone(),
            digest: hex(&digest).chars().take(SHORT).collect(),
        });
    }
    Bound {
        hash: hex(&whole.finalize()),
        elements,
    }
}
