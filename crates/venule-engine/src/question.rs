//! Which inputs an undecided condition waits for, and the list of questions that follows.
//!
//! A question names an input. A derived fact is followed to what it is derived from; what is read from events is
//! followed to what is not known of them.

mod of_view;

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use venule_knowledge::model::{ActionId, Condition, Derivation, Knowledge, Measure, ViewId};
use venule_logic::FactId;
use venule_logic::evaluate::{decisive, waits_for};
use venule_logic::truth::Truth;

use crate::assessment::{Question, Urgency};
use crate::case::State;
use crate::facts::{FactTable, Resolver};
use crate::side::Side;

/// Follows waiting conditions to inputs.
pub(crate) struct Awaited<'a> {
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) resolver: &'a Resolver<'a>,
    pub(crate) facts: &'a FactTable,
    /// What the conditions of a fact wait for: many rules lead to the same fact.
    steps: RefCell<BTreeMap<FactId, Rc<[FactId]>>>,
    /// What is asked of an event instead of a fact that is read from it.
    of_views: RefCell<BTreeMap<FactId, Rc<[FactId]>>>,
    /// Facts that say how others are to be read, with those.
    qualifiers: OnceCell<Vec<(FactId, FactId)>>,
}

/// Facts that were met.
struct Seen(Vec<bool>);

impl Seen {
    fn none_of(knowledge: &Knowledge) -> Self {
        Self(vec![false; knowledge.facts.len()])
    }

    /// Notes a fact; whether that is news.
    fn insert(&mut self, id: FactId) -> bool {
        let seen = self.0.get_mut(id.0 as usize);
        seen.is_some_and(|seen| !std::mem::replace(seen, true))
    }
}

impl<'a> Awaited<'a> {
    pub(crate) fn new(
        knowledge: &'a Knowledge,
        resolver: &'a Resolver<'a>,
        facts: &'a FactTable,
    ) -> Self {
        Self {
            knowledge,
            resolver,
            facts,
            steps: RefCell::default(),
            of_views: RefCell::default(),
            qualifiers: OnceCell::new(),
        }
    }

    /// The inputs that these conditions wait for, each once, in order of first mention.
    pub(crate) fn inputs(&self, conditions: &[&Condition]) -> Vec<FactId> {
        let mut seen = Seen::none_of(self.knowledge);
        let mut found = Vec::new();
        for id in conditions.iter().flat_map(|it| self.awaited_by(it)) {
            self.follow(id, &mut seen, &mut found);
        }
        found
    }

    fn awaited_by(&self, condition: &Condition) -> Vec<FactId> {
        let expr = condition.expr.as_ref();
        expr.map_or_else(Vec::new, |expr| waits_for(expr, self.facts))
    }

    /// What these conditions of a fact wait for, worked out once.
    fn steps<'c>(
        &self,
        id: FactId,
        conditions: impl Iterator<Item = &'c Condition>,
    ) -> Rc<[FactId]> {
        if let Some(known) = self.steps.borrow().get(&id) {
            return Rc::clone(known);
        }
        let steps: Rc<[FactId]> = conditions.flat_map(|it| self.awaited_by(it)).collect();
        self.steps.borrow_mut().insert(id, Rc::clone(&steps));
        steps
    }

    /// What is asked of a view's event instead of a fact, worked out once.
    fn of_view(&self, id: FactId, view: ViewId, measure: &Measure) -> Rc<[FactId]> {
        if let Some(known) = self.of_views.borrow().get(&id) {
            return Rc::clone(known);
        }
        let asked: Rc<[FactId]> = self.asked_of_view(id, view, measure).into();
        self.of_views.borrow_mut().insert(id, Rc::clone(&asked));
        asked
    }

    fn follow_all(&self, steps: &[FactId], seen: &mut Seen, found: &mut Vec<FactId>) {
        for id in steps {
            self.follow(*id, seen, found);
        }
    }

    fn follow(&self, id: FactId, seen: &mut Seen, found: &mut Vec<FactId>) {
        if self.facts.is_known(id) || !seen.insert(id) {
            return;
        }
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return;
        };
        match &fact.derivation {
            // An input that is only ever settled by others is found out through them.
            None if fact.question.is_none() && fact.implied.by.is_some() => {
                let conditions = fact.implied.by.iter().chain(&fact.implied.refuted_by);
                self.follow_all(&self.steps(id, conditions), seen, found);
            }
            None => found.push(id),
            Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
                let condition = std::iter::once(condition);
                self.follow_all(&self.steps(id, condition), seen, found);
            }
            Some(Derivation::Cases { cases, otherwise }) => {
                let open = cases
                    .iter()
                    .map(|case| &case.when)
                    .filter(|when| when.truth(self.facts) == Truth::Unknown);
                self.follow_all(&self.steps(id, open), seen, found);
                // Where no case holds the fact itself has to be stated.
                if otherwise.is_none() && fact.question.is_some() && !self.is_stated(id) {
                    found.push(id);
                }
            }
            Some(Derivation::Score(index)) => {
                for item in self
                    .knowledge
                    .scores
                    .get(*index)
                    .map_or(&[][..], |score| &score.items)
                {
                    self.follow(item.fact, seen, found);
                }
            }
            Some(Derivation::View { view, measure }) => {
                for asked in self.of_view(id, *view, measure).iter() {
                    if *asked == id || seen.insert(*asked) {
                        found.push(*asked);
                    }
                }
            }
        }
    }

    /// The presumed inputs behind the falsity of a condition over presumed facts.
    pub(crate) fn presumed_behind(
        &self,
        condition: &Condition,
        presumed: &FactTable,
    ) -> Vec<FactId> {
        let mut seen = Seen::none_of(self.knowledge);
        let mut found = Vec::new();
        let mut open = carried_by(condition, presumed);
        while let Some(id) = open.pop() {
            if self.facts.is_known(id) || !seen.insert(id) {
                continue;
            }
            if presumed.presumed().contains(&id) {
                found.push(id);
                continue;
            }
            let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
                continue;
            };
            match &fact.derivation {
                None => {
                    for condition in fact.implied.by.iter().chain(&fact.implied.refuted_by) {
                        open.extend(carried_by(condition, presumed));
                    }
                }
                Some(Derivation::Condition(condition) | Derivation::Expression(condition)) => {
                    open.extend(carried_by(condition, presumed));
                }
                Some(Derivation::Cases { cases, .. }) => {
                    open.extend(
                        cases
                            .iter()
                            .flat_map(|case| carried_by(&case.when, presumed)),
                    );
                }
                Some(Derivation::Score(index)) => open.extend(
                    self.knowledge
                        .scores
                        .get(*index)
                        .into_iter()
                        .flat_map(|score| score.items.iter().map(|item| item.fact)),
                ),
                Some(Derivation::View { view, .. }) => open.extend(self.existence(*view)),
            }
        }
        found.sort_unstable();
        found
    }

    fn is_stated(&self, id: FactId) -> bool {
        matches!(
            self.resolver.stated(id).map(|entry| &entry.state),
            Some(State::Known(_))
        )
    }

    /// Whether a fact is still worth asking: it has a question and can be obtained.
    pub(crate) fn is_open(&self, id: FactId) -> bool {
        let Some(fact) = self.knowledge.facts.get(id.0 as usize) else {
            return false;
        };
        let unobtainable = match &fact.derivation {
            Some(Derivation::View {
                view,
                measure: Measure::Attribute(name),
            }) => self.resolver.attribute_is_unobtainable(*view, name),
            Some(Derivation::View {
                view,
                measure: Measure::Exists,
            }) => self.resolver.existence_is_unobtainable(*view),
            _ => matches!(
                self.resolver.stated(id).map(|entry| &entry.state),
                Some(State::Unobtainable)
            ),
        };
        fact.question.is_some() && !unobtainable && !self.is_asked_with_its_value(id)
    }

    /// Whether a fact only says how another one is to be read, and that one has no value yet: whoever gives the
    /// value says it with it.
    fn is_asked_with_its_value(&self, id: FactId) -> bool {
        let mut qualifiers = self.qualifiers().iter();
        qualifiers.any(|(qualifier, of)| *qualifier == id && !self.facts.is_known(*of))
    }

    fn qualifiers(&self) -> &[(FactId, FactId)] {
        self.qualifiers.get_or_init(|| {
            let facts = (0_u32..).map(FactId).zip(&self.knowledge.facts);
            let qualified = facts.filter_map(|(of, fact)| Some((fact.qualifier?, of)));
            qualified.collect()
        })
    }
}

/// The facts that a decided condition rests on, or an open one waits for.
pub(crate) fn carried_by(condition: &Condition, facts: &FactTable) -> Vec<FactId> {
    let Some(expr) = &condition.expr else {
        return Vec::new();
    };
    match expr.truth(facts) {
        Truth::Unknown => waits_for(expr, facts),
        Truth::True | Truth::False => decisive(expr, facts),
    }
}

/// Collects what waits for each input.
#[derive(Debug, Default)]
pub(crate) struct Questions {
    open: BTreeMap<(FactId, Option<Side>), Waiting>,
}

#[derive(Debug)]
struct Waiting {
    urgency: Urgency,
    decides: BTreeSet<ActionId>,
    scopes: BTreeSet<usize>,
}

impl Questions {
    /// Records that a line of advice waits for an input.
    pub(crate) fn for_line(
        &mut self,
        fact: FactId,
        side: Option<Side>,
        urgency: Urgency,
        action: Option<ActionId>,
    ) {
        self.waiting(fact, side, urgency).decides.extend(action);
    }

    /// Records that a guideline's scope waits for an input.
    pub(crate) fn for_scope(
        &mut self,
        fact: FactId,
        side: Option<Side>,
        urgency: Urgency,
        guideline: usize,
    ) {
        self.waiting(fact, side, urgency).scopes.insert(guideline);
    }

    /// The inputs that something waits for, beside exceptions.
    pub(crate) fn facts(&self) -> impl Iterator<Item = FactId> {
        let open = self.open.iter();
        open.filter(|(_, waiting)| waiting.urgency != Urgency::Exception)
            .map(|((fact, _), _)| *fact)
    }

    fn waiting(&mut self, fact: FactId, side: Option<Side>, urgency: Urgency) -> &mut Waiting {
        let waiting = self.open.entry((fact, side)).or_insert_with(|| Waiting {
            urgency,
            decides: BTreeSet::new(),
            scopes: BTreeSet::new(),
        });
        waiting.urgency = waiting.urgency.min(urgency);
        waiting
    }

    /// The questions: most pressing first, then cheapest, then in order of the vocabulary.
    pub(crate) fn into_sorted(self, knowledge: &Knowledge) -> Vec<Question> {
        let mut questions: Vec<Question> = self
            .open
            .into_iter()
            .filter_map(|((fact, side), waiting)| {
                let obtain = knowledge.facts.get(fact.0 as usize)?.obtain;
                Some(Question {
                    fact,
                    side,
                    urgency: waiting.urgency,
                    obtain,
                    decides: waiting.decides.into_iter().collect(),
                    scopes: waiting.scopes.into_iter().collect(),
                })
            })
            .collect();
        questions.sort_by_key(|question| {
            (
                question.urgency,
                question.obtain,
                question.fact,
                question.side,
            )
        });
        questions
    }
}
