//! Days of a change, of what was called off and of what was never done: they begin nothing and state nothing.

use jiff::civil::date;
use venule_engine::case::Dates;

use super::reading::{NO, YES, events, fact, read_text, word};

#[test]
fn the_day_of_relief_begins_no_symptom() {
    for text in [
        "Pain went on Sunday",
        "pain stopped on Sunday",
        "The calf pain stopped yesterday",
        "Pain disappeared on Saturday",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
        assert_eq!(fact(text, "symptoms.pain"), NO, "{text}");
    }
    let eased = "Swelling went down on Monday";
    assert!(events(eased, "symptom_onset").is_empty());
    assert_eq!(fact(eased, "symptoms.course"), word("improving"));
    for text in ["Pain went on for days", "pain went on until Sunday"] {
        assert_eq!(fact(text, "symptoms.pain"), YES, "{text}");
    }
    let then = events(
        "Swelling went away by Thursday but pain since Friday",
        "symptom_onset",
    );
    assert_eq!(then[0].when, Some(Dates::on(date(2026, 3, 13))));
}

#[test]
fn what_gets_worse_under_the_treatment_of_a_dvt_begins_no_episode() {
    for text in [
        "On apixaban for a DVT, leg more swollen since yesterday",
        "Known DVT left leg on rivaroxaban, more swollen since yesterday",
        "Taking apixaban 5 mg bd for DVT, calf tighter since yesterday",
        "On rivaroxaban for a popliteal DVT found 5 January; since Monday more swollen",
    ] {
        assert!(events(text, "symptom_onset").is_empty(), "{text}");
        assert_eq!(fact(text, "symptoms.course"), word("worsening"), "{text}");
        let known = events(text, "diagnosis");
        assert_eq!(known.len(), 1, "{text}");
        let after = date(2026, 2, 1);
        assert!(known[0].when.is_none_or(|it| it.latest < after), "{text}");
    }
    for text in [
        "Leg more swollen since yesterday",
        "Known DVT right, apixaban; now left leg more swollen since yesterday",
        "On apixaban for AF. Left leg swollen since yesterday.",
        "?DVT. Leg tighter since Friday. Duplex shows popliteal DVT.",
    ] {
        assert!(!events(text, "symptom_onset").is_empty(), "{text}");
    }
}

#[test]
fn a_drug_for_a_dvt_tells_of_it_and_one_that_prevents_does_not() {
    for text in ["On apixaban for a DVT", "takes rivaroxaban 20 mg for DVT"] {
        assert_eq!(events(text, "diagnosis").len(), 1, "{text}");
        assert_eq!(
            fact(text, "treatment.anticoagulation"),
            word("active"),
            "{text}"
        );
    }
    for text in [
        "On rivaroxaban 10 mg for DVT prevention",
        "on apixaban for DVT prophylaxis",
        "Never treated for DVT",
        "should I start apixaban for a DVT?",
        "mother on apixaban for a DVT",
        "was on apixaban for a DVT in 2019",
    ] {
        assert!(events(text, "diagnosis").is_empty(), "{text}");
        assert_eq!(fact(text, "treatment.anticoagulation"), None, "{text}");
    }
}

#[test]
fn an_operation_that_its_own_words_call_off_was_none() {
    for text in [
        "C-section cancelled 3 weeks ago",
        "surgery aborted 2 weeks ago",
        "hip replacement deferred 4 weeks ago",
        "hysterectomy fell through 2 weeks ago",
        "Knee replacement surgery postponed 2 weeks ago",
    ] {
        assert_eq!(fact(text, "wells.bedridden_or_surgery"), None, "{text}");
        assert_eq!(fact(text, "postpartum_6_weeks"), None, "{text}");
    }
    for text in [
        "C-section 3 weeks ago",
        "operation 3 weeks ago was not cancelled",
        "surgery was rescheduled and done 3 weeks ago",
        "C-section 5 weeks ago; her 6-week check was cancelled",
    ] {
        assert_eq!(fact(text, "wells.bedridden_or_surgery"), YES, "{text}");
    }
}

#[test]
fn a_test_for_a_dvt_that_was_never_done_denies_no_dvt() {
    for text in [
        "Never had a DVT scan",
        "No previous scans for DVT",
        "Not had a DVT scan before",
        "Never had any imaging for DVT",
        "Never been scanned for a clot before",
        "Has not previously had a scan for DVT",
        "Had a DVT scan in 2018, clear.",
    ] {
        assert_eq!(fact(text, "wells.previous_dvt"), None, "{text}");
        assert_eq!(fact(text, "dvt.months_ago"), None, "{text}");
    }
    for text in [
        "No previous DVT",
        "Never had a DVT",
        "never had DVT, never had a scan",
    ] {
        assert_eq!(fact(text, "wells.previous_dvt"), NO, "{text}");
    }
    assert_eq!(fact("Had a DVT in 2018.", "wells.previous_dvt"), YES);
}

#[test]
fn a_test_done_again_is_another_one() {
    for (text, kind) in [
        (
            "Duplex 8 March and again today, both negative",
            "ultrasound",
        ),
        (
            "scan 3 March, repeated 10 March: no clot both times",
            "ultrasound",
        ),
        ("US neg 3 March and again on 10 March", "ultrasound"),
        (
            "D-dimer 3 March and again 10 March, both negative",
            "d_dimer",
        ),
    ] {
        assert_eq!(events(text, kind).len(), 2, "{text}");
    }
    for text in [
        "Duplex 8 March. Seen again today.",
        "scan on 3 March, clinic again 10 March",
    ] {
        assert_eq!(events(text, "ultrasound").len(), 1, "{text}");
    }
}

#[test]
fn a_leg_that_is_fine_after_a_course_has_no_symptoms() {
    for text in [
        "finished rivaroxaban in January, leg fine, may I fly?",
        "done with apixaban in February, leg feels great, can I go skiing?",
    ] {
        assert_eq!(fact(text, "symptoms.present"), NO, "{text}");
    }
    for text in [
        "leg fine",
        "finished rivaroxaban in January, leg fine but calf sore since Monday",
        "finished rivaroxaban in January, right leg fine, left swollen",
        "finished rivaroxaban in January, is the leg ok to fly?",
    ] {
        assert_eq!(fact(text, "symptoms.present"), None, "{text}");
    }
}

#[test]
fn pain_that_only_walking_brings_is_exertional() {
    for text in [
        "calf pain after 400 m, goes within minutes of standing",
        "calf pain when walking uphill, stops when I stand still",
        "pain in calf only on exertion",
        "calf cramps only when running",
    ] {
        assert_eq!(fact(text, "symptoms.exertional"), YES, "{text}");
    }
    for text in [
        "swollen calf, painful on walking",
        "calf pain present at rest and on walking",
        "calf ache after a 10 km run last weekend",
    ] {
        assert_eq!(fact(text, "symptoms.exertional"), None, "{text}");
    }
    let stops = "calf hurts when she walks the dog, has to stop, then it goes";
    let facts = read_text(stops).facts.len();
    assert!(facts > 0);
    assert_eq!(fact(stops, "symptoms.persistent"), None);
    assert_eq!(fact(stops, "symptoms.functional_limitation"), None);
}

#[test]
fn what_a_report_compares_is_no_course_of_the_symptoms() {
    for text in [
        "US left leg: thrombus popliteal vein, unchanged since January",
        "Calf vein thrombus less than 5 cm",
        "Right leg swollen. Previous DVT in the same leg.",
    ] {
        assert_eq!(fact(text, "symptoms.course"), None, "{text}");
        assert_eq!(fact(text, "calf_dvt.grown"), None, "{text}");
    }
    assert_eq!(
        fact("Left leg pain unchanged since the scan", "symptoms.course"),
        word("unchanged")
    );
}
