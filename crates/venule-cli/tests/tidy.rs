//! What the repository promises about itself: edges between crates, no clinical fact in Rust, nothing left over.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that it cannot read"
)]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|it| it == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Which crate may depend on which. A new edge is a decision: it needs an ADR and a line here.
const EDGES: [(&str, &[&str]); 8] = [
    ("venule-logic", &[]),
    ("venule-knowledge", &["venule-logic"]),
    ("venule-content", &["venule-knowledge"]),
    ("venule-engine", &["venule-knowledge", "venule-logic"]),
    (
        "venule-text",
        &["venule-engine", "venule-knowledge", "venule-logic"],
    ),
    (
        "venule-answer",
        &[
            "venule-engine",
            "venule-knowledge",
            "venule-logic",
            "venule-text",
        ],
    ),
    (
        "venule-propose",
        &[
            "venule-engine",
            "venule-knowledge",
            "venule-logic",
            "venule-text",
        ],
    ),
    (
        "venule-cli",
        &[
            "venule-answer",
            "venule-content",
            "venule-engine",
            "venule-knowledge",
            "venule-logic",
            "venule-propose",
            "venule-text",
        ],
    ),
];

#[test]
fn crates_depend_only_on_crates_listed_above_them() {
    let mut members: Vec<String> = fs::read_dir(root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    members.sort();
    let mut expected: Vec<&str> = EDGES.iter().map(|(name, _)| *name).collect();
    expected.sort_unstable();
    assert_eq!(
        members, expected,
        "a new crate needs its edges in this table"
    );
    for (name, allowed) in EDGES {
        let manifest =
            fs::read_to_string(root().join("crates").join(name).join("Cargo.toml")).unwrap();
        let dependencies = manifest
            .split("[dependencies]")
            .nth(1)
            .unwrap()
            .split("\n[")
            .next()
            .unwrap();
        let mut found: Vec<&str> = dependencies
            .lines()
            .filter_map(|line| line.split(['=', ' ', '.']).next())
            .filter(|dependency| dependency.starts_with("venule-"))
            .collect();
        found.sort_unstable();
        assert_eq!(
            found, allowed,
            "{name} depends on other crates than the table allows"
        );
    }
}

/// Words that only a guideline would use. Doc comments may give examples; code may not.
const CLINICAL: [&str; 14] = [
    "duplex",
    "wells",
    "anticoag",
    "heparin",
    "ultrasound",
    "d_dimer",
    "d-dimer",
    "venograph",
    "thromb",
    "iliocaval",
    "popliteal",
    "pregnan",
    "cellulitis",
    "embolism",
];

#[test]
fn no_clinical_fact_in_rust() {
    let mut found = Vec::new();
    for name in EDGES.map(|(name, _)| name) {
        for path in files_below(&root().join("crates").join(name).join("src"), "rs") {
            if path.ends_with("tests.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for (number, line) in code.lines().enumerate() {
                let is_comment = line.trim_start().starts_with("//");
                let lower = line.to_lowercase();
                // What the project is for is said once, in the command's own help.
                let is_help = lower.contains("guidelines for leg-vein thrombosis");
                if !is_comment && !is_help && CLINICAL.iter().any(|word| lower.contains(word)) {
                    found.push(format!(
                        "{}:{}: {}",
                        path.display(),
                        number + 1,
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "guideline vocabulary in code:\n{}",
        found.join("\n")
    );
}

#[test]
fn nothing_is_left_for_later() {
    let marks = ["TODO", "FIXME", "XXX", "HACK"];
    let mut found = Vec::new();
    for folder in ["crates", "knowledge", "fuzz"] {
        for extension in ["rs", "toml"] {
            for path in files_below(&root().join(folder), extension) {
                let text = fs::read_to_string(&path).unwrap();
                let words = || text.split(|c: char| !c.is_ascii_alphanumeric());
                if !path.ends_with("tidy.rs")
                    && marks.iter().any(|mark| words().any(|word| word == *mark))
                {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    assert!(found.is_empty(), "left for later:\n{}", found.join("\n"));
}

#[test]
fn source_files_hold_one_idea() {
    let mut long = Vec::new();
    for path in files_below(&root().join("crates"), "rs") {
        if path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        if lines > 600 {
            long.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Content that nobody approved must not look approved: approval is not something a file says of itself, and nobody's
/// name stands under what the repository ships.
#[test]
fn no_shipped_guideline_is_approved() {
    for path in files_below(&root().join("knowledge"), "toml") {
        let text = fs::read_to_string(&path).unwrap();
        let claims = |line: &str| {
            let line: String = line.split_whitespace().collect();
            line.starts_with("[[approval") || line.starts_with("approval")
        };
        let is_guideline = path.ends_with("guideline.toml");
        let states = is_guideline && text.lines().any(|line| line.starts_with("status"));
        assert!(
            !states && !text.lines().any(claims),
            "{} calls itself approved",
            path.display()
        );
    }
}
