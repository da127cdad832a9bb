//! What headings make of what stands below them, and what counts in spite of them.

use venule_engine::side::Side;
use venule_text::candidate::{Doubt, Standing};

use crate::reading::{NO, TODAY, YES, attribute, events, fact, read_text, standing, word};

const OPEN: Option<Standing> = Some(Standing::ToConfirm(Doubt::Possible));

#[test]
fn what_is_so_counts_below_a_plan() {
    let text = "P: USS booked Wednesday. eGFR 22. No bleeding. Started apixaban this morning.";
    assert_eq!(fact(text, "kidney.impaired"), YES);
    assert_eq!(fact(text, "treatment.anticoagulation"), word("active"));
    let started = events(text, "anticoagulation_start");
    let days: Vec<_> = started
        .iter()
        .filter_map(|it| Some(it.when?.earliest))
        .collect();
    assert_eq!(days, [TODAY]);
    assert!(events(text, "ultrasound").is_empty());
    for (text, name) in [
        (
            "Plan: duplex tomorrow. Breathless since this morning.",
            "pe.dyspnea",
        ),
        (
            "Plan: foot now cold and blue, vascular called.",
            "limb.cold",
        ),
        (
            "Next: scan tomorrow, she is 14 weeks pregnant.",
            "pregnancy",
        ),
        (
            "Plan - USS within 24h. She had a hip replacement 2 weeks ago.",
            "wells.bedridden_or_surgery",
        ),
        (
            "Recommendation: duplex. Has metastatic breast cancer.",
            "comorbidity.active_cancer",
        ),
        ("Request: duplex, still swollen.", "symptoms.swelling"),
    ] {
        assert_eq!(fact(text, name), YES, "{text}");
    }
    let text = "Plan: no contraindications to anticoagulation, scan tomorrow";
    assert_eq!(fact(text, "contraindication.anticoagulation_absolute"), NO);
    let text = "Outcome: scan today negative. Discharged.";
    assert_eq!(attribute(text, "ultrasound", "result"), word("negative"));
    let text = "P: fluclox, mark edge, D-dimer neg, review";
    assert_eq!(attribute(text, "d_dimer", "result"), word("negative"));
}

#[test]
fn what_is_planned_stays_planned() {
    for text in [
        "P: start apixaban, duplex tomorrow, D-dimer.",
        "Plan: apixaban 10 mg bd for 7 days then 5 mg bd, repeat USS 1 week.",
        "Plan: to be started on rivaroxaban once scan is back. Will rescan in 1 week.",
        "Plan: commence DOAC once bloods back, CT venogram.",
        "To do: chase D-dimer, book duplex, ?filter.",
    ] {
        for kind in [
            "anticoagulation_start",
            "ultrasound",
            "d_dimer",
            "diagnosis",
        ] {
            assert!(events(text, kind).is_empty(), "{text}: {kind}");
        }
        assert_eq!(fact(text, "treatment.anticoagulation"), None, "{text}");
        assert_eq!(
            fact(text, "treatment.therapeutic_anticoagulation"),
            None,
            "{text}"
        );
    }
    for (text, name) in [
        ("Plan: monitor for bleeding.", "bleeding.active_major"),
        ("Plan: exclude pregnancy, duplex.", "pregnancy"),
        ("Plan: return if the foot goes blue.", "symptoms.skin_color"),
        (
            "Plan: DVT clinic tomorrow, cancer screen.",
            "comorbidity.active_cancer",
        ),
        (
            "Safety net: chest pain, breathlessness, blue foot.",
            "pe.dyspnea",
        ),
        ("Plan: aim Wells 0.", "wells.score"),
    ] {
        assert_eq!(fact(text, name), None, "{text}");
    }
    // Named and nothing else said of it: it is asked.
    assert_eq!(
        standing("Plan: duplex. Active cancer.", "comorbidity.active_cancer"),
        OPEN
    );
}

#[test]
fn a_past_history_holds_what_goes_on() {
    for (text, name) in [
        (
            "PMH: AF on apixaban, hypertension",
            "treatment.therapeutic_anticoagulation",
        ),
        ("PMH: 3 weeks postpartum", "postpartum_6_weeks"),
        ("PMH: currently pregnant, asthma", "pregnancy"),
        (
            "Surgical hx: L TKR 3 weeks ago.",
            "wells.bedridden_or_surgery",
        ),
        (
            "PMH: asthma, R leg in plaster since 10 days",
            "wells.paralysis_or_immobilized_leg",
        ),
        ("PMH: prostate ca on hormones", "comorbidity.active_cancer"),
    ] {
        assert_eq!(fact(text, name), YES, "{text}");
    }
    let cancer = "comorbidity.active_cancer";
    assert_eq!(standing("PMH: lung cancer, COPD", cancer), OPEN);
    let contraindicated = "contraindication.anticoagulation_absolute";
    assert_eq!(standing("PMH: haemophilia A", contraindicated), OPEN);
    assert_ne!(fact("PMH: breast cancer 2009", cancer), YES);
    assert_eq!(
        fact(
            "PMH: DVT 2015, warfarin for 6 months",
            "treatment.therapeutic_anticoagulation"
        ),
        None
    );
    assert_eq!(fact("PMH: swollen leg, asthma", "symptoms.swelling"), None);
}

#[test]
fn a_letter_for_a_side_stands_behind_a_slash_or_a_number() {
    for text in [
        "49M/L leg swelling 3d/no PMH",
        "PC: 2/7 L calf swelling",
        "55F; 3/52 L leg swollen",
    ] {
        let side = read_text(text).side.map(|(side, _)| side);
        assert_eq!(side, Some(Side::Left), "{text}");
    }
    assert!(read_text("R/L leg swelling").side.is_none());
}

#[test]
fn a_day_higher_than_any_month_dates_by_itself() {
    let text = "duplex 13/3: no DVT";
    let scans = events(text, "ultrasound");
    assert_eq!(scans.len(), 1);
    let day = scans[0].when.map(|it| it.earliest);
    assert_eq!(day, Some(jiff::civil::date(2026, 3, 13)));
}
