//! A guideline: its status, whom it is for and not for, its rules by section, its notes.

use venule_knowledge::model::{Exclusion, Guideline, Knowledge};

use super::document::{Block, Chapter, Entry, Text, Tone, anchor};
use super::{Book, note, presented, rule, statement, status};
use crate::knowledge::govern::data_elements;

/// The chapter of the guideline with this index.
pub(super) fn chapter(book: &Book<'_>, index: usize) -> Chapter {
    let Some(guideline) = book.knowledge.guidelines.get(index) else {
        return Chapter {
            anchor: anchor("guideline", ""),
            title: String::new(),
            blocks: Vec::new(),
        };
    };
    let mut blocks = vec![
        Block::Paragraph(
            Text::plain(format!(
                "Version {}, {}: ",
                guideline.version, guideline.updated
            ))
            .joined(status::standing(book, guideline)),
        ),
        Block::Paragraph(Text::plain(&guideline.summary)),
        Block::Terms(attributes(book.knowledge, guideline)),
    ];
    if guideline.is_gate {
        blocks.push(Block::Paragraph(Text::plain(
            "It stands before every other guideline: its advice comes first, whatever else covers the patient.",
        )));
    }
    blocks.push(heading(guideline, "For whom, and for whom not"));
    blocks.push(scope(book.knowledge, guideline));
    let exclusions = guideline.scope.exclusions.iter();
    blocks.extend(exclusions.map(|it| exclusion(book.knowledge, guideline, it)));
    blocks.extend(rules(book, guideline));
    if !guideline.notes.is_empty() {
        blocks.push(heading(guideline, "Notes shown with the advice"));
        let notes = guideline.notes.iter();
        blocks.extend(notes.map(|it| note::entry(book, guideline, it)));
    }
    Chapter {
        anchor: anchor("guideline", &guideline.name),
        title: guideline.title.clone(),
        blocks,
    }
}

fn heading(guideline: &Guideline, text: &str) -> Block {
    Block::Heading {
        anchor: anchor("section", &format!("{}/{text}", guideline.name)),
        text: text.to_owned(),
    }
}

/// What of other guidelines an approval of these is bound to: rules that take the place of one of theirs.
pub(super) fn others(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Where one of these holds, a rule of the guidelines above is not shown. So they belong to what is reviewed here, with whom they are for.",
    ))];
    let all = (0..).zip(&knowledge.guidelines);
    for (_, guideline) in all.filter(|(index, _)| !book.has_guideline(*index)) {
        let name = |inner: &str| format!("{}/{inner}", guideline.name);
        let rules = guideline.rules.iter();
        let rules: Vec<_> = rules
            .filter_map(|id| Some((*id, knowledge.rules.get(id.0 as usize)?)))
            .filter(|(_, rule)| book.has("rule", &name(&rule.name)))
            .collect();
        if rules.is_empty() {
            continue;
        }
        blocks.push(heading(guideline, &guideline.title));
        blocks.push(scope(knowledge, guideline));
        let exclusions = guideline.scope.exclusions.iter();
        blocks.extend(exclusions.map(|it| exclusion(knowledge, guideline, it)));
        blocks.extend(rules.into_iter().map(|(id, it)| rule::entry(book, id, it)));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "others"),
        title: "Rules of other guidelines that take the place of these".to_owned(),
        blocks,
    })
}

/// The source attributes: who stands behind it, and which data of a patient it looks at (ADR 0006).
fn attributes(knowledge: &Knowledge, guideline: &Guideline) -> Vec<(&'static str, Text)> {
    let stated = &guideline.attributes;
    let mut terms = vec![
        ("developer", Text::plain(&stated.developer)),
        ("funding", Text::plain(&stated.funding)),
        ("released", Text::plain(&stated.released)),
        ("revised", Text::plain(&guideline.updated)),
    ];
    let mut unused = Vec::new();
    let mut used = Vec::new();
    for (label, facts) in data_elements(knowledge, guideline) {
        if facts.is_empty() {
            unused.push(label);
            continue;
        }
        let facts = facts
            .iter()
            .map(|it| Text::default().term(anchor("fact", &it.name), it.label.as_str()));
        let facts = Text::list(facts, ", ");
        used.push(Text::bold(format!("{label}: ")).joined(facts));
    }
    if !used.is_empty() {
        terms.push(("uses", Text::list(used, "; ")));
    }
    if !unused.is_empty() {
        terms.push(("does not use", Text::plain(unused.join(", "))));
    }
    terms
}

fn scope(knowledge: &Knowledge, guideline: &Guideline) -> Block {
    let scope = &guideline.scope;
    let mut says = Vec::new();
    if scope.when.expr.is_some() {
        says.extend(presented::condition(knowledge, &scope.when));
        says.push(Block::Paragraph(Text::plain(
            "then the guideline speaks of the patient. Every rule below asks for this as well.",
        )));
    } else {
        says.push(Block::Paragraph(Text::plain(
            "It asks for nothing else: it speaks of every patient.",
        )));
    }
    Block::Entry(Box::new(Entry {
        anchor: anchor("scope", &guideline.name),
        id: format!("scope of {}", guideline.name),
        heading: Text::bold("FOR: ").and(&scope.audience),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, &scope.states),
        judged: true,
    }))
}

fn exclusion(knowledge: &Knowledge, guideline: &Guideline, exclusion: &Exclusion) -> Block {
    let name = format!("{}/{}", guideline.name, exclusion.name);
    let mut says = presented::condition(knowledge, &exclusion.when);
    let mut terms = vec![("instead", Text::plain(&exclusion.instead))];
    says.push(Block::Paragraph(Text::plain(
        "then the guideline does not speak of the patient, and says so.",
    )));
    if exclusion.whole_patient {
        let both = "in either leg it counts for the whole patient";
        terms.push(("legs", Text::plain(both)));
    }
    says.push(Block::Terms(terms));
    Block::Entry(Box::new(Entry {
        anchor: anchor("exclusion", &name),
        id: format!("exclusion {name}"),
        heading: Text::bold("NOT FOR: ").and(&exclusion.reason),
        tone: Tone::Plain,
        says,
        rests_on: statement::list(knowledge, &exclusion.states),
        judged: true,
    }))
}

/// The rules under the headings of the source, each heading once.
fn rules(book: &Book<'_>, guideline: &Guideline) -> Vec<Block> {
    let all: Vec<_> = guideline
        .rules
        .iter()
        .filter_map(|id| Some((*id, book.knowledge.rules.get(id.0 as usize)?)))
        .collect();
    let mut sections: Vec<&str> = Vec::new();
    for (_, rule) in &all {
        if !sections.contains(&rule.section.as_str()) {
            sections.push(&rule.section);
        }
    }
    let mut blocks = Vec::new();
    for section in sections {
        blocks.push(heading(guideline, section));
        let here = all.iter().filter(|(_, rule)| rule.section == section);
        blocks.extend(here.map(|(id, it)| rule::entry(book, *id, it)));
    }
    blocks
}
