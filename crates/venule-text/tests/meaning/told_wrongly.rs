//! What words beside a finding, a test or an operation are easily taken for: the side of a girth, the day of another test,
//! the date of an operation that never was.

use venule_engine::side::Side;
use venule_text::candidate::{EventCandidate, Standing};

use super::reading::{DATA, NO, TODAY, YES, attribute, events, fact, read_text, word};

fn ago(event: &EventCandidate) -> Option<i32> {
    let days = event.when.filter(|it| it.earliest == it.latest)?;
    Some(TODAY.since(days.latest).unwrap().get_days())
}

/// The sides that a fact is accepted of.
fn sides(text: &str, name: &str) -> Vec<Option<Side>> {
    let facts = read_text(text).facts.into_iter();
    let told = facts.filter(|it| {
        let named = &*DATA.0.facts[it.fact.0 as usize].name == name;
        named && it.standing == Standing::Accepted
    });
    told.map(|it| it.side).collect()
}

/// Days of the scans, latest first, with their results.
fn scans(text: &str) -> Vec<(Option<i32>, bool)> {
    let mut found: Vec<_> = events(text, "ultrasound")
        .iter()
        .map(|it| {
            let mut all = it.attributes.iter();
            let negative = all.any(|(name, value)| {
                &**name == "result" && Some(value.clone()) == word("negative")
            });
            (ago(it), negative)
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn the_sides_of_two_girths_are_no_side_of_what_follows() {
    for text in [
        "L 36 cm, R 35 cm, tender",
        "Calves: L 36 cm, R 35 cm, tender",
        "Left calf 38 cm, right 35 cm, tender",
        "Calf circumference L 39 R 35, tender",
        "Calf 37 left, 36 right, tender.",
        "calf 37 (L) 35 (R), tender",
    ] {
        assert_eq!(sides(text, "symptoms.tenderness"), [None], "{text}");
    }
    for (text, side) in [
        ("L calf normal, R calf 40 cm, tender", Side::Right),
        ("L 36 cm, R 35 cm, R tender", Side::Right),
        ("Tender L calf, L 40 cm v R 36 cm", Side::Left),
        ("R calf 2 cm > L, tender", Side::Right),
        ("L calf 3 cm larger than R, tender", Side::Left),
    ] {
        assert_eq!(sides(text, "symptoms.tenderness"), [Some(side)], "{text}");
    }
}

#[test]
fn an_operation_that_was_called_off_has_not_been() {
    const ITEM: &str = "wells.bedridden_or_surgery";
    for text in [
        "hip replacement 10 Feb cancelled",
        "TKR 2 March was postponed",
        "Her hip op on 10 Feb was called off",
        "hernia repair planned for 2 March did not go ahead",
        "THR scheduled 1 March, deferred due to covid",
        "operation cancelled last week",
        "surgery was cancelled 2 weeks ago",
        "They cancelled my hip operation on 10 March",
        "was supposed to have a hernia repair on 1 March",
        "Listed for THR 10 Mar - declined by patient",
    ] {
        assert_eq!(fact(text, ITEM), None, "{text}");
    }
    for text in [
        "hip replacement 2 March, follow up cancelled",
        "TKR 2 March went ahead after being postponed twice",
        "Laparotomy 2 March, physio cancelled",
        "Physio cancelled, knee replacement 3 weeks ago",
    ] {
        assert_eq!(fact(text, ITEM), YES, "{text}");
    }
}

#[test]
fn a_scan_that_was_missed_or_called_off_is_none() {
    for text in [
        "scan cancelled yesterday",
        "missed her scan appointment 2 days ago",
        "DNA scan 3 days ago",
        "Scan 4 days ago: not done, machine broken",
        "Compression US femoral to ankle requested",
        "She came to us today with normal legs",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
    }
}

#[test]
fn the_day_of_another_test_is_its_own() {
    for text in [
        "CXR normal yesterday, D-dimer 1800 ng/mL FEU",
        "ECG normal yesterday, D-dimer positive",
        "D-dimer positive, CXR clear yesterday",
        "x-ray 3 days ago clear, d-dimer raised",
    ] {
        let found = events(text, "d_dimer");
        assert!(
            found.iter().all(|it| it.when.is_none()),
            "{text}: {found:?}"
        );
    }
    let found = events("D-dimer positive yesterday, CXR clear", "d_dimer");
    assert_eq!(ago(&found[0]), Some(1));
}

#[test]
fn two_tests_in_one_breath_share_their_day_and_result() {
    for text in [
        "Scan and D-dimer 3 days ago both negative",
        "D-dimer and scan 3 days ago, both normal",
    ] {
        for kind in ["ultrasound", "d_dimer"] {
            let found = events(text, kind);
            assert_eq!(ago(&found[0]), Some(3), "{text}: {kind}");
            assert_eq!(
                attribute(text, kind, "result"),
                word("negative"),
                "{text}: {kind}"
            );
        }
    }
}

#[test]
fn scans_are_told_by_their_turn() {
    for text in [
        "Two scans so far. First one 6 days ago was neg, second yesterday also neg",
        "Had two ultrasounds. The first was 6 days ago and clear. The second was yesterday, clear too.",
    ] {
        assert_eq!(scans(text), [(Some(1), true), (Some(6), true)], "{text}");
    }
    let text = "Two falls this week. First one 6 days ago, second yesterday.";
    assert!(scans(text).is_empty());
}

#[test]
fn two_days_that_can_be_read_in_two_ways_are_two_scans() {
    for text in [
        "scans 3/4 and 3/11 both negative",
        "US 3/4 negative and 3/11 negative",
    ] {
        assert_eq!(scans(text), [(None, true), (None, true)], "{text}");
    }
}

#[test]
fn what_is_still_there_today_is_not_new_since_a_scan() {
    const NEW: &str = "symptoms.new_unilateral_swelling";
    for text in [
        "Scan yesterday negative, left leg still swollen today",
        "duplex 2 days ago clear, left calf remains swollen today",
    ] {
        assert_eq!(fact(text, NEW), None, "{text}");
        assert_eq!(fact(text, "symptoms.persistent"), YES, "{text}");
    }
    let text = "Duplex 6 days ago clear. Left calf swollen since yesterday.";
    assert_eq!(fact(text, NEW), YES);
}

#[test]
fn a_value_without_unit_is_held_against_the_limit_behind_it() {
    let result = |text: &str| attribute(text, "d_dimer", "result");
    for text in [
        "D-dimer 620 (normal <500)",
        "D-dimer 620 (<500)",
        "D-dimer 620 (0-500)",
        "D-dimer 4x ULN",
    ] {
        assert_eq!(result(text), word("positive"), "{text}");
    }
    for text in ["D-dimer 0.3 (cut-off 0.5)", "d-dimer 320, cutoff 500"] {
        assert_eq!(result(text), word("negative"), "{text}");
    }
    for text in [
        "D-dimer 0.9 (cut-off 500)",
        "D-dimer 500 (cutoff 500)",
        "D-dimer 650 (age adjusted cut-off 720)",
        "D-dimer 300",
        "D-dimer 0.27",
    ] {
        assert_eq!(result(text), None, "{text}");
    }
    // High, not hours.
    assert!(events("D-dimer 1200 H", "d_dimer")[0].when.is_none());
}

#[test]
fn what_is_said_of_a_test_says_nothing_of_the_disease() {
    for text in [
        "My old note says do not repeat DVT imaging",
        "Do not repeat DVT scan",
        "never had DVT imaging",
        "no repeat DVT scan needed",
        "don't scan again for clot",
    ] {
        for name in ["wells.previous_dvt", "dvt.suspected"] {
            assert_eq!(fact(text, name), None, "{text}: {name}");
        }
    }
    assert_eq!(fact("never had a DVT", "wells.previous_dvt"), NO);
}

#[test]
fn a_cancer_of_years_ago_may_be_back() {
    const CANCER: &str = "comorbidity.active_cancer";
    for text in [
        "breast cancer 2015, now recurred",
        "colon ca 2019, now liver mets",
        "cancer taken out in 2017, came back last year",
        "cancer taken out 2 months ago",
        "finished chemo 3 months ago",
    ] {
        assert_eq!(fact(text, CANCER), YES, "{text}");
    }
    for text in [
        "cancer taken out in 2017",
        "breast cancer 2015, no recurrence",
        "breast cancer 2015, has never come back",
        "breast cancer 2012, worried it has come back",
    ] {
        assert_ne!(fact(text, CANCER), YES, "{text}");
    }
}

#[test]
fn who_does_not_bleed_under_a_drug_takes_it() {
    const TREATED: &str = "treatment.anticoagulation";
    for text in [
        "No bleeding on apixaban, L femoral DVT",
        "L femoral DVT, no bleeding on apixaban",
        "No problems with rivaroxaban, calf DVT",
    ] {
        assert_eq!(fact(text, TREATED), word("active"), "{text}");
    }
    for text in [
        "no bleeding, not on apixaban, femoral DVT",
        "no bleeding off apixaban, femoral DVT",
        "on apixaban for AF, no bleeding on apixaban, leg swollen",
    ] {
        assert_ne!(fact(text, TREATED), word("active"), "{text}");
    }
    let text = "They found a clot in my calf. No tablets for now, they scan me again in 2 weeks";
    assert_eq!(fact(text, TREATED), word("deferred"));
    let text = "swollen leg, no treatment so far, another scan in a week";
    assert_ne!(fact(text, TREATED), word("deferred"));
}

#[test]
fn a_report_without_limitations_says_nothing_of_what_somebody_can_do() {
    const ITEM: &str = "symptoms.functional_limitation";
    for text in [
        "No limitations",
        "Study quality: no limitations",
        "No limitations. CFV, FV, pop patent",
    ] {
        assert_eq!(fact(text, ITEM), None, "{text}");
    }
    assert_eq!(fact("Left leg sore, no limitations", ITEM), word("none"));
}

/// What is denied is not there for what is told beside it.
#[test]
fn a_denied_word_completes_no_meaning() {
    const TREATED: &str = "treatment.anticoagulation";
    for text in [
        "No DVT. On apixaban.",
        "No DVT on scan, on apixaban",
        "DVT ruled out, on rivaroxaban",
        "No clot. No tablets for now, scan me again in 2 weeks",
        "calf DVT excluded, no treatment, rescan in a week",
    ] {
        assert_eq!(fact(text, TREATED), None, "{text}");
    }
    for text in [
        "not on apixaban, haematemesis today",
        "No anticoagulants. Vomiting blood.",
    ] {
        assert_ne!(fact(text, "bleeding.on_anticoagulant"), YES, "{text}");
    }
    let text = "On apixaban. Vomiting blood.";
    assert_eq!(fact(text, "bleeding.on_anticoagulant"), YES);
}

#[test]
fn the_smaller_girth_lends_its_side_to_nothing() {
    let text = "L leg swollen. Calf 41 v 37 cm R, tender.";
    assert_eq!(sides(text, "calf.circumference_difference"), [None]);
    assert_eq!(sides(text, "symptoms.tenderness"), [None]);
}

#[test]
fn a_vein_that_is_called_clear_is_not_involved() {
    let text = "US: thrombus in PTV and peroneal, popliteal clear";
    assert_eq!(
        attribute(text, "ultrasound", "result"),
        word("isolated_distal_dvt")
    );
    let text = "Duplex: CFV and EIV occluded, acute";
    assert_eq!(
        attribute(text, "ultrasound", "result"),
        word("proximal_dvt")
    );
    let text = "Duplex: femoral vein occluded by compression";
    assert!(events(text, "ultrasound").is_empty());
}

#[test]
fn a_scan_need_not_be_called_ultrasound() {
    for text in [
        "compression US femoral to ankle normal",
        "US compression study clear",
        "US left leg clear",
        "Doppler R leg clear",
        "Compression study of the left leg: normal.",
        "compression study NAD",
        "US inguinal ligament to ankle negative",
        "US comp veins normal",
        "US veins L leg NAD",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
    for text in [
        "Tell us if normal",
        "compression stockings normal fit",
        "US abdomen normal",
        "arterial duplex normal",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
    }
}
