//! The worked orders and reports, run: what they are about and what is expected of them.

use venule_engine::form::example::{FormExample, read_form_example};
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::model::{FormCheck, Knowledge};
use venule_knowledge::source::{self, Files};

use super::document::{Block, Entry, Text, Tone, anchor, bullets};
use super::{Book, case, presented};

/// What an example is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Order,
    Report,
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Self::Order => "orders",
            Self::Report => "reports",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Order => "Worked orders",
            Self::Report => "Worked reports",
        }
    }
}

/// A worked order or report.
#[derive(Debug)]
pub(super) struct WorkedForm {
    /// Folder and file name, such as `orders/compose-worse`.
    id: String,
    example: FormExample,
    /// What did not come out as expected.
    pub(super) unmet: Vec<String>,
}

impl WorkedForm {
    fn is_of(&self, kind: Kind) -> bool {
        self.id.split('/').next() == Some(kind.folder())
    }
}

/// Runs all of them. What cannot be read is reported.
pub(super) fn run(
    knowledge: &Knowledge,
    read: Vec<(String, Vec<u8>)>,
    files: &mut Files,
    problems: &mut Vec<Diagnostic>,
) -> Vec<WorkedForm> {
    let mut worked = Vec::new();
    for (path, bytes) in read {
        let file = match source::decode(&path, &bytes) {
            Ok(text) => files.add(path.clone(), text),
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let (example, found) = read_form_example(knowledge, files, file);
        let errors = found.into_iter();
        problems.extend(errors.filter(|problem| problem.severity == Severity::Error));
        worked.extend(example.map(|example| WorkedForm {
            id: id_of(&path),
            unmet: example.unmet(knowledge),
            example,
        }));
    }
    worked
}

/// `.../orders/cases/compose-worse.toml` is `orders/compose-worse`.
fn id_of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_suffix(".toml").unwrap_or(&path);
    let of = |kind: Kind| {
        let inside = format!("{}/cases/", kind.folder());
        let (_, name) = path.rsplit_once(&inside)?;
        Some(format!("{}/{name}", kind.folder()))
    };
    of(Kind::Order)
        .or_else(|| of(Kind::Report))
        .unwrap_or_else(|| path.to_owned())
}

/// Those of the forms that the book shows.
pub(super) fn shown<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b WorkedForm> {
    let knowledge = book.knowledge;
    let orders = knowledge.orders.iter();
    let orders = orders.filter(|it| book.has("order", &it.name)).count();
    let reports = knowledge.reports.iter();
    let reports = reports.filter(|it| book.has("report", &it.name)).count();
    book.forms
        .iter()
        .filter(move |it| match it.is_of(Kind::Order) {
            true => orders > 0,
            false => reports > 0,
        })
}

/// Those of one kind, compactly.
pub(super) fn section(book: &Book<'_>, kind: Kind) -> Vec<Block> {
    let entries: Vec<Block> = shown(book)
        .filter(|it| it.is_of(kind))
        .map(|it| entry(book.knowledge, kind, it))
        .collect();
    if entries.is_empty() {
        return entries;
    }
    let heading = Block::Heading {
        anchor: anchor("worked", kind.folder()),
        text: kind.title().to_owned(),
    };
    std::iter::once(heading).chain(entries).collect()
}

fn entry(knowledge: &Knowledge, kind: Kind, it: &WorkedForm) -> Block {
    let mut says = Vec::new();
    if let Some(story) = it.example.story() {
        says.push(Block::Paragraph(Text::plain(story)));
    }
    let mut lines: Vec<Text> = it
        .example
        .expected()
        .filter_map(|(key, values)| {
            let words: Vec<String> = values.map(|it| worded(knowledge, kind, key, it)).collect();
            (!words.is_empty())
                .then(|| Text::bold(format!("{}: ", title_of(key))).and(words.join("; ")))
        })
        .collect();
    if let Some(advice) = it.example.advice() {
        let parts = advice.parts();
        let words: Vec<String> = parts
            .iter()
            .map(|it| case::expected(knowledge, it))
            .collect();
        lines.push(Text::bold("advice then: ").and(words.join("; ")));
    }
    says.push(Block::Subheading("Expected".to_owned()));
    says.extend(bullets(lines));
    let unmet = it.unmet.iter();
    says.extend(unmet.map(|it| Block::Warning(Text::plain(format!("NOT AS EXPECTED: {it}")))));
    Block::Entry(Box::new(Entry {
        anchor: anchor("worked", &it.id),
        id: it.id.clone(),
        heading: Text::bold(&it.example.title),
        tone: Tone::Plain,
        says,
        rests_on: Vec::new(),
        judged: true,
    }))
}

/// What a key of `[expect]` says, in words.
fn title_of(key: &str) -> &str {
    match key {
        "told" => "told of the patient",
        "asked_for" => "asked for",
        "beside" => "to be requested by itself",
        "done" => "done with it",
        "missing" => "missing and required",
        "better" => "missing and recommended",
        "raised" => "the reader is told",
        "amounts_to" => "amounts to",
        other => other,
    }
}

/// What is expected, by its words instead of its name.
fn worded(knowledge: &Knowledge, kind: Kind, key: &str, name: &str) -> String {
    let trimmed = |text: &str| text.trim_end_matches('.').to_owned();
    let found = match key {
        "complete" => return if name == "true" { "yes" } else { "no" }.to_owned(),
        "order" | "beside" | "done" => knowledge
            .action(name)
            .map(|(id, _)| presented::action(knowledge, id).to_owned()),
        "reasons" => {
            let mut reasons = knowledge.orders.iter().flat_map(|form| &form.reasons);
            reasons
                .find(|it| *it.name == *name)
                .map(|it| trimmed(&it.text))
        }
        "told" | "asked_for" | "missing" | "better" => {
            let mut items = knowledge.orders.iter().flat_map(|form| &form.items);
            items
                .find(|it| *it.name == *name)
                .map(|it| trimmed(&it.label))
        }
        "raised" => {
            let found = checks(knowledge, kind).find(|it| *it.name == *name);
            found.map(|it| trimmed(&it.text))
        }
        _ => Some(name.replace('_', " ")),
    };
    found.unwrap_or_else(|| name.to_owned())
}

fn checks(knowledge: &Knowledge, kind: Kind) -> Box<dyn Iterator<Item = &FormCheck> + '_> {
    match kind {
        Kind::Order => Box::new(knowledge.orders.iter().flat_map(|form| &form.checks)),
        Kind::Report => Box::new(knowledge.reports.iter().flat_map(|form| &form.checks)),
    }
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn a_worked_form_is_named_by_kind_and_file() {
        for (path, id) in [
            ("knowledge/orders/cases/none.toml", "orders/none"),
            (
                "C:\\content\\reports\\cases\\limited.toml",
                "reports/limited",
            ),
        ] {
            assert_eq!(id_of(path), id);
        }
    }
}
