//! What plans compute and assume: figures of probability (ADR 0004), and what tests may turn out to show.

use venule_knowledge::model::{
    Accuracy, Action, Condition, Estimate, EventKind, Knowledge, Probability, StatementId,
};
use venule_logic::Value;

use super::document::{Block, Bullet, Chapter, Entry, Text, Tone, anchor};
use super::{Book, event, presented, statement};
use venule_answer::cite;

/// The chapter of the figures that plans compute with.
pub(super) fn figures(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let it = knowledge.probability.as_ref();
    let it = it.filter(|_| book.has("probability", "figures"))?;
    let heading = |name: &str, text: &str| Block::Heading {
        anchor: anchor("plan-figures", name),
        text: text.to_owned(),
    };
    let mut blocks = vec![
        Block::Paragraph(Text::plain(
            "A plan says what each result of the next tests would mean. Where these figures apply to the patient it also says how probable the disease is then. No rule reads any of this, and no advice rests on it.",
        )),
        whole(knowledge, it),
    ];
    for excluded in &it.exclusions {
        let lead = Text::bold("NOT FOR: ").and(excluded.reason.trim_end_matches('.'));
        let mut says = presented::condition(knowledge, &excluded.when);
        says.push(Block::Paragraph(Text::plain("then no figure is shown.")));
        let name = format!("exclusion {}", excluded.name);
        blocks.push(entry(
            knowledge,
            "probability",
            &name,
            lead,
            says,
            &excluded.states,
        ));
    }
    if !it.pretests.is_empty() {
        blocks.push(heading("pretest", "Before any test"));
    }
    for class in &it.pretests {
        let mut says = presented::condition(knowledge, &class.when);
        let figure = estimate(knowledge, &class.estimate);
        says.push(Block::Terms(vec![("probability", figure)]));
        let lead = Text::bold("BEFORE: ").and(&class.label);
        blocks.push(entry(
            knowledge,
            "pretest",
            &class.name,
            lead,
            says,
            &class.states,
        ));
    }
    if !it.accuracies.is_empty() {
        blocks.push(heading("accuracy", "How often a test is right"));
    }
    blocks.extend(it.accuracies.iter().map(|it| accuracy(knowledge, it)));
    if !it.measured.is_empty() {
        blocks.push(heading("measured", "Measured after a whole sequence"));
    }
    for study in &it.measured {
        let mut says = presented::condition(knowledge, &study.when);
        let figure = estimate(knowledge, &study.estimate);
        says.push(Block::Terms(vec![("probability", figure)]));
        let lead = Text::bold("MEASURED: ").and("takes the place of the computed figure");
        blocks.push(entry(
            knowledge,
            "measured",
            &study.name,
            lead,
            says,
            &study.states,
        ));
    }
    Some(Chapter {
        anchor: anchor("chapter", "plan-figures"),
        title: "The figures that plans compute with".to_owned(),
        blocks,
    })
}

fn whole(knowledge: &Knowledge, it: &Probability) -> Block {
    let mut says = presented::condition(knowledge, &it.when);
    says.push(Block::Paragraph(Text::plain(
        "then the figures apply to the patient.",
    )));
    says.push(Block::Terms(vec![("caution", Text::plain(&it.caution))]));
    let lead = Text::bold("PROBABILITY OF ").and(&it.of);
    entry(knowledge, "probability", "", lead, says, &it.states)
}

fn accuracy(knowledge: &Knowledge, it: &Accuracy) -> Block {
    let result =
        |lead: &str, when: &Condition| presented::condition_as(knowledge, Text::bold(lead), when);
    let positive = it.positive.as_ref().map_or_else(
        || {
            Bullet::of(Text::plain(
                "no figure is shown after a positive result, which says where the disease is",
            ))
        },
        |when| result("it found the disease when", when),
    );
    let negative = result("it did not find it when", &it.negative);
    let says = vec![
        Block::Bullets(vec![positive, negative]),
        Block::Terms(vec![
            ("sensitivity", estimate(knowledge, &it.sensitivity)),
            ("specificity", estimate(knowledge, &it.specificity)),
        ]),
    ];
    let lead = Text::bold("TEST: ").and(&it.label);
    entry(knowledge, "accuracy", &it.name, lead, says, &it.states)
}

fn entry(
    knowledge: &Knowledge,
    kind: &str,
    name: &str,
    heading: Text,
    says: Vec<Block>,
    states: &[StatementId],
) -> Block {
    Block::Entry(Box::new(Entry {
        anchor: anchor(kind, name),
        id: format!("{kind} {name}").trim_end().to_owned(),
        heading,
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, states),
        judged: true,
    }))
}

/// A figure with where it comes from and what must not be read into it.
fn estimate(knowledge: &Knowledge, key: &str) -> Text {
    let Some(it) = knowledge.estimates.get(key) else {
        return Text::default();
    };
    let Estimate {
        text,
        name,
        sources,
        verification,
        caution,
        ..
    } = it;
    let figure = Text::plain(format!("{text} ("))
        .link(anchor("figure", name), name)
        .and("; ")
        .joined(presented::sources(sources))
        .and(format!("; {})", cite::verification(*verification)));
    match caution {
        Some(caution) => figure.and(" ").strong("Caution: ").and(caution),
        None => figure,
    }
}

/// The chapter of what plans assume of tests.
pub(super) fn tests(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let actions = knowledge.actions.iter();
    let rows: Vec<Vec<Text>> = actions
        .filter(|it| !it.results.is_empty() && book.has("action", &it.name))
        .map(|it| test(knowledge, it))
        .collect();
    (!rows.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "tests"),
        title: "What plans assume of tests".to_owned(),
        blocks: vec![
            Block::Paragraph(Text::plain(
                "A plan goes through every result that a test can have. What is recorded of the test when it is done as ordered is the same in all of them.",
            )),
            Block::Table {
                head: vec!["test", "result", "recorded as", "cannot show"],
                rows,
            },
        ],
    })
}

fn test(knowledge: &Knowledge, action: &Action) -> Vec<Text> {
    let attributes: Vec<(&EventKind, &str)> = action
        .results
        .iter()
        .filter_map(|result| {
            let (event, attribute) = result.split_once('.')?;
            let event = knowledge.events.iter().find(|it| *it.name == *event)?;
            Some((event, attribute))
        })
        .collect();
    let results = attributes.iter().map(|(event, attribute)| {
        let link = Text::default().link(anchor("event", &event.name), &event.label);
        link.and(format!(": {}", event::label_of(event, attribute)))
    });
    let event = attributes.first().map(|(event, _)| *event);
    let made = action
        .makes
        .iter()
        .map(|(name, value)| event::attribute_is(event, name, [value]));
    let made: Vec<String> = made.collect();
    let never = attributes.first().map(|(event, attribute)| {
        let values: Vec<Value> = action
            .cannot_show
            .iter()
            .map(|it| Value::string(it))
            .collect();
        match values.is_empty() {
            true => String::new(),
            false => event::attribute_is(Some(event), attribute, &values),
        }
    });
    vec![
        Text::bold(action.label.trim_end_matches('.'))
            .and(" (")
            .id(&*action.name)
            .and(")"),
        Text::list(results, "; "),
        Text::plain(made.join("; ")),
        Text::plain(never.unwrap_or_default()),
    ]
}
