//! A fact: what it may be, what is taken for it when nobody says, how it follows from others, who looks at it.

use venule_knowledge::model::{Condition, Derivation, Fact, Knowledge, Measure, StatementId};
use venule_logic::FactId;

use super::sheet;
use crate::knowledge::names::{self, Shape};
use crate::knowledge::uses;
use venule_answer::condition;
use venule_answer::page::{Item, Page, Section, Tone};

/// The page about a fact.
pub(super) fn page(knowledge: &Knowledge, id: FactId, fact: &Fact) -> Page {
    let mut page = sheet::page(
        knowledge,
        "fact",
        &fact.name,
        &sentence(&fact.label),
        fact.origin,
    );
    page.sections = vec![
        entering(knowledge, fact),
        values(fact),
        derivation(knowledge, fact),
        sheet::lines("Used by", uses::users(knowledge, id)),
        sheet::statements(knowledge, states(fact)),
    ];
    page
}

fn entering(knowledge: &Knowledge, fact: &Fact) -> Section {
    let codes = fact
        .codes
        .iter()
        .map(|code| format!("{} {} ({})", code.system, code.code, code.display));
    let unsaid = match &fact.presume {
        Some(presumption) => format!(
            "unknown; provisional advice may rest on `{}`, because: {}",
            names::written(&presumption.value),
            names::presumed_because(presumption)
        ),
        None => "unknown".to_owned(),
    };
    sheet::labelled(
        "Entering it",
        [
            ("value", Some(Shape::of_fact(fact).sentence())),
            ("question", fact.question.clone()),
            (
                "found out",
                fact.question
                    .as_ref()
                    .map(|_| names::obtain(fact.obtain).to_owned()),
            ),
            ("when nobody says", fact.is_input().then_some(unsaid)),
            (
                "legs",
                fact.sided.then(|| "may differ between the legs".to_owned()),
            ),
            (
                "needs",
                fact.qualifier.map(|id| {
                    format!(
                        "{}, without which it means nothing",
                        sheet::fact_name(knowledge, id)
                    )
                }),
            ),
            (
                "counted from",
                fact.since.as_ref().map(|since| {
                    let kind = knowledge.events.get(since.event);
                    let from: Vec<String> = since.from.iter().map(names::written).collect();
                    format!(
                        "the latest event `{}`; where a plan adds one more, {} becomes {}",
                        kind.map_or("", |kind| &kind.name),
                        from.join(" or "),
                        names::written(&since.to)
                    )
                }),
            ),
            ("also called", sheet::joined(fact.aliases.iter().cloned())),
            ("special", special(fact)),
            ("codes", sheet::joined(codes)),
            ("note", fact.note.clone()),
        ],
    )
}

fn special(fact: &Fact) -> Option<String> {
    match (fact.is_age, fact.is_side) {
        (true, _) => Some("the age in years; a birth date in the case settles it".to_owned()),
        (_, true) => Some("the symptomatic side; decides which legs are assessed".to_owned()),
        (false, false) => None,
    }
}

fn values(fact: &Fact) -> Section {
    let mut section = Section::new("Values", Tone::Plain);
    section.items = fact
        .choices
        .iter()
        .map(|(value, label)| sheet::marked(value, label.as_str()))
        .collect();
    section
}

fn derivation(knowledge: &Knowledge, fact: &Fact) -> Section {
    let mut section = Section::new("How it follows from others", Tone::Plain);
    match &fact.derivation {
        None => {}
        Some(Derivation::Condition(condition)) => {
            let text = format!("true exactly when {}", condition.text);
            section.items.push(worded(knowledge, text, condition));
        }
        Some(Derivation::Expression(condition)) => {
            section
                .items
                .push(Item::plain(format!("computed as {}", condition.text)));
        }
        Some(Derivation::Cases { cases, otherwise }) => {
            for case in cases {
                let value = names::written(&case.value);
                let text = format!("{value}: when {}", case.when.text);
                let mut item = worded(knowledge, text, &case.when);
                item.remarks
                    .extend(case.why.clone().map(|why| ("why", why)));
                section.items.push(item);
            }
            section.items.push(Item::plain(match otherwise {
                Some(value) => format!("{}: otherwise", names::written(value)),
                None => "otherwise as entered".to_owned(),
            }));
        }
        Some(Derivation::Score(index)) => {
            let score = knowledge
                .scores
                .get(*index)
                .map_or("", |score| &*score.name);
            section
                .items
                .push(Item::plain(format!("the total of score {score}")));
        }
        Some(Derivation::View { view, measure }) => {
            let view = knowledge.views.get(view.0 as usize);
            let (name, label) = view.map_or(("", ""), |view| (&*view.name, view.label.as_str()));
            section.items.push(Item::plain(match measure {
                Measure::Exists => format!("whether there is {label} (view {name}); recorded as an event, never entered"),
                Measure::DaysSince => format!("days since {label} (view {name}); recorded as an event, never entered"),
                Measure::Attribute(attribute) => {
                    format!("`{attribute}` of {label} (view {name}); recorded with the event, never entered")
                }
            }));
        }
    }
    if let Some(condition) = &fact.implied.by {
        let text = format!("true, whatever was entered, when {}", condition.text);
        section.items.push(worded(knowledge, text, condition));
    }
    if let Some(condition) = &fact.implied.refuted_by {
        let text = format!(
            "false when {}; entered as true, the two contradict each other",
            condition.text
        );
        section.items.push(worded(knowledge, text, condition));
    }
    section
}

/// A line about a condition, with the condition in plain English under it.
fn worded(knowledge: &Knowledge, text: String, condition: &Condition) -> Item {
    let mut item = Item::plain(text);
    item.remarks.extend(
        condition::clause(knowledge, condition).map(|clause| ("in words", clause.sentence())),
    );
    item
}

fn states(fact: &Fact) -> Vec<&StatementId> {
    let mut states: Vec<&StatementId> = fact.states.iter().collect();
    if let Some(Derivation::Cases { cases, .. }) = &fact.derivation {
        states.extend(cases.iter().flat_map(|case| &case.states));
    }
    states
}

/// A label as a sentence.
fn sentence(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), letters.as_str())
    })
}
