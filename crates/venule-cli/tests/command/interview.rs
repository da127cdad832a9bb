//! An interview by pipe: answers in, advice out, and the case in a file that says the same.

use std::io::{BufRead, BufReader, Write};
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
symptoms.lasting_since_dvt = false
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
    assert!(asked.matches("[question 1;").count() >= 3, "{asked}");
    assert!(case.contains("\"d_dimer\""), "{case}");
    assert!(!case.contains("kind = \"d_dimer\""), "{case}");
}

#[test]
fn a_d_dimer_is_taken_by_its_number_with_its_unit_type() {
    let start = format!("{UNTIL_THE_TESTS}[[event]]\nkind = \"d_dimer\"\n");
    for (reply, complaint) in [
        ("210 ng/mL", "say which unit type it is"),
        ("1,200 ng/mL FEU", "can be read in two ways"),
        ("210 miles FEU", "`miles`"),
    ] {
        let (asked, case) = interview(&start, &format!("unknown\n{reply}\n300 ng/mL FEU\n"));
        assert!(asked.contains(complaint), "{complaint}: {asked}");
        assert!(!case.contains("300"), "{case}");
    }
    let (_, case) = interview(&start, "unknown\n210 ng/mL FEU\n");
    assert!(case.contains("value = \"210 ng/mL\""), "{case}");
    assert!(case.contains("reported_as = \"FEU\""), "{case}");
}

#[test]
fn an_interview_from_nothing_begins_with_the_complaint() {
    let start = "as_of = 2026-03-05\n";
    let (asked, _) = interview(start, "9\n2 3\nstop\n");
    assert_in_order(&asked, &["What is it about?", "none of the choices"]);
    assert!(!asked.contains("Danger signs"), "{asked}");
    let (asked, case) = interview(start, "2 3\nstop\n");
    assert_in_order(&asked, &["What is it about?", "Danger signs"]);
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
    for reply in ["old", "-3", "62 miles"] {
        let (asked, case) = interview(&start, &format!("{reply}\n62 years\n"));
        let hints = asked.matches("a whole number from 0 to 120").count();
        // With the question, in the complaint, and in the error that ends it.
        assert_eq!(hints, 3, "{asked}");
        assert!(!case.contains("patient.age_years"), "{case}");
    }
    let (_, case) = interview(&start, "62 years\n");
    assert!(case.contains("\"patient.age_years\" = 62"), "{case}");
}

#[test]
fn a_file_that_cannot_be_saved_is_refused_before_the_first_question() {
    let scratch = Scratch::new();
    let folder = scratch.path().display().to_string();
    let places = [
        folder.clone(),
        format!("{folder}/none/case.toml"),
        "/proc/case.toml".to_owned(),
    ];
    for target in places {
        let run = venule(&["interview", "--save", &target]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("cannot write"), "{}", run.err);
        assert!(
            !run.err.contains("open now"),
            "nothing is asked: {}",
            run.err
        );
    }
}

#[test]
fn trying_out_the_place_of_the_case_changes_nothing() {
    let scratch = Scratch::new();
    let start = scratch.file("start.toml", UNTIL_THE_TESTS);
    let new = scratch.path().join("new.toml");
    for target in [start.clone(), new.display().to_string()] {
        let mut child = command(&["interview", &start, "--save", &target])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut asked = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        asked.find(|line| line.as_ref().is_ok_and(|it| it.contains("open now")));
        // It waits for the first answer.
        let text = std::fs::read_to_string(&start).expect("it is still there");
        assert_eq!(text, UNTIL_THE_TESTS);
        assert!(!new.exists());
        child.kill().expect("it is ended");
        child.wait().expect("it ended");
    }
}

#[cfg(unix)]
#[test]
fn a_case_that_cannot_be_saved_at_the_end_is_shown() {
    let scratch = Scratch::new();
    let start = scratch.file("start.toml", UNTIL_THE_TESTS);
    // Every write to this device fails, and a device is not tried out.
    let mut child = command(&["interview", &start, "--save", "/dev/full"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(b"no\nstop\n").expect("it is read");
    drop(pipe);
    let output = child.wait_with_output().expect("it ends");
    let err = String::from_utf8(output.stderr).expect("output is UTF-8");
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert_in_order(
        &err,
        &[
            "could not be saved",
            "none_of = [",
            "\"d_dimer\"",
            "1 question answered.",
            "cannot write",
        ],
    );
}

const BOTH_LEGS: &str = r#"
as_of = 2026-03-05
none_of = ["diagnosis"]
[facts]
symptoms.cramps = true
dvt.suspected = false
cramps.steady = false
patient.age_years = 52
pe.symptoms = false
shock = false
limb_threat = false
symptoms.laterality = "bilateral"
"#;

#[test]
fn a_scan_is_asked_of_both_legs_at_once_and_yes_is_not_enough() {
    let (asked, _) = interview(BOTH_LEGS, "yes\nboth\nstop\n");
    assert_in_order(
        &asked,
        &[
            "Has an ultrasound",
            "In which leg?",
            "left leg only",
            "`yes` is none of the choices",
        ],
    );
    let (_, case) = interview(BOTH_LEGS, "both\nstop\n");
    assert_eq!(case.matches("kind = \"ultrasound\"").count(), 2, "{case}");
    let (_, case) = interview(BOTH_LEGS, "neither\nstop\n");
    assert!(
        case.contains("none_of = [\"diagnosis\", \"ultrasound\"]"),
        "{case}"
    );
    let (_, case) = interview(BOTH_LEGS, "left\nstop\n");
    let none = "{ kind = \"ultrasound\", side = \"right\" }";
    assert!(case.contains(none), "{case}");
}

#[test]
fn a_leg_of_which_nothing_is_known_stays_unknown_in_the_saved_case() {
    let (_, case) = interview(BOTH_LEGS, "each\nyes\nunknown\nstop\n");
    let unknown = "unknown_of = [{ kind = \"ultrasound\", side = \"right\" }]";
    assert!(case.contains(unknown), "{case}");
    let (again, _) = interview(&case, "stop\n");
    assert!(!again.contains("error"), "{again}");
    assert_eq!(
        interview(&case, "stop\n").1,
        case,
        "it reads back as it was"
    );
}

#[test]
fn results_of_both_legs_are_the_same_or_asked_of_each() {
    let (asked, case) = interview(BOTH_LEGS, "both\n7\nnegative\n3\nstop\n");
    assert_in_order(
        &asked,
        &["show? (both legs)", "show? (left leg)", "show? (right leg)"],
    );
    assert_in_order(
        &case,
        &[
            "side = \"left\"",
            "result = \"negative\"",
            "side = \"right\"",
            "isolated_distal_dvt",
        ],
    );
}

#[test]
fn after_yes_to_a_question_of_many_parts_the_part_is_asked() {
    // Everything before it is passed over.
    let (asked, _) = interview(UNTIL_THE_TESTS, &"skip\n".repeat(40));
    let questions: Vec<&str> = asked.split("\n[question ").skip(1).collect();
    let at = questions
        .iter()
        .position(|it| it.contains("pregnant or within 6 weeks"));
    let replies = "skip\n".repeat(at.expect("it is asked"));
    let (asked, case) = interview(UNTIL_THE_TESTS, &format!("{replies}yes\n1\nstop\n"));
    assert_in_order(&asked, &["Which of these?", "pregnancy", "not known which"]);
    assert!(case.contains("\"pregnancy\" = true"), "{case}");
    let (_, case) = interview(UNTIL_THE_TESTS, &format!("{replies}yes\nunknown\nstop\n"));
    assert!(!case.contains("\"pregnancy\""), "{case}");
}

#[test]
fn another_sign_of_danger_is_asked_at_once() {
    let start = "as_of = 2026-03-05\nfacts.dvt.suspected = true\n";
    let (asked, _) = interview(start, "yes\nno\nno\nstop\n");
    assert_in_order(
        &asked,
        &["breathlessness", "Is the patient shocked", "Blue, white"],
    );
    assert_eq!(asked.matches("Danger signs").count(), 1, "{asked}");
}

#[test]
fn what_an_answer_changed_is_said_with_its_stance() {
    let start = "as_of = 2026-03-05\nfacts.dvt.suspected = true\n";
    let (danger, _) = interview(start, "yes\nstop\n");
    assert!(danger.contains("-> decided, do: "), "{danger}");
    assert!(danger.contains("-> no longer advised, do: "), "{danger}");
    let scanned = UNTIL_THE_TESTS.replace("none_of = [\"ultrasound\", ", "none_of = [")
        + "[[event]]\nkind = \"ultrasound\"\n";
    let (shown, _) = interview(&scanned, "proximal\nstop\n");
    assert!(shown.contains(", against: Have a"), "{shown}");
    assert!(!shown.contains("against: No "), "{shown}");
}

#[test]
fn a_reply_is_shown_and_not_obeyed() {
    let (asked, _) = interview(UNTIL_THE_TESTS, "\u{1b}[31mred\u{202e}der\u{200b}\nstop\n");
    assert!(
        asked.contains("\\u{1b}[31mred\\u{202e}der\\u{200b}"),
        "{asked}"
    );
    assert!(
        !asked.contains('\u{1b}') && !asked.contains('\u{202e}'),
        "{asked}"
    );
}

#[test]
fn no_is_not_the_beginning_of_another_choice() {
    let start = format!("{UNTIL_THE_TESTS}[[event]]\nkind = \"ultrasound\"\n");
    let start = start.replace("none_of = [\"ultrasound\", ", "none_of = [");
    let (asked, case) = interview(&start, "skip\nno\nn\nstop\n");
    assert!(asked.contains("`no` is none of the choices"), "{asked}");
    assert!(!case.contains("nondiagnostic"), "{case}");
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

/// Runs an interview with these replies and nothing to start from.
fn from_nothing(replies: &str) -> (Option<i32>, String, String) {
    let mut child = command(&["interview", "--as-of", "2026-03-05"])
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
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn an_answer_that_cannot_be_taken_moves_no_other_to_another_question() {
    // The third line was meant for the pulses and shock, not for the breath.
    let (code, out, err) = from_nothing("3\nperhaps\nyes\nno\n");
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert_in_order(
        &err,
        &[
            "breathlessness",
            "`perhaps` is none of the choices",
            "The case so far",
            "\"dvt.suspected\" = true",
            "error: line 2 of the answers cannot be taken",
            "the question was: Any breathlessness",
        ],
    );
    assert!(!err.contains("\"pe.symptoms\" ="), "{err}");
}

#[test]
fn where_nothing_was_entered_nothing_is_advised() {
    for replies in ["", "stop\n", "skip\nskip\nskip\n", "skip\nunknown\n"] {
        let (code, out, err) = from_nothing(replies);
        assert_eq!(code, Some(4), "{replies}: {err}");
        assert_in_order(
            &out,
            &[
                "NOT APPROVED by a clinician",
                "NOTHING IS ADVISED",
                "MISSING FIRST: WHAT IT IS ABOUT",
                "DVT is suspected or known",
                "ASK NEXT",
                "Red flag (ask)",
            ],
        );
        assert!(!out.contains("\nDO\n"), "{out}");
    }
    let (code, out, _) = from_nothing("3\nstop\n");
    assert_eq!(code, Some(0));
    assert!(out.contains("\nDO\n"), "{out}");
}
