//! Kinds of events, views over them, and tests of their attributes.

use std::sync::Arc;

use super::context::{Context, Published};
use super::names::{Names, Style};
use super::shape::{self, Shape};
use super::{literal, order, outcome, timing, words};
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Problems, Text};
use crate::model::{Attribute, AttributeTest, EventKind, Obtain, Pick, View, ViewId};
use crate::nearest;
use crate::source::Origin;

/// Declares and reads the kinds of events.
pub(super) fn events(published: &mut Published, tables: Vec<Fields<'_>>) -> Vec<EventKind> {
    let mut events = Vec::new();
    for mut fields in tables {
        if published.events.declare_id(&mut fields).is_some() {
            let name = fields.required_string("id");
            events.push(event(name, fields));
        }
    }
    events
}

fn event(name: String, mut fields: Fields<'_>) -> EventKind {
    let origin = fields.place_of("id");
    let label = fields.required_string("label");
    let none = fields.string("none");
    let sided = fields.flag("sided");
    let mut names = Names::new("attribute", "unknown-attribute", Style::Snake);
    let mut attributes = Vec::new();
    let mut qualifiers: Vec<Text<'_>> = Vec::new();
    for mut attribute in fields.tables("attribute", "this attribute") {
        if names.declare_id(&mut attribute).is_none() {
            continue;
        }
        let id = attribute.required_string("id");
        let shape = shape::read(&mut attribute, &format!("{name}.{id}"));
        let qualifier = attribute.text("qualifier");
        qualifiers.extend(qualifier);
        attributes.push(Attribute {
            name: Arc::from(id),
            label: attribute.required_string("label"),
            ty: shape.ty,
            choices: shape.choices,
            unit: shape.unit,
            range: shape.range,
            qualifier: qualifier.map(|name| Arc::from(name.text)),
            question: attribute.string("question"),
            obtain: words::optional(&mut attribute, "obtain", words::OBTAIN)
                .unwrap_or(Obtain::Record),
        });
        attribute.close();
    }
    for qualifier in qualifiers {
        names.find(fields.problems(), qualifier);
    }
    let mut event = EventKind {
        name: Arc::from(name),
        origin,
        label,
        none,
        sided,
        attributes,
        outcomes: Vec::new(),
    };
    event.outcomes = outcome::outcomes(&mut fields, &event);
    fields.close();
    event
}

/// What values an attribute may have.
pub(super) fn attribute_shape(attribute: &Attribute) -> Shape {
    Shape {
        ty: attribute.ty.clone(),
        choices: attribute.choices.clone(),
        unit: attribute.unit,
        range: attribute.range,
    }
}

/// The attribute of this name. Reports an unknown one.
pub(super) fn attribute<'k>(
    problems: &Problems,
    event: &'k EventKind,
    name: Text<'_>,
) -> Option<&'k Attribute> {
    let found = event
        .attributes
        .iter()
        .find(|attribute| *attribute.name == *name.text);
    if found.is_none() {
        let names = || event.attributes.iter().map(|attribute| &*attribute.name);
        let message = format!("`{}` has no attribute `{}`", event.name, name.text);
        let mut problem = Diagnostic::error("unknown-attribute", message, name.origin);
        problem.help = nearest::did_you_mean(name.text, names())
            .or_else(|| Some(format!("its attributes are {}", nearest::listed(names()))));
        problems.add(problem);
    }
    found
}

/// Declares and reads the views, each after the views it refers to; and hands back the tables of those that look
/// back, which is read once statements are known.
pub(super) fn views<'a>(
    published: &mut Published,
    events: &[EventKind],
    tables: Vec<Fields<'a>>,
) -> (Vec<View>, Vec<Fields<'a>>) {
    let mut declared: Vec<Fields<'_>> = Vec::new();
    for mut fields in tables {
        if published.views.declare_id(&mut fields).is_some() {
            declared.push(fields);
        }
    }
    let Some(problems) = declared.first().map(Fields::problems) else {
        return (Vec::new(), Vec::new());
    };
    let mut looking_back = Vec::new();
    let mut views = Vec::new();
    for mut fields in declared {
        views.push(view(published, events, &mut fields));
        if fields.has("looks_back") {
            looking_back.push(fields);
        } else {
            fields.close();
        }
    }
    (in_order(problems, published, views), looking_back)
}

/// Reads how far views look back, with the statements that say so.
pub(super) fn look_back(context: &Context<'_>, tables: Vec<Fields<'_>>, views: &mut [View]) {
    for mut fields in tables {
        let states = context.required_states(&mut fields);
        let span = timing::span(context, &mut fields, "looks_back", &states);
        let place = fields.place_of("id");
        let number = views.iter().position(|view| view.origin == place);
        let id = number.and_then(|number| u32::try_from(number).ok());
        if id.is_some_and(|id| views.iter().all(|view| view.since != Some(ViewId(id)))) {
            let message = format!("no view looks back to {}", fields.what());
            let problem =
                Diagnostic::error("misplaced-key", message, fields.place_of("looks_back"));
            context
                .problems
                .add(problem.help("name it in `since` of another view, or leave this out"));
        }
        if let Some(view) = number.and_then(|number| views.get_mut(number)) {
            view.looks_back = span;
            view.states = states.known;
        }
        fields.close();
    }
}

fn view(published: &Published, events: &[EventKind], fields: &mut Fields<'_>) -> View {
    let problems = fields.problems();
    let name = fields.required_string("id");
    let event = fields
        .required_text("event")
        .and_then(|name| published.events.find(problems, name));
    let event = event.map_or(usize::MAX, |number| number as usize);
    let mut other = |key| {
        let name = fields.text(key)?;
        published.views.find(problems, name).map(ViewId)
    };
    let (after, since) = (other("after"), other("since"));
    View {
        name: Arc::from(name),
        label: fields.required_string("label"),
        origin: fields.place_of("id"),
        event,
        pick: words::required(fields, "pick", words::PICK).unwrap_or(Pick::Latest),
        after,
        since,
        looks_back: None,
        states: Vec::new(),
        filter: tests(fields, events.get(event)),
    }
}

/// The tests under `where`.
pub(super) fn tests(fields: &mut Fields<'_>, event: Option<&EventKind>) -> Vec<AttributeTest> {
    let mut tests = Vec::new();
    for mut test in fields.tables("where", "this test of an attribute") {
        let name = test.required_text("attribute");
        let attribute = event
            .zip(name)
            .and_then(|(event, name)| attribute(test.problems(), event, name));
        if !test.has("is") {
            test.report_missing(
                "is",
                Some("list the accepted values: `is = [\"negative\"]`".to_owned()),
            );
        }
        let nodes = test.list("is");
        if let Some(attribute) = attribute {
            let shape = attribute_shape(attribute);
            let what = format!("`{}`", attribute.name);
            let is = nodes
                .iter()
                .filter_map(|node| {
                    literal::value(test.problems(), test.file(), &what, node, &shape)
                })
                .collect();
            tests.push(AttributeTest {
                attribute: Arc::clone(&attribute.name),
                is,
            });
        }
        test.close();
    }
    tests
}

/// Renumbers the views so that each follows those it refers to. Reports circles.
fn in_order(problems: &Problems, published: &mut Published, views: Vec<View>) -> Vec<View> {
    let needs: Vec<Vec<usize>> = views
        .iter()
        .map(|view| {
            view.after
                .into_iter()
                .chain(view.since)
                .map(|id| id.0 as usize)
                .collect()
        })
        .collect();
    let (sorted, circles) = order::sort(&needs);
    let named = |at: usize| -> Option<(&str, Origin)> {
        views.get(at).map(|view| (&*view.name, view.origin))
    };
    for members in &circles {
        let help = "let one of them look at all events of its kind";
        problems.extend(order::circle(
            "view-cycle",
            "looks at",
            help,
            members,
            named,
        ));
    }
    if !circles.is_empty() {
        return views;
    }
    let mut position: Vec<u32> = vec![0; views.len()];
    for (to, &from) in (0_u32..).zip(&sorted) {
        if let Some(place) = position.get_mut(from) {
            *place = to;
        }
    }
    published.views.renumber(&position);
    let moved = |id: ViewId| position.get(id.0 as usize).copied().map(ViewId);
    let mut views: Vec<(u32, View)> = position
        .iter()
        .copied()
        .zip(views)
        .map(|(place, view)| {
            let (after, since) = (view.after.and_then(moved), view.since.and_then(moved));
            (
                place,
                View {
                    after,
                    since,
                    ..view
                },
            )
        })
        .collect();
    views.sort_by_key(|(place, _)| *place);
    views.into_iter().map(|(_, view)| view).collect()
}
