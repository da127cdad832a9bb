//! On what the undecided lines depend: for each, a smallest set of answers with which it holds.
//!
//! "Smallest" means that none of the answers can be left out. A set is found by trying values over the rule alone
//! ([`search`]), and returned only after the case with those answers was assessed and the line stands in it.
//!
//! # Unknown values
//!
//! Nothing becomes known by this: a condition says when a line would hold, and the line stays undecided. A line for
//! which no set of at most [`MOST_ANSWERS`] answers is found is listed as open.

mod search;

use std::cell::Cell;

use venule_knowledge::model::{Derivation, Knowledge, Measure};
use venule_logic::{FactId, Value};

use crate::answer::{Answer, answered};
use crate::assess::lines_of;
use crate::assessment::{Assessment, Line, Status};
use crate::case::{Case, Dates, State};
use crate::executor::Interpreter;
use crate::prepared::Prepared;
use crate::side::Side;
use search::{Search, Way};

/// More answers than these are no condition that somebody keeps in mind.
pub const MOST_ANSWERS: usize = 5;

/// Most conditions that are looked for: more are no help, and each costs some assessments.
const MOST_CONDITIONS: usize = 10;

/// Most cases that are assessed for all conditions together.
const MOST_ASSESSED: usize = 16;

/// Most cases that are assessed to confirm one condition: one for each choice of its values.
const MOST_CASES: usize = 4;

/// An answer that is supposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Supposed {
    /// What is answered: an input or, where more inputs than [`MOST_ANSWERS`] would be needed, what sums them up.
    pub fact: FactId,
    /// The leg, where both are assessed and the fact may differ between them.
    pub side: Option<Side>,
    /// What it would have to be.
    pub is: Wanted,
}

/// What an answer would have to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// One of these values.
    OneOf(Vec<Value>),
    /// A whole number within these ends, included; open where there is none.
    Within(Option<i32>, Option<i32>),
}

/// Answers with which some lines hold that are undecided now.
#[derive(Debug, Clone)]
pub struct Condition {
    /// All of them are needed.
    pub answers: Vec<Supposed>,
    /// The lines, by index in the lines of the assessment, in their order.
    pub lines: Vec<usize>,
    /// Each of those lines as it would stand.
    pub then: Vec<Line>,
    /// What would hand over to a person first, and does not now.
    pub emergencies: Vec<Line>,
}

/// What the undecided lines depend on.
#[derive(Debug, Clone, Default)]
pub struct Depends {
    /// Conditions, in order of the first line that each leads to.
    pub conditions: Vec<Condition>,
    /// The lines, by index, for which none was found.
    pub open: Vec<usize>,
}

/// On what the wanted undecided lines of an assessment of this case depend.
#[must_use]
pub fn depends(
    knowledge: &Knowledge,
    case: &Case,
    assessment: &Assessment,
    wanted: &dyn Fn(&Line) -> bool,
) -> Depends {
    let undecided = |line: &Line| matches!(line.status, Status::Undecided { .. });
    let lines = assessment.lines.iter().enumerate();
    let mut lines = lines
        .filter(|(_, line)| undecided(line) && wanted(line))
        .peekable();
    let mut found = Depends::default();
    if lines.peek().is_none() {
        return found;
    }
    let legs = case.legs();
    let both = legs.len() > 1;
    let prepared = Prepared::all(knowledge, case, legs.into_iter(), &Interpreter, &|_| {});
    let left = Cell::new(MOST_ASSESSED);
    let mut tested: Vec<Tested> = Vec::new();
    let mut searched: Vec<(Vec<&str>, Option<usize>)> = Vec::new();
    for (index, line) in lines {
        if standing(assessment, line).is_some() {
            // The same is advised already; only when or on what it rests would change.
            found.open.push(index);
            continue;
        }
        let key = searched_by(knowledge, line);
        let before = searched.iter().find(|(other, _)| *other == key);
        let before = before.map(|(_, condition)| *condition);
        let holds = |at: &usize| tested.get(*at).is_some_and(|it| it.has(line));
        let known = match before {
            // The same conditions: what was found for them, or that nothing was.
            Some(condition) => condition.filter(holds),
            None => smallest(knowledge, &tested, line, 1),
        };
        let may_search = before.is_none() && tested.len() < MOST_CONDITIONS && left.get() > 0;
        let known = known.or_else(|| {
            let new =
                may_search.then(|| new_condition(knowledge, case, &prepared, both, line, &left));
            let new = new.flatten();
            let most = new.as_ref().map_or(MOST_ANSWERS, Tested::size);
            let known = smallest(knowledge, &tested, line, most);
            known.or_else(|| {
                tested.extend(new);
                smallest(knowledge, &tested, line, most)
            })
        });
        if before.is_none() {
            searched.push((key, known));
        }
        match known.and_then(|known| tested.get_mut(known)) {
            Some(condition) => condition.lines.push(index),
            None => found.open.push(index),
        }
    }
    found.conditions = tested
        .into_iter()
        .filter_map(|it| it.condition(knowledge, assessment))
        .collect();
    found.conditions.sort_by_key(|it| it.lines.first().copied());
    found
}

/// What a search for a line depends on: the leg, and the conditions of its rules.
fn searched_by<'k>(knowledge: &'k Knowledge, line: &Line) -> Vec<&'k str> {
    let leg = match line.side {
        None => "",
        Some(Side::Left) => "left",
        Some(Side::Right) => "right",
        Some(Side::Both) => "both",
    };
    let rules = line.rules.iter();
    let rules = rules.filter_map(|it| knowledge.rules.get(it.rule.0 as usize));
    let conditions = rules.flat_map(|rule| {
        let guideline = knowledge.guidelines.get(rule.guideline);
        [guideline.map_or("", |it| &it.name), &rule.when.text]
    });
    std::iter::once(leg).chain(conditions).collect()
}

/// A condition of at most so many answers with which a line holds, among those that were found for others.
fn smallest(knowledge: &Knowledge, tested: &[Tested], line: &Line, most: usize) -> Option<usize> {
    let mut tested = tested.iter();
    tested.position(|it| it.size() <= most && it.is_awaited_by(knowledge, line) && it.has(line))
}

/// A condition with the assessments that confirm it.
struct Tested {
    answers: Vec<Supposed>,
    /// One for each choice of the values that will do.
    then: Vec<Assessment>,
    lines: Vec<usize>,
}

impl Tested {
    fn size(&self) -> usize {
        self.answers.len()
    }

    /// Whether a line waits for all the answers, or its rules name them. What holds for another reason is no condition
    /// of it.
    fn is_awaited_by(&self, knowledge: &Knowledge, line: &Line) -> bool {
        let Status::Undecided { waits_for, .. } = &line.status else {
            return false;
        };
        let rules = line.rules.iter();
        let rules = rules.filter_map(|it| knowledge.rules.get(it.rule.0 as usize));
        let named: Vec<FactId> = rules.flat_map(|it| it.when.facts()).copied().collect();
        let mut answers = self.answers.iter();
        answers.all(|it| waits_for.contains(&it.fact) || named.contains(&it.fact))
    }

    /// Whether a line holds with every choice of the values.
    fn has(&self, line: &Line) -> bool {
        self.then.iter().all(|it| standing(it, line).is_some())
    }

    fn condition(self, knowledge: &Knowledge, assessment: &Assessment) -> Option<Condition> {
        let first = self.then.first()?;
        let lines = self.lines.iter();
        let then = lines.filter_map(|index| standing(first, assessment.lines.get(*index)?));
        let then: Vec<Line> = then.cloned().collect();
        let emergencies = self.then.iter().flat_map(|it| it.emergencies(knowledge));
        let emergencies = emergencies
            .filter(|line| standing(assessment, line).is_none())
            .fold(Vec::new(), |mut found: Vec<Line>, line| {
                let is_same = |it: &Line| (it.action, it.side) == (line.action, line.side);
                if !found.iter().any(is_same) {
                    found.push(line.clone());
                }
                found
            });
        (!then.is_empty()).then_some(Condition {
            answers: self.answers,
            lines: self.lines,
            then,
            emergencies,
        })
    }
}

/// The line as it stands in another assessment, if it does.
fn standing<'a>(assessment: &'a Assessment, line: &Line) -> Option<&'a Line> {
    assessment.lines.iter().find(|it| {
        it.is_live() && (it.action, it.side, it.stance) == (line.action, line.side, line.stance)
    })
}

fn new_condition(
    knowledge: &Knowledge,
    case: &Case,
    prepared: &[Prepared<'_>],
    both: bool,
    line: &Line,
    left: &Cell<usize>,
) -> Option<Tested> {
    let mut found: Option<Tested> = None;
    for leg in prepared {
        let of_leg = line.side.is_none_or(|side| Some(side) == leg.leg.side());
        let rules = line.rules.iter().filter(|it| {
            let rule = knowledge.rules.get(it.rule.0 as usize);
            let undecided = matches!(it.status, Status::Undecided { .. });
            undecided && rule.is_some_and(|rule| rule.stance == line.stance)
        });
        for trace in rules.filter(|_| of_leg) {
            let fewer = found.as_ref().map_or(MOST_ANSWERS, |it| it.size() - 1);
            let Some(mut search) = Search::new(knowledge, leg, both, trace.rule) else {
                continue;
            };
            let mut by = |way| tested(knowledge, case, line, search.smallest(way, fewer), left);
            let path = by(Way::Path);
            let is_short = path.as_ref().is_some_and(|it| it.size() <= 2);
            let tested = match path {
                Some(path) if is_short => Some(path),
                path => by(Way::Single).or(path).or_else(|| by(Way::Sum)),
            };
            found = tested.or(found);
        }
    }
    found
}

/// The answers with what the case amounts to with them, where the line holds then; with one value each where it does
/// not hold with all.
fn tested(
    knowledge: &Knowledge,
    case: &Case,
    line: &Line,
    answers: Vec<Vec<Supposed>>,
    left: &Cell<usize>,
) -> Option<Tested> {
    answers.into_iter().find_map(|answers| {
        let cases = cases(knowledge, case, &answers)?;
        left.set(left.get().checked_sub(cases.len())?);
        let then = cases.iter().map(|case| lines_of(knowledge, case));
        let tested = Tested {
            answers,
            then: then.collect(),
            lines: Vec::new(),
        };
        tested.has(line).then_some(tested)
    })
}

/// The case with every choice of the values of these answers; nothing where they are too many, or cannot be answered.
fn cases(knowledge: &Knowledge, case: &Case, answers: &[Supposed]) -> Option<Vec<Case>> {
    let mut cases = vec![case.clone()];
    for it in answers {
        let values = match &it.is {
            Wanted::OneOf(values) => values.clone(),
            Wanted::Within(low, high) => {
                // Where a range has no end a value next to nothing, or next to the other end, is tried: an age of 1 is a child's.
                let least = low.unwrap_or_else(|| high.map_or(0, |high| high.min(1)));
                let most = high.unwrap_or(least + 1);
                let mut ends = vec![least, most];
                ends.dedup();
                ends.into_iter().map(Value::Integer).collect()
            }
        };
        if cases.len() * values.len() > MOST_CASES {
            return None;
        }
        let mut next = Vec::new();
        for case in &cases {
            for value in &values {
                let answer = answer(knowledge, case, it.fact, value)?;
                next.push(answered(knowledge, case, it.fact, it.side, &answer).ok()?);
            }
        }
        cases = next;
    }
    Some(cases)
}

/// A value as somebody would answer it: how many days ago something was, with its day.
fn answer(knowledge: &Knowledge, case: &Case, fact: FactId, value: &Value) -> Option<Answer> {
    let definition = knowledge.facts.get(fact.0 as usize)?;
    let is_date = matches!(
        definition.derivation,
        Some(Derivation::View {
            measure: Measure::DaysSince,
            ..
        })
    );
    match value {
        Value::Integer(days) if is_date => {
            let span = jiff::Span::new().try_days(*days).ok()?;
            let day = case.as_of.date.checked_sub(span).ok()?;
            Some(Answer::When(Dates::on(day)))
        }
        _ if is_date => None,
        value => Some(Answer::State(State::Known(value.clone()))),
    }
}
