use std::fmt::Write;

use jiff::civil::{Date, date};

use super::*;

/// A Monday.
const REFERENCE: Date = date(2026, 3, 16);

fn day(day: Option<Date>) -> String {
    day.map_or("..".to_owned(), |day| day.to_string())
}

fn days(days: Days) -> String {
    match days.single() {
        Some(one) => one.to_string(),
        None => format!("{}/{}", day(days.earliest), day(days.latest)),
    }
}

fn amount(amount: Amount) -> String {
    let end = |end: Option<rust_decimal::Decimal>| {
        end.map_or("..".to_owned(), |end| end.normalize().to_string())
    };
    match amount.single() {
        Some(one) => one.normalize().to_string(),
        None => format!(
            "{}{}/{}",
            if amount.open { "open " } else { "" },
            end(amount.low),
            end(amount.high)
        ),
    }
}

fn length(length: Length) -> String {
    let end = |end: Option<i64>| end.map_or("..".to_owned(), |end| end.to_string());
    let (low, high) = length.days();
    if low == high {
        format!("{} d", end(low))
    } else {
        format!("{}/{} d", end(low), end(high))
    }
}

fn show(view: &str, mention: &Mention) -> String {
    let unit = |measure: &Measure| {
        measure
            .unit()
            .map_or(measure.name().to_owned(), |unit| unit.code().to_owned())
    };
    let mut out = match &mention.figure {
        Figure::Number(one) => format!("number {}", amount(*one)),
        Figure::Ordinal(nth) => format!("ordinal {nth}"),
        Figure::Quantity(one, measure) => format!("{} {}", amount(*one), unit(measure)),
        Figure::Pair(left, right, measure) => {
            format!(
                "{} v {} {}",
                amount(*left),
                amount(*right),
                measure.as_ref().map_or("-".to_owned(), unit)
            )
        }
        Figure::Slash(left, right) => format!("{left} over {right}"),
        Figure::Reference(one, measure) => {
            format!(
                "reference {} {}",
                amount(*one),
                measure.as_ref().map_or("-".to_owned(), unit)
            )
        }
        Figure::Age(age) => {
            let sex = age.sex.map_or(String::new(), |sex| format!(" {sex:?}"));
            let then = if age.then { " then" } else { "" };
            format!("age {} {:?}{sex}{then}", amount(age.amount), age.unit)
        }
        Figure::Duration(one) => length(*one),
        Figure::Time(moment) => {
            let mut out = format!("{:?}", moment.relation);
            if let Some(found) = moment.days {
                write!(out, " {}", days(found)).unwrap();
            } else if let Some(found) = moment.length {
                write!(out, " {}", length(found)).unwrap();
            }
            if let Some(other) = moment.other {
                write!(out, " or {}", days(other)).unwrap();
            }
            if let Some(anchor) = moment.anchor {
                write!(out, " [{}]", anchor.of(view)).unwrap();
            }
            out
        }
        Figure::Clock(minutes) => format!("clock {minutes}"),
    };
    if let Some(doubt) = mention.doubt {
        write!(out, " {doubt:?}").unwrap();
    }
    out
}

/// What is found in a view, each with its words.
fn found(view: &str) -> Vec<String> {
    find(view, REFERENCE)
        .iter()
        .map(|mention| format!("{} = {}", mention.span.of(view), show(view, mention)))
        .collect()
}

/// Each row is a view and what is found in it, in order, without the words.
fn check(rows: &[(&str, &[&str])]) {
    for (view, expected) in rows {
        let found = find(view, REFERENCE);
        let shown: Vec<String> = found.iter().map(|mention| show(view, mention)).collect();
        assert_eq!(shown, *expected, "{view}: {:?}", self::found(view));
    }
}

#[test]
fn an_age_comes_with_its_sex_and_not_with_every_number() {
    check(&[
        ("58f with calf pain", &["age 58 Year Female"]),
        ("58 f presents", &["age 58 Year Female"]),
        ("f58", &["age 58 Year Female"]),
        ("m/62", &["age 62 Year Male"]),
        ("62yo m", &["age 62 Year Male"]),
        ("62yom", &["age 62 Year Male"]),
        ("a 45-year old woman", &["age 45 Year Female"]),
        ("45 year old man", &["age 45 Year Male"]),
        ("aged 71", &["age 71 Year"]),
        ("age: 67", &["age 67 Year"]),
        ("4 y/o girl", &["age 4 Year Female"]),
        ("6 months old", &["age 6 Month"]),
        ("three weeks of age", &["age 3 Week"]),
        ("in her 70s", &["age 70/79 Year"]),
        ("in his early sixties", &["age 60/63 Year"]),
        ("about 60 years old", &["age 54/66 Year"]),
        ("over 80 years old", &["age open 80/.. Year"]),
        ("a clot at the age of 34", &["age 34 Year then"]),
        ("450 years old", &["age 450 Year Implausible"]),
        ("100f", &["age 100 Year Female Ambiguous"]),
        // Their neighbors that are no ages.
        ("45 years ago", &["Ago 1981-03-16"]),
        ("walks 62 m with a stick", &["62 m"]),
        ("100.4f", &["100.4 Cel"]),
        ("for 45 years", &["For 1981-03-16"]),
        ("m 62 kg", &["62 kg"]),
        ("cells 58", &["number 58"]),
    ]);
}

#[test]
fn a_length_of_time_keeps_what_is_open() {
    check(&[
        ("2 weeks", &["14 d"]),
        ("3-4 days", &["3/4 d"]),
        ("two to three weeks", &["14/21 d"]),
        ("3 or 4 days", &["3/4 d"]),
        ("3 days to 4 days", &["3/4 d"]),
        ("between 2 and 3 days", &["2/3 d"]),
        ("a fortnight", &["14 d"]),
        ("half a day", &["0/1 d"]),
        ("a couple of weeks", &["14/21 d"]),
        ("a few days", &["2/6 d"]),
        ("several days", &["3/10 d"]),
        ("about 2 weeks", &["11/17 d"]),
        ("3 weeks or so", &["16/26 d"]),
        ("over 3 weeks", &["21/.. d"]),
        ("2+ weeks", &["14/.. d"]),
        ("less than a week", &["../7 d"]),
        ("up to 3 days", &["../3 d"]),
        (">48 hours", &["2/.. d"]),
        ("within 24 hours", &["../1 d"]),
        ("1 year 2 months", &["425/428 d"]),
        ("24-48h", &["1/2 d"]),
        // A unit that is another word does not touch its number.
        ("3 s2", &["number 3"]),
        ("2 d dimers", &["2 d"]),
    ]);
}

#[test]
fn clinical_shorthand_is_days_weeks_or_months() {
    check(&[
        ("2/7 ago", &["Ago 2026-03-14"]),
        ("for 3-4/7", &["For 2026-03-12/2026-03-13"]),
        ("x3/7", &["For 2026-03-13"]),
        ("3/52", &["21 d"]),
        ("6/12 of tablets", &["180/186 d"]),
        // It may be a date where nothing says otherwise.
        ("2/7 calf pain", &["2 d Ambiguous"]),
        ("on 3/12", &["On 2026-03-12 or 2025-12-03 Ambiguous"]),
        // Other lower parts are no shorthand.
        ("4/10", &["4 over 10"]),
        ("60/7", &["60 over 7"]),
    ]);
}

#[test]
fn lengths_are_placed_before_after_and_up_to_now() {
    check(&[
        ("2 weeks ago", &["Ago 2026-03-02"]),
        ("about 2 weeks ago", &["Ago 2026-02-27/2026-03-05"]),
        ("3 months ago", &["Ago 2025-12-16"]),
        ("6 hours ago", &["Ago 2026-03-15/2026-03-16"]),
        ("a few days ago", &["Ago 2026-03-10/2026-03-14"]),
        ("over 3 weeks ago", &["Ago ../2026-02-23"]),
        ("for the past 3-4 days", &["Past 2026-03-12/2026-03-13"]),
        ("over the last week", &["Past 2026-03-09"]),
        ("in the last 4 weeks", &["Within 2026-02-16/2026-03-16"]),
        ("x2d", &["For 2026-03-14"]),
        ("3 day history", &["For 2026-03-13"]),
        ("since 2 days", &["For 2026-03-14"]),
        ("in 2 weeks", &["Ahead 2026-03-30"]),
        ("in 2 weeks' time", &["Ahead 2026-03-30"]),
        ("in 5 to 7 days", &["Ahead 2026-03-21/2026-03-23"]),
        ("in the next 3 days", &["Ahead 2026-03-16/2026-03-19"]),
        ("2 weeks from now", &["Ahead 2026-03-30"]),
        ("two days before yesterday", &["On 2026-03-13"]),
    ]);
}

#[test]
fn what_is_counted_from_something_else_keeps_its_words() {
    check(&[
        (
            "10 days after knee replacement, now swollen",
            &["After 10 d [knee replacement]"],
        ),
        ("6 weeks s/p tkr", &["After 42 d [tkr]"]),
        ("5 days since surgery and better", &["After 5 d [surgery]"]),
        ("5 days prior to admission", &["Before 5 d [admission]"]),
        ("two weeks post op", &["After 14 d [post op]"]),
        ("3 weeks postpartum", &["After 21 d [postpartum]"]),
        ("pod#5", &["After 5 d [pod]"]),
        ("post op day 5", &["After 5 d [post op]"]),
        (
            "day 3 of antibiotics and worse",
            &["After 3 d [antibiotics]"],
        ),
        ("day 10", &["After 10 d"]),
        (
            "2 weeks after a long and very tiring flight",
            &["After 14 d [a long]"],
        ),
    ]);
}

#[test]
fn a_date_is_read_in_every_common_form() {
    let fifth: &[&str] = &["On 2026-03-05"];
    check(&[
        ("2026-03-05", fifth),
        ("2026/mar/05", fifth),
        ("05.03.2026", fifth),
        ("5-mar-2026", fifth),
        ("5 march", fifth),
        ("march 5", fifth),
        ("5th of march", fifth),
        ("mar. 5th, 2026", fifth),
        ("the fifth of march", fifth),
        ("thursday 5 march", fifth),
        (
            "dated 5/3/26 and 25/3/26",
            &["On 2026-03-05", "On 2026-03-25"],
        ),
        ("feb 2025", &["On 2025-02-01/2025-02-28"]),
        ("in april", &["On 2025-04-01/2025-04-30"]),
        ("in 2019", &["On 2019-01-01/2019-12-31"]),
        ("on the 12th", &["On 2026-03-12"]),
        ("since 18 feb", &["Since 2026-02-18"]),
        ("until 20 may 2026", &["Until 2026-05-20"]),
        ("from 5 to 9 march", &["Span 2026-03-05/2026-03-09"]),
        ("nov 19-20, 2025", &["Span 2025-11-19/2025-11-20"]),
        ("last week of july 2025", &["On 2025-07-28/2025-08-03"]),
        ("30 february 2026", &["On NoSuchDay"]),
    ]);
}

#[test]
fn two_readings_of_a_date_are_both_kept_unless_the_text_settles_them() {
    check(&[
        ("05/03/2026", &["On 2026-05-03 or 2026-03-05 Ambiguous"]),
        (
            "05/03/2026 and 25/03/2026",
            &["On 2026-03-05", "On 2026-03-25"],
        ),
        (
            "05/03/2026 and 03/25/2026",
            &["On 2026-05-03", "On 2026-03-25"],
        ),
        ("05/05/2025", &["On 2025-05-05"]),
        ("25/13/2026", &["On NoSuchDay"]),
        // A day that is just missed or soon to come.
        ("scan 20 march", &["On 2025-03-20 or 2026-03-20 Ambiguous"]),
        ("scan 20 june", &["On 2025-06-20"]),
        ("clot 2019", &["On 2019-01-01/2019-12-31 Ambiguous"]),
        ("value: 2019", &["number 2019"]),
        ("value 2,019", &["number 2019"]),
    ]);
}

#[test]
fn days_are_told_from_the_reference_date() {
    check(&[
        ("today", &["On 2026-03-16"]),
        ("this morning", &["On 2026-03-16"]),
        ("last night", &["On 2026-03-15"]),
        ("the day before yesterday", &["On 2026-03-14"]),
        ("tomorrow", &["Ahead 2026-03-17"]),
        ("friday", &["On 2026-03-13"]),
        (
            "since monday",
            &["Since 2026-03-16 or 2026-03-09 Ambiguous"],
        ),
        ("last tuesday", &["On 2026-03-10"]),
        ("next friday", &["Ahead 2026-03-27 or 2026-03-20 Ambiguous"]),
        ("last week", &["On 2026-03-09/2026-03-15"]),
        ("last month", &["On 2026-02-01/2026-02-28"]),
        ("late last year", &["On 2025-07-02/2025-12-31"]),
        ("over the weekend", &["On 2026-03-14/2026-03-15"]),
        ("march last year", &["On 2025-03-01/2025-03-31"]),
        ("last summer", &["On"]),
        // Words that are also other words.
        ("he sat down", &[]),
        ("it may march on", &[]),
        ("second opinion", &["ordinal 2"]),
    ]);
    // In the middle of a week "last Tuesday" is that of this week or of the one before.
    let found = find("last tuesday", date(2026, 3, 19));
    let shown: Vec<_> = found.iter().map(|mention| show("", mention)).collect();
    assert_eq!(shown, ["On 2026-03-10 or 2026-03-17 Ambiguous"]);
}

#[test]
fn a_quantity_has_the_unit_of_the_vocabulary() {
    check(&[
        ("780 ng/ml", &["780 ng/mL"]),
        ("1.2 mg/l", &["1.2 mg/L"]),
        ("0.45 µg/ml", &["0.45 ug/mL"]),
        ("780 nanograms per milliliter", &["780 ng/mL"]),
        ("150 x10^9/l", &["150 10*9/L"]),
        ("150,000/ul", &["150000 10*9/L"]),
        ("110 bpm", &["110 /min"]),
        ("18/min", &["18 /min"]),
        ("94%", &["94 %"]),
        ("37.2 c", &["37.2 Cel"]),
        ("98 degrees c", &["98 Cel Implausible"]),
        ("31 kg/m2", &["31 kg/m2"]),
        (">3cm", &["open 3/.. cm"]),
        ("at least 3 cm", &["3/.. cm"]),
        ("3-4 cm", &["3/4 cm"]),
        ("2 cm to 3 cm", &["2/3 cm"]),
        ("about 3 cm", &["2.7/3.3 cm"]),
        ("22 +/- 1 cm", &["21/23 cm"]),
        ("1/2 inch", &["0.5 cm"]),
        ("3 x 4 cm", &["3 cm", "4 cm"]),
        ("38 cm v 34 cm", &["38 v 34 cm"]),
        ("38 vs. 34.5 cm", &["38 v 34.5 cm"]),
        ("38 v 34", &["38 v 34 -"]),
        ("5 mg/qx", &["5 mg Unit"]),
        ("5 gallons", &["5 Gallon"]),
        // A letter by itself is no unit.
        ("5 l calf", &["number 5"]),
        ("38 cm v 2 days", &["38 cm", "2 d"]),
    ]);
}

#[test]
fn what_is_normal_is_not_the_value() {
    check(&[
        (
            "780 ng/ml feu (ref <500)",
            &["780 ng/mL", "reference open ../500 -"],
        ),
        ("780 ng/ml (0-500)", &["780 ng/mL", "reference 0/500 -"]),
        (
            "1.2, cut off 0.5 mg/l",
            &["number 1.2", "reference 0.5 mg/L"],
        ),
        (
            "780 (normal range 0-500 ng/ml)",
            &["number 780", "reference 0/500 ng/mL"],
        ),
        ("scan normal 3 days ago", &["Ago 2026-03-13"]),
        ("normal 2 years", &["730/732 d"]),
        ("780 (0-500)", &["number 780", "reference 0/500 -"]),
    ]);
}

#[test]
fn other_numbers_are_what_they_look_like() {
    check(&[
        ("78/40", &["78 over 40"]),
        ("120/80 mmhg", &["120 over 80"]),
        ("score 3", &["number 3"]),
        ("one hundred and sixteen", &["number 116"]),
        ("twenty two", &["number 22"]),
        ("two and a half", &["number 2.5"]),
        ("2½", &["number 2.5"]),
        ("1,250", &["number 1250"]),
        ("1,25", &["number 1.25"]),
        ("0,450", &["number 0.45"]),
        ("1,2,3", &["number 1", "number 2", "number 3"]),
        ("-3", &["number -3"]),
        ("2nd", &["ordinal 2"]),
        ("twenty fifth", &["ordinal 25"]),
        ("at 14:30 or 3 pm", &["clock 870", "clock 900"]),
        // Names with numbers in them.
        ("covid-19, l4/5, t38.5, b12, hba1c", &[]),
        ("call 555-123-4567", &[]),
        ("one of them, half of it, a few", &[]),
    ]);
}

#[test]
fn the_core_is_the_number_without_what_is_said_about_it() {
    let core = |view: &'static str| {
        find(view, REFERENCE)
            .first()
            .map(|mention| mention.core.of(view))
    };
    assert_eq!(core("more than 3 cm"), Some("3 cm"));
    assert_eq!(core("since 5 march"), Some("5 march"));
    assert_eq!(core("a 62yo man"), Some("62yo"));
    assert_eq!(
        core("within the last 2 weeks"),
        Some("within the last 2 weeks")
    );
}

#[test]
fn rounding_of_the_unit_is_kept_beside_the_exact_days() {
    let loose = |view| match find(view, REFERENCE)
        .first()
        .map(|mention| mention.figure.clone())
    {
        Some(Figure::Time(moment)) => moment.loose.map(days),
        _ => None,
    };
    assert_eq!(loose("3 days ago").unwrap(), "2026-03-13");
    assert_eq!(loose("2 weeks ago").unwrap(), "2026-02-27/2026-03-05");
    assert_eq!(loose("2 months ago").unwrap(), "2026-01-01/2026-01-31");
    assert_eq!(loose("1 year ago").unwrap(), "2024-09-14/2025-09-15");
}

#[test]
fn lengths_have_exact_seconds() {
    let seconds = |view| match find(view, REFERENCE)
        .first()
        .map(|mention| mention.figure.clone())
    {
        Some(Figure::Duration(length)) => length.seconds().to_string(),
        _ => String::new(),
    };
    assert_eq!(seconds("2 weeks"), "1209600");
    assert_eq!(seconds("1.5 hours"), "5400");
    assert_eq!(seconds("1 year 1 month"), "34128000");
}
