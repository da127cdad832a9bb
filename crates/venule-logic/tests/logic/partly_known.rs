//! Conditions over facts that are known in part, and what they wait for and rest on.

use venule_logic::{
    Explanation, Partial, Truth, Unit, Value, could_hold_by, decisive, evaluate, explain, waits_for,
};

use crate::vocabulary::{Known, condition, id, names};

use Truth::{False, True, Unknown};

fn whole(number: i32) -> Value {
    Value::Integer(number)
}

fn range(low: i32, high: i32) -> Value {
    Value::range(whole(low), whole(high))
}

fn at_least(low: Value) -> Value {
    Value::Partial(Partial::Range {
        low: Some(Box::new(low)),
        high: None,
    })
}

fn days(number: i32) -> Value {
    Value::quantity(number, Unit::from_word("days").unwrap())
}

#[track_caller]
fn answers(text: &str, facts: &[(&str, Value)], expected: Truth) {
    assert_eq!(
        condition(text).truth(&Known::of(facts)),
        expected,
        "{text} {facts:?}"
    );
}

#[test]
fn ranges_of_scores() {
    let score = |low, high| vec![("wells.score", range(low, high))];
    answers("wells.score >= 2", &score(2, 4), True);
    answers("wells.score >= 2", &score(1, 4), Unknown);
    answers("wells.score >= 2", &score(0, 1), False);
    answers("wells.score != 3", &score(4, 5), True);
    answers("wells.score = 2.5", &score(3, 4), False);
    answers("wells.score between 1 and 3", &score(1, 3), True);
    answers("wells.score between 1 and 3", &score(3, 4), Unknown);
    answers("wells.score between 1 and 3", &score(4, 5), False);
    answers("wells.score in Interval[1, 3)", &score(1, 2), True);
    answers("wells.score in Interval[1, 3)", &score(1, 3), Unknown);
    answers("wells.score in Interval[1, 3)", &score(3, 4), False);
    answers("wells.score in {1, 2}", &score(3, 4), False);
    answers("wells.score + 1 >= 3", &score(2, 4), True);
    answers("wells.score * -2 < -3", &score(2, 4), True);
    answers("10 - wells.score > 5", &score(2, 4), True);
    answers("wells.score / 2 >= 1", &score(2, 4), True);
    answers("-wells.score < 0", &score(2, 4), True);
    answers(
        "wells.score < other.score",
        &[("wells.score", range(0, 2)), ("other.score", range(3, 4))],
        True,
    );
    answers("wells.score < 3 or wells.score >= 3", &score(2, 4), Unknown);
}

#[test]
fn dates_known_to_the_month_are_ranges_of_days() {
    let since = |value| vec![("since_scan", value)];
    let some = Value::range(days(5), days(9));
    answers(
        "since_scan in Interval[5 days, 9 days]",
        &since(some.clone()),
        True,
    );
    answers("since_scan <= 1 week", &since(some.clone()), Unknown);
    answers("since_scan > 100 hours", &since(some), True);
    answers("since_scan > 3 days", &since(at_least(days(4))), True);
    answers("since_scan < 3 days", &since(at_least(days(4))), False);
    answers("since_scan < 5 days", &since(at_least(days(4))), Unknown);
    answers(
        "since_scan + 1 day > 3 days",
        &since(at_least(days(4))),
        Unknown,
    );
}

#[test]
fn choices_left_open() {
    let course = |values: &[&str]| vec![("course", Value::choices(values.iter().copied()))];
    let open = course(&["unchanged", "worsening"]);
    answers("course = 'improving'", &open, False);
    answers("course != 'improving'", &open, True);
    answers("course = 'worsening'", &open, Unknown);
    answers("course in {'unchanged', 'worsening'}", &open, True);
    answers("course in {'improving', 'worsening'}", &open, Unknown);
    answers("course in {'improving'}", &open, False);
    answers(
        "course in {'unchanged', 'worsening', 'improving'}",
        &[],
        Unknown,
    );
}

#[test]
fn not_known_is_never_no() {
    for text in [
        "pregnant",
        "not pregnant",
        "course in {'worsening'}",
        "not (course in {'worsening'})",
        "wells.score in Interval[1, 2]",
        "wells.score in Interval[other.score, 2]",
        "d_dimer > 500 'ng/mL'",
        "wells.score / 0 > 1",
        "pregnant xor true",
    ] {
        answers(text, &[], Unknown);
    }
    // A bound that is not known is no bound in CQL, and not known here.
    answers(
        "wells.score in Interval[other.score, 2]",
        &[("wells.score", whole(1))],
        Unknown,
    );
    answers(
        "wells.score in Interval[other.score, 2]",
        &[("wells.score", whole(3))],
        False,
    );
    answers(
        "wells.score in {other.score, 2}",
        &[("wells.score", whole(1))],
        Unknown,
    );
    answers(
        "wells.score in {other.score, 2}",
        &[("wells.score", whole(2))],
        True,
    );
}

#[test]
fn values_of_the_wrong_type_are_unknown() {
    answers("pregnant", &[("pregnant", whole(1))], Unknown);
    answers(
        "wells.score > 1",
        &[("wells.score", Value::string("2"))],
        Unknown,
    );
    answers("d_dimer > 500 'ng/mL'", &[("d_dimer", whole(600))], Unknown);
    answers("d_dimer > 500 'ng/mL'", &[("d_dimer", days(600))], Unknown);
    answers("wells.score > 1", &[("wells.score", range(5, 2))], Unknown);
    answers(
        "wells.score > 1",
        &[(
            "wells.score",
            Value::Decimal(venule_logic::Decimal::new(25, 1)),
        )],
        Unknown,
    );
    answers("age > 1.5", &[("age", whole(2))], True);
}

#[test]
fn values_of_calculations_are_ranges() {
    let facts = Known::of(&[("wells.score", range(2, 4))]);
    let value = evaluate(&condition("wells.score * 2 + 1"), &facts);
    assert_eq!(value, range(5, 9));
}

#[track_caller]
fn waits(text: &str, facts: &[(&str, Value)], expected: &[&str]) {
    let found = waits_for(&condition(text), &Known::of(facts));
    assert_eq!(names(&found), expected, "{text} {facts:?}");
}

#[test]
fn only_what_is_unknown_is_waited_for() {
    let yes = || Value::Boolean(true);
    waits("pregnant and cancer", &[("cancer", yes())], &["pregnant"]);
    waits("pregnant and cancer", &[], &["pregnant", "cancer"]);
    waits("pregnant or cancer", &[("cancer", yes())], &[]);
    waits("cancer and cancer", &[], &["cancer"]);
    waits(
        "not (pregnant implies wells.score > 2)",
        &[("pregnant", yes())],
        &["wells.score"],
    );
    waits(
        "(pregnant and cancer) or wells.score > 2",
        &[("wells.score", range(3, 4))],
        &[],
    );
    waits(
        "(pregnant and cancer) or wells.score > 2",
        &[
            ("wells.score", range(1, 4)),
            ("cancer", Value::Boolean(false)),
        ],
        &["wells.score"],
    );
    waits(
        "wells.score > other.score",
        &[("other.score", whole(1))],
        &["wells.score"],
    );
    waits(
        "wells.score between other.score and 5",
        &[("wells.score", whole(3))],
        &["other.score"],
    );
    waits(
        "wells.score in Interval[other.score, 5]",
        &[("wells.score", range(1, 2))],
        &["wells.score", "other.score"],
    );
    waits(
        "course in {'worsening'}",
        &[("course", Value::choices(["worsening", "unchanged"]))],
        &["course"],
    );
    waits("1 / 0 > wells.score", &[("wells.score", whole(1))], &[]);
}

#[test]
fn a_value_of_the_wrong_dimension_is_waited_for() {
    waits(
        "d_dimer > 500 'ng/mL'",
        &[("d_dimer", days(600))],
        &["d_dimer"],
    );
}

#[track_caller]
fn could_hold(text: &str, facts: &[(&str, Value)], by: &[&str], expected: bool) {
    let by: Vec<_> = by.iter().filter_map(|name| id(name)).collect();
    let found = could_hold_by(&condition(text), &Known::of(facts), &mut |it| {
        by.contains(&it)
    });
    assert_eq!(found, expected, "{text} {facts:?}");
}

#[test]
fn what_some_facts_could_make_true_alone() {
    let yes = || Value::Boolean(true);
    let no = || Value::Boolean(false);
    could_hold("pregnant or cancer", &[], &["cancer"], true);
    could_hold("pregnant or cancer", &[], &[], false);
    could_hold("pregnant and cancer", &[], &["cancer"], false);
    could_hold("pregnant and cancer", &[], &["cancer", "pregnant"], true);
    could_hold(
        "pregnant and cancer",
        &[("pregnant", yes())],
        &["cancer"],
        true,
    );
    could_hold(
        "pregnant and cancer",
        &[("pregnant", no())],
        &["cancer"],
        false,
    );
    could_hold(
        "pregnant and (cancer or age < 1)",
        &[("pregnant", yes())],
        &["age"],
        true,
    );
    could_hold("not (pregnant and cancer)", &[], &["cancer"], true);
    could_hold("age < 1", &[], &["cancer"], false);
    could_hold("cancer", &[("cancer", yes())], &[], true);
    // A fact named twice counts in both places.
    could_hold(
        "(age < 1 or cancer) and (age > 90 or pregnant)",
        &[],
        &["age"],
        true,
    );
}

#[track_caller]
fn rests_on(text: &str, facts: &[(&str, Value)], expected: &[&str]) {
    let found = decisive(&condition(text), &Known::of(facts));
    assert_eq!(names(&found), expected, "{text} {facts:?}");
}

#[test]
fn what_an_answer_rests_on() {
    let yes = || Value::Boolean(true);
    let no = || Value::Boolean(false);
    rests_on(
        "pregnant and cancer",
        &[("pregnant", yes()), ("cancer", yes())],
        &["pregnant", "cancer"],
    );
    rests_on(
        "pregnant and cancer",
        &[("pregnant", yes()), ("cancer", no())],
        &["cancer"],
    );
    rests_on("pregnant and cancer", &[("cancer", no())], &["cancer"]);
    rests_on("pregnant or cancer", &[("cancer", yes())], &["cancer"]);
    rests_on(
        "pregnant or cancer",
        &[("pregnant", no()), ("cancer", no())],
        &["pregnant", "cancer"],
    );
    rests_on(
        "pregnant implies cancer",
        &[("pregnant", no())],
        &["pregnant"],
    );
    rests_on("pregnant implies cancer", &[("cancer", yes())], &["cancer"]);
    rests_on(
        "pregnant implies cancer",
        &[("pregnant", yes()), ("cancer", no())],
        &["pregnant", "cancer"],
    );
    rests_on(
        "pregnant xor cancer",
        &[("pregnant", yes()), ("cancer", no())],
        &["pregnant", "cancer"],
    );
    rests_on(
        "not (wells.score > 2)",
        &[("wells.score", range(0, 1))],
        &["wells.score"],
    );
    rests_on(
        "wells.score between other.score and 5",
        &[("wells.score", whole(7))],
        &["wells.score"],
    );
    rests_on(
        "wells.score in Interval[other.score, 5]",
        &[("wells.score", whole(7))],
        &["wells.score"],
    );
    rests_on(
        "course in {'worsening', 'unchanged'}",
        &[("course", Value::choices(["worsening", "unchanged"]))],
        &["course"],
    );
    rests_on("pregnant and cancer", &[], &[]);
}

#[test]
fn explanations_follow_the_condition() {
    let text = "pregnant and (wells.score >= 2 or not cancer)";
    let facts = Known::of(&[
        ("pregnant", Value::Boolean(true)),
        ("cancer", Value::Boolean(true)),
    ]);
    let lines = |explanation: &Explanation| {
        let mut lines = Vec::new();
        outline(explanation, text, 0, &mut lines);
        lines
    };
    assert_eq!(
        lines(&explain(&condition(text), &facts)),
        [
            "unknown pregnant and (wells.score >= 2 or not cancer) [wells.score]",
            "  true pregnant [pregnant]",
            "  unknown (wells.score >= 2 or not cancer) [wells.score]",
            "    unknown wells.score >= 2 [wells.score]",
            "    false not cancer [cancer]",
            "      true cancer [cancer]",
        ]
    );
}

fn outline(explanation: &Explanation, text: &str, depth: usize, lines: &mut Vec<String>) {
    let words = explanation.span.of(text);
    let facts = names(&explanation.facts).join(" ");
    lines.push(format!(
        "{}{} {words} [{facts}]",
        "  ".repeat(depth),
        explanation.truth
    ));
    for child in &explanation.children {
        outline(child, text, depth + 1, lines);
    }
}

#[test]
fn facts_are_listed_in_order_of_first_use() {
    let checked = condition("cancer or wells.score > 2 or (cancer and pregnant)");
    assert_eq!(
        names(checked.facts()),
        ["cancer", "wells.score", "pregnant"]
    );
    let places: Vec<_> = checked
        .fact_spans()
        .iter()
        .map(|(fact, span)| (*fact, span.start))
        .collect();
    let [cancer, score, pregnant] =
        ["cancer", "wells.score", "pregnant"].map(|name| id(name).unwrap());
    assert_eq!(
        places,
        [(cancer, 0), (score, 10), (cancer, 30), (pregnant, 41)]
    );
}
