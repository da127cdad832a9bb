//! A fact that sums others up is presumed only while nobody mentioned a part of it that may make the presumption wrong.

use std::sync::LazyLock;

use venule_engine::assess;
use venule_engine::assessment::Kind;
use venule_knowledge::model::Knowledge;

use crate::common::{knowledge, read};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// How the conclusion from a negative D-dimer stands, which rests on the presumption that nothing speaks against it.
fn conclusion(head: &str, facts: &str, event: &str) -> Option<Kind> {
    status(&format!(
        r#"
title = "a negative D-dimer"
as_of = 2026-05-28
{head}
[facts]
dvt.suspected = true
patient.age_years = 40
symptoms.laterality = "left"
wells.score = 1
{facts}
[[event]]
kind = "symptom_onset"
date = 2026-05-26
[[event]]
kind = "d_dimer"
date = 2026-05-28
result = "negative"
assay = "high_sensitivity"
{event}
[expect]
"#
    ))
}

fn status(text: &str) -> Option<Kind> {
    let examples = read(&KNOWLEDGE, "presumptions.toml", text).unwrap();
    let assessment = assess(&KNOWLEDGE, &examples[0].case);
    let (action, _) = KNOWLEDGE.action("conclude-dvt-excluded").unwrap();
    let mut lines = assessment.lines.iter();
    lines
        .find(|it| it.action == action)
        .map(|it| it.status.kind())
}

/// A D-dimer of no date.
const WITHOUT_DATE: &str = r#"
title = "a negative D-dimer"
as_of = 2026-05-28
[facts]
dvt.suspected = true
patient.age_years = 40
symptoms.laterality = "left"
wells.score = 1
d_dimer.unreliable_setting = false
FACTS
[[event]]
kind = "symptom_onset"
date = 2026-05-26
[[event]]
kind = "d_dimer"
result = "negative"
assay = "high_sensitivity"
[expect]
"#;

#[track_caller]
fn check(head: &str, facts: &str, event: &str, expected: Kind) {
    let found = conclusion(head, facts, event);
    assert_eq!(found, Some(expected), "{head} {facts} {event}");
}

#[test]
fn what_nobody_mentioned_is_presumed() {
    check("", "", "", Kind::Provisional);
}

#[test]
fn a_part_with_no_value_is_not_presumed_away() {
    for part in [
        "pregnancy",
        "postpartum_6_weeks",
        "hospital_inpatient",
        "comorbidity.active_cancer",
        "treatment.therapeutic_anticoagulation",
        "cellulitis_leading",
        "setting.dvt_prevalence",
        // A part of a part.
        "treatment.anticoagulation",
    ] {
        for state in ["unknown", "not_done", "unobtainable"] {
            let stated = format!("{part} = \"{state}\"");
            check("", &stated, "", Kind::Undecided);
        }
    }
}

#[test]
fn a_part_that_was_overruled_is_not_presumed_away() {
    let stated = "pregnancy = true\npatient.sex = \"male\"";
    check("", stated, "", Kind::Undecided);
}

#[test]
fn a_part_that_was_set_aside_is_not_presumed_away() {
    // A start and a statement that there was none contradict each other.
    let stated = "treatment.anticoagulation = \"not_started\"";
    let start = "[[event]]\nkind = \"anticoagulation_start\"\ndate = 2026-05-28";
    check("", stated, start, Kind::Undecided);
}

#[test]
fn a_part_read_from_an_event_of_no_date_is_not_presumed_away() {
    let start = "[[event]]\nkind = \"anticoagulation_start\"";
    check("", "", start, Kind::Undecided);
    let head = "unknown_of = [\"anticoagulation_start\"]";
    check(head, "", "", Kind::Undecided);
    let head = "unobtainable_of = [\"anticoagulation_start\"]";
    check(head, "", "", Kind::Undecided);
    let head = "none_of = [\"anticoagulation_start\"]";
    check(head, "", "", Kind::Provisional);
}

#[test]
fn a_part_that_is_known_not_to_hold_leaves_the_presumption() {
    check("", "pregnancy = false", "", Kind::Provisional);
}

#[test]
fn what_could_only_confirm_the_presumption_does_not_stand_in_its_way() {
    // Being male would refute a pregnancy; not to know the sex makes none more likely.
    check("", "patient.sex = \"unknown\"", "", Kind::Provisional);
}

#[test]
fn a_condition_that_is_false_anyway_does_not_wait_for_its_parts() {
    // Worse since the test asks for a course that worsens and a test before today; the test is of today.
    let stated = "symptoms.course = \"unknown\"";
    check("", stated, "", Kind::Provisional);
}

#[test]
fn what_takes_an_unmentioned_part_as_well_does_not_stand_in_its_way() {
    // Of when: without a date it is not known whether the test is of today.
    let text = WITHOUT_DATE.replace("FACTS", "");
    assert_eq!(status(&text), Some(Kind::Provisional));
    let text = WITHOUT_DATE.replace("FACTS", "symptoms.course = \"unknown\"");
    assert_eq!(status(&text), Some(Kind::Undecided));
    let text = WITHOUT_DATE.replace("FACTS", "symptoms.course = \"worsening\"");
    assert_eq!(status(&text), Some(Kind::Undecided));
}
