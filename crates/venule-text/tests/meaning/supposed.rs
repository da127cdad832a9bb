//! What a text only supposes: "what if she is pregnant?".

use venule_logic::Value;
use venule_text::candidate::{Reason, Standing};

use crate::reading::{DATA, YES, events, fact, read_text, word};

const CONDITIONAL: Standing = Standing::SetAside(Reason::Conditional);

/// Whether a fact stands under a condition.
fn is_supposed(text: &str, name: &str) -> bool {
    let mut aside = read_text(text).facts_aside.into_iter();
    aside.any(|it| &*DATA.0.facts[it.fact.0 as usize].name == name && it.standing == CONDITIONAL)
}

/// The result of an event that stands under a condition.
fn supposed_result(text: &str, kind: &str) -> Option<Value> {
    let reading = read_text(text);
    let event = reading
        .events_aside
        .iter()
        .find(|it| it.standing == CONDITIONAL && &*DATA.0.events[it.kind].name == kind)?;
    let mut attributes = event.attributes.iter();
    attributes
        .find(|(name, _)| &**name == "result")
        .map(|(_, value)| value.clone())
}

#[test]
fn what_is_only_supposed_is_set_aside_with_its_value() {
    for text in [
        "34F, left calf swollen. What if she is pregnant?",
        "34F, left calf swollen. And if she were pregnant?",
        "34F, left calf swollen. What if she was pregnant?",
        "34F, left calf swollen. Were she pregnant, what then?",
        "Left calf swollen, what if pregnant",
        "Would you treat a pregnant patient differently?",
    ] {
        assert_eq!(fact(text, "pregnancy"), None, "{text}");
        assert!(is_supposed(text, "pregnancy"), "{text}");
    }
    let cancer = "comorbidity.active_cancer";
    let text = "Left popliteal DVT. Would it be different if he had cancer?";
    assert_eq!(fact(text, cancer), None);
    assert!(is_supposed(text, cancer));
    assert_eq!(fact("She is pregnant.", "pregnancy"), YES);
    assert_eq!(fact("She was pregnant.", "pregnancy"), None);
    let positive = word("positive");
    let text = "Left calf swollen. What if the D-dimer comes back positive?";
    assert_eq!(supposed_result(text, "d_dimer"), positive);
    assert!(events(text, "d_dimer").is_empty());
}

#[test]
fn what_somebody_is_told_to_say_or_asks_beside_is_supposed() {
    let cancer = "comorbidity.active_cancer";
    for text in [
        "Right calf swollen. Say she is pregnant.",
        "Right calf swollen. Now say she is pregnant, what then?",
        "Imagine she is pregnant.",
    ] {
        assert_eq!(fact(text, "pregnancy"), None, "{text}");
        assert!(is_supposed(text, "pregnancy"), "{text}");
    }
    let text = "Right calf DVT. And with active cancer, would that change it?";
    assert_eq!(fact(text, cancer), None);
    assert!(is_supposed(text, cancer));
    let text = "Right calf DVT. Had she had active cancer, would you treat longer?";
    assert_eq!(fact(text, cancer), None);
    // What is stated before a question stays stated.
    for text in [
        "Right calf DVT. She has active cancer, would that change it?",
        "Relatives say she is pregnant.",
    ] {
        let name = if text.contains("cancer") {
            cancer
        } else {
            "pregnancy"
        };
        assert!(!is_supposed(text, name), "{text}");
    }
    assert!(events("If positive D-dimer scan.", "ultrasound").is_empty());
    assert!(events("If positive D-dimer scan.", "d_dimer").is_empty());
}
