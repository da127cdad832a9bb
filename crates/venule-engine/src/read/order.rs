//! Reading an order that somebody wrote. The format is described in `docs/reference/order.md`.

use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::document::{self, Fields, Node, Problems};
use venule_knowledge::model::{Knowledge, OrderForm};
use venule_knowledge::source::{FileId, Files};
use venule_logic::FactId;

use super::written::{Keys, case_part, form, has_case};
use super::{AsOf, joined, read_tree};
use crate::form::WrittenOrder;

/// What came of reading an order.
#[derive(Debug)]
pub struct ReadOrder {
    /// The order, unless there are errors.
    pub order: Option<WrittenOrder>,
    /// Whether nobody said when, so that [`AsOf::otherwise`] was taken.
    pub as_of_assumed: bool,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an order from a file.
#[must_use]
pub fn read_order(knowledge: &Knowledge, files: &Files, file: FileId, as_of: AsOf) -> ReadOrder {
    let (tree, diagnostics) = document::read(files, file);
    let mut read = ReadOrder {
        order: None,
        as_of_assumed: false,
        diagnostics: Vec::new(),
    };
    if let Some(tree) = tree {
        read = read_order_tree(knowledge, file, &tree, as_of);
    }
    let diagnostics = joined(diagnostics, std::mem::take(&mut read.diagnostics));
    let refused = is_refused(&diagnostics);
    ReadOrder {
        order: read.order.filter(|_| !refused),
        diagnostics,
        ..read
    }
}

/// Reads an order from a tree that was already read from a file.
#[must_use]
pub(crate) fn read_order_tree(
    knowledge: &Knowledge,
    file: FileId,
    tree: &Node,
    as_of: AsOf,
) -> ReadOrder {
    let problems = Problems::default();
    let mut read = ReadOrder {
        order: None,
        as_of_assumed: false,
        diagnostics: Vec::new(),
    };
    let stated = Fields::open(&problems, file, "the order file", tree)
        .and_then(|mut fields| stated(knowledge, &mut fields));
    if let Some((form, facts)) = stated {
        let tree_of_case = case_part(tree, &["order"], facts);
        let of_case = read_tree(knowledge, file, &tree_of_case, as_of);
        read.as_of_assumed = of_case.as_of_assumed;
        read.order = of_case.case.map(|case| WrittenOrder {
            form,
            case,
            has_case: has_case(tree),
        });
        read.diagnostics.extend(of_case.diagnostics);
    }
    read.diagnostics.splice(0..0, problems.into_found());
    if is_refused(&read.diagnostics) {
        read.order = None;
    }
    read
}

/// The form, and the facts that the order states.
fn stated(
    knowledge: &Knowledge,
    fields: &mut Fields<'_>,
) -> Option<(usize, Vec<(document::Key, Node)>)> {
    if !fields.has("order") {
        fields.report_missing(
            "order",
            Some("add an `[order]` table with what the order says; a case is read by `venule assess`".to_owned()),
        );
        return None;
    }
    let mut table = fields.table("order")?;
    table.call("the order");
    let index = form(&mut table, knowledge.orders.iter().map(|it| &*it.name))?;
    let form = knowledge.orders.get(index)?;
    let keys = Keys::by_last_part(knowledge, facts_of(form));
    Some((index, keys.read(knowledge, &table, &["form"])))
}

/// The facts that an order of a form can state.
pub fn facts_of(form: &OrderForm) -> impl Iterator<Item = FactId> + '_ {
    let items = form.items.iter().filter_map(|item| item.fact.as_ref());
    [form.exam.0, form.side]
        .into_iter()
        .chain(items.map(|(id, _)| *id))
}

pub(super) fn is_refused(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|found| found.severity == Severity::Error)
}
