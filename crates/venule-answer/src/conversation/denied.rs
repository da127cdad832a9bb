//! A later text says that a test was never done, of which an earlier one told a result: that was of somebody else.

use venule_engine::case::{Case, Event, State};
use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_text::amend;
use venule_text::candidate::Proof;
use venule_text::extract::Reading;
use venule_text::language::model::{Frame, Language};
use venule_text::language::uses::{Use, Uses};

use crate::stated;

/// What became of it, in words.
#[derive(Debug, Default)]
pub(super) struct Denied {
    /// What is taken back.
    pub(super) withdrawn: Vec<String>,
    /// What is not sure, in whole sentences.
    pub(super) in_doubt: Vec<String>,
}

/// Takes back the results of tests that are said not to have been done. Where the words may mean that none was done
/// since, it is asked.
pub(super) fn take_back(
    knowledge: &Knowledge,
    language: &Language,
    case: &mut Case,
    text: &str,
    reading: &Reading,
) -> Denied {
    let mut denied = Denied::default();
    for (kind, side, proof) in &reading.none_of {
        let mut frames = language.frames.iter();
        let Some(frame) = frames.find(|it| it.kind == *kind && it.at_visit) else {
            continue;
        };
        let is_meant = |it: &Event| {
            it.kind == *kind && Side::may_be_same(it.side, side.or(it.side)) && shows(frame, it)
        };
        let told = (0..case.events.len()).filter(|at| case.events.get(*at).is_some_and(is_meant));
        let told: Vec<String> = told
            .filter_map(|at| stated::stated_event(knowledge, case, at))
            .collect();
        if told.is_empty() {
            continue;
        }
        match meant(language, text, proof) {
            Meant::Never => {
                denied.withdrawn.extend(told);
                let legs: Vec<Option<Side>> = case
                    .events
                    .iter()
                    .filter(|it| is_meant(it))
                    .map(|it| it.side)
                    .collect();
                case.events.retain(|it| !is_meant(it));
                let shown = amend::shown_by(language, frame);
                case.facts.retain(|entry| {
                    let of_leg = legs.iter().any(|leg| Side::may_be_same(entry.side, *leg));
                    !(of_leg && shown.contains(&entry.fact))
                });
            }
            Meant::Unsure => denied.in_doubt.push(format!(
                "before it was told: \"{}\", and now that none was done: say whether that was of this patient; until then \
                 what was told before stands",
                told.join("; ")
            )),
            Meant::Since => {}
        }
    }
    denied
}

/// What a denial of a test means beside one that was told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meant {
    Never,
    Unsure,
    Since,
}

fn meant(language: &Language, text: &str, proof: &Proof) -> Meant {
    let start = proof.spans.iter().map(|it| it.start as usize).min();
    let end = proof.spans.iter().map(|it| it.end as usize).max();
    let (Some(before), Some(behind)) = (
        start.and_then(|at| text.get(..at)),
        start.and_then(|at| text.get(at..)),
    ) else {
        return Meant::Unsure;
    };
    let ends = |it: char| matches!(it, '.' | '?' | '!' | ';' | '\n');
    let length = end.unwrap_or_default().saturating_sub(before.len());
    let rest = behind.get(length..).unwrap_or_default();
    let last = length + rest.find(ends).unwrap_or(rest.len());
    let sentence = [
        before.rsplit(ends).next().unwrap_or_default(),
        behind.get(..last).unwrap_or(behind),
    ];
    let words = sentence
        .iter()
        .flat_map(|it| it.split(|letter: char| !letter.is_alphanumeric()));
    let uses: Vec<Uses> = words
        .map(|it| language.used.of(&it.to_lowercase()))
        .collect();
    if uses.iter().any(|it| it.has(Use::Since)) {
        Meant::Since
    } else if uses.iter().any(|it| it.has(Use::NotYet)) {
        Meant::Unsure
    } else {
        Meant::Never
    }
}

/// Whether anything is known of what a test showed.
pub(super) fn shows(frame: &Frame, event: &Event) -> bool {
    let mut attributes = event.attributes.iter();
    attributes.any(|(name, state)| {
        let of_how = frame.how.contains(name) || frame.lasting.contains(name);
        !of_how && matches!(state, State::Known(_))
    })
}
