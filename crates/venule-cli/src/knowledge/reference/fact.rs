//! One fact of the vocabulary page.

use venule_knowledge::model::{Derivation, Fact, Knowledge, Measure};
use venule_logic::FactId;

use super::{capitalized, code_list};
use crate::knowledge::names::{self, Shape};

/// The entry of a fact: its wording, then one line for each thing to know.
pub(super) fn entry(knowledge: &Knowledge, fact: &Fact) -> String {
    let mut lines = vec![values(fact)];
    if let Some(question) = &fact.question {
        lines.push(format!("Question: {question}"));
        lines.push(format!("Found out {}.", names::obtain(fact.obtain)));
    }
    lines.extend(derivation(knowledge, fact));
    // Besides inputs, what is read from events may be presumed: most cases never mention that there was none.
    if fact.is_input() || fact.presume.is_some() {
        lines.push(match &fact.presume {
            Some(it) => format!(
                "If nobody says: unknown; `{}` may be presumed. {}",
                names::written(&it.value),
                names::presumed_because(it)
            ),
            None => "If nobody says: unknown.".to_owned(),
        });
    }
    if fact.sided {
        lines.push("May differ between the legs.".to_owned());
    }
    if let Some(needed) = fact.qualifier {
        lines.push(format!(
            "Means nothing without `{}`.",
            name(knowledge, needed)
        ));
    }
    if fact.is_age {
        lines.push("The age: a birth date in the case settles it.".to_owned());
    }
    if fact.is_side {
        lines.push("The symptomatic side: decides which legs are assessed.".to_owned());
    }
    if !fact.aliases.is_empty() {
        lines.push(format!(
            "Also called {}.",
            code_list(fact.aliases.iter().map(String::as_str))
        ));
    }
    if !fact.codes.is_empty() {
        let codes = fact
            .codes
            .iter()
            .map(|code| format!("{} `{}` ({})", code.system, code.code, code.display));
        lines.push(format!("Codes: {}.", codes.collect::<Vec<_>>().join("; ")));
    }
    lines.extend(fact.note.clone());
    format!(
        "\n#### `{}`\n\n{}.\n\n- {}\n",
        fact.name,
        capitalized(&fact.label),
        lines.join("\n- ")
    )
}

/// Type and permitted values.
fn values(fact: &Fact) -> String {
    let shape = Shape::of_fact(fact);
    if fact.choices.is_empty() {
        return format!("{}.", capitalized(&shape.sentence()));
    }
    let values: Vec<String> = fact
        .choices
        .iter()
        .map(|(value, label)| {
            if **value == **label {
                format!("`{value}`")
            } else {
                format!("`{value}` ({label})")
            }
        })
        .collect();
    format!("One of {}.", values.join(", "))
}

fn derivation(knowledge: &Knowledge, fact: &Fact) -> Vec<String> {
    let mut lines = Vec::new();
    match &fact.derivation {
        None => {}
        Some(Derivation::Condition(it)) => lines.push(format!("True exactly when `{}`.", it.text)),
        Some(Derivation::Expression(it)) => lines.push(format!("Computed as `{}`.", it.text)),
        Some(Derivation::Cases { cases, otherwise }) => {
            for case in cases {
                lines.push(format!(
                    "`{}` when `{}`.",
                    names::written(&case.value),
                    case.when.text
                ));
            }
            lines.push(match otherwise {
                Some(value) => format!("Otherwise `{}`.", names::written(value)),
                None => "Otherwise as entered.".to_owned(),
            });
        }
        Some(Derivation::Score(index)) => {
            let score = knowledge
                .scores
                .get(*index)
                .map_or("", |score| &*score.name);
            lines.push(format!("The total of the score `{score}`."));
        }
        Some(Derivation::View { view, measure }) => {
            let view = knowledge.views.get(view.0 as usize);
            let (name, label) = view.map_or(("", ""), |view| (&*view.name, view.label.as_str()));
            let what = match measure {
                Measure::Exists => "Whether there is".to_owned(),
                Measure::DaysSince => "Whole days since".to_owned(),
                Measure::Attribute(attribute) => format!("`{attribute}` of"),
            };
            lines.push(format!(
                "{what} {label} (view `{name}`). Never entered: record the event."
            ));
        }
    }
    if let Some(it) = &fact.implied.by {
        lines.push(format!("True, whatever was entered, when `{}`.", it.text));
    }
    if let Some(it) = &fact.implied.refuted_by {
        lines.push(format!(
            "False when `{}`; entered as true, the two contradict each other.",
            it.text
        ));
    }
    lines
}

fn name(knowledge: &Knowledge, id: FactId) -> &str {
    knowledge
        .facts
        .get(id.0 as usize)
        .map_or("", |fact| &fact.name)
}
