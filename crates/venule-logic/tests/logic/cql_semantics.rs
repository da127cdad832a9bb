//! What CQL says, one line per case, beyond what the official files cover.

use crate::vocabulary::{Known, checked};
use venule_logic::{Dialect, evaluate};

#[track_caller]
fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        let expr = match checked(text, Dialect::Cql) {
            Ok(expr) => expr,
            Err(errors) => panic!("{text}: {errors:?}"),
        };
        assert_eq!(
            evaluate(&expr, &Known::default()).to_string(),
            *expected,
            "{text}"
        );
    }
}

#[track_caller]
fn refused(texts: &[&str]) {
    for text in texts {
        let errors = checked(text, Dialect::Cql).err();
        let errors = errors.unwrap_or_else(|| panic!("{text} is accepted"));
        assert!(
            errors.iter().all(|error| error.construct.is_none()),
            "{text}: {errors:?}"
        );
    }
}

#[test]
fn whole_numbers() {
    check(&[
        ("1 + 2", "3"),
        ("2 - 5", "-3"),
        ("3 * -4", "-12"),
        ("1 - -1", "2"),
        ("2147483647", "2147483647"),
        ("-2147483648", "-2147483648"),
        ("2147483647 + 1", "null"),
        ("-2147483648 - 1", "null"),
        ("65536 * 65536", "null"),
        ("-(-2147483648)", "null"),
        ("2147483647 + 1L", "2147483648L"),
        ("9223372036854775807L + 1L", "null"),
        ("-9223372036854775808L", "-9223372036854775808L"),
        ("-(-9223372036854775808L)", "null"),
        ("2 * 3L", "6L"),
        ("+5", "5"),
        ("1 + null", "null"),
        ("-null", "null"),
    ]);
    refused(&[
        "2147483648",
        "-2147483649",
        "-(2147483648)",
        "9223372036854775808L",
        "1 + true",
        "-'a'",
    ]);
}

#[test]
fn decimals() {
    check(&[
        ("1 / 2", "0.5"),
        ("6 / 2", "3.0"),
        ("6L / 4L", "1.5"),
        ("1 / 0", "null"),
        ("1.0 / 0.0", "null"),
        ("1.0 / 3.0", "0.33333333"),
        ("2.0 / 3.0", "0.66666667"),
        ("-2.0 / 3.0", "-0.66666667"),
        ("1.1 + 2.2", "3.3"),
        ("1 + 2.5", "3.5"),
        ("1.5 * 2", "3.0"),
        ("0.0001 * 0.0001", "0.00000001"),
        ("0.00001 * 0.0001", "0.0"),
        ("0.00005 * 0.0001", "0.00000001"),
        (
            "99999999999999999999.99999999",
            "99999999999999999999.99999999",
        ),
        ("99999999999999999999.99999999 + 0.00000001", "null"),
        ("99999999999999999999.0 * 10.0", "null"),
    ]);
    refused(&["100000000000000000000.0", "0.000000001"]);
}

#[test]
fn quantities() {
    check(&[
        ("1 'cm' + 1 'm'", "101 'cm'"),
        ("1 'm' - 50 'cm'", "50 'cm'"),
        ("1 'cm' + 1 'g'", "null"),
        ("2.0'cm' * 3.0'cm'", "6 'cm2'"),
        ("2 'cm' * 3", "6 'cm'"),
        ("2 * 3 'cm'", "6 'cm'"),
        ("12 'cm2' / 3 'cm'", "4 'cm'"),
        ("10 'g' / 5", "2 'g'"),
        ("10.0 'g' / 5.0 'g'", "2 '1'"),
        ("1 'm' / 1 'cm'", "100 '1'"),
        ("1 'g' / 0 'g'", "null"),
        ("-(2 'cm')", "-2 'cm'"),
        ("-2 'cm'", "-2 'cm'"),
        ("4.14 'm' / 2.06 'm'", "2.00970874 '1'"),
        ("1 'cm' = 1 'g'", "null"),
        ("1 'cm' != 1 'g'", "null"),
        ("1 'cm' < 1 'g'", "null"),
        ("1 'cm' ~ 1 'g'", "false"),
        ("1 'cm' !~ 1 'g'", "true"),
        ("1 'g' = 1000 'mg'", "true"),
        ("1 'ng/mL' = 1 'ug/L'", "true"),
        ("50 '%' = 0.5 '1'", "true"),
        ("50 '%' = 0.5", "true"),
        ("5 = 5 '1'", "true"),
        ("5 < 1 'cm'", "null"),
        ("1 '1' + 1", "2 '1'"),
        ("1 'wk' = 7 days", "true"),
        ("36 hours > 1 day", "true"),
        ("1 year = 12 months", "true"),
        ("1 month < 2 years", "true"),
        ("1 year = 365 days", "null"),
        ("1 year > 1 day", "null"),
        ("1 'a' = 365.25 'd'", "true"),
        ("1 'a' = 12 'mo'", "true"),
        ("1 year + 1 day", "null"),
        ("1 year + 1 month", "13 months"),
        ("1 'mol' = 1 'g'", "null"),
        ("37 'Cel' < 38 'Cel'", "true"),
    ]);
}

#[test]
fn equality() {
    check(&[
        ("null = null", "null"),
        ("null = 1", "null"),
        ("1 = 1.0", "true"),
        ("1 = 1L", "true"),
        ("1L < 1.5", "true"),
        ("'a' = 'A'", "false"),
        ("'a' < 'aa'", "true"),
        ("'Z' < 'a'", "true"),
        ("true != false", "true"),
        ("1 = 1 = true", "true"),
        ("1 < 2 = true", "true"),
    ]);
    refused(&[
        "1 = 'a'",
        "true < false",
        "'a' < 1",
        "1 = true",
        "{1} and true",
    ]);
}

#[test]
fn equivalence() {
    check(&[
        ("null ~ null", "true"),
        ("null ~ 1", "false"),
        ("null !~ null", "false"),
        ("'A b' ~ 'a\\tB'", "true"),
        ("'ab' ~ 'a b'", "false"),
        ("1.0 ~ 1.00", "true"),
        ("1.5 ~ 1.54", "true"),
        ("1.5 ~ 1.55", "false"),
        ("1 ~ 1L", "true"),
        ("1 ~ 1.4", "true"),
        ("2.0'cm' ~ 2.00'cm'", "true"),
        ("1 'm' ~ 100 'cm'", "true"),
        ("1.5 'm' ~ 151 'cm'", "false"),
        ("5 ~ 5 '1'", "true"),
        ("1 year ~ 1 'a'", "true"),
        ("1 year ~ 365 days", "true"),
        ("1 year ~ 366 days", "false"),
        ("1 'a' ~ 365 days", "true"), // 365.25, compared at the precision of 365
        ("1 'a' ~ 366 days", "false"),
    ]);
}

#[test]
fn between_and_precedence() {
    check(&[
        ("4 between 2 and 6", "true"),
        ("7 between 2 and 6", "false"),
        ("2 between 2 and 2", "true"),
        ("null between 2 and 6", "null"),
        ("4 between null and 6", "null"),
        ("7 between null and 6", "false"),
        ("4 between 1 + 1 and 2 * 3 and true", "true"),
        ("true and 4 between 2 and 6", "true"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("10 - 3 - 2", "5"),
        ("12 / 2 / 3", "2.0"),
        ("-2 * 3", "-6"),
        ("true or false and false", "true"),
        ("true xor true or true", "true"),
        ("false implies false implies false", "false"),
        ("not false and false", "false"),
        ("not null is null", "false"),
        ("1 = 2 in {true, false}", "true"),
        ("1 < 2 = 2 < 3", "true"),
        ("(1 = null) is null", "true"),
        ("null as String = null", "null"),
        ("if true then 1 else 2 + 3", "1"),
    ]);
    refused(&["1 = null is null", "not 1 = 2", "1 < 2 < 3"]);
}

#[test]
fn membership() {
    check(&[
        ("1 in {1, 2}", "true"),
        ("3 in {1, 2}", "false"),
        ("1.0 in {1, 2}", "true"),
        ("null in {1, null}", "true"),
        ("null in {1}", "false"),
        ("null in {}", "false"),
        ("1 in {}", "false"),
        ("5 in {1, null}", "false"),
        ("1 in {1, null}", "true"),
        ("5 in null", "false"),
        ("null in null", "false"),
        ("'a' in {'a', 'b'}", "true"),
        ("100 'cm' in {1 'm'}", "true"),
        ("1 in Interval[1, 5]", "true"),
        ("1 in Interval(1, 5]", "false"),
        ("5 in Interval[1, 5)", "false"),
        ("5.0 in Interval[1, 5]", "true"),
        ("1 in Interval[null, 5]", "true"),
        ("6 in Interval[null, 5]", "false"),
        ("1 in Interval(null, 5]", "null"),
        ("9 in Interval(null, 5]", "false"),
        ("9 in Interval[1, null]", "true"),
        ("9 in Interval[1, null)", "null"),
        ("0 in Interval[1, null)", "false"),
        ("5 in Interval[null, null]", "true"),
        ("5 in Interval(null, null)", "null"),
        ("null in Interval[1, 5]", "null"),
        ("150 'cm' in Interval[1 'm', 2 'm']", "true"),
        ("1 'g' in Interval[1 'm', 2 'm']", "null"),
        ("Interval[1, 5)", "Interval[1, 5)"),
        ("{1, 2.5}", "{1.0, 2.5}"),
    ]);
    refused(&[
        "'a' in {1, 2}",
        "1 in 5",
        "1 in Interval['a', 'b']",
        "Interval[5, 1]",
        "true in Interval[1, 2]",
    ]);
}

#[test]
fn null_tests() {
    check(&[
        ("null is null", "true"),
        ("1 is null", "false"),
        ("1 is not null", "true"),
        ("null is true", "false"),
        ("null is not true", "true"),
        ("null is false", "false"),
        ("false is false", "true"),
        ("true is not false", "true"),
        ("IsNull(1 / 0)", "true"),
        ("IsTrue(null)", "false"),
        ("IsFalse(false)", "true"),
        ("Coalesce(null, 1, 2)", "1"),
        ("Coalesce(null, 1, 2.5)", "1.0"),
        ("Coalesce({null, 2})", "2"),
        ("Coalesce(null, null)", "null"),
        ("Coalesce({})", "null"),
        ("Coalesce(1 / 0, 2.0)", "2.0"),
    ]);
    refused(&[
        "1 is true",
        "IsTrue(1)",
        "IsNull()",
        "IsNull(1, 2)",
        "Coalesce()",
        "Coalesce(1)",
    ]);
}

#[test]
fn conditionals() {
    check(&[
        ("if null then 1 else 2", "2"),
        ("if 1 = 1 then 'a' else null", "'a'"),
        ("if true then 1 else 2.5", "1.0"),
        ("if false then 1 'cm' else 2", "2 '1'"),
        ("case when false then 1 when null then 2 else 3 end", "3"),
        ("case when true then 1 when true then 2 else 3 end", "1"),
        ("case null when null then 1 else 2 end", "2"),
        (
            "case 2 when 1 then 'a' when 2.0 then 'b' else 'c' end",
            "'b'",
        ),
        ("case 1 when 1 then null else 2 end", "null"),
    ]);
    refused(&[
        "if 1 then 2 else 3",
        "case when 1 then 2 else 3 end",
        "case 1 when 'a' then 2 else 3 end",
    ]);
}

#[test]
fn conversions() {
    check(&[
        ("null as Integer", "null"),
        ("null as System.Quantity", "null"),
        ("5 as Integer", "5"),
        ("(1 + 1) as Integer", "2"),
        ("45.5 'g' as Quantity", "45.5 'g'"),
        ("(null as Integer) + 1.5", "null"),
    ]);
    refused(&["'a' as Integer", "5 as String", "1 as Integr"]);
}

#[test]
fn strings_and_blanks() {
    check(&[
        (r"'it\'s'", r"'it\'s'"),
        (r#"'\"\`\/'"#, "'\"`/'"),
        (r"'\\\n\r\t\f'", r"'\\\n\r\t\f'"),
        (r"'\u0041\u00e9'", "'Aé'"),
        (r"'\uD83D\uDE00'", "'😀'"),
        ("''", "''"),
        ("1 // one\n + /* two\n lines */ 2", "3"),
        ("'// not a comment'", "'// not a comment'"),
    ]);
}
