//! What is reported of language files as a whole.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::LazyLock;

use venule_knowledge::diagnostic::Diagnostic;
use venule_knowledge::document;
use venule_knowledge::load::{self, Loaded};
use venule_knowledge::render::{Style, problems};
use venule_text::language::{read, source};

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

/// What is reported of a question that is right but for one line.
fn of_question(wrong: &str) -> String {
    let lines = [
        "id = \"one\"",
        "text = \"Is it so?\"",
        "wordings = [\"Is that so?\", \"Really?\"]",
        "guideline = \"suspected-dvt\"",
        "answered_by = [\"rule.suspected-dvt/wells-first\"]",
        "answer = \"It is.\"",
    ];
    let key = wrong.split(' ').next().unwrap();
    let lines = lines
        .iter()
        .filter(|it| !it.starts_with(&format!("{key} =")));
    let right: Vec<&str> = lines.copied().collect();
    found(&format!("[[question]]\n{}\n{wrong}\n", right.join("\n"))).0
}

#[test]
fn a_question_names_what_is_there_and_states_what_is_stated() {
    assert_eq!(of_question("answer = \"It is so.\""), "");
    for (wrong, message) in [
        (
            "guideline = \"suspected\"",
            "there is no guideline `suspected`",
        ),
        (
            "answered_by = [\"rule.suspected-dvt/wells-frist\"]",
            "did you mean `wells-first`?",
        ),
        (
            "answered_by = [\"rule.nowhere/wells-first\"]",
            "there is no guideline `nowhere`",
        ),
        (
            "answered_by = [\"note.suspected-dvt/no-note\"]",
            "there is no note `no-note`",
        ),
        (
            "answered_by = [\"statement.CLF-999\"]",
            "there is no statement `CLF-999`",
        ),
        (
            "answered_by = [\"score.wells\"]",
            "there is no score `wells`",
        ),
        (
            "answered_by = [\"fact.no_such_fact\"]",
            "there is no fact `no_such_fact`",
        ),
        (
            "answered_by = [\"wells-first\"]",
            "is not a kind and a name",
        ),
        (
            "answered_by = [\"drug.heparin\"]",
            "is not a kind and a name",
        ),
        (
            "answered_by = [\"rule.wells-first\"]",
            "is not a kind and a name",
        ),
        ("text = \"It is so.\"", "does not end with a question mark"),
        (
            "wordings = [\"Really?\"]",
            "in 1 other ways, and 2 are needed",
        ),
        (
            "wordings = [\"Really?\", \"is  IT so\"]",
            "is asked by `one` and by `one`",
        ),
        ("answer = \"It is so\"", "does not end with a full stop"),
        (
            "answer = \"Within 99 days.\"",
            "the number 99 stands in no statement",
        ),
        ("answers = \"It is.\"", "has no key `answers`"),
    ] {
        let problems = of_question(wrong);
        assert_eq!(problems.matches("error[").count(), 1, "{wrong}: {problems}");
        assert!(problems.contains(message), "{wrong}: {problems}");
    }
}

#[test]
fn a_question_has_all_that_is_needed() {
    let problems = found("[[question]]\nid = \"one\"\n").0;
    for key in ["text", "guideline", "answered_by"] {
        let message = format!("question `one` has no `{key}`");
        assert!(problems.contains(&message), "{problems}");
    }
    let id = "[[question]]\nid = \"one\"\ntext = \"So?\"\nwordings = [\"a\", \"b\"]\n\
              guideline = \"suspected-dvt\"\nanswered_by = [\"statement.CLF-06\"]\n";
    let twice = found(&format!("{id}{}", id.replace("So?", "Not so?"))).0;
    assert!(twice.contains("the id `one` is given twice"), "{twice}");
}

#[test]
fn a_topic_that_is_outside_says_where_it_belongs() {
    let topic = "[[topic]]\nid = \"one\"\nphrases = [\"elbow\"]\n";
    let outside = "says = \"Not here.\"\nsignpost = \"There.\"\n";
    assert_eq!(found(&format!("{topic}{outside}")).0, "");
    assert_eq!(found(&format!("{topic}inside = true\n")).0, "");
    for (rest, message) in [
        ("", "topic `one` has no `says`"),
        ("says = \"Not here.\"\n", "topic `one` has no `signpost`"),
        (
            "says = \"Not here.\"\nsignpost = \"There\"\n",
            "does not end with a full stop",
        ),
        ("inside = true\nsays = \"Not here.\"\n", "has no key `says`"),
        (
            "says = \"Not here.\"\nsignpost = \"There.\"\nsame_as = [\"rule.elsewhere/leg\"]\n",
            "there is no rule `leg`",
        ),
    ] {
        let problems = found(&format!("{topic}{rest}")).0;
        assert!(problems.contains(message), "{rest}: {problems}");
    }
    let other = topic.replace("one", "two");
    let shared = found(&format!("{topic}{outside}{other}{outside}")).0;
    assert!(shared.contains("claimed twice as a topic"), "{shared}");
}

#[test]
fn an_intent_is_one_of_those_that_an_answer_knows() {
    let intent = "[[intent]]\nid = \"why\"\nphrases = [\"how come\"]\nasked = [\"why\"]\n";
    assert_eq!(found(intent).0, "");
    let unknown = found(&intent.replace("\"why\"\nphrases", "\"whence\"\nphrases")).0;
    assert!(unknown.contains("`id` cannot be `whence`"), "{unknown}");
    let shared = format!(
        "{intent}{}",
        intent.replace("id = \"why\"", "id = \"order\"")
    );
    let shared = found(&shared).0;
    assert!(shared.contains("claimed twice as a request"), "{shared}");
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

#[test]
fn a_misspelling_is_a_word_in_small_letters_that_is_listed_once() {
    let wrong = "[[spelling]]\nword = \"swollen\"\nmisspelled = [\"Swolen\", \"swo\", \"swolen\", \"swolen\", \"swollen\"]\n\n[[spelling]]\nword = \"calf\"\n";
    let (checked, _) = found(wrong);
    assert!(
        checked.contains("`Swolen` is no word in small letters"),
        "{checked}"
    );
    assert!(
        checked.contains("`swo` is too short for a misspelling"),
        "{checked}"
    );
    assert_eq!(
        checked.matches("`swolen` is listed twice").count(),
        1,
        "{checked}"
    );
    assert!(checked.contains("has no `misspelled`"), "{checked}");
}

#[test]
fn a_misspelling_that_is_right_in_any_entry_is_refused() {
    let before = "[[spelling]]\nword = \"calf\"\nmisspelled = [\"leeg\", \"thigh\"]\n\n[[spelling]]\nword = \"thigh\"\nmisspelled = [\"thihg\"]\n";
    let (checked, _) = found(before);
    assert!(
        checked.contains("`thigh` is listed twice, or is right as well"),
        "{checked}"
    );
}

#[test]
fn a_use_of_words_that_nothing_asks_for_is_an_error() {
    let wrong = "[[words]]\nid = \"titles\"\nused_as = \"title_him\"\nphrases = [\"mr\"]\n";
    let (checked, _) = found(wrong);
    assert!(checked.contains("title_him"), "{checked}");
}

#[test]
fn a_use_of_more_than_one_word_is_an_error() {
    let wrong =
        "[[words]]\nid = \"titles\"\nused_as = \"title_he\"\nphrases = [\"mr\", \"his honour\"]\n";
    let (checked, _) = found(wrong);
    assert!(
        checked.contains("`his honour` is not a single word"),
        "{checked}"
    );
    assert!(!checked.contains("`mr`"), "{checked}");
}

#[test]
fn no_phrase_holds_a_misspelling() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let knowledge = LOADED.knowledge.as_ref().unwrap();
    let spellings = source::from_dir(knowledge, &folder)
        .unwrap()
        .language
        .spellings;
    assert!(spellings.iter().count() > 400);
    for (_, meant) in spellings.iter() {
        assert_eq!(spellings.meant_by(meant), None, "{meant}");
    }
    for file in std::fs::read_dir(folder.join("language")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("misspelled"));
        for word in lines.flat_map(|line| line.split(|it: char| !it.is_ascii_lowercase())) {
            assert_eq!(spellings.meant_by(word), None, "{}: {word}", path.display());
        }
    }
}
