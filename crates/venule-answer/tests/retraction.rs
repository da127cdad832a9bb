//! What a later text takes back is out of the case, and is said to be.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use venule_answer::conversation::{Heard, hear, with_its_unit, without_the_last};
use venule_engine::case::{Case, Moment, State};
use venule_engine::side::Side;
use venule_logic::Value;

use common::{EXTRACTOR, KNOWLEDGE, LANGUAGE};

/// What is known after texts, one after the other.
fn told(texts: &[&str]) -> Heard {
    let now = Moment {
        date: jiff::civil::date(2026, 3, 16),
        time: None,
    };
    let mut last: Option<Heard> = None;
    for text in texts {
        let reading = EXTRACTOR.read(text, now.date).unwrap();
        let before = last.as_ref().map(|heard| &heard.case);
        last = Some(hear(&KNOWLEDGE, &LANGUAGE, before, text, &reading, now));
    }
    last.unwrap()
}

fn events(case: &Case, name: &str) -> usize {
    let named = |kind: usize| {
        let event = KNOWLEDGE.events.get(kind);
        event.is_some_and(|it| &*it.name == name)
    };
    case.events.iter().filter(|it| named(it.kind)).count()
}

fn fact(case: &Case, name: &str) -> Option<State> {
    let id = KNOWLEDGE.fact(name).unwrap().0;
    let mut facts = case.facts.iter();
    facts.find(|it| it.fact == id).map(|it| it.state.clone())
}

const SCAN: &str = "63M, right calf swollen for 4 days. Duplex today: right popliteal DVT.";

#[test]
fn a_scan_of_another_patient_is_taken_back() {
    assert_eq!(events(&told(&[SCAN]).case, "ultrasound"), 1);
    for text in [
        "Sorry, that scan was the patient in the next bed.",
        "Please disregard the duplex, wrong patient.",
        "The scan result belonged to someone else.",
    ] {
        let heard = told(&[SCAN, text]);
        assert_eq!(events(&heard.case, "ultrasound"), 0, "{text}");
        assert_eq!(events(&heard.case, "diagnosis"), 0, "{text}");
        assert_eq!(heard.withdrawn.len(), 1, "{text}");
        assert!(heard.is_news, "{text}");
        assert!(fact(&heard.case, "symptoms.swelling").is_some(), "{text}");
    }
}

#[test]
fn what_is_not_named_is_asked_and_nothing_is_lost() {
    let heard = told(&[SCAN, "Sorry, that was a mistake."]);
    assert_eq!(heard.unclear.len(), 1);
    assert!(heard.withdrawn.is_empty());
    assert_eq!(events(&heard.case, "ultrasound"), 1);
}

#[test]
fn the_leg_that_is_meant_takes_the_place_of_the_other() {
    let heard = told(&[SCAN, "Correction: it is the LEFT leg."]);
    assert_eq!(heard.case.side, Some(Side::Left));
    let facts = heard.case.facts.iter().map(|it| it.side);
    let events = heard.case.events.iter().map(|it| it.side);
    assert!(facts.chain(events).all(|side| side != Some(Side::Right)));
    assert_eq!(heard.corrected.len(), 1, "{:?}", heard.corrected);
    // Both legs were told of: which of it is meant is asked.
    let both = "Right calf swollen, left calf sore.";
    let heard = told(&[both, "Correction: it is the left leg."]);
    assert_eq!(heard.unclear.len(), 1);
}

#[test]
fn a_result_that_is_put_right_takes_the_place_of_the_old_one() {
    let heard = told(&[SCAN, "Correction: the duplex was negative."]);
    assert_eq!(events(&heard.case, "ultrasound"), 1);
    assert_eq!(heard.corrected.len(), 1);
    let heard = told(&["She is pregnant.", "She is not pregnant after all."]);
    let no = Some(State::Known(Value::Boolean(false)));
    assert_eq!(fact(&heard.case, "pregnancy"), no);
    assert_eq!(heard.corrected.len(), 1);
}

/// What the scans of a case showed, in order.
fn results(case: &Case, kind: &str) -> Vec<Option<String>> {
    let named = |index: usize| {
        KNOWLEDGE
            .events
            .get(index)
            .is_some_and(|it| &*it.name == kind)
    };
    let events = case.events.iter().filter(|it| named(it.kind));
    let result = events.map(|event| {
        let mut attributes = event.attributes.iter();
        let (_, state) = attributes.find(|(name, _)| &**name == "result")?;
        match state {
            State::Known(Value::String(value)) => Some(value.to_string()),
            _ => None,
        }
    });
    result.collect()
}

const CLEAR: &str =
    "63M, right calf swollen for 4 days. Complete duplex of the right leg today: negative.";

#[test]
fn an_amended_report_takes_the_place_of_the_one_before_and_is_said_to() {
    for (before, text, is) in [
        (
            SCAN,
            "The radiologist now says there is no DVT.",
            "negative",
        ),
        (SCAN, "Report was wrong, no clot after all.", "negative"),
        (
            SCAN,
            "They re-read the scan: it's superficial only.",
            "superficial_vein_thrombosis",
        ),
        (
            SCAN,
            "Radiology changed their report: negative for DVT",
            "negative",
        ),
        (
            CLEAR,
            "Addendum: DVT in the popliteal vein after all.",
            "proximal_dvt",
        ),
        (
            CLEAR,
            "Amended report. Peroneal vein thrombosis.",
            "isolated_distal_dvt",
        ),
        (
            CLEAR,
            "amended report: peroneal vein thrombosis",
            "isolated_distal_dvt",
        ),
        (
            CLEAR,
            "Hi, radiology called back - they do see a clot in the popliteal vein",
            "proximal_dvt",
        ),
        (
            CLEAR,
            "turns out the scan was positive, peroneal clot",
            "isolated_distal_dvt",
        ),
    ] {
        let heard = told(&[before, text]);
        let found = results(&heard.case, "ultrasound");
        assert_eq!(found, [Some(is.to_owned())], "{text}");
        assert_eq!(events(&heard.case, "diagnosis"), 0, "{text}");
        assert_eq!(heard.corrected.len(), 1, "{text}: {:?}", heard.corrected);
        assert!(heard.in_doubt.is_empty(), "{text}: {:?}", heard.in_doubt);
    }
    let dimer = "63M, right calf swollen, Wells 1, D-dimer negative today.";
    let heard = told(&[dimer, "The lab rang, D-dimer is actually positive."]);
    assert_eq!(
        results(&heard.case, "d_dimer"),
        [Some("positive".to_owned())]
    );
    assert_eq!(heard.corrected.len(), 1);
}

#[test]
fn the_day_and_the_kind_of_scan_stay_and_what_it_showed_goes() {
    let heard = told(&[SCAN, "The radiologist now says there is no DVT."]);
    let scan = &heard.case.events.iter().find(|it| {
        let kind = KNOWLEDGE.events.get(it.kind);
        kind.is_some_and(|it| &*it.name == "ultrasound")
    });
    let scan = scan.unwrap();
    assert!(scan.when.is_some());
    assert!(scan.attributes.iter().all(|(name, _)| &**name != "vein"));
    let heard = told(&[CLEAR, "Addendum: DVT in the popliteal vein after all."]);
    let scan = heard.case.events.iter();
    let mut said = scan.flat_map(|it| &it.attributes);
    assert!(said.any(|(name, _)| &**name == "protocol"));
}

#[test]
fn where_it_is_not_sure_the_worse_result_stands_and_is_asked() {
    let scanned =
        "Left calf swollen 3 days. Scan 8 days ago negative, repeat scan yesterday negative.";
    for (before, text, stands) in [
        (SCAN, "Scan negative.", Some("proximal_dvt")),
        (
            SCAN,
            "radiologist now thinks there may be no DVT",
            Some("proximal_dvt"),
        ),
        (
            SCAN,
            "The radiologist has looked again and called me.",
            Some("proximal_dvt"),
        ),
        (
            scanned,
            "addendum: popliteal DVT after all",
            Some("proximal_dvt"),
        ),
        (
            CLEAR,
            "radiologist now thinks there may be a clot in the popliteal vein",
            None,
        ),
    ] {
        let heard = told(&[before, text]);
        let found = results(&heard.case, "ultrasound");
        assert!(
            found.contains(&stands.map(str::to_owned)),
            "{text}: {found:?}"
        );
        assert_eq!(heard.in_doubt.len(), 1, "{text}: {:?}", heard.in_doubt);
        assert!(heard.corrected.is_empty(), "{text}: {:?}", heard.corrected);
    }
}

#[test]
fn another_test_of_the_kind_takes_nothing_back() {
    for text in [
        "Repeat scan today negative.",
        "A second duplex shows no DVT.",
        "The scan on 2 March was actually negative.",
        "Is the scan actually positive?",
        "What if the report is amended to negative?",
    ] {
        let heard = told(&[SCAN, text]);
        let found = results(&heard.case, "ultrasound");
        assert!(found.contains(&Some("proximal_dvt".to_owned())), "{text}");
        assert!(heard.corrected.is_empty(), "{text}: {:?}", heard.corrected);
    }
}

#[test]
fn the_leg_is_put_right_in_whatever_words() {
    for text in [
        "It is the left calf, not the right.",
        "not the right, the left",
        "sorry wrong leg, it's the left",
        "it's the left leg that is swollen, sorry, not right",
    ] {
        let heard = told(&[SCAN, text]);
        assert_eq!(heard.case.side, Some(Side::Left), "{text}");
        assert_eq!(heard.corrected.len(), 1, "{text}: {:?}", heard.corrected);
    }
    // Without such words both legs count, and it is asked.
    let heard = told(&["Right calf swollen for 3 days.", "Left calf is swollen."]);
    assert_eq!(heard.case.side, Some(Side::Both));
    assert_eq!(heard.in_doubt.len(), 1);
}

#[test]
fn what_is_explained_away_stands_and_is_asked() {
    for (before, text, what) in [
        (
            "On apixaban, black stools for 2 days, left popliteal DVT 3 weeks ago.",
            "The black stools are from iron tablets.",
            "bleeding.active_major",
        ),
        (
            "54M, right leg swollen and painful 2 days.",
            "The swelling was only my sock.",
            "symptoms.swelling",
        ),
        (
            "Leg swollen, breathless since today.",
            "the breathlessness was just a panic attack",
            "pe.dyspnea",
        ),
    ] {
        let heard = told(&[before, text]);
        assert_eq!(heard.unclear.len(), 1, "{text}");
        let yes = Some(State::Known(Value::Boolean(true)));
        assert_eq!(fact(&heard.case, what), yes, "{text}");
    }
}

#[test]
fn the_last_text_of_another_patient_goes_as_a_whole() {
    let date = jiff::civil::date(2026, 3, 16);
    for text in [
        "sorry, that was the patient in the next bed",
        "ignore the last one, wrong patient",
        "Sorry, wrong patient.",
        "oops, that was somebody else's",
        "Ignore all of that please, wrong pt",
        "I mixed up the patients",
    ] {
        let reading = EXTRACTOR.read(text, date).unwrap();
        assert!(reading.withdrawn.all.is_some(), "{text}");
    }
    for text in [
        "Please disregard the duplex, wrong patient.",
        "The scan result belonged to someone else.",
        "The wrong leg was scanned.",
        "Was that the wrong patient?",
        "That was yesterday.",
        "Ignore the D-dimer.",
    ] {
        let reading = EXTRACTOR.read(text, date).unwrap();
        assert!(reading.withdrawn.all.is_none(), "{text}");
    }
    let (first, both) = (
        told(&["63M, right calf swollen."]),
        told(&["63M, right calf swollen.", SCAN]),
    );
    let (left, gone) = without_the_last(&KNOWLEDGE, &both.case, Some(&first.case));
    assert_eq!(events(&left, "ultrasound"), 0);
    assert!(fact(&left, "symptoms.swelling").is_some());
    assert!(
        gone.iter().any(|it| it.starts_with("ultrasound")),
        "{gone:?}"
    );
    assert!(
        !gone.iter().any(|it| it.contains("swelling of the leg")),
        "{gone:?}"
    );
    let (left, gone) = without_the_last(&KNOWLEDGE, &first.case, None);
    assert!(left.facts.is_empty() && !gone.is_empty());
}

#[test]
fn what_belongs_to_somebody_named_is_taken_back() {
    for text in [
        "That report is Mr Jones's.",
        "My patient has not been scanned.",
        "Wrong patient! Mine was never scanned.",
        "The ultrasound is Mrs Khan's, not his.",
        "He hasn't had a scan, that was the next patient on the list.",
        "Turns out that scan had the wrong name on it.",
        "That ultrasound report was filed in the wrong notes.",
        "No scan was done. I read it off someone else's chart.",
        "He never had that duplex.",
    ] {
        // A report without the name of its test is of the one that was told of.
        let text = text.replace("That report", "That scan report");
        let heard = told(&[SCAN, &text]);
        assert_eq!(events(&heard.case, "ultrasound"), 0, "{text}");
        assert!(!heard.withdrawn.is_empty(), "{text}");
        assert!(fact(&heard.case, "symptoms.swelling").is_some(), "{text}");
        assert!(heard.unclear.is_empty(), "{text}: {:?}", heard.unclear);
    }
    const DIMER: &str = "63M, right calf swollen for 4 days. D-dimer 3200 ng/mL FEU.";
    for text in [
        "the D-dimer result belongs to bed 6",
        "Lab rang: sample mislabelled, D-dimer not his.",
        "sorry that D-dimer was someone else's",
    ] {
        assert_eq!(events(&told(&[DIMER, text]).case, "d_dimer"), 0, "{text}");
    }
}

#[test]
fn a_drug_of_somebody_else_goes_with_the_state_of_treatment() {
    let heard = told(&[
        "63M. Duplex today: right popliteal DVT. On apixaban.",
        "The apixaban is the other gentleman's.",
    ]);
    assert_eq!(fact(&heard.case, "treatment.doac"), None);
    assert_eq!(fact(&heard.case, "treatment.anticoagulation"), None);
}

#[test]
fn no_scan_since_and_no_scan_of_the_other_leg_take_nothing_back() {
    for text in [
        "He has not been scanned since.",
        "The left leg has not been scanned.",
        "No repeat scan has been done yet.",
        "No CT has been done.",
        "The scan was done by Mr Jones.",
        "He is in bed 3.",
    ] {
        let heard = told(&[SCAN, text]);
        assert!(events(&heard.case, "ultrasound") > 0, "{text}");
        assert!(heard.withdrawn.is_empty(), "{text}: {:?}", heard.withdrawn);
    }
    // None so far beside one that was told of: asked.
    assert_eq!(
        told(&[SCAN, "He has not been scanned yet."]).in_doubt.len(),
        1
    );
}

#[test]
fn the_other_leg_moves_in_few_words_and_a_bleed_beside_it_is_taken() {
    for text in [
        "Correction, it's the left leg, and she had a subdural last week.",
        "Sorry, left leg. Also had a GI bleed 4 days ago.",
        "Wrong side - left, and she had an intracranial bleed last week.",
    ] {
        let heard = told(&[SCAN, text]);
        assert_eq!(heard.case.side, Some(Side::Left), "{text}");
        let stopped = fact(&heard.case, "contraindication.anticoagulation_absolute");
        assert!(stopped.is_some(), "{text}");
    }
}

#[test]
fn a_corrected_number_without_its_unit_has_that_of_the_one_before() {
    const DIMER: &str = "63M, right calf swollen for 4 days. D-dimer 3200 ng/mL FEU.";
    let known = told(&[DIMER]).case;
    let date = jiff::civil::date(2026, 3, 16);
    for text in [
        "sorry D-dimer was 320 not 3200",
        "the D-dimer is actually 320",
        "lab amended the D-dimer to 320",
        "Decimal slip - ddimer should read 320.0",
    ] {
        let whole = with_its_unit(&LANGUAGE, &EXTRACTOR, &known, text, date).unwrap();
        let heard = told(&[DIMER, &whole.unwrap()]);
        assert_eq!(events(&heard.case, "d_dimer"), 1, "{text}");
        assert_eq!(heard.corrected.len(), 1, "{text}");
    }
    for text in [
        "D-dimer repeated today 320",
        "correction: D-dimer 1",
        "Wells 1",
    ] {
        let whole = with_its_unit(&LANGUAGE, &EXTRACTOR, &known, text, date).unwrap();
        assert_eq!(whole, None, "{text}");
    }
}
