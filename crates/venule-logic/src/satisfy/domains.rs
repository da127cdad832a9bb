//! Representative values: enough of each fact's values to tell all conditions apart.
//!
//! A condition sees a number only through comparisons with constants, so one value at each
//! constant, between neighbors and beyond the ends stands for all. Facts compared with each
//! other share their constants, and each gap holds as many values as there are such facts, so
//! that every order among them occurs.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::decimal::{self, Decimal};
use crate::evaluate::order;
use crate::types::{Checked, FactId, FactType, Kind, Node, Type, permitted};
use crate::value::{Quantity, Value};

/// The values to try for each fact of some conditions.
#[derive(Clone, Debug)]
pub struct Domains {
    values: BTreeMap<FactId, Vec<Value>>,
    complete: bool,
}

impl Domains {
    /// Representative values for the facts that the conditions name.
    #[must_use]
    pub fn of(conditions: &[&Checked]) -> Self {
        let mut constants = Constants::default();
        for condition in conditions {
            for fact in condition.fact_types() {
                constants
                    .facts
                    .entry(fact.id)
                    .or_insert_with(|| fact.clone());
            }
            constants.collect(&condition.root);
        }
        let groups = constants.groups();
        let mut values = BTreeMap::new();
        let mut complete = constants.complete;
        for group in &groups {
            let kinds: BTreeSet<bool> = constants
                .members(group)
                .map(|fact| is_whole(&fact.ty))
                .collect();
            // Between whole numbers and decimals the gaps of one are not the gaps of the other.
            complete &= kinds.len() == 1;
            let pool = constants.pool(group);
            for fact in constants.members(group) {
                let found = values_of(fact, &pool, group.len());
                complete &= !found.is_empty();
                values.insert(fact.id, found);
            }
        }
        Self { values, complete }
    }

    /// The values to try for a fact; none for a fact that no condition names.
    #[must_use]
    pub fn values(&self, fact: FactId) -> Vec<Value> {
        self.values.get(&fact).cloned().unwrap_or_default()
    }

    /// Whether trying all of them proves something about all values there are.
    ///
    /// Not when a condition calculates with facts.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

struct Constants {
    facts: BTreeMap<FactId, FactType>,
    compared_with: BTreeMap<FactId, Vec<Value>>,
    links: Vec<(FactId, FactId)>,
    complete: bool,
}

impl Default for Constants {
    fn default() -> Self {
        Self {
            facts: BTreeMap::new(),
            compared_with: BTreeMap::new(),
            links: Vec::new(),
            complete: true,
        }
    }
}

impl Constants {
    fn collect(&mut self, node: &Node) {
        match &node.kind {
            Kind::Compare(_, operands) => {
                let [left, right] = operands.as_ref();
                self.compare(left, right);
            }
            Kind::Between(operands) => {
                let [value, low, high] = operands.as_ref();
                self.compare(value, low);
                self.compare(value, high);
            }
            Kind::In(operands) => {
                let [element, container] = operands.as_ref();
                for member in container.children() {
                    self.compare(element, member);
                }
                self.complete &= matches!(container.kind, Kind::List(_) | Kind::Interval(_));
            }
            _ => {
                for child in node.children() {
                    self.collect(child);
                }
            }
        }
    }

    fn compare(&mut self, left: &Node, right: &Node) {
        match (&bare(left).kind, &bare(right).kind) {
            (Kind::Fact(fact), Kind::Literal(value)) | (Kind::Literal(value), Kind::Fact(fact)) => {
                self.compared_with
                    .entry(*fact)
                    .or_default()
                    .push(value.clone());
            }
            (Kind::Fact(left), Kind::Fact(right)) => self.links.push((*left, *right)),
            (Kind::Literal(_), Kind::Literal(_)) => {}
            (_, _) => self.calculated(&[left, right]),
        }
    }

    /// A comparison of calculated values. The constants in it are worth trying and prove nothing.
    fn calculated(&mut self, nodes: &[&Node]) {
        let (mut facts, mut values) = (Vec::new(), Vec::new());
        for node in nodes {
            leaves(node, &mut facts, &mut values);
        }
        self.complete &= facts.is_empty();
        for fact in facts {
            let constants = self.compared_with.entry(fact).or_default();
            constants.extend(values.iter().cloned());
        }
    }

    /// The facts that are compared with each other, directly or through others.
    fn groups(&self) -> Vec<BTreeSet<FactId>> {
        let mut groups: Vec<BTreeSet<FactId>> = self
            .facts
            .keys()
            .map(|fact| BTreeSet::from([*fact]))
            .collect();
        for (left, right) in &self.links {
            let (linked, mut others): (Vec<_>, Vec<_>) = groups
                .into_iter()
                .partition(|group| group.contains(left) || group.contains(right));
            others.push(linked.into_iter().flatten().collect());
            groups = others;
        }
        groups
    }

    fn members<'a>(&'a self, group: &'a BTreeSet<FactId>) -> impl Iterator<Item = &'a FactType> {
        group.iter().filter_map(|fact| self.facts.get(fact))
    }

    /// All constants and permitted ends of a group.
    fn pool(&self, group: &BTreeSet<FactId>) -> Vec<Value> {
        let constants = group.iter().filter_map(|fact| self.compared_with.get(fact));
        let ends = self.members(group).filter_map(permitted);
        let ends = ends.flat_map(|(low, high)| [low, high]);
        constants.flatten().cloned().chain(ends).collect()
    }
}

/// The node without the conversion of a literal or fact to a common type.
fn bare(node: &Node) -> &Node {
    match &node.kind {
        Kind::Convert(inner) => bare(inner),
        _ => node,
    }
}

fn leaves(node: &Node, facts: &mut Vec<FactId>, values: &mut Vec<Value>) {
    match &node.kind {
        Kind::Fact(fact) => facts.push(*fact),
        Kind::Literal(value) => values.push(value.clone()),
        _ => {}
    }
    for child in node.children() {
        leaves(child, facts, values);
    }
}

fn is_whole(ty: &Type) -> bool {
    matches!(ty, Type::Integer | Type::Long)
}

/// The values to try for one fact; none when its type has no finite choice of them.
fn values_of(fact: &FactType, pool: &[Value], per_gap: usize) -> Vec<Value> {
    match &fact.ty {
        Type::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
        Type::Choice(choice) => choice.values.iter().cloned().map(Value::String).collect(),
        Type::String => texts(pool, per_gap),
        Type::Integer | Type::Long => whole_numbers(fact, pool, per_gap),
        Type::Decimal | Type::Quantity(_) => numbers(fact, pool, per_gap),
        Type::Any | Type::List(_) | Type::Interval(_) => Vec::new(),
    }
}

/// Each constant, and texts right after it; the empty text is before all others.
fn texts(pool: &[Value], per_gap: usize) -> Vec<Value> {
    let mut found = BTreeSet::from([String::new()]);
    for value in pool.iter().chain([&Value::string("")]) {
        if let Value::String(text) = value {
            found.insert(text.to_string());
            for length in 1..=per_gap {
                found.insert(format!("{text}{}", "\u{1}".repeat(length)));
            }
        }
    }
    found
        .into_iter()
        .map(|text| Value::String(Arc::from(text)))
        .collect()
}

/// Each constant and the whole numbers around it.
fn whole_numbers(fact: &FactType, pool: &[Value], per_gap: usize) -> Vec<Value> {
    let reach = i128::try_from(per_gap).unwrap_or(i128::MAX);
    let zero = Value::Integer(0);
    let pool = if pool.is_empty() {
        std::slice::from_ref(&zero)
    } else {
        pool
    };
    let mut found = BTreeSet::new();
    for value in pool {
        let floor = match value {
            Value::Integer(number) => i128::from(*number),
            Value::Long(number) => i128::from(*number),
            Value::Decimal(number) => match decimal::floor(*number) {
                Some(floor) => floor,
                None => continue,
            },
            _ => continue,
        };
        // One more above: the floor of a fraction is already below it.
        found.extend(floor.saturating_sub(reach)..=floor.saturating_add(reach).saturating_add(1));
    }
    let typed = found.into_iter().filter_map(|number| match fact.ty {
        Type::Long => i64::try_from(number).ok().map(Value::Long),
        _ => i32::try_from(number).ok().map(Value::Integer),
    });
    typed.filter(|value| is_permitted(fact, value)).collect()
}

/// Each constant, values between neighbors, and values beyond the ends.
fn numbers(fact: &FactType, pool: &[Value], per_gap: usize) -> Vec<Value> {
    let zero = fact.unit.map_or(Value::Decimal(Decimal::ZERO), |unit| {
        Value::quantity(0, unit)
    });
    let mut points: Vec<Value> = Vec::new();
    for value in pool {
        let value = match (fact.unit, value) {
            (None, Value::Integer(number)) => Value::Decimal(Decimal::from(*number)),
            (None, Value::Long(number)) => Value::Decimal(Decimal::from(*number)),
            _ => value.clone(),
        };
        let place = points
            .iter()
            .position(|point| order(point, &value) != Some(Ordering::Less));
        let is_new = place
            .and_then(|place| points.get(place))
            .is_none_or(|point| order(point, &value) != Some(Ordering::Equal));
        if is_new {
            points.insert(place.unwrap_or(points.len()), value);
        }
    }
    if points.is_empty() {
        points.push(zero);
    }
    let mut found = Vec::new();
    if let (Some(first), Some(last)) = (points.first(), points.last()) {
        for step in 1..=per_gap {
            let step = Decimal::from(step);
            found.extend(moved(first, -step));
            found.extend(moved(last, step));
        }
    }
    for pair in points.windows(2) {
        if let [low, high] = pair {
            found.extend(between(low, high, per_gap));
        }
    }
    found.extend(points);
    found.sort_by(|left, right| order(left, right).unwrap_or(Ordering::Equal));
    found.retain(|value| is_permitted(fact, value));
    found
}

fn is_permitted(fact: &FactType, value: &Value) -> bool {
    permitted(fact).is_none_or(|(low, high)| {
        order(value, &low) != Some(Ordering::Less) && order(value, &high) != Some(Ordering::Greater)
    })
}

/// The value this much further up, in its own unit.
fn moved(value: &Value, by: Decimal) -> Option<Value> {
    match value {
        Value::Decimal(number) => decimal::add(*number, by).map(Value::Decimal),
        Value::Quantity(quantity) => {
            let value = decimal::add(quantity.value, by)?;
            Some(Value::Quantity(Quantity { value, ..*quantity }))
        }
        _ => None,
    }
}

/// Evenly spaced values strictly between two.
fn between(low: &Value, high: &Value, count: usize) -> Vec<Value> {
    let (start, end) = match (low, high) {
        (Value::Decimal(low), Value::Decimal(high)) => (*low, Some(*high)),
        (Value::Quantity(low), Value::Quantity(high)) => {
            (low.value, high.unit.convert(high.value, low.unit))
        }
        _ => return Vec::new(),
    };
    let Some(width) = end.and_then(|end| decimal::subtract(end, start)) else {
        return Vec::new();
    };
    let parts = Decimal::from(count.saturating_add(1));
    let offset = |part| decimal::divide(decimal::multiply(width, Decimal::from(part))?, parts);
    let inside = (1..=count).filter_map(|part| moved(low, offset(part)?));
    inside
        .filter(|value| {
            order(low, value) == Some(Ordering::Less) && order(value, high) == Some(Ordering::Less)
        })
        .collect()
}
