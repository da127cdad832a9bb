//! All pairs of every logical operator, named by their operands: T, F and N for unknown.

use crate::vocabulary::{Known, condition};
use venule_logic::Truth::{self, False, True, Unknown};
use venule_logic::Value;

/// `[TT, TF, TN, FT, FF, FN, NT, NF, NN]`
type Table = [Truth; 9];

const AND: Table = [
    True, False, Unknown, False, False, False, Unknown, False, Unknown,
];
const OR: Table = [
    True, True, True, True, False, Unknown, True, Unknown, Unknown,
];
const XOR: Table = [
    False, True, Unknown, True, False, Unknown, Unknown, Unknown, Unknown,
];
const IMPLIES: Table = [
    True, False, Unknown, True, True, True, True, Unknown, Unknown,
];

const PAIRS: [(&str, Truth, Truth); 9] = [
    ("TT", True, True),
    ("TF", True, False),
    ("TN", True, Unknown),
    ("FT", False, True),
    ("FF", False, False),
    ("FN", False, Unknown),
    ("NT", Unknown, True),
    ("NF", Unknown, False),
    ("NN", Unknown, Unknown),
];

#[track_caller]
fn check(word: &str, operator: fn(Truth, Truth) -> Truth, table: Table) {
    let text = format!("pregnant {word} cancer");
    for ((name, left, right), expected) in PAIRS.into_iter().zip(table) {
        assert_eq!(operator(left, right), expected, "{word} {name}");
        let facts = Known::of(&[("pregnant", left.into()), ("cancer", right.into())]);
        assert_eq!(condition(&text).truth(&facts), expected, "{text} {name}");
    }
}

#[test]
fn and() {
    check("and", Truth::and, AND);
}

#[test]
fn or() {
    check("or", Truth::or, OR);
}

#[test]
fn xor() {
    check("xor", Truth::xor, XOR);
}

#[test]
fn implies() {
    check("implies", Truth::implies, IMPLIES);
}

#[test]
fn not() {
    for (operand, expected) in [(True, False), (False, True), (Unknown, Unknown)] {
        assert_eq!(!operand, expected);
        let facts = Known::of(&[("pregnant", operand.into())]);
        assert_eq!(condition("not pregnant").truth(&facts), expected);
    }
}

#[test]
fn laws_of_kleene() {
    for a in Truth::ALL {
        assert_eq!(!!a, a);
        for b in Truth::ALL {
            assert_eq!(a.and(b), b.and(a));
            assert_eq!(a.or(b), b.or(a));
            assert_eq!(!(a.and(b)), (!a).or(!b), "De Morgan");
            assert_eq!(!(a.or(b)), (!a).and(!b), "De Morgan");
            assert_eq!(a.and(a.or(b)), a, "absorption");
            assert_eq!(a.or(a.and(b)), a, "absorption");
            assert_eq!(a.xor(b), a.and(!b).or((!a).and(b)));
            for c in Truth::ALL {
                assert_eq!(a.and(b.and(c)), a.and(b).and(c));
                assert_eq!(a.or(b.or(c)), a.or(b).or(c));
                assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)), "distribution");
                assert_eq!(a.or(b.and(c)), a.or(b).and(a.or(c)), "distribution");
            }
        }
    }
}

#[test]
fn a_truth_is_a_value_and_back() {
    for truth in Truth::ALL {
        assert_eq!(Value::from(truth).truth(), truth);
    }
}
