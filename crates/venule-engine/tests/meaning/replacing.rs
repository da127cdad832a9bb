//! An action that stands in the place of others takes their lines out, and nothing else (ADR 0001, "Replacing").

use std::sync::LazyLock;

use venule_engine::assess;
use venule_engine::assessment::{Assessment, Line};
use venule_knowledge::model::{ActionId, Knowledge, Stance};

use crate::common::{examples, knowledge, read};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// A DVT under treatment, with further facts.
fn under_treatment(facts: &str) -> Assessment {
    let text = format!(
        r#"
title = "under treatment"
as_of = 2026-06-12
[facts]
dvt.suspected = true
patient.age_years = 62
pregnancy = false
pe.symptoms = false
shock = false
limb_threat = false
bleeding.danger_signs = false
contraindication.anticoagulation_absolute = false
symptoms.laterality = "left"
treatment.anticoagulation = "active"
treatment.lmwh = true
{facts}
[[event]]
kind = "ultrasound"
date = 2026-06-03
side = "left"
result = "proximal_dvt"
vein = "femoral"
acuity = "acute"
[expect]
"#
    );
    let examples = read(&KNOWLEDGE, "replacing.toml", &text).unwrap();
    assess(&KNOWLEDGE, &examples[0].case)
}

fn lines<'a>(assessment: &'a Assessment, action: &str) -> Vec<&'a Line> {
    let (id, _) = KNOWLEDGE.action(action).unwrap();
    let lines = assessment.lines.iter();
    lines.filter(|line| line.action == id).collect()
}

fn is_a(action: ActionId, general: ActionId) -> bool {
    let parents = &KNOWLEDGE.actions[action.0 as usize].specializes;
    action == general || parents.iter().any(|parent| is_a(*parent, general))
}

#[test]
fn what_is_replaced_is_gone_and_advice_against_it_stays() {
    let as_usual = under_treatment("");
    assert_eq!(lines(&as_usual, "anticoagulation-continue").len(), 1);
    assert!(lines(&as_usual, "replace-heparin-today").is_empty());

    let replaced = under_treatment("platelets.fallen = true");
    assert_eq!(lines(&replaced, "replace-heparin-today").len(), 1);
    assert!(lines(&replaced, "anticoagulation-continue").is_empty());
    assert_eq!(lines(&replaced, "heparin")[0].stance, Stance::Avoid);
}

#[test]
fn what_is_not_decided_replaces_nothing() {
    let open = under_treatment("platelets.fallen = \"unknown\"");
    let replacing = lines(&open, "replace-heparin-today");
    assert!(!replacing.is_empty() && replacing.iter().all(|line| !line.is_live()));
    assert_eq!(lines(&open, "anticoagulation-continue").len(), 1);
}

#[test]
fn no_worked_case_shows_an_action_beside_one_that_stands_in_its_place() {
    let mut seen = 0;
    for (path, example) in examples(&KNOWLEDGE) {
        let assessment = assess(&KNOWLEDGE, &example.case);
        let live = assessment.lines.iter().filter(|line| line.is_live());
        for line in live.filter(|line| line.stance == Stance::Do) {
            let targets = &KNOWLEDGE.actions[line.action.0 as usize].instead_of;
            seen += usize::from(!targets.is_empty());
            let beside = assessment.lines.iter().find(|other| {
                let is_advised = other.stance != Stance::Avoid && !other.red_flag;
                is_advised && targets.iter().any(|target| is_a(other.action, *target))
            });
            assert!(beside.is_none(), "{path}, {}: {beside:?}", example.title);
        }
    }
    assert!(seen > 20, "{seen}");
}
