//! The worked cases: who the patient is, what is expected, and what the neighbors change.

use venule_engine::assessment::Kind;
use venule_engine::case::Case;
use venule_engine::example::Part;
use venule_knowledge::model::{ActionId, Knowledge};
use venule_logic::{FactId, Value};

use super::document::{Block, Chapter, Entry, Text, Tone, anchor, bullets};
use super::worked::{Family, Run};
use super::{Book, presented};
use crate::knowledge::names;
use venule_answer::sentence;
use venule_answer::{stated, words};

/// The chapter of worked cases, guideline by guideline.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Patients made up to try the rules on. What is expected was written down from the source before the case first ran; every case runs with every change of the content. A variant is the same patient with something changed, mostly the neighbor that just misses.",
    ))];
    let mut guidelines: Vec<&str> = Vec::new();
    for family in book.worked() {
        let guideline = family.id.split('/').next().unwrap_or_default();
        if !guidelines.contains(&guideline) {
            guidelines.push(guideline);
        }
    }
    for guideline in guidelines {
        let title = book
            .knowledge
            .guidelines
            .iter()
            .find(|it| *it.name == *guideline)
            .map_or(guideline, |it| it.title.as_str());
        blocks.push(Block::Heading {
            anchor: anchor("cases-of", guideline),
            text: title.to_owned(),
        });
        let here = book
            .worked()
            .filter(|family| family.id.split('/').next() == Some(guideline));
        blocks.extend(here.map(|family| entry(book.knowledge, family)));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "cases"),
        title: "Worked cases".to_owned(),
        blocks,
    })
}

fn entry(knowledge: &Knowledge, family: &Family) -> Block {
    let mut says = Vec::new();
    if !family.story.is_empty() {
        says.push(Block::Paragraph(Text::plain(&family.story)));
    }
    let mut variants = Vec::new();
    if let Some((first, rest)) = family.runs.split_first() {
        says.extend(expectations(knowledge, first));
        let case = &first.example.case;
        let moment = format!("assessed as of {}", words::moment(case.as_of));
        let known = known(knowledge, case);
        let things = words::count(known.len(), "thing");
        says.push(Block::Details {
            summary: format!("What is known of the patient: {}", things),
            blocks: bullets(
                std::iter::once(moment)
                    .chain(known.into_iter().map(|it| it.words))
                    .map(Text::plain),
            )
            .into_iter()
            .collect(),
        });
        variants.extend(rest.iter().map(|run| variant(knowledge, first, run)));
    }
    if !variants.is_empty() {
        says.push(Block::Details {
            summary: words::count(variants.len(), "variant"),
            blocks: variants,
        });
    }
    Block::Entry(Box::new(Entry {
        anchor: family.anchor.clone(),
        id: family.id.clone(),
        heading: Text::bold(&family.title),
        tone: Tone::Plain,
        says,
        rests_on: Vec::new(),
        judged: true,
    }))
}

/// A variant: what is different, and what is expected of it.
fn variant(knowledge: &Knowledge, first: &Run, run: &Run) -> Block {
    let mut says: Vec<Block> = bullets(changes(knowledge, first, run).into_iter().map(Text::plain))
        .into_iter()
        .collect();
    says.extend(expectations(knowledge, run));
    Block::Entry(Box::new(Entry {
        anchor: run.anchor.clone(),
        id: String::new(),
        heading: Text::plain(run.title.as_deref().unwrap_or_default()),
        tone: Tone::Plain,
        says,
        rests_on: Vec::new(),
        judged: false,
    }))
}

fn changes(knowledge: &Knowledge, first: &Run, run: &Run) -> Vec<String> {
    let (before, after) = (&first.example.case, &run.example.case);
    let (old, new) = (known(knowledge, before), known(knowledge, after));
    let mut lines = Vec::new();
    if before.as_of != after.as_of {
        lines.push(format!("assessed as of {}", words::moment(after.as_of)));
    }
    let added: Vec<&Known> = new.iter().filter(|it| !old.contains(it)).collect();
    lines.extend(added.iter().map(|it| format!("now: {}", it.words)));
    let gone = old.iter().filter(|it| !new.contains(it));
    // A fact that has another value now is not gone.
    let gone = gone.filter(|it| it.fact.is_none() || added.iter().all(|now| now.fact != it.fact));
    lines.extend(gone.map(|it| format!("no longer: {}", it.words)));
    lines
}

/// One thing that a case says of the patient.
#[derive(Debug, PartialEq, Eq)]
struct Known {
    fact: Option<FactId>,
    words: String,
}

fn known(knowledge: &Knowledge, case: &Case) -> Vec<Known> {
    let other = |words: String| Known { fact: None, words };
    let mut all: Vec<Known> = case
        .birth_date
        .iter()
        .map(|date| other(format!("born on {date}")))
        .collect();
    all.extend(case.facts.iter().map(|entry| Known {
        fact: Some(entry.fact),
        words: stated::stated_fact(knowledge, entry),
    }));
    let events = 0..case.events.len();
    all.extend(events.filter_map(|index| stated::stated_event(knowledge, case, index).map(other)));
    all.extend(case.none_of.iter().filter_map(|said| {
        let none = stated::none(knowledge.events.get(said.kind)?);
        Some(other(format!("{none}{}", stated::of_leg(said.side))))
    }));
    all
}

fn expectations(knowledge: &Knowledge, run: &Run) -> Vec<Block> {
    let lines = together(knowledge, &run.example.expectation.parts());
    let mut blocks = vec![Block::Subheading("Expected".to_owned())];
    blocks.extend(bullets(lines.into_iter().map(Text::plain)));
    let unmet = run.unmet.iter();
    blocks.extend(unmet.map(|it| Block::Warning(Text::plain(format!("NOT AS EXPECTED: {it}")))));
    blocks
}

/// What is expected, what begins with the same words in one line.
fn together(knowledge: &Knowledge, parts: &[Part<'_>]) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for part in parts {
        let head = match part {
            Part::NotAdvised(_) => "not advised: ",
            Part::NotAdvisedAgainst(_) => "not advised against: ",
            Part::Item(_) => "the examination contains: ",
            Part::NoItem(_) => "the examination need not contain: ",
            Part::Asked(_) => "asked: ",
            Part::NotAsked(_) => "not asked: ",
            Part::Line { .. }
            | Part::OutOfScope(_)
            | Part::Fact(..)
            | Part::Contradiction(_)
            | Part::Conflict(_) => "",
        };
        let line = expected(knowledge, part);
        let rest = line.strip_prefix(head).unwrap_or(&line);
        match lines.iter_mut().find(|(other, _)| *other == head) {
            Some((_, before)) if !head.is_empty() => before.push_str(&format!("; {rest}")),
            _ => lines.push((head, line)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// One thing that is expected, in words.
pub(super) fn expected(knowledge: &Knowledge, part: &Part<'_>) -> String {
    let action = |id: &ActionId| format!("\"{}\"", presented::action(knowledge, *id));
    let label = |id: &FactId| words::label(knowledge, *id);
    match part {
        Part::Line {
            stance,
            action: id,
            status,
            timing,
            side,
            rating,
        } => {
            let about = knowledge.actions.get(id.0 as usize);
            let line = about.map_or("", |it| sentence::wording(it, *stance));
            let mut text = format!(
                "{}: \"{}\"",
                sentence::stance(*stance),
                line.trim_end_matches('.')
            );
            if let Some(timing) = timing {
                text.push_str(&format!(", {}", timing.replace("..", " to ")));
            }
            if side.is_some() {
                text.push_str(&format!(", {}", words::leg(*side)));
            }
            match rating {
                None => {}
                Some("") => text.push_str(", not rated"),
                Some(rating) => text.push_str(&format!(", rated {}", rating.replace('_', " "))),
            }
            text.push_str(match status {
                None => "",
                Some(Kind::Decided) => " (decided)",
                Some(Kind::Provisional) => " (provisional)",
                Some(Kind::Undecided) => " (undecided)",
            });
            text
        }
        Part::NotAdvised(id) => format!("not advised: {}", action(id)),
        Part::NotAdvisedAgainst(id) => format!("not advised against: {}", action(id)),
        Part::Item(name) => format!("the examination contains: {}", item(knowledge, name)),
        Part::NoItem(name) => {
            format!(
                "the examination need not contain: {}",
                item(knowledge, name)
            )
        }
        Part::Asked(id) => format!("asked: {}", label(id)),
        Part::NotAsked(id) => format!("not asked: {}", label(id)),
        Part::OutOfScope(index) => {
            format!(
                "not covered by the guideline {}",
                names::guideline(knowledge, *index)
            )
        }
        Part::Fact(id, value) => format!("{}: {}", label(id), written(knowledge, *id, value)),
        Part::Contradiction(name) => format!("reported as a contradiction: {name}"),
        Part::Conflict(id) => format!("reported as a conflict: {}", action(id)),
    }
}

/// What an item of an examination says.
fn item<'k>(knowledge: &'k Knowledge, name: &'k str) -> &'k str {
    let mut items = knowledge.protocols.iter().flat_map(|it| &it.items);
    items
        .find(|item| *item.name == *name)
        .map_or(name, |item| item.text.trim_end_matches('.'))
}

/// A value as a case file expects it, in words.
fn written(knowledge: &Knowledge, id: FactId, value: &str) -> String {
    match value {
        "true" => "yes".to_owned(),
        "false" => "no".to_owned(),
        "unknown" => "not known".to_owned(),
        other => words::value(knowledge, id, &Value::string(other)),
    }
}
