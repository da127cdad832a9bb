//! Broken knowledge: each file of `tests/bad` is one small change to the good set and the problems that must come of it.
//!
//! ```text
//! # error: unknown-fact | agge | did you mean `age`?    id, the words underlined, a part of the help
//! # in: guidelines/rescan/guideline.toml                which file is changed; there may be several
//! # replace: when = "age < 18"                          the one line that starts so is replaced by
//! when = "agge < 18"                                    these lines
//! ```
//!
//! `# after: LINE` inserts, `# delete: LINE` deletes, `# end` appends, `# whole` puts the lines in place of the file.
//! Exactly the problems named must be reported. The message is not compared here; snapshots show it.
//! No words are underlined for problems that point at no place.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;
use std::path::Path;

use venule_knowledge::check::semantic;
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::load::load;
use venule_knowledge::render;
use venule_knowledge::source::Files;

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    severity: Severity,
    id: String,
    underlined: String,
    help: String,
}

#[derive(Debug, Clone)]
struct Edit {
    file: String,
    how: String,
    lines: Vec<String>,
}

#[test]
fn the_good_set_loads_without_a_word() {
    let loaded = load(support::bytes(support::good()));
    assert_eq!(
        render::problems(
            &loaded.files,
            &loaded.diagnostics,
            render::Style::Full { color: false }
        ),
        ""
    );
    let found = semantic(&loaded.knowledge.unwrap());
    assert_eq!(
        render::problems(&loaded.files, &found, render::Style::Full { color: false }),
        ""
    );
}

#[test]
fn every_broken_set_is_reported_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    assert!(names.len() >= 40, "{}", names.len());
    let wrong: Vec<String> = names.iter().filter_map(|path| misreported(path)).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n\n{}",
        wrong.len(),
        names.len(),
        wrong.join("\n")
    );
}

/// What is wrong with the problems reported for a broken set; nothing when they are as expected.
fn misreported(path: &Path) -> Option<String> {
    let (expected, edits) = read(&fs::read_to_string(path).unwrap());
    let mut files = support::good();
    for edit in &edits {
        apply(edit, &mut files);
    }
    let loaded = load(support::bytes(files));
    let mut found = loaded.diagnostics;
    found.extend(loaded.knowledge.iter().flat_map(semantic));
    let refused = found
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    let mut remaining: Vec<&Diagnostic> = found.iter().collect();
    let missing: Vec<&Expected> = expected
        .iter()
        .filter(|expected| {
            let at = remaining
                .iter()
                .position(|problem| fits(&loaded.files, problem, expected));
            at.map(|at| remaining.remove(at)).is_none()
        })
        .collect();
    let only_by_search = expected
        .iter()
        .all(|expected| expected.id.starts_with("condition-"));
    let handed_out = loaded.knowledge.is_some() && refused && !only_by_search;
    if missing.is_empty() && remaining.is_empty() && !expected.is_empty() && !handed_out {
        return None;
    }
    let reported: Vec<String> = found
        .iter()
        .map(|problem| {
            let line = render::concise(&loaded.files, problem);
            let help = problem.help.as_deref().unwrap_or("-");
            format!(
                "{line}   [{}] help: {help}\n",
                underlined(&loaded.files, problem)
            )
        })
        .collect();
    Some(format!(
        "--- {}\nnot reported: {missing:#?}\nreported:\n{}",
        path.file_name().unwrap().display(),
        reported.concat(),
    ))
}

fn fits(files: &Files, problem: &Diagnostic, expected: &Expected) -> bool {
    problem.severity == expected.severity
        && problem.id == expected.id
        && underlined(files, problem) == expected.underlined
        && problem
            .help
            .as_deref()
            .unwrap_or("")
            .contains(&expected.help)
}

fn underlined(files: &Files, problem: &Diagnostic) -> String {
    let label = problem.labels.first();
    label.map_or(String::new(), |label| {
        label
            .origin
            .span
            .of(&files.get(label.origin.file).unwrap().text)
            .replace(['\n', '\t'], " ")
    })
}

fn read(text: &str) -> (Vec<Expected>, Vec<Edit>) {
    let mut expected = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    let mut file = String::new();
    for line in text.lines() {
        let directive = line.strip_prefix("# ").unwrap_or("");
        if let Some(problem) = directive.strip_prefix("error: ") {
            expected.push(problem_of(problem, Severity::Error));
        } else if let Some(problem) = directive.strip_prefix("warning: ") {
            expected.push(problem_of(problem, Severity::Warning));
        } else if let Some(name) = directive.strip_prefix("in: ") {
            file = name.to_owned();
        } else if ["replace: ", "after: ", "delete: ", "end", "whole"]
            .iter()
            .any(|how| directive.starts_with(how))
        {
            edits.push(Edit {
                file: file.clone(),
                how: directive.to_owned(),
                lines: Vec::new(),
            });
        } else if let Some(edit) = edits.last_mut() {
            edit.lines.push(line.to_owned());
        } else {
            assert!(line.is_empty(), "{line}");
        }
    }
    (expected, edits)
}

fn problem_of(text: &str, severity: Severity) -> Expected {
    let mut parts = text
        .split(" | ")
        .map(|part| part.trim_end_matches(" |").trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    Expected {
        severity,
        id: next(),
        underlined: next(),
        help: next(),
    }
}

fn apply(edit: &Edit, files: &mut Vec<(String, String)>) {
    let new = edit.lines.join("\n");
    let Some((_, text)) = files.iter_mut().find(|(path, _)| *path == edit.file) else {
        assert_eq!(edit.how, "whole", "{} is not in the good set", edit.file);
        files.push((edit.file.clone(), new));
        return;
    };
    let (how, wanted) = edit.how.split_once(": ").unwrap_or((&edit.how, ""));
    match how {
        "whole" => *text = new,
        "end" => *text = format!("{text}\n{new}\n"),
        _ => {
            let matching = text.lines().filter(|line| line.starts_with(wanted)).count();
            assert_eq!(
                matching, 1,
                "lines that start with `{wanted}` in {}",
                edit.file
            );
            let lines = text.lines().map(|line| match how {
                _ if !line.starts_with(wanted) => line.to_owned(),
                "replace" => new.clone(),
                "after" => format!("{line}\n{new}"),
                "delete" => String::new(),
                _ => panic!("{how}"),
            });
            *text = lines.collect::<Vec<_>>().join("\n") + "\n";
        }
    }
}
