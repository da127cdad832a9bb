//! What a report says after all, told in the same text; sentences that only date; bleeding of weeks ago; two days of two tests.

use jiff::civil::{Date, date};
use venule_engine::side::Side;
use venule_text::candidate::Standing;

use crate::reading::{DATA, YES, events, fact, read_text};

const BLEEDING: &str = "bleeding.active_major";
const CONTRAINDICATED: &str = "contraindication.anticoagulation_absolute";

/// The first days of the events of a kind, as far as they have one.
fn days(text: &str, kind: &str) -> Vec<Option<Date>> {
    let events = events(text, kind);
    events
        .iter()
        .map(|it| it.when.map(|when| when.earliest))
        .collect()
}

fn asks(text: &str, name: &str) -> bool {
    let id = DATA.0.fact(name).unwrap().0;
    let reading = read_text(text);
    let mut facts = reading.facts.iter();
    facts.any(|it| it.fact == id && matches!(it.standing, Standing::ToConfirm(_)))
}

#[test]
fn an_addendum_takes_the_place_of_the_report_above_it() {
    for text in [
        "Left calf swollen. Duplex today negative. Addendum: acute thrombus in the peroneal vein.",
        "Left calf swollen. Duplex today negative. On re-read there is a peroneal vein thrombus.",
        "Duplex report 12/3/2026: no DVT. ADDENDUM 13/3/2026: thrombus in the left posterior tibial vein.",
    ] {
        let told = events(text, "ultrasound");
        assert_eq!(told.len(), 1, "{text}");
        assert!(told.iter().all(|it| it.when.is_some()), "{text}");
        let said = format!("{:?}", told.first().map(|it| it.attributes.clone()));
        assert!(said.contains("isolated_distal_dvt"), "{text}: {said}");
    }
}

#[test]
fn a_sentence_that_only_dates_belongs_to_the_one_before() {
    let before = "wells.previous_dvt";
    for text in [
        "He had a DVT. That was in 2019. Now calf pain for 2 days.",
        "DVT of the left leg. It was in 1998. Calf ache for 4 days.",
        "Two DVTs. Those were years ago. Calf ache for 4 days.",
    ] {
        assert_eq!(fact(text, before), YES, "{text}");
        assert!(events(text, "diagnosis").is_empty(), "{text}");
    }
    let text = "Scan negative. That was two years ago. Calf swollen.";
    assert_eq!(days(text, "ultrasound"), [Some(date(2024, 3, 16))]);
    let text = "Swollen left calf. Duplex negative. It was last Tuesday.";
    assert_eq!(days(text, "ultrasound"), [Some(date(2026, 3, 10))]);
    // What a sentence says beside a time stays its own.
    let text = "Scan negative. That was what they told me in 2019.";
    assert_eq!(days(text, "ultrasound"), [None]);
    let text = "My mother had a clot. That was in 2019. My calf is swollen.";
    assert_ne!(fact(text, before), YES);
}

#[test]
fn bleeding_of_weeks_ago_is_no_emergency_and_is_asked() {
    for text in [
        "Popliteal DVT today. GI bleed 2 weeks ago, clipped, Hb stable.",
        "Popliteal DVT. Melaena 10 days ago, ulcer clipped.",
        "Popliteal DVT. Upper GI bleed last month, treated.",
        "Popliteal DVT today. Haematemesis in January, banded.",
        "Popliteal DVT, recent GI bleed.",
        "Popliteal DVT. Upper GI bleed 8 days ago, apixaban stopped then, Hb stable since, no bleeding now.",
        "Popliteal DVT. Heavy nosebleed needing packing 9 days ago on rivaroxaban, drug stopped, fine since.",
        "Popliteal DVT. Melaena 12 days ago while on edoxaban, edoxaban stopped.",
        "I bled from my bowel two weeks ago on blood thinners, they stopped them, none since. Clot in my leg.",
    ] {
        assert_ne!(fact(text, BLEEDING), YES, "{text}");
        assert_ne!(fact(text, "bleeding.on_anticoagulant"), YES, "{text}");
        assert_ne!(fact(text, "bleeding.danger_signs"), YES, "{text}");
        assert!(asks(text, CONTRAINDICATED), "{text}");
    }
    for text in [
        "Popliteal DVT. Upper GI bleed yesterday.",
        "Popliteal DVT. Melaena for 2 weeks.",
        "Popliteal DVT, melaena started 2 weeks ago and continues.",
        "Popliteal DVT. Melaena 3 weeks ago and again this morning.",
        "Popliteal DVT. GI bleed 3 weeks ago. Still passing black tarry stools.",
        "Popliteal DVT. Upper GI bleed since 9 days, Hb falling.",
        "Popliteal DVT. GI bleed 9 days ago, still passing blood and clots.",
    ] {
        assert_eq!(fact(text, BLEEDING), YES, "{text}");
    }
    // The day of a bleeding is none of the thrombosis.
    let text = "Popliteal DVT, GI bleed in 2021.";
    assert_eq!(days(text, "diagnosis"), [None]);
}

#[test]
fn two_tests_have_two_days() {
    for text in [
        "Left calf swollen, two scans eleven days apart, the second yesterday, both negative.",
        "Two scans, first on 4 March and second on 15 March, both negative.",
    ] {
        let expected = [Some(date(2026, 3, 4)), Some(date(2026, 3, 15))];
        assert_eq!(days(text, "ultrasound"), expected, "{text}");
    }
}

#[test]
fn a_day_is_lent_to_nothing_else() {
    // Of two readings of a date only one has passed.
    let text = "Scan 8/3/26 negative, still painful.";
    assert_eq!(days(text, "ultrasound"), [Some(date(2026, 3, 8))]);
    assert!(events(text, "symptom_onset").is_empty());
    let text = "Scan this am: popliteal DVT left.";
    assert_eq!(days(text, "ultrasound"), [Some(date(2026, 3, 16))]);
    let text = "Left calf swollen, scan on day 3 of symptoms negative, now day 9.";
    assert_eq!(days(text, "ultrasound"), [None]);
    let text = "Calf pain started Wednesday, D-dimer Thursday positive.";
    assert_eq!(days(text, "symptom_onset"), [Some(date(2026, 3, 11))]);
    assert_eq!(days(text, "d_dimer"), [Some(date(2026, 3, 12))]);
}

#[test]
fn a_repeated_test_with_its_result_is_told() {
    let text = "D-dimer negative. Repeat D-dimer positive.";
    assert_eq!(events(text, "d_dimer").len(), 2);
    assert!(events("Repeat D-dimer in 1 week.", "d_dimer").is_empty());
    assert!(events("Should I repeat the D-dimer?", "d_dimer").is_empty());
}

#[test]
fn the_leg_that_is_denied_is_not_the_one_that_is_meant() {
    for text in [
        "Left leg swollen for 3 days. It is the right calf, not the left.",
        "Left leg swollen for 3 days. Error in my note, right calf not left.",
        "Left leg swollen for 3 days. It's his right leg, I typed left by mistake.",
    ] {
        let side = read_text(text).side.map(|(side, _)| side);
        assert_eq!(side, Some(Side::Right), "{text}");
    }
}
