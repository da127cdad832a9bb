//! Orders and reports: worked ones come out as expected, and what is composed passes its own check.

use std::sync::LazyLock;

use crate::common::{form_case_files, knowledge};
use jiff::civil::date;
use proptest::prelude::*;
use venule_engine::case::{Case, Entry, Moment, State};
use venule_engine::form::example::read_form_example;
use venule_engine::form::{
    Applies, Composed, Described, Draft, Said, WrittenOrder, WrittenReport, check_order,
    check_report, compose,
};
use venule_engine::read::{AsOf, read_case};
use venule_engine::side::Side;
use venule_knowledge::model::{Knowledge, Level};
use venule_knowledge::source::Files;
use venule_logic::Value;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

#[test]
fn every_worked_order_and_report_is_as_expected() {
    let mut ran = 0;
    let mut unmet = Vec::new();
    for (path, text) in form_case_files() {
        let mut files = Files::default();
        let file = files.add(path.clone(), text);
        let (example, problems) = read_form_example(&KNOWLEDGE, &files, file);
        assert!(problems.is_empty(), "{path}: {problems:?}");
        ran += 1;
        unmet.extend(
            example
                .unwrap()
                .unmet(&KNOWLEDGE)
                .into_iter()
                .map(|it| format!("{path}: {it}")),
        );
    }
    assert!(ran > 40, "only {ran} were found");
    assert!(unmet.is_empty(), "{}", unmet.join("\n"));
}

fn case(path: &str) -> Case {
    let (_, text) = form_case_files()
        .into_iter()
        .find(|(it, _)| it.ends_with(path))
        .unwrap();
    let mut files = Files::default();
    let file = files.add("case.toml", text);
    read_case(&KNOWLEDGE, &files, file, AsOf::default())
        .case
        .unwrap()
}

fn drafts() -> Vec<(String, Case, Draft)> {
    form_case_files()
        .into_iter()
        .filter(|(path, _)| path.contains("/compose-"))
        .map(|(path, _)| {
            let case = case(&path);
            match compose(&KNOWLEDGE, &case, None) {
                Composed::Order(draft) => (path, case, *draft),
                Composed::None(none) => panic!("{path}: {:?}", none.why),
            }
        })
        .collect()
}

#[test]
fn a_composed_order_misses_in_its_own_check_what_it_says_is_missing() {
    for (path, case, draft) in drafts() {
        let form = &KNOWLEDGE.orders[draft.form];
        let mut facts = case.clone();
        facts.facts.extend(draft.stated(form));
        let check = check_order(
            &KNOWLEDGE,
            &WrittenOrder {
                form: draft.form,
                case: facts,
                has_case: true,
            },
        );
        let missed = |level| -> Vec<usize> {
            let of_level = check.items.iter().filter(|it| it.missed == Some(level));
            of_level.map(|it| it.item).collect()
        };
        let mut gaps: Vec<usize> = draft
            .missing
            .iter()
            .filter(|gap| gap.level == Level::Required)
            .map(|gap| gap.item)
            .collect();
        gaps.dedup();
        assert_eq!(missed(Level::Required), gaps, "{path}");
        assert_eq!(check.is_complete(), draft.is_complete(), "{path}");
        assert!(check.raised.is_empty(), "{path}");
    }
}

#[test]
fn an_action_that_is_named_is_the_one_ordered_or_none_is() {
    let case = case("compose-likely-dvt.toml");
    let (repeat, _) = KNOWLEDGE.action("repeat-complete-duplex").unwrap();
    assert!(matches!(
        compose(&KNOWLEDGE, &case, Some(repeat)),
        Composed::None(_)
    ));
    let (first, _) = KNOWLEDGE.action("complete-duplex").unwrap();
    match compose(&KNOWLEDGE, &case, Some(first)) {
        Composed::Order(draft) => assert_eq!(draft.action, first),
        Composed::None(none) => panic!("{:?}", none.why),
    }
}

#[test]
fn what_is_known_absent_is_told_and_what_is_unknown_is_missing() {
    let (_, case, draft) = drafts()
        .into_iter()
        .find(|(path, ..)| path.contains("calcification"))
        .unwrap();
    let form = &KNOWLEDGE.orders[draft.form];
    let index = form
        .items
        .iter()
        .position(|it| &*it.name == "symptoms")
        .unwrap();
    let filled = draft.items.iter().find(|it| it.item == index).unwrap();
    let (swelling, _) = KNOWLEDGE.fact("symptoms.swelling").unwrap();
    let told = &filled.told[0];
    assert!(told.facts.iter().any(|(fact, value)| {
        form.items[index].facts[*fact].fact == swelling && *value == Value::Boolean(false)
    }));
    let mut unknown = case;
    unknown.facts.retain(|it| it.fact != swelling);
    let Composed::Order(draft) = compose(&KNOWLEDGE, &unknown, None) else {
        panic!("no order")
    };
    let gap = draft.missing.iter().find(|gap| gap.item == index).unwrap();
    assert_eq!(
        (gap.facts.as_slice(), gap.level),
        (&[swelling][..], Level::Required)
    );
}

#[test]
fn what_cannot_be_obtained_is_not_asked_for_again() {
    let mut case = case("compose-likely-dvt.toml");
    let (area, _) = KNOWLEDGE.fact("symptoms.area").unwrap();
    for entry in &mut case.facts {
        if entry.fact == area {
            entry.state = State::Unobtainable;
        }
    }
    let Composed::Order(draft) = compose(&KNOWLEDGE, &case, None) else {
        panic!("no order")
    };
    assert!(draft.missing.is_empty(), "{:?}", draft.missing);
}

#[test]
fn not_stated_left_out_and_stated_are_three() {
    let form = &KNOWLEDGE.orders[0];
    let index = form
        .items
        .iter()
        .position(|it| &*it.name == "calf-veins")
        .unwrap();
    let (fact, _) = form.items[index].fact.clone().unwrap();
    let said = |value: Option<bool>| {
        let mut case = Case::new(Moment {
            date: date(2026, 3, 5),
            time: None,
        });
        case.facts.extend(value.map(|it| Entry {
            fact,
            side: None,
            state: State::Known(Value::Boolean(it)),
            source: None,
            origin: None,
        }));
        let written = WrittenOrder {
            form: 0,
            case,
            has_case: false,
        };
        let check = check_order(&KNOWLEDGE, &written);
        let item = check.items.iter().find(|it| it.item == index).unwrap();
        assert_eq!(item.applies, Applies::Yes);
        item.said
    };
    assert_eq!(said(None), Said::NotStated);
    assert_eq!(said(Some(false)), Said::LeftOut);
    assert_eq!(said(Some(true)), Said::Stated);
}

#[test]
fn a_scan_of_the_same_day_and_leg_takes_the_place_of_the_one_in_the_case() {
    let text = r#"
as_of = 2026-03-05
[facts]
symptoms.laterality = "left"
[[event]]
kind = "ultrasound"
date = 2026-03-05
side = "left"
result = "negative"
[[event]]
kind = "ultrasound"
date = 2026-02-27
side = "left"
result = "negative"
"#;
    let mut files = Files::default();
    let file = files.add("case.toml", text);
    let case = read_case(&KNOWLEDGE, &files, file, AsOf::default())
        .case
        .unwrap();
    let (seen, _) = KNOWLEDGE.fact("exam.vein_compressibility").unwrap();
    let popliteal = KNOWLEDGE.reports[0]
        .segments
        .iter()
        .position(|it| &*it.name == "popliteal")
        .unwrap();
    let check = check_report(
        &KNOWLEDGE,
        &WrittenReport {
            form: 0,
            side: Side::Left,
            when: case.events[0].when,
            stated: Vec::new(),
            described: vec![Described {
                segment: popliteal,
                side: Side::Left,
                facts: vec![(seen, State::Known(Value::String("none".into())))],
                origin: None,
            }],
            case,
            has_case: true,
        },
    );
    assert_eq!(check.case.events.len(), 2);
    assert!(check.assessment.contradictions.is_empty());
    let latest = check.case.events.last().unwrap();
    assert_eq!(
        latest.attribute("result"),
        Some(&Value::String("proximal_dvt".into()))
    );
}

/// What is recorded of one segment of the left leg: nothing, not seen, or how far it collapses.
fn recorded() -> impl Strategy<Value = Option<Option<&'static str>>> {
    prop_oneof![
        Just(None),
        Just(Some(None)),
        Just(Some(Some("complete"))),
        Just(Some(Some("partial"))),
        Just(Some(Some("none"))),
    ]
}

fn report(
    segments: &[Option<Option<&'static str>>],
    stated: Option<&'static str>,
) -> WrittenReport {
    let known = |name: &str, value: Value| {
        let (fact, _) = KNOWLEDGE.fact(name).unwrap();
        (fact, State::Known(value))
    };
    let described = segments.iter().enumerate().filter_map(|(segment, it)| {
        let fact = match (*it)? {
            None => known("exam.vein_visualized", Value::Boolean(false)),
            Some(how) => known("exam.vein_compressibility", Value::String(how.into())),
        };
        Some(Described {
            segment,
            side: Side::Left,
            facts: vec![fact],
            origin: None,
        })
    });
    let stated = stated.map(|it| {
        let (fact, state) = known("report.stated_result", Value::String(it.into()));
        Entry {
            fact,
            side: None,
            state,
            source: None,
            origin: None,
        }
    });
    WrittenReport {
        form: 0,
        side: Side::Left,
        when: None,
        stated: stated.into_iter().collect(),
        described: described.collect(),
        case: Case::new(Moment {
            date: date(2026, 3, 5),
            time: None,
        }),
        has_case: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// No report makes a negative scan of what it does not show, and no thrombus is lost.
    #[test]
    fn a_report_is_negative_only_for_what_it_shows(
        segments in proptest::collection::vec(recorded(), 14),
        stated in prop_oneof![Just(None), Just(Some("negative")), Just(Some("isolated_distal_dvt"))],
    ) {
        let form = &KNOWLEDGE.reports[0];
        let check = check_report(&KNOWLEDGE, &report(&segments, stated));
        let leg = &check.legs[0];
        let of = |name: &str| {
            let found = leg.amounts_to.iter().find(|(it, _)| **it == *name);
            found.map(|(_, value)| value.to_string()).unwrap_or_default()
        };
        let named = |names: &[&str]| -> Vec<Option<Option<&str>>> {
            let wanted = form.segments.iter().enumerate().filter(|(_, it)| names.contains(&&*it.name));
            wanted.map(|(index, _)| segments[index]).collect()
        };
        let normal = |it: &Option<Option<&str>>| *it == Some(Some("complete"));
        let proximal = named(&["common_femoral", "femoral", "popliteal"]);
        let calf = named(&["posterior_tibial", "peroneal"]);
        let is_clear = of("adequacy").contains("adequate") && !of("protocol").contains("limited_proximal");
        if of("result").contains("negative") {
            prop_assert!(proximal.iter().all(normal));
            prop_assert!(!is_clear || calf.iter().all(normal));
        }
        let thrombosed = |it: &Option<Option<&str>>| matches!(it, Some(Some("partial" | "none")));
        if segments.iter().any(thrombosed) {
            prop_assert!(!of("result").contains("negative"), "{}", of("result"));
            prop_assert!(leg.positive.is_some());
        }
        if stated == Some("isolated_distal_dvt") {
            prop_assert!(of("result").contains("_dvt"));
        }
    }

    /// Whoever says less has not said more: leaving a segment out never completes a report.
    #[test]
    fn leaving_a_segment_out_never_completes_a_report(
        segments in proptest::collection::vec(recorded(), 14),
        out in 0..14_usize,
    ) {
        let complete = |it: &[Option<Option<&'static str>>]| {
            check_report(&KNOWLEDGE, &report(it, Some("negative"))).is_complete()
        };
        let mut fewer = segments.clone();
        fewer[out] = None;
        prop_assert!(complete(&segments) || !complete(&fewer) || segments[out].is_some_and(|it| it != Some("complete")));
    }
}
