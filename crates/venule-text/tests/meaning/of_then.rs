//! Values of another time: they are asked about.

use venule_text::candidate::{Doubt, Standing};

use crate::reading::{fact, standing};

const PAST: Option<Standing> = Some(Standing::ToConfirm(Doubt::Past));

#[test]
fn a_value_of_a_day_long_ago_is_asked() {
    for (text, name) in [
        ("ABI (2021) 0.45", "abi.value"),
        ("In 2021, ABI was 0.45", "abi.value"),
        ("eGFR 28 in 2019", "kidney.severe"),
        ("2019: eGFR 28, now 60", "kidney.severe"),
        ("Creatinine clearance 25 three years ago", "kidney.severe"),
        ("Wells 4 in 2021", "wells.score"),
        ("BP 80/50 last year", "vital.systolic_bp"),
        ("BP 80/50 two weeks ago when septic", "vital.systolic_bp"),
        ("SBP 82 in March 2024", "vital.systolic_bp"),
        ("SpO2 84% during covid in 2021", "vital.oxygen_saturation"),
        ("HR 130 in 2022, today well", "vital.heart_rate"),
    ] {
        assert_eq!(standing(text, name), PAST, "{text}");
    }
}

#[test]
fn a_value_beside_an_old_event_is_of_now() {
    for (text, name) in [
        ("ABI 0.5, bypass 2022", "abi.value"),
        ("ABI 0.5 last week", "abi.value"),
        ("Wells 4, DVT in 2021", "wells.score"),
        ("Wells 4 (previous DVT 2019)", "wells.score"),
        ("eGFR 28, transplant in 2019", "kidney.severe"),
        ("eGFR 28 yesterday", "kidney.severe"),
        ("eGFR 28 since 2019", "kidney.severe"),
        ("BP 80/50, stroke 2015", "vital.systolic_bp"),
        ("BP 80/50 this morning", "vital.systolic_bp"),
        ("CKD since 2015, eGFR 25 now", "kidney.severe"),
    ] {
        assert!(fact(text, name).is_some(), "{text}");
    }
}
