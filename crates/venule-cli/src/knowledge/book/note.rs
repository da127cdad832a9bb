//! Notes: what is shown to the clinician under a line of advice, and its figures.

use venule_knowledge::model::{Estimate, Guideline, Knowledge, Note, Rule};

use super::document::{Block, Bullet, Entry, Text, Tone, anchor};
use super::{Book, presented, statement};
use venule_answer::cite;
use venule_answer::words;

/// The notes that are shown under the advice of a rule.
pub(super) fn beside(knowledge: &Knowledge, rule: &Rule) -> Vec<Block> {
    let Some(guideline) = knowledge.guidelines.get(rule.guideline) else {
        return Vec::new();
    };
    let bullets: Vec<Bullet> = guideline
        .notes
        .iter()
        .filter(|note| note.about.contains(&rule.action))
        .map(|note| Bullet {
            text: link(guideline, note).and(format!(": {}", note.text)),
            below: figures(knowledge, note).into_iter().collect(),
        })
        .collect();
    if bullets.is_empty() {
        return Vec::new();
    }
    let notes = words::count(bullets.len(), "note");
    vec![Block::Details {
        summary: format!("Shown under it, where the condition of each holds: {notes}"),
        blocks: vec![Block::Bullets(bullets)],
    }]
}

fn link(guideline: &Guideline, note: &Note) -> Text {
    let name = format!("{}/{}", guideline.name, note.name);
    Text::default().link(anchor("note", &name), &*note.name)
}

fn figures(knowledge: &Knowledge, note: &Note) -> Option<Block> {
    let figures = note
        .estimates
        .iter()
        .filter_map(|key| knowledge.estimates.get(key));
    super::document::bullets(figures.map(figure))
}

/// A figure in one sentence, with what must not be read into it.
fn figure(estimate: &Estimate) -> Text {
    let text = Text::plain(format!("{} (", estimate.text))
        .link(anchor("figure", &estimate.name), &estimate.name)
        .and(format!("; {})", cite::verification(estimate.verification)));
    match &estimate.caution {
        Some(caution) => text.and(" ").strong("Caution: ").and(caution),
        None => text,
    }
}

/// The entry of a note among those of its guideline.
pub(super) fn entry(book: &Book<'_>, guideline: &Guideline, note: &Note) -> Block {
    let knowledge = book.knowledge;
    let name = format!("{}/{}", guideline.name, note.name);
    let mut says = presented::condition(knowledge, &note.when);
    let under: Vec<&str> = note
        .about
        .iter()
        .map(|id| presented::action(knowledge, *id))
        .collect();
    let place = if under.is_empty() {
        "with any advice of this guideline".to_owned()
    } else {
        format!("under \"{}\"", under.join("\" or \""))
    };
    says.push(Block::Paragraph(
        Text::bold("then the clinician reads, ").and(format!("{place}: \"{}\"", note.text)),
    ));
    says.extend(figures(knowledge, note));
    Block::Entry(Box::new(Entry {
        anchor: anchor("note", &name),
        id: format!("note {name}"),
        heading: Text::bold("NOTE"),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, &note.states),
        judged: true,
    }))
}
