//! What order forms and report forms have in common: checks, and facts with values.

use std::sync::Arc;

use venule_logic::FactId;
use venule_logic::types::Type;
use venule_logic::value::Value;

use super::context::Context;
use super::names::{Names, Style};
use super::{condition, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Node, Text};
use crate::model::{FormCheck, Level};

/// Reads the checks of a form. `items` are the names that `replaces` may give.
pub(super) fn checks(
    context: &Context<'_>,
    tables: Vec<Fields<'_>>,
    what: &str,
    items: &Names,
) -> Vec<FormCheck> {
    let mut names = Names::new("check", "unknown-check", Style::Kebab);
    tables
        .into_iter()
        .filter_map(|fields| check(context, fields, &mut names, what, items))
        .collect()
}

fn check(
    context: &Context<'_>,
    mut fields: Fields<'_>,
    names: &mut Names,
    what: &str,
    items: &Names,
) -> Option<FormCheck> {
    let name = named(&mut fields, names, "check", what);
    let states = context.required_states(&mut fields);
    let unless = fields
        .has("unless")
        .then(|| condition::required(context, &mut fields, "unless", &states));
    let read = FormCheck {
        name: Arc::from(name.clone().unwrap_or_default()),
        when: condition::required_or_any(context, &mut fields, "when", &states),
        contradiction: fields.flag("contradiction"),
        level: words::required(&mut fields, "level", words::LEVEL).unwrap_or(Level::Required),
        text: fields.required_string("text"),
        consequence: fields.required_string("consequence"),
        replaces: numbers(context, &mut fields, "replaces", items),
        states: states.known,
        origin: fields.place_of("id"),
        unless,
    };
    if read.unless.is_none() && read.when.expr.is_none() && fields.has("when") {
        let message = format!("{} has `when = \"any\"` and no `unless`", fields.what());
        context.problems.add(
            Diagnostic::error("check-of-nothing", message, fields.place_of("when"))
                .help("it would be raised always; say what it looks at"),
        );
    }
    fields.node("unless");
    fields.close();
    name.and(Some(read))
}

/// Declares the id of a part of a form and calls the table by it.
pub(super) fn named(
    fields: &mut Fields<'_>,
    names: &mut Names,
    kind: &str,
    of: &str,
) -> Option<String> {
    let declared = names.declare_id(fields);
    let name = fields.string("id");
    if let Some(name) = &name {
        fields.call(format!("{kind} `{name}` of {of}"));
    }
    declared.and(name)
}

/// The numbers of the names under a key.
pub(super) fn numbers(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
    names: &Names,
) -> Vec<usize> {
    fields
        .texts(key)
        .into_iter()
        .filter_map(|name| names.find(context.problems, name))
        .map(|number| number as usize)
        .collect()
}

/// The fact under a key.
pub(super) fn fact(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Option<FactId> {
    fields
        .required_text(key)
        .and_then(|name| context.fact(name))
}

/// The boolean fact under a key. Reports another one.
pub(super) fn boolean(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    key: &'static str,
) -> Option<FactId> {
    let name = fields.required_text(key)?;
    let id = context.fact(name)?;
    require_type(context, name, id, "true or false", |ty| {
        *ty == Type::Boolean
    });
    Some(id)
}

/// Reports a fact of another type than is needed.
pub(super) fn require_type(
    context: &Context<'_>,
    name: Text<'_>,
    id: FactId,
    expected: &str,
    fits: impl Fn(&Type) -> bool,
) {
    if context.shape(id).is_some_and(|shape| !fits(&shape.ty)) {
        let message = format!("fact `{}` is not {expected}", name.text);
        context
            .problems
            .add(Diagnostic::error("wrong-type", message, name.origin));
    }
}

/// A value that a fact can have.
pub(super) fn value(
    context: &Context<'_>,
    fields: &Fields<'_>,
    id: FactId,
    node: &Node,
) -> Option<Value> {
    let shape = context.shape(id)?;
    shape.value(context.problems, fields.file(), fields.what(), node)
}
