//! Deleting any executable element of the knowledge is noticed: by the loader or by a worked case.
//! So is deleting a key that alters what an element says without being part of its condition.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::thread;

use crate::common::{self, case_files, folder, form_case_files};
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

/// Keys whose deletion must be noticed: on a line of their own, or, with their value, inside a table.
const KEYS: [&str; 2] = ["presuming = ", "careful = true, "];

#[test]
fn deleting_any_executable_element_is_noticed() {
    let files = knowledge_files();
    let cases = Cases {
        of_guidelines: case_files(),
        of_forms: form_case_files(),
    };
    assert!(
        !is_noticed(&files, &cases.of_forms, cases.of_guidelines.iter()),
        "the untouched knowledge must load and meet every case"
    );
    let elements = elements(&files);
    assert!(elements.len() > 100, "{} elements found", elements.len());
    let half = elements.len().div_ceil(2);
    let unnoticed: Vec<String> = thread::scope(|scope| {
        let halves = elements.chunks(half).map(|half| {
            let (files, cases) = (&files, &cases);
            scope.spawn(move || {
                let half = half.iter();
                half.filter_map(|element| element.unnoticed(files, cases))
                    .collect::<Vec<_>>()
            })
        });
        let halves: Vec<_> = halves.collect();
        halves
            .into_iter()
            .flat_map(|half| half.join().unwrap())
            .collect()
    });
    assert!(
        unnoticed.is_empty(),
        "{} of {} unnoticed:\n{}",
        unnoticed.len(),
        elements.len(),
        unnoticed.join("\n")
    );
}

/// One table of one file.
struct Element {
    file: usize,
    start: usize,
    end: usize,
}

fn elements(files: &[(String, String)]) -> Vec<Element> {
    let mut found = Vec::new();
    for (file, (_, text)) in files.iter().enumerate() {
        for (header, parts) in ELEMENTS {
            for (start, end) in blocks(text, header, parts) {
                if header != "[[fact]]" || is_used(files, &text[start..end]) {
                    found.push(Element { file, start, end });
                }
            }
        }
        for key in KEYS {
            for (start, _) in text.match_indices(key) {
                let line = text[start..].lines().next().unwrap();
                let is_line = text[..start].ends_with('\n');
                let length = if is_line { line.len() } else { key.len() };
                let end = start + length;
                found.push(Element { file, start, end });
            }
        }
    }
    found
}

impl Element {
    /// What it is, if nothing notices that it is gone.
    fn unnoticed(&self, files: &[(String, String)], cases: &Cases) -> Option<String> {
        let (path, text) = &files[self.file];
        let block = &text[self.start..self.end];
        let mut changed = files.to_vec();
        changed[self.file].1 = format!("{}{}", &text[..self.start], &text[self.end..]);
        let likely = likely_first(path, block, &cases.of_guidelines);
        if is_noticed(&changed, &cases.of_forms, likely.into_iter()) {
            return None;
        }
        let head: Vec<&str> = block.lines().take(3).collect();
        Some(format!("{path}: {}", head.join(" ")))
    }
}

/// The cases, those first that stand beside the file or name what the block names. Only the order depends on it.
fn likely_first<'c>(
    path: &str,
    block: &str,
    cases: &'c [(String, String)],
) -> Vec<&'c (String, String)> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let words = block.split(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c));
    let names: BTreeSet<&str> = words
        .filter(|word| word.contains(['.', '-', '_']) && word.len() > 4)
        .collect();
    let mut ordered: Vec<_> = cases.iter().collect();
    ordered.sort_by_cached_key(|(case, text)| {
        let beside = case.starts_with(folder);
        let named = names.iter().filter(|name| text.contains(**name)).count();
        Reverse(named + usize::from(beside) * 3)
    });
    ordered
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
        .map(|file| (relative(&file.path), file.text.to_string()))
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

fn is_noticed<'c>(
    files: &[(String, String)],
    forms: &[(String, String)],
    cases: impl Iterator<Item = &'c (String, String)>,
) -> bool {
    let bytes = files
        .iter()
        .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
        .collect();
    let Some(knowledge) = load::load(bytes).knowledge else {
        return true;
    };
    let is_form_unmet = |(path, text): &(String, String)| {
        let mut files = Files::default();
        let file = files.add(path.clone(), text.clone());
        let (example, _) = read_form_example(&knowledge, &files, file);
        example.is_none_or(|example| !example.unmet(&knowledge).is_empty())
    };
    if forms.iter().any(is_form_unmet) {
        return true;
    }
    let unmet = |case: &(String, String)| -> Option<Vec<String>> {
        let examples = common::read(&knowledge, &case.0, &case.1).ok()?.into_iter();
        Some(examples.flat_map(|it| it.unmet(&knowledge)).collect())
    };
    let noticed = cases
        .map(unmet)
        .find(|unmet| unmet.as_ref().is_none_or(|unmet| !unmet.is_empty()));
    // What alters advice is bound: no guideline keeps its hash then. A fact that no guideline uses alters none, and a
    // case that cannot be read says nothing about advice.
    let altered = noticed
        .iter()
        .flatten()
        .flatten()
        .find(|it| !it.contains(", expected "));
    assert!(
        altered.is_none() || hashes(&knowledge) != *UNTOUCHED,
        "advice changed and no hash did: {altered:?}"
    );
    noticed.is_some()
}

/// The hashes of the knowledge as it is.
static UNTOUCHED: LazyLock<Vec<String>> = LazyLock::new(|| hashes(&common::knowledge()));

/// What the reviews of the guidelines are bound to.
fn hashes(knowledge: &Knowledge) -> Vec<String> {
    let guidelines = knowledge.guidelines.iter();
    guidelines.map(|it| it.bound.hash.clone()).collect()
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
