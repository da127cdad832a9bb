//! Doubt that stands behind what it doubts, and doubt that ends before what is told beside it.

use venule_text::candidate::{Doubt, Standing};

use crate::reading::{YES, events, fact, standing};

const DOUBTED: Option<Standing> = Some(Standing::ToConfirm(Doubt::Possible));

#[test]
fn what_is_doubted_in_the_next_sentence_is_asked() {
    for text in [
        "Left calf swelling per triage. Not convinced.",
        "The GP found the leg swollen. I don't see it.",
        "Leg swollen, red, tender per triage. Not convinced.",
        "Right leg swelling according to the nurse; I have my doubts",
        "Calf swollen says the referral - I remain sceptical",
        "Leg oedema per ambulance crew, can't see it myself",
        "Swelling left calf noted by GP. I'm not so sure.",
        "Swollen leg in the referral letter. I respectfully disagree.",
        "The nurse recorded calf swelling. I would not call it that.",
        "Calf swelling per triage. On my exam, not convinced.",
    ] {
        assert_eq!(standing(text, "symptoms.swelling"), DOUBTED, "{text}");
    }
    let cancer = "Active cancer per the referral. I have my doubts.";
    assert_eq!(standing(cancer, "comorbidity.active_cancer"), DOUBTED);
    let index = "ABI 0.4 by the nurse. I doubt it.";
    assert_eq!(standing(index, "abi.value"), DOUBTED);
    let known = "Known DVT of the right leg; I doubt it.";
    assert!(events(known, "diagnosis").is_empty());
}

#[test]
fn doubt_of_something_else_leaves_what_stands_before_it() {
    for text in [
        "Left calf swollen 3 days, tender. Not sure what to do.",
        "Left calf swelling 3 days, ?DVT. I doubt it.",
        "Left calf swelling 3 days. I doubt it is a DVT.",
        "Left calf swelling; not convinced this is cellulitis.",
        "Left calf swollen. Wells 3. Not convinced about the tenderness.",
        "Left calf swollen 3 days. No doubt about it.",
        "Left calf swollen 3 days, GP thinks DVT. I doubt it.",
        "Right leg swollen 3 days, DVT on the left; not convinced.",
        "Left calf swollen. I do not doubt it.",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
    }
    // What a scan does not show is its result, whoever believes it.
    let negative = "Duplex: no DVT 3 days ago. Not convinced.";
    assert_eq!(events(negative, "ultrasound").len(), 1);
}

#[test]
fn doubt_ends_before_what_has_a_side_or_a_day_of_its_own() {
    for text in [
        "Possible May-Thurner, left DVT on duplex 2 days ago",
        "?May-Thurner, left DVT on the scan",
        "Probable compression, left leg DVT on ultrasound",
        "Possible May-Thurner with left DVT on duplex",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert!(scans[0].open.is_empty(), "{text}");
    }
    for text in [
        "?PE, left leg swollen",
        "Possible DVT, swelling for 3 days",
        "Probable cellulitis, left calf swollen and hot",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
    }
    for text in [
        "Possible redness, swelling and warmth",
        "Possible calf redness, ankle oedema",
        "Possible DVT with swelling",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), None, "{text}");
    }
}

#[test]
fn an_item_of_a_score_that_is_disputed_is_asked() {
    for (text, name) in [
        (
            "Wells: tenderness 1 (disputed), swelling 1",
            "symptoms.tenderness",
        ),
        (
            "Wells 2, registrar disagrees about the tenderness",
            "symptoms.tenderness",
        ),
        (
            "Entire leg swollen scored by triage but not by me",
            "wells.entire_leg_swollen",
        ),
        (
            "Tenderness along the deep veins, contested by the consultant",
            "wells.deep_vein_tenderness",
        ),
    ] {
        assert_eq!(standing(text, name), DOUBTED, "{text}");
    }
}
