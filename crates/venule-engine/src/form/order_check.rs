//! Checking an order that somebody wrote against its form and, where there is one, against the case.

use venule_knowledge::model::{Knowledge, Level, OrderForm, OrderItem, Stance};
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use super::applies::Applies;
use super::compose::{Told, gap, told};
use super::{Raised, WrittenOrder, any_required, raised};
use crate::assess::assess;
use crate::assessment::{Assessment, Line};
use crate::case::{Case, Entry, State};
use crate::executor::Interpreter;
use crate::facts::{FactTable, is_known};
use crate::prepared::Prepared;
use crate::side::{Leg, Side};

/// What an order says of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It says it.
    Stated,
    /// It says that it is left out, or says something else.
    LeftOut,
    /// It says nothing.
    NotStated,
}

/// An item with what the order says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedItem {
    /// Index in the form's items.
    pub item: usize,
    /// Whether it applies.
    pub applies: Applies,
    /// What the order says.
    pub said: Said,
    /// What its absence is worth; nothing where it is not missed or a check speaks for it.
    pub missed: Option<Level>,
    /// What the case knows that would fill it, where it is missed.
    pub told: Vec<Told>,
    /// Whether more would have to be found out to fill it.
    pub asks: bool,
}

/// What came of checking an order.
#[derive(Debug)]
pub struct OrderCheck {
    /// Index in `Knowledge::orders`.
    pub form: usize,
    /// The side ordered.
    pub side: Option<Side>,
    /// Items that an order can state.
    pub items: Vec<CheckedItem>,
    /// Checks that were raised.
    pub raised: Vec<Raised>,
    /// What the case is advised, if there is a case.
    pub assessment: Option<Assessment>,
    /// Lines of that advice that speak against the examination.
    pub against: Vec<Line>,
    /// Whether the case has to be handed over to a person before anything is ordered.
    pub emergency: bool,
    complete: bool,
}

impl OrderCheck {
    /// Whether the order can stand: nothing is missing that must be there, nothing contradicts, it is not advised
    /// against, and there is no emergency that comes first.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// Whether it is good for all that a complete order is good for: what would make it better is stated as well.
    #[must_use]
    pub fn keeps_its_promise(&self) -> bool {
        self.complete && self.items.iter().all(|it| it.missed.is_none())
    }
}

/// Checks an order.
///
/// # Unknown values
///
/// What the order does not say is not stated: neither asked for nor left out. Nothing is presumed of an order.
#[must_use]
pub fn check_order(knowledge: &Knowledge, written: &WrittenOrder) -> OrderCheck {
    let mut check = OrderCheck {
        form: written.form,
        side: None,
        items: Vec::new(),
        raised: Vec::new(),
        assessment: None,
        against: Vec::new(),
        emergency: false,
        complete: false,
    };
    let Some(form) = knowledge.orders.get(written.form) else {
        return check;
    };
    let mut case = written.case.clone();
    check.side = side_ordered(&case, form);
    if let Some(differs) = differs(&case, check.side) {
        case.facts.push(Entry {
            fact: form.side_differs,
            side: None,
            state: State::Known(Value::Boolean(differs)),
            source: None,
            origin: None,
        });
    }
    let legs = case.legs().into_iter();
    let legs = Prepared::all(knowledge, &case, legs, &Interpreter, &|_| {});
    for leg in &legs {
        for index in raised(&form.checks, &leg.plain) {
            let found = Raised {
                check: index,
                side: None,
            };
            if !check.raised.contains(&found) {
                check.raised.push(found);
            }
        }
    }
    let is_replaced = |item: usize| {
        let checks = check
            .raised
            .iter()
            .filter_map(|it| form.checks.get(it.check));
        checks.flat_map(|it| &it.replaces).any(|it| *it == item)
    };
    check.items = form
        .items
        .iter()
        .enumerate()
        .filter_map(|(index, item)| {
            let (id, value) = item.fact.as_ref()?;
            let applies = Applies::to_any(&legs, &item.when);
            let said = said(*id, value.as_ref(), legs.first().map(|leg| &leg.plain));
            let is_missed = said != Said::Stated && !is_replaced(index);
            let missed = applies.level(item.level).filter(|_| is_missed);
            let told = missed.map(|_| told(knowledge, &case, item, &legs));
            let lacks = |level| {
                let gap = |leg| gap(&case, item, leg, (index, level));
                legs.iter().any(|leg| !gap(leg).facts.is_empty())
            };
            Some(CheckedItem {
                item: index,
                applies,
                said,
                missed,
                told: told.unwrap_or_default(),
                asks: missed.is_some_and(lacks),
            })
        })
        .collect();
    if written.has_case {
        let assessment = assess(knowledge, &case);
        check.against = against(knowledge, form, &assessment);
        check.emergency = assessment.emergencies(knowledge).next().is_some();
        check.assessment = Some(assessment);
    }
    let lacks = check
        .items
        .iter()
        .any(|it| it.missed == Some(Level::Required));
    check.complete = !lacks
        && !any_required(&form.checks, &check.raised)
        && check.against.is_empty()
        && !check.emergency;
    check
}

impl CheckedItem {
    /// The item of the form.
    #[must_use]
    pub fn of<'f>(&self, form: &'f OrderForm) -> Option<&'f OrderItem> {
        form.items.get(self.item)
    }
}

fn said(id: FactId, wanted: Option<&Value>, facts: Option<&FactTable>) -> Said {
    let value = facts.map_or(Value::Null, |facts| facts.value(id));
    match wanted {
        _ if !is_known(&value) => Said::NotStated,
        Some(wanted) if *wanted != value => Said::LeftOut,
        Some(_) | None => Said::Stated,
    }
}

fn side_ordered(case: &Case, form: &OrderForm) -> Option<Side> {
    case.facts.iter().find_map(|entry| match &entry.state {
        State::Known(Value::String(text)) if entry.fact == form.side => Side::parse(text),
        _ => None,
    })
}

/// Whether a leg of the case is not ordered, where both are known.
fn differs(case: &Case, ordered: Option<Side>) -> Option<bool> {
    let ordered = ordered?;
    let legs = case.legs();
    let is_named = !legs.contains(&Leg::Unstated);
    is_named.then(|| legs.iter().any(|leg| !ordered.covers(*leg)))
}

/// Live lines against what the form orders.
fn against(knowledge: &Knowledge, form: &OrderForm, assessment: &Assessment) -> Vec<Line> {
    let of_form = |line: &&Line| {
        let action = knowledge.actions.get(line.action.0 as usize);
        action.and_then(|it| it.protocol) == Some(form.protocol)
    };
    assessment
        .lines
        .iter()
        .filter(of_form)
        .filter(|line| line.is_live() && line.stance == Stance::Avoid)
        .cloned()
        .collect()
}
