//! Review status in words and as JSON: what stands on everything that prints content (ADR 0006).
//!
//! [`lead`] stands above an answer, [`of_all`] beside content that is no answer, [`line`] beside one line of advice.

use jiff::Zoned;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{Guideline, Knowledge, Rule, RuleId, Since, Standing, Status};

use venule_knowledge::printable::printable;

/// What no reader may miss.
const NOT_APPROVED: &str = "NOT APPROVED by a clinician; for education.";
const IN_PART: &str =
    "NOT APPROVED by a clinician in part: each line says what its guideline is. For education.";

/// Today, for content that is looked at without a case.
pub fn today() -> Date {
    Zoned::now().date()
}

/// What the guidelines that have a say are named after.
pub(crate) const CONTENT: &str = "Content: ";

/// The guidelines that have a say in an answer, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// None is approved.
    None,
    /// Some are.
    Part,
    /// All are.
    All,
}

impl Approval {
    /// Of these guidelines, by index. Where no guideline has a say, all have: they say that it is not theirs.
    pub fn of(knowledge: &Knowledge, say: &[usize], as_of: Date) -> Self {
        let all = knowledge.guidelines.iter().enumerate();
        let statuses: Vec<Status> = all
            .filter(|(index, _)| say.is_empty() || say.contains(index))
            .map(|(_, it)| it.standing(as_of).status)
            .collect();
        let approved = statuses
            .iter()
            .filter(|it| **it == Status::Approved)
            .count();
        match approved {
            0 => Self::None,
            some if some < statuses.len() => Self::Part,
            _ => Self::All,
        }
    }

    /// The warning that goes with it.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self::None => Some(NOT_APPROVED),
            Self::Part => Some(IN_PART),
            Self::All => None,
        }
    }
}

/// What stands above an answer: the warning, and the status of each guideline that is `named`.
///
/// `say` are the guidelines that have a say in it, `named` those whose advice is shown.
pub fn lead(knowledge: &Knowledge, say: &[usize], named: &[usize], as_of: Date) -> Option<String> {
    let warning = Approval::of(knowledge, say, as_of).warning();
    let statuses: Vec<String> = named
        .iter()
        .filter_map(|index| knowledge.guidelines.get(*index))
        .map(|it| {
            format!(
                "{} {} ({})",
                it.name,
                it.version,
                words(&it.standing(as_of))
            )
        })
        .collect();
    let content = (!statuses.is_empty()).then(|| format!("{CONTENT}{}.", statuses.join(", ")));
    let overdue: Vec<&str> = say
        .iter()
        .filter_map(|index| knowledge.guidelines.get(*index))
        .filter(|it| it.standing(as_of).overdue_since.is_some())
        .map(|it| &*it.name)
        .collect();
    let overdue = (!overdue.is_empty()).then(|| format!("REVIEW OVERDUE: {}.", overdue.join(", ")));
    let parts: Vec<String> = warning
        .map(str::to_owned)
        .into_iter()
        .chain(overdue)
        .chain(content)
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// One sentence about all content, for what is no answer.
pub fn of_all(knowledge: &Knowledge, as_of: Date) -> String {
    let all: Vec<usize> = (0..knowledge.guidelines.len()).collect();
    of_these(knowledge, &all, as_of)
}

/// The same of the guidelines with these indices.
pub fn of_these(knowledge: &Knowledge, which: &[usize], as_of: Date) -> String {
    let guidelines: Vec<&Guideline> = which
        .iter()
        .filter_map(|index| knowledge.guidelines.get(*index))
        .collect();
    let count = |status: Status| {
        let standing = |it: &&&Guideline| it.standing(as_of).status == status;
        match guidelines.iter().filter(standing).count() {
            0 => None,
            number => Some(format!("{number} {}", word(status))),
        }
    };
    let counts: Vec<String> = [
        Status::Approved,
        Status::UnderReview,
        Status::Submitted,
        Status::Draft,
    ]
    .into_iter()
    .filter_map(count)
    .collect();
    let warning = match Approval::of(knowledge, which, as_of) {
        Approval::All => String::new(),
        Approval::Part => "NOT APPROVED by a clinician in part; for education. ".to_owned(),
        Approval::None => format!("{NOT_APPROVED} "),
    };
    let overdue = guidelines
        .iter()
        .filter(|it| it.standing(as_of).overdue_since.is_some())
        .count();
    let overdue = match overdue {
        0 => String::new(),
        number => format!("; {number} with REVIEW OVERDUE"),
    };
    let what = match counts.is_empty() {
        true => "no guideline".to_owned(),
        false => counts.join(", "),
    };
    format!("{warning}Guidelines: {what}{overdue}.")
}

/// The statuses of the guidelines behind one line of advice, each once.
pub fn line(knowledge: &Knowledge, rules: impl IntoIterator<Item = RuleId>, as_of: Date) -> String {
    let mut said: Vec<String> = Vec::new();
    for guideline in behind(knowledge, rules) {
        let text = format!("{}: {}", guideline.name, words(&guideline.standing(as_of)));
        if !said.contains(&text) {
            said.push(text);
        }
    }
    said.join("; ")
}

/// How the guideline with this index stands, with its name.
pub fn guideline(knowledge: &Knowledge, index: usize, as_of: Date) -> String {
    let guideline = knowledge.guidelines.get(index);
    guideline.map_or_else(String::new, |it| {
        format!("{}: {}", it.name, words(&it.standing(as_of)))
    })
}

/// The lowest status of the guidelines behind one line of advice.
pub fn lowest(
    knowledge: &Knowledge,
    rules: impl IntoIterator<Item = RuleId>,
    as_of: Date,
) -> Status {
    behind(knowledge, rules)
        .map(|it| it.standing(as_of).status)
        .min()
        .unwrap_or(Status::Draft)
}

fn behind(
    knowledge: &Knowledge,
    rules: impl IntoIterator<Item = RuleId>,
) -> impl Iterator<Item = &Guideline> {
    rules
        .into_iter()
        .filter_map(|id| knowledge.rules.get(id.0 as usize))
        .filter_map(|rule: &Rule| knowledge.guidelines.get(rule.guideline))
}

/// A status in words.
pub fn word(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Submitted => "submitted for review",
        Status::UnderReview => "under review",
        Status::Approved => "approved",
    }
}

/// How a guideline stands, in words.
pub fn words(standing: &Standing<'_>) -> String {
    let mut text = word(standing.status).to_owned();
    let people: Vec<String> = standing
        .approvals
        .iter()
        .map(|it| format!("{} on {}", printable(&it.by), it.date))
        .collect();
    match standing.status {
        Status::Approved => text.push_str(&format!(" by {}", people.join(" and by "))),
        Status::UnderReview => text.push_str(&format!(
            ": approved in part or by its submitter only, {}",
            people.join(", ")
        )),
        Status::Draft | Status::Submitted => {}
    }
    if let Some(day) = standing.overdue_since {
        text.push_str(&format!(", REVIEW OVERDUE since {day}"));
    }
    if let Some(since) = standing.changed_since {
        text.push_str(&format!("; {}", changed(since)));
    }
    text
}

/// Since when it is another content, in words.
pub fn changed(since: Since<'_>) -> String {
    match since {
        Since::Approval(approval, _) => format!(
            "changed since approval by {} on {}",
            printable(&approval.by),
            approval.date
        ),
        Since::Submission(submission) => {
            format!("changed since submission on {}", submission.date)
        }
    }
}

/// The review status of a guideline as JSON; `docs/reference/status.schema.json` describes it.
pub fn json(guideline: &Guideline, as_of: Date) -> Json {
    let standing = guideline.standing(as_of);
    let text = |text: &Option<String>| text.as_deref().map(|it| printable(it).into_owned());
    json!({
        "status": vocabulary::word(vocabulary::STATUS, &standing.status),
        "hash": guideline.bound.hash,
        "submitted": standing.submission.map(|it| json!({
            "by": printable(&it.by),
            "date": it.date.to_string(),
            "note": text(&it.note),
        })),
        "approvals": standing.approvals.iter().map(|it| json!({
            "by": printable(&it.by),
            "role": printable(&it.role),
            "registration": text(&it.registration),
            "date": it.date.to_string(),
            "part": text(&it.part),
            "review_by": it.review_by.map(|day| day.to_string()),
            "note": text(&it.note),
            "counts": guideline.review.approves(it).is_some(),
        })).collect::<Vec<_>>(),
        "review_overdue_since": standing.overdue_since.map(|day| day.to_string()),
        "changed_since": standing.changed_since.map(since_json),
    })
}

fn since_json(since: Since<'_>) -> Json {
    let (what, by, date) = match since {
        Since::Approval(it, _) => ("approval", &it.by, it.date),
        Since::Submission(it) => ("submission", &it.by, it.date),
    };
    json!({ "what": what, "by": printable(by), "date": date.to_string() })
}
