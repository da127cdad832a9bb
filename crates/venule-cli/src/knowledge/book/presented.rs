//! Small things that several chapters show alike: conditions as bullets, links to rules, facts, statements.

use venule_knowledge::model::{ActionId, Condition, Knowledge, Rule, RuleId, StatementId};
use venule_logic::FactId;

use super::document::{Block, Bullet, Text, anchor};
use crate::knowledge::names;
use venule_answer::condition::{self, Clause, Word};
use venule_answer::sentence;
use venule_answer::words;

/// A condition: how it begins, and its parts as nested bullets.
pub(super) fn condition(knowledge: &Knowledge, condition: &Condition) -> Vec<Block> {
    let clause = condition::clause(knowledge, condition);
    let mut blocks = vec![Block::Paragraph(Text::bold(sentence::when(
        clause.as_ref(),
    )))];
    match clause {
        None => {}
        Some(Clause::Line(words)) => {
            blocks.push(Block::Bullets(vec![Bullet::of(text(knowledge, &words))]));
        }
        Some(Clause::Group { members, .. }) => blocks.push(parts(knowledge, &members)),
    }
    blocks
}

/// A condition under a lead-in of its own.
pub(super) fn condition_as(knowledge: &Knowledge, lead: Text, condition: &Condition) -> Bullet {
    match condition::clause(knowledge, condition) {
        None => Bullet::of(lead.and(" always")),
        Some(Clause::Line(words)) => Bullet::of(lead.and(" ").joined(text(knowledge, &words))),
        Some(Clause::Group { head, members }) => Bullet {
            text: lead.strong(format!(" {head}:")),
            below: vec![parts(knowledge, &members)],
        },
    }
}

fn parts(knowledge: &Knowledge, members: &[Clause]) -> Block {
    let bullet = |member: &Clause| match member {
        Clause::Line(words) => Bullet::of(text(knowledge, words)),
        Clause::Group { head, members } => Bullet {
            text: Text::bold(format!("{head}:")),
            below: vec![parts(knowledge, members)],
        },
    };
    Block::Bullets(members.iter().map(bullet).collect())
}

/// Words of a condition, facts leading to their definitions.
pub(super) fn text(knowledge: &Knowledge, words: &[Word]) -> Text {
    words.iter().fold(Text::default(), |text, word| match word {
        Word::Text(words) => text.and(words),
        Word::Answer(answer) => text.strong(*answer),
        Word::Fact(id, label) => text.term(fact_anchor(knowledge, *id), label),
    })
}

/// Where a fact is defined.
pub(super) fn fact_anchor(knowledge: &Knowledge, id: FactId) -> String {
    let fact = knowledge.facts.get(id.0 as usize);
    anchor("fact", fact.map_or("", |fact| &fact.name))
}

/// A fact by its label, leading to its definition.
pub(super) fn fact(knowledge: &Knowledge, id: FactId) -> Text {
    let fact = knowledge.facts.get(id.0 as usize);
    let label = fact.map_or("", |fact| fact.label.as_str());
    Text::default().term(fact_anchor(knowledge, id), label)
}

/// A rule by its id.
pub(super) fn rule(knowledge: &Knowledge, id: RuleId) -> Text {
    let name = names::rule(knowledge, id);
    Text::default().link(anchor("rule", &name), name)
}

/// Rules by their ids.
pub(super) fn rules<'r>(knowledge: &Knowledge, ids: impl IntoIterator<Item = &'r RuleId>) -> Text {
    Text::list(ids.into_iter().map(|id| rule(knowledge, *id)), ", ")
}

/// Rules by their ids, each with what it advises.
pub(super) fn rules_with_advice<'r>(
    knowledge: &Knowledge,
    ids: impl IntoIterator<Item = &'r RuleId>,
) -> Text {
    let advice = |id: &RuleId| {
        let rule = knowledge.rules.get(id.0 as usize);
        rule.map_or_else(String::new, |rule| {
            words::action(knowledge, rule.action, rule.stance)
        })
    };
    let each = |id: &'r RuleId| rule(knowledge, *id).and(format!(" (\"{}\")", advice(id)));
    Text::list(ids.into_iter().map(each), ", ")
}

/// All rules with their ids.
pub(super) fn all_rules(knowledge: &Knowledge) -> impl Iterator<Item = (RuleId, &Rule)> {
    (0..).map(RuleId).zip(&knowledge.rules)
}

/// What an action is called.
pub(super) fn action(knowledge: &Knowledge, id: ActionId) -> &str {
    knowledge
        .actions
        .get(id.0 as usize)
        .map_or("", |action| action.label.trim_end_matches('.'))
}

/// Statements by their ids.
pub(super) fn statements<'s>(
    knowledge: &Knowledge,
    ids: impl IntoIterator<Item = &'s StatementId>,
) -> Text {
    let mut seen: Vec<&str> = Vec::new();
    for id in ids {
        if let Some(statement) = knowledge.statements.get(id.0 as usize)
            && !seen.contains(&&*statement.name)
        {
            seen.push(&statement.name);
        }
    }
    let links = seen
        .into_iter()
        .map(|name| Text::default().link(anchor("statement", name), name));
    Text::list(links, ", ")
}

/// Sources by their keys.
pub(super) fn sources<'s>(keys: impl IntoIterator<Item = &'s String>) -> Text {
    let links = keys
        .into_iter()
        .map(|key| Text::default().link(anchor("source", key), key));
    Text::list(links, ", ")
}

/// A text that begins with a capital letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}
