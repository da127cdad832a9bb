//! What no guideline is about, and questions without a patient.

use crate::ask::{ask, json};
use crate::support::assert_in_order;

/// What lies outside is said to be outside, with where it belongs, and nothing is advised or asked.
#[test]
fn what_lies_outside_gets_no_advice() {
    for (text, belongs) in [
        ("How is achalasia treated?", "Gastroenterology"),
        (
            "Monitor shows a heart rate of 160, palpated pulse 90. Which is right?",
            "Direct clinical assessment",
        ),
        ("Dark circles under the eyes, why?", "Dermatology"),
        ("Recipe for pancakes, please", ""),
        (
            "34F cerebral sinus thrombosis on the pill, how long to anticoagulate?",
            "Emergency care",
        ),
        (
            "65M, central retinal vein occlusion. Legs fine, nobody suspects a DVT. Apixaban?",
            "",
        ),
    ] {
        let answer = json(text, &[]);
        let lines = answer["assessment"]["lines"].as_array().expect("lines");
        assert!(lines.is_empty(), "{text}: {lines:?}");
        let parts: Vec<&str> = answer["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .filter_map(|part| part["id"].as_str())
            .collect();
        assert!(
            !parts.contains(&"ask") && parts.contains(&"covered"),
            "{text}: {parts:?}"
        );
        assert!(answer["parts"].to_string().contains(belongs), "{text}");
    }
}

/// A question without a patient is answered in general, from the statements behind it.
#[test]
fn a_question_without_a_patient_is_answered_in_general() {
    let run = ask("Which ultrasound diagnoses DVT?", &["--all"]);
    assert_in_order(
        &run.out,
        &[
            "the answer is the general one below",
            "IN GENERAL",
            "Complete duplex ultrasound",
            "SOURCES",
            "SRU18-1",
        ],
    );
}

/// Kidneys and a drug alone make no patient with a leg: nobody is sent for a Wells score or a D-dimer.
#[test]
fn what_tells_of_no_leg_is_not_taken_for_a_suspected_dvt() {
    let answer = json("AF, CHA2DS2-VASc 3, eGFR 40, apixaban dose?", &[]);
    assert_eq!(answer["assessment"]["lines"], serde_json::json!([]));
    let answer = json("62F, leg swollen, eGFR 40, next?", &[]);
    assert_ne!(answer["assessment"]["lines"], serde_json::json!([]));
}

/// An emergency is said even where the rest of the text lies outside.
#[test]
fn an_emergency_is_never_outside() {
    let answer = json(
        "Achalasia, now short of breath with low blood pressure and collapse, shocked",
        &[],
    );
    assert_eq!(answer["parts"][0]["id"], "emergency", "{}", answer["parts"]);
}
