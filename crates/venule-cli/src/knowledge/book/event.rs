//! Events, the views over them, and what cannot hold together.

use venule_knowledge::model::{
    AttributeTest, EventKind, EventPattern, Knowledge, Pick, StatementId, View,
};
use venule_logic::{Quantity, Value};

use super::document::{Block, Chapter, Entry, Text, Tone, anchor, bullets};
use super::{Book, presented, statement};
use crate::knowledge::contradicting;
use venule_answer::condition::alternatives;
use venule_answer::words;

/// The chapter of events and views.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "What happened is recorded as dated events. A view says which of them a rule looks at; where dates leave open which one that is, everything that depends on it is unknown.",
    ))];
    let events = knowledge.events.iter();
    for event in events.filter(|it| book.has("event", &it.name)) {
        let mut lines: Vec<Text> = Vec::new();
        if event.sided {
            lines.push(Text::plain("belongs to a leg"));
        }
        lines.extend(event.attributes.iter().map(|attribute| {
            let values: Vec<&str> = attribute
                .choices
                .iter()
                .map(|(_, label)| label.as_str())
                .collect();
            let values = if values.is_empty() {
                String::new()
            } else {
                format!(": {}", values.join("; "))
            };
            Text::plain(format!("{}{values}", attribute.label))
        }));
        lines.extend(event.outcomes.iter().map(|outcome| {
            let said = outcome.iter();
            let said = said.map(|(name, value)| attribute_is(Some(event), name, [value]));
            let said: Vec<String> = said.collect();
            Text::bold("may turn out as ").and(said.join("; "))
        }));
        blocks.push(plain_entry(
            "event",
            &event.name,
            &event.label,
            bullets(lines),
            Vec::new(),
        ));
    }
    let views = knowledge.views.iter();
    for view in views.filter(|it| book.has("view", &it.name)) {
        let picks = bullets([picks(knowledge, view)]);
        let rests_on = statement::list(knowledge, &view.states);
        blocks.push(plain_entry(
            "view",
            &view.name,
            &view.label,
            picks,
            rests_on,
        ));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "events"),
        title: "Events, and which of them is meant".to_owned(),
        blocks,
    })
}

fn plain_entry(
    kind: &str,
    name: &str,
    label: &str,
    says: Option<Block>,
    rests_on: Vec<Block>,
) -> Block {
    Block::Entry(Box::new(Entry {
        anchor: anchor(kind, name),
        id: format!("{kind} {name}"),
        heading: Text::bold(presented::capitalized(label)),
        tone: Tone::Plain,
        says: says.into_iter().collect(),
        rests_on,
        judged: false,
    }))
}

fn picks(knowledge: &Knowledge, view: &View) -> Text {
    let event = knowledge.events.get(view.event);
    let pick = match view.pick {
        Pick::Latest => "the latest ",
        Pick::First => "the first ",
    };
    let (name, label) = event.map_or(("", ""), |it| (&*it.name, it.label.as_str()));
    let mut text = Text::plain(pick).link(anchor("event", name), label);
    let mut relative = |word: &str, id: Option<venule_knowledge::model::ViewId>| {
        if let Some(other) = id.and_then(|id| knowledge.views.get(id.0 as usize)) {
            text = std::mem::take(&mut text)
                .and(word)
                .link(anchor("view", &other.name), &other.label);
        }
    };
    relative(", later than ", view.after);
    relative(", not before ", view.since);
    if let Some(span) = &view.looks_back {
        let span = words::quantity(span);
        text = text.and(format!(
            "; while it has no date, it is not known whether an event of more than {span} ago came before it"
        ));
    }
    for test in &view.filter {
        text = text.and(format!(", with {}", tested(event, test)));
    }
    text
}

fn tested(event: Option<&EventKind>, test: &AttributeTest) -> String {
    attribute_is(event, &test.attribute, &test.is)
}

/// What an attribute of an event is called.
pub(super) fn label_of<'n>(event: &'n EventKind, name: &'n str) -> &'n str {
    let attribute = event.attributes.iter().find(|it| *it.name == *name);
    attribute.map_or(name, |it| it.label.as_str())
}

/// An attribute of an event with the values of which it has one, in words.
pub(super) fn attribute_is<'v>(
    event: Option<&EventKind>,
    name: &str,
    values: impl IntoIterator<Item = &'v Value>,
) -> String {
    let attribute = event.and_then(|event| event.attributes.iter().find(|it| *it.name == *name));
    let values: Vec<String> = values
        .into_iter()
        .map(|value| match value {
            Value::String(code) => attribute
                .and_then(|it| it.choices.iter().find(|(value, _)| value == code))
                .map_or_else(|| code.to_string(), |(_, label)| label.clone()),
            Value::Boolean(true) => "yes".to_owned(),
            Value::Boolean(false) => "no".to_owned(),
            Value::Quantity(it @ Quantity { .. }) => words::quantity(it),
            Value::Null
            | Value::Integer(_)
            | Value::Long(_)
            | Value::Decimal(_)
            | Value::List(_)
            | Value::Interval(_)
            | Value::Partial(_) => value.to_string(),
        })
        .collect();
    let label = attribute.map_or(name, |it| it.label.as_str());
    format!("{label}: {}", alternatives(&values))
}

/// The chapter of what cannot hold together.
pub(super) fn contradictions(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "What cannot both be true of one patient is reported, and treated as unknown until somebody resolves it. Of two events that contradict each other, the one under \"set aside\" is treated so, and the other one stands.",
    ))];
    for contradiction in &knowledge.contradictions {
        let parts = contradicting::parts(
            contradiction,
            |id| presented::fact(knowledge, id),
            |it| Text::plain(pattern(knowledge, it)),
            |it| Text::plain(it.to_owned()),
        );
        if !book.has("contradiction", parts.name) {
            continue;
        }
        let mut says = match parts.condition {
            Some(when) => presented::condition(knowledge, when),
            None => Vec::new(),
        };
        let terms = parts.terms.into_iter();
        let terms = terms.map(|(label, texts)| (label, Text::list(texts, "; ")));
        says.push(Block::Terms(terms.collect()));
        blocks.push(contradiction_entry(
            knowledge,
            parts.name,
            parts.message,
            parts.states,
            says,
        ));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "contradictions"),
        title: "What cannot hold together".to_owned(),
        blocks,
    })
}

fn contradiction_entry(
    knowledge: &Knowledge,
    name: &str,
    message: &str,
    states: &[StatementId],
    says: Vec<Block>,
) -> Block {
    Block::Entry(Box::new(Entry {
        anchor: anchor("contradiction", name),
        id: format!("contradiction {name}"),
        heading: Text::bold("REPORTED: ").and(format!("\"{message}\"")),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, states),
        judged: true,
    }))
}

fn pattern(knowledge: &Knowledge, pattern: &EventPattern) -> String {
    let event = knowledge.events.get(pattern.event);
    let label = event.map_or("", |event| event.label.as_str());
    let tests: Vec<String> = pattern
        .filter
        .iter()
        .map(|test| tested(event, test))
        .collect();
    if tests.is_empty() {
        label.to_owned()
    } else {
        format!("{label}, {}", tests.join(", "))
    }
}
