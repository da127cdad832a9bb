//! What a scan showed, leg by leg, and a DVT of which nobody says how far up it reaches.

use venule_engine::side::Side;
use venule_logic::Value;

use crate::reading::{DATA, NO, YES, attribute, events, fact, read_text, word};

/// A DVT of whichever level.
fn some_dvt() -> Option<Value> {
    Some(Value::choices(["proximal_dvt", "isolated_distal_dvt"]))
}

/// The result of the scan of a leg.
fn result_of(text: &str, leg: Side) -> Option<Value> {
    let events = events(text, "ultrasound").into_iter();
    let mut of_leg = events.filter(|it| it.side == Some(leg));
    let event = of_leg.next()?;
    assert!(of_leg.next().is_none(), "{text}");
    let mut attributes = event.attributes.into_iter();
    let result = attributes.find(|(name, _)| &**name == "result");
    result.map(|(_, value)| value)
}

#[test]
fn a_dvt_without_its_level_is_one_of_the_two() {
    for text in [
        "Right leg DVT on duplex today.",
        "USS this morning: + DVT right.",
        "My scan yesterday showed a deep vein thrombosis in my right leg.",
        "venous doppler result back = DVT, right leg",
        "Scan result: acute DVT right leg.",
        "Positive RLE duplex today.",
        "US 14/03/26 RLE DVT",
        "Duplex today confirms thrombosis of the deep system, right leg.",
    ] {
        assert_eq!(result_of(text, Side::Right), some_dvt(), "{text}");
    }
}

#[test]
fn a_level_that_is_told_as_well_is_the_level() {
    let text = "US today: DVT left leg, popliteal vein.";
    assert_eq!(result_of(text, Side::Left), word("proximal_dvt"));
    let text = "US today: left leg DVT. Peroneal vein thrombosed.";
    assert_eq!(
        attribute(text, "ultrasound", "result"),
        word("isolated_distal_dvt")
    );
}

#[test]
fn a_dvt_that_is_asked_feared_or_past_is_none_on_the_scan() {
    for text in [
        "?DVT R leg, US today: negative.",
        "PMH DVT. US neg today.",
        "We thought of DVT, but scan today normal.",
        "DVT prophylaxis given after the operation. US today neg.",
        "Scan neg today. Differential was DVT v cellulitis.",
        "Had DVT R leg last year. Scan today R leg: no new DVT.",
        "DVT resolved on repeat scan today.",
    ] {
        assert_eq!(
            attribute(text, "ultrasound", "result"),
            word("negative"),
            "{text}"
        );
    }
    assert!(events("If the US shows DVT start apixaban.", "ultrasound").is_empty());
    assert!(events("Awaiting US to confirm DVT left leg.", "ultrasound").is_empty());
}

#[test]
fn what_is_free_beside_a_thrombus_takes_nothing_away() {
    let compressible = "Left DVT on scan today, compressible veins above.";
    assert_eq!(result_of(compressible, Side::Left), some_dvt());
    let popliteal = "Popliteal DVT left on scan, femoral vein compressible.";
    assert_eq!(result_of(popliteal, Side::Left), word("proximal_dvt"));
    let rest = "Gastrocs thrombosed R, rest clear, duplex this am.";
    assert_eq!(result_of(rest, Side::Right), word("isolated_distal_dvt"));
    let free = "Left leg scan today: all deep veins compressible.";
    assert_eq!(result_of(free, Side::Left), word("negative"));
}

#[test]
fn an_exception_makes_no_negative_scan() {
    let text = "Right leg US today: all deep veins compress except the soleal vein.";
    assert_ne!(result_of(text, Side::Right), word("negative"));
}

#[test]
fn each_leg_keeps_its_result() {
    let clear = word("negative");
    let cases = [
        (
            "US: no DVT right, DVT left popliteal.",
            clear.clone(),
            word("proximal_dvt"),
        ),
        (
            "Duplex today: R leg neg, L CFV clot.",
            clear.clone(),
            word("proximal_dvt"),
        ),
        (
            "Bilateral duplex: right negative, left popliteal DVT.",
            clear.clone(),
            word("proximal_dvt"),
        ),
        (
            "US today: DVT left leg. Right leg veins compressible.",
            clear.clone(),
            some_dvt(),
        ),
        (
            "Right leg negative, left leg positive for DVT on ultrasound yesterday.",
            clear.clone(),
            some_dvt(),
        ),
        (
            "Scan: left - soleal vein thrombosis; right - nil.",
            None,
            word("isolated_distal_dvt"),
        ),
        ("venous US: +DVT LLE, -DVT RLE", clear.clone(), some_dvt()),
        (
            "whole leg US today: no DVT left, no DVT right",
            clear.clone(),
            clear,
        ),
    ];
    for (text, right, left) in cases {
        assert_eq!(result_of(text, Side::Left), left, "{text}");
        if right.is_some() {
            assert_eq!(result_of(text, Side::Right), right, "{text}");
        }
    }
}

#[test]
fn a_leg_alone_on_a_line_is_that_of_the_lines_below() {
    let text = "US today\nRight leg:\nCFV, FV and popliteal vein compressible.\nLeft leg:\nThrombus in the popliteal vein.";
    assert_eq!(result_of(text, Side::Left), word("proximal_dvt"));
    assert_ne!(result_of(text, Side::Right), word("proximal_dvt"));
}

#[test]
fn a_report_goes_vein_by_vein() {
    let text = "Right: CFV comp, SFV comp, pop V comp, PTV/peroneal comp. Left: CFV comp, SFV noncompressible, pop V noncompressible.";
    assert_eq!(result_of(text, Side::Right), word("negative"));
    assert_eq!(result_of(text, Side::Left), word("proximal_dvt"));
    let one = "Left leg US today: CFV compressible.";
    assert_eq!(result_of(one, Side::Left), None);
}

#[test]
fn veins_that_compress_are_no_soft_calf() {
    let tense = "symptoms.swelling_tense";
    assert_eq!(
        fact("Left calf tense. Veins soft and compressible on US.", tense),
        YES
    );
    assert_eq!(
        fact(
            "Calf tense and swollen. US: calf veins compressible.",
            tense
        ),
        YES
    );
    assert_eq!(fact("US today: calf veins compressible.", tense), None);
    assert_eq!(fact("The calf is soft, US clear.", tense), NO);
}

#[test]
fn a_clot_at_the_junction_has_no_distance_left() {
    let far =
        |text: &str| attribute(text, "ultrasound", "junction_distance").map(|it| it.to_string());
    assert_eq!(
        far("Clot in GSV at SFJ left leg on US today.").as_deref(),
        Some("0 'cm'")
    );
    assert_eq!(
        far("GSV thrombosis 2 cm from SFJ on scan today.").as_deref(),
        Some("2 'cm'")
    );
    assert_eq!(
        far("GSV thrombus not reaching the SFJ on scan today."),
        None
    );
}

#[test]
fn an_old_thrombus_is_none_that_is_denied_as_new() {
    let text =
        "US today: chronic post-thrombotic change in left popliteal vein. No acute thrombus.";
    assert_eq!(
        attribute(text, "ultrasound", "acuity"),
        word("chronic_change")
    );
    assert_eq!(
        attribute(text, "ultrasound", "result"),
        word("proximal_dvt")
    );
    let both = "US today: acute on chronic thrombus in the left femoral vein.";
    assert_eq!(attribute(both, "ultrasound", "acuity"), word("acute"));
    assert_eq!(
        attribute(both, "ultrasound", "result"),
        word("proximal_dvt")
    );
    let none = "US today: no acute DVT.";
    assert_eq!(attribute(none, "ultrasound", "result"), word("negative"));
}

#[test]
fn a_clot_that_somebody_was_told_of_is_a_dvt_and_a_feared_one_is_none() {
    for text in [
        "They found a clot in my left leg.",
        "I have a blood clot in my right calf and take Eliquis.",
    ] {
        assert_eq!(events(text, "diagnosis").len(), 1, "{text}");
    }
    for text in [
        "Could I have a clot in my leg?",
        "I think I have a blood clot in my leg.",
        "No one found a clot in my leg.",
        "Worried that he has a clot in his leg.",
    ] {
        assert!(events(text, "diagnosis").is_empty(), "{text}");
    }
}

/// The leg of which pain is told.
fn leg_in_pain(text: &str) -> Option<Side> {
    let reading = read_text(text);
    let mut facts = reading.facts.into_iter();
    let found = facts.find(|it| &*DATA.0.facts[it.fact.0 as usize].name == "symptoms.pain");
    found.and_then(|it| it.side)
}

#[test]
fn a_leg_that_is_announced_is_that_of_what_follows() {
    for text in [
        "A gentleman seen in urgent care, right leg. The calf has been painful since Monday.",
        "Sonographer. 44F on my table, right leg, Wells 2. Calf sore.",
        "65M ward 4, R leg. Painful and red since Monday.",
    ] {
        assert_eq!(leg_in_pain(text), Some(Side::Right), "{text}");
    }
    for text in [
        "PMH: DVT 2019, right leg. Calf painful for 3 days.",
        "Scan last week negative, right leg. Calf painful now.",
    ] {
        assert_eq!(leg_in_pain(text), None, "{text}");
    }
}

#[test]
fn the_other_leg_alone_puts_nothing_right() {
    for text in [
        "Left calf painful. It was the other leg, the right, that was scanned in January.",
        "Left calf painful. The right, the other leg, is fine.",
    ] {
        assert_eq!(leg_in_pain(text), Some(Side::Left), "{text}");
    }
    for text in [
        "Left calf painful. Sorry, the other leg, the right.",
        "Left calf painful. Other leg, sorry: right",
        "Left calf painful. Wrong leg, it is the right.",
    ] {
        assert_eq!(leg_in_pain(text), Some(Side::Right), "{text}");
    }
}

#[test]
fn a_relative_who_writes_of_themselves_only_as_the_writer_tells_of_the_patient() {
    for text in [
        "my mums leg is swollen and red, i am worried. should i take her to hospital?",
        "My husband's leg is swollen, i dont know what to do",
        "my mum is 80, her leg is swollen and i noticed her calf is hot",
        "My partner who had a DVT last year has a swollen left leg again.",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), YES, "{text}");
    }
    for text in [
        "my mum's leg is swollen and i have calf pain",
        "my mother's leg is swollen. My calf hurts.",
        "My mother who had a clot has a swollen leg. My calf hurts.",
    ] {
        assert_eq!(fact(text, "symptoms.swelling"), None, "{text}");
    }
}

#[test]
fn a_complaint_that_has_gone_lately_is_gone() {
    for text in [
        "Her calf soreness resolved over the weekend.",
        "The pain resolved yesterday.",
    ] {
        assert_eq!(fact(text, "symptoms.pain"), NO, "{text}");
    }
}
