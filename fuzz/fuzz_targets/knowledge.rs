//! Damaged knowledge: the loader must not panic, must load or say why not, and must point inside the files it read.
//!
//! The first byte picks the file of the good set that the rest takes the place of; beyond them, a JSON document.

#![no_main]

use libfuzzer_sys::fuzz_target;
use venule_knowledge::check::semantic;
use venule_knowledge::diagnostic::{Diagnostic, Severity};
use venule_knowledge::model::Differences;
use venule_knowledge::render::{Style, problems};
use venule_knowledge::source::{Files, decode};
use venule_knowledge::{document, load};

macro_rules! good {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../crates/venule-knowledge/tests/good/", $path)))),*]
    };
}

const GOOD: &[(&str, &str)] = good![
    "evidence/estimates.toml",
    "evidence/sources.toml",
    "evidence/statements.tsv",
    "guidelines/rescan/guideline.toml",
    "guidelines/rescan/review.toml",
    "protocols/duplex.toml",
    "scores/example.toml",
    "vocabulary/actions.toml",
    "vocabulary/events.toml",
    "vocabulary/facts.toml",
];

fuzz_target!(|data: &[u8]| {
    let Some((pick, bytes)) = data.split_first() else { return };
    let pick = usize::from(*pick) % (GOOD.len() + 1);
    if pick == GOOD.len() {
        return read_json(bytes);
    }
    let files = GOOD.iter().enumerate().map(|(number, (path, text))| {
        let bytes = if number == pick { bytes } else { text.as_bytes() };
        ((*path).to_owned(), bytes.to_vec())
    });
    let loaded = load::load(files.collect());
    let refused = loaded.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(refused, loaded.knowledge.is_none());
    check_places(&loaded.files, &loaded.diagnostics);
    if let Some(knowledge) = &loaded.knowledge {
        check_places(&loaded.files, &semantic(knowledge));
        for guideline in &knowledge.guidelines {
            // The day of the record, so that approvals in it count.
            let days = guideline.review.submissions.iter().map(|it| it.date);
            for standing in days.map(|day| guideline.standing(day)) {
                let _ = standing.changed_since.map(|it| it.submission());
            }
            assert_eq!(guideline.differences(&guideline.bound.elements), Differences::default());
        }
    }
});

fn read_json(bytes: &[u8]) {
    let Ok(text) = decode("case.json", bytes) else { return };
    let mut files = Files::default();
    let file = files.add("case.json", text);
    let (tree, found) = document::read(&files, file);
    assert!(tree.is_some() || !found.is_empty());
    check_places(&files, &found);
}

fn check_places(files: &Files, found: &[Diagnostic]) {
    for label in found.iter().flat_map(|problem| &problem.labels) {
        let file = files.get(label.origin.file).expect("a known file");
        assert!(file.text.get(label.origin.span.range()).is_some());
    }
    let _ = problems(files, found, Style::Full { color: false });
}
