//! The official CQL tests, run against this crate.
//!
//! A test passes when its expression, read in the CQL dialect, has the value of its output.
//! A test that needs a construct off the list of ADR 0002 is *outside*, and named: it is
//! neither a success nor a failure. A test marked invalid passes when the text is refused for
//! another reason than that.
//!
//! Sameness is stricter than CQL's `=`: null is the same as null only, and types count. One
//! leniency: an output written as a whole number may stand for a result of a wider number type,
//! because outputs are literals and `5` is how one writes five.

use std::fmt;

use roxmltree::{Document, Node};

use crate::evaluate::{Facts, evaluate, same};
use crate::syntax;
use crate::types::{Dialect, FactId, FactType, Schema, check};
use crate::value::Value;

/// How one test came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As the test says.
    Passed,
    /// Otherwise.
    Failed {
        /// What the test says.
        expected: String,
        /// What came out.
        found: String,
    },
    /// It needs a construct that is off the list.
    Outside {
        /// The construct.
        construct: String,
    },
}

/// One test and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The name of its group.
    pub group: String,
    /// Its own name.
    pub name: String,
    /// The expression it tests.
    pub expression: String,
    /// How it came out.
    pub verdict: Verdict,
}

/// All tests of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name the file gives itself.
    pub name: String,
    /// Its tests, in order.
    pub outcomes: Vec<Outcome>,
}

/// How many tests came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: usize,
    /// Failed.
    pub failed: usize,
    /// Outside the list.
    pub outside: usize,
}

/// The file is not XML, or not a test file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotATestFile(String);

impl fmt::Display for NotATestFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a CQL test file: {}", self.0)
    }
}

impl std::error::Error for NotATestFile {}

impl Report {
    /// How many tests came out how.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for outcome in &self.outcomes {
            match outcome.verdict {
                Verdict::Passed => counts.passed += 1,
                Verdict::Failed { .. } => counts.failed += 1,
                Verdict::Outside { .. } => counts.outside += 1,
            }
        }
        counts
    }
}

/// Runs the tests of one file, given its text.
///
/// # Errors
///
/// When the text is not XML or its root is not `tests`.
pub fn run(xml: &str) -> Result<Report, NotATestFile> {
    let document = Document::parse(xml).map_err(|error| NotATestFile(error.to_string()))?;
    let root = document.root_element();
    if root.tag_name().name() != "tests" {
        let found = root.tag_name().name();
        return Err(NotATestFile(format!("its root is `{found}`")));
    }
    let tests = root
        .descendants()
        .filter(|node| node.has_tag_name_of("test"));
    Ok(Report {
        name: attribute(root, "name"),
        outcomes: tests.map(outcome).collect(),
    })
}

fn outcome(test: Node<'_, '_>) -> Outcome {
    let child = |name| test.children().find(|node| node.has_tag_name_of(name));
    let expression = child("expression");
    let text = expression.map(content).unwrap_or_default();
    let invalid = expression.map(|node| attribute(node, "invalid"));
    let is_invalid = invalid.is_some_and(|invalid| !invalid.is_empty() && invalid != "false");
    let verdict = if is_invalid {
        refusal(&text)
    } else {
        let output = child("output").map(content);
        judge(&text, output.as_deref())
    };
    Outcome {
        group: test
            .parent()
            .map(|group| attribute(group, "name"))
            .unwrap_or_default(),
        name: attribute(test, "name"),
        expression: text,
        verdict,
    }
}

/// A test that the text must be refused.
fn refusal(text: &str) -> Verdict {
    match read(text) {
        Err(Refused::Outside(construct)) => Verdict::Outside { construct },
        Err(Refused::Wrong(_)) => Verdict::Passed,
        Ok(value) => Verdict::Failed {
            expected: "a refusal".to_owned(),
            found: value.to_string(),
        },
    }
}

fn judge(text: &str, output: Option<&str>) -> Verdict {
    let found = match read(text) {
        Err(Refused::Outside(construct)) => return Verdict::Outside { construct },
        Err(Refused::Wrong(message)) => {
            return Verdict::Failed {
                expected: output.unwrap_or_default().to_owned(),
                found: format!("refused: {message}"),
            };
        }
        Ok(value) => value,
    };
    let Some(output) = output else {
        return Verdict::Outside {
            construct: "a test without output".to_owned(),
        };
    };
    match read(output) {
        Err(Refused::Outside(construct)) => Verdict::Outside {
            construct: format!("{construct} in the output"),
        },
        Ok(expected) if is_type_of(&expected, &found) && same(&expected, &found) => Verdict::Passed,
        Ok(_) | Err(Refused::Wrong(_)) => Verdict::Failed {
            expected: output.to_owned(),
            found: found.to_string(),
        },
    }
}

/// Whether the types agree, or the expected whole number stands for a wider number.
fn is_type_of(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Integer(_), Value::Integer(_) | Value::Long(_) | Value::Decimal(_)) => true,
        (Value::List(expected), Value::List(found)) => {
            let mut pairs = expected.iter().zip(found);
            pairs.all(|(expected, found)| is_type_of(expected, found))
        }
        (Value::Interval(expected), Value::Interval(found)) => {
            is_type_of(&expected.low, &found.low) && is_type_of(&expected.high, &found.high)
        }
        (expected, found) => std::mem::discriminant(expected) == std::mem::discriminant(found),
    }
}

/// Why a text has no value.
enum Refused {
    Outside(String),
    Wrong(String),
}

/// The value of a text in the CQL dialect, without any facts.
fn read(text: &str) -> Result<Value, Refused> {
    let parsed = syntax::parse(text);
    let outside = parsed
        .errors
        .iter()
        .find_map(|error| error.construct.clone());
    if let Some(construct) = outside {
        return Err(Refused::Outside(construct));
    }
    let checked = match &parsed.expr {
        Some(expr) => check(expr, &NoFacts, Dialect::Cql),
        None => Err(Vec::new()),
    };
    let type_errors = checked.as_ref().err().map_or(&[][..], Vec::as_slice);
    let outside = type_errors.iter().find_map(|error| error.construct.clone());
    if let Some(construct) = outside {
        return Err(Refused::Outside(construct));
    }
    if let Some(error) = parsed.errors.first() {
        return Err(Refused::Wrong(error.message.clone()));
    }
    match checked {
        Ok(checked) => Ok(evaluate(&checked, &NoFacts)),
        Err(errors) => {
            let first = errors.into_iter().next();
            let message =
                first.map_or_else(|| "the text is empty".to_owned(), |error| error.message);
            Err(Refused::Wrong(message))
        }
    }
}

struct NoFacts;

impl Schema for NoFacts {
    fn lookup(&self, _: &str) -> Option<FactType> {
        None
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Facts for NoFacts {
    fn value(&self, _: FactId) -> Value {
        Value::Null
    }
}

trait LocalName {
    /// Whether it is an element of this name, in whichever namespace.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

/// All text inside an element, comments left out.
fn content(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts
        .filter_map(|text| text.text())
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(test: &str) -> Verdict {
        let xml =
            format!("<tests name='t'><group name='g'><test name='n'>{test}</test></group></tests>");
        run(&xml).unwrap().outcomes.remove(0).verdict
    }

    fn is_failed(verdict: &Verdict) -> bool {
        matches!(verdict, Verdict::Failed { .. })
    }

    #[test]
    fn the_runner_can_fail_a_test() {
        assert!(is_failed(&verdict(
            "<expression>1 + 1</expression><output>3</output>"
        )));
        assert!(is_failed(&verdict(
            "<expression>1 +</expression><output>1</output>"
        )));
        assert!(is_failed(&verdict(
            "<expression invalid='true'>1 + 1</expression>"
        )));
        assert!(is_failed(&verdict(
            "<expression>null = 1</expression><output>false</output>"
        )));
        assert!(is_failed(&verdict(
            "<expression>1 = 1</expression><output>null</output>"
        )));
    }

    #[test]
    fn types_of_results_count() {
        let passed = |test| verdict(test) == Verdict::Passed;
        assert!(passed(
            "<expression>6 / 2</expression><output>3.00000000</output>"
        ));
        assert!(!passed(
            "<expression>6 - 3</expression><output>3.0</output>"
        ));
        assert!(!passed("<expression>6 - 3</expression><output>3L</output>"));
        assert!(!passed("<expression>6 'cm'</expression><output>6</output>"));
        assert!(passed(
            "<expression>2.0'cm' * 1.0'cm'</expression><output>2.0'cm2'</output>"
        ));
        assert!(!passed(
            "<expression>2.0'cm' * 1.0'cm'</expression><output>2.0'cm'</output>"
        ));
    }

    #[test]
    fn what_is_off_the_list_is_outside_and_named() {
        let construct = |expression: &str| {
            let text = expression.replace('&', "&amp;").replace('<', "&lt;");
            match verdict(&format!(
                "<expression>{text}</expression><output>1</output>"
            )) {
                Verdict::Outside { construct } => construct,
                other => panic!("{expression}: {other:?}"),
            }
        };
        let table = [
            ("@2014-01-25T14:30:14.559+01:00", "date/time literal"),
            ("@T10:00 = @T10:00", "date/time literal"),
            ("DateTime(2014, 1) < Today()", "function `DateTime`"),
            ("Today() - 1 days", "function `Today`"),
            ("Length('abc')", "function `Length`"),
            ("Tuple { a: 1 }", "tuple"),
            ("{ a: 1 }", "tuple"),
            ("1:2 = 1:2", "ratio"),
            ("1'cm':2'cm' ~ 1'cm':2'cm'", "ratio"),
            ("5 div 2", "`div`"),
            ("5 mod 2", "`mod`"),
            ("2 ^ 3", "`^`"),
            ("'a' & 'b'", "`&`"),
            ("'a' + 'b'", "string concatenation"),
            ("{1, 2} | {3}", "`|`"),
            ("{1} union {2}", "`union`"),
            ("{1, 2} contains 1", "`contains`"),
            ("{1, 2} = {1, 2}", "`=` over a list"),
            ("Interval[1, 2] ~ Interval[1, 2]", "`~` over an interval"),
            ("{1} in {{1}}", "`in` over a list of lists or intervals"),
            ("exists {1}", "`exists`"),
            ("exists({1})", "`exists`"),
            ("flatten {{1}}", "`flatten`"),
            ("distinct {1, 1}", "`distinct`"),
            ("collapse {Interval[1, 2]}", "`collapse`"),
            ("expand {Interval[1, 2]} per 1", "`expand`"),
            ("convert 5 to String", "`convert`"),
            ("cast 5 as Integer", "`cast`"),
            ("minimum Integer", "`minimum`"),
            ("successor of 1", "`successor of`"),
            ("singleton from {1}", "`singleton from`"),
            ("start of Interval[1, 2]", "`start of`"),
            ("year from X", "`year from`"),
            ("days between X and Y", "`days between`"),
            ("duration in days of X", "`duration in`"),
            ("difference in months between X and Y", "`difference in`"),
            ("Interval[1, 2] included in Interval[1, 5]", "`included`"),
            ("Interval[1, 2] starts Interval[1, 5]", "`starts`"),
            ("4 in day of Interval[1, 2]", "`in` at a precision"),
            ("5 is Integer", "type test `is`"),
            ("null as DateTime", "type `DateTime`"),
            ("null as List<Integer>", "type `List`"),
            ("List<Integer>{}", "typed list or interval"),
            ("{1, 2}[0]", "indexer"),
            ("[Condition]", "retrieve"),
            ("({1, 2}) X return X", "query"),
            ("({1, 2}) X", "query"),
            ("from ({1, 2}) X return X", "`from`"),
            ("{1, 2}.count()", "function `count`"),
            ("Interval[1, 2].low", "property access"),
            ("Quantity { value: 1, unit: 'g' }", "instance selector"),
            ("Code '1' from \"x\"", "`Code`"),
            ("\"quoted\"", "quoted identifier"),
            ("$this", "variable `$this`"),
            ("1'g/cm3' / 1.0", "unit `g/cm3`"),
            ("1'cm' * 1'g'", "unit `cm.g`"),
            ("1'g' / 1'h'", "unit `g/h`"),
            ("Coalesce(1, 'a')", "values of mixed types"),
            ("if true then 1 else 'a'", "values of mixed types"),
            ("4 properly between 2 and 6", "`properly`"),
        ];
        for (expression, expected) in table {
            assert_eq!(construct(expression), expected, "{expression}");
        }
    }
}
