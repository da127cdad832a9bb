//! `evidence/probability.toml`: which figures a plan may compute with, and for whom.

use std::collections::BTreeMap;
use std::sync::Arc;

use venule_logic::value::Decimal;

use super::condition;
use super::context::{Context, States};
use super::names::{Names, Style};
use super::tables::ProbabilityTables;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::model::{Accuracy, Estimate, Measured, Pretest, Probability, Unsuited, Verification};

type Estimates = BTreeMap<String, Estimate>;

/// Reads the file.
pub(super) fn read(
    context: &Context<'_>,
    estimates: &Estimates,
    tables: ProbabilityTables<'_>,
) -> Probability {
    let ProbabilityTables {
        mut head,
        pretests,
        accuracies,
        measured,
    } = tables;
    let states = sourced(context, &mut head);
    let mut names = Names::new("figure in use", "unknown-figure", Style::Kebab);
    let exclusions = head
        .tables("exclude", "this exclusion")
        .into_iter()
        .filter_map(|fields| exclusion(context, &mut names, fields))
        .collect();
    let probability = Probability {
        of: head.required_string("of"),
        when: condition::required(context, &mut head, "when", &states),
        caution: head.required_string("caution"),
        exclusions,
        pretests: pretests
            .into_iter()
            .filter_map(|fields| pretest(context, &mut names, estimates, fields))
            .collect(),
        accuracies: accuracies
            .into_iter()
            .filter_map(|fields| accuracy(context, &mut names, estimates, fields))
            .collect(),
        measured: measured
            .into_iter()
            .filter_map(|fields| self::measured(context, &mut names, estimates, fields))
            .collect(),
        states: states.known,
        origin: head.origin(),
    };
    head.close();
    probability
}

/// The statements behind an element that explains and does not advise.
fn sourced(context: &Context<'_>, fields: &mut Fields<'_>) -> States {
    let states = context.states(fields, false);
    context.require(fields, &states);
    states
}

/// What every element of the file has: a name, its statements, and a condition.
fn opened(
    context: &Context<'_>,
    names: &mut Names,
    fields: &mut Fields<'_>,
) -> Option<(Arc<str>, States)> {
    names.declare_id(fields)?;
    let name = fields.required_string("id");
    Some((Arc::from(name), sourced(context, fields)))
}

fn exclusion(context: &Context<'_>, names: &mut Names, mut fields: Fields<'_>) -> Option<Unsuited> {
    let (name, states) = opened(context, names, &mut fields)?;
    let exclusion = Unsuited {
        name,
        when: condition::required(context, &mut fields, "when", &states),
        reason: fields.required_string("reason"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    Some(exclusion)
}

fn pretest(
    context: &Context<'_>,
    names: &mut Names,
    estimates: &Estimates,
    mut fields: Fields<'_>,
) -> Option<Pretest> {
    let (name, states) = opened(context, names, &mut fields)?;
    let pretest = Pretest {
        name,
        label: fields.required_string("label"),
        when: condition::required(context, &mut fields, "when", &states),
        estimate: share(context, estimates, &mut fields, "estimate"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    Some(pretest)
}

fn accuracy(
    context: &Context<'_>,
    names: &mut Names,
    estimates: &Estimates,
    mut fields: Fields<'_>,
) -> Option<Accuracy> {
    let (name, states) = opened(context, names, &mut fields)?;
    let event = fields
        .required_text("event")
        .and_then(|name| context.published.events.find(context.problems, name));
    let positive = fields
        .text("positive")
        .map(|text| condition::truth(context, fields.what(), text, &states));
    let negative = condition::required(context, &mut fields, "negative", &states);
    let accuracy = Accuracy {
        name,
        label: fields.required_string("label"),
        event: event.map_or(usize::MAX, |number| number as usize),
        positive,
        negative,
        sensitivity: share(context, estimates, &mut fields, "sensitivity"),
        specificity: share(context, estimates, &mut fields, "specificity"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    let lowest = |key: &String| {
        let estimate = estimates.get(key)?;
        estimate.low.or(estimate.value)
    };
    if let (Some(sensitivity), Some(specificity)) =
        (lowest(&accuracy.sensitivity), lowest(&accuracy.specificity))
        && sensitivity + specificity <= Decimal::ONE_HUNDRED
    {
        let message = format!("{} is no better than chance", fields.what());
        context.problems.add(
            Diagnostic::error("no-better-than-chance", message, fields.place_of("sensitivity"))
                .help("at its lower limits a negative result would not lower the probability; the two figures may be mixed up"),
        );
    }
    fields.close();
    Some(accuracy)
}

fn measured(
    context: &Context<'_>,
    names: &mut Names,
    estimates: &Estimates,
    mut fields: Fields<'_>,
) -> Option<Measured> {
    let (name, states) = opened(context, names, &mut fields)?;
    let measured = Measured {
        name,
        when: condition::required(context, &mut fields, "when", &states),
        estimate: share(context, estimates, &mut fields, "estimate"),
        states: states.known,
        origin: fields.place_of("id"),
    };
    fields.close();
    Some(measured)
}

/// The key of an estimate that can be computed with. Reports one that cannot.
fn share(
    context: &Context<'_>,
    estimates: &Estimates,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> String {
    let Some(name) = fields.required_text(key) else {
        return String::new();
    };
    if context
        .published
        .estimates
        .find(context.problems, name)
        .is_none()
    {
        return String::new();
    }
    if let Some(estimate) = estimates.get(name.text) {
        check_share(context.problems, name, estimate);
    }
    name.text.to_owned()
}

fn check_share(problems: &Problems, name: Text<'_>, estimate: &Estimate) {
    let refuse = |message: String, help: &str| {
        problems.add(Diagnostic::error("not-a-share", message, name.origin).help(help));
    };
    let numbers = [estimate.low, estimate.value, estimate.high];
    let inside = |number: &Decimal| *number >= Decimal::ZERO && *number <= Decimal::ONE_HUNDRED;
    if estimate.unit != "%" || estimate.value.is_none() {
        refuse(
            format!("estimate `{}` has no value in `%`", name.text),
            "only one figure with a value can be computed with, not a range over studies",
        );
    } else if !numbers.iter().flatten().all(inside) {
        refuse(
            format!("estimate `{}` does not lie between 0 and 100 %", name.text),
            "correct the figure",
        );
    } else if estimate.verification == Verification::Untraced {
        refuse(
            format!("nobody has traced estimate `{}`", name.text),
            "a figure without a source is shown at most, never computed with",
        );
    }
}
