//! How far a reading agrees with an example.

use std::fmt;

use std::collections::BTreeMap;

use venule_engine::case::{Case, Entry, Event, State};
use venule_engine::facts::Resolver;
use venule_engine::side::{Leg, Side};
use venule_knowledge::model::Knowledge;
use venule_logic::evaluate::Facts;
use venule_logic::types::Type;
use venule_logic::{FactId, Value};

use super::{Example, Mentioned};
use crate::candidate::Standing;
use crate::extract::Reading;

/// Counts over one or many examples.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Wanted and found.
    pub right: usize,
    /// Found and not wanted, or with another value.
    pub wrong: usize,
    /// Wanted and not found.
    pub missed: usize,
    /// Wrongly said to be absent; part of `wrong`.
    pub false_absent: usize,
    /// Accepted although it had to be confirmed or must not come out at all; part of `wrong`.
    pub unsafe_accepted: usize,
    /// Found at all.
    pub found: usize,
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rate = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let precision = rate(self.right, self.right + self.wrong);
        let recall = rate(self.right, self.right + self.missed);
        let f1 = rate(2 * self.right, 2 * self.right + self.wrong + self.missed);
        write!(
            out,
            "precision {precision:.3}, recall {recall:.3}, F1 {f1:.3} ({} right, {} wrong, {} missed, {} falsely absent, {} unsafe)",
            self.right, self.wrong, self.missed, self.false_absent, self.unsafe_accepted
        )
    }
}

impl Counts {
    /// Adds the counts of another example.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.false_absent += other.false_absent;
        self.unsafe_accepted += other.unsafe_accepted;
        self.found += other.found;
    }
}

/// What came of one example.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Counts.
    pub counts: Counts,
    /// What differs, in words.
    pub differences: Vec<String>,
}

/// Compares a reading with an example.
#[must_use]
pub fn score(knowledge: &Knowledge, example: &Example, reading: &Reading) -> Outcome {
    let case = reading.case(knowledge, example.says.as_of);
    let mut scorer = Scorer {
        knowledge,
        example,
        outcome: Outcome::default(),
    };
    scorer.facts(&case);
    scorer.events(&case);
    scorer.none_of(&case);
    scorer.withheld(reading, &case);
    scorer.outcome
}

/// A fact of one leg.
type Atom = (FactId, Option<Leg>);

struct Scorer<'a> {
    knowledge: &'a Knowledge,
    example: &'a Example,
    outcome: Outcome,
}

impl Scorer<'_> {
    fn facts(&mut self, case: &Case) {
        let wanted = self.atoms(&self.example.says, &self.example.says);
        let allowed = self.atoms(&self.example.also, &self.example.says);
        let found = self.atoms(case, case);
        let tables: Vec<_> = self
            .example
            .says
            .legs()
            .into_iter()
            .map(|leg| {
                (
                    leg,
                    Resolver::new(self.knowledge, &self.example.says, leg).plain(),
                )
            })
            .collect();
        for (atom, value) in &found {
            if self.is_withheld(Mentioned::Fact(atom.0)) {
                continue;
            }
            self.outcome.counts.found += 1;
            if wanted.get(atom) == Some(value) {
                self.outcome.counts.right += 1;
                continue;
            }
            let follows = || {
                let mut tables = tables.iter();
                tables.any(|(leg, table)| {
                    atom.1.is_none_or(|it| it == *leg) && table.value(atom.0) == *value
                })
            };
            if allowed.get(atom) == Some(value) || self.is_free(atom.0, value) || follows() {
                self.outcome.counts.found -= 1;
                continue;
            }
            self.outcome.counts.wrong += 1;
            if *value == Value::Boolean(false) {
                self.outcome.counts.false_absent += 1;
            }
            let name = self.name(*atom);
            self.outcome
                .differences
                .push(format!("wrong: {name} = {value}"));
        }
        for (atom, value) in &wanted {
            if found.get(atom) != Some(value) && !self.is_text(atom.0) {
                self.outcome.counts.missed += 1;
                let name = self.name(*atom);
                self.outcome
                    .differences
                    .push(format!("missed: {name} = {value}"));
            }
        }
    }

    /// What a case states of each leg.
    fn atoms(&self, case: &Case, legs_of: &Case) -> BTreeMap<Atom, Value> {
        let legs = legs_of.legs();
        let mut atoms = BTreeMap::new();
        for entry in &case.facts {
            let State::Known(value) = &entry.state else {
                continue;
            };
            for leg in self.legs(entry, &legs) {
                atoms.insert((entry.fact, leg), value.clone());
            }
        }
        atoms
    }

    fn legs(&self, entry: &Entry, symptomatic: &[Leg]) -> Vec<Option<Leg>> {
        let fact = self.knowledge.facts.get(entry.fact.0 as usize);
        if !fact.is_some_and(|it| it.sided) {
            return vec![None];
        }
        match entry.side {
            None => symptomatic.iter().copied().map(Some).collect(),
            Some(side) => legs_of(side).into_iter().map(Some).collect(),
        }
    }

    /// A text or a bound is neither wanted nor wrong.
    fn is_free(&self, fact: FactId, value: &Value) -> bool {
        self.is_text(fact) || matches!(value, Value::Partial(_))
    }

    fn is_text(&self, fact: FactId) -> bool {
        let fact = self.knowledge.facts.get(fact.0 as usize);
        fact.is_some_and(|it| it.ty == Type::String)
    }

    fn name(&self, (fact, leg): Atom) -> String {
        let fact = self.knowledge.facts.get(fact.0 as usize);
        let name = fact.map_or("?", |it| &it.name);
        match leg {
            Some(leg @ (Leg::Left | Leg::Right)) => format!("{name} ({leg:?})"),
            Some(Leg::Unstated) | None => name.to_owned(),
        }
    }

    fn events(&mut self, case: &Case) {
        let mut open: Vec<&Event> = case
            .events
            .iter()
            .filter(|it| !self.is_withheld(Mentioned::Event(it.kind)))
            .collect();
        for wanted in &self.example.says.events {
            let best = open
                .iter()
                .enumerate()
                .filter(|(_, it)| it.kind == wanted.kind)
                .max_by_key(|(at, it)| (self.agreement(wanted, it), usize::MAX - at))
                .map(|(at, _)| at);
            let kind = self.kind(wanted.kind);
            match best {
                Some(at) => {
                    let found = open.remove(at);
                    self.outcome.counts.found += 1;
                    self.outcome.counts.right += 1;
                    self.event(&kind, wanted, found);
                }
                None => {
                    let parts = 1 + wanted.attributes.len() + usize::from(wanted.when.is_some());
                    self.outcome.counts.missed += parts;
                    self.outcome
                        .differences
                        .push(format!("missed: {kind} {}", told(wanted)));
                }
            }
        }
        for extra in open {
            let allowed = self
                .example
                .also
                .events
                .iter()
                .any(|it| it.kind == extra.kind);
            if allowed {
                continue;
            }
            let parts = 1 + extra.attributes.len();
            self.outcome.counts.wrong += parts;
            self.outcome.counts.found += parts;
            let kind = self.kind(extra.kind);
            self.outcome
                .differences
                .push(format!("wrong: {kind} {}", told(extra)));
        }
    }

    fn agreement(&self, wanted: &Event, found: &Event) -> usize {
        let attributes = wanted.attributes.iter();
        let same = attributes
            .filter(|it| found.attributes.contains(it))
            .count();
        same * 2
            + usize::from(dates_agree(wanted, found))
            + usize::from(self.sides_agree(wanted, found))
    }

    fn sides_agree(&self, wanted: &Event, found: &Event) -> bool {
        let legs = |event: &Event| match event.side {
            Some(side) => legs_of(side),
            None => self.example.says.legs(),
        };
        wanted.side == found.side || legs(wanted) == legs(found)
    }

    fn event(&mut self, kind: &str, wanted: &Event, found: &Event) {
        if !self.sides_agree(wanted, found) {
            self.outcome.counts.wrong += 1;
            self.outcome.counts.missed += 1;
            self.outcome.counts.found += 1;
            self.outcome.differences.push(format!(
                "wrong: {kind} side {:?}, wanted {:?}",
                found.side, wanted.side
            ));
        }
        match (wanted.when, found.when) {
            (None, None) => {}
            (Some(_), Some(_)) if dates_agree(wanted, found) => {
                self.outcome.counts.right += 1;
                self.outcome.counts.found += 1;
            }
            (wanted_when, found_when) => {
                let allowed =
                    self.example.also.events.iter().any(|it| {
                        it.kind == found.kind && it.when.is_some() && dates_agree(it, found)
                    });
                if wanted_when.is_some() {
                    self.outcome.counts.missed += 1;
                }
                if found_when.is_some() && !allowed {
                    self.outcome.counts.wrong += 1;
                    self.outcome.counts.found += 1;
                }
                if wanted_when.is_some() || !allowed {
                    self.outcome.differences.push(format!(
                        "wrong: {kind} dated {}, wanted {}",
                        date(found),
                        date(wanted)
                    ));
                }
            }
        }
        for attribute in &wanted.attributes {
            if found.attributes.contains(attribute) {
                self.outcome.counts.right += 1;
                self.outcome.counts.found += 1;
            } else {
                self.outcome.counts.missed += 1;
                self.outcome.differences.push(format!(
                    "missed: {kind} {} = {}",
                    attribute.0,
                    state(&attribute.1)
                ));
            }
        }
        for attribute in &found.attributes {
            let known = matches!(attribute.1, State::Known(_));
            let also = self
                .example
                .also
                .events
                .iter()
                .any(|it| it.kind == found.kind && it.attributes.contains(attribute));
            if known && !also && !wanted.attributes.contains(attribute) {
                self.outcome.counts.wrong += 1;
                self.outcome.counts.found += 1;
                self.outcome.differences.push(format!(
                    "wrong: {kind} {} = {}",
                    attribute.0,
                    state(&attribute.1)
                ));
            }
        }
    }

    fn none_of(&mut self, case: &Case) {
        for wanted in &self.example.says.none_of {
            let name = self.kind(wanted.kind);
            if case.none_of.contains(wanted) {
                self.outcome.counts.right += 1;
                self.outcome.counts.found += 1;
            } else {
                self.outcome.counts.missed += 1;
                self.outcome.differences.push(format!("missed: no {name}"));
            }
        }
        for found in &case.none_of {
            let name = self.kind(found.kind);
            let also = &self.example.also.none_of;
            if !self.example.says.none_of.contains(found) && !also.contains(found) {
                self.outcome.counts.wrong += 1;
                self.outcome.counts.found += 1;
                self.outcome.counts.false_absent += 1;
                self.outcome.differences.push(format!("wrong: no {name}"));
            }
        }
    }

    /// Whether something must not be accepted.
    fn is_withheld(&self, what: Mentioned) -> bool {
        let wanted = match what {
            Mentioned::Fact(id) => self.example.says.facts.iter().any(|it| it.fact == id),
            Mentioned::Event(kind) => self.example.says.events.iter().any(|it| it.kind == kind),
        };
        !wanted && (self.example.confirm.contains(&what) || self.example.never.contains(&what))
    }

    fn withheld(&mut self, reading: &Reading, case: &Case) {
        let lists = [(&self.example.confirm, false), (&self.example.never, true)];
        let mut accepted = Vec::new();
        for (what, strict) in lists
            .iter()
            .flat_map(|(list, strict)| list.iter().map(move |it| (it, strict)))
        {
            let found = match what {
                Mentioned::Fact(id) => {
                    let known = case
                        .facts
                        .iter()
                        .any(|it| it.fact == *id && matches!(it.state, State::Known(_)));
                    let asked = reading
                        .facts
                        .iter()
                        .any(|it| it.fact == *id && matches!(it.standing, Standing::ToConfirm(_)));
                    known || (*strict && asked)
                }
                Mentioned::Event(kind) => case.events.iter().any(|it| it.kind == *kind),
            };
            if found && self.is_withheld(*what) {
                accepted.push(*what);
            }
        }
        for what in accepted {
            self.outcome.counts.wrong += 1;
            self.outcome.counts.found += 1;
            self.outcome.counts.unsafe_accepted += 1;
            let name = match what {
                Mentioned::Fact(id) => self.name((id, None)),
                Mentioned::Event(kind) => self.kind(kind),
            };
            self.outcome
                .differences
                .push(format!("wrong: accepted {name}, which must not be"));
        }
    }

    fn kind(&self, kind: usize) -> String {
        let kind = self.knowledge.events.get(kind);
        kind.map_or_else(|| "?".to_owned(), |it| it.name.to_string())
    }
}

fn legs_of(side: Side) -> Vec<Leg> {
    [Leg::Left, Leg::Right]
        .into_iter()
        .filter(|leg| side.covers(*leg))
        .collect()
}

fn dates_agree(one: &Event, other: &Event) -> bool {
    match (one.when, other.when) {
        (Some(one), Some(other)) => one.earliest <= other.latest && other.earliest <= one.latest,
        (None, None) => true,
        _ => false,
    }
}

fn date(event: &Event) -> String {
    event.when.map_or_else(
        || "never".to_owned(),
        |when| format!("{} to {}", when.earliest, when.latest),
    )
}

fn state(state: &State) -> String {
    match state {
        State::Known(value) => value.to_string(),
        State::Unknown | State::NotDone | State::Unobtainable => "unknown".to_owned(),
    }
}

fn told(event: &Event) -> String {
    let attributes: Vec<String> = event
        .attributes
        .iter()
        .map(|(name, value)| format!("{name} = {}", state(value)))
        .collect();
    format!("{} {:?} {}", date(event), event.side, attributes.join(", "))
}
