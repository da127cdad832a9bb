//! What a report must show: segments, what they add up to, checks, and what the examination becomes (ADR 0005).

use venule_knowledge::model::{Knowledge, ReportForm, Segment, Sum, Tally};
use venule_logic::{FactId, Value};

use super::document::{Block, Chapter, Entry, Text, Tone, anchor, bullets};
use super::worked_form::Kind;
use super::{Book, order_form, presented, statement, worked_form};
use venule_answer::condition::{self, alternatives};
use venule_answer::words;

/// The chapter of report forms.
pub(super) fn chapter(book: &Book<'_>) -> Option<Chapter> {
    let mut blocks = vec![Block::Paragraph(Text::plain(
        "A report is read segment by segment. What it does not show it does not show: a segment that nobody describes is never taken as normal. What the examination amounts to follows from what is shown, not from what the report calls itself.",
    ))];
    let forms = book.knowledge.reports.iter();
    let forms: Vec<&ReportForm> = forms.filter(|it| book.has("report", &it.name)).collect();
    for form in &forms {
        blocks.extend(one(book.knowledge, form));
    }
    blocks.extend(worked_form::section(book, Kind::Report));
    (!forms.is_empty()).then(|| Chapter {
        anchor: anchor("chapter", "reports"),
        title: "What a report must show".to_owned(),
        blocks,
    })
}

fn one(knowledge: &Knowledge, form: &ReportForm) -> Vec<Block> {
    let heading = |title: &str| Block::Heading {
        anchor: anchor("report", &format!("{}/part/{title}", form.name)),
        text: title.to_owned(),
    };
    let mut blocks = vec![head(knowledge, form)];
    blocks.push(heading("Segments, the one that counts most first"));
    blocks.push(Block::Table {
        head: vec!["segment", "examined", "also called", "taken as given"],
        rows: form
            .segments
            .iter()
            .map(|it| segment(knowledge, it))
            .collect(),
    });
    if !form.tallies.is_empty() {
        blocks.push(heading("What the segments add up to"));
        blocks.extend(bullets(
            form.tallies.iter().map(|it| tally(knowledge, form, it)),
        ));
    }
    blocks.push(heading("What the examination amounts to"));
    blocks.extend(amounts_to(knowledge, form));
    if !form.checks.is_empty() {
        blocks.push(heading("What must not be so in a report"));
        let name = format!("report {}", form.name);
        let entry = |it| order_form::check(knowledge, &name, it, String::new());
        blocks.extend(form.checks.iter().map(entry));
    }
    blocks
}

fn head(knowledge: &Knowledge, form: &ReportForm) -> Block {
    let facts = |of: &[(std::sync::Arc<str>, FactId)]| {
        let facts = of.iter().map(|(_, id)| presented::fact(knowledge, *id));
        Text::list(facts, "; ")
    };
    let (finding, positive) = &form.finding;
    let mut terms = vec![
        ("of a segment", facts(&form.record)),
        ("of a leg", facts(&form.stated)),
        (
            "positive when",
            presented::fact(knowledge, *finding).and(format!(
                " of a segment: {}",
                words::value(knowledge, *finding, positive)
            )),
        ),
    ];
    if !form.silence.is_empty() {
        let silent = form.silence.iter().map(|(id, value)| {
            let value = words::value(knowledge, *id, value);
            presented::fact(knowledge, *id).and(format!(": {value}"))
        });
        terms.push(("when silent", Text::list(silent, "; ")));
    }
    if let Some(protocol) = knowledge.protocols.get(form.protocol) {
        let protocol =
            Text::default().link(anchor("protocol", &protocol.name), protocol.label.as_str());
        terms.push(("protocol", protocol));
    }
    let states = form.segments.iter().flat_map(|it| &it.states);
    Block::Entry(Box::new(Entry {
        anchor: anchor("report", &form.name),
        id: format!("report {}", form.name),
        heading: Text::bold("REPORT: ").and(&form.label),
        tone: Tone::Plain,
        says: vec![Block::Terms(terms)],
        rests_on: statement::list(knowledge, states),
        judged: true,
    }))
}

fn segment(knowledge: &Knowledge, it: &Segment) -> Vec<Text> {
    let examined = match &it.when {
        None => Text::plain("only where the report speaks of it"),
        Some(when) => match condition::clause(knowledge, when) {
            None => Text::plain("always"),
            Some(clause) => {
                Text::plain("when ").joined(presented::text(knowledge, &clause.words()))
            }
        },
    };
    let given = it.given.iter().map(|(id, value)| {
        let value = words::value(knowledge, *id, value);
        presented::fact(knowledge, *id).and(format!(": {value}"))
    });
    vec![
        Text::bold(&it.label).and(" (").id(&*it.name).and(")"),
        examined,
        Text::plain(it.aliases.join("; ")),
        Text::list(given, "; "),
    ]
}

fn tally(knowledge: &Knowledge, form: &ReportForm, it: &Tally) -> Text {
    let segments = it.of.iter().filter_map(|index| form.segments.get(*index));
    let labels: Vec<&str> = segments.map(|segment| segment.label.as_str()).collect();
    let values = |values: &[Value]| {
        let words: Vec<String> = values
            .iter()
            .map(|value| words::value(knowledge, it.about, value))
            .collect();
        alternatives(&words)
    };
    let about = presented::fact(knowledge, it.about);
    let legs = if it.both_legs { " of both legs" } else { "" };
    let among = format!("{}{legs}", labels.join(", "));
    let lead = presented::fact(knowledge, it.fact);
    match &it.sum {
        Sum::Any(some) => lead
            .strong(": yes when any of these is shown with ")
            .joined(about)
            .and(format!(": {}. {among}.", values(some))),
        Sum::Every(all) => lead
            .strong(": yes when each of these is shown with ")
            .joined(about)
            .and(format!(": {}. {among}.", values(all))),
        Sum::Described => lead
            .strong(": yes when the report lets this be known of each of these: ")
            .joined(about)
            .and(format!(". {among}.")),
    }
}

fn amounts_to(knowledge: &Knowledge, form: &ReportForm) -> Vec<Block> {
    let Some(event) = knowledge.events.get(form.event) else {
        return Vec::new();
    };
    let label = |name: &str| {
        let attribute = event.attributes.iter().find(|it| *it.name == *name);
        attribute.map_or_else(|| name.to_owned(), |it| it.label.clone())
    };
    let intro = Text::plain("The report is taken into the case as ")
        .link(anchor("event", &event.name), &event.label)
        .and(" with:");
    let mut lines: Vec<Text> = form
        .attributes
        .iter()
        .map(|(name, id)| {
            Text::bold(label(name))
                .and(", from ")
                .joined(presented::fact(knowledge, *id))
        })
        .collect();
    lines.push(
        Text::bold(label(&form.segment_attribute)).and(", the first segment that is positive"),
    );
    std::iter::once(Block::Paragraph(intro))
        .chain(bullets(lines))
        .collect()
}
