//! Disagreements, figures and sources, each with what rests on it.

use venule_knowledge::model::{Citation, Disagreement, Estimate, Knowledge, Source};
use venule_logic::Decimal;

use super::document::{Block, Chapter, Entry, Text, Tone, anchor};
use super::{Book, presented, register, statement};
use venule_answer::cite;

/// The chapter of disagreements.
pub(super) fn disagreements(book: &Book<'_>) -> Option<Chapter> {
    let all = book.knowledge.disagreements.values();
    let all = all.filter(|it| book.has("disagreement", &it.name));
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Where sources disagree, each position is kept with its sources, and what is done says why it is the safer course.",
    ))];
    blocks.extend(all.map(|it| disagreement(book.knowledge, it)));
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "disagreements"),
        title: "Where sources disagree".to_owned(),
        blocks,
    })
}

fn disagreement(knowledge: &Knowledge, found: &Disagreement) -> Block {
    let shown = presented::all_rules(knowledge)
        .filter(|(_, rule)| rule.disagreements.contains(&found.name))
        .map(|(id, _)| presented::rule(knowledge, id));
    let mut says = statement::positions(found);
    let shown = Text::list(shown, ", ");
    let shown = if shown.is_empty() {
        Text::plain("no rule")
    } else {
        shown
    };
    says.push(Block::Terms(vec![("shown by", shown)]));
    Block::Entry(Box::new(Entry {
        anchor: anchor("disagreement", &found.name),
        id: found.name.clone(),
        heading: Text::bold(&found.summary),
        tone: Tone::Plain,
        says,
        rests_on: Vec::new(),
        judged: true,
    }))
}

/// The chapter of figures.
pub(super) fn figures(book: &Book<'_>) -> Option<Chapter> {
    let all = book.knowledge.estimates.values();
    let all: Vec<&Estimate> = all.filter(|it| book.has("estimate", &it.name)).collect();
    (!all.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "figures"),
        title: "Figures".to_owned(),
        blocks: all
            .into_iter()
            .map(|it| figure(book.knowledge, it))
            .collect(),
    })
}

fn figure(knowledge: &Knowledge, figure: &Estimate) -> Block {
    let notes = knowledge.guidelines.iter().flat_map(|guideline| {
        let notes = guideline.notes.iter();
        notes
            .filter(|note| note.estimates.contains(&figure.name))
            .map(move |note| {
                let name = format!("{}/{}", guideline.name, note.name);
                Text::default().link(anchor("note", &name), name)
            })
    });
    let shown = Text::list(notes, ", ");
    let mut terms = vec![
        ("value", Text::plain(value(figure))),
        ("of", Text::plain(&figure.of)),
        ("among", Text::plain(&figure.among)),
    ];
    let mut add = |word, text: Option<Text>| {
        terms.extend(
            text.filter(|text| !text.is_empty())
                .map(|text| (word, text)),
        );
    };
    add("examined by", figure.protocol.as_ref().map(Text::plain));
    add("sources", Some(presented::sources(&figure.sources)));
    add(
        "checked",
        Some(Text::plain(cite::verification(figure.verification))),
    );
    add(
        "statements",
        Some(presented::statements(knowledge, &figure.states)),
    );
    add("caution", figure.caution.as_ref().map(Text::plain));
    let computed = knowledge.probability.iter();
    let computed = computed.flat_map(|it| it.uses(&figure.name));
    let computed = computed.map(|name| register::carrier(&name));
    add("plans use it as", Some(Text::list(computed, ", ")));
    add(
        "shown by",
        Some(if shown.is_empty() {
            Text::plain("no note")
        } else {
            shown
        }),
    );
    Block::Entry(Box::new(Entry {
        anchor: anchor("figure", &figure.name),
        id: figure.name.clone(),
        heading: Text::bold(&figure.text),
        tone: Tone::Plain,
        says: vec![Block::Terms(terms)],
        rests_on: Vec::new(),
        judged: true,
    }))
}

fn value(figure: &Estimate) -> String {
    let number = |it: Decimal| it.normalize().to_string();
    let range = match (figure.low, figure.high) {
        (Some(low), Some(high)) => format!(" ({} to {})", number(low), number(high)),
        (Some(low), None) => format!(" (at least {})", number(low)),
        (None, Some(high)) => format!(" (at most {})", number(high)),
        (None, None) => String::new(),
    };
    let point = figure
        .value
        .map_or_else(|| "no single value".to_owned(), number);
    format!("{point}{range} {}", figure.unit)
}

/// The bibliography, and what the numbered citations of the documents most likely mean.
pub(super) fn sources(book: &Book<'_>) -> Option<Chapter> {
    let knowledge = book.knowledge;
    let shown = knowledge.sources.values();
    let shown = shown.filter(|it| book.has("source", &it.name));
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "Behind each source stands how much of it was seen.",
    ))];
    blocks.extend(shown.map(|it| source(knowledge, it)));
    let citations: Vec<&Citation> = knowledge
        .citations
        .iter()
        .filter(|it| cited(book, it))
        .collect();
    if !citations.is_empty() {
        blocks.push(Block::Heading {
            anchor: anchor("chapter", "citations"),
            text: "Numbered citations of the documents".to_owned(),
        });
        blocks.push(table(&citations));
    }
    (blocks.len() > 1).then(|| Chapter {
        anchor: anchor("chapter", "sources"),
        title: "Bibliography".to_owned(),
        blocks,
    })
}

fn source(knowledge: &Knowledge, source: &Source) -> Block {
    let statements = knowledge
        .statements
        .iter()
        .filter(|it| it.source == source.name)
        .map(|it| Text::default().link(anchor("statement", &it.name), &*it.name));
    let figures = knowledge
        .estimates
        .values()
        .filter(|it| it.sources.contains(&source.name))
        .map(|it| Text::default().link(anchor("figure", &it.name), &it.name));
    let disagreements = knowledge
        .disagreements
        .values()
        .filter(|it| {
            it.positions
                .iter()
                .any(|at| at.sources.contains(&source.name))
        })
        .map(|it| Text::default().link(anchor("disagreement", &it.name), &it.name));
    let mut terms = Vec::new();
    let mut add = |word, text: Text| {
        if !text.is_empty() {
            terms.push((word, text));
        }
    };
    add("kind", Text::plain(&source.kind));
    add(
        "note",
        source.note.as_ref().map(Text::plain).unwrap_or_default(),
    );
    add("statements", Text::list(statements, ", "));
    add("figures", Text::list(figures, ", "));
    add("disagreements", Text::list(disagreements, ", "));
    Block::Entry(Box::new(Entry {
        anchor: anchor("source", &source.name),
        id: source.name.clone(),
        heading: Text::plain(cite::reference(source)),
        tone: Tone::Plain,
        says: vec![Block::Terms(terms)],
        rests_on: Vec::new(),
        judged: false,
    }))
}

/// Whether the book shows a numbered citation of a document.
pub(super) fn cited(book: &Book<'_>, it: &Citation) -> bool {
    book.has("citation", &format!("{} {}", it.document, it.number))
}

fn table(citations: &[&Citation]) -> Block {
    let rows = citations.iter().map(|citation| {
        let likely = match &citation.likely {
            Some(key) => Text::default().link(anchor("source", key), key),
            None => Text::bold("not traced"),
        };
        vec![
            Text::default().link(anchor("source", &citation.document), &citation.document),
            Text::plain(format!("[{}]", citation.number)),
            likely,
            Text::plain(citation.confidence.as_deref().unwrap_or("")),
        ]
    });
    Block::Table {
        head: vec!["document", "number", "most likely", "how sure"],
        rows: rows.collect(),
    }
}
