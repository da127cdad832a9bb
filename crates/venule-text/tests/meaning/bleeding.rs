//! Bleeding and what may bar an anticoagulant: a fact where the words say so, in doubt where they only may, nothing where
//! they are denied or of somebody else. Which heparin is treatment, and thrombosis under treatment.

use venule_text::candidate::{Doubt, Reason, Standing};

use crate::reading::{NO, YES, events, fact, read_text, standing};

const BARRED: &str = "contraindication.anticoagulation_absolute";
const DANGER: &str = "bleeding.danger_signs";
const TREATED: &str = "treatment.therapeutic_anticoagulation";
const AGAIN: &str = "dvt.recurrent_on_anticoagulation";

const IN_DOUBT: Option<Standing> = Some(Standing::ToConfirm(Doubt::Possible));

#[test]
fn what_bars_an_anticoagulant_is_read() {
    for text in [
        "Platelets 20.",
        "plt 18, femoral DVT",
        "ITP with platelets of 21.",
        "Scan not until tomorrow, platelets 18.",
        "Subdural evacuated last week.",
        "PMH: haemorrhagic stroke 10 days ago.",
        "Haemophilia A, severe.",
        "Due a spinal fusion on Friday.",
    ] {
        assert_eq!(fact(text, BARRED), YES, "{text}");
    }
    for text in [
        "Platelets 220.",
        "Platelets ok.",
        "No haemophilia.",
        "If platelets fall below 50, stop.",
    ] {
        assert_eq!(fact(text, BARRED), None, "{text}");
    }
}

#[test]
fn a_gastrointestinal_bleed_of_now_bars_and_one_of_years_ago_is_asked() {
    for text in [
        "Femoral DVT, GI bleed with melaena.",
        "Upper GI bleed this morning. Femoral DVT on scan yesterday.",
    ] {
        assert_eq!(fact(text, BARRED), YES, "{text}");
    }
    assert_eq!(fact("No GI bleed. Femoral DVT today.", BARRED), None);
    assert_eq!(fact("GI bleed in 2015, femoral DVT today.", BARRED), None);
}

#[test]
fn words_that_may_bar_an_anticoagulant_put_it_in_doubt() {
    for text in [
        "Cirrhosis with oesophageal varices.",
        "Melanoma with brain mets.",
        "HIT diagnosed last week on heparin.",
        "Von Willebrand disease type 1.",
        "Epidural tomorrow.",
        "On warfarin, INR 9.8 today, no bleeding.",
        "Popliteal DVT on USS today. Known berry aneurysm.",
        "Femoral DVT today. She is for emergency laparotomy tonight.",
        "Platelets 80.",
    ] {
        assert_eq!(standing(text, BARRED), IN_DOUBT, "{text}");
    }
    // What is planned counts; what is only supposed of a figure is no fact.
    let planned = "I am booked for a spinal tap tomorrow.";
    assert_eq!(standing(planned, BARRED), IN_DOUBT);
    // A fact that is stated stands.
    let stated = "No contraindication to anticoagulation. Known varices.";
    assert_eq!(fact(stated, BARRED), NO);
}

#[test]
fn words_of_weight_that_are_denied_put_nothing_in_doubt_and_need_not_be_quoted() {
    for text in [
        "No varices.",
        "Never had a GI bleed.",
        "Denies melaena or varices.",
    ] {
        assert_eq!(standing(text, BARRED), None, "{text}");
        assert!(read_text(text).unread.is_empty(), "{text}");
    }
    let old = "Lumbar puncture 3 years ago.";
    assert_eq!(standing(old, BARRED), None);
    assert!(!read_text(old).unread.is_empty());
}

#[test]
fn words_of_weight_of_somebody_else_are_set_aside() {
    let reading = read_text("Father has haemophilia.");
    assert!(reading.facts.is_empty() && reading.unread.is_empty());
    let aside: Vec<_> = reading.facts_aside.iter().map(|it| it.standing).collect();
    assert_eq!(aside, [Standing::SetAside(Reason::OtherPerson)]);
}

#[test]
fn a_risk_of_bleeding_is_no_bleeding() {
    for text in [
        "What is the bleeding risk on apixaban?",
        "HAS-BLED 2.",
        "Any risk of bleeding with apixaban?",
        "Told her to watch for bleeding.",
    ] {
        assert_eq!(standing(text, DANGER), None, "{text}");
        assert_eq!(standing(text, "bleeding.on_anticoagulant"), None, "{text}");
        assert_eq!(standing(text, BARRED), None, "{text}");
    }
    assert_eq!(standing("Left leg varices.", BARRED), None);
}

#[test]
fn a_heparin_clot_is_no_injury() {
    for text in ["HIT with a new clot.", "Possible HIT, platelets halved."] {
        assert_eq!(standing(text, DANGER), None, "{text}");
        assert_eq!(standing(text, "head_injury"), None, "{text}");
    }
    let calf = "Left calf hit by a hockey ball.";
    assert_eq!(standing(calf, BARRED), None);
}

#[test]
fn a_very_low_hemoglobin_is_an_emergency_under_an_anticoagulant_and_asked_about_without_one() {
    for text in [
        "Hb 61 on rivaroxaban",
        "On warfarin, haemoglobin 6.1 g/dL",
        "Popliteal DVT, on apixaban, Hb 64 g/L today.",
    ] {
        assert_eq!(fact(text, DANGER), YES, "{text}");
    }
    for text in ["Hb 78 on rivaroxaban", "Hb 6.8 g/dl", "severely anaemic"] {
        assert_eq!(standing(text, DANGER), IN_DOUBT, "{text}");
    }
    assert_eq!(fact("Hb dropped from 120 to 78 on apixaban", DANGER), YES);
    for text in [
        "Hb 128 unchanged",
        "Hb stable",
        "On apixaban, HbA1c 58",
        "Hb 13.2",
        "Hb 13",
        "Hb 9.8",
    ] {
        assert_eq!(standing(text, DANGER), None, "{text}");
    }
}

#[test]
fn a_heparin_at_the_dose_of_treatment_is_treatment() {
    for text in [
        "enox 80 bd since yesterday",
        "tinza 14000 od",
        "Unfractionated heparin running",
        "on UFH",
        "fragmin 15000 daily",
    ] {
        assert_eq!(fact(text, TREATED), YES, "{text}");
    }
    for text in [
        "enoxaparin 40 mg od",
        "prophylactic tinzaparin 4500",
        "on prophylactic dalteparin 5000",
        "heparin flush",
        "Midwife wants to give me apixaban",
        "wants me on warfarin",
    ] {
        assert_eq!(fact(text, TREATED), None, "{text}");
    }
    assert_eq!(fact("Femoral DVT, on LMWH", TREATED), YES);
    assert_eq!(standing("Leg swollen, on LMWH", TREATED), IN_DOUBT);
}

#[test]
fn thrombosis_that_comes_or_grows_under_treatment_is_read() {
    for text in [
        "Popliteal DVT 3 weeks ago, new clot on rivaroxaban in the same leg.",
        "Thrombus extended into the femoral vein on warfarin INR 2.6.",
        "Progressive DVT despite apixaban 5 bd.",
        "Recurrent femoral DVT while anticoagulated with warfarin.",
    ] {
        assert_eq!(fact(text, AGAIN), YES, "{text}");
    }
    let apart = "Therapeutic enoxaparin 10 days. Repeat duplex: propagation into IVC.";
    assert_eq!(standing(apart, AGAIN), IN_DOUBT);
    for text in [
        "New DVT on duplex today, started on rivaroxaban.",
        "Popliteal DVT on apixaban, no extension.",
        "On rivaroxaban for DVT, thrombus unchanged.",
    ] {
        assert_ne!(fact(text, AGAIN), YES, "{text}");
    }
    let lungs = "PE on CTPA despite 2 weeks of therapeutic LMWH.";
    assert_eq!(fact(lungs, "pe.recurrent_on_anticoagulation"), YES);
}

#[test]
fn doses_that_were_left_out_are_read() {
    for text in [
        "On apixaban, missed 3 tablets this week.",
        "On rivaroxaban, ran out last week.",
        "I missed two of my blood thinner tablets.",
    ] {
        assert_eq!(fact(text, "treatment.adherent"), NO, "{text}");
    }
    let taken = "No bleeding, no falls, all doses taken.";
    assert_eq!(fact(taken, "treatment.adherent"), YES);
}

#[test]
fn a_bump_on_the_head_is_no_lump_of_the_calf() {
    let text = "Left calf swollen. Big bump on forehead.";
    assert_eq!(fact(text, "calf_mass.present"), None);
    assert_eq!(fact(text, DANGER), YES);
    let vagina = "DVT on LMWH, PV bleeding.";
    assert!(events(vagina, "ultrasound").is_empty());
}

#[test]
fn few_platelets_are_read_apart_from_those_that_bar_an_anticoagulant() {
    let few = "platelets.below_50";
    for text in [
        "Femoral DVT, platelets 45.",
        "plt 28, femoral DVT",
        "Popliteal DVT, platelets <50.",
        "DVT, platelet count 45,000",
        "Platelets fell from 210 to 38 on enoxaparin.",
    ] {
        assert_eq!(fact(text, few), YES, "{text}");
        assert_eq!(fact(text, BARRED), None, "{text}");
    }
    for text in [
        "Platelets 18, femoral DVT.",
        "Platelets 245.",
        "plts 145",
        "Platelets down 40% on heparin.",
        "If platelets fall below 50, stop.",
    ] {
        assert_eq!(fact(text, few), None, "{text}");
    }
}
