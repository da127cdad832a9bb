//! What values a fact or an event's attribute may have: `type`, `values`, `unit` and `range`.

use std::sync::Arc;

use venule_logic::types::{ChoiceType, Type};
use venule_logic::unit::Unit;
use venule_logic::value::{Decimal, Value};

use super::literal;
use crate::diagnostic::Diagnostic;
use crate::document::{Fields, Kind, Node, Problems, Text};
use crate::model::{Attribute, Fact};
use crate::nearest;
use crate::source::FileId;

/// What values something may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// What kind of value it is.
    pub ty: Type,
    /// For a choice: value and wording, in file order.
    pub choices: Vec<(Arc<str>, String)>,
    /// For a quantity.
    pub unit: Option<Unit>,
    /// Permitted values in `unit`, ends included.
    pub range: Option<(Decimal, Decimal)>,
}

impl Shape {
    /// The values that a fact may have.
    #[must_use]
    pub fn of_fact(fact: &Fact) -> Self {
        Self {
            ty: fact.ty.clone(),
            choices: fact.choices.clone(),
            unit: fact.unit,
            range: fact.range,
        }
    }

    /// The values that an attribute of an event may have.
    #[must_use]
    pub fn of_attribute(attribute: &Attribute) -> Self {
        Self {
            ty: attribute.ty.clone(),
            choices: attribute.choices.clone(),
            unit: attribute.unit,
            range: attribute.range,
        }
    }

    /// Whether a word is one of its choices.
    #[must_use]
    pub fn has_choice(&self, word: &str) -> bool {
        self.choices.iter().any(|(choice, _)| **choice == *word)
    }

    /// Reads a value, or reports why it is none of `what`, such as "fact `age`".
    #[must_use]
    pub fn value(
        &self,
        problems: &Problems,
        file: FileId,
        what: &str,
        node: &Node,
    ) -> Option<Value> {
        literal::value(problems, file, what, node, self)
    }

    /// Reads a value as [`Self::value`] does, or a list of two or more choices of which it is one.
    #[must_use]
    pub fn possible_value(
        &self,
        problems: &Problems,
        file: FileId,
        what: &str,
        node: &Node,
    ) -> Option<Value> {
        let Kind::Array(nodes) = &node.kind else {
            return self.value(problems, file, what, node);
        };
        if self.choices.is_empty() || nodes.len() < 2 {
            return self.value(problems, file, what, node);
        }
        let mut codes = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.value(problems, file, what, node)? {
                Value::String(code) => codes.push(code),
                _ => return None,
            }
        }
        Some(Value::choices(codes.iter().map(|code| &**code)))
    }

    /// Yes or no.
    pub(super) fn boolean() -> Self {
        Self {
            ty: Type::Boolean,
            choices: Vec::new(),
            unit: None,
            range: None,
        }
    }

    /// A whole number without limits.
    pub(super) fn integer() -> Self {
        Self {
            ty: Type::Integer,
            ..Self::boolean()
        }
    }
}

const TYPES: [&str; 5] = ["boolean", "choice", "integer", "quantity", "text"];

/// Whether any of the keys that make a shape is there.
pub(super) fn is_stated(fields: &Fields<'_>) -> bool {
    ["type", "values", "unit", "range"]
        .into_iter()
        .any(|key| fields.has(key))
}

/// Reads the shape of `name`. After a problem it is the nearest guess, so that conditions over it are still checked.
pub(super) fn read(fields: &mut Fields<'_>, name: &str) -> Shape {
    let word = if fields.has("type") {
        fields.text("type")
    } else {
        fields.node("type");
        fields.report_missing(
            "type",
            Some(format!("it is one of {}", nearest::listed(TYPES))),
        );
        None
    };
    let word = word.and_then(|word| known_type(fields, word));
    let guessed = word.unwrap_or(match () {
        () if fields.has("values") => "choice",
        () if fields.has("unit") => "quantity",
        () if fields.has("range") => "integer",
        () => "boolean",
    });
    let choices = choices(fields, guessed);
    let unit = unit(fields, guessed);
    let range = range(fields, guessed);
    let ty = match guessed {
        "choice" => Type::Choice(Arc::new(ChoiceType {
            name: Arc::from(name),
            values: choices.iter().map(|(value, _)| Arc::clone(value)).collect(),
        })),
        "integer" => Type::Integer,
        "text" => Type::String,
        "quantity" => Type::Quantity(unit.map(Unit::dimension)),
        _ => Type::Boolean,
    };
    Shape {
        ty,
        choices,
        unit,
        range,
    }
}

fn known_type(fields: &Fields<'_>, word: Text<'_>) -> Option<&'static str> {
    let known = TYPES.into_iter().find(|candidate| *candidate == word.text);
    if known.is_none() {
        let mut problem = Diagnostic::error(
            "unknown-word",
            format!("`{}` is not a type", word.text),
            word.origin,
        );
        problem.help = nearest::did_you_mean(word.text, TYPES)
            .or_else(|| Some(format!("it is one of {}", nearest::listed(TYPES))));
        fields.problems().add(problem);
    }
    known
}

fn choices(fields: &mut Fields<'_>, ty: &str) -> Vec<(Arc<str>, String)> {
    if ty != "choice" {
        misplaced(fields, "values", "a choice");
        return Vec::new();
    }
    let mut choices: Vec<(Arc<str>, String)> = Vec::new();
    for mut value in fields.tables("values", "a value") {
        let Some(id) = value.required_text("id") else {
            continue;
        };
        value.call(format!("value `{}`", id.text));
        let label = value.required_string("label");
        value.close();
        if choices.iter().any(|(taken, _)| **taken == *id.text) {
            let message = format!("{} has the value `{}` twice", fields.what(), id.text);
            fields
                .problems()
                .add(Diagnostic::error("duplicate-id", message, id.origin));
            continue;
        }
        choices.push((Arc::from(id.text), label));
    }
    if choices.is_empty() {
        let message = format!("{} is a choice without values", fields.what());
        fields.problems().add(
            Diagnostic::error("choice-without-values", message, fields.place_of("type"))
                .help("list them: `values = [{ id = \"...\", label = \"...\" }]`"),
        );
    }
    choices
}

fn unit(fields: &mut Fields<'_>, ty: &str) -> Option<Unit> {
    if ty != "quantity" {
        misplaced(fields, "unit", "a quantity");
        return None;
    }
    let text = fields.required_text("unit")?;
    let unit = Unit::parse(text.text);
    if unit.is_none() {
        fields
            .problems()
            .add(literal::unknown_unit(text.text, text.origin));
    }
    unit
}

fn range(fields: &mut Fields<'_>, ty: &str) -> Option<(Decimal, Decimal)> {
    if !matches!(ty, "integer" | "quantity") {
        misplaced(fields, "range", "an integer or a quantity");
        return None;
    }
    let node = fields.node("range")?;
    let ends: Option<Vec<Decimal>> = match &node.kind {
        Kind::Array(ends) => ends.iter().map(literal::decimal).collect(),
        _ => None,
    };
    let Some(&[low, high]) = ends.as_deref() else {
        fields.report_kind("range", node, "a list of two numbers");
        return None;
    };
    if low > high {
        let message = format!("the range of {} ends before it starts", fields.what());
        let problem = Diagnostic::error("range-upside-down", message, fields.origin_of(node));
        fields
            .problems()
            .add(problem.help(format!("write `range = [{high}, {low}]`")));
        return None;
    }
    Some((low, high))
}

/// Reports a key that has a meaning only for another type.
fn misplaced(fields: &mut Fields<'_>, key: &'static str, only_for: &str) {
    if let Some(node) = fields.node(key) {
        let message = format!(
            "`{key}` of {} has a meaning only for {only_for}",
            fields.what()
        );
        fields.problems().add(Diagnostic::error(
            "misplaced-key",
            message,
            fields.origin_of(node),
        ));
    }
}
