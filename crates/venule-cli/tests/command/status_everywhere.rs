//! Everything that prints content prints how far it is approved. A new subcommand needs a line here.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value as Json;

use crate::site::Site;
use crate::support::{Run, Scratch, command, venule};

/// The words that content which nobody approved cannot be without.
const WORDS: [&str; 2] = ["NOT APPROVED", "submitted for review"];

/// Subcommands that print no content but write or load it.
const SILENT: [&str; 9] = [
    "text",
    "text score",
    "text context",
    "text numbers",
    "knowledge",
    "knowledge submit",
    "knowledge approve",
    "check",
    "help",
];

/// Every other subcommand, with arguments; a case is put in for `CASE`.
const COMMANDS: [(&str, &[&str]); 35] = [
    ("ask", &["TEXT"]),
    ("ask", &["TEXT", "--format", "markdown"]),
    ("ask", &["TEXT", "--format", "html"]),
    ("ask", &["TEXT", "--format", "json"]),
    ("ask", &["TEXT", "--reader", "patient"]),
    ("chat", &[]),
    ("text read", &["TEXT"]),
    ("text read", &["TEXT", "--format", "markdown"]),
    ("assess", &["CASE"]),
    ("assess", &["CASE", "--brief"]),
    ("assess", &["CASE", "--explain"]),
    ("assess", &["CASE", "--format", "markdown"]),
    ("assess", &["CASE", "--format", "json"]),
    ("plan", &["CASE"]),
    ("plan", &["CASE", "--format", "markdown"]),
    ("plan", &["CASE", "--format", "svg"]),
    ("plan", &["CASE", "--format", "json"]),
    ("order", &["CASE"]),
    ("order", &["CASE", "--format", "json"]),
    ("check order", &["ORDER"]),
    ("check order", &["ORDER", "--format", "json"]),
    ("check report", &["REPORT"]),
    ("check report", &["REPORT", "--format", "json"]),
    ("why-not", &["ACTION", "CASE"]),
    ("interview", &["CASE"]),
    ("knowledge check", &[]),
    ("knowledge list", &["rules"]),
    ("knowledge list", &["guidelines"]),
    ("knowledge show", &["GUIDELINE"]),
    ("knowledge statements", &[]),
    ("knowledge status", &[]),
    ("knowledge status", &["--format", "json"]),
    ("knowledge schema", &[]),
    ("knowledge reference", &[]),
    ("knowledge book", &["--format", "markdown"]),
];

/// The subcommands that a help page lists.
fn listed(arguments: &[&str]) -> Vec<String> {
    let mut all = arguments.to_vec();
    all.push("--help");
    let help = venule(&all).out;
    let (_, list) = help.split_once("Commands:\n").expect("a list of commands");
    let names = list
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    names
        .map(|name| [arguments, &[name]].concat().join(" "))
        .collect()
}

#[test]
fn every_subcommand_is_looked_at() {
    let mut all: BTreeSet<String> = listed(&[]).into_iter().collect();
    all.extend(listed(&["knowledge"]));
    all.extend(listed(&["check"]));
    all.extend(listed(&["text"]));
    all.retain(|it| !it.ends_with("help"));
    let known: BTreeSet<String> = COMMANDS
        .iter()
        .map(|(name, _)| *name)
        .chain(SILENT)
        .filter(|it| *it != "help")
        .map(str::to_owned)
        .collect();
    assert_eq!(all, known);
}

/// Runs a command of the table over the built-in content.
fn run(name: &str, arguments: &[&str]) -> Run {
    let scratch = Scratch::new();
    let case = scratch.file(
        "case.toml",
        "as_of = 2026-11-23\n[facts]\n\"dvt.suspected\" = true\n\"symptoms.laterality\" = \"left\"\n",
    );
    let order = scratch.file("order.toml", "[order]\nexam = \"complete_duplex\"\n");
    let report = scratch.file(
        "report.toml",
        "[report]\nside = \"left\"\nresult = \"negative\"\n",
    );
    let actions = venule(&["knowledge", "list", "actions"]).out;
    let action = actions.split_whitespace().next().unwrap_or_default();
    let mut all: Vec<&str> = name.split(' ').collect();
    all.extend(arguments.iter().map(|argument| match *argument {
        "CASE" => case.as_str(),
        "ORDER" => order.as_str(),
        "REPORT" => report.as_str(),
        "ACTION" => action,
        "GUIDELINE" => "red-flags",
        "TEXT" => "swollen left calf for 3 days, Wells 2",
        other => other,
    }));
    if !matches!(name, "interview" | "chat") {
        return venule(&all);
    }
    let mut child = command(&all)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut answers = child.stdin.take().expect("its input");
    answers.write_all(b"stop\n").expect("it reads");
    drop(answers);
    let output = child.wait_with_output().expect("it ends");
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn every_subcommand_says_that_nobody_approved_it() {
    for (name, arguments) in COMMANDS {
        let run = run(name, arguments);
        assert!(matches!(run.code, 0 | 4..=6), "{name}: {}", run.err);
        // A check and an interview speak on standard error; data goes to standard output.
        let text = match name {
            "knowledge check" => run.err,
            _ => run.out,
        };
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(WORDS[0]), "{name} {arguments:?}:\n{text}");
        // Where only one guideline has a say, its own status is named instead.
        assert!(
            flat.contains(WORDS[1]) || flat.contains("\"submitted\"") || name == "assess",
            "{name} {arguments:?}:\n{text}"
        );
    }
}

#[test]
fn an_interview_says_it_before_the_first_question() {
    let run = run("interview", &["CASE"]);
    let first = run.err.find("NOT APPROVED").expect("it is said");
    assert!(
        run.err.find('?').is_none_or(|question| first < question),
        "{}",
        run.err
    );
}

/// The toy content with a second guideline, of which only the first is approved.
fn approved_in_part() -> Site {
    let site = Site::new();
    let second = site.0.path().join("guidelines/second");
    fs::create_dir_all(&second).expect("a folder");
    fs::write(
        second.join("guideline.toml"),
        "[guideline]\nid = \"second\"\ntitle = \"A nurse for everybody\"\nversion = \"0.1.0\"\n\
         updated = \"2026-11-21\"\nsummary = \"Always a nurse.\"\n\n\
         [guideline.attributes]\ndeveloper = \"The tests\"\nfunding = \"None\"\nreleased = \"2026-11-21\"\n\n\
         [scope]\nfor = \"Anybody.\"\nwhen = \"any\"\nstates = [\"TOY-1\"]\n\n\
         [[rule]]\nid = \"always-soak\"\nsection = \"Steps\"\nwhen = \"fever\"\ndo = \"soak-again\"\n\
         why = \"Why not.\"\nstates = [\"TOY-2\"]\n",
    )
    .expect("a guideline");
    site.approved();
    site
}

#[test]
fn an_approval_of_one_guideline_does_not_reach_lines_of_another() {
    let site = approved_in_part();
    let folder = site.folder();
    let elsewhere = Scratch::new();
    let case = elsewhere.file("case.toml", "[facts]\nfever = true\n");
    let text = venule(&["assess", &case, "--knowledge", &folder]).out;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("NOT APPROVED by a clinician in part"),
        "{text}"
    );
    assert!(
        flat.contains("status: second: submitted for review"),
        "{text}"
    );
    assert!(
        flat.contains("status: splinter: approved by Reviewer One"),
        "{text}"
    );

    let json = venule(&["assess", &case, "--knowledge", &folder, "--format", "json"]).out;
    let json: Json = serde_json::from_str(&json).expect("JSON");
    let of = |action: &str| {
        let mut lines = json["lines"].as_array().expect("lines").iter();
        let line = lines.find(|it| it["action"] == action).expect("the line");
        line["review_status"].as_str().map(str::to_owned)
    };
    assert_eq!(of("soak-again").as_deref(), Some("submitted"));
    assert_eq!(of("pull").as_deref(), Some("approved"));
}

#[test]
fn approved_content_is_said_to_be_approved_by_whom() {
    let site = Site::new();
    site.approved();
    let folder = site.folder();
    let elsewhere = Scratch::new();
    let case = elsewhere.file("case.toml", "[facts]\nfever = true\n");
    let text = venule(&["assess", &case, "--knowledge", &folder]).out;
    assert!(!text.contains("NOT APPROVED"), "{text}");
    assert!(text.contains("approved by Reviewer One on"), "{text}");

    // The same at a day before the approval is not approved yet.
    let before = venule(&[
        "assess",
        &case,
        "--knowledge",
        &folder,
        "--as-of",
        "2001-01-01",
    ])
    .out;
    assert!(before.contains("NOT APPROVED"), "{before}");
}
