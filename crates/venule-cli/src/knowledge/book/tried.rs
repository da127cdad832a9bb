//! What a rule was tried on: the worked cases in which it holds, and their neighbors in which it does not.

use venule_engine::example::Part;
use venule_knowledge::model::{Rule, RuleId};

use super::document::{Block, Bullet, Text};
use super::worked::{Family, Outcome, Run};
use super::{Book, case, presented};
use venule_answer::words;

/// The worked cases beside a rule.
pub(super) fn beside(book: &Book<'_>, id: RuleId, rule: &Rule) -> Vec<Block> {
    let families: Vec<&Family> = book
        .families
        .iter()
        .filter(|family| family.runs.iter().any(|run| run.outcome(id).holds()))
        .collect();
    let runs = || families.iter().flat_map(|family| &family.runs);
    let holding = runs().filter(|run| run.outcome(id).holds()).count();
    let neighbors = runs().count() - holding;
    if holding == 0 {
        let none = Text::plain("No worked case makes it hold.");
        return vec![
            Block::Subheading("Worked cases".to_owned()),
            Block::Warning(none),
        ];
    }
    let summary = format!(
        "Worked cases: it holds in {}, and not in {} of the same patients",
        words::count(holding, "case"),
        words::count(neighbors, "neighbor")
    );
    let bullets = families
        .iter()
        .map(|family| in_family(book, id, rule, family))
        .collect();
    vec![Block::Details {
        summary,
        blocks: vec![Block::Bullets(bullets)],
    }]
}

fn in_family(book: &Book<'_>, id: RuleId, rule: &Rule, family: &Family) -> Bullet {
    let mut groups: Vec<(Outcome, Vec<&Run>)> = Vec::new();
    for run in &family.runs {
        let outcome = run.outcome(id);
        match groups.iter_mut().find(|(other, _)| *other == outcome) {
            Some((_, runs)) => runs.push(run),
            None => groups.push((outcome, vec![run])),
        }
    }
    groups.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut lines: Vec<Bullet> = groups
        .iter()
        .map(|(outcome, runs)| {
            let links = runs.iter().map(|run| {
                let title = run.title.as_deref().unwrap_or("the case itself");
                Text::default().link(&run.anchor, title)
            });
            let head = in_words(book, rule, outcome).and(": ");
            Bullet::of(head.joined(Text::list(links, "; ")))
        })
        .collect();
    lines.extend(expected(book, rule, family));
    Bullet {
        text: Text::default()
            .link(&family.anchor, &family.title)
            .and(if family.story.is_empty() {
                String::new()
            } else {
                format!(": {}", family.story)
            }),
        below: vec![Block::Bullets(lines)],
    }
}

/// What the case itself expects of the rule's action.
fn expected(book: &Book<'_>, rule: &Rule, family: &Family) -> Option<Bullet> {
    let first = family.runs.first()?;
    let parts = first.example.expectation.parts();
    let about: Vec<String> = parts
        .iter()
        .filter(|part| match part {
            Part::Line { action, .. }
            | Part::NotAdvised(action)
            | Part::NotAdvisedAgainst(action)
            | Part::Conflict(action) => *action == rule.action,
            Part::Item(_)
            | Part::NoItem(_)
            | Part::Asked(_)
            | Part::NotAsked(_)
            | Part::OutOfScope(_)
            | Part::Fact(..)
            | Part::Contradiction(_) => false,
        })
        .map(|part| case::expected(book.knowledge, part))
        .collect();
    (!about.is_empty()).then(|| {
        Bullet::of(Text::plain(format!(
            "expected of the case itself: {}",
            about.join("; ")
        )))
    })
}

fn in_words(book: &Book<'_>, rule: &Rule, outcome: &Outcome) -> Text {
    let knowledge = book.knowledge;
    match outcome {
        Outcome::Decided => Text::bold("holds"),
        Outcome::Provisional => Text::bold("holds provisionally"),
        Outcome::Withheld => Text::bold("holds, and is withheld as a conflict"),
        Outcome::Open => Text::bold("open"),
        Outcome::Overridden(by) => Text::bold("gives way")
            .and(" to ")
            .joined(presented::rules(knowledge, by)),
        Outcome::Excluded(index) => {
            let exclusion = knowledge
                .guidelines
                .get(rule.guideline)
                .and_then(|it| it.scope.exclusions.get(*index));
            let name = exclusion.map_or("", |it| &*it.name);
            Text::bold("patient sent elsewhere").and(format!(" ({name})"))
        }
        Outcome::Settled => Text::bold("already found out"),
        Outcome::NotInScope => Text::bold("guideline not for this patient"),
        Outcome::False => Text::bold("does not hold"),
    }
}
