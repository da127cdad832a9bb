//! Checked orders and reports as JSON, described in `docs/reference/order.md` and `docs/reference/report.md`.

use serde_json::{Value as Json, json};
use venule_engine::case::Case;
use venule_engine::form::{CheckedItem, LegReport, OrderCheck, Raised, ReportCheck, Said};
use venule_engine::side::Side;
use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{FormCheck, Knowledge, OrderForm, ReportForm};

use crate::order::{FORMAT, applies};
use venule_answer::json::{Writer, content, side, text, value};
use venule_answer::order::told;
use venule_answer::{review, words};

/// A checked order as JSON text.
pub(super) fn order(knowledge: &Knowledge, case: &Case, check: &OrderCheck) -> String {
    let writer = Writer { knowledge, case };
    let Some(form) = knowledge.orders.get(check.form) else {
        return String::new();
    };
    text(&json!({
        "format": FORMAT,
        "as_of": words::moment(case.as_of),
        "knowledge": content(knowledge, case),
        "review": review::of_all(knowledge, case.as_of.date),
        "form": form.name.to_string(),
        "complete": check.is_complete(),
        "purpose": check.keeps_its_promise().then_some(&form.purpose),
        "side": side(check.side),
        "items": check.items.iter().filter_map(|it| item(&writer, form, it, check.side)).collect::<Vec<_>>(),
        "raised": raised(&writer, &form.checks, &check.raised),
        "emergency": check.emergency,
        "advised_against": check.against.iter().map(|line| writer.line(line)).collect::<Vec<_>>(),
        "assessment": check.assessment.as_ref().map(|it| writer.assessment(it)),
    }))
}

fn item(
    writer: &Writer<'_>,
    form: &OrderForm,
    checked: &CheckedItem,
    ordered: Option<Side>,
) -> Option<Json> {
    let item = checked.of(form)?;
    let known = told::texts(writer.knowledge, writer.case, item, &checked.told);
    Some(json!({
        "id": item.name.to_string(),
        "part": vocabulary::word(vocabulary::ORDER_PART, &item.part),
        "label": item.label,
        "fact": item.fact.as_ref().map(|(id, _)| writer.fact(*id)),
        "said": match checked.said {
            Said::Stated => "stated",
            Said::LeftOut => "left_out",
            Said::NotStated => "not_stated",
        },
        "applies": applies(checked.applies),
        "missing": checked.missed.as_ref().map(|level| vocabulary::word(vocabulary::LEVEL, level)),
        "text": told::to_paste(item, ordered),
        "known": known,
        "ask": item.ask,
        "consequence": item.consequence,
        "statements": writer.statements(&item.states),
    }))
}

fn raised(writer: &Writer<'_>, checks: &[FormCheck], raised: &[Raised]) -> Vec<Json> {
    raised
        .iter()
        .filter_map(|it| {
            let check = checks.get(it.check)?;
            Some(json!({
                "id": check.name.to_string(),
                "side": side(it.side),
                "level": vocabulary::word(vocabulary::LEVEL, &check.level),
                "contradiction": check.contradiction,
                "text": check.text,
                "consequence": check.consequence,
                "statements": writer.statements(&check.states),
            }))
        })
        .collect()
}

/// A checked report as JSON text.
pub(super) fn report(knowledge: &Knowledge, check: &ReportCheck) -> String {
    let writer = Writer {
        knowledge,
        case: &check.case,
    };
    let Some(form) = knowledge.reports.get(check.form) else {
        return String::new();
    };
    text(&json!({
        "format": FORMAT,
        "as_of": words::moment(check.case.as_of),
        "knowledge": content(knowledge, &check.case),
        "review": review::of_all(knowledge, check.case.as_of.date),
        "form": form.name.to_string(),
        "complete": check.is_complete(),
        "legs": check.legs.iter().map(|it| leg(form, it)).collect::<Vec<_>>(),
        "raised": raised(&writer, &form.checks, &check.raised),
        "done": check.done.iter().map(|line| writer.line(line)).collect::<Vec<_>>(),
        "assessment": writer.assessment(&check.assessment),
    }))
}

fn leg(form: &ReportForm, leg: &LegReport) -> Json {
    let name = |index: usize| form.segments.get(index).map(|it| it.name.to_string());
    let segments = leg.segments.iter().map(|it| {
        json!({
            "segment": name(it.segment),
            "described": it.described,
            "finding": value(&it.finding),
        })
    });
    let amounts_to: serde_json::Map<String, Json> = leg
        .amounts_to
        .iter()
        .map(|(attribute, known)| (attribute.to_string(), value(known)))
        .collect();
    json!({
        "side": side(leg.side),
        "segments": segments.collect::<Vec<_>>(),
        "first_positive": leg.positive.and_then(name),
        "amounts_to": amounts_to,
    })
}
