//! What surrounds quoted words: denials, conditions, others, questions, other times.

use venule_text::proposed::Dropped;

use crate::support::fate;

const KEY: &str = "pregnancy";

/// What becomes of a yes that quotes these words.
fn yes(text: &str, quote: &str) -> Option<Dropped> {
    fate(text, KEY, true, quote)
}

#[test]
fn words_that_state_it_are_kept_to_be_confirmed() {
    for text in [
        "34F, swollen left calf, feeling mimsy.",
        "Swollen calf.\nShe is feeling mimsy, off work.",
        "No fever, no chest pain. Plodding on. She is feeling mimsy. What next?",
        "Probably feeling mimsy.",
        "Her mother had a clot. She is feeling mimsy.",
    ] {
        assert_eq!(yes(text, "feeling mimsy"), None, "{text}");
    }
}

#[test]
fn a_denial_vetoes_a_yes() {
    for text in [
        "Not feeling mimsy.",
        "She denies feeling mimsy.",
        "No fever, rash or feeling mimsy.",
        "She is not, as far as she can tell, feeling mimsy.",
        "Feeling mimsy: no.",
        "She isn't feeling mimsy",
    ] {
        let quote = ["feeling mimsy", "Feeling mimsy"];
        let quote = quote.iter().find(|it| text.contains(**it)).unwrap();
        assert_eq!(yes(text, quote), Some(Dropped::Vetoed), "{text}");
    }
    let text = "Denies feeling mimsy.";
    assert_eq!(yes(text, "Denies feeling mimsy"), Some(Dropped::Vetoed));
    assert_eq!(yes(text, "Denies"), Some(Dropped::NotWhole));
}

#[test]
fn somebody_else_another_time_a_condition_or_a_question_vetoes_anything() {
    for text in [
        "Her sister is feeling mimsy.",
        "FAMILY HISTORY: feeling mimsy.",
        "If feeling mimsy, call obstetrics.",
        "Call obstetrics if she is feeling mimsy.",
        "Is she feeling mimsy?",
        "Swollen calf, feeling mimsy?",
        "History of feeling mimsy.",
        "PAST MEDICAL HISTORY: feeling mimsy.",
        "Previously feeling mimsy.",
        "?feeling mimsy",
        "My other patient is feeling mimsy.",
    ] {
        let dropped = yes(text, "feeling mimsy");
        let vetoed = [Some(Dropped::Vetoed), Some(Dropped::NotWhole)];
        assert!(vetoed.contains(&dropped), "{text}: {dropped:?}");
    }
}

/// Words that deny a part of what a fact is about do not deny the whole.
#[test]
fn a_no_is_never_proposed() {
    for (text, quote) in [
        ("She denies feeling mimsy.", "denies feeling mimsy"),
        ("She denies feeling mimsy.", "feeling mimsy"),
        ("Not feeling mimsy.", "Not feeling mimsy"),
        ("She wears a ring.", "wears a ring"),
        ("Feeling mimsy.", "Feeling mimsy"),
    ] {
        let dropped = fate(text, KEY, false, quote);
        assert_eq!(dropped, Some(Dropped::NotPermitted), "{text}");
    }
}

#[test]
fn what_has_resolved_is_not_so() {
    let text = "The slithy toe has resolved.";
    assert_eq!(
        fate(text, "limb_threat", true, "slithy toe"),
        Some(Dropped::Vetoed)
    );
}

#[test]
fn words_of_two_sentences_or_of_a_heading_are_no_evidence() {
    let text = "She is feeling. Mimsy runs in the family.";
    assert_eq!(yes(text, "feeling. Mimsy"), Some(Dropped::NotWhole));
    let text = "PAST MEDICAL HISTORY: none.";
    assert_eq!(yes(text, "MEDICAL"), Some(Dropped::NotWhole));
}

#[test]
fn words_are_found_letter_by_letter_and_whole() {
    let text = "Swollen calf, feeling mimsy.";
    for quote in [
        "feeling Mimsy",
        "feeling  mimsy",
        "feeling brillig",
        "",
        "feeling mimsy\u{200b}",
        "feeling\nmimsy",
    ] {
        assert_eq!(yes(text, quote), Some(Dropped::NotFound), "{quote}");
    }
    for quote in ["eeling mimsy", "feeling mims", " ", ",", "."] {
        let text = "A b, feeling mimsy.";
        let dropped = yes(text, quote);
        assert!(dropped.is_some(), "{quote}");
    }
    assert_eq!(
        yes("A clot, unprovoked.", "provoked"),
        Some(Dropped::NotWhole)
    );
    assert_eq!(yes("Non-mimsy.", "mimsy"), Some(Dropped::NotWhole));
    let twice = "Not feeling mimsy. Says the daughter: feeling mimsy.";
    assert_eq!(yes(twice, "feeling mimsy"), Some(Dropped::NotFound));
}
