//! What is reported of language files as a whole.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document;
use venule_knowledge::load::{self, Loaded};
use venule_knowledge::render::{Style, problems};
use venule_text::language::read;

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    load::from_dir(&folder).unwrap()
});

/// What is found in a file with and without the check for phrases that two entries claim, written out.
fn found(text: &str) -> (String, String) {
    let mut files = LOADED.files.clone();
    let file = files.add("words.toml", text.to_owned());
    let (tree, _) = document::read(&files, file);
    let trees = [(file, tree.unwrap())];
    let knowledge = LOADED.knowledge.as_ref().unwrap();
    let written = |found: &[Diagnostic]| problems(&files, found, Style::Full { color: false });
    let checked = read::load_trees(knowledge, &trees).1;
    let known = read::load_checked_trees(knowledge, &trees).1;
    (written(&checked), written(&known))
}

#[test]
fn a_phrase_of_two_entries_is_refused_once_with_both_places() {
    let (checked, known) = found(
        "[[site]]\nid = \"one\"\nphrases = [\"(left|right) (calf|shin) [muscle]\"]\n\
         [[site]]\nid = \"two\"\nphrases = [\"[the] right (foot|shin)\", \"knee\"]\n",
    );
    let message = "the phrase `right shin` is claimed twice as a site: by `one` and by `two`";
    assert_eq!(checked.matches("claimed twice").count(), 1, "{checked}");
    assert!(checked.contains(message), "{checked}");
    assert!(
        checked.contains("words.toml:6") && checked.contains("claimed here too"),
        "{checked}"
    );
    assert_eq!(known, "");
}

#[test]
fn a_phrase_that_never_matches_is_refused() {
    let (checked, known) = found("[[site]]\nid = \"one\"\nphrases = [\"in 20#\"]\n");
    assert!(checked.contains("it never matches"), "{checked}");
    assert_eq!(checked, known);
}

#[test]
fn words_that_a_phrase_names_are_written_out() {
    let words = "[[words]]\nid = \"side\"\nphrases = [\"left\", \"right\"]\n";
    let named = format!("{words}[[site]]\nid = \"one\"\nphrases = [\"{{side}} calf\"]\n");
    assert_eq!(found(&named).0, "");
    let twice = format!("{named}[[site]]\nid = \"two\"\nphrases = [\"right calf\"]\n");
    assert!(found(&twice).0.contains("`right calf` is claimed twice"));
    let (unknown, _) = found("[[site]]\nid = \"one\"\nphrases = [\"{sid} calf\"]\n");
    assert!(unknown.contains("there are no words `sid`"), "{unknown}");
    let (itself, _) = found("[[words]]\nid = \"a\"\nphrases = [\"x {a}\"]\n");
    assert!(itself.contains("cannot be written out"), "{itself}");
}

#[test]
fn a_word_that_is_left_open_claims_no_phrase_of_another_entry() {
    let sites = "[[site]]\nid = \"one\"\nphrases = [\"left _ calf\"]\n\
         [[site]]\nid = \"two\"\nphrases = [\"left big calf\"]\n";
    assert_eq!(found(sites).0, "");
}
