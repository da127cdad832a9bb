//! Scores and protocols: one head and its items.

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::types::Type;

use super::context::{Context, Published, States};
use super::names::{Names, Style};
use super::tables::WithItems;
use super::{condition, words};
use crate::check::score_range;
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{Derivation, Fact, Level, Protocol, ProtocolItem, Score, ScoreItem};

/// Reads a score.
pub(super) fn score(context: &Context<'_>, published: &Published, table: WithItems<'_>) -> Score {
    let WithItems {
        head: mut fields,
        items,
    } = table;
    let states = context.states(&mut fields, true);
    let what = fields.what().to_owned();
    let fact = fields.required_text("fact");
    let total = fact.and_then(|name| context.fact(name));
    if let (Some(id), Some(name)) = (total, fact)
        && context
            .shape(id)
            .is_some_and(|shape| shape.ty != Type::Integer)
    {
        let message = format!(
            "the total of {what} is kept in `{}`, which is not a whole number",
            name.text
        );
        context.problems.add(
            Diagnostic::error("wrong-type", message, name.origin)
                .help("give the fact `type = \"integer\"`"),
        );
    }
    let items: Vec<ScoreItem> = items
        .into_iter()
        .filter_map(|item| score_item(context, item, &what, &states))
        .collect();
    if let (Some(shape), Some(name)) = (total.and_then(|id| context.shape(id)), fact) {
        context
            .problems
            .extend(score_range::check(&what, name, shape.range, &items));
    }
    let score = Score {
        name: Arc::from(fields.required_string("id")),
        label: fields.required_string("label"),
        fact: total.unwrap_or(FactId(u32::MAX)),
        items,
        sources: context.keys(&mut fields, "sources", &published.sources),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    score
}

fn score_item(
    context: &Context<'_>,
    mut item: Fields<'_>,
    what: &str,
    states_of_score: &States,
) -> Option<ScoreItem> {
    let name = item.required_text("fact");
    if let Some(name) = name {
        item.call(format!("item `{}` of {what}", name.text));
    }
    let fact = name.and_then(|name| context.fact(name));
    if let (Some(id), Some(name)) = (fact, name)
        && context
            .shape(id)
            .is_some_and(|shape| shape.ty != Type::Boolean)
    {
        let message = format!("{} is not true or false", item.what());
        let problem = Diagnostic::error("score-item-not-boolean", message, name.origin);
        context.problems.add(
            problem.help("an item scores when a boolean fact is true; derive one from this fact"),
        );
    }
    if !item.has("points") {
        item.report_missing("points", None);
    }
    let points = item
        .integer("points")
        .and_then(|points| i32::try_from(points).ok());
    let states = context.states(&mut item, true);
    context.require(&item, &states.and(states_of_score));
    let origin = item.origin();
    item.close();
    Some(ScoreItem {
        fact: fact?,
        points: points?,
        states: states.known,
        origin,
    })
}

/// Reads a protocol.
pub(super) fn protocol(context: &Context<'_>, table: WithItems<'_>) -> Protocol {
    let WithItems {
        head: mut fields,
        items,
    } = table;
    let mut names = Names::new("item", "unknown-item", Style::Kebab);
    let what = fields.what().to_owned();
    let protocol = Protocol {
        name: Arc::from(fields.required_string("id")),
        label: fields.required_string("label"),
        items: items
            .into_iter()
            .filter_map(|item| protocol_item(context, &mut names, item, &what))
            .collect(),
        origin: fields.place_of("id"),
    };
    fields.close();
    protocol
}

fn protocol_item(
    context: &Context<'_>,
    names: &mut Names,
    mut item: Fields<'_>,
    what: &str,
) -> Option<ProtocolItem> {
    let declared = names.declare_id(&mut item);
    let name = item.string("id");
    if let Some(name) = &name {
        item.call(format!("item `{name}` of {what}"));
    }
    let states = context.required_states(&mut item);
    let read = ProtocolItem {
        name: Arc::from(name.unwrap_or_default()),
        text: item.required_string("text"),
        when: condition::required_or_any(context, &mut item, "when", &states),
        level: words::required(&mut item, "level", words::LEVEL).unwrap_or(Level::Required),
        states: states.known,
        origin: item.place_of("id"),
    };
    item.close();
    declared.and(Some(read))
}

/// Reports a fact that claims a score whose total is kept elsewhere, and the other way round.
pub(super) fn check_facts(context: &Context<'_>, facts: &[Fact], scores: &[Score]) {
    for (number, fact) in (0..).map(FactId).zip(facts) {
        let Some(Derivation::Score(score)) = fact.derivation else {
            continue;
        };
        let Some(score) = scores.get(score).filter(|score| score.fact != number) else {
            continue;
        };
        let message = format!(
            "fact `{}` is the total of `{}`, which keeps it in another fact",
            fact.name, score.name
        );
        context.problems.add(
            Diagnostic::error("score-mismatch", message, fact.origin)
                .also(score.origin, "the score"),
        );
    }
    for (number, score) in scores.iter().enumerate() {
        let Some(fact) = facts.get(score.fact.0 as usize) else {
            continue;
        };
        if !matches!(fact.derivation, Some(Derivation::Score(of)) if of == number) {
            let message = format!(
                "score `{}` keeps its total in `{}`, which is not derived from it",
                score.name, fact.name
            );
            context.problems.add(
                Diagnostic::error("score-mismatch", message, score.origin)
                    .also(fact.origin, "the fact")
                    .help(format!("add `score = \"{}\"` to the fact", score.name)),
            );
        }
    }
}
