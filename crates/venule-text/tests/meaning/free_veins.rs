//! Veins that are called free beside a thrombus, and veins without flow.

use super::reading::{attribute, events, fact, word};

#[test]
fn a_vein_that_is_free_is_not_where_the_thrombus_is() {
    for (text, vein) in [
        ("Thrombus in CFV and EIV, IVC patent", "external_iliac"),
        ("Clot popliteal, CFV ok", "popliteal"),
        ("Thrombus in popliteal vein, patent CFV", "popliteal"),
        ("Thrombus CFV, IVC not seen", "common_femoral"),
        ("Thrombus CFV/FV; IVC and iliacs patent", "common_femoral"),
        (
            "Clot in soleal vein only, peroneals ok, popliteal ok",
            "calf_muscle",
        ),
        (
            "Thrombosed PTV. Pop, FV, CFV all compressible.",
            "posterior_tibial",
        ),
        (
            "Occlusive thrombus in SFV; CFV and profunda patent",
            "femoral",
        ),
        (
            "Popliteal thrombosis, femoral vein and CFV uninvolved",
            "popliteal",
        ),
        (
            "Duplex: thrombus in the popliteal vein, femoral and iliac veins patent",
            "popliteal",
        ),
        // These are not free.
        (
            "Popliteal vein thrombus; femoral vein compressible only partially",
            "femoral",
        ),
        ("CFV patent, popliteal thrombosed", "popliteal"),
        ("Thrombus in CFV and FV", "common_femoral"),
    ] {
        assert_eq!(attribute(text, "ultrasound", "vein"), word(vein), "{text}");
    }
    let text = "DVT popliteal vein, femoral vein compressible";
    assert_eq!(attribute(text, "diagnosis", "vein"), word("popliteal"));
}

#[test]
fn a_deep_vein_without_flow_holds_a_thrombus() {
    for (text, result) in [
        (
            "There is no flow in the popliteal vein. Conclusion: no DVT.",
            "proximal_dvt",
        ),
        (
            "No flow detected in the femoral vein. Summary: negative.",
            "proximal_dvt",
        ),
        (
            "Duplex right leg: no flow in the popliteal vein. Impression: DVT.",
            "proximal_dvt",
        ),
        (
            "No flow was seen in the peroneal veins. Opinion: no DVT.",
            "isolated_distal_dvt",
        ),
        (
            "There was no colour flow within the posterior tibial veins, conclusion no DVT",
            "isolated_distal_dvt",
        ),
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word(result),
            "{text}"
        );
    }
    let normal = "There is absent flow in the popliteal vein. Conclusion: normal study.";
    let scans = events(normal, "ultrasound");
    let shown = |it: &venule_text::candidate::EventCandidate| {
        let mut all = it.attributes.iter();
        all.any(|(name, value)| &**name == "result" && Some(value.clone()) == word("proximal_dvt"))
    };
    assert!(scans.iter().any(shown));
    for text in [
        "No flow in the popliteal artery. Veins compress.",
        "There is no flow reversal in the popliteal vein.",
        "No flow limitation in the popliteal vein",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
        assert_eq!(fact(text, "exam.vein_flow"), None, "{text}");
    }
}
