//! The project's own knowledge and worked cases, for tests.

use std::fs;
use std::path::{Path, PathBuf};

use venule_engine::example::{Example, read_examples};
use venule_knowledge::load;
use venule_knowledge::model::Knowledge;
use venule_knowledge::render;
use venule_knowledge::source::Files;

/// The folder of the project's knowledge.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge")
}

/// The project's knowledge; the test fails with every problem if it does not load.
pub(crate) fn knowledge() -> Knowledge {
    let loaded = load::from_dir(&folder()).unwrap();
    let problems: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|it| render::concise(&loaded.files, it))
        .collect();
    loaded
        .knowledge
        .unwrap_or_else(|| panic!("{}", problems.join("\n")))
}

/// A worked case with its variants, or everything that is wrong with it.
pub(crate) fn read(
    knowledge: &Knowledge,
    path: &str,
    text: &str,
) -> Result<Vec<Example>, Vec<String>> {
    let mut files = Files::default();
    let file = files.add(path.to_owned(), text.to_owned());
    let (examples, problems) = read_examples(knowledge, &files, file);
    if problems.is_empty() {
        Ok(examples)
    } else {
        let problems = problems.iter();
        Err(problems.map(|it| render::concise(&files, it)).collect())
    }
}

/// Every worked case and variant with the file it stands in.
pub(crate) fn examples(knowledge: &Knowledge) -> Vec<(String, Example)> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for (path, text) in case_files() {
        match read(knowledge, &path, &text) {
            Ok(examples) => found.extend(examples.into_iter().map(|it| (path.clone(), it))),
            Err(wrong) => problems.extend(wrong),
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    found
}

/// The worked case files, in order of their paths.
pub(crate) fn case_files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for guideline in sorted(&folder().join("guidelines")) {
        let cases = guideline.join("cases");
        if cases.is_dir() {
            for path in sorted(&cases) {
                let name = path.strip_prefix(folder()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// The worked orders and reports, in order of their paths.
pub(crate) fn form_case_files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for kind in ["orders", "reports"] {
        for path in sorted(&folder().join(kind).join("cases")) {
            let name = path.strip_prefix(folder()).unwrap().display().to_string();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    paths.sort();
    paths
}
