//! Reading a report that somebody wrote. The format is described in `docs/reference/report.md`.

use std::sync::Arc;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{self, Fields, Key, Kind, Node, Problems, Text};
use venule_knowledge::load::Shape;
use venule_knowledge::model::{Knowledge, ReportForm};
use venule_knowledge::nearest;
use venule_knowledge::source::{FileId, Files};

use super::order::is_refused;
use super::written::{Keys, NOT_STATED, case_part, form, has_case};
use super::{AsOf, Reader, joined, read_tree};
use crate::case::{Case, Entry, Moment, State};
use crate::form::{Described, WrittenReport, of_segment};
use crate::side::{Leg, Side};

/// Most segments of one report: every vein of both legs several times over.
const MOST_SEGMENTS: usize = 200;

/// What came of reading a report.
#[derive(Debug)]
pub struct ReadReport {
    /// The report, unless there are errors.
    pub report: Option<WrittenReport>,
    /// Whether nobody said when, so that [`AsOf::otherwise`] was taken.
    pub as_of_assumed: bool,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a report from a file.
#[must_use]
pub fn read_report(knowledge: &Knowledge, files: &Files, file: FileId, as_of: AsOf) -> ReadReport {
    let (tree, diagnostics) = document::read(files, file);
    let mut read = ReadReport {
        report: None,
        as_of_assumed: false,
        diagnostics: Vec::new(),
    };
    if let Some(tree) = tree {
        read = read_report_tree(knowledge, file, &tree, as_of);
    }
    let diagnostics = joined(diagnostics, std::mem::take(&mut read.diagnostics));
    let refused = is_refused(&diagnostics);
    ReadReport {
        report: read.report.filter(|_| !refused),
        diagnostics,
        ..read
    }
}

/// Reads a report from a tree that was already read from a file.
#[must_use]
pub(crate) fn read_report_tree(
    knowledge: &Knowledge,
    file: FileId,
    tree: &Node,
    as_of: AsOf,
) -> ReadReport {
    let problems = Problems::default();
    let mut read = ReadReport {
        report: None,
        as_of_assumed: false,
        diagnostics: Vec::new(),
    };
    if let Some(mut fields) = Fields::open(&problems, file, "the report file", tree) {
        let reader = Reader {
            knowledge,
            problems: &problems,
        };
        let tree_of_case = case_part(tree, &["report", "segment"], Vec::new());
        let of_case = read_tree(knowledge, file, &tree_of_case, as_of);
        read.as_of_assumed = of_case.as_of_assumed;
        read.diagnostics.extend(of_case.diagnostics);
        // Without a case the rest is read all the same, so that its errors are shown as well.
        let moment = of_case.case.as_ref().map(|case| case.as_of);
        let moment = moment.or(as_of.instead).or(as_of.otherwise);
        let report = reader.report(&mut fields, moment, file);
        read.report = of_case
            .case
            .zip(report)
            .map(|(case, report)| WrittenReport {
                case,
                has_case: has_case(tree),
                ..report
            });
    }
    read.diagnostics.splice(0..0, problems.into_found());
    if is_refused(&read.diagnostics) {
        read.report = None;
    }
    read
}

impl Reader<'_> {
    fn report(
        &self,
        fields: &mut Fields<'_>,
        as_of: Option<Moment>,
        file: FileId,
    ) -> Option<WrittenReport> {
        if !fields.has("report") {
            let help = "add a `[report]` table with `side` and what the report states; a case is read by `venule assess`";
            fields.report_missing("report", Some(help.to_owned()));
            return None;
        }
        let mut table = fields.table("report")?;
        table.call("the report");
        let index = form(
            &mut table,
            self.knowledge.reports.iter().map(|it| &*it.name),
        )?;
        let form = self.knowledge.reports.get(index)?;
        let side = table.required_text("side").and_then(|text| self.leg(text));
        let reference = as_of?;
        let when = self.when(&mut table, reference, reference.date);
        let also = ["form", "side", "date", "days_ago", "earliest", "latest"];
        let stated = Keys::of(&form.stated).read(self.knowledge, &table, &also);
        let facts = self.entries(file, reference, stated);
        for entry in facts.iter().flatten() {
            let is_of = |leg: Side| side == Some(leg) || side == Some(Side::Both);
            if let (Some(leg), Some(side), Some(origin)) = (entry.side, side, entry.origin)
                && !is_of(leg)
            {
                let message = format!("this speaks of `{leg}`, and the report is of `{side}`");
                let problem = Diagnostic::error("other-leg", message, origin);
                self.problems
                    .add(problem.help("correct one of the two, or write `side = \"both\"`"));
            }
        }
        let described = self.segments(fields, form, reference);
        Some(WrittenReport {
            form: index,
            side: side?,
            when,
            stated: facts?,
            described,
            case: Case::new(reference),
            has_case: false,
        })
    }

    /// Facts as the case reader reads them.
    fn entries(&self, file: FileId, as_of: Moment, facts: Vec<(Key, Node)>) -> Option<Vec<Entry>> {
        let span = facts.first().map(|(key, _)| key.span).unwrap_or_default();
        let node = |kind| Node { span, kind };
        let key = Key {
            text: "facts".into(),
            span,
        };
        let tree = node(Kind::Table(vec![(key, node(Kind::Table(facts)))]));
        let as_of = AsOf {
            instead: None,
            otherwise: Some(as_of),
        };
        let read = read_tree(self.knowledge, file, &tree, as_of);
        self.problems.extend(read.diagnostics);
        read.case.map(|case| case.facts)
    }

    fn leg(&self, text: Text<'_>) -> Option<Side> {
        let side = Side::parse(text.text);
        if side.is_none() {
            let message = format!("`{}` is not a side", text.text);
            let problem = Diagnostic::error("unknown-value", message, text.origin);
            self.problems
                .add(problem.help("write `left`, `right` or `both`"));
        }
        side
    }

    fn segments(
        &self,
        fields: &mut Fields<'_>,
        form: &ReportForm,
        as_of: Moment,
    ) -> Vec<Described> {
        let tables = fields.tables("segment", "the segment");
        let mut described: Vec<Described> = Vec::new();
        if let Some(beyond) = tables.get(MOST_SEGMENTS) {
            let message = format!(
                "the report lists {} segments, more than the {MOST_SEGMENTS} that are read",
                tables.len()
            );
            self.problems.add(Diagnostic::error(
                "too-many-segments",
                message,
                beyond.origin(),
            ));
            return described;
        }
        for mut table in tables {
            let names = self.names_of(&mut table, form);
            let side = table.required_text("side").and_then(|text| self.leg(text));
            let facts = self.record(&table, form);
            let recorded = facts.iter().cloned();
            let found = of_segment(self.knowledge, as_of, Leg::Unstated, recorded);
            for difference in found.differences() {
                let label = self.knowledge.facts.get(difference.fact.0 as usize);
                let label = label.map_or("", |fact| &fact.label);
                let message =
                    format!("what is recorded of the segment contradicts itself: {label}");
                let problem = Diagnostic::error("contradicts-itself", message, table.origin());
                self.problems
                    .add(problem.help("correct what is wrong, or leave it out"));
            }
            let Some(side) = side else { continue };
            for (segment, name) in names {
                let twin = described.iter().find(|other| {
                    other.segment == segment
                        && (other.side == side || other.side == Side::Both || side == Side::Both)
                });
                if let Some(twin) = twin {
                    let message = format!("`{}` is described twice for one leg", name.text);
                    let mut problem = Diagnostic::error("two-values", message, name.origin);
                    if let Some(first) = twin.origin {
                        problem = problem.also(first, "the first");
                    }
                    self.problems
                        .add(problem.help("keep the one that is right"));
                    continue;
                }
                described.push(Described {
                    segment,
                    side,
                    facts: facts.clone(),
                    origin: Some(name.origin),
                });
            }
        }
        described
    }

    /// The segments that one table describes, with their names as written.
    fn names_of<'t>(&self, table: &mut Fields<'t>, form: &ReportForm) -> Vec<(usize, Text<'t>)> {
        let is_list = matches!(
            table.entries().iter().find(|(key, _)| key.text == "name"),
            Some((
                _,
                Node {
                    kind: Kind::Array(_),
                    ..
                }
            ))
        );
        let texts = if is_list {
            table.texts("name")
        } else {
            table.required_text("name").into_iter().collect()
        };
        texts
            .into_iter()
            .filter_map(|text| Some((self.segment(text, form)?, text)))
            .collect()
    }

    fn segment(&self, text: Text<'_>, form: &ReportForm) -> Option<usize> {
        let found = form.segments.iter().position(|segment| {
            *segment.name == *text.text || segment.aliases.iter().any(|alias| alias == text.text)
        });
        if found.is_none() {
            let names = || form.segments.iter().map(|segment| &*segment.name);
            let message = format!("there is no segment `{}`", text.text);
            let mut problem = Diagnostic::error("unknown-segment", message, text.origin);
            problem.help = self
                .problems
                .did_you_mean(text.text, names())
                .or_else(|| Some(format!("it is one of {}", nearest::listed(names()))));
            self.problems.add(problem);
        }
        found
    }

    /// What was recorded of a segment.
    fn record(&self, table: &Fields<'_>, form: &ReportForm) -> Vec<(venule_logic::FactId, State)> {
        let stated = Keys::of(&form.record).read(self.knowledge, table, &["name", "side"]);
        stated
            .iter()
            .filter_map(|(key, node)| {
                let (id, fact) = self.knowledge.fact(&key.text)?;
                let what = format!("fact `{}`", fact.name);
                let stated = self.value(table, &what, node, &Shape::of_fact(fact), &[])?;
                Some((id, stated.state))
            })
            .collect()
    }
}

/// The word that stands for saying nothing.
#[must_use]
pub fn silence_word() -> &'static str {
    NOT_STATED
}

/// Names that the segments of a form may be called by.
pub fn segment_names(form: &ReportForm) -> impl Iterator<Item = Arc<str>> + '_ {
    form.segments.iter().flat_map(|segment| {
        let aliases = segment
            .aliases
            .iter()
            .map(|alias| Arc::from(alias.as_str()));
        std::iter::once(Arc::clone(&segment.name)).chain(aliases)
    })
}
