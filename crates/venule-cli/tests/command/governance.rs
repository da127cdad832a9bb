//! `venule knowledge status|submit|approve`: what they write, what they refuse, and what follows.
//!
//! Names of people are made up and stand in folders that are gone afterwards.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::json_schema::Validator;
use crate::site::Site;
use crate::support::{Run, Scratch, assert_in_order, copy, venule};

const GUIDELINE: &str = "guidelines/splinter/guideline.toml";
const RECORD: &str = "guidelines/splinter/review.toml";
const ELEMENTS: &str = "guidelines/splinter/review.elements";
const VOCABULARY: &str = "vocabulary/foot.toml";

fn refused(run: &Run, words: &str) {
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert_in_order(&run.err, &[words]);
}

#[test]
fn from_draft_to_approved_and_back() {
    let site = Site::new();
    assert_eq!(site.status(), "draft");
    site.submit();
    assert_eq!(site.status(), "submitted");
    let run = site.approve(&["--review-by", "2099-01-01", "--note", "Read on paper"]);
    assert_in_order(
        &run.out,
        &["splinter 0.1.0 by Reviewer One: it is approved"],
    );
    assert_eq!(site.status(), "approved");

    site.edit(VOCABULARY, "worry.points >= 2", "worry.points > 2");
    let shown = site.run(&["status"]);
    assert_in_order(
        &shown.out,
        &[
            "NOT APPROVED",
            "splinter 0.1.0: submitted for review; changed since approval by Reviewer One on",
            "changed since: fact worry.high",
        ],
    );
    site.edit(VOCABULARY, "worry.points > 2", "worry.points >= 2");
    assert_eq!(site.status(), "approved");
    site.edit(VOCABULARY, "[[fact]]", "# A comment.\n\n[[fact]]");
    assert_eq!(site.status(), "approved");
}

#[test]
fn without_the_list_of_elements_only_what_changed_is_not_known() {
    let site = Site::new();
    site.approved();
    let listed = site.text(ELEMENTS);
    site.edit(VOCABULARY, "worry.points >= 2", "worry.points > 2");
    let damaged = listed.replace("fact worry.high", "fact worry.high\u{1b}");
    for broken in ["", "content", "\u{0}", &damaged] {
        site.0.file(ELEMENTS, broken);
        let since = &site.json(&[])["guidelines"][0]["changed_since"];
        assert_eq!(since["by"], "Reviewer One");
        assert_eq!(since["changed"], Json::Null);
        let shown = site.run(&["status"]);
        assert_in_order(&shown.out, &["changed since approval", "is not known"]);
    }
    site.edit(VOCABULARY, "worry.points > 2", "worry.points >= 2");
    assert_eq!(site.status(), "approved");
    let again = site.run(&["submit", "--all", "--by", "Somebody Else"]);
    assert_in_order(&again.out, &["as it is now"]);
    assert_eq!(site.text(ELEMENTS), listed);
}

#[test]
fn a_resubmission_says_what_was_approved_before() {
    let site = Site::new();
    site.approved();
    site.edit(GUIDELINE, "Fever first.", "First the fever.");
    site.submit();
    let status = site.json(&[]);
    let since = &status["guidelines"][0]["changed_since"];
    assert_eq!(status["guidelines"][0]["status"], "submitted");
    assert_eq!(since["what"], "approval");
    assert_eq!(since["by"], "Reviewer One");
    assert_eq!(
        since["changed"],
        serde_json::json!(["rule splinter/not-with-fever"])
    );
    assert_eq!(site.approve(&[]).code, 0);
    assert_eq!(site.status(), "approved");
}

#[test]
fn a_command_that_was_done_changes_nothing() {
    let site = Site::new();
    site.approved();
    let before = site.text(RECORD);
    let again = site.run(&["submit", "--all", "--by", "Somebody Else"]);
    assert_in_order(
        &again.out,
        &["was submitted by the toy makers", "as it is now"],
    );
    let again = site.approve(&[]);
    assert_in_order(&again.out, &["was approved by Reviewer One"]);
    assert_eq!((again.code, site.text(RECORD)), (0, before));
}

#[test]
fn what_somebody_wrote_into_a_record_stays() {
    let site = Site::new();
    site.submit();
    let text = site.text(RECORD);
    site.0
        .file(RECORD, format!("# Mine.\n{text}\n# And this.\n"));
    assert_eq!(site.approve(&[]).code, 0);
    assert_in_order(
        &site.text(RECORD),
        &["# Mine.", "[[submission]]", "# And this.", "[[approval]]"],
    );
}

#[test]
fn built_in_content_is_not_written() {
    let run = venule(&["knowledge", "submit", "--all", "--by", "the toy makers"]);
    refused(&run, "built-in content cannot be submitted or approved");
    let run = venule(&[
        "knowledge",
        "approve",
        "splinter",
        "--by",
        "Reviewer One",
        "--role",
        "nurse",
    ]);
    refused(&run, "help: name your folder with `--knowledge DIR`");
}

#[test]
fn content_with_errors_is_not_submitted() {
    let site = Site::new();
    site.edit(GUIDELINE, "when = \"fever\"", "when = \"feaver\"");
    let run = site.run(&["submit", "splinter", "--by", "the toy makers"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("unknown-fact"), "{}", run.err);

    let site = Site::new();
    site.edit(
        GUIDELINE,
        "when = \"fever\"",
        "when = \"fever and not fever\"",
    );
    let run = site.run(&["submit", "splinter", "--by", "the toy makers"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("condition-never-holds"), "{}", run.err);
    assert_eq!(site.text(RECORD), "");
}

#[test]
fn a_worked_case_that_comes_out_otherwise_stops_it() {
    let site = Site::new();
    site.edit(
        GUIDELINE,
        "when = \"splinter.visible\"",
        "when = \"splinter.visible and fever\"",
    );
    let run = site.run(&["submit", "splinter", "--by", "the toy makers"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("not-as-expected"), "{}", run.err);
}

#[test]
fn only_what_was_submitted_as_it_is_can_be_approved() {
    let site = Site::new();
    refused(
        &site.approve(&[]),
        "was not submitted as it is now (never submitted)",
    );
    site.submit();
    site.edit(GUIDELINE, "Fever first.", "First the fever.");
    refused(
        &site.approve(&[]),
        "was not submitted as it is now (changed since submission on",
    );
}

#[test]
fn what_was_read_has_to_be_what_is_there() {
    let site = Site::new();
    site.submit();
    let by = [
        "approve",
        "splinter",
        "--by",
        "Reviewer One",
        "--role",
        "nurse",
    ];
    refused(
        &site.run(&by),
        "add `--hash` with at least the first 12 digits",
    );
    assert_eq!(site.approve(&["--hash", "0123456789a"]).code, 1);
    refused(
        &site.approve(&["--hash", "0123456789ab"]),
        "is not what was read: its content is",
    );
    let whole = site.json(&[])["content_hash"].as_str().map(str::to_owned);
    refused(
        &site.approve(&["--hash", &whole.expect("a hash")]),
        "is the hash of the whole knowledge",
    );
    let read = site.hash();
    site.edit(GUIDELINE, "Fever first.", "First the fever.");
    refused(
        &site.approve(&["--hash", &read]),
        "is what was submitted on",
    );
    site.edit(GUIDELINE, "First the fever.", "Fever first.");
    assert_eq!(site.approve(&["--hash", &read.to_uppercase()]).code, 0);
}

#[test]
fn the_hash_of_another_guideline_is_named() {
    let run = venule(&["knowledge", "status", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).expect("JSON");
    let hash = status["guidelines"][1]["hash"].as_str().expect("a hash");
    let name = status["guidelines"][1]["id"].as_str().expect("a name");
    let other = status["guidelines"][0]["id"].as_str().expect("a name");
    let scratch = Scratch::new();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge"),
        scratch.path(),
    );
    let folder = scratch.path().display().to_string();
    let run = venule(&[
        "knowledge",
        "approve",
        other,
        "--by",
        "Reviewer One",
        "--role",
        "nurse",
        "--hash",
        hash,
        "--knowledge",
        &folder,
    ]);
    refused(&run, &format!("is the hash of {name}, not of {other}"));
}

#[test]
fn what_would_be_dropped_is_refused() {
    let site = Site::new();
    site.submit();
    let before = site.text(RECORD);
    let submit = |more: &[&str]| site.run(&[&["submit", "splinter"], more].concat());
    let again = submit(&["--by", "the  toy makers "]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert_in_order(
        &again.out,
        &["nothing to submit", "was submitted by the toy makers on"],
    );
    for more in [
        &["--by", "somebody else"][..],
        &["--by", "the toy makers", "--note", "Look at the fever."],
        &["--by", "the toy makers", "--date", "2001-01-01"],
    ] {
        let run = submit(more);
        refused(&run, "nothing to submit: splinter");
        assert_in_order(&run.err, &["is not recorded"]);
    }
    let all = site.run(&["submit", "--all", "--by", "somebody else"]);
    assert_eq!(all.code, 0);
    assert_in_order(
        &all.out,
        &["nothing to submit", "was submitted by the toy makers"],
    );
    assert_eq!(site.text(RECORD), before);

    assert_eq!(site.approve(&[]).code, 0);
    let before = site.text(RECORD);
    assert_in_order(
        &site.approve(&[]).out,
        &["nothing to approve", "Reviewer One"],
    );
    refused(&site.approve(&["--note", "Well done."]), "is not recorded");
    refused(&site.approve(&["--role", "surgeon"]), "is not recorded");
    assert_eq!(site.text(RECORD), before);
}

#[test]
fn names_are_kept_with_single_spaces_and_nothing_unseen() {
    let site = Site::new();
    for by in [
        "the\u{200b} toy makers",
        "the toy\u{202e} makers",
        "the toy\nmakers",
    ] {
        let run = site.run(&["submit", "splinter", "--by", by]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{by:?}");
    }
    site.submit();
    assert_eq!(site.approve_as("Reviewer\u{200b} One", &[]).code, 1);
    let run = site.approve_as(
        " Reviewer   One ",
        &["--role", "ward  nurse", "--note", " Read   twice. "],
    );
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let record = site.text(RECORD);
    assert_in_order(
        &record,
        &[
            "by = \"Reviewer One\"",
            "role = \"ward nurse\"",
            "note = \"Read twice.\"",
        ],
    );
}

#[test]
fn the_same_person_may_renew_an_approval() {
    let site = Site::new();
    site.submit();
    assert_eq!(site.approve(&["--review-by", "2099-01-01"]).code, 0);
    refused(
        &site.approve(&["--review-by", "2098-01-01"]),
        "is not recorded",
    );
    assert_eq!(site.approve(&["--review-by", "2100-01-01"]).code, 0);
    let status = site.json(&["--as-of", "2099-06-01"]);
    assert_eq!(status["guidelines"][0]["status"], "approved");
    assert!(status["guidelines"][0]["review_overdue_since"].is_null());
    assert_eq!(
        site.json(&["--as-of", "2100-01-02"])["guidelines"][0]["review_overdue_since"],
        "2100-01-01"
    );
}

#[test]
fn an_approval_without_an_end_does_not_hide_that_another_is_overdue() {
    let site = Site::new();
    site.submit();
    assert_eq!(site.approve(&["--review-by", "2099-01-01"]).code, 0);
    assert_eq!(site.approve_as("Reviewer Two", &[]).code, 0);
    let overdue = site.json(&["--as-of", "2099-01-02"]);
    assert_eq!(
        overdue["guidelines"][0]["review_overdue_since"],
        "2099-01-01"
    );
}

#[test]
fn an_approval_names_a_person_and_a_role() {
    let site = Site::new();
    site.submit();
    for by in [
        "",
        " ",
        "test",
        "Reviewer",
        "Test User",
        "ci@example.org",
        "dependabot[bot] x",
    ] {
        let run = site.approve_as(by, &[]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{by}");
    }
    assert_eq!(site.approve(&["--role", " "]).code, 1);
    let run = site.run(&["approve", "splinter", "--by", "Reviewer One"]);
    assert_eq!(run.code, 1);
    assert_eq!(site.status(), "submitted");
}

#[test]
fn dates_are_not_in_the_future_and_in_order() {
    let site = Site::new();
    site.submit();
    refused(
        &site.approve(&["--date", "2999-01-01"]),
        "2999-01-01 has not come yet",
    );
    refused(
        &site.approve(&["--date", "2001-01-01"]),
        "after the day of this approval",
    );
    refused(
        &site.approve(&["--review-by", "2001-01-01"]),
        "not after the approval",
    );
    assert_eq!(site.approve(&["--date", "yesterday"]).code, 1);
}

#[test]
fn the_submitter_is_not_the_only_approver() {
    let site = Site::new();
    let run = site.run(&["submit", "splinter", "--by", "Reviewer One"]);
    assert_eq!(run.code, 0);
    assert_in_order(
        &site.approve(&[]).out,
        &["stays under review", "another person"],
    );
    assert_eq!(site.status(), "under-review");
    let run = site.approve_as("Reviewer Two", &["--role", "surgeon"]);
    assert_eq!((run.code, site.status().as_str()), (0, "approved"));
}

#[test]
fn a_part_that_was_read_approves_nothing() {
    let site = Site::new();
    site.submit();
    let run = site.approve(&["--part", "the first steps"]);
    assert_in_order(&run.out, &["stays under review", "only a part was read"]);
    assert_eq!(site.status(), "under-review");
}

#[test]
fn an_approval_becomes_overdue() {
    let site = Site::new();
    site.submit();
    assert_eq!(site.approve(&["--review-by", "2099-01-01"]).code, 0);
    let run = site.run(&["status", "--as-of", "2099-01-02"]);
    assert_in_order(
        &run.out,
        &[
            "1 with REVIEW OVERDUE",
            "approved by Reviewer One",
            "REVIEW OVERDUE since 2099-01-01",
        ],
    );
    let overdue = site.json(&["--as-of", "2099-01-02"]);
    assert_eq!(
        overdue["guidelines"][0]["review_overdue_since"],
        "2099-01-01"
    );
    let before = site.json(&["--as-of", "2001-01-01"]);
    assert_eq!(before["guidelines"][0]["status"], "submitted");
}

#[test]
fn a_record_that_is_being_written_is_left_alone() {
    let site = Site::new();
    site.submit();
    let held = format!("{RECORD}.new");
    site.0.file(&held, "");
    let before = site.text(RECORD);
    refused(&site.approve(&[]), "another command is writing this record");
    assert_eq!(site.text(RECORD), before);
    fs::remove_file(site.0.path().join(&held)).expect("it was there");
    assert_eq!(site.approve(&[]).code, 0);
    assert!(!site.0.path().join(&held).exists());
}

#[test]
fn a_record_that_cannot_be_extended_is_not_spoiled() {
    let site = Site::new();
    let odd = "submission = []\n";
    site.0.file(RECORD, odd);
    let run = site.run(&["submit", "splinter", "--by", "the toy makers"]);
    refused(&run, "cannot be extended");
    assert_eq!(site.text(RECORD), odd);
}

#[test]
fn a_guideline_that_does_not_exist_is_said() {
    let site = Site::new();
    let run = site.run(&["submit", "splintr", "--by", "the toy makers"]);
    refused(
        &run,
        "there is no guideline `splintr` help: did you mean `splinter`?",
    );
}

#[test]
fn a_status_that_a_guideline_states_is_refused() {
    let site = Site::new();
    site.edit(GUIDELINE, "version =", "status = \"approved\"\nversion =");
    let run = site.run(&["status"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("stated-status"), "{}", run.err);
}

#[test]
fn the_json_fits_its_schema() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/status.schema.json");
    let schema: Json =
        serde_json::from_str(&fs::read_to_string(path).expect("the schema")).expect("JSON");
    let validator = Validator::new(&schema);
    let site = Site::new();
    let mut seen = vec![site.json(&[])];
    site.submit();
    seen.push(site.json(&[]));
    assert_eq!(
        site.approve(&["--part", "the scope", "--registration", "12345"])
            .code,
        0
    );
    seen.push(site.json(&[]));
    site.edit(GUIDELINE, "Fever first.", "First the fever.");
    seen.push(site.json(&[]));
    let built_in = venule(&["knowledge", "status", "--format", "json"]);
    seen.push(serde_json::from_str(&built_in.out).expect("JSON"));
    for status in &seen {
        assert_eq!(validator.refusal(status), None, "{status}");
    }
    let mut wrong = seen.swap_remove(0);
    wrong["guidelines"][0]["status"] = Json::from("fine");
    assert!(validator.refusal(&wrong).is_some());
}

/// Shipped content is handed in exactly as it stands, and nobody has approved it.
#[test]
fn shipped_content_is_submitted_as_it_stands() {
    let run = venule(&["knowledge", "status", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).expect("JSON");
    for guideline in status["guidelines"].as_array().expect("guidelines") {
        assert!(
            guideline["status"] == "submitted" && !guideline["submitted"].is_null(),
            "{} changed since it was submitted; hand it in with\n\
             venule knowledge submit --all --by \"the venule project\" --knowledge knowledge",
            guideline["id"]
        );
        assert_eq!(guideline["approvals"], serde_json::json!([]));
    }
}

#[test]
fn source_attributes_are_shown_and_follow_from_what_is_used() {
    let shown = venule(&["knowledge", "show", "suspected-dvt"]).out;
    assert_in_order(
        &shown,
        &[
            "SOURCE ATTRIBUTES",
            "developer",
            "The venule project",
            "funding",
            "No funding source",
            "dates",
            "released 2026-11-21, revised",
            "race",
            "not used",
            "ethnicity",
            "not used",
            "language",
            "not used",
            "sexual orientation",
            "not used",
            "gender identity",
            "not used",
            "sex",
            "used: patient.sex",
            "date of birth or age",
            "used: patient.age_years",
            "social determinants",
            "not used",
            "health status",
            "used: patient.ambulatory, pregnancy, postpartum_6_weeks",
            "citation",
        ],
    );
    let run = venule(&["knowledge", "status", "red-flags", "--format", "json"]);
    let status: Json = serde_json::from_str(&run.out).expect("JSON");
    let uses = &status["guidelines"][0]["attributes"]["uses"];
    assert_eq!(uses["sex"], serde_json::json!([]));
    assert_eq!(uses.as_object().map(serde_json::Map::len), Some(9));
}
