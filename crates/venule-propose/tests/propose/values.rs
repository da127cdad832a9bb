//! Keys that are open, values that are permitted, numbers that stand in the words.

use serde_json::json;
use venule_engine::case::{Entry, State};
use venule_logic::{FactId, Value};
use venule_text::candidate::{Doubt, Standing};
use venule_text::proposed::Dropped;

use crate::support::{KNOWLEDGE, Told, fate, proposal};

fn fact(name: &str) -> FactId {
    let place = KNOWLEDGE.facts.iter().position(|it| &*it.name == name);
    FactId(u32::try_from(place.expect(name)).unwrap())
}

#[test]
fn what_is_kept_has_to_be_confirmed_and_is_unknown_to_a_case() {
    let told = Told::new("34F, swollen left calf, feeling mimsy.");
    let before = format!("{:?}", told.case);
    let verified = told.verify(&json!([proposal("pregnancy", true, "feeling mimsy")]));
    let candidate = &verified.unwrap().candidates[0];
    assert_eq!(candidate.standing, Standing::ToConfirm(Doubt::Proposed));
    assert_eq!(candidate.value, Value::Boolean(true));
    assert_eq!(candidate.entry().state, State::Unknown);
    assert_eq!(format!("{:?}", told.case), before);
}

#[test]
fn a_key_that_is_known_in_doubt_or_made_up_is_not_open() {
    let quote = "feeling mimsy";
    for text in [
        "Pregnant, feeling mimsy.",
        "Possibly pregnant, feeling mimsy.",
        "Not pregnant. His wife says: feeling mimsy.",
    ] {
        let dropped = fate(text, "pregnancy", true, quote);
        assert_eq!(dropped, Some(Dropped::NotOpen), "{text}");
    }
    for key in [
        "",
        "pregnant",
        "Pregnancy",
        "pregnancy ",
        "wells.total",
        "patient.side",
    ] {
        let dropped = fate("Plodding on, feeling mimsy.", key, true, quote);
        assert_eq!(dropped, Some(Dropped::NotOpen), "{key}");
    }
    // What follows from something that was read is known as well.
    let text = "Short of breath since today, cannot get up the stairs.";
    let dropped = fate(text, "pe.symptoms", true, "cannot get up the stairs");
    assert_eq!(dropped, Some(Dropped::NotOpen));
}

#[test]
fn what_was_known_before_the_text_is_not_open() {
    let mut told = Told::new("She is feeling mimsy.");
    let mut state = |state| {
        told.case.facts = vec![Entry {
            fact: fact("pregnancy"),
            side: None,
            state,
            source: None,
            origin: None,
        }];
        let proposals = json!([proposal("pregnancy", true, "feeling mimsy")]);
        told.verify(&proposals).unwrap().candidates.len()
    };
    assert_eq!(state(State::Known(Value::Boolean(false))), 0);
    assert_eq!(state(State::Unobtainable), 0);
    assert_eq!(state(State::Unknown), 1);
}

#[test]
fn a_value_is_one_that_the_vocabulary_permits() {
    let text = "The toves are quite uffish, 12 of the lot, and feeling mimsy.";
    for (key, value) in [
        ("pregnancy", json!("true")),
        ("pregnancy", json!(1)),
        ("pregnancy", json!(null)),
        ("pregnancy", json!([true])),
        ("clinical_concern.level", json!("extreme")),
        ("clinical_concern.level", json!("High")),
        ("clinical_concern.level", json!(true)),
        ("calcification.size_mm", json!(-3)),
        ("calcification.size_mm", json!(5000)),
        ("calcification.size_mm", json!(1e300)),
        ("calcification.size_mm", json!("12")),
    ] {
        let dropped = fate(text, key, value.clone(), "quite uffish");
        assert_eq!(dropped, Some(Dropped::NotPermitted), "{key} {value}");
    }
    let kept = fate(text, "clinical_concern.level", "high", "quite uffish");
    assert_eq!(kept, None);
}

#[test]
fn a_number_is_the_one_of_the_words_in_its_unit() {
    let size =
        |text: &str, value: f64, quote: &str| fate(text, "calcification.size_mm", value, quote);
    assert_eq!(
        size("A slithy thing of 12 mm.", 12.0, "slithy thing of 12 mm"),
        None
    );
    assert_eq!(size("A slithy thing of 1.2 cm.", 12.0, "1.2 cm"), None);
    for (text, value, quote) in [
        ("A slithy thing of 12 mm.", 13.0, "slithy thing of 12 mm"),
        ("A slithy thing of 12 mm.", 12.0, "slithy thing"),
        ("A slithy thing of 12.", 12.0, "thing of 12"),
        ("A slithy thing of <12 mm.", 12.0, "thing of <12 mm"),
        (
            "A slithy thing of 10 to 12 mm.",
            12.0,
            "thing of 10 to 12 mm",
        ),
        ("A slithy thing of 12 cm.", 12.0, "thing of 12 cm"),
    ] {
        assert_eq!(
            size(text, value, quote),
            Some(Dropped::NotTheNumber),
            "{text}"
        );
    }
    assert_eq!(
        size("A slithy thing of <12 mm.", 12.0, "12 mm"),
        Some(Dropped::NotWhole)
    );
    let index = fate("Mimsy ratio 0.8 on paper.", "abi.value", 0.8, "ratio 0.8");
    assert_eq!(index, None);
}

#[test]
fn one_fact_is_proposed_once_and_not_both_ways() {
    let told = Told::new("The toves are quite uffish. He gimbles. She outgrabes.");
    let key = "clinical_concern.level";
    let high = proposal(key, "high", "quite uffish");
    let again = proposal(key, "high", "He gimbles");
    let low = proposal(key, "low", "She outgrabes");
    let both = told.verify(&json!([high, again])).unwrap();
    assert_eq!(both.candidates.len(), 1);
    assert_eq!(both.dropped[&Dropped::Repeated], 1);
    let contrary = told.verify(&json!([high, low, again])).unwrap();
    assert!(contrary.candidates.is_empty());
    assert_eq!(contrary.dropped[&Dropped::Contradicted], 3);
    // What fails the checks contradicts nothing.
    let unfounded = proposal(key, "low", "she outgrabes");
    let kept = told.verify(&json!([unfounded, high])).unwrap();
    assert_eq!(kept.candidates.len(), 1);
}

#[test]
fn only_so_many_are_looked_at() {
    let told = Told::new("She is feeling mimsy.");
    let mut many = vec![proposal("nothing", true, "mimsy"); venule_propose::MOST_PROPOSALS];
    many.push(proposal("pregnancy", true, "feeling mimsy"));
    let verified = told.verify(&json!(many)).unwrap();
    assert!(verified.candidates.is_empty());
    assert_eq!(verified.dropped[&Dropped::TooMany], 1);
}
