//! Writing review records: text in, text out. Where it is kept is the caller's matter.
//!
//! Beside the record, `review.elements` lists what each submitted content consisted of, to name what changed since.
//! It binds nothing, so an assessment does not read it.

use std::fmt::Write as _;

use crate::diagnostic::Diagnostic;
use crate::document::{self, Fields, Problems};
use crate::load::review;
use crate::load::tables::ReviewTables;
use crate::model::{Approval, Element, Elements, Record, Submission};
use crate::source::Files;

/// What stands at the head of a new record.
const HEAD: &str = "\
# Who handed this guideline in and who approved it. Written by `venule knowledge submit` and `approve`;
# an entry is bound to the content by its hash, so editing the guideline does not carry it along (ADR 0006).
";

/// What stands at the head of new lists of elements.
const ELEMENTS_HEAD: &str = "\
# What each submitted content consisted of, so that `venule knowledge status` can say what changed since.
# Written by `venule knowledge submit`; reviews are bound by the hashes in review.toml (ADR 0006).
";

/// What a list of elements begins with, before the hash of the content.
const CONTENT: &str = "content ";

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

/// The elements of the content with this hash, as `review.elements` lists them. Nothing if it does not, or not readably.
#[must_use]
pub fn elements(text: &str, hash: &str) -> Option<Elements> {
    let lines = lists(text).find(|(content, _)| *content == hash)?.1;
    let readable = !lines.is_empty() && lines.iter().all(|line| Element::read(line).is_some());
    readable.then(|| Elements::new(lines.join("\n")))
}

/// The text of `review.elements` with one more list. Lists of contents that the record does not have go.
#[must_use]
pub fn with_elements(text: Option<&str>, record: &Record, hash: &str, new: &Elements) -> String {
    let mut out = ELEMENTS_HEAD.to_owned();
    let earlier = lists(text.unwrap_or_default())
        .filter(|(content, _)| *content != hash && record.submitted(content).is_some())
        .map(|(content, lines)| (content, lines.join("\n")));
    for (content, lines) in earlier.chain([(hash, new.as_str().to_owned())]) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n{CONTENT}{content}\n{}", lines.trim_end());
    }
    out
}

/// Each content with its lines, without comments and empty lines.
fn lists(text: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let is_line = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let mut lines = text.lines().filter(is_line).peekable();
    std::iter::from_fn(move || {
        let content = lines.by_ref().find_map(|line| line.strip_prefix(CONTENT))?;
        let mut elements = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with(CONTENT)) {
            elements.push(line);
        }
        Some((content.trim(), elements))
    })
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
