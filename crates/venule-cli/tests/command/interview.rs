//! An interview by pipe: answers in, advice out, and the case in a file that says the same.

use std::io::Write;
use std::process::Stdio;

use crate::support::{Scratch, command, venule};

#[test]
fn answers_by_pipe_end_in_advice_and_a_case_file() {
    let scratch = Scratch::new();
    let start = scratch.file(
        "start.toml",
        "as_of = 2026-03-05\n[facts]\nsymptoms.laterality = \"left\"\n",
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
