//! What `venule ask` makes of several texts, and of an order within one: what is taken back, and whose words are whose.

use crate::support::{Run, Scratch, venule};

const DAY: &str = "2026-11-22";

fn ask(text: &str, more: &[&str]) -> Run {
    let mut all = vec!["ask", text, "--as-of", DAY];
    all.extend(more);
    let run = venule(&all);
    assert!(matches!(run.code, 0 | 4), "{text}: {}", run.err);
    run
}

/// The last answer of a conversation.
fn last_of(texts: &[&str]) -> String {
    let scratch = Scratch::new();
    let file = scratch.at("conversation.toml");
    let mut last = String::new();
    for text in texts {
        last = ask(text, &["--conversation", &file]).out;
    }
    last
}

const CALF: &str = "54F, left calf sore 2 days, Wells 1";
const THROMBOSIS: &str = "63M acute popliteal DVT on duplex today";
const NEXT_BED: &str = "sorry, that was the patient in the next bed";

#[test]
fn a_text_about_another_patient_is_taken_back_once() {
    let once = last_of(&[CALF, THROMBOSIS, NEXT_BED]);
    assert!(once.contains("taken back: age in years 63"), "{once}");
    assert!(once.contains("Patient: 54 years old"), "{once}");
    let twice = last_of(&[CALF, THROMBOSIS, NEXT_BED, "sorry, wrong patient"]);
    assert!(twice.contains("so nothing was"), "{twice}");
    assert!(twice.contains("Patient: 54 years old"), "{twice}");
}

#[test]
fn a_question_between_does_not_keep_what_is_taken_back() {
    let answer = last_of(&[CALF, THROMBOSIS, "what about heparin?", NEXT_BED]);
    assert!(answer.contains("taken back: age in years 63"), "{answer}");
}

#[test]
fn the_first_text_cannot_take_anything_back() {
    let answer = last_of(&[NEXT_BED]);
    assert!(answer.contains("NOT UNDERSTOOD"), "{answer}");
}

#[test]
fn what_is_taken_back_is_shown_beside_a_supposition() {
    let both = format!("{NEXT_BED}. And what if she were pregnant?");
    let answer = last_of(&[CALF, THROMBOSIS, &both]);
    assert!(answer.contains("taken back: age in years 63"), "{answer}");
}

#[test]
fn an_order_for_the_same_leg_tells_of_the_patient_and_one_for_the_other_does_not() {
    let same = ask(
        "Left calf is swollen. Please check this order: \"US left leg, on apixaban, pregnant\"",
        &["--all"],
    );
    assert!(same.out.contains("Patient: pregnancy"), "{}", same.out);
    let other = ask(
        "Left calf is swollen. Please check this order: \"US right leg r/o DVT, pregnant\"",
        &["--all"],
    );
    assert!(!other.out.contains("Patient: pregnancy"), "{}", other.out);
}

#[test]
fn a_length_of_time_in_an_order_makes_no_scan_of_it() {
    let run = ask(
        "Please check this order: \"US left leg for DVT, symptoms 3 days\". Pt 63M left calf swollen",
        &[],
    );
    assert!(
        run.out.contains("THE ORDER AS IT IS WRITTEN"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("Scans: ultrasound"), "{}", run.out);
}

#[test]
fn what_a_later_text_tells_of_another_name_is_not_the_patients() {
    let young = "Mrs Young in bed 4: 54F, left calf sore 2 days, Wells 1";
    let bell = "Mr Bell in bed 9 has a right popliteal DVT on apixaban. What now?";
    let answer = last_of(&[young, bell]);
    let (_, doubted) = answer.split_once("TO BE CONFIRMED").unwrap();
    assert!(doubted.contains("popliteal"), "{answer}");
    assert!(doubted.contains("more than one patient"), "{answer}");
    assert!(!answer.contains("Continue anticoagulation"), "{answer}");
    assert!(answer.contains("Patient: 54 years old"), "{answer}");
    let same = last_of(&[
        young,
        "Mrs Young has a right popliteal DVT on duplex today.",
    ]);
    assert!(same.contains("Start therapeutic anticoagulation"), "{same}");
    let staff = last_of(&[
        young,
        "Mr Bell, vascular consultant, advises a duplex: popliteal DVT today.",
    ]);
    assert!(
        staff.contains("Start therapeutic anticoagulation"),
        "{staff}"
    );
}
