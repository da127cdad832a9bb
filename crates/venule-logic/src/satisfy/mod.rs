//! Can this condition ever hold?
//!
//! A search over the facts a condition waits for. Each is tried with a few representative
//! values ([`Domains`]), and the three-valued evaluator cuts off every branch that is decided:
//! once the answer is false, no value of the remaining facts is looked at.
//!
//! The search asks a closure for the answer, so that a caller can resolve derived facts on the
//! way; [`satisfy`] is the closure for a condition over input facts.

mod domains;

use crate::evaluate::{Facts, waits_for};
use crate::truth::Truth;
use crate::types::{Checked, FactId};
use crate::value::Value;

pub use domains::Domains;

/// Whether a condition can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Satisfaction {
    /// It holds for these values, whatever the other facts are.
    Satisfiable(Vec<(FactId, Value)>),
    /// It holds for no values.
    Never,
    /// Not decided: the budget ran out, or the condition computes with facts in a way that no
    /// finite set of values represents.
    TooLarge,
}

/// The facts the search has settled so far; all others are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assignment(Vec<(FactId, Value)>);

impl Assignment {
    /// The settled facts, in the order in which they were settled.
    #[must_use]
    pub fn settled(&self) -> &[(FactId, Value)] {
        &self.0
    }

    /// The value of a fact, if it is settled.
    #[must_use]
    pub fn get(&self, id: FactId) -> Option<&Value> {
        self.0
            .iter()
            .find(|(settled, _)| *settled == id)
            .map(|(_, value)| value)
    }
}

impl Facts for Assignment {
    fn value(&self, id: FactId) -> Value {
        self.get(id).cloned().unwrap_or(Value::Null)
    }
}

/// Decides whether a condition can ever be true, in at most `budget` evaluations.
///
/// Facts are independent of each other here: a condition that only a contradiction between
/// facts rules out counts as satisfiable.
///
/// # Examples
///
/// ```
/// use venule_logic::satisfy::{Satisfaction, satisfy};
/// # use venule_logic::{check, syntax, Dialect, FactId, FactType, Schema, Type, Value};
/// # struct OneFact;
/// # impl Schema for OneFact {
/// #     fn lookup(&self, name: &str) -> Option<FactType> {
/// #         (name == "score").then(|| FactType::new(FactId(0), Type::Integer))
/// #     }
/// #     fn names(&self) -> Vec<&str> {
/// #         vec!["score"]
/// #     }
/// # }
/// # let checked = |text| {
/// #     check(&syntax::parse(text).expr.unwrap(), &OneFact, Dialect::Knowledge).unwrap()
/// # };
/// let never = checked("score >= 3 and score < 2");
/// assert_eq!(satisfy(&never, 100), Satisfaction::Never);
///
/// let sometimes = checked("score >= 3 and score < 4");
/// let three = vec![(FactId(0), Value::Integer(3))];
/// assert_eq!(satisfy(&sometimes, 100), Satisfaction::Satisfiable(three));
/// ```
#[must_use]
pub fn satisfy(expr: &Checked, budget: usize) -> Satisfaction {
    let domains = Domains::of(&[expr]);
    search(&domains, budget, |facts| {
        (expr.truth(facts), waits_for(expr, facts))
    })
}

/// Looks for values under which `eval` answers true, in at most `budget` calls of it.
///
/// `eval` answers for the settled facts, all others unknown, and names the facts that an
/// unknown answer waits for. It must be monotone: settling more facts never changes an answer
/// that was true or false.
pub fn search(
    domains: &Domains,
    budget: usize,
    eval: impl FnMut(&Assignment) -> (Truth, Vec<FactId>),
) -> Satisfaction {
    let mut search = Search {
        domains,
        left: budget,
        eval,
        gave_up: !domains.is_complete(),
        facts: Assignment::default(),
    };
    if search.finds() {
        return Satisfaction::Satisfiable(search.facts.0);
    }
    if search.gave_up {
        Satisfaction::TooLarge
    } else {
        Satisfaction::Never
    }
}

struct Search<'a, E> {
    domains: &'a Domains,
    left: usize,
    eval: E,
    /// Whether some value was not tried, so that not finding one proves nothing.
    gave_up: bool,
    facts: Assignment,
}

/// One fact on the path, and the values of it not tried yet.
struct Branch {
    fact: FactId,
    untried: std::vec::IntoIter<Value>,
}

impl<E: FnMut(&Assignment) -> (Truth, Vec<FactId>)> Search<'_, E> {
    /// Whether the facts were settled so that the answer is true.
    ///
    /// The path is a list and not the call stack, because a condition may name any number of facts.
    fn finds(&mut self) -> bool {
        let mut path: Vec<Branch> = Vec::new();
        loop {
            let Some(left) = self.left.checked_sub(1) else {
                self.gave_up = true;
                return false;
            };
            self.left = left;
            let (truth, waits) = (self.eval)(&self.facts);
            match truth {
                Truth::True => return true,
                Truth::False => {}
                Truth::Unknown => {
                    let open = waits
                        .into_iter()
                        .find(|fact| self.facts.get(*fact).is_none());
                    if let Some(fact) = open {
                        let values = self.domains.values(fact);
                        self.gave_up |= values.is_empty();
                        path.push(Branch {
                            fact,
                            untried: values.into_iter(),
                        });
                        self.facts.0.push((fact, Value::Null));
                    }
                }
            }
            if !self.next(&mut path) {
                return false;
            }
        }
    }

    /// Moves to the next value on the path, back to where one is left; false when none is.
    fn next(&mut self, path: &mut Vec<Branch>) -> bool {
        while let Some(branch) = path.last_mut() {
            self.facts.0.pop();
            if let Some(value) = branch.untried.next() {
                self.facts.0.push((branch.fact, value));
                return true;
            }
            path.pop();
        }
        false
    }
}

#[cfg(test)]
mod tests;
