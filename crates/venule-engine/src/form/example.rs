//! Worked orders and reports: what must come of them, written before they first ran, and exact ever after.
//!
//! A file with `[order]` is an order to check, one with `[report]` a report; any other is a case to compose an order
//! from. `docs/adr/0003` describes their `[expect]` tables.

use std::collections::BTreeSet;

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document::{self, Fields, Kind, Node, Problems};
use venule_knowledge::model::{FormCheck, Knowledge, Level, OrderPart};
use venule_knowledge::source::{FileId, Files};
use venule_logic::Value;

use super::{
    Composed, NoOrder, Raised, ReportCheck, Why, WrittenOrder, WrittenReport, check_order,
    check_report, compose,
};
use crate::assessment::Line;
use crate::case::Case;
use crate::example::{Expectation, read_expectation};
use crate::read::{AsOf, read_order_tree, read_report_tree, read_tree};

/// A worked order or report.
#[derive(Debug, Clone)]
pub struct FormExample {
    /// Its title.
    pub title: String,
    subject: Subject,
    expected: Vec<(&'static str, BTreeSet<String>)>,
    advice: Option<Expectation>,
}

#[derive(Debug, Clone)]
enum Subject {
    Order(WrittenOrder),
    Case(Case),
    Report(WrittenReport),
}

impl Subject {
    /// What can be expected of it. Everything but `advice` is exact: a key that is left out is an empty list.
    fn keys(&self) -> &'static [&'static str] {
        match self {
            Self::Order(_) => &["complete", "missing", "better", "raised"],
            Self::Case(_) => &[
                "order",
                "side",
                "reasons",
                "told",
                "asked_for",
                "beside",
                "missing",
                "better",
            ],
            Self::Report(_) => &["complete", "raised", "findings", "amounts_to", "done"],
        }
    }
}

impl FormExample {
    /// What it is about, where the file says so.
    #[must_use]
    pub fn story(&self) -> Option<&str> {
        let case = match &self.subject {
            Subject::Order(written) => &written.case,
            Subject::Case(case) => case,
            Subject::Report(written) => &written.case,
        };
        case.story.as_deref()
    }

    /// What is expected: each key with its values.
    pub fn expected(&self) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &str>)> {
        let expected = self.expected.iter();
        expected.map(|(key, values)| (*key, values.iter().map(String::as_str)))
    }

    /// What is expected of the advice for a patient with this report.
    #[must_use]
    pub fn advice(&self) -> Option<&Expectation> {
        self.advice.as_ref()
    }

    /// What is not as expected, one sentence each.
    #[must_use]
    pub fn unmet(&self, knowledge: &Knowledge) -> Vec<String> {
        let mut unmet = Vec::new();
        let found = match &self.subject {
            Subject::Order(written) => of_order(knowledge, written),
            Subject::Case(case) => of_composed(knowledge, &compose(knowledge, case, None)),
            Subject::Report(written) => {
                let check = check_report(knowledge, written);
                if let Some(advice) = &self.advice {
                    unmet.extend(advice.unmet(knowledge, &check.case, &check.assessment));
                }
                of_report(knowledge, &check)
            }
        };
        for (key, expected) in &self.expected {
            let found: BTreeSet<String> = found
                .iter()
                .filter(|(name, _)| name == key)
                .map(|(_, text)| text.clone())
                .collect();
            let list = |it: Vec<&String>| it.into_iter().cloned().collect::<Vec<_>>().join(", ");
            let missed = list(expected.difference(&found).collect());
            if !missed.is_empty() {
                unmet.push(format!("`{key}` lacks {missed}"));
            }
            let invented = list(found.difference(expected).collect());
            if !invented.is_empty() {
                unmet.push(format!("`{key}` has {invented} and should not"));
            }
        }
        unmet
    }
}

type Found = Vec<(&'static str, String)>;

fn of_order(knowledge: &Knowledge, written: &WrittenOrder) -> Found {
    let check = check_order(knowledge, written);
    let mut found = vec![("complete", check.is_complete().to_string())];
    let Some(form) = knowledge.orders.get(check.form) else {
        return found;
    };
    for item in &check.items {
        let key = match item.missed {
            Some(Level::Required) => "missing",
            Some(Level::Recommended) => "better",
            None => continue,
        };
        found.extend(item.of(form).map(|it| (key, it.name.to_string())));
    }
    found.extend(raised(&form.checks, &check.raised));
    found
}

fn of_composed(knowledge: &Knowledge, composed: &Composed) -> Found {
    let draft = match composed {
        Composed::Order(draft) => draft,
        Composed::None(none) => return vec![("order", why(none).to_owned())],
    };
    let action = knowledge.actions.get(draft.action.0 as usize);
    let mut found: Found = Vec::new();
    found.extend(action.map(|action| ("order", action.name.to_string())));
    found.extend(draft.side.map(|side| ("side", side.to_string())));
    let Some(form) = knowledge.orders.get(draft.form) else {
        return found;
    };
    let reasons = draft.reasons.iter().filter_map(|it| form.reasons.get(*it));
    found.extend(reasons.map(|it| ("reasons", it.name.to_string())));
    for filled in &draft.items {
        let Some(item) = form.items.get(filled.item) else {
            continue;
        };
        let key = if item.part == OrderPart::Clinical {
            "told"
        } else {
            "asked_for"
        };
        found.push((key, item.name.to_string()));
    }
    let beside = draft.beside.iter();
    found.extend(beside.filter_map(|line| Some(("beside", name_of(knowledge, line)?))));
    for gap in &draft.missing {
        let key = match gap.level {
            Level::Required => "missing",
            Level::Recommended => "better",
        };
        let item = form.items.get(gap.item);
        found.extend(item.map(|item| (key, item.name.to_string())));
    }
    found
}

fn why(none: &NoOrder) -> &'static str {
    match none.why {
        Why::Against => "none: advised against",
        Why::Undecided => "none: undecided",
        Why::NotAdvised => "none: not advised",
    }
}

fn of_report(knowledge: &Knowledge, check: &ReportCheck) -> Found {
    let mut found = vec![("complete", check.is_complete().to_string())];
    let Some(form) = knowledge.reports.get(check.form) else {
        return found;
    };
    found.extend(raised(&form.checks, &check.raised));
    let done = check.done.iter().filter(|line| line.is_live());
    found.extend(done.filter_map(|line| Some(("done", name_of(knowledge, line)?))));
    for leg in &check.legs {
        let side = leg.side.map_or_else(String::new, |side| format!("{side} "));
        for segment in &leg.segments {
            let name = form
                .segments
                .get(segment.segment)
                .map_or("", |it| &*it.name);
            found.push((
                "findings",
                format!("{side}{name}: {}", word(&segment.finding)),
            ));
        }
        for (attribute, value) in &leg.amounts_to {
            found.push(("amounts_to", format!("{side}{attribute}: {}", word(value))));
        }
        if let Some(segment) = leg.positive.and_then(|index| form.segments.get(index)) {
            let attribute = &form.segment_attribute;
            found.push(("amounts_to", format!("{side}{attribute}: {}", segment.name)));
        }
    }
    found
}

fn name_of(knowledge: &Knowledge, line: &Line) -> Option<String> {
    let action = knowledge.actions.get(line.action.0 as usize)?;
    Some(action.name.to_string())
}

fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Null => "not stated".to_owned(),
        _ => value.to_string(),
    }
}

fn raised<'a>(
    checks: &'a [FormCheck],
    raised: &'a [Raised],
) -> impl Iterator<Item = (&'static str, String)> + 'a {
    raised.iter().filter_map(|it| {
        let name = &checks.get(it.check)?.name;
        Some(("raised", name.to_string()))
    })
}

/// Reads a worked order or report. Without errors there is one.
#[must_use]
pub fn read_form_example(
    knowledge: &Knowledge,
    files: &Files,
    file: FileId,
) -> (Option<FormExample>, Vec<Diagnostic>) {
    let (tree, mut found) = document::read(files, file);
    let example = tree.and_then(|tree| read(knowledge, file, &tree, &mut found));
    let refused = found.iter().any(|it| it.severity == Severity::Error);
    (example.filter(|_| !refused), found)
}

fn read(
    knowledge: &Knowledge,
    file: FileId,
    tree: &Node,
    found: &mut Vec<Diagnostic>,
) -> Option<FormExample> {
    let problems = Problems::default();
    let mut fields = Fields::open(&problems, file, "the worked example", tree)?;
    let title = fields.required_string("title");
    let as_of = AsOf::default();
    let subject = if fields.has("order") {
        let read = read_order_tree(knowledge, file, tree, as_of);
        found.extend(read.diagnostics);
        read.order.map(Subject::Order)
    } else if fields.has("report") {
        let read = read_report_tree(knowledge, file, tree, as_of);
        found.extend(read.diagnostics);
        read.report.map(Subject::Report)
    } else {
        let read = read_tree(knowledge, file, tree, as_of);
        found.extend(read.diagnostics);
        read.case.map(Subject::Case)
    };
    let node = fields.required("expect");
    let example = subject.and_then(|subject| {
        let mut table = Fields::open(&problems, file, "`[expect]`", node?)?;
        let keys = subject.keys();
        let expected = keys
            .iter()
            .map(|key| (*key, texts(&mut table, key)))
            .collect();
        let advice = match subject {
            Subject::Report(_) => table.node("advice"),
            Subject::Order(_) | Subject::Case(_) => None,
        };
        let advice = advice.map(|node| {
            let (advice, diagnostics) = read_expectation(knowledge, file, node);
            found.extend(diagnostics);
            advice
        });
        table.close();
        Some(FormExample {
            title,
            subject,
            expected,
            advice,
        })
    });
    found.extend(problems.into_found());
    example
}

/// One text, true or false, or a list of texts.
fn texts(table: &mut Fields<'_>, key: &'static str) -> BTreeSet<String> {
    let is_list = matches!(
        table.entries().iter().find(|(name, _)| name.text == key),
        Some((
            _,
            Node {
                kind: Kind::Array(_),
                ..
            }
        ))
    );
    if is_list {
        return table.strings(key).into_iter().collect();
    }
    let single = match table.node(key).map(|node| &node.kind) {
        Some(Kind::Boolean(value)) => Some(value.to_string()),
        Some(Kind::String(text)) => Some(text.to_string()),
        _ => None,
    };
    single.into_iter().collect()
}
