//! What an order and the checks of orders and reports say beside their verdict.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::support::{Scratch, assert_in_order, venule};

fn worked(path: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    fs::read_to_string(folder.join(path)).expect("a worked form")
}

/// Runs `venule WORDS FILE` with a file of this content.
fn run(words: &[&str], content: &str) -> String {
    let scratch = Scratch::new();
    let path = scratch.file("form.toml", content);
    let mut all = words.to_vec();
    all.push(&path);
    let run = venule(&all);
    assert_eq!(run.err, "", "{content}");
    run.out
}

#[test]
fn imaging_that_no_order_asks_for_is_named_in_the_request_and_with_it() {
    let case = worked("orders/cases/compose-pregnant-back-pain.toml");
    let out = run(&["order"], &case);
    assert_in_order(
        &out,
        &[
            "REQUEST",
            "Advised as well, requested by itself: one of these: MR venography, or dedicated duplex ultrasound",
            "CLINICAL INFORMATION",
            "ADVISED AS WELL, AND NOT IN THIS ORDER: REQUEST IT BY ITSELF",
            "1a. Now: MR venography.",
            "1b. Now: Dedicated duplex ultrasound",
        ],
    );
    // The order asks for this itself.
    assert!(!out.contains("Examine and scan the symptomatic"), "{out}");
    let json: Json = serde_json::from_str(&run(&["order", "--format", "json"], &case)).unwrap();
    assert_eq!(json["advised_beside"].as_array().map(Vec::len), Some(2));
}

#[test]
fn what_rests_on_a_presumption_stands_beside_the_request_and_not_in_it() {
    let case = worked("orders/cases/compose-calcification-with-pain.toml");
    let out = run(&["order"], &case);
    assert!(!out.contains("requested by itself"), "{out}");
    assert_in_order(
        &out,
        &["REQUEST IT BY ITSELF", "Take a radiograph", "assumes:"],
    );
}

#[test]
fn an_order_promises_nothing_that_it_does_not_ask_for() {
    const PROMISE: &str = "covers proximal and calf veins and the area of concern";
    let whole = worked("orders/cases/check-complete.toml");
    assert_in_order(&run(&["check", "order"], &whole), &[PROMISE]);
    for left_out in ["states_area_of_concern", "includes_symptomatic_area"] {
        let line = format!("{left_out} = true\n");
        assert!(whole.contains(&line), "{left_out}");
        let order = whole.replace(&line, "");
        let out = run(&["check", "order"], &order);
        assert_in_order(
            &out,
            &["The order is complete: nothing required is missing."],
        );
        assert!(!out.contains("the area of concern in one"), "{out}");
        let json = run(&["check", "order", "--format", "json"], &order);
        let json: Json = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (&json["complete"], &json["purpose"]),
            (&Json::Bool(true), &Json::Null)
        );
    }
}

const AREA: &str = "Examine and scan the symptomatic area";

#[test]
fn what_a_scan_has_just_done_is_not_advised_again() {
    let report = worked("reports/cases/complete-negative.toml");
    let out = run(&["check", "report"], &report);
    assert_in_order(
        &out,
        &[
            "DONE WITH THIS SCAN",
            AREA,
            "DO",
            "Repeat the complete duplex",
        ],
    );
    assert_eq!(out.matches(AREA).count(), 1, "{out}");
    // Not reported, or of another day: then it is to be done.
    for (old, new) in [
        ("area_examined = true\n", ""),
        ("area_examined = true\n", "area_examined = false\n"),
        ("date = 2026-03-05\n", "date = 2026-03-04\n"),
    ] {
        let out = run(&["check", "report"], &report.replacen(old, new, 1));
        assert!(!out.contains("DONE WITH THIS SCAN"), "{new}: {out}");
        assert_in_order(&out, &["DO", AREA]);
    }
}

#[test]
fn a_checked_report_shows_what_may_have_to_be_done_and_what_that_waits_for() {
    let report = worked("reports/cases/complete-negative.toml");
    let report = report.replace("clinical_concern.level = \"low\"\n", "");
    assert_in_order(
        &run(&["check", "report"], &report),
        &[
            "CANNOT BE DECIDED YET",
            "sooner: Repeat the complete duplex",
            "waits for: clinical concern about DVT at present",
            "ASK NEXT",
        ],
    );
}
