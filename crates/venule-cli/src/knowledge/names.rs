//! What the model keeps as types, in the words of the knowledge files.

use venule_knowledge::model::{
    Attribute, Derivation, Fact, Knowledge, Obtain, Presumption, RuleId,
};
use venule_knowledge::source::Origin;
use venule_logic::{Decimal, Type, Unit, Value};

/// How something is found out.
pub(super) fn obtain(obtain: Obtain) -> &'static str {
    match obtain {
        Obtain::Record => "from the record",
        Obtain::Ask => "by asking",
        Obtain::Examine => "by examining",
        Obtain::Lab => "by a laboratory test",
        Obtain::Imaging => "by imaging",
    }
}

/// Why a value may be presumed, and how far.
pub(super) fn presumed_because(presumption: &Presumption) -> String {
    let mut because = presumption.reason.clone();
    if presumption.careful {
        because.push_str(" Presumed also while a part of it was asked for and is not known.");
    }
    because
}

/// Where the value of a fact comes from.
pub(super) fn origin(fact: &Fact) -> &'static str {
    match &fact.derivation {
        None => "input",
        Some(Derivation::Score(_)) => "score",
        Some(Derivation::View { .. }) => "event",
        Some(Derivation::Condition(_) | Derivation::Expression(_) | Derivation::Cases { .. }) => {
            "derived"
        }
    }
}

/// What values a fact or an attribute may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'k> {
    pub(super) ty: &'k Type,
    pub(super) choices: &'k [(std::sync::Arc<str>, String)],
    pub(super) unit: Option<Unit>,
    pub(super) range: Option<(Decimal, Decimal)>,
}

impl<'k> Shape<'k> {
    pub(super) fn of_fact(fact: &'k Fact) -> Self {
        Self {
            ty: &fact.ty,
            choices: &fact.choices,
            unit: fact.unit,
            range: fact.range,
        }
    }

    pub(super) fn of_attribute(it: &'k Attribute) -> Self {
        Self {
            ty: &it.ty,
            choices: &it.choices,
            unit: it.unit,
            range: it.range,
        }
    }

    /// The type in one word.
    pub(super) fn word(self) -> &'static str {
        match self.ty {
            Type::Boolean => "boolean",
            Type::Choice(_) => "choice",
            Type::Integer => "integer",
            Type::Quantity(_) => "quantity",
            Type::String => "text",
            Type::Any | Type::Long | Type::Decimal | Type::List(_) | Type::Interval(_) => "value",
        }
    }

    /// The type in words, with unit and permitted values, such as "a quantity in cm, from 0 to 60".
    pub(super) fn sentence(self) -> String {
        let mut text = match self.ty {
            Type::Boolean => "true or false".to_owned(),
            Type::Choice(_) => "one of these values".to_owned(),
            Type::Integer => "a whole number".to_owned(),
            Type::Quantity(_) => format!("a quantity in {}", self.unit.map_or("", Unit::code)),
            Type::String => "text of at most 500 characters, never compared".to_owned(),
            Type::Any | Type::Long | Type::Decimal | Type::List(_) | Type::Interval(_) => {
                self.ty.to_string()
            }
        };
        if let Some((low, high)) = self.range {
            text.push_str(&format!(", from {low} to {high}"));
        }
        text
    }
}

/// The full name of a rule, `guideline/rule`.
pub(super) fn rule(knowledge: &Knowledge, id: RuleId) -> String {
    knowledge
        .rules
        .get(id.0 as usize)
        .map_or_else(String::new, |rule| {
            format!("{}/{}", guideline(knowledge, rule.guideline), rule.name)
        })
}

/// The name of a guideline.
pub(super) fn guideline(knowledge: &Knowledge, index: usize) -> &str {
    knowledge
        .guidelines
        .get(index)
        .map_or("", |guideline| &guideline.name)
}

/// File and line of an element.
pub(super) fn place(knowledge: &Knowledge, origin: Origin) -> String {
    let path = knowledge
        .files
        .get(origin.file)
        .map_or("", |file| file.path.as_str());
    match knowledge.files.line_column(origin) {
        Some((line, _)) => format!("{path}:{line}"),
        None => path.to_owned(),
    }
}

/// A value as a case file has it, without the quotes of the condition language.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::String(code) => code.to_string(),
        Value::Quantity(it) => format!("{} {}", it.value.normalize(), it.unit.code()),
        Value::Null
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::Long(_)
        | Value::Decimal(_)
        | Value::List(_)
        | Value::Interval(_)
        | Value::Partial(_) => value.to_string(),
    }
}
