//! Ages, weekdays and days of something else are no days of a test or a symptom; and what is said beside them.

use venule_logic::Value;
use venule_text::candidate::{Doubt, Standing};

use crate::reading::{NO, YES, attribute, events, fact, read_text, word};

const NUMB: &str = "limb.sensorimotor_deficit";

#[test]
fn years_by_themselves_are_an_age() {
    for text in [
        "D-dimer 1450 ng/mL, 49 years, Wells 1, left calf pain for 3 days.",
        "49 years, swollen left calf, d-dimer 800 ng/mL",
        "Left calf sore. D-dimer 1450 ng/mL. 49 yrs.",
    ] {
        let years = fact(text, "patient.age_years");
        assert_eq!(years, Some(Value::Integer(49)), "{text}");
        assert!(events(text, "d_dimer")[0].when.is_none(), "{text}");
    }
    // Behind a disease they may be how long it has lasted.
    let long = "Varicose veins, 30 years, left calf swollen.";
    assert_eq!(fact(long, "patient.age_years"), None);
    let flight = "45M long haul flight, left calf pain";
    assert_eq!(fact(flight, "patient.age_years"), Some(Value::Integer(45)));
    assert_eq!(fact("Walks 50m long corridors", "patient.age_years"), None);
}

#[test]
fn a_weekday_alone_does_not_say_that_a_scan_was_done() {
    for text in [
        "Right calf swollen, Wells 3. Formal duplex Friday.",
        "Ultrasound on Thursday. Left calf swollen.",
        "Swollen right calf. Duplex Thursday.",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
        let asked = Standing::ToConfirm(Doubt::Tense);
        let mut told = read_text(text).events.into_iter();
        assert!(told.any(|it| it.standing == asked), "{text}");
    }
    for text in [
        "Duplex Thursday was clear, still sore.",
        "Ultrasound on Thursday. It showed no DVT.",
        "Had an ultrasound on Thursday.",
    ] {
        assert_eq!(events(text, "ultrasound").len(), 1, "{text}");
    }
}

#[test]
fn a_short_week_is_a_week() {
    let text = "Scan neg last wk, calf still sore";
    assert!(events(text, "ultrasound")[0].when.is_some());
}

#[test]
fn what_was_begun_does_not_date_the_leg() {
    for text in [
        "Started the pill 2 months ago, her leg aches.",
        "She started the pill 2 months ago and her left leg is swollen.",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
    }
    for text in [
        "Leg ache, started 3 days ago.",
        "3 days ago, her leg began to ache.",
        "Had a fall 3 days ago, calf sore since.",
    ] {
        assert_eq!(events(text, "symptom_onset").len(), 1, "{text}");
    }
}

#[test]
fn days_of_a_drug_do_not_say_that_it_was_taken_before() {
    let since = "treatment.since_before";
    let text = "New left popliteal DVT, 6 days into edoxaban, more swollen.";
    assert_eq!(fact(text, since), None);
    let weeks = "Duplex today: new femoral thrombus, 3 weeks into apixaban";
    assert_eq!(fact(weeks, since), YES);
}

#[test]
fn pulses_at_the_foot_are_no_scan_of_veins() {
    for text in [
        "Ankle swollen. PT neg, DP neg on doppler.",
        "DP/PT neg on handheld doppler, foot cold",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
        assert_eq!(fact(text, "limb.pulses_absent"), YES, "{text}");
    }
    let there = "Left calf pain. Doppler: DP positive, PT positive.";
    assert!(events(there, "ultrasound").is_empty());
    assert_eq!(fact(there, "limb.pulses_absent"), NO);
    let patient = "PT neg for DVT on ultrasound 3 days ago";
    assert_eq!(attribute(patient, "ultrasound", "result"), word("negative"));
    assert_eq!(fact(patient, "limb.pulses_absent"), None);
}

#[test]
fn no_thrombus_above_the_knee_says_nothing_of_the_calf() {
    let text = "Swollen left leg. Duplex: no thrombus above the knee.";
    let protocol = attribute(text, "ultrasound", "protocol");
    assert_eq!(protocol, word("limited_proximal"));
    let both = "Duplex: no thrombus above or below the knee.";
    assert_eq!(attribute(both, "ultrasound", "protocol"), None);
}

#[test]
fn more_of_it_in_one_word_is_worse() {
    let text = "Scan last Tuesday clear. Leg is puffier and sorer since.";
    assert_eq!(fact(text, "symptoms.course"), word("worsening"));
    assert_eq!(fact(text, "symptoms.new_unilateral_swelling"), YES);
    let not = "Neg scan on Monday. Calf no sorer, not puffier.";
    assert_eq!(fact(not, "symptoms.course"), None);
}

#[test]
fn feet_that_have_long_been_numb_threaten_no_limb() {
    for text in [
        "DM2, numb feet, calf cramps nightly",
        "Chronic diabetic neuropathy, numb feet. Left calf swollen 3 days.",
        "T2DM x20y, feet numb x years, right calf swelling",
        "Known neuropathy, numb to the ankles. Left calf pain.",
    ] {
        assert_eq!(fact(text, NUMB), None, "{text}");
    }
    for text in [
        "Left foot suddenly numb and cold in a diabetic",
        "Diabetic neuropathy. Right foot newly numb since this morning.",
        "Known neuropathy, both feet now cold and numb since an hour",
        "Both feet numb since this morning, left leg swollen",
        "Diabetic, numb left foot, cold, pulses not felt",
    ] {
        assert_eq!(fact(text, NUMB), YES, "{text}");
    }
}
