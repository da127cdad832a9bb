//! An event of long ago is not taken for part of this episode, and not for part of another one either: it is asked.

use std::sync::LazyLock;

use venule_engine::assess;
use venule_engine::assessment::{Assessment, Urgency};
use venule_knowledge::model::Knowledge;
use venule_logic::FactId;

use crate::common::{knowledge, read};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// A scan that showed DVT three years ago, with what else is said.
fn assessed(more: &str) -> Assessment {
    let text = format!(
        r#"
title = "an old scan"
as_of = 2026-05-28
[facts]
dvt.suspected = true
patient.age_years = 60
symptoms.laterality = "left"
[[event]]
kind = "ultrasound"
date = 2023-05-22
side = "left"
result = "proximal_dvt"
vein = "popliteal"
{more}
[expect]
"#
    );
    let examples = read(&KNOWLEDGE, "episodes.toml", &text).unwrap();
    assess(&KNOWLEDGE, &examples[0].case)
}

fn onset() -> FactId {
    KNOWLEDGE.fact("symptoms.onset_days").unwrap().0
}

#[test]
fn when_the_episode_began_is_asked_before_anything_but_danger_signs() {
    let assessment = assessed("");
    let mut questions = assessment.questions.iter();
    let asked = questions.clone().find(|it| it.fact == onset()).unwrap();
    assert_eq!(asked.urgency, Urgency::Scope);
    let mut before = questions.by_ref().take_while(|it| it.fact != onset());
    assert!(before.all(|it| matches!(it.urgency, Urgency::RedFlag | Urgency::Scope)));
}

#[test]
fn nothing_that_rests_on_the_old_scan_stands() {
    let (start, _) = KNOWLEDGE.action("anticoagulation-start").unwrap();
    let stands = |more: &str| {
        let assessment = assessed(more);
        let mut lines = assessment.lines.iter();
        lines.any(|line| line.action == start && line.is_live())
    };
    assert!(!stands(""));
    assert!(stands(
        "[[event]]\nkind = \"symptom_onset\"\ndate = 2023-05-20"
    ));
    assert!(!stands(
        "[[event]]\nkind = \"symptom_onset\"\ndate = 2026-05-26"
    ));
}

#[test]
fn a_recent_event_beside_it_leaves_nothing_to_ask() {
    let today = "[[event]]\nkind = \"ultrasound\"\ndate = 2026-05-28\nside = \"left\"\nresult = \"negative\"";
    let onset_days = "[[event]]\nkind = \"symptom_onset\"\ndate = 2026-05-26";
    let assessment = assessed(&format!("{today}\n{onset_days}"));
    assert!(assessment.questions.iter().all(|it| it.fact != onset()));
}
