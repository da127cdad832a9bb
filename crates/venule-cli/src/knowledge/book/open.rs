//! What the sources leave open: where the content rests on less than a reader may think.

use venule_knowledge::model::{Knowledge, Rule, RuleId, Stance, StatementId, Verification};

use super::document::{Block, Chapter, Text, anchor, bullets};
use super::{Book, evidence, presented};
use crate::knowledge::names;
use venule_answer::sentence;
use venule_answer::{cite, words};

/// The chapter of what is unsaid, unread or presumed.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Where the sources say nothing, or nobody read them. Please look at these first: here the content leans on judgment.",
    ))];
    let mut part = |name: &str, title: &str, intro: &str, list: Option<Block>| {
        if let Some(list) = list {
            blocks.push(Block::Heading {
                anchor: anchor("open", name),
                text: title.to_owned(),
            });
            blocks.push(Block::Paragraph(Text::plain(intro)));
            blocks.push(list);
        }
    };
    part(
        "weak-rules",
        "Rules of which no statement was read in a source",
        "Every statement that they carry was recalled, or seen only in a summary by others.",
        bullets(
            book.rules()
                .filter(|(_, rule)| strongest(knowledge, rule) > Some(Verification::Verified))
                .map(|(id, rule)| {
                    presented::rule(knowledge, id)
                        .and(format!(": {}", sentence::advice(knowledge, rule)))
                }),
        ),
    );
    part(
        "ungraded",
        "Rules that no source grades",
        "They have neither an appropriateness rating nor a strength of recommendation.",
        ungraded(book),
    );
    part(
        "weak-statements",
        "Statements that were not checked against their source",
        "What rests on them should be checked first.",
        weak_statements(book),
    );
    part(
        "untraced",
        "Citations that could not be traced",
        "A document cites them by number and has no list of references.",
        untraced(book),
    );
    part(
        "presumed",
        "What may be presumed",
        "Provisional advice may rest on these where nobody says otherwise. The reasons are judgments, not statements of a source.",
        presumed(book),
    );
    part(
        "no-date",
        "Advice to act without a time",
        "DO rules for which no source says by when.",
        bullets(
            book.rules()
                .filter(|(_, rule)| rule.timing.is_none() && rule.stance == Stance::Do)
                .map(|(id, rule)| {
                    presented::rule(knowledge, id)
                        .and(format!(": {}", presented::action(knowledge, rule.action)))
                }),
        ),
    );
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "open"),
        title: "What the sources leave open".to_owned(),
        blocks,
    })
}

/// The best check among the statements of a rule.
fn strongest(knowledge: &Knowledge, rule: &Rule) -> Option<Verification> {
    let checks = |id: &StatementId| Some(knowledge.statements.get(id.0 as usize)?.verification);
    rule.states.iter().filter_map(checks).min()
}

/// The rules without a grade, or, where they are the most, those with one.
fn ungraded(book: &Book<'_>) -> Option<Block> {
    let knowledge = book.knowledge;
    let total = book.rules().count();
    let (graded, ungraded): (Vec<_>, Vec<_>) = book
        .rules()
        .partition(|(_, rule)| rule.rating.is_some() || rule.strength.is_some());
    let links =
        |rules: &[(RuleId, &Rule)]| presented::rules(knowledge, rules.iter().map(|(id, _)| id));
    let text = match (graded.len(), ungraded.len()) {
        (_, 0) => return None,
        (0, _) => Text::bold(format!("All {total}.")),
        (few, many) if few < many => {
            Text::bold(format!("{many} of {total}, all but these: ")).joined(links(&graded))
        }
        (_, few) => Text::bold(format!("{few} of {total}: ")).joined(links(&ungraded)),
    };
    bullets([text])
}

fn weak_statements(book: &Book<'_>) -> Option<Block> {
    let knowledge = book.knowledge;
    let mut lines = Vec::new();
    for verification in [
        Verification::Secondary,
        Verification::Recall,
        Verification::Untraced,
    ] {
        let links: Vec<Text> = knowledge
            .statements
            .iter()
            .filter(|it| it.verification == verification && book.has("statement", &it.name))
            .map(|it| Text::default().link(anchor("statement", &it.name), &*it.name))
            .collect();
        if !links.is_empty() {
            let head = format!("{}: ", cite::verification(verification));
            lines.push(Text::bold(head).joined(Text::list(links, ", ")));
        }
    }
    bullets(lines)
}

fn untraced(book: &Book<'_>) -> Option<Block> {
    let knowledge = book.knowledge;
    bullets(
        knowledge
            .citations
            .iter()
            .filter(|it| it.likely.is_none() && evidence::cited(book, it))
            .map(|it| {
                Text::default()
                    .link(anchor("source", &it.document), &it.document)
                    .and(format!(", [{}]", it.number))
            }),
    )
}

fn presumed(book: &Book<'_>) -> Option<Block> {
    let knowledge = book.knowledge;
    let facts = knowledge.facts.iter();
    let facts = facts.filter(|fact| book.has("fact", &fact.name));
    bullets(facts.filter_map(|fact| {
        let presumption = fact.presume.as_ref()?;
        let (id, _) = knowledge.fact(&fact.name)?;
        let value = words::value(knowledge, id, &presumption.value);
        Some(
            presented::fact(knowledge, id)
                .strong(format!(": {value}. "))
                .and(names::presumed_because(presumption)),
        )
    }))
}
