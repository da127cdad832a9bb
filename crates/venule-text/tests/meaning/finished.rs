//! Reports of scans that are done: their titles are no orders, and a result in a word is one.

use super::reading::{events, fact, word};

/// The title of a report with its findings asks for nothing.
#[test]
fn a_scan_with_a_result_is_no_order() {
    for text in [
        "EXAM: complete duplex left leg\nFINDINGS: CFV, FV and popliteal compress fully.\nIMPRESSION: No DVT.",
        "Procedure: whole leg venous duplex, right\nResult: occlusive thrombus in the peroneal veins.",
        "Study: limited compression US left leg. Impression: negative, calf not examined.",
        "Duplex fem-pop: positive",
    ] {
        assert_eq!(events(text, "ultrasound").len(), 1, "{text}");
        assert_eq!(fact(text, "order.exam"), None, "{text}");
        assert_eq!(fact(text, "order.modality"), None, "{text}");
    }
}

#[test]
fn a_scan_without_a_result_is_an_order() {
    for text in [
        "Exam requested: complete duplex left leg\nIndication: swelling 3 days",
        "Exam: complete duplex left leg. Clinical: pain 4 days, ?DVT",
        "US LLE venous limited: neg. Repeat complete duplex ordered.",
    ] {
        assert_eq!(fact(text, "order.exam"), word("complete_duplex"), "{text}");
    }
}

/// What is positive is the scan, where the leg stands between them.
#[test]
fn a_scan_of_a_leg_is_positive_in_a_word() {
    for text in [
        "Duplex fem-pop positive",
        "US LE venous: pos fem-pop",
        "Duplex left leg positive",
        "uss left leg: positive",
        "Doppler RLE +ve",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert!(
            scans
                .iter()
                .all(|it| it.attributes.iter().any(|(name, _)| &**name == "result")),
            "{text}"
        );
    }
    for text in [
        "if duplex left leg positive, start apixaban",
        "Duplex left leg, Homans positive",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
    }
}

/// Two days in figures are those of two scans.
#[test]
fn a_repeat_with_its_day_in_figures_is_another_scan() {
    for text in [
        "duplex 2/18 negative, repeat 3/2 negative",
        "US neg 2/25, repeat on 3/1 pos",
    ] {
        assert_eq!(events(text, "ultrasound").len(), 2, "{text}");
    }
}
