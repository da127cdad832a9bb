//! Sources, citations, disagreements and estimates.

use std::collections::BTreeMap;

use super::context::{Context, Published};
use super::{literal, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems};
use crate::model::{Citation, Disagreement, Estimate, Position, Source, Verification};

/// Reads the sources.
pub(super) fn sources(tables: Vec<Fields<'_>>) -> BTreeMap<String, Source> {
    tables
        .into_iter()
        .map(source)
        .map(|source| (source.name.clone(), source))
        .collect()
}

fn source(mut fields: Fields<'_>) -> Source {
    let kind = fields.string("kind");
    words::required(&mut fields, "kind", words::SOURCE_KIND);
    let source = Source {
        name: fields.required_string("id"),
        title: fields.required_string("title"),
        authors: fields.required_string("authors"),
        year: fields.string("year"),
        body: fields.string("body"),
        publication: fields.string("journal"),
        doi: fields.string("doi"),
        pmid: fields.string("pmid"),
        kind: kind.unwrap_or_default(),
        verification: verification(&mut fields),
        note: fields.string("note"),
        origin: fields.place_of("id"),
    };
    fields.close();
    source
}

fn verification(fields: &mut Fields<'_>) -> Verification {
    words::required(fields, "verification", words::VERIFICATION).unwrap_or(Verification::Untraced)
}

/// Reads the citations, of which a document has one for each number.
pub(super) fn citations(
    problems: &Problems,
    published: &Published,
    tables: Vec<Fields<'_>>,
) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    for mut fields in tables {
        let document = fields.required_text("document");
        if let Some(name) = document {
            published.sources.find(problems, name);
        }
        if !fields.has("number") {
            fields.report_missing("number", None);
        }
        let number = fields
            .integer("number")
            .and_then(|number| u32::try_from(number).ok());
        let likely = fields.text("likely");
        let known = likely.filter(|name| published.sources.find(problems, *name).is_some());
        let confidence = fields.string("confidence");
        let origin = fields.origin();
        fields.close();
        let (Some(document), Some(number)) = (document, number) else {
            continue;
        };
        let taken = citations
            .iter()
            .find(|other| other.number == number && other.document == document.text);
        if let Some(taken) = taken {
            let message = format!("citation {number} of `{}` is already there", document.text);
            problems.add(
                Diagnostic::error("duplicate-id", message, origin).also(taken.origin, "first here"),
            );
            continue;
        }
        citations.push(Citation {
            document: document.text.to_owned(),
            number,
            likely: known.map(|name| name.text.to_owned()),
            confidence,
            origin,
        });
    }
    citations
}

/// Reads the disagreements.
pub(super) fn disagreements(
    published: &Published,
    tables: Vec<Fields<'_>>,
) -> BTreeMap<String, Disagreement> {
    let read = |mut fields: Fields<'_>| {
        let positions = fields.tables("positions", "this position");
        if positions.len() < 2 {
            let message = format!("{} has fewer than two positions", fields.what());
            let problem = Diagnostic::error(
                "one-sided-disagreement",
                message,
                fields.place_of("positions"),
            );
            fields
                .problems()
                .add(problem.help("say who says what, for each side"));
        }
        let disagreement = Disagreement {
            name: fields.required_string("id"),
            summary: fields.required_string("summary"),
            positions: positions
                .into_iter()
                .map(|position| self::position(published, position))
                .collect(),
            handling: fields.required_string("handling"),
            origin: fields.place_of("id"),
        };
        fields.close();
        (disagreement.name.clone(), disagreement)
    };
    tables.into_iter().map(read).collect()
}

fn position(published: &Published, mut fields: Fields<'_>) -> Position {
    let says = fields.required_string("says");
    let sources = source_keys(published, &mut fields);
    fields.close();
    Position { says, sources }
}

fn source_keys(published: &Published, fields: &mut Fields<'_>) -> Vec<String> {
    let problems = fields.problems();
    let keys = fields.texts("sources");
    for key in &keys {
        published.sources.find(problems, *key);
    }
    keys.iter().map(|key| key.text.to_owned()).collect()
}

/// Reads the estimates.
pub(super) fn estimates(
    context: &Context<'_>,
    tables: Vec<Fields<'_>>,
) -> BTreeMap<String, Estimate> {
    tables
        .into_iter()
        .map(|fields| estimate(context, fields))
        .map(|estimate| (estimate.name.clone(), estimate))
        .collect()
}

fn estimate(context: &Context<'_>, mut fields: Fields<'_>) -> Estimate {
    let states = context.states(&mut fields, false);
    let sources = source_keys(context.published, &mut fields);
    if sources.is_empty() {
        context.require(&fields, &states);
    }
    if !fields.has("among") {
        let message = format!("{} does not say among whom it was counted", fields.what());
        context.problems.add(
            Diagnostic::error("estimate-without-denominator", message, fields.origin()).help(
                "add `among = \"...\"`; a share without its denominator can be read as any other",
            ),
        );
    }
    let mut number = |key| {
        let node = fields.node(key)?;
        let number = literal::decimal(node);
        if number.is_none() {
            fields.report_kind(key, node, "a number");
        }
        number
    };
    let (value, low, high) = (number("value"), number("low"), number("high"));
    let ascending = [low, value, high].iter().flatten().is_sorted();
    if !ascending {
        let message = format!("{} does not lie between `low` and `high`", fields.what());
        context.problems.add(Diagnostic::error(
            "range-upside-down",
            message,
            fields.place_of("low"),
        ));
    }
    let estimate = Estimate {
        name: fields.required_string("id"),
        text: fields.required_string("text"),
        value,
        low,
        high,
        unit: fields.required_string("unit"),
        of: fields.required_string("of"),
        among: fields.string("among").unwrap_or_default(),
        protocol: fields.string("protocol"),
        sources,
        verification: verification(&mut fields),
        states: states.known,
        caution: fields.string("caution"),
        origin: fields.place_of("id"),
    };
    fields.close();
    estimate
}
