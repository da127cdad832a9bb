//! Scans of before as people tell of them: the day of the visit, tables of veins, two in one breath, what is old in a vein.

use venule_logic::Value;
use venule_text::candidate::EventCandidate;

use super::reading::{TODAY, YES, attribute, events, fact, read_text, word};

/// How many days ago an event was, if it has one day.
fn ago(event: &EventCandidate) -> Option<i32> {
    let days = event.when.filter(|it| it.earliest == it.latest)?;
    Some(TODAY.since(days.latest).unwrap().get_days())
}

fn value(event: &EventCandidate, name: &str) -> Option<Value> {
    let mut all = event.attributes.iter();
    all.find(|(it, _)| &**it == name).map(|(_, it)| it.clone())
}

fn only_scan(text: &str) -> EventCandidate {
    let scans = events(text, "ultrasound");
    assert_eq!(scans.len(), 1, "{text}: {scans:?}");
    scans.into_iter().next().unwrap()
}

/// The day of a visit is that of the scan told of behind it, and no beginning of what led to it.
#[test]
fn a_visit_lends_its_day_to_the_scan_and_to_no_symptom() {
    for text in [
        "I was checked 10 days ago because of cramps. The scan was normal. Now my calf is swollen.",
        "10 days ago I was checked because of cramps. Scan normal. Now left calf swollen.",
        "Attended 10 days ago w/ cramps; complete duplex neg, bloods normal. Now L calf swollen.",
        "Was seen here 10 days ago, bilateral cramps. US neg both legs. Now L calf swollen.",
        "Hospital checked my legs 10 days ago. Ultrasound was okay. My left calf blew up yesterday.",
        "I attended the emergency department on 6 March with pain in my calf. The ultrasound was normal. Now it is swollen.",
        "My doctor checked me 10 days ago for cramps. Scan and bloods normal. Now swollen calf.",
        "Seen in ED 10 days ago with calf pain. Duplex negative. Calf swollen since yesterday.",
    ] {
        let scan = only_scan(text);
        assert_eq!(ago(&scan), Some(10), "{text}");
        assert_eq!(value(&scan, "result"), word("negative"), "{text}");
        let onset = events(text, "symptom_onset");
        assert!(onset.iter().all(|it| ago(it) != Some(10)), "{text}");
        assert_eq!(
            fact(text, "symptoms.new_unilateral_swelling"),
            YES,
            "{text}"
        );
    }
}

#[test]
fn no_other_scan_is_of_the_day_of_a_visit() {
    for (text, days) in [
        (
            "I was checked 10 days ago because of cramps. Today the scan was normal.",
            Some(0),
        ),
        (
            "Seen 10 days ago with cramps. Scan yesterday was normal.",
            Some(1),
        ),
        (
            "Seen by GP 5 days ago and sent for a scan. Duplex negative.",
            None,
        ),
        (
            "Seen in clinic 10 days ago. Left calf swollen for 3 days. Scan negative.",
            None,
        ),
        ("Seen 10 days ago. Cramps now. Duplex negative.", None),
    ] {
        assert_eq!(ago(&only_scan(text)), days, "{text}");
    }
    let text = "I was checked 10 days ago because of cramps. The scan is booked for tomorrow.";
    assert!(events(text, "ultrasound").is_empty());
    // What was there at the visit, or is as it was, is not new.
    for text in [
        "I was seen 10 days ago with a swollen calf. The scan was normal. It is still swollen now.",
        "I was seen 10 days ago with a swollen calf. The scan was normal. The calf is swollen now.",
    ] {
        assert_ne!(
            fact(text, "symptoms.new_unilateral_swelling"),
            YES,
            "{text}"
        );
    }
    // "Since" a visit is a beginning.
    let text = "Calf swollen since I was checked 10 days ago.";
    assert_eq!(ago(&events(text, "symptom_onset")[0]), Some(10));
}

/// The leg that is new goes before both legs of the visit.
#[test]
fn the_leg_of_now_is_the_symptomatic_one() {
    let text = "I was checked 10 days ago because of cramps in both legs. The scan was normal. Since yesterday my LEFT calf \
                is swollen.";
    let side = read_text(text).side.map(|(side, _)| format!("{side:?}"));
    assert_eq!(side.as_deref(), Some("Left"));
    // What has come since the scan is no first symptom of the episode: the scan is one of it.
    assert!(events(text, "symptom_onset").is_empty());
}

#[test]
fn what_is_old_in_a_vein_is_chronic_where_an_acute_one_is_denied() {
    for (text, vein) in [
        (
            "Ultrasound: fibrotic popliteal vein, no acute thrombus.",
            "popliteal",
        ),
        (
            "IMPRESSION: Chronic post-thrombotic changes left common femoral vein. No acute DVT.",
            "common_femoral",
        ),
        (
            "US R leg: old recanalised femoral thrombus, nothing acute.",
            "femoral",
        ),
        (
            "Doppler neg for acute DVT, chronic recanalised thrombus CFV.",
            "common_femoral",
        ),
        (
            "Postphlebitic femoral vein on today's scan, acute DVT excluded.",
            "femoral",
        ),
        (
            "USS excluded acute DVT but found post-thrombotic change in the popliteal vein.",
            "popliteal",
        ),
        (
            "USS: no acute DVT seen, chronic changes L femoral v.",
            "femoral",
        ),
        (
            "There was only old scar tissue in the vein behind my left knee on the scan, no fresh clot.",
            "popliteal",
        ),
        (
            "Duplex shows sequelae of prior DVT in the popliteal vein, no acute DVT.",
            "popliteal",
        ),
        (
            "Dear colleague, her ultrasound demonstrated chronic occlusion of the left femoral vein, no acute clot.",
            "femoral",
        ),
    ] {
        let scan = only_scan(text);
        assert_eq!(value(&scan, "result"), word("proximal_dvt"), "{text}");
        assert_eq!(value(&scan, "acuity"), word("chronic_change"), "{text}");
        assert_eq!(value(&scan, "vein"), word(vein), "{text}");
    }
    for text in [
        "Duplex: no chronic scarring, no acute DVT.",
        "Chronic venous skin scarring, duplex normal.",
        "Duplex negative for acute DVT, all veins compress.",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
}

#[test]
fn tables_of_veins_are_read() {
    for (text, vein) in [
        ("CFV y / FV y / POP n (compressible)", "popliteal"),
        ("US left leg: CFV: C, FV: C, PV: NC", "popliteal"),
        (
            "Compressibility: CFV yes, FV yes, popliteal no, PTV yes",
            "popliteal",
        ),
        ("US R leg: CFV NC, FV C, PV C", "common_femoral"),
    ] {
        assert_eq!(attribute(text, "ultrasound", "vein"), word(vein), "{text}");
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("proximal_dvt"),
            "{text}"
        );
    }
    let text = "CFV = C, FV = C, PV = C, PTV = C, PER = C (duplex left yesterday)";
    assert_eq!(attribute(text, "ultrasound", "result"), word("negative"));
    assert_eq!(
        attribute(text, "ultrasound", "protocol"),
        word("complete_duplex")
    );
    // Pulses are no veins, and an unmarked "n" says nothing.
    for text in ["Pulses: fem y, pop y, DP n", "PV bleed n, LMP last week"] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
    }
    // What could not be pressed for another reason is no clot.
    let text = "Right popliteal vein not compressible owing to pain.";
    assert_eq!(attribute(text, "ultrasound", "result"), None);
}

#[test]
fn two_results_of_two_days_are_two_scans() {
    for text in [
        "Duplex negative Thursday, positive Saturday",
        "Scan neg on 5 March, pos on 14 March",
        "US negative 10 days ago, popliteal DVT yesterday.",
        "First scan 5 March negative; second 14 March: femoral DVT",
        "Doppler 5 March neg; 14 March pos (popliteal).",
    ] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 2, "{text}: {scans:?}");
        assert_eq!(value(&scans[0], "result"), word("negative"), "{text}");
        assert!(
            value(&scans[1], "result").is_some_and(|it| Some(it) != word("negative")),
            "{text}"
        );
        assert!(
            scans[0].when.unwrap().latest < scans[1].when.unwrap().earliest,
            "{text}"
        );
    }
    // A sign, another test and an earlier DVT are no scan.
    for text in [
        "Scan neg Thursday, D-dimer pos Friday.",
        "DVT 6 months ago, scan negative yesterday.",
        "Homans positive on Friday. Scan negative yesterday.",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
}

#[test]
fn a_scan_may_be_named_behind_its_result() {
    for text in [
        "Compressible throughout. That was the duplex of 3 March.",
        "No DVT seen. This was her scan 6 days ago.",
        "Normal. That was the result of the ultrasound 5 days ago.",
        "Negative. (Duplex 10 March.)",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
    let text = "R: DVT; L: clear (duplex today)";
    assert_eq!(events(text, "ultrasound").len(), 2, "{text}");
    for text in [
        "Walking normal. This was before her scan 5 days ago.",
        "Gait normal. Duplex 5 days ago.",
    ] {
        assert_eq!(attribute(text, "ultrasound", "result"), None, "{text}");
    }
    // A leg by itself is that of what follows.
    let scan = only_scan("54M L calf. Prox CUS neg 6 days ago.");
    assert_eq!(
        scan.side.map(|it| format!("{it:?}")).as_deref(),
        Some("Left")
    );
}

/// "DVT clinic", "DVT scan" are no DVT, whatever longer words stand there.
#[test]
fn a_dvt_clinic_shows_no_dvt() {
    for text in [
        "Duplex in the DVT clinic 6 days ago negative",
        "DVT scan 5 days ago negative",
        "Pt seen in DVT clinic 9 days ago, scan clear.",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
}

/// How far a symptom reaches is not how the scan was done.
#[test]
fn the_place_of_a_symptom_is_no_protocol() {
    for text in [
        "Scan negative 3 days ago with calf pain.",
        "Scan negative 3 days ago. Presents with calf swelling.",
        "Scan normal. Ankle and calf swollen.",
        "Scan neg 4 days ago and calf still sore, thigh to ankle swollen.",
        "Scan 3 days ago clear, pain above the knee.",
        "He had his calf looked at 6 days ago; ultrasound no clot.",
    ] {
        assert_eq!(attribute(text, "ultrasound", "protocol"), None, "{text}");
    }
    for (text, protocol) in [
        (
            "Scan 3 days ago was negative. CFV+pop only.",
            "limited_proximal",
        ),
        ("Scan negative 2 days ago, whole leg.", "complete_duplex"),
        (
            "Duplex for calf pain, whole leg: no DVT.",
            "complete_duplex",
        ),
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "protocol"),
            word(protocol),
            "{text}"
        );
    }
}

#[test]
fn a_study_is_a_scan_where_it_is_reported() {
    for text in [
        "The radiologist reported the study as non-diagnostic.",
        "US yesterday. The study was read as indeterminate.",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("nondiagnostic"),
            "{text}"
        );
    }
    assert!(events("She had a sleep study.", "ultrasound").is_empty());
    assert!(
        events("Would a scan be normal?", "ultrasound")
            .iter()
            .all(|it| it.attributes.is_empty())
    );
}

/// "Pt" is a patient or a point of compression more often than an artery.
#[test]
fn a_scan_of_two_points_takes_no_pulse_away() {
    for text in [
        "L leg, 2-pt US neg.",
        "CUS 3 pt neg R leg.",
        "Pt scan neg yesterday.",
    ] {
        assert_eq!(fact(text, "limb.pulses_absent"), None, "{text}");
    }
    let text = "PT neg, DP neg on doppler, leg cold.";
    assert_eq!(fact(text, "limb.pulses_absent"), YES, "{text}");
}
