//! Problems as a reader sees them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use venule_knowledge::load::load;
use venule_knowledge::render::{Style, problems, summary};

/// The problems of the good set after each `(file, from, to)` was replaced.
fn broken(changes: &[(&str, &str, &str)], style: Style) -> String {
    let mut files = support::good();
    for (path, from, to) in changes {
        let (_, text) = files
            .iter_mut()
            .find(|(candidate, _)| candidate == path)
            .unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replacen(from, to, 1);
    }
    let loaded = load(support::bytes(files));
    problems(&loaded.files, &loaded.diagnostics, style)
}

const PLAIN: Style = Style::Full { color: false };
const GUIDELINE: &str = "guidelines/rescan/guideline.toml";

#[test]
fn a_misspelt_fact_in_a_condition_of_several_lines() {
    insta::assert_snapshot!(broken(
        &[(GUIDELINE, "and concern = 'low'", "and concen = 'low'")],
        PLAIN
    ));
}

#[test]
fn a_number_that_no_statement_states() {
    insta::assert_snapshot!(broken(&[(GUIDELINE, "age < 18", "age < 17")], PLAIN));
}

#[test]
fn an_id_used_twice_shows_both_places() {
    insta::assert_snapshot!(broken(
        &[(
            "vocabulary/actions.toml",
            "id = \"go-home\"",
            "id = \"scan\""
        )],
        PLAIN
    ));
}

#[test]
fn a_window_that_ends_before_it_starts() {
    insta::assert_snapshot!(broken(
        &[(GUIDELINE, "to = \"1 week\"", "to = \"24 hours\"")],
        PLAIN
    ));
}

#[test]
fn a_circle_shows_each_step() {
    let changes = [
        (
            "vocabulary/facts.toml",
            "when = \"course = 'worse'\"",
            "when = \"likely\"",
        ),
        (
            "vocabulary/facts.toml",
            "derive = \"score.total >= 2\"",
            "derive = \"score.total >= 2 and concern = 'low'\"",
        ),
    ];
    insta::assert_snapshot!(broken(&changes, PLAIN));
}

#[test]
fn a_place_in_two_files() {
    insta::assert_snapshot!(broken(
        &[(GUIDELINE, "avoid = \"rescan\"", "avoid = \"go-home\"")],
        PLAIN
    ));
}

#[test]
fn several_problems_on_one_line_each() {
    let changes = [
        (GUIDELINE, "age < 18", "agge < 17"),
        (
            "vocabulary/actions.toml",
            "label = \"Scan the leg\"",
            "lable = \"Scan the leg\"",
        ),
        (
            "evidence/statements.tsv",
            "quantity\tcarried",
            "quantity\tcarryed",
        ),
    ];
    insta::assert_snapshot!(broken(&changes, Style::Concise));
}

#[test]
fn colors_change_nothing_but_colors() {
    let change = [(GUIDELINE, "age < 18", "age < 17")];
    let colored = broken(&change, Style::Full { color: true });
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_ne!(plain, colored);
    assert_eq!(plain, broken(&change, PLAIN));
}

#[test]
fn the_summary_counts_errors_and_warnings() {
    let mut files = support::good();
    for (path, text) in &mut files {
        if path == GUIDELINE {
            *text = text
                .replace("age < 18", "agge < 17")
                .replace("one_of = \"next-test\"\noverrides", "overrides");
        }
    }
    let loaded = load(support::bytes(files));
    assert_eq!(summary(&loaded.diagnostics).unwrap(), "2 errors, 1 warning");
    assert_eq!(summary(&[]), None);
}
