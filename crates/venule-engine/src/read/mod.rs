//! Reading a case file, TOML or JSON, against the vocabulary of the knowledge.
//!
//! In: the text of a file. Out: a [`Case`], or everything that is wrong with the file, each at its place.
//! Nothing is guessed: an unknown name, a wrong unit, two values for one fact, a date in the future or before
//! birth are errors with the nearest right name. The format is described in `docs/reference/case.md`.

mod date;
mod event;
mod fact;
mod order;
mod report;
mod unlisted;
mod value;
mod written;

pub(crate) use order::read_order_tree;
pub use order::{ReadOrder, facts_of, read_order};
pub(crate) use report::read_report_tree;
pub use report::{ReadReport, read_report, segment_names, silence_word};

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document::{self, Fields, Node, Problems};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::{FileId, Files};
use venule_logic::value::Value;

use crate::case::{Case, Moment, State};
use crate::side::Side;

pub use date::out_of_bounds;
pub use value::split_qualifier;

/// When the assessment takes place, as far as the caller knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsOf {
    /// Takes the place of what the file says. Days ago are still counted from the file's own moment.
    pub instead: Option<Moment>,
    /// Today: used when the file says nothing, and what the file may not lie far beyond; see [`out_of_bounds`].
    pub otherwise: Option<Moment>,
}

/// What came of reading a case.
#[derive(Debug)]
pub struct ReadCase {
    /// The case, unless there are errors.
    pub case: Option<Case>,
    /// Whether nobody said when, so that [`AsOf::otherwise`] was taken.
    pub as_of_assumed: bool,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a case from a file.
#[must_use]
pub fn read_case(knowledge: &Knowledge, files: &Files, file: FileId, as_of: AsOf) -> ReadCase {
    let (tree, mut diagnostics) = document::read(files, file);
    let Some(tree) = tree else {
        return ReadCase {
            case: None,
            as_of_assumed: false,
            diagnostics,
        };
    };
    let read = read_tree(knowledge, file, &tree, as_of);
    diagnostics = joined(diagnostics, read.diagnostics);
    let refused = diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error);
    ReadCase {
        case: read.case.filter(|_| !refused),
        as_of_assumed: read.as_of_assumed,
        diagnostics,
    }
}

/// What is wrong with the text of a file, and with what could be read of it: nothing twice, and what could not be
/// read is not empty.
fn joined(text: Vec<Diagnostic>, read: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |it: &Diagnostic| it.labels.first().map(|label| label.origin);
    let is_new = |it: &Diagnostic| {
        it.id != "empty-case"
            && place(it).is_none_or(|at| text.iter().all(|it| place(it) != Some(at)))
    };
    let read: Vec<Diagnostic> = read
        .into_iter()
        .filter(|it| text.is_empty() || is_new(it))
        .collect();
    let mut all = text;
    all.extend(read);
    all
}

/// Reads a case from a tree that was already read from a file.
#[must_use]
pub fn read_tree(knowledge: &Knowledge, file: FileId, tree: &Node, as_of: AsOf) -> ReadCase {
    let problems = Problems::default();
    let mut as_of_assumed = false;
    let case = Fields::open(&problems, file, "the case", tree).and_then(|mut fields| {
        // What a worked case expects is read by `example`.
        fields.node("expect");
        fields.node("variant");
        as_of_assumed = as_of.instead.is_none() && !fields.has("as_of");
        Reader {
            knowledge,
            problems: &problems,
        }
        .case(fields, as_of)
    });
    let diagnostics = problems.into_found();
    let refused = diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error);
    ReadCase {
        case: case.filter(|_| !refused),
        as_of_assumed,
        diagnostics,
    }
}

pub(crate) struct Reader<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) problems: &'a Problems,
}

impl Reader<'_> {
    fn case(&self, mut fields: Fields<'_>, as_of: AsOf) -> Option<Case> {
        if fields.entries().is_empty() {
            let message = "the case is empty";
            let problem = Diagnostic::error("empty-case", message, fields.origin());
            self.problems
                .add(problem.help("state at least `as_of` and what is known, such as `[facts]`"));
            return None;
        }
        let title = fields.string("title");
        let story = fields.string("story");
        let written = fields
            .node("as_of")
            .and_then(|node| self.as_of(&fields, node, as_of.otherwise.map(|it| it.date)));
        let birth_date = fields
            .node("birth_date")
            .and_then(|node| self.day(&fields, "birth_date", node));
        let Some(moment) = as_of.instead.or(written).or(as_of.otherwise) else {
            fields.report_missing(
                "as_of",
                Some("add `as_of = 2026-03-05`, the day of the assessment".to_owned()),
            );
            return None;
        };
        let mut case = Case {
            title,
            story,
            birth_date,
            ..Case::new(moment)
        };
        if let Some(node) = fields.node("facts") {
            self.facts(&fields, node, &mut case);
        }
        case.side = self.symptomatic_side(&case);
        let reference = written.unwrap_or(moment);
        self.events(fields.tables("event", "the event"), reference, &mut case);
        case.none_of = self.unlisted(&mut fields, "none_of", &case);
        case.unknown_of = self.unlisted(&mut fields, "unknown_of", &case);
        case.unobtainable_of = self.unlisted(&mut fields, "unobtainable_of", &case);
        self.check_legs(&case);
        self.check_birth(&fields, &case);
        self.refuse_other_files(&mut fields);
        fields.close();
        Some(case)
    }

    /// An order or a report is read by another command.
    fn refuse_other_files(&self, fields: &mut Fields<'_>) {
        for (key, what) in [("order", "an order"), ("report", "a report")] {
            if fields.has(key) {
                fields.node(key);
                // The veins of a report.
                fields.node("segment");
                let message = format!("this is {what}, not a case");
                let problem = Diagnostic::error("not-a-case", message, fields.place_of(key));
                self.problems
                    .add(problem.help(format!("`venule check {key} FILE` reads it")));
            }
        }
    }

    /// The value of the fact that the vocabulary declares to be the symptomatic side.
    fn symptomatic_side(&self, case: &Case) -> Option<Side> {
        case.facts.iter().find_map(|entry| {
            let fact = self.knowledge.facts.get(entry.fact.0 as usize)?;
            match &entry.state {
                State::Known(Value::String(text)) if fact.is_side => Side::parse(text),
                _ => None,
            }
        })
    }
}
