//! "The clot is the other gentleman's": a finding that is taken back goes with the study that showed it.

use std::sync::Arc;

use venule_logic::Value;
use venule_logic::value::Partial;

use super::place::Place;
use super::withdraw::Withdrawn;
use crate::language::model::Settings;
use crate::scan::{Hit, What};

/// What a study shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The kind of the study, by its index in the knowledge.
    pub kind: usize,
    /// Its attributes where it shows that.
    pub shown: Settings,
}

impl Finding {
    /// Whether a study of a kind shows it, by its attributes.
    pub fn is_shown<'v>(
        &self,
        kind: usize,
        attributes: impl Iterator<Item = (&'v Arc<str>, &'v Value)> + Clone,
    ) -> bool {
        self.kind == kind
            && self.shown.iter().all(|(name, value)| {
                let mut told = attributes.clone();
                told.any(|(it, said)| it == name && is_among(said, value))
            })
    }
}

/// Whether a value is one of those that another may be, or the same.
fn is_among(one: &Value, of: &Value) -> bool {
    let codes = |value: &Value| match value {
        Value::String(code) => vec![code.clone()],
        Value::Partial(Partial::Choices(codes)) => codes.iter().cloned().collect(),
        _ => Vec::new(),
    };
    let of_other = codes(of);
    one == of || codes(one).iter().any(|code| of_other.contains(code))
}

impl Place<'_> {
    /// What a mention is in the studies that can show it.
    pub(super) fn shown_by(&self, hit: &Hit, into: &mut Withdrawn) {
        let What::Concept { id, denied: false } = hit.what else {
            return;
        };
        for (frame, slot) in self.stages.fills.by(id) {
            let frame = self.stages.language.frames.get(usize::from(*frame));
            let Some(frame) = frame.filter(|it| !it.worst.is_empty()) else {
                continue;
            };
            let slot = frame.slots.get(usize::from(*slot));
            let shown = slot.map(|it| it.sets.clone()).unwrap_or_default();
            let tells_more = |it: &Arc<str>| frame.worst.iter().any(|worst| worst.attribute == *it);
            if shown.iter().any(|(name, _)| tells_more(name)) {
                let kind = frame.kind;
                into.shown.push(Finding { kind, shown });
            }
        }
    }
}
