//! Which words belong to which: one contrast for each rule, with the language of `knowledge/language/`.

use jiff::civil::date;
use venule_engine::side::Side;
use venule_logic::Value;

use crate::reading::{DATA, NO, YES, attribute, events, fact, read_text, word};

#[test]
fn a_denial_inside_a_phrase_stays_there() {
    let plaster = "wells.paralysis_or_immobilized_leg";
    assert_eq!(fact("Cannot walk, leg in plaster.", plaster), YES);
    assert_eq!(fact("Not casted, no leg in plaster.", plaster), NO);
}

#[test]
fn what_a_test_does_not_show_does_not_deny_the_test() {
    let result = |text: &str| attribute(text, "ultrasound", "result");
    let shown = "No DVT on the left ultrasound 3 days ago.";
    assert_eq!(result(shown), word("negative"));
    assert_eq!(events("No ultrasound was done.", "ultrasound").len(), 0);
}

#[test]
fn a_number_inside_a_phrase_dates_nothing_else() {
    let onset = |text: &str| events(text, "symptom_onset").len();
    assert_eq!(onset("30 weeks pregnant, left leg swelling."), 0);
    assert_eq!(onset("Pregnant, left leg swelling for 2 weeks."), 1);
}

#[test]
fn a_time_belongs_to_what_stands_in_its_piece() {
    let onset = |text: &str| events(text, "symptom_onset").len();
    assert_eq!(onset("Bedbound for 5 days, leg swollen."), 0);
    assert_eq!(onset("Leg swollen for 5 days, bedbound."), 1);
}

#[test]
fn a_date_before_what_a_test_showed_is_that_of_the_test() {
    let when = |text: &str| events(text, "ultrasound")[0].when.map(|it| it.earliest);
    let shown = "Ultrasound of the right leg on 9 March showed no DVT.";
    assert_eq!(when(shown), Some(date(2026, 3, 9)));
    assert_eq!(when("First scan negative, on 9 March the leg hurt."), None);
}

#[test]
fn a_time_between_two_events_is_no_date() {
    let when = |text: &str| events(text, "ultrasound")[0].when;
    assert_eq!(when("Repeat scan after one week negative."), None);
    assert!(when("Repeat scan one week ago negative.").is_some());
}

#[test]
fn a_proximal_clot_goes_before_a_distal_one() {
    let result = |text: &str| attribute(text, "ultrasound", "result");
    let both = "Ultrasound shows thrombus in the popliteal and posterior tibial veins.";
    assert_eq!(result(both), word("proximal_dvt"));
    let distal = "Ultrasound shows thrombus in the posterior tibial veins.";
    assert_eq!(result(distal), word("isolated_distal_dvt"));
}

#[test]
fn another_finding_goes_before_the_absence_of_a_clot() {
    let result = |text: &str| attribute(text, "ultrasound", "result");
    let found = "Duplex: no DVT, but superficial vein thrombosis present.";
    assert_eq!(result(found), word("superficial_vein_thrombosis"));
    assert_eq!(result("Duplex: no DVT."), word("negative"));
}

#[test]
fn a_doubt_does_not_open_what_was_said() {
    let result = |text: &str| attribute(text, "ultrasound", "result");
    let sure = "Duplex: non-compressible popliteal vein, consistent with acute DVT.";
    assert_eq!(result(sure), word("proximal_dvt"));
    let doubtful = "Duplex today: possible popliteal vein thrombus.";
    assert_eq!(result(doubtful), None);
}

#[test]
fn a_doubt_alone_tells_of_no_test() {
    let scans = |text: &str| read_text(text).events.len();
    assert_eq!(
        scans("I worry about a possible popliteal vein thrombus."),
        0
    );
}

#[test]
fn the_side_of_a_known_clot_is_that_of_the_symptoms() {
    let side = |text: &str| read_text(text).side.map(|(side, _)| side);
    assert_eq!(side("Known left DVT."), Some(Side::Left));
    assert_eq!(side("DVT of the left leg in 2019."), None);
    assert_eq!(side("Right arm swollen after a line."), None);
}

#[test]
fn less_is_not_gone() {
    let swelling = "symptoms.swelling";
    assert_eq!(fact("The swelling has gone down.", swelling), YES);
    assert_eq!(fact("The swelling has gone down completely.", swelling), NO);
    assert_eq!(fact("The swelling has gone.", swelling), NO);
}

#[test]
fn none_resolved_is_not_resolved() {
    let course = "symptoms.course";
    assert_eq!(fact("None of the symptoms have resolved.", course), None);
    let present = "symptoms.present";
    assert_eq!(fact("Neither symptom has resolved.", present), None);
    let resolved = fact("All symptoms have resolved.", course);
    assert_eq!(resolved, word("resolved"));
}

#[test]
fn a_test_that_was_done_is_an_event_without_a_result() {
    let tests = |text: &str| events(text, "d_dimer").len();
    assert_eq!(tests("D-dimer sent."), 1);
    assert_eq!(tests("D-dimer was not sent."), 0);
    assert_eq!(tests("D-dimer to be sent."), 0);
    assert_eq!(tests("D-dimer would help."), 0);
}

#[test]
fn what_holds_in_general_is_of_nobody_here() {
    let swelling = "symptoms.swelling";
    assert_eq!(
        fact("Does a swollen leg always mean a clot?", swelling),
        None
    );
    assert_eq!(fact("The leg is swollen. Is it a clot?", swelling), YES);
    let pain = "symptoms.pain";
    assert_eq!(fact("Calf pain would be a reason to rescan.", pain), None);
    assert_eq!(fact("Calf pain is the reason for the scan.", pain), YES);
}

#[test]
fn a_side_after_a_semicolon_is_of_something_else() {
    let side = |text: &str| {
        let facts = read_text(text).facts.into_iter();
        let mut facts =
            facts.filter(|it| &*DATA.0.facts[it.fact.0 as usize].name == "symptoms.erythema");
        facts.next().and_then(|it| it.side)
    };
    assert_eq!(
        side("There is no redness; both calves measure the same."),
        None
    );
    assert_eq!(
        side("No redness in both legs; pulses are good."),
        Some(Side::Both)
    );
}

#[test]
fn numbers_of_two_legs_are_set_against_each_other() {
    let difference = |text: &str| {
        let facts = read_text(text).facts.into_iter();
        let name = "calf.circumference_difference";
        let mut facts = facts.filter(|it| &*DATA.0.facts[it.fact.0 as usize].name == name);
        facts.next().map(|it| it.side)
    };
    let two = "L calf 38.5 cm vs R 36.0 cm.";
    assert_eq!(difference(two), Some(Some(Side::Left)));
    assert_eq!(difference("Calf L 38.5 cm, L thigh 46 cm."), None);
}

#[test]
fn ages_in_short_forms() {
    let age = |text: &str| fact(text, "patient.age_years");
    let years = |years| Some(Value::Integer(years));
    assert_eq!(age("71M outpt, leg swollen."), years(71));
    assert_eq!(age("Pt: 77 M. Leg swollen."), years(77));
    assert_eq!(age("51 y male, calf sore."), years(51));
    assert_eq!(age("Patient (F, 45), calf sore."), years(45));
    assert_eq!(age("50m walk, leg swollen."), None);
    assert_eq!(age("Leg swollen 5 y."), None);
}

#[test]
fn a_test_that_was_sent_is_told_with_its_result() {
    let count = |text: &str| events(text, "d_dimer").len();
    assert_eq!(count("Sent a D-dimer, result awaited."), 0);
    assert_eq!(count("Should I send a D-dimer?"), 0);
    let result = attribute(
        "Somebody already sent a D-dimer: negative.",
        "d_dimer",
        "result",
    );
    assert_eq!(result, word("negative"));
}

#[test]
fn a_letter_behind_its_number_is_a_side() {
    let abi = |side| {
        let reading = read_text("Calf cramps. ABI 0.90 R, 0.97 L.");
        reading.facts.into_iter().any(|it| {
            let name = &*DATA.0.facts[it.fact.0 as usize].name;
            name == "abi.value" && it.side == Some(side)
        })
    };
    assert!(abi(Side::Right) && abi(Side::Left));
}

#[test]
fn a_unit_behind_its_number_ends_a_sentence() {
    let extent = "symptoms.swelling_extent";
    assert_eq!(fact("R calf pain x2d. No swelling.", extent), word("none"));
}

#[test]
fn what_a_scan_cannot_exclude_is_no_finding_of_it() {
    let text = "Repeat scan: calf veins not well seen, cannot exclude tibial thrombus.";
    assert_eq!(
        attribute(text, "ultrasound", "result"),
        word("nondiagnostic")
    );
}

#[test]
fn a_pain_that_is_gone_has_resolved_only_where_nothing_else_is_left() {
    let course = |text: &str| fact(text, "symptoms.course");
    assert_eq!(course("Pain gone by day 3, no swelling."), word("resolved"));
    assert_eq!(course("Pain gone by day 3, but the calf is swollen."), None);
}

#[test]
fn where_no_scan_is_named_only_what_is_of_now_stands_for_one() {
    let count = |text: &str| events(text, "ultrasound").len();
    assert_eq!(count("Bilateral leg cramps, DVT neg, lytes fine."), 1);
    assert_eq!(count("PMH: DVT neg. Leg cramps."), 0);
    assert_eq!(count("D-dimer neg, DVT neg."), 0);
}
