//! Case files that nobody should write: each is refused with its file and line, and nothing panics.

use std::time::{Duration, Instant};

use crate::support::{Run, Scratch, venule};

/// Far more than it takes, even without optimization on a busy machine.
const A_MOMENT: Duration = Duration::from_secs(20);

/// Assesses a case file with this content.
fn assess(name: &str, content: impl AsRef<[u8]>) -> Run {
    let scratch = Scratch::new();
    venule(&["assess", &scratch.file(name, content)])
}

/// Refused with exit code 2, naming the file, the line, and the problem.
fn assert_refused(name: &str, content: impl AsRef<[u8]>, line: usize, id: &str) -> Run {
    let run = assess(name, content);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
    assert!(
        run.err.contains(&format!("error[{id}]")),
        "{name}: {}",
        run.err
    );
    let places = [format!("{name}:{line}:"), format!("on line {line}")];
    assert!(run.err.contains(name), "{name} is not named: {}", run.err);
    assert!(
        places.iter().any(|place| run.err.contains(place)),
        "{name}: line {line} is not named: {}",
        run.err
    );
    run
}

#[test]
fn bytes_that_are_not_utf_8() {
    assert_refused(
        "latin1.toml",
        b"as_of = 2026-03-05\ntitle = \"Sch\xfctz\"\n",
        2,
        "not-utf-8",
    );
}

#[test]
fn a_nul_character() {
    assert_refused(
        "nul.toml",
        b"as_of = 2026-03-05\n\ntitle = \"a\0b\"\n",
        3,
        "nul-character",
    );
}

#[test]
fn a_nesting_bomb() {
    let bomb = format!(
        "as_of = 2026-03-05\nfacts = {}1{}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_refused("bomb.toml", bomb, 2, "nested-too-deep");
    let bomb = format!(
        "{{\n\"facts\": {}{}}}\n",
        "{\"a\":".repeat(100_000),
        "1".to_owned() + &"}".repeat(100_000)
    );
    assert_refused("bomb.json", bomb, 2, "nested-too-deep");
}

#[test]
fn a_file_of_five_megabytes() {
    let run = assess("huge.toml", "#".repeat(5 << 20));
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(
        run.err.contains("error[file-too-large]") && run.err.contains("huge.toml"),
        "{}",
        run.err
    );
}

#[test]
fn an_unknown_fact() {
    let case = "as_of = 2026-03-05\n[facts]\npatient.age_yeers = 62\n";
    let run = assert_refused("unknown.toml", case, 3, "unknown-fact");
    assert!(
        run.err.contains("did you mean `patient.age_years`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_unit_of_another_dimension() {
    let case =
        "as_of = 2026-03-05\n[[event]]\nkind = \"d_dimer\"\ndays_ago = 0\nvalue = \"210 cm FEU\"\n";
    assert_refused("unit.toml", case, 5, "wrong-unit");
}

#[test]
fn two_values_for_one_fact() {
    let case = "as_of = 2026-03-05\n[facts]\npregnancy = true\npregnant = false\n";
    let run = assert_refused("two.toml", case, 4, "two-values");
    assert!(
        run.err.contains("the first"),
        "both places are shown: {}",
        run.err
    );
}

#[test]
fn a_truth_as_text() {
    let case = "as_of = 2026-03-05\n[facts]\npregnant = \"yes\"\n";
    let run = assert_refused("yes.toml", case, 3, "wrong-type");
    assert!(
        run.err.contains("write `true`, without quotes"),
        "{}",
        run.err
    );
}

#[test]
fn a_birth_date_to_the_month() {
    let case = "as_of = 2026-03-05\nbirth_date = \"1990-01\"\n";
    let run = assert_refused("month.toml", case, 2, "wrong-date");
    assert!(!run.err.contains("only the month"), "{}", run.err);
}

/// It has no question, so the report must say by itself that it is open.
#[test]
fn a_red_flag_that_cannot_be_obtained() {
    let case = "as_of = 2026-03-05\n[facts]\nsymptoms.laterality = \"left\"\nlimb_threat = \"unobtainable\"\n";
    let run = assess("flag.toml", case);
    let (_, open) = run
        .out
        .split_once("CANNOT BE DECIDED YET")
        .unwrap_or_default();
    assert!(open.contains("mergency"), "{}", run.out);
}

/// What is said of no leg is said of the symptomatic one.
#[test]
fn two_values_for_one_leg() {
    let case = "as_of = 2026-03-05\n[facts]\nsymptoms.laterality = \"left\"\nlimb_threat = true\n\
                limb_threatening = { left = false }\n";
    let run = assert_refused("leg.toml", case, 5, "two-values");
    assert!(run.err.contains("the first"), "{}", run.err);
    let other = case.replace("{ left", "{ right");
    assert!(matches!(assess("other.toml", other).code, 0 | 4));
}

#[test]
fn one_key_twice() {
    let case = "as_of = 2026-03-05\n[facts]\npregnancy = true\npregnancy = false\n";
    assert_refused("twice.toml", case, 4, "toml-syntax");
    let case =
        "{\"as_of\": \"2026-03-05\",\n\"facts\": {\"pregnancy\": true,\n\"pregnancy\": false}}";
    let run = assess("twice.json", case);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("twice.json:3:"), "{}", run.err);
}

#[test]
fn a_date_in_the_future() {
    let case = "as_of = 2026-03-05\n[[event]]\nkind = \"ultrasound\"\ndate = 2026-03-06\n";
    assert_refused("future.toml", case, 4, "date-in-future");
}

#[test]
fn an_event_before_birth() {
    let case = "as_of = 2026-03-05\nbirth_date = 1990-01-02\n\n[[event]]\nkind = \"ultrasound\"\ndate = 1989-12-31\n";
    assert_refused("birth.toml", case, 4, "date-before-birth");
}

#[test]
fn a_d_dimer_that_does_not_say_which_units() {
    let case =
        "as_of = 2026-03-05\n[[event]]\nkind = \"d_dimer\"\ndays_ago = 0\nvalue = \"210 ng/mL\"\n";
    let run = assert_refused("dimer.toml", case, 5, "missing-qualifier");
    assert!(run.err.contains("FEU or DDU?"), "{}", run.err);
}

#[test]
fn json_with_a_comma_too_many() {
    let case = "{\n  \"as_of\": \"2026-03-05\",\n}\n";
    let run = assess("comma.json", case);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("comma.json:"), "{}", run.err);
}

#[test]
fn json_that_is_no_object() {
    for content in ["[]", "null", "\"a\"", "1"] {
        assert_refused("list.json", content, 1, "wrong-kind");
    }
}

#[test]
fn a_file_that_is_not_there() {
    let run = venule(&["assess", "no/such/case.toml"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("no/such/case.toml"), "{}", run.err);
}

/// Nobody assesses nobody: an empty file is one that was not written.
#[test]
fn an_empty_file() {
    assert_refused("empty.toml", "", 1, "empty-case");
    let run = assess("empty.json", "");
    assert_eq!(run.code, 2, "an empty file is no JSON: {}", run.err);
    assert!(run.err.contains("empty.json"), "{}", run.err);
}

#[test]
fn more_events_than_anybody_lives_to_see() {
    let scan = "[[event]]\nkind = \"ultrasound\"\ndays_ago = 3\n";
    let case = format!("as_of = 2026-03-05\n{}", scan.repeat(50_000));
    let start = Instant::now();
    assert_refused("events.toml", case, 1202, "too-many-events");
    assert!(start.elapsed() < A_MOMENT, "{:?}", start.elapsed());
}

/// A hundred findings are enough to begin with, and a thousand of them take no longer than a moment.
#[test]
fn thousands_of_unknown_facts() {
    let many: String = (0..5_000).map(|it| format!("zz{it}x = 1\n")).collect();
    let case = format!("as_of = 2026-03-05\n[facts]\n{many}");
    let start = Instant::now();
    let run = assert_refused("many.toml", case, 3, "unknown-fact");
    assert_eq!(run.err.matches("error[unknown-fact]").count(), 100);
    assert!(run.err.contains("and 4900 more"), "{}", run.err);
    assert!(run.err.contains("5000 errors"), "{}", run.err);
    assert!(start.elapsed() < A_MOMENT, "{:?}", start.elapsed());
}

/// Comparing each of them with every name that exists would take most of a minute here.
#[test]
fn tens_of_thousands_of_unknown_facts() {
    let many: String = (0..50_000)
        .map(|it| format!("\"wells.scor{it}\": 1,\n"))
        .collect();
    let case = format!("{{\"as_of\": \"2026-03-05\",\n\"facts\": {{{many}\"wells.scor\": 1}}}}");
    let start = Instant::now();
    let run = assert_refused("many.json", case, 2, "unknown-fact");
    assert!(
        run.err.contains("did you mean `wells.score`?"),
        "{}",
        run.err
    );
    assert!(run.err.contains("and 49901 more"), "{}", run.err);
    assert!(start.elapsed() < A_MOMENT, "{:?}", start.elapsed());
}

/// Nobody reads a message of a megabyte.
#[test]
fn a_name_of_three_megabytes() {
    for case in [
        format!("as_of = 2026-03-05\n{} = 1\n", "a".repeat(3 << 20)),
        format!("as_of = 2026-03-05\nfacts.{} = 1\n", "a".repeat(3 << 20)),
        format!(
            "as_of = 2026-03-05\nnone_of = [\"{}\"]\n",
            "a".repeat(3 << 20)
        ),
        format!(
            "as_of = 2026-03-05\nfacts.symptoms.laterality = \"{}\"\n",
            "\u{e4}".repeat(1 << 20)
        ),
    ] {
        let start = Instant::now();
        let run = assess("long.toml", case);
        assert_eq!(run.code, 2);
        assert!(run.err.len() < 5_000, "{} bytes", run.err.len());
        assert!(run.err.contains("long.toml:2:"), "{}", run.err);
        assert!(start.elapsed() < A_MOMENT, "{:?}", start.elapsed());
    }
}

#[test]
fn a_day_that_does_not_exist_is_one_mistake() {
    let run = assert_refused("day.toml", "as_of = 2026-02-30\n", 1, "toml-syntax");
    assert!(
        run.err.contains("1 error") && !run.err.contains("wrong-date"),
        "{}",
        run.err
    );
}

#[test]
fn numbers_that_are_none() {
    for number in ["inf", "-inf", "nan"] {
        let case = format!("as_of = 2026-03-05\n[facts]\nvital.systolic_bp = {number}\n");
        let run = assert_refused("number.toml", case, 3, "wrong-type");
        assert!(run.err.contains(&format!("not `{number}`")), "{}", run.err);
    }
}

#[test]
fn thousands_of_repeated_keys() {
    let many = vec!["\"pregnancy\": true"; 100_000].join(",\n");
    let case = format!("{{\"as_of\": \"2026-03-05\",\n\"facts\": {{{many}}}}}");
    let start = Instant::now();
    let run = assert_refused("many.json", case, 3, "json-syntax");
    assert!(run.err.contains("and 99899 more"), "{}", run.err);
    assert!(start.elapsed() < A_MOMENT, "{:?}", start.elapsed());
}

/// A title cannot take over the terminal.
#[test]
fn control_characters_are_shown() {
    let run = assess(
        "title.toml",
        "as_of = 2026-03-05\ntitle = \"a\\u001b[31mred\"\n",
    );
    assert!(!run.out.contains('\u{1b}'), "{}", run.out);
    assert!(run.out.contains("\\u{1b}[31mred"), "{}", run.out);
}

/// What could not be read is not called empty as well.
#[test]
fn a_file_of_another_format_is_one_error() {
    let run = assess("json.toml", "{\"as_of\": \"2026-03-05\"}");
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(!run.err.contains("empty-case"), "{}", run.err);
}

#[test]
fn an_assessment_in_another_age() {
    for (day, why) in [
        ("0001-01-01", "lies before 1950-01-01"),
        ("1949-12-31", "lies before 1950-01-01"),
        ("2999-03-05", "more than a year after today"),
    ] {
        let run = assert_refused(
            "age.toml",
            format!("title = \"a slip\"\nas_of = {day}\n"),
            2,
            "as-of-out-of-bounds",
        );
        assert!(run.err.contains(why), "{}", run.err);
        let scratch = Scratch::new();
        let case = scratch.file("case.toml", "as_of = 2026-03-05\n");
        for command in ["assess", "interview"] {
            let run = venule(&[command, &case, "--as-of", day]);
            assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
            assert!(run.err.contains(why), "{}", run.err);
        }
    }
    assert_eq!(assess("first.toml", "as_of = 1950-01-01\n").code, 0);
}

#[test]
fn a_key_of_the_case_below_the_heading_of_the_facts() {
    for key in ["none_of = [\"ultrasound\"]", "birth_date = 1974-11-20"] {
        let case = format!("as_of = 2026-03-05\n[facts]\nshock = false\n{key}\n");
        let run = assert_refused("below.toml", case, 4, "unknown-fact");
        assert!(run.err.contains("write it above `[facts]`"), "{}", run.err);
    }
}

#[test]
fn units_as_people_write_them() {
    let case = |value: &str| {
        format!(
            "as_of = 2026-03-05\n[facts]\nvital.systolic_bp = \"16 kPa\"\n\
             calf.circumference_difference = \"1 inch\"\n[[event]]\nkind = \"d_dimer\"\nvalue = \"{value}\"\n"
        )
    };
    for value in [
        "4.8 ug/mL FEU",
        "4.8 \u{b5}g/mL FEU",
        "4.8 \u{3bc}g/ml FEU",
        "4.8 mcg/mL FEU",
        "4800 mcg/L FEU",
        "4800 ng/ml FEU",
        "4.8 mg/l FEU",
    ] {
        let run = assess("unit.toml", case(value));
        assert_eq!(run.err, "", "{value}");
        assert!(run.out.contains("4800 ng/mL"), "{value}: {}", run.out);
    }
    let run = assert_refused("bare.toml", case("0.48 FEU"), 7, "wrong-type");
    assert!(!run.err.contains("cm"), "{}", run.err);
    assert!(run.err.contains("`40 ng/mL`"), "{}", run.err);
}
