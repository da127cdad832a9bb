//! Clinical shorthand: ages, lengths of time, sizes, flags and lists as they are typed in a hurry.

use jiff::civil::date;
use venule_engine::side::Side;
use venule_logic::Value;
use venule_text::candidate::Standing;

use crate::reading::{DATA, NO, YES, attribute, events, fact, read_text, word};

const AGE: &str = "patient.age_years";
const IMMOBILIZED: &str = "wells.paralysis_or_immobilized_leg";
const CANCER: &str = "comorbidity.active_cancer";

fn days_since_onset(text: &str) -> Option<i32> {
    let all = events(text, "symptom_onset");
    let when = all.first()?.when?;
    let days = date(2026, 3, 16).since(when.earliest).ok()?;
    Some(days.get_days())
}

fn of_leg(text: &str, name: &str, side: Side) -> Option<String> {
    let found = read_text(text).facts.into_iter().find(|it| {
        let named = &*DATA.0.facts[it.fact.0 as usize].name == name;
        named && it.side == Some(side) && it.standing == Standing::Accepted
    });
    match found?.value {
        Value::Quantity(quantity) => Some(quantity.value.normalize().to_string()),
        other => Some(format!("{other:?}")),
    }
}

#[test]
fn a_large_letter_behind_a_number_is_a_sex_and_no_unit() {
    for (text, years) in [
        ("Tel consult, 60M. L calf swollen.", 60),
        ("What should the request say? 59M, L calf swollen.", 59),
        ("Next step! 59M with a swollen L calf.", 59),
        ("58M on apixaban for AF, calf sore", 58),
        ("Seen in ED, 71M, painful calf", 71),
        ("A&E: 64M, L leg red", 64),
        ("55M walked in with a sore calf", 55),
        ("81 yrs, male, swollen left leg", 81),
        ("45 y o man, calf pain", 45),
        ("Pt is a 39yrF, leg swollen", 39),
        ("Ms T (47) has a painful calf", 47),
    ] {
        assert_eq!(fact(text, AGE), Some(Value::Integer(years)), "{text}");
    }
    for text in [
        "Walks to the shop, 80m, then calf hurts",
        "Calf pain after 60 m walk",
        "Calf pain, 60M walk only",
        "58m on the flat, then calf pain",
        "CALF PAIN, 60M, THEN REST",
        "WCC 5M, leg swollen",
    ] {
        assert_eq!(fact(text, AGE), None, "{text}");
    }
}

#[test]
fn a_fraction_beside_a_symptom_is_a_length_of_time() {
    for (text, days) in [
        ("4/7 calf pain on the right", 4),
        ("L leg swollen 3/7, pain 7/10", 3),
        ("1/52 painful L leg", 7),
        ("power 4/5, calf sore 5/7", 5),
        ("leg swollen/red/hot 2/7", 2),
        ("48h hx of painful calf", 2),
        ("swelling since yest evening, R calf", 1),
        ("Day 5 of a swollen painful leg", 5),
        ("D3 of L calf swelling", 3),
    ] {
        assert_eq!(days_since_onset(text), Some(days), "{text}");
    }
    for text in [
        "pain score 7/10, calf swollen",
        "VAS 4/7, swollen leg",
        "Power 5/5, pulses 2/4, swollen leg",
        "calf swollen, vit D3 30 nmol/L",
        // The twelfth of March is as likely.
        "R calf aching 3/12",
    ] {
        assert_eq!(days_since_onset(text), None, "{text}");
    }
    // Beside a test it may be a date.
    let scan = events("USS 3/7 neg, calf still swollen", "ultrasound");
    assert!(scan.iter().all(|it| it.when.is_none()));
}

#[test]
fn the_longest_side_of_a_lump_is_its_size() {
    for text in [
        "lump behind the left calf 6 x 4 cm",
        "4cm by 6cm mass in the left calf",
        "left calf mass 5 x 6 x 3 cm",
    ] {
        assert_eq!(
            of_leg(text, "calf_mass.size", Side::Left).as_deref(),
            Some("6"),
            "{text}"
        );
    }
}

#[test]
fn each_leg_has_its_own_number() {
    for text in [
        "ABPI 0.85 on left and 1.02 on right",
        "ABPI 1.02/0.85 (R/L)",
        "ABI R/L 1.02/0.85",
        "ABI L: 0.85 R: 1.02",
        "ABPI 0.85 on the left, 1.02 on the right",
        "ABPI (L) 0.85 (R) 1.02",
        "ABPI 0.85 (L), 1.02 (R)",
    ] {
        let leg = |side| of_leg(text, "abi.value", side);
        assert_eq!(leg(Side::Left).as_deref(), Some("0.85"), "{text}");
        assert_eq!(leg(Side::Right).as_deref(), Some("1.02"), "{text}");
    }
    // Which leg is which is not said: any value between the two.
    let either = fact("ABPI 0.85/1.02", "abi.value");
    assert!(either.is_some_and(|it| !matches!(it, Value::Quantity(_))));
}

#[test]
fn the_flag_of_a_laboratory_may_stand_in_brackets() {
    let text = "TSH 6.2 (H), Mg 0.62 mmol/L (L), CK 110 (N)";
    assert_eq!(fact(text, "tsh.result"), word("high"));
    assert_eq!(fact(text, "magnesium.serum_result"), word("low"));
    assert_eq!(fact(text, "ck.result"), word("normal"));
}

#[test]
fn a_denied_phrase_begins_a_list() {
    let text = "Swollen L calf. No cancer, plaster.";
    assert_eq!(fact(text, CANCER), NO);
    assert_eq!(fact(text, IMMOBILIZED), NO);
    let text = "No cancer, surgery, plaster, previous DVT.";
    assert_eq!(fact(text, "wells.previous_dvt"), NO);
    let text = "0 oedema, 0 erythema, calf sore";
    assert_eq!(fact(text, "symptoms.swelling"), NO);
    assert_eq!(fact(text, "symptoms.erythema"), NO);
    let text = "no hx Ca, VTE, surgery, immob";
    assert_eq!(fact(text, "wells.bedridden_or_surgery"), NO);
}

#[test]
fn a_statement_ends_a_list_of_denials() {
    for (text, name) in [
        ("No cancer, calf swollen and tender", "symptoms.swelling"),
        (
            "No cancer, previous DVT 2012, no meds",
            "wells.previous_dvt",
        ),
        ("No cancer, plaster cast on since 2 weeks", IMMOBILIZED),
        ("no pulses, foot cold and white", "limb.cold"),
        ("No previous DVT, active breast cancer", CANCER),
        ("No chest pain, breathless", "pe.dyspnea"),
        ("No prior VTE, hemiplegic", IMMOBILIZED),
        ("No pedal pulses, cold", "limb.cold"),
        ("nil redness, nil heat, swelling ++", "symptoms.swelling"),
        (
            "no injury, sudden calf pain playing tennis",
            "symptoms.pain",
        ),
        ("no SOB / no CP / L leg swollen", "symptoms.swelling"),
        ("No SOB, pain in calf on walking", "symptoms.pain"),
    ] {
        assert_eq!(fact(text, name), YES, "{text}");
    }
    // What is no item of a list of risks is not the beginning of one.
    assert_eq!(
        attribute(
            "No anticoagulation, popliteal DVT on US",
            "ultrasound",
            "result"
        ),
        word("proximal_dvt")
    );
    assert_eq!(fact("denies feeling dizzy, breathless", "pe.dyspnea"), NO);
    // A score of nothing denies nothing.
    assert_ne!(fact("Wells 0, swollen leg", "symptoms.swelling"), NO);
}

#[test]
fn what_is_treated_now_is_of_now_below_a_heading_of_the_past() {
    for text in [
        "PMH: prostate ca on chemo, HTN. L calf swollen",
        "PMH: metastatic lung cancer",
        "PMH - NHL on R-CHOP cycle 2",
        "PMH breast ca (on anastrozole), OA",
        "Past medical history: stage IV ovarian cancer",
    ] {
        assert_eq!(fact(text, CANCER), YES, "{text}");
    }
    for text in [
        "PMH: bowel cancer 2008, cured",
        "PMH: breast cancer, completed chemo 2015",
        "PMH: breast ca on tamoxifen until 2015",
        "No Hx: VTE, cancer, thrombophilia",
    ] {
        assert_ne!(fact(text, CANCER), YES, "{text}");
    }
    let text = "PMH: Breast ca 2019 / Breast ca on tamoxifen / DVT 2015 / HTN";
    assert_ne!(fact(text, CANCER), NO);
    assert_eq!(fact(text, "wells.previous_dvt"), YES);
}

#[test]
fn somebody_else_who_is_well_is_not_the_patient() {
    let text = "my wife is fine, calf swollen since Tuesday";
    assert_eq!(fact(text, "symptoms.swelling"), YES);
    assert_eq!(fact(text, "patient.sex"), None);
}

#[test]
fn what_an_order_is_for_is_there() {
    let present = "calcification.present";
    for text in [
        "Order for calcification in the left calf, what should it say?",
        "Request ultrasound for a known calcification of the left calf",
    ] {
        assert_eq!(fact(text, present), YES, "{text}");
    }
}

#[test]
fn an_arrow_leads_to_a_result() {
    for text in ["US->neg, still swollen", "US -> neg, still swollen"] {
        let scans = events(text, "ultrasound");
        assert_eq!(scans.len(), 1, "{text}");
        assert!(!scans[0].attributes.is_empty(), "{text}");
    }
}

#[test]
fn a_later_sentence_of_a_leg_comes_back_from_the_past() {
    for text in ["PMH: HTN. L calf red and swollen", "FH: DVT. L calf red"] {
        assert_eq!(fact(text, "symptoms.erythema"), YES, "{text}");
    }
    let text = "PMH: HTN. L leg swollen 2019 after TKR";
    assert_eq!(fact(text, "symptoms.swelling"), None);
}

#[test]
fn a_day_on_which_a_symptom_goes_on_did_not_begin_it() {
    for text in [
        "Scan of 4 March negative. Today it aches exactly the same.",
        "Left calf is still sore today.",
        "Today the left leg is still swollen.",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
    }
    assert_eq!(days_since_onset("Left calf pain started today"), Some(0));
    assert_eq!(
        days_since_onset("Left calf still sore since 9 March"),
        Some(7)
    );
}

#[test]
fn the_day_of_the_text_is_no_beginning_unless_the_words_say_so() {
    for text in [
        "Left calf pain. Still the calf pain today.",
        "Left leg swelling today, no trauma.",
        "We scanned her for suspected DVT of the right leg this afternoon.",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
    }
    let seen = "I saw her this morning with pain in the left calf for three days.";
    assert_eq!(days_since_onset(seen), Some(3));
    let today = "Woke this morning with a painful swollen left calf.";
    assert_eq!(days_since_onset(today), Some(0));
}

#[test]
fn what_came_in_the_weeks_after_a_scan_is_new_since_it_and_no_onset() {
    let text = "Duplex 8 days ago negative. Calf swelling since yesterday.";
    assert!(events(text, "symptom_onset").is_empty());
    assert_eq!(fact(text, "symptoms.new_unilateral_swelling"), YES);
    assert_eq!(fact(text, "symptoms.course"), word("worsening"));
    let text = "Duplex on 3 March negative. Since Saturday the right calf is red and hot.";
    assert!(events(text, "symptom_onset").is_empty());
    assert_eq!(fact(text, "symptoms.new_erythema"), YES);
    let text = "Calf more swollen than at the scan 3 days ago.";
    assert!(events(text, "symptom_onset").is_empty());
    let both = "Bilateral leg duplex clear on 2 March. Left calf swollen since 13 March.";
    assert!(events(both, "symptom_onset").is_empty());
    let other = "Right leg duplex clear 10 days ago. Now the left calf is swollen.";
    assert_eq!(fact(other, "symptoms.new_unilateral_swelling"), None);
    // Long after a scan, or of the other leg, it is an episode of its own; before a scan it is what led to it.
    for text in [
        "Duplex on 3 November 2025 negative. Left calf pain for 3 days.",
        "Duplex of the right leg 5 days ago negative. Now the left leg swollen for 3 days.",
        "Left calf pain for 3 days. Duplex yesterday negative.",
    ] {
        assert_eq!(days_since_onset(text), Some(3), "{text}");
        assert_eq!(fact(text, "symptoms.course"), None, "{text}");
    }
}

#[test]
fn a_test_with_a_length_of_time_for_its_name_is_no_test_of_that_long_ago() {
    let events = |text| events(text, "ultrasound");
    assert!(events("She wants to cancel tomorrow's one-week scan.").is_empty());
    assert_eq!(events("2 week scan neg")[0].when, None);
    assert!(events("Scan 2 weeks ago neg")[0].when.is_some());
}

#[test]
fn a_piece_of_a_sentence_that_only_names_a_vein_says_where() {
    for (text, vein) in [
        ("Duplex today: acute thrombus, CFV right.", "common_femoral"),
        ("US today: DVT, right popliteal vein", "popliteal"),
        (
            "Duplex: fresh thrombus, left popliteal and femoral veins.",
            "femoral",
        ),
    ] {
        assert_eq!(attribute(text, "ultrasound", "vein"), word(vein), "{text}");
    }
    let clear = "Duplex: DVT, popliteal vein clear, femoral vein not seen";
    assert_eq!(attribute(clear, "ultrasound", "vein"), None);
}

#[test]
fn a_pain_that_has_gone_has_resolved_where_it_was_all() {
    let course = |text| fact(text, "symptoms.course");
    for text in [
        "Scan 6 days ago negative. The pain is gone.",
        "Calf pain was gone by Sunday, scan last Wednesday negative.",
    ] {
        assert_eq!(course(text), word("resolved"), "{text}");
        assert_eq!(fact(text, "symptoms.pain"), NO, "{text}");
    }
    assert_eq!(
        course("Pain has gone but the calf is swollen. Scan neg."),
        None
    );
    assert_eq!(course("No pain. Scan neg."), None);
}

#[test]
fn what_stands_behind_a_comparison_is_of_an_earlier_study() {
    for text in [
        "VENOUS DUPLEX LEFT LEG 16 March 2026. Comparison: 6 March 2026, negative. IMPRESSION: equivocal study.",
        "Duplex left leg 16 March 2026.\nPrior: 6 March 2026, negative.\nFindings: equivocal study.",
    ] {
        let scans = events(text, "ultrasound");
        let result = |days: i8| {
            let of_day = |it: &&venule_text::candidate::EventCandidate| {
                it.when.is_some_and(|it| it.latest == date(2026, 3, days))
            };
            let scan = scans.iter().find(of_day)?;
            let mut all = scan.attributes.iter();
            all.find(|(name, _)| &**name == "result")
                .map(|(_, it)| it.clone())
        };
        assert_eq!(result(16), word("nondiagnostic"), "{text}");
        assert_eq!(result(6), word("negative"), "{text}");
    }
    let none = "Duplex left leg today.\nComparison: none.\nNo DVT.";
    assert_eq!(attribute(none, "ultrasound", "result"), word("negative"));
}

#[test]
fn a_day_that_is_waited_for_puts_nothing_behind_it_off() {
    for text in [
        "No sonographer until Thursday, 8 weeks pregnant, right calf swollen.",
        "No slot until tomorrow morning, right calf swollen, pregnant.",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
        assert_eq!(fact(text, "pregnancy"), YES, "{text}");
    }
    let until = "Do nothing until she has leg swelling.";
    assert_eq!(fact(until, "symptoms.swelling"), None);
}

#[test]
fn a_relative_whom_the_text_begins_with_is_the_patient_where_she_complains() {
    for text in [
        "Mum's in a nursing home, her calf is swollen",
        "Dad's calf is swollen and red",
        "mum, 84, left leg gone blue and swollen",
        "my mum in a nursing home, left calf swollen. she is 84",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
    }
    let family = "Father has lung cancer. Calf pain 3 days";
    assert_eq!(fact(family, CANCER), None);
}

#[test]
fn a_femoropopliteal_segment_is_no_plaster() {
    for text in [
        "fem-pop pos on US",
        "Duplex today: fem-pop pos",
        "left fem-pop occluded on duplex",
        "pop vein thrombosed on US",
    ] {
        let plaster = fact(text, "wells.paralysis_or_immobilized_leg");
        assert_eq!(plaster, None, "{text}");
    }
    let cast = "Left leg in POP since Monday";
    assert_eq!(fact(cast, "wells.paralysis_or_immobilized_leg"), YES);
}

#[test]
fn a_value_of_each_leg_may_stand_with_a_slash() {
    for text in [
        "ABI 0.8 R / 0.9 L",
        "ABI R 0.8 / L 0.9",
        "ABI 0.8 (R) / 0.9 (L)",
        "ABI L 0.9 / R 0.8",
    ] {
        let values = read_text(text).facts.into_iter();
        let legs = values.filter(|it| it.side.is_some() && it.standing == Standing::Accepted);
        assert_eq!(legs.count(), 2, "{text}");
    }
}

#[test]
fn a_symptom_that_has_lasted_since_something_else_has_lasted_until_now() {
    let since = "Right calf ache for 3 days after a spin class.";
    assert_eq!(days_since_onset(since), Some(3));
    let then = "Apixaban for 3 months after a DVT in 2019. Calf sore.";
    assert_eq!(days_since_onset(then), None);
}

#[test]
fn what_follows_a_misspelling_is_read() {
    let text = "62F. Left calf swolen. Duplex yesterday showed femoral DVT. On apixiban.";
    assert_eq!(events(text, "ultrasound").len(), 1, "{text}");
    assert_eq!(fact(text, "treatment.doac"), YES, "{text}");
    assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
}
