//! A score or a protocol: its items.

use venule_knowledge::model::{Knowledge, Level, Protocol, Score};

use super::sheet;
use venule_answer::page::{Page, Section, Tone};

/// The page about a score.
pub(super) fn page(knowledge: &Knowledge, score: &Score) -> Page {
    let mut page = sheet::page(knowledge, "score", &score.name, &score.label, score.origin);
    let points = || score.items.iter().map(|item| item.points);
    let (lowest, highest): (i32, i32) = (
        points().filter(|it| *it < 0).sum(),
        points().filter(|it| *it > 0).sum(),
    );
    let mut items = Section::new("Items", Tone::Plain);
    for item in &score.items {
        let Some(fact) = knowledge.facts.get(item.fact.0 as usize) else {
            continue;
        };
        items.items.push(sheet::marked(
            &format!("{:+}", item.points),
            format!("{} ({})", fact.label, fact.name),
        ));
    }
    let sources = score
        .sources
        .iter()
        .map(|key| sheet::source_title(knowledge, key));
    page.sections = vec![
        sheet::labelled(
            "Total",
            [
                ("fact", Some(sheet::fact_name(knowledge, score.fact))),
                ("range", Some(format!("{lowest} to {highest}"))),
                ("sources", sheet::joined(sources)),
            ],
        ),
        items,
        sheet::statements(
            knowledge,
            score
                .states
                .iter()
                .chain(score.items.iter().flat_map(|item| &item.states)),
        ),
    ];
    page
}

/// The page about the protocol with this index.
pub(super) fn protocol(knowledge: &Knowledge, index: usize, protocol: &Protocol) -> Page {
    let mut page = sheet::page(
        knowledge,
        "protocol",
        &protocol.name,
        &protocol.label,
        protocol.origin,
    );
    let mut items = Section::new("What the examination contains", Tone::Plain);
    for item in &protocol.items {
        let level = match item.level {
            Level::Required => "required",
            Level::Recommended => "recommended",
        };
        let mut entry = sheet::marked(level, item.text.as_str());
        if item.when.expr.is_some() {
            entry.remarks.push(("when", item.when.text.to_string()));
        }
        items.items.push(entry);
    }
    let actions = knowledge
        .actions
        .iter()
        .filter(|action| action.protocol == Some(index));
    page.sections = vec![
        items,
        sheet::facts(knowledge, protocol.items.iter().map(|item| &item.when)),
        sheet::lines(
            "Actions that follow it",
            actions.map(|action| format!("{} ({})", action.name, action.label)),
        ),
        sheet::statements(
            knowledge,
            protocol.items.iter().flat_map(|item| &item.states),
        ),
    ];
    page
}
