//! An answer as JSON, described in `docs/reference/answer.md`.

use serde_json::{Value as Json, json};
use venule_engine::depends::{Supposed, Wanted};
use venule_knowledge::model::Knowledge;
use venule_text::candidate::{Candidate, Doubt, EventCandidate, Proof, Reason, Standing};
use venule_text::extract::Reading;

use super::{Asked, Document, Part, proposed};
use crate::json::{Writer, side, stance, text, value};
use crate::page::{Advice, Item};

/// The version of the format; it changes when a reader would have to.
const FORMAT: u32 = 1;

/// Writes an answer as JSON text.
#[must_use]
pub fn render(asked: &Asked<'_>, document: &Document) -> String {
    let writer = Writer {
        knowledge: asked.knowledge,
        case: asked.case,
    };
    let parts = document.parts.iter().map(|it| part(asked.knowledge, it));
    text(&json!({
        "format": FORMAT,
        "question": document.question,
        "title": document.title,
        "review": document.review,
        "status": document.status,
        "parts": parts.collect::<Vec<_>>(),
        "foot": document.foot,
        "understood": understood(asked.knowledge, asked.text, asked.reading),
        "assessment": writer.assessment(asked.assessment),
    }))
}

/// What was understood of a text, with the places that say it.
#[must_use]
pub fn understood(knowledge: &Knowledge, text: &str, reading: &Reading) -> Json {
    let proposed = reading.proposed.iter().flat_map(|it| &it.candidates);
    let facts = reading.facts.iter().chain(&reading.facts_aside);
    let facts = facts.chain(proposed);
    let facts: Vec<Json> = facts.map(|it| fact(knowledge, text, it)).collect();
    let events = reading.events.iter().chain(&reading.events_aside);
    let events: Vec<Json> = events.map(|it| event(knowledge, text, it)).collect();
    let none_of = reading.none_of.iter().map(|(kind, leg, because)| {
        let kind = knowledge.events.get(*kind).map(|it| it.name.to_string());
        json!({ "kind": kind, "side": side(*leg), "because": proof(text, because) })
    });
    let symptomatic = reading
        .side
        .as_ref()
        .map(|(leg, because)| json!({ "side": side(Some(*leg)), "because": proof(text, because) }));
    let mut understood = json!({
        "facts": facts,
        "events": events,
        "none_of": none_of.collect::<Vec<_>>(),
        "symptomatic": symptomatic,
    });
    // Programs that ask no model know no such field.
    if let (Some(proposed), Some(fields)) = (&reading.proposed, understood.as_object_mut()) {
        fields.insert("language_model".to_owned(), proposed::json(proposed));
    }
    understood
}

fn part(knowledge: &Knowledge, part: &Part) -> Json {
    let items = part.section.items.iter().map(|it| item(knowledge, it));
    json!({
        "id": part.id,
        "heading": part.section.heading,
        "intro": part.section.intro,
        "verbatim": part.section.verbatim,
        "items": items.collect::<Vec<_>>(),
    })
}

fn item(knowledge: &Knowledge, item: &Item) -> Json {
    let remarks = item
        .remarks
        .iter()
        .map(|(label, text)| json!({ "label": label, "text": text }));
    let mut json = json!({
        "mark": item.mark,
        "strong": item.strong,
        "text": item.text,
        "remarks": remarks.collect::<Vec<_>>(),
        "advice": item.advice.map(|it| advice(knowledge, it)),
    });
    if let (Some(depends), Json::Object(fields)) = (&item.depends, &mut json) {
        let answers = depends.answers.iter().map(|it| supposed(knowledge, it));
        let lines = depends.lines.iter().map(|it| advice(knowledge, *it));
        fields.insert("answers".to_owned(), answers.collect());
        fields.insert("undecided".to_owned(), lines.collect());
    }
    json
}

/// An answer that would decide a line: one of some values, or a whole number within ends that are included.
fn supposed(knowledge: &Knowledge, it: &Supposed) -> Json {
    let fact = knowledge.facts.get(it.fact.0 as usize);
    let (one_of, least, most) = match &it.is {
        Wanted::OneOf(values) => (
            Some(values.iter().map(value).collect::<Vec<_>>()),
            None,
            None,
        ),
        Wanted::Within(low, high) => (None, *low, *high),
    };
    json!({
        "fact": fact.map(|it| it.name.to_string()),
        "side": side(it.side),
        "one_of": one_of,
        "least": least,
        "most": most,
    })
}

fn advice(knowledge: &Knowledge, advice: Advice) -> Json {
    let action = knowledge.actions.get(advice.action.0 as usize);
    json!({
        "action": action.map(|it| it.name.to_string()),
        "stance": stance(advice.stance),
        "side": side(advice.side),
    })
}

fn fact(knowledge: &Knowledge, text: &str, it: &Candidate) -> Json {
    let name = knowledge.facts.get(it.fact.0 as usize);
    json!({
        "fact": name.map(|it| it.name.to_string()),
        "value": value(&it.value),
        "side": side(it.side),
        "standing": standing(it.standing),
        "reason": reason(it.standing),
        "because": proof(text, &it.proof),
    })
}

fn event(knowledge: &Knowledge, text: &str, it: &EventCandidate) -> Json {
    let kind = knowledge.events.get(it.kind).map(|it| it.name.to_string());
    let attributes = it
        .attributes
        .iter()
        .map(|(name, known)| (name.to_string(), value(known)));
    let open: Vec<&str> = it.open.iter().map(|name| &**name).collect();
    json!({
        "kind": kind,
        "earliest": it.when.map(|when| when.earliest.to_string()),
        "latest": it.when.map(|when| when.latest.to_string()),
        "side": side(it.side),
        "attributes": attributes.collect::<serde_json::Map<_, _>>(),
        "open": open,
        "standing": standing(it.standing),
        "reason": reason(it.standing),
        "because": proof(text, &it.proof),
    })
}

/// Places as bytes of the text, end not included, with the words there, and the names of the rules.
fn proof(text: &str, proof: &Proof) -> Json {
    let words = proof
        .spans
        .iter()
        .map(|span| json!({ "start": span.start, "end": span.end, "text": span.of(text) }));
    let rules: Vec<&str> = proof.rules.iter().map(|rule| &**rule).collect();
    json!({ "words": words.collect::<Vec<_>>(), "rules": rules })
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Accepted => "accepted",
        Standing::ToConfirm(_) => "to_confirm",
        Standing::SetAside(_) => "set_aside",
    }
}

fn reason(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Accepted => None,
        Standing::ToConfirm(doubt) => Some(match doubt {
            Doubt::Probable => "probable",
            Doubt::Possible => "possible",
            Doubt::Asked => "asked",
            Doubt::Misspelled => "misspelled",
            Doubt::Number => "number",
            Doubt::Disagreement => "disagreement",
            Doubt::Tense => "tense",
            Doubt::Past => "past",
            Doubt::Patients => "patients",
            Doubt::Proposed => "proposed",
        }),
        Standing::SetAside(reason) => Some(match reason {
            Reason::OtherPerson => "other_person",
            Reason::Conditional => "conditional",
            Reason::Before => "before",
            Reason::MoreSpecific => "more_specific",
            Reason::Withdrawn => "withdrawn",
        }),
    }
}
