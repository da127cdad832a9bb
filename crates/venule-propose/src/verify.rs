//! Which proposals stand: open key, permitted value, words that are there and say it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value as Json;
use venule_knowledge::model::Fact;
use venule_logic::{Quantity, Type, Unit, Value};
use venule_text::candidate::{Candidate, Doubt, Proof, Standing};
use venule_text::language::model::ModifierKind;
use venule_text::number::{Amount, Figure, Measure, TimeUnit};
use venule_text::proposed::Dropped;
use venule_text::quote::{Quoted, Word};
use venule_text::scope::{Certainty, Person, Time};
use venule_text::span::Span;

use crate::Asked;
use crate::answer::Proposal;
use crate::key::Key;
use crate::locate::{cuts, locate};

/// Most proposals that are looked at.
pub const MOST_PROPOSALS: usize = 64;

/// What is left of an answer.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// What stands, in order of the vocabulary; each fact once.
    pub candidates: Vec<Candidate>,
    /// How much was dropped, and why.
    pub dropped: BTreeMap<Dropped, usize>,
}

/// A proposal for an open key with a permitted value, and the place of its words.
struct Placed<'k> {
    key: Key<'k>,
    value: Value,
    place: Span,
}

pub(crate) fn verify(
    asked: &Asked<'_>,
    keys: &[Key<'_>],
    proposals: Vec<Option<Proposal>>,
) -> Verified {
    let mut verified = Verified::default();
    let mut drop = |why| *verified.dropped.entry(why).or_default() += 1;
    let mut placed = Vec::new();
    for (index, proposal) in proposals.into_iter().enumerate() {
        let found = match proposal {
            _ if index >= MOST_PROPOSALS => Err(Dropped::TooMany),
            None => Err(Dropped::Malformed),
            Some(proposal) => place(asked.text, keys, &proposal),
        };
        match found {
            Ok(it) => placed.push(it),
            Err(why) => drop(why),
        }
    }
    let places: Vec<Span> = placed.iter().map(|it| it.place).collect();
    let quoted = asked
        .extractor
        .quoted(asked.text, &places, asked.reference)
        .unwrap_or_default();
    let mut standing: Vec<Placed<'_>> = Vec::new();
    let mut contradicted = Vec::new();
    for (proposal, quoted) in placed.into_iter().zip(quoted) {
        let id = proposal.key.id;
        if let Err(why) = says(&proposal, quoted.as_ref()) {
            drop(why);
        } else if contradicted.contains(&id) {
            drop(Dropped::Contradicted);
        } else if let Some(same) = standing.iter().position(|it| it.key.id == id) {
            if standing
                .get(same)
                .is_some_and(|it| it.value == proposal.value)
            {
                drop(Dropped::Repeated);
            } else {
                standing.remove(same);
                contradicted.push(id);
                drop(Dropped::Contradicted);
                drop(Dropped::Contradicted);
            }
        } else {
            standing.push(proposal);
        }
    }
    standing.sort_by_key(|it| it.key.id);
    verified.candidates = standing.into_iter().map(candidate).collect();
    verified
}

fn candidate(proposal: Placed<'_>) -> Candidate {
    Candidate {
        fact: proposal.key.id,
        value: proposal.value,
        side: None,
        standing: Standing::ToConfirm(Doubt::Proposed),
        proof: Proof {
            spans: vec![proposal.place],
            rules: Vec::new(),
        },
        weak: true,
        leads: false,
        narrow: false,
        raise: false,
        at: 0,
    }
}

fn place<'k>(text: &str, keys: &[Key<'k>], proposal: &Proposal) -> Result<Placed<'k>, Dropped> {
    let key = keys.iter().find(|key| *key.fact.name == *proposal.key);
    let key = *key.ok_or(Dropped::NotOpen)?;
    let value = permitted(key.fact, &proposal.value).ok_or(Dropped::NotPermitted)?;
    let place = locate(text, &proposal.quote, proposal.start).ok_or(Dropped::NotFound)?;
    if cuts(text, place) {
        return Err(Dropped::NotWhole);
    }
    Ok(Placed { key, value, place })
}

/// A value as the vocabulary has it, if it may be proposed. A "no" may not: words that deny a part of what a fact is about
/// do not deny the whole.
fn permitted(fact: &Fact, value: &Json) -> Option<Value> {
    match (&fact.ty, value) {
        (Type::Boolean, Json::Bool(true)) => Some(Value::Boolean(true)),
        (Type::Choice(_), Json::String(code)) => {
            let mut choices = fact.choices.iter();
            let choice = choices.find(|(choice, _)| **choice == **code);
            choice.map(|(choice, _)| Value::String(choice.clone()))
        }
        (Type::Integer | Type::Quantity(_), Json::Number(number)) => {
            let number: Decimal = number.to_string().parse().ok()?;
            let (low, high) = fact.range?;
            if !(low..=high).contains(&number) {
                return None;
            }
            match fact.unit {
                Some(unit) => Some(Value::Quantity(Quantity {
                    value: number,
                    unit,
                })),
                None if number.is_integer() => number.to_i32().map(Value::Integer),
                None => None,
            }
        }
        _ => None,
    }
}

/// Whether the words, and what surrounds them, say the value.
fn says(proposal: &Placed<'_>, quoted: Option<&Quoted>) -> Result<(), Dropped> {
    let quoted = quoted.filter(|it| !it.words.is_empty());
    let quoted = quoted.ok_or(Dropped::NotWhole)?;
    if quoted.asked || quoted.modifiers.iter().any(vetoes) || quoted.words.iter().any(is_vetoed) {
        return Err(Dropped::Vetoed);
    }
    let number = match &proposal.value {
        Value::Integer(number) => Some((Decimal::from(*number), None)),
        Value::Quantity(quantity) => Some((quantity.value, Some(quantity.unit))),
        _ => None,
    };
    let Some((number, unit)) = number else {
        return Ok(());
    };
    let is_age = proposal.key.fact.is_age;
    let mut read = quoted
        .figures
        .iter()
        .filter_map(|it| amount(it, unit, is_age));
    match read.any(|it| it == number) {
        true => Ok(()),
        false => Err(Dropped::NotTheNumber),
    }
}

/// Whether a modifier may deny, take back, or lead away from the patient, from now or from what is stated.
fn vetoes(kind: &ModifierKind) -> bool {
    match kind {
        ModifierKind::Negation
        | ModifierKind::OtherPerson
        | ModifierKind::SecondPatient
        | ModifierKind::Historical
        | ModifierKind::Visit
        | ModifierKind::Conditional
        | ModifierKind::Question
        | ModifierKind::Retraction
        | ModifierKind::Correction
        | ModifierKind::Amendment
        | ModifierKind::Dispute
        | ModifierKind::Explanation => true,
        ModifierKind::Possible
        | ModifierKind::SamePatient
        | ModifierKind::NextPatient
        | ModifierKind::Probable
        | ModifierKind::Patient
        | ModifierKind::Trend(_)
        | ModifierKind::Degree(_)
        | ModifierKind::Terminator
        | ModifierKind::Pseudo
        | ModifierKind::NoSide
        | ModifierKind::Staff
        | ModifierKind::Trade
        | ModifierKind::Mismatch
        | ModifierKind::Subject => false,
    }
}

/// Whether a word is denied, said of somebody else, of another time or a condition, or asked.
fn is_vetoed(word: &Word) -> bool {
    let context = &word.context;
    word.denied
        || context.person == Person::Other
        || context.time != Time::Now
        || context.certainty == Certainty::Asked
}

/// The one number that a figure is, in the unit of the vocabulary. A range, or a number without its unit, is none.
fn amount(figure: &Figure, unit: Option<Unit>, is_age: bool) -> Option<Decimal> {
    let single = |amount: &Amount| amount.single();
    match (figure, unit) {
        (Figure::Age(age), None) if is_age && age.unit == TimeUnit::Year && !age.then => {
            single(&age.amount)
        }
        (Figure::Number(amount), None) if !is_age => single(amount),
        (Figure::Number(amount), Some(unit)) if unit.code() == "1" => single(amount),
        (Figure::Quantity(amount, measure), Some(unit)) => {
            converted(single(amount)?, *measure, unit)
        }
        _ => None,
    }
}

fn converted(number: Decimal, measure: Measure, unit: Unit) -> Option<Decimal> {
    let quantity = measure.quantity(number)?;
    quantity.unit.convert(quantity.value, unit)
}
