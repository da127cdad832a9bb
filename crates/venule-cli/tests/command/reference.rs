//! The generated pages under `docs/reference` are those that the command prints.
//!
//! `BLESS=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{assert_in_order, tiny_knowledge, venule};

fn page(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/reference")
        .join(name)
}

fn assert_current(name: &str, command: &[&str]) {
    let mut arguments = vec!["knowledge"];
    arguments.extend(command);
    let run = venule(&arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    if std::env::var_os("BLESS").is_some() {
        fs::write(page(name), &run.out).expect("the page can be written");
    }
    let kept = fs::read_to_string(page(name)).unwrap_or_default();
    let differing = run
        .out
        .lines()
        .zip(kept.lines())
        .position(|(now, before)| now != before);
    assert!(
        kept == run.out,
        "docs/reference/{name} is stale from line {}; `BLESS=1 cargo test -p venule-cli` writes it anew",
        differing.unwrap_or_else(|| run.out.lines().count().min(kept.lines().count())) + 1,
    );
}

#[test]
fn the_vocabulary_page_is_current() {
    assert_current("vocabulary.md", &["reference"]);
}

#[test]
fn the_schema_is_current() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/writing-knowledge.md");
    let guide = fs::read_to_string(guide).expect("the guide");
    for (page, arguments) in [
        ("case.schema.json", &["schema"][..]),
        ("order.schema.json", &["schema", "order"]),
        ("report.schema.json", &["schema", "report"]),
    ] {
        assert_current(page, arguments);
        let command = arguments.join(" ");
        let line =
            format!("venule knowledge {command} --knowledge knowledge > docs/reference/{page}\n");
        assert!(
            guide.contains(&line),
            "the guide does not say how {page} is printed"
        );
    }
}

#[test]
fn every_presumption_is_on_the_vocabulary_page() {
    let shown = venule(&["knowledge", "reference"]).out;
    let shown = shown
        .lines()
        .filter(|line| line.starts_with("- If nobody says: unknown; `"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/vocabulary");
    let declared: usize = fs::read_dir(folder)
        .expect("the vocabulary")
        .map(|file| fs::read_to_string(file.expect("a file").path()).expect("its text"))
        .map(|text| {
            text.lines()
                .filter(|line| line.starts_with("presume = "))
                .count()
        })
        .sum();
    assert!(declared > 0);
    assert_eq!(shown.count(), declared);
}

#[test]
fn the_page_says_of_each_word_what_a_case_can_do_with_it() {
    let page = tiny_knowledge(&["reference"]).out;
    assert_in_order(
        &page,
        &[
            "# Vocabulary",
            "### foot.toml",
            "Toy content for tests of the command line. Not medicine.",
            "#### `age`",
            "A whole number, from 0 to 120.",
            "a birth date in the case settles it",
            "#### `side`",
            "The symptomatic side",
            "#### `splinter.visible`",
            "Question: Can you see it?",
            "Found out by examining.",
            "If nobody says: unknown.",
            "May differ between the legs.",
            "Also called `visible`.",
            "#### `splinter.redness`",
            "One of `none` (no redness), `spreading` (spreading redness).",
            "Compare with the other foot.",
            "#### `fever`",
            "`false` may be presumed. It would be mentioned.",
            "#### `worry.points`",
            "The total of the score `worry`.",
            "#### `worry.high`",
            "True exactly when `worry.points >= 2`.",
            "#### `soak.done`",
            "Never entered: record the event.",
            "### `soak`",
            "`none_of = [\"soak\"]` says that the foot has not been soaked.",
            "| `temperature` | temperature of the water | a quantity in Cel, from 0 to 50; means nothing without `scale` |",
            "| `latest_soak` | the latest `soak` | the latest soaking |",
            "### Treatment",
            "| `pull` | Pull the splinter out |",
            "against it: \"Do not pull\"",
        ],
    );
}
