//! First step of loading: the tables of every file, sorted by what they describe, not yet read.

use super::layout::Role;
use crate::document::{Fields, Node, Problems};
use crate::source::FileId;

/// All tables of all TOML files. Each is read, and closed, by the module of its name.
#[derive(Debug, Default)]
pub(super) struct Tables<'a> {
    pub(super) facts: Vec<Fields<'a>>,
    pub(super) events: Vec<Fields<'a>>,
    pub(super) views: Vec<Fields<'a>>,
    pub(super) contradictions: Vec<Fields<'a>>,
    pub(super) actions: Vec<Fields<'a>>,
    pub(super) one_ofs: Vec<Fields<'a>>,
    pub(super) scores: Vec<WithItems<'a>>,
    pub(super) protocols: Vec<WithItems<'a>>,
    pub(super) orders: Vec<OrderTables<'a>>,
    pub(super) reports: Vec<ReportTables<'a>>,
    pub(super) sources: Vec<Fields<'a>>,
    pub(super) citations: Vec<Fields<'a>>,
    pub(super) disagreements: Vec<Fields<'a>>,
    pub(super) estimates: Vec<Fields<'a>>,
    pub(super) probability: Option<ProbabilityTables<'a>>,
    pub(super) guidelines: Vec<GuidelineTables<'a>>,
    pub(super) reviews: Vec<ReviewTables<'a>>,
}

/// The tables of `evidence/probability.toml`.
#[derive(Debug)]
pub(super) struct ProbabilityTables<'a> {
    pub(super) head: Fields<'a>,
    pub(super) pretests: Vec<Fields<'a>>,
    pub(super) accuracies: Vec<Fields<'a>>,
    pub(super) measured: Vec<Fields<'a>>,
}

/// A score or protocol: one table and its items.
#[derive(Debug)]
pub(super) struct WithItems<'a> {
    pub(super) head: Fields<'a>,
    pub(super) items: Vec<Fields<'a>>,
}

/// The tables of one order form.
#[derive(Debug)]
pub(super) struct OrderTables<'a> {
    pub(super) head: Fields<'a>,
    pub(super) reasons: Vec<Fields<'a>>,
    pub(super) items: Vec<Fields<'a>>,
    pub(super) checks: Vec<Fields<'a>>,
}

/// The tables of one report form.
#[derive(Debug)]
pub(super) struct ReportTables<'a> {
    pub(super) head: Fields<'a>,
    pub(super) segments: Vec<Fields<'a>>,
    pub(super) tallies: Vec<Fields<'a>>,
    pub(super) checks: Vec<Fields<'a>>,
}

/// The tables of one guideline.
#[derive(Debug)]
pub(super) struct GuidelineTables<'a> {
    pub(super) folder: &'a str,
    pub(super) head: Fields<'a>,
    /// Absent after a problem.
    pub(super) scope: Option<Fields<'a>>,
    pub(super) rules: Vec<Fields<'a>>,
    pub(super) notes: Vec<Fields<'a>>,
}

/// The tables of one review record.
#[derive(Debug)]
pub(crate) struct ReviewTables<'a> {
    pub(super) folder: &'a str,
    pub(super) file: FileId,
    pub(super) submissions: Vec<Fields<'a>>,
    pub(super) approvals: Vec<Fields<'a>>,
}

impl<'a> ReviewTables<'a> {
    /// Takes them out of their file.
    pub(crate) fn of(folder: &'a str, file: FileId, top: &mut Fields<'a>) -> Self {
        Self {
            folder,
            file,
            submissions: top.tables("submission", "this submission"),
            approvals: top.tables("approval", "this approval"),
        }
    }
}

impl<'a> Tables<'a> {
    /// Sorts the tables of one file in.
    pub(super) fn add(
        &mut self,
        problems: &'a Problems,
        role: Role<'a>,
        file: FileId,
        root: &'a Node,
    ) {
        let Some(mut top) = Fields::open(problems, file, "this file", root) else {
            return;
        };
        match role {
            Role::Vocabulary => {
                self.facts.append(&mut top.tables("fact", "this fact"));
                self.events.append(&mut top.tables("event", "this event"));
                self.views.append(&mut top.tables("view", "this view"));
                self.contradictions
                    .append(&mut top.tables("contradiction", "this contradiction"));
                self.actions
                    .append(&mut top.tables("action", "this action"));
                self.one_ofs.append(&mut top.tables("one_of", "this group"));
            }
            Role::Score => self.scores.extend(with_items(&mut top, "score")),
            Role::Protocol => self.protocols.extend(with_items(&mut top, "protocol")),
            Role::Order => {
                let head = required_table(&mut top, "order");
                let reasons = top.tables("reason", "this reason");
                let items = top.tables("item", "this item");
                let checks = top.tables("check", "this check");
                self.orders.extend(head.map(|head| OrderTables {
                    head,
                    reasons,
                    items,
                    checks,
                }));
            }
            Role::Report => {
                let head = required_table(&mut top, "report");
                let segments = top.tables("segment", "this segment");
                let tallies = top.tables("tally", "this tally");
                let checks = top.tables("check", "this check");
                self.reports.extend(head.map(|head| ReportTables {
                    head,
                    segments,
                    tallies,
                    checks,
                }));
            }
            Role::Sources => {
                self.sources
                    .append(&mut top.tables("source", "this source"));
                self.citations
                    .append(&mut top.tables("citation", "this citation"));
                self.disagreements
                    .append(&mut top.tables("disagreement", "this disagreement"));
            }
            Role::Estimates => self
                .estimates
                .append(&mut top.tables("estimate", "this estimate")),
            Role::Probability => {
                let head = required_table(&mut top, "probability");
                let pretests = top.tables("pretest", "this pretest class");
                let accuracies = top.tables("accuracy", "this accuracy");
                let measured = top.tables("measured", "this measured figure");
                self.probability = head.map(|head| ProbabilityTables {
                    head,
                    pretests,
                    accuracies,
                    measured,
                });
            }
            Role::Guideline(folder) => {
                let head = required_table(&mut top, "guideline");
                let scope = required_table(&mut top, "scope");
                let rules = top.tables("rule", "this rule");
                let notes = top.tables("note", "this note");
                if let Some(head) = head {
                    self.guidelines.push(GuidelineTables {
                        folder,
                        head,
                        scope,
                        rules,
                        notes,
                    });
                }
            }
            Role::Review(folder) => self.reviews.push(ReviewTables::of(folder, file, &mut top)),
            Role::Register | Role::NotKnowledge | Role::Misplaced => {}
        }
        top.close();
    }
}

fn with_items<'a>(top: &mut Fields<'a>, key: &'static str) -> Option<WithItems<'a>> {
    let head = required_table(top, key);
    let items = top.tables("item", "this item");
    head.map(|head| WithItems { head, items })
}

fn required_table<'a>(top: &mut Fields<'a>, key: &'static str) -> Option<Fields<'a>> {
    if !top.has(key) {
        top.node(key);
        top.report_missing(key, Some(format!("add a `[{key}]` table")));
        return None;
    }
    let mut table = top.table(key)?;
    table.call(format!("`[{key}]`"));
    Some(table)
}
