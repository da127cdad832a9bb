//! Plans (ADR 0004) over every worked case: each node is an assessment, and nothing is lost, doubled or unbounded.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use venule_engine::assess;
use venule_engine::assessment::{Essence, Line};
use venule_engine::case::State as Said;
use venule_engine::events::resolve_views;
use venule_engine::example::Example;
use venule_engine::plan::{
    Basis, Chance, DEPTH, MOST_NODES, Node, Plan, State, Then, plan, plan_within, results_within,
};
use venule_engine::side::{Leg, Side};
use venule_engine::timing::Due;
use venule_knowledge::model::{Knowledge, Pick, Stance};

use crate::common::{examples, knowledge};

fn equal(one: &[Essence], other: &[Essence]) -> bool {
    one.len() == other.len() && one.iter().all(|it| other.contains(it))
}

fn depth(node: &Node) -> usize {
    node.branches()
        .map(|branch| 1 + depth(&branch.node))
        .max()
        .unwrap_or(0)
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// Every sixth worked case with its plan: all of them take minutes without optimization and show nothing else.
static PLANS: LazyLock<Vec<(Example, Plan)>> = LazyLock::new(|| {
    let examples = examples(&KNOWLEDGE).into_iter().step_by(6);
    examples
        .map(|(_, example)| {
            let plan = plan(&KNOWLEDGE, &example.case);
            (example, plan)
        })
        .collect()
});

fn every(check: impl Fn(&Knowledge, &Example, &Node)) {
    for (example, plan) in &*PLANS {
        check(&KNOWLEDGE, example, &plan.root);
    }
}

#[test]
fn every_node_is_the_assessment_of_its_case_and_the_root_that_of_the_patient() {
    every(|knowledge, example, root| {
        let whole = assess(knowledge, &example.case).essence();
        assert_eq!(root.assessment.essence(), whole, "{}", example.title);
        for node in root.all() {
            assert_eq!(
                node.assessment.essence(),
                assess(knowledge, &node.case).essence()
            );
        }
    });
}

/// Built here in another way than in the engine: the last event goes, and what is left is the case before.
#[test]
fn a_branch_is_the_case_with_one_more_event() {
    every(|knowledge, example, root| {
        for node in root.all() {
            for test in &node.tests {
                let Then::Branches(branches) = &test.then else {
                    continue;
                };
                assert!(!branches.is_empty(), "{}", example.title);
                for branch in branches {
                    let case = &branch.node.case;
                    let (event, before) = case.events.split_last().unwrap();
                    assert_eq!(before.len(), node.case.events.len());
                    assert_eq!(case.facts.len(), node.case.facts.len());
                    assert!(case.as_of.date >= node.case.as_of.date);
                    assert_eq!(event.when.unwrap().latest, test.on);
                    assert_eq!(event.side, test.side, "{}", example.title);
                    let other_leg = |side| matches!((side, event.side), (Some(one), Some(two)) if one != two && one != Side::Both);
                    let later = |it: &venule_engine::case::Event| {
                        it.kind != event.kind
                            || other_leg(it.side)
                            || it.when.is_none_or(|when| when.latest < test.on)
                    };
                    assert!(before.iter().all(later), "{}: no order", example.title);
                    let action = &knowledge.actions[test.action.0 as usize];
                    for (name, value) in branch.outcomes[0].iter().chain(&action.makes) {
                        let said = event.attributes.iter().find(|(it, _)| it == name);
                        let Some((_, Said::Known(said))) = said else {
                            panic!("{name} is not recorded");
                        };
                        assert!(branch.outcomes[0].iter().any(|it| it.0 == *name) || said == value);
                    }
                }
            }
        }
    });
}

#[test]
fn every_result_of_a_test_is_in_exactly_one_branch() {
    every(|knowledge, example, root| {
        for node in root.all() {
            for test in &node.tests {
                let Then::Branches(branches) = &test.then else {
                    continue;
                };
                let action = &knowledge.actions[test.action.0 as usize];
                let (event, result) = action.results[0].split_once('.').unwrap();
                let event = knowledge
                    .events
                    .iter()
                    .find(|it| *it.name == *event)
                    .unwrap();
                let attribute = event
                    .attributes
                    .iter()
                    .find(|it| *it.name == *result)
                    .unwrap();
                let told: Vec<String> = branches
                    .iter()
                    .flat_map(|branch| &branch.outcomes)
                    .map(|outcome| format!("{outcome:?}"))
                    .collect();
                let different: BTreeSet<&String> = told.iter().collect();
                assert_eq!(different.len(), told.len(), "{}: twice", example.title);
                for (value, _) in &attribute.choices {
                    let is_told = told.iter().any(|it| it.contains(&format!("\"{value}\"")));
                    assert_eq!(is_told, !action.cannot_show.contains(value), "{value}");
                }
            }
        }
    });
}

/// A merged result is assessed again by hand, and says the same as the branch that stands for it.
#[test]
fn merged_results_have_equal_assessments() {
    let merged = std::cell::Cell::new(0);
    every(|knowledge, example, root| {
        for branch in root.all().iter().flat_map(|node| node.branches()) {
            for other in branch.outcomes.iter().skip(1) {
                let mut case = branch.node.case.clone();
                let event = case.events.last_mut().unwrap();
                event
                    .attributes
                    .retain(|(name, _)| branch.outcomes[0].iter().all(|(it, _)| it != name));
                let said = other
                    .iter()
                    .map(|(name, value)| (name.clone(), Said::Known(value.clone())));
                event.attributes.extend(said);
                let again = assess(knowledge, &case).essence();
                let stands = branch.node.assessment.essence();
                assert!(equal(&again, &stands), "{}: {other:?}", example.title);
                merged.set(merged.get() + 1);
            }
        }
    });
    assert!(merged.get() > 50, "only {} merged results", merged.get());
}

/// When a line is due, in days from the day it is said.
fn in_days(node: &Node, line: &Line) -> String {
    let today = node.case.as_of.date;
    let days = |date: jiff::civil::Date| (date - today).get_days();
    match &line.due {
        Due::Overdue { since } => format!("overdue {}", days(*since)),
        Due::Within { until, .. } => format!("until {} {}", days(until.date()), until.time()),
        Due::Window { from, to, open } => format!("{:?} {:?} {open}", from.map(days), to.map(days)),
        other @ (Due::Now | Due::Undated { .. } | Due::Unspecified) => format!("{other:?}"),
    }
}

/// A branch elsewhere in the tree that is said to be the same gives the same advice after as many days.
#[test]
fn nodes_that_say_the_same_advise_the_same_counted_from_their_days() {
    let (mut same, mut other_days) = (0, 0);
    for (example, plan) in PLANS.iter().step_by(4) {
        let nodes = plan.root.all();
        for (index, one) in nodes.iter().enumerate().take(40) {
            assert!(one.says_the_same_as(one));
            for other in nodes
                .iter()
                .skip(index + 1)
                .filter(|it| it.says_the_same_as(one))
            {
                let said = |node: &Node| -> BTreeSet<String> {
                    let lines = node.assessment.lines.iter();
                    let line = |it: &Line| {
                        format!("{:?} {:?} {}", it.action, it.status, in_days(node, it))
                    };
                    lines.map(line).collect()
                };
                assert_eq!(said(one), said(other), "{}", example.title);
                assert_eq!(one.branches().count(), other.branches().count());
                same += 1;
                other_days += usize::from(one.case.as_of != other.case.as_of);
            }
        }
    }
    assert!(
        same > 50 && other_days > 10,
        "{same} pairs, {other_days} of other days"
    );
}

#[test]
fn a_plan_is_bounded_and_passes_over_no_test() {
    let mut most = 0;
    for (example, plan) in &*PLANS {
        assert!(depth(&plan.root) <= DEPTH && plan.assessed <= MOST_NODES);
        most = most.max(plan.assessed);
        for node in plan.root.all() {
            let is_test = |line: &Line| {
                let action = &KNOWLEDGE.actions[line.action.0 as usize];
                line.is_live() && line.stance == Stance::Do && !action.results.is_empty()
            };
            if node.state != State::Open {
                assert!(node.tests.is_empty(), "{}", example.title);
            } else if node.assessment.lines.iter().any(is_test) {
                assert_eq!(node.tests.len(), 1, "{}", example.title);
            }
        }
    }
    assert!(most > 50, "the largest plan has {most} assessments");
}

/// "New since the latest scan" is not so right after one more scan, in the leg that was scanned.
#[test]
fn what_is_counted_from_the_latest_test_begins_anew() {
    let begun = Cell::new(0);
    every(|knowledge, example, root| {
        for node in root.all() {
            for branch in node.branches() {
                let case = &branch.node.case;
                let event = case.events.last().unwrap();
                for (was, is) in node.case.facts.iter().zip(&case.facts) {
                    let since = knowledge.facts[is.fact.0 as usize].since.as_ref();
                    let Some(since) = since.filter(|since| since.event == event.kind) else {
                        assert_eq!(was.state, is.state, "{}", example.title);
                        continue;
                    };
                    let other_leg =
                        matches!((is.side, event.side), (Some(one), Some(two)) if one != two);
                    let Said::Known(value) = &is.state else {
                        continue;
                    };
                    assert!(
                        other_leg || !since.from.contains(value),
                        "{}",
                        example.title
                    );
                    begun.set(begun.get() + usize::from(was.state != is.state));
                }
            }
        }
    });
    assert!(begun.get() > 20, "only {} values began anew", begun.get());
}

/// The result that a branch takes is the latest of its kind, also where nobody told the dates of earlier ones.
#[test]
fn the_result_of_a_branch_is_the_latest_of_its_kind() {
    let mut undated = 0;
    for (_, example) in examples(&KNOWLEDGE).iter().step_by(40) {
        let mut case = example.case.clone();
        for event in &mut case.events {
            event.when = None;
        }
        for branch in plan(&KNOWLEDGE, &case).root.branches() {
            let after = &branch.node.case;
            let taken = after.events.len() - 1;
            let kind = after.events[taken].kind;
            let latest = KNOWLEDGE.views.iter().position(|view| {
                view.event == kind
                    && view.pick == Pick::Latest
                    && view.filter.is_empty()
                    && view.after.is_none()
            });
            for leg in [Leg::Left, Leg::Right] {
                if after.events[taken]
                    .side
                    .is_some_and(|side| side.covers(leg))
                {
                    let picked = resolve_views(&KNOWLEDGE, after, leg);
                    assert_eq!(
                        picked[latest.unwrap()].candidates,
                        [taken],
                        "{}",
                        example.title
                    );
                    undated += usize::from(after.events[..taken].iter().any(|it| it.kind == kind));
                }
            }
        }
    }
    assert!(
        undated > 5,
        "only {undated} results followed an undated one"
    );
}

#[test]
fn what_does_not_fit_is_said() {
    for (example, whole) in PLANS.iter().step_by(5) {
        let small = plan_within(&KNOWLEDGE, &example.case, DEPTH, 20);
        assert!(small.assessed <= 20);
        let is_cut = |node: &&Node| node.tests.iter().any(|it| matches!(it.then, Then::TooMany));
        let says_so = small.root.all().iter().any(is_cut);
        assert_eq!(whole.assessed > 20, says_so, "{}", example.title);
        let shallow = plan_within(&KNOWLEDGE, &example.case, 1, MOST_NODES);
        assert!(depth(&shallow.root) <= 1);
    }
}

/// Whoever shows results only gets the plan that whoever asks gets as well.
#[test]
fn results_are_those_of_the_plan() {
    let bare = |node: &Node| {
        let mut node = node.clone();
        node.assessment.questions.clear();
        node.assessment.dormant.clear();
        node.tests.clear();
        format!("{node:?}")
    };
    for (example, _) in PLANS.iter().step_by(5) {
        let whole = plan_within(&KNOWLEDGE, &example.case, 1, MOST_NODES);
        let results = results_within(&KNOWLEDGE, &example.case, 1, MOST_NODES);
        let (whole, results) = (whole.root, results.root);
        assert_eq!(
            format!("{:?}", whole.assessment),
            format!("{:?}", results.assessment),
            "{}",
            example.title
        );
        let (whole, results) = (whole.all(), results.all());
        assert_eq!(whole.len(), results.len(), "{}", example.title);
        for (one, other) in whole.into_iter().zip(results) {
            assert_eq!(bare(one), bare(other), "{}", example.title);
        }
    }
}

/// A negative result never raises the probability, and a positive one never lowers it, over the whole knowledge.
#[test]
fn a_negative_result_never_raises_the_probability() {
    let compared = std::cell::Cell::new(0);
    every(|_, example, root| {
        for node in root.all() {
            for branch in node.branches() {
                for ((_, before), (_, after)) in node.chances.iter().zip(&branch.node.chances) {
                    let (Chance::Shown(before), Chance::Shown(after)) = (before, after) else {
                        continue;
                    };
                    let (was, is) = (before.range, after.range);
                    assert!(is.low() <= is.value() && is.value() <= is.high());
                    let known = match &before.basis {
                        Basis::Computed { tests, .. } => tests.as_slice(),
                        Basis::Measured(_) => &[],
                    };
                    let positive = match &after.basis {
                        Basis::Computed { tests, .. } => {
                            let mut new = tests.iter().filter(|test| !known.contains(test));
                            new.any(|(_, positive)| *positive)
                        }
                        Basis::Measured(_) => false,
                    };
                    compared.set(compared.get() + 1);
                    let right_way = if positive {
                        is.value() >= was.value()
                    } else {
                        is.value() <= was.value()
                    };
                    assert!(right_way, "{}: {was:?} to {is:?}", example.title);
                }
            }
        }
    });
    assert!(
        compared.get() > 10,
        "only {} steps have figures",
        compared.get()
    );
}

#[test]
fn the_same_case_gives_the_same_plan() {
    for (example, whole) in PLANS.iter().step_by(10) {
        let again = plan(&KNOWLEDGE, &example.case);
        assert_eq!(format!("{:?}", whole.root), format!("{:?}", again.root));
    }
}
