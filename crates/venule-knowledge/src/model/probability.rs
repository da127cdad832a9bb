//! Which published figures say how probable the disease is before and after a test, and for whom (ADR 0004).
//!
//! The figures themselves are estimates; this only names them. Nothing here is advice, and no rule reads it.

use std::sync::Arc;

use super::{Condition, StatementId};
use crate::source::Origin;

/// The figures that a plan may compute with.
#[derive(Debug, Clone)]
pub struct Probability {
    /// What it is the probability of.
    pub of: String,
    /// To whom the figures apply. May rest on presumptions.
    pub when: Condition,
    /// What the result must not be taken for.
    pub caution: String,
    /// What must not have been said of the patient or the question.
    pub exclusions: Vec<Unsuited>,
    /// Probability before any test, by class.
    pub pretests: Vec<Pretest>,
    /// Sensitivity and specificity of tests.
    pub accuracies: Vec<Accuracy>,
    /// What studies measured after a whole sequence; it takes the place of the computed figure.
    pub measured: Vec<Measured>,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// A patient or a question that the figures do not speak of.
#[derive(Debug, Clone)]
pub struct Unsuited {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// Where this is known to hold, no figure is shown.
    pub when: Condition,
    /// Why.
    pub reason: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// The probability before any test in one class.
#[derive(Debug, Clone)]
pub struct Pretest {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// How the class is called.
    pub label: String,
    /// Who is in the class. Never rests on presumptions.
    pub when: Condition,
    /// Key of the estimate.
    pub estimate: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// How often a test is right.
#[derive(Debug, Clone)]
pub struct Accuracy {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// How the test is called.
    pub label: String,
    /// Index of the kind of event that records it.
    pub event: usize,
    /// The test found the disease. Absent where there is no figure for that: a test that says where the disease is
    /// has another one for each place.
    pub positive: Option<Condition>,
    /// The test did not find it.
    pub negative: Condition,
    /// Key of the estimate of positive results among those with the disease.
    pub sensitivity: String,
    /// Key of the estimate of negative results among those without it.
    pub specificity: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

/// What a study measured in patients who had been through a sequence of tests.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Published name, kebab-case.
    pub name: Arc<str>,
    /// Who they were.
    pub when: Condition,
    /// Key of the estimate.
    pub estimate: String,
    /// Statements carried.
    pub states: Vec<StatementId>,
    /// Place of its definition.
    pub origin: Origin,
}

impl Probability {
    /// Every estimate that it names, in order.
    pub fn estimates(&self) -> impl Iterator<Item = &str> {
        let accuracies = self.accuracies.iter();
        self.pretests
            .iter()
            .map(|it| it.estimate.as_str())
            .chain(accuracies.flat_map(|it| [it.sensitivity.as_str(), it.specificity.as_str()]))
            .chain(self.measured.iter().map(|it| it.estimate.as_str()))
    }

    /// The elements that compute with an estimate.
    #[must_use]
    pub fn uses(&self, estimate: &str) -> Vec<String> {
        let mut found = Vec::new();
        let pretests = self.pretests.iter().filter(|it| it.estimate == estimate);
        found.extend(pretests.map(|it| format!("pretest {}", it.name)));
        let of_test = |it: &&Accuracy| it.sensitivity == estimate || it.specificity == estimate;
        let accuracies = self.accuracies.iter().filter(of_test);
        found.extend(accuracies.map(|it| format!("accuracy {}", it.name)));
        let measured = self.measured.iter().filter(|it| it.estimate == estimate);
        found.extend(measured.map(|it| format!("measured {}", it.name)));
        found
    }

    /// Every condition with the element it belongs to.
    #[must_use]
    pub fn conditions(&self) -> Vec<(String, &Condition)> {
        let mut found = vec![("probability".to_owned(), &self.when)];
        let named = |kind: &str, name: &str| format!("{kind} {name}");
        found.extend(
            self.exclusions
                .iter()
                .map(|it| (named("probability exclusion", &it.name), &it.when)),
        );
        found.extend(
            self.pretests
                .iter()
                .map(|it| (named("pretest", &it.name), &it.when)),
        );
        for it in &self.accuracies {
            let positive = it.positive.iter();
            found.extend(positive.map(|when| (named("accuracy", &it.name), when)));
            found.push((named("accuracy", &it.name), &it.negative));
        }
        found.extend(
            self.measured
                .iter()
                .map(|it| (named("measured", &it.name), &it.when)),
        );
        found
    }

    /// Every element with the statements it carries.
    #[must_use]
    pub fn carrying(&self) -> Vec<(String, &[StatementId])> {
        let mut found = vec![("probability".to_owned(), &self.states[..])];
        let exclusions = self.exclusions.iter();
        found.extend(
            exclusions.map(|it| (format!("probability exclusion {}", it.name), &it.states[..])),
        );
        found.extend(
            self.pretests
                .iter()
                .map(|it| (format!("pretest {}", it.name), &it.states[..])),
        );
        found.extend(
            self.accuracies
                .iter()
                .map(|it| (format!("accuracy {}", it.name), &it.states[..])),
        );
        found.extend(
            self.measured
                .iter()
                .map(|it| (format!("measured {}", it.name), &it.states[..])),
        );
        found
    }
}
