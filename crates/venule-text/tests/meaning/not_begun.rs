//! Treatment that is planned, ordered or dispensed and not taken, and a bleed of some days ago.

use venule_text::candidate::Standing;

use crate::reading::{YES, fact, standing, word};

const TREATMENT: &str = "treatment.anticoagulation";
const FORBIDS: &str = "contraindication.anticoagulation_absolute";

#[test]
fn what_is_planned_or_dispensed_has_not_begun() {
    for text in [
        "Acute popliteal DVT on scan today. Planned apixaban 10 mg bd",
        "Femoral DVT on US today, apixaban prescribed, not taken yet",
        "Popliteal DVT on duplex today; has the script for apixaban in her bag",
        "Popliteal DVT on duplex today. Rivaroxaban script in her handbag, no dose so far.",
        "Popliteal DVT on scan yesterday, to start rivaroxaban tonight",
        "DVT popliteal on duplex today. Apixaban charted, first dose due at 18:00",
    ] {
        assert_eq!(fact(text, TREATMENT), word("not_started"), "{text}");
    }
}

#[test]
fn what_is_taken_has_begun() {
    for text in [
        "Popliteal DVT on duplex 12 March, on apixaban 10 mg bd",
        "Started apixaban for the popliteal DVT on Monday",
    ] {
        assert_eq!(fact(text, TREATMENT), word("active"), "{text}");
    }
    assert_eq!(fact("Should we plan to start apixaban?", TREATMENT), None);
}

#[test]
fn a_bleed_of_some_days_ago_is_asked_and_none_of_now() {
    for text in [
        "GI bleed last week",
        "DVT popliteal on scan today, GI bleed 5 days ago",
        "melaena last week, stopped",
    ] {
        assert_eq!(fact(text, "bleeding.active_major"), None, "{text}");
        let doubted = matches!(standing(text, FORBIDS), Some(Standing::ToConfirm(_)));
        assert!(doubted, "{text}");
    }
    for text in [
        "upper GI bleed yesterday",
        "GI bleed ongoing since last week",
        "Haematemesis this morning",
        "Popliteal DVT. GI bleed 9 days ago, still passing blood and clots.",
    ] {
        assert_eq!(fact(text, "bleeding.active_major"), YES, "{text}");
    }
}
