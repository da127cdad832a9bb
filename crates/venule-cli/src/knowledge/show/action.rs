//! An action or a group of options: how it reads, and which rules are about it.

use venule_knowledge::load::words;
use venule_knowledge::model::{Action, ActionId, Knowledge, OneOf, RuleId};

use super::sheet;
use crate::knowledge::names;
use venule_answer::json::stance;
use venule_answer::page::{Page, Section, Tone};
use venule_answer::timing;

/// The page about an action.
pub(super) fn page(knowledge: &Knowledge, id: ActionId, action: &Action) -> Page {
    let mut page = sheet::page(
        knowledge,
        "action",
        &action.name,
        &action.label,
        action.origin,
    );
    let others =
        |ids: &[ActionId]| sheet::joined(ids.iter().map(|id| sheet::action(knowledge, *id)));
    let protocol = action
        .protocol
        .and_then(|index| knowledge.protocols.get(index));
    let refining = knowledge
        .actions
        .iter()
        .filter(|it| it.specializes.contains(&id));
    let groups = knowledge
        .one_ofs
        .iter()
        .filter(|it| it.options.contains(&id));
    let codes = action
        .codes
        .iter()
        .map(|code| format!("{} {} ({})", code.system, code.code, code.display));
    page.sections = vec![
        sheet::labelled(
            "What it is",
            [
                (
                    "category",
                    Some(words::word(words::CATEGORY, &action.category).to_owned()),
                ),
                ("against it", action.avoid_label.clone()),
                ("to patients", action.plain.clone()),
                ("against it, to patients", action.plain_avoid.clone()),
                ("legs", action.sided.then(|| "done to one leg".to_owned())),
                (
                    "protocol",
                    protocol.map(|it| format!("{} ({})", it.name, it.label)),
                ),
                ("a way of doing", others(&action.specializes)),
                (
                    "done by",
                    sheet::joined(refining.map(|it| it.name.to_string())),
                ),
                ("never with", others(&action.incompatible_with)),
                ("in the place of", others(&action.instead_of)),
                (
                    "finds out",
                    action.settles.map(|id| sheet::fact_name(knowledge, id)),
                ),
                ("results", sheet::joined(action.results.iter().cloned())),
                ("recorded as", sheet::recorded(&action.makes)),
                (
                    "cannot show",
                    sheet::joined(action.cannot_show.iter().map(ToString::to_string)),
                ),
                (
                    "one of",
                    sheet::joined(groups.map(|it| format!("{} ({})", it.name, it.label))),
                ),
                ("also called", sheet::joined(action.aliases.iter().cloned())),
                ("codes", sheet::joined(codes)),
            ],
        ),
        rules(knowledge, id),
        notes(knowledge, id),
    ];
    page
}

/// The page about a group of options.
pub(super) fn group(knowledge: &Knowledge, group: &OneOf) -> Page {
    let mut page = sheet::page(
        knowledge,
        "group of options",
        &group.name,
        &group.label,
        group.origin,
    );
    page.sections = vec![
        sheet::labelled("What it is", [("to patients", group.plain.clone())]),
        sheet::lines(
            "Options",
            group.options.iter().map(|id| sheet::action(knowledge, *id)),
        ),
    ];
    page
}

fn rules(knowledge: &Knowledge, id: ActionId) -> Section {
    let mut section = Section::new("Rules about it", Tone::Plain);
    for (rule_id, rule) in (0..)
        .map(RuleId)
        .zip(&knowledge.rules)
        .filter(|(_, rule)| rule.action == id)
    {
        let due = rule
            .timing
            .as_ref()
            .map(|due| format!(", {}", timing::words(knowledge, due)))
            .unwrap_or_default();
        let mut item = sheet::marked(
            stance(rule.stance),
            format!("{}{due}", names::rule(knowledge, rule_id)),
        );
        item.remarks.push(("when", sheet::condition(&rule.when)));
        section.items.push(item);
    }
    section
}

fn notes(knowledge: &Knowledge, id: ActionId) -> Section {
    let mut found = Vec::new();
    for guideline in &knowledge.guidelines {
        let about = guideline
            .notes
            .iter()
            .filter(|note| note.about.contains(&id));
        found.extend(about.map(|note| format!("{}/{}: {}", guideline.name, note.name, note.text)));
    }
    sheet::lines("Notes about it", found)
}
