//! When something is due, and how long a treatment lasts.

use std::cmp::Ordering;

use venule_logic::unit::Unit;
use venule_logic::value::Quantity;

use super::context::{Context, States};
use super::literal;
use crate::check::number::Used;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Kind, Text};
use crate::model::{Timing, ViewId};

const FORMS: &str = "write `\"now\"`, `\"within 24 hours\"` or `{ from = \"5 days\", to = \"7 days\", after = \"a view\" }`";

/// Reads `timing`.
pub(super) fn timing(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    states: &States,
) -> Option<Timing> {
    let what = fields.what().to_owned();
    let node = fields.node("timing")?;
    match &node.kind {
        Kind::Table(_) => window(context, fields.table("timing")?, &what, states),
        Kind::String(text) if text == "now" => Some(Timing::Now),
        Kind::String(text) => {
            let text = Text {
                text,
                origin: fields.origin_of(node),
            };
            let Some(span) = text.text.strip_prefix("within ") else {
                let message = format!("`{}` is not a timing", text.text);
                context
                    .problems
                    .add(Diagnostic::error("wrong-type", message, text.origin).help(FORMS));
                return None;
            };
            sourced(context, &what, Text { text: span, ..text }, states).map(Timing::Within)
        }
        _ => {
            fields.report_kind("timing", node, "text or a table");
            None
        }
    }
}

/// Reads a length of time, such as `duration`.
pub(super) fn span(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    states: &States,
) -> Option<Quantity> {
    let text = fields.text(key)?;
    sourced(context, fields.what(), text, states)
}

fn window(
    context: &Context<'_>,
    mut table: Fields<'_>,
    what: &str,
    states: &States,
) -> Option<Timing> {
    let after = table.required_text("after");
    let anchor = after.and_then(|name| context.published.views.find(context.problems, name));
    let mut end = |key| {
        table
            .text(key)
            .and_then(|text| sourced(context, what, text, states))
    };
    let (from, to) = (end("from"), end("to"));
    if !table.has("from") && !table.has("to") {
        let message = format!("the window of {what} has neither a start nor an end");
        context.problems.add(
            Diagnostic::error("missing-key", message, table.origin()).help("add `from` or `to`"),
        );
    }
    if let (Some(from), Some(to)) = (from, to)
        && from.unit.compare(from.value, to.unit, to.value) == Some(Ordering::Greater)
    {
        let message = format!("the window of {what} ends before it starts");
        context.problems.add(
            Diagnostic::error("timing-upside-down", message, table.place_of("to"))
                .also(table.place_of("from"), "it starts here")
                .help("`from` is the earlier end"),
        );
    }
    table.close();
    anchor.map(|anchor| Timing::After {
        anchor: ViewId(anchor),
        from,
        to,
    })
}

/// A span of time that a carried statement states.
fn sourced(context: &Context<'_>, what: &str, text: Text<'_>, states: &States) -> Option<Quantity> {
    let span = literal::time(context.problems, text)?;
    can_be_counted(context, text, span)?;
    let used = [Used::quantity(span, text.origin.span)];
    context.check_numbers(what, &used, states, |_| text.origin);
    Some(span)
}

/// A whole number of minutes, hours, days, weeks, months or years, up to a lifetime: what a calendar can count.
fn can_be_counted(context: &Context<'_>, text: Text<'_>, span: Quantity) -> Option<()> {
    let refuse = |message: String, help: &str| {
        let problem = Diagnostic::error("value-out-of-range", message, text.origin);
        context.problems.add(problem.help(help));
        None
    };
    if !matches!(
        span.unit.code(),
        "min" | "h" | "d" | "wk" | "mo" | "month" | "a" | "year"
    ) {
        return refuse(
            format!("`{}` cannot be counted on a calendar", text.text),
            "count in minutes, hours, days, weeks, months or years",
        );
    }
    if !span.value.fract().is_zero() {
        return refuse(
            format!("`{}` is not a whole number of its unit", text.text),
            "write it in a smaller unit, such as `36 hours`",
        );
    }
    let longest = ["years", "days"].into_iter().zip([100, 36_525]);
    let fits = longest.into_iter().any(|(unit, most)| {
        Unit::parse(unit)
            .and_then(|unit| span.unit.compare(span.value, unit, most.into()))
            .is_some_and(Ordering::is_le)
    });
    if !fits {
        return refuse(
            format!("the span `{}` is longer than 100 years", text.text),
            "correct the number or the unit",
        );
    }
    Some(())
}
