//! Statements beside what rests on them, and what the sources disagree on.

use venule_knowledge::model::{
    Disagreement, Disposition, Knowledge, Statement, StatementId, Verification,
};

use super::document::{Block, Bullet, Text, anchor};
use super::presented;
use venule_answer::cite;

/// The statements that an element carries, each with its place, numbers and how it was read.
pub(super) fn list<'s>(
    knowledge: &Knowledge,
    ids: impl IntoIterator<Item = &'s StatementId>,
) -> Vec<Block> {
    let mut seen: Vec<StatementId> = Vec::new();
    for id in ids {
        if !seen.contains(id) {
            seen.push(*id);
        }
    }
    let bullets: Vec<Bullet> = seen
        .iter()
        .filter_map(|id| knowledge.statements.get(id.0 as usize))
        .map(|statement| Bullet {
            text: Text::default()
                .link(anchor("statement", &statement.name), &*statement.name)
                .and(" (")
                .link(anchor("source", &statement.source), &statement.source)
                .and(format!(", {}): {}", statement.place, statement.text)),
            below: details(statement).into_iter().collect(),
        })
        .collect();
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Subheading("Statements it carries".to_owned()),
        Block::Bullets(bullets),
    ]
}

/// Numbers, what became of it where that is not plain, doubt, and how it was read.
pub(super) fn details(statement: &Statement) -> Option<Block> {
    let mut terms = Vec::new();
    if !statement.numbers.is_empty() {
        terms.push(("numbers", Text::plain(&statement.numbers)));
    }
    if statement.disposition != Disposition::Carried {
        terms.push(("became", Text::bold(disposition(statement.disposition))));
    }
    if statement.verification > Verification::Verified {
        terms.push((
            "checked",
            Text::bold(cite::verification(statement.verification)),
        ));
    }
    if !statement.note.is_empty() {
        terms.push(("read as", Text::plain(&statement.note)));
    }
    (!terms.is_empty()).then_some(Block::Terms(terms))
}

/// What became of a statement, in words.
pub(super) fn disposition(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Carried => "carried: acted on as it stands",
        Disposition::Narrowed => "narrowed: acted on more carefully than it stands",
        Disposition::Superseded => "superseded: shown, not acted on",
        Disposition::Background => "background: no part of the advice",
    }
}

/// Disagreements beside a rule, in full.
pub(super) fn disagreements(knowledge: &Knowledge, keys: &[String]) -> Vec<Block> {
    let bullets: Vec<Bullet> = keys
        .iter()
        .filter_map(|key| knowledge.disagreements.get(key))
        .map(|found| Bullet {
            text: Text::default()
                .link(anchor("disagreement", &found.name), &found.name)
                .and(format!(": {}", found.summary)),
            below: positions(found),
        })
        .collect();
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Subheading("Where sources disagree".to_owned()),
        Block::Bullets(bullets),
    ]
}

/// Who says what, and what is done about it.
pub(super) fn positions(found: &Disagreement) -> Vec<Block> {
    let mut bullets: Vec<Bullet> = found
        .positions
        .iter()
        .map(|position| {
            let line = Text::plain(format!("{} ", position.says));
            Bullet::of(if position.sources.is_empty() {
                line.and("(no source named)")
            } else {
                line.and("(")
                    .joined(presented::sources(&position.sources))
                    .and(")")
            })
        })
        .collect();
    bullets.push(Bullet::of(
        Text::bold("What is done: ").and(&found.handling),
    ));
    vec![Block::Bullets(bullets)]
}
