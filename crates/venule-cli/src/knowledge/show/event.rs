//! A kind of event, a view over events, or a contradiction.

use venule_knowledge::model::{
    AttributeTest, Contradiction, Derivation, EventKind, EventPattern, Knowledge, Pick, RuleId,
    Timing, View, ViewId,
};

use super::sheet;
use crate::knowledge::contradicting;
use crate::knowledge::names::{self, Shape};
use venule_answer::page::{Page, Section, Tone};
use venule_answer::words;

/// The page about a kind of event.
pub(super) fn page(knowledge: &Knowledge, event: &EventKind) -> Page {
    let mut page = sheet::page(knowledge, "event", &event.name, &event.label, event.origin);
    let mut attributes = Section::new("What is recorded of it", Tone::Plain);
    for attribute in &event.attributes {
        let shape = Shape::of_attribute(attribute);
        let mut item = sheet::marked(&attribute.name, attribute.label.as_str());
        if attribute.choices.is_empty() {
            item.text.push_str(&format!(": {}", shape.sentence()));
        }
        let values = attribute
            .choices
            .iter()
            .map(|(value, label)| format!("{value} ({label})"));
        item.remarks
            .extend(sheet::joined(values).map(|values| ("values", values)));
        item.remarks.extend(
            attribute
                .question
                .clone()
                .map(|question| ("question", question)),
        );
        let needed = attribute
            .qualifier
            .as_ref()
            .map(|name| format!("{name}, without which it means nothing"));
        item.remarks.extend(needed.map(|needed| ("needs", needed)));
        attributes.items.push(item);
    }
    let views = knowledge.views.iter().filter(|view| {
        knowledge
            .events
            .get(view.event)
            .is_some_and(|it| it.name == event.name)
    });
    page.sections = vec![
        sheet::labelled(
            "Recording it",
            [
                ("legs", event.sided.then(|| "belongs to a leg".to_owned())),
                (
                    "none",
                    event
                        .none
                        .as_ref()
                        .map(|words| format!("`none_of = [\"{}\"]` says: {words}", event.name)),
                ),
            ],
        ),
        attributes,
        sheet::lines(
            "Outcomes that plans tell apart",
            event.outcomes.iter().filter_map(sheet::recorded),
        ),
        sheet::lines(
            "Views",
            views.map(|view| format!("{} ({})", view.name, view.label)),
        ),
    ];
    page
}

/// The page about the view with this index.
pub(super) fn view(knowledge: &Knowledge, index: u32, view: &View) -> Page {
    let mut page = sheet::page(knowledge, "view", &view.name, &view.label, view.origin);
    let this = ViewId(index);
    let event = knowledge.events.get(view.event);
    let other = |id: Option<ViewId>| {
        id.and_then(|id| knowledge.views.get(id.0 as usize))
            .map(|it| it.name.to_string())
    };
    let pick = match view.pick {
        Pick::Latest => "the latest",
        Pick::First => "the first",
    };
    let facts = knowledge.facts.iter().filter(
        |fact| matches!(&fact.derivation, Some(Derivation::View { view, .. }) if *view == this),
    );
    let rules = (0..).map(RuleId).zip(&knowledge.rules).filter(
        |(_, rule)| matches!(&rule.timing, Some(Timing::After { anchor, .. }) if *anchor == this),
    );
    page.sections = vec![
        sheet::labelled(
            "What it picks",
            [
                (
                    "event",
                    event.map(|event| format!("{pick} {} ({})", event.name, event.label)),
                ),
                ("later than", other(view.after)),
                ("not before", other(view.since)),
                ("where", tests(&view.filter)),
                (
                    "looks back, while it has no date",
                    view.looks_back.as_ref().map(words::quantity),
                ),
            ],
        ),
        sheet::statements(knowledge, &view.states),
        sheet::lines(
            "Facts through it",
            facts.map(|fact| format!("{} ({})", fact.name, fact.label)),
        ),
        sheet::lines(
            "Rules timed by it",
            rules.map(|(id, _)| names::rule(knowledge, id)),
        ),
    ];
    page
}

/// The page about a contradiction.
pub(super) fn contradiction(knowledge: &Knowledge, contradiction: &Contradiction) -> Page {
    let parts = contradicting::parts(
        contradiction,
        |id| sheet::fact_name(knowledge, id),
        |it| pattern(knowledge, it),
        str::to_owned,
    );
    let condition = parts.condition;
    let condition = condition.map(|it| ("condition", Some(it.text.to_string())));
    let terms = parts.terms.into_iter();
    let terms = terms.map(|(label, texts)| (label, sheet::joined(texts)));
    let mut page = sheet::page(
        knowledge,
        "contradiction",
        parts.name,
        parts.message,
        parts.origin,
    );
    page.sections = vec![
        sheet::labelled("What cannot hold", condition.into_iter().chain(terms)),
        sheet::facts(knowledge, parts.condition),
        sheet::statements(knowledge, parts.states),
    ];
    page
}

fn pattern(knowledge: &Knowledge, pattern: &EventPattern) -> String {
    let event = knowledge
        .events
        .get(pattern.event)
        .map_or("", |event| &*event.name);
    match tests(&pattern.filter) {
        Some(tests) => format!("{event} where {tests}"),
        None => event.to_owned(),
    }
}

fn tests(tests: &[AttributeTest]) -> Option<String> {
    let test = |test: &AttributeTest| {
        let values: Vec<String> = test.is.iter().map(ToString::to_string).collect();
        format!("{} is {}", test.attribute, values.join(" or "))
    };
    (!tests.is_empty()).then(|| tests.iter().map(test).collect::<Vec<_>>().join(" and "))
}
