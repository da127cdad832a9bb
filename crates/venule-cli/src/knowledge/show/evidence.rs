//! A statement, a source, a figure, or a disagreement between sources.

use venule_knowledge::load::words;
use venule_knowledge::model::{Disagreement, Estimate, Knowledge, Source, Statement, StatementId};

use super::sheet;
use crate::knowledge::{names, uses};
use venule_answer::cite;
use venule_answer::page::{Page, Section, Tone};

/// The page about a statement.
pub(super) fn statement(knowledge: &Knowledge, id: StatementId) -> Option<Page> {
    let statement = knowledge.statements.get(id.0 as usize)?;
    let mut page = sheet::page(
        knowledge,
        "statement",
        &statement.name,
        &statement.text,
        statement.origin,
    );
    page.sections = vec![
        sheet::labelled(
            "In the register",
            [
                (
                    "source",
                    Some(sheet::source_title(knowledge, &statement.source)),
                ),
                ("place", Some(statement.place.clone())),
                (
                    "kind",
                    Some(words::word(words::KIND, &statement.kind).to_owned()),
                ),
                (
                    "disposition",
                    Some(words::word(words::DISPOSITION, &statement.disposition).to_owned()),
                ),
                (
                    "checked",
                    Some(cite::verification(statement.verification).to_owned()),
                ),
                ("numbers", Some(statement.numbers.clone())),
                (
                    "cites",
                    sheet::joined(
                        statement
                            .cites
                            .iter()
                            .map(|number| citation(knowledge, statement, *number)),
                    ),
                ),
                ("note", Some(statement.note.clone())),
            ],
        ),
        carried_by(knowledge, id),
    ];
    Some(page)
}

fn carried_by(knowledge: &Knowledge, id: StatementId) -> Section {
    let mut carriers = uses::carriers(knowledge, id);
    if carriers.is_empty() {
        carriers.push("nothing".to_owned());
    }
    sheet::lines("Carried by", carriers)
}

/// A citation number with the source it most likely means.
fn citation(knowledge: &Knowledge, statement: &Statement, number: u32) -> String {
    let found = knowledge
        .citations
        .iter()
        .find(|it| it.number == number && it.document == statement.source);
    match found.and_then(|it| it.likely.as_ref()) {
        Some(likely) => format!("[{number}] most likely {likely}"),
        None => format!("[{number}] not traced"),
    }
}

/// The page about a source.
pub(super) fn source(knowledge: &Knowledge, source: &Source) -> Page {
    let mut page = sheet::page(
        knowledge,
        "source",
        &source.name,
        &cite::reference(source),
        source.origin,
    );
    let cited = knowledge
        .citations
        .iter()
        .filter(|it| it.likely.as_ref() == Some(&source.name));
    let statements = knowledge
        .statements
        .iter()
        .filter(|it| it.source == source.name);
    let estimates = knowledge
        .estimates
        .values()
        .filter(|it| it.sources.contains(&source.name));
    let scores = knowledge
        .scores
        .iter()
        .filter(|it| it.sources.contains(&source.name));
    let disagreements = knowledge.disagreements.values().filter(|it| {
        it.positions
            .iter()
            .any(|position| position.sources.contains(&source.name))
    });
    page.sections = vec![
        sheet::labelled(
            "The source",
            [
                ("kind", Some(source.kind.clone())),
                ("body", source.body.clone()),
                ("pmid", source.pmid.clone()),
                (
                    "checked",
                    Some(cite::verification(source.verification).to_owned()),
                ),
                ("note", source.note.clone()),
                (
                    "cited as",
                    sheet::joined(cited.map(|it| format!("[{}] of {}", it.number, it.document))),
                ),
            ],
        ),
        sheet::labelled(
            "What is taken from it",
            [
                (
                    "estimates",
                    sheet::joined(estimates.map(|it| it.name.clone())),
                ),
                (
                    "scores",
                    sheet::joined(scores.map(|it| it.name.to_string())),
                ),
                (
                    "disagreements",
                    sheet::joined(disagreements.map(|it| it.name.clone())),
                ),
            ],
        ),
        sheet::lines(
            "Statements",
            statements.map(|it| format!("{}: {}", it.name, it.text)),
        ),
    ];
    page
}

/// The page about a figure.
pub(super) fn estimate(knowledge: &Knowledge, estimate: &Estimate) -> Page {
    let mut page = sheet::page(
        knowledge,
        "estimate",
        &estimate.name,
        &estimate.text,
        estimate.origin,
    );
    let number =
        |it: &Option<venule_logic::Decimal>| it.map(|value| format!("{value} {}", estimate.unit));
    let shown = knowledge.guidelines.iter().flat_map(|guideline| {
        let notes = guideline
            .notes
            .iter()
            .filter(|note| note.estimates.contains(&estimate.name));
        notes.map(move |note| format!("note {}/{}", guideline.name, note.name))
    });
    let figures = knowledge.probability.iter();
    let computed = figures.flat_map(|it| it.uses(&estimate.name));
    page.sections = vec![
        sheet::labelled(
            "The figure",
            [
                ("value", number(&estimate.value)),
                ("low", number(&estimate.low)),
                ("high", number(&estimate.high)),
                ("of", Some(estimate.of.clone())),
                ("among", Some(estimate.among.clone())),
                ("protocol", estimate.protocol.clone()),
                (
                    "sources",
                    sheet::joined(
                        estimate
                            .sources
                            .iter()
                            .map(|key| sheet::source_title(knowledge, key)),
                    ),
                ),
                (
                    "checked",
                    Some(cite::verification(estimate.verification).to_owned()),
                ),
                ("caution", estimate.caution.clone()),
            ],
        ),
        sheet::lines("Shown by", shown),
        sheet::lines("Computed with by plans", computed),
        sheet::statements(knowledge, &estimate.states),
    ];
    page
}

/// The page about a disagreement.
pub(super) fn disagreement(knowledge: &Knowledge, found: &Disagreement) -> Page {
    let mut page = sheet::page(
        knowledge,
        "disagreement",
        &found.name,
        &found.summary,
        found.origin,
    );
    let mut positions = Section::new("Who says what", Tone::Plain);
    for position in &found.positions {
        let mut item = sheet::marked("says", position.says.as_str());
        item.remarks
            .extend(sheet::joined(position.sources.iter().cloned()).map(|keys| ("in", keys)));
        positions.items.push(item);
    }
    let rules = knowledge
        .rules
        .iter()
        .filter(|rule| rule.disagreements.contains(&found.name));
    page.sections = vec![
        positions,
        sheet::labelled("What is done", [("handling", Some(found.handling.clone()))]),
        sheet::lines(
            "Rules that show it",
            rules.map(|rule| {
                format!(
                    "{}/{}",
                    names::guideline(knowledge, rule.guideline),
                    rule.name
                )
            }),
        ),
    ];
    page
}
