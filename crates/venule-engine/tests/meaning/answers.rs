//! What an answer puts into the case, and what it leaves unknown.

use std::sync::LazyLock;

use venule_engine::answer::{Answer, Unanswerable, answered};
use venule_engine::case::{Case, Dates, State};
use venule_engine::facts::Resolver;
use venule_engine::parts::open_parts;
use venule_engine::read::{AsOf, read_case};
use venule_engine::side::{Leg, Side};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;
use venule_logic::evaluate::Facts;
use venule_logic::{FactId, Value};

use crate::common::knowledge;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

const BOTH_LEGS: &str = "as_of = 2026-03-05\nfacts.symptoms.laterality = \"bilateral\"\n";

fn case(text: &str) -> Case {
    let mut files = Files::default();
    let file = files.add("case.toml", text);
    let read = read_case(&KNOWLEDGE, &files, file, AsOf::default());
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    read.case.unwrap()
}

fn fact(name: &str) -> FactId {
    KNOWLEDGE.fact_index[name]
}

fn put(case: &Case, name: &str, side: Option<Side>, answer: Answer) -> Result<Case, Unanswerable> {
    answered(&KNOWLEDGE, case, fact(name), side, &answer)
}

fn yes() -> Answer {
    Answer::State(State::Known(Value::Boolean(true)))
}

fn no() -> Answer {
    Answer::State(State::Known(Value::Boolean(false)))
}

fn code(code: &str) -> Answer {
    Answer::State(State::Known(Value::String(code.into())))
}

fn value(case: &Case, leg: Leg, name: &str) -> Value {
    let facts = Resolver::new(&KNOWLEDGE, case, leg).plain();
    facts.value(fact(name))
}

fn in_legs(case: &Case, name: &str) -> (Value, Value) {
    (value(case, Leg::Left, name), value(case, Leg::Right, name))
}

const YES: Value = Value::Boolean(true);
const NO: Value = Value::Boolean(false);

#[test]
fn a_scan_of_one_leg_says_nothing_of_the_other() {
    let before = case(BOTH_LEGS);
    let left = put(&before, "ultrasound.exists", Some(Side::Left), yes()).unwrap();
    assert_eq!(in_legs(&left, "ultrasound.exists"), (YES, Value::Null));
    let right = put(&left, "ultrasound.exists", Some(Side::Right), no()).unwrap();
    assert_eq!(in_legs(&right, "ultrasound.exists"), (YES, NO));
    let both = put(&left, "ultrasound.exists", Some(Side::Right), yes()).unwrap();
    assert_eq!(in_legs(&both, "ultrasound.exists"), (YES, YES));
    assert!(both.unknown_of.is_empty(), "{:?}", both.unknown_of);
}

#[test]
fn no_scan_of_one_leg_says_nothing_of_the_other() {
    let before = case(BOTH_LEGS);
    let right = put(&before, "ultrasound.exists", Some(Side::Right), no()).unwrap();
    assert_eq!(in_legs(&right, "ultrasound.exists"), (Value::Null, NO));
    let neither = put(&right, "ultrasound.exists", Some(Side::Left), no()).unwrap();
    assert_eq!(in_legs(&neither, "ultrasound.exists"), (NO, NO));
    assert_eq!(neither.none_of.len(), 1);
    let unknown = Answer::State(State::Unknown);
    let mixed = put(&right, "ultrasound.exists", Some(Side::Left), unknown).unwrap();
    assert_eq!(in_legs(&mixed, "ultrasound.exists"), (Value::Null, NO));
}

#[test]
fn a_date_of_one_leg_says_nothing_of_the_other() {
    let before = case(BOTH_LEGS);
    let when = Answer::When(Dates::on(before.as_of.date));
    let left = put(&before, "symptoms.onset_days", Some(Side::Left), when).unwrap();
    let onset = in_legs(&left, "symptoms.onset_days");
    assert_eq!(onset, (Value::Integer(0), Value::Null));
}

#[test]
fn a_result_of_one_leg_stays_with_it() {
    let text = format!("{BOTH_LEGS}[[event]]\nkind = \"ultrasound\"\nside = \"both\"\n");
    let left = put(
        &case(&text),
        "latest_ultrasound.result",
        Some(Side::Left),
        code("negative"),
    );
    let left = left.unwrap();
    let result = in_legs(&left, "latest_ultrasound.result");
    assert_eq!(result, (Value::String("negative".into()), Value::Null));
    assert_eq!(in_legs(&left, "ultrasound.exists"), (YES, YES));
}

#[test]
fn a_date_is_not_given_to_what_did_not_happen() {
    let start = "as_of = 2026-03-05\nfacts.symptoms.laterality = \"left\"\n";
    let before = case(start);
    let when = Answer::When(Dates::on(before.as_of.date));
    let none = put(&before, "ultrasound.exists", None, no()).unwrap();
    for name in [
        "first_proximal_ultrasound.days_since",
        "latest_ultrasound.days_since",
    ] {
        let dated = put(&none, name, None, when.clone());
        assert_eq!(dated.unwrap_err(), Unanswerable::NoSuchEvent, "{name}");
    }
    // The scan that showed proximal DVT showed proximal DVT.
    let dated = put(&before, "first_proximal_ultrasound.days_since", None, when).unwrap();
    let result = value(&dated, Leg::Left, "latest_ultrasound.result");
    assert_eq!(result, Value::String("proximal_dvt".into()));
    let shown = put(&before, "first_proximal_ultrasound.exists", None, yes()).unwrap();
    let result = value(&shown, Leg::Left, "latest_ultrasound.result");
    assert_eq!(result, Value::String("proximal_dvt".into()));
}

#[test]
fn that_no_scan_showed_it_does_not_say_that_there_was_no_scan() {
    let before = case("as_of = 2026-03-05\nfacts.symptoms.laterality = \"left\"\n");
    let refused = put(&before, "first_proximal_ultrasound.exists", None, no());
    assert_eq!(refused.unwrap_err(), Unanswerable::FollowsFromEvents);
}

#[test]
fn unknown_and_not_to_be_had_are_taken_by_every_question() {
    let two_scans = "[[event]]\nkind = \"ultrasound\"\n[[event]]\nkind = \"ultrasound\"\n";
    let left = "as_of = 2026-03-05\nfacts.symptoms.laterality = \"left\"\n";
    for start in [
        left.to_owned(),
        BOTH_LEGS.to_owned(),
        format!("{left}{two_scans}"),
    ] {
        let before = case(&start);
        let facts = KNOWLEDGE
            .facts
            .iter()
            .filter(|fact| fact.question.is_some());
        for name in facts.map(|fact| &*fact.name) {
            for side in [None, Some(Side::Left), Some(Side::Right)] {
                for state in [State::Unknown, State::Unobtainable] {
                    let answer = Answer::State(state);
                    assert!(put(&before, name, side, answer).is_ok(), "{name}");
                }
            }
        }
    }
}

#[test]
fn a_whole_names_the_parts_that_matter_by_themselves() {
    let before = case("as_of = 2026-03-05\nfacts.symptoms.laterality = \"left\"\n");
    let parts = |case: &Case, name: &str| -> Vec<String> {
        let parts = open_parts(&KNOWLEDGE, case, fact(name), None);
        let names = parts
            .iter()
            .map(|(id, _)| &KNOWLEDGE.facts[id.0 as usize].name);
        names.map(|name| name.to_string()).collect()
    };
    let setting = parts(&before, "d_dimer.unreliable_setting");
    assert!(setting.contains(&"pregnancy".to_owned()), "{setting:?}");
    // What nothing but the whole asks about is not worth a question.
    assert!(parts(&before, "patient.age_years").is_empty());
    // Two values of one fact are no parts.
    assert!(parts(&before, "severity.perfusion_ok").is_empty());
    let known = put(&before, "pregnancy", None, yes()).unwrap();
    assert!(parts(&known, "d_dimer.unreliable_setting").is_empty());
    let man = put(&before, "patient.sex", None, code("male")).unwrap();
    let setting = parts(&man, "d_dimer.unreliable_setting");
    assert!(!setting.contains(&"pregnancy".to_owned()), "{setting:?}");
}
