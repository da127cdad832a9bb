//! Patients told apart by name, bed, initials or number, and a text that tells of one of them only.

use venule_text::apart::parts;
use venule_text::candidate::Standing;

use crate::reading::{YES, events, fact, read_text, word};

/// In how many parts a text is taken apart.
fn apart(text: &str) -> Vec<String> {
    parts(text, &read_text(text).patients)
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
