//! Figures and dates that say less, or more, than a single number.

use jiff::civil::Date;
use venule_engine::side::Side;
use venule_logic::Value;
use venule_text::candidate::{Doubt, EventCandidate, Standing};

use crate::reading::{DATA, TODAY, YES, attribute, events, fact, read_text, word};

const SCORE: &str = "wells.score";

fn is_disputed(text: &str, name: &str) -> bool {
    let mut facts = read_text(text).facts.into_iter();
    facts.any(|it| {
        let named = &*DATA.0.facts[it.fact.0 as usize].name == name;
        named && it.standing == Standing::ToConfirm(Doubt::Disagreement)
    })
}

fn day(event: &EventCandidate) -> Option<Date> {
    event
        .when
        .filter(|it| it.earliest == it.latest)
        .map(|it| it.latest)
}

#[test]
fn two_figures_by_two_people_are_asked() {
    for text in [
        "Wells 1 by the nurse but I get 3.",
        "Wells 0 per triage, 2 by me.",
        "Triage made the Wells 1, mine is 3.",
    ] {
        assert_eq!(fact(text, SCORE), None, "{text}");
        assert!(is_disputed(text, SCORE), "{text}");
    }
    let text = "Wells 3 (I gave 1 for swelling).";
    assert_eq!(fact(text, SCORE), Some(Value::Integer(3)));
}

#[test]
fn a_value_without_its_unit_is_open_and_its_test_stands() {
    let tests = events("Right calf swollen. D-dimer 1300.", "d_dimer");
    assert_eq!(tests.len(), 1);
    assert!(tests[0].attributes.is_empty());
    assert!(tests[0].open.iter().any(|name| &**name == "value"));
    // The range that is printed with it has the same unit.
    let text = "D-dimer 480 (ref 0-250).";
    assert_eq!(attribute(text, "d_dimer", "result"), word("positive"));
    assert_eq!(attribute(text, "d_dimer", "value"), None);
    assert_eq!(
        attribute("D-dimer 180 (ref 0-250).", "d_dimer", "result"),
        None
    );
    assert!(attribute("D-dimer 1300 ng/mL FEU.", "d_dimer", "value").is_some());
    assert!(
        events("D-dimer 2 weeks ago positive.", "d_dimer")[0]
            .open
            .is_empty()
    );
}

#[test]
fn two_scans_that_show_the_same_are_two_events() {
    for text in [
        "Right calf swollen, two scans, eleven days apart, both negative.",
        "Two complete duplex scans, both negative.",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 2, "{text}");
        let negative = |it: &EventCandidate| {
            it.attributes.iter().any(|(name, value)| {
                &**name == "result" && Some(value) == word("negative").as_ref()
            })
        };
        assert!(scans.iter().all(negative), "{text}");
    }
    assert_eq!(events("Duplex 2 days ago negative.", "ultrasound").len(), 1);
}

#[test]
fn what_is_found_on_the_day_of_the_note_is_of_that_day() {
    for text in [
        "S: right calf pain\nO: duplex: popliteal DVT right.",
        "S: right calf pain for 3 days.\nO: BP 120/80. Duplex shows no DVT.",
        "Right calf pain.\nExam today: duplex negative.",
        "Right calf pain. Duplex just now: negative.",
        "Right calf pain. Duplex just back: negative.",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert_eq!(day(&scans[0]), Some(TODAY), "{text}");
    }
    for text in [
        "S: right calf pain\nO: last duplex negative.",
        "Right calf pain. Duplex shows no DVT.",
        "Right calf pain. Duplex negative, just back from Spain.",
        "S: duplex negative\nO: calf soft.",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert_eq!(day(&scans[0]), None, "{text}");
    }
    let text = "S: right calf pain\nO: duplex 2 weeks ago negative.";
    assert_ne!(day(&events(text, "ultrasound")[0]), Some(TODAY));
}

#[test]
fn a_full_day_is_no_date() {
    let text = "Right calf swollen. Cannot work a full day.";
    assert!(events(text, "symptom_onset").is_empty());
    assert_eq!(
        events("Right calf swollen for two days.", "symptom_onset").len(),
        1
    );
}

#[test]
fn the_length_of_a_superficial_clot_is_not_that_of_a_calf_clot() {
    let length = "calf_dvt.length";
    for text in [
        "Right peroneal DVT and thrombus in the great saphenous vein, 7 cm long.",
        "Right soleal DVT. GSV thrombus 8 cm long.",
    ] {
        assert_eq!(fact(text, length), None, "{text}");
    }
    assert!(fact("Right peroneal vein DVT, 7 cm long.", length).is_some());
}

#[test]
fn a_report_of_one_leg_and_symptoms_of_the_other_are_kept_apart() {
    for text in [
        "DVT LEFT on the report, symptoms RIGHT",
        "Report says left DVT, symptoms on the right.",
    ] {
        assert_eq!(
            read_text(text).side.map(|it| it.0),
            Some(Side::Right),
            "{text}"
        );
        let shown = events(text, "diagnosis");
        assert_eq!(shown.len(), 1, "{text}");
        assert_eq!(shown[0].side, Some(Side::Left), "{text}");
    }
    assert_eq!(
        fact(
            "Report says left DVT, the right leg is swollen.",
            "symptoms.swelling"
        ),
        YES
    );
}

#[test]
fn an_age_is_told_of_a_person_in_many_ways() {
    for (text, age) in [
        ("Mrs Harding, 71, has an ache in the calf.", 71),
        ("Mrs. O'Brien (77) c/o left calf pain.", 77),
        ("Mr van der Berg, 70, R calf swollen.", 70),
        ("Mrs K, 74: left calf sore.", 74),
        ("My husband John is 66 and his calf is swollen.", 66),
        ("My mother Anna (82) has a swollen leg.", 82),
        ("Dad is 81. His leg is swollen.", 81),
        ("hiya. im 27 never ill. my leg hurts", 27),
        ("Recruit, 19, male. Both calves cramp.", 19),
        ("(A) 60M, cramps in both calves.", 60),
        (
            "Hello, it's about my mum, she is 82, her left leg is swollen.",
            82,
        ),
    ] {
        assert_eq!(
            fact(text, "patient.age_years"),
            Some(Value::Integer(age)),
            "{text}"
        );
    }
    for text in [
        "I am 27 weeks pregnant.",
        "I am 45 miles away. Calf pain.",
        "The nurse is 45 minutes late. Calf pain.",
        "Mr Ali's INR, 20 days ago, was 3.",
        "Dad is 81. I have calf pain.",
        "My mother is 90 kg. Her leg is swollen.",
    ] {
        assert_eq!(fact(text, "patient.age_years"), None, "{text}");
    }
}

#[test]
fn a_calf_that_is_measured_larger_is_not_part_of_the_rest() {
    let girth = "wells.calf_swelling_3cm";
    for text in [
        "66M, L calf +4 cm, 2 days. Rest of Wells nil.",
        "Left calf 4 cm larger. No other points.",
        "Calf girth up 5 cm. All other Wells items negative.",
    ] {
        assert_eq!(fact(text, girth), None, "{text}");
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
        assert_eq!(
            fact(text, "comorbidity.active_cancer"),
            Some(Value::Boolean(false)),
            "{text}"
        );
    }
    let text = "Left calf painful. All Wells items negative.";
    assert_eq!(fact(text, girth), Some(Value::Boolean(false)));
}
