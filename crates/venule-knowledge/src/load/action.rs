//! Actions and groups of options.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::{Context, Published};
use super::{event, fact, order, outcome, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Text};
use crate::model::{Action, ActionId, Category, EventKind, OneOf};
use crate::source::Origin;

/// An action whose references are not read yet.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    fields: Fields<'a>,
    aliases: Vec<Text<'a>>,
}

/// Declares the names of all actions.
pub(super) fn declare<'a>(published: &mut Published, tables: Vec<Fields<'a>>) -> Vec<Draft<'a>> {
    let mut drafts = Vec::new();
    for mut fields in tables {
        if published.actions.declare_id(&mut fields).is_some() {
            let aliases = fields.texts("aliases");
            drafts.push(Draft { fields, aliases });
        }
    }
    for (number, draft) in (0..).zip(&drafts) {
        for alias in &draft.aliases {
            published
                .actions
                .alias(draft.fields.problems(), *alias, number);
        }
    }
    drafts
}

/// Reads an action.
pub(super) fn read(context: &Context<'_>, events: &[EventKind], draft: Draft<'_>) -> Action {
    let Draft {
        mut fields,
        aliases,
    } = draft;
    let name = fields.required_string("id");
    let protocol = fields
        .text("protocol")
        .and_then(|name| context.published.protocols.find(context.problems, name));
    let results = results(context, events, &mut fields);
    let made = results.first().and_then(|it| it.split_once('.'));
    let event = made.and_then(|(event, _)| events.iter().find(|it| *it.name == *event));
    let result = event
        .zip(made)
        .and_then(|(event, (_, result))| event.attributes.iter().find(|it| *it.name == *result));
    let action = Action {
        origin: fields.place_of("id"),
        label: fields.required_string("label"),
        avoid_label: fields.string("avoid_label"),
        plain: fields.string("plain"),
        plain_avoid: plain_avoid(&mut fields),
        category: words::required(&mut fields, "category", words::CATEGORY)
            .unwrap_or(Category::Assessment),
        sided: fields.flag("sided"),
        protocol: protocol.map(|number| number as usize),
        specializes: context.actions(&mut fields, "specializes"),
        settles: fields.text("settles").and_then(|name| context.fact(name)),
        incompatible_with: incompatible_with(context, &mut fields, &name),
        instead_of: context.actions(&mut fields, "instead_of"),
        makes: outcome::makes(&mut fields, event),
        cannot_show: outcome::cannot_show(&mut fields, result),
        results,
        codes: fact::codes(&mut fields),
        aliases: aliases.iter().map(|alias| alias.text.to_owned()).collect(),
        name: Arc::from(name),
    };
    fields.close();
    action
}

/// Plain words for advice against an action. It takes those for clinicians to say the same.
fn plain_avoid(fields: &mut Fields<'_>) -> Option<String> {
    if fields.has("plain_avoid") && !fields.has("avoid_label") {
        let message = format!("{} has `plain_avoid` and no `avoid_label`", fields.what());
        let problem = Diagnostic::error(
            "missing-avoid-label",
            message,
            fields.place_of("plain_avoid"),
        );
        fields
            .problems()
            .add(problem.help("add `avoid_label`: what patients read says the same"));
    }
    fields.string("plain_avoid")
}

/// The actions that this one does not go with. It is none of them.
fn incompatible_with(context: &Context<'_>, fields: &mut Fields<'_>, own: &str) -> Vec<ActionId> {
    let names = fields.texts("incompatible_with");
    let own_number = context.published.actions.get(own);
    names
        .into_iter()
        .filter_map(|name| {
            let action = context.action(name)?;
            if Some(action.0) == own_number {
                let message = format!("{} is declared incompatible with itself", fields.what());
                let help = "name the actions that must not be advised beside it";
                context.problems.add(
                    Diagnostic::error("incompatible-with-itself", message, name.origin).help(help),
                );
            }
            Some(action)
        })
        .collect()
}

/// Event attributes, written `event.attribute`, whose values are the possible results of a test.
fn results(context: &Context<'_>, events: &[EventKind], fields: &mut Fields<'_>) -> Vec<String> {
    let mut known = Vec::new();
    let named = fields.texts("results");
    if let [_, second, ..] = named.as_slice() {
        let message = format!("{} has more than one result", fields.what());
        let problem = Diagnostic::error("more-than-one-result", message, second.origin);
        context.problems.add(problem.help(
            "name the attribute that a test is read by; what else it may say belongs into the event's `outcomes`",
        ));
    }
    for name in named.into_iter().take(1) {
        let Some((event, attribute)) = name.text.split_once('.') else {
            let message = format!("`{}` is not an attribute of an event", name.text);
            let problem = Diagnostic::error("unknown-attribute", message, name.origin);
            context
                .problems
                .add(problem.help("write it as `event.attribute`, such as `examination.result`"));
            continue;
        };
        let number = context.published.events.find(
            context.problems,
            Text {
                text: event,
                ..name
            },
        );
        let Some(event) = number.and_then(|number| events.get(number as usize)) else {
            continue;
        };
        if event::attribute(
            context.problems,
            event,
            Text {
                text: attribute,
                ..name
            },
        )
        .is_some()
        {
            known.push(name.text.to_owned());
        }
    }
    known
}

/// Reports actions that are a way of doing themselves, and actions that would take themselves out: where two stand in
/// each other's place, neither would be advised.
pub(super) fn check_circles(context: &Context<'_>, actions: &[Action]) {
    let general: Vec<Vec<usize>> = actions
        .iter()
        .map(|action| action.specializes.iter().map(|id| id.0 as usize).collect())
        .collect();
    let named = |at: usize| -> Option<(&str, Origin)> {
        actions.get(at).map(|action| (&*action.name, action.origin))
    };
    let report = |needs: &[Vec<usize>], code, verb, help| {
        for members in &order::sort(needs).1 {
            let problem = order::circle(code, verb, help, members, named);
            context.problems.extend(problem);
        }
    };
    report(
        &general,
        "specializes-cycle",
        "specializes",
        "let the more general action specialize nothing",
    );
    report(
        &taken_out(actions, &general),
        "instead-of-cycle",
        "takes out",
        "let only the more urgent action stand in the place of the other",
    );
}

/// For each action those that are gone where it is advised: those in whose place it stands, and every way of doing them.
fn taken_out(actions: &[Action], general: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let is_one_of = |at: usize, targets: &[ActionId]| {
        let mut open = vec![at];
        let mut seen = BTreeSet::new();
        while let Some(next) = open.pop() {
            if targets.iter().any(|target| target.0 as usize == next) {
                return true;
            }
            if seen.insert(next) {
                open.extend(general.get(next).into_iter().flatten());
            }
        }
        false
    };
    actions
        .iter()
        .map(|action| {
            let all = 0..actions.len();
            all.filter(|at| is_one_of(*at, &action.instead_of))
                .collect()
        })
        .collect()
}

/// Declares and reads the groups of options.
pub(super) fn one_ofs(context: &Context<'_>, drafts: Vec<Fields<'_>>) -> Vec<OneOf> {
    drafts
        .into_iter()
        .map(|mut fields| {
            let one_of = OneOf {
                name: Arc::from(fields.required_string("id")),
                label: fields.required_string("label"),
                plain: fields.string("plain"),
                options: context.actions(&mut fields, "options"),
                origin: fields.place_of("id"),
            };
            if one_of.options.len() < 2 && fields.texts("options").len() < 2 {
                let message = format!("{} leaves no choice", fields.what());
                let problem =
                    Diagnostic::error("too-few-options", message, fields.place_of("options"));
                context
                    .problems
                    .add(problem.help("list at least two actions under `options`"));
            }
            fields.close();
            one_of
        })
        .collect()
}
