//! A rule: what it advises, when, why, what it removes, and the statements behind it.

use venule_knowledge::model::{Knowledge, Rule, RuleId};

use super::sheet;
use crate::knowledge::names;
use venule_answer::condition::{self, Clause};
use venule_answer::json::stance;
use venule_answer::page::{Page, Section, Tone};
use venule_answer::words;
use venule_answer::{sentence, timing};

/// The page about the rule with this index.
pub(super) fn page(knowledge: &Knowledge, index: usize, rule: &Rule) -> Page {
    let name = format!(
        "{}/{}",
        names::guideline(knowledge, rule.guideline),
        rule.name
    );
    let about = format!("Section \"{}\" of the source.", rule.section);
    let mut page = sheet::page(knowledge, "rule", &name, &about, rule.origin);
    let guideline = knowledge.guidelines.get(rule.guideline);
    let scope = guideline.map(|guideline| &guideline.scope.when);
    page.sections = vec![
        in_words(knowledge, rule),
        advice(knowledge, rule),
        sheet::labelled(
            "When it holds",
            [
                ("condition", Some(sheet::condition(&rule.when))),
                ("and scope", scope.map(sheet::condition)),
                (
                    "unless",
                    guideline.and_then(|it| {
                        sheet::joined(it.scope.exclusions.iter().map(|it| it.name.to_string()))
                    }),
                ),
            ],
        ),
        sheet::facts(knowledge, std::iter::once(&rule.when).chain(scope)),
        overrides(knowledge, index, rule),
        sheet::statements(knowledge, &rule.states),
        disagreements(knowledge, &rule.disagreements),
    ];
    page
}

fn advice(knowledge: &Knowledge, rule: &Rule) -> Section {
    let action = knowledge.actions.get(rule.action.0 as usize);
    let group = rule
        .one_of
        .and_then(|id| knowledge.one_ofs.get(id.0 as usize));
    let rating = rule.rating.as_ref();
    sheet::labelled(
        "Advice",
        [
            (
                stance(rule.stance),
                action.map(|action| {
                    format!(
                        "{} ({})",
                        sentence::wording(action, rule.stance),
                        action.name
                    )
                }),
            ),
            (
                "timing",
                rule.timing
                    .as_ref()
                    .map(|due| timing::words(knowledge, due)),
            ),
            ("lasting", rule.duration.as_ref().map(words::quantity)),
            (
                "one of",
                group.map(|group| format!("{} ({})", group.label, group.name)),
            ),
            (
                "flag",
                rule.red_flag
                    .then(|| "red: shown first, and never resting on a presumption".to_owned()),
            ),
            ("why", Some(rule.why.clone())),
            ("pitfall", rule.pitfall.clone()),
            ("rating", rating.map(sentence::rating)),
            ("strength", rule.strength.clone()),
            ("certainty", rule.certainty.clone()),
        ],
    )
}

/// The condition in plain English, as an outline.
fn in_words(knowledge: &Knowledge, rule: &Rule) -> Section {
    let clause = condition::clause(knowledge, &rule.when);
    let mut section = Section::new("In words", Tone::Plain);
    section.intro = Some(sentence::when(clause.as_ref()));
    section.items = clause
        .iter()
        .flat_map(Clause::outline)
        .map(|(number, line)| sheet::marked(&number, line))
        .collect();
    section
        .items
        .push(sheet::marked("then", sentence::advice(knowledge, rule)));
    section
}

fn overrides(knowledge: &Knowledge, index: usize, rule: &Rule) -> Section {
    let mut section = Section::new("Overrides", Tone::Plain);
    for id in &rule.overrides {
        section
            .items
            .push(sheet::marked("removes", names::rule(knowledge, *id)));
    }
    let this = u32::try_from(index).ok().map(RuleId);
    for (other, it) in (0..).map(RuleId).zip(&knowledge.rules) {
        if this.is_some_and(|this| it.overrides.contains(&this)) {
            section
                .items
                .push(sheet::marked("removed by", names::rule(knowledge, other)));
        }
    }
    section
}

/// Disagreements between sources, with what is done about each.
pub(super) fn disagreements(knowledge: &Knowledge, keys: &[String]) -> Section {
    let mut section = Section::new("Where sources disagree", Tone::Caution);
    for found in keys
        .iter()
        .filter_map(|key| knowledge.disagreements.get(key))
    {
        let mut item = sheet::marked(&found.name, found.summary.as_str());
        item.remarks.push(("handled", found.handling.clone()));
        section.items.push(item);
    }
    section
}
