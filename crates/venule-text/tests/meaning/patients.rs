//! Patients told apart by name, bed, initials or number, and a text that tells of one of them only.

use venule_text::apart::parts;
use venule_text::candidate::Standing;

use crate::reading::{DATA, YES, events, fact, read_text, word};

/// In how many parts a text is taken apart.
fn apart(text: &str) -> Vec<String> {
    let parts = parts(&DATA.1, text, &read_text(text).patients);
    parts.into_iter().map(|it| it.text).collect()
}

#[test]
fn patients_with_names_beds_initials_or_numbers_are_taken_apart() {
    for text in [
        "Mrs A., bed 4: right femoral DVT, on apixaban. My patient is Mrs B., bed 5, left calf swollen since Tuesday.",
        "Bed 12: right popliteal DVT on duplex, on rivaroxaban. Bed 14: left calf swollen 3 days.",
        "Mr Khan has a left iliofemoral DVT on heparin; Mr Lee has a swollen right calf for 2 days.",
        "JS has a right femoral DVT, on LMWH. KT has a swollen left calf since Friday.",
        "A.B.: positive duplex, popliteal DVT. C.D.: calf pain 2 days, no scan.",
        "The lady in room 3 has a DVT and is on warfarin. The man in room 7 has a swollen left leg.",
        "Mr. Patel, left popliteal DVT, eGFR 20. Mr. Singh, right calf swelling, Wells 2.",
        "mr green: swollen left leg, wells 3. ms white: clot in right femoral vein.",
        "Mr Lee's duplex showed a right femoral DVT. Mrs Khan's left calf is swollen.",
        "1) 54M right calf DVT on apixaban 2) 71F left leg swollen, Wells 3.",
        "pt 1: right calf DVT on duplex, on edoxaban. pt 2: swollen left thigh since yesterday.",
    ] {
        let reading = read_text(text);
        let mut used = reading.facts.iter().map(|it| it.standing);
        assert!(used.all(|it| it != Standing::Accepted), "{text}");
        let parts = apart(text);
        assert_eq!(parts.len(), 2, "{text}: {parts:?}");
        for part in &parts {
            assert!(read_text(part).patients.len() < 2, "{part}");
        }
        let swollen = parts.last().unwrap();
        assert!(events(swollen, "ultrasound").is_empty() || text.starts_with("mr green"));
    }
}

#[test]
fn patients_told_apart_by_first_names_letters_ordinals_or_a_list_are_named_in_order() {
    for (text, names) in [
        (
            "Mr A. Khan has a popliteal DVT on duplex. Mr B. Khan has a swollen left calf for 2 days.",
            ["Mr A. Khan", "Mr B. Khan"],
        ),
        (
            "Mr A Khan: right femoral DVT on scan, on apixaban. Mr B Khan: left calf swollen 3 days, Wells 2.",
            ["Mr A Khan", "Mr B Khan"],
        ),
        (
            "Mr John Khan has a popliteal DVT on duplex. Mr Ali Khan has a swollen left calf for 2 days.",
            ["Mr John Khan", "Mr Ali Khan"],
        ),
        (
            "JB: right femoral DVT on duplex, on LMWH. KT: left calf swollen since Friday.",
            ["JB", "KT"],
        ),
        (
            "#1 right popliteal DVT on duplex on apixaban. #2 left calf swollen 3 days, Wells 2.",
            ["#1", "#2"],
        ),
        (
            "pt 1 right popliteal DVT on scan, on apixaban. pt 2 left calf swollen 3 days.",
            ["pt 1", "pt 2"],
        ),
        (
            "First lady has a right femoral DVT on scan. Second lady has a swollen left calf for 3 days.",
            ["First lady", "Second lady"],
        ),
        (
            "1) right femoral DVT on duplex, 54M, on apixaban 2) left calf swollen 3 days, 71F",
            ["54M", "71F"],
        ),
        (
            "Mrs B., bed 5, has a swollen left calf. Mrs A., bed 4, has a right femoral DVT on duplex.",
            ["Mrs B, bed 5", "Mrs A, bed 4"],
        ),
    ] {
        let reading = read_text(text);
        let mut used = reading.facts.iter().map(|it| it.standing);
        assert!(used.all(|it| it != Standing::Accepted), "{text}");
        let parts = parts(&DATA.1, text, &reading.patients);
        let named = parts.iter().filter_map(|it| it.name.as_deref());
        assert_eq!(named.collect::<Vec<_>>(), names, "{text}");
    }
}

#[test]
fn a_list_of_problems_or_questions_and_a_full_name_are_of_one_patient() {
    for text in [
        "Mr J. Khan has a swollen left calf for 2 days. Mr Khan has no cancer.",
        "Mr J Khan: left calf swollen 3 days. Mr John Khan has active cancer.",
        "Mr X has a popliteal DVT on duplex. Mr X's wife had a stroke last year.",
        "Left leg: 1) pain 2) swelling 3) redness. 54M, Wells 2.",
        "54M left calf swollen 3 days. Questions: 1) scan now? 2) start apixaban? 3) bloods?",
        "Problems: #1 left calf swelling #2 AF on apixaban #3 CKD. 71F.",
        "1) Left calf swelling. 2) Right hip replaced. 3) On apixaban for AF.",
        "First scan was negative. Second scan showed popliteal DVT. 60F left leg swollen.",
        "US: left popliteal DVT. CT: no PE. 60F.",
        "PMH: AF. DH: apixaban. SH: smoker. HPC: left calf swollen 3 days, 60M.",
    ] {
        assert!(read_text(text).patients.is_empty(), "{text}");
    }
}

#[test]
fn a_name_that_two_may_bear_is_of_neither() {
    let text = "Mr A. Khan has a popliteal DVT on duplex. Mr B. Khan has a sore calf. Mr Khan has active cancer.";
    let parts = apart(text);
    assert_eq!(parts.len(), 3, "{parts:?}");
    assert_eq!(fact(&parts[0], "active_cancer"), None);
    assert_eq!(fact(&parts[1], "active_cancer"), None);
}

#[test]
fn what_is_told_of_one_in_two_places_stays_together() {
    let text = "Mrs Khan's calf is swollen. Mr Lee has a popliteal DVT. Mrs Khan is pregnant.";
    let parts = apart(text);
    assert_eq!(parts.len(), 2, "{parts:?}");
    assert_eq!(fact(&parts[0], "pregnancy"), YES);
    assert_eq!(fact(&parts[1], "pregnancy"), None);
}

#[test]
fn patients_of_one_sentence_are_told_of_in_doubt() {
    let text = "In bed 3 a man with DVT on CTV, in bed 6 a woman with a swollen leg.";
    let reading = read_text(text);
    assert!(!reading.patients.is_empty());
    let mut used = reading.facts.iter().map(|it| it.standing);
    assert!(used.all(|it| it != Standing::Accepted));
}

#[test]
fn one_patient_beside_staff_relatives_and_beds_is_one() {
    for text in [
        "Unfortunately, left calf now swollen. Strangely, right leg is painful.",
        "68F with left calf swelling for 3 days. The man from radiology says the duplex is negative.",
        "54M left calf swollen. Female sonographer: duplex negative.",
        "65F, left calf swollen. The chap in ED did a duplex: negative.",
        "Mrs Harding, 71, seen by Dr Cole; Mr Fox (vascular) advises compression. Left calf swollen since Tuesday.",
        "Mrs Jones, bed 4, left calf swollen 3 days. She was moved from bed 2 last night.",
        "Mr Lee, right leg swollen since Monday, on bed rest for 5 days. Bed 4. D-dimer pending.",
        "Mrs Ali has a swollen left calf. Her husband Mr Ali says she is well.",
        "Known May-Thurner, seen by Mr Wells. Mr Baker (radiology) reports left femoral DVT. Homans negative.",
        "Ms Grey: calf swollen left. Consultant: Mr White. Nurse: Ms Green. No scan yet.",
        "Patient of Mr Hughes, left calf swollen 2 days. Mr Hughes' team request advice.",
        "Mr Ford had his hip done by Mr Adams. His left calf is swollen. Mr Adams has started enoxaparin.",
        "Mr Jones's calf is swollen. Mr Jones has no cancer.",
        "1. Left calf swollen since Tuesday. 2. On apixaban for AF. 3. D-dimer 400.",
    ] {
        assert!(read_text(text).patients.is_empty(), "{text}");
    }
}

#[test]
fn the_number_of_a_bed_is_no_score() {
    assert_eq!(
        fact("Bed 9: R calf swelling, Wells 2", "wells.score"),
        fact("R calf swelling, Wells 2", "wells.score")
    );
    assert!(fact("Bed 9: R calf swelling, Wells 2", "wells.score").is_some());
}

#[test]
fn words_of_the_trade_decide_who_writes_before_one_i_or_a_relative() {
    let role = |text: &str| fact(text, "reader.role");
    for text in [
        "I forgot to note the peroneal veins, right leg, femoral compressible, no thrombus.",
        "I missed the soleal veins. Bilateral duplex, 60M, otherwise compressible.",
        "As I told my husband, a vascular surgeon, the left CFV is non-compressible in this 45F.",
    ] {
        assert_ne!(role(text), word("patient"), "{text}");
    }
    for text in [
        "I forgot to take my apixaban, I have a clot in my left leg",
        "My sister had a clot and now my calf is swollen",
        "my doctor says the femoral vein is not compressible, i am on rivaroxaban, should i wear stockings?",
    ] {
        assert_eq!(role(text), word("patient"), "{text}");
    }
}

#[test]
fn a_report_of_the_other_leg_than_was_asked_for_is_asked() {
    for text in [
        "Right calf swollen. Report says left popliteal DVT, we sent right.",
        "We requested a right leg duplex, the report describes the left leg: negative.",
        "Asked for R, scanned L, neg.",
    ] {
        assert!(!read_text(text).unread.is_empty(), "{text}");
    }
    assert!(
        read_text("We requested a right leg duplex, the report describes the right leg.")
            .unread
            .is_empty()
    );
}
