//! What a later text puts right takes the place of what was told before, and what is not understood is said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use venule_answer::conversation::{Heard, hear, with_its_test};
use venule_engine::case::{Case, Event, Moment, State};
use venule_engine::side::Side;
use venule_logic::Value;

use common::{EXTRACTOR, KNOWLEDGE, LANGUAGE};

/// What is known after texts, one after the other.
fn told(texts: &[&str]) -> Heard {
    let now = Moment {
        date: jiff::civil::date(2026, 3, 12),
        time: None,
    };
    let mut last: Option<Heard> = None;
    for text in texts {
        let before = last.as_ref().map(|heard| &heard.case);
        let named = before
            .and_then(|case| with_its_test(&LANGUAGE, &EXTRACTOR, case, text, now.date).unwrap());
        let text = named.as_deref().unwrap_or(text);
        let reading = EXTRACTOR.read(text, now.date).unwrap();
        last = Some(hear(&KNOWLEDGE, &LANGUAGE, before, text, &reading, now));
    }
    last.unwrap()
}

fn events<'c>(case: &'c Case, name: &str) -> Vec<&'c Event> {
    let kind = KNOWLEDGE.events.iter().position(|it| &*it.name == name);
    let events = case.events.iter();
    events.filter(|it| Some(it.kind) == kind).collect()
}

fn value(event: &Event, name: &str) -> Option<String> {
    let mut attributes = event.attributes.iter();
    let (_, state) = attributes.find(|(it, _)| &**it == name)?;
    match state {
        State::Known(Value::String(value)) => Some(value.to_string()),
        _ => None,
    }
}

const CLEAR: &str =
    "58F right leg swollen. Whole-leg duplex of the right leg on 5 March: negative.";
const CLOT: &str = "58F right leg swollen. Doppler of the right leg positive for popliteal DVT.";

#[test]
fn a_study_moves_to_the_leg_that_it_was_of() {
    for text in [
        "Sorry, they scanned the left leg",
        "correction: it was the other leg that was scanned",
        "Apologies, wrong leg was scanned",
        "Actually the scan was on the contralateral leg.",
        "I just saw that the ultrasound was done on the left side.",
        "Correction: the duplex was of the left leg, not the right.",
        "the scan was only of the left leg",
        "Oops - sonographer imaged the opposite leg",
    ] {
        for first in [CLEAR, CLOT] {
            let heard = told(&[first, text]);
            let scans = events(&heard.case, "ultrasound");
            let sides: Vec<_> = scans.iter().map(|it| it.side).collect();
            assert_eq!(sides, [Some(Side::Left)], "{text}");
            assert_eq!(heard.case.side, Some(Side::Right), "{text}");
            assert_eq!(heard.corrected.len(), 1, "{text}");
        }
    }
    for text in [
        "they also scanned the left leg",
        "The left leg was not scanned.",
        "The scan was of the right leg.",
        "Was the left leg scanned?",
    ] {
        let heard = told(&[CLEAR, text]);
        let scans = events(&heard.case, "ultrasound");
        assert_eq!(scans.first().unwrap().side, Some(Side::Right), "{text}");
        assert!(heard.corrected.is_empty(), "{text}");
    }
}

#[test]
fn a_bare_result_is_that_of_the_test_it_can_only_be_of() {
    let sent = "58F right calf sore for 4 days, Wells 1. D-dimer sent.";
    for (text, is) in [
        ("neg", "negative"),
        ("It's negative.", "negative"),
        ("it has come back negative", "negative"),
        ("back: 1.8 (cut-off 0.5)", "positive"),
        ("positive", "positive"),
    ] {
        let heard = told(&[sent, text]);
        let tests = events(&heard.case, "d_dimer");
        assert_eq!(tests.len(), 1, "{text}");
        let result = tests.first().and_then(|it| value(it, "result"));
        assert_eq!(result.as_deref(), Some(is), "{text}");
    }
    // Nothing is awaited: it may answer anything.
    let heard = told(&["58F right calf sore for 4 days, Wells 1.", "neg"]);
    assert!(events(&heard.case, "d_dimer").is_empty());
    for text in ["the DVT is chronic, not acute", "it's an old thrombus"] {
        let heard = told(&[CLOT, text]);
        let scans = events(&heard.case, "ultrasound");
        let acuity = scans.first().and_then(|it| value(it, "acuity"));
        assert!(acuity.is_some_and(|it| it.contains("chronic")), "{text}");
    }
}

#[test]
fn a_report_of_another_patient_takes_its_test_back() {
    for text in [
        "the report is of another patient. Ours was negative",
        "That report belongs to another patient.",
    ] {
        let heard = told(&[CLOT, text]);
        assert!(events(&heard.case, "ultrasound").is_empty(), "{text}");
        assert_eq!(heard.withdrawn.len(), 1, "{text}");
    }
}

#[test]
fn how_a_study_was_done_and_when_a_symptom_began_are_put_right() {
    for text in [
        "the scan was proximal only, not whole leg",
        "that was a limited scan only",
    ] {
        let heard = told(&[CLEAR, text]);
        let scans = events(&heard.case, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        let protocol = scans.first().and_then(|it| value(it, "protocol"));
        assert_eq!(protocol.as_deref(), Some("limited_proximal"), "{text}");
        assert_eq!(heard.corrected.len(), 1, "{text}");
    }
    for text in [
        "onset was 3 weeks ago, not 3 days",
        "it began 3 weeks ago rather than 3 days ago",
        "symptoms actually started 3 weeks ago",
    ] {
        let heard = told(&["58F right leg swollen for 3 days. Wells 2.", text]);
        let onsets = events(&heard.case, "symptom_onset");
        assert_eq!(onsets.len(), 1, "{text}");
        let day = onsets.first().and_then(|it| it.when).unwrap().latest;
        assert_eq!(day, jiff::civil::date(2026, 2, 19), "{text}");
    }
}

#[test]
fn a_repeat_is_another_study() {
    let heard = told(&[CLEAR, "the repeat was clear"]);
    assert_eq!(events(&heard.case, "ultrasound").len(), 2);
}

#[test]
fn a_correction_that_is_not_understood_is_said() {
    let d_dimer = "58F right leg swollen, Wells 1. D-dimer 4 mg/L FEU.";
    for text in ["I misread, it's 0.4 not 4", "My mistake, other one"] {
        let heard = told(&[d_dimer, text]);
        assert_eq!(heard.unclear.len(), 1, "{text}");
        assert_eq!(events(&heard.case, "d_dimer").len(), 1, "{text}");
    }
}
