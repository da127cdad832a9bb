//! The built-in knowledge.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use venule_engine::case::Moment;
use venule_engine::read::{AsOf, read_case};
use venule_knowledge::check::semantic;
use venule_knowledge::load::from_dir;
use venule_knowledge::model::Contradiction;
use venule_knowledge::render::{Style, problems};
use venule_knowledge::source::Files;
use venule_text::language::compiled::{compile, load_compiled};
use venule_text::language::model::Language;
use venule_text::language::source::{built_in, from_dir as language_from_dir};

#[test]
fn the_built_in_knowledge_has_no_problems() {
    let loaded = venule_content::load();
    let mut found = loaded.diagnostics;
    found.extend(loaded.knowledge.iter().flat_map(semantic));
    assert_eq!(
        problems(&loaded.files, &found, Style::Full { color: false }),
        ""
    );
}

#[test]
fn a_folder_with_the_same_files_is_the_same_knowledge() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let from_folder = from_dir(&folder).unwrap().knowledge.unwrap();
    assert_eq!(
        from_folder.content_hash,
        venule_content::load().knowledge.unwrap().content_hash
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error_of_the_caller() {
    assert!(from_dir(Path::new("no/such/folder")).is_err());
}

/// Loading what the build made of the files is loading the files.
#[test]
fn compiled_content_is_the_content_of_its_texts() {
    let (compiled, text) = (
        venule_content::compiled().unwrap(),
        venule_content::from_text(),
    );
    let (compiled, text) = (compiled.knowledge.unwrap(), text.knowledge.unwrap());
    // Everything that knowledge holds is in its debug output: its types derive it.
    let differs = format!("{compiled:#?}")
        .lines()
        .zip(format!("{text:#?}").lines())
        .find(|(one, other)| one != other)
        .map(|(one, other)| (one.to_owned(), other.to_owned()));
    assert_eq!(differs, None);
    for (path, case) in venule_content::cases() {
        let mut files = Files::default();
        let file = files.add(*path, *case);
        let assessed = |knowledge| {
            let day = Moment {
                date: date(2026, 11, 22),
                time: None,
            };
            let as_of = AsOf {
                instead: None,
                otherwise: Some(day),
            };
            let case = read_case(knowledge, &files, file, as_of).case;
            case.map(|case| format!("{:?}", venule_engine::assess(knowledge, &case)))
        };
        assert_eq!(assessed(&compiled), assessed(&text), "{path}");
    }
}

/// Every element of the built-in content that some guideline uses is bound, and is there under its name.
#[test]
fn what_the_built_in_guidelines_use_is_bound() {
    let knowledge = venule_content::load().knowledge.unwrap();
    let mut bound = BTreeSet::new();
    for guideline in &knowledge.guidelines {
        for element in guideline.bound.elements.iter() {
            assert_ne!(element.digest, "0".repeat(16), "{}", element.name);
            bound.insert(element.name.to_owned());
        }
        let own = format!("guideline {}", guideline.name);
        assert!(guideline.bound.elements.iter().any(|it| it.name == own));
    }
    for rule in &knowledge.rules {
        let action = &knowledge.actions[rule.action.0 as usize];
        assert!(bound.contains(&format!("action {}", action.name)));
        for id in rule.when.facts() {
            let fact = &knowledge.facts[id.0 as usize];
            assert!(bound.contains(&format!("fact {}", fact.name)));
        }
    }
    for score in &knowledge.scores {
        assert!(bound.contains(&format!("score {}", score.name)));
    }
    for contradiction in &knowledge.contradictions {
        let (Contradiction::Facts { name, .. } | Contradiction::Events { name, .. }) =
            contradiction;
        assert!(bound.contains(&format!("contradiction {name}")), "{name}");
    }
}

/// The words for reading free text are the same from what the build made of them, from their texts and from a folder.
#[test]
fn compiled_words_are_the_words_of_their_texts() {
    let knowledge = venule_content::load().knowledge.unwrap();
    let (texts, bytes) = (
        venule_content::language(),
        venule_content::compiled_language(),
    );
    let (compiled, _) = load_compiled(&knowledge, texts, bytes).unwrap();
    let from_text = built_in(&knowledge, texts, &[]).usable().unwrap();
    assert_same(&compiled, &from_text);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let owned = texts
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let again = compile(&knowledge, &owned.collect::<Vec<_>>()).unwrap();
    assert!(again == bytes, "phrases and tables come out otherwise");
    let from_folder = language_from_dir(&knowledge, &folder).unwrap();
    assert!(from_folder.diagnostics.is_empty());
    assert_same(&compiled, &from_folder.language);
}

/// What was compiled of other words, or in another form, is not used.
#[test]
fn compiled_words_of_other_texts_are_refused() {
    let knowledge = venule_content::load().knowledge.unwrap();
    let (texts, bytes) = (
        venule_content::language(),
        venule_content::compiled_language(),
    );
    assert!(load_compiled(&knowledge, &texts[1..], bytes).is_none());
    assert!(load_compiled(&knowledge, texts, &bytes[..bytes.len() / 2]).is_none());
    assert!(load_compiled(&knowledge, texts, b"").is_none());
}

/// Everything that a language holds is in its debug output: its types derive it.
fn assert_same(one: &Language, other: &Language) {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let differs = one
        .lines()
        .zip(other.lines())
        .find(|(one, other)| one != other);
    assert_eq!(differs, None);
    assert_eq!(one.len(), other.len());
}
