use super::{MOST_BYTES, TooLong, View, normalize_phrase};

fn view(text: &str) -> View<'_> {
    View::new(text).unwrap()
}

/// What the words of the view stand for in the original.
fn words_of(text: &str, part: &str) -> String {
    let view = view(text);
    let start = view.text().find(part).unwrap();
    let end = start + part.len();
    let span = view.span(u32::try_from(start).unwrap()..u32::try_from(end).unwrap());
    span.of(text).to_owned()
}

#[test]
fn one_form_of_case_quotes_dashes_and_blanks() {
    assert_eq!(view("Baker’s  Cyst\t– LEFT").text(), "bakers cyst - left");
    assert_eq!(view("whole-leg, 2-3 d").text(), "whole leg, 2-3 d");
    assert_eq!(view("right–left").text(), "right left");
    assert_eq!(view("pain—none").text(), "pain-none");
    assert_eq!(view("Œdème, oedema").text(), "oedeme, oedema");
    assert_eq!(view("a\r\nb\n \n c").text(), "a\nb\n\nc");
    assert_eq!(view("5'10\"").text(), "5'10\"");
    assert_eq!(view("sten\u{ad}t e\u{301}").text(), "stent e");
}

#[test]
fn a_sign_in_brackets_is_a_word() {
    assert_eq!(
        view("swelling(-), warmth (+) (?)").text(),
        "swelling-ve, warmth +ve ?"
    );
    assert_eq!(view("swelling (\u{2212})").text(), "swelling -ve");
    assert_eq!(words_of("pain (\u{2212}).", "-ve"), "(\u{2212})");
    assert_eq!(view("(left)").text(), "(left)");
}

#[test]
fn numbers_keep_their_meaning() {
    assert_eq!(view("10² 1½ № ≥3").text(), "10² 1½ № ≥3");
    assert_eq!(view("\u{b5}g/L 2×3").text(), "\u{3bc}g/l 2x3");
}

#[test]
fn spans_lead_back() {
    assert_eq!(words_of("A  Baker’s cyst.", "bakers cyst"), "Baker’s cyst");
    assert_eq!(words_of("A  Baker’s cyst.", "baker"), "Baker");
    assert_eq!(words_of("no   DVT\r\n  seen", "dvt\nseen"), "DVT\r\n  seen");
    assert_eq!(words_of("Œdème left", "oedeme"), "Œdème");
    assert_eq!(words_of("Œdème left", "o"), "Œ");
    assert_eq!(words_of("left…", "."), "…");
}

#[test]
fn an_original_place_leads_to_the_view() {
    let text = "no   DVT in Baker’s cyst";
    let view = view(text);
    let place = |part: &str| view.place(u32::try_from(text.find(part).unwrap()).unwrap());
    assert_eq!(place("DVT"), 3);
    assert_eq!(
        place("cyst"),
        u32::try_from(view.text().find("cyst").unwrap()).unwrap()
    );
}

#[test]
fn wide_gaps_are_known() {
    let view = view("none  next a b");
    assert!(view.is_wide(4));
    assert!(!view.is_wide(9));
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let text = "a".repeat(MOST_BYTES + 1);
    let bytes = MOST_BYTES + 1;
    assert_eq!(View::new(&text).err(), Some(TooLong { bytes }));
}

#[test]
fn phrases_have_the_form_of_the_view() {
    assert_eq!(
        normalize_phrase(" Whole-leg\n Baker's "),
        "whole leg bakers"
    );
}
