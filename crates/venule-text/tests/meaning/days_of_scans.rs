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
