//! Every worked case under `knowledge/guidelines/*/cases` is as its author expected.

use crate::common::{examples, knowledge};

#[test]
fn every_worked_case_is_as_expected() {
    let knowledge = knowledge();
    let examples = examples(&knowledge);
    assert!(
        examples.len() > 100,
        "only {} worked cases and variants were found",
        examples.len()
    );
    let mut unmet = Vec::new();
    for (path, example) in &examples {
        for found in example.unmet(&knowledge) {
            unmet.push(format!("{path}: {}: {found}", example.title));
        }
    }
    assert!(
        unmet.is_empty(),
        "{} not as expected:\n{}",
        unmet.len(),
        unmet.join("\n")
    );
}
