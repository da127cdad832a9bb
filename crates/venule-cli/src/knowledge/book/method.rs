//! Scores and examination protocols.

use venule_knowledge::model::{Level, Protocol, Score};

use super::document::{Block, Bullet, Chapter, Entry, Text, Tone, anchor};
use super::{Book, presented, statement};
use venule_answer::condition;

/// The chapter of scores.
pub(super) fn scores(book: &Book<'_>) -> Option<Chapter> {
    let all = book.knowledge.scores.iter();
    let all: Vec<&Score> = all.filter(|it| book.has("score", &it.name)).collect();
    (!all.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "scores"),
        title: "Scores".to_owned(),
        blocks: all.into_iter().map(|it| score(book, it)).collect(),
    })
}

fn score(book: &Book<'_>, score: &Score) -> Block {
    let knowledge = book.knowledge;
    let rows = score.items.iter().map(|item| {
        vec![
            presented::fact(knowledge, item.fact),
            Text::plain(format!("{:+}", item.points)),
            presented::statements(knowledge, item.states.iter().chain(&score.states)),
        ]
    });
    let mut rests_on = statement::list(
        knowledge,
        score
            .states
            .iter()
            .chain(score.items.iter().flat_map(|item| &item.states)),
    );
    rests_on.push(Block::Terms(vec![(
        "sources",
        presented::sources(&score.sources),
    )]));
    Block::Entry(Box::new(Entry {
        anchor: anchor("score", &score.name),
        id: format!("score {}", score.name),
        heading: Text::bold(&score.label),
        tone: Tone::Plain,
        says: vec![
            Block::Paragraph(
                Text::plain("The total is called: ").joined(presented::fact(knowledge, score.fact)),
            ),
            Block::Table {
                head: vec!["item, when yes", "points", "statements"],
                rows: rows.collect(),
            },
            Block::Paragraph(Text::plain(
                "Unknown items leave the total a range; a rule that asks for a class is decided as soon as the whole range falls on one side.",
            )),
        ],
        rests_on,
        judged: true,
    }))
}

/// The chapter of protocols.
pub(super) fn protocols(book: &Book<'_>) -> Option<Chapter> {
    let all = book.knowledge.protocols.iter();
    let all: Vec<&Protocol> = all.filter(|it| book.has("protocol", &it.name)).collect();
    (!all.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "protocols"),
        title: "What an examination must contain".to_owned(),
        blocks: all.into_iter().map(|it| protocol(book, it)).collect(),
    })
}

fn protocol(book: &Book<'_>, protocol: &Protocol) -> Block {
    let knowledge = book.knowledge;
    let items = protocol.items.iter().map(|item| {
        let level = match item.level {
            Level::Required => "required",
            Level::Recommended => "recommended",
        };
        let mut text = Text::bold(format!("{level}: ")).and(&item.text);
        if let Some(clause) = condition::clause(knowledge, &item.when) {
            text = text
                .strong(" Only when: ")
                .joined(presented::text(knowledge, &clause.words()));
        }
        let id = Text::plain(" (").id(&*item.name).and(")");
        Bullet::of(text.joined(id))
    });
    let asked_by = knowledge
        .actions
        .iter()
        .filter(|action| {
            action
                .protocol
                .and_then(|index| knowledge.protocols.get(index))
                .is_some_and(|it| it.name == protocol.name)
        })
        .map(|action| Text::plain(format!("\"{}\"", action.label)));
    Block::Entry(Box::new(Entry {
        anchor: anchor("protocol", &protocol.name),
        id: format!("protocol {}", protocol.name),
        heading: Text::bold(&protocol.label),
        tone: Tone::Plain,
        says: vec![
            Block::Paragraph(Text::plain("Asked for by: ").joined(Text::list(asked_by, ", "))),
            Block::Bullets(items.collect()),
        ],
        rests_on: statement::list(
            knowledge,
            protocol.items.iter().flat_map(|item| &item.states),
        ),
        judged: true,
    }))
}
