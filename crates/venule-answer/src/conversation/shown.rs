//! Studies that are taken back: by their kind, or by what they showed.

use venule_engine::case::{Case, Event, State};
use venule_engine::side::Side;
use venule_text::amend;
use venule_text::extract::{Finding, Withdrawn};
use venule_text::language::model::Language;

/// Whether an event is taken back.
pub(super) fn is_taken(withdrawn: &Withdrawn, event: &Event) -> bool {
    withdrawn.events.contains(&event.kind) || withdrawn.shown.iter().any(|it| shows(event, it))
}

fn shows(event: &Event, finding: &Finding) -> bool {
    let known = event
        .attributes
        .iter()
        .filter_map(|(name, state)| match state {
            State::Known(value) => Some((name, value)),
            State::Unknown | State::NotDone | State::Unobtainable => None,
        });
    finding.is_shown(event.kind, known)
}

/// Drops what studies that are taken back for what they showed say of the leg that they were of.
pub(super) fn drop_facts(
    language: &Language,
    before: &Case,
    withdrawn: &Withdrawn,
    case: &mut Case,
) {
    for event in &before.events {
        let showed = withdrawn.shown.iter().any(|it| shows(event, it));
        let mut frames = language.frames.iter();
        let frame = frames.find(|it| it.kind == event.kind);
        let Some(frame) = frame.filter(|_| showed) else {
            continue;
        };
        let shown = amend::shown_by(language, frame);
        case.facts.retain(|entry| {
            !(Side::may_be_same(entry.side, event.side) && shown.contains(&entry.fact))
        });
    }
}
