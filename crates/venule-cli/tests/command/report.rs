//! What stands where in the report of an assessment.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use crate::support::{assert_in_order, command};

fn assess(case: &str) -> String {
    with(case, &["assess", "-"])
}

/// What the command prints with this on its standard input.
fn with(case: &str, arguments: &[&str]) -> String {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(case.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let shown = String::from_utf8(output.stdout).expect("output is UTF-8");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    shown
}

fn section<'a>(report: &'a str, heading: &str) -> &'a str {
    let from = report.find(heading).unwrap_or(report.len());
    let rest = report.get(from..).unwrap_or_default();
    rest.split("\n\n").next().unwrap_or_default()
}

#[test]
fn help_that_is_due_at_once_is_an_emergency_whoever_asked_for_it() {
    let report = assess(
        "as_of = 2026-03-10\n\
         facts = { patient.age_years = 64, bleeding.on_anticoagulant = true, treatment.anticoagulation = 'active', symptoms.laterality = 'left' }\n\
         event = [{ kind = 'ultrasound', date = 2026-03-01, side = 'left', result = 'proximal_dvt', vein = 'popliteal', acuity = 'acute' }]\n",
    );
    assert_in_order(
        section(&report, "EMERGENCY"),
        &[
            "EMERGENCY: HAND OVER TO A PERSON NOW",
            "Emergency care now: major bleeding",
        ],
    );
    assert!(
        !section(&report, "\nDO\n").contains("Emergency care now"),
        "{report}"
    );
}

#[test]
fn below_a_red_flag_stands_only_what_the_flag_leads_to() {
    let report = assess(
        "as_of = 2026-03-10\n\
         facts = { patient.age_years = 45, symptoms.laterality = 'left' }\n\
         event = [{ kind = 'ultrasound', date = 2026-03-10, side = 'left', result = 'proximal_dvt', vein = 'external_iliac', acuity = 'acute' }]\n",
    );
    let asked = section(&report, "ASK NEXT");
    assert!(asked.contains("Red flag (examine)"), "{report}");
    let follows: Vec<&str> = asked
        .lines()
        .filter(|line| line.contains("if so:"))
        .collect();
    assert!(!follows.is_empty(), "{asked}");
    for line in &follows {
        assert!(
            !line.contains("anticoagulation alone") && !line.contains("stent"),
            "{line}"
        );
    }
}

#[test]
fn a_score_is_shown_where_a_line_looks_at_it() {
    let facts = "as_of = 2026-03-10\n\
         facts = { patient.age_years = 45, symptoms.laterality = 'left', wells.deep_vein_tenderness = true, pe.symptoms = false }\n";
    assert!(assess(facts).contains("\nSCORES\n"));
    let shown = format!(
        "{facts}event = [{{ kind = 'ultrasound', date = 2026-03-10, side = 'left', result = 'proximal_dvt', vein = 'popliteal', acuity = 'acute' }}]\n"
    );
    assert!(!assess(&shown).contains("\nSCORES\n"));
}

#[test]
fn a_note_is_said_once_for_both_legs() {
    let report = assess(
        "as_of = 2026-03-10\n\
         facts = { patient.age_years = 45, symptoms.laterality = 'bilateral', symptoms.course = { left = 'worsening', right = 'unchanged' } }\n\
         event = [{ kind = 'ultrasound', date = 2026-03-04, side = 'both', result = 'negative' }]\n",
    );
    let notes = section(&report, "WHAT STANDS BEHIND IT");
    let mut said: Vec<&str> = notes
        .lines()
        .filter(|line| line.starts_with("  - "))
        .collect();
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    assert!(all > 1, "{report}");
    assert_eq!(said.len(), all, "{notes}");
}

/// A limb in danger, with more stated than fits a line.
const THREATENED: &str = "as_of = 2026-03-05\n\
     facts = { patient.age_years = 60, symptoms.laterality = 'left', phlegmasia.type = 'cerulea_dolens' }\n\
     event = [{ kind = 'ultrasound', date = 2026-03-02, side = 'left', result = 'negative' }]\n";

#[test]
fn only_the_title_and_the_status_stand_above_an_emergency() {
    let report = assess(THREATENED);
    assert_in_order(
        &report,
        &[
            "venule: Assessment NOT APPROVED by a clinician; for education. Content: red-flags",
            "(submitted for review). EMERGENCY: HAND OVER TO A PERSON NOW 1. Now:",
            "As of 2026-03-05.",
            "RED FLAGS NOT RULED OUT:",
            "Understood:",
            "ASK NEXT",
        ],
    );
    assert_eq!(report.matches("EMERGENCY: HAND OVER").count(), 1);
    assert_eq!(report.matches("NOT APPROVED").count(), 1);
    let markdown = with(THREATENED, &["assess", "-", "--format", "markdown"]);
    assert_in_order(
        &markdown,
        &["NOT APPROVED", "## Emergency", "As of 2026", "Understood:"],
    );
    assert_in_order(
        &with(THREATENED, &["plan", "-"]),
        &["EMERGENCY FIRST:", "As of 2026", "Understood:"],
    );
}

/// Pregnant with pain in the back: two studies, of which one is due.
const TWO_STUDIES: &str = "as_of = 2026-03-05\n\
     facts = { pe.symptoms = false, shock = false, limb_threat = false, dvt.suspected = true, patient.age_years = 29, \
     pregnancy = true, symptoms.laterality = 'left', symptoms.back_or_buttock_pain = true, symptoms.course = 'unchanged' }\n\
     event = [{ kind = 'ultrasound', date = 2026-03-04, side = 'left', result = 'negative', protocol = 'complete_duplex', adequacy = 'adequate' }]\n";

#[test]
fn options_to_do_are_one_instruction() {
    assert_in_order(
        section(&assess(TWO_STUDIES), "\nDO\n"),
        &[
            "1. One of these for the iliac veins and vena cava:",
            "1a. Now: MR venography.",
            "1b. Now: Dedicated duplex ultrasound",
            "3. Examine and scan",
        ],
    );
    assert_in_order(
        &with(TWO_STUDIES, &["plan", "-"]),
        &[
            "do one of: Now: MR venography",
            "Dedicated duplex ultrasound",
        ],
    );
}

#[test]
fn one_option_alone_is_no_choice() {
    let report = assess(&TWO_STUDIES.replace("pregnancy = true", "patient.sex = 'female'"));
    assert!(!report.contains("One of these"), "{report}");
}

#[test]
fn a_brief_report_shows_what_may_have_to_be_done_and_what_that_waits_for() {
    let brief = with(TWO_STUDIES, &["assess", "-", "--brief"]);
    assert_in_order(
        section(&brief, "CANNOT BE DECIDED YET"),
        &[
            "sooner: Repeat the complete duplex",
            "waits for: clinical concern about DVT at present",
        ],
    );
    assert!(!brief.contains("WHAT STANDS BEHIND IT"), "{brief}");
    let full = assess(TWO_STUDIES);
    let shown = |text: &str| section(text, "CANNOT BE DECIDED YET").len();
    assert!(shown(&brief) <= shown(&full), "{brief}");
}

#[test]
fn an_option_for_one_leg_and_one_for_the_person_are_one_choice() {
    let case =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans/choice-after-negative-scan.toml");
    let report = assess(&fs::read_to_string(case).unwrap());
    assert_in_order(
        &report,
        &[
            "at least one of these as well:",
            "a. By 2026-03-10",
            "left leg.",
            "b. Send a high-sensitivity D-dimer.",
        ],
    );
}

#[test]
fn a_patient_reads_to_be_seen_before_reading_that_it_is_excluded() {
    let report = assess(
        "as_of = 2026-03-05\n\
         facts = { pe.symptoms = false, shock = false, limb_threat = false, dvt.suspected = true, reader.role = 'patient', \
         patient.age_years = 60, symptoms.laterality = 'left', wells.score = 1, d_dimer.unreliable_setting = false }\n\
         event = [{ kind = 'd_dimer', date = 2026-03-04, result = 'negative', assay = 'high_sensitivity' }, \
         { kind = 'symptom_onset', date = 2026-03-02 }]\n",
    );
    assert_in_order(
        &report,
        &[
            "DO 1. Now: See a clinician",
            "CONCLUSION",
            "DVT is excluded",
        ],
    );
}

/// Both legs, with a value that is overruled.
const OVERRULED: &str = "as_of = 2026-03-05\n\
     facts = { symptoms.laterality = 'bilateral', shock = false, vital.systolic_bp = 80, d_dimer.unreliable_setting = true }\n";

#[test]
fn what_is_overruled_in_both_legs_is_said_once() {
    assert_eq!(assess(OVERRULED).matches("Overruled:").count(), 1);
}

#[test]
fn a_yes_to_many_things_is_not_understood_as_one_of_them() {
    let understood = assess(OVERRULED);
    assert_in_order(
        &understood,
        &["or a setting where DVT is very common (which of these is not stated)."],
    );
    let said = assess(&OVERRULED.replace("shock", "pregnancy = true, shock"));
    assert!(!said.contains("which of these"), "{said}");
}

#[test]
fn a_title_is_cut_where_it_is_no_title_any_more() {
    let long = "x".repeat(100_000);
    let case = format!("title = '{long}'\n{TWO_STUDIES}");
    for arguments in [&["assess", "-"][..], &["plan", "-", "--steps", "1"]] {
        let shown = with(&case, arguments);
        assert!(shown.len() < 50_000, "{} bytes", shown.len());
        assert_in_order(&shown, &["xxx...", "As of 2026-03-05."]);
    }
    let source = format!("{{ value = true, source = '{long}' }}");
    let case = TWO_STUDIES.replace("pregnancy = true", &format!("pregnancy = {source}"));
    assert!(with(&case, &["assess", "-", "--explain"]).len() < 50_000);
}

#[test]
fn why_not_ends_like_every_answer() {
    assert_in_order(
        &with(TWO_STUDIES, &["why-not", "ct-venography", "-"]),
        &[
            "NOT APPROVED by a clinician",
            "RULE BY RULE",
            "No liability is taken for decisions.",
            "knowledge",
        ],
    );
}
