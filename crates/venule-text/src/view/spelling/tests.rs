use std::sync::Arc;

use proptest::prelude::*;

use super::Spellings;
use crate::view::View;

fn spellings() -> Spellings {
    let all = [
        ("swolen", "swollen"),
        ("dopler", "doppler"),
        ("alot", "a lot"),
        ("caff", "calf"),
    ];
    Spellings::new(
        all.map(|(word, meant)| (Arc::from(word), Arc::from(meant)))
            .to_vec(),
    )
}

fn spelled(text: &str) -> View<'_> {
    View::new(text).unwrap().spelled(&spellings())
}

/// What the words of the view stand for in the original.
fn words_of<'t>(text: &'t str, part: &str) -> &'t str {
    let view = spelled(text);
    let start = view.text().find(part).unwrap();
    let place = |at: usize| u32::try_from(at).unwrap();
    view.span(place(start)..place(start + part.len())).of(text)
}

#[test]
fn a_misspelling_is_read_as_what_is_meant() {
    assert_eq!(spelled("Left caff SWOLEN.").text(), "left calf swollen.");
    assert_eq!(
        spelled("hurts alot, no dopler").text(),
        "hurts a lot, no doppler"
    );
    assert_eq!(spelled("swolen").text(), "swollen");
}

#[test]
fn a_part_of_a_word_is_no_misspelling() {
    for text in ["swolens", "scaffold", "caff2", "2caff", "caffé"] {
        assert_eq!(spelled(text).text(), View::new(text).unwrap().text());
    }
}

#[test]
fn spans_lead_to_what_was_written() {
    let text = "Left  caff – alot SWOLEN, Baker’s dopler";
    assert_eq!(words_of(text, "calf"), "caff");
    assert_eq!(words_of(text, "a lot"), "alot");
    assert_eq!(words_of(text, "lot swollen"), "alot SWOLEN");
    assert_eq!(words_of(text, "bakers"), "Baker’s");
    assert_eq!(words_of(text, "doppler"), "dopler");
    assert_eq!(words_of(text, "left calf"), "Left  caff");
    assert!(spelled(text).is_wide(4));
}

#[test]
fn the_word_that_is_meant_is_found() {
    assert_eq!(spellings().meant_by("caff"), Some("calf"));
    assert_eq!(spellings().meant_by("calf"), None);
    assert_eq!(spellings().meant_by(""), None);
    assert_eq!(Spellings::default().meant_by("caff"), None);
    assert_eq!(spellings().iter().count(), 4);
}

proptest! {
    #[test]
    fn every_place_leads_to_the_place_it_led_to_before(
        parts in prop::collection::vec(
            prop::sample::select(vec!["caff", "alot", "Dopler", " ", "  ", "-", "’", "é", "½", "\n", "x", "(+)", ", "]),
            0..12,
        )
    ) {
        let text = parts.concat();
        let before = View::new(&text).unwrap();
        let after = spelled(&text);
        prop_assert_eq!(before.span(0..before.len()), after.span(0..after.len()));
        let mut last = 0;
        for at in 0..after.len() {
            let span = after.span(at..at + 1);
            prop_assert!(last <= span.start && span.start <= span.end, "{} {:?}", at, span);
            prop_assert!(text.is_char_boundary(span.start as usize));
            prop_assert!(text.is_char_boundary(span.end as usize));
            last = span.start;
        }
        // Nothing is misspelled any more, and what is right stays as it is.
        let again = after.clone().spelled(&spellings());
        prop_assert_eq!(again.text(), after.text());
    }
}

#[test]
fn marks_find_all_that_is_listed() {
    let listed: Vec<(Arc<str>, Arc<str>)> = (0..3000_u32)
        .map(|at| {
            let letter = |shift: u32| char::from(b'a' + u8::try_from(at >> shift & 15).unwrap());
            let word: String = [0, 4, 8, 2, 6, 1, 3, 5, 7]
                .iter()
                .take(3 + at as usize % 7)
                .map(|shift| letter(*shift))
                .collect();
            (Arc::from(word), Arc::from("meant"))
        })
        .collect();
    let spellings = Spellings::new(listed);
    for (word, meant) in spellings.iter() {
        assert_eq!(spellings.meant_by(word), Some(meant), "{word}");
    }
}

proptest! {
    #[test]
    fn marks_change_nothing(word in "[a-e]{1,10}") {
        let listed = ["abc", "bad", "cabbage", "deaddeadbe", "ace", "bbbbbbbb", "aaaaaaaaa"];
        let spellings = Spellings::new(listed.map(|it| (Arc::from(it), Arc::from("x"))).to_vec());
        for word in listed.into_iter().chain([&*word]) {
            let slow = listed.contains(&word).then_some("x");
            prop_assert_eq!(spellings.meant_by(word), slow);
        }
    }
}
