//! What the English modifiers and headings of `knowledge/language/` make of a finding: one contrast for each rule.
//!
//! In each sentence the finding stands in braces.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use venule_knowledge::load;
use venule_text::language::model::{Degree, Language, Trend};
use venule_text::language::source::from_dir;
use venule_text::predict::{Prediction, Predictor, Presence};
use venule_text::scope::{Certainty, Person, Time};
use venule_text::span::Span;

static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge");
    let loaded = load::from_dir(&folder).unwrap();
    let read = from_dir(loaded.knowledge.as_ref().unwrap(), &folder).unwrap();
    assert_eq!(read.diagnostics.len(), 0, "{:?}", read.diagnostics);
    let language = read.language;
    Language {
        modifiers: language.modifiers,
        sections: language.sections,
        in_plans: language.in_plans,
        ..Language::default()
    }
});

fn said(sentence: &str) -> Prediction {
    let start = sentence.find('{').unwrap();
    let end = sentence.find('}').unwrap() - 1;
    let text = sentence.replace(['{', '}'], "");
    let marked = Span {
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
    };
    PREDICTOR.lock().unwrap().predict(&text, marked).unwrap()
}

static PREDICTOR: LazyLock<Mutex<Predictor<'static>>> =
    LazyLock::new(|| Mutex::new(Predictor::new(&LANGUAGE).unwrap()));

#[track_caller]
fn presence(expected: Presence, sentences: &[&str]) {
    for sentence in sentences {
        let found = said(sentence);
        assert_eq!(found.presence, expected, "{sentence}: {:?}", found.rules);
    }
}

#[track_caller]
fn affirmed(sentences: &[&str]) {
    presence(Presence::Affirmed, sentences);
}

#[track_caller]
fn negated(sentences: &[&str]) {
    presence(Presence::Negated, sentences);
}

#[track_caller]
fn certainty(expected: Certainty, sentences: &[&str]) {
    for sentence in sentences {
        let found = said(sentence);
        assert_eq!(
            found.context.certainty, expected,
            "{sentence}: {:?}",
            found.rules
        );
    }
}

#[track_caller]
fn time(expected: Time, sentences: &[&str]) {
    for sentence in sentences {
        let found = said(sentence);
        assert_eq!(found.time, expected, "{sentence}: {:?}", found.rules);
    }
}

#[track_caller]
fn person(expected: Person, sentences: &[&str]) {
    for sentence in sentences {
        let found = said(sentence);
        assert_eq!(found.person, expected, "{sentence}: {:?}", found.rules);
    }
}

#[test]
fn a_list_is_denied_as_one() {
    negated(&[
        "No redness, {warmth} or swelling.",
        "No redness, warmth or {swelling}.",
        "Denies chest pain, cough, dyspnea, fever, or leg {swelling}.",
        "No redness, warmth or {swelling} is seen.",
        "No redness, warmth, {swelling}, cough or thirst.",
        "No redness, {warmth}, swelling, cough or thirst.",
        "No redness, {warmth} or swelling is present.",
        "Neither swelling nor {redness}.",
        "No clubbing/{edema}.",
        "No signs of DVT ({swelling}, redness).",
        "w/o {swelling} & redness",
        "{Swelling}, warmth and redness are absent.",
    ]);
}

#[test]
fn a_new_clause_is_not_part_of_the_list() {
    affirmed(&[
        "No redness, the calf is {swollen}.",
        "No redness and the {calf} is swollen.",
        "No redness but {swelling}.",
        "No fever, however {swelling} since Monday.",
        "Denies trauma, has {swelling} of the calf.",
        "No fever. {Swelling} of the calf.",
        "No fever; {swelling} of the calf.",
        "No fever, complains of {swelling}.",
        "No fever, with {swelling} of the calf.",
        "No redness, {swelling} present.",
        "No cord, {edema} present to mid calf.",
        "The calf is not red or warm and {pulses} are present.",
        "No symptoms apart from {swelling}.",
        "No trauma, she presents with {swelling}.",
        "Patient without fever who has {swelling}.",
        "The calf is {swollen} and DVT was excluded.",
        "She has {swelling}, DVT ruled out.",
        "{Swollen} calf with DVT ruled out.",
        "- no redness\n- {swelling}",
        "COMPLICATIONS: None  DIAGNOSIS: 1) {DVT}",
    ]);
}

#[test]
fn words_behind_reach_back_over_a_verb() {
    negated(&[
        "{DVT} was ruled out.",
        "{DVT} has been effectively ruled out.",
        "{DVT} of the left leg was excluded.",
        "{Thrombus} is not seen.",
        "{Swelling} was absent.",
        "{Swelling} denied.",
    ]);
    affirmed(&["{DVT} in the left leg, right leg clear, PE was ruled out."]);
}

#[test]
fn modifiers_of_different_direction_both_stay() {
    negated(&["The scan was negative for {DVT}.", "Duplex neg for {DVT}"]);
    negated(&["Doppler of the left leg negative for {thrombus}."]);
}

#[test]
fn phrases_that_only_look_like_a_denial() {
    affirmed(&[
        "No change in the {redness}.",
        "Not only {swelling} but redness.",
        "No improvement in {swelling}.",
        "The {swelling} is no better.",
        "No doubt {DVT}.",
        "{Swelling} without obvious cause.",
    ]);
    negated(&[
        "No {redness}.",
        "Not {swollen}.",
        "No longer {swollen}.",
        "No new {swelling}.",
    ]);
}

#[test]
fn signs_bind_to_their_neighbor() {
    negated(&[
        "{swelling} (-), redness (+)",
        "{Homans}: neg",
        "{Homans} neg, calf tender",
        "{swelling} -ve",
        "{swelling}: none",
        "{swelling} - none",
        "Swelling: no. {Redness}: no.",
        "{swelling} (denied)",
        "negative {Homans}",
        "pain yes, {swelling} no",
    ]);
    affirmed(&[
        "swelling (-), {redness} (+)",
        "Homans neg, {calf} tender",
        "swelling: none, {redness}",
        "{Swelling}: yes, no redness",
    ]);
}

#[test]
fn a_sign_before_a_comma_asks_what_stands_before_it() {
    for sentence in [
        "Left calf {tender} (?), swollen.",
        "Active {cancer} (?), left leg swollen.",
        "{Cellulitis}?, calf tender.",
        "Previous {DVT} (?), on the pill.",
        "Calf {swollen} (??), no redness.",
        "{Haematoma} ?, fell last week.",
    ] {
        assert_eq!(
            said(sentence).context.certainty,
            Certainty::Asked,
            "{sentence}"
        );
    }
    affirmed(&[
        "Left calf tender (?), {swollen}.",
        "Active cancer (?), left leg {swollen}.",
        "Calf {swollen}, tender (?), red.",
        "{Swollen}, DVT?",
    ]);
}

#[test]
fn doubt_is_not_denial() {
    certainty(
        Certainty::Possible,
        &[
            "Possible {DVT}.",
            "Cannot exclude {DVT}.",
            "{DVT} cannot be excluded.",
            "{DVT} is not excluded.",
            "Suspected {DVT} of the left leg.",
            "This may be {DVT}.",
            "Scan does not exclude {DVT}.",
        ],
    );
    presence(
        Presence::Possible,
        &["Cannot exclude {DVT}.", "{DVT} not ruled out."],
    );
    certainty(
        Certainty::Probable,
        &[
            "Probable {DVT}.",
            "{DVT} is likely.",
            "Consistent with {DVT}.",
        ],
    );
    certainty(
        Certainty::Asserted,
        &["{DVT} of the left leg.", "No {DVT}."],
    );
}

#[test]
fn what_is_unlikely_is_denied_and_doubted() {
    let sentences = [
        "{DVT} is unlikely.",
        "Low suspicion for {DVT}.",
        "I doubt {DVT}.",
    ];
    negated(&sentences);
    certainty(Certainty::Probable, &sentences);
}

#[test]
fn what_is_asked_is_not_said() {
    certainty(
        Certainty::Asked,
        &[
            "?{DVT}",
            "Swollen leg ? {DVT}",
            "Rule out {DVT}.",
            "r/o {DVT}",
            "Does she have a {DVT}?",
            "Could this be a {DVT}?",
            "Swollen calf for 3 days, {DVT}?",
            "Ultrasound to exclude {DVT}.",
            "{DVT} (?)",
        ],
    );
    certainty(
        Certainty::Asserted,
        &[
            "{Swollen} calf for 3 days, DVT?",
            "Popliteal {DVT}, which drug?",
            "What do I do with a calf {DVT}?",
            "DVT? {Swollen} calf.",
        ],
    );
}

#[test]
fn a_question_may_be_answered() {
    negated(&["Any {redness}? No."]);
    certainty(Certainty::Asserted, &["Any {redness}? No."]);
    certainty(Certainty::Asked, &["Any {redness}? No swelling."]);
}

#[test]
fn what_was_before_is_told_apart() {
    time(
        Time::Before,
        &[
            "History of {DVT}.",
            "h/o {DVT} and PE",
            "History of PE and {DVT}.",
            "Previous {DVT} in 2019.",
            "She had a {DVT} in the past.",
            "No history of {DVT}.",
            "PMH: {DVT}, asthma",
            "Status post {knee replacement}.",
        ],
    );
    time(
        Time::Now,
        &[
            "History of present illness: {swelling} of the calf.",
            "A 3 day history of {swelling}.",
            "History of DVT, now {swelling}.",
            "History of DVT who presents with {swelling}.",
            "{Swelling} for the past few days.",
            "PMH: DVT 2019. Now {swelling} of the calf.",
            "45 years old, {swelling}",
        ],
    );
}

#[test]
fn conditions_and_plans_state_nothing() {
    time(
        Time::Conditional,
        &[
            "Return if {swelling} develops.",
            "Call for any redness, {swelling} or pain.",
            "Return if she has redness, warmth or {swelling}.",
            "If there is {swelling}, scan again.",
            "If negative, stop {apixaban}.",
            "Watch for {swelling}.",
            "At risk of {bleeding}.",
            "Plan: {scan} tomorrow",
            "Should I start {apixaban}?",
        ],
    );
    time(
        Time::Now,
        &[
            "She returns with {swelling}.",
            "If in doubt scan. {Swelling} today.",
            "Call if worse but {swelling} is present today.",
            "{Swelling} due to heat.",
            "Should I treat a calf {DVT}?",
            "Plan to scan, the calf is {swollen}.",
        ],
    );
}

#[test]
fn other_people_are_not_the_patient() {
    person(
        Person::Other,
        &[
            "Mother had {DVT}.",
            "Family history of {DVT} and PE.",
            "FH: brother with {PE}",
            "{DVT} in her mother.",
            "{PE} (mother)",
        ],
    );
    person(
        Person::Patient,
        &[
            "Mother had DVT, the patient has {swelling}.",
            "FH: mother DVT. The patient has {swelling}.",
            "Family at bedside, {swelling} of the calf.",
            "Her mother noticed the {swelling}.",
            "Mother had DVT. {Swelling} of the calf.",
            "{Swelling} of the calf, mother had PE.",
        ],
    );
}

#[test]
fn trends_and_degrees_belong_to_one_finding() {
    let trends = |sentence| said(sentence).context.trends;
    for sentence in ["New {swelling} of the calf", "{Swelling} appeared suddenly"] {
        assert!(trends(sentence).contains(Trend::New), "{sentence}");
    }
    assert!(trends("{Swelling} is worse").contains(Trend::Worse));
    assert!(trends("Worsening {swelling}").contains(Trend::Worse));
    assert!(trends("{Swelling} is improving").contains(Trend::Better));
    assert!(trends("No change in the {redness}").contains(Trend::Unchanged));
    assert!(trends("{Swelling} has completely resolved").contains(Trend::Resolved));
    assert!(!trends("{Swelling} better, redness worse").contains(Trend::Worse));
    assert!(!trends("Swelling better, {redness} worse").contains(Trend::Better));
    assert!(trends("{Swelling} of the calf").is_empty());
    let degree = |sentence| said(sentence).context.degree;
    assert_eq!(degree("Severe {pain}"), Some(Degree::Severe));
    assert_eq!(degree("Mild {pain}, severe swelling"), Some(Degree::Mild));
    assert_eq!(degree("Mild pain, {swelling}"), None);
}

#[test]
fn each_rule_is_shown_with_its_words() {
    let found = said("No redness, or {swelling}.");
    let rules: Vec<(&str, &str)> = found
        .rules
        .iter()
        .map(|(rule, span)| (rule.as_str(), span.of("No redness, or swelling.")))
        .collect();
    assert_eq!(rules, [("no", "No")]);
    let text = "PMH:  {DVT}";
    let found = said(text);
    let plain = text.replace(['{', '}'], "");
    assert_eq!(found.rules[0].0, "past-history");
    assert_eq!(found.rules[0].1.of(&plain), "PMH:");
}
