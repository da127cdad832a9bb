//! What a later text takes back is out of the case, and is said to be.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use venule_answer::conversation::{Heard, hear};
use venule_engine::case::{Case, Moment, State};
use venule_engine::side::Side;
use venule_logic::Value;

use common::{EXTRACTOR, KNOWLEDGE};

/// What is known after texts, one after the other.
fn told(texts: &[&str]) -> Heard {
    let now = Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    };
    let mut last: Option<Heard> = None;
    for text in texts {
        let reading = EXTRACTOR.read(text, now.date).unwrap();
        let before = last.as_ref().map(|heard| &heard.case);
        last = Some(hear(&KNOWLEDGE, before, text, &reading, now));
    }
    last.unwrap()
}

fn events(case: &Case, name: &str) -> usize {
    let named = |kind: usize| {
        let event = KNOWLEDGE.events.get(kind);
        event.is_some_and(|it| &*it.name == name)
    };
    case.events.iter().filter(|it| named(it.kind)).count()
}

fn fact(case: &Case, name: &str) -> Option<State> {
    let id = KNOWLEDGE.fact(name).unwrap().0;
    let mut facts = case.facts.iter();
    facts.find(|it| it.fact == id).map(|it| it.state.clone())
}

const SCAN: &str = "63M, right calf swollen for 4 days. Duplex today: right popliteal DVT.";

#[test]
fn a_scan_of_another_patient_is_taken_back() {
    assert_eq!(events(&told(&[SCAN]).case, "ultrasound"), 1);
    for text in [
        "Sorry, that scan was the patient in the next bed.",
        "Please disregard the duplex, wrong patient.",
        "The scan result belonged to someone else.",
    ] {
        let heard = told(&[SCAN, text]);
        assert_eq!(events(&heard.case, "ultrasound"), 0, "{text}");
        assert_eq!(events(&heard.case, "diagnosis"), 0, "{text}");
        assert_eq!(heard.withdrawn.len(), 1, "{text}");
        assert!(heard.is_news, "{text}");
        assert!(fact(&heard.case, "symptoms.swelling").is_some(), "{text}");
    }
}

#[test]
fn what_is_not_named_is_asked_and_nothing_is_lost() {
    let heard = told(&[SCAN, "Sorry, that was the patient in the next bed."]);
    assert_eq!(heard.unclear.len(), 1);
    assert!(heard.withdrawn.is_empty());
    assert_eq!(events(&heard.case, "ultrasound"), 1);
}

#[test]
fn the_leg_that_is_meant_takes_the_place_of_the_other() {
    let heard = told(&[SCAN, "Correction: it is the LEFT leg."]);
    assert_eq!(heard.case.side, Some(Side::Left));
    let facts = heard.case.facts.iter().map(|it| it.side);
    let events = heard.case.events.iter().map(|it| it.side);
    assert!(facts.chain(events).all(|side| side != Some(Side::Right)));
    assert_eq!(heard.corrected.len(), 1, "{:?}", heard.corrected);
    // Both legs were told of: which of it is meant is asked.
    let both = "Right calf swollen, left calf sore.";
    let heard = told(&[both, "Correction: it is the left leg."]);
    assert_eq!(heard.unclear.len(), 1);
}

#[test]
fn a_result_that_is_put_right_takes_the_place_of_the_old_one() {
    let heard = told(&[SCAN, "Correction: the duplex was negative."]);
    assert_eq!(events(&heard.case, "ultrasound"), 1);
    assert_eq!(heard.withdrawn.len(), 1);
    let heard = told(&["She is pregnant.", "She is not pregnant after all."]);
    let no = Some(State::Known(Value::Boolean(false)));
    assert_eq!(fact(&heard.case, "pregnancy"), no);
    assert_eq!(heard.corrected.len(), 1);
}
