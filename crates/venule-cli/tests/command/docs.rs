//! What the written pages show is what the command does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;
use serde_json::Value as Json;

use crate::support::{Scratch, assert_in_order, command, copy, venule};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(path: &str) -> String {
    fs::read_to_string(repository().join("docs").join(path)).expect("a page")
}

/// The fenced blocks of a page with this word behind the fence.
fn blocks(page: &str, word: &str) -> Vec<String> {
    let fence = Regex::new(&format!("(?ms)^```{word}\n(.*?)^```$")).expect("a pattern");
    fence
        .captures_iter(page)
        .map(|found| found[1].to_owned())
        .collect()
}

#[test]
fn cases_of_the_case_page_are_read() {
    let page = page("reference/case.md");
    let scratch = Scratch::new();
    for (word, least) in [("toml", 6), ("json", 1)] {
        let blocks = blocks(&page, word);
        assert!(blocks.len() >= least, "{} blocks of {word}", blocks.len());
        for block in blocks {
            let path = scratch.file(&format!("case.{word}"), &block);
            let run = venule(&["assess", &path, "--as-of", "2026-03-05"]);
            assert!(matches!(run.code, 0 | 4), "{block}\n{}", run.err);
        }
    }
}

#[test]
fn both_formats_of_the_case_page_say_the_same() {
    let page = page("reference/case.md");
    let scratch = Scratch::new();
    let assess = |word: &str| {
        let path = scratch.file(&format!("same.{word}"), &blocks(&page, word)[0]);
        venule(&["assess", &path, "--format", "json"]).out
    };
    assert_eq!(assess("toml"), assess("json"));
}

#[test]
fn errors_on_the_case_page_are_those_that_are_printed() {
    let page = page("reference/case.md");
    let scratch = Scratch::new();
    scratch.file("case.toml", &blocks(&page, "toml wrong")[0]);
    let output = command(&["assess", "case.toml"])
        .current_dir(scratch.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        blocks(&page, "text")[0]
    );
}

#[test]
fn every_field_of_an_assessment_is_described() {
    let page = page("reference/assessment.md");
    let mut cases: Vec<PathBuf> = Vec::new();
    for guideline in fs::read_dir(repository().join("knowledge/guidelines")).expect("guidelines") {
        let folder = guideline.expect("a guideline").path().join("cases");
        cases.extend(
            fs::read_dir(folder)
                .into_iter()
                .flatten()
                .map(|entry| entry.expect("a case").path()),
        );
    }
    cases.sort();
    let mut fields = BTreeSet::new();
    // Every third case: all of them take long and show nothing else.
    for case in cases.iter().step_by(3) {
        let run = venule(&["assess", &case.display().to_string(), "--format", "json"]);
        let assessment: Json = serde_json::from_str(&run.out).expect("JSON");
        collect(&assessment, &mut fields);
    }
    assert!(
        fields.contains("rule_does_not_apply") || fields.len() > 60,
        "{fields:?}"
    );
    let described = |field: &str| {
        page.contains(&format!("`{field}`"))
            || page.contains(&format!("\"{field}\""))
            || page.contains(&format!("`from.{field}`"))
    };
    let missing: Vec<&String> = fields.iter().filter(|field| !described(field)).collect();
    assert!(
        missing.is_empty(),
        "docs/reference/assessment.md does not describe {missing:?}"
    );
}

fn collect(value: &Json, fields: &mut BTreeSet<String>) {
    match value {
        Json::Object(entries) => {
            for (key, value) in entries {
                fields.insert(key.clone());
                collect(value, fields);
            }
        }
        Json::Array(items) => items.iter().for_each(|item| collect(item, fields)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[test]
fn exit_codes_are_those_of_the_help() {
    let page = page("reference/exit-codes.md");
    let help = venule(&["--help"]).out;
    let (_, codes) = help
        .split_once("Exit codes:\n")
        .expect("the help lists exit codes");
    let codes: Vec<(&str, &str)> = codes
        .lines()
        .filter_map(|line| line.trim().split_once("  "))
        .collect();
    assert_eq!(codes.len(), 6);
    for (code, meaning) in codes {
        assert!(
            page.contains(&format!("| {code} | {meaning} |")),
            "{code} {meaning}"
        );
    }
}

#[test]
fn the_glossary_names_sources_that_exist() {
    let id = Regex::new("`([A-Z][A-Z0-9]*(-[0-9A-Za-z]+)?)`").expect("a pattern");
    let page = page("reference/glossary.md");
    let ids: BTreeSet<&str> = id
        .captures_iter(&page)
        .filter_map(|found| found.get(1))
        .map(|it| it.as_str())
        .collect();
    assert!(ids.len() > 20);
    for id in ids {
        assert_eq!(venule(&["knowledge", "show", id]).code, 0, "{id}");
    }
}

#[test]
fn the_worked_case_of_the_guide_comes_out_as_expected() {
    let case = blocks(&page("guide/writing-knowledge.md"), "toml")
        .into_iter()
        .find(|block| block.contains("[expect]"))
        .expect("the guide shows a worked case");
    let scratch = Scratch::new();
    copy(&repository().join("knowledge"), scratch.path());
    scratch.file("guidelines/repeat-imaging/cases/of-the-guide.toml", case);
    let folder = scratch.path().display().to_string();
    let run = venule(&[
        "knowledge",
        "check",
        "--format",
        "concise",
        "--knowledge",
        &folder,
    ]);
    assert!(!run.err.contains("of-the-guide.toml"), "{}", run.err);
    assert!(run.err.contains("worked cases"), "{}", run.err);
}

#[test]
fn the_rule_of_the_guide_is_one_of_the_content() {
    let rule = blocks(&page("guide/writing-knowledge.md"), "toml")
        .into_iter()
        .find(|block| block.contains("[[rule]]"))
        .expect("the guide shows a rule");
    let path = "knowledge/guidelines/repeat-imaging/guideline.toml";
    let content = fs::read_to_string(repository().join(path)).expect("the guideline");
    assert!(content.contains(rule.trim()), "{rule}");
}

#[test]
fn the_guide_to_language_names_commands_that_exist() {
    let guide = page("guide/writing-language.md");
    for command in ["read", "score"] {
        assert!(guide.contains(&format!("venule text {command}")), "{guide}");
        assert_eq!(venule(&["text", command, "--help"]).code, 0);
    }
    let example = Regex::new("--example ([a-z_]+)").expect("a pattern");
    let named: Vec<&str> = example
        .captures_iter(&guide)
        .filter_map(|found| found.get(1))
        .map(|it| it.as_str())
        .collect();
    assert!(named.len() > 1, "{guide}");
    for name in named {
        let path = format!("crates/venule-text/examples/{name}.rs");
        assert!(repository().join(&path).is_file(), "{path}");
    }
}

#[test]
fn the_error_of_the_guide_is_that_which_is_printed() {
    let guide = page("guide/writing-knowledge.md");
    let shown = &blocks(&guide, "text")[0];
    let scratch = Scratch::new();
    copy(&repository().join("knowledge"), scratch.path());
    let path = "guidelines/repeat-imaging/guideline.toml";
    let text = fs::read_to_string(scratch.path().join(path)).expect("the guideline");
    let (before, rule) = text
        .split_once("id = \"rescan-persistent\"")
        .expect("the rule of the guide");
    let when = Regex::new("(?m)^when = .*$").expect("a pattern");
    let rule = when.replace(rule, "when = \"scan.negativ and symptoms.persistent\"");
    scratch.file(path, format!("{before}id = \"rescan-persistent\"{rule}"));
    let folder = scratch.path().display().to_string();
    let run = venule(&["knowledge", "check", "--knowledge", &folder]);
    // Line numbers move with every change of the guideline.
    let said: Vec<&str> = shown.lines().filter(|line| !line.contains("-->")).collect();
    let said: Vec<&str> = said
        .iter()
        .map(|line| {
            line.trim_start_matches(|it: char| it.is_ascii_digit())
                .trim()
        })
        .collect();
    assert_in_order(&run.err, &said);
}

#[test]
fn every_example_is_read_and_answered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = 0;
    for entry in fs::read_dir(folder).expect("the examples") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        let file = path.display().to_string();
        let run = if text.contains("[order]") {
            venule(&["check", "order", &file])
        } else if text.contains("[report]") {
            venule(&["check", "report", &file])
        } else {
            venule(&["assess", &file])
        };
        assert!(matches!(run.code, 0 | 5), "{file}: {}", run.err);
        assert!(run.out.contains("NOT APPROVED"), "{file}: {}", run.out);
        seen += 1;
    }
    assert!(seen >= 4, "{seen} examples");
}
