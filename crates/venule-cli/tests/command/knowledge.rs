//! `venule knowledge` as a user runs it: lists, pages and the register, over toy knowledge and what is built in.

use std::io::Read;
use std::process::Stdio;

use crate::support::{assert_in_order, command, tiny_knowledge, venule};

/// The first line of an output that begins with a word.
fn line<'a>(text: &'a str, word: &str) -> &'a str {
    let found = text
        .lines()
        .find(|line| line.trim_start().starts_with(word));
    found.unwrap_or_else(|| panic!("no line begins with `{word}` in:\n{text}"))
}

// --- list

/// The lines of a list without the review status under it.
fn rows(out: &str) -> impl Iterator<Item = &str> {
    out.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn every_kind_is_listed_one_line_each_within_100_columns() {
    for (kind, id) in [
        ("facts", "splinter.redness"),
        ("events", "soak"),
        ("views", "latest_soak"),
        ("actions", "see-nurse"),
        ("rules", "splinter/nurse-when-worried"),
        ("scores", "worry"),
        ("protocols", "pulling"),
        ("guidelines", "splinter"),
        ("sources", "TOY"),
        ("estimates", "come-out"),
        ("disagreements", "D-1"),
    ] {
        let run = tiny_knowledge(&["list", kind]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{kind}");
        assert!(
            line(&run.out, id).starts_with(id),
            "{kind}: the id comes first\n{}",
            run.out
        );
        assert!(
            run.out.lines().all(|line| line.chars().count() <= 100),
            "{kind}"
        );
        let built_in = venule(&["knowledge", "list", kind]);
        assert_eq!(built_in.code, 0, "{kind}");
        assert!(
            built_in.out.lines().all(|line| line.chars().count() <= 100),
            "{kind}"
        );
    }
}

#[test]
fn a_list_says_what_matters_first() {
    let run = tiny_knowledge(&["list", "rules"]);
    let soak = line(&run.out, "splinter/soak-again");
    assert_in_order(
        soak,
        &[
            "splinter/soak-again",
            "do",
            "soak-again",
            "2 to 3 days after the latest soaking",
        ],
    );
    let facts = tiny_knowledge(&["list", "facts"]).out;
    assert_in_order(
        line(&facts, "worry.high"),
        &["boolean", "derived", "much worry"],
    );
    assert_in_order(
        line(&facts, "splinter.length"),
        &["quantity", "input", "length of the splinter"],
    );
}

#[test]
fn a_list_can_be_searched_in_ids_and_words() {
    let run = tiny_knowledge(&["list", "facts", "--matching", "REDNESS around"]);
    assert_eq!(rows(&run.out).count(), 1);
    let none = tiny_knowledge(&["list", "facts", "--matching", "elbow"]);
    assert_eq!(
        (none.code, none.out.as_str(), none.err.as_str()),
        (0, "", "nothing found\n")
    );
}

#[test]
fn wide_lists_are_not_cut() {
    let cut = venule(&["knowledge", "list", "disagreements"]).out;
    let wide = venule(&["knowledge", "list", "disagreements", "--wide"]).out;
    assert_eq!(cut.lines().count(), wide.lines().count());
    assert!(!wide.lines().any(|line| line.ends_with("...")));
}

#[test]
fn an_unknown_kind_cannot_be_listed() {
    let run = tiny_knowledge(&["list", "fact"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("facts"), "{}", run.err);
}

// --- show

#[test]
fn a_rule_shows_everything_a_reviewer_needs() {
    let run = tiny_knowledge(&["show", "splinter/soak-again"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_in_order(
        &run.out,
        &[
            "rule splinter/soak-again",
            "Section \"Next steps\"",
            "guideline.toml:",
            "do Soak the foot again (soak-again)",
            "2 to 3 days after the latest soaking",
            "one of one of these (next-step)",
            "Soaking brings it out.",
            "not splinter.visible and soak.done",
            "unless baby",
            "splinter.visible the splinter can be seen (boolean, input)",
            "soak.done the foot has been soaked (boolean, event)",
            "TOY-2 Soak again after 2 to 3 days.",
            "from: TOY (A toy source), line 2",
            "timing, narrowed; checked: document",
            "numbers: 2 to 3 days = wait after soaking",
            "note: Not with fever.",
            "D-1 Whether to soak.",
            "handled: Soaking does no harm.",
        ],
    );
}

#[test]
fn a_rule_and_a_definition_are_said_in_plain_english() {
    let rule = tiny_knowledge(&["show", "nurse-when-worried"]).out;
    assert_in_order(
        &rule,
        &[
            "IN WORDS",
            "When any of these holds:",
            "1 much worry: yes",
            "2 redness around the splinter: spreading redness",
            "then CONSIDER: \"See a nurse\"",
            "ADVICE",
        ],
    );
    let fact = tiny_knowledge(&["show", "worry.high"]).out;
    assert_in_order(
        &fact,
        &[
            "true exactly when worry.points >= 2",
            "in words: points of worry: at least 2",
        ],
    );
}

#[test]
fn overrides_are_shown_from_both_ends() {
    let over = tiny_knowledge(&["show", "not-with-fever"]).out;
    assert_in_order(
        &over,
        &[
            "avoid Do not pull (pull)",
            "removes splinter/pull-what-is-seen",
        ],
    );
    let under = tiny_knowledge(&["show", "pull-what-is-seen"]).out;
    assert!(
        under.contains("removed by  splinter/not-with-fever"),
        "{under}"
    );
}

#[test]
fn show_prints_what_patients_read() {
    let action = tiny_knowledge(&["show", "pull"]).out;
    for line in [
        "  to patients              The splinter should be pulled out",
        "  against it, to patients  The splinter should be left alone",
    ] {
        assert!(action.contains(line), "{action}");
    }
    let group = tiny_knowledge(&["show", "next-step"]).out;
    assert!(group.contains("  to patients  One of these two"), "{group}");
    let without = tiny_knowledge(&["show", "see-nurse"]).out;
    assert!(!without.contains("to patients"), "{without}");
}

#[test]
fn a_fact_shows_how_it_is_entered_and_who_looks_at_it() {
    let run = tiny_knowledge(&["show", "visible"]);
    assert_in_order(
        &run.out,
        &[
            "fact splinter.visible",
            "true or false",
            "Can you see it?",
            "by examining",
            "may differ between the legs",
            "also called",
            "visible",
            "rule splinter/pull-what-is-seen",
            "contradiction invisible-and-long",
            "score worry, +1",
        ],
    );
    let presumed = tiny_knowledge(&["show", "fever"]).out;
    assert_in_order(
        &presumed,
        &["may rest on `false`, because: It would be mentioned."],
    );
    let derived = tiny_knowledge(&["show", "worry.high"]).out;
    assert_in_order(
        &derived,
        &[
            "true exactly when worry.points >= 2",
            "nurse-when-worried",
            "TOY-3",
        ],
    );
    let choice = tiny_knowledge(&["show", "splinter.redness"]).out;
    assert_in_order(
        &choice,
        &[
            "one of these values",
            "Compare with the other foot.",
            "spreading spreading redness",
        ],
    );
    let measured = tiny_knowledge(&["show", "splinter.length"]).out;
    assert!(
        measured.contains("a quantity in mm, from 0 to 50"),
        "{measured}"
    );
}

#[test]
fn a_statement_shows_its_text_its_numbers_and_what_carries_it() {
    let run = tiny_knowledge(&["show", "TOY-2"]);
    assert_in_order(
        &run.out,
        &[
            "statement TOY-2",
            "Soak again after 2 to 3 days.",
            "statements.tsv:3",
            "TOY (A toy source)",
            "timing",
            "narrowed",
            "2 to 3 days = wait after soaking",
            "Not with fever.",
            "CARRIED BY",
            "rule splinter/not-with-fever",
        ],
    );
    let background = tiny_knowledge(&["show", "TOY-7"]).out;
    assert_in_order(&background, &["background", "CARRIED BY", "nothing"]);
    let citing = tiny_knowledge(&["show", "TOY-1"]).out;
    assert!(citing.contains("[1] most likely TOY"), "{citing}");
}

#[test]
fn everything_else_has_a_page_as_well() {
    for (id, parts) in [
        (
            "splinter",
            &[
                "guideline splinter",
                "draft",
                "Anybody with a splinter",
                "age < 1",
                "Ask a grandmother.",
                "pull-what-is-seen",
                "most-come-out",
            ][..],
        ),
        (
            "pull",
            &[
                "action pull",
                "treatment",
                "Do not pull",
                "pulling",
                "tweezers",
                "do",
                "avoid",
                "Most come out.",
            ],
        ),
        (
            "next-step",
            &["group of options next-step", "soak-again", "see-nurse"],
        ),
        ("worry", &["score worry", "0 to 2", "+1 fever"]),
        (
            "pulling",
            &[
                "protocol pulling",
                "required Pull along the splinter.",
                "pull (Pull the splinter out)",
            ],
        ),
        (
            "soak",
            &[
                "event soak",
                "none_of",
                "temperature of the water: a quantity in Cel",
                "needs: scale",
                "latest_soak",
            ],
        ),
        (
            "latest_soak",
            &[
                "view latest_soak",
                "the latest soak",
                "soak.done",
                "splinter/soak-again",
            ],
        ),
        (
            "invisible-and-long",
            &[
                "contradiction",
                "Too long not to be seen.",
                "set aside splinter.length",
            ],
        ),
        (
            "TOY",
            &[
                "source TOY",
                "nobody. A toy source.",
                "[1] of TOY",
                "come-out",
                "TOY-1: Pull what can be seen.",
            ],
        ),
        (
            "come-out",
            &[
                "estimate come-out",
                "90 %",
                "splinters that are pulled",
                "note splinter/most-come-out",
            ],
        ),
        (
            "D-1",
            &[
                "disagreement D-1",
                "yes",
                "no",
                "Soaking does no harm.",
                "splinter/soak-again",
            ],
        ),
    ] {
        let run = tiny_knowledge(&["show", id]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{id}");
        assert_in_order(&run.out, parts);
    }
}

#[test]
fn every_built_in_id_has_a_page() {
    for kind in [
        "facts",
        "events",
        "views",
        "actions",
        "rules",
        "scores",
        "protocols",
        "guidelines",
        "sources",
        "estimates",
        "disagreements",
    ] {
        let listed = venule(&["knowledge", "list", kind, "--wide"]).out;
        let id = rows(&listed)
            .last()
            .and_then(|line| line.split_whitespace().next())
            .expect("something is listed");
        let run = venule(&["knowledge", "show", id]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{id}");
        assert!(
            run.out.lines().all(|line| line.chars().count() <= 100),
            "{id} is too wide:\n{}",
            run.out
        );
    }
}

#[test]
fn an_unknown_id_offers_the_nearest() {
    let near = tiny_knowledge(&["show", "splinter.rednes"]);
    assert_eq!((near.code, near.out.as_str()), (1, ""));
    assert_in_order(
        &near.err,
        &[
            "error: nothing is called `splinter.rednes`",
            "did you mean `splinter.redness`?",
        ],
    );
    let part = tiny_knowledge(&["show", "soak-"]);
    assert!(part.err.contains("`soak-again`"), "{}", part.err);
    let rule = tiny_knowledge(&["show", "splinter/soak-agian"]);
    assert!(
        rule.err.contains("did you mean `soak-again`?"),
        "{}",
        rule.err
    );
    let nothing = tiny_knowledge(&["show", "zzzzzzzz"]);
    assert!(
        nothing.err.contains("venule knowledge list"),
        "{}",
        nothing.err
    );
}

// --- statements

#[test]
fn the_register_names_what_carries_each_statement() {
    let run = tiny_knowledge(&["statements"]);
    assert_eq!((run.code, run.err.as_str()), (0, "7 of 7 statements\n"));
    assert_in_order(
        line(&run.out, "TOY-6"),
        &[
            "quantity",
            "carried",
            "note splinter/most-come-out",
            "estimate come-out",
        ],
    );
    assert_in_order(
        line(&run.out, "TOY-7"),
        &["workflow", "background", "nothing"],
    );
}

#[test]
fn the_register_can_be_narrowed() {
    let ids = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["statements"];
        all.extend(arguments);
        let out = tiny_knowledge(&all).out;
        rows(&out)
            .filter_map(|line| line.split_whitespace().next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(ids(&["--kind", "criterion"]), ["TOY-3", "TOY-4"]);
    assert_eq!(ids(&["--disposition", "narrowed"]), ["TOY-2"]);
    assert_eq!(ids(&["--not-carried"]), ["TOY-7"]);
    assert_eq!(ids(&["--source", "TOY", "--kind", "protocol"]), ["TOY-5"]);
    let unknown = tiny_knowledge(&["statements", "--source", "TOI"]);
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.err.contains("did you mean `TOY`?"),
        "{}",
        unknown.err
    );
    assert_eq!(tiny_knowledge(&["statements", "--kind", "rumor"]).code, 1);
}

// --- any of them

#[test]
fn a_reader_who_stops_is_no_failure() {
    for arguments in [
        &["knowledge", "reference"][..],
        &["knowledge", "schema"],
        &["knowledge", "statements"],
        &["knowledge", "show", "complete-duplex"],
    ] {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .expect("standard error")
            .read_to_string(&mut err)
            .expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert!(!err.contains("panicked"), "{arguments:?}: {err}");
        assert_eq!(status.code(), Some(0), "{arguments:?}: {err}");
    }
}
