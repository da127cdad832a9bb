//! The register of statements: all of them, and first those that are not acted on as they stand.

use venule_knowledge::load::words;
use venule_knowledge::model::{Disposition, Knowledge, Statement, Verification};

use super::document::{Block, Bullet, Chapter, Entry, Text, Tone, anchor};
use super::{Book, statement};
use venule_answer::cite;

/// Statements that were narrowed, superseded or left out of the advice, with the reasons.
pub(super) fn not_as_they_stand(book: &Book<'_>) -> Option<Chapter> {
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "What the sources say and this content does not do as they say it, each with the reason.",
    ))];
    for (name, title, disposition) in [
        (
            "narrowed",
            "Acted on more carefully than they stand",
            Disposition::Narrowed,
        ),
        ("superseded", "Shown, not acted on", Disposition::Superseded),
        (
            "background",
            "No part of the advice",
            Disposition::Background,
        ),
    ] {
        let bullets: Vec<Bullet> = book
            .knowledge
            .statements
            .iter()
            .filter(|it| it.disposition == disposition && book.has("statement", &it.name))
            .map(|it| Bullet {
                text: Text::default()
                    .link(anchor("statement", &it.name), &*it.name)
                    .and(format!(": {}", it.text)),
                below: vec![Block::Paragraph(Text::bold("Why: ").and(&it.note))],
            })
            .collect();
        if bullets.is_empty() {
            continue;
        }
        blocks.push(Block::Heading {
            anchor: anchor("statements", name),
            text: title.to_owned(),
        });
        blocks.push(Block::Bullets(bullets));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "not-as-they-stand"),
        title: "Statements not acted on as they stand".to_owned(),
        blocks,
    })
}

/// All statements, source by source.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut sources: Vec<&str> = Vec::new();
    let shown = |it: &Statement| book.has("statement", &it.name);
    for statement in knowledge.statements.iter().filter(|it| shown(it)) {
        if !sources.contains(&statement.source.as_str()) {
            sources.push(&statement.source);
        }
    }
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Everything that was taken from the sources, in this project's own words, and what carries it.",
    ))];
    for key in sources {
        let title = knowledge
            .sources
            .get(key)
            .map_or("", |source| source.title.as_str());
        blocks.push(Block::Subheading(format!("{key}: {title}")));
        let here = knowledge.statements.iter().zip(&book.carriers);
        blocks.extend(
            here.filter(|(it, _)| it.source == key && shown(it))
                .map(|(it, carriers)| entry(knowledge, it, carriers)),
        );
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "statements"),
        title: "Register of statements".to_owned(),
        blocks,
    })
}

fn entry(knowledge: &Knowledge, it: &Statement, carriers: &[String]) -> Block {
    let mut terms = vec![
        (
            "from",
            Text::default()
                .link(anchor("source", &it.source), &it.source)
                .and(format!(", {}", it.place)),
        ),
        (
            "kind",
            Text::plain(format!(
                "{}; {}",
                words::word(words::KIND, &it.kind),
                statement::disposition(it.disposition)
            )),
        ),
        ("checked", checked(it.verification)),
    ];
    if !it.cites.is_empty() {
        let cites = it
            .cites
            .iter()
            .map(|number| citation(knowledge, it, *number));
        terms.push(("cites", Text::list(cites, ", ")));
    }
    if !it.numbers.is_empty() {
        terms.push(("numbers", Text::plain(&it.numbers)));
    }
    if !it.note.is_empty() {
        terms.push(("read as", Text::plain(&it.note)));
    }
    let carried = carriers.iter().map(|name| carrier(name));
    let carried = Text::list(carried, ", ");
    terms.push((
        "carried by",
        if carried.is_empty() {
            Text::plain("nothing")
        } else {
            carried
        },
    ));
    Block::Entry(Box::new(Entry {
        anchor: anchor("statement", &it.name),
        id: it.name.to_string(),
        heading: Text::plain(&it.text),
        tone: Tone::Plain,
        says: vec![Block::Terms(terms)],
        rests_on: Vec::new(),
        judged: false,
    }))
}

fn checked(verification: Verification) -> Text {
    let words = cite::verification(verification);
    if verification > Verification::Verified {
        Text::bold(words)
    } else {
        Text::plain(words)
    }
}

fn citation(knowledge: &Knowledge, statement: &Statement, number: u32) -> Text {
    let found = knowledge
        .citations
        .iter()
        .find(|it| it.number == number && it.document == statement.source);
    match found.and_then(|it| it.likely.as_ref()) {
        Some(key) => {
            Text::plain(format!("[{number}] most likely ")).link(anchor("source", key), key)
        }
        None => Text::plain(format!("[{number}] not traced")),
    }
}

/// A carrier, such as "rule splinter/soak-again" or "scope of splinter", leading to its entry.
pub(super) fn carrier(name: &str) -> Text {
    let (kind, element) = name.split_once(' ').unwrap_or((name, ""));
    let element = element.strip_prefix("of ").unwrap_or(element);
    let kind = if kind == "estimate" { "figure" } else { kind };
    Text::default().link(
        anchor(kind, element),
        format!("{kind} {element}").trim_end(),
    )
}
