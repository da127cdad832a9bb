//! The facts: what is asked, what is worked out and how, what may be presumed.

use venule_knowledge::model::{
    Condition, Derivation, DerivedCase, Fact, Knowledge, Measure, StatementId,
};
use venule_logic::Value;

use super::document::{Block, Bullet, Chapter, Entry, Text, Tone, anchor};
use super::{Book, presented, statement};
use crate::knowledge::names::{self, Shape};
use venule_answer::condition;
use venule_answer::words;

/// The chapter of definitions.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let (derived, asked): (Vec<&Fact>, Vec<&Fact>) = knowledge
        .facts
        .iter()
        .filter(|fact| book.has("fact", &fact.name))
        .partition(|fact| fact.derivation.is_some() || is_settled(fact));
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "What the conditions of the rules name. What is worked out deserves a reviewer's eye as much as a rule does: a rule is only as right as the definitions under it.",
    ))];
    let mut part = |name: &str, title: &str, facts: Vec<&Fact>| {
        if !facts.is_empty() {
            blocks.push(Block::Heading {
                anchor: anchor("facts", name),
                text: title.to_owned(),
            });
            blocks.extend(facts.into_iter().map(|fact| entry(knowledge, fact)));
        }
    };
    part("derived", "What is worked out from something else", derived);
    part("asked", "What is asked or recorded", asked);
    (!knowledge.facts.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "facts"),
        title: "Definitions".to_owned(),
        blocks,
    })
}

fn is_settled(fact: &Fact) -> bool {
    fact.implied.by.is_some() || fact.implied.refuted_by.is_some()
}

fn entry(knowledge: &Knowledge, fact: &Fact) -> Block {
    let mut says = definition(knowledge, fact);
    let terms = terms(knowledge, fact);
    if !terms.is_empty() {
        says.push(Block::Terms(terms));
    }
    Block::Entry(Box::new(Entry {
        anchor: anchor("fact", &fact.name),
        id: fact.name.to_string(),
        heading: Text::bold(presented::capitalized(&fact.label)),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, states(fact)),
        judged: is_settled(fact)
            || matches!(
                fact.derivation,
                Some(
                    Derivation::Condition(_) | Derivation::Expression(_) | Derivation::Cases { .. }
                )
            ),
    }))
}

fn states(fact: &Fact) -> Vec<&StatementId> {
    let mut states: Vec<&StatementId> = fact.states.iter().collect();
    if let Some(Derivation::Cases { cases, .. }) = &fact.derivation {
        states.extend(cases.iter().flat_map(|case| &case.states));
    }
    states
}

/// How the fact follows from others, one bullet for each way.
fn definition(knowledge: &Knowledge, fact: &Fact) -> Vec<Block> {
    let mut bullets = derivation(knowledge, fact);
    let mut settled = |lead: &str, condition: &Option<Condition>| {
        if let Some(condition) = condition {
            bullets.push(presented::condition_as(
                knowledge,
                Text::bold(lead),
                condition,
            ));
        }
    };
    settled("yes, whatever was entered, when:", &fact.implied.by);
    settled(
        "no, unless it was entered as yes, when:",
        &fact.implied.refuted_by,
    );
    if bullets.is_empty() {
        Vec::new()
    } else {
        vec![Block::Bullets(bullets)]
    }
}

fn derivation(knowledge: &Knowledge, fact: &Fact) -> Vec<Bullet> {
    match &fact.derivation {
        None => Vec::new(),
        Some(Derivation::Condition(condition)) => vec![presented::condition_as(
            knowledge,
            Text::bold("yes exactly when:"),
            condition,
        )],
        Some(Derivation::Expression(expression)) => {
            let words = condition::clause(knowledge, expression)
                .map(|clause| presented::text(knowledge, &clause.words()))
                .unwrap_or_default();
            vec![Bullet::of(Text::bold("worked out as: ").joined(words))]
        }
        Some(Derivation::Cases { cases, otherwise }) => {
            let mut bullets: Vec<Bullet> = (0..)
                .zip(cases)
                .map(|(position, case)| one_case(knowledge, fact, position, case))
                .collect();
            bullets.push(Bullet::of(match otherwise {
                Some(it) => Text::bold(value(knowledge, fact, it)).and(", otherwise"),
                None => Text::plain("otherwise as entered"),
            }));
            bullets
        }
        Some(Derivation::Score(index)) => {
            let score = knowledge.scores.get(*index);
            let (name, label) = score.map_or(("", ""), |it| (&*it.name, it.label.as_str()));
            let text = Text::plain("the total of the ").link(anchor("score", name), label);
            vec![Bullet::of(text)]
        }
        Some(Derivation::View { view, measure }) => {
            let view = knowledge.views.get(view.0 as usize);
            let (name, label) = view.map_or(("", ""), |it| (&*it.name, it.label.as_str()));
            let what = match measure {
                Measure::Exists => "whether there is ",
                Measure::DaysSince => "whole days since ",
                Measure::Attribute(_) => "read from ",
            };
            let text = Text::plain(what).link(anchor("view", name), label);
            vec![Bullet::of(text)]
        }
    }
}

/// One case of a derivation; the first that fits decides.
fn one_case(knowledge: &Knowledge, fact: &Fact, position: usize, case: &DerivedCase) -> Bullet {
    let order = if position == 0 { "" } else { "else " };
    let lead = Text::plain(order)
        .strong(value(knowledge, fact, &case.value))
        .and(", when:");
    let mut bullet = presented::condition_as(knowledge, lead, &case.when);
    let why = case.why.iter();
    bullet
        .below
        .extend(why.map(|why| Block::Paragraph(Text::plain(format!("Why: {why}")))));
    bullet
}

fn value(knowledge: &Knowledge, fact: &Fact, value: &Value) -> String {
    knowledge
        .fact(&fact.name)
        .map_or_else(String::new, |(id, _)| words::value(knowledge, id, value))
}

fn terms(knowledge: &Knowledge, fact: &Fact) -> Vec<(&'static str, Text)> {
    let mut terms = Vec::new();
    if let Some(question) = &fact.question {
        terms.push((
            "question",
            Text::plain(format!(
                "{question} (found out {})",
                names::obtain(fact.obtain)
            )),
        ));
    }
    if fact.choices.is_empty() {
        if fact.ty != venule_logic::Type::Boolean {
            terms.push(("values", Text::plain(Shape::of_fact(fact).sentence())));
        }
    } else {
        let labels: Vec<&str> = fact
            .choices
            .iter()
            .map(|(_, label)| label.as_str())
            .collect();
        terms.push(("values", Text::plain(labels.join("; "))));
    }
    if let Some(presumption) = &fact.presume {
        let presumed = value(knowledge, fact, &presumption.value);
        terms.push((
            "presumed",
            Text::bold(format!("{presumed}, where nobody says. "))
                .and(names::presumed_because(presumption)),
        ));
    }
    if let Some(since) = &fact.since {
        let kind = knowledge.events.get(since.event);
        let kind = kind.map_or("", |kind| &kind.label);
        let from: Vec<String> = since
            .from
            .iter()
            .map(|it| value(knowledge, fact, it))
            .collect();
        let to = value(knowledge, fact, &since.to);
        terms.push((
            "counted from",
            Text::plain(format!(
                "the latest {kind}; where a plan adds one more, {} becomes {to}",
                from.join(" or ")
            )),
        ));
    }
    if fact.sided {
        terms.push(("legs", Text::plain("may differ between the legs")));
    }
    if let Some(id) = fact.qualifier {
        terms.push((
            "needs",
            presented::fact(knowledge, id).and(", without which it means nothing"),
        ));
    }
    if let Some(note) = &fact.note {
        terms.push(("note", Text::plain(note)));
    }
    terms
}
