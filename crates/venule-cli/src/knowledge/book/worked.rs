//! The worked cases, run: which rules hold in which of them, and which do not in a neighbor.

use std::collections::{BTreeMap, BTreeSet};

use venule_engine::assess;
use venule_engine::assessment::{Assessment, Kind, Line};
use venule_engine::case::Case;
use venule_engine::example::{Example, read_examples};
use venule_engine::what_if::{Reason, every_rule};
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::model::{Knowledge, RuleId};
use venule_knowledge::source::{self, Files};

use super::document::anchor;

/// A case file: one patient, and the same patient with something changed.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) anchor: String,
    /// Guideline and file name, such as `splinter/visible`.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) story: String,
    /// The case itself, then its variants.
    pub(super) runs: Vec<Run>,
}

/// One case or variant, assessed.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) anchor: String,
    /// Nothing for the case itself.
    pub(super) title: Option<String>,
    pub(super) example: Example,
    /// What did not come out as expected.
    pub(super) unmet: Vec<String>,
    outcomes: BTreeMap<RuleId, Outcome>,
}

/// What came of a rule in one case, the strongest of both legs first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    Decided,
    Provisional,
    /// It holds, and so does advice against it; neither is shown.
    Withheld,
    Overridden(Vec<RuleId>),
    Open,
    Excluded(usize),
    Settled,
    NotInScope,
    False,
}

impl Outcome {
    /// Whether the rule holds, for certain or provided that something does.
    pub(super) fn holds(&self) -> bool {
        match self {
            Self::Decided | Self::Provisional | Self::Withheld => true,
            Self::Overridden(_)
            | Self::Open
            | Self::Excluded(_)
            | Self::Settled
            | Self::NotInScope
            | Self::False => false,
        }
    }
}

impl Run {
    /// What came of a rule.
    pub(super) fn outcome(&self, rule: RuleId) -> Outcome {
        self.outcomes.get(&rule).cloned().unwrap_or(Outcome::False)
    }
}

/// Runs all cases. What cannot be read is reported.
pub(super) fn run(
    knowledge: &Knowledge,
    cases: Vec<(String, Vec<u8>)>,
    files: &mut Files,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Family> {
    let mut families = Vec::new();
    for (path, bytes) in cases {
        let file = match source::decode(&path, &bytes) {
            Ok(text) => files.add(path.clone(), text),
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let (examples, found) = read_examples(knowledge, files, file);
        let errors = found
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error);
        problems.extend(errors);
        families.extend(family(knowledge, &path, examples));
    }
    families
}

fn family(knowledge: &Knowledge, path: &str, examples: Vec<Example>) -> Option<Family> {
    let id = id_of(path);
    let first = examples.first()?;
    let title = first.title.clone();
    let story = first.case.story.clone().unwrap_or_default();
    let before = format!("{title}: ");
    let mut runs = Vec::new();
    for (position, example) in examples.into_iter().enumerate() {
        let assessment = assess(knowledge, &example.case);
        let own = example.title.strip_prefix(&before).map(str::to_owned);
        let name = if position == 0 {
            id.clone()
        } else {
            format!("{id}.{position}")
        };
        runs.push(Run {
            anchor: anchor("case", &name),
            title: (position > 0).then(|| own.unwrap_or_else(|| example.title.clone())),
            unmet: example
                .expectation
                .unmet(knowledge, &example.case, &assessment),
            outcomes: outcomes(knowledge, &example.case, &assessment),
            example,
        });
    }
    Some(Family {
        anchor: anchor("case", &id),
        id,
        title,
        story,
        runs,
    })
}

/// `.../guidelines/splinter/cases/visible.toml` is `splinter/visible`.
fn id_of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let inside = path.rsplit_once("guidelines/").map_or(&*path, |(_, it)| it);
    let name = inside.strip_suffix(".toml").unwrap_or(inside);
    name.replacen("/cases/", "/", 1)
}

fn outcomes(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
) -> BTreeMap<RuleId, Outcome> {
    let mut outcomes: BTreeMap<RuleId, Outcome> = BTreeMap::new();
    let mut note = |rule: RuleId, outcome: Outcome| {
        let best = match outcomes.remove(&rule) {
            Some(other) => other.min(outcome),
            None => outcome,
        };
        outcomes.insert(rule, best);
    };
    let withheld: BTreeSet<RuleId> = withheld(assessment);
    for trace in assessment.lines.iter().flat_map(|line| &line.rules) {
        note(
            trace.rule,
            match trace.status.kind() {
                Kind::Decided => Outcome::Decided,
                Kind::Provisional => Outcome::Provisional,
                Kind::Undecided => Outcome::Open,
            },
        );
    }
    for rule in &withheld {
        note(*rule, Outcome::Withheld);
    }
    for dormant in &assessment.dormant {
        note(dormant.rule, Outcome::Open);
    }
    for found in every_rule(knowledge, case) {
        let outcome = match found.reason {
            // What holds is among the lines, unless it was withheld.
            Reason::Holds => continue,
            Reason::Excluded(exclusion) => Outcome::Excluded(exclusion),
            Reason::Scope { truth, .. } if truth.is_unknown() => Outcome::Open,
            Reason::Scope { .. } => Outcome::NotInScope,
            Reason::Condition { truth, .. } if truth.is_unknown() => Outcome::Open,
            Reason::Condition { .. } => Outcome::False,
            Reason::Settled(_) => Outcome::Settled,
            Reason::Overridden(by) => Outcome::Overridden(by),
        };
        note(found.rule, outcome);
    }
    outcomes
}

fn withheld(assessment: &Assessment) -> BTreeSet<RuleId> {
    let lines = assessment
        .conflicts
        .iter()
        .flat_map(|conflict| [&conflict.for_line, &conflict.against]);
    lines
        .flat_map(|line: &Line| line.rules.iter().map(|trace| trace.rule))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn a_case_is_named_by_guideline_and_file() {
        for path in [
            "knowledge/guidelines/splinter/cases/visible.toml",
            "/tmp/guidelines/old/guidelines/splinter/cases/visible.toml",
            "C:\\content\\guidelines\\splinter\\cases\\visible.toml",
        ] {
            assert_eq!(id_of(path), "splinter/visible");
        }
    }
}
