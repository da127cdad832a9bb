//! The `[expect]` table of a worked case: reading it, and holding an assessment against it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Node, Problems, Text};
use venule_knowledge::model::{ActionId, Contradiction, Knowledge, Stance};
use venule_knowledge::nearest;
use venule_knowledge::source::FileId;
use venule_logic::FactId;

use crate::assessment::{Assessment, Kind as StatusKind, Line, ScopeStatus};
use crate::case::Case;
use crate::facts::Resolver;
use crate::side::Side;
use crate::timing::Due;

/// What is expected of a case.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    lines: Vec<ExpectedLine>,
    absent: Vec<ActionId>,
    ask: Vec<FactId>,
    not_ask: Vec<FactId>,
    out_of_scope: Vec<usize>,
    facts: Vec<(FactId, String)>,
    contradictions: Vec<String>,
    conflicts: Vec<ActionId>,
}

#[derive(Debug, Clone)]
struct ExpectedLine {
    action: ActionId,
    stance: Stance,
    status: Option<StatusKind>,
    timing: Option<ExpectedTiming>,
    side: Option<Side>,
    words: String,
}

#[derive(Debug, Clone, PartialEq)]
enum ExpectedTiming {
    Now,
    Overdue,
    None,
    By(Date),
    From(Date),
    Window(Date, Date),
    Undated,
}

/// Reads an `[expect]` table.
#[must_use]
pub fn read_expectation(
    knowledge: &Knowledge,
    file: FileId,
    node: &Node,
) -> (Expectation, Vec<Diagnostic>) {
    let problems = Problems::default();
    let mut expectation = Expectation::default();
    if let Some(mut fields) = Fields::open(&problems, file, "`expect`", node) {
        for mut line in fields.tables("lines", "the expected line") {
            if let Some(expected) = expected_line(knowledge, &problems, &mut line) {
                expectation.lines.push(expected);
            }
            line.close();
        }
        let actions = |texts: Vec<Text<'_>>| -> Vec<ActionId> {
            texts
                .into_iter()
                .filter_map(|text| action(knowledge, &problems, text))
                .collect()
        };
        expectation.absent = actions(fields.texts("absent"));
        expectation.conflicts = actions(fields.texts("conflicts"));
        let facts = |texts: Vec<Text<'_>>| -> Vec<FactId> {
            texts
                .into_iter()
                .filter_map(|text| fact(knowledge, &problems, text))
                .collect()
        };
        expectation.ask = facts(fields.texts("ask"));
        expectation.not_ask = facts(fields.texts("not_ask"));
        for text in fields.texts("out_of_scope") {
            match knowledge
                .guidelines
                .iter()
                .position(|it| *it.name == *text.text)
            {
                Some(index) => expectation.out_of_scope.push(index),
                None => unknown(
                    &problems,
                    "guideline",
                    text,
                    knowledge.guidelines.iter().map(|it| &*it.name),
                ),
            }
        }
        for text in fields.texts("contradictions") {
            let names = || knowledge.contradictions.iter().map(name_of);
            if names().any(|name| name == text.text) {
                expectation.contradictions.push(text.text.to_owned());
            } else {
                unknown(&problems, "contradiction", text, names());
            }
        }
        if let Some(values) = fields.node("facts") {
            expected_facts(knowledge, &problems, &fields, values, &mut expectation);
        }
        fields.close();
    }
    (expectation, problems.into_found())
}

fn expected_line(
    knowledge: &Knowledge,
    problems: &Problems,
    fields: &mut Fields<'_>,
) -> Option<ExpectedLine> {
    let name = fields.required_text("action");
    let stance = fields.required_text("stance").and_then(|text| {
        let stance = match text.text {
            "do" => Some(Stance::Do),
            "consider" => Some(Stance::Consider),
            "avoid" => Some(Stance::Avoid),
            _ => None,
        };
        if stance.is_none() {
            unknown(
                problems,
                "stance",
                text,
                ["do", "consider", "avoid"].into_iter(),
            );
        }
        stance
    });
    let status = fields.text("status").and_then(|text| {
        let status = match text.text {
            "decided" => Some(StatusKind::Decided),
            "provisional" => Some(StatusKind::Provisional),
            "undecided" => Some(StatusKind::Undecided),
            _ => None,
        };
        if status.is_none() {
            unknown(
                problems,
                "status",
                text,
                ["decided", "provisional", "undecided"].into_iter(),
            );
        }
        status
    });
    let timing =
        fields.text("timing").and_then(|text| {
            let timing = expected_timing(text.text);
            if timing.is_none() {
                let message = format!("`{}` is not a timing", text.text);
                let problem = Diagnostic::error("wrong-type", message, text.origin);
                problems.add(problem.help(
                    "write now, overdue, none, undated, `by DATE`, `from DATE` or DATE..DATE",
                ));
            }
            timing
        });
    let side = fields.text("side").and_then(|text| Side::parse(text.text));
    let name = name?;
    let action = action(knowledge, problems, name)?;
    Some(ExpectedLine {
        action,
        stance: stance?,
        status,
        timing,
        side,
        words: name.text.to_owned(),
    })
}

fn expected_timing(text: &str) -> Option<ExpectedTiming> {
    let date = |text: &str| text.trim().parse::<Date>().ok();
    match text {
        "now" => Some(ExpectedTiming::Now),
        "overdue" => Some(ExpectedTiming::Overdue),
        "none" => Some(ExpectedTiming::None),
        "undated" => Some(ExpectedTiming::Undated),
        _ => {
            if let Some(rest) = text.strip_prefix("by ") {
                return date(rest).map(ExpectedTiming::By);
            }
            if let Some(rest) = text.strip_prefix("from ") {
                return date(rest).map(ExpectedTiming::From);
            }
            let (from, to) = text.split_once("..")?;
            Some(ExpectedTiming::Window(date(from)?, date(to)?))
        }
    }
}

fn expected_facts(
    knowledge: &Knowledge,
    problems: &Problems,
    fields: &Fields<'_>,
    values: &Node,
    expectation: &mut Expectation,
) {
    let Some(table) = Fields::open(problems, fields.file(), "`facts` of `expect`", values) else {
        return;
    };
    for (key, node) in table.entries() {
        let text = Text {
            text: &key.text,
            origin: table.origin_of(node),
        };
        if let Some(id) = fact(knowledge, problems, text) {
            let words = match &node.kind {
                Kind::String(text) | Kind::Decimal(text) => text.clone(),
                Kind::Boolean(value) => value.to_string(),
                Kind::Integer(value) => value.to_string(),
                Kind::Table(_)
                | Kind::Array(_)
                | Kind::Date(_)
                | Kind::DateTime(_)
                | Kind::Null => {
                    table.report_kind(&key.text, node, "text, a number, true or false");
                    continue;
                }
            };
            expectation.facts.push((id, words));
        }
    }
}

fn action(knowledge: &Knowledge, problems: &Problems, text: Text<'_>) -> Option<ActionId> {
    let found = knowledge.action(text.text).map(|(id, _)| id);
    if found.is_none() {
        unknown(
            problems,
            "action",
            text,
            knowledge.action_index.keys().map(String::as_str),
        );
    }
    found
}

fn fact(knowledge: &Knowledge, problems: &Problems, text: Text<'_>) -> Option<FactId> {
    let found = knowledge.fact(text.text).map(|(id, _)| id);
    if found.is_none() {
        unknown(
            problems,
            "fact",
            text,
            knowledge.fact_index.keys().map(String::as_str),
        );
    }
    found
}

fn unknown<'n>(
    problems: &Problems,
    what: &str,
    text: Text<'_>,
    names: impl Iterator<Item = &'n str>,
) {
    let message = format!("there is no {what} `{}`", text.text);
    let mut problem = Diagnostic::error("unknown-name", message, text.origin);
    problem.help = nearest::did_you_mean(text.text, names);
    problems.add(problem);
}

fn name_of(contradiction: &Contradiction) -> &str {
    match contradiction {
        Contradiction::Facts { name, .. } | Contradiction::Events { name, .. } => name,
    }
}

impl Expectation {
    /// What is not as expected, one sentence each; empty when everything is.
    #[must_use]
    pub fn unmet(
        &self,
        knowledge: &Knowledge,
        case: &Case,
        assessment: &Assessment,
    ) -> Vec<String> {
        let mut unmet = Vec::new();
        for expected in &self.lines {
            if !assessment.lines.iter().any(|line| expected.is_met_by(line)) {
                let found: Vec<String> = assessment
                    .lines
                    .iter()
                    .filter(|line| line.action == expected.action)
                    .map(|line| {
                        format!(
                            "{:?} {:?} {:?} {:?}",
                            line.stance,
                            line.due,
                            line.status.kind(),
                            line.side
                        )
                    })
                    .collect();
                unmet.push(format!(
                    "expected {:?} `{}` {:?} {:?} {:?}; found {}",
                    expected.stance,
                    expected.words,
                    expected.status,
                    expected.timing,
                    expected.side,
                    if found.is_empty() {
                        "no such line".to_owned()
                    } else {
                        found.join("; ")
                    }
                ));
            }
        }
        let advised = |action: &ActionId| {
            assessment.lines.iter().any(|line| {
                line.action == *action && line.is_live() && line.stance != Stance::Avoid
            })
        };
        let action_name = |id: &ActionId| {
            knowledge
                .actions
                .get(id.0 as usize)
                .map_or(String::new(), |it| it.name.to_string())
        };
        for action in self.absent.iter().filter(|action| advised(action)) {
            unmet.push(format!(
                "`{}` is advised and should not be",
                action_name(action)
            ));
        }
        let asked: BTreeSet<FactId> = assessment.questions.iter().map(|it| it.fact).collect();
        let fact_name = |id: &FactId| {
            knowledge
                .facts
                .get(id.0 as usize)
                .map_or(String::new(), |it| it.name.to_string())
        };
        for fact in self.ask.iter().filter(|fact| !asked.contains(fact)) {
            unmet.push(format!("`{}` is not asked", fact_name(fact)));
        }
        for fact in self.not_ask.iter().filter(|fact| asked.contains(fact)) {
            unmet.push(format!("`{}` is asked and should not be", fact_name(fact)));
        }
        for index in &self.out_of_scope {
            let out = assessment
                .scopes
                .iter()
                .filter(|it| it.guideline == *index)
                .all(|it| {
                    matches!(
                        it.status,
                        ScopeStatus::Excluded { .. } | ScopeStatus::DoesNotApply
                    )
                });
            if !out {
                let name = knowledge.guidelines.get(*index).map_or("", |it| &*it.name);
                unmet.push(format!("guideline `{name}` should not cover this patient"));
            }
        }
        for action in &self.conflicts {
            let found = assessment
                .conflicts
                .iter()
                .any(|it| it.for_line.action == *action || it.against.action == *action);
            if !found {
                unmet.push(format!("no conflict over `{}`", action_name(action)));
            }
        }
        for name in &self.contradictions {
            let found = assessment.contradictions.iter().any(|it| {
                knowledge
                    .contradictions
                    .get(it.contradiction)
                    .is_some_and(|it| name_of(it) == name)
            });
            if !found {
                unmet.push(format!("contradiction `{name}` is not reported"));
            }
        }
        if self.contradictions.is_empty() && !assessment.contradictions.is_empty() {
            unmet.push("a contradiction is reported that was not expected".to_owned());
        }
        if self.conflicts.is_empty() && !assessment.conflicts.is_empty() {
            unmet.push("a conflict is reported that was not expected".to_owned());
        }
        unmet.extend(self.unmet_facts(knowledge, case));
        unmet
    }

    fn unmet_facts(&self, knowledge: &Knowledge, case: &Case) -> Vec<String> {
        let mut unmet = Vec::new();
        for leg in case.legs() {
            let table = Resolver::new(knowledge, case, leg).plain();
            for (fact, expected) in &self.facts {
                let value = venule_logic::Facts::value(&table, *fact);
                let text = value.to_string();
                let shown = text.trim_matches('\'');
                let is_unknown = expected == "unknown" && !crate::facts::is_known(&value);
                if shown != expected && !is_unknown {
                    let name = knowledge
                        .facts
                        .get(fact.0 as usize)
                        .map_or("", |it| &*it.name);
                    unmet.push(format!("`{name}` is {shown}, expected {expected}"));
                }
            }
        }
        unmet
    }
}

impl ExpectedLine {
    fn is_met_by(&self, line: &Line) -> bool {
        let stance = match self.stance {
            Stance::Consider => line.stance != Stance::Avoid,
            Stance::Do | Stance::Avoid => line.stance == self.stance,
        };
        let status = match self.status {
            Some(status) => line.status.kind() == status,
            None => line.is_live(),
        };
        line.action == self.action
            && stance
            && status
            && self
                .timing
                .as_ref()
                .is_none_or(|timing| timing.is_met_by(&line.due))
            && self.side.is_none_or(|side| line.side == Some(side))
    }
}

impl ExpectedTiming {
    fn is_met_by(&self, due: &Due) -> bool {
        match (self, due) {
            (Self::Now, due) => due.is_now(),
            (Self::Overdue, Due::Overdue { .. })
            | (Self::None, Due::Unspecified)
            | (Self::Undated, Due::Undated { .. }) => true,
            (Self::By(date), Due::Window { to: Some(to), .. }) => to == date,
            (Self::By(date), Due::Within { until, .. }) => until.date() == *date,
            (
                Self::From(date),
                Due::Window {
                    from: Some(from), ..
                },
            ) => from == date,
            (
                Self::Window(from, to),
                Due::Window {
                    from: Some(a),
                    to: Some(b),
                    ..
                },
            ) => a == from && b == to,
            _ => false,
        }
    }
}
