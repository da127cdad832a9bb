//! A DVT that was shown before: what it left, what is new since, and who asks about it.

use crate::reading::{NO, YES, events, fact, word};

const LASTING: &str = "symptoms.chronic_leg";
const NAMED: &str = "symptoms.lasting_since_dvt";
const NEW: &str = "symptoms.new_on_lasting";
const AGO: &str = "dvt.months_ago";

#[test]
fn what_has_stayed_since_a_dvt_is_read() {
    for text in [
        "DVT left femoral 14 months ago, finished 6 mo apixaban, leg still heavy and swollen by evening.",
        "Ulcer at the ankle 2 years after a DVT.",
        "DVT 3 years ago treated 6 months, now chronic swelling.",
        "My leg has never been right since my clot two years ago.",
        "GP: 67F, DVT 9/12 ago, persistent leg oedema and heaviness, better overnight.",
        "DVT 2020. O: pitting oedema, lipodermatosclerosis.",
        "Clot last year, leg puffs up by night, brown patches at the ankle.",
    ] {
        assert_eq!(fact(text, LASTING), YES, "{text}");
    }
    for text in [
        "Calf swollen for 3 days, DVT two years ago.",
        "No chronic swelling. DVT 2 years ago.",
        "DVT 6 weeks ago, leg still swollen.",
        "Wakes with pain every night from her back.",
        "Chronic back pain, DVT in 2015.",
    ] {
        assert_eq!(fact(text, LASTING), None, "{text}");
    }
}

#[test]
fn the_syndrome_is_read_by_its_name_and_patients_are_not() {
    for text in [
        "Known post-thrombotic syndrome of the left leg.",
        "PTS after DVT 2019.",
        "Villalta 11.",
        "post-phlebitic limb R",
    ] {
        assert_eq!(fact(text, NAMED), YES, "{text}");
    }
    for text in [
        "DVT 2 years ago, Wells 2 pts, swollen calf.",
        "Does a stocking prevent PTS?",
        "Two pts with DVT today.",
        "Risk of post-thrombotic syndrome explained.",
    ] {
        assert_eq!(fact(text, NAMED), None, "{text}");
    }
}

#[test]
fn what_is_new_in_such_a_leg_is_read() {
    for text in [
        "Previous DVT 2 years ago with chronic swelling since, suddenly much more swollen.",
        "DVT 18 months ago, chronic ankle swelling, new calf pain.",
        "Old DVT left 2015, usually mild swelling at night, today leg twice the size.",
    ] {
        assert_eq!(fact(text, NEW), YES, "{text}");
    }
    for text in [
        "DVT 2 years ago, chronic swelling, worse by the end of the shift.",
        "DVT 2 years ago, heavy leg every evening, better overnight.",
    ] {
        assert_eq!(fact(text, NEW), None, "{text}");
    }
    let quiet = "DVT 2 years ago, chronic swelling, no new symptoms.";
    assert_eq!(fact(quiet, NEW), NO);
}

#[test]
fn a_dvt_of_months_ago_is_told_from_a_recent_one() {
    for text in [
        "DVT 9/12 ago.",
        "DVT 4 months ago.",
        "Clot two years ago.",
        "DVT in 2019.",
    ] {
        assert_eq!(fact(text, AGO), YES, "{text}");
    }
    for text in ["DVT 2 months ago.", "DVT 6 weeks ago.", "No DVT in 2019."] {
        assert_eq!(fact(text, AGO), None, "{text}");
    }
}

/// A symptom that comes under the treatment of a DVT that is told is no beginning of another episode.
#[test]
fn what_comes_in_the_weeks_after_a_dvt_begins_no_episode() {
    for text in [
        "Femoral DVT 2 weeks ago, on apixaban, calf more swollen since yesterday.",
        "Iliofemoral DVT found a week ago, new thigh pain for 2 days.",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
    }
    let before = "Swollen leg for 5 days, femoral DVT on CT yesterday.";
    assert_eq!(events(before, "symptom_onset").len(), 1);
    let long_ago = "Femoral DVT in 2019, calf more swollen since yesterday.";
    assert_eq!(events(long_ago, "symptom_onset").len(), 1);
}

/// A month and a name are no doubt.
#[test]
fn may_is_no_doubt_where_it_is_a_month_or_a_name() {
    for text in [
        "May-Thurner on CT venogram, left iliofemoral DVT.",
        "Known May-Thurner syndrome, left iliofemoral DVT today.",
        "Since May iliofemoral DVT under treatment.",
    ] {
        assert_eq!(fact(text, "dvt.iliofemoral"), YES, "{text}");
    }
    let doubted = "This may be an iliofemoral DVT.";
    assert_eq!(fact(doubted, "dvt.iliofemoral"), None);
}

#[test]
fn a_dose_never_missed_denies_nothing_else() {
    let text = "Femoral DVT day 40 on rivaroxaban, never missed a dose, new PE on CTPA today.";
    assert_eq!(fact(text, "pe.shown_within_month"), YES);
    assert_eq!(fact("Never any PE.", "pe.shown_within_month"), None);
}

#[test]
fn who_asks_for_words_for_a_patient_gets_those_of_a_patient() {
    for text in [
        "Can you write me a leaflet for a patient with a DVT behind the knee?",
        "How long will I have to take the blood thinner? Clot in the calf.",
        "Daughter asking: clot above the knee found yesterday.",
    ] {
        assert_eq!(fact(text, "reader.role"), word("patient"), "{text}");
    }
    for text in [
        "How long do I have to anticoagulate a popliteal DVT?",
        "Leaflet given. Popliteal DVT, on apixaban.",
        "Do I need to order a venogram?",
        "Unprovoked femoral DVT, warfarin done next week. What do I discuss?",
    ] {
        assert_eq!(fact(text, "reader.role"), None, "{text}");
    }
}
