use super::{Part, PhraseError, Wording};

/// Phrases written out again, with `+` before what touches the word before it.
fn again(written: &str) -> String {
    let mut wording = Wording::default();
    wording.add(written).unwrap();
    let parts = wording.parts().map(|part| match part {
        Part::Word { text, glued } => format!("{}{text}", if glued { "+" } else { "" }),
        Part::Number { glued } => if glued { "+#" } else { "#" }.to_owned(),
        Part::Open => "(".to_owned(),
        Part::Or => "|".to_owned(),
        Part::Close => ")".to_owned(),
        Part::Any => "_".to_owned(),
    });
    parts.collect::<Vec<_>>().join(" ")
}

fn error(written: &str) -> PhraseError {
    Wording::default().add(written).unwrap_err()
}

fn count(written: &str) -> u128 {
    let mut wording = Wording::default();
    wording.add(written).unwrap();
    wording.count()
}

#[test]
fn brackets_that_stand_apart_stay() {
    assert_eq!(
        again("calf [is] (very|so [very]) red"),
        "calf ( is | ) ( very | so ( very | ) ) red"
    );
    assert_eq!(again(" a | b  [ c|d ]"), "a | b ( c | d | )");
}

#[test]
fn brackets_that_touch_letters_are_forms_of_a_word() {
    assert_eq!(again("swell(ing|s) of"), "( swelling | swells ) of");
    assert_eq!(again("[o]edema"), "( edema | oedema )");
    assert_eq!(again("(a|b)(c|d e)"), "( ac | bc | ( ad | bd ) e )");
}

#[test]
fn words_before_a_blank_stay_a_choice() {
    assert_eq!(again("calf[ is]"), "( calf | calf is )");
    assert_eq!(
        again("(no |not a )(big |small )clot"),
        "( no | not a ) ( big | small ) clot"
    );
    assert_eq!(count("(no |not a )[big |small ]clot"), 6);
    assert!(
        Wording::default()
            .add(&"(a |b |c |d |e )".repeat(100))
            .is_err()
    );
}

#[test]
fn words_are_cut_as_the_view_is() {
    assert_eq!(again("Whole-Leg Baker's"), "whole leg bakers");
    assert_eq!(again("(+|-)ve ?"), "( + +ve | - +ve ) ?");
    assert_eq!(again("t1/2 & 50%"), "t +1 / 2 & 50 +%");
    assert_eq!(again("day #, 2.5 #-#"), "day # , 2.5 # +- +#");
}

#[test]
fn what_it_stands_for_is_counted() {
    assert_eq!(Wording::default().count(), 0);
    assert_eq!(count("a|b [c|d]"), 4);
    assert_eq!(count("a _ #"), 1);
    assert_eq!(count(&"(a|b|c|d) ".repeat(40)), 4_u128.pow(40));
    assert_eq!(count(&"(a|b|c|d) ".repeat(80)), u128::MAX);
}

#[test]
fn what_cannot_be_read_is_refused_and_leaves_nothing() {
    assert_eq!(error("a (b"), PhraseError::Brackets);
    assert_eq!(error("a b]"), PhraseError::Brackets);
    assert_eq!(error("(a]"), PhraseError::Brackets);
    assert_eq!(error("[a] [b]"), PhraseError::Empty);
    assert_eq!(error("a|"), PhraseError::Empty);
    assert_eq!(error("\u{ad}"), PhraseError::Empty);
    assert_eq!(error(&"(a|b|c|d)".repeat(7)), PhraseError::TooMany);
    assert_eq!(error(&"(".repeat(100_000)), PhraseError::Deep);
    let mut wording = Wording::default();
    wording.add("a").unwrap();
    let before = wording.clone();
    wording.add("b [c] #.#").unwrap_err();
    assert_eq!(wording, before);
}

#[test]
fn numbers_that_no_text_has_are_refused() {
    assert_eq!(error("day #.#"), PhraseError::Numbers);
    assert_eq!(error("in 20# (days|weeks)"), PhraseError::Numbers);
    assert_eq!(error("grade (##|1)x"), PhraseError::Numbers);
}
