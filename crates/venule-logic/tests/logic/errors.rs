//! What authors are told about their mistakes: code, underlined words, help.

use venule_logic::{Dialect, check, evaluate, explain, syntax, waits_for};

use crate::vocabulary::{Known, Vocabulary, checked};

/// All mistakes of a text as `code: words (help)`.
fn mistakes(text: &str, dialect: Dialect) -> Vec<String> {
    let parsed = syntax::parse(text);
    let line = |code: &str, words: &str, help: Option<&str>| match help {
        Some(help) => format!("{code}: {words} ({help})"),
        None => format!("{code}: {words}"),
    };
    let mut lines: Vec<String> = parsed
        .errors
        .iter()
        .map(|error| line(error.code, error.span.of(text), error.help.as_deref()))
        .collect();
    if let Some(Err(errors)) = parsed.expr.map(|expr| check(&expr, &Vocabulary, dialect)) {
        let type_errors = errors.iter();
        lines.extend(
            type_errors.map(|error| line(error.code, error.span.of(text), error.help.as_deref())),
        );
    }
    lines
}

#[track_caller]
fn expect(text: &str, expected: &[&str]) {
    assert_eq!(mistakes(text, Dialect::Knowledge), expected, "{text}");
}

#[test]
fn unknown_names_and_values_offer_the_nearest() {
    expect(
        "wels.score >= 2",
        &["unknown-fact: wels.score (did you mean `wells.score`?)"],
    );
    expect("zzz and qqq", &["unknown-fact: zzz", "unknown-fact: qqq"]);
    expect(
        "course = 'worsenning'",
        &["unknown-value: 'worsenning' (did you mean `'worsening'`?)"],
    );
    expect(
        "course in {'improving', 'wurst', 'unchangd'}",
        &[
            "unknown-value: 'wurst' (the values are `'improving'`, `'unchanged'`, `'worsening'`)",
            "unknown-value: 'unchangd' (did you mean `'unchanged'`?)",
        ],
    );
    expect(
        "'better' != course",
        &["unknown-value: 'better' (the values are `'improving'`, `'unchanged'`, `'worsening'`)"],
    );
}

#[test]
fn wrong_types() {
    expect("wells.score", &[]);
    expect(
        "wells.score and pregnant",
        &["wrong-type: wells.score (compare it: `wells.score >= ...`)"],
    );
    expect(
        "course or pregnant",
        &["wrong-type: course (compare it: `course = 'improving'`)"],
    );
    expect(
        "not wells.score >= 2",
        &["wrong-type: wells.score (`not` binds tighter than comparisons; write `not (...)`)"],
    );
    expect(
        "pregnant = 1",
        &["wrong-type: pregnant = 1 (`pregnant` is a condition by itself)"],
    );
    expect(
        "course > 'improving'",
        &["wrong-type: course (compare with `=` or `in`)"],
    );
    expect(
        "course = 1",
        &["wrong-type: course = 1 (the values are `'improving'`, `'unchanged'`, `'worsening'`)"],
    );
    expect("pregnant + 1 > 2", &["wrong-type: pregnant"]);
    expect(
        "wells.score in 5",
        &["wrong-type: 5 (`in` takes a list `{a, b}` or an interval `Interval[a, b]`)"],
    );
}

#[test]
fn wrong_units() {
    expect(
        "d_dimer > 500",
        &["wrong-unit: 500 (the unit of the other side is 'ng/mL')"],
    );
    expect(
        "d_dimer > 500 'cm'",
        &["wrong-unit: 500 'cm' (the unit of the other side is 'ng/mL')"],
    );
    expect(
        "d_dimer > 500 'umol/L'",
        &["wrong-unit: 500 'umol/L' (the unit of the other side is 'ng/mL')"],
    );
    expect(
        "wells.score > 2 'cm'",
        &["wrong-unit: 2 'cm' (write the number without unit)"],
    );
    expect(
        "since_scan in Interval[5, 7]",
        &[
            "wrong-unit: 5 (the unit of the other side is 'd')",
            "wrong-unit: 7 (the unit of the other side is 'd')",
        ],
    );
    expect(
        "since_scan > 1 month",
        &[
            "wrong-unit: 1 month (calendar months and years have no fixed length; write days, `'mo'` or `'a'`)",
        ],
    );
    expect(
        "vein > 4 'mmm'",
        &["unknown-unit: 'mmm' (did you mean `'mm'`?)"],
    );
    expect(
        "d_dimer > 0.5 'µg/mL'",
        &["unknown-unit: 'µg/mL' (did you mean `'ug/mL'`?)"],
    );
    expect(
        "since_scan > 5 'days'",
        &["unknown-unit: 'days' (calendar durations stand without quotes: `days`)"],
    );
    expect("since_scan in Interval[5 days, 1 'wk']", &[]);
    expect("vein * vein > 4 'mm2'", &["outside-subset: vein * vein"]);
}

#[test]
fn values_that_cannot_be() {
    expect("wells.score >= 12", &["value-out-of-range: 12"]);
    expect("wells.score in {3, -5}", &["value-out-of-range: -5"]);
    expect(
        "d_dimer between 1 'ug/mL' and 1 'g/L'",
        &["value-out-of-range: 1 'g/L'"],
    );
    expect("age < 2147483648", &["value-out-of-range: 2147483648"]);
    expect("wells.score in {}", &["empty-list: {}"]);
    expect(
        "wells.score between 4 and 2",
        &["empty-interval: wells.score between 4 and 2"],
    );
    expect(
        "wells.score in Interval(2, 2]",
        &["empty-interval: Interval(2, 2]"],
    );
}

#[test]
fn operators_that_read_unknown_as_an_answer() {
    expect(
        "pregnant is true",
        &["null-operator: pregnant is true (write the condition by itself)"],
    );
    expect(
        "pregnant is not false",
        &["null-operator: pregnant is not false (write `not`)"],
    );
    expect("d_dimer is null", &["null-operator: d_dimer is null"]);
    expect(
        "IsTrue(pregnant)",
        &["null-operator: IsTrue(pregnant) (write the condition by itself)"],
    );
    expect(
        "Coalesce(pregnant, cancer)",
        &["null-operator: Coalesce(pregnant, cancer)"],
    );
    expect(
        "course ~ 'worsening'",
        &["null-operator: course ~ 'worsening' (write `=`)"],
    );
    expect(
        "course !~ 'worsening'",
        &["null-operator: course !~ 'worsening' (write `!=`)"],
    );
    expect(
        "if pregnant then cancer else pregnant",
        &["null-operator: if pregnant then cancer else pregnant (write `and`, `or` and `implies`)"],
    );
    expect(
        "case when pregnant then cancer else cancer end",
        &[
            "null-operator: case when pregnant then cancer else cancer end (write `and`, `or` and `implies`)",
        ],
    );
    let help = "(a fact that is not known makes the condition unknown by itself)";
    expect("pregnant = null", &[&format!("null-operator: null {help}")]);
}

#[test]
fn signs_of_other_languages() {
    expect("pregnant && cancer", &["syntax: && (did you mean `and`?)"]);
    expect(
        "pregnant || !cancer",
        &[
            "syntax: || (did you mean `or`?)",
            "syntax: ! (did you mean `not`?)",
        ],
    );
    expect("wells.score == 2", &["syntax: == (did you mean `=`?)"]);
    expect("wells.score <> 2", &["syntax: <> (did you mean `!=`?)"]);
    expect("wells.score ≥ 2", &["syntax: ≥ (did you mean `>=`?)"]);
    expect("wells.score => 2", &["syntax: => (did you mean `>=`?)"]);
    expect(
        "pregnant AND cancer",
        &["syntax: AND (did you mean `and`?)"],
    );
    expect(
        "pregnant adn cancer",
        &["syntax: adn (did you mean `and`?)"],
    );
    expect(
        "wells.score equals 2",
        &["syntax: equals (did you mean `=`?)"],
    );
    expect("wells.score is 2", &["syntax: is (to compare, write `=`)"]);
    expect(
        "course is not 'worsening'",
        &["syntax: is (to compare, write `!=`)"],
    );
    expect(
        "course not in {'worsening'}",
        &["syntax: not (write `not (... in ...)`)"],
    );
    expect(
        "isnull(pregnant)",
        &["syntax: isnull (did you mean `IsNull`?)"],
    );
}

#[test]
fn quotes_and_units() {
    expect(
        "course = \"worsening\"",
        &["outside-subset: \"worsening\" (texts stand in single quotes: `'worsening'`)"],
    );
    expect(
        "course = ‘worsening’",
        &["syntax: ‘ (use straight single quotes: `'`)"],
    );
    expect(
        "course = 'worsening",
        &["syntax: 'worsening (close it with `'`)"],
    );
    expect(
        "vein > 4 mm",
        &["syntax: mm (a unit stands in single quotes: `'mm'`)"],
    );
    expect(
        "vein > 4mm",
        &["syntax: mm (a unit stands in single quotes: `'mm'`)"],
    );
    expect("note = 'a\\u12'", &["syntax: \\u"]);
    expect("note = 'a\\uD800'", &["syntax: \\uD800"]);
    expect(
        "note = 'a\\qb'",
        &["syntax: \\q (the escapes are \\' \\\" \\` \\\\ \\/ \\n \\r \\t \\f and \\u0000)"],
    );
}

#[test]
fn one_mistake_does_not_hide_the_next() {
    expect(
        "pregnant && (wells.score == 2 or course = 'worse') and vein > 4",
        &[
            "syntax: && (did you mean `and`?)",
            "syntax: == (did you mean `=`?)",
            "unknown-value: 'worse' (did you mean `'worsening'`?)",
            "wrong-unit: 4 (the unit of the other side is 'mm')",
        ],
    );
    expect(
        "(pregnant or) and wels.score > 1 and cancer >",
        &[
            "syntax: )",
            "syntax: ",
            "unknown-fact: wels.score (did you mean `wells.score`?)",
        ],
    );
    expect("(pregnant and cancer", &["syntax: ( (add `)`)"]);
    expect("pregnant) or cancer", &["syntax: )"]);
    expect(
        "pregnant cancer or wel",
        &[
            "syntax: cancer",
            "unknown-fact: wel (did you mean `wells.score`?)",
        ],
    );
    expect("", &["syntax: "]);
}

#[test]
fn what_is_cql_and_off_the_list_is_named() {
    expect("Length(note) > 3", &["outside-subset: Length"]);
    expect(
        "since_scan > 5 days and note + 'a' = 'b'",
        &["outside-subset: note + 'a'"],
    );
    expect("wells.score div 2 = 1", &["outside-subset: div"]);
    expect("+wells.score > 1", &["outside-subset: +wells.score"]);
}

#[test]
fn limits_are_errors() {
    let codes = |text: &str| {
        let errors = syntax::parse(text).errors;
        errors.iter().map(|error| error.code).collect::<Vec<_>>()
    };
    let brackets = |levels: usize| format!("{}pregnant{}", "(".repeat(levels), ")".repeat(levels));
    assert_eq!(codes(&brackets(65)), ["too-deep"]);
    assert_eq!(codes(&"not ".repeat(70_000 / 4)), ["too-long"]);
    assert_eq!(
        codes(&format!("{}pregnant", "not ".repeat(65))),
        ["too-deep"]
    );
    assert_eq!(codes(&format!("{}1", "1 - ".repeat(200))), ["too-deep"]);
    assert_eq!(codes(&format!("{}1", "1 = -".repeat(200))), ["too-deep"]);
    assert_eq!(codes(&"[".repeat(60_000)).len(), 1);
    assert_eq!(codes(&"§".repeat(1_000)).len(), syntax::MAX_ERRORS);
    let allowed = [
        brackets(64),
        format!("{}pregnant", "not ".repeat(64)),
        format!("{}1", "1 - ".repeat(150)),
        format!("{}pregnant", "pregnant or ".repeat(5_000)),
        format!("{}pregnant{}", "(cancer or ".repeat(64), ")".repeat(64)),
        format!("{}1{}", "if true then 1 else (".repeat(32), ")".repeat(32)),
        format!("{}1{}", "Coalesce(1, ".repeat(64), ")".repeat(64)),
        format!(
            "{}1{}",
            "case when true then ".repeat(64),
            " else 2 end".repeat(64)
        ),
    ];
    for text in allowed {
        let checked = checked(&text, Dialect::Cql).unwrap();
        let facts = Known::default();
        let _ = (
            evaluate(&checked, &facts),
            waits_for(&checked, &facts),
            explain(&checked, &facts),
        );
    }
}
