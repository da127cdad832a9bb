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
