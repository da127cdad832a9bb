//! Writing review records: text in, text out. Where it is kept is the caller's matter.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::document::{self, Fields, Problems};
use crate::load::review;
use crate::load::tables::ReviewTables;
use crate::model::{Approval, Record, Submission};
use crate::source::Files;

/// What stands at the head of a new record.
const HEAD: &str = "\
# Who handed this guideline in and who approved it. Written by `venule knowledge submit` and `approve`;
# an entry is bound to the content by its hash, so editing the guideline does not carry it along (ADR 0006).
";

/// Reads a record by itself.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn read(text: &str) -> Result<Record, Vec<Diagnostic>> {
    let mut files = Files::default();
    let file = files.add("review.toml", text);
    let (tree, mut found) = document::read(&files, file);
    let problems = Problems::default();
    let mut record = Record::default();
    if let Some(tree) = &tree
        && let Some(mut top) = Fields::open(&problems, file, "this file", tree)
    {
        let tables = ReviewTables::of("", file, &mut top);
        record = review::read(&problems, tables);
        top.close();
    }
    found.extend(problems.into_found());
    if found.is_empty() {
        Ok(record)
    } else {
        Err(found)
    }
}

/// The text with one more submission.
///
/// Submissions that nobody approved give way to it; comments and everything else stay as they are.
#[must_use]
pub fn with_submission(text: Option<&str>, record: &Record, new: &Submission) -> String {
    let mut entry = "\n[[submission]]\n".to_owned();
    key(&mut entry, "by", &new.by);
    bare(&mut entry, "date", &new.date.to_string());
    key(&mut entry, "version", &new.version);
    key(&mut entry, "hash", &new.hash);
    optional(&mut entry, "note", new.note.as_deref());
    entry.push_str("elements = [\n");
    for element in &new.elements {
        let text = quoted(&format!("{} {}", element.name, element.digest));
        // Writing to a string cannot fail.
        let _ = writeln!(entry, "  {text},");
    }
    entry.push_str("]\n");
    let kept = text.map(|text| without_unapproved(text, record));
    appended(kept.as_deref(), &entry)
}

/// The text with one more approval.
#[must_use]
pub fn with_approval(text: &str, new: &Approval) -> String {
    let mut entry = "\n[[approval]]\n".to_owned();
    key(&mut entry, "by", &new.by);
    key(&mut entry, "role", &new.role);
    optional(&mut entry, "registration", new.registration.as_deref());
    bare(&mut entry, "date", &new.date.to_string());
    key(&mut entry, "hash", &new.hash);
    optional(&mut entry, "part", new.part.as_deref());
    if let Some(end) = new.review_by {
        bare(&mut entry, "review_by", &end.to_string());
    }
    optional(&mut entry, "note", new.note.as_deref());
    appended(Some(text), &entry)
}

fn appended(text: Option<&str>, entry: &str) -> String {
    let kept = text.unwrap_or(HEAD).trim_end();
    if kept.is_empty() {
        return entry.trim_start().to_owned();
    }
    format!("{kept}\n{entry}")
}

/// The text without the submissions that no approval names. Comments above the next table stay.
fn without_unapproved(text: &str, record: &Record) -> String {
    let mut starts: Vec<usize> = record
        .submissions
        .iter()
        .map(|it| it.origin)
        .chain(record.approvals.iter().map(|it| it.origin))
        .map(|origin| origin.span.start as usize)
        .collect();
    starts.sort_unstable();
    let is_approved = |it: &&Submission| record.approvals.iter().any(|by| by.hash == it.hash);
    let mut unapproved: Vec<usize> = record
        .submissions
        .iter()
        .filter(|it| !is_approved(it))
        .map(|it| it.origin.span.start as usize)
        .collect();
    unapproved.sort_unstable();
    let mut kept = text.to_owned();
    for start in unapproved.into_iter().rev() {
        let next = starts.iter().find(|other| **other > start);
        let end = next.copied().unwrap_or(text.len());
        let Some(block) = text.get(start..end) else {
            continue;
        };
        let comments: usize = block
            .split_inclusive('\n')
            .rev()
            .take_while(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
            .map(str::len)
            .sum();
        kept.replace_range(start..end - comments, "");
    }
    kept
}

fn key(out: &mut String, key: &str, value: &str) {
    bare(out, key, &quoted(value));
}

fn bare(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn optional(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        key(out, name, value);
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            _ if character.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}
