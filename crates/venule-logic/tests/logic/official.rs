//! The official CQL tests kept under `tests/cql`, with the exact count of each outcome.

use venule_logic::conformance::{Counts, Verdict, run};

#[track_caller]
fn check(xml: &str, passed: usize, outside: usize) {
    let report = run(xml).unwrap();
    for outcome in &report.outcomes {
        if let Verdict::Failed { expected, found } = &outcome.verdict {
            eprintln!("{}: expected {expected}, found {found}", outcome.name);
        }
    }
    let expected = Counts {
        passed,
        failed: 0,
        outside,
    };
    assert_eq!(report.counts(), expected, "{}", report.name);
}

#[test]
fn comparison_operators() {
    check(
        include_str!("../cql/CqlComparisonOperatorsTest.xml"),
        177,
        84,
    );
}

#[test]
fn conditional_operators() {
    check(include_str!("../cql/CqlConditionalOperatorsTest.xml"), 9, 0);
}

#[test]
fn logical_operators() {
    check(include_str!("../cql/CqlLogicalOperatorsTest.xml"), 39, 0);
}

#[test]
fn nullological_operators() {
    check(
        include_str!("../cql/CqlNullologicalOperatorsTest.xml"),
        18,
        4,
    );
}
