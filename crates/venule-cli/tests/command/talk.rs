//! What `venule ask` makes of several texts, and of an order within one: what is taken back, and whose words are whose.

use crate::support::{Run, Scratch, venule};

const DAY: &str = "2026-11-22";

fn ask(text: &str, more: &[&str]) -> Run {
    let mut all = vec!["ask", text, "--as-of", DAY];
    all.extend(more);
    let run = venule(&all);
    assert!(matches!(run.code, 0 | 4), "{text}: {}", run.err);
    run
}

/// The last answer of a conversation.
fn last_of(texts: &[&str]) -> String {
    let scratch = Scratch::new();
    let file = scratch.at("conversation.toml");
    let mut last = String::new();
    for text in texts {
        last = ask(text, &["--conversation", &file]).out;
    }
    last
}

const CALF: &str = "54F, left calf sore 2 days, Wells 1";
const THROMBOSIS: &str = "acute popliteal DVT on duplex today";
const NEXT_BED: &str = "sorry, that was the patient in the next bed";

#[test]
fn a_text_about_another_patient_is_taken_back_once() {
    let once = last_of(&[CALF, THROMBOSIS, NEXT_BED]);
    assert!(
        once.contains("taken back: ultrasound of the leg veins"),
        "{once}"
    );
    assert!(once.contains("Patient: 54 years old"), "{once}");
    let twice = last_of(&[CALF, THROMBOSIS, NEXT_BED, "sorry, wrong patient"]);
    assert!(twice.contains("so nothing was"), "{twice}");
    assert!(twice.contains("Patient: 54 years old"), "{twice}");
}

#[test]
fn a_question_between_does_not_keep_what_is_taken_back() {
    let answer = last_of(&[CALF, THROMBOSIS, "what about heparin?", NEXT_BED]);
    assert!(
        answer.contains("taken back: ultrasound of the leg veins"),
        "{answer}"
    );
}

#[test]
fn the_first_text_cannot_take_anything_back() {
    let answer = last_of(&[NEXT_BED]);
    assert!(answer.contains("NOT UNDERSTOOD"), "{answer}");
}

#[test]
fn what_is_taken_back_is_shown_beside_a_supposition() {
    let both = format!("{NEXT_BED}. And what if she were pregnant?");
    let answer = last_of(&[CALF, THROMBOSIS, &both]);
    assert!(
        answer.contains("taken back: ultrasound of the leg veins"),
        "{answer}"
    );
}

#[test]
fn an_order_for_the_same_leg_tells_of_the_patient_and_one_for_the_other_does_not() {
    let same = ask(
        "Left calf is swollen. Please check this order: \"US left leg, on apixaban, pregnant\"",
        &["--all"],
    );
    assert!(same.out.contains("Patient: pregnancy"), "{}", same.out);
    let other = ask(
        "Left calf is swollen. Please check this order: \"US right leg r/o DVT, pregnant\"",
        &["--all"],
    );
    assert!(!other.out.contains("Patient: pregnancy"), "{}", other.out);
}

#[test]
fn a_length_of_time_in_an_order_makes_no_scan_of_it() {
    let run = ask(
        "Please check this order: \"US left leg for DVT, symptoms 3 days\". Pt 63M left calf swollen",
        &[],
    );
    assert!(
        run.out.contains("THE ORDER AS IT IS WRITTEN"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("Scans: ultrasound"), "{}", run.out);
}

#[test]
fn what_a_later_text_tells_of_another_name_is_not_the_patients() {
    let young = "Mrs Young in bed 4: 54F, left calf sore 2 days, Wells 1";
    let bell = "Mr Bell in bed 9 has a right popliteal DVT on apixaban. What now?";
    let answer = last_of(&[young, bell]);
    let (_, doubted) = answer.split_once("TO BE CONFIRMED").unwrap();
    assert!(doubted.contains("popliteal"), "{answer}");
    assert!(doubted.contains("more than one patient"), "{answer}");
    assert!(!answer.contains("Continue anticoagulation"), "{answer}");
    assert!(answer.contains("Patient: 54 years old"), "{answer}");
    let same = last_of(&[
        young,
        "Mrs Young has a right popliteal DVT on duplex today.",
    ]);
    assert!(same.contains("Start therapeutic anticoagulation"), "{same}");
    let staff = last_of(&[
        young,
        "Mr Bell, vascular consultant, advises a duplex: popliteal DVT today.",
    ]);
    assert!(
        staff.contains("Start therapeutic anticoagulation"),
        "{staff}"
    );
}

/// The last answer of a conversation, as one line.
fn flat_last_of(texts: &[&str]) -> String {
    let answer = last_of(texts);
    answer.split_whitespace().collect::<Vec<_>>().join(" ")
}

const UNNAMED: &str = "54M, L calf swollen 3 days, Wells 3";

#[test]
fn a_name_that_was_not_told_of_is_asked_where_the_first_text_has_none() {
    for other in [
        "Mr Bell in bed 9 has a DVT on duplex today",
        "Bed 9: popliteal DVT on duplex today",
        "JB has a DVT on scan",
        "The lady in side room 2 has a femoral DVT on scan",
        "71F with right femoral DVT on scan today",
        "Next patient: right popliteal DVT on scan",
        "New referral Mr Okafor. Femoral DVT on CT.",
        "Mr Bell's duplex shows a popliteal DVT",
        "She has a femoral DVT on duplex",
    ] {
        let answer = flat_last_of(&[UNNAMED, other]);
        assert!(answer.contains("say \"same patient\""), "{other}: {answer}");
        assert!(
            !answer.contains("Now: Start therapeutic"),
            "{other}: {answer}"
        );
        assert!(answer.contains("Do a complete duplex"), "{other}: {answer}");
        assert!(answer.contains("54 years old"), "{other}: {answer}");
    }
}

/// What is held changes nothing, is named when it is left out, and is used whatever else the answer asks.
#[test]
fn nothing_of_a_held_text_is_used_until_somebody_says_whose_it_is() {
    let answer = flat_last_of(&[
        UNNAMED,
        "Mr Bell: popliteal DVT on duplex today",
        "What next?",
    ]);
    assert!(answer.contains("nobody said whose it is"), "{answer}");
    assert!(answer.contains("Do a complete duplex"), "{answer}");
    let same = "Same patient. What should we do?";
    let answer = flat_last_of(&[UNNAMED, "Mr Bell: popliteal DVT on duplex today", same]);
    assert!(answer.contains("Now: Start therapeutic"), "{answer}");
    let answer = flat_last_of(&[UNNAMED, "It is not her first swelling. Leg is red"]);
    assert!(!answer.contains("say \"same patient\""), "{answer}");
}

#[test]
fn a_word_that_agrees_names_no_leg() {
    for text in ["That is right.", "Yes, right", "in 3 weeks"] {
        let answer = flat_last_of(&[UNNAMED, text]);
        assert!(!answer.contains("corrected"), "{text}: {answer}");
        assert!(!answer.contains("right leg"), "{text}: {answer}");
    }
}

#[test]
fn a_name_is_taken_where_words_say_that_it_is_the_same_patient() {
    for same in [
        "Mr Bell (same patient) scan: popliteal DVT",
        "His name is Mr Bell. Scan shows popliteal DVT",
        "He is Mr Bell. Duplex today: popliteal DVT.",
        "The patient, Mr Bell, had his scan: popliteal DVT.",
        "He is in bed 9 now. Duplex today: popliteal DVT.",
        "Mr Bell, 54M: popliteal DVT on duplex today.",
    ] {
        let answer = flat_last_of(&[UNNAMED, same]);
        assert!(!answer.contains("say \"same patient\""), "{same}: {answer}");
        assert!(
            answer.contains("Now: Start therapeutic"),
            "{same}: {answer}"
        );
    }
}

#[test]
fn a_text_that_was_asked_about_is_used_or_left_out_as_the_next_one_says() {
    let other = "Mr Bell in bed 9 has a DVT on duplex today";
    for same in ["yes, same patient", "yes", "it's the same man"] {
        let answer = flat_last_of(&[UNNAMED, other, same]);
        assert!(answer.contains("used now"), "{same}: {answer}");
        assert!(
            answer.contains("Now: Start therapeutic"),
            "{same}: {answer}"
        );
    }
    for another in ["no, another patient", "no", "not the same patient"] {
        let answer = flat_last_of(&[UNNAMED, other, another]);
        assert!(answer.contains("left out"), "{another}: {answer}");
        assert!(
            answer.contains("Do a complete duplex"),
            "{another}: {answer}"
        );
        assert!(!answer.contains("TO BE CONFIRMED"), "{another}: {answer}");
    }
}

#[test]
fn a_finding_of_somebody_else_takes_the_study_back_that_showed_it() {
    let told = "54M, L calf swollen 3 days, acute popliteal DVT on duplex today";
    for back in [
        "The clot is the other gentleman's",
        "the thrombosis was the other man's",
        "The positive scan is Mr Jones's",
        "The DVT belongs to the gentleman in bed 3",
        "The clot isn't his, it's the other chap's",
        "the thrombus was somebody else's",
    ] {
        let answer = flat_last_of(&[told, back]);
        assert!(
            !answer.contains("Now: Start therapeutic"),
            "{back}: {answer}"
        );
        assert!(
            answer.contains("taken back: ultrasound"),
            "{back}: {answer}"
        );
    }
    for stays in [
        "The clot is the cause of his swelling",
        "His wife's clot was on the left",
    ] {
        let answer = flat_last_of(&[told, stays]);
        assert!(
            answer.contains("Now: Start therapeutic"),
            "{stays}: {answer}"
        );
    }
}

#[test]
fn a_bare_leg_or_length_of_time_is_of_what_was_told() {
    let leg = flat_last_of(&[
        "58F, left leg swollen 5 days, Wells 2",
        "it was the right leg",
    ]);
    assert!(leg.contains("the leg is the right one"), "{leg}");
    let time = flat_last_of(&["62M right calf pain for 3 days", "make that 12 days"]);
    assert!(time.contains("before: first symptom"), "{time}");
    let answered = flat_last_of(&["62M right calf pain and swelling", "3 weeks"]);
    assert!(
        answered.contains("first symptom of this episode"),
        "{answered}"
    );
    let among = flat_last_of(&["62M right calf pain 3 days, scan negative today", "3 weeks"]);
    assert!(!among.contains("2026-11-01"), "{among}");
    let no = flat_last_of(&["62M right calf pain 3 days", "none of those"]);
    assert!(no.contains("name what it answers"), "{no}");
}

#[test]
fn several_answers_are_headed_by_the_names_of_the_text() {
    let text =
        "Bed 14, Mrs Ode: left calf swollen 3 days. Bed 12, Mr Pym: right popliteal DVT on duplex.";
    let answer = ask(text, &[]).out;
    let first = answer.find("PATIENT 1 OF 2: Bed 14, Mrs Ode");
    let second = answer.find("PATIENT 2 OF 2: Bed 12, Mr Pym");
    assert!(
        first.zip(second).is_some_and(|(one, other)| one < other),
        "{answer}"
    );
}

const SWOLLEN: &str = "64M left calf swollen 3 days, Wells 2";

/// A text that names somebody is held; what its answer says beside whose it is counts as well.
#[test]
fn what_is_to_be_ignored_beside_same_patient_is_taken_back() {
    let named = "Mr Jones has a right femoral DVT.";
    let answer = last_of(&[SWOLLEN, named, "Same patient. But ignore that."]);
    assert!(
        answer.contains("used now") && answer.contains("TAKEN BACK"),
        "{answer}"
    );
    assert!(
        !answer.contains("Start therapeutic anticoagulation now"),
        "{answer}"
    );
    let other = last_of(&[SWOLLEN, named, "No, ignore that one."]);
    assert!(
        other.contains("left out") && other.contains("Wells score: 2"),
        "{other}"
    );
    let several = "Same patient. But ignore that.";
    let kept = last_of(&[
        SWOLLEN,
        "Mr Jones: femoral DVT on the right, active cancer.",
        several,
    ]);
    assert!(kept.contains("not clear what"), "{kept}");
}

#[test]
fn what_a_text_tells_behind_what_it_takes_back_is_held() {
    let texts = [
        "64M left calf swollen 3 days, Wells 2, D-dimer 900.",
        "Ignore the D-dimer, wrong patient. Mr Jones takes apixaban.",
    ];
    let held = last_of(&texts);
    assert!(held.contains("taken back: D-dimer") && held.contains("say \"same patient\""));
    let used = last_of(&[texts[0], texts[1], "same patient"]);
    assert!(
        used.contains("used now") && used.contains("direct oral"),
        "{used}"
    );
}

#[test]
fn words_that_name_nothing_take_back_the_last_text_where_it_was_one_statement() {
    for text in ["Scrap that.", "That was a typo, sorry.", "I take that back"] {
        let answer = last_of(&[SWOLLEN, "D-dimer 900.", text]);
        assert!(
            answer.contains("taken back: D-dimer test"),
            "{text}: {answer}"
        );
        assert!(answer.contains("Wells score: 2"), "{text}: {answer}");
        for texts in [
            [SWOLLEN, text].as_slice(),
            &[SWOLLEN, "D-dimer 900, on apixaban.", text],
        ] {
            let answer = last_of(texts);
            assert!(answer.contains("not clear what"), "{text}: {answer}");
        }
    }
}

#[test]
fn a_leg_that_is_wrong_is_asked_and_a_test_of_long_ago_is_taken_back() {
    for text in [
        "Sorry, wrong leg.",
        "Oops, wrong leg",
        "I put the wrong leg.",
    ] {
        let answer = last_of(&[SWOLLEN, text]);
        assert!(answer.contains("not clear what"), "{text}: {answer}");
    }
    let scanned = "64M left calf swollen 3 days. Duplex negative.";
    for text in [
        "That scan was an old one.",
        "The duplex I gave was from 2019.",
    ] {
        let answer = last_of(&[scanned, text]);
        assert!(
            answer.contains("taken back: ultrasound"),
            "{text}: {answer}"
        );
    }
    let asked = last_of(&[scanned, "Was that scan an old one?"]);
    assert!(!asked.contains("TAKEN BACK"), "{asked}");
}

/// A text of several patients is taken apart, or nothing of it is used and that is said.
#[test]
fn a_text_of_several_patients_is_never_mixed() {
    let apart = ask(
        "Khan: L calf swollen, Wells 2. Patel: R femoral DVT on scan.",
        &[],
    )
    .out;
    assert!(apart.contains("PATIENT 1 OF 2: Khan") && apart.contains("PATIENT 2 OF 2: Patel"));
    for text in [
        "Left calf swollen 2 days. Mrs Green has a right popliteal DVT on scan.",
        "58F and 34M both have calf pain",
    ] {
        let answer = ask(text, &[]).out;
        let flat = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("more than one patient"), "{text}: {answer}");
        assert!(flat.contains("nothing of it is used"), "{text}: {answer}");
        assert!(!answer.contains("WHAT TO DO"), "{text}: {answer}");
    }
    let later = last_of(&[SWOLLEN, "58F and 34M both have calf pain"]);
    let flat = later.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("the text tells of more than one patient"),
        "{later}"
    );
}

/// Behind what is told of somebody else, what is to be ignored may be of that one.
#[test]
fn what_another_patient_takes_back_is_held_with_the_rest() {
    for other in [
        "Mrs Lee has active cancer, ignore the swelling.",
        "Mrs Lee has active cancer. Ignore the swelling.",
        "Bed 9: DVT on duplex today, disregard the swelling",
    ] {
        let held = flat_last_of(&[SWOLLEN, other]);
        assert!(held.contains("say \"same patient\""), "{other}: {held}");
        assert!(!held.contains("taken back: "), "{other}: {held}");
        let another = flat_last_of(&[SWOLLEN, other, "another patient"]);
        assert!(another.contains("left out"), "{other}: {another}");
        assert!(!another.contains("taken back: "), "{other}: {another}");
    }
    let used = flat_last_of(&[
        SWOLLEN,
        "Mrs Lee has active cancer, ignore the swelling.",
        "same patient",
    ]);
    assert!(used.contains("taken back"), "{used}");
}

#[test]
fn a_full_stop_or_a_comma_in_a_number_ends_no_statement() {
    for told in ["D-dimer 0.3 mg/L FEU.", "D-dimer 1,200 ng/mL FEU"] {
        let answer = last_of(&[SWOLLEN, told, "Scrap that."]);
        assert!(answer.contains("taken back: D-dimer"), "{told}: {answer}");
    }
}

/// Nobody asks about a leg, and all that is said of it is that it is well.
#[test]
fn a_question_of_something_else_beside_a_leg_that_is_well_is_outside() {
    for text in [
        "81F on apixaban for afib, fluconazole started today, CrCl 38. Cut the dose? No leg complaint, nobody is asking about a clot.",
        "Hi I'm 11 weeks pregnant and quit my citalopram. My legs are fine, no clots or anything, only about the meds.",
        "54F, midfoot pain for a year, osteonecrosis of the navicular. CT or MRI? Leg not swollen, nobody is asking about a clot.",
        "40F wants HRT, migraines. Legs without complaints. Which preparation?",
    ] {
        let answer = flat_last_of(&[text]);
        assert!(
            answer.contains("outside what the guidelines here cover"),
            "{text}: {answer}"
        );
        assert!(!answer.contains("complete duplex"), "{text}: {answer}");
    }
    for text in [
        "Left leg swollen since Monday. Nobody is asking about a clot but should they?",
        "33F left calf swollen and tender for 2 days, nobody suspects DVT, is it cellulitis?",
        "My right leg is fine, the left calf is swollen since Friday. Do I need a scan?",
        "GP thinks it is no clot, but left calf is 4 cm bigger. What test?",
    ] {
        let answer = flat_last_of(&[text]);
        assert!(
            !answer.contains("outside what the guidelines here cover"),
            "{text}: {answer}"
        );
    }
}
