//! The built-in knowledge.

use std::path::Path;

use venule_knowledge::check::semantic;
use venule_knowledge::embedded;
use venule_knowledge::load::from_dir;
use venule_knowledge::render::{Style, problems};

#[test]
fn the_built_in_knowledge_has_no_problems() {
    let loaded = embedded::load();
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
        embedded::load().knowledge.unwrap().content_hash
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error_of_the_caller() {
    assert!(from_dir(Path::new("no/such/folder")).is_err());
}
