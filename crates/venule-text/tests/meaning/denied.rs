//! How far a denial goes, what a bare denial denies, and words and numbers that only look like something else.

use venule_engine::side::Side;
use venule_text::candidate::Standing;

use crate::reading::{NO, YES, attribute, events, fact, read_text, standing, word};

const SWELLING: &str = "symptoms.swelling";
const PAIN: &str = "symptoms.pain";

#[test]
fn a_bare_denial_behind_a_change_denies_the_change() {
    for text in [
        "Pain better, swelling not",
        "The pain has improved but the swelling hasn't",
        "Pain is better now, not the swelling",
        "Pain eased since Monday, swelling not at all",
        "Pain has gone, swelling hasn't.",
        "pain worse, swelling not",
    ] {
        assert_eq!(fact(text, SWELLING), YES, "{text}");
    }
    assert_eq!(
        fact("Pain better, swelling not", "symptoms.persistent"),
        YES
    );
    for text in [
        "pain yes, swelling no",
        "Tenderness present, swelling not",
        "pain better, not swollen",
        "Pain has improved, no swelling",
    ] {
        assert_eq!(fact(text, SWELLING), NO, "{text}");
    }
    let spread = "The swelling is unchanged, it has not extended above the knee.";
    assert_eq!(fact(spread, SWELLING), YES);
}

#[test]
fn a_denied_list_ends_behind_its_or() {
    for text in [
        "no rest pain or ulcers, calf pain on walking 100 m",
        "No chest pain, left calf pain for 3 days",
        "No cancer or surgery, left calf pain",
        "no ulcers, calf pain on walking",
        "nil trauma or flights, sudden calf pain whilst running",
    ] {
        assert_eq!(fact(text, PAIN), YES, "{text}");
    }
    assert_eq!(fact("No redness or warmth, some swelling", SWELLING), YES);
    let asked = standing("no fever, calf pain", PAIN);
    assert!(matches!(asked, Some(Standing::ToConfirm(_))), "{asked:?}");
    for text in [
        "no swelling or redness, pain or tenderness",
        "no swelling, calf pain, or redness",
        "no calf pain, swelling or redness",
    ] {
        assert_eq!(fact(text, PAIN), NO, "{text}");
    }
}

#[test]
fn what_is_cold_is_not_denied_with_the_pulses() {
    for text in [
        "Numb left foot, cold, pulses not felt",
        "R foot pale, cold, pulses not palpable",
    ] {
        assert_eq!(fact(text, "limb.cold"), YES, "{text}");
        assert_eq!(fact(text, "limb.pulses_absent"), YES, "{text}");
    }
    assert_eq!(fact("not cold, pulses felt", "limb.cold"), NO);
}

#[test]
fn left_and_right_are_no_side_in_other_words() {
    let none = |text: &str| {
        let reading = read_text(text);
        assert!(reading.side.is_none(), "{text}: {:?}", reading.side);
        assert!(reading.facts.iter().all(|it| it.side.is_none()), "{text}");
    };
    for text in [
        "Calf swollen and painful, so d-dimer, is that right?",
        "pain right behind the knee, calf swollen",
        "the calf doesn't look right, swollen",
        "has 2 tablets left, calf swollen",
        "right heart strain, swollen calf",
        "right upper quadrant pain and calf swelling",
        "left ventricular failure, calf swollen",
        "The DVT left him with a heavy leg",
    ] {
        none(text);
    }
    let side = |text: &str| {
        let mut facts = read_text(text).facts.into_iter();
        facts.find_map(|it| it.side)
    };
    for text in [
        "pain on the right behind the knee",
        "swollen on the right since Monday",
        "Right hemiparesis after a stroke.",
    ] {
        assert_eq!(side(text), Some(Side::Right), "{text}");
    }
    assert_eq!(side("2 days left calf pain"), Some(Side::Left));
}

#[test]
fn a_sum_of_points_is_not_of_the_leg_that_was_scanned() {
    let text = "Their scan of the left leg was negative yesterday, Wells 2";
    let found = read_text(text).facts;
    assert!(found.iter().all(|it| it.side.is_none()), "{found:?}");
}

#[test]
fn a_pressure_needs_no_name_beside_a_pulse() {
    let pressure = "vital.systolic_bp";
    assert!(fact("84/50 pulse 118", pressure).is_some());
    assert!(fact("HR 110, 96/60", pressure).is_some());
    for text in [
        "insulin 70/30, pulse 80",
        "calf 40/36 cm, pulse 90",
        "Wells 2/9, pulse 80",
        "seen 12/10, pulse 80",
    ] {
        assert_eq!(fact(text, pressure), None, "{text}");
    }
}

#[test]
fn a_result_in_brackets_is_one() {
    let text = "cramps, electrolytes (normal), TSH (normal), CK (high)";
    assert_eq!(fact(text, "electrolytes.status"), word("normal"));
    assert_eq!(fact(text, "tsh.result"), word("normal"));
    assert_eq!(fact(text, "ck.result"), word("high"));
}

#[test]
fn a_day_in_march_is_no_walk() {
    let found = events("Scan on March 13 was negative", "ultrasound");
    assert!(found.iter().all(|it| it.when.is_some()), "{found:?}");
    assert_eq!(found.len(), 1);
}

#[test]
fn a_drug_in_question_is_not_taken() {
    let text = "60F left femoral DVT confirmed today. Apixaban?";
    for name in ["treatment.doac", "treatment.therapeutic_anticoagulation"] {
        assert_eq!(standing(text, name), None, "{name}");
    }
    let taken = standing("On apixaban?", "treatment.therapeutic_anticoagulation");
    assert!(matches!(taken, Some(Standing::ToConfirm(_))));
    assert!(attribute(text, "diagnosis", "vein").is_some());
}

#[test]
fn small_words_with_their_values() {
    assert_eq!(
        fact("49-year-old lady's left calf is swollen", "patient.sex"),
        word("female")
    );
    let pitting = "wells.pitting_edema_symptomatic_leg";
    assert_eq!(fact("L calf 4 cm bigger, pitting, no cancer", pitting), YES);
    assert_eq!(fact("pitting oedema, calves equal", pitting), None);
    let other = "wells.alternative_dx_as_likely";
    assert_eq!(fact("alternative diagnosis -2", other), YES);
    assert_eq!(fact("alt dx 0", other), NO);
    assert_eq!(fact("leg not only red but hot", "symptoms.warmth"), YES);
}
