//! Conversations that go on: kept in a file, taken up again, and line by line.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use serde_json::Value as Json;

use crate::ask::{DAY, RED_AND_WARM, ask, json};
use crate::support::{Scratch, assert_in_order, command, venule};

#[test]
fn a_conversation_is_written_as_its_name_says() {
    let scratch = Scratch::new();
    let file = scratch.at("talk.json");
    let kept = ["--conversation", file.as_str()];
    assert_eq!(ask(RED_AND_WARM, &kept).code, 0);
    let written: Json =
        serde_json::from_str(&fs::read_to_string(&file).expect("kept")).expect("JSON");
    assert_eq!(written["turn"][0]["text"], RED_AND_WARM);
    let again = ask("Nothing new.", &kept);
    assert_in_order(&again.out, &["WHAT CHANGED", "The advice is the same."]);
}

#[test]
fn a_conversation_goes_on_and_a_supposition_changes_nothing() {
    let scratch = Scratch::new();
    let file = scratch.at("talk.toml");
    let kept = ["--conversation", file.as_str()];
    assert_eq!(ask(RED_AND_WARM, &kept).code, 0);
    let supposed = ask("and if the repeat scan is negative?", &kept);
    assert_in_order(
        &supposed.out,
        &[
            "SUPPOSING: ULTRASOUND OF THE LEG VEINS OF 2026-03-16",
            "no longer advised",
        ],
    );
    let pregnant = json("She is pregnant.", &kept);
    let events = pregnant["assessment"]["lines"].to_string();
    assert!(events.contains("repeat-complete-duplex"));
    let kept = fs::read_to_string(&file).expect("it is kept");
    assert_eq!(kept.matches("[[turn]]").count(), 3);
    let again = ask("Nothing new.", &["--conversation", &file]);
    assert_in_order(&again.out, &["WHAT CHANGED", "The advice is the same."]);
}

#[test]
fn what_cannot_be_gone_on_with_is_said() {
    let scratch = Scratch::new();
    let state = scratch.at("state");
    let output = command(&["ask", "and now?", "--continue"])
        .env("XDG_STATE_HOME", &state)
        .output()
        .expect("it starts");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(err.contains("no conversation was kept"), "{err}");
    let kept = command(&["ask", RED_AND_WARM, "--keep"])
        .env("XDG_STATE_HOME", &state)
        .output()
        .expect("it starts");
    assert_eq!(kept.status.code(), Some(0));
    let file = Path::new(&state).join("venule/conversation.toml");
    assert!(fs::read_to_string(file).expect("kept").contains("58F"));
    let output = command(&["ask", "and if she is pregnant?", "--continue"])
        .env("XDG_STATE_HOME", &state)
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_chat_answers_line_by_line() {
    let scratch = Scratch::new();
    let saved = scratch.at("case.toml");
    let mut child = command(&["chat", "--as-of", DAY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("its input");
    let lines =
        format!("{RED_AND_WARM}\nShe is pregnant.\n/full\n/save {saved}\n/new\n/case\n/nonsense\n");
    input.write_all(lines.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert_in_order(
        &out,
        &[
            "WHAT TO DO",
            "WHAT CHANGED",
            "WHAT TO DO",
            "SOURCES",
            "Saved.",
            "Nothing is known.",
            "/quit",
        ],
    );
    assert_eq!(venule(&["assess", &saved]).code, 0);
}
