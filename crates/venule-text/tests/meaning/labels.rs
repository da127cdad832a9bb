//! Heads of telegrams: who, which leg, since when, each a statement of its own.

use venule_engine::side::Side;
use venule_logic::Value;

use crate::reading::{NO, YES, events, fact, read_text, word};

fn side(text: &str) -> Option<Side> {
    read_text(text).side.map(|(side, _)| side)
}

#[test]
fn a_leg_and_a_length_by_themselves_are_those_of_the_symptoms_beside_them() {
    for (text, leg, day) in [
        ("46F, R calf, 3 days. Swollen and tender.", Side::Right, 13),
        ("L calf. 3 days. Swollen.", Side::Left, 13),
        ("R leg. 2/7. Pain + swelling.", Side::Right, 14),
        ("72M. R. 3 days. swollen ++", Side::Right, 13),
        ("46F, L, 5/7. Swollen calf.", Side::Left, 11),
        ("Calf pain and swelling. Left. 4 days.", Side::Left, 12),
        ("Swelling of the calf. R. 5/7", Side::Right, 11),
        ("Left leg, for 6 days. Swelling.", Side::Left, 10),
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
        assert_eq!(side(text), Some(leg), "{text}");
        let onsets = events(text, "symptom_onset");
        assert_eq!(onsets.len(), 1, "{text}");
        assert_eq!(onsets[0].when.unwrap().earliest.day(), day, "{text}");
    }
    assert_eq!(side("55M L."), Some(Side::Left));
    assert_eq!(side("46F, R calf, 3 days"), Some(Side::Right));
}

#[test]
fn a_letter_of_a_name_and_the_legs_of_a_report_are_no_side_of_a_symptom() {
    for text in [
        "L. Smith, 55M, swollen calf",
        "Seen by R. Jones. Calf swollen.",
        "Calf swollen.\nRIGHT LEG\nfemoral vein compressible\nLEFT LEG\nfemoral vein compressible",
    ] {
        assert_eq!(side(text), None, "{text}");
    }
    let none = "No swelling. Left. 3 days.";
    assert_eq!(fact(none, "symptoms.swelling"), NO);
    assert!(events(none, "symptom_onset").is_empty());
    let scanned = "Duplex negative. 3 days. Calf swollen since Saturday.";
    let onsets = events(scanned, "symptom_onset");
    assert_eq!(onsets.len(), 1);
}

#[test]
fn an_age_at_the_end_or_glued_to_its_letter_is_read() {
    for (text, years, sex) in [
        ("F64 L calf swelling", 64, "female"),
        ("M45 left calf swelling", 45, "male"),
        ("Swollen leg, woman. 56.", 56, "female"),
        ("Swollen left calf 3 days. Man. 71.", 71, "male"),
        ("Swollen calf, 3 days. M45.", 45, "male"),
        ("Left calf swelling. 62, F.", 62, "female"),
        ("Swollen calf, M58", 58, "male"),
    ] {
        let age = fact(text, "patient.age_years");
        assert_eq!(age, Some(Value::Integer(years)), "{text}");
        assert_eq!(fact(text, "patient.sex"), word(sex), "{text}");
    }
    for text in [
        "Calf swollen. BMI 31.",
        "Walks 50m. Calf swollen.",
        "Calf swollen, power M4",
        "Motorway M25 crash, calf swollen",
        "Swollen leg, 3 days. 56.",
    ] {
        assert_eq!(fact(text, "patient.age_years"), None, "{text}");
    }
}

#[test]
fn both_of_two_veins_is_not_both_legs() {
    for (text, leg) in [
        (
            "Right leg duplex: both popliteal and femoral veins compress fully",
            Side::Right,
        ),
        (
            "Both posterior tibial veins thrombosed in the left calf on duplex",
            Side::Left,
        ),
        ("Left leg scan: thrombus in both peroneal veins", Side::Left),
        (
            "Duplex: both gastrocnemius veins clotted, right leg",
            Side::Right,
        ),
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert_eq!(scans[0].side, Some(leg), "{text}");
    }
    assert_eq!(side("Both legs swollen"), Some(Side::Both));
    assert_eq!(side("Both calves swollen, left worse"), Some(Side::Both));
    // The artery that crosses the left vein is no complaint of the right leg.
    let crossed = "Right common iliac artery compresses the left iliac vein, left leg swollen";
    assert_eq!(side(crossed), Some(Side::Left));
}
