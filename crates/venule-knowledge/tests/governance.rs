//! What a review is bound to: any edit of what a guideline uses returns it to submitted, and nothing else does.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod support;

use jiff::civil::{Date, date};
use venule_knowledge::load::load;
use venule_knowledge::model::{Approval, Guideline, Knowledge, Record, Since, Status, Submission};
use venule_knowledge::record::{elements, read, with_approval, with_elements, with_submission};
use venule_knowledge::source::{FileId, Origin};
use venule_logic::span::Span;

type Texts = Vec<(String, String)>;

const DAY: Date = date(2026, 11, 22);

const VOCABULARY: &str = "vocabulary/facts.toml";
const EVENTS: &str = "vocabulary/events.toml";
const ACTIONS: &str = "vocabulary/actions.toml";
const STATEMENTS: &str = "evidence/statements.tsv";
const SOURCES: &str = "evidence/sources.toml";
const GUIDELINE: &str = "guidelines/rescan/guideline.toml";
const ELEMENTS: &str = "guidelines/rescan/review.elements";
const REVIEW: &str = "guidelines/rescan/review.toml";

/// A guideline beside that of the good set, which uses one fact of its own and one shared with it.
const OTHER: &str = r#"
[guideline]
id = "other"
title = "Something else"
version = "0.1.0"
updated = "2026-11-21"
summary = "Stands beside the first."

[guideline.attributes]
developer = "The tests"
funding = "None"
released = "2026-11-21"

[scope]
for = "Anybody."
when = "age >= 18"
states = ["S-2"]

[[rule]]
id = "score-first-here-too"
section = "Limits"
when = "any"
do = "work-out-score"
why = "It decides."
states = ["S-3"]
"#;

fn files() -> Texts {
    let mut files = support::good();
    files.retain(|(path, _)| path != REVIEW);
    files.push((
        "guidelines/other/guideline.toml".to_owned(),
        OTHER.to_owned(),
    ));
    files
}

fn loaded(files: &Texts) -> Knowledge {
    let loaded = load(support::bytes(files.clone()));
    let found: Vec<&str> = loaded.diagnostics.iter().map(|it| &*it.message).collect();
    loaded.knowledge.unwrap_or_else(|| panic!("{found:#?}"))
}

fn guideline<'k>(knowledge: &'k Knowledge, name: &str) -> &'k Guideline {
    let found = knowledge.guidelines.iter().find(|it| *it.name == *name);
    found.unwrap()
}

fn hash(files: &Texts, name: &str) -> String {
    guideline(&loaded(files), name).bound.hash.clone()
}

/// The files with a text in one of them replaced, once.
fn edited(files: &Texts, path: &str, old: &str, new: &str) -> Texts {
    let mut files = files.clone();
    let (_, text) = files.iter_mut().find(|(it, _)| it == path).unwrap();
    assert!(text.contains(old), "{path} has no {old}");
    *text = text.replacen(old, new, 1);
    files
}

const NOWHERE: Origin = Origin {
    file: FileId(0),
    span: Span { start: 0, end: 0 },
};

fn submission(guideline: &Guideline, by: &str) -> Submission {
    Submission {
        by: by.to_owned(),
        date: DAY,
        version: guideline.version.clone(),
        hash: guideline.bound.hash.clone(),
        note: None,
        origin: NOWHERE,
    }
}

fn approval(guideline: &Guideline, by: &str) -> Approval {
    Approval {
        by: by.to_owned(),
        role: "tests".to_owned(),
        registration: None,
        date: DAY,
        hash: guideline.bound.hash.clone(),
        part: None,
        review_by: None,
        note: None,
        origin: NOWHERE,
    }
}

/// The files with `rescan` submitted, and approved as these approvals say.
fn reviewed(files: &Texts, approvals: &[Approval]) -> Texts {
    let knowledge = loaded(files);
    let new = submission(guideline(&knowledge, "rescan"), "Submitter Two");
    let mut text = with_submission(None, &Record::default(), &new);
    for approval in approvals {
        text = with_approval(&text, approval);
    }
    let mut files = files.clone();
    files.push((REVIEW.to_owned(), text));
    files
}

fn approved(files: &Texts) -> Texts {
    let knowledge = loaded(files);
    reviewed(
        files,
        &[approval(guideline(&knowledge, "rescan"), "Reviewer One")],
    )
}

fn status(files: &Texts) -> Status {
    guideline(&loaded(files), "rescan").standing(DAY).status
}

#[test]
fn a_record_makes_the_status() {
    let files = files();
    assert_eq!(status(&files), Status::Draft);
    assert_eq!(status(&reviewed(&files, &[])), Status::Submitted);
    assert_eq!(status(&approved(&files)), Status::Approved);

    let knowledge = loaded(&files);
    let rescan = guideline(&knowledge, "rescan");
    let part = Approval {
        part: Some("the limits".to_owned()),
        ..approval(rescan, "Reviewer One")
    };
    assert_eq!(status(&reviewed(&files, &[part])), Status::UnderReview);
    let own = approval(rescan, "  submitter   TWO ");
    assert_eq!(status(&reviewed(&files, &[own])), Status::UnderReview);
}

#[test]
fn what_changed_since_a_submission_is_named() {
    let knowledge = loaded(&support::good());
    let rescan = guideline(&knowledge, "rescan");
    let standing = rescan.standing(DAY);
    assert_eq!(standing.status, Status::Submitted);
    let Some(Since::Submission(since)) = standing.changed_since else {
        panic!("{standing:?}")
    };
    let good = support::good();
    let (_, kept) = good.iter().find(|(path, _)| path == ELEMENTS).unwrap();
    let differences = rescan.differences(&elements(kept, &since.hash).unwrap());
    assert_eq!(differences.changed, ["fact age"]);
    assert_eq!(differences.removed, ["fact height"]);
    assert!(
        differences
            .added
            .contains(&"rule rescan/worse-now".to_owned())
    );
}

#[test]
fn an_approval_of_one_guideline_is_none_of_another() {
    let knowledge = loaded(&approved(&files()));
    assert_eq!(
        guideline(&knowledge, "other").standing(DAY).status,
        Status::Draft
    );
}

/// One edit of each kind of element: the file, what stands there, what is put there, the element that it is in.
const EDITS: [(&str, &str, &str, &str); 23] = [
    (VOCABULARY, "> 3 'cm'", ">= 3 'cm'", "fact calf.swelling"),
    (VOCABULARY, "age in years", "age in year", "fact age"),
    (
        VOCABULARY,
        "label = \"left\"",
        "label = \"Left\"",
        "fact side",
    ),
    (
        EVENTS,
        "What did it show?",
        "What does it show?",
        "event ultrasound",
    ),
    (
        EVENTS,
        "pick = \"first\"",
        "pick = \"latest\"",
        "view first_scan",
    ),
    (
        EVENTS,
        "active_cancer and age < 1",
        "active_cancer and age <= 1",
        "contradiction cancer-of-the-young",
    ),
    (
        ACTIONS,
        "Do not repeat the scan",
        "Do not scan again",
        "action rescan",
    ),
    (
        ACTIONS,
        "The leg should be scanned again",
        "The leg is scanned again",
        "action rescan",
    ),
    (
        ACTIONS,
        "The leg should not be scanned again",
        "The leg is not scanned again",
        "action rescan",
    ),
    (
        ACTIONS,
        "One of these two",
        "Both of these",
        "group next-test",
    ),
    (
        ACTIONS,
        "[[one_of]]\nid = \"next-test\"\nlabel = \"",
        "[[one_of]]\nid = \"next-test\"\nlabel = \"now ",
        "group next-test",
    ),
    (
        "scores/example.toml",
        "label = \"",
        "label = \"The ",
        "score example",
    ),
    (
        "protocols/duplex.toml",
        "Look at the other side",
        "Look at the other leg",
        "protocol duplex",
    ),
    (
        STATEMENTS,
        "Two points are likely.",
        "Two points make it likely.",
        "statement S-3",
    ),
    (
        STATEMENTS,
        "2 cm = spacing",
        "2 cm = distance",
        "statement S-5",
    ),
    (
        SOURCES,
        "[[source]]\nid = \"BOOK\"\ntitle = \"",
        "[[source]]\nid = \"BOOK\"\ntitle = \"The ",
        "source BOOK",
    ),
    (
        SOURCES,
        "[[disagreement]]\nid = \"D-1\"\nsummary = \"",
        "[[disagreement]]\nid = \"D-1\"\nsummary = \"On ",
        "disagreement D-1",
    ),
    (
        "evidence/estimates.toml",
        "low = 4.5",
        "low = 4",
        "estimate missed",
    ),
    (
        GUIDELINE,
        "Adults with symptoms",
        "Adults without symptoms",
        "scope rescan",
    ),
    (
        GUIDELINE,
        "Nobody studied children.",
        "Few studied children.",
        "exclusion rescan/children",
    ),
    (
        GUIDELINE,
        "within 24 hours",
        "within 1 day",
        "rule rescan/not-with-cancer",
    ),
    (
        GUIDELINE,
        "Some are missed.",
        "Many are missed.",
        "note rescan/missed",
    ),
    (
        GUIDELINE,
        "Scanning again",
        "Scanning once more",
        "guideline rescan",
    ),
];

#[test]
fn any_edit_of_what_it_uses_returns_it_to_submitted_and_is_named() {
    let files = approved(&files());
    let before = guideline(&loaded(&files), "rescan").bound.clone();
    let record = guideline(&loaded(&files), "rescan").review.clone();
    let kept = with_elements(None, &record, &before.hash, &before.elements);
    for (path, old, new, element) in EDITS {
        let knowledge = loaded(&edited(&files, path, old, new));
        let rescan = guideline(&knowledge, "rescan");
        let standing = rescan.standing(DAY);
        assert_eq!(standing.status, Status::Submitted, "{element}");
        assert!(standing.approvals.is_empty() && standing.submission.is_none());
        let Some(Since::Approval(by, since)) = standing.changed_since else {
            panic!("{standing:?}")
        };
        assert_eq!((by.by.as_str(), by.date), ("Reviewer One", DAY));
        let earlier = elements(&kept, &since.hash).unwrap();
        let differences = rescan.differences(&earlier);
        assert_eq!(differences.changed, [element]);
        assert!(differences.added.is_empty() && differences.removed.is_empty());
    }
}

#[test]
fn an_edit_of_what_it_does_not_use_does_not_count() {
    let files = approved(&files());
    for (path, old, new) in [
        (STATEMENTS, "No advice follows.", "It is history."),
        (VOCABULARY, "twice the total", "two times the total"),
    ] {
        assert_eq!(
            status(&edited(&files, path, old, new)),
            Status::Approved,
            "{new}"
        );
    }
}

#[test]
fn content_that_is_changed_back_is_what_was_approved() {
    let files = approved(&files());
    let there = edited(&files, GUIDELINE, "It may have grown.", "It has grown.");
    let back = edited(&there, GUIDELINE, "It has grown.", "It may have grown.");
    assert_eq!(status(&back), Status::Approved);
}

#[test]
fn comments_layout_and_order_of_keys_do_not_count() {
    let plain = files();
    let before = hash(&plain, "rescan");
    for (path, old, new) in [
        (GUIDELINE, "[scope]", "# A comment.\n\n[scope]"),
        (GUIDELINE, "flag = \"red\"", "flag   =   'red' # a comment"),
        (
            GUIDELINE,
            "title = \"Scanning again\"\nversion = \"0.1.0\"",
            "version = \"0.1.0\"\ntitle = \"Scanning again\"",
        ),
        (
            GUIDELINE,
            "states = [\"S-4\", \"S-2\"]",
            "states = [\n  \"S-4\",\n  \"S-2\",\n]",
        ),
    ] {
        assert_eq!(
            hash(&edited(&plain, path, old, new), "rescan"),
            before,
            "{new}"
        );
    }
    // A fact that moves to another file of the vocabulary is the same fact.
    let mut moved = plain.clone();
    let from = moved.iter().position(|(it, _)| it == VOCABULARY).unwrap();
    let text = moved[from].1.clone();
    let at = text.rfind("[[fact]]").unwrap();
    moved[from].1 = text[..at].to_owned();
    moved.push(("vocabulary/zz.toml".to_owned(), text[at..].to_owned()));
    assert_eq!(hash(&moved, "rescan"), before);
}

#[test]
fn an_edit_of_another_guideline_does_not_count() {
    let files = approved(&files());
    let other = "guidelines/other/guideline.toml";
    for (old, new) in [
        ("when = \"age >= 18\"", "when = \"any\""),
        ("It decides.", "It says so."),
        ("Something else", "Anything else"),
    ] {
        assert_eq!(status(&edited(&files, other, old, new)), Status::Approved);
    }
}

#[test]
fn a_rule_of_another_guideline_that_overrides_counts() {
    let plain = files();
    let other = "guidelines/other/guideline.toml";
    let overriding = edited(
        &plain,
        other,
        "why = \"It decides.\"",
        "why = \"It decides.\"\noverrides = [\"rescan/calm-in-a-week\"]",
    );
    let reviewed = approved(&overriding);
    assert_eq!(status(&reviewed), Status::Approved);
    for (old, new) in [
        ("when = \"age >= 18\"", "when = \"age > 18\""),
        ("when = \"any\"", "when = \"active_cancer\""),
        ("It decides.", "It decides!"),
    ] {
        let changed = edited(&reviewed, other, old, new);
        assert_eq!(status(&changed), Status::Submitted, "{new}");
    }
}

#[test]
fn the_order_of_rules_counts() {
    let plain = files();
    let (_, text) = plain.iter().find(|(it, _)| it == GUIDELINE).unwrap();
    let at = |id: &str| text.find(&format!("[[rule]]\nid = \"{id}\"")).unwrap();
    let (one, two) = (at("not-with-cancer"), at("score-first"));
    let end = text.find("[[note]]").unwrap();
    let swapped = [&text[..one], &text[two..end], &text[one..two], &text[end..]].concat();
    let mut files = plain.clone();
    files.iter_mut().find(|(it, _)| it == GUIDELINE).unwrap().1 = swapped;
    assert_ne!(hash(&files, "rescan"), hash(&plain, "rescan"));
}

#[test]
fn an_approval_counts_from_its_day_and_is_overdue_after_its_last() {
    let knowledge = loaded(&files());
    let until = Approval {
        review_by: Some(date(2027, 11, 22)),
        ..approval(guideline(&knowledge, "rescan"), "Reviewer One")
    };
    let knowledge = loaded(&reviewed(&files(), &[until]));
    let on = |day: Date| {
        let standing = guideline(&knowledge, "rescan").standing(day);
        (standing.status, standing.overdue_since)
    };
    assert_eq!(on(date(2026, 11, 21)), (Status::Submitted, None));
    assert_eq!(on(date(2026, 11, 22)), (Status::Approved, None));
    assert_eq!(on(date(2027, 11, 22)), (Status::Approved, None));
    let over = Some(date(2027, 11, 22));
    assert_eq!(on(date(2027, 11, 23)), (Status::Approved, over));
}

/// An approval without an end puts off what another one set only if it was given after that day.
#[test]
fn a_later_approval_is_the_review_that_was_due() {
    let knowledge = loaded(&files());
    let by = |name: &str, day: Date, end: Option<Date>| Approval {
        date: day,
        review_by: end,
        ..approval(guideline(&knowledge, "rescan"), name)
    };
    let first = by("Reviewer One", DAY, Some(date(2027, 11, 22)));
    let overdue = |approvals: &[Approval]| {
        let knowledge = loaded(&reviewed(&files(), approvals));
        let standing = guideline(&knowledge, "rescan").standing(date(2028, 1, 1));
        standing.overdue_since
    };
    let since = Some(date(2027, 11, 22));
    let early = by("Reviewer Two", date(2027, 1, 1), None);
    assert_eq!(overdue(&[first.clone(), early]), since);
    let late = by("Reviewer Two", date(2027, 12, 1), None);
    assert_eq!(overdue(&[first.clone(), late]), None);
    let renewed = by("Reviewer One", date(2027, 6, 1), Some(date(2028, 6, 1)));
    assert_eq!(overdue(&[first, renewed]), None);
}

#[test]
fn a_submission_that_nobody_approved_gives_way_and_comments_stay() {
    let plain = files();
    let knowledge = loaded(&plain);
    let rescan = guideline(&knowledge, "rescan");
    let first = with_submission(None, &Record::default(), &submission(rescan, "One Body"));
    let first = format!("{first}\n# Read by nobody yet.\n");
    let other = guideline(&knowledge, "other");
    let second = with_submission(
        Some(&first),
        &read(&first).unwrap(),
        &submission(other, "One Body"),
    );
    let record = read(&second).unwrap();
    assert_eq!(record.submissions.len(), 1, "{second}");
    assert_eq!(record.submissions[0].hash, other.bound.hash);
    assert!(second.contains("# Read by nobody yet.") && second.starts_with("# Who handed"));

    let approved = with_approval(&second, &approval(other, "Reviewer One"));
    let third = with_submission(
        Some(&approved),
        &read(&approved).unwrap(),
        &submission(rescan, "One \"quoted\" \\ body"),
    );
    let record = read(&third).unwrap();
    assert_eq!((record.submissions.len(), record.approvals.len()), (2, 1));
    assert_eq!(record.submissions[1].by, "One \"quoted\" \\ body");
}

#[test]
fn lists_of_elements_follow_the_record() {
    let knowledge = loaded(&approved(&files()));
    let rescan = guideline(&knowledge, "rescan");
    let (hash, now) = (&rescan.bound.hash, &rescan.bound.elements);
    let strange = "content ffff\nfact gone 0123456789abcdef\n";
    let kept = with_elements(Some(strange), &rescan.review, hash, now);
    assert_eq!(elements(&kept, "ffff"), None);
    assert!(elements(&kept, hash).unwrap().iter().eq(now.iter()));
    let twice = with_elements(Some(&kept), &rescan.review, hash, now);
    assert_eq!(twice, kept);
    let other = with_elements(Some(&kept), &rescan.review, "eeee", now);
    assert_eq!(elements(&other, hash), elements(&kept, hash));
    assert!(elements(&other, "eeee").is_some());
    for damaged in [
        kept.replace("fact age ", "fact age"),
        kept.replace("fact age", "fact\u{7}age"),
        kept.replace(hash.as_str(), ""),
        String::new(),
    ] {
        assert_eq!(elements(&damaged, hash), None, "{damaged}");
    }
}

#[test]
fn the_record_is_no_part_of_the_content() {
    let plain = files();
    let reviewed = approved(&plain);
    assert_eq!(loaded(&plain).content_hash, loaded(&reviewed).content_hash);
    assert_eq!(hash(&plain, "rescan"), hash(&reviewed, "rescan"));
}
