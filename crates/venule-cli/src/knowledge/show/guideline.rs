//! A guideline: its status, whom it is for, whom it sends elsewhere, its rules and notes.

use venule_knowledge::model::{Guideline, Knowledge};

use super::sheet;
use crate::knowledge::govern::attributes_section;
use venule_answer::json::stance;
use venule_answer::page::{Page, Section, Tone};
use venule_answer::review;
use venule_answer::timing;

/// The page about the guideline with this index.
pub(super) fn page(knowledge: &Knowledge, index: usize, guideline: &Guideline) -> Page {
    let mut page = sheet::page(
        knowledge,
        "guideline",
        &guideline.name,
        &guideline.title,
        guideline.origin,
    );
    page.lead.push(format!(
        "Version {} of {}, {}.",
        guideline.version,
        guideline.updated,
        review::words(&guideline.standing(review::today()))
    ));
    page.lead.push(guideline.summary.clone());
    let scope = &guideline.scope;
    page.sections = vec![
        sheet::labelled(
            "Whom it is for",
            [
                ("patients", Some(scope.audience.clone())),
                ("condition", Some(sheet::condition(&scope.when))),
            ],
        ),
        exclusions(guideline),
        sheet::facts(
            knowledge,
            std::iter::once(&scope.when).chain(scope.exclusions.iter().map(|it| &it.when)),
        ),
        rules(knowledge, index),
        notes(knowledge, guideline),
        attributes_section(knowledge, guideline),
        sheet::statements(
            knowledge,
            scope
                .states
                .iter()
                .chain(scope.exclusions.iter().flat_map(|it| &it.states)),
        ),
    ];
    page
}

fn exclusions(guideline: &Guideline) -> Section {
    let mut section = Section::new("Whom it sends elsewhere", Tone::Caution);
    for exclusion in &guideline.scope.exclusions {
        let mut item = sheet::marked(&exclusion.name, sheet::condition(&exclusion.when));
        item.remarks.push(("because", exclusion.reason.clone()));
        item.remarks.push(("instead", exclusion.instead.clone()));
        section.items.push(item);
    }
    section
}

fn rules(knowledge: &Knowledge, index: usize) -> Section {
    let mut section = Section::new("Rules", Tone::Plain);
    for rule in knowledge
        .rules
        .iter()
        .filter(|rule| rule.guideline == index)
    {
        let action = knowledge
            .actions
            .get(rule.action.0 as usize)
            .map_or("", |action| &*action.name);
        let due = rule
            .timing
            .as_ref()
            .map(|due| format!(", {}", timing::words(knowledge, due)))
            .unwrap_or_default();
        let mut item = sheet::marked(&rule.name, format!("{} {action}{due}", stance(rule.stance)));
        item.remarks.push(("when", sheet::condition(&rule.when)));
        section.items.push(item);
    }
    section
}

fn notes(knowledge: &Knowledge, guideline: &Guideline) -> Section {
    let mut section = Section::new("Notes", Tone::Plain);
    for note in &guideline.notes {
        let mut item = sheet::marked(&note.name, note.text.as_str());
        item.remarks.push(("when", sheet::condition(&note.when)));
        let about = note.about.iter().map(|id| sheet::action(knowledge, *id));
        item.remarks
            .extend(sheet::joined(about).map(|about| ("about", about)));
        item.remarks
            .extend(sheet::joined(note.estimates.iter().cloned()).map(|keys| ("figures", keys)));
        let states = note
            .states
            .iter()
            .filter_map(|id| knowledge.statements.get(id.0 as usize));
        item.remarks.extend(
            sheet::joined(states.map(|it| it.name.to_string())).map(|it| ("statements", it)),
        );
        section.items.push(item);
    }
    section
}
