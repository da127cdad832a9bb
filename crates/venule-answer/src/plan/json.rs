//! The whole plan as JSON, described in `docs/reference/plan.md`.

use serde_json::{Value as Json, json};
use venule_engine::plan::{
    Basis, Branch, Chance, Node, Outcome, Plan, Shown, Silence, State, Test, Then,
};
use venule_knowledge::model::Knowledge;
use venule_logic::FactId;

use super::begun::Way;
use super::figures;
use super::fold::Folds;
use crate::json::{brief_line, content, side, text, value};
use crate::{review, words};

/// The version of the format; it changes when a reader would have to.
const FORMAT: u32 = 1;

/// Writes a plan as JSON text.
pub fn render(knowledge: &Knowledge, plan: &Plan, steps: usize) -> String {
    let writer = Writer {
        knowledge,
        folds: Folds::of(knowledge, &plan.root),
    };
    let case = &plan.root.case;
    let figures = knowledge.probability.as_ref();
    text(&json!({
        "format": FORMAT,
        "as_of": words::moment(case.as_of),
        "knowledge": content(knowledge, case),
        "review": review::of_all(knowledge, case.as_of.date),
        "probability_of": figures.map(|it| &it.of),
        "probability_caution": figures.map(|it| &it.caution),
        "assessed": plan.assessed,
        "steps": steps,
        "now": writer.node(&plan.root, &Way::default()),
    }))
}

struct Writer<'a> {
    knowledge: &'a Knowledge,
    folds: Folds,
}

impl Writer<'_> {
    fn node<'p>(&self, node: &'p Node, way: &Way<'p>) -> Json {
        let lines = |live: bool| -> Vec<Json> {
            let of_kind = node
                .assessment
                .lines
                .iter()
                .filter(|line| line.is_live() == live);
            of_kind
                .map(|line| brief_line(self.knowledge, &node.case, line))
                .collect()
        };
        json!({
            "as_of": words::moment(node.case.as_of),
            "state": match node.state {
                State::Open => "open",
                State::RedFlag => "red_flag",
                State::OutOfScope => "out_of_scope",
                State::Undecided => "undecided",
            },
            "lines": lines(true),
            "undecided": lines(false),
            "left_open": way.left_open(self.knowledge, node).iter().filter_map(|line| {
                let action = self.knowledge.actions.get(line.action.0 as usize)?;
                Some(action.name.to_string())
            }).collect::<Vec<_>>(),
            "contradictions": node.assessment.contradictions.iter().filter_map(|found| {
                Some(self.knowledge.contradictions.get(found.contradiction)?.name())
            }).collect::<Vec<_>>(),
            "conflicts": node.assessment.conflicts.iter().map(|conflict| json!({
                "for": brief_line(self.knowledge, &node.case, &conflict.for_line),
                "against": brief_line(self.knowledge, &node.case, &conflict.against),
            })).collect::<Vec<_>>(),
            "probability": node.chances.iter().map(|(leg, chance)| {
                json!({ "side": side(leg.side()), "figure": self.shown(chance), "not_shown": self.silence(chance) })
            }).collect::<Vec<_>>(),
            "tests": self.tests(node, way),
        })
    }

    fn tests<'p>(&self, node: &'p Node, way: &Way<'p>) -> Vec<Json> {
        let mut before = 0;
        let mut tests = Vec::new();
        for test in &node.tests {
            tests.push(self.test((node, way), test, before));
            if let Then::Branches(branches) = &test.then {
                before += branches.len();
            }
        }
        tests
    }

    fn branch<'p>(&self, branch: &'p Branch, way: &Way<'p>) -> Json {
        json!({
            "number": way.number,
            "same_as": self.folds.at(&way.number).map(|it| &it.like),
            "results": branch.outcomes.iter().map(recorded).collect::<Vec<_>>(),
            "then": self.node(&branch.node, way),
        })
    }

    /// `before` is how many branches stand before.
    fn test<'p>(&self, (node, way): (&'p Node, &Way<'p>), test: &'p Test, before: usize) -> Json {
        let (branches, not_expanded) = match &test.then {
            Then::Branches(branches) => (branches.as_slice(), None),
            Then::Again => (&[][..], Some("again")),
            Then::TooDeep => (&[][..], Some("too_deep")),
            Then::TooMany => (&[][..], Some("too_many")),
        };
        let action = self.knowledge.actions.get(test.action.0 as usize);
        let group = test
            .option_of
            .and_then(|id| self.knowledge.one_ofs.get(id.0 as usize));
        json!({
            "action": action.map(|it| it.name.to_string()),
            "side": side(test.side),
            "option_of": group.map(|it| it.name.to_string()),
            "on": test.on.to_string(),
            "dated": test.dated,
            "not_expanded": not_expanded,
            "branches": branches.iter().enumerate().map(|(place, branch)| {
                self.branch(branch, &way.below(self.knowledge, node, before + place))
            }).collect::<Vec<_>>(),
        })
    }

    fn shown(&self, chance: &Chance) -> Json {
        let (Chance::Shown(shown), Some(figures)) = (chance, &self.knowledge.probability) else {
            return Json::Null;
        };
        let percent = |share: f64| format!("{:.2}", share * 100.0);
        let (pretest, tests, measured) = match &shown.basis {
            Basis::Measured(index) => (None, Vec::new(), figures.measured.get(*index)),
            Basis::Computed { pretest, tests } => {
                let tests = tests.iter().filter_map(|(index, positive)| {
                    let test = figures.accuracies.get(*index)?;
                    Some(json!({ "test": test.name.to_string(), "positive": positive }))
                });
                (figures.pretests.get(*pretest), tests.collect(), None)
            }
        };
        json!({
            "percent": percent(shown.range.value()),
            "low": percent(shown.range.low()),
            "high": percent(shown.range.high()),
            "pretest": pretest.map(|it| it.name.to_string()),
            "tests": tests,
            "measured": measured.map(|it| it.name.to_string()),
            "estimates": self.estimates(shown),
            "provided": shown.provided.iter().filter_map(|(id, it)| {
                let fact = self.knowledge.facts.get(id.0 as usize)?;
                Some(json!({ "fact": fact.name.to_string(), "value": value(it) }))
            }).collect::<Vec<_>>(),
        })
    }

    fn silence(&self, chance: &Chance) -> Json {
        let Chance::NotShown(silence) = chance else {
            return Json::Null;
        };
        let (kind, facts) = match silence {
            Silence::DoesNotApply { because } => ("does_not_apply", because.as_slice()),
            Silence::NotKnown { waits_for } => ("not_known", waits_for.as_slice()),
            Silence::Excluded(_) => ("excluded", &[][..]),
            Silence::NoClass => ("no_class", &[][..]),
            Silence::Serial(_) => ("serial", &[][..]),
            Silence::NoAccuracy(_) => ("no_accuracy", &[][..]),
        };
        json!({ "kind": kind, "facts": self.facts(facts), "reason": figures::reason(self.knowledge, silence) })
    }

    fn estimates(&self, shown: &Shown) -> Vec<Json> {
        let used = figures::used(self.knowledge, &[shown]).into_iter();
        used.map(|it| json!({ "id": it.name, "verification": figures::check(it) }))
            .collect()
    }

    fn facts(&self, ids: &[FactId]) -> Vec<String> {
        let facts = ids
            .iter()
            .filter_map(|id| self.knowledge.facts.get(id.0 as usize));
        facts.map(|fact| fact.name.to_string()).collect()
    }
}

/// An outcome as an object of attributes with their values.
fn recorded(outcome: &Outcome) -> Json {
    Json::Object(
        outcome
            .iter()
            .map(|(name, it)| (name.to_string(), value(it)))
            .collect(),
    )
}
