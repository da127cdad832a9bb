//! Patients whom no title and no age tells apart: surnames, turns, a man beside a woman, one without a name beside a named one.

use venule_text::apart::parts;
use venule_text::candidate::Standing;

use crate::reading::{DATA, events, read_text};

/// How each part of a text is named.
fn named(text: &str) -> Vec<String> {
    let parts = parts(&DATA.1, text, &read_text(text).patients);
    parts
        .into_iter()
        .map(|it| it.name.unwrap_or_default())
        .collect()
}

/// Whether nothing of a text is used.
fn is_held(text: &str) -> bool {
    let reading = read_text(text);
    let mut facts = reading.facts.iter().map(|it| it.standing);
    let mut events = reading.events.iter().map(|it| it.standing);
    let used = |it: Standing| it == Standing::Accepted;
    !facts.any(used) && !events.any(used)
}

#[test]
fn two_patients_are_taken_apart_where_one_of_them_has_no_name_and_no_age() {
    for (text, names) in [
        (
            "1) L calf swollen, Wells 3 2) 71F R leg red, on apixaban",
            ["1)", "2)"],
        ),
        (
            "#1 calf pain left, Wells 1, no scan. #2 82yo lady, right thigh clot on US, on LMWH",
            ["#1", "#2"],
        ),
        (
            "(1) swollen R leg, pregnant, no scan (2) man of 40, popliteal DVT left on scan",
            ["1)", "2)"],
        ),
        (
            "a) left calf swollen, Wells 2 b) 60M with right femoral DVT on scan",
            ["a)", "b)"],
        ),
        (
            "Two patients: Mrs A left calf swollen since Monday. Mrs B right femoral DVT on scan.",
            ["Mrs A", "Mrs B"],
        ),
        (
            "I have two patients. One has a swollen left calf, the other has a femoral DVT on the right.",
            ["One", "the other"],
        ),
        (
            "The former has a swollen left calf, the latter a popliteal DVT on apixaban.",
            ["The former", "the latter"],
        ),
        (
            "First one has a swollen left calf. Second one has a right femoral DVT on scan.",
            ["First one", "Second one"],
        ),
        (
            "My first patient has calf pain and Wells 1. My second has a proximal DVT on scan.",
            ["My first patient", "My second"],
        ),
        (
            "Khan: L calf swollen 3 days, Wells 2. Patel: R femoral DVT on scan, on apixaban.",
            ["Khan", "Patel"],
        ),
        (
            "O'Brien: right calf swollen. Nguyen: left popliteal DVT on US, eGFR 20.",
            ["O'Brien", "Nguyen"],
        ),
        (
            "Jones - right popliteal DVT, LMWH. Smith - calf pain left, D-dimer pending.",
            ["Jones", "Smith"],
        ),
        (
            "Mr Lee: left calf swollen, Wells 1. Okafor: right femoral DVT on scan.",
            ["Mr Lee", "Okafor"],
        ),
        (
            "Left calf swollen, Wells 3. Also Mr Jones: right femoral DVT on duplex, what dose?",
            ["", "Mr Jones"],
        ),
        (
            "The lady in bed 4 has a swollen left calf. The man next to her has a femoral DVT.",
            ["The lady, bed 4", "The man next to her has"],
        ),
        (
            "Old lady with swollen left leg 4 days. Young man with popliteal DVT on scan.",
            ["Old lady", "Young man"],
        ),
        (
            "Patient X: left calf swollen. Patient Y: right femoral DVT, on dabigatran.",
            ["Patient X", "Patient Y"],
        ),
    ] {
        assert!(is_held(text), "{text}");
        assert_eq!(named(text), names, "{text}");
    }
}

#[test]
fn where_it_may_be_two_patients_it_is_asked() {
    for text in [
        "First: left calf swollen 3 days. Second: right popliteal DVT on US, haemoglobin 70.",
        "Left calf swollen 2 days, no cancer. Mrs Green has a right popliteal DVT on scan.",
        "1) 71F R leg red 2 days, on apixaban 2) L calf swollen since Monday, Wells 3",
        "58F and 34M both have calf pain",
        "Bed 3 L calf swollen, bed 5 R femoral DVT on LMWH",
    ] {
        assert!(is_held(text), "{text}");
        assert_eq!(named(text).len(), 1, "{text}");
    }
    let one =
        "Left calf swollen 2 days. Mrs Green has a right popliteal DVT on scan. Same patient.";
    assert!(read_text(one).patients.is_empty());
}

#[test]
fn one_patient_with_problems_legs_scans_visits_relatives_or_colleagues_is_one() {
    for text in [
        "1) 71F L calf swollen 3 days 2) AF on apixaban 3) CKD",
        "1) Left calf swollen, Wells 3 2) 71F, known AF, on apixaban",
        "1. Left calf DVT on US. 2. Right leg: red, swollen. 66M on apixaban.",
        "Plan (1) duplex left (2) bloods. 71F left calf swollen Wells 3",
        "Left calf swollen 2 days, Wells 2. Patel: thinks DVT. Scan today?",
        "Mr Khan, left calf swollen 3 days. Dr Patel says scan first.",
        "Khan reports left calf pain for 2 days. Nurse Patel: calf 3 cm larger.",
        "Mrs Khan, 71, left calf swollen. Exam: calf 38 cm. Homans negative. Duplex: popliteal DVT.",
        "Mr Lee: left calf swollen 3 days. Ankle: normal. Thigh: tender. Groin: nil.",
        "Baker: cyst seen behind left knee, 55M, calf swollen. Homans: negative.",
        "One leg is swollen, the other is normal. 50F, 2 days.",
        "One scan was negative last week, the other showed a calf DVT left. 60F.",
        "Two D-dimers: one was 300, the other 900. Left calf swollen 60F.",
        "She has two children, one has asthma, the other is well. Left calf swollen 3 days, 34F.",
        "First scan negative 6 days ago, second scan shows popliteal DVT. 60F left leg.",
        "First visit: left calf pain. Second visit: right calf swollen. 44M.",
        "54M left calf swelling. Questions: first, scan now? Second, start apixaban?",
        "58F left calf swollen 3 days. Her sister had a DVT at 34.",
        "72M left calf swollen. His wife, a 70 year old lady, has a DVT in the right leg.",
        "The lady in bed 4 has a swollen left calf. The man next to her is her husband and says it began Friday.",
        "Woman with left calf swollen 3 days. A man at the gym kicked her calf on the right.",
        "The patient has a swollen left leg. Mrs Smith is 71 and on apixaban.",
        "Left calf swollen 2 days, Wells 3. Mrs Green is 71 and lives alone.",
        "Swollen left calf 2 days in Mrs Smith. Wells 2.",
    ] {
        assert!(read_text(text).patients.is_empty(), "{text}");
    }
}

#[test]
fn nothing_of_the_one_patient_is_in_the_part_of_the_other() {
    let text = "One has a swollen left calf and Wells 3, the other has a femoral DVT on the right on a scan.";
    let parts = parts(&DATA.1, text, &read_text(text).patients);
    let scans: Vec<usize> = parts
        .iter()
        .map(|it| events(&it.text, "ultrasound").len())
        .collect();
    assert_eq!(scans, [0, 1], "{parts:?}");
}
