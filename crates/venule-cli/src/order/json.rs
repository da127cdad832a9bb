//! A composed order as JSON, described in `docs/reference/order.md`.

use serde_json::{Map, Value as Json, json};
use venule_engine::assessment::{Assessment, Line};
use venule_engine::case::{Case, State};
use venule_engine::form::{Applies, Composed, Draft, Filled, Gap, NoOrder, Why};
use venule_engine::side::Side;
use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{ActionId, Knowledge, OrderForm, OrderPart};

use venule_answer::json::{Writer, content, side, text, value};
use venule_answer::order::{request, told};
use venule_answer::{review, words};

/// The version of the format; it changes when a reader would have to.
pub(crate) const FORMAT: u32 = 1;

/// Writes what came of composing as JSON text.
pub(super) fn render(knowledge: &Knowledge, case: &Case, composed: &Composed) -> String {
    let writer = Writer { knowledge, case };
    text(&match composed {
        Composed::Order(draft) => order(&writer, draft),
        Composed::None(none) => no_order(&writer, none),
    })
}

fn order(writer: &Writer<'_>, draft: &Draft) -> Json {
    let knowledge = writer.knowledge;
    let Some(form) = knowledge.orders.get(draft.form) else {
        return Json::Null;
    };
    let of = |part: OrderPart| -> Vec<Json> {
        draft
            .items
            .iter()
            .filter_map(|filled| item(writer, form, filled, (part, draft.side)))
            .collect()
    };
    json!({
        "format": FORMAT,
        "as_of": words::moment(writer.case.as_of),
        "knowledge": content(knowledge, writer.case),
        "review": review::of_all(knowledge, writer.case.as_of.date),
        "composed": true,
        "complete": draft.is_complete(),
        "form": form.name.to_string(),
        "label": form.label,
        "action": action(writer, draft.action),
        "side": side(draft.side),
        "red_flags": red_flags(writer, &draft.assessment),
        "lines": draft.lines.iter().map(|line| writer.line(line)).collect::<Vec<_>>(),
        "other_actions": draft.others.iter().map(|id| writer.action(*id)).collect::<Vec<_>>(),
        "advised_beside": draft.beside.iter().map(|line| writer.line(line)).collect::<Vec<_>>(),
        "reasons": draft.reasons.iter().filter_map(|index| {
            let reason = form.reasons.get(*index)?;
            Some(json!({
                "id": reason.name.to_string(),
                "text": reason.text,
                "statements": writer.statements(&reason.states),
            }))
        }).collect::<Vec<_>>(),
        "clinical": of(OrderPart::Clinical),
        "examination": of(OrderPart::Examination),
        "questions": of(OrderPart::Question),
        "notices": of(OrderPart::Notice),
        "missing": draft.missing.iter().filter_map(|it| gap(writer, form, it)).collect::<Vec<_>>(),
        "order": stated(writer, form, draft),
        "text": request::text(knowledge, writer.case, form, draft).join("\n"),
    })
}

/// An action with its codes.
fn action(writer: &Writer<'_>, id: ActionId) -> Json {
    let action = writer.knowledge.actions.get(id.0 as usize);
    let codes = action
        .iter()
        .flat_map(|it| &it.codes)
        .map(|code| json!({ "system": code.system, "code": code.code, "display": code.display }));
    json!({
        "id": writer.action(id),
        "label": action.map(|it| it.label.clone()),
        "codes": codes.collect::<Vec<_>>(),
    })
}

fn red_flags(writer: &Writer<'_>, assessment: &Assessment) -> Vec<Json> {
    let flags = |line: &&Line| line.red_flag && line.is_live();
    assessment
        .lines
        .iter()
        .filter(flags)
        .map(|line| writer.line(line))
        .collect()
}

fn item(
    writer: &Writer<'_>,
    form: &OrderForm,
    filled: &Filled,
    (part, ordered): (OrderPart, Option<Side>),
) -> Option<Json> {
    let item = form
        .items
        .get(filled.item)
        .filter(|item| item.part == part)?;
    let texts = told::texts(writer.knowledge, writer.case, item, &filled.told);
    let told = filled.told.iter().zip(texts).map(|(told, text)| {
        let facts = told.facts.iter().filter_map(|(index, known)| {
            let fact = item.facts.get(*index)?.fact;
            Some(json!({ "fact": writer.fact(fact), "value": value(known) }))
        });
        let events = told
            .events
            .iter()
            .filter_map(|index| told::event(writer.knowledge, writer.case, *index));
        json!({
            "side": side(told.side),
            "text": text,
            "facts": facts.collect::<Vec<_>>(),
            "events": events.collect::<Vec<_>>(),
        })
    });
    Some(json!({
        "id": item.name.to_string(),
        "label": item.label,
        "text": told::to_paste(item, ordered),
        "level": vocabulary::word(vocabulary::LEVEL, &item.level),
        "applies": applies(filled.applies),
        "told": told.collect::<Vec<_>>(),
        "statements": writer.statements(&item.states),
    }))
}

/// Whether an item applies, in one word.
pub(crate) fn applies(applies: Applies) -> &'static str {
    match applies {
        Applies::Yes => "yes",
        Applies::Presumed => "presumed",
        Applies::Maybe => "maybe",
        Applies::No => "no",
    }
}

fn gap(writer: &Writer<'_>, form: &OrderForm, gap: &Gap) -> Option<Json> {
    let item = form.items.get(gap.item)?;
    let facts = gap.facts.iter().map(|id| {
        let fact = writer.knowledge.facts.get(id.0 as usize);
        json!({ "fact": writer.fact(*id), "question": fact.and_then(|it| it.question.clone()) })
    });
    let events = gap.events.iter().map(|(index, lacks)| {
        json!({
            "event": words::event(writer.knowledge, writer.case, *index),
            "lacks": lacks.iter().map(|it| it.to_string()).collect::<Vec<_>>(),
        })
    });
    Some(json!({
        "id": item.name.to_string(),
        "label": item.label,
        "side": side(gap.side),
        "level": vocabulary::word(vocabulary::LEVEL, &gap.level),
        "ask": item.ask,
        "facts": facts.collect::<Vec<_>>(),
        "events": events.collect::<Vec<_>>(),
        "consequence": item.consequence,
    }))
}

/// What the order states, as `venule check order` reads it.
fn stated(writer: &Writer<'_>, form: &OrderForm, draft: &Draft) -> Json {
    let mut table = Map::new();
    table.insert("form".to_owned(), json!(form.name.to_string()));
    for entry in draft.stated(form) {
        let name = writer.fact(entry.fact);
        let key = name.rsplit('.').next().unwrap_or(&name).to_owned();
        if let State::Known(known) = &entry.state {
            table.insert(key, value(known));
        }
    }
    Json::Object(table)
}

fn no_order(writer: &Writer<'_>, none: &NoOrder) -> Json {
    json!({
        "format": FORMAT,
        "as_of": words::moment(writer.case.as_of),
        "knowledge": content(writer.knowledge, writer.case),
        "review": review::of_all(writer.knowledge, writer.case.as_of.date),
        "composed": false,
        "why": match none.why {
            Why::Against => "against",
            Why::Undecided => "undecided",
            Why::NotAdvised => "not_advised",
        },
        "actions": none.actions.iter().map(|id| writer.action(*id)).collect::<Vec<_>>(),
        "red_flags": red_flags(writer, &none.assessment),
        "assessment": writer.assessment(&none.assessment),
    })
}
