//! `venule knowledge status`: how each guideline stands, who submitted and approved it, and what changed since.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use venule_knowledge::model::{Differences, Guideline, Knowledge, Standing};
use venule_knowledge::printable::printable;
use venule_knowledge::record;

use super::{attributes, day, find};
use crate::assess::{color, width};
use crate::exit::{Exit, Failure};
use crate::input::KnowledgeSource;
use venule_answer::json::text;
use venule_answer::page::{Item, Page, Section, Tone};
use venule_answer::{review, terminal};

/// The version of the format; it changes when a reader would have to.
const FORMAT: u32 = 1;

/// At most this many changed elements are named in the text; JSON has all.
const NAMED: usize = 20;

/// Arguments of `venule knowledge status`.
#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Only these guidelines
    #[arg(value_name = "GUIDELINE")]
    guidelines: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// As of this day; today if not given
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading in a terminal
    Text,
    /// Everything, source attributes as well; see docs/reference/source-attributes.md
    Json,
}

impl Status {
    /// Runs the command.
    pub(crate) fn run(&self, source: &KnowledgeSource) -> Result<Exit, Failure> {
        let knowledge = source.load_or_show()?;
        let as_of = self.as_of.unwrap_or_else(review::today);
        let wanted: Vec<&Guideline> = if self.guidelines.is_empty() {
            knowledge.guidelines.iter().collect()
        } else {
            let names = self.guidelines.iter();
            names
                .map(|name| find(knowledge, name))
                .collect::<Result<_, _>>()?
        };
        let text = match self.format {
            Format::Json => as_json(source, knowledge, &wanted, as_of),
            Format::Text => {
                let color = color();
                terminal::render(&page(source, knowledge, &wanted, as_of), width(), color)
            }
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(Exit::Done)
    }
}

fn as_json(
    source: &KnowledgeSource,
    knowledge: &Knowledge,
    wanted: &[&Guideline],
    as_of: Date,
) -> String {
    let guidelines: Vec<Json> = wanted
        .iter()
        .map(|it| {
            let mut object = json!({
                "id": it.name.to_string(),
                "title": it.title,
                "version": it.version,
                "updated": it.updated,
                "attributes": attributes::json(knowledge, it),
            });
            if let (Json::Object(fields), Json::Object(status)) =
                (&mut object, review::json(it, as_of))
            {
                fields.extend(status);
                if let Some(Json::Object(since)) = fields.get_mut("changed_since") {
                    let standing = it.standing(as_of);
                    since.extend(differences_json(differences(source, it, &standing)));
                }
            }
            object
        })
        .collect();
    text(&json!({
        "format": FORMAT,
        "as_of": as_of.to_string(),
        "content_hash": knowledge.content_hash,
        "review": review::of_all(knowledge, as_of),
        "guidelines": guidelines,
    }))
}

fn page(
    source: &KnowledgeSource,
    knowledge: &Knowledge,
    wanted: &[&Guideline],
    as_of: Date,
) -> Page {
    let hash = super::short(&knowledge.content_hash);
    let mut section = Section::new("Guidelines", Tone::Plain);
    section.items = wanted.iter().map(|it| item(source, it, as_of)).collect();
    Page {
        title: format!("venule: review status as of {as_of}"),
        emergency: None,
        lead: vec![
            review::of_all(knowledge, as_of),
            format!("Knowledge {hash}."),
        ],
        sections: vec![section],
        foot: Vec::new(),
    }
}

fn item(source: &KnowledgeSource, guideline: &Guideline, as_of: Date) -> Item {
    let standing = guideline.standing(as_of);
    let mut remarks = vec![("content", guideline.bound.hash.clone())];
    remarks.extend(standing.submission.map(|it| {
        let said = act(&it.by, "", it.date, it.note.as_deref());
        ("submitted", said)
    }));
    for it in &standing.approvals {
        let mut said = act(&it.by, &it.role, it.date, it.note.as_deref());
        if let Some(number) = &it.registration {
            said.push_str(&format!("; registration {}", printable(number)));
        }
        if let Some(part) = &it.part {
            said.push_str(&format!("; of a part: {}", printable(part)));
        } else if guideline.review.approves(it).is_none() {
            said.push_str("; as its submitter, so another person has to approve it");
        }
        if let Some(end) = it.review_by {
            said.push_str(&format!("; to be reviewed by {end}"));
        }
        remarks.push(("approved", said));
    }
    if standing.changed_since.is_some() {
        remarks.extend(lists(differences(source, guideline, &standing)));
    }
    Item {
        strong: format!("{} {}:", guideline.name, guideline.version),
        text: format!("{}.", review::words(&standing)),
        remarks,
        ..Item::default()
    }
}

fn act(by: &str, role: &str, date: Date, note: Option<&str>) -> String {
    let role = match role {
        "" => String::new(),
        role => format!(", {}", printable(role)),
    };
    let note = note.map_or(String::new(), |note| format!(": {}", printable(note)));
    format!("by {}{role} on {date}{note}", printable(by))
}

/// What changed since the content that the guideline had before, if that was kept.
fn differences(
    source: &KnowledgeSource,
    guideline: &Guideline,
    standing: &Standing<'_>,
) -> Option<Differences> {
    let hash = &standing.changed_since?.submission().hash;
    let kept = source.submitted_elements(&guideline.name)?;
    let earlier = record::elements(&kept, hash)?;
    Some(guideline.differences(&earlier))
}

fn differences_json(found: Option<Differences>) -> [(String, Json); 3] {
    let names = |of: fn(Differences) -> Vec<String>| json!(found.clone().map(of));
    [
        ("changed".to_owned(), names(|it| it.changed)),
        ("added".to_owned(), names(|it| it.added)),
        ("removed".to_owned(), names(|it| it.removed)),
    ]
}

fn lists(found: Option<Differences>) -> Vec<(&'static str, String)> {
    let Some(found) = found else {
        let unknown = "what changed is not known: review.elements does not have that content";
        return vec![("note", unknown.to_owned())];
    };
    let mut lists = vec![
        ("changed since", found.changed),
        ("added since", found.added),
        ("removed since", found.removed),
    ];
    lists.retain(|(_, names)| !names.is_empty());
    lists
        .into_iter()
        .map(|(label, names)| (label, shortened(&names)))
        .collect()
}

fn shortened(names: &[String]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    match names.len().checked_sub(NAMED) {
        Some(more @ 1..) => format!("{}; and {more} more", shown.join("; ")),
        _ => shown.join("; "),
    }
}
