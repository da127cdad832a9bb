//! A smallest set of answers that makes one rule come out, found by trying.
//!
//! What a rule waits for is followed like the questions are: the first open input gets each of its values in turn,
//! until the rule holds with what may be presumed. Then answers are left out one by one, and at last every other value
//! is tried that does as well.
//!
//! A rule may stand on one fact that sums up more findings than anybody keeps in mind. Then that fact is answered as if
//! somebody had stated it, as a case may.

use std::cell::{Cell, OnceCell};

use venule_knowledge::model::{Condition, Knowledge, RuleId};
use venule_logic::evaluate::waits_for;
use venule_logic::satisfy::Domains;
use venule_logic::truth::Truth;
use venule_logic::{Checked, FactId, Type, Value};

use super::{Supposed, Wanted};
use crate::executor::{Executor, Interpreter};
use crate::facts::{FactTable, Resolver};
use crate::prepared::Prepared;
use crate::provided::closure;
use crate::question::Awaited;

/// Most times that one rule is tried in one way.
const MOST_TRIES: usize = 40;

/// Most answers that sum inputs up.
const MOST_IN_SUM: usize = 3;

/// How answers are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// One open input after the other.
    Path,
    /// Each open input by itself: of several ways to hold, one may need less than the first.
    Single,
    /// What the rule names itself, also where it sums inputs up.
    Sum,
}

/// Trying answers for one rule and one leg.
pub(super) struct Search<'a> {
    knowledge: &'a Knowledge,
    leg: &'a Prepared<'a>,
    /// Whether both legs are assessed.
    both: bool,
    rule: RuleId,
    /// A red flag rests on nothing presumed.
    may_presume: bool,
    needs_known: &'a [FactId],
    conditions: Vec<&'a Condition>,
    /// Everything that the rule depends on, in an order fit for resolving.
    within: Vec<FactId>,
    domains: OnceCell<Domains>,
    tries: Cell<usize>,
    /// Whether what the rule names is answered itself, also where it sums inputs up.
    in_sum: bool,
}

/// What becomes of the rule with some answers.
enum Tried {
    Holds,
    Fails,
    /// It waits for these inputs.
    Open(Vec<FactId>),
}

type Answers = Vec<(FactId, Value)>;

impl<'a> Search<'a> {
    pub(super) fn new(
        knowledge: &'a Knowledge,
        leg: &'a Prepared<'a>,
        both: bool,
        rule: RuleId,
    ) -> Option<Self> {
        let definition = knowledge.rules.get(rule.0 as usize)?;
        let scope = knowledge.guidelines.get(definition.guideline)?;
        let conditions = vec![&scope.scope.when, &definition.when];
        let roots = conditions.iter().flat_map(|it| it.facts());
        let roots: Vec<FactId> = roots.chain(&definition.needs_known).copied().collect();
        Some(Self {
            knowledge,
            leg,
            both,
            rule,
            may_presume: !definition.red_flag,
            needs_known: &definition.needs_known,
            within: closure(knowledge, &roots),
            conditions,
            domains: OnceCell::new(),
            tries: Cell::new(0),
            in_sum: false,
        })
    }

    /// Sets of at most so many answers, of which none can be left out, found in one way, the smallest first; of each
    /// first with all values that will do, then with one each.
    pub(super) fn smallest(&mut self, way: Way, most: usize) -> Vec<Vec<Supposed>> {
        self.in_sum = way == Way::Sum;
        let found = match way {
            Way::Path => self.path(most).into_iter().collect(),
            Way::Single => self.singles(),
            Way::Sum => {
                let path = self.path(MOST_IN_SUM.min(most));
                path.into_iter().collect()
            }
        };
        let one_each = |(fact, value): &(FactId, Value)| self.supposed(*fact, vec![value.clone()]);
        let sets = found.iter().flat_map(|answers: &Answers| {
            let narrow: Vec<Supposed> = answers.iter().map(one_each).collect();
            let widened = self.widened(answers);
            let narrow = (narrow != widened).then_some(narrow);
            std::iter::once(widened).chain(narrow)
        });
        sets.collect()
    }

    /// The answers to one input after the other.
    fn path(&self, most: usize) -> Option<Answers> {
        self.tries.set(0);
        let mut best = None;
        self.descend(&mut Answers::new(), most, &mut best);
        best.map(|it| self.reduced(it)).filter(|it| !it.is_empty())
    }

    /// Answers the first open input with each value in turn until the rule holds, and keeps the fewest answers.
    fn descend(&self, answers: &mut Answers, most: usize, best: &mut Option<Answers>) {
        let open = match self.tried(answers) {
            Tried::Holds => {
                *best = Some(answers.clone());
                return;
            }
            Tried::Fails => return,
            Tried::Open(open) => open,
        };
        let Some(fact) = open.first() else {
            return;
        };
        for value in self.values(*fact) {
            let most = best.as_ref().map_or(most, |it| it.len() - 1);
            if answers.len() >= most {
                return;
            }
            answers.push((*fact, value));
            self.descend(answers, most, best);
            answers.pop();
        }
    }

    /// The facts of which one answer is enough, each with the first that is.
    fn singles(&self) -> Vec<Answers> {
        self.tries.set(0);
        let Tried::Open(open) = self.tried(&Answers::new()) else {
            return Vec::new();
        };
        let single = |fact| {
            let values = self.values(fact).into_iter();
            let mut singles = values.map(|value| vec![(fact, value)]);
            singles.find(|it| self.holds(it))
        };
        open.into_iter().filter_map(single).collect()
    }

    /// The answers without those that are not needed.
    fn reduced(&self, mut answers: Answers) -> Answers {
        self.tries.set(0);
        for place in (0..answers.len()).rev() {
            let mut fewer = answers.clone();
            fewer.remove(place);
            if self.holds(&fewer) {
                answers = fewer;
            }
        }
        answers
    }

    /// The answers with every value that does as well while the others are as found.
    fn widened(&self, answers: &Answers) -> Vec<Supposed> {
        self.tries.set(0);
        let widened = answers.iter().enumerate().map(|(place, (fact, value))| {
            let does = |other: &Value| {
                let mut with = answers.clone();
                if let Some(it) = with.get_mut(place) {
                    it.1 = other.clone();
                }
                other == value || self.holds(&with)
            };
            let values = self.values(*fact);
            match value {
                // A run of numbers that hangs together.
                Value::Integer(_) => {
                    let at = values.iter().position(|it| it == value).unwrap_or(0);
                    let (before, from) = values.split_at(at);
                    let low = before.iter().rev().take_while(|it| does(it)).count();
                    let high = from.iter().take_while(|it| does(it)).count();
                    let run = values.iter().skip(at - low).take(low + high);
                    self.supposed(*fact, run.cloned().collect())
                }
                Value::Boolean(_) => self.supposed(*fact, vec![value.clone()]),
                _ => self.supposed(*fact, values.into_iter().filter(does).collect()),
            }
        });
        widened.collect()
    }

    fn supposed(&self, fact: FactId, values: Vec<Value>) -> Supposed {
        let definition = self.knowledge.facts.get(fact.0 as usize);
        let sided = definition.is_some_and(|it| it.sided);
        let is = match (values.first(), values.last()) {
            (Some(Value::Integer(low)), Some(Value::Integer(high))) => {
                let all = self.values(fact);
                let is_end = |end: Option<&Value>, of: i32| end == Some(&Value::Integer(of));
                Wanted::Within(
                    Some(*low).filter(|it| !is_end(all.first(), *it)),
                    Some(*high).filter(|it| !is_end(all.last(), *it)),
                )
            }
            _ => Wanted::OneOf(values),
        };
        Supposed {
            fact,
            side: self.leg.leg.side().filter(|_| self.both && sided),
            is,
        }
    }

    fn holds(&self, answers: &Answers) -> bool {
        matches!(self.tried(answers), Tried::Holds)
    }

    fn tried(&self, answers: &Answers) -> Tried {
        self.tries.set(self.tries.get() + 1);
        if self.tries.get() > MOST_TRIES {
            return Tried::Fails;
        }
        let mut resolver = self.leg.resolver.clone();
        for (fact, value) in answers {
            resolver.replace(*fact, value.clone());
        }
        let table = resolver.presuming_within(&self.leg.plain, &self.within, &|_| self.may_presume);
        let unmet = self.needs_known.iter().copied();
        let unmet = unmet.filter(|id| table.presumed().contains(id) || !table.is_known(*id));
        let unmet: Vec<FactId> = unmet.collect();
        match Interpreter.rule(self.knowledge, self.rule, &table) {
            Truth::True if unmet.is_empty() => Tried::Holds,
            Truth::False => Tried::Fails,
            Truth::True => Tried::Open(unmet),
            Truth::Unknown => Tried::Open(self.open(&resolver, &table)),
        }
    }

    fn open(&self, resolver: &Resolver<'_>, table: &FactTable) -> Vec<FactId> {
        if self.in_sum {
            let expressions = self.conditions.iter().filter_map(|it| it.expr.as_ref());
            let named = expressions.flat_map(|expr| waits_for(expr, table));
            return named.filter(|id| self.may_be_stated(*id)).collect();
        }
        let awaited = Awaited::new(self.knowledge, resolver, table);
        let inputs = awaited.inputs(&self.conditions).into_iter();
        inputs.filter(|id| awaited.is_open(*id)).collect()
    }

    fn may_be_stated(&self, id: FactId) -> bool {
        let fact = self.knowledge.facts.get(id.0 as usize);
        fact.is_some_and(|fact| fact.may_be_entered())
    }

    /// The values that an answer may have, in order; none where they cannot be counted.
    fn values(&self, fact: FactId) -> Vec<Value> {
        let Some(definition) = self.knowledge.facts.get(fact.0 as usize) else {
            return Vec::new();
        };
        match &definition.ty {
            // That there was no event is one answer; that there was one begs when and what it showed.
            Type::Boolean if !definition.may_be_entered() => {
                vec![Value::Boolean(false), Value::Boolean(true)]
            }
            Type::Boolean => vec![Value::Boolean(true), Value::Boolean(false)],
            Type::Choice(_) => {
                let values = definition.choices.iter();
                values.map(|(id, _)| Value::String(id.clone())).collect()
            }
            Type::Integer => {
                let mut values = self.domains().values(fact);
                let (low, high) = definition.range.unzip();
                let number = |value: &Value| match value {
                    Value::Integer(it) => Some(*it),
                    _ => None,
                };
                values.retain(|value| {
                    number(value).is_some_and(|it| {
                        it >= 0
                            && low.is_none_or(|low| low <= it.into())
                            && high.is_none_or(|high| high >= it.into())
                    })
                });
                values.sort_by_key(number);
                values
            }
            _ => Vec::new(),
        }
    }

    /// Enough numbers to tell all conditions behind the rule apart.
    fn domains(&self) -> &Domains {
        self.domains.get_or_init(|| {
            let facts = self.within.iter();
            let facts = facts.filter_map(|id| self.knowledge.facts.get(id.0 as usize));
            let own = self.conditions.iter().copied();
            let checked: Vec<&Checked> = own
                .chain(facts.flat_map(|fact| fact.conditions()))
                .filter_map(|it| it.expr.as_ref())
                .collect();
            Domains::of(&checked)
        })
    }
}
