//! Denials that sum up ("rest of Wells nil"), set against what the text tells more closely.
//!
//! In: the facts of a text, settled. Out: the same without the denials that another fact of the text rules out: a calf
//! that is 4 cm larger is a swollen calf, whatever the rest is.

use venule_engine::side::Side;
use venule_knowledge::model::Knowledge;
use venule_logic::evaluate::Facts;
use venule_logic::truth::Truth;
use venule_logic::{FactId, Value};

use crate::candidate::{Candidate, Reason, Standing};

/// Sets denials aside that sum up and that another fact of the text rules out.
pub(crate) fn set_aside(
    knowledge: &Knowledge,
    facts: &mut Vec<Candidate>,
    aside: &mut Vec<Candidate>,
) {
    if !facts.iter().any(sums_up) {
        return;
    }
    let ruled_out = |it: &Candidate| sums_up(it) && is_implied(knowledge, facts, it);
    let ruled_out: Vec<bool> = facts.iter().map(ruled_out).collect();
    let mut ruled_out = ruled_out.into_iter();
    let next = |_: &mut Candidate| ruled_out.next() == Some(true);
    aside.extend(facts.extract_if(.., next).map(|it| Candidate {
        standing: Standing::SetAside(Reason::MoreSpecific),
        ..it
    }));
}

/// Whether a fact is a denial that sums up.
fn sums_up(fact: &Candidate) -> bool {
    fact.weak && fact.value == Value::Boolean(false)
}

fn is_implied(knowledge: &Knowledge, told: &[Candidate], denied: &Candidate) -> bool {
    let fact = knowledge.facts.get(denied.fact.0 as usize);
    let condition = fact.and_then(|it| it.implied.by.as_ref());
    condition.is_some_and(|it| it.truth(&Told { told, denied }) == Truth::True)
}

/// What a text tells of the leg that a denial is of.
struct Told<'a> {
    /// In order of facts.
    told: &'a [Candidate],
    denied: &'a Candidate,
}

impl Facts for Told<'_> {
    fn value(&self, id: FactId) -> Value {
        let first = self.told.partition_point(|it| it.fact < id);
        let told = self.told.get(first..).unwrap_or_default().iter();
        let mut told = told.take_while(|it| it.fact == id);
        let of = |it: &&Candidate| {
            !sums_up(it)
                && it.standing == Standing::Accepted
                && Side::may_be_same(it.side, self.denied.side)
        };
        let found = told.find(of);
        found.map_or(Value::Null, |it| it.value.clone())
    }
}
