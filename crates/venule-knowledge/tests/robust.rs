//! The loader on damaged input: it never panics, and it loads or says why not.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use venule_knowledge::check::semantic;
use venule_knowledge::diagnostic::Severity;
use venule_knowledge::load::{Loaded, load};
use venule_knowledge::model::Submission;
use venule_knowledge::record;
use venule_knowledge::render::{Style, problems};

static GOOD: LazyLock<Vec<(String, String)>> = LazyLock::new(support::good);

/// One small accident while editing.
#[derive(Debug, Clone)]
enum Accident {
    Delete(Index),
    Duplicate(Index),
    Swap(Index, Index),
    Cut(Index),
    Insert(Index, String),
}

fn accident() -> impl Strategy<Value = Accident> {
    prop_oneof![
        any::<Index>().prop_map(Accident::Delete),
        any::<Index>().prop_map(Accident::Duplicate),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Accident::Swap(one, other)),
        any::<Index>().prop_map(Accident::Cut),
        (any::<Index>(), "\\PC{0,12}").prop_map(|(at, text)| Accident::Insert(at, text)),
    ]
}

fn damage(text: &str, accident: &Accident) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return String::new();
    }
    match accident {
        Accident::Delete(at) => {
            lines.remove(at.index(lines.len()));
        }
        Accident::Duplicate(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines.get(at).unwrap());
        }
        Accident::Swap(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
        Accident::Cut(at) => {
            let end = text.floor_char_boundary(at.index(text.len()));
            return text.get(..end).unwrap().to_owned();
        }
        Accident::Insert(at, inserted) => {
            let at = text.floor_char_boundary(at.index(text.len()));
            let (before, after) = text.split_at(at);
            return format!("{before}{inserted}{after}");
        }
    }
    lines.join("\n") + "\n"
}

/// What holds of every load.
fn check(loaded: &Loaded) {
    let refused = loaded
        .diagnostics
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    assert_eq!(refused, loaded.knowledge.is_none());
    for problem in &loaded.diagnostics {
        for label in &problem.labels {
            let file = loaded.files.get(label.origin.file).unwrap();
            assert!(
                file.text.get(label.origin.span.range()).is_some(),
                "{problem:?}"
            );
        }
    }
    let _ = problems(
        &loaded.files,
        &loaded.diagnostics,
        Style::Full { color: false },
    );
    if let Some(knowledge) = &loaded.knowledge {
        let _ = semantic(knowledge);
        for guideline in &knowledge.guidelines {
            let standing = guideline.standing(jiff::civil::date(2026, 11, 22));
            let _ = standing.changed_since;
        }
    }
}

proptest! {
    #[test]
    fn accidents_while_editing_are_loaded_or_reported(
        accidents in prop::collection::vec((any::<Index>(), accident()), 1..4),
    ) {
        let mut files = GOOD.clone();
        for (file, accident) in &accidents {
            let (_, text) = file.get_mut(&mut files);
            *text = damage(text, accident);
        }
        check(&load(support::bytes(files)));
    }

    #[test]
    fn a_damaged_record_is_extended_or_refused(accidents in prop::collection::vec(accident(), 0..3)) {
        let (_, text) = GOOD.iter().find(|(path, _)| path.ends_with("/review.toml")).unwrap();
        let text = accidents.iter().fold(text.clone(), |text, it| damage(&text, it));
        if let Ok(before) = record::read(&text) {
            let loaded = load(support::bytes(GOOD.clone())).knowledge.unwrap();
            let rescan = loaded.guidelines.first().unwrap();
            let Some(template) = rescan.review.submissions.first() else { return Ok(()) };
            let new = Submission {
                hash: rescan.bound.hash.clone(),
                ..template.clone()
            };
            let written = record::with_submission(Some(&text), &before, &new);
            if let Ok(after) = record::read(&written) {
                prop_assert!(after.submitted(&new.hash).is_some());
                prop_assert_eq!(after.approvals.len(), before.approvals.len());
            }
        }
    }

    #[test]
    fn a_damaged_list_of_elements_is_read_or_not_known(accidents in prop::collection::vec(accident(), 0..3)) {
        let (_, text) = GOOD.iter().find(|(path, _)| path.ends_with("/review.elements")).unwrap();
        let text = accidents.iter().fold(text.clone(), |text, it| damage(&text, it));
        let loaded = load(support::bytes(GOOD.clone())).knowledge.unwrap();
        let rescan = loaded.guidelines.first().unwrap();
        let hash = "0".repeat(64);
        if let Some(earlier) = record::elements(&text, &hash) {
            let found = rescan.differences(&earlier);
            prop_assert!(found.changed.len() + found.removed.len() <= earlier.iter().count());
        }
        let written = record::with_elements(Some(&text), &rescan.review, &hash, &rescan.bound.elements);
        let read = record::elements(&written, &hash).unwrap();
        prop_assert!(read.iter().eq(rescan.bound.elements.iter()));
    }

    #[test]
    fn any_bytes_are_loaded_or_reported(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (path, _) in GOOD.iter() {
            check(&load(vec![(path.clone(), bytes.clone())]));
        }
    }

    #[test]
    fn the_order_of_files_does_not_matter(files in Just(GOOD.clone()).prop_shuffle()) {
        let hash = |files| load(support::bytes(files)).knowledge.unwrap().content_hash;
        prop_assert_eq!(hash(files), hash(GOOD.clone()));
    }
}

#[test]
fn the_content_hash_covers_everything_but_cases_and_reviews() {
    let hash = |files| load(support::bytes(files)).knowledge.unwrap().content_hash;
    let unchanged = hash(GOOD.clone());
    for (number, (path, _)) in GOOD.iter().enumerate() {
        let mut files = GOOD.clone();
        files.get_mut(number).unwrap().1.push('\n');
        let is_apart = path.contains("/cases/") || path.contains("/review.");
        assert_eq!(hash(files) == unchanged, is_apart, "{path}");
    }
    let mut files = GOOD.clone();
    files.push(("CHANGELOG.md".to_owned(), "# Changes".to_owned()));
    assert_eq!(hash(files), unchanged);
}
