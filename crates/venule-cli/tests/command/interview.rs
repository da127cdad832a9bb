//! An interview by pipe: answers in, advice out, and the case in a file that says the same.

use std::io::Write;
use std::process::Stdio;

use crate::support::{Scratch, assert_in_order, command, venule};

#[test]
fn answers_by_pipe_end_in_advice_and_a_case_file() {
    let scratch = Scratch::new();
    let start = scratch.file(
        "start.toml",
        "as_of = 2026-03-05\n[facts]\ndvt.suspected = true\nsymptoms.laterality = \"left\"\n",
    );
    let saved = scratch.path().join("saved.toml").display().to_string();
    let mut child = command(&["interview", &start, "--save", &saved])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // Choices are numbered: the first of each of the first questions, then the end of the input.
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(b"1\n1\n")
        .expect("the answers are read");
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(output.stdout).expect("output is UTF-8");
    let err = String::from_utf8(output.stderr).expect("output is UTF-8");
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(err.contains("2 questions answered."), "{err}");
    assert!(out.contains("EMERGENCY"), "{out}");

    let again = venule(&["assess", &saved]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(again.out, out, "the saved case says the same");
}

/// An interview with these replies, one a line. Returns what it asked, and the case it saved.
fn interview(start: &str, replies: &str) -> (String, String) {
    let scratch = Scratch::new();
    let start = scratch.file("start.toml", start);
    let saved = scratch.path().join("saved.toml");
    let target = saved.display().to_string();
    let mut child = command(&["interview", &start, "--save", &target])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(replies.as_bytes()).expect("it is read");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    let case = std::fs::read_to_string(saved).expect("the case was saved");
    (text(output.stderr), case)
}

/// A patient of whom everything up to the tests is known, so that the first question is about them.
const UNTIL_THE_TESTS: &str = r#"
as_of = 2026-03-05
none_of = ["ultrasound", "diagnosis"]
[facts]
dvt.suspected = true
patient.age_years = 52
pe.symptoms = false
shock = false
limb_threat = false
symptoms.laterality = "left"
"#;

#[test]
fn what_was_asked_and_is_not_known_is_kept() {
    for (reply, key) in [("unknown", "unknown_of"), ("cannot", "unobtainable_of")] {
        let (asked, case) = interview(UNTIL_THE_TESTS, &format!("{reply}\n"));
        assert!(asked.contains("Has a D-dimer been taken?"), "{asked}");
        assert!(case.contains(&format!("{key} = [\"d_dimer\"]")), "{case}");
        let (again, _) = interview(&case, "stop\n");
        let is_asked = again.contains("Has a D-dimer been taken?");
        assert_eq!(is_asked, reply == "unknown", "{again}");
    }
}

#[test]
fn back_returns_to_the_question_and_the_case_before() {
    let (asked, case) = interview(UNTIL_THE_TESTS, "back\nyes\nback\nno\n");
    assert!(asked.contains("this is the first question"), "{asked}");
    assert!(asked.matches("[question 1,").count() >= 3, "{asked}");
    assert!(case.contains("\"d_dimer\""), "{case}");
    assert!(!case.contains("kind = \"d_dimer\""), "{case}");
}

#[test]
fn a_d_dimer_is_taken_by_its_number_with_its_unit_type() {
    let start = format!("{UNTIL_THE_TESTS}[[event]]\nkind = \"d_dimer\"\n");
    let replies = "unknown\n210 ng/mL\n1,200 ng/mL FEU\n210 FEU\n210 ng/mL FEU\n";
    let (asked, case) = interview(&start, replies);
    for complaint in ["say which unit type it is", "can be read in two ways"] {
        assert!(asked.contains(complaint), "{complaint}: {asked}");
    }
    assert!(case.contains("value = \"210 ng/mL\""), "{case}");
    assert!(case.contains("reported_as = \"FEU\""), "{case}");
}

#[test]
fn an_interview_from_nothing_begins_with_the_complaint() {
    let start = "as_of = 2026-03-05\n";
    let (asked, case) = interview(start, "9\n2 3\nstop\n");
    assert_in_order(
        &asked,
        &["What is it about?", "none of the choices", "Danger signs"],
    );
    assert_eq!(case.matches(" = true").count(), 2, "{case}");
    let (asked, case) = interview(start, "stop\n");
    assert!(!asked.contains("Danger signs"), "{asked}");
    assert!(!case.contains(" = true"), "{case}");
    let (again, _) = interview(&format!("{start}facts.dvt.suspected = true\n"), "stop\n");
    assert!(!again.contains("What is it about?"), "{again}");
}

#[test]
fn replies_are_read_as_people_write_them() {
    let start = UNTIL_THE_TESTS.replace("patient.age_years = 52\n", "");
    let (asked, case) = interview(&start, "old\n-3\n62 miles\n62 years\n");
    assert!(case.contains("\"patient.age_years\" = 62"), "{case}");
    assert_eq!(
        asked.matches("a whole number from 0 to 120").count(),
        4,
        "{asked}"
    );
}

#[test]
fn a_file_that_cannot_be_saved_is_refused_before_the_first_question() {
    let scratch = Scratch::new();
    let folder = scratch.path().display().to_string();
    for target in [folder.clone(), format!("{folder}/none/case.toml")] {
        let run = venule(&["interview", "--save", &target]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("cannot write"), "{}", run.err);
        assert!(!run.err.contains("open]"), "nothing is asked: {}", run.err);
    }
}

#[test]
fn an_action_and_a_case_the_wrong_way_round() {
    let scratch = Scratch::new();
    let case = scratch.file("case.toml", "as_of = 2026-03-05\n");
    let run = venule(&["why-not", &case, "complete-duplex"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("the action stands first"), "{}", run.err);
}

#[test]
fn a_folder_without_knowledge() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path().join("knowledge")).expect("a folder");
    let folder = scratch.path().display().to_string();
    let run = venule(&["knowledge", "check", "--knowledge", &folder]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("did you mean"), "{}", run.err);
}
