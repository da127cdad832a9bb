//! Composing an order from a case.

use std::sync::Arc;

use venule_knowledge::model::{
    ActionId, Category, ItemEvent, ItemFact, Knowledge, Level, OrderForm, OrderItem, Stance,
};
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use super::applies::Applies;
use super::is_sided;
use crate::assess::assess;
use crate::assessment::{Assessment, Line};
use crate::case::{Case, Entry, State};
use crate::executor::Interpreter;
use crate::facts::is_known;
use crate::prepared::Prepared;
use crate::side::{Leg, Side};

/// What came of composing.
#[derive(Debug)]
pub enum Composed {
    /// An order, complete or not.
    Order(Box<Draft>),
    /// None, with the assessment that says why.
    None(Box<NoOrder>),
}

/// An order as far as the case fills it.
#[derive(Debug)]
pub struct Draft {
    /// Index in `Knowledge::orders`.
    pub form: usize,
    /// What is ordered.
    pub action: ActionId,
    /// The leg or legs; nothing where the case names none.
    pub side: Option<Side>,
    /// The lines of advice behind it.
    pub lines: Vec<Line>,
    /// Other examinations that could be ordered instead.
    pub others: Vec<ActionId>,
    /// Examinations to be done as well that no form orders, and that are not done with this one.
    pub beside: Vec<Line>,
    /// Reasons that hold, by index in the form.
    pub reasons: Vec<usize>,
    /// What it says, in the order of the form.
    pub items: Vec<Filled>,
    /// What is missing from the case.
    pub missing: Vec<Gap>,
    /// The assessment it comes from.
    pub assessment: Assessment,
}

/// An item with what fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Index in the form's items.
    pub item: usize,
    /// Whether it applies.
    pub applies: Applies,
    /// What is known, for each leg where the legs differ.
    pub told: Vec<Told>,
}

/// The words of a value that an order does not write.
const SILENT: &str = "-";

/// What is known of one leg, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The leg, where the legs differ.
    pub side: Option<Side>,
    /// Facts by index in the item, with their values; null for what cannot be obtained.
    pub facts: Vec<(usize, Value)>,
    /// Events by index in the case.
    pub events: Vec<usize>,
    /// Kinds of events of which the case says that there was none, where nothing else is known.
    pub none: Vec<usize>,
}

impl Told {
    /// Whether nothing is known.
    fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.events.is_empty() && self.none.is_empty()
    }
}

/// Something that the order should say and the case does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Index in the form's items.
    pub item: usize,
    /// The leg, where the legs differ.
    pub side: Option<Side>,
    /// Whether the order is incomplete without it.
    pub level: Level,
    /// Facts that are not known.
    pub facts: Vec<FactId>,
    /// Events by index in the case, with what they do not state; `date` is the date.
    pub events: Vec<(usize, Vec<Arc<str>>)>,
}

/// Why nothing is ordered.
#[derive(Debug)]
pub struct NoOrder {
    /// What kind of reason it is.
    pub why: Why,
    /// The examinations that could have been ordered.
    pub actions: Vec<ActionId>,
    /// What the case is advised instead.
    pub assessment: Assessment,
}

/// Why nothing is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is advised against, or withheld because of a conflict.
    Against,
    /// It cannot be decided for lack of facts.
    Undecided,
    /// Nothing asks for it.
    NotAdvised,
}

impl Draft {
    /// Whether nothing is missing that the order must say.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.missing.iter().all(|gap| gap.level != Level::Required)
    }

    /// What the order states, as facts of a written order.
    #[must_use]
    pub fn stated(&self, form: &OrderForm) -> Vec<Entry> {
        let state = |fact, value| Entry {
            fact,
            side: None,
            state: State::Known(value),
            source: None,
            origin: None,
        };
        let mut stated = vec![state(form.exam.0, form.exam.1.clone())];
        if let Some(side) = self.side {
            stated.push(state(form.side, Value::String(Arc::from(side.to_string()))));
        }
        for filled in &self.items {
            let lacks = self.missing.iter().any(|gap| gap.item == filled.item);
            let fact = form
                .items
                .get(filled.item)
                .and_then(|item| item.fact.as_ref());
            if let (false, Some((id, Some(value)))) = (lacks, fact)
                && *id != form.exam.0
            {
                stated.push(state(*id, value.clone()));
            }
        }
        stated
    }
}

/// Composes the order that a case is advised: the most pressing one, or the one that is wanted.
///
/// # Unknown values
///
/// What is not known is listed as missing and never written as absent.
#[must_use]
pub fn compose(knowledge: &Knowledge, case: &Case, wanted: Option<ActionId>) -> Composed {
    let assessment = assess(knowledge, case);
    let form_of = |action: ActionId| {
        let protocol = knowledge.actions.get(action.0 as usize)?.protocol?;
        knowledge
            .orders
            .iter()
            .position(|form| form.protocol == protocol)
    };
    let may_be =
        |action: ActionId| wanted.is_none_or(|it| it == action) && form_of(action).is_some();
    let chosen = [Stance::Do, Stance::Consider]
        .into_iter()
        .find_map(|stance| {
            assessment.lines.iter().find(|line| {
                line.is_live()
                    && line.stance == stance
                    && may_be(line.action)
                    && !is_refused(knowledge, &assessment, line)
            })
        });
    let Some((action, form)) = chosen.and_then(|line| Some((line.action, form_of(line.action)?)))
    else {
        return Composed::None(Box::new(NoOrder {
            why: why_none(&assessment, may_be),
            actions: (0..)
                .map(ActionId)
                .take(knowledge.actions.len())
                .filter(|action| may_be(*action))
                .collect(),
            assessment,
        }));
    };
    let of_advice = |line: &&Line| {
        line.is_live() && line.stance != Stance::Avoid && !is_refused(knowledge, &assessment, line)
    };
    let lines: Vec<Line> = assessment
        .lines
        .iter()
        .filter(|line| line.action == action && of_advice(line))
        .cloned()
        .collect();
    let mut others: Vec<ActionId> = assessment
        .lines
        .iter()
        .filter(|line| line.action != action && form_of(line.action).is_some() && of_advice(line))
        .map(|line| line.action)
        .collect();
    others.dedup();
    let side = side_of(&lines);
    let mut draft = Draft {
        form,
        action,
        side,
        lines,
        others,
        beside: Vec::new(),
        reasons: Vec::new(),
        items: Vec::new(),
        missing: Vec::new(),
        assessment,
    };
    if let Some(form) = knowledge.orders.get(form) {
        fill(knowledge, case, form, &mut draft);
        draft.beside = beside(knowledge, form, &draft, |action| form_of(action).is_some());
    }
    Composed::Order(Box::new(draft))
}

/// Imaging that is to be done as well and that nothing in the order asks for: it would be lost with the order.
fn beside(
    knowledge: &Knowledge,
    form: &OrderForm,
    draft: &Draft,
    has_form: impl Fn(ActionId) -> bool,
) -> Vec<Line> {
    let is_done_with_it = |action: ActionId| {
        let mut items = draft.items.iter();
        items.any(|it| form.items.get(it.item).and_then(|it| it.does) == Some(action))
    };
    let lines = draft.assessment.lines.iter();
    let missed = lines.filter(|line| {
        let action = knowledge.actions.get(line.action.0 as usize);
        let is_imaging = action.is_some_and(|it| it.category == Category::Imaging);
        let is_due = line.is_live() && line.stance == Stance::Do && !line.is_emergency(knowledge);
        is_imaging && is_due && !has_form(line.action) && !is_done_with_it(line.action)
    });
    missed.cloned().collect()
}

/// Whether something of the same protocol is advised against for the same leg.
fn is_refused(knowledge: &Knowledge, assessment: &Assessment, line: &Line) -> bool {
    let protocol = |action: ActionId| {
        knowledge
            .actions
            .get(action.0 as usize)
            .and_then(|it| it.protocol)
    };
    assessment.lines.iter().any(|other| {
        let same_leg = match (other.side, line.side) {
            (Some(one), Some(two)) => one == two || one == Side::Both || two == Side::Both,
            (None, _) | (_, None) => true,
        };
        other.is_live()
            && other.stance == Stance::Avoid
            && same_leg
            && protocol(other.action) == protocol(line.action)
    })
}

fn why_none(assessment: &Assessment, may_be: impl Fn(ActionId) -> bool) -> Why {
    let of_action = || assessment.lines.iter().filter(|line| may_be(line.action));
    let is_withheld = assessment
        .conflicts
        .iter()
        .any(|conflict| may_be(conflict.for_line.action));
    if is_withheld || of_action().any(|line| line.is_live()) {
        Why::Against
    } else if of_action().any(|line| line.stance != Stance::Avoid) {
        Why::Undecided
    } else {
        Why::NotAdvised
    }
}

/// The legs of all lines together; nothing as soon as one names none.
fn side_of(lines: &[Line]) -> Option<Side> {
    let mut sides = lines.iter().map(|line| line.side);
    let first = sides.next()??;
    sides.try_fold(first, |so_far, side| {
        let side = side?;
        Some(if side == so_far { so_far } else { Side::Both })
    })
}

fn fill(knowledge: &Knowledge, case: &Case, form: &OrderForm, draft: &mut Draft) {
    let legs = match draft.side {
        Some(Side::Left) => vec![Leg::Left],
        Some(Side::Right) => vec![Leg::Right],
        Some(Side::Both) => vec![Leg::Left, Leg::Right],
        None => case.legs(),
    };
    let legs = Prepared::all(knowledge, case, legs.into_iter(), &Interpreter, &|_| {});
    let holds = |index: &usize| {
        let reason = form.reasons.get(*index);
        reason.is_some_and(|it| Applies::to_any(&legs, &it.when) >= Applies::Presumed)
    };
    draft.reasons = (0..form.reasons.len()).filter(holds).collect();
    for (index, item) in form.items.iter().enumerate() {
        let applies = Applies::to_any(&legs, &item.when);
        let told = told(knowledge, case, item, &legs);
        let is_side = item.fact.as_ref().is_some_and(|(id, _)| *id == form.side);
        for leg in &legs {
            let here = Applies::to_leg(leg, &item.when);
            if let Some(level) = here.level(item.level) {
                let mut gap = gap(case, item, leg, (index, level));
                gap.side = gap
                    .side
                    .filter(|_| legs.len() > 1 && is_of_a_leg(knowledge, item));
                let lacks = !gap.facts.is_empty() || !gap.events.is_empty();
                if (lacks || is_side && draft.side.is_none()) && !draft.missing.contains(&gap) {
                    draft.missing.push(gap);
                }
            }
        }
        let says = !told.is_empty() || item.text.is_some() && applies > Applies::No;
        if says {
            draft.items.push(Filled {
                item: index,
                applies,
                told,
            });
        }
    }
}

/// Whether what fills an item may differ between the legs.
fn is_of_a_leg(knowledge: &Knowledge, item: &OrderItem) -> bool {
    !item.events.is_empty() || item.facts.iter().any(|it| is_sided(knowledge, it.fact))
}

/// What is known, once if it is the same of every leg.
pub(super) fn told(
    knowledge: &Knowledge,
    case: &Case,
    item: &OrderItem,
    legs: &[Prepared<'_>],
) -> Vec<Told> {
    let of_legs: Vec<Told> = legs.iter().map(|leg| told_of(case, item, leg)).collect();
    let same = of_legs.windows(2).all(
        |pair| matches!(pair, [one, two] if one.facts == two.facts && one.events == two.events && one.none == two.none),
    );
    let several = legs.len() > 1 && !same && is_of_a_leg(knowledge, item);
    let mut kept: Vec<Told> = of_legs
        .into_iter()
        .map(|it| Told {
            side: it.side.filter(|_| several),
            ..it
        })
        .filter(|it| !it.is_empty())
        .collect();
    kept.dedup();
    kept
}

fn told_of(case: &Case, item: &OrderItem, leg: &Prepared<'_>) -> Told {
    let told_fact = |(index, it): (usize, &ItemFact)| {
        let value = leg.plain.value(it.fact);
        let is_closed = matches!(
            leg.resolver.stated(it.fact).map(|entry| &entry.state),
            Some(State::Unobtainable)
        );
        let known = is_known(&value) && it.words(&value).is_none_or(|words| words != SILENT);
        (known || is_closed).then_some((index, value))
    };
    let facts: Vec<(usize, Value)> = item
        .facts
        .iter()
        .enumerate()
        .filter_map(told_fact)
        .collect();
    let mut events: Vec<usize> = item
        .events
        .iter()
        .flat_map(|it| events_of(case, it, leg.leg))
        .collect();
    events.sort_by_key(|index| {
        let when = case.events.get(*index).and_then(|event| event.when);
        (when.map(|when| when.earliest), *index)
    });
    let kinds = item.events.iter().map(|it| it.event);
    let none = kinds
        .filter(|kind| facts.is_empty() && is_ruled_out(case, *kind, leg.leg))
        .collect();
    Told {
        side: leg.leg.side(),
        facts,
        events,
        none,
    }
}

/// Whether an item that only may apply asks for events of which the case says that there was none.
fn is_answered(case: &Case, item: &OrderItem, leg: &Prepared<'_>) -> bool {
    Applies::to_leg(leg, &item.when) == Applies::Maybe
        && !item.events.is_empty()
        && item
            .events
            .iter()
            .all(|it| is_ruled_out(case, it.event, leg.leg))
}

/// Whether the case says that there was no event of a kind in a leg.
fn is_ruled_out(case: &Case, kind: usize, leg: Leg) -> bool {
    case.none_of.iter().any(|it| it.is_about(kind, leg))
}

fn events_of<'c>(case: &'c Case, it: &ItemEvent, leg: Leg) -> impl Iterator<Item = usize> + 'c {
    let kind = it.event;
    case.events
        .iter()
        .enumerate()
        .filter(move |(_, event)| {
            event.kind == kind && event.side.is_none_or(|side| side.covers(leg))
        })
        .map(|(index, _)| index)
}

/// What one leg lacks for an item.
pub(super) fn gap(
    case: &Case,
    item: &OrderItem,
    leg: &Prepared<'_>,
    (index, level): (usize, Level),
) -> Gap {
    let is_asked = |id: FactId| {
        let stated = leg.resolver.stated(id).map(|entry| &entry.state);
        !leg.plain.is_known(id) && !matches!(stated, Some(State::Unobtainable))
    };
    let is_answered = is_answered(case, item, leg);
    let facts = item
        .facts
        .iter()
        .filter(|it| it.needed && is_asked(it.fact) && !is_answered)
        .filter(|it| Applies::to_leg(leg, &it.when) >= Applies::Presumed)
        .map(|it| it.fact)
        .collect();
    let events = item
        .events
        .iter()
        .flat_map(|it| events_of(case, it, leg.leg).map(move |index| (it, index)))
        .filter_map(|(it, index)| {
            let event = case.events.get(index)?;
            let mut lacks: Vec<Arc<str>> = it
                .needs
                .iter()
                .filter(|name| event.attribute(name).is_none())
                .cloned()
                .collect();
            if event.when.is_none() {
                lacks.insert(0, Arc::from("date"));
            }
            (!lacks.is_empty()).then_some((index, lacks))
        })
        .collect();
    Gap {
        item: index,
        side: leg.leg.side(),
        level,
        facts,
        events,
    }
}
