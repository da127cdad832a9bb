//! Weeks of a pregnancy, and words that name legs without comparing them.

use venule_text::candidate::{Doubt, Standing};

use crate::reading::{YES, attribute, events, fact, standing};

#[test]
fn weeks_of_pregnancy_date_no_symptom_and_are_no_age() {
    for text in [
        "I am pregnant 9 weeks and my calf hurts",
        "Pregnant for 20 weeks now, left calf swollen",
        "pregnant at 30 wks, swollen leg",
    ] {
        assert_eq!(fact(text, "pregnancy"), YES, "{text}");
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
    }
    let text = "pregnant, 3 weeks of left calf pain";
    assert_eq!(events(text, "symptom_onset").len(), 1);
    let text = "my daughter is 9/40, swollen left calf";
    assert_eq!(fact(text, "pregnancy"), YES);
    assert_eq!(fact(text, "patient.age_years"), None);
    let text = "my daughter is 9, swollen left calf";
    assert!(fact(text, "patient.age_years").is_some());
}

#[test]
fn one_pregnancy_more_than_births_is_asked() {
    let asked = Some(Standing::ToConfirm(Doubt::Possible));
    assert_eq!(standing("G2P1 swollen left leg", "pregnancy"), asked);
    assert_eq!(fact("G2P1 28/40 swollen leg", "pregnancy"), YES);
    assert_eq!(standing("G3P3 swollen left leg", "pregnancy"), None);
}

#[test]
fn a_scan_of_groin_and_knee_is_a_limited_one() {
    for text in ["US fem-pop neg", "US femoropopliteal neg today"] {
        let said = |name| attribute(text, "ultrasound", name).map(|it| it.to_string());
        assert!(said("result").unwrap().contains("negative"), "{text}");
        assert!(said("protocol").unwrap().contains("limited"), "{text}");
    }
}

#[test]
fn both_calves_at_night_are_not_called_equal() {
    let text = "Cramps in both calves at night";
    assert_eq!(fact(text, "symptoms.swelling"), None);
    assert!(fact("both calves 38 cm", "symptoms.swelling") != YES);
}

#[test]
fn a_question_for_another_scan_orders_none() {
    let text = "Cramps both legs. Does she need another doppler?";
    assert_eq!(standing(text, "order.modality"), None);
    let text = "Please word the referral for: 61M with active cancer, calf swollen";
    assert_eq!(fact(text, "comorbidity.active_cancer"), YES);
}
