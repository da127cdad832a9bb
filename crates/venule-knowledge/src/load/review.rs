//! Review records: who handed a guideline in, and who approved it (ADR 0006).

use jiff::civil::Date;
use venule_logic::span::Span;

use super::tables::ReviewTables;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Kind, Problems};
use crate::model::{Approval, Guideline, Record, Submission};
use crate::person;
use crate::source::Origin;

/// Digits of a SHA-256 in hexadecimal.
const HASH: usize = 64;

/// Reads the records and gives each to the guideline of its folder. `folders` has all that hold a guideline, also one
/// that could not be read.
pub(super) fn attach(
    problems: &Problems,
    tables: Vec<ReviewTables<'_>>,
    folders: &[&str],
    guidelines: &mut [Guideline],
) {
    for tables in tables {
        let folder = tables.folder;
        let origin = Origin {
            file: tables.file,
            span: Span { start: 0, end: 0 },
        };
        let record = read(problems, tables);
        if let Some(guideline) = guidelines.iter_mut().find(|it| *it.name == *folder) {
            guideline.review = record;
        } else if !folders.contains(&folder) {
            let message = format!("there is no guideline `{folder}` that this is the review of");
            problems.add(Diagnostic::error("unknown-guideline", message, origin));
        }
    }
}

/// Reads a record, reporting what is wrong.
pub(crate) fn read(problems: &Problems, tables: ReviewTables<'_>) -> Record {
    let mut record = Record::default();
    for table in tables.submissions {
        let submission = submission(table);
        let earlier = record.submitted(&submission.hash);
        if let Some(earlier) = earlier.filter(|_| !submission.hash.is_empty()) {
            let problem = Diagnostic::error(
                "duplicate-submission",
                "this content was submitted before",
                submission.origin,
            );
            problems.add(problem.also(earlier.origin, "first here"));
            continue;
        }
        record.submissions.push(submission);
    }
    for table in tables.approvals {
        if let Some(approval) = approval(&record, table) {
            record.approvals.push(approval);
        }
    }
    record
}

fn submission(mut fields: Fields<'_>) -> Submission {
    fields.call("this submission");
    let submission = Submission {
        by: required_line(&mut fields, "by"),
        date: required_date(&mut fields, "date"),
        version: required_line(&mut fields, "version"),
        hash: hash(&mut fields),
        note: line(&mut fields, "note"),
        origin: fields.origin(),
    };
    fields.close();
    submission
}

fn approval(record: &Record, mut fields: Fields<'_>) -> Option<Approval> {
    fields.call("this approval");
    let by = fields.required_text("by");
    if let Some(name) = by
        && let Err(reason) = person::check(name.text)
    {
        let problem = Diagnostic::error("not-a-person", reason, name.origin);
        fields.problems().add(problem.help(person::HELP));
    }
    let approval = Approval {
        by: by.map(|it| it.text.to_owned()).unwrap_or_default(),
        role: required_line(&mut fields, "role"),
        registration: line(&mut fields, "registration"),
        date: required_date(&mut fields, "date"),
        hash: hash(&mut fields),
        part: line(&mut fields, "part"),
        review_by: date(&mut fields, "review_by"),
        note: line(&mut fields, "note"),
        origin: fields.origin(),
    };
    let unfit = unfit(record, &approval, &fields);
    let is_fit = unfit.is_none();
    fields.problems().extend(unfit);
    fields.close();
    is_fit.then_some(approval)
}

/// Why an approval cannot stand in its record.
fn unfit(record: &Record, approval: &Approval, fields: &Fields<'_>) -> Option<Diagnostic> {
    if approval.hash.is_empty() {
        return None; // reported already
    }
    let Some(submission) = record.submitted(&approval.hash) else {
        let message = "this approval is of a content that was not submitted";
        let problem = Diagnostic::error(
            "approval-without-submission",
            message,
            fields.place_of("hash"),
        );
        return Some(problem.help("`venule knowledge approve` writes approvals"));
    };
    if approval.date < submission.date {
        let message = "this approval is dated before the submission of its content";
        let problem = Diagnostic::error(
            "approval-before-submission",
            message,
            fields.place_of("date"),
        );
        return Some(problem.also(submission.origin, "submitted here"));
    }
    if approval.review_by.is_some_and(|end| end <= approval.date) {
        let message = "`review_by` is not after the day of the approval";
        let place = fields.place_of("review_by");
        return Some(Diagnostic::error("review-before-approval", message, place));
    }
    let same = record.last_by_the_same(approval);
    let same = same.filter(|same| !approval.renews(same));
    same.map(|same| {
        let message = "this person approved this content before, and nothing is renewed";
        Diagnostic::error("duplicate-approval", message, fields.origin())
            .also(same.origin, "first here")
    })
}

fn hash(fields: &mut Fields<'_>) -> String {
    let Some(text) = fields.required_text("hash") else {
        return String::new();
    };
    if text.text.len() != HASH || !is_hexadecimal(text.text) {
        let message = format!("a hash is {HASH} hexadecimal digits in lower case");
        let problem = Diagnostic::error("bad-hash", message, text.origin);
        fields.problems().add(problem);
        return String::new();
    }
    text.text.to_owned()
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A text of one line, because it is printed beside advice.
fn line(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(key)?;
    if let Err(reason) = person::check_line(text.text) {
        let message = format!("`{key}` of {} {reason}", fields.what());
        let problem = Diagnostic::error("bad-text", message, text.origin);
        fields.problems().add(problem);
    }
    Some(text.text.to_owned())
}

fn required_line(fields: &mut Fields<'_>, key: &'static str) -> String {
    if !fields.has(key) {
        fields.report_missing(key, None);
    }
    line(fields, key).unwrap_or_default()
}

/// A date as text or as TOML's own.
pub(super) fn date(fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    let node = fields.node(key)?;
    let text = match &node.kind {
        Kind::Date(text) | Kind::String(text) => text,
        _ => {
            fields.report_kind(key, node, "a date");
            return None;
        }
    };
    let date = text.parse::<Date>().ok();
    if date.is_none() {
        let message = format!("`{text}` is not a date");
        let problem = Diagnostic::error("wrong-type", message, fields.origin_of(node));
        fields
            .problems()
            .add(problem.help("write it as year, month and day, such as `2026-11-21`"));
    }
    date
}

/// A date that must be there. A placeholder after a problem.
pub(super) fn required_date(fields: &mut Fields<'_>, key: &'static str) -> Date {
    if !fields.has(key) {
        fields.report_missing(key, None);
    }
    date(fields, key).unwrap_or_default()
}
