//! A later text says that a study was of another leg than was told.

use venule_engine::case::Case;
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_text::amend;
use venule_text::extract::{Leg, Studied};
use venule_text::language::model::Language;

use crate::stated;

/// What became of it, in words.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// The study, with the leg that was told before.
    pub(super) corrected: Vec<String>,
    /// What is not sure, in whole sentences.
    pub(super) in_doubt: Vec<String>,
}

/// Moves the one study that is meant to the leg it was of. What is told of the patient stays where it was.
pub(super) fn put_right(
    knowledge: &Knowledge,
    language: &Language,
    case: &mut Case,
    studied: &Studied,
) -> Moved {
    let mut moved = Moved::default();
    let of_patient = case.side;
    let leg_of = |told: Option<Side>| match studied.leg {
        Leg::This(side) => Some(side),
        Leg::Other => told.or(of_patient).and_then(opposite),
    };
    let events = case.events.iter().enumerate();
    let of_kind = events.filter(|(_, event)| event.kind == studied.kind);
    let others: Vec<(usize, Option<Side>)> = of_kind
        .map(|(at, event)| (at, leg_of(event.side)))
        .filter(|(at, leg)| case.events.get(*at).is_some_and(|it| it.side != *leg))
        .collect();
    let (place, leg) = match others.as_slice() {
        [] => return moved,
        [(place, Some(leg))] => (*place, *leg),
        several => {
            let told = several
                .iter()
                .filter_map(|(place, _)| stated::stated_event(knowledge, case, *place));
            let told: Vec<String> = told.map(|it| format!("\"{it}\"")).collect();
            moved.in_doubt.push(format!(
                "which leg was studied in {}: say it with its day and what it showed; until then what was told before stands",
                told.join(" and ")
            ));
            return moved;
        }
    };
    let before = stated::stated_event(knowledge, case, place).unwrap_or_default();
    let Some(event) = case.events.get_mut(place) else {
        return moved;
    };
    let was = event.side.replace(leg);
    // What the study showed goes with it.
    let mut frames = language.frames.iter();
    if let Some(frame) = frames.find(|it| it.kind == studied.kind) {
        let shown = amend::shown_by(language, frame);
        case.facts.retain(|entry| {
            let of_leg = entry.side.is_none() || was.is_none() || entry.side == was;
            !(of_leg && shown.contains(&entry.fact))
        });
    }
    let now = stated::stated_event(knowledge, case, place).unwrap_or_default();
    moved.corrected.push(format!("{now}; before: {before}"));
    moved
}

fn opposite(side: Side) -> Option<Side> {
    match side {
        Side::Left => Some(Side::Right),
        Side::Right => Some(Side::Left),
        Side::Both => None,
    }
}
