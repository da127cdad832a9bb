//! Deleting any executable element of the knowledge is noticed: by the loader or by a worked case.

use crate::common::{case_files, folder, form_case_files};
use venule_engine::example::{Example, read_examples};
use venule_engine::form::example::read_form_example;
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_knowledge::source::Files;

/// Tables whose deletion must be noticed, with the tables that belong to them.
const ELEMENTS: [(&str, &[&str]); 10] = [
    ("[[rule]]", &[]),
    ("[[scope.exclude]]", &[]),
    ("[[fact.case]]", &[]),
    ("[[item]]", &[]),
    ("[[contradiction]]", &[]),
    ("[[reason]]", &[]),
    ("[[check]]", &[]),
    ("[[segment]]", &[]),
    ("[[tally]]", &[]),
    ("[[fact]]", &["[[fact.case]]"]),
];

#[test]
fn deleting_any_executable_element_is_noticed() {
    let files = knowledge_files();
    let cases = Cases {
        of_guidelines: case_files(),
        of_forms: form_case_files(),
    };
    assert!(
        !is_noticed(&files, &cases),
        "the untouched knowledge must load and meet every case"
    );
    let mut tried = 0;
    let mut unnoticed = Vec::new();
    for (index, (path, text)) in files.iter().enumerate() {
        for (header, parts) in ELEMENTS {
            for (start, end) in blocks(text, header, parts) {
                if header == "[[fact]]" && !is_used(&files, &text[start..end]) {
                    continue;
                }
                tried += 1;
                let mut changed = files.clone();
                changed[index].1 = format!("{}{}", &text[..start], &text[end..]);
                if !is_noticed(&changed, &cases) {
                    let block: Vec<&str> = text[start..end].lines().take(3).collect();
                    unnoticed.push(format!("{path}: {}", block.join(" ")));
                }
            }
        }
    }
    assert!(tried > 100, "only {tried} elements were found");
    assert!(
        unnoticed.is_empty(),
        "{} of {tried} unnoticed:\n{}",
        unnoticed.len(),
        unnoticed.join("\n")
    );
}

fn knowledge_files() -> Vec<(String, String)> {
    let loaded = load::from_dir(&folder()).unwrap();
    let prefix = folder().display().to_string();
    let relative = |path: &str| {
        path.trim_start_matches(&prefix)
            .trim_start_matches('/')
            .to_owned()
    };
    loaded
        .files
        .all()
        .iter()
        .map(|file| (relative(&file.path), file.text.clone()))
        .collect()
}

/// Whether anything but its own definition names a fact. The vocabulary is ahead of the content: it has facts
/// that only later guidelines will use.
fn is_used(files: &[(String, String)], block: &str) -> bool {
    let id = block.split('"').nth(1).unwrap();
    let is_end =
        |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    let named = |text: &str| {
        text.match_indices(id)
            .filter(|(at, _)| is_end(&text[at + id.len()..]))
            .count()
    };
    let all: usize = files.iter().map(|(_, text)| named(text)).sum();
    all > named(block)
}

/// Worked cases, and worked orders and reports, as paths with texts.
struct Cases {
    of_guidelines: Vec<(String, String)>,
    of_forms: Vec<(String, String)>,
}

fn is_noticed(files: &[(String, String)], cases: &Cases) -> bool {
    let bytes = files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
        .collect();
    let Some(knowledge) = load::load(bytes).knowledge else {
        return true;
    };
    let of_forms = || {
        cases.of_forms.iter().any(|(path, text)| {
            let mut files = Files::default();
            let file = files.add(path.clone(), text.clone());
            let (example, _) = read_form_example(&knowledge, &files, file);
            example.is_none_or(|example| !example.unmet(&knowledge).is_empty())
        })
    };
    let of_guidelines = || {
        cases.of_guidelines.iter().any(|case| {
            let examples = read(&knowledge, case);
            examples
                .is_none_or(|examples| examples.iter().any(|it| !it.unmet(&knowledge).is_empty()))
        })
    };
    of_forms() || of_guidelines()
}

fn read(knowledge: &Knowledge, (path, text): &(String, String)) -> Option<Vec<Example>> {
    let mut files = Files::default();
    let file = files.add(path.clone(), text.clone());
    let (examples, problems) = read_examples(knowledge, &files, file);
    problems.is_empty().then_some(examples)
}

/// Byte ranges of the tables with this header, each up to the next table that is not part of it.
fn blocks(text: &str, header: &str, parts: &[&str]) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            starts.push((at, line.trim_end().to_owned()));
        }
        at += line.len();
    }
    let mut found = Vec::new();
    for (position, (start, name)) in starts.iter().enumerate() {
        if name == header {
            let rest = starts[position + 1..].iter();
            let next = rest
                .clone()
                .find(|(_, name)| !parts.contains(&name.as_str()));
            found.push((*start, next.map_or(text.len(), |(at, _)| *at)));
        }
    }
    found
}
