//! Facts: names and shapes first, because conditions need all of them; the rest once conditions can be read.

use std::sync::Arc;

use venule_logic::types::Type;
use venule_logic::value::Value;

use super::context::{Context, Published, States};
use super::shape::{self, Shape};
use super::{derivation, event, literal, words};
use crate::check::{prefix_clash, presume, view_type};
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::model::{
    Code, CountedFrom, DataElement, Derivation, EventKind, Fact, Implied, Measure, Obtain,
    Presumption, View, ViewId,
};

/// A fact whose conditions are not read yet.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    id: Text<'a>,
    pub(super) fields: Fields<'a>,
    /// The view it looks through, with what it takes from it.
    pub(super) view: Option<(ViewId, Measure)>,
    aliases: Vec<Text<'a>>,
}

/// Declares the names of all facts and reads what values each may have.
pub(super) fn declare<'a>(
    published: &mut Published,
    events: &[EventKind],
    views: &[View],
    tables: Vec<Fields<'a>>,
) -> (Vec<Draft<'a>>, Vec<Shape>) {
    let mut drafts = Vec::new();
    let mut shapes = Vec::new();
    for mut fields in tables {
        let Some(id) = fields.text("id").or_else(|| fields.required_text("id")) else {
            continue;
        };
        if published.facts.declare_id(&mut fields).is_none() {
            continue;
        }
        let aliases = fields.texts("aliases");
        let (view, inherited) = through_view(published, events, views, &mut fields);
        let shape = match &inherited {
            Some(inherited) if !shape::is_stated(&fields) => {
                for key in ["type", "values", "unit", "range"] {
                    fields.node(key);
                }
                inherited.clone()
            }
            _ => shape::read(&mut fields, id.text),
        };
        if let Some(inherited) = &inherited {
            fields
                .problems()
                .extend(view_type::check(&fields, &shape, inherited));
        }
        shapes.push(shape);
        drafts.push(Draft {
            id,
            fields,
            view,
            aliases,
        });
    }
    for (number, draft) in (0..).zip(&drafts) {
        for alias in &draft.aliases {
            published
                .facts
                .alias(draft.fields.problems(), *alias, number);
        }
    }
    if let Some(draft) = drafts.first() {
        draft
            .fields
            .problems()
            .extend(prefix_clash::check(published.facts.declared()));
    }
    (drafts, shapes)
}

/// Reads `view`, and what values come through it.
fn through_view(
    published: &Published,
    events: &[EventKind],
    views: &[View],
    fields: &mut Fields<'_>,
) -> (Option<(ViewId, Measure)>, Option<Shape>) {
    let Some(mut look) = fields.table("view") else {
        return (None, None);
    };
    let problems = fields.problems();
    let name = look.required_text("name");
    let attribute = look.text("attribute");
    let measure = words::optional(&mut look, "measure", words::MEASURE);
    if attribute.is_none() && !look.has("measure") {
        let help = "say what it takes: `attribute = \"...\"`, `measure = \"exists\"` or `measure = \"days_since\"`";
        look.report_missing("attribute", Some(help.to_owned()));
    }
    look.close();
    let Some(id) = name.and_then(|name| published.views.find(problems, name)) else {
        return (None, None);
    };
    let event = views
        .get(id as usize)
        .and_then(|view| events.get(view.event));
    match (attribute, measure) {
        (Some(name), _) => {
            let attribute = event.and_then(|event| event::attribute(problems, event, name));
            let measure = Measure::Attribute(Arc::from(name.text));
            (
                Some((ViewId(id), measure)),
                attribute.map(event::attribute_shape),
            )
        }
        (None, Some(words::Whole::Exists)) => {
            (Some((ViewId(id), Measure::Exists)), Some(Shape::boolean()))
        }
        (None, Some(words::Whole::DaysSince)) => (
            Some((ViewId(id), Measure::DaysSince)),
            Some(Shape::integer()),
        ),
        (None, None) => (None, None),
    }
}

/// Reads everything else of a fact.
pub(super) fn read(context: &Context<'_>, draft: Draft<'_>, shape: &Shape) -> Fact {
    let Draft {
        id,
        mut fields,
        view,
        aliases,
    } = draft;
    let problems = context.problems;
    let states = context.states(&mut fields, true);
    let label = fields.required_string("label");
    let presume = presumption(&mut fields, shape);
    let derivation = derivation::read(context, &mut fields, shape, view, &states);
    let implied = implied(context, &mut fields, &states);
    if implied.by.is_some() || implied.refuted_by.is_some() {
        problems.extend(derivation::check_implied(
            &fields,
            shape,
            derivation.is_some(),
        ));
    }
    if presume.is_some() && !matches!(derivation, None | Some(Derivation::View { .. })) {
        problems.add(presume::on_derived(&fields));
    }
    if presume.as_ref().is_some_and(|it| it.careful) && implied.conditions().next().is_none() {
        problems.add(presume::careful_for_nothing(&fields));
    }
    let question = fields.string("question");
    // What has a question can be asked for unless the file says that it takes more.
    let usually = if question.is_some() {
        Obtain::Ask
    } else {
        Obtain::Record
    };
    let obtain = words::optional(&mut fields, "obtain", words::OBTAIN).unwrap_or(usually);
    let qualifier = fields.text("qualifier").and_then(|name| context.fact(name));
    let is_age = special(
        &mut fields,
        "is_age",
        "a whole number of years",
        |shape| shape.ty == Type::Integer,
        shape,
    );
    let data_element = words::optional(&mut fields, "data_element", words::DATA_ELEMENT);
    let fact = Fact {
        name: Arc::from(id.text),
        origin: id.origin,
        label,
        ty: shape.ty.clone(),
        choices: shape.choices.clone(),
        unit: shape.unit,
        range: shape.range,
        question,
        plain: fields.string("plain"),
        obtain,
        sided: fields.flag("sided"),
        presume,
        qualifier,
        derivation,
        implied,
        since: since(context, &mut fields, shape),
        is_age,
        is_side: special(
            &mut fields,
            "is_side",
            "a choice of `left`, `right` and `bilateral`",
            is_side,
            shape,
        ),
        data_element: data_element.or(is_age.then_some(DataElement::DateOfBirth)),
        codes: codes(&mut fields),
        states: states.known,
        note: fields.string("note"),
        aliases: aliases.iter().map(|alias| alias.text.to_owned()).collect(),
    };
    fields.close();
    fact
}

/// A flag that gives a fact a meaning to the engine, and what its values must then be.
fn special(
    fields: &mut Fields<'_>,
    key: &'static str,
    expected: &str,
    fits: impl Fn(&Shape) -> bool,
    shape: &Shape,
) -> bool {
    let set = fields.flag(key);
    if set && !fits(shape) {
        let message = format!("{} says `{key}` and is not {expected}", fields.what());
        fields.problems().add(Diagnostic::error(
            "wrong-type",
            message,
            fields.place_of(key),
        ));
    }
    set
}

fn is_side(shape: &Shape) -> bool {
    let mut values: Vec<&str> = shape.choices.iter().map(|(value, _)| &**value).collect();
    values.sort_unstable();
    values == ["bilateral", "left", "right"]
}

/// Reports a second fact that claims to be the age, or the side.
pub(super) fn check_special(problems: &Problems, facts: &[Fact]) {
    at_most_one(problems, "is_age", facts.iter().filter(|fact| fact.is_age));
    at_most_one(
        problems,
        "is_side",
        facts.iter().filter(|fact| fact.is_side),
    );
}

fn at_most_one<'a>(problems: &Problems, key: &str, mut claiming: impl Iterator<Item = &'a Fact>) {
    let Some(first) = claiming.next() else { return };
    for second in claiming {
        let message = format!(
            "facts `{}` and `{}` both say `{key}`",
            first.name, second.name
        );
        let problem = Diagnostic::error("duplicate-id", message, second.origin);
        problems.add(
            problem
                .also(first.origin, "first here")
                .help("one fact at most may say so"),
        );
    }
}

fn presumption(fields: &mut Fields<'_>, shape: &Shape) -> Option<Presumption> {
    let what = fields.what().to_owned();
    let mut table = fields.table("presume")?;
    let node = table.required("value");
    let value =
        node.and_then(|node| literal::value(table.problems(), table.file(), &what, node, shape));
    if !table.has("reason") {
        table
            .problems()
            .add(presume::missing_reason(&what, table.origin()));
    }
    let reason = table.string("reason").unwrap_or_default();
    let careful = table.flag("careful");
    table.close();
    value.map(|value| Presumption {
        value,
        reason,
        careful,
    })
}

fn since(context: &Context<'_>, fields: &mut Fields<'_>, shape: &Shape) -> Option<CountedFrom> {
    let what = fields.what().to_owned();
    let mut table = fields.table("since")?;
    let kind = table.required_text("event");
    let value = |table: &Fields<'_>, node| {
        literal::value(table.problems(), table.file(), &what, node, shape)
    };
    let from: Vec<Value> = table
        .list("from")
        .iter()
        .filter_map(|node| value(&table, node))
        .collect();
    if from.is_empty() {
        let help = "name the values that speak of a change, such as `from = [true]`";
        table.report_missing("from", Some(help.to_owned()));
    }
    let to = table.required("to");
    let to = to.and_then(|node| value(&table, node));
    table.close();
    let event = kind.and_then(|kind| context.published.events.find(context.problems, kind))?;
    Some(CountedFrom {
        event: event as usize,
        from,
        to: to?,
    })
}

fn implied(context: &Context<'_>, fields: &mut Fields<'_>, states: &States) -> Implied {
    let mut condition = |key| {
        let text = fields.text(key)?;
        Some(super::condition::truth(
            context,
            fields.what(),
            text,
            states,
        ))
    };
    Implied {
        by: condition("implied_by"),
        refuted_by: condition("refuted_by"),
    }
}

/// The terminology codes under `codes`.
pub(super) fn codes(fields: &mut Fields<'_>) -> Vec<Code> {
    fields
        .tables("codes", "this code")
        .into_iter()
        .map(|mut code| {
            let read = Code {
                system: code.required_string("system"),
                code: code.required_string("code"),
                display: code.required_string("display"),
            };
            code.close();
            read
        })
        .collect()
}
