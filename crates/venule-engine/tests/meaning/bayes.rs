//! Probabilities of plans: worked numbers, laws, and silence where no figure fits.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;
use venule_engine::case::Case;
use venule_engine::plan::bayes::{Interval, Test};
use venule_engine::plan::{Basis, Chance, Node, Silence, plan_within};
use venule_engine::read::{AsOf, read_case};
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;

use crate::common::knowledge;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// What stands behind the numbers of the shipped estimates.
fn share(key: &str) -> Interval {
    let estimate = &KNOWLEDGE.estimates[key];
    let share = |it: venule_logic::Decimal| it.to_f64().unwrap() / 100.0;
    let limits = (estimate.low.map(share), estimate.high.map(share));
    Interval::new(limits.0, share(estimate.value.unwrap()), limits.1).unwrap()
}

fn test(name: &str) -> Test {
    Test {
        sensitivity: share(&format!("{name}-sensitivity")),
        specificity: share(&format!("{name}-specificity")),
    }
}

fn percent(share: f64) -> String {
    format!("{:.2}", share * 100.0)
}

/// Computed elsewhere, by another program: pretest, test, result, posttest in percent.
const WORKED: [(f64, &str, bool, &str); 13] = [
    (3.0, "d-dimer", false, "0.34"),
    (5.5, "d-dimer", false, "0.63"),
    (17.0, "d-dimer", false, "2.19"),
    (27.9, "d-dimer", false, "4.06"),
    (53.0, "d-dimer", false, "10.97"),
    (5.5, "d-dimer", true, "8.0"),
    (27.9, "d-dimer", true, "36.6"),
    (27.9, "whole-leg-ultrasound", false, "2.33"),
    (5.5, "whole-leg-ultrasound", false, "0.36"),
    (5.5, "whole-leg-ultrasound", true, "67.0"),
    (27.9, "proximal-ultrasound", false, "3.74"),
    (17.0, "proximal-ultrasound", true, "92.5"),
    (27.9, "serial-ultrasound", false, "0.81"),
];

#[test]
fn single_tests_come_out_as_worked() {
    for (before, name, positive, after) in WORKED {
        let before = Interval::new(None, before / 100.0, None).unwrap();
        let found = before.after(test(name), positive).unwrap();
        let digits = after.split('.').nth(1).unwrap().len();
        let found = format!("{:.digits$}", found.value() * 100.0);
        assert_eq!(found, after, "{name} {positive}");
    }
}

#[test]
fn the_limits_take_the_limits_of_the_figures() {
    let before = Interval::new(None, 0.17, None).unwrap();
    let after = before.after(test("d-dimer"), false).unwrap();
    let alone = |sensitivity: f64, specificity: f64| {
        let only = |value| Interval::new(None, value, None).unwrap();
        let test = Test {
            sensitivity: only(sensitivity),
            specificity: only(specificity),
        };
        percent(before.after(test, false).unwrap().value())
    };
    assert_eq!(percent(after.low()), alone(0.980, 0.424));
    assert_eq!(percent(after.high()), alone(0.926, 0.295));
}

proptest! {
    #[test]
    fn a_negative_result_never_raises_and_a_positive_one_never_lowers(
        before in 0.0..=1.0_f64,
        sensitivity in 0.0..=1.0_f64,
        specificity in 0.0..=1.0_f64,
        blur in 0.0..0.2_f64,
    ) {
        let around = |value: f64| {
            Interval::new(Some((value - blur).max(0.0)), value, Some((value + blur).min(1.0))).unwrap()
        };
        let (before, test) = (around(before), Test { sensitivity: around(sensitivity), specificity: around(specificity) });
        prop_assume!(test.sensitivity.low() + test.specificity.low() > 1.0);
        let tolerance = 1e-12;
        if let Some(after) = before.after(test, false) {
            prop_assert!(after.value() <= before.value() + tolerance);
            prop_assert!(after.high() <= before.high() + tolerance);
            prop_assert!(after.low() <= after.value() && after.value() <= after.high());
        }
        if let Some(after) = before.after(test, true) {
            prop_assert!(after.value() + tolerance >= before.value());
            prop_assert!(after.low() + tolerance >= before.low());
        }
    }
}

fn case(text: &str) -> Case {
    let mut files = Files::default();
    let file = files.add("case.toml", text);
    read_case(&KNOWLEDGE, &files, file, AsOf::default())
        .case
        .unwrap()
}

/// Two weeks have not passed, none of the limits holds, nothing else was shown.
const PATIENT: &str = r#"
as_of = 2026-03-09
none_of = ["ultrasound", "diagnosis"]
[facts]
symptoms.laterality = "left"
symptoms.swelling_extent = "calf"
wells.entire_leg_swollen = false
d_dimer.unreliable_setting = false
SCORE
[[event]]
kind = "symptom_onset"
date = 2026-03-05
"#;

fn patient(score: &str) -> String {
    PATIENT.replace("SCORE", score)
}

fn only(node: &Node) -> &Chance {
    assert_eq!(node.chances.len(), 1);
    &node.chances[0].1
}

fn value(chance: &Chance) -> String {
    let Chance::Shown(shown) = chance else {
        panic!("{chance:?}")
    };
    percent(shown.range.value())
}

/// The branch whose first result is this.
fn after<'n>(node: &'n Node, result: &str) -> &'n Node {
    let is_it = |value: &venule_logic::Value| value.to_string().trim_matches('\'') == result;
    let mut branches = node.branches();
    &branches
        .find(|it| it.outcomes.iter().any(|it| is_it(&it[0].1)))
        .unwrap()
        .node
}

#[test]
fn the_sequence_unlikely_then_positive_then_negative_scan() {
    let plan = plan_within(&KNOWLEDGE, &case(&patient("wells.score = 1")), 2, 600);
    assert_eq!(value(only(&plan.root)), "5.50");
    let positive = after(&plan.root, "positive");
    assert_eq!(value(only(positive)), "8.00");
    assert_eq!(value(only(after(positive, "negative"))), "0.53");
}

#[test]
fn likely_then_negative_scan() {
    let plan = plan_within(&KNOWLEDGE, &case(&patient("wells.score = 3")), 1, 600);
    assert_eq!(value(only(&plan.root)), "27.90");
    assert_eq!(value(only(after(&plan.root, "negative"))), "2.33");
}

#[test]
fn what_a_study_measured_takes_the_place_of_the_model() {
    let plan = plan_within(&KNOWLEDGE, &case(&patient("wells.score = 1")), 1, 600);
    let Chance::Shown(shown) = only(after(&plan.root, "negative")) else {
        panic!()
    };
    assert_eq!(shown.basis, Basis::Measured(0));
    assert_eq!(percent(shown.range.value()), "1.20");
    assert_eq!(
        (percent(shown.range.low()), percent(shown.range.high())),
        ("0.70".into(), "1.80".into())
    );
}

fn silence(text: &str) -> Silence {
    let plan = plan_within(&KNOWLEDGE, &case(text), 0, 1);
    match only(&plan.root) {
        Chance::NotShown(silence) => silence.clone(),
        shown @ Chance::Shown(_) => panic!("{shown:?}"),
    }
}

#[test]
fn nothing_is_shown_where_no_figure_fits() {
    let unlikely = patient("wells.score = 1");
    let with = |from: &str, to: &str| silence(&unlikely.replace(from, to));
    assert!(matches!(
        with("unreliable_setting = false", "unreliable_setting = true"),
        Silence::DoesNotApply { because } if because.len() == 1
    ));
    for gate in [
        "pregnancy",
        "comorbidity.active_cancer",
        "hospital_inpatient",
    ] {
        let gated = format!("{gate} = true");
        assert!(matches!(
            with("d_dimer.unreliable_setting = false", &gated),
            Silence::DoesNotApply { .. }
        ));
    }
    assert!(matches!(
        with("2026-03-05", "2026-02-20"),
        Silence::DoesNotApply { .. }
    ));
    let no_onset = unlikely.split("[[event]]").next().unwrap();
    assert!(matches!(silence(no_onset), Silence::NotKnown { waits_for } if waits_for.len() == 1));
    assert_eq!(
        silence(&patient("wells.deep_vein_tenderness = true")),
        Silence::NoClass
    );
    assert_eq!(
        silence(&patient(
            "wells.score = 1\ndvt.suspected_site = \"isolated_calf\""
        )),
        Silence::Excluded(0)
    );
    assert_eq!(
        with(
            "symptoms.swelling_extent = \"calf\"\nwells.entire_leg_swollen = false",
            "symptoms.swelling_extent = \"whole_leg\""
        ),
        Silence::Excluded(1)
    );
    let tested = |events: &str| silence(&format!("{unlikely}{events}"));
    let d_dimer = "[[event]]\nkind = \"d_dimer\"\ndate = 2026-03-08\nresult = \"positive\"\n";
    assert!(
        matches!(tested(d_dimer), Silence::NoAccuracy(_)),
        "the assay is not known"
    );
    let known = format!("{d_dimer}assay = \"high_sensitivity\"\n");
    assert!(matches!(
        tested(&format!("{known}{known}")),
        Silence::Serial(_)
    ));
}

/// A scan as it was recorded counts as much as one that a plan adds, by the protocol it followed.
#[test]
fn a_recorded_scan_counts_by_its_protocol() {
    let after = |protocol: &str, adequacy: &str| {
        let scan = format!(
            "[[event]]\nkind = \"ultrasound\"\ndate = 2026-03-08\nside = \"left\"\nresult = \"negative\"\n\
             protocol = \"{protocol}\"\nadequacy = \"{adequacy}\"\n"
        );
        let text = patient("wells.score = 3").replace("none_of = [\"ultrasound\", ", "none_of = [");
        let plan = plan_within(&KNOWLEDGE, &case(&format!("{text}{scan}")), 0, 1);
        plan.root.chances[0].1.clone()
    };
    assert_eq!(value(&after("complete_duplex", "adequate")), "2.33");
    assert_eq!(value(&after("whole_leg_compression", "adequate")), "2.33");
    assert_eq!(value(&after("limited_proximal", "adequate")), "3.74");
    let limited = after("complete_duplex", "technically_limited");
    assert!(
        matches!(limited, Chance::NotShown(Silence::NoAccuracy(_))),
        "{limited:?}"
    );
}

/// Not mentioned is not "no": the figure then names what it rests on.
#[test]
fn a_presumed_setting_is_named() {
    let text = patient("wells.score = 1").replace("d_dimer.unreliable_setting = false\n", "");
    let plan = plan_within(&KNOWLEDGE, &case(&text), 0, 1);
    let Chance::Shown(shown) = only(&plan.root) else {
        panic!("{:?}", plan.root.chances)
    };
    let names: Vec<&str> = shown
        .provided
        .iter()
        .map(|(id, _)| &*KNOWLEDGE.facts[id.0 as usize].name)
        .collect();
    assert_eq!(names, ["d_dimer.unreliable_setting"]);
}
