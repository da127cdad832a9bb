//! `venule why-not`: why an action is not advised, and what would change that.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;

use clap::Args;
use venule_engine::assessment::{Line, Status};
use venule_engine::what_if::{Change, Reason, RuleReason, what_would_change, why_not};
use venule_knowledge::model::{Condition, Knowledge, Stance};
use venule_knowledge::nearest;
use venule_knowledge::printable::printable;
use venule_logic::{Explanation, Truth};

use crate::assess::{color, width};
use crate::exit::{Exit, Failure};
use crate::input::{CaseSource, KnowledgeSource, LoadedCase};
use venule_answer::build::foot;
use venule_answer::page::{Item, Page, Section, Tone};
use venule_answer::{review, terminal, words};

/// At most this many changes are shown; more would not be the nearest.
const CHANGES: usize = 6;

/// Arguments of `venule why-not`.
#[derive(Debug, Args)]
pub(crate) struct WhyNot {
    /// The action, such as complete-duplex; `venule knowledge list actions` shows all
    #[arg(value_name = "ACTION")]
    action: String,
    #[command(flatten)]
    case: CaseSource,
    #[command(flatten)]
    knowledge: KnowledgeSource,
}

impl WhyNot {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let knowledge = self.knowledge.load_or_show()?;
        let Some((id, action)) = knowledge.action(&self.action) else {
            let names = knowledge.action_index.keys().map(String::as_str);
            let swapped = Path::new(&self.action)
                .is_file()
                .then(|| "the action stands first: `venule why-not ACTION CASE`".to_owned());
            let help = swapped
                .or_else(|| nearest::did_you_mean(&self.action, names))
                .unwrap_or_else(|| "`venule knowledge list actions` shows all of them".to_owned());
            return Err(Failure::CouldNotRun(format!(
                "there is no action `{}`\nhelp: {help}",
                printable(&self.action)
            )));
        };
        let loaded = self.case.load(knowledge)?;
        let found = why_not(knowledge, &loaded.case, id);
        let changes = what_would_change(knowledge, &loaded.case, id, CHANGES);
        let advised = found
            .lines
            .iter()
            .any(|line| line.is_live() && line.stance != Stance::Avoid);
        let mut standing = Section::new("What stands now", Tone::Advice);
        for line in found.lines.iter().filter(|line| line.is_live()) {
            let stance = match line.stance {
                Stance::Do => "advised",
                Stance::Consider => "to be considered",
                Stance::Avoid => "advised against",
            };
            let due = words::due(&line.due, knowledge, loaded.case.as_of.date);
            let due = if due.is_empty() {
                due
            } else {
                format!(": {}", due.to_lowercase())
            };
            standing.items.push(Item::plain(
                format!("{stance}{due} {}", words::leg(line.side)).trim_end(),
            ));
        }
        if standing.items.is_empty() {
            standing
                .items
                .push(Item::plain("neither advised nor advised against"));
        }
        let mut rules = Section::new("Rule by rule", Tone::Plain);
        rules.items = found
            .rules
            .iter()
            .filter_map(|it| {
                let item = rule_item(knowledge, &loaded, it)?;
                Some(provisionally(knowledge, &found.lines, it, item))
            })
            .collect();
        if rules.items.is_empty() {
            rules
                .items
                .push(Item::plain("no rule is about this action"));
        }
        let heading = if advised {
            "What would turn it off"
        } else {
            "What would turn it on"
        };
        let mut turn = Section::new(heading, Tone::Plain);
        turn.items = changes
            .iter()
            .map(|it| change_item(knowledge, it))
            .collect();
        if turn.items.is_empty() {
            turn.items
                .push(Item::plain("no change of one or two facts"));
        }
        let concerned: Vec<usize> = found
            .rules
            .iter()
            .filter_map(|it| knowledge.rules.get(it.rule.0 as usize))
            .map(|rule| rule.guideline)
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .collect();
        let page = Page {
            title: format!("venule why-not: {}", action.label),
            emergency: None,
            lead: std::iter::once(format!("As of {}.", words::moment(loaded.case.as_of)))
                .chain(review::lead(
                    knowledge,
                    &concerned,
                    &concerned,
                    loaded.case.as_of.date,
                ))
                .collect(),
            sections: vec![standing, rules, turn],
            foot: foot(knowledge),
        };
        let color = color();
        io::stdout()
            .lock()
            .write_all(terminal::render(&page, width(), color).as_bytes())?;
        Ok(Exit::Done)
    }
}

fn rule_item(knowledge: &Knowledge, loaded: &LoadedCase, it: &RuleReason) -> Option<Item> {
    let rule = knowledge.rules.get(it.rule.0 as usize)?;
    let guideline = knowledge.guidelines.get(rule.guideline)?;
    let mut item = Item {
        strong: format!("{}/{}:", guideline.name, rule.name),
        ..Item::default()
    };
    let facts = |facts: &[venule_engine::assessment::FactUse]| {
        let words: Vec<String> = facts
            .iter()
            .map(|it| words::fact_use(knowledge, &loaded.case, it))
            .collect();
        words.join("; ")
    };
    item.text = match &it.reason {
        Reason::Holds => "it holds".to_owned(),
        Reason::Excluded(index) => {
            let exclusion = guideline.scope.exclusions.get(*index)?;
            format!(
                "its guideline is not for this patient: {}",
                exclusion.reason
            )
        }
        Reason::Scope {
            truth,
            explanation,
            facts: used,
        } => {
            item.remarks.push(("because", facts(used)));
            format!(
                "its guideline {}: {}",
                verb(*truth),
                part(&guideline.scope.when, explanation.as_ref(), *truth)
            )
        }
        Reason::Condition {
            truth,
            explanation,
            facts: used,
        } => {
            item.remarks.push(("because", facts(used)));
            format!(
                "its condition {}: {}",
                verb(*truth),
                part(&rule.when, explanation.as_ref(), *truth)
            )
        }
        Reason::Settled(fact) => format!(
            "it would find out what is known: {}",
            words::label(knowledge, *fact)
        ),
        Reason::Overridden(by) => {
            let names: Vec<&str> = by
                .iter()
                .filter_map(|id| knowledge.rules.get(id.0 as usize))
                .map(|rule| &*rule.name)
                .collect();
            format!("removed by {}", names.join(", "))
        }
    };
    if it.side.is_some() && loaded.case.legs().len() > 1 {
        item.text.push_str(&format!(" ({})", words::leg(it.side)));
    }
    item.remarks.retain(|(_, text)| !text.is_empty());
    Some(item)
}

/// The same, but of a rule that gives its line under provisos: these instead of what is unknown.
fn provisionally(knowledge: &Knowledge, lines: &[Line], it: &RuleReason, item: Item) -> Item {
    let provided = lines
        .iter()
        .filter(|line| line.side.is_none() || line.side == it.side)
        .flat_map(|line| &line.rules)
        .filter(|trace| trace.rule == it.rule)
        .find_map(|trace| match &trace.status {
            Status::Provisional { provided } => Some(provided),
            Status::Decided | Status::Undecided { .. } => None,
        });
    match provided {
        Some(provided) => Item {
            text: "it holds provisionally".to_owned(),
            remarks: vec![("provided", words::provisos(knowledge, provided))],
            ..item
        },
        None => item,
    }
}

fn verb(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "holds",
        Truth::False => "does not hold",
        Truth::Unknown => "cannot be decided yet",
    }
}

/// The smallest parts of a condition that have the truth of the whole.
fn part(condition: &Condition, explanation: Option<&Explanation>, truth: Truth) -> String {
    let mut parts = Vec::new();
    if let Some(explanation) = explanation {
        smallest(explanation, truth, &mut parts);
    }
    let texts: Vec<&str> = parts
        .iter()
        .filter_map(|span| condition.text.get(span.start as usize..span.end as usize))
        .collect();
    if texts.is_empty() {
        condition.text.to_string()
    } else {
        texts.join("; ")
    }
}

fn smallest(explanation: &Explanation, truth: Truth, parts: &mut Vec<venule_logic::Span>) {
    let responsible: Vec<&Explanation> = explanation
        .children
        .iter()
        .filter(|child| child.truth == truth)
        .collect();
    if responsible.is_empty() {
        parts.push(explanation.span);
    }
    for child in responsible {
        smallest(child, truth, parts);
    }
}

fn change_item(knowledge: &Knowledge, change: &Change) -> Item {
    let facts: Vec<String> = change
        .facts
        .iter()
        .map(|(fact, value)| {
            format!(
                "{}: {}",
                words::label(knowledge, *fact),
                words::value(knowledge, *fact, value)
            )
        })
        .collect();
    let then: Vec<&str> = change
        .lines
        .iter()
        .map(|line| match (line.is_live(), line.stance) {
            (false, _) => "undecided",
            (true, Stance::Do) => "do",
            (true, Stance::Consider) => "consider",
            (true, Stance::Avoid) => "avoid",
        })
        .collect();
    let then = if then.is_empty() {
        String::new()
    } else {
        format!(" -> {}", then.join(", "))
    };
    Item::plain(format!("{}{then}", facts.join(", and ")))
}
