//! Signs of one leg in a later text, after cramps of both legs with a negative scan, lead to the repeat scan at once.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use venule_answer::conversation::hear;
use venule_engine::assess;
use venule_engine::case::{Case, Moment, State};
use venule_knowledge::model::Stance;
use venule_logic::Value;

use common::{EXTRACTOR, KNOWLEDGE, LANGUAGE};

const DATED: &str = "56F bilateral calf cramps for 3 weeks, complete duplex both legs negative 10 days ago, electrolytes normal.";
const UNDATED: &str =
    "Cramps in both legs at night, both scans were normal, bloods normal. What now?";

/// What is known after texts of one day, one after the other.
fn told(texts: &[&str]) -> Case {
    let now = Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    };
    let mut case: Option<Case> = None;
    for text in texts {
        let mut reading = EXTRACTOR.read(text, now.date).unwrap();
        if let Some(before) = &case {
            reading.go_on(&KNOWLEDGE, &LANGUAGE, before);
        }
        let heard = hear(&KNOWLEDGE, &LANGUAGE, case.as_ref(), text, &reading, now);
        case = Some(heard.case);
    }
    case.unwrap()
}

/// Whether an action is advised to be done.
fn advised(case: &Case, action: &str) -> bool {
    let assessment = assess(&KNOWLEDGE, case);
    let mut lines = assessment.lines.iter();
    lines.any(|line| {
        let named = KNOWLEDGE.actions.get(line.action.0 as usize);
        let named = named.is_some_and(|it| &*it.name == action);
        named && line.stance == Stance::Do && line.is_live()
    })
}

#[test]
fn signs_of_one_leg_after_cramps_of_both_are_scanned_again() {
    for later in [
        "today R leg only, swollen +3cm, pitting, tender",
        "Now new swelling of right leg since today, pitting",
        "Phoned this morning: left calf has swollen up since yesterday and is warm",
        "my left calf is now red and hot",
        "O/E L calf 4 cm > R, pitting oedema",
        "Update: R calf tender, oedematous, redness",
        "Patient rang: woke with a swollen right leg",
        "R calf >3 cm bigger than L",
        "today R leg only",
        "pain now only in the left calf, no swelling",
    ] {
        for first in [DATED, UNDATED] {
            let case = told(&[first, later]);
            assert!(advised(&case, "repeat-complete-duplex"), "{later}");
            assert!(!advised(&case, "wells-score"), "{later}");
            assert!(!advised(&case, "d-dimer"), "{later}");
        }
        let case = told(&[DATED, "TSH normal, CK 120.", later]);
        assert!(advised(&case, "repeat-complete-duplex"), "{later}");
    }
}

#[test]
fn what_is_no_new_sign_of_one_leg_calls_for_no_scan() {
    for later in [
        "no swelling of either leg, no redness",
        "right leg was swollen in 2015 after a fracture",
        "her husband has a swollen left leg",
        "is the left leg swollen? no",
        "left ABI 0.85, right 1.0",
        "what if the right leg becomes swollen?",
        "both ankles swollen in the evening",
    ] {
        let case = told(&[DATED, later]);
        assert!(!advised(&case, "repeat-complete-duplex"), "{later}");
    }
}

#[test]
fn a_total_told_before_rises_with_items_told_later() {
    let total = |texts: &[&str]| {
        let case = told(texts);
        let score = KNOWLEDGE.fact("wells.score").unwrap().0;
        let mut facts = case.facts.iter();
        let entry = facts.find(|it| it.fact == score).unwrap();
        entry.state.clone()
    };
    let first = "swollen left calf 2 days, Wells 1";
    let is = |state: &State, points: i32| matches!(state, State::Known(Value::Integer(it)) if *it == points);
    let later = "also bedridden for 4 days and pitting oedema left leg only";
    assert!(is(&total(&[first, later]), 3));
    let corrected = "Wells 2 now, bedridden for 4 days";
    assert!(is(&total(&[first, corrected]), 2));
    let denied = "not bedridden, no active cancer";
    assert!(is(&total(&[first, denied]), 1));
    let known = "swollen left calf 2 days, active cancer, Wells 1";
    assert!(is(&total(&[known, "She has active cancer."]), 1));
}
