//! How a fact follows from others: the five forms of derivation, and the order in which they are computed.

use venule_logic::FactId;
use venule_logic::types::Type;

use super::context::{Context, States};
use super::shape::Shape;
use super::{condition, literal, order};
use crate::diagnostic::Diagnostic;
use crate::document::Fields;
use crate::model::{Condition, Derivation, DerivedCase, Fact, Measure, Score, ViewId};
use crate::source::Origin;

/// The keys of which a derived fact has exactly one.
const FORMS: [&str; 5] = ["derive", "derive_value", "case", "view", "score"];

/// Reads the derivation of a fact, if it has one.
pub(super) fn read(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    shape: &Shape,
    view: Option<(ViewId, Measure)>,
    states: &States,
) -> Option<Derivation> {
    one_form(fields);
    let what = fields.what().to_owned();
    let derived = fields.text("derive").map(|text| {
        if shape.ty != Type::Boolean {
            let message = format!("{what} is derived by a condition and is not true or false");
            let problem = Diagnostic::error("wrong-type", message, text.origin);
            context.problems.add(
                problem.help("use `derive_value` for a number and `[[fact.case]]` for a choice"),
            );
        }
        Derivation::Condition(condition::truth(context, &what, text, states))
    });
    let computed = fields.text("derive_value").map(|text| {
        Derivation::Expression(condition::calculation(
            context, &what, text, states, &shape.ty,
        ))
    });
    let cases = cases(context, fields, shape, states);
    let view = view.map(|(view, measure)| Derivation::View { view, measure });
    let score = fields
        .text("score")
        .and_then(|name| context.published.scores.find(context.problems, name));
    let score = score.map(|number| Derivation::Score(number as usize));
    score.or(view).or(cases).or(computed).or(derived)
}

fn one_form(fields: &Fields<'_>) {
    let mut present = FORMS.into_iter().filter(|form| fields.has(form));
    if let (Some(first), Some(second)) = (present.next(), present.next()) {
        let message = format!(
            "{} is derived both by `{first}` and by `{second}`",
            fields.what()
        );
        fields.problems().add(
            Diagnostic::error("two-derivations", message, fields.place_of(second))
                .also(fields.place_of(first), "and here")
                .help("keep the one that says how it follows"),
        );
    }
}

fn cases(
    context: &Context<'_>,
    fields: &mut Fields<'_>,
    shape: &Shape,
    states: &States,
) -> Option<Derivation> {
    let what = fields.what().to_owned();
    let value = |node| literal::value(context.problems, fields.file(), &what, node, shape);
    let otherwise = fields
        .entries()
        .iter()
        .find(|(key, _)| key.text == "otherwise")
        .and_then(|(_, node)| value(node));
    let node = fields.node("otherwise");
    let tables = fields.tables("case", &format!("a case of {what}"));
    if tables.is_empty() {
        if let Some(node) = node {
            let message = format!("{what} has `otherwise` without cases");
            context.problems.add(Diagnostic::error(
                "misplaced-key",
                message,
                fields.origin_of(node),
            ));
        }
        return None;
    }
    let cases = tables
        .into_iter()
        .filter_map(|case| one_case(context, case, &what, shape, states))
        .collect();
    Some(Derivation::Cases { cases, otherwise })
}

fn one_case(
    context: &Context<'_>,
    mut case: Fields<'_>,
    what: &str,
    shape: &Shape,
    states_of_fact: &States,
) -> Option<DerivedCase> {
    let node = case.required("value");
    let value =
        node.and_then(|node| literal::value(context.problems, case.file(), what, node, shape));
    let states = context.states(&mut case, true);
    let all = states.and(states_of_fact);
    context.require(&case, &all);
    let when = condition::required(context, &mut case, "when", &all);
    let why = case.string("why");
    let origin = case.origin();
    case.close();
    value.map(|value| DerivedCase {
        value,
        when,
        why,
        states: states.known,
        origin,
    })
}

/// Problems of `implied_by` and `refuted_by`: they settle what somebody could have answered yes or no.
pub(super) fn check_implied(
    fields: &Fields<'_>,
    shape: &Shape,
    derived: bool,
) -> Option<Diagnostic> {
    let key = if fields.has("implied_by") {
        "implied_by"
    } else {
        "refuted_by"
    };
    let refuse = |message: String, help| {
        Some(Diagnostic::error("misplaced-key", message, fields.place_of(key)).help(help))
    };
    if derived {
        let message = format!(
            "{} is derived, so nothing is left for `{key}` to settle",
            fields.what()
        );
        return refuse(message, "put the condition into the derivation");
    }
    if shape.ty != Type::Boolean {
        let message = format!(
            "`{key}` settles yes or no, and {} is neither",
            fields.what()
        );
        return refuse(message, "derive the fact with `[[fact.case]]`");
    }
    None
}

/// An order in which each fact follows what it is computed from. Reports circles.
///
/// Holds derived facts and the inputs that something may settle (`implied_by`, `refuted_by`).
pub(super) fn in_order(context: &Context<'_>, facts: &[Fact], scores: &[Score]) -> Vec<FactId> {
    let needs: Vec<Vec<usize>> = facts
        .iter()
        .map(|fact| {
            sources(fact, scores)
                .into_iter()
                .map(|id| id.0 as usize)
                .collect()
        })
        .collect();
    let (sorted, circles) = order::sort(&needs);
    for members in &circles {
        let help = "break the circle: one of them has to be entered";
        let named = |at: usize| -> Option<(&str, Origin)> {
            facts.get(at).map(|fact| (&*fact.name, fact.origin))
        };
        context.problems.extend(order::circle(
            "derivation-cycle",
            "follows from",
            help,
            members,
            named,
        ));
    }
    let computed = |fact: &Fact| {
        fact.derivation.is_some() || fact.implied.by.is_some() || fact.implied.refuted_by.is_some()
    };
    sorted
        .into_iter()
        .filter(|at| facts.get(*at).is_some_and(computed))
        .filter_map(|at| u32::try_from(at).ok().map(FactId))
        .collect()
}

/// The facts that a fact is computed from.
fn sources(fact: &Fact, scores: &[Score]) -> Vec<FactId> {
    let mut found: Vec<FactId> = Vec::new();
    let mut of = |condition: &Condition| {
        found.extend(condition.facts());
    };
    fact.implied
        .by
        .iter()
        .chain(&fact.implied.refuted_by)
        .for_each(&mut of);
    match &fact.derivation {
        Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => of(condition),
        Some(Derivation::Cases { cases, .. }) => cases.iter().for_each(|case| of(&case.when)),
        Some(Derivation::Score(number)) => {
            found.extend(
                scores
                    .get(*number)
                    .into_iter()
                    .flat_map(|score| &score.items)
                    .map(|item| item.fact),
            );
        }
        Some(Derivation::View { .. }) | None => {}
    }
    found.sort_unstable();
    found.dedup();
    found
}
