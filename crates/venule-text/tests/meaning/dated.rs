//! What is of a time long ago is no finding and no treatment of today.

use venule_logic::Value;
use venule_text::candidate::Standing;

use crate::reading::{DATA, YES, attribute, events, fact, read_text};

const EMBOLISM: &str = "pe.symptoms";
const ANTICOAGULATED: &str = "treatment.therapeutic_anticoagulation";
const EARLIER: &str = "wells.previous_dvt";

/// Whether a fact is there to be confirmed.
fn is_asked(text: &str, name: &str) -> bool {
    let mut facts = read_text(text).facts.into_iter();
    facts.any(|it| {
        let named = &*DATA.0.facts[it.fact.0 as usize].name == name;
        named && matches!(it.standing, Standing::ToConfirm(_))
    })
}

#[test]
fn a_scan_with_a_year_is_no_scan_of_today() {
    for text in [
        "Duplex 2018: popliteal DVT right. Right leg swollen again.",
        "Duplex (2018): right popliteal DVT.",
        "US leg 2018 popliteal DVT right",
    ] {
        assert_eq!(fact(text, EARLIER), YES, "{text}");
        let scan = events(text, "ultrasound");
        assert_eq!(scan.len(), 1, "{text}");
        assert_eq!(
            scan[0].when.map(|it| it.latest.year()),
            Some(2018),
            "{text}"
        );
        assert!(events(text, "diagnosis").is_empty(), "{text}");
    }
    assert_eq!(fact("Duplex 2018: DVT, treated, stopped.", EARLIER), YES);
    assert_eq!(fact("Duplex 2018 showed a left DVT.", EARLIER), YES);
    // A day of this year keeps its result.
    let text = "Duplex today: popliteal DVT right.";
    assert_eq!(
        attribute(text, "ultrasound", "vein"),
        crate::reading::word("popliteal")
    );
    assert_eq!(fact(text, EARLIER), None);
}

#[test]
fn numbers_that_look_like_years_stay_values() {
    assert!(events("D-dimer 2019 ng/mL", "d_dimer")[0].when.is_none());
    assert!(events("Enoxaparin 2000 units given", "anticoagulation_start").is_empty());
}

#[test]
fn a_danger_of_years_ago_is_none_of_today() {
    for text in [
        "Prev massive PE 2017. Right calf sore for 3 days.",
        "Massive PE 2017, right calf sore now.",
        "Right calf sore. Massive PE in 2017.",
        "2017: massive PE. Right calf sore.",
    ] {
        assert_eq!(fact(text, EMBOLISM), None, "{text}");
    }
    let text = "Massive PE 2017, unstable then. Right calf sore.";
    assert_eq!(fact(text, "shock"), None);
    assert_eq!(fact("Massive PE with shock in 2017.", "shock"), None);
    // What is of today stays a danger, however near an old day stands.
    for text in [
        "Massive PE 2017, now breathless.",
        "Breathless, massive PE 2017.",
        "Breathless since Monday, massive PE 2017.",
    ] {
        assert_eq!(fact(text, "pe.dyspnea"), YES, "{text}");
    }
    assert_eq!(fact("Massive PE today.", EMBOLISM), YES);
    assert_eq!(fact("Massive PE.", EMBOLISM), YES);
}

#[test]
fn a_drug_of_years_ago_is_not_taken_now() {
    for text in [
        "Had a clot in 2015, on warfarin then.",
        "DVT in 2015, on warfarin at the time. Right calf sore.",
        "On warfarin in 2015 for a DVT.",
    ] {
        assert_eq!(fact(text, ANTICOAGULATED), None, "{text}");
        assert!(!is_asked(text, ANTICOAGULATED), "{text}");
        assert_eq!(fact(text, EARLIER), YES, "{text}");
    }
    // Whether it goes on is not said.
    let text = "DVT 2015, on apixaban.";
    assert_eq!(fact(text, ANTICOAGULATED), None);
    assert!(is_asked(text, ANTICOAGULATED));
    // A course of then is over.
    let text = "DVT 2015, 6 months of warfarin.";
    assert_eq!(fact(text, ANTICOAGULATED), None);
    assert!(!is_asked(text, ANTICOAGULATED));
    for text in [
        "DVT 2015, now on apixaban.",
        "DVT 2015, on apixaban since.",
        "DVT 2015, still on apixaban.",
        "DVT 2015, lifelong warfarin.",
        "DVT 2015. On apixaban.",
    ] {
        assert_eq!(
            fact(text, ANTICOAGULATED),
            Some(Value::Boolean(true)),
            "{text}"
        );
    }
    let text = "Doppler in 2019 showed femoral DVT, rivaroxaban for 3 months then stopped.";
    assert!(events(text, "anticoagulation_start").is_empty());
}

#[test]
fn what_has_begun_of_late_is_of_now_below_a_heading_for_the_past() {
    let text = "PMH: hypertension. Right calf swollen for 2 days.";
    assert_eq!(fact(text, "symptoms.swelling"), YES);
    assert_eq!(fact("PMH: breathless since yesterday.", "pe.dyspnea"), YES);
    assert_eq!(
        fact("PMH: leg swelling in childhood.", "symptoms.swelling"),
        None
    );
    assert_eq!(
        fact("DVT 2015, on apixaban until 2017.", ANTICOAGULATED),
        None
    );
}
