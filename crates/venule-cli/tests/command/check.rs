//! `venule knowledge check`: what it refuses, where it says so, and how it ends.

use std::fs;

use crate::support::{Run, Scratch, assert_in_order, copy, tiny, tiny_knowledge, venule};

#[test]
fn sound_knowledge_passes() {
    let run = tiny_knowledge(&["check"]);
    let expected = format!(
        "checked the content of {}\n9 facts, 3 actions, 4 rules in 1 guideline, 7 statements of 1 source\n\
                    2 worked cases, all as expected\n0 errors, 0 warnings\n\
                    NOT APPROVED by a clinician; for education. Guidelines: 1 draft.\n",
        tiny().display()
    );
    assert_eq!(run.err, expected);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn built_in_knowledge_passes() {
    let run = venule(&["knowledge", "check", "--format", "concise"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("all as expected"), "{}", run.err);
}

/// Checks the toy knowledge with `old` replaced by `new` in one file.
fn check_broken(file: &str, old: &str, new: &str, arguments: &[&str]) -> Run {
    let scratch = Scratch::new();
    copy(&tiny(), scratch.path());
    let path = scratch.path().join(file);
    let text = fs::read_to_string(&path).expect("a file of the toy knowledge");
    assert!(text.contains(old), "{file} does not contain {old}");
    fs::write(&path, text.replacen(old, new, 1)).expect("the broken file");
    let folder = scratch.path().display().to_string();
    let mut all = vec!["knowledge", "check", "--knowledge", &folder];
    all.extend(arguments);
    venule(&all)
}

const GUIDELINE: &str = "guidelines/splinter/guideline.toml";

#[test]
fn a_misspelt_fact_is_underlined_with_the_right_one() {
    let run = check_broken(
        GUIDELINE,
        "when = \"splinter.visible\"",
        "when = \"splinter.visibel\"",
        &[],
    );
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_in_order(
        &run.err,
        &[
            "error[unknown-fact]",
            "guideline.toml:28:",
            "when = \"splinter.visibel\"",
            "^^^",
            "splinter.visible",
            "no worked case ran, because the content has errors",
        ],
    );
}

#[test]
fn concise_problems_take_one_line_each() {
    let run = check_broken(
        GUIDELINE,
        "do = \"pull\"",
        "do = \"pul\"",
        &["--format", "concise"],
    );
    assert_eq!(run.code, 2);
    let problem = run.err.lines().next().unwrap_or_default();
    assert!(
        problem.contains("guideline.toml:29:6: error[unknown-action]: "),
        "{problem}"
    );
}

#[test]
fn a_number_without_a_source_is_refused() {
    let run = check_broken(GUIDELINE, "from = \"2 days\"", "from = \"1 day\"", &[]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("error[number-without-source]"),
        "{}",
        run.err
    );
}

#[test]
fn a_statement_that_loses_its_carrier_is_reported() {
    let run = check_broken(
        "protocols/pulling.toml",
        "states = [\"TOY-5\"]",
        "states = []",
        &[],
    );
    assert_eq!(run.code, 2);
    assert_in_order(&run.err, &["statement-not-carried", "TOY-5"]);
}

#[test]
fn a_syntax_error_names_its_line() {
    let run = check_broken(
        "vocabulary/actions.toml",
        "label = \"See a nurse\"",
        "label = See a nurse",
        &[],
    );
    assert_eq!(run.code, 2);
    assert!(run.err.contains("actions.toml:20:"), "{}", run.err);
}

#[test]
fn a_worked_case_that_comes_out_otherwise_is_named_with_its_title() {
    let run = check_broken(GUIDELINE, "to = \"3 days\"", "to = \"2 days\"", &[]);
    assert_eq!(run.code, 2);
    assert_in_order(
        &run.err,
        &[
            "error[not-as-expected]",
            "A splinter that can be seen: not seen, soaked two days ago",
            "`soak-again`",
            "visible.toml:15:9",
            "1 error",
            "2 worked cases, 1 not as expected",
        ],
    );
}

#[test]
fn a_worked_case_that_cannot_be_read_is_reported() {
    let case = "guidelines/splinter/cases/visible.toml";
    let run = check_broken(
        case,
        "splinter.visible = true",
        "splinter.visibel = true",
        &[],
    );
    assert_eq!(run.code, 2);
    assert_in_order(
        &run.err,
        &[
            "error[unknown-fact]",
            "visible.toml:7:",
            "no worked case ran; 1 file with errors did not run",
        ],
    );
    let expects_nothing = check_broken(
        case,
        "[expect]",
        "[[variant]]\ntitle = \"x\"\n[variant.expect]",
        &[],
    );
    assert_eq!(expects_nothing.code, 2, "{}", expects_nothing.err);
    assert!(
        expects_nothing.err.contains("expects nothing"),
        "{}",
        expects_nothing.err
    );
}

#[test]
fn a_folder_that_is_not_there_cannot_be_checked() {
    let run = venule(&["knowledge", "check", "--knowledge", "no/such/folder"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("no/such/folder"), "{}", run.err);
}

#[test]
fn broken_knowledge_is_shown_and_nothing_else_printed() {
    let scratch = Scratch::new();
    copy(&tiny(), scratch.path());
    fs::remove_file(scratch.path().join("vocabulary/actions.toml")).expect("the file was copied");
    let folder = scratch.path().display().to_string();
    for arguments in [
        &["list", "facts"][..],
        &["show", "age"],
        &["statements"],
        &["schema"],
        &["reference"],
    ] {
        let mut all = vec!["knowledge"];
        all.extend(arguments);
        all.extend(["--knowledge", &folder]);
        let run = venule(&all);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(
            run.err.contains("error[unknown-action]"),
            "{arguments:?}: {}",
            run.err
        );
    }
}
