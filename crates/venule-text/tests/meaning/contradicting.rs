//! Reports whose findings and whose conclusion do not say the same, and what runs along a stretch of the leg.

use venule_logic::Value;

use crate::reading::{attribute, word};

fn of_scan(text: &str, name: &str) -> Option<Value> {
    attribute(text, "ultrasound", name)
}

#[test]
fn findings_of_a_deep_vein_go_before_a_conclusion_without() {
    for text in [
        "Right leg duplex. CFV compressible. Superficial femoral vein: expanded, echo-poor, non-compressible mid thigh, no \
         colour flow. Popliteal compressible. Impression: acute superficial vein thrombosis, no DVT.",
        "L leg duplex. SFV: dilated, hypoechoic, does not compress in mid thigh. Pop compressible. Imp: SVT, no DVT.",
        "Report: thrombus in the left superficial femoral vein. Conclusion: superficial thrombophlebitis. No deep vein \
         thrombosis.",
        "US: sup fem vein thrombosed mid to distal thigh, other veins compress. Summary: superficial vein thrombosis.",
        "clot in the superficial femoral vein, so superficial, NSAID?",
        "The scan report says there is clot in the SFV so it's only superficial - ibuprofen gel ok?",
        "FINDINGS: Right popliteal vein distended, incompressible, no flow.\nIMPRESSION: Negative for DVT.",
        "Duplex: profunda femoris vein non-compressible with echogenic thrombus. Impression: No DVT.",
    ] {
        assert_eq!(of_scan(text, "result"), word("proximal_dvt"), "{text}");
        let contradiction = of_scan(text, "contradiction");
        assert_eq!(contradiction, word("conclusion_without_dvt"), "{text}");
    }
}

#[test]
fn a_conclusion_of_dvt_without_a_finding_is_a_contradiction() {
    let text = "Duplex today: all deep veins compressible throughout, no thrombus seen. Impression: acute DVT.";
    assert_eq!(of_scan(text, "contradiction"), word("conclusion_of_dvt"));
}

#[test]
fn a_report_that_agrees_contradicts_nothing() {
    for text in [
        "Duplex 14 April. Great saphenous vein thrombosed from knee to mid thigh. Deep veins compressible. Impression: \
         superficial vein thrombosis. No DVT.",
        "Duplex: CFV and popliteal compressible. Impression: acute PTV DVT.",
        "Duplex: popliteal vein thrombus. Impression: acute popliteal DVT, no iliac extension.",
        "Duplex 10 April: PTV noncompressible. Conclusion: no proximal DVT. Isolated calf DVT.",
        "Scan normal last week. Impression: superficial phlebitis, no DVT.",
    ] {
        assert_eq!(of_scan(text, "contradiction"), None, "{text}");
    }
}

#[test]
fn what_is_free_or_left_out_does_not_run_along_a_stretch() {
    for text in [
        "Duplex: popliteal vein clear, clot in the calf.",
        "Duplex: popliteal not seen, clot in calf",
        "Duplex: No clot in popliteal vein, clot in the calf",
    ] {
        let result = of_scan(text, "result");
        assert_eq!(result, word("isolated_distal_dvt"), "{text}");
    }
}
