//! What stands where in the report of an assessment.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{assert_in_order, command};

fn assess(case: &str) -> String {
    let mut child = command(&["assess", "-"])
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
