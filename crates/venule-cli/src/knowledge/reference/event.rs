//! Events and views of the vocabulary page.

use venule_knowledge::model::{Attribute, EventKind, Knowledge, Pick, View};

use super::{capitalized, cell, code_list};
use crate::knowledge::names::{self, Shape};

/// The entry of a kind of event with a table of what is recorded of it.
pub(super) fn entry(event: &EventKind) -> String {
    let mut text = format!("\n### `{}`\n\n{}.\n", event.name, capitalized(&event.label));
    if event.sided {
        text.push_str("It belongs to a leg.\n");
    }
    if let Some(none) = &event.none {
        text.push_str(&format!(
            "`none_of = [\"{}\"]` says that {none}.\n",
            event.name
        ));
    }
    if !event.attributes.is_empty() {
        text.push_str("\n| attribute | what | values | question |\n|---|---|---|---|\n");
        for attribute in &event.attributes {
            text.push_str(&row(attribute));
        }
    }
    text
}

fn row(attribute: &Attribute) -> String {
    let mut values = if attribute.choices.is_empty() {
        Shape::of_attribute(attribute).sentence()
    } else {
        code_list(attribute.choices.iter().map(|(value, _)| &**value))
    };
    if let Some(needed) = &attribute.qualifier {
        values.push_str(&format!("; means nothing without `{needed}`"));
    }
    let question = attribute.question.as_deref().unwrap_or("");
    format!(
        "| `{}` | {} | {} | {} |\n",
        attribute.name,
        cell(&attribute.label),
        cell(&values),
        cell(question)
    )
}

/// The row of a view.
pub(super) fn view(knowledge: &Knowledge, view: &View) -> String {
    let event = knowledge
        .events
        .get(view.event)
        .map_or("", |event| &*event.name);
    let mut picks = match view.pick {
        Pick::Latest => format!("the latest `{event}`"),
        Pick::First => format!("the first `{event}`"),
    };
    let name = |id: venule_knowledge::model::ViewId| {
        knowledge
            .views
            .get(id.0 as usize)
            .map_or("", |it| &*it.name)
    };
    if let Some(after) = view.after {
        picks.push_str(&format!(", later than `{}`", name(after)));
    }
    if let Some(since) = view.since {
        picks.push_str(&format!(", not before `{}`", name(since)));
    }
    for test in &view.filter {
        let values: Vec<String> = test
            .is
            .iter()
            .map(|value| format!("`{}`", names::written(value)))
            .collect();
        picks.push_str(&format!(
            ", with `{}` {}",
            test.attribute,
            values.join(" or ")
        ));
    }
    format!(
        "| `{}` | {} | {} |\n",
        view.name,
        cell(&picks),
        cell(&view.label)
    )
}
