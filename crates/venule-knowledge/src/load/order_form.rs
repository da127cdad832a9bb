//! Order forms: what a complete order for an examination says.

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::types::Type;
use venule_logic::value::Value;

use super::context::{Context, States};
use super::event;
use super::form::{boolean, checks, fact, named, numbers, require_type, value};
use super::names::{Names, Style};
use super::tables::OrderTables;
use super::{condition, words};
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{
    EventKind, ItemEvent, ItemFact, Level, OrderForm, OrderItem, OrderPart, OrderReason, Protocol,
};

/// Reads an order form.
pub(super) fn read(
    context: &Context<'_>,
    events: &[EventKind],
    protocols: &[Protocol],
    table: OrderTables<'_>,
) -> Option<OrderForm> {
    let OrderTables {
        head: mut fields,
        reasons,
        items,
        checks: check_tables,
    } = table;
    let what = fields.what().to_owned();
    let protocol = fields
        .required_text("protocol")
        .and_then(|name| context.published.protocols.find(context.problems, name))
        .map(|number| number as usize);
    let exam = fact(context, &mut fields, "exam");
    let complete = fields.required("complete");
    let exam = exam.and_then(|id| Some((id, value(context, &fields, id, complete?)?)));
    let side = fact(context, &mut fields, "side");
    let side_differs = boolean(context, &mut fields, "side_differs");
    let of_protocol = protocol.and_then(|number| protocols.get(number));
    let mut names = Names::new("item", "unknown-item", Style::Kebab);
    let items: Vec<OrderItem> = items
        .into_iter()
        .filter_map(|it| item(context, events, it, &mut names, (of_protocol, &what)))
        .collect();
    let mut reason_names = Names::new("reason", "unknown-reason", Style::Kebab);
    let reasons = reasons
        .into_iter()
        .filter_map(|it| reason(context, it, &mut reason_names, &what))
        .collect();
    let checks = checks(context, check_tables, &what, &names);
    if let Some(protocol) = of_protocol {
        check_coverage(context, &fields, protocol, &items);
    }
    let name = Arc::from(fields.required_string("id"));
    let label = fields.required_string("label");
    let purpose = fields.required_string("purpose");
    let origin = fields.place_of("id");
    fields.close();
    Some(OrderForm {
        name,
        label,
        purpose,
        protocol: protocol?,
        exam: exam?,
        side: side?,
        side_differs: side_differs?,
        reasons,
        items,
        checks,
        origin,
    })
}

/// Reports what the protocol requires and no item asks for.
fn check_coverage(
    context: &Context<'_>,
    fields: &Fields<'_>,
    protocol: &Protocol,
    items: &[OrderItem],
) {
    for (number, item) in protocol.items.iter().enumerate() {
        let is_asked = items.iter().any(|it| it.covers.contains(&number));
        if item.level == Level::Required && !is_asked {
            let message = format!(
                "{} asks nowhere for `{}`, which protocol `{}` requires",
                fields.what(),
                item.name,
                protocol.name
            );
            context.problems.add(
                Diagnostic::error(
                    "protocol-item-not-ordered",
                    message,
                    fields.place_of("protocol"),
                )
                .also(item.origin, "required here")
                .help("name it in `covers` of the item of the order that asks for it"),
            );
        }
    }
}

fn reason(
    context: &Context<'_>,
    mut fields: Fields<'_>,
    names: &mut Names,
    of: &str,
) -> Option<OrderReason> {
    let name = named(&mut fields, names, "reason", of);
    let states = context.required_states(&mut fields);
    let read = OrderReason {
        name: Arc::from(name.clone().unwrap_or_default()),
        when: condition::required(context, &mut fields, "when", &states),
        text: fields.required_string("text"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    name.and(Some(read))
}

fn item(
    context: &Context<'_>,
    events: &[EventKind],
    mut fields: Fields<'_>,
    names: &mut Names,
    (protocol, of): (Option<&Protocol>, &str),
) -> Option<OrderItem> {
    let name = named(&mut fields, names, "item", of);
    let states = context.required_states(&mut fields);
    let part = words::required(&mut fields, "part", words::ORDER_PART).unwrap_or(OrderPart::Notice);
    let read = OrderItem {
        name: Arc::from(name.clone().unwrap_or_default()),
        part,
        label: fields.required_string("label"),
        text: fields.string("text"),
        when: condition::required_or_any(context, &mut fields, "when", &states),
        level: words::required(&mut fields, "level", words::LEVEL).unwrap_or(Level::Required),
        fact: stated_by(context, &mut fields),
        ask: fields.string("ask"),
        facts: item_facts(context, &mut fields, &states),
        told_by: fields
            .texts("told_by")
            .into_iter()
            .filter_map(|name| context.fact(name))
            .collect(),
        events: item_events(context, events, &mut fields),
        covers: covers(context, &mut fields, protocol),
        does: fields.text("does").and_then(|name| context.action(name)),
        consequence: fields.string("consequence"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    if part != OrderPart::Clinical && read.text.is_none() {
        fields.report_missing("text", Some("write the words to paste".to_owned()));
    }
    if read.fact.is_some() && read.consequence.is_none() && !fields.has("consequence") {
        let help = "say what it means when an order leaves it out".to_owned();
        fields.report_missing("consequence", Some(help));
    }
    if read.facts.iter().any(|it| it.needed) && read.ask.is_none() && !fields.has("ask") {
        fields.report_missing("ask", Some("write the question that fills it".to_owned()));
    }
    fields.close();
    name.and(Some(read))
}

/// The fact that saying an item states, with the value that counts.
fn stated_by(context: &Context<'_>, fields: &mut Fields<'_>) -> Option<(FactId, Option<Value>)> {
    let name = fields.text("fact");
    let wanted = fields.node("value");
    let id = context.fact(name?)?;
    let is_boolean = context
        .shape(id)
        .is_some_and(|shape| shape.ty == Type::Boolean);
    let wanted = match wanted {
        Some(node) => Some(value(context, fields, id, node)?),
        None if is_boolean => Some(Value::Boolean(true)),
        None => None,
    };
    Some((id, wanted))
}

fn item_facts(context: &Context<'_>, fields: &mut Fields<'_>, states: &States) -> Vec<ItemFact> {
    let what = fields.what().to_owned();
    let tables = fields.tables("facts", &format!("a fact of {what}"));
    tables
        .into_iter()
        .filter_map(|mut table| {
            let name = table.required_text("fact");
            let id = name.and_then(|name| context.fact(name));
            let when = if table.has("when") {
                condition::required(context, &mut table, "when", states)
            } else {
                condition::always_at(table.origin())
            };
            table.node("when");
            let read = ItemFact {
                fact: id.unwrap_or(FactId(u32::MAX)),
                when,
                needed: table.flag("needed"),
                yes: table.string("yes"),
                no: table.string("no"),
                say: table.string("say"),
            };
            if let (Some(name), Some(id)) = (name, id)
                && (read.yes.is_some() || read.no.is_some())
            {
                require_type(context, name, id, "true or false", |ty| {
                    *ty == Type::Boolean
                });
            }
            if let Some(say) = &read.say
                && !say.contains("{value}")
            {
                let message = "`say` has no `{value}`";
                context.problems.add(Diagnostic::error(
                    "say-without-value",
                    message,
                    table.place_of("say"),
                ));
            }
            table.close();
            id.and(Some(read))
        })
        .collect()
}

fn item_events(
    context: &Context<'_>,
    events: &[EventKind],
    fields: &mut Fields<'_>,
) -> Vec<ItemEvent> {
    let what = fields.what().to_owned();
    let tables = fields.tables("events", &format!("an event of {what}"));
    tables
        .into_iter()
        .filter_map(|mut table| {
            let number = table
                .required_text("event")
                .and_then(|name| context.published.events.find(context.problems, name));
            let kind = number.and_then(|number| events.get(number as usize));
            let needs = table.texts("needs");
            table.close();
            let needs = needs
                .into_iter()
                .filter_map(|name| event::attribute(context.problems, kind?, name))
                .map(|attribute| Arc::clone(&attribute.name))
                .collect();
            Some(ItemEvent {
                event: number? as usize,
                needs,
            })
        })
        .collect()
}

fn covers(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    protocol: Option<&Protocol>,
) -> Vec<usize> {
    let mut names = Names::new("item of the protocol", "unknown-item", Style::Kebab);
    for item in protocol.iter().flat_map(|protocol| &protocol.items) {
        names.declare_known(&item.name, item.origin);
    }
    numbers(context, fields, "covers", &names)
}
