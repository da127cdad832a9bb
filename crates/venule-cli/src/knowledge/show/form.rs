//! An order form or a report form: what it asks for and what it checks.

use venule_knowledge::load::words as vocabulary;
use venule_knowledge::model::{
    Condition, FormCheck, Knowledge, OrderForm, ReportForm, StatementId, Sum,
};

use super::sheet;
use venule_answer::page::{Item, Page, Section, Tone};

/// The page about an order form.
pub(super) fn order(knowledge: &Knowledge, form: &OrderForm) -> Page {
    let mut page = sheet::page(
        knowledge,
        "order form",
        &form.name,
        &form.label,
        form.origin,
    );
    let reasons = form.reasons.iter().map(|it| {
        let mut item = sheet::marked(&it.name, it.text.as_str());
        item.remarks.push(("when", it.when.text.to_string()));
        item
    });
    let items = form.items.iter().map(|it| {
        let part = vocabulary::word(vocabulary::ORDER_PART, &it.part);
        let level = vocabulary::word(vocabulary::LEVEL, &it.level);
        let words = it.text.as_ref().unwrap_or(&it.label);
        let mut item = sheet::marked(&it.name, format!("{part}, {level}: {words}"));
        item.remarks.extend(when(&it.when));
        if let Some((id, _)) = &it.fact {
            item.remarks
                .push(("states", sheet::fact_name(knowledge, *id)));
        }
        item
    });
    let conditions = form.reasons.iter().map(|it| &it.when);
    let conditions = conditions.chain(form.items.iter().map(|it| &it.when));
    let states = form.reasons.iter().flat_map(|it| &it.states);
    let states = states.chain(form.items.iter().flat_map(|it| &it.states));
    page.sections = vec![
        section("Reasons", reasons.collect()),
        section("What it says", items.collect()),
        checks(&form.checks),
        sheet::facts(knowledge, conditions.chain(conditions_of(&form.checks))),
        sheet::statements(knowledge, states.chain(states_of(&form.checks))),
    ];
    page
}

/// The page about a report form.
pub(super) fn report(knowledge: &Knowledge, form: &ReportForm) -> Page {
    let mut page = sheet::page(
        knowledge,
        "report form",
        &form.name,
        &form.label,
        form.origin,
    );
    let segments = form.segments.iter().map(|it| {
        let mut item = sheet::marked(&it.name, it.label.as_str());
        match &it.when {
            Some(condition) => item.remarks.extend(when(condition)),
            None => item
                .remarks
                .push(("when", "only if it is recorded".to_owned())),
        }
        item
    });
    let tallies = form.tallies.iter().map(|it| {
        let names: Vec<&str> = it
            .of
            .iter()
            .filter_map(|index| form.segments.get(*index))
            .map(|segment| &*segment.name)
            .collect();
        let (how, values) = match &it.sum {
            Sum::Any(values) => ("any", values.as_slice()),
            Sum::Every(values) => ("every", values.as_slice()),
            Sum::Described => ("described", &[][..]),
        };
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let text = format!("{how} {} of {}", values.join(" or "), names.join(", "));
        sheet::marked(&sheet::fact_name(knowledge, it.fact), text)
    });
    let attributes = form
        .attributes
        .iter()
        .map(|(name, id)| sheet::marked(name, sheet::fact_name(knowledge, *id)));
    let states = form.segments.iter().flat_map(|it| &it.states);
    let conditions = form.segments.iter().filter_map(|it| it.when.as_ref());
    page.sections = vec![
        section("Segments", segments.collect()),
        section("What they add up to", tallies.collect()),
        section("What the scan becomes", attributes.collect()),
        checks(&form.checks),
        sheet::facts(knowledge, conditions.chain(conditions_of(&form.checks))),
        sheet::statements(knowledge, states.chain(states_of(&form.checks))),
    ];
    page
}

fn section(heading: &str, items: Vec<Item>) -> Section {
    Section {
        items,
        ..Section::new(heading, Tone::Plain)
    }
}

fn when(condition: &Condition) -> Option<(&'static str, String)> {
    condition
        .expr
        .as_ref()
        .map(|_| ("when", condition.text.to_string()))
}

fn checks(checks: &[FormCheck]) -> Section {
    let items = checks.iter().map(|it| {
        let level = vocabulary::word(vocabulary::LEVEL, &it.level);
        let mut item = sheet::marked(&it.name, format!("{level}: {}", it.text));
        item.remarks.extend(when(&it.when));
        let unless = it.unless.as_ref().map(|it| ("unless", it.text.to_string()));
        item.remarks.extend(unless);
        item
    });
    section("Checks", items.collect())
}

fn conditions_of(checks: &[FormCheck]) -> impl Iterator<Item = &Condition> {
    checks
        .iter()
        .flat_map(|it| std::iter::once(&it.when).chain(&it.unless))
}

fn states_of(checks: &[FormCheck]) -> impl Iterator<Item = &StatementId> {
    checks.iter().flat_map(|it| &it.states)
}
