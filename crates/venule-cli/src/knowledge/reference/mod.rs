//! `venule knowledge reference`: the vocabulary as a Markdown page, kept in `docs/reference/vocabulary.md`.

mod event;
mod fact;

use std::io::{self, Write as _};

use venule_knowledge::load::words;
use venule_knowledge::model::{Action, Category, Knowledge};
use venule_knowledge::source::FileId;

use crate::exit::{Exit, Failure};
use venule_answer::review;

/// Prints the page.
pub(crate) fn run(knowledge: &Knowledge) -> Result<Exit, Failure> {
    io::stdout().lock().write_all(page(knowledge).as_bytes())?;
    Ok(Exit::Done)
}

const INTRODUCTION: &str = "\
# Vocabulary

What a case can say, and what advice can be about.
This page is printed by `venule knowledge reference`; a change belongs into `knowledge/vocabulary/`.
[case.md](case.md) says how to write a case with these words.

A fact that a case does not mention is unknown, never \"no\".
Where the page says that a value may be presumed, provisional advice may rest on it, and says so.
";

fn page(knowledge: &Knowledge) -> String {
    let mut out = String::from(INTRODUCTION);
    let status = review::of_all(knowledge, review::today());
    out.push_str(&format!("\n{status}\n"));
    out.push_str("\n## Facts\n");
    let mut file: Option<FileId> = None;
    for fact in &knowledge.facts {
        if file != Some(fact.origin.file) {
            file = Some(fact.origin.file);
            out.push_str(&heading(knowledge, fact.origin.file));
        }
        out.push_str(&fact::entry(knowledge, fact));
    }
    out.push_str("\n## Events\n");
    for event in &knowledge.events {
        out.push_str(&event::entry(event));
    }
    out.push_str("\n## Views\n\nWhich event a fact looks at, or a timing counts from.\n\n");
    out.push_str("| view | picks | wording |\n|---|---|---|\n");
    for view in &knowledge.views {
        out.push_str(&event::view(knowledge, view));
    }
    out.push_str("\n## Actions\n");
    for category in CATEGORIES {
        let actions: Vec<&Action> = knowledge
            .actions
            .iter()
            .filter(|it| it.category == category)
            .collect();
        if actions.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "\n### {}\n\n",
            capitalized(words::word(words::CATEGORY, &category))
        ));
        out.push_str("| action | reads | notes |\n|---|---|---|\n");
        for action in actions {
            out.push_str(&row(knowledge, action));
        }
    }
    out
}

const CATEGORIES: [Category; 9] = [
    Category::Emergency,
    Category::Conclusion,
    Category::Imaging,
    Category::Lab,
    Category::Treatment,
    Category::Referral,
    Category::Assessment,
    Category::FollowUp,
    Category::Differential,
];

/// A heading for the facts of one file: its name, and the comment at its head.
fn heading(knowledge: &Knowledge, file: FileId) -> String {
    let Some(source) = knowledge.files.get(file) else {
        return String::new();
    };
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let comment: Vec<&str> = source
        .text
        .lines()
        .take_while(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    let mut text = format!("\n### {name}\n");
    if !comment.is_empty() {
        text.push_str(&format!("\n{}\n", comment.join("\n")));
    }
    text
}

fn row(knowledge: &Knowledge, action: &Action) -> String {
    let mut notes: Vec<String> = Vec::new();
    if action.sided {
        notes.push("done to one leg".to_owned());
    }
    if let Some(label) = &action.avoid_label {
        notes.push(format!("against it: \"{label}\""));
    }
    if let Some(protocol) = action
        .protocol
        .and_then(|index| knowledge.protocols.get(index))
    {
        notes.push(format!("protocol `{}`", protocol.name));
    }
    if let Some(fact) = action
        .settles
        .and_then(|id| knowledge.facts.get(id.0 as usize))
    {
        notes.push(format!("finds out `{}`", fact.name));
    }
    if !action.aliases.is_empty() {
        notes.push(format!(
            "also called {}",
            code_list(action.aliases.iter().map(String::as_str))
        ));
    }
    format!(
        "| `{}` | {} | {} |\n",
        action.name,
        cell(&action.label),
        cell(&notes.join("; "))
    )
}

/// Text inside a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}

fn code_list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
