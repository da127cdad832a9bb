//! Reading the `[expect]` table of a worked case.

use jiff::civil::Date;
use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document::{Fields, Kind, Node, Problems, Text};
use venule_knowledge::model::{ActionId, Knowledge, Stance};
use venule_knowledge::nearest;
use venule_knowledge::source::FileId;
use venule_logic::FactId;

use super::expectation::{Expectation, ExpectedLine, ExpectedTiming, name_of};
use crate::assessment::Kind as StatusKind;
use crate::side::Side;

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
        let items = |texts: Vec<Text<'_>>| -> Vec<String> {
            let names = || {
                knowledge
                    .protocols
                    .iter()
                    .flat_map(|it| &it.items)
                    .map(|it| &*it.name)
            };
            let known = |text: &Text<'_>| names().any(|name| name == text.text);
            let (known, others): (Vec<_>, Vec<_>) = texts.into_iter().partition(known);
            for text in others {
                unknown(&problems, "protocol item", text, names());
            }
            known.into_iter().map(|text| text.text.to_owned()).collect()
        };
        expectation.protocol = items(fields.texts("protocol"));
        expectation.not_protocol = items(fields.texts("not_protocol"));
        expectation.not_avoid = actions(fields.texts("not_avoid"));
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
    let rating = fields.text("rating").map(|text| match text.text {
        "none" => String::new(),
        rating => rating.to_owned(),
    });
    let name = name?;
    let action = action(knowledge, problems, name)?;
    Some(ExpectedLine {
        action,
        stance: stance?,
        status,
        timing,
        side,
        rating,
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
                Kind::String(text) | Kind::Decimal(text) => text.to_string(),
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
