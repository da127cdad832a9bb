//! Whose an age is, ages in doubt, and ages that stand by themselves.

use venule_logic::Value;
use venule_text::candidate::{Doubt, Standing};

use crate::reading::{events, fact, standing, word};

const AGE: &str = "patient.age_years";

fn years(text: &str) -> Option<i32> {
    match fact(text, AGE) {
        Some(Value::Integer(years)) => Some(years),
        _ => None,
    }
}

#[test]
fn the_age_of_something_else_is_not_the_patients() {
    for (text, age) in [
        ("2 cm soleal DVT left, 8 days old on scan. 45M", Some(45)),
        (
            "Brought her 3 week old with her. Right calf swollen for 2 days.",
            None,
        ),
        ("clot 9 days old, 53M, left leg", Some(53)),
        (
            "Duplex report is 3 days old. F61 swollen left calf.",
            Some(61),
        ),
        (
            "Fracture 6 weeks old, cast off. 71M right calf swollen.",
            Some(71),
        ),
        (
            "38F, breastfeeding a 5 month old, left thigh swollen.",
            Some(38),
        ),
        (
            "Thrombus looks about 2 weeks old. 66 year old man.",
            Some(66),
        ),
        ("Plaster 4 weeks old. Left calf tender.", None),
        ("IVC filter 5 years old, left leg swollen.", None),
    ] {
        assert_eq!(years(text), age, "{text}");
        assert!(age.is_some() || standing(text, AGE).is_none(), "{text}");
    }
    for text in [
        "3 month old baby with swollen leg",
        "6 week old infant, left leg swollen",
        "A 10 day old neonate with central line, leg swollen",
        "Child aged 18 months, leg swollen",
        "Baby, 3 weeks old, left leg swollen",
    ] {
        assert_eq!(years(text), Some(0), "{text}");
    }
    // Whose baby it is may be asked.
    let mother = "Left calf swollen, has a 3 week old baby.";
    assert_eq!(
        standing(mother, AGE),
        Some(Standing::ToConfirm(Doubt::Number))
    );
    assert_eq!(years("9 year old with a swollen leg"), Some(9));
}

#[test]
fn an_age_in_doubt_is_asked() {
    for text in [
        "Age ?73. Left calf swollen.",
        "Woman, 73 or 37 years old, left calf swollen",
        "Age 73 on form, 37 per DOB?? Left calf swollen.",
        "Age: 54?, right leg swollen",
        "Pt aged 64 or 46, calf pain",
        "?45yo man, swollen calf",
        "Man, 67?, swollen left leg",
    ] {
        assert!(
            matches!(standing(text, AGE), Some(Standing::ToConfirm(_))),
            "{text}"
        );
    }
    for (text, age) in [
        ("45M ?DVT left leg", 45),
        ("Age 62, ?DVT", 62),
        ("Which D-dimer cut-off for a woman aged 67?", 67),
        ("Age 62, 40 pack years, swollen left leg", 62),
    ] {
        assert_eq!(years(text), Some(age), "{text}");
    }
}

#[test]
fn an_age_by_itself_is_read() {
    for (text, age, sex) in [
        ("47, female, swollen calf", 47, "female"),
        ("63, male, right calf pain 2 days", 63, "male"),
        ("My 81M has a swollen left calf", 81, "male"),
        ("M, 55. Left calf swollen.", 55, "male"),
        ("Swollen calf. F, 38. No cancer.", 38, "female"),
        ("77M walking boot, left calf swollen", 77, "male"),
        ("wife 62 says her right calf is swollen", 62, "female"),
        (
            "I am worried about my wife, 44. Her left calf is swollen",
            44,
            "female",
        ),
        ("Hiya, my husband (57) has a fat leg", 57, "male"),
        (
            "Good morning, my mum (71) has a swollen left calf",
            71,
            "female",
        ),
    ] {
        assert_eq!(years(text), Some(age), "{text}");
        assert_eq!(fact(text, "patient.sex"), word(sex), "{text}");
    }
    assert_eq!(years("retired builder, 66, swollen left calf"), Some(66));
    assert_eq!(years("My husband who's 54 has a swollen calf"), Some(54));
    assert_eq!(years("My mum, who is 71, has a swollen calf"), Some(71));
    assert_eq!(years("ex-miner, 79, swollen left leg"), Some(79));
    for text in [
        "77m walking distance, left calf pain",
        "Walks 60m walking then calf pain",
        "Hello, my mother had a clot at 60. My left calf is swollen",
    ] {
        assert_eq!(years(text), None, "{text}");
    }
}

#[test]
fn a_time_of_day_is_no_day_of_the_month() {
    for (text, day) in [
        ("Left calf pain since 22:00 last night", Some(15)),
        ("left calf pain, from 18:00 today", Some(16)),
        ("Left calf swollen since 9:30 this morning", Some(16)),
        ("Left calf pain since 14:00 on Friday", Some(13)),
        ("since 06:00 left calf pain", None),
        ("left calf pain since the 6th", Some(6)),
        ("left calf pain since 12 March", Some(12)),
    ] {
        let onset = events(text, "symptom_onset");
        let on = onset
            .first()
            .and_then(|it| it.when)
            .map(|it| it.earliest.day());
        assert_eq!(on, day, "{text}");
    }
}

#[test]
fn hours_are_days_and_a_short_weekday_goes_on() {
    for (text, day) in [
        ("Left calf pain, 48h", 14),
        ("R calf swelling, 72 hours", 13),
        ("left calf swollen 24 hrs", 15),
        ("left calf painful Thu onwards", 12),
        ("left calf painful from Fri onwards", 13),
        ("Left calf pain Tuesday onwards", 10),
    ] {
        let onset = events(text, "symptom_onset");
        let when = onset.first().and_then(|it| it.when);
        assert_eq!(when.map(|it| it.earliest.day()), Some(day), "{text}");
    }
}
