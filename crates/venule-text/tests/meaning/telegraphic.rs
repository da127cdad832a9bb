//! Short questions of clinicians: lists of results, criteria of a mild thrombosis, time counted from treatment.

use jiff::civil::date;
use venule_logic::Value;

use crate::reading::{NO, YES, events, fact, word};

const LABS: [&str; 4] = [
    "tsh.result",
    "magnesium.serum_result",
    "vitamin_d.result",
    "ck.result",
];

#[test]
fn a_list_of_results_is_normal_where_the_text_says_so() {
    for text in [
        "Bloods all normal: TSH 2.1, Mg 0.85 mmol/L, vit D 80 nmol/L, CK 110.",
        "TSH 1.8, magnesium 0.9 mmol/L, vitamin D 75 nmol/L and CK 90, all in range.",
    ] {
        for lab in LABS {
            assert_eq!(fact(text, lab), word("normal"), "{text} {lab}");
        }
    }
    // No source gives limits: a bare number is no result.
    for text in [
        "All back: TSH 2.1, Mg 0.85 mmol/L, vit D 80 nmol/L, CK 110.",
        "Bloods not all normal: TSH 2.1, Mg 0.85, vit D 80, CK 110.",
        "Bloods normal, TSH, Mg, vit D, CK not sent.",
    ] {
        for lab in LABS {
            assert_eq!(fact(text, lab), None, "{text} {lab}");
        }
    }
    let drug = "medication.cramp_drug";
    assert_eq!(fact("No culprit drugs.", drug), NO);
    assert_eq!(fact("No culprit drugs.", "medication.reviewed"), YES);
}

#[test]
fn a_denied_phrase_goes_on_over_a_list_that_ends_with_or() {
    let text = "No cancer, op, bed rest, cast, prior DVT or collaterals; thigh normal.";
    for item in [
        "comorbidity.active_cancer",
        "wells.bedridden_or_surgery",
        "wells.previous_dvt",
    ] {
        assert_eq!(fact(text, item), NO, "{item}");
    }
    let told = "No PMH, left calf pain or swelling for 3 days.";
    assert_eq!(fact(told, "symptoms.pain"), YES);
}

#[test]
fn what_somebody_queries_is_not_shown() {
    let text = "Referrer queries isolated calf DVT, which scan?";
    assert!(events(text, "diagnosis").is_empty());
    assert_eq!(fact(text, "dvt.suspected"), YES);
}

#[test]
fn a_figure_of_another_substance_is_no_magnesium() {
    let text = "Creatinine 1.0 mg/dL, takes 400 mg of magnesium.";
    assert_eq!(fact(text, "magnesium.serum_mass"), None);
    assert_eq!(fact(text, "magnesium.serum_level"), None);
}

#[test]
fn the_criteria_of_a_mild_thrombosis_are_read_one_by_one() {
    let text = "45M, no PMH, 1/52 mild L leg swelling, fully ambulant, minimal discomfort, calf oedema, soft, no cyanosis, no pallor.";
    assert_eq!(fact(text, "symptoms.swelling"), YES);
    assert_eq!(fact(text, "symptoms.pain_severity"), word("mild"));
    assert_eq!(
        fact(text, "symptoms.functional_limitation"),
        word("minimal")
    );
    assert_eq!(fact(text, "symptoms.swelling_tense"), NO);
    assert_eq!(fact(text, "symptoms.skin_color"), word("normal"));
    let limited = "symptoms.functional_limitation";
    assert_eq!(fact("Left leg swollen, walks 5 km.", limited), word("none"));
    assert_eq!(fact("Left leg swollen, used to walk 5 km.", limited), None);
    assert_eq!(
        fact("Left leg swollen, cannot do a full shift.", limited),
        word("limiting")
    );
    let before = "severity.at_diagnosis";
    let text = "Day 2 on apixaban for mild L iliofemoral DVT. The leg is much tighter.";
    assert_eq!(fact(text, before), word("mild"));
    assert_eq!(fact(text, "symptoms.course"), word("worsening"));
    assert_eq!(fact(text, "symptoms.swelling_tense"), YES);
    assert_eq!(fact("L iliofemoral DVT.", before), None);
    let skin = "symptoms.skin_color";
    assert_eq!(fact("Left leg dusky, no pallor.", skin), word("cyanosis"));
}

#[test]
fn a_beginning_in_weeks_is_a_date_and_nothing_new_since_a_scan() {
    let text = "Left leg: the swelling began 20 days ago.";
    let onset = events(text, "symptom_onset");
    assert_eq!(onset.len(), 1);
    assert_eq!(fact(text, "symptoms.new_unilateral_swelling"), None);
    let started = events("Month 4 on apixaban, leg heavy.", "anticoagulation_start");
    let when = started[0].when.as_ref().map(|it| it.earliest);
    assert!(when.is_some_and(|it| it < date(2025, 12, 20)), "{when:?}");
}

#[test]
fn an_age_with_a_letter_stands_behind_a_stop_or_the_letter_of_a_part() {
    let age = "patient.age_years";
    for (text, years) in [
        ("S: 45M, no PMH, left leg swollen.", 45),
        ("The scan room is shut. 60M w/ calf pain.", 60),
    ] {
        assert_eq!(fact(text, age), Some(Value::Integer(years)), "{text}");
    }
    assert_eq!(fact("Left leg pain. Distance: 50m, then rest.", age), None);
}
