//! What a review of a guideline is bound to: everything that can alter its advice, as one hash (ADR 0006).
//!
//! [`canonical`] hashes each element of the files, [`reach`] finds the elements that a guideline rests on.

mod canonical;
mod forms;
mod name;
mod reach;

use sha2::{Digest, Sha256};

use super::hex_digits;
use super::layout::Role;
use crate::document::Node;
use crate::model::{Bound, Elements, Knowledge};
use crate::source::FileId;

use canonical::Digests;

/// Version of the form that is hashed, and of what its constructs mean. Raising it returns everything to submitted.
const FORM: &[u8] = b"venule guideline 1\n";

/// Bytes of an element's hash that are kept: enough to tell what changed, while the whole hash binds.
const SHORT: usize = 8;

/// Sets [`Bound`] of every guideline. The knowledge must be free of errors.
pub(super) fn bind(knowledge: &mut Knowledge, trees: &[(Role<'_>, FileId, Node)]) {
    let digests = Digests::of(knowledge, trees);
    let citations = reach::citations(knowledge);
    let bound: Vec<Bound> = (0..knowledge.guidelines.len())
        .map(|guideline| one(&digests, &reach::names(knowledge, &citations, guideline)))
        .collect();
    for (guideline, bound) in knowledge.guidelines.iter_mut().zip(bound) {
        guideline.bound = bound;
    }
}

fn one(digests: &Digests, names: &[String]) -> Bound {
    let mut whole = Sha256::new();
    whole.update(FORM);
    let mut lines = String::new();
    for name in names {
        let digest = digests.get(name);
        whole.update((name.len() as u64).to_le_bytes());
        whole.update(name.as_bytes());
        whole.update(digest);
        lines.push_str(name);
        lines.push(' ');
        lines.extend(digest.into_iter().take(SHORT).flat_map(hex_digits));
        lines.push('\n');
    }
    Bound {
        hash: whole.finalize().into_iter().flat_map(hex_digits).collect(),
        elements: Elements::new(lines),
    }
}
