//! Worked cases: what a clinician expects of a case, written before it first ran, and checked ever after.
//!
//! A worked case is a case file with an `[expect]` table. Its `[[variant]]`s are the same patient with something
//! changed: the neighbor that just misses. `docs/adr/0003` describes both.

mod expectation;
mod part;
mod reading;
mod variant;

pub use expectation::Expectation;
pub use part::Part;
pub use reading::read_expectation;

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document::{self, Fields, Kind, Node, Problems};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{FileId, Files};

use crate::assess::assess;
use crate::case::Case;
use crate::read::{AsOf, read_tree};

/// One worked case or one variant of it.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its title; a variant's follows that of its case.
    pub title: String,
    /// The case.
    pub case: Case,
    /// What is expected of it.
    pub expectation: Expectation,
}

impl Example {
    /// What is not as expected, one sentence each.
    #[must_use]
    pub fn unmet(&self, knowledge: &Knowledge) -> Vec<String> {
        self.expectation
            .unmet(knowledge, &self.case, &assess(knowledge, &self.case))
    }
}

/// Reads a worked case with its variants. Without errors there is at least one example.
#[must_use]
pub fn read_examples(
    knowledge: &Knowledge,
    files: &Files,
    file: FileId,
) -> (Vec<Example>, Vec<Diagnostic>) {
    let (tree, mut found) = document::read(files, file);
    let mut examples = Vec::new();
    let Some(tree) = tree else {
        return (examples, found);
    };
    let problems = Problems::default();
    let mut trees = vec![(title_of(&tree), tree.clone())];
    if let Some(mut fields) = Fields::open(&problems, file, "the case", &tree) {
        for variant in fields.tables("variant", "the variant") {
            trees.extend(variant::changed(&tree, variant));
        }
    }
    found.extend(problems.into_found());
    for (title, tree) in trees {
        let read = read_tree(knowledge, file, &tree, AsOf::default());
        found.extend(
            read.diagnostics
                .into_iter()
                .filter(|it| it.severity == Severity::Error),
        );
        let Some(node) = variant::entry(&tree, "expect") else {
            let origin = venule_knowledge::source::Origin {
                file,
                span: tree.span,
            };
            let message = format!("worked case `{title}` expects nothing");
            found.push(
                Diagnostic::error("missing-key", message, origin).help("add an `[expect]` table"),
            );
            continue;
        };
        let (expectation, problems) = read_expectation(knowledge, file, node);
        found.extend(problems);
        if let Some(case) = read.case {
            examples.push(Example {
                title,
                case,
                expectation,
            });
        }
    }
    (examples, found)
}

fn title_of(tree: &Node) -> String {
    match variant::entry(tree, "title").map(|node| &node.kind) {
        Some(Kind::String(title)) => title.to_string(),
        _ => String::new(),
    }
}
