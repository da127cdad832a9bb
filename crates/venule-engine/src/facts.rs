//! The facts of one leg: entered values, views, derivations, scores and presumptions, resolved in order.
//!
//! In: knowledge, case, leg, and which facts are set aside or may be presumed. Out: a [`FactTable`].
//! The reading of every construct is fixed in `docs/adr/0001`, "Derived facts" and "Partly known values".

mod presumable;
mod without;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use venule_knowledge::model::{Derivation, Fact, Knowledge, Measure, ViewId};
use venule_logic::evaluate::{Facts, evaluate};
use venule_logic::truth::Truth;
use venule_logic::types::Type;
use venule_logic::value::Decimal;
use venule_logic::{FactId, Partial, Value};

use crate::case::{Case, Dates, Entry, Event, State};
use crate::derive::{Derived, from_cases, implied, total, union};
use crate::events::{Picked, resolve_views, views_disputing};
use crate::side::Leg;

/// Every fact's possible values for one leg.
#[derive(Debug, Clone)]
pub struct FactTable {
    values: Vec<Value>,
    /// Facts that may be presumed, given the facts as they are.
    presumable: Arc<BTreeSet<FactId>>,
    presumed: BTreeSet<FactId>,
    differences: Vec<Difference>,
    views: Arc<Vec<Picked>>,
}

/// A stated value that something decided overrules.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The fact.
    pub fact: FactId,
    /// What was stated; unknown when nobody stated anything and what is known contradicts itself.
    pub stated: Value,
    /// What holds instead; unknown when the two only contradict each other.
    pub derived: Value,
}

impl FactTable {
    /// Facts that hold their presumed value.
    #[must_use]
    pub fn presumed(&self) -> &BTreeSet<FactId> {
        &self.presumed
    }

    /// Whether a fact that is not known may be presumed: declared so, and nothing that was mentioned bears on it.
    #[must_use]
    pub fn may_be_presumed(&self, id: FactId) -> bool {
        self.presumable.contains(&id)
    }

    /// Stated values that were overruled.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// What a view picks for this leg.
    #[must_use]
    pub fn view(&self, id: ViewId) -> Option<&Picked> {
        self.views.get(id.0 as usize)
    }

    /// Whether a fact has exactly one possible value.
    #[must_use]
    pub fn is_known(&self, id: FactId) -> bool {
        self.values.get(id.0 as usize).is_some_and(is_known)
    }

    /// Replaces one value, for asking what would follow from it.
    pub(crate) fn set(&mut self, id: FactId, value: Value) {
        if let Some(slot) = self.values.get_mut(id.0 as usize) {
            *slot = value;
        }
    }
}

impl Facts for FactTable {
    fn value(&self, id: FactId) -> Value {
        self.values
            .get(id.0 as usize)
            .cloned()
            .unwrap_or(Value::Null)
    }

    fn lent(&self, id: FactId) -> Cow<'_, Value> {
        let value = self.values.get(id.0 as usize);
        value.map_or(Cow::Owned(Value::Null), Cow::Borrowed)
    }
}

/// What is assumed of a fact that is not known.
enum Assumed {
    /// Its presumed value.
    Presumption(Value),
    /// What it may be, as far as can be said.
    Possible(Value),
}

/// The presumed value of a fact, where it may be presumed.
fn presumption(plain: &FactTable, id: FactId, fact: &Fact) -> Option<Assumed> {
    let may_be_presumed = plain.may_be_presumed(id);
    let presumption = fact.presume.as_ref().filter(|_| may_be_presumed);
    presumption.map(|it| Assumed::Presumption(it.value.clone()))
}

/// Where a whole number that is entered must lie.
fn range_of(fact: &Fact) -> Option<Value> {
    let (low, high) = fact.range.filter(|_| fact.is_input())?;
    let end = |end: Decimal| end.to_string().parse().ok().map(Value::Integer);
    (fact.ty == Type::Integer).then(|| Some(Value::range(end(low)?, end(high)?)))?
}

/// Whether a value is a single one.
#[must_use]
pub(crate) fn is_known(value: &Value) -> bool {
    !matches!(
        value,
        Value::Null | Value::Partial(Partial::Choices(_) | Partial::Range { .. })
    )
}

/// Resolves facts of one leg of one case, as often as wanted under different assumptions.
#[derive(Debug, Clone)]
pub struct Resolver<'a> {
    knowledge: &'a Knowledge,
    case: &'a Case,
    leg: Leg,
    /// For each fact, what was stated of it for this leg.
    stated: Vec<Option<&'a Entry>>,
    views: Arc<Vec<Picked>>,
    /// Facts treated as unknown because of a contradiction.
    set_aside: BTreeSet<FactId>,
    /// Events whose attributes are treated as unknown because of a contradiction.
    disputed: BTreeSet<usize>,
    /// Facts replaced by hand, to ask what would follow.
    replaced: Vec<(FactId, Value)>,
    order: Vec<FactId>,
}

impl<'a> Resolver<'a> {
    /// Prepares one leg.
    #[must_use]
    pub fn new(knowledge: &'a Knowledge, case: &'a Case, leg: Leg) -> Self {
        let mut stated: Vec<Option<&Entry>> = vec![None; knowledge.facts.len()];
        let symptomatic = case.legs().contains(&leg);
        for entry in &case.facts {
            let sided = knowledge
                .facts
                .get(entry.fact.0 as usize)
                .is_some_and(|fact| fact.sided);
            let speaks_of_leg = match entry.side {
                Some(side) => side.covers(leg),
                // Said of no leg in particular: of the symptomatic ones.
                None => symptomatic || !sided,
            };
            if !speaks_of_leg {
                continue;
            }
            let Some(slot) = stated.get_mut(entry.fact.0 as usize) else {
                continue;
            };
            // An entry for this very leg says more than one for the symptomatic legs in general.
            if slot.is_none() || entry.side.is_some() {
                *slot = Some(entry);
            }
        }
        let mut is_input = vec![true; knowledge.facts.len()];
        for id in &knowledge.derivation_order {
            if let Some(is_input) = is_input.get_mut(id.0 as usize) {
                *is_input = false;
            }
        }
        let inputs = (0..).map(FactId).zip(is_input);
        let inputs = inputs.filter_map(|(id, is_input)| is_input.then_some(id));
        let order = inputs
            .chain(knowledge.derivation_order.iter().copied())
            .collect();
        Self {
            knowledge,
            case,
            leg,
            stated,
            views: Arc::new(resolve_views(knowledge, case, leg)),
            set_aside: BTreeSet::new(),
            disputed: BTreeSet::new(),
            replaced: Vec::new(),
            order,
        }
    }

    /// What was stated of a fact for this leg.
    #[must_use]
    pub fn stated(&self, id: FactId) -> Option<&'a Entry> {
        self.stated.get(id.0 as usize).copied().flatten()
    }

    /// Whether an attribute of the event that a view picks cannot be obtained any more.
    #[must_use]
    pub fn attribute_is_unobtainable(&self, view: ViewId, name: &str) -> bool {
        let candidates = self
            .views
            .get(view.0 as usize)
            .map(|picked| &picked.candidates);
        let events = candidates
            .into_iter()
            .flatten()
            .filter_map(|index| self.case.events.get(*index));
        let mut states = events.flat_map(|event| &event.attributes);
        states.any(|(attribute, state)| **attribute == *name && *state == State::Unobtainable)
    }

    /// What the views pick for this leg.
    #[must_use]
    pub fn views(&self) -> &[Picked] {
        &self.views
    }

    /// Treats a fact as unknown from now on. Returns whether that is news.
    pub(crate) fn set_aside(&mut self, id: FactId) -> bool {
        self.set_aside.insert(id)
    }

    /// Treats the attributes of these events as unknown from now on, also where they decide what a view picks.
    pub(crate) fn dispute(&mut self, events: BTreeSet<usize>) {
        self.views = Arc::new(views_disputing(
            self.knowledge,
            self.case,
            self.leg,
            &events,
        ));
        self.disputed = events;
    }

    /// Fixes the value of a fact whatever was stated or derived, to ask what would follow.
    pub(crate) fn replace(&mut self, id: FactId, value: Value) {
        self.replaced.retain(|(fact, _)| *fact != id);
        self.replaced.push((id, value));
    }

    /// Whether it cannot be found out if a view picks an event.
    #[must_use]
    pub fn existence_is_unobtainable(&self, view: ViewId) -> bool {
        let definition = self.knowledge.views.get(view.0 as usize);
        let mut said = self.case.unobtainable_of.iter();
        definition.is_some_and(|view| said.any(|it| it.is_about(view.event, self.leg)))
    }

    /// The facts as they are.
    #[must_use]
    pub fn plain(&self) -> FactTable {
        let mut plain = self.resolve(&self.order, None, &|_, _| None);
        plain.presumable = Arc::new(self.presumable(&plain));
        plain
    }

    /// The facts with every presumption, given the facts as they are.
    ///
    /// What is known stays as it is: a presumed item of a score never overrules a stated total.
    #[must_use]
    pub fn presuming(&self, plain: &FactTable) -> FactTable {
        self.resolve(&self.order, Some(plain), &|id, fact| {
            presumption(plain, id, fact)
        })
    }

    /// As [`Self::presuming`], but with the permitted presumptions only, and only the facts in `within` (in
    /// derivation order) are resolved anew.
    #[must_use]
    pub fn presuming_within(
        &self,
        plain: &FactTable,
        within: &[FactId],
        allowed: &dyn Fn(FactId) -> bool,
    ) -> FactTable {
        self.resolve(within, Some(plain), &|id, fact| {
            allowed(id).then(|| presumption(plain, id, fact)).flatten()
        })
    }

    /// The facts for asking whether what was stated can be so at all: the presumptions of `supposed`, also where
    /// somebody said that it is not known, and no others. An unknown number lies within its range, and what
    /// was stated is so.
    #[must_use]
    pub(crate) fn supposing(
        &self,
        plain: &FactTable,
        within: &[FactId],
        supposed: &[FactId],
    ) -> FactTable {
        self.resolve(within, Some(plain), &|id, fact| {
            if supposed.contains(&id) {
                let presumption = fact.presume.as_ref();
                return presumption.map(|it| Assumed::Presumption(it.value.clone()));
            }
            // What something refutes is taken as it was stated: whether it can be so is the question.
            let stated = match self.stated(id).map(|entry| &entry.state) {
                Some(State::Known(value)) if fact.is_input() => Some(value.clone()),
                _ => None,
            };
            stated.or_else(|| range_of(fact)).map(Assumed::Possible)
        })
    }

    fn resolve(
        &self,
        order: &[FactId],
        plain: Option<&FactTable>,
        assumed: &dyn Fn(FactId, &Fact) -> Option<Assumed>,
    ) -> FactTable {
        let mut table = plain.cloned().unwrap_or_else(|| FactTable {
            values: vec![Value::Null; self.knowledge.facts.len()],
            presumable: Arc::default(),
            presumed: BTreeSet::new(),
            differences: Vec::new(),
            views: Arc::clone(&self.views),
        });
        for id in order {
            let Some(fact) = self.fact(*id) else { continue };
            if plain.is_some_and(|plain| plain.is_known(*id)) {
                continue;
            }
            let mut value = self.value_of(*id, fact, &mut table);
            let is_open = !is_known(&value);
            table.presumed.remove(id);
            match is_open.then(|| assumed(*id, fact)).flatten() {
                Some(Assumed::Presumption(presumption)) => {
                    value = presumption;
                    table.presumed.insert(*id);
                }
                Some(Assumed::Possible(possible)) if value == Value::Null => value = possible,
                Some(Assumed::Possible(_)) | None => {}
            }
            table.set(*id, value);
        }
        table
    }

    fn value_of(&self, id: FactId, fact: &Fact, table: &mut FactTable) -> Value {
        if let Some((_, value)) = self.replaced.iter().find(|(replaced, _)| *replaced == id) {
            return value.clone();
        }
        if self.set_aside.contains(&id) {
            return Value::Null;
        }
        let stated = match self.stated(id).map(|entry| &entry.state) {
            Some(State::Known(value)) => Some(value),
            Some(State::Unknown | State::NotDone | State::Unobtainable) | None => None,
        };
        let age = fact.is_age.then(|| self.age()).flatten();
        let derived = match (&fact.derivation, age) {
            (_, Some(age)) => Derived::complete(Value::Integer(age)),
            (Some(derivation), None) => self.derive(derivation, table),
            (None, None) => implied(fact, table),
        };
        let settled = derived.with_stated(stated);
        if let Some(value) = &settled.overruled_by {
            let difference = Difference {
                fact: id,
                stated: stated.cloned().unwrap_or(Value::Null),
                derived: value.clone(),
            };
            if !table.differences.contains(&difference) {
                table.differences.push(difference);
            }
        }
        settled.value
    }

    fn derive(&self, derivation: &Derivation, table: &FactTable) -> Derived {
        match derivation {
            Derivation::Condition(condition) => Derived::complete(match condition.truth(table) {
                Truth::True => Value::Boolean(true),
                Truth::False => Value::Boolean(false),
                Truth::Unknown => Value::Null,
            }),
            Derivation::Expression(condition) => Derived::complete(
                condition
                    .expr
                    .as_ref()
                    .map_or(Value::Null, |expr| evaluate(expr, table)),
            ),
            Derivation::Cases { cases, otherwise } => from_cases(cases, otherwise.as_ref(), table),
            Derivation::Score(index) => Derived::complete(
                self.knowledge
                    .scores
                    .get(*index)
                    .map_or(Value::Null, |score| total(score, table)),
            ),
            Derivation::View { view, measure } => Derived::complete(self.measure(*view, measure)),
        }
    }

    fn measure(&self, view: ViewId, measure: &Measure) -> Value {
        let Some(picked) = self.views.get(view.0 as usize) else {
            return Value::Null;
        };
        match (measure, picked.exists) {
            (Measure::Exists, exists) => exists.map_or(Value::Null, Value::Boolean),
            (Measure::DaysSince | Measure::Attribute(_), Some(false)) => {
                Value::Partial(Partial::Absent)
            }
            (Measure::DaysSince | Measure::Attribute(_), None) => Value::Null,
            (Measure::DaysSince, Some(true)) => picked
                .dates(self.case)
                .map_or(Value::Null, |dates| self.days_since(dates)),
            (Measure::Attribute(name), Some(true)) => {
                let said = picked.candidates.iter().map(|index| {
                    let event = (!self.disputed.contains(index))
                        .then(|| self.case.events.get(*index))
                        .flatten();
                    event
                        .and_then(|event: &Event| event.attribute(name))
                        .cloned()
                });
                union(said)
            }
        }
    }

    fn days_since(&self, dates: Dates) -> Value {
        let low = days_between(dates.latest, self.case.as_of.date);
        let high = days_between(dates.earliest, self.case.as_of.date);
        if low == high {
            return Value::Integer(low);
        }
        Value::Partial(Partial::Range {
            low: Some(Box::new(Value::Integer(low))),
            high: Some(Box::new(Value::Integer(high))),
        })
    }

    fn age(&self) -> Option<i32> {
        let birth = self.case.birth_date?;
        let as_of = self.case.as_of.date;
        let had_birthday = (as_of.month(), as_of.day()) >= (birth.month(), birth.day());
        let years = i32::from(as_of.year()) - i32::from(birth.year());
        Some(if had_birthday { years } else { years - 1 })
    }

    fn fact(&self, id: FactId) -> Option<&'a Fact> {
        self.knowledge.facts.get(id.0 as usize)
    }
}

/// Whole days from one date to another; negative when the other is earlier.
fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
