//! Ten statements that are easily got wrong, each as a patient for whom the wrong reading would show.

use std::sync::LazyLock;

use venule_knowledge::model::Knowledge;

use crate::common::{knowledge, read};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(knowledge);

/// Assesses a worked case written here and compares it with what it expects.
#[track_caller]
fn holds(title: &str, body: &str) {
    let text = format!("title = \"{title}\"\nas_of = 2026-05-26\n{body}");
    let examples = read(&KNOWLEDGE, "easily-wrong.toml", &text);
    let examples = examples.unwrap_or_else(|problems| panic!("{title}: {problems:?}"));
    for example in examples {
        let unmet = example.unmet(&KNOWLEDGE);
        assert!(unmet.is_empty(), "{}: {unmet:?}", example.title);
    }
}

/// No danger signs, a grown-up, the left leg.
const PATIENT: &str = r#"
patient.age_years = 45
pe.symptoms = false
shock = false
limb_threat = false
symptoms.laterality = "left"
"#;

/// What makes an iliofemoral DVT mild on the day it is shown.
const MILD: &str = r#"
dvt.suspected = true
symptoms.functional_limitation = "minimal"
patient.ambulatory = true
symptoms.pain_severity = "mild"
symptoms.swelling_tense = false
symptoms.skin_color = "normal"
symptoms.early_skin_changes = false
patient.otherwise_healthy = true
contraindication.anticoagulation_absolute = false
compression.arterial_disease = false
"#;

/// The scan that shows it.
const ILIAC_SCAN: &str = r#"
[[event]]
kind = "symptom_onset"
date = 2026-05-19
side = "left"
[[event]]
kind = "ultrasound"
date = 2026-05-26
side = "left"
result = "proximal_dvt"
vein = "external_iliac"
acuity = "acute"
"#;

#[test]
fn the_femoral_vein_is_deep() {
    holds(
        "thrombus of the femoral vein, once called superficial",
        &format!(
            r#"[facts]{PATIENT}
dvt.suspected = true
contraindication.anticoagulation_absolute = false
[[event]]
kind = "ultrasound"
date = 2026-05-26
side = "left"
result = "proximal_dvt"
vein = "femoral"
acuity = "acute"
[expect]
lines = [{{ action = "anticoagulation-start", stance = "do", timing = "now" }}]
absent = ["treat-superficial-thrombosis"]
facts = {{ "dvt.proximal_confirmed" = true, "dvt.iliofemoral" = false }}
out_of_scope = ["iliofemoral-dvt"]
[[variant]]
title = "and recorded as superficial thrombosis"
event = [{{ kind = "ultrasound", date = 2026-05-26, side = "left", result = "superficial_vein_thrombosis", vein = "femoral" }}]
expect = {{ contradictions = ["superficial-result-in-a-deep-vein"], absent = ["treat-superficial-thrombosis"] }}
"#
        ),
    );
}

#[test]
fn the_mild_variant_survives_day_14_and_ends_on_worsening() {
    holds(
        "two weeks after a mild iliofemoral DVT was shown",
        &format!(
            r#"[facts]{PATIENT}{MILD}
severity.at_diagnosis = "mild"
treatment.anticoagulation = "active"
symptoms.course = "improving"
symptoms.new_erythema = false
symptoms.new_inflammation = false
symptoms.new_unilateral_swelling = false
[[event]]
kind = "symptom_onset"
date = 2026-05-05
side = "left"
[[event]]
kind = "ultrasound"
date = 2026-05-12
side = "left"
result = "proximal_dvt"
vein = "external_iliac"
acuity = "acute"
[expect]
lines = [{{ action = "catheter-clot-removal", stance = "avoid", rating = "usually_not_appropriate" }}]
facts = {{ "variant.ilf_mild" = true }}
[[variant]]
title = "and it is getting worse"
facts = {{ "symptoms.course" = "worsening" }}
expect = {{ lines = [{{ action = "urgent-re-evaluation", stance = "do", timing = "now" }}, {{ action = "vascular-consult", stance = "do", timing = "now" }}], not_avoid = ["catheter-clot-removal"], facts = {{ "variant.ilf_mild" = false }} }}
"#
        ),
    );
}

#[test]
fn no_imaging_is_about_dvt_only() {
    holds(
        "DVT excluded by score and D-dimer, a calcification to be scanned",
        &format!(
            r#"[facts]{PATIENT}
dvt.suspected = true
wells.score = 0
d_dimer.unreliable_setting = false
symptoms.worse_since_test = false
calcification.present = true
order.modality = "ultrasound"
[[event]]
kind = "symptom_onset"
date = 2026-05-24
side = "left"
[[event]]
kind = "d_dimer"
date = 2026-05-26
result = "negative"
assay = "high_sensitivity"
[expect]
lines = [{{ action = "conclude-dvt-excluded", stance = "do" }}, {{ action = "focused-soft-tissue-ultrasound", stance = "do" }}]
absent = ["complete-duplex"]
not_avoid = ["focused-soft-tissue-ultrasound"]
"#
        ),
    );
}

#[test]
fn one_mild_criterion_alone_is_not_mild() {
    holds(
        "only that the patient walks is known",
        &format!(
            r#"[facts]{PATIENT}
dvt.suspected = true
patient.otherwise_healthy = true
symptoms.functional_limitation = "none"
patient.ambulatory = true
contraindication.anticoagulation_absolute = false
{ILIAC_SCAN}
[expect]
facts = {{ "severity.class" = "unknown", "variant.ilf_mild" = "unknown" }}
lines = [{{ action = "anticoagulation-start", stance = "do", rating = "none" }}]
absent = ["anticoagulation-alone"]
not_avoid = ["catheter-clot-removal"]
"#
        ),
    );
}

/// Both legs cramp, both were scanned, and the electrolytes are normal.
const CRAMPS: &str = r#"
symptoms.cramps = true
electrolytes.status = "normal"
[[event]]
kind = "ultrasound"
date = 2026-05-16
side = "both"
result = "negative"
protocol = "complete_duplex"
adequacy = "adequate"
"#;

#[test]
fn a_cramp_patient_who_becomes_one_sided_is_scanned_again() {
    holds(
        "cramps, and since yesterday the left calf is swollen and red",
        &format!(
            r#"[facts]{PATIENT}
symptoms.new_unilateral_swelling = true
symptoms.new_erythema = true
{CRAMPS}
[expect]
lines = [{{ action = "repeat-complete-duplex", stance = "do", timing = "now", side = "left" }}]
not_avoid = ["repeat-complete-duplex"]
"#
        ),
    );
}

#[test]
fn new_redness_overrides_an_entered_course() {
    holds(
        "entered as unchanged, with redness that is new",
        &format!(
            r#"[facts]{PATIENT}
dvt.suspected = true
symptoms.course = "unchanged"
symptoms.new_erythema = true
[[event]]
kind = "ultrasound"
date = 2026-05-25
side = "left"
result = "negative"
[expect]
lines = [{{ action = "repeat-complete-duplex", stance = "do", timing = "now", side = "left" }}]
facts = {{ "symptoms.course" = "worsening" }}
"#
        ),
    );
}

#[test]
fn a_vein_not_seen_is_neither_negative_nor_positive() {
    holds(
        "a calf vein that was not seen",
        &format!(
            r#"[facts]{PATIENT}
dvt.suspected = true
exam.vein_visualized = false
[[event]]
kind = "ultrasound"
date = 2026-05-26
side = "left"
result = "negative"
protocol = "complete_duplex"
adequacy = "technically_limited"
[expect]
lines = [{{ action = "conclude-dvt-excluded", stance = "avoid" }}]
absent = ["conclude-dvt-excluded", "anticoagulation-start"]
facts = {{ "exam.vein_finding" = "not_assessed", "scan.inconclusive" = true, "scan.calf_clear" = false }}
"#
        ),
    );
}

#[test]
fn a_pending_test_is_not_negative_and_electrolytes_do_not_include_magnesium() {
    holds(
        "cramps in both legs, TSH pending",
        &format!(
            r#"[facts]{}
tsh.result = "pending"
vitamin_d.result = "normal"
ck.result = "normal"
vitamin_b12.result = "normal"
kidney.impaired = false
{CRAMPS}
[expect]
lines = [{{ action = "check-magnesium", stance = "do" }}]
absent = ["magnesium-trial", "physical-therapy"]
"#,
            PATIENT.replace("\"left\"", "\"bilateral\"")
        ),
    );
}

#[test]
fn contraindication_rules_do_not_sit_behind_the_variant_that_excludes_them() {
    holds(
        "mild in every respect, and an absolute contraindication",
        &format!(
            r#"[facts]{PATIENT}{}
{ILIAC_SCAN}
[expect]
lines = [
  {{ action = "anticoagulation-start", stance = "avoid", status = "decided" }},
  {{ action = "caval-filter", stance = "do" }},
  {{ action = "specialist-for-contraindication", stance = "do", timing = "now" }},
]
absent = ["anticoagulation-alone", "anticoagulation-start"]
facts = {{ "variant.ilf_mild" = false }}
"#,
            MILD.replace(
                "anticoagulation_absolute = false",
                "anticoagulation_absolute = true"
            )
            .replace("patient.otherwise_healthy = true\n", "")
        ),
    );
}

#[test]
fn no_calcification_pattern_concludes_benign() {
    for pattern in [
        "diffuse",
        "central",
        "laminated",
        "stippled",
        "eccentric",
        "irregular",
    ] {
        holds(
            pattern,
            &format!(
                r#"[facts]{PATIENT}
dvt.suspected = false
calcification.present = true
calcification.pattern.{pattern} = true
[expect]
lines = [{{ action = "conclude-calcification-benign", stance = "avoid", status = "decided" }}]
absent = ["conclude-calcification-benign"]
"#
            ),
        );
    }
}
