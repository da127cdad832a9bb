//! What an order must say: reasons, items and checks of each form (ADR 0005).

use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{
    FormCheck, ItemFact, Knowledge, OrderForm, OrderItem, OrderPart, OrderReason, StatementId,
};

use super::document::{Block, Bullet, Chapter, Entry, Text, Tone, anchor, bullets};
use super::worked_form::Kind;
use super::{Book, presented, statement, worked_form};
use venule_answer::words;

const PARTS: [(OrderPart, &str); 4] = [
    (OrderPart::Clinical, "What is told of the patient"),
    (OrderPart::Examination, "What the examination contains"),
    (OrderPart::Question, "What it has to answer"),
    (OrderPart::Notice, "What must not be done instead"),
];

/// The chapter of order forms.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "An order is written from what is known of the patient, and an order that somebody wrote is checked for the same. What is missing is named with what follows from it; a blank is never read as a no.",
    ))];
    let forms = book.knowledge.orders.iter();
    let forms: Vec<&OrderForm> = forms.filter(|it| book.has("order", &it.name)).collect();
    for form in &forms {
        blocks.extend(one(book, form));
    }
    blocks.extend(worked_form::section(book, Kind::Order));
    (!forms.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "orders"),
        title: "What an order must say".to_owned(),
        blocks,
    })
}

fn one(book: &Book<'_>, form: &OrderForm) -> Vec<Block> {
    let knowledge = book.knowledge;
    let mut blocks = vec![head(knowledge, form)];
    if !form.reasons.is_empty() {
        blocks.push(heading(form, "Why the examination is asked for"));
        blocks.extend(form.reasons.iter().map(|it| reason(knowledge, form, it)));
    }
    for (part, title) in PARTS {
        let items: Vec<&OrderItem> = form.items.iter().filter(|it| it.part == part).collect();
        if !items.is_empty() {
            blocks.push(heading(form, title));
            blocks.extend(items.into_iter().map(|it| item(knowledge, form, it)));
        }
    }
    if !form.checks.is_empty() {
        blocks.push(heading(form, "What must not be so in an order"));
        let name = format!("order {}", form.name);
        let replaced = |it: &FormCheck| {
            let items = it
                .replaces
                .iter()
                .filter_map(|index| form.items.get(*index));
            let labels: Vec<&str> = items.map(|item| item.label.as_str()).collect();
            labels.join("; ")
        };
        let entry = |it| check(knowledge, &name, it, replaced(it));
        blocks.extend(form.checks.iter().map(entry));
    }
    blocks
}

fn heading(form: &OrderForm, title: &str) -> Block {
    Block::Heading {
        anchor: anchor("order", &format!("{}/part/{title}", form.name)),
        text: title.to_owned(),
    }
}

fn head(knowledge: &Knowledge, form: &OrderForm) -> Block {
    let (exam, whole) = &form.exam;
    let mut terms = vec![
        ("good for", Text::plain(&form.purpose)),
        (
            "whole examination",
            presented::fact(knowledge, *exam)
                .and(format!(": {}", words::value(knowledge, *exam, whole))),
        ),
    ];
    if let Some(protocol) = knowledge.protocols.get(form.protocol) {
        let protocol =
            Text::default().link(anchor("protocol", &protocol.name), protocol.label.as_str());
        terms.push(("protocol", protocol));
    }
    Block::Entry(Box::new(Entry {
        anchor: anchor("order", &form.name),
        id: format!("order {}", form.name),
        heading: Text::bold("ORDER: ").and(&form.label),
        tone: Tone::Plain,
        says: vec![Block::Terms(terms)],
        rests_on: Vec::new(),
        judged: true,
    }))
}

fn reason(knowledge: &Knowledge, form: &OrderForm, it: &OrderReason) -> Block {
    let mut says = presented::condition(knowledge, &it.when);
    says.push(Block::Paragraph(
        Text::bold("then the order says: ").and(format!("\"{}\"", it.text)),
    ));
    entry(
        knowledge,
        form,
        "reason",
        &it.name,
        Text::bold("REASON: ").and(it.text.trim_end_matches('.')),
        says,
        &it.states,
    )
}

fn item(knowledge: &Knowledge, form: &OrderForm, it: &OrderItem) -> Block {
    let mut says = Vec::new();
    if it.when.expr.is_some() {
        says.extend(presented::condition(knowledge, &it.when));
    }
    let mut terms = Vec::new();
    let mut add = |word, text: Option<Text>| terms.extend(text.map(|text| (word, text)));
    let plain = |text: &Option<String>| text.as_ref().map(Text::plain);
    let text = it.text.as_ref();
    add(
        "text to paste",
        text.map(|text| Text::plain(format!("\"{}\"", text.replace("{leg}", "[the leg]")))),
    );
    add("asked", plain(&it.ask));
    add("if missing", plain(&it.consequence));
    let covers = protocol_items(knowledge, form, it);
    add(
        "covers",
        (!covers.is_empty()).then(|| Text::plain(covers.join("; "))),
    );
    let stated = it.fact.as_ref().map(|(id, value)| {
        let fact = presented::fact(knowledge, *id);
        match value {
            Some(value) => fact.and(format!(": {}", words::value(knowledge, *id, value))),
            None => fact,
        }
    });
    add("states", stated);
    says.push(Block::Terms(terms));
    says.extend(filled(knowledge, it));
    let level = vocabulary::word(vocabulary::LEVEL, &it.level).to_uppercase();
    entry(
        knowledge,
        form,
        "item",
        &it.name,
        Text::bold(format!("{level}: ")).and(&it.label),
        says,
        &it.states,
    )
}

fn protocol_items<'k>(knowledge: &'k Knowledge, form: &OrderForm, it: &OrderItem) -> Vec<&'k str> {
    let protocol = knowledge.protocols.get(form.protocol);
    let items = protocol.map_or(&[][..], |it| &it.items);
    let covered = it.covers.iter().filter_map(|index| items.get(*index));
    covered
        .map(|item| item.text.trim_end_matches('.'))
        .collect()
}

/// What of the case is written, fact by fact and event by event.
fn filled(knowledge: &Knowledge, it: &OrderItem) -> Option<Block> {
    let facts = it.facts.iter().map(|fact| told(knowledge, fact));
    let events = it.events.iter().filter_map(|listed| {
        let event = knowledge.events.get(listed.event)?;
        let needs = listed.needs.iter().map(|name| {
            let attribute = event.attributes.iter().find(|it| it.name == *name);
            attribute.map_or(&**name, |it| it.label.as_str())
        });
        let needs: Vec<&str> = std::iter::once("date").chain(needs).collect();
        let link = Text::plain("each ").link(anchor("event", &event.name), &event.label);
        Some(Bullet::of(link.and(format!(", with {}", needs.join(", ")))))
    });
    let bullets: Vec<Bullet> = facts.chain(events).collect();
    (!bullets.is_empty()).then(|| Block::Details {
        summary: "What of the case is written".to_owned(),
        blocks: vec![Block::Bullets(bullets)],
    })
}

fn told(knowledge: &Knowledge, it: &ItemFact) -> Bullet {
    let mut lines = Vec::new();
    if it.needed {
        lines.push(Text::plain("without it the item is incomplete"));
    }
    for (word, text) in [("yes", &it.yes), ("no", &it.no), ("else", &it.say)] {
        if let Some(text) = text {
            let reads = match text.as_str() {
                "-" => "nothing is written".to_owned(),
                text => format!("\"{}\"", text.replace("{value}", "[value]")),
            };
            lines.push(Text::bold(format!("{word}: ")).and(reads));
        }
    }
    let mut bullet = match it.when.expr.is_some() {
        true => {
            let lead = presented::fact(knowledge, it.fact).and(", asked when");
            presented::condition_as(knowledge, lead, &it.when)
        }
        false => Bullet::of(presented::fact(knowledge, it.fact)),
    };
    bullet.below.extend(bullets(lines));
    bullet
}

fn entry(
    knowledge: &Knowledge,
    form: &OrderForm,
    kind: &str,
    name: &str,
    heading: Text,
    says: Vec<Block>,
    states: &[StatementId],
) -> Block {
    Block::Entry(Box::new(Entry {
        anchor: anchor("order", &format!("{}/{kind}/{name}", form.name)),
        id: format!("order {}, {kind} {name}", form.name),
        heading,
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, states),
        judged: true,
    }))
}

/// Something that must not be so in the form of this name, such as "order leg-vein-ultrasound".
pub(super) fn check(knowledge: &Knowledge, form: &str, it: &FormCheck, replaced: String) -> Block {
    let mut says = presented::condition(knowledge, &it.when);
    if let Some(unless) = &it.unless {
        let lead = Text::bold("unless");
        says.push(Block::Bullets(vec![presented::condition_as(
            knowledge, lead, unless,
        )]));
    }
    says.push(Block::Paragraph(
        Text::bold("then the reader is told: ").and(format!("\"{}\"", it.text)),
    ));
    let mut terms = vec![("it means", Text::plain(&it.consequence))];
    if !replaced.is_empty() {
        terms.push(("stands for", Text::plain(replaced)));
    }
    says.push(Block::Terms(terms));
    let level = vocabulary::word(vocabulary::LEVEL, &it.level).to_uppercase();
    let level = if it.contradiction {
        format!("{level}, A CONTRADICTION: ")
    } else {
        format!("{level}: ")
    };
    let (kind, name) = form.split_once(' ').unwrap_or((form, ""));
    Block::Entry(Box::new(Entry {
        anchor: anchor(kind, &format!("{name}/check/{}", it.name)),
        id: format!("{form}, check {}", it.name),
        heading: Text::bold(level).and(it.text.trim_end_matches('.')),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, &it.states),
        judged: true,
    }))
}
