//! The days of scans: of each of several, of those that only a heading names, and none that a symptom has.

use jiff::civil::date;
use venule_engine::case::Dates;

use crate::reading::{events, word};

fn days(text: &str) -> Vec<Option<Dates>> {
    let mut days: Vec<_> = events(text, "ultrasound")
        .iter()
        .map(|it| it.when)
        .collect();
    days.sort_by_key(|it| it.map(|it| it.earliest));
    days
}

fn on(month: i8, day: i8) -> Option<Dates> {
    Some(Dates::on(date(2026, month, day)))
}

#[test]
fn how_long_a_symptom_lasts_is_no_day_of_a_scan() {
    for text in [
        "Order: venous duplex left leg, r/o DVT, swelling 3 days",
        "Venous duplex left leg, r/o DVT, swelling 3 days",
        "US left leg ?DVT, swollen 3 days",
        "Duplex left leg, ?DVT, pain and swelling for 2 weeks",
        "Left leg duplex, calf pain x 4 days",
    ] {
        assert!(events(text, "ultrasound").is_empty(), "{text}");
        assert_eq!(events(text, "symptom_onset").len(), 1, "{text}");
    }
    assert_eq!(days("Duplex negative 3 days ago, swelling"), [on(3, 13)]);
    assert_eq!(days("Duplex 3 days ago, swelling"), [on(3, 13)]);
}

#[test]
fn each_of_two_scans_has_its_own_day() {
    for text in [
        "two scans on 3 and 10 March, both negative",
        "Two duplexes, 3 March and 10 March, both negative",
        "scans on 3 and 10 March were negative",
        "US neg x2 (3 March, 10 March)",
        "Scans 3 March, 10 March: neg",
        "Duplex 3 March negative, duplex 10 March negative",
    ] {
        assert_eq!(days(text), [on(3, 3), on(3, 10)], "{text}");
        let results = events(text, "ultrasound");
        for scan in results {
            let mut said = scan.attributes.into_iter();
            let result = said.find(|(name, _)| &**name == "result");
            assert_eq!(result.map(|(_, value)| value), word("negative"), "{text}");
        }
    }
    // Which of day and month stands first is not said: two scans, each without a day.
    assert_eq!(days("US 3/4 neg, US 3/11 neg"), [None, None]);
}

#[test]
fn a_date_of_digits_takes_the_order_that_another_one_shows() {
    assert_eq!(days("Duplex negative 3/2, swelling since 2/18"), [on(3, 2)]);
    assert_eq!(days("seen 2/20, US 3/2 neg"), [on(3, 2)]);
    assert_eq!(days("Power 4/5, duplex neg, symptoms since 2/18"), [None]);
}

#[test]
fn a_scan_that_only_a_heading_or_the_sentence_before_names_has_its_day() {
    for text in [
        "Comparison: 3 March, no DVT",
        "Comparison: 3 March 2026, no DVT. Left calf swollen.",
        "Prior: 3 March, no DVT",
        "Had a scan. First one 13 days ago was neg",
        "Had a duplex. Negative on 3 March.",
    ] {
        assert_eq!(days(text), [on(3, 3)], "{text}");
    }
}

#[test]
fn a_score_or_a_value_before_a_date_is_no_day() {
    let text = "Wells score of 2, 3 March US negative.";
    assert_eq!(days(text), [on(3, 3)]);
    assert_eq!(days("D-dimer 5, duplex 10 March negative"), [on(3, 10)]);
    assert!(
        events("D-dimer 2.1/1.0, calf swollen", "d_dimer")[0]
            .when
            .is_none()
    );
}

#[test]
fn a_scan_that_is_known_is_no_other_one() {
    let text = "Left leg duplex on 10 March negative. Tighter since last night than on scan day.";
    assert_eq!(days(text), [on(3, 10)]);
    let legs = "Right leg duplex on 10 March negative. On 12 March she came back for the left leg.";
    assert_eq!(days(legs), [on(3, 10)]);
}

#[test]
fn the_name_of_a_scan_is_no_result_of_it() {
    for text in [
        "US right leg DVT.",
        "Order: US right leg DVT. Indication calf pain",
        "Ultrasound of the left leg DVT. Calf pain.",
    ] {
        let all = events(text, "ultrasound");
        let shown = |it: &venule_text::candidate::EventCandidate| {
            it.attributes.iter().any(|(name, _)| **name == *"result")
        };
        assert!(!all.iter().any(shown), "{text}");
    }
}

#[test]
fn what_stands_before_the_comma_of_a_value_is_of_something_else() {
    for text in [
        "Chest film normal yesterday, D-dimer 1800 ng/mL FEU.",
        "CXR normal, high sensitivity D-dimer 1800 FEU",
    ] {
        let all = events(text, "d_dimer");
        let negative = |it: &venule_text::candidate::EventCandidate| {
            let mut said = it.attributes.iter();
            said.any(|(name, value)| **name == *"result" && Some(value.clone()) == word("negative"))
        };
        assert!(!all.iter().any(negative), "{text}");
    }
}

#[test]
fn that_day_is_the_one_that_was_named_before_it() {
    let text = "On 2 March a clot was found in my groin and I started rivaroxaban that day.";
    let started = events(text, "anticoagulation_start");
    assert_eq!(started.first().and_then(|it| it.when), on(3, 2));
}
